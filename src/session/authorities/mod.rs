//! Authority records of the whole project: change them, merge and split them, find
//! where they are mentioned and which of them a mention may mean.
//!
//! What reaches over many pages is written in batches of one gesture, so undo takes it
//! back in one step; a batch is whole or not there. A record goes only with the last
//! batch, so that stopping halfway leaves no mention without its record.

mod accepted;
mod names;
mod offers;

use std::collections::{BTreeMap, BTreeSet};

pub use names::{NameQuery, Typed};
pub use offers::{Linking, Offer, PlaceOffer, Target, Why};

use super::{Session, SessionError};
use crate::edit::label::EditLabel;
use crate::edit::transaction::Transaction;
use crate::edit::verbs::{Outcome, Refusal, authorities};
use crate::jobs::Ticket;
use crate::model::authority::Authority;
use crate::model::id::{AuthorityId, EntityId, Label, LayerId};
use crate::model::layer::Scope;
use crate::store::documents::DocumentSeq;
use crate::store::journal::GestureId;
pub use crate::store::mentions::{MentionAt, MentionList};

/// Pages whose changes are written together.
const BATCH: usize = 64;
/// Code points of raw text that are told on either side of a mention.
const AROUND: u32 = 24;

/// What a change of many mentions has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Relinked {
    /// Mentions that have another record now.
    pub mentions: usize,
    /// Pages that they stand on, each layer counted.
    pub pages: usize,
    /// Whether it was stopped before everything was done.
    pub cancelled: bool,
}

/// From one record to another.
#[derive(Debug, Clone, Copy)]
struct Way<'a> {
    from: AuthorityId,
    into: AuthorityId,
    /// Only these mentions; `None` for all.
    some: Option<&'a BTreeSet<EntityId>>,
}

/// Looking.
impl Session {
    /// Mentions of a record in a layer, from the document after `after` on: at least
    /// `least` if there are so many, and all of each document.
    ///
    /// # Errors
    /// The store's.
    pub fn mentions_of(
        &self,
        record: AuthorityId,
        layer: LayerId,
        after: Option<DocumentSeq>,
        least: usize,
    ) -> Result<MentionList, SessionError> {
        Ok(self
            .store
            .mentions_of(record, layer, after, least, AROUND)?)
    }

    /// How often each record is mentioned in a layer; those that are not are left out.
    /// Takes a while in a large project.
    ///
    /// # Errors
    /// The store's.
    pub fn mention_counts(
        &self,
        layer: LayerId,
    ) -> Result<BTreeMap<AuthorityId, u64>, SessionError> {
        Ok(self.store.mention_counts(layer)?)
    }

    /// The one record that has a name, as canonical name or alias. Where two have it
    /// there is none: a name alone does not say which of them is meant.
    pub fn sole_record(&self, label: &Label, name: &str) -> Option<&Authority> {
        let mut named = self
            .authorities()
            .filter(|record| record.label == *label && record.is_named(name));
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// The other mentions in one piece of a page that read as one in one piece does, have its label and no
    /// record, in text order.
    pub fn unlinked_alike(&self, scope: Scope, mention: EntityId) -> Vec<EntityId> {
        let Some(page) = self.page(scope) else {
            return Vec::new();
        };
        let like = page.annotations.entity(mention);
        let Some(like) = like.filter(|it| !it.is_interrupted()) else {
            return Vec::new();
        };
        let readings = page.readings();
        let reads = |span| authorities::one_line(readings.stretch(span).text());
        // Words without hyphens and corrections read as their letters do, which is
        // quicker to see.
        let letters = |span| {
            let raw = page.source.slice(span);
            let plain = raw
                .chars()
                .all(|c| c.is_whitespace() || c.is_alphanumeric());
            let corrected = page.annotations.corrections_in(span).next().is_some();
            let ink = raw.chars().filter(|c| !c.is_whitespace());
            (plain && !corrected).then(|| ink.collect::<String>())
        };
        let (wanted, plain) = (reads(like.span), letters(like.span));
        let differs = |span| plain.is_some() && letters(span).is_some_and(|it| Some(it) != plain);
        let others = page
            .annotations
            .entities()
            .filter(|it| it.id != mention && it.authority.is_none() && it.label == like.label)
            .filter(|it| !it.is_interrupted());
        others
            .filter(|it| !differs(it.span) && reads(it.span) == wanted)
            .map(|it| it.id)
            .collect()
    }
}

/// Changing.
impl Session {
    /// Makes a record that reads as `before` say something else, as a transaction.
    ///
    /// # Errors
    /// [`Refusal::NoSuchRecord`] if no record has its id; [`Refusal::RecordChanged`] if it
    /// reads otherwise by now; those of [`authorities::edit`].
    pub fn edit_record(&self, before: &Authority, after: Authority) -> Outcome {
        let now = self.authority(after.id).ok_or(Refusal::NoSuchRecord)?;
        if now != before {
            return Err(Refusal::RecordChanged);
        }
        authorities::edit(now, after)
    }

