//! From pieces to galleys, and from places in the text to points and back.
//!
//! Each piece is laid out as one section that does not depend on annotations,
//! so that no annotation ever causes a layout. egui keeps the galleys of what
//! was asked for in the last frame; nothing is kept here beyond a frame.

use std::cell::Cell;
use std::sync::Arc;

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, Galley, Pos2, Rect, pos2};

use super::line_style::StyleOf;
use super::pieces::{Piece, PieceTable, Place};
use super::steps;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// Space above the first and below the last line of the page, in points: above there
/// is room for the right text over a corrected first line.
const PAGE_MARGIN: [f32; 2] = [13.0, 32.0];

/// What one frame needs to lay pieces out.
pub(super) struct Sheet<'a> {
    pub ctx: Context,
    pub pieces: Arc<PieceTable>,
    /// Points; a whole number, as egui rounds it.
    pub wrap_width: f32,
    pub font: FontId,
    pub line_height: f32,
    /// How lines are set that are not set like the others.
    pub style_of: Option<&'a StyleOf<'a>>,
    /// How many galleys were asked for.
    pub asked: Cell<u32>,
}

/// A piece that is laid out and its place on the screen.
#[derive(Clone)]
pub(super) struct Laid {
    pub piece: Piece,
    /// Top of its first row, in points on the screen.
    pub top: f32,
    pub galley: Arc<Galley>,
}

/// A part of a span on one row of the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Band {
    /// As wide as the text, as high as the row.
    pub rect: Rect,
    /// Whether the span began before this row.
    pub open_left: bool,
    /// Whether the span goes on after this row.
    pub open_right: bool,
    /// Whether this is the last row of the line and the span takes in its end.
    pub over_end: bool,
}

impl Sheet<'_> {
    /// The galley of a piece.
    pub fn galley(&self, piece: Piece) -> Arc<Galley> {
        self.asked.set(self.asked.get() + 1);
        let raw = self.pieces.source().slice(piece.span);
        let mut text = String::with_capacity(raw.len() + 8);
        text.extend(raw.chars().map(stand_in));
        let style = self.style(piece);
        let size = self.font.size * style.size;
        let format = TextFormat {
            font_id: FontId::new(size, self.font.family.clone()),
            color: Color32::PLACEHOLDER,
            line_height: Some(self.row_height(style)),
            ..TextFormat::default()
        };
        let indent = if piece.first { style.indent } else { 0.0 };
        let job = LayoutJob {
            sections: vec![LayoutSection {
                leading_space: (indent * size).round(),
                byte_range: ByteIndex(0)..ByteIndex(text.len()),
                format,
            }],
            text,
            wrap: TextWrapping {
                max_width: self.wrap_width,
                ..TextWrapping::default()
            },
            break_on_newline: false,
            keep_trailing_whitespace: true,
            ..LayoutJob::default()
        };
        self.ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// Space above a piece: the margin of the page over the first one, and what
    /// its line is set with.
    pub fn margin_above(&self, piece: Piece) -> f32 {
        let page = if piece.index == 0 {
            PAGE_MARGIN[0]
        } else {
            0.0
        };
        let above = if piece.first {
            self.style(piece).above
        } else {
            0.0
        };
        page + (above * self.font.size).round()
    }

    /// The height that a piece takes up, with the margins of the page.
    pub fn height(&self, piece: Piece, galley: &Galley) -> f32 {
        let below = if piece.index + 1 == self.pieces.len() {
            PAGE_MARGIN[1]
        } else {
            0.0
        };
        self.margin_above(piece) + galley.rect.height().max(1.0) + below
    }

    /// The height of piece `index` with the margins of the page.
    pub fn measure(&self, index: u32) -> f32 {
        let piece = self.pieces.get(index);
        self.height(piece, &self.galley(piece))
    }

    /// The row of a piece on which the caret stands, and its place in the row.
    pub fn row_of(&self, piece: Piece, galley: &Galley, place: Place) -> (usize, usize) {
        let wanted = (place.offset - piece.span.start()).min(piece.span.len()) as usize;
        let mut start = 0;
        for (at, row) in galley.rows.iter().enumerate() {
            let end = start + row.glyphs.len();
            let last = at + 1 == galley.rows.len();
            if wanted < end || last || (wanted == end && !place.lower) {
                return (at, wanted - start);
            }
            start = end;
        }
        (0, 0)
    }

    /// The zero-width rectangle of the caret, relative to the galley.
    pub fn caret_in(&self, piece: Piece, galley: &Galley, place: Place) -> Rect {
        let (row, column) = self.row_of(piece, galley, place);
        let Some(placed) = galley.rows.get(row) else {
            return Rect::from_min_size(Pos2::ZERO, egui::vec2(0.0, self.line_height));
        };
        let x = placed.pos.x + placed.x_offset(column.into());
        Rect::from_min_max(pos2(x, placed.min_y()), pos2(x, placed.max_y()))
    }

    /// The place nearest to `x` on a row of a piece.
    pub fn place_on_row(&self, piece: Piece, galley: &Galley, row: usize, x: f32) -> Place {
        let offset = nearest_on_row(&self.pieces, piece, galley, row, x);
        let past = row_start(galley, row + 1) as u32;
        Place {
            offset,
            // At the end of a wrapped row the caret stays where the click was.
            lower: offset < piece.span.start() + past,
        }
    }
}

