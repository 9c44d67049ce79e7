//! What the text is in its article.

use std::collections::BTreeMap;

use super::counts::share;
use super::pieces::Pieces;
use crate::model::id::Role;

/// How often what gold calls one thing is called another: ink by the role in gold and
/// the role in the other layer; `None` stands for text that is in no article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoleFigures {
    /// The confusion matrix, without the cells that are zero.
    pub confusion: BTreeMap<(Option<Role>, Option<Role>), u64>,
}

impl RoleFigures {
    pub(super) fn of(pieces: &Pieces<'_>) -> Self {
        let mut counted: BTreeMap<(Option<&Role>, Option<&Role>), u64> = BTreeMap::new();
        for piece in &pieces.all {
            *counted
                .entry((piece.gold.role, piece.other.role))
                .or_default() += piece.ink;
        }
        let cells = counted.into_iter();
        Self {
            confusion: cells
                .map(|((gold, other), ink)| ((gold.cloned(), other.cloned()), ink))
                .collect(),
        }
    }

    /// Adds the counts of other pages.
    pub fn add(&mut self, more: &Self) {
        for (cell, ink) in &more.confusion {
            *self.confusion.entry(cell.clone()).or_default() += ink;
        }
    }

    /// Ink that both layers put in an article, and how much of it has the same role.
    pub fn same_of_both(&self) -> (u64, u64) {
        let cells = self.confusion.iter();
        let both = cells.filter(|((gold, other), _)| gold.is_some() && other.is_some());
        both.fold((0, 0), |(same, all), ((gold, other), ink)| {
            (same + if gold == other { *ink } else { 0 }, all + ink)
        })
    }

    /// The share with the same role, of what both layers put in an article.
    pub fn accuracy(&self) -> Option<f64> {
        let (same, all) = self.same_of_both();
        share(same, all)
    }
}

/// The role that has the most ink in gold; of several, the first by name.
pub(super) fn most_frequent<'a>(pieces: &Pieces<'a>) -> Option<&'a Role> {
    let mut ink: BTreeMap<&Role, u64> = BTreeMap::new();
    for piece in &pieces.all {
        if let Some(role) = piece.gold.role {
            *ink.entry(role).or_default() += piece.ink;
        }
    }
    let best = ink.into_iter().rev().max_by_key(|(_, ink)| *ink);
    best.map(|(role, _)| role)
}
