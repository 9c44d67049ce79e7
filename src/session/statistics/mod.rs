//! What is in a corpus, counted: mentions by label, by thing, by document, by time;
//! which things are named together; how the work goes on.
//!
//! One walk over the pages of one layer, one page in memory at a time. What counts as one
//! *thing* is an authority record, or mentions without a record that have one label and
//! one corrected surface.

mod count;
mod pace;
mod pairs;
mod period;
mod tables;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use self::pace::{DayCount, Pace};
pub use self::pairs::PairCount;
pub use self::period::{Grain, Period};
pub use self::tables::{Cell, StatTable, TableKind};

use self::count::Counter;
use super::{Session, SessionError};
use crate::jobs::Ticket;
use crate::model::id::{AuthorityId, DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::store::documents::{DocumentSeq, DocumentSort};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// What was counted in one layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statistics {
    /// The layer.
    pub layer: Option<LayerId>,
    /// The labels of the schema in its order, then any others in alphabetical order.
    pub labels: Vec<LabelCount>,
    /// The things that are named, most mentions first.
    pub things: Vec<ThingCount>,
    /// The documents, in order of import.
    pub documents: Vec<DocumentCount>,
    /// The articles in reading order, document after document; see
    /// [`Statistics::MOST_ARTICLES`].
    pub articles: Vec<ArticleCount>,
    /// Things that are named in the same article, most articles first; see
    /// [`Statistics::MOST_PAIRS`].
    pub pairs: Vec<PairCount>,
    /// How the work went on.
    pub pace: Pace,
    /// Whether counting was cancelled; the numbers are those of the pages until then.
    pub cancelled: bool,
}

/// The numbers of one label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LabelCount {
    /// Its name in the schema.
    pub label: String,
    /// Mentions.
    pub mentions: u64,
    /// Things that are mentioned.
    pub things: u64,
    /// Mentions that are linked to a record.
    pub linked: u64,
    /// Documents with a mention.
    pub documents: u64,
    /// Articles with a mention.
    pub articles: u64,
}

/// The numbers of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThingCount {
    /// The place of its label among [`Statistics::labels`].
    pub label: usize,
    /// The canonical name of its record, or its surface.
    pub name: String,
    /// Its record.
    pub record: Option<AuthorityId>,
    /// Where it is mentioned first, in the order of documents and of their text.
    pub first: (DocumentId, Span),
    /// Mentions.
    pub mentions: u64,
    /// Documents with a mention.
    pub documents: u64,
    /// Articles with a mention.
    pub articles: u64,
}

/// The numbers of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentCount {
    /// The document.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// When it appeared, in ISO 8601: year, month or day.
    pub date: Option<String>,
    /// Code points that are not white space.
    pub ink: u64,
    /// Of them, those in articles and furniture.
    pub assigned: u64,
    /// Articles.
    pub articles: u64,
    /// Mentions by label, in the order of [`Statistics::labels`].
    pub mentions: Vec<u64>,
}

/// The numbers of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleCount {
    /// The place of its document among [`Statistics::documents`].
    pub document: usize,
    /// Its title, or what its headline says, or else its first words.
    pub title: Box<str>,
    /// Where its text begins.
    pub first: Span,
    /// Code points that are not white space.
    pub ink: u64,
    /// Segments.
    pub segments: u64,
    /// Mentions by label, in the order of [`Statistics::labels`]; labels that are not
    /// mentioned may be missing at the end.
    pub mentions: Box<[u64]>,
}

impl Statistics {
    /// Articles beyond this many are not listed, so that a corpus of any size can be
    /// counted; they count in everything else.
    pub const MOST_ARTICLES: usize = 1_000_000;

    /// Pairs beyond this many are left out, those with the fewest articles first.
    pub const MOST_PAIRS: usize = 10_000;

    /// Mentions by label in each period in which a document with a date appeared, oldest
    /// first, with the number of documents. Documents without a date, or with one that is less
    /// exact than `grain`, are left out.
    pub fn periods(&self, grain: Grain) -> Vec<(Period, u64, Vec<u64>)> {
        let mut counted: BTreeMap<Period, (u64, Vec<u64>)> = BTreeMap::new();
        for document in &self.documents {
            let date = document.date.as_deref();
            let Some(period) = date.and_then(|date| Period::of(date, grain)) else {
                continue;
            };
            let (documents, mentions) = counted.entry(period).or_default();
            *documents += 1;
            mentions.resize(self.labels.len(), 0);
            for (sum, more) in mentions.iter_mut().zip(&document.mentions) {
                *sum += more;
            }
        }
        let rows = counted.into_iter();
        rows.map(|(period, (documents, mentions))| (period, documents, mentions))
            .collect()
    }
}

impl Session {
    /// Counts what a layer says of the documents whose name holds `needle`, as a list shows
    /// them (an empty needle takes all), and how the work on the project went on.
    ///
    /// # Errors
    /// The store's.
    pub fn statistics(
        &self,
        layer: LayerId,
        needle: &str,
        ticket: &Ticket,
    ) -> Result<Statistics, SessionError> {
        let counted = self.layer_statistics(layer, needle, ticket)?;
        let pace = self.pace()?;
        Ok(Statistics { pace, ..counted })
    }

    /// The same without [`Statistics::pace`], which is that of the whole project and need not
    /// be read with every layer. One document at a time is in memory.
    ///
    /// # Errors
    /// The store's.
    pub fn layer_statistics(
        &self,
        layer: LayerId,
        needle: &str,
        ticket: &Ticket,
    ) -> Result<Statistics, SessionError> {
        // All pages are those of one moment, even if somebody edits meanwhile.
        let count = || {
            let rows = self.document_rows(needle, DocumentSort::Import)?;
            self.count_snapshot(layer, &rows, ticket)
        };
        self.store.snapshot(count)?
    }

    fn count_snapshot(
        &self,
        layer: LayerId,
        rows: &[DocumentSeq],
        ticket: &Ticket,
    ) -> Result<Statistics, SessionError> {
        let records = self.authorities.values();
        let records = records.map(|it| (it.id, it.canonical.as_str()));
        let mut counter = Counter::new(&self.schema, records.collect());
        let total = rows.len() as u64;
        let mut cancelled = false;
        for (row, done) in rows.iter().zip(1..) {
            if ticket.is_cancelled() {
                cancelled = true;
                break;
            }
            let Some(document) = self.store.documents_by_rows(&[*row])?.pop() else {
                continue;
            };
            let scope = Scope {
                document: document.id,
                layer,
            };
            let annotations = self.store.annotations(scope)?;
            let source = SourceText::new(self.store.text(document.id)?);
            counter.add(&document, &source, &annotations);
            if done % 16 == 0 || done == total {
                ticket.report(done, total);
            }
        }
        Ok(Statistics {
            layer: Some(layer),
            cancelled,
            ..counter.finish()
        })
    }
}
