//! Which articles are there as they should be, and what it takes to repair the rest.

use std::collections::BTreeMap;

use super::grouping::{Meet, Meets};
use super::pieces::{Pieces, Side};
use super::places::excerpt;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Figures of whole articles. Articles without ink do not count.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ArticleFigures {
    /// Articles of gold.
    pub gold: u64,
    /// Articles of the other layer.
    pub other: u64,
    /// Pairs that share more than half of what either holds.
    pub matched: u64,
    /// Of these, the pairs that hold the same text.
    pub exact: u64,
    /// Sum of the overlap (intersection over union) of the matched pairs.
    pub overlap_sum: f64,
    /// How many cuts too many the other layer has: classes that the two layers make
    /// together, less those of gold. Each takes one repair, to put two parts together.
    pub splits: u64,
    /// How many cuts the other layer lacks: classes that the two layers make together,
    /// less its own. Each takes one repair, to take two parts asunder.
    pub merges: u64,
}

impl ArticleFigures {
    pub(super) fn of(meets: &Meets) -> Self {
        let articles = |classes: &BTreeMap<u32, u64>| {
            classes.keys().filter(|class| **class > 0).count() as u64
        };
        let mut figures = Self {
            gold: articles(&meets.gold),
            other: articles(&meets.other),
            splits: (meets.shared.len() - meets.gold.len()) as u64,
            merges: (meets.shared.len() - meets.other.len()) as u64,
            ..Self::default()
        };
        for meet in meets.iter().filter(Meet::is_match) {
            figures.matched += 1;
            figures.exact +=
                u64::from(meet.gold_ink == meet.other_ink && meet.shared == meet.gold_ink);
            figures.overlap_sum += meet.overlap();
        }
        figures
    }

    /// Adds the counts of other pages.
    pub fn add(&mut self, more: &Self) {
        self.gold += more.gold;
        self.other += more.other;
        self.matched += more.matched;
        self.exact += more.exact;
        self.overlap_sum += more.overlap_sum;
        self.splits += more.splits;
        self.merges += more.merges;
    }

    /// Articles of gold that no article matches.
    pub fn missed(&self) -> u64 {
        self.gold.saturating_sub(self.matched)
    }

    /// Articles of the other layer that match none.
    pub fn extra(&self) -> u64 {
        self.other.saturating_sub(self.matched)
    }

    /// Panoptic quality: the overlap of matched pairs over their number and half of
    /// the articles without a match. `None` if there is no article at all.
    pub fn quality(&self) -> Option<f64> {
        let all = self.gold + self.other;
        (all > 0).then(|| 2.0 * self.overlap_sum / all as f64)
    }

    /// F1 of finding articles, the other factor of panoptic quality beside
    /// [`ArticleFigures::mean_overlap`].
    pub fn recognition(&self) -> Option<f64> {
        let all = self.gold + self.other;
        (all > 0).then(|| 2.0 * self.matched as f64 / all as f64)
    }

    /// The mean overlap of matched pairs.
    pub fn mean_overlap(&self) -> Option<f64> {
        (self.matched > 0).then(|| self.overlap_sum / self.matched as f64)
    }

    /// Splits and merges together: how many repairs bring the other layer to gold.
    pub fn repairs(&self) -> u64 {
        self.splits + self.merges
    }
}

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleOutcome {
    /// An article of the other layer shares more than half of what either holds.
    Matched,
    /// An article of gold that none matches.
    Missed,
    /// An article of the other layer that matches none.
    Extra,
}

/// One article and its partner.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleVerdict {
    /// What became of it.
    pub outcome: ArticleOutcome,
    /// The number of the article of gold, from 1. For an extra article, the one that
    /// it shares the most with.
    pub gold: Option<u32>,
    /// The number of the article of the other layer, from 1. For a missed article,
    /// the one that it shares the most with.
    pub other: Option<u32>,
    /// What the two share as a part of what either holds, 0 to 1.
    pub overlap: f64,
    /// Over how many articles of the other layer the text is spread (for an extra
    /// article: of gold); text that is in none there counts as one more.
    pub parts: u32,
    /// Where it begins in reading order, in code points of the raw text.
    pub span: Span,
    /// The first words there.
    pub excerpt: String,
}

/// What became of each article of gold, then the extra ones.
pub(super) fn verdicts(
    source: &SourceText,
    pieces: &Pieces<'_>,
    meets: &Meets,
) -> Vec<ArticleVerdict> {
    let mut gold: BTreeMap<u32, Found> = BTreeMap::new();
    let mut other: BTreeMap<u32, Found> = BTreeMap::new();
    for meet in meets.iter() {
        gold.entry(meet.gold).or_default().see(meet);
        other.entry(meet.other).or_default().see(meet);
    }
    let first = |side| -> BTreeMap<u32, Span> {
        let articles = pieces.in_order(side).into_iter();
        articles
            .filter_map(|(number, order)| Some((number, pieces.all.get(*order.first()?)?.span)))
            .collect()
    };
    let starts = first(Side::Gold);
    let wanted = gold.into_iter().filter_map(|(number, found)| {
        let outcome = if found.matched {
            ArticleOutcome::Matched
        } else {
            ArticleOutcome::Missed
        };
        let partner = found.best.map(|meet| meet.other);
        let numbers = (Some(number), partner);
        Some(found.verdict(source, outcome, numbers, *starts.get(&number)?))
    });
    let mut all: Vec<_> = wanted.collect();
    let starts = first(Side::Other);
    let extra = other.into_iter().filter(|(_, found)| !found.matched);
    all.extend(extra.filter_map(|(number, found)| {
        let numbers = (found.best.map(|meet| meet.gold), Some(number));
        let span = *starts.get(&number)?;
        Some(found.verdict(source, ArticleOutcome::Extra, numbers, span))
    }));
    all
}

/// What an article meets in the other layer.
#[derive(Default)]
struct Found {
    best: Option<Meet>,
    matched: bool,
    parts: u32,
}

impl Found {
    fn see(&mut self, meet: Meet) {
        self.parts += 1;
        self.matched |= meet.is_match();
        let both_articles = meet.gold > 0 && meet.other > 0;
        if both_articles && self.best.is_none_or(|best| meet.overlap() > best.overlap()) {
            self.best = Some(meet);
        }
    }

    fn verdict(
        &self,
        source: &SourceText,
        outcome: ArticleOutcome,
        (gold, other): (Option<u32>, Option<u32>),
        span: Span,
    ) -> ArticleVerdict {
        ArticleVerdict {
            outcome,
            gold,
            other,
            overlap: self.best.map_or(0.0, |meet| meet.overlap()),
            parts: self.parts,
            span,
            excerpt: excerpt(source, span),
        }
    }
}
