//! Two views of one text that scroll together.
//!
//! The view that leads says which place of its text is at which height; the one
//! that follows puts the corresponding place there. Places are code points with a
//! fraction, so that a view follows smoothly within long rows.

use super::layout::{Laid, Sheet, row_start};
use super::pieces::Place;
use super::scroll::Anchor;
use super::state::PageViewState;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// A place of the text and its height on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Eye {
    /// Code points from the start of the text, with a fraction.
    pub at: f64,
    /// Points below the top of the view; 0 at the top edge.
    pub y: f32,
}

impl PageViewState {
    /// The first place of `within` that is in view, as of the last frame.
    pub fn eye(&self, within: Span) -> Option<Eye> {
        let top = self.areas.view.top();
        let rows = self.laid.iter().flat_map(|laid| rows(laid, top));
        let mut seen = rows.filter(|row| row.bottom > 0.0);
        seen.find_map(|row| {
            let start = row.span.start().max(within.start());
            let end = row.span.end().min(within.end());
            if start >= end {
                return None;
            }
            let past = (-row.top / (row.bottom - row.top)).max(0.0);
            let at = f64::from(start.0) + f64::from(past) * f64::from(end - start);
            let y = row.top.max(0.0);
            Some(Eye { at, y })
        })
    }

    /// Scrolls, with the next frame, so that a place stands at a height.
    pub fn follow(&mut self, eye: Eye) {
        self.follow = Some(eye);
    }

    /// Where the view stands on its text: changes when, and only when, it scrolls.
    pub fn scrolled_to(&self) -> (u32, f32) {
        (self.anchor.piece, self.anchor.into)
    }

    /// Selects from `mark`, the end that stays, to `caret`. Does not scroll.
    pub fn select_between(&mut self, mark: CharOffset, caret: CharOffset) {
        self.select(Span::between(mark, caret));
        self.mark = mark;
        self.caret = Place {
            offset: caret,
            lower: mark >= caret,
        };
    }
}

/// A row with its text and its height relative to the top of the view.
struct Row {
    span: Span,
    top: f32,
    bottom: f32,
}

fn rows(laid: &Laid, view_top: f32) -> impl Iterator<Item = Row> + '_ {
    let mut start = laid.piece.span.start();
    laid.galley.rows.iter().map(move |row| {
        let end = start + row.glyphs.len() as u32;
        let span = Span::between(start, end);
        start = end;
        Row {
            span,
            top: laid.top + row.min_y() - view_top,
            bottom: laid.top + row.max_y() - view_top,
        }
    })
}

impl Sheet<'_> {
    /// The anchor that puts a place at a height.
    pub(super) fn following(&self, eye: Eye) -> Anchor {
        let whole = eye.at.max(0.0).floor();
        let end = self.pieces.source().len();
        let place = Place::at(CharOffset((whole as u32).min(end)));
        let piece = self.pieces.at(place);
        let galley = self.galley(piece);
        let (row, column) = self.row_of(piece, &galley, place);
        let (mut into, mut height, mut count) = (0.0, 0.0, 1);
        if let Some(placed) = galley.rows.get(row) {
            into = placed.min_y();
            height = placed.height();
            count = row_start(&galley, row + 1) - row_start(&galley, row);
        }
        let past = (column as f64 + eye.at - whole) / count.max(1) as f64;
        into += height * past.clamp(0.0, 1.0) as f32 + self.margin_above(piece);
        let anchor = Anchor {
            piece: piece.index,
            into,
        };
        self.moved(anchor, -eye.y)
    }
}
