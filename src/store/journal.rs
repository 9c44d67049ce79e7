//! The journal: every change that was ever made, and the two lists of what can be
//! undone and redone.
//!
//! The lists are kept in the journal itself. Every entry knows the next one down in
//! the list that it is on and the tops of both lists after it, so undo works across
//! restarts and opening a project reads one row. Entries are never changed.
//!
//! | entry | `below` | `undo_top` | `redo_top` |
//! | --- | --- | --- | --- |
//! | edit | `undo_top` before it | itself | nothing |
//! | undo of X | `redo_top` before it | `below` of X | itself |
//! | redo of U | `undo_top` before it | itself | `below` of U |

use std::collections::VecDeque;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::error::{Place, StoreError};
use super::rows::{
    id, number, number_or_null, owned_text, read_id, read_id_or_null, read_name, text,
};
use super::{Store, journal_form};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::Op;
use crate::edit::transaction::{Focus, Transaction};
use crate::model::id::DocumentId;
use crate::text::span::Span;

/// Shared by entries that are undone together, such as the chunks of one import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GestureId(pub Uuid);

impl GestureId {
    /// A gesture of its own.
    #[expect(
        clippy::new_without_default,
        reason = "a default id would be a surprise"
    )]
    pub fn new() -> Self {
        Self(Uuid::now_v7())
    }
}

/// What kind of entry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum EntryKind {
    /// Something was done.
    Edit,
    /// An entry was taken back; the steps are the inverse ones.
    Undo,
    /// What was taken back was done again.
    Redo,
}

/// What kind of entry is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewKind {
    /// Something is done. Nothing can be redone any more.
    Edit,
    /// The entry on top of the undo list is taken back.
    Undo {
        /// Its number.
        of: i64,
    },
    /// The entry on top of the redo list, itself an undo, is taken back.
    Redo {
        /// Its number.
        of: i64,
    },
}

/// An entry that is to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// What it is undone together with.
    pub gesture: GestureId,
    /// Whether it does, undoes or redoes.
    pub kind: NewKind,
    /// Who does it.
    pub author: &'a str,
    /// When; kept to the millisecond.
    pub at: jiff::Timestamp,
    /// The steps that are carried out, inverse ones for an undo.
    pub transaction: &'a Transaction,
}

/// Where the journal stands: all that undo and redo need to know on opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JournalState {
    /// The number of the last entry.
    pub last: Option<i64>,
    /// The entry that undo takes back.
    pub undo_top: Option<i64>,
    /// The entry, itself an undo, that redo takes back.
    pub redo_top: Option<i64>,
}

/// One entry without its steps, for lists.
#[derive(Debug, Clone, PartialEq)]
pub struct EntrySummary {
    /// Its number; later entries have greater ones.
    pub seq: i64,
    /// What it is undone together with.
    pub gesture: GestureId,
    /// Whether it did, undid or redid.
    pub kind: EntryKind,
    /// Who did it.
    pub author: String,
    /// When.
    pub at: jiff::Timestamp,
    /// What was done; for an undo, what was undone.
    pub label: EditLabel,
    /// Where it is seen.
    pub focus: Option<Focus>,
    /// The next entry down in the list that it is on.
    pub below: Option<i64>,
}

/// One entry with its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number; later entries have greater ones.
    pub seq: i64,
    /// What it is undone together with.
    pub gesture: GestureId,
    /// Whether it did, undid or redid.
    pub kind: EntryKind,
    /// Who did it.
    pub author: String,
    /// When.
    pub at: jiff::Timestamp,
    /// The steps that were carried out.
    pub transaction: Transaction,
    /// The next entry down in the list that it is on.
    pub below: Option<i64>,
}

/// Where the journal stands.
pub(super) fn state(connection: &Connection) -> Result<JournalState, StoreError> {
    Ok(connection
        .prepare_cached("SELECT seq, undo_top, redo_top FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(JournalState {
                last: Some(row.get(0)?),
                undo_top: row.get(1)?,
                redo_top: row.get(2)?,
            })
        })
        .optional()?
        .unwrap_or_default())
}

