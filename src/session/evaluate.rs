//! How good a layer is, measured against another one that is taken as right.

use super::documents::DocumentFilter;
use super::{Session, SessionError};
use crate::jobs::Ticket;
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::review::agreement::{Agreement, ArticleVerdict, Difference, Scores, measure};
use crate::text::source::SourceText;

/// How many places that differ are kept of a whole evaluation; beyond that they are
/// counted only.
const MOST_DIFFERENCES: usize = 20_000;

/// What an evaluation has found.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The layer that was taken as right.
    pub gold: LayerId,
    /// The layer that was measured.
    pub layer: LayerId,
    /// The documents of which gold says something, in order of import.
    pub documents: Vec<Evaluated>,
    /// All documents together: counts added up, no mean of figures.
    pub pooled: Scores,
    /// The names of documents that were asked for but of which gold says nothing.
    pub left_out: Vec<String>,
    /// How many places differ in all documents.
    pub difference_count: usize,
    /// Of how many documents the layer that was measured says nothing.
    pub silent: usize,
    /// Whether it was cancelled; the figures are those of the documents until then.
    pub cancelled: bool,
}

/// What was found in one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluated {
    /// The document.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// Whether the other layer says nothing of it.
    pub silent: bool,
    /// The figures.
    pub scores: Scores,
    /// What became of the articles.
    pub articles: Vec<ArticleVerdict>,
    /// The places that differ, in text order; not all of them where
    /// `difference_count` is greater.
    pub differences: Vec<Difference>,
    /// How many places differ.
    pub difference_count: usize,
}

impl Session {
    /// Measures a layer against another one that is taken as right, on the documents
    /// of which `gold` says something. One document at a time is in memory.
    ///
    /// # Errors
    /// The store's; [`SessionError::UnknownDocument`] for a name that fits none;
    /// [`SessionError::NothingToMeasure`] if gold says nothing of any document.
    pub fn evaluate(
        &self,
        gold: LayerId,
        layer: LayerId,
        documents: &DocumentFilter,
        ticket: &Ticket,
    ) -> Result<Evaluation, SessionError> {
        // All pages are those of one moment, even if somebody edits meanwhile.
        let evaluate = || self.evaluate_snapshot(gold, layer, documents, ticket);
        let evaluation = self.store.snapshot(evaluate)??;
        if evaluation.documents.is_empty() && !evaluation.cancelled {
            let named = self.layers().iter().find(|it| it.id == gold);
            let name = named.map_or(String::new(), |layer| layer.name.clone());
            return Err(SessionError::NothingToMeasure(name));
        }
        Ok(evaluation)
    }

    fn evaluate_snapshot(
        &self,
        gold: LayerId,
        layer: LayerId,
        documents: &DocumentFilter,
        ticket: &Ticket,
    ) -> Result<Evaluation, SessionError> {
        let rows = self.filtered_rows(documents)?;
        let mut evaluation = Evaluation {
            gold,
            layer,
            documents: Vec::new(),
            pooled: Scores::default(),
            left_out: Vec::new(),
            difference_count: 0,
            silent: 0,
            cancelled: false,
        };
        let mut room = MOST_DIFFERENCES;
        let total = rows.len() as u64;
        for (row, done) in rows.iter().zip(1..) {
            if ticket.is_cancelled() {
                evaluation.cancelled = true;
                break;
            }
            let Some(document) = self.store.documents_by_rows(&[*row])?.pop() else {
                continue;
            };
            match self.measured(document.id, gold, layer)? {
                Some((agreement, silent)) => {
                    evaluation.pooled.add(&agreement.scores);
                    let evaluated =
                        Evaluated::new(document.id, document.name, silent, agreement, room);
                    room -= evaluated.differences.len();
                    evaluation.difference_count += evaluated.difference_count;
                    evaluation.silent += usize::from(silent);
                    evaluation.documents.push(evaluated);
                }
                None => evaluation.left_out.push(document.name),
            }
            if done % 16 == 0 || done == total {
                ticket.report(done, total);
            }
        }
        Ok(evaluation)
    }

    /// The agreement on one document and whether the layer says nothing of it; `None`
    /// if gold says nothing.
    fn measured(
        &self,
        document: DocumentId,
        gold: LayerId,
        layer: LayerId,
    ) -> Result<Option<(Agreement, bool)>, SessionError> {
        let wanted = self.store.annotations(Scope {
            document,
            layer: gold,
        })?;
        if wanted.is_empty() {
            return Ok(None);
        }
        let found = self.store.annotations(Scope { document, layer })?;
        let source = SourceText::new(self.store.text(document)?);
        Ok(Some((measure(&source, &wanted, &found), found.is_empty())))
    }
}

impl Evaluated {
    fn new(
        document: DocumentId,
        name: String,
        silent: bool,
        agreement: Agreement,
        room: usize,
    ) -> Self {
        let difference_count = agreement.differences.len();
        let mut differences = agreement.differences;
        differences.truncate(room);
        Self {
            document,
            name,
            silent,
            scores: agreement.scores,
            articles: agreement.articles,
            differences,
            difference_count,
        }
    }
}
