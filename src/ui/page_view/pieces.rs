//! The pieces in which a page is laid out: its lines, long ones cut.
//!
//! A line is one piece. Only lines longer than [`MAX_PIECE`] are cut, so that
//! one frame never lays out more text than a screen can show; the table knows
//! those lines alone and stays empty for an ordinary page. Nothing here knows
//! heights: they are measured when a piece is shown.

use unicode_segmentation::GraphemeCursor;

use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// The longest piece, in code points.
pub(super) const MAX_PIECE: u32 = 2_000;

/// How far past a cut a cluster is looked for, in code points.
const LOOK_AHEAD: u32 = 64;

/// Where the caret stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The offset in the raw text.
    pub offset: CharOffset,
    /// At a place where a line wraps on the screen, whether the caret stands at
    /// the start of the lower row rather than at the end of the upper one.
    pub lower: bool,
}

impl Place {
    /// The place at `offset`, on the lower row where the line wraps there.
    pub fn at(offset: CharOffset) -> Self {
        Self {
            offset,
            lower: true,
        }
    }
}

/// One piece: a line or a part of a long line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its number on the page, from 0.
    pub index: u32,
    /// The line of which it is, from 0.
    pub line: u32,
    /// Its text, without a line end.
    pub span: Span,
    /// Whether the line begins with it.
    pub first: bool,
    /// Whether the line ends with it.
    pub last: bool,
}

/// The pieces of one text.
pub(super) struct PieceTable {
    source: SourceText,
    long: Vec<LongLine>,
    count: u32,
}

struct LongLine {
    line: u32,
    /// The number of its first piece.
    first: u32,
    /// Where its second, third … pieces start. Never empty.
    cuts: Vec<CharOffset>,
}

impl LongLine {
    /// The number of the piece after its last one.
    fn past(&self) -> u32 {
        self.first + self.cuts.len() as u32 + 1
    }
}

impl PieceTable {
    /// Cuts the long lines of a text; looks at no other line's characters.
    pub fn new(source: &SourceText) -> Self {
        let mut long = Vec::new();
        let mut extra = 0_u32;
        for line in 0..source.line_count() {
            let span = source.line_span(line);
            if span.len() > MAX_PIECE {
                let cuts = cuts(source, span);
                let first = line as u32 + extra;
                extra += cuts.len() as u32;
                long.push(LongLine {
                    line: line as u32,
                    first,
                    cuts,
                });
            }
        }
        Self {
            source: source.clone(),
            long,
            count: source.line_count() as u32 + extra,
        }
    }

    /// Whether the table was made for this very text.
    pub fn is_for(&self, source: &SourceText) -> bool {
        self.source.same_as(source)
    }

    /// The text it was made for.
    pub fn source(&self) -> &SourceText {
        &self.source
    }

    /// The number of pieces, at least 1.
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Piece `index`; the last one if there are not so many.
    pub fn get(&self, index: u32) -> Piece {
        let index = index.min(self.count.saturating_sub(1));
        let before = self.long.partition_point(|long| long.first <= index);
        match before.checked_sub(1).and_then(|at| self.long.get(at)) {
            Some(long) if index < long.past() => self.part(long, index - long.first),
            Some(long) => self.whole(index, long.line + 1 + (index - long.past())),
            None => self.whole(index, index),
        }
    }

    /// The number of the first piece of `line`, from 0.
    pub fn first_of_line(&self, line: u32) -> u32 {
        let before = self.long.partition_point(|long| long.line < line);
        match before.checked_sub(1).and_then(|at| self.long.get(at)) {
            Some(long) => long.past() + (line - long.line - 1),
            None => line,
        }
    }

    /// The piece on which the caret stands at `place`.
    pub fn at(&self, place: Place) -> Piece {
        let line = self.source.line_of(place.offset) as u32;
        let found = self.long.binary_search_by_key(&line, |long| long.line);
        let Some(long) = found.ok().and_then(|at| self.long.get(at)) else {
            return self.whole(self.first_of_line(line), line);
        };
        let part = long
            .cuts
            .partition_point(|&cut| cut < place.offset || (place.lower && cut == place.offset));
        self.part(long, part as u32)
    }

    fn whole(&self, index: u32, line: u32) -> Piece {
        Piece {
            index,
            line,
            span: self.source.line_span(line as usize),
            first: true,
            last: true,
        }
    }

    fn part(&self, long: &LongLine, part: u32) -> Piece {
        let line = self.source.line_span(long.line as usize);
        let cut = |at: u32| long.cuts.get(at as usize).copied();
        let start = part.checked_sub(1).and_then(cut);
        let end = cut(part);
        Piece {
            index: long.first + part,
            line: long.line,
            span: Span::between(start.unwrap_or(line.start()), end.unwrap_or(line.end())),
            first: start.is_none(),
            last: end.is_none(),
        }
    }
}

/// Where to cut a long line: at most [`MAX_PIECE`] apart, between grapheme
/// clusters unless one cluster alone is longer than that.
fn cuts(source: &SourceText, line: Span) -> Vec<CharOffset> {
    let mut cuts = Vec::with_capacity((line.len() / MAX_PIECE) as usize);
    let mut start = line.start();
    while line.end() - start > MAX_PIECE {
        let wanted = start + MAX_PIECE;
        let window = Span::between(start, line.end().min(wanted + LOOK_AHEAD));
        let text = source.slice(window);
        let byte = source.byte_offset(wanted).index() - source.byte_offset(start).index();
        let mut cursor = GraphemeCursor::new(byte, text.len(), true);
        let fits = cursor.is_boundary(text, 0).unwrap_or(true);
        let before = if fits {
            None
        } else {
            cursor.prev_boundary(text, 0).ok().flatten()
        };
        let back = before.filter(|&at| at > 0).map_or(0, |at| {
            text.get(at..byte)
                .map_or(0, |rest| rest.chars().count() as u32)
        });
        start = wanted.back(back);
        cuts.push(start);
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) {
        let source = SourceText::new(text);
        let table = PieceTable::new(&source);
        let mut line = None;
        for index in 0..table.len() {
            let piece = table.get(index);
            assert_eq!(piece.index, index);
            assert!(piece.span.len() <= MAX_PIECE);
            assert_eq!(piece.first, line != Some(piece.line));
            if piece.first {
                assert_eq!(table.first_of_line(piece.line), index);
                let start = source.line_span(piece.line as usize).start();
                assert_eq!(piece.span.start(), start);
            }
            line = Some(piece.line);
            assert_eq!(table.at(Place::at(piece.span.start())), piece);
            let end = Place {
                offset: piece.span.end(),
                lower: false,
            };
            assert_eq!(table.at(end).span.end(), piece.span.end());
        }
        let last = table.get(u32::MAX);
        assert_eq!(last.index + 1, table.len());
        assert_eq!(last.span.end().0, source.len());
    }

    #[test]
    fn pieces_cover_lines_and_cut_only_long_ones() {
        check("");
        check("甲\n\n乙");
        let long = "长".repeat(4_500);
        check(&long);
        check(&format!("短\n{long}\n\n{long}\n短\n短"));
        let table = PieceTable::new(&SourceText::new(format!("短\n{long}\n短")));
        assert_eq!(table.len(), 5);
        assert_eq!(table.get(4).line, 2);
    }

    #[test]
    fn a_cut_does_not_divide_a_cluster() {
        let text = format!("{}e\u{301}{}", "字".repeat(1_999), "字".repeat(900));
        let table = PieceTable::new(&SourceText::new(text));
        assert_eq!(table.get(0).span.end(), CharOffset(1_999));
        check(&"\u{301}".repeat(5_000));
    }
}
