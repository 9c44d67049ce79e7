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

use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::error::StoreError;
use super::journal_form;
pub use super::journal_read::Replay;
use super::rows::{id, id_or_null, number, number_or_null, owned_text, text};
use crate::edit::label::EditLabel;
use crate::edit::transaction::{Focus, Transaction};

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
            id_or_null(focus.map(|focus| &focus.document.0)),
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
