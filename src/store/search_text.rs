//! What searching sees of a text: folded characters with the way back to the raw
//! text, and the tokens that the index is fed with.
//!
//! Folding makes alike what a reader takes for the same: letter case, full and half
//! width, and white space, which is dropped except between two words of an alphabet.
//! A name that a hard wrap or letter-spacing has cut is thus in one piece.
//! Traditional and simplified characters stay different.
//!
//! **Invariant:** tokens depend on the folded text alone, so every place where a
//! folded query stands in a folded text (at the start of a word) is a place where
//! the index finds its tokens one after the other.

use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// A folded text and where each byte of it comes from.
#[derive(Debug, Default)]
pub(super) struct Folded {
    text: String,
    /// For every byte of `text`, the raw code point that it was made of.
    places: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(raw: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(raw.len()),
            places: Vec::with_capacity(raw.len()),
        };
        let mut space = None;
        let mut word = false;
        for (place, c) in (0_u32..).zip(raw.chars()) {
            if c.is_whitespace() {
                space.get_or_insert(place);
                continue;
            }
            if is_invisible(c) {
                continue;
            }
            fold(half_width(c), |c| {
                let wordy = is_wordy(c);
                if let Some(at) = space.take()
                    && word
                    && wordy
                {
                    folded.push(' ', at);
                }
                folded.push(c, place);
                word = wordy;
            });
        }
        folded
    }

    fn push(&mut self, c: char, place: u32) {
        self.text.push(c);
        self.places.resize(self.text.len(), place);
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The spans of the raw text where `query` stands, at most `limit`. Hits do not
    /// overlap; a query that begins with a letter hits only the start of a word.
    pub(super) fn find(&self, query: &Self, limit: usize) -> Vec<Span> {
        let starts_word = query.text.chars().next().is_some_and(is_letter);
        let at_word_start = |at: usize| {
            let before = self.text.get(..at).and_then(|t| t.chars().next_back());
            !(starts_word && before.is_some_and(is_letter))
        };
        self.text
            .match_indices(query.text.as_str())
            .filter(|(at, _)| at_word_start(*at))
            .filter_map(|(at, hit)| {
                let first = self.places.get(at)?;
                let last = self.places.get(at + hit.len().checked_sub(1)?)?;
                Some(Span::between(CharOffset(*first), CharOffset(last + 1)))
            })
            .take(limit)
            .collect()
    }
}

/// A token of a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A run of letters of an alphabet.
    Word(&'t str),
    /// A character that stands for itself: Han, kana, a syllable, a digit.
    Single(char),
}

impl Token<'_> {
    /// Writes the token for the index. Characters that the index might cut or drop
    /// are written as their number; words never contain digits, so both stay apart.
    pub(super) fn write(self, out: &mut String) {
        match self {
            Self::Word(word) => out.push_str(word),
            Self::Single(c) if is_plain(c) => out.push(c),
            Self::Single(c) => out.push_str(&format!("u{:x}", u32::from(c))),
        }
    }
}

/// The tokens of a folded text in order. Punctuation and symbols are none.
pub(super) fn tokens(folded: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = rest.chars().next()?;
        let len = if is_letter(first) {
            rest.find(|c| !is_letter(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, tail) = rest.split_at_checked(len)?;
        rest = tail;
        Some(if is_letter(first) {
            Token::Word(token)
        } else {
            Token::Single(first)
        })
    })
}

/// The tokens of a folded text as the index is fed with them.
pub(super) fn index_text(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len() * 4 / 3);
    for token in tokens(folded) {
        if !out.is_empty() {
            out.push(' ');
        }
        token.write(&mut out);
    }
    out
}

/// Gives what a letter becomes without case. Upper and then lower case also brings
/// together what is the same letter in another place or print, as final sigma or the
/// ligature of f and i.
fn fold(c: char, mut give: impl FnMut(char)) {
    match c {
        '\u{80}'..='\u{58f}'
        | '\u{1e00}'..='\u{1fff}'
        | '\u{2c60}'..='\u{2c7f}'
        | '\u{a640}'..='\u{a7ff}'
        | '\u{fb00}'..='\u{fb17}' => {
            c.to_uppercase().flat_map(char::to_lowercase).for_each(give);
        }
        _ => give(c.to_ascii_lowercase()),
    }
}