/// The offset nearest to `x` on a row of a piece at which a caret may stand.
pub(super) fn nearest_on_row(
    pieces: &PieceTable,
    piece: Piece,
    galley: &Galley,
    row: usize,
    x: f32,
) -> CharOffset {
    let Some(placed) = galley.rows.get(row) else {
        return piece.span.start();
    };
    let x = x - placed.pos.x;
    let start = piece.span.start() + row_start(galley, row) as u32;
    let offset = (start + placed.char_at(x).0 as u32).min(piece.span.end());
    let (down, up) = (steps::floor(pieces, offset), steps::ceil(pieces, offset));
    if down == up {
        return offset;
    }
    // Inside a cluster: the end of it that is nearer.
    let distance = |to: CharOffset| (placed.x_offset(((to - start) as usize).into()) - x).abs();
    if distance(up) <= distance(down) {
        up
    } else {
        down
    }
}

impl Laid {
    /// Bottom of its last row.
    pub fn bottom(&self) -> f32 {
        self.top + self.galley.rect.height()
    }

    /// The row at height `y` on the screen, or the nearest one.
    pub fn row_at(&self, y: f32) -> usize {
        let y = y - self.top;
        self.galley
            .rows
            .iter()
            .position(|row| y < row.max_y())
            .unwrap_or(self.galley.rows.len().saturating_sub(1))
    }

    /// The code point whose glyph is at `pos`, not merely near it.
    pub fn under(&self, left: f32, pos: Pos2) -> Option<CharOffset> {
        if pos.y < self.top || pos.y >= self.bottom() {
            return None;
        }
        let at = self.row_at(pos.y);
        let row = self.galley.rows.get(at)?;
        let x = pos.x - left - row.pos.x;
        let column = row
            .glyphs
            .iter()
            .position(|glyph| glyph.pos.x <= x && x < glyph.max_x())?;
        let offset = self.piece.span.start() + (row_start(&self.galley, at) + column) as u32;
        (offset < self.piece.span.end()).then_some(offset)
    }

    /// Calls `each` for every row that holds a part of `span`. Rows that hold
    /// nothing of it but the line end get a band of no width.
    pub fn bands(&self, left: f32, span: Span, mut each: impl FnMut(Band)) {
        let own = self.piece.span;
        if span.end() < own.start() || span.start() > own.end() {
            return;
        }
        let from = (span.start() - own.start()).min(own.len()) as usize;
        let to = (span.end() - own.start()).min(own.len()) as usize;
        let past_end = self.piece.last && span.end() > own.end();
        let mut start = 0;
        let rows = self.galley.rows.len();
        for (at, row) in self.galley.rows.iter().enumerate() {
            let end = start + row.glyphs.len();
            let (a, b) = (from.max(start), to.min(end));
            let over_end = past_end && at + 1 == rows;
            if a < b || (over_end && from <= end) {
                let x = |column: usize| left + row.pos.x + row.x_offset((column - start).into());
                let rect = Rect::from_min_max(
                    pos2(x(a.min(end)), self.top + row.min_y()),
                    pos2(x(b.max(a)), self.top + row.max_y()),
                );
                each(Band {
                    rect,
                    open_left: span.start() < own.start() || from < a,
                    open_right: span.end() > own.end() || to > b,
                    over_end,
                });
            }
            start = end;
        }
    }
}

/// How many code points of the piece stand before a row.
pub(super) fn row_start(galley: &Galley, row: usize) -> usize {
    let above = galley.rows.iter().take(row);
    above.map(|row| row.glyphs.len()).sum()
}

/// The first piece whose rows reach below `y`, for pieces from top to bottom.
pub(super) fn laid_at(laid: &[Laid], y: f32) -> Option<&Laid> {
    let at = laid.partition_point(|one| one.bottom() <= y);
    laid.get(at).or(laid.last())
}

/// What is drawn for a code point: itself, or a mark of the same width in code
/// points where it would be invisible or upset the layout.
pub(super) fn stand_in(c: char) -> char {
    match c {
        '\t' => '\t',
        '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => CONTROL_END,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => CONTROL,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => NO_WIDTH,
        _ => c,
    }
}

/// Whether a code point is drawn as something else.
pub(super) fn is_unusual(c: char) -> bool {
    c == '\t' || stand_in(c) != c
}

const CONTROL: char = '▪';
const CONTROL_END: char = '¶';
const NO_WIDTH: char = '·';
