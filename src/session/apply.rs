//! The one door for change.
//!
//! A transaction is checked against the annotations in memory, then written
//! together with its journal entry in one SQLite transaction. Only when SQLite
//! has made that durable does anything outside this function see the change; if
//! anything fails, memory is put back exactly as it was.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::reach::{Coming, alters_list, assigned_delta, changes_of, layers_gone, scopes_of};
use super::{Session, SessionError};
use crate::edit::apply::{Ground, apply_changes, take_back};
use crate::edit::op::{Change, Op};
use crate::edit::transaction::{Focus, Transaction};
use crate::model::document::{Document, Status};
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::{Layer, Scope};
use crate::store::error::StoreError;
use crate::store::journal::{GestureId, JournalState, NewEntry, NewKind};
use crate::store::progress::Progress;
use crate::store::reviews::Decision;
use crate::store::writer::Writer;
use crate::text::source::SourceText;

impl Entry {
    /// An entry that does something.
    pub fn edit(transaction: Transaction, gesture: GestureId, texts: Vec<String>) -> Self {
        Self {
            transaction,
            kind: NewKind::Edit,
            gesture,
            texts,
            decisions: Vec::new(),
        }
    }
}

/// What a change has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// Where it is to be seen.
    pub focus: Option<Focus>,
    /// The layer of the page that it changed.
    pub layer: Option<LayerId>,
}

/// A transaction with what goes into the journal beside it, and the texts of
/// documents that it brings in.
pub(super) struct Entry {
    pub transaction: Transaction,
    pub kind: NewKind,
    pub gesture: GestureId,
    /// Texts of inserted documents, in the order of their steps.
    pub texts: Vec<String>,
    /// What a reviewer decided by it.
    pub decisions: Vec<Decision>,
}

/// How often a change is tried anew because others were faster.
pub(super) const TURNS: usize = 50;

impl Session {
    /// Makes a change: checks it, writes it with its journal entry, shows it.
    ///
    /// # Errors
    /// [`SessionError`]; nothing has changed then, neither in the file nor in memory.
    pub fn apply(&mut self, transaction: Transaction) -> Result<Applied, SessionError> {
        self.apply_all(vec![transaction], GestureId::new())
    }

