//! Which things are named in the same article.

use std::collections::{BTreeSet, HashMap};

use super::Statistics;

/// Two things that are named in the same articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PairCount {
    /// The place of the one among [`Statistics::things`]; its label does not come after that
    /// of the other.
    pub first: usize,
    /// The place of the other.
    pub second: usize,
    /// In how many articles both are named.
    pub articles: u64,
}

/// Only pairs of the first so many things of an article are counted: a list of a thousand
/// names would make half a million pairs that say nothing.
const MOST_THINGS: usize = 200;

/// The sums so far; things by the place at which they were first seen.
#[derive(Default)]
pub(super) struct Pairs {
    counts: HashMap<(usize, usize), u64>,
}

impl Pairs {
    /// Counts the pairs of the things of one article that have different labels or names.
    pub fn add(&mut self, things: &BTreeSet<usize>, label: impl Fn(usize) -> usize) {
        let mut things: Vec<usize> = things.iter().copied().take(MOST_THINGS).collect();
        things.sort_by_key(|&thing| (label(thing), thing));
        for (n, &first) in things.iter().enumerate() {
            for &second in things.iter().skip(n + 1) {
                *self.counts.entry((first, second)).or_default() += 1;
            }
        }
    }

    /// The pairs with the most articles, things by their places in `now`.
    pub fn most(&self, now: &[usize]) -> Vec<PairCount> {
        let place = |thing: usize| now.get(thing).copied().unwrap_or(thing);
        let pairs = self.counts.iter();
        let mut pairs: Vec<PairCount> = pairs
            .map(|(&(first, second), &articles)| PairCount {
                first: place(first),
                second: place(second),
                articles,
            })
            .collect();
        pairs.sort_unstable_by_key(|it| (std::cmp::Reverse(it.articles), it.first, it.second));
        pairs.truncate(Statistics::MOST_PAIRS);
        pairs
    }
}
