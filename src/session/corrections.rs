//! One correction for all equal places: on a page, or in all documents.
//!
//! Going through all documents reads every text once and looks at the
//! annotations only of those that have the wrong one. What is written is written
//! in batches of one gesture, so undo takes it back in one step; a batch is
//! whole or not there, and stopping keeps the batches that are done.

use super::{Session, SessionError};
use crate::edit::draft::Page;
use crate::edit::transaction::Transaction;
use crate::edit::verbs::corrections::{correct_all, open_places};
use crate::edit::wrong_text::WrongText;
use crate::jobs::Ticket;
use crate::model::id::DocumentId;
use crate::model::layer::Scope;
use crate::store::documents::DocumentSort;
use crate::store::journal::GestureId;
use crate::text::source::SourceText;

/// Documents whose changes are written together.
const BATCH: usize = 64;
/// Documents between two reports of progress.
const STRIDE: usize = 32;

/// Where a wrong text stands uncorrected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EqualPlaces {
    /// The documents that have it and how often, in order of import.
    pub documents: Vec<(DocumentId, usize)>,
    /// Whether counting was stopped early.
    pub cancelled: bool,
}

impl EqualPlaces {
    /// The number of places.
    pub fn places(&self) -> usize {
        self.documents.iter().map(|(_, count)| count).sum()
    }
}

impl Session {
    /// Counts the places of a wrong text that no correction touches, in all
    /// documents, in the layer that is edited. Changes nothing.
    ///
    /// # Errors
    /// The store's.
    pub fn count_equal_places(
        &self,
        wrong: &WrongText,
        ticket: &Ticket,
    ) -> Result<EqualPlaces, SessionError> {
        let mut found = EqualPlaces::default();
        self.each_with(wrong, ticket, |id, count| {
            found.documents.push((id, count));
        })?;
        found.cancelled = ticket.is_cancelled();
        Ok(found)
    }

    /// Corrects all those places in one step for undo, and says where.
    ///
    /// # Errors
    /// As [`Session::apply`]; batches written before are kept.
    pub fn correct_equal_places(
        &mut self,
        wrong: &WrongText,
        ticket: &Ticket,
    ) -> Result<EqualPlaces, SessionError> {
        let counted = self.count_equal_places(wrong, ticket)?;
        let mut done = EqualPlaces::default();
        let gesture = GestureId::new();
        let total = counted.documents.len() as u64;
        for batch in counted.documents.chunks(BATCH) {
            if ticket.is_cancelled() {
                break;
            }
            let mut transactions = Vec::with_capacity(batch.len());
            for &(document, _) in batch {
                if let Some(transaction) = self.correct_all_in(document, wrong)? {
                    let count = transaction.label.count as usize;
                    done.documents.push((document, count));
                    transactions.push(self.with_status(transaction)?);
                }
            }
            if !transactions.is_empty() {
                self.apply_all(transactions, gesture)?;
            }
            ticket.report(done.documents.len() as u64, total);
        }
        done.cancelled = ticket.is_cancelled();
        Ok(done)
    }

    /// The change for one document; `None` if it has no such place any more.
    fn correct_all_in(
        &mut self,
        document: DocumentId,
        wrong: &WrongText,
    ) -> Result<Option<Transaction>, SessionError> {
        let layer = self.layer();
        let schema = self.schema().clone();
        let page = self.load(Scope { document, layer })?;
        Ok(correct_all(page.look(&schema), wrong).ok())
    }

    /// Calls `each` for the documents that have open places, with their number.
    fn each_with(
        &self,
        wrong: &WrongText,
        ticket: &Ticket,
        mut each: impl FnMut(DocumentId, usize),
    ) -> Result<(), SessionError> {
        let rows = self.store.document_order(DocumentSort::Import, false)?;
        let total = rows.len() as u64;
        for (turn, some) in rows.chunks(STRIDE).enumerate() {
            if ticket.is_cancelled() {
                break;
            }
            for document in self.store.documents_by_rows(some)? {
                let count = self.open_places_in(document.id, wrong)?;
                if count > 0 {
                    each(document.id, count);
                }
            }
            ticket.report(((turn + 1) * STRIDE) as u64, total);
        }
        Ok(())
    }

    fn open_places_in(
        &self,
        document: DocumentId,
        wrong: &WrongText,
    ) -> Result<usize, SessionError> {
        let text = self.store.text(document)?;
        if !wrong.may_be_in(&text) {
            return Ok(0);
        }
        let scope = Scope {
            document,
            layer: self.layer(),
        };
        let source = SourceText::new(text);
        let annotations = self.store.annotations(scope)?;
        let page = Page {
            scope,
            source: &source,
            annotations: &annotations,
            schema: self.schema(),
        };
        Ok(open_places(page, wrong).len())
    }
}
