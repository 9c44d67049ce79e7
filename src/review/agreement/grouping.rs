//! Which text is in one article: B³ and pairs.

use std::collections::BTreeMap;

use super::counts::{Counts, harmonic};
use super::pieces::Pieces;

/// How the classes of two layers meet, in ink. A class is an article by its number,
/// or 0 for the text that is in none.
pub(super) struct Meets {
    /// Ink that a class of gold shares with one of the other layer.
    pub shared: BTreeMap<(u32, u32), u64>,
    /// Ink of the classes of gold.
    pub gold: BTreeMap<u32, u64>,
    /// Ink of the classes of the other layer.
    pub other: BTreeMap<u32, u64>,
}

impl Meets {
    pub fn of(pieces: &Pieces<'_>) -> Self {
        let (mut shared, mut gold, mut other) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for piece in &pieces.all {
            let classes = (piece.gold.article, piece.other.article);
            *shared.entry(classes).or_insert(0) += piece.ink;
            *gold.entry(classes.0).or_insert(0) += piece.ink;
            *other.entry(classes.1).or_insert(0) += piece.ink;
        }
        Self {
            shared,
            gold,
            other,
        }
    }

    /// Each meeting: the two classes, what they share, what each holds.
    pub fn iter(&self) -> impl Iterator<Item = Meet> + '_ {
        self.shared.iter().map(|(&(gold, other), &shared)| Meet {
            gold,
            other,
            shared,
            gold_ink: self.gold.get(&gold).copied().unwrap_or(0),
            other_ink: self.other.get(&other).copied().unwrap_or(0),
        })
    }
}

/// One meeting of two classes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meet {
    pub gold: u32,
    pub other: u32,
    pub shared: u64,
    pub gold_ink: u64,
    pub other_ink: u64,
}

impl Meet {
    /// What is shared as a part of what either holds (intersection over union).
    pub fn overlap(&self) -> f64 {
        let either = self.gold_ink + self.other_ink - self.shared;
        self.shared as f64 / either.max(1) as f64
    }

    /// Whether both are articles and share more than half of what either holds; at
    /// most one partner of an article does.
    pub fn is_match(&self) -> bool {
        let either = self.gold_ink + self.other_ink - self.shared;
        self.gold > 0 && self.other > 0 && 2 * self.shared > either
    }
}

/// Figures of grouping.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Grouping {
    /// Code points that are not white space.
    pub ink: u64,
    /// Those that gold puts in an article.
    pub gold_assigned: u64,
    /// Those that the other layer puts in an article.
    pub other_assigned: u64,
    /// Over all these code points, the sum of the share of its class in the other
    /// layer that is in its class in gold: B³ precision times `ink`.
    pub precision_sum: f64,
    /// The same with the layers exchanged: B³ recall times `ink`.
    pub recall_sum: f64,
    /// Pairs of code points in one class.
    pub pairs: Counts,
}

impl Grouping {
    pub(super) fn of(meets: &Meets) -> Self {
        let mut figures = Self::default();
        for meet in meets.iter() {
            let square = meet.shared as f64 * meet.shared as f64;
            figures.ink += meet.shared;
            figures.precision_sum += square / meet.other_ink.max(1) as f64;
            figures.recall_sum += square / meet.gold_ink.max(1) as f64;
            figures.pairs.both += pairs(meet.shared);
        }
        figures.pairs.gold = meets.gold.values().copied().map(pairs).sum();
        figures.pairs.other = meets.other.values().copied().map(pairs).sum();
        let none = |classes: &BTreeMap<u32, u64>| classes.get(&0).copied().unwrap_or(0);
        figures.gold_assigned = figures.ink - none(&meets.gold);
        figures.other_assigned = figures.ink - none(&meets.other);
        figures
    }

    /// Adds the counts of other pages.
    pub fn add(&mut self, more: &Self) {
        self.ink += more.ink;
        self.gold_assigned += more.gold_assigned;
        self.other_assigned += more.other_assigned;
        self.precision_sum += more.precision_sum;
        self.recall_sum += more.recall_sum;
        self.pairs.add(more.pairs);
    }

    /// B³ precision: falls when text of several articles is put together.
    pub fn precision(&self) -> Option<f64> {
        (self.ink > 0).then(|| self.precision_sum / self.ink as f64)
    }

    /// B³ recall: falls when an article is torn apart.
    pub fn recall(&self) -> Option<f64> {
        (self.ink > 0).then(|| self.recall_sum / self.ink as f64)
    }

    /// The harmonic mean of B³ precision and recall.
    pub fn f1(&self) -> Option<f64> {
        Some(harmonic(self.precision()?, self.recall()?))
    }
}

/// The number of pairs among so many.
fn pairs(number: u64) -> u64 {
    number * number.saturating_sub(1) / 2
}
