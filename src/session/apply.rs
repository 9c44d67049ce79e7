//! The one door for change.
//!
//! A transaction is checked against the annotations in memory, then written
//! together with its journal entry in one SQLite transaction. Only when SQLite
//! has made that durable does anything outside this function see the change; if
//! anything fails, memory is put back exactly as it was.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Session, SessionError};
use crate::edit::apply::{Ground, apply_changes, take_back};
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::{Focus, Transaction};
use crate::model::document::{Document, Status};
use crate::model::id::DocumentId;
use crate::model::layer::Scope;
use crate::store::error::StoreError;
use crate::store::journal::{EntryKind, Gesture, NewEntry};
use crate::store::progress::PageProgress;
use crate::store::writer::Writer;

/// What a change has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// Where it is to be seen.
    pub focus: Option<Focus>,
}

/// A transaction with what goes into the journal beside it, and the texts of
/// documents that it brings in.
pub(super) struct Entry {
    pub transaction: Transaction,
    pub kind: EntryKind,
    pub gesture: Gesture,
    /// Texts of inserted documents, in the order of their steps.
    pub texts: Vec<String>,
}

impl Session {
    /// Makes a change: checks it, writes it with its journal entry, shows it.
    ///
    /// # Errors
    /// [`SessionError`]; nothing has changed then, neither in the file nor in memory.
    pub fn apply(&mut self, transaction: Transaction) -> Result<Applied, SessionError> {
        self.apply_all(vec![transaction], Gesture::new())
    }

