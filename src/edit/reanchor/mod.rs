//! What was said of one reading of a page, said of another reading of it.
//!
//! Everything whose text is equal is carried exactly. What is left is carried as far
//! as it is certain, and listed for a person to look at. Things keep their ids: a
//! mention of the new version is the mention of the old one, and an article on
//! another page that continues one of this page still does.

mod carry;
mod report;
#[cfg(test)]
mod tests;

pub use report::{Fate, Review, What};

use crate::edit::op::{Change, PageChange};
use crate::model::annotations::{Annotations, Parts};
use crate::model::schema::Schema;
use crate::text::align::Alignment;

/// A page and what is said of it, on its way to another reading of the page.
#[derive(Debug, Clone, Copy)]
pub struct Move<'a> {
    /// What is said of the old text.
    pub annotations: &'a Annotations,
    /// How the old text and the new one answer to each other.
    pub alignment: &'a Alignment,
    /// The schema that the new annotations must obey.
    pub schema: &'a Schema,
}

/// What has become of one layer of a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reanchored {
    /// What makes an empty page say the same.
    pub changes: Vec<PageChange>,
    /// How many things were carried to text that is equal.
    pub exact: usize,
    /// How many things were carried to text that differs inside them, with ends that
    /// are certain.
    pub adjusted: usize,
    /// How many are not needed any more: line ends that are gone, corrections of what
    /// reads right now.
    pub settled: usize,
    /// What a person should look at, in the order of the old text.
    pub review: Vec<Review>,
}

impl Move<'_> {
    /// Carries everything over.
    pub fn carry(&self) -> Reanchored {
        let mut carrier = carry::Carrier::new(*self);
        carrier.segments();
        carrier.articles();
        carrier.line_breaks();
        carrier.corrections();
        carrier.entities();
        carrier.relations();
        let (parts, mut told) = carrier.finish();
        told.review.sort_by_key(|review| review.old);
        told.changes = insertions(parts);
        told
    }
}

/// Steps that put these on an empty page; articles come before what points to them.
fn insertions(parts: Parts) -> Vec<PageChange> {
    let articles = parts.articles.into_iter().map(Change::Insert);
    let segments = parts.segments.into_iter().map(Change::Insert);
    let line_breaks = parts.line_breaks.into_iter().map(Change::Insert);
    let corrections = parts.corrections.into_iter().map(Change::Insert);
    let entities = parts.entities.into_iter().map(Change::Insert);
    let relations = parts.relations.into_iter().map(Change::Insert);
    articles
        .map(PageChange::Article)
        .chain(segments.map(PageChange::Segment))
        .chain(line_breaks.map(PageChange::LineBreak))
        .chain(corrections.map(PageChange::Correction))
        .chain(entities.map(PageChange::Entity))
        .chain(relations.map(PageChange::Relation))
        .collect()
}