    /// Makes several changes at once; those of one gesture are undone together.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn apply_all(
        &mut self,
        transactions: Vec<Transaction>,
        gesture: GestureId,
    ) -> Result<Applied, SessionError> {
        let entry = |transaction| Entry::edit(transaction, gesture, Vec::new());
        self.commit(&transactions.into_iter().map(entry).collect::<Vec<_>>())
    }

    /// Writes entries, or nothing at all.
    pub(super) fn commit(&mut self, entries: &[Entry]) -> Result<Applied, SessionError> {
        self.refresh()?;
        for _ in 0..TURNS {
            if matches!(self.try_commit(entries)?, Written::Done(_)) {
                return Ok(applied(entries));
            }
            // Somebody else wrote between our look and our turn: look again.
            self.reload()?;
        }
        Err(SessionError::Overtaken)
    }

    /// Writes entries that were made of what this session has seen; `None`, and nothing
    /// is written, if others have written since its last [`Session::refresh`]: the
    /// entries must then be made anew.
    pub(super) fn commit_if_unchanged(
        &mut self,
        entries: &[Entry],
    ) -> Result<Option<Applied>, SessionError> {
        if matches!(self.try_commit(entries)?, Written::Done(_)) {
            return Ok(Some(applied(entries)));
        }
        self.reload()?;
        Ok(None)
    }

    fn try_commit(&mut self, entries: &[Entry]) -> Result<Written, SessionError> {
        self.pages.hold();
        let outcome = self.change_and_write(entries);
        self.pages.release();
        outcome
    }

    fn change_and_write(&mut self, entries: &[Entry]) -> Result<Written, SessionError> {
        let before = self.coverage;
        let mut changed = Vec::new();
        let written = self
            .change_pages(entries, &mut changed)
            .and_then(|()| self.write(entries, &changed));
        let Ok(Written::Done(journal)) = written else {
            for (entry, scope) in changed.into_iter().rev() {
                self.restore_page(scope, &entry.transaction);
            }
            self.coverage = before;
            return written;
        };
        self.journal = journal;
        self.remember(entries)?;
        self.name_next()?;
        self.revision += 1;
        for (_, scope) in changed {
            if let Some(page) = self.pages.get_mut(scope) {
                page.revision = self.revision;
            }
        }
        Ok(Written::Done(journal))
    }

    /// Applies the page changes in memory and notes in `changed` what is done, also
    /// if it fails on the way.
    fn change_pages<'e>(
        &mut self,
        entries: &'e [Entry],
        changed: &mut Vec<(&'e Entry, Scope)>,
    ) -> Result<(), SessionError> {
        let coming = Coming::of(entries);
        for entry in entries {
            for scope in scopes_of(&entry.transaction) {
                self.refuse_derived(scope)?;
                self.load_or_seed(scope, &coming)?;
                self.change_page(scope, &entry.transaction)?;
                changed.push((entry, scope));
            }
        }
        Ok(())
    }

    /// Reads a page into memory, also one that the file will have only afterwards.
    fn load_or_seed(&mut self, scope: Scope, coming: &Coming<'_>) -> Result<(), SessionError> {
        if self.pages.get(scope).is_none() {
            if let Some(text) = coming.texts.get(&scope.document) {
                self.seed(scope, SourceText::new(*text));
            } else if coming.layers.contains(&scope.layer) {
                let text = self.store.text(scope.document)?;
                self.seed(scope, SourceText::new(text));
            }
        }
        self.load(scope)?;
        Ok(())
    }

    fn change_page(&mut self, scope: Scope, transaction: &Transaction) -> Result<(), SessionError> {
        let schema = self.schema.clone();
        let Some(page) = self.pages.get_mut(scope) else {
            return Ok(());
        };
        let ground = Ground {
            source: &page.source,
            schema: &schema,
        };
        let changes = changes_of(scope, transaction);
        apply_changes(
            Arc::make_mut(&mut page.annotations),
            ground,
            changes.iter().copied(),
        )?;
        let delta = assigned_delta(&page.source, &changes);
        page.assigned = page.assigned.saturating_add_signed(delta);
        if scope.layer == self.layer {
            self.coverage.0 = self.coverage.0.saturating_add_signed(delta.into());
        }
        Ok(())
    }

    fn restore_page(&mut self, scope: Scope, transaction: &Transaction) {
        let Some(page) = self.pages.get_mut(scope) else {
            return;
        };
        let changes = changes_of(scope, transaction);
        take_back(
            Arc::make_mut(&mut page.annotations),
            changes.iter().copied(),
        );
        page.assigned = page
            .assigned
            .saturating_add_signed(-assigned_delta(&page.source, &changes));
    }

    fn write(
        &mut self,
        entries: &[Entry],
        changed: &[(&Entry, Scope)],
    ) -> Result<Written, SessionError> {
        let gone = layers_gone(entries);
        let scopes: BTreeSet<Scope> = changed.iter().map(|(_, scope)| *scope).collect();
        let progress: Vec<_> = scopes
            .into_iter()
            .filter(|scope| !gone.contains(&scope.layer))
            .filter_map(|scope| Some((scope, self.page_progress(scope)?)))
            .collect();
        let (seen, journal, author) = (self.seen, self.journal, self.author.clone());
        let written = self.store.write(|writer| {
            if writer.data_version()? != seen && writer.journal_state()? != journal {
                return Ok(Written::Overtaken);
            }
            for entry in entries {
                write_entry(writer, entry, &author)?;
            }
            for (scope, progress) in &progress {
                writer.put_progress(*scope, progress)?;
            }
            // Read later, it would count what others have written since as seen.
            Ok(Written::Done(writer.journal_state()?))
        })?;
        Ok(written)
    }

    fn page_progress(&self, scope: Scope) -> Option<Progress> {
        let page = self.pages.get(scope)?;
        Some(Progress {
            assigned: page.assigned,
            articles: page.annotations.article_count() as u32,
            segments: page.annotations.segment_count() as u32,
            entities: page.annotations.entity_count() as u32,
        })
    }

    /// Keeps what is held in memory beside the pages in step.
    fn remember(&mut self, entries: &[Entry]) -> Result<(), SessionError> {
        let mut listed = false;
        for op in entries.iter().flat_map(|entry| &entry.transaction.ops) {
            match op {
                Op::Page { .. } => {}
                Op::Document(change) => listed |= alters_list(change),
                Op::Layer(change) => {
                    put_layer(&mut self.layers, change);
                    // What is counted belongs to a layer.
                    listed = true;
                }
                Op::Authority(change) => {
                    match change.after() {
                        Some(after) => self.authorities.insert(after.id, after.clone()),
                        None => self.authorities.remove(&change.subject().id),
                    };
                }
                Op::Schema(change) => {
                    if let Some(after) = change.after() {
                        self.schema = Arc::new(after.clone());
                    }
                }
                Op::Rejection(_) => {}
            }
        }
        if listed {
            self.list_revision += 1;
            self.choose_layer()?;
            self.recount()?;
        }
        Ok(())
    }

    /// Gives a document that gets its first annotation the status "in progress",
    /// as part of the same transaction.
    pub(super) fn with_status(
        &self,
        mut transaction: Transaction,
    ) -> Result<Transaction, SessionError> {
        let touched: BTreeSet<DocumentId> = scopes_of(&transaction)
            .into_iter()
            .filter(|scope| scope.layer == self.layer)
            .map(|s| s.document)
            .collect();
        for document in touched {
            let before = self.document(document)?;
            if before.status == Status::New {
                let after = Document {
                    status: Status::InProgress,
                    ..before.clone()
                };
                transaction
                    .ops
                    .push(Op::Document(Change::Replace { before, after }));
            }
        }
        Ok(transaction)
    }

    /// Makes an editor's change: as [`Session::apply`], and a new document is in
    /// progress from then on. Links to an article that is merged away lead to the one
    /// that takes its text in.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn edit(&mut self, transaction: Transaction) -> Result<Applied, SessionError> {
        let transaction = self.with_links(transaction)?;
        let transaction = self.with_status(transaction)?;
        self.apply(transaction)
    }
}

