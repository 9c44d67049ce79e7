//! The tokens of a folded text that the index is fed with.
//!
//! **Invariant:** tokens depend on the folded text alone, so every place where a
//! folded query stands in a folded text (at the start of a word) is a place where
//! the index finds its tokens one after the other.

use crate::text::folded::is_letter;

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

/// Characters that the tokenizer of the index certainly keeps as they are.
fn is_plain(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '\u{3400}'..='\u{4db5}' | '\u{4e00}'..='\u{9fa5}' | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;
    use crate::text::folded::{Edges, Folded, Folding};

    fn loose(text: &str) -> Folded {
        Folded::new(text, Folding::LOOSE)
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
            let folded = loose(&c.to_string());
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
            let (text, query) = (loose(&text), loose(&query));
            prop_assume!(!query.text().is_empty());
            if text.find(&query, Edges::Begin).next().is_some() {
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
