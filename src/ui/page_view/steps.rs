//! Where a caret may stand, and the next such place: by cluster and by word.
//!
//! Works on the raw text alone; movement between rows of the screen is in
//! `rows`. A caret never stands inside a grapheme cluster (Unicode Standard
//! Annex 29) or inside a line end. Clusters are found within one piece, which
//! bounds the work for any text.

use unicode_segmentation::UnicodeSegmentation as _;

use super::pieces::{Piece, PieceTable, Place};
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Finds the word that has the code point after an offset.
pub type WordAt<'a> = dyn Fn(&SourceText, CharOffset) -> Span + 'a;

/// The word at `offset` by the rules of Unicode Standard Annex 29.
///
/// These rules make every Han character a word of its own; a caller with a
/// dictionary passes a better function.
pub fn unicode_word_at(source: &SourceText, offset: CharOffset) -> Span {
    let line = source.line_span(source.line_of(offset));
    // A word longer than the window is cut; the window bounds the work.
    let reach = super::pieces::MAX_PIECE / 2;
    let window = Span::between(
        line.start().max(offset.back(reach)),
        line.end().min(offset + reach),
    );
    let mut start = window.start();
    for word in source.slice(window).split_word_bounds() {
        let end = start + word.chars().count() as u32;
        if offset < end {
            return Span::between(start, end);
        }
        start = end;
    }
    Span::caret(offset.min(line.end()))
}

/// The ends of the clusters of a piece, in order.
fn cluster_ends(source: &SourceText, piece: Piece) -> impl Iterator<Item = CharOffset> + '_ {
    source
        .slice(piece.span)
        .graphemes(true)
        .scan(piece.span.start(), |at, cluster| {
            *at = *at + cluster.chars().count() as u32;
            Some(*at)
        })
}

/// The last place at or before `offset` within its line where a caret may stand.
pub(super) fn floor(pieces: &PieceTable, offset: CharOffset) -> CharOffset {
    let piece = pieces.at(Place::at(offset));
    if offset >= piece.span.end() {
        return piece.span.end();
    }
    cluster_ends(pieces.source(), piece)
        .take_while(|&end| end <= offset)
        .last()
        .unwrap_or(piece.span.start())
}

/// The first place at or after `offset` within its line where a caret may stand.
pub(super) fn ceil(pieces: &PieceTable, offset: CharOffset) -> CharOffset {
    let down = floor(pieces, offset);
    if down >= offset {
        down
    } else {
        next(pieces, down)
    }
}

/// The place one cluster further; the start of the next line from a line end.
pub(super) fn next(pieces: &PieceTable, offset: CharOffset) -> CharOffset {
    let piece = pieces.at(Place::at(offset));
    if offset < piece.span.end() {
        return cluster_ends(pieces.source(), piece)
            .find(|&end| end > offset)
            .unwrap_or(piece.span.end());
    }
    let following = pieces.get(piece.index + 1);
    if following.index > piece.index {
        following.span.start()
    } else {
        piece.span.end()
    }
}

/// The place one cluster back; the end of the line above from a line start.
pub(super) fn previous(pieces: &PieceTable, offset: CharOffset) -> CharOffset {
    let piece = pieces.at(Place {
        offset,
        lower: false,
    });
    if offset > piece.span.start() {
        return cluster_ends(pieces.source(), piece)
            .take_while(|&end| end < offset.min(piece.span.end()))
            .last()
            .unwrap_or(piece.span.start());
    }
    match piece.index.checked_sub(1) {
        Some(above) => pieces.get(above).span.end(),
        None => piece.span.start(),
    }
}

/// The place after the word at `offset` and the white space that follows it.
pub(super) fn next_word(
    pieces: &PieceTable,
    offset: CharOffset,
    word_at: &WordAt<'_>,
) -> CharOffset {
    let source = pieces.source();
    let line = source.line_span(source.line_of(offset));
    if offset >= line.end() {
        return next(pieces, offset);
    }
    let end = word_at(source, offset).end().min(line.end());
    let mut at = ceil(pieces, end).max(next(pieces, offset));
    while at < line.end() && source.char_at(at).is_some_and(char::is_whitespace) {
        at = next(pieces, at);
    }
    at
}

