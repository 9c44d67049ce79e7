//! Undo and redo: gestures taken back, at once or in batches.

use super::apply::{Applied, Entry};
use super::{Session, SessionError};
use crate::edit::label::{Deed, EditLabel};
use crate::jobs::Ticket;
use crate::store::journal::{GestureId, NewKind};

/// Which way through the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Taking back.
    Undo,
    /// Doing again.
    Redo,
}

impl Way {
    /// The kind of the entry that takes back entry `of`.
    pub(super) fn kind(self, of: i64) -> NewKind {
        match self {
            Self::Undo => NewKind::Undo { of },
            Self::Redo => NewKind::Redo { of },
        }
    }
}

/// What a job took back or did again.
#[derive(Debug, Clone, PartialEq)]
pub struct Retraced {
    /// Which way it went.
    pub way: Way,
    /// What it is called.
    pub label: Option<EditLabel>,
    /// Where it is to be seen; `None` if there was nothing to do.
    pub applied: Option<Applied>,
    /// Whether a part of it is left, because it was cancelled.
    pub stopped: bool,
}

/// Entries that are taken back together where a gesture has many.
const BATCH: usize = 64;

/// A gesture of more entries than this, each of which has a page to be read, is not
/// taken back while somebody waits for the next frame.
const SHORT_ENTRIES: usize = 4;

/// Nor is one whose steps take more bytes in the journal: about a thousand mentions.
const SHORT_BYTES: u64 = 256 * 1024;

impl Session {
    /// Takes back the last gesture; `None` if there is nothing to take back.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn undo(&mut self) -> Result<Option<Applied>, SessionError> {
        self.retrace(Way::Undo)
    }

    /// Does again what was taken back last; `None` if there is nothing.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn redo(&mut self) -> Result<Option<Applied>, SessionError> {
        self.retrace(Way::Redo)
    }

    fn retrace(&mut self, way: Way) -> Result<Option<Applied>, SessionError> {
        self.refresh()?;
        if let Some(top) = self.schema_change(way) {
            return self.retrace_schema(way, top, &Ticket::default());
        }
        let entries = self.inverses(way, GestureId::new(), None, usize::MAX)?;
        if entries.is_empty() {
            return Ok(None);
        }
        self.commit(&entries).map(Some)
    }

    /// Whether taking back the last gesture should be a job: it changes many pages, or
    /// very much on one.
    ///
    /// # Errors
    /// The store's.
    pub fn is_long(&self, way: Way) -> Result<bool, SessionError> {
        let Some(top) = self.top(way) else {
            return Ok(false);
        };
        let (entries, bytes) = self.store.gesture_size(top, SHORT_ENTRIES + 1)?;
        Ok(entries > SHORT_ENTRIES || bytes > SHORT_BYTES)
    }

    /// As [`Session::undo`] and [`Session::redo`], but in batches, so that a gesture
    /// over any number of pages needs the memory of a few. What is left when the ticket
    /// is cancelled, or the process ends, is the next thing to take back.
    ///
    /// # Errors
    /// As [`Session::apply`]; batches taken back before stay so.
    pub fn retrace_in_batches(
        &mut self,
        way: Way,
        ticket: &Ticket,
    ) -> Result<Retraced, SessionError> {
        self.refresh()?;
        let mut retraced = Retraced {
            way,
            label: self.label(way).cloned(),
            applied: None,
            stopped: false,
        };
        if let Some(top) = self.schema_change(way) {
            retraced.applied = self.retrace_schema(way, top, ticket)?;
            retraced.stopped = retraced.applied.is_none();
            return Ok(retraced);
        }
        let Some(top) = self.top(way) else {
            return Ok(retraced);
        };
        let gesture = self.store.entry_summary(top)?.gesture;
        let (total, _) = self.store.gesture_size(top, usize::MAX)?;
        let (undone, mut done) = (GestureId::new(), 0);
        loop {
            let entries = self.inverses(way, undone, Some(gesture), BATCH)?;
            retraced.stopped = !entries.is_empty() && ticket.is_cancelled();
            if entries.is_empty() || retraced.stopped {
                return Ok(retraced);
            }
            done += entries.len() as u64;
            retraced.applied = Some(self.commit(&entries)?);
            ticket.report(done, total as u64);
        }
    }

    /// The last entry of a change of the schema, if one is next; it goes back as a whole,
    /// or rows would have names that the schema does not know.
    fn schema_change(&self, way: Way) -> Option<i64> {
        let label = self.label(way)?;
        self.top(way).filter(|_| label.deed == Deed::ChangeSchema)
    }

    /// What undo would take back, or redo do again.
    pub fn label(&self, way: Way) -> Option<&EditLabel> {
        match way {
            Way::Undo => self.undo_label(),
            Way::Redo => self.redo_label(),
        }
    }

    fn top(&self, way: Way) -> Option<i64> {
        match way {
            Way::Undo => self.journal.undo_top,
            Way::Redo => self.journal.redo_top,
        }
    }

    /// What takes back the entries of a gesture, or of the last one, last first, `most`
    /// of them; none if something else was done last.
    fn inverses(
        &self,
        way: Way,
        undone: GestureId,
        mut gesture: Option<GestureId>,
        most: usize,
    ) -> Result<Vec<Entry>, SessionError> {
        let mut entries = Vec::new();
        let mut next = self.top(way);
        while let Some(seq) = next.filter(|_| entries.len() < most) {
            let entry = self.store.entry(seq)?;
            if *gesture.get_or_insert(entry.gesture) != entry.gesture {
                break;
            }
            next = entry.below;
            entries.push(Entry {
                transaction: entry.transaction.inverse(),
                kind: way.kind(seq),
                gesture: undone,
                texts: Vec::new(),
                decisions: Vec::new(),
            });
        }
        Ok(entries)
    }
}
