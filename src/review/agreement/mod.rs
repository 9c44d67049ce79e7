//! How much two layers of a page agree: figures with a published definition,
//! beside those that trivial answers reach, and the places that differ.
//!
//! One layer is taken as right (*gold*), the *other* is measured against it.
//! Everything is counted in code points that are not white space (*ink*), so blank
//! lines and indents weigh nothing. What lies in no article (furniture and what is
//! assigned to nothing alike) is one class of its own, `none`.
//!
//! | figures | method |
//! | --- | --- |
//! | [`Grouping`] | B³ (Bagga and Baldwin 1998, *Algorithms for scoring coreference chains*) and precision, recall, F1 of pairs of characters |
//! | [`ArticleFigures`] | panoptic quality at an overlap of more than one half (Kirillov et al. 2019, *Panoptic segmentation*); splits and merges as in the partition measure of the article separation competition of CITlab (2020) |
//! | [`OrderFigures`] | τ of Kendall (1938, *A new measure of rank correlation*), mean over matched articles; precision, recall, F1 of successors |
//! | [`RoleFigures`] | accuracy and confusion matrix |
//! | [`BreakFigures`] | precision, recall, F1 of paragraph ends, and accuracy, over the line ends that gold decides |
//! | [`EntityFigures`] | precision, recall, F1 per label, strict and overlapping |
//! | corrections | precision, recall, F1 of equal corrections |
//!
//! Window measures of linear segmentation (Pk, WindowDiff) are left out on purpose:
//! they call a page perfect that cuts every scattered article into its runs.
//!
//! **Pooled figures** come of adding up counts ([`Figures::add`]), never of a mean
//! over pages: a page weighs as much as what is on it. Articles of different pages
//! are different articles; `none` is a class of its own on each page.
//!
//! A figure that nothing decides (recall where gold has nothing, τ of an article of
//! one line) is `None`, neither 0 nor 1.

mod articles;
mod breaks;
mod counts;
mod entities;
mod grouping;
mod measure;
mod order;
mod pieces;
mod places;
mod roles;

#[cfg(test)]
mod tests;

pub use articles::{ArticleFigures, ArticleOutcome, ArticleVerdict};
pub use breaks::BreakFigures;
pub use counts::{Counts, Hits};
pub use entities::{EntityFigures, LabelFigures};
pub use grouping::Grouping;
pub use measure::Measure;
pub use order::OrderFigures;
pub use places::{Difference, Subject, Verdict};
pub use roles::RoleFigures;

use crate::model::annotations::Annotations;
use crate::text::source::SourceText;
use pieces::{Pieces, View};

/// All figures of one page or, added up, of many.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// Which text is in one article.
    pub grouping: Grouping,
    /// Which articles are there as they should be.
    pub articles: ArticleFigures,
    /// In which order the text of an article is read.
    pub order: OrderFigures,
    /// What the text is in its article.
    pub roles: RoleFigures,
    /// Where paragraphs end.
    pub breaks: BreakFigures,
    /// Mentions.
    pub entities: EntityFigures,
    /// Corrections with the same span and the same replacement.
    pub corrections: Counts,
}

impl Figures {
    /// Adds the counts of other pages.
    pub fn add(&mut self, more: &Self) {
        self.grouping.add(&more.grouping);
        self.articles.add(&more.articles);
        self.order.add(&more.order);
        self.roles.add(&more.roles);
        self.breaks.add(&more.breaks);
        self.entities.add(&more.entities);
        self.corrections.add(more.corrections);
    }
}

/// The figures of a layer beside those of two answers that need no thought.
///
/// A trivial answer gives all text the role that is the most frequent in gold, reads
/// in the order of the raw text, and has neither entities nor corrections.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// The layer.
    pub layer: Figures,
    /// One article for the whole page, one paragraph.
    pub one_article: Figures,
    /// Every block an article and a paragraph of its own. A block is a run of lines
    /// without a blank one between them; on a page that has only one such run, a line.
    pub every_block: Figures,
}

impl Scores {
    /// Adds the counts of other pages.
    pub fn add(&mut self, more: &Self) {
        self.layer.add(&more.layer);
        self.one_article.add(&more.one_article);
        self.every_block.add(&more.every_block);
    }
}

/// How much two layers of one page agree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agreement {
    /// The figures.
    pub scores: Scores,
    /// What became of each article of gold, then the articles that only the other
    /// layer has; each in reading order of the page.
    pub articles: Vec<ArticleVerdict>,
    /// The places that differ, in text order.
    pub differences: Vec<Difference>,
}

/// Measures `other` against `gold`, two layers of the page `source`.
///
/// Time is that of sorting the segments and reading the text once for each answer
/// that is measured. Nothing panics on annotations that break the rules: spans are
/// cut to the text, and where segments of one layer overlap the first one counts.
pub fn measure(source: &SourceText, gold: &Annotations, other: &Annotations) -> Agreement {
    let wanted = View::of(gold);
    let found = View::of(other);
    let pieces = Pieces::new(source, &wanted, &found);
    let mut layer = figures(&pieces, &wanted, &found);
    layer.entities = entities::figures(source, gold, other);
    layer.corrections = places::corrections(gold, other);
    let role = roles::most_frequent(&pieces);
    let trivial = |answer: View<'_>| {
        let pieces = Pieces::new(source, &wanted, &answer);
        let mut figures = figures(&pieces, &wanted, &answer);
        figures.entities = layer.entities.without_answer();
        figures.corrections = layer.corrections.without_answer();
        figures
    };
    let one_article = trivial(View::one_article(source, role, &wanted));
    let every_block = trivial(View::every_block(source, role, &wanted));
    let meets = grouping::Meets::of(&pieces);
    Agreement {
        articles: articles::verdicts(source, &pieces, &meets),
        differences: places::differences(source, &pieces, &meets, gold, other),
        scores: Scores {
            layer,
            one_article,
            every_block,
        },
    }
}

/// What can be said of articles, roles and line ends.
fn figures(pieces: &Pieces<'_>, wanted: &View<'_>, found: &View<'_>) -> Figures {
    let meets = grouping::Meets::of(pieces);
    Figures {
        grouping: Grouping::of(&meets),
        articles: ArticleFigures::of(&meets),
        order: OrderFigures::of(pieces, &meets),
        roles: RoleFigures::of(pieces),
        breaks: BreakFigures::of(&wanted.breaks, &found.breaks),
        ..Figures::default()
    }
}