/// The start of the word before `offset`, skipping white space on the way.
pub(super) fn previous_word(
    pieces: &PieceTable,
    offset: CharOffset,
    word_at: &WordAt<'_>,
) -> CharOffset {
    let source = pieces.source();
    let line = source.line_span(source.line_of(offset));
    if offset <= line.start() {
        return previous(pieces, offset);
    }
    let mut at = previous(pieces, offset);
    while at > line.start() && source.char_at(at).is_some_and(char::is_whitespace) {
        at = previous(pieces, at);
    }
    let start = word_at(source, at).start().max(line.start());
    floor(pieces, start.min(at))
}

/// The word at `offset`, widened to whole clusters and kept within its line.
///
/// Never empty unless the line is, whatever `word_at` answers.
pub(super) fn word(pieces: &PieceTable, offset: CharOffset, word_at: &WordAt<'_>) -> Span {
    let source = pieces.source();
    let line = source.line_span(source.line_of(offset));
    let inside = if offset >= line.end() && !line.is_empty() {
        previous(pieces, line.end())
    } else {
        floor(pieces, offset)
    };
    let found = word_at(source, inside);
    let start = floor(pieces, found.start().clamp(line.start(), inside));
    let end = found.end().clamp(inside, line.end());
    let end = if end > inside {
        ceil(pieces, end)
    } else {
        next(pieces, inside).min(line.end())
    };
    Span::between(start, end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(text: &str) -> PieceTable {
        PieceTable::new(&SourceText::new(text))
    }

    /// Every place a caret may stand, by the definition: cluster boundaries of
    /// the whole text that are not inside a line end.
    fn places(source: &SourceText) -> Vec<CharOffset> {
        let mut all = Vec::new();
        for line in 0..source.line_count() {
            let mut at = source.line_span(line).start();
            all.push(at);
            for cluster in source.line(line).graphemes(true) {
                at = at + cluster.chars().count() as u32;
                all.push(at);
            }
        }
        all
    }

    #[test]
    fn words_of_the_default_rules() {
        let source = SourceText::new("the old 中文");
        let word = |at| unicode_word_at(&source, CharOffset(at)).to_string();
        assert_eq!(word(1), "0..3");
        assert_eq!(word(8), "8..9");
        assert_eq!(word(10), "10..10");
    }

    #[test]
    fn words_are_walked_in_both_directions() {
        let table = pieces("ab  cd\nef");
        let mut at = CharOffset(0);
        let mut seen = Vec::new();
        for _ in 0..5 {
            at = next_word(&table, at, &unicode_word_at);
            seen.push(at.0);
        }
        assert_eq!(seen, [4, 6, 7, 9, 9]);
        seen.clear();
        for _ in 0..5 {
            at = previous_word(&table, at, &unicode_word_at);
            seen.push(at.0);
        }
        assert_eq!(seen, [7, 6, 4, 0, 0]);
    }

    #[test]
    fn a_useless_word_function_still_makes_progress() {
        let table = pieces("甲乙\r\n丙");
        let useless = |_: &SourceText, _: CharOffset| Span::caret(CharOffset(0));
        assert_eq!(next_word(&table, CharOffset(0), &useless), CharOffset(1));
        assert_eq!(word(&table, CharOffset(1), &useless).to_string(), "0..2");
        let wild = |_: &SourceText, _: CharOffset| Span::between(CharOffset(0), CharOffset(999));
        assert_eq!(word(&table, CharOffset(4), &wild).to_string(), "4..5");
    }

    proptest! {
        #[test]
        fn the_caret_visits_every_place_and_no_other(
            text in "[a 甲乙\\n\\r\u{301}\u{200d}👍🇨]{0,60}",
        ) {
            let source = SourceText::new(text.as_str());
            let table = PieceTable::new(&source);
            let all = places(&source);
            let mut at = CharOffset(0);
            for expected in &all {
                prop_assert_eq!(at, *expected);
                at = next(&table, at);
            }
            for expected in all.iter().rev() {
                prop_assert_eq!(at, *expected);
                at = previous(&table, at);
            }
            for offset in 0..=source.len() {
                prop_assert!(all.contains(&floor(&table, CharOffset(offset))));
                prop_assert!(all.contains(&ceil(&table, CharOffset(offset))));
                prop_assert!(all.contains(&next_word(&table, CharOffset(offset), &unicode_word_at)));
                prop_assert!(all.contains(&previous_word(&table, CharOffset(offset), &unicode_word_at)));
            }
        }
    }
}