/// What an entry of this kind does to the lists: its `below` and the state after it.
fn link(connection: &Connection, kind: NewKind) -> Result<(Option<i64>, JournalState), StoreError> {
    let now = state(connection)?;
    let seq = Some(now.last.map_or(1, |last| last + 1));
    let below_of = |of: i64, top: Option<i64>| {
        if top != Some(of) {
            return Err(StoreError::conflict(
                "something else was done in the meantime, so this is not what comes next",
            ));
        }
        connection
            .query_row("SELECT below FROM journal WHERE seq = ?", [of], |row| {
                row.get::<_, Option<i64>>(0)
            })
            .optional()?
            .ok_or_else(|| StoreError::damaged(format!("entry {of} of the history is missing")))
    };
    let (below, undo_top, redo_top) = match kind {
        NewKind::Edit => (now.undo_top, seq, None),
        NewKind::Undo { of } => (now.redo_top, below_of(of, now.undo_top)?, seq),
        NewKind::Redo { of } => (now.undo_top, seq, below_of(of, now.redo_top)?),
    };
    let after = JournalState {
        last: seq,
        undo_top,
        redo_top,
    };
    Ok((below, after))
}

/// Adds an entry and returns its number.
pub(super) fn append(connection: &Connection, entry: &NewEntry<'_>) -> Result<i64, StoreError> {
    let (below, after) = link(connection, entry.kind)?;
    let kind: &str = match entry.kind {
        NewKind::Edit => EntryKind::Edit,
        NewKind::Undo { .. } => EntryKind::Undo,
        NewKind::Redo { .. } => EntryKind::Redo,
    }
    .into();
    let label = &entry.transaction.label;
    let focus = entry.transaction.focus.as_ref();
    let edge = |pick: fn(&Focus) -> u32| number_or_null(focus.map(|focus| i64::from(pick(focus))));
    connection
        .prepare_cached(
            "INSERT INTO journal (seq, gesture, kind, author, at, deed, count, subject, document, \
             focus_before_start, focus_before_end, focus_after_start, focus_after_end, version, \
             below, undo_top, redo_top, ops) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(rusqlite::params_from_iter([
            number_or_null(after.last),
            id(&entry.gesture.0),
            text(kind),
            text(entry.author),
            owned_text(format!("{:.3}", entry.at)),
            text(label.deed.as_str()),
            number(label.count),
            text(&label.subject),
            super::rows::id_or_null(focus.map(|focus| &focus.document.0)),
            edge(|focus| focus.before.start().0),
            edge(|focus| focus.before.end().0),
            edge(|focus| focus.after.start().0),
            edge(|focus| focus.after.end().0),
            number(journal_form::VERSION),
            number_or_null(below),
            number_or_null(after.undo_top),
            number_or_null(after.redo_top),
            owned_text(journal_form::ops_to_json(&entry.transaction.ops)?),
        ]))?;
    Ok(after.last.unwrap_or_default())
}

/// The columns that [`read_summary`] reads, in its order.
const COLUMNS: &str = "seq, gesture, kind, author, at, deed, count, subject, document, \
     focus_before_start, focus_before_end, focus_after_start, focus_after_end, below";

fn read_summary(row: &Row<'_>) -> Result<EntrySummary, StoreError> {
    let deed: String = row.get(5)?;
    Ok(EntrySummary {
        seq: row.get(0)?,
        gesture: GestureId(read_id(row, 1)?),
        kind: read_name(row, 2)?,
        author: row.get(3)?,
        at: read_name(row, 4)?,
        label: EditLabel {
            deed: deed.parse().unwrap_or(Deed::Other),
            count: row.get(6)?,
            subject: row.get(7)?,
        },
        focus: read_focus(row)?,
        below: row.get(13)?,
    })
}

fn read_focus(row: &Row<'_>) -> Result<Option<Focus>, StoreError> {
    let Some(document) = read_id_or_null(row, 8)? else {
        return Ok(None);
    };
    let span = |at| -> Result<Option<Span>, StoreError> {
        let edges = (
            row.get::<_, Option<u32>>(at)?,
            row.get::<_, Option<u32>>(at + 1)?,
        );
        Ok(match edges {
            (Some(start), Some(end)) => Span::new(start, end),
            _ => None,
        })
    };
    let (before, after) = (span(9)?, span(11)?);
    Ok(before.zip(after).map(|(before, after)| Focus {
        document: DocumentId(document),
        before,
        after,
    }))
}

