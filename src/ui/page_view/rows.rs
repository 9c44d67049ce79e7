//! Movement of the caret between rows of the screen.

use super::layout::Sheet;
use super::pieces::{Piece, Place};

/// A row of the page: a piece and the row within it.
#[derive(Clone, Copy)]
struct Row {
    piece: Piece,
    row: usize,
}

impl Sheet<'_> {
    /// The place on the row above or below that is nearest to `x`; `None` at
    /// the end of the page.
    pub fn beside_row(&self, place: Place, down: bool, x: f32) -> Option<Place> {
        let at = self.row_at_place(place);
        let Row { piece, row } = self.neighbour(at, down)?;
        Some(self.place_on_row(piece, &self.galley(piece), row, x))
    }

    /// The place `distance` points below (above if negative) the row of
    /// `place`, nearest to `x`; at most to the ends of the page.
    pub fn far_row(&self, place: Place, distance: f32, x: f32) -> Place {
        let mut at = self.row_at_place(place);
        let rows = (distance.abs() / self.line_height).floor().max(1.0) as u32;
        for _ in 0..rows {
            let Some(next) = self.neighbour(at, distance > 0.0) else {
                break;
            };
            at = next;
        }
        self.place_on_row(at.piece, &self.galley(at.piece), at.row, x)
    }

    /// The start or the end of the row on which `place` is.
    pub fn row_end(&self, place: Place, end: bool) -> Place {
        let Row { piece, row } = self.row_at_place(place);
        let x = if end { f32::INFINITY } else { 0.0 };
        self.place_on_row(piece, &self.galley(piece), row, x)
    }

    /// Where the caret is in its row, in points from the left edge of the text.
    pub fn x_of(&self, place: Place) -> f32 {
        let piece = self.pieces.at(place);
        self.caret_in(piece, &self.galley(piece), place).left()
    }

    fn row_at_place(&self, place: Place) -> Row {
        let piece = self.pieces.at(place);
        let (row, _) = self.row_of(piece, &self.galley(piece), place);
        Row { piece, row }
    }

    fn neighbour(&self, at: Row, down: bool) -> Option<Row> {
        if down {
            if at.row + 1 < self.galley(at.piece).rows.len() {
                let row = at.row + 1;
                return Some(Row { row, ..at });
            }
            let piece = self.pieces.get(at.piece.index + 1);
            return (piece.index > at.piece.index).then_some(Row { piece, row: 0 });
        }
        if let Some(row) = at.row.checked_sub(1) {
            return Some(Row { row, ..at });
        }
        let piece = self.pieces.get(at.piece.index.checked_sub(1)?);
        let row = self.galley(piece).rows.len().saturating_sub(1);
        Some(Row { piece, row })
    }
}
