//! What each line is: all lines of a page at once, by the best path through their signs
//! (Viterbi 1967).

use strum::{EnumCount, IntoEnumIterator};

use super::signs::Sign;
use super::weights::{SIGNS, STEPS};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumCount, strum::EnumIter)]
pub(super) enum Label {
    /// A line of a kicker, headline, subheadline or heading.
    Title,
    /// Who wrote it, above or below the text.
    Byline,
    /// The first line of a text with a dateline.
    Dateline,
    /// Running text, lists, tables.
    Text,
    /// Running heads, folios, rules, notes.
    Furniture,
}

impl Label {
    /// Whether the line is running text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Dateline | Self::Text)
    }
}

/// What the signs of one line say for each label, as log-odds.
fn emission(signs: &[Sign]) -> [f32; Label::COUNT] {
    let mut sums = [0.0; Label::COUNT];
    for (label, weights) in SIGNS {
        if let Some(sum) = sums.get_mut(*label as usize) {
            *sum = weights
                .iter()
                .filter(|(sign, _)| signs.contains(sign))
                .map(|(_, weight)| weight)
                .sum();
        }
    }
    sums
}

fn step(before: Label, label: Label) -> f32 {
    STEPS
        .iter()
        .find(|(a, b, _)| (*a, *b) == (before, label))
        .map_or(0.0, |step| step.2)
}

/// The best labels for all lines.
pub(super) fn decode(signs: &[Vec<Sign>]) -> Vec<Label> {
    let mut best = [0.0_f32; Label::COUNT];
    let mut back: Vec<[Label; Label::COUNT]> = Vec::with_capacity(signs.len());
    for (at, signs) in signs.iter().enumerate() {
        let own = emission(signs);
        let mut sums = [f32::NEG_INFINITY; Label::COUNT];
        let mut from = [Label::Text; Label::COUNT];
        for label in Label::iter() {
            for before in Label::iter() {
                let start = if at == 0 {
                    0.0
                } else {
                    best.get(before as usize).copied().unwrap_or(0.0) + step(before, label)
                };
                let sum = start + own.get(label as usize).copied().unwrap_or(0.0);
                if let (Some(place), Some(way)) =
                    (sums.get_mut(label as usize), from.get_mut(label as usize))
                    && sum > *place
                {
                    *place = sum;
                    *way = before;
                }
            }
        }
        best = sums;
        back.push(from);
    }
    let value = |label: &Label| best.get(*label as usize).copied().unwrap_or(0.0);
    let mut label = Label::iter()
        .max_by(|a, b| value(a).total_cmp(&value(b)))
        .unwrap_or(Label::Text);
    let mut labels = Vec::with_capacity(back.len());
    for from in back.iter().rev() {
        labels.push(label);
        label = from.get(label as usize).copied().unwrap_or(Label::Text);
    }
    labels.reverse();
    labels
}
