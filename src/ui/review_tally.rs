//! What there is to count of the questions of a page.

use std::collections::BTreeMap;

use crate::review::difference::Question;

/// The questions of a page, counted.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many there are of each kind, by its name.
    pub kinds: BTreeMap<&'static str, usize>,
    /// How many can be accepted without choosing.
    pub plain: usize,
    /// How sure the proposer is of those, the surest first.
    scores: Vec<f64>,
}

impl Tally {
    /// Counts.
    pub fn of(questions: &[Question]) -> Self {
        let mut tally = Self::default();
        for question in questions {
            *tally.kinds.entry(question.kind.name()).or_default() += 1;
            if !question.is_choice() {
                tally.plain += 1;
                tally.scores.extend(question.score);
            }
        }
        tally.scores.sort_by(|a, b| b.total_cmp(a));
        tally
    }

    /// Whether the proposer says how sure it is.
    pub fn is_scored(&self) -> bool {
        !self.scores.is_empty()
    }

    /// Of how many the proposer is at least so sure, from 0 to 1.
    pub fn surer_than(&self, least: f64) -> usize {
        self.scores.partition_point(|&score| score >= least)
    }
}