/// A letter of a script that writes words apart: Latin, Greek, Cyrillic, Armenian.
fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{80}'..='\u{2ff}' | '\u{370}'..='\u{58f}' | '\u{1e00}'..='\u{1fff}')
        && c.is_alphabetic()
}

/// Whether white space beside it separates.
fn is_wordy(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c)
}

/// Characters that the tokenizer of the index certainly keeps as they are.
fn is_plain(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '\u{3400}'..='\u{4db5}' | '\u{4e00}'..='\u{9fa5}' | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}' | '\u{ac00}'..='\u{d7a3}')
}

/// Characters without a width that extractors leave inside words.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// The ASCII character for its full-width form (U+FF01 to U+FF5E).
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;

    fn hits(text: &str, query: &str) -> Vec<(u32, u32)> {
        Folded::new(text)
            .find(&Folded::new(query), 100)
            .iter()
            .map(|span| (span.start().0, span.end().0))
            .collect()
    }

    #[test]
    fn white_space_between_han_is_not_seen() {
        assert_eq!(
            hits("见 罗 琼，罗\r\n\r\n\u{3000}琼", "罗琼"),
            [(2, 5), (6, 13)]
        );
        assert_eq!(hits("罗琼", "罗 琼"), [(0, 2)]);
    }

    #[test]
    fn white_space_between_words_is_one_space() {
        assert_eq!(hits("New\n  York", "new york"), [(0, 10)]);
        assert!(hits("NewYork", "new york").is_empty());
        assert!(hits("10 20", "1020").is_empty());
    }

    #[test]
    fn punctuation_counts() {
        assert!(hits("南京，市长", "京市").is_empty());
        assert_eq!(hits("南京，市长", "京,市"), [(1, 4)]);
    }

    #[test]
    fn words_are_found_by_their_beginning() {
        assert_eq!(hits("Beijing 北京", "ＢＥＩ"), [(0, 3)]);
        assert!(hits("Beijing", "jing").is_empty());
        assert_eq!(hits("𠮷野家 café", "野家"), [(1, 3)]);
        assert_eq!(hits("ﬁne", "FINE"), [(0, 3)]);
    }

    #[test]
    fn every_token_survives_the_tokenizer_of_the_index() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE VIRTUAL TABLE i USING fts5 (t, content = '', columnsize = 0, \
                 tokenize = \"unicode61 remove_diacritics 0\"); \
                 CREATE VIRTUAL TABLE v USING fts5vocab (i, 'row')",
            )
            .unwrap();
        let mut expected = std::collections::BTreeSet::new();
        let mut fed = String::new();
        let astral = (0x1_0000..=0x10_ffff).step_by(97);
        for c in (0..0x1_0000).chain(astral).filter_map(char::from_u32) {
            let folded = Folded::new(&c.to_string());
            for token in tokens(folded.text()) {
                let mut written = String::new();
                token.write(&mut written);
                fed.push_str(&written);
                fed.push(' ');
                expected.insert(written);
            }
        }
        connection
            .execute("INSERT INTO i (rowid, t) VALUES (1, ?)", [&fed])
            .unwrap();
        let found: std::collections::BTreeSet<String> = connection
            .prepare("SELECT term FROM v")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let lost: Vec<_> = expected.symmetric_difference(&found).take(20).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }

    proptest! {
        /// The invariant of this module.
        #[test]
        fn what_stands_in_a_text_stands_in_its_tokens(
            text in "[a-cA1 \n，甲乙丙é𠮷\u{307}]{0,40}", from in 0_usize..40, len in 1_usize..12,
        ) {
            let query: String = text.chars().skip(from).take(len).collect();
            let (text, query) = (Folded::new(&text), Folded::new(&query));
            prop_assume!(!query.text().is_empty());
            if !text.find(&query, 1).is_empty() {
                let spaced = format!(" {} ", index_text(text.text()));
                let mut wanted = format!(" {}", index_text(query.text()));
                if !query.text().ends_with(is_letter) && wanted.len() > 1 {
                    wanted.push(' ');
                }
                prop_assert!(spaced.contains(&wanted), "{spaced:?} {wanted:?}");
            }
        }
    }
}
