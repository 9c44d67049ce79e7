//! The panel of records: what it lists, and where the keyboard is in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::{AuthorityId, EntityId, Label, LayerId};
use crate::session::Session;
use crate::session::authorities::{MentionAt, Typed};
use crate::store::documents::DocumentSeq;

/// Mentions that are read at a time.
const PIECE: usize = 200;
/// Lines from the end of a list at which more is read.
const NEAR_END: usize = 40;
/// So many are read again at most when something has changed.
const AGAIN: usize = 1000;

/// Of which state of the project something was made.
pub type Stamp = (u64, LayerId);

/// The panel.
#[derive(Default)]
pub struct RecordsState {
    /// Whether it is there.
    pub open: bool,
    /// What the records are filtered by.
    pub filter: String,
    /// The field of the filter takes the keyboard at the next chance.
    pub focus_filter: bool,
    /// The record that is shown.
    pub chosen: Option<AuthorityId>,
    /// The record that is marked for a merger.
    pub marked: Option<AuthorityId>,
    /// Whether the keyboard is in the list of mentions.
    pub in_mentions: bool,
    /// The mention that the keyboard is on, from 0.
    pub cursor: usize,
    /// Mentions that are marked for a split.
    pub picked: BTreeSet<EntityId>,
    /// Whether nobody has chosen the record that is shown.
    by_itself: bool,
    /// Scroll to the chosen record and mention at the next chance.
    pub reveal: bool,
    rows: Vec<RecordRow>,
    rows_for: Option<(u64, LayerId, u64, String)>,
    counts: BTreeMap<AuthorityId, u64>,
    counted: Option<Stamp>,
    asked: Option<Stamp>,
    mentions: Mentions,
}

/// One record of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// The record.
    pub id: AuthorityId,
    /// Its label.
    pub label: Label,
    /// Its name.
    pub name: String,
    /// How often it is mentioned; `None` until it has been counted.
    pub count: Option<u64>,
}

/// A line of the list of mentions.
#[derive(Debug, Clone, PartialEq)]
pub enum MentionLine {
    /// The name of a document.
    Document(String),
    /// A mention of it, by its place in the list, from 0.
    Mention(usize),
}

/// The mentions of the chosen record, as far as they have been read.
#[derive(Debug, Default)]
struct Mentions {
    made_for: Option<(AuthorityId, Stamp)>,
    found: Vec<MentionAt>,
    lines: Vec<MentionLine>,
    next: Option<DocumentSeq>,
}

impl RecordsState {
    /// The state of the project for which counts are wanted; once for each.
    pub fn wants_counts(&mut self, session: &Session) -> Option<Stamp> {
        let now = (session.revision(), session.layer());
        let wanted = self.open && self.asked != Some(now);
        wanted.then(|| {
            self.asked = Some(now);
            now
        })
    }

    /// Takes what was counted.
    pub fn take_counts(&mut self, stamp: Stamp, counts: BTreeMap<AuthorityId, u64>) {
        // The first counts put the list into another order.
        self.reveal |= self.counted.is_none();
        self.counts = counts;
        self.counted = Some(stamp);
    }

    /// How often a record is mentioned, as it was counted last.
    pub fn count_of(&self, id: AuthorityId) -> Option<u64> {
        let counted = self.counted?;
        // Counts of another layer say nothing; those of an earlier state nearly all.
        (self.asked.is_none_or(|asked| asked.1 == counted.1))
            .then(|| self.counts.get(&id).copied().unwrap_or(0))
    }

    /// Makes the list of records if something has changed.
    pub fn follow(&mut self, session: &Session) {
        let counted = self.counted.map_or(0, |stamp| stamp.0);
        let wanted = (
            session.revision(),
            session.layer(),
            counted,
            self.filter.clone(),
        );
        if self.rows_for.as_ref() != Some(&wanted) {
            let typed = Typed::new(&self.filter);
            let query = typed.query();
            let found = session.authorities().filter(|record| query.finds(record));
            self.rows = found
                .map(|record| RecordRow {
                    id: record.id,
                    label: record.label.clone(),
                    name: record.canonical.clone(),
                    count: self.count_of(record.id),
                })
                .collect();
            self.rows.sort_by(|a, b| {
                let key = |row: &RecordRow| std::cmp::Reverse(row.count);
                key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
            });
            self.rows_for = Some(wanted);
        }
        let there = |id: &AuthorityId| self.rows.iter().any(|row| row.id == *id);
        if self.by_itself || !self.chosen.as_ref().is_some_and(there) {
            let first = self.rows.first().map(|row| row.id);
            self.choose(first);
            self.by_itself = true;
        }
        self.marked = self.marked.filter(|id| session.authority(*id).is_some());
    }

