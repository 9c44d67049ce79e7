//! What was taught of one label, and what it finds.

use std::ops::Range;

use super::chain::{BEGIN, ByTag, Lattice, SINGLE, Steps, TAGS};
use super::features::Signs;
use super::lessons::apart;
use super::surfaces::Surfaces;
use super::table::{self, Row, Table};
use super::units::Units;

/// Less likely mentions than this are not proposed.
const LEAST: f32 = 0.35;

/// What was taught of one label.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Taught {
    pub label: String,
    /// Whether whole lines are tagged at once instead of sentences.
    pub whole_lines: bool,
    pub surfaces: Surfaces,
    pub steps: [Row; TAGS],
    pub table: Table,
}

/// What one label's mentions in a text are.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Mentions in units with their probabilities, apart from each other.
    pub found: Vec<(Range<usize>, f32)>,
    /// How many mentions of the label are to be expected in all.
    pub expected: f64,
}

impl Mentions {
    /// How many mentions are to be expected to be wrong or missing.
    pub fn wrong(&self) -> f64 {
        let right: f64 = self.found.iter().map(|(_, it)| f64::from(*it)).sum();
        (self.expected + self.found.len() as f64 - 2.0 * right).max(0.0)
    }
}

impl Taught {
    /// Finds the mentions of a text.
    pub fn find(&self, units: &Units, signs: &Signs) -> Mentions {
        let steps = Steps::of(&self.steps.map(|row| table::weights(&row)));
        let mut lattice = Lattice::default();
        let mut all = Mentions::default();
        for stretch in units.stretches(self.whole_lines) {
            let scores: Vec<ByTag> = stretch.clone().map(|it| self.score(signs.of(it))).collect();
            lattice.run(&scores, &steps);
            let begins = (0..stretch.len()).map(|at| lattice.marginal(at));
            all.expected += begins
                .map(|it| f64::from(it[BEGIN] + it[SINGLE]))
                .sum::<f64>();
            let mut found = lattice.mentions(&steps, LEAST);
            found.sort_by(|(a, p), (b, q)| q.total_cmp(p).then(a.start.cmp(&b.start)));
            let moved = |(it, p): (Range<usize>, f32)| {
                (it.start + stretch.start..it.end + stretch.start, p)
            };
            let found = apart(found, |(range, _)| range.clone());
            all.found.extend(found.into_iter().map(moved));
        }
        all
    }

    /// The weights of the tags of a unit.
    fn score(&self, signs: &[u32]) -> ByTag {
        let mut sum = [0; TAGS];
        for sign in signs {
            self.table.add(*sign, &mut sum);
        }
        sum.map(|it| it as f32 / table::ONE)
    }
}
