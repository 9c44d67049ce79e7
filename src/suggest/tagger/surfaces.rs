//! What was tagged before: the surfaces of accepted mentions, and how often they stand in the
//! text tagged and untagged.
//!
//! While learning, what a stretch of text taught itself is left out, so that the model
//! learns how far a surface seen elsewhere may be trusted.

use std::collections::BTreeMap;
use std::ops::Range;

use super::features::{Match, hash};
use super::units::Units;

/// The longest surface that is remembered, in units.
pub(super) const LONGEST: usize = 40;

/// How often a surface stands somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    /// As a mention.
    pub tagged: u32,
    /// Outside of mentions.
    pub untagged: u32,
}

impl Counts {
    fn add(&mut self, tagged: bool) {
        if tagged {
            self.tagged += 1;
        } else {
            self.untagged += 1;
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            tagged: self.tagged.saturating_sub(other.tagged),
            untagged: self.untagged.saturating_sub(other.untagged),
        }
    }

    /// What the counts say, as a number: how often, and how often tagged.
    fn level(self) -> u32 {
        let often = match self.tagged {
            1 => 0,
            2 | 3 => 1,
            _ => 2,
        };
        let share = match self.untagged * 4 {
            0 => 0,
            few if few <= self.tagged => 1,
            some if some <= self.tagged * 4 => 2,
            _ => 3,
        };
        often * 4 + share
    }
}

/// The surfaces of mentions with one label, as units.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Surfaces {
    all: BTreeMap<Vec<u32>, Counts>,
}

/// Counts of one stretch of text, by surface.
pub(super) type Own = BTreeMap<Vec<u32>, Counts>;

impl Surfaces {
    /// Surfaces with their counts.
    pub fn from_counts(all: BTreeMap<Vec<u32>, Counts>) -> Self {
        Self { all }
    }

    /// All of them in a fixed order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Vec<u32>, &Counts)> {
        self.all.iter()
    }

    /// Remembers the surface of a mention, not yet counted.
    pub fn note(&mut self, units: &Units, mention: &Range<usize>) {
        if mention.len() <= LONGEST {
            let symbols = symbols(units, mention);
            self.all.entry(symbols).or_default();
        }
    }

    /// Counts how surfaces stand in a stretch of a text, given its mentions, apart from each
    /// other and in order. What overlaps a mention without being it is not counted.
    pub fn count(&self, units: &Units, stretch: &Range<usize>, mentions: &[Range<usize>]) -> Own {
        let mut own = Own::new();
        for found in self.matches(units, stretch) {
            let at = mentions.partition_point(|it| it.end <= found.start);
            match mentions.get(at) {
                Some(mention) if *mention == found => Self::note_one(&mut own, units, &found, true),
                Some(mention) if mention.start < found.end => {}
                _ => Self::note_one(&mut own, units, &found, false),
            }
        }
        own
    }

    fn note_one(own: &mut Own, units: &Units, found: &Range<usize>, tagged: bool) {
        own.entry(symbols(units, found)).or_default().add(tagged);
    }

    /// Adds the counts of a stretch.
    pub fn add(&mut self, own: &Own) {
        for (surface, counts) in own {
            let all = self.all.entry(surface.clone()).or_default();
            all.tagged += counts.tagged;
            all.untagged += counts.untagged;
        }
    }

    /// The longest surfaces from left to right that others than `own` tagged, for the
    /// label with this number.
    pub fn look_up(
        &self,
        units: &Units,
        stretch: &Range<usize>,
        own: Option<&Own>,
        label: u32,
        out: &mut Vec<Match>,
    ) {
        let mut end = stretch.start;
        for found in self.matches(units, stretch) {
            let surface = symbols(units, &found);
            let counts = self.all.get(&surface).copied().unwrap_or_default();
            let own = own.and_then(|own| own.get(&surface)).copied();
            let counts = counts.without(own.unwrap_or_default());
            if counts.tagged > 0 && found.start >= end {
                end = found.end;
                let what = hash(80, &[label, counts.level()]);
                out.push(Match { units: found, what });
            }
        }
    }

    /// Everything in a stretch that reads like a surface, by beginning, the longest first.
    fn matches(&self, units: &Units, stretch: &Range<usize>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let symbols = symbols(units, stretch);
        for start in 0..symbols.len() {
            let rest = symbols.get(start..).unwrap_or_default();
            let first = found.len();
            self.matches_at(rest, |length| {
                let from = stretch.start + start;
                found.push(from..from + length);
            });
            if let Some(found) = found.get_mut(first..) {
                found.reverse();
            }
        }
        found
    }

    /// The lengths of the surfaces that some units begin with, the shortest first. Surfaces are
    /// in order, so the first from these units on says whether any begins with them.
    fn matches_at(&self, rest: &[u32], mut found: impl FnMut(usize)) {
        let most = rest.len().min(LONGEST);
        let mut length = 1;
        while length <= most {
            let Some(key) = rest.get(..length) else {
                return;
            };
            let from = (std::ops::Bound::Included(key), std::ops::Bound::Unbounded);
            let Some((next, _)) = self.all.range::<[u32], _>(from).next() else {
                return;
            };
            if !next.starts_with(key) {
                return;
            }
            if next.len() == length {
                found(length);
            }
            length += 1;
        }
    }
}

fn symbols(units: &Units, range: &Range<usize>) -> Vec<u32> {
    let units = units.all.get(range.clone()).unwrap_or_default();
    units.iter().map(|unit| unit.symbol).collect()
}
