//! One transaction on the project file: rows and journal together.
//!
//! Which SQL a change becomes is in the file of its subject; here is only the
//! transaction, the choice among those, and the numbers of documents and layers.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

use super::annotations::{self, Page};
use super::documents::DocumentSeq;
use super::error::StoreError;
use super::journal::{Entry, JournalState, NewEntry};
use super::progress::Progress;
use super::reviews::Decision;
use super::{
    authorities, data_version, documents, journal, journal_read, layers, progress, proposals,
    reviews,
};
use crate::edit::op::{Change, Op};
use crate::model::document::Document;
use crate::model::evidence::Proposal;
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::{Layer, Scope};
use crate::model::schema::Schema;

/// A transaction that is being written.
///
/// Nothing of it can be seen by others before [`Store::write`](super::Store::write)
/// returns. It holds the right to write from its first moment, so what it reads
/// stays true until it ends.
#[derive(Debug)]
pub struct Writer<'c> {
    work: Transaction<'c>,
    layers: HashMap<LayerId, i64>,
    /// The document that was looked up last: changes come in runs.
    document: Option<(DocumentId, DocumentSeq)>,
    /// The page that was looked up last.
    page: Option<(Scope, Page)>,
}

impl<'c> Writer<'c> {
    pub(super) fn begin(connection: &'c mut Connection) -> Result<Self, StoreError> {
        Ok(Self {
            work: Transaction::new(connection, TransactionBehavior::Immediate)?,
            layers: HashMap::new(),
            document: None,
            page: None,
        })
    }

    pub(super) fn commit(self) -> Result<(), StoreError> {
        Ok(self.work.commit()?)
    }
}

/// Changes.
impl Writer<'_> {
    /// Carries out one step on the rows.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if a row is not what the step says it was, or if the
    /// step would break a rule of the tables. References between rows are checked
    /// when the transaction ends, so steps may come in any order.
    pub fn apply(&mut self, op: &Op) -> Result<(), StoreError> {
        match op {
            Op::Page { scope, change } => {
                let page = self.page(*scope)?;
                annotations::apply(&self.work, page, change)
            }
            Op::Document(change) => self.apply_document(change),
            Op::Layer(change) => self.apply_layer(change),
            Op::Authority(change) => authorities::apply(&self.work, change),
            Op::Schema(change) => layers::apply_schema(&self.work, change),
            Op::Rejection(change) => {
                let document = self.seq(change.subject().scope.document)?;
                reviews::apply(&self.work, document, change)
            }
        }
    }

    /// Carries out many steps: the same as [`Writer::apply`] for each, in order, but
    /// twice as fast where mentions come in runs, as in an import.
    ///
    /// # Errors
    /// Those of [`Writer::apply`].
    pub fn apply_all(&mut self, ops: &[Op]) -> Result<(), StoreError> {
        let mut rest = ops;
        while let Some((first, tail)) = rest.split_first() {
            let run = annotations::run_of_entities(rest);
            if let (Op::Page { scope, .. }, false) = (first, run.is_empty()) {
                let page = self.page(*scope)?;
                annotations::insert_entities(&self.work, page, &run)?;
                rest = rest.get(run.len()..).unwrap_or_default();
            } else {
                self.apply(first)?;
                rest = tail;
            }
        }
        Ok(())
    }

    fn apply_document(&mut self, change: &Change<Document>) -> Result<(), StoreError> {
        documents::apply(&self.work, change)?;
        if let Change::Insert(document) = change {
            let seq = DocumentSeq(self.work.last_insert_rowid());
            self.document = Some((document.id, seq));
        }
        Ok(())
    }

    fn apply_layer(&mut self, change: &Change<Layer>) -> Result<(), StoreError> {
        // Numbers of layers are used again; nothing remembered may outlive one.
        self.layers.clear();
        self.page = None;
        layers::apply(&self.work, change)
    }

    /// Stores the text of a document that has just come in. A text is written once
    /// and never changes.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such document or it has its text.
    pub fn insert_text(&mut self, document: DocumentId, text: &str) -> Result<(), StoreError> {
        let seq = self.seq(document)?;
        documents::insert_text(&self.work, seq, text)
    }

    /// Stores how much of a page is done; see [`Progress::of`].
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such document or layer.
    pub fn put_progress(&mut self, scope: Scope, progress: &Progress) -> Result<(), StoreError> {
        let page = self.page(scope)?;
        progress::put(&self.work, page, progress)
    }

    /// Counts the mentions of a page anew; nothing else of its progress changes.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such document or layer.
    pub fn count_entities(&mut self, scope: Scope) -> Result<(), StoreError> {
        let page = self.page(scope)?;
        progress::count_entities(&self.work, page)
    }

    /// Adds an entry to the journal and returns its number. The steps themselves are
    /// carried out with [`Writer::apply`].
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if an undo or redo is not of the entry that is next.
    pub fn append(&mut self, entry: &NewEntry<'_>) -> Result<i64, StoreError> {
        journal::append(&self.work, entry)
    }

    /// Sets a setting; `None` removes it. Names that start with `search.` are the
    /// store's own.
    ///
    /// # Errors
    /// Those of writing.
    pub fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        layers::set_setting(&self.work, key, value)
    }

    /// Puts a proposal in the place of the one that the page had. It is not
    /// journalled; `scope` must be of a layer that is derived.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such document or layer, or the proposal
    /// breaks a rule of the tables.
    pub fn put_proposal(
        &mut self,
        scope: Scope,
        proposal: &Proposal,
        progress: &Progress,
        maker: &str,
    ) -> Result<(), StoreError> {
        let page = self.page(scope)?;
        proposals::put(&self.work, page, proposal, progress, maker)
    }

    /// Forgets all proposals, as when the schema becomes another. Not journalled, as
    /// nothing of them is.
    ///
    /// # Errors
    /// Those of writing.
    pub fn clear_proposals(&mut self) -> Result<(), StoreError> {
        proposals::clear(&self.work)
    }

    /// Adds the layer of proposals, without a word in the journal.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if its name is taken.
    pub fn add_derived_layer(&mut self, layer: &Layer) -> Result<(), StoreError> {
        self.apply_layer(&Change::Insert(layer.clone()))
    }

    /// Records a decision of a reviewer; decisions are never changed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such document or `what` is not JSON.
    pub fn add_decision(&mut self, decision: &Decision) -> Result<(), StoreError> {
        let seq = self.seq(decision.scope.document)?;
        reviews::add_decision(&self.work, seq, decision)
    }
}

