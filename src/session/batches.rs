//! One change for each of many documents, all of them one step of undo.
//!
//! What is written is written in batches of one gesture; a batch is whole or not
//! there, and stopping keeps the batches that are done.

use super::{Session, SessionError};
use crate::edit::transaction::Transaction;
use crate::jobs::Ticket;
use crate::model::id::DocumentId;
use crate::store::journal::GestureId;

/// Documents whose changes are written together.
const BATCH: usize = 64;

impl Session {
    /// Changes documents by what `make` says of each, in order, until the ticket is
    /// cancelled; `None` leaves a document as it is. Answers with the documents that
    /// were changed and to how many things.
    ///
    /// # Errors
    /// As [`Session::apply`]; batches written before are kept.
    pub(super) fn change_each(
        &mut self,
        documents: &[DocumentId],
        ticket: &Ticket,
        mut make: impl FnMut(&mut Self, DocumentId) -> Result<Option<Transaction>, SessionError>,
    ) -> Result<Vec<(DocumentId, usize)>, SessionError> {
        let gesture = GestureId::new();
        let total = documents.len() as u64;
        let mut done = Vec::new();
        for (turn, batch) in documents.chunks(BATCH).enumerate() {
            if ticket.is_cancelled() {
                break;
            }
            // Pages that are read to say what changes are still there to be changed.
            self.pages.hold();
            let outcome = self.change_batch(batch, gesture, &mut make);
            self.pages.release();
            done.extend(outcome?);
            ticket.report((turn * BATCH + batch.len()) as u64, total);
        }
        Ok(done)
    }

    fn change_batch(
        &mut self,
        batch: &[DocumentId],
        gesture: GestureId,
        mut make: impl FnMut(&mut Self, DocumentId) -> Result<Option<Transaction>, SessionError>,
    ) -> Result<Vec<(DocumentId, usize)>, SessionError> {
        let mut done = Vec::new();
        let mut transactions = Vec::with_capacity(batch.len());
        for &document in batch {
            if let Some(transaction) = make(self, document)? {
                done.push((document, transaction.label.count as usize));
                transactions.push(self.with_status(transaction)?);
            }
        }
        if !transactions.is_empty() {
            self.apply_all(transactions, gesture)?;
        }
        Ok(done)
    }
}