    /// Makes several changes at once; those of one gesture are undone together.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn apply_all(&mut self, transactions: Vec<Transaction>, gesture: Gesture) -> Result<Applied, SessionError> {
        let entry = |transaction| Entry { transaction, kind: EntryKind::Edit, gesture, texts: Vec::new() };
        self.commit(transactions.into_iter().map(entry).collect())
    }

    /// Takes back the last gesture; `None` if there is nothing to take back.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn undo(&mut self) -> Result<Option<Applied>, SessionError> {
        self.refresh()?;
        self.retrace(self.journal.undo_top, EntryKind::Undo)
    }

    /// Does again what was taken back last; `None` if there is nothing.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn redo(&mut self) -> Result<Option<Applied>, SessionError> {
        self.refresh()?;
        self.retrace(self.journal.redo_top, EntryKind::Redo)
    }

    /// Inverts all entries of the gesture that `top` belongs to, last first.
    fn retrace(&mut self, top: Option<i64>, kind: EntryKind) -> Result<Option<Applied>, SessionError> {
        let mut entries = Vec::new();
        let mut next = top;
        let mut gesture = None;
        let undone = Gesture::new();
        while let Some(seq) = next {
            let entry = self.store.entry(seq)?;
            if *gesture.get_or_insert(entry.gesture) != entry.gesture {
                break;
            }
            next = entry.below;
            let transaction = entry.transaction.inverse();
            entries.push(Entry { transaction, kind, gesture: undone, texts: Vec::new() });
        }
        if entries.is_empty() { Ok(None) } else { self.commit(entries).map(Some) }
    }

    /// Writes entries, or nothing at all.
    pub(super) fn commit(&mut self, entries: Vec<Entry>) -> Result<Applied, SessionError> {
        self.refresh()?;
        match self.try_commit(&entries) {
            // Somebody else wrote between our look and our turn: look again, once.
            Err(SessionError::Store(StoreError::Changed)) => {
                self.reload()?;
                self.try_commit(&entries)?;
            }
            outcome => outcome?,
        }
        let focus = entries.last().and_then(|entry| entry.transaction.focus);
        Ok(Applied { focus })
    }

    fn try_commit(&mut self, entries: &[Entry]) -> Result<(), SessionError> {
        let scopes = self.change_pages(entries)?;
        let written = self.write(entries, &scopes);
        if let Err(error) = written {
            self.restore_pages(entries);
            return Err(error);
        }
        self.remember(entries);
        self.seen = self.store.data_version()?;
        self.reload_journal()?;
        self.revision += 1;
        for scope in scopes {
            if let Some(page) = self.pages.get_mut(scope) {
                page.revision = self.revision;
            }
        }
        Ok(())
    }

    /// Applies the page changes in memory; on failure memory is as before.
    fn change_pages(&mut self, entries: &[Entry]) -> Result<BTreeSet<Scope>, SessionError> {
        let mut scopes = BTreeSet::new();
        for (done, entry) in entries.iter().enumerate() {
            for scope in scopes_of(&entry.transaction) {
                // More pages than the cache holds are changed page by page on
                // disk only; such entries are checked when they are read again.
                self.load(scope)?;
                if let Err(error) = self.change_page(scope, &entry.transaction) {
                    let earlier = scopes_of(&entry.transaction).into_iter().take_while(|other| *other != scope);
                    for other in earlier.collect::<Vec<_>>() {
                        self.restore_page(other, &entry.transaction);
                    }
                    self.restore_pages(entries.get(..done).unwrap_or_default());
                    return Err(error);
                }
                scopes.insert(scope);
            }
        }
        Ok(scopes)
    }

    fn change_page(&mut self, scope: Scope, transaction: &Transaction) -> Result<(), SessionError> {
        let schema = self.schema.clone();
        let Some(page) = self.pages.get_mut(scope) else { return Ok(()) };
        let ground = Ground { source: &page.source, schema: &schema };
        let changes = changes_of(scope, transaction);
        apply_changes(Arc::make_mut(&mut page.annotations), ground, changes.iter().copied())?;
        page.assigned = (i64::from(page.assigned) + assigned_delta(page.source.clone(), &changes)).max(0) as u32;
        Ok(())
    }

    fn restore_pages(&mut self, entries: &[Entry]) {
        for entry in entries.iter().rev() {
            for scope in scopes_of(&entry.transaction) {
                self.restore_page(scope, &entry.transaction);
            }
        }
    }

    fn restore_page(&mut self, scope: Scope, transaction: &Transaction) {
        let Some(page) = self.pages.get_mut(scope) else { return };
        let changes = changes_of(scope, transaction);
        take_back(Arc::make_mut(&mut page.annotations), changes.iter().copied());
        page.assigned = (i64::from(page.assigned) - assigned_delta(page.source.clone(), &changes)).max(0) as u32;
    }

    fn write(&mut self, entries: &[Entry], scopes: &BTreeSet<Scope>) -> Result<(), SessionError> {
        let progress: Vec<_> = scopes.iter().filter_map(|&scope| Some((scope, self.page_progress(scope)?))).collect();
        let (seen, author) = (self.seen, self.author.clone());
        self.store.write(|writer| {
            writer.expect_version(seen)?;
            for entry in entries {
                write_entry(writer, entry, &author)?;
            }
            for (scope, progress) in &progress {
                writer.put_progress(*scope, progress)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn page_progress(&self, scope: Scope) -> Option<PageProgress> {
        let page = self.pages.get(scope)?;
        Some(PageProgress {
            assigned: page.assigned,
            articles: page.annotations.article_count() as u32,
            segments: page.annotations.segment_count() as u32,
            entities: page.annotations.entity_count() as u32,
        })
    }

    /// Keeps what is held in memory beside the pages in step.
    fn remember(&mut self, entries: &[Entry]) {
        for op in entries.iter().flat_map(|entry| &entry.transaction.ops) {
            match op {
                Op::Page { .. } | Op::Document(_) => {}
                Op::Layer(change) => {
                    self.layers.retain(|layer| layer.id != change.subject().id);
                    self.layers.extend(change.after().cloned());
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
            }
        }
    }

    /// Gives a document that gets its first annotation the status "in progress",
    /// as part of the same transaction.
    pub(super) fn with_status(&self, mut transaction: Transaction) -> Result<Transaction, SessionError> {
        let touched: BTreeSet<DocumentId> =
            scopes_of(&transaction).into_iter().filter(|scope| scope.layer == self.layer).map(|s| s.document).collect();
        for document in touched {
            let before = self.document(document)?;
            if before.status == Status::New {
                let after = Document { status: Status::InProgress, ..before.clone() };
                transaction.ops.push(Op::Document(Change::Replace { before, after }));
            }
        }
        Ok(transaction)
    }

    /// Makes an editor's change: as [`Session::apply`], and a new document is in
    /// progress from then on.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn edit(&mut self, transaction: Transaction) -> Result<Applied, SessionError> {
        let transaction = self.with_status(transaction)?;
        self.apply(transaction)
    }
}

fn write_entry(writer: &mut Writer<'_>, entry: &Entry, author: &str) -> Result<(), StoreError> {
    let mut texts = entry.texts.iter();
    for op in &entry.transaction.ops {
        writer.apply(op)?;
        if let Op::Document(Change::Insert(document)) = op
            && let Some(text) = texts.next()
        {
            writer.insert_text(document.id, text)?;
        }
    }
    writer.append(&NewEntry { kind: entry.kind, gesture: entry.gesture, author, transaction: &entry.transaction })?;
    Ok(())
}

/// The pages that a transaction changes, each once, in order.
fn scopes_of(transaction: &Transaction) -> Vec<Scope> {
    let mut scopes: Vec<_> = transaction
        .ops
        .iter()
        .filter_map(|op| match op {
            Op::Page { scope, .. } => Some(*scope),
            _ => None,
        })
        .collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

fn changes_of(scope: Scope, transaction: &Transaction) -> Vec<&PageChange> {
    let of_page = |op| match op {
        &Op::Page { scope: its, ref change } if its == scope => Some(change),
        _ => None,
    };
    transaction.ops.iter().filter_map(of_page).collect()
}

/// By how much the changes alter the code points that belong to something.
fn assigned_delta(source: crate::text::source::SourceText, changes: &[&PageChange]) -> i64 {
    let ink = |segment: Option<&crate::model::article::Segment>| {
        segment.map_or(0, |segment| i64::from(source.ink(segment.span)))
    };
    changes
        .iter()
        .map(|change| match change {
            PageChange::Segment(change) => ink(change.after()) - ink(change.before()),
            _ => 0,
        })
        .sum()
}