/// Where entries that were written are to be seen.
fn applied(entries: &[Entry]) -> Applied {
    let scopes = entries
        .iter()
        .flat_map(|entry| scopes_of(&entry.transaction));
    Applied {
        focus: entries.last().and_then(|entry| entry.transaction.focus),
        layer: scopes.last().map(|scope| scope.layer),
    }
}

/// Changes a list of layers; a layer that is renamed keeps its place.
fn put_layer(layers: &mut Vec<Layer>, change: &Change<Layer>) {
    let at = layers
        .iter()
        .position(|layer| layer.id == change.subject().id);
    match (at, change.after()) {
        (Some(at), Some(after)) => {
            if let Some(layer) = layers.get_mut(at) {
                layer.clone_from(after);
            }
        }
        (Some(at), None) => {
            layers.remove(at);
        }
        (None, Some(after)) => layers.push(after.clone()),
        (None, None) => {}
    }
}

/// How writing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Everything is on disk, and the journal stands so.
    Done(JournalState),
    /// Somebody else wrote first; nothing was written.
    Overtaken,
}

fn write_entry(writer: &mut Writer<'_>, entry: &Entry, author: &str) -> Result<(), StoreError> {
    writer.apply_all(&entry.transaction.ops)?;
    let documents = entry.transaction.ops.iter().filter_map(|op| match op {
        Op::Document(Change::Insert(document)) => Some(document.id),
        _ => None,
    });
    for (document, text) in documents.zip(&entry.texts) {
        writer.insert_text(document, text)?;
    }
    for decision in &entry.decisions {
        writer.add_decision(decision)?;
    }
    let (gesture, kind, transaction) = (entry.gesture, entry.kind, &entry.transaction);
    writer.append(&NewEntry {
        gesture,
        kind,
        author,
        at: jiff::Timestamp::now(),
        transaction,
    })?;
    Ok(())
}
