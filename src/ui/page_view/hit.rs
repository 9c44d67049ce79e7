//! What is at a point of the screen or at a place of the text.

use egui::Pos2;

use super::Scene;
use super::layout::laid_at;
use super::pieces::Place;
use super::state::PageViewState;
use super::steps;
use super::types::Mode;
use crate::model::entity::Entity;
use crate::model::id::ArticleId;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// At most so many mentions are looked at where one is searched by position.
const LOOK_UP_CAP: usize = 512;
/// How near an edge of a mention the pointer must be to take it, in points.
const EDGE_REACH: f32 = 4.0;

/// By points, in what is in view.
impl Scene<'_> {
    /// The place nearest to a point; points outside the text give its edge.
    pub(super) fn place_near(&self, state: &PageViewState, pos: Pos2) -> Option<Place> {
        let view = self.areas.view;
        let y = pos
            .y
            .clamp(view.top(), (view.bottom() - 1.0).max(view.top()));
        let laid = laid_at(&state.laid, y)?;
        let x = pos.x - self.areas.text.left();
        let row = laid.row_at(y);
        Some(self.sheet.place_on_row(laid.piece, &laid.galley, row, x))
    }

    /// The code point whose glyph is under a point.
    pub(super) fn char_under(&self, state: &PageViewState, pos: Pos2) -> Option<CharOffset> {
        laid_at(&state.laid, pos.y)?.under(self.areas.text.left(), pos)
    }

    /// The word under a point, or at `place` where none is.
    pub(super) fn word_under(&self, state: &PageViewState, pos: Pos2, place: Place) -> Span {
        let under = self.char_under(state, pos).unwrap_or(place.offset);
        steps::word(&self.sheet.pieces, under, self.word_at())
    }

    /// The innermost mention whose text is under a point.
    pub(super) fn entity_under(&self, state: &PageViewState, pos: Pos2) -> Option<&Entity> {
        let at = self.char_under(state, pos)?;
        self.innermost(Span::between(at, at + 1))
    }

    /// The active mention whose edge can be taken at `pos`, and whether it is
    /// its start.
    pub(super) fn edge_at(&self, state: &PageViewState, pos: Pos2) -> Option<(&Entity, bool)> {
        if self.options.mode != Mode::Entities {
            return None;
        }
        let entity = self.active_entity(state)?;
        let mut found = None;
        for laid in &state.laid {
            for piece in entity.pieces() {
                let [first, last] = [
                    piece.start() == entity.span.start(),
                    piece.end() == entity.span.end(),
                ];
                laid.bands(self.areas.text.left(), piece, |band| {
                    let rect = band.rect;
                    if !(rect.top() <= pos.y && pos.y < rect.bottom()) {
                        return;
                    }
                    // Only from within: what stands beside can be selected from its edge.
                    let inside = rect.x_range().contains(pos.x);
                    if inside && last && !band.open_right && rect.right() - pos.x <= EDGE_REACH {
                        found = Some(false);
                    } else if inside
                        && first
                        && !band.open_left
                        && pos.x - rect.left() <= EDGE_REACH
                    {
                        found = Some(true);
                    }
                });
            }
        }
        found.map(|at_start| (entity, at_start))
    }
}

/// By places of the text.
impl Scene<'_> {
    /// The line on which `offset` is, without its line end.
    pub(super) fn line_span_at(&self, offset: CharOffset) -> Span {
        self.source.line_span(self.source.line_of(offset))
    }

    /// The innermost mention that a caret touches.
    pub(super) fn entity_near(&self, at: CharOffset) -> Option<&Entity> {
        self.innermost(Span::between(at.back(1), at + 1))
    }

    fn innermost(&self, span: Span) -> Option<&Entity> {
        self.annotations
            .entities_in(span)
            .take(LOOK_UP_CAP)
            .min_by_key(|entity| entity.pieces().map(Span::len).sum::<u32>())
    }

    /// The mention that has grips: the selected one, or the one at the caret.
    pub(super) fn active_entity(&self, state: &PageViewState) -> Option<&Entity> {
        match self.emphasis.entity {
            Some(id) => self.annotations.entity(id),
            None if state.selection().is_empty() => self.entity_near(state.caret()),
            None => None,
        }
    }

    /// The article to which the first assigned text on a line belongs.
    pub(super) fn article_on_line(&self, line: usize) -> Option<ArticleId> {
        let span = self.source.line_span(line);
        let span = Span::between(span.start(), span.end() + 1);
        self.annotations.segments_in(span).next()?.article()
    }
}
