//! How the work goes on, read from the journal.

use std::collections::BTreeMap;

use crate::edit::label::Deed;
use crate::session::{Session, SessionError};
use crate::store::journal::{EntryKind, EntrySummary};

/// So many entries of the journal are read at a time.
const AT_ONCE: usize = 4096;

/// Work by day and by person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pace {
    /// The days on which something was done, oldest first.
    pub days: Vec<DayCount>,
    /// Changes by each person, by name.
    pub authors: Vec<(String, u64)>,
}

/// The work of one day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayCount {
    /// The day in UTC, as `YYYY-MM-DD`.
    pub day: String,
    /// Changes, undone ones included.
    pub changes: u64,
    /// Mentions that were tagged, also several at once.
    pub tagged: u64,
    /// Proposals that were accepted.
    pub accepted: u64,
    /// Documents that were marked as done or reviewed.
    pub done: u64,
}

impl Session {
    /// How the work on the project went on. Reads the list of the whole journal, without
    /// what changed.
    ///
    /// # Errors
    /// The store's.
    pub fn pace(&self) -> Result<Pace, SessionError> {
        let mut days: BTreeMap<String, DayCount> = BTreeMap::new();
        let mut authors: BTreeMap<String, u64> = BTreeMap::new();
        let mut before = None;
        loop {
            let some = self.store.history(before, AT_ONCE)?;
            let Some(last) = some.last() else { break };
            before = Some(last.seq);
            for entry in some.iter().filter(|it| it.kind == EntryKind::Edit) {
                let day = entry.at.strftime("%Y-%m-%d").to_string();
                days.entry(day).or_default().add(entry);
                *authors.entry(entry.author.clone()).or_default() += 1;
            }
        }
        let days = days
            .into_iter()
            .map(|(day, count)| DayCount { day, ..count });
        Ok(Pace {
            days: days.collect(),
            authors: authors.into_iter().collect(),
        })
    }
}

impl DayCount {
    fn add(&mut self, entry: &EntrySummary) {
        let label = &entry.label;
        let count = u64::from(label.count);
        self.changes += 1;
        match label.deed {
            Deed::Tag | Deed::TagAll => self.tagged += count,
            Deed::Accept => self.accepted += count,
            Deed::SetStatus if matches!(label.subject.as_str(), "done" | "reviewed") => {
                self.done += count;
            }
            _ => {}
        }
    }
}
