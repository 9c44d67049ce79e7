//! People who are named with what they are instead of with an office: 民警李平鲁, 通讯员 应 县.
//!
//! No label is theirs, but where such a name is read the place of that name (平鲁, 应县) is
//! not meant.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::beside::{next_item, past_brackets};
use super::lists::ROLES;
use super::logistic;
use super::reading::{Known, name_from};
use crate::suggest::entities::passage::Passage;

/// What it costs to read no name after such a word: less than after an office, since a
/// place follows nearly as often (记者兰州报道).
const FREE: f64 = -6.0;

/// A name that is no official's.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::suggest::entities) struct Other {
    /// Where it stands, in bytes of the passage that was given.
    pub range: Range<usize>,
    /// The probability that it is a name.
    pub score: f64,
}

static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostLongest);
    builder.build(ROLES.iter()).ok()
});

/// The people of a passage who are named with what they are, in order.
pub(super) fn others(passage: &Passage) -> Vec<Other> {
    let known = Known::new();
    let mut found = Vec::new();
    let words = WORDS.iter().flat_map(|it| it.find_iter(passage.text()));
    for word in words {
        let mut from = passage.position(word.end());
        while let Some(name) = name_from(passage, from, FREE, &known).filter(|it| it.gain > 0.0) {
            let sure = 0.4 * name.gain.min(12.0) + 0.25 * name.margin.min(8.0) - 0.6;
            found.push(Other {
                range: passage.bytes(name.range.clone()),
                score: logistic(sure),
            });
            let Some(next) = next_item(passage, past_brackets(passage, name.range.end)) else {
                break;
            };
            from = next;
        }
    }
    found
}
