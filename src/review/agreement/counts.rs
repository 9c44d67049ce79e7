//! Counts from which precision, recall and F1 are worked out.

/// How many things both layers have, and how many each has in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Those that both have.
    pub both: u64,
    /// Those of gold.
    pub gold: u64,
    /// Those of the other layer.
    pub other: u64,
}

impl Counts {
    /// Adds other counts.
    pub fn add(&mut self, more: Self) {
        self.both += more.both;
        self.gold += more.gold;
        self.other += more.other;
    }

    /// The share of the other layer's that gold has too; `None` if it has none.
    pub fn precision(&self) -> Option<f64> {
        share(self.both, self.other)
    }

    /// The share of gold's that the other layer has too; `None` if gold has none.
    pub fn recall(&self) -> Option<f64> {
        share(self.both, self.gold)
    }

    /// The harmonic mean of precision and recall; `None` if neither layer has any.
    pub fn f1(&self) -> Option<f64> {
        share(2 * self.both, self.gold + self.other)
    }

    /// The counts if the other layer had nothing.
    #[must_use]
    pub(super) fn without_answer(self) -> Self {
        Self {
            gold: self.gold,
            ..Self::default()
        }
    }
}

/// How many things of each layer meet one of the other; several may meet the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hits {
    /// Those of gold that meet one of the other layer.
    pub gold_met: u64,
    /// Those of gold.
    pub gold: u64,
    /// Those of the other layer that meet one of gold.
    pub other_met: u64,
    /// Those of the other layer.
    pub other: u64,
}

impl Hits {
    /// Adds other counts.
    pub fn add(&mut self, more: Self) {
        self.gold_met += more.gold_met;
        self.gold += more.gold;
        self.other_met += more.other_met;
        self.other += more.other;
    }

    /// The share of the other layer's that meet one of gold; `None` if it has none.
    pub fn precision(&self) -> Option<f64> {
        share(self.other_met, self.other)
    }

    /// The share of gold's that meet one of the other layer; `None` if gold has none.
    pub fn recall(&self) -> Option<f64> {
        share(self.gold_met, self.gold)
    }

    /// The harmonic mean of precision and recall; `None` if neither layer has any.
    pub fn f1(&self) -> Option<f64> {
        if self.gold == 0 && self.other == 0 {
            return None;
        }
        Some(harmonic(
            self.precision().unwrap_or(0.0),
            self.recall().unwrap_or(0.0),
        ))
    }
}

/// `part / whole`; `None` of nothing.
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The harmonic mean, 0 if both are 0.
pub(super) fn harmonic(a: f64, b: f64) -> f64 {
    if a + b > 0.0 {
        2.0 * a * b / (a + b)
    } else {
        0.0
    }
}