    /// Deletes a record that nothing mentions, as a transaction.
    ///
    /// # Errors
    /// The store's.
    pub fn delete_record(&self, id: AuthorityId) -> Result<Outcome, SessionError> {
        let Some(record) = self.authority(id) else {
            return Ok(Err(Refusal::NoSuchRecord));
        };
        let used = !self.store.pages_mentioning(id, 1)?.is_empty();
        Ok(if used {
            Err(Refusal::RecordInUse)
        } else {
            Ok(authorities::delete(record))
        })
    }

    /// Makes `gone` a part of `kept`: all its mentions in all documents and layers are
    /// relinked, its names become aliases, and it goes. One step for undo. If it is
    /// stopped, both records stay, and so do the links that were changed.
    ///
    /// # Errors
    /// As [`Session::apply`]; batches written before are kept.
    pub fn merge_records(
        &mut self,
        kept: AuthorityId,
        gone: AuthorityId,
        ticket: &Ticket,
    ) -> Result<Result<Relinked, Refusal>, SessionError> {
        self.refresh()?;
        if let Err(refusal) = self.merger(kept, gone) {
            return Ok(Err(refusal));
        }
        let total = self.store.count_pages_mentioning(gone)?;
        let gesture = GestureId::new();
        let way = Way {
            from: gone,
            into: kept,
            some: None,
        };
        let mut done = Relinked::default();
        loop {
            if ticket.is_cancelled() {
                done.cancelled = true;
                return Ok(Ok(done));
            }
            self.refresh()?;
            let mut last = match self.merger(kept, gone) {
                Ok(last) => last,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let pages = self.store.pages_mentioning(gone, BATCH)?;
            let mut work = self.relink(&pages, way, &last.label, &mut done)?;
            let is_last = pages.len() < BATCH;
            if is_last {
                last.label = last.label.times(done.mentions);
                work.push(last);
            }
            if work.is_empty() {
                return Err(SessionError::Overtaken);
            }
            self.apply_all(work, gesture)?;
            ticket.report(done.pages as u64, total);
            if is_last {
                return Ok(Ok(done));
            }
        }
    }

    fn merger(&self, kept: AuthorityId, gone: AuthorityId) -> Outcome {
        let record = |id| self.authority(id).ok_or(Refusal::NoSuchRecord);
        authorities::merge(record(kept)?, record(gone)?)
    }

    /// Gives some mentions of a record one of their own: `new`, which gets another id
    /// than any other. One step for undo.
    ///
    /// # Errors
    /// As [`Session::apply`]; batches written before are kept.
    pub fn split_record(
        &mut self,
        from: AuthorityId,
        new: Authority,
        mentions: &BTreeSet<EntityId>,
        ticket: &Ticket,
    ) -> Result<Result<Relinked, Refusal>, SessionError> {
        self.refresh()?;
        let into = new.id;
        let record = self.authority(from).ok_or(Refusal::NoSuchRecord);
        let first = match record.and_then(|record| authorities::split(record, new)) {
            Ok(first) => first,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let pages = self.store.pages_of_mentions(from, mentions)?;
        if pages.is_empty() {
            return Ok(Err(Refusal::NoEntityHere));
        }
        let label = first.label.clone().times(mentions.len());
        let way = Way {
            from,
            into,
            some: Some(mentions),
        };
        let (gesture, total) = (GestureId::new(), pages.len() as u64);
        let mut done = Relinked::default();
        let mut work = vec![first];
        for batch in pages.chunks(BATCH) {
            if ticket.is_cancelled() {
                done.cancelled = true;
                break;
            }
            work.extend(self.relink(batch, way, &label, &mut done)?);
            self.apply_all(std::mem::take(&mut work), gesture)?;
            ticket.report(done.pages as u64, total);
        }
        Ok(Ok(done))
    }

    /// The changes that lead the mentions of some pages to another record.
    fn relink(
        &mut self,
        pages: &[Scope],
        way: Way<'_>,
        label: &EditLabel,
        done: &mut Relinked,
    ) -> Result<Vec<Transaction>, SessionError> {
        let schema = self.schema().clone();
        let mut work = Vec::with_capacity(pages.len());
        for &scope in pages {
            let page = self.load(scope)?.look(&schema);
            let Way { from, into, some } = way;
            if let Ok(mut relinked) = authorities::relink(page, from, into, some, label.clone()) {
                done.mentions += relinked.ops.len();
                done.pages += 1;
                // Whoever takes it back stays where they are.
                relinked.focus = None;
                work.push(relinked);
            }
        }
        Ok(work)
    }
}
