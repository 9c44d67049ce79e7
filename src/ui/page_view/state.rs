//! What the page view remembers between frames: caret, selection, scroll.

use std::sync::Arc;

use egui::{Pos2, Rect};

use super::geometry::Areas;
use super::input_mouse::Press;
use super::layout::{Laid, laid_at, nearest_on_row};
use super::linked::Eye;
use super::overview::OverviewCache;
use super::pieces::{PieceTable, Place};
use super::scroll::{Anchor, Reveal};
use super::steps;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// The state of one page on the screen. Keep one for each page that is open.
///
/// Given another text it adapts: caret and scroll are kept as far as they fit.
#[derive(Default)]
pub struct PageViewState {
    pub(super) caret: Place,
    /// The end of the selection that stays.
    pub(super) mark: CharOffset,
    /// Where the caret wants to be when it moves between rows, in points.
    pub(super) goal_x: Option<f32>,
    pub(super) anchor: Anchor,
    pub(super) reveal: Option<(Span, Reveal)>,
    /// A place that another view has at a height; taken before `reveal`.
    pub(super) follow: Option<Eye>,
    pub(super) pieces: Option<Arc<PieceTable>>,
    pub(super) laid: Vec<Laid>,
    pub(super) areas: Areas,
    pub(super) press: Press,
    pub(super) overview: OverviewCache,
    /// When the caret last moved, for blinking, in seconds.
    pub(super) moved_at: f64,
    pub(super) asked: u32,
}

impl PageViewState {
    /// Where the caret stands.
    pub fn caret(&self) -> CharOffset {
        self.caret.offset
    }

    /// The selected text; empty for a caret.
    pub fn selection(&self) -> Span {
        Span::between(self.mark, self.caret.offset)
    }

    /// Selects a span, with the caret at its end. Does not scroll.
    pub fn select(&mut self, span: Span) {
        self.mark = span.start();
        self.caret = Place {
            offset: span.end(),
            lower: span.is_empty(),
        };
        self.goal_x = None;
    }

    /// Puts the caret at `offset` with nothing selected. Does not scroll.
    pub fn set_caret(&mut self, offset: CharOffset) {
        self.select(Span::caret(offset));
    }

    /// Scrolls, with the next frame, so that `span` is comfortably in view: not
    /// at all if it is already, to the middle if it was far away.
    pub fn reveal(&mut self, span: Span) {
        self.reveal = Some((span, Reveal::Comfortable));
    }

    /// Scrolls, with the next frame, so that `offset` is on the top row.
    pub fn scroll_to(&mut self, offset: CharOffset) {
        self.reveal = Some((Span::caret(offset), Reveal::Top));
    }

    /// The first code point on the top row of the view, as of the last frame.
    pub fn top(&self) -> CharOffset {
        self.laid.first().map_or(CharOffset(0), |laid| {
            let row = laid.row_at(self.areas.view.top() + 1.0);
            laid.piece.span.start() + super::layout::row_start(&laid.galley, row) as u32
        })
    }

    /// The span from the first to the last piece in view, as of the last frame.
    pub fn visible(&self) -> Span {
        match (self.laid.first(), self.laid.last()) {
            (Some(first), Some(last)) => first.piece.span.hull(last.piece.span),
            _ => Span::default(),
        }
    }

    /// Where the visible parts of `span` are on the screen, one rectangle for
    /// each row, as of the last frame.
    pub fn rects_of(&self, span: Span) -> Vec<Rect> {
        let mut rects = Vec::new();
        let left = self.areas.text.left();
        for laid in &self.laid {
            laid.bands(left, span, |band| {
                let rect = band.rect.intersect(self.areas.view);
                if rect.is_positive() {
                    rects.push(rect);
                }
            });
        }
        rects
    }

    /// The place in the text nearest to a point of the text column or gutter,
    /// as of the last frame; `None` for points outside the page.
    pub fn offset_at(&self, pos: Pos2) -> Option<CharOffset> {
        if !self.areas.view.contains(pos) {
            return None;
        }
        let laid = laid_at(&self.laid, pos.y)?;
        let row = laid.row_at(pos.y);
        let x = pos.x - self.areas.text.left();
        let pieces = self.pieces.as_ref()?;
        Some(nearest_on_row(pieces, laid.piece, &laid.galley, row, x))
    }

    /// Where the caret is drawn, if it is in view, as of the last frame.
    pub fn caret_rect(&self) -> Option<Rect> {
        let index = self.pieces.as_ref()?.at(self.caret).index;
        let laid = self.laid.iter().find(|laid| laid.piece.index == index)?;
        let rect = laid.caret_rect(self.caret, self.areas.text.left());
        self.areas.view.intersects(rect).then_some(rect)
    }

    /// How many galleys the last frame asked for: it follows what is in view.
    pub fn galleys_asked(&self) -> u32 {
        self.asked
    }

    /// Makes the table of pieces for a text that was not shown before and keeps
    /// caret and selection at places where a caret may stand.
    pub(super) fn adopt(&mut self, source: &SourceText) -> Arc<PieceTable> {
        let pieces = match self.pieces.take() {
            Some(pieces) if pieces.is_for(source) => pieces,
            _ => Arc::new(PieceTable::new(source)),
        };
        let end = CharOffset(source.len());
        for offset in [&mut self.caret.offset, &mut self.mark] {
            *offset = steps::floor(&pieces, (*offset).min(end));
        }
        self.pieces = Some(Arc::clone(&pieces));
        pieces
    }
}
