//! Chinese words and how common they are, from the dictionary of jieba.
//!
//! Loaded once for the whole program when it is first asked, which takes a few tenths of a
//! second: [`super::warm_up`] asks before somebody waits.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use jieba_rs::Jieba;

static DICTIONARY: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// The dictionary, loaded if it is not yet.
pub fn dictionary() -> &'static Jieba {
    &DICTIONARY
}

/// The logarithm of the number of words that the dictionary was counted on.
const LOG_TOTAL: f64 = 17.9;

/// Whether the character is a Han character; 〇 is a numeral and counts.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether this is a word.
pub(super) fn is_word(text: &str) -> bool {
    DICTIONARY.has_word(text)
}

/// Whether this is a word that is not only a name.
pub(super) fn is_common(text: &str) -> bool {
    let tags = is_word(text).then(|| DICTIONARY.tag(text, false));
    let name = |tag: &str| {
        ["nr", "ns", "nt", "nz"]
            .iter()
            .any(|it| tag.starts_with(it))
    };
    tags.is_some_and(|tags| tags.iter().any(|it| !name(it.tag)))
}

/// What it costs to read a stretch of Han characters: the sum of −ln p over its
/// likeliest words. What is not in the dictionary costs about 18 a character.
pub(super) fn cost(text: &str) -> f64 {
    DICTIONARY
        .cut(text, false)
        .iter()
        .map(|token| cost_of_word(token.word))
        .sum()
}

/// Words whose costs are remembered; more are in no newspaper page.
const REMEMBERED: usize = 20_000;

thread_local! {
    /// What words cost that were asked for: the same few are, over and over.
    static COSTS: RefCell<HashMap<Box<str>, f64>> = RefCell::default();
}

/// What one word of the likeliest reading costs.
fn cost_of_word(word: &str) -> f64 {
    COSTS.with_borrow_mut(|costs| {
        if let Some(&known) = costs.get(word) {
            return known;
        }
        if costs.len() >= REMEMBERED {
            costs.clear();
        }
        let cost = LOG_TOTAL - (DICTIONARY.suggest_freq(word).max(1) as f64).ln();
        costs.insert(word.into(), cost);
        cost
    })
}

/// The word of the likeliest reading that holds the characters on either side of
/// `border` (in characters), if one does.
pub(super) fn word_across(text: &str, border: usize) -> Option<String> {
    let mut end = 0;
    for token in DICTIONARY.cut(text, false) {
        let start = end;
        end += token.word.chars().count();
        if start < border && border < end {
            return Some(token.word.to_owned());
        }
        if end >= border {
            return None;
        }
    }
    None
}