    /// The records that the filter leaves, those mentioned most first.
    pub fn rows(&self) -> &[RecordRow] {
        &self.rows
    }

    /// The place of the chosen record in the list.
    pub fn at(&self) -> Option<usize> {
        let chosen = self.chosen?;
        self.rows.iter().position(|row| row.id == chosen)
    }

    /// Chooses a record; what was picked of another one is forgotten.
    pub fn choose(&mut self, id: Option<AuthorityId>) {
        self.by_itself = false;
        if self.chosen != id {
            self.chosen = id;
            self.cursor = 0;
            self.picked.clear();
            self.in_mentions = false;
            self.reveal = true;
        }
    }

    /// Chooses the record so many rows further on.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        let at = self
            .at()
            .map_or(0, |at| at.saturating_add_signed(by).min(last));
        self.choose(self.rows.get(at).map(|row| row.id));
    }

    /// Moves the keyboard in the list of mentions.
    pub fn step_mention(&mut self, by: isize) {
        let last = self.mentions.found.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        self.reveal = true;
    }

    /// Reads the mentions of the chosen record up to a line and some more.
    pub fn read_to(&mut self, session: &Session, line: usize) {
        let Some(record) = self.chosen else {
            self.mentions = Mentions::default();
            return;
        };
        let stamp = (session.revision(), session.layer());
        if self.mentions.made_for != Some((record, stamp)) {
            // Of the same record as much is read again as was there.
            let same = self.mentions.made_for.is_some_and(|(old, _)| old == record);
            let least = if same { self.mentions.found.len() } else { 0 };
            self.mentions = Mentions {
                made_for: Some((record, stamp)),
                ..Mentions::default()
            };
            self.read(session, record, None, least.clamp(PIECE, AGAIN));
            self.forget_gone();
        }
        while self.mentions.next.is_some() && self.mentions.lines.len() < line + NEAR_END {
            self.read(session, record, self.mentions.next, PIECE);
        }
        self.cursor = self.cursor.min(self.mentions.found.len().saturating_sub(1));
    }

    /// Unmarks mentions that are not there any more, as far as the list tells: those of
    /// a part that is not read again stay marked, and a split passes over what is gone.
    fn forget_gone(&mut self) {
        if self.mentions.next.is_none() && !self.picked.is_empty() {
            let there: BTreeSet<_> = self.mentions.found.iter().map(|it| it.entity).collect();
            self.picked.retain(|id| there.contains(id));
        }
    }

    fn read(
        &mut self,
        session: &Session,
        record: AuthorityId,
        after: Option<DocumentSeq>,
        least: usize,
    ) {
        let mentions = &mut self.mentions;
        match session.mentions_of(record, session.layer(), after, least) {
            Ok(list) => {
                for mention in list.found {
                    let last = mentions.found.last();
                    if last.is_none_or(|last| last.seq != mention.seq) {
                        mentions
                            .lines
                            .push(MentionLine::Document(mention.name.clone()));
                    }
                    mentions
                        .lines
                        .push(MentionLine::Mention(mentions.found.len()));
                    mentions.found.push(mention);
                }
                mentions.next = list.next;
            }
            Err(error) => {
                log::error!("the mentions of a record cannot be read: {error}");
                mentions.next = None;
            }
        }
    }

    /// The lines of the list of mentions that have been read.
    pub fn lines(&self) -> &[MentionLine] {
        &self.mentions.lines
    }

    /// A mention of the list.
    pub fn mention(&self, at: usize) -> Option<&MentionAt> {
        self.mentions.found.get(at)
    }

    /// The line that the mention under the keyboard stands on.
    pub fn cursor_line(&self) -> Option<usize> {
        let wanted = MentionLine::Mention(self.cursor);
        self.mentions.lines.iter().position(|line| *line == wanted)
    }

    /// Marks or unmarks the mention under the keyboard for a split.
    pub fn pick(&mut self, at: usize) {
        if let Some(id) = self.mention(at).map(|it| it.entity)
            && !self.picked.remove(&id)
        {
            self.picked.insert(id);
        }
    }
}