/// What a transaction may want to know before it writes.
impl Writer<'_> {
    /// The state of the journal now.
    ///
    /// # Errors
    /// Those of reading.
    pub fn journal_state(&self) -> Result<JournalState, StoreError> {
        journal::state(&self.work)
    }

    /// One entry of the journal with its steps.
    ///
    /// # Errors
    /// As [`Store::entry`](super::Store::entry).
    pub fn entry(&self, seq: i64) -> Result<Entry, StoreError> {
        journal_read::entry(&self.work, seq)
    }

    /// As [`Store::data_version`](super::Store::data_version), but from here on it
    /// cannot change any more.
    ///
    /// # Errors
    /// Those of reading.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        data_version(&self.work)
    }

    /// The schema as it is now.
    ///
    /// # Errors
    /// As [`Store::schema`](super::Store::schema).
    pub fn schema(&self) -> Result<Schema, StoreError> {
        layers::schema(&self.work)
    }

    /// The value of a setting.
    ///
    /// # Errors
    /// Those of reading.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        layers::setting(&self.work, key)
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.work
    }

    /// The row number of a document.
    fn seq(&mut self, id: DocumentId) -> Result<DocumentSeq, StoreError> {
        if let Some((known, seq)) = self.document
            && known == id
        {
            return Ok(seq);
        }
        let seq = documents::seq(&self.work, id)?
            .ok_or_else(|| StoreError::conflict("the document is not in the project"))?;
        self.document = Some((id, seq));
        Ok(seq)
    }

    /// The numbers of a page, which is entered among those that have annotations.
    fn page(&mut self, scope: Scope) -> Result<Page, StoreError> {
        if let Some((known, page)) = self.page
            && known == scope
        {
            return Ok(page);
        }
        let page = Page {
            document: self.seq(scope.document)?.0,
            layer: self.layer(scope.layer)?,
        };
        progress::enter(&self.work, page)?;
        self.page = Some((scope, page));
        Ok(page)
    }

    fn layer(&mut self, id: LayerId) -> Result<i64, StoreError> {
        if let Some(&number) = self.layers.get(&id) {
            return Ok(number);
        }
        let number = layers::number(&self.work, id)
            .optional()?
            .ok_or_else(|| StoreError::conflict("the layer is not in the project"))?;
        self.layers.insert(id, number);
        Ok(number)
    }
}
