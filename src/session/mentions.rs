//! Many mentions at once: relabel all, remove all, tag the places of a search.
//!
//! Which are meant is counted before anything happens; what is done is one step of
//! undo, however many documents it touches.

use std::collections::BTreeMap;

use super::propagate::Extent;
use super::{Session, SessionError};
use crate::edit::likeness::{OpenPlace, Standing, standing};
use crate::edit::transaction::Transaction;
use crate::edit::verbs::entities::untag;
use crate::edit::verbs::many::{MentionTest, name_of, relabel_all, tag_places};
use crate::jobs::Ticket;
use crate::model::id::{AuthorityId, DocumentId, Label};
use crate::model::layer::Scope;
use crate::text::span::Span;

/// So many names are kept to be shown.
const MOST_NAMES: usize = 50;
/// Documents between two reports of progress.
const STRIDE: usize = 16;

/// What is to become of mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// They get this label.
    Relabel(Label),
    /// They go, with the relations that hang on them.
    Remove,
}

/// Mentions that are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The documents that have them and how many, in order of import.
    pub documents: Vec<(DocumentId, usize)>,
    /// How they read and how often, the most frequent first: at most fifty.
    pub names: Vec<(String, usize)>,
    /// Whether it was stopped early.
    pub cancelled: bool,
}

impl Chosen {
    /// The number of mentions.
    pub fn mentions(&self) -> usize {
        self.documents.iter().map(|(_, count)| count).sum()
    }
}

/// What became of places that were to be tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tagged {
    /// How many were tagged.
    pub tagged: usize,
    /// How many were tagged so already.
    pub already: usize,
    /// How many were spoken for and left alone.
    pub conflicts: usize,
    /// Whether it was stopped early.
    pub cancelled: bool,
}

impl Session {
    /// Counts the mentions that are meant, in the layer that is edited. Changes nothing.
    ///
    /// # Errors
    /// The store's.
    pub fn count_mentions(
        &self,
        test: &MentionTest,
        extent: Extent,
        ticket: &Ticket,
    ) -> Result<Chosen, SessionError> {
        let mut chosen = Chosen::default();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let layer = self.layer();
        let documents = self.with_mentions(extent)?;
        let total = documents.len() as u64;
        for (done, document) in (0_u64..).zip(documents) {
            if ticket.is_cancelled() {
                break;
            }
            let page = self.glance(Scope { document, layer })?;
            let whole = page.readings().whole(true);
            let ids = test.chosen(page.look(&self.schema), &whole, extent.article());
            for entity in ids.iter().filter_map(|&id| page.annotations.entity(id)) {
                let read = whole.reads_mention(entity);
                let name = name_of(&read.unwrap_or_else(|| entity.surface(&page.source)));
                *names.entry(name).or_default() += 1;
            }
            if !ids.is_empty() {
                chosen.documents.push((document, ids.len()));
            }
            if done % STRIDE as u64 == 0 {
                ticket.report(done, total);
            }
        }
        chosen.names = names.into_iter().collect();
        chosen.names.sort_by_key(|name| std::cmp::Reverse(name.1));
        chosen.names.truncate(MOST_NAMES);
        chosen.cancelled = ticket.is_cancelled();
        Ok(chosen)
    }

    /// Relabels or removes those mentions in one step for undo, and says where.
    ///
    /// # Errors
    /// As [`Session::apply`]; what was written before is kept.
    pub fn change_mentions(
        &mut self,
        test: &MentionTest,
        fate: &Fate,
        extent: Extent,
        ticket: &Ticket,
    ) -> Result<Chosen, SessionError> {
        let mut chosen = self.count_mentions(test, extent, ticket)?;
        let documents: Vec<_> = chosen.documents.iter().map(|(id, _)| *id).collect();
        chosen.documents = self.change_each(&documents, ticket, |session, document| {
            session.change_mentions_in(document, test, fate, extent)
        })?;
        chosen.cancelled = ticket.is_cancelled();
        Ok(chosen)
    }

    fn change_mentions_in(
        &mut self,
        document: DocumentId,
        test: &MentionTest,
        fate: &Fate,
        extent: Extent,
    ) -> Result<Option<Transaction>, SessionError> {
        let layer = self.layer();
        let schema = self.schema().clone();
        let page = self.load(Scope { document, layer })?;
        let look = page.look(&schema);
        let ids = test.chosen(look, &page.readings().whole(true), extent.article());
        let outcome = match fate {
            Fate::Relabel(label) => relabel_all(look, &ids, label),
            Fate::Remove => untag(look, &ids),
        };
        Ok(outcome.ok())
    }

    /// Tags places, such as the hits of a search, in one step for undo. Those that are
    /// spoken for are left alone and counted.
    ///
    /// # Errors
    /// As [`Session::apply`]; what was written before is kept.
    pub fn tag_spans(
        &mut self,
        places: &[(DocumentId, Span)],
        label: &Label,
        authority: Option<AuthorityId>,
        ticket: &Ticket,
    ) -> Result<Tagged, SessionError> {
        let mut by_document: BTreeMap<DocumentId, Vec<Span>> = BTreeMap::new();
        for &(document, span) in places {
            by_document.entry(document).or_default().push(span);
        }
        let documents: Vec<_> = by_document.keys().copied().collect();
        let mut sum = Tagged::default();
        let done = self.change_each(&documents, ticket, |session, document| {
            let spans = by_document.get(&document).map_or(&[][..], Vec::as_slice);
            session.tag_spans_in(document, spans, label, authority, &mut sum)
        })?;
        sum.tagged = done.iter().map(|(_, count)| count).sum();
        sum.cancelled = ticket.is_cancelled();
        Ok(sum)
    }

    fn tag_spans_in(
        &mut self,
        document: DocumentId,
        spans: &[Span],
        label: &Label,
        authority: Option<AuthorityId>,
        sum: &mut Tagged,
    ) -> Result<Option<Transaction>, SessionError> {
        let there = self.store.document(document)?;
        if there.is_none_or(|document| document.removed) {
            // The hits are those of a text that another one has replaced since.
            sum.conflicts += spans.len();
            return Ok(None);
        }
        let layer = self.layer();
        let schema = self.schema().clone();
        let page = self.load(Scope { document, layer })?;
        let look = page.look(&schema);
        let mut open: Vec<OpenPlace> = Vec::new();
        for span in spans.iter().filter_map(|&span| page.source.trim(span)) {
            match standing(look, span, label, authority) {
                Standing::Open(place) => open.push(place),
                Standing::Already => sum.already += 1,
                Standing::Conflict(_) => sum.conflicts += 1,
            }
        }
        let done = tag_places(look, &open, label, authority, "").ok();
        // Hits that overlap each other: the first is tagged.
        let tagged = done.as_ref().map_or(0, |it| it.label.count as usize);
        sum.conflicts += open.len().saturating_sub(tagged);
        Ok(done)
    }

    /// The documents of an extent in which the layer that is edited has mentions.
    fn with_mentions(&self, extent: Extent) -> Result<Vec<DocumentId>, SessionError> {
        if let Some(document) = extent.document() {
            return Ok(vec![document]);
        }
        let rows = self.store.documents_with_entities(self.layer())?;
        Ok(self.store.document_ids(&rows)?)
    }
}
