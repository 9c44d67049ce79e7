//! Mentions: strict and overlapping agreement per label.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::{Counts, Hits};
use crate::model::annotations::Annotations;
use crate::model::id::Label;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Figures of mentions by label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntityFigures {
    /// The labels that either layer uses.
    pub by_label: BTreeMap<Label, LabelFigures>,
}

/// Figures of the mentions with one label. White space at either end of a mention or of
/// a part of it does not count, and several with the same parts are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LabelFigures {
    /// Mentions with the same span, and the same parts if they are interrupted.
    pub strict: Counts,
    /// Mentions that share a code point with one of the other layer; one may do for
    /// several.
    pub overlapping: Hits,
}

impl LabelFigures {
    fn add(&mut self, more: &Self) {
        self.strict.add(more.strict);
        self.overlapping.add(more.overlapping);
    }
}

impl EntityFigures {
    /// Adds the counts of other pages.
    pub fn add(&mut self, more: &Self) {
        for (label, figures) in &more.by_label {
            self.by_label.entry(label.clone()).or_default().add(figures);
        }
    }

    /// All labels together.
    pub fn all(&self) -> LabelFigures {
        let mut all = LabelFigures::default();
        self.by_label.values().for_each(|figures| all.add(figures));
        all
    }

    /// The figures if the other layer had no mention.
    pub(super) fn without_answer(&self) -> Self {
        let labels = self.by_label.iter();
        let gold = labels.filter(|(_, figures)| figures.strict.gold > 0);
        let silent = |figures: &LabelFigures| LabelFigures {
            strict: figures.strict.without_answer(),
            overlapping: Hits {
                gold: figures.overlapping.gold,
                ..Hits::default()
            },
        };
        Self {
            by_label: gold
                .map(|(label, figures)| (label.clone(), silent(figures)))
                .collect(),
        }
    }
}

/// The stretches of text that a mention is, in text order; white space at the ends of
/// each left out.
pub(super) type Pieces = Vec<Span>;

/// The mentions of a layer by label.
pub(super) fn spans<'a>(
    source: &SourceText,
    annotations: &'a Annotations,
) -> BTreeMap<&'a Label, BTreeSet<Pieces>> {
    let mut spans: BTreeMap<&Label, BTreeSet<Pieces>> = BTreeMap::new();
    for entity in annotations.entities() {
        // One of white space only is as short as it can be, but is there.
        let trim = |span: Span| source.trim(span).unwrap_or(Span::caret(span.end()));
        let pieces = entity.pieces().map(trim).collect();
        spans.entry(&entity.label).or_default().insert(pieces);
    }
    spans
}

/// Counts the mentions of two layers.
pub(super) fn figures(
    source: &SourceText,
    gold: &Annotations,
    other: &Annotations,
) -> EntityFigures {
    let (gold, other) = (spans(source, gold), spans(source, other));
    let labels: BTreeSet<&Label> = gold.keys().chain(other.keys()).copied().collect();
    let nothing = BTreeSet::new();
    let of_label = |label: &Label| {
        let wanted = gold.get(label).unwrap_or(&nothing);
        let found = other.get(label).unwrap_or(&nothing);
        LabelFigures {
            strict: Counts {
                both: wanted.intersection(found).count() as u64,
                gold: wanted.len() as u64,
                other: found.len() as u64,
            },
            overlapping: Hits {
                gold_met: meeting(wanted, found),
                gold: wanted.len() as u64,
                other_met: meeting(found, wanted),
                other: found.len() as u64,
            },
        }
    };
    EntityFigures {
        by_label: labels
            .into_iter()
            .map(|label| (label.clone(), of_label(label)))
            .collect(),
    }
}

/// How many of `some` share a code point with one of `others`.
fn meeting(some: &BTreeSet<Pieces>, others: &BTreeSet<Pieces>) -> u64 {
    let mut pieces: Vec<Span> = others.iter().flatten().copied().collect();
    pieces.sort_unstable();
    // Starts grow, so those that begin before the end of this one and reach furthest
    // decide; ends need not grow, so the reach is looked up among all seen so far.
    let mut reach: Vec<(u32, u32)> = Vec::new();
    for span in pieces {
        let furthest = reach.last().map_or(0, |(_, end)| *end);
        reach.push((span.start().0, furthest.max(span.end().0)));
    }
    let meets = |span: &&Span| {
        let before = reach.partition_point(|(start, _)| *start < span.end().0);
        let furthest = before.checked_sub(1).and_then(|at| reach.get(at));
        furthest.is_some_and(|(_, end)| *end > span.start().0)
    };
    let met = some
        .iter()
        .filter(|pieces| pieces.iter().any(|it| meets(&it)));
    met.count() as u64
}