/// Reads the steps of an entry from columns `version` and `ops`.
fn read_ops(row: &Row<'_>, seq: i64, version: usize, ops: usize) -> Result<Vec<Op>, StoreError> {
    let form: i64 = row.get(version)?;
    if form > journal_form::VERSION {
        return Err(StoreError::NewerEntry {
            seq,
            version: form,
            place: Place::default(),
        });
    }
    journal_form::ops_from_json(super::rows::read_str(row, ops)?)
        .map_err(|error| StoreError::damaged(format!("entry {seq} of the history: {error}")))
}

impl Store {
    /// Where the journal stands.
    ///
    /// # Errors
    /// Those of reading.
    pub fn journal_state(&self) -> Result<JournalState, StoreError> {
        self.read(state)
    }

    /// One entry with its steps.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such entry, [`StoreError::NewerEntry`]
    /// if a newer version of the program wrote it; those of reading.
    pub fn entry(&self, seq: i64) -> Result<Entry, StoreError> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS}, version, ops FROM journal WHERE seq = ?");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut found = statement.query([seq])?;
            let row = found.next()?.ok_or_else(|| missing(seq))?;
            let summary = read_summary(row)?;
            Ok(Entry {
                seq,
                gesture: summary.gesture,
                kind: summary.kind,
                author: summary.author,
                at: summary.at,
                transaction: Transaction {
                    label: summary.label,
                    ops: read_ops(row, seq, 14, 15)?,
                    focus: summary.focus,
                },
                below: summary.below,
            })
        })
    }

    /// One entry without its steps, for the label of an undo button.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such entry; those of reading.
    pub fn entry_summary(&self, seq: i64) -> Result<EntrySummary, StoreError> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq = ?");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut found = statement.query([seq])?;
            read_summary(found.next()?.ok_or_else(|| missing(seq))?)
        })
    }

    /// Up to `limit` entries without their steps, newest first, from the one before
    /// entry `before` on, or from the last.
    ///
    /// # Errors
    /// Those of reading.
    pub fn history(
        &self,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<EntrySummary>, StoreError> {
        self.read(|connection| {
            let sql =
                format!("SELECT {COLUMNS} FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ?");
            let mut statement = connection.prepare_cached(&sql)?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let mut found = statement.query(params![before.unwrap_or(i64::MAX), limit])?;
            let mut entries = Vec::new();
            while let Some(row) = found.next()? {
                entries.push(read_summary(row)?);
            }
            Ok(entries)
        })
    }

    /// All steps of all entries from the first on: carried out on an empty project,
    /// they give the tables as they are.
    pub fn replay(&self) -> Replay<'_> {
        Replay {
            store: self,
            after: 0,
            pending: VecDeque::new(),
        }
    }
}

fn missing(seq: i64) -> StoreError {
    StoreError::conflict(format!("entry {seq} is not in the history"))
}

/// Iterates over the steps of the journal, one entry in memory at a time; ends after
/// the first error.
#[derive(Debug)]
pub struct Replay<'s> {
    store: &'s Store,
    /// The number of the last entry that was read.
    after: i64,
    pending: VecDeque<Op>,
}

impl Iterator for Replay<'_> {
    type Item = Result<Op, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.pending.is_empty() {
            match self
                .store
                .read(|connection| next_entry(connection, self.after))
            {
                Ok(Some((seq, ops))) => {
                    self.after = seq;
                    self.pending.extend(ops);
                }
                Ok(None) => return None,
                Err(error) => {
                    self.after = i64::MAX;
                    return Some(Err(error));
                }
            }
        }
        self.pending.pop_front().map(Ok)
    }
}

fn next_entry(connection: &Connection, after: i64) -> Result<Option<(i64, Vec<Op>)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, version, ops FROM journal WHERE seq > ? ORDER BY seq LIMIT 1",
    )?;
    let mut found = statement.query([after])?;
    let Some(row) = found.next()? else {
        return Ok(None);
    };
    let seq = row.get(0)?;
    Ok(Some((seq, read_ops(row, seq, 1, 2)?)))
}
