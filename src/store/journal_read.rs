//! Reading the journal: one entry, a list of them, or every step from the first on.

use std::collections::VecDeque;

use rusqlite::{Connection, Row, params};

use super::error::{Place, StoreError};
use super::journal::{Entry, EntrySummary, GestureId, JournalState, state};
use super::rows::{read_id, read_id_or_null, read_name, read_str};
use super::{Store, journal_form};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::Op;
use crate::edit::transaction::{Focus, Transaction};
use crate::model::id::DocumentId;
use crate::text::span::Span;

/// The columns that [`read_summary`] reads, in its order.
const COLUMNS: &str = "seq, gesture, kind, author, at, deed, count, subject, document, \
     focus_before_start, focus_before_end, focus_after_start, focus_after_end, below";

/// `octet_length` looks at the header of a row only, however long the steps are.
const GESTURE_SIZE: &str = "
    WITH RECURSIVE chain (seq, gesture, below, n) AS (
        SELECT seq, gesture, below, 1 FROM journal WHERE seq = ?1
        UNION ALL
        SELECT lower.seq, lower.gesture, lower.below, n + 1
        FROM chain JOIN journal AS lower ON lower.seq = chain.below
        WHERE lower.gesture = chain.gesture AND n < ?2
    )
    SELECT count(*), coalesce(sum(octet_length(ops)), 0)
    FROM chain JOIN journal USING (seq)";

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
    journal_form::ops_from_json(read_str(row, ops)?)
        .map_err(|error| StoreError::damaged(format!("entry {seq} of the history: {error}")))
}

/// One entry with its steps.
pub(super) fn entry(connection: &Connection, seq: i64) -> Result<Entry, StoreError> {
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
        self.read(|connection| entry(connection, seq))
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

    /// How many entries of the gesture of entry `top` lie one below the other from it
    /// on, at most `most` of them, and how many bytes their steps take.
    ///
    /// # Errors
    /// Those of reading.
    pub fn gesture_size(&self, top: i64, most: usize) -> Result<(usize, u64), StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(GESTURE_SIZE)?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let size = statement.query_row(params![top, most], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            })?;
            Ok((size.0.unsigned_abs() as usize, size.1.unsigned_abs()))
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
