//! Where the view stands on the page, and how it moves.
//!
//! There is no table of heights. The position is a piece and a distance into
//! it, and moving walks over pieces, measuring as it goes; so the cost follows
//! the distance on the screen and not the length of the page. The overview
//! strip, which must place any line at once, counts *extent* instead: code
//! points, plus a constant for each piece.

use egui::Rect;

use super::layout::{Laid, Sheet};
use super::pieces::{PieceTable, Place};
use crate::text::span::Span;

/// A place at the top edge of the view.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Anchor {
    /// The piece under the edge.
    pub piece: u32,
    /// How far into the piece the edge is, in points; at least 0.
    pub into: f32,
}

/// How a span is brought into view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reveal {
    /// Only as far as needed: for the caret.
    Nearest,
    /// With some lines around it, in the middle if it was far away.
    Comfortable,
    /// At the top edge.
    Top,
}

/// What a piece counts for in the overview beside its code points.
const PIECE_EXTENT: f64 = 24.0;

impl Sheet<'_> {
    /// The anchor `distance` points further down (up if negative), at most to
    /// the ends of the page.
    pub fn moved(&self, from: Anchor, distance: f32) -> Anchor {
        let mut anchor = from;
        anchor.piece = anchor.piece.min(self.pieces.len().saturating_sub(1));
        anchor.into += distance;
        while anchor.into < 0.0 {
            let Some(above) = anchor.piece.checked_sub(1) else {
                return Anchor::default();
            };
            anchor.piece = above;
            anchor.into += self.measure(above);
        }
        while anchor.into > 0.0 {
            let height = self.measure(anchor.piece);
            if anchor.into < height {
                break;
            }
            if anchor.piece + 1 >= self.pieces.len() {
                anchor.into = height;
                break;
            }
            anchor.into -= height;
            anchor.piece += 1;
        }
        anchor
    }

    /// Lays out what is in view, from top to bottom.
    ///
    /// Where the page would end above the bottom edge, the anchor is moved up.
    pub fn lay_out(&self, anchor: &mut Anchor, view: Rect, laid: &mut Vec<Laid>) {
        *anchor = self.moved(*anchor, 0.0);
        let bottom = self.lay_out_from(*anchor, view, laid);
        if bottom < view.bottom() && *anchor != Anchor::default() {
            *anchor = self.moved(*anchor, bottom - view.bottom());
            self.lay_out_from(*anchor, view, laid);
        }
    }

    /// Lays out from the anchor to the bottom edge; returns where it ended.
    fn lay_out_from(&self, anchor: Anchor, view: Rect, laid: &mut Vec<Laid>) -> f32 {
        laid.clear();
        let mut y = view.top() - anchor.into;
        for index in anchor.piece..self.pieces.len() {
            let piece = self.pieces.get(index);
            let galley = self.galley(piece);
            let height = self.height(piece, &galley);
            laid.push(Laid {
                piece,
                top: y + self.margin_above(piece),
                galley,
            });
            y += height;
            if y >= view.bottom() {
                break;
            }
        }
        y
    }

    /// How far the row of `place` is below `anchor`, top and bottom, in points;
    /// `None` if it is more than `limit` away.
    fn row_below(&self, anchor: Anchor, place: Place, limit: f32) -> Option<[f32; 2]> {
        let piece = self.pieces.at(place);
        let mut y = -anchor.into;
        if piece.index >= anchor.piece {
            for index in anchor.piece..piece.index {
                y += self.measure(index);
                if y > limit {
                    return None;
                }
            }
        } else {
            for index in (piece.index..anchor.piece).rev() {
                y -= self.measure(index);
                if y < -limit {
                    return None;
                }
            }
        }
        let caret = self.caret_in(piece, &self.galley(piece), place);
        let top = y + self.margin_above(piece);
        Some([top + caret.top(), top + caret.bottom()])
    }

    /// The anchor that shows `span`.
    pub fn revealing(&self, anchor: Anchor, span: Span, how: Reveal, view_height: f32) -> Anchor {
        let start = Place::at(span.start());
        let rows_around = match how {
            Reveal::Nearest => 0.5,
            Reveal::Comfortable => 3.0,
            Reveal::Top => return self.at_top(start, 0.0),
        };
        let margin = (rows_around * self.line_height).min(view_height / 4.0);
        let Some([top, bottom]) = self.row_below(anchor, start, 2.0 * view_height) else {
            return self.at_top(start, view_height * 0.4);
        };
        // The end is shown too where both fit.
        let end = Place {
            offset: span.end(),
            lower: false,
        };
        let bottom = self
            .row_below(anchor, end, 3.0 * view_height)
            .map(|[_, end]| end)
            .filter(|end| end - top <= view_height - 2.0 * margin)
            .map_or(bottom, |end| end.max(bottom));
        if top < margin {
            self.moved(anchor, top - margin)
        } else if bottom > view_height - margin {
            self.moved(anchor, bottom - view_height + margin)
        } else {
            anchor
        }
    }

    /// The anchor that puts the row of `place` `gap` points below the edge.
    fn at_top(&self, place: Place, gap: f32) -> Anchor {
        let piece = self.pieces.at(place);
        let caret = self.caret_in(piece, &self.galley(piece), place);
        let anchor = Anchor {
            piece: piece.index,
            // The first row comes with the space above it.
            into: if caret.top() > 0.0 {
                self.margin_above(piece) + caret.top()
            } else {
                0.0
            },
        };
        self.moved(anchor, -gap)
    }

    /// The extent above a point `into` points below the top of a piece.
    pub fn extent_at(&self, piece: u32, into: f32) -> f64 {
        let (above, own) = piece_extent(&self.pieces, piece);
        let height = self.measure(piece).max(1.0);
        above + own * f64::from((into / height).clamp(0.0, 1.0))
    }

    /// The anchor with `extent` above it.
    pub fn anchor_at_extent(&self, extent: f64) -> Anchor {
        let piece = piece_at_extent(&self.pieces, 0, extent);
        let (above, own) = piece_extent(&self.pieces, piece);
        let share = ((extent - above) / own).clamp(0.0, 1.0);
        Anchor {
            piece,
            into: self.measure(piece) * share as f32,
        }
    }
}

/// The extent above a piece and its own.
pub(super) fn piece_extent(pieces: &PieceTable, index: u32) -> (f64, f64) {
    let piece = pieces.get(index);
    let above = f64::from(piece.span.start().0) + PIECE_EXTENT * f64::from(piece.index);
    (above, f64::from(piece.span.len()) + PIECE_EXTENT)
}

/// The extent of the whole page.
pub(super) fn page_extent(pieces: &PieceTable) -> f64 {
    f64::from(pieces.source().len()) + PIECE_EXTENT * f64::from(pieces.len())
}

/// The last piece, from `from` on, that starts at or above `extent`.
pub(super) fn piece_at_extent(pieces: &PieceTable, from: u32, extent: f64) -> u32 {
    // Steps that double, then halves: fast for what is near.
    let (mut low, mut step) = (from, 1);
    let mut high = pieces.len();
    while low + step < high {
        if piece_extent(pieces, low + step).0 > extent {
            high = low + step;
            break;
        }
        low += step;
        step *= 2;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if piece_extent(pieces, middle).0 <= extent {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}
