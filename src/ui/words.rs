//! Where does a word begin and end? For double clicks and for moving by words.
//!
//! Chinese has no spaces, so its words come from the dictionary that the engines use
//! too. It is loaded in the background when the window opens, with all else that engines
//! need; until then, and for other scripts, the word rules of Unicode (UAX #29) serve.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::jobs::{Finished, Slot, Wake};
use crate::suggest::lexicon::dictionary;
use crate::suggest::warm_up;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// How far around a position the text is cut into words, in code points.
const REACH: u32 = 60;

/// The word rules, as far as they are loaded.
#[derive(Default)]
pub struct Words {
    loaded: bool,
    loading: Slot<()>,
}

impl Words {
    /// Starts loading the dictionary.
    pub fn load(wake: Wake) -> Self {
        let mut words = Self::default();
        if let Err(error) = words.loading.start("dictionary", wake, |_| warm_up()) {
            log::warn!("the dictionary for words is not loaded: {error}");
        }
        words
    }

    /// Takes the dictionary when it has been loaded.
    pub fn poll(&mut self) {
        match self.loading.poll() {
            Some(Finished::Done(())) => self.loaded = true,
            Some(Finished::Failed(reason)) => {
                log::warn!("the dictionary for words is not loaded: {reason}");
            }
            None => {}
        }
    }

    /// The word that holds the code point after `offset`, within its line; a
    /// line end or the end of the text gives an empty span.
    pub fn at(&self, source: &SourceText, offset: CharOffset) -> Span {
        let line = source.line_span(source.line_of(offset));
        if offset >= line.end() {
            return Span::caret(offset.min(line.end()));
        }
        let around = Span::between(
            offset.back(REACH).max(line.start()),
            (offset + REACH).min(line.end()),
        );
        let text = source.slice(around);
        let mut start = around.start();
        for word in self.cut(text) {
            let end = start + word.chars().count() as u32;
            if offset < end {
                return Span::between(start, end);
            }
            start = end;
        }
        Span::caret(offset)
    }

    fn cut<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let is_han = |c| ('\u{3400}'..='\u{9fff}').contains(&c);
        if self.loaded && text.chars().any(is_han) {
            let words = dictionary().cut(text, true);
            words.into_iter().map(|token| token.word).collect()
        } else {
            text.split_word_bounds().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(words: &Words, text: &str, at: u32) -> String {
        let source = SourceText::new(text);
        let span = words.at(&source, CharOffset(at));
        source.slice(span).to_owned()
    }

    #[test]
    fn a_double_click_finds_chinese_and_english_words() {
        let mut words = Words::load(std::sync::Arc::new(|| {}));
        words.loaded = matches!(words.loading.wait(), Some(Finished::Done(())));
        assert_eq!(word(&words, "调研组来到上海市开会", 6), "上海市");
        assert_eq!(word(&words, "the mayor of York\nspoke", 5), "mayor");
        assert_eq!(word(&words, "甲\n乙", 1), "");
        assert_eq!(word(&words, "", 0), "");
    }

    #[test]
    fn without_a_dictionary_words_are_still_found() {
        assert_eq!(word(&Words::default(), "the mayor", 4), "mayor");
    }
}
