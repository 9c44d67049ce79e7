//! Running the engines: on one page, or over the whole project.
//!
//! Engines are pure functions ([`crate::suggest`]); here they get a page and what the
//! project's accepted pages teach, and what they answer goes to the machine layer.

use std::sync::Arc;

use super::documents::DocumentFilter;
use super::gazetteers::{self, Places};
use super::{Session, SessionError};
use crate::jobs::Ticket;
use crate::model::annotations::Annotations;
use crate::model::document::{Document, Sha256, Status};
use crate::model::evidence::Proposal;
use crate::model::id::DocumentId;
use crate::model::layer::MAIN_LAYER;
use crate::model::schema::Schema;
use crate::review::bulk::Bulk;
use crate::store::documents::DocumentSeq;
use crate::suggest::entities::taught::{self, Complete};
use crate::suggest::entities::{Known, Records};
use crate::suggest::tagger::{Cancelled, Tagger};
use crate::suggest::{self, Engine, Given, Learned};
use crate::text::source::SourceText;

/// The version of the engines: proposals of another one are made anew.
const ENGINES: u32 = 2;
/// How many accepted pages are learned from: the last ones of the project.
const TAUGHT: usize = Learned::MOST_PAGES;

/// From so many mentions of a label on the project's own pages a tagger from elsewhere is no
/// longer asked for it: after 16 to 21 sample pages, which have about as many, the
/// learning curve of the benches is nearly flat.
const ENOUGH: u64 = 200;

/// What is to be suggested, and for which pages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SuggestRequest {
    /// The engines; empty for all.
    pub engines: Vec<Engine>,
    /// The pages.
    pub filter: DocumentFilter,
    /// Accept at once what the engines are at least so sure of, from 0 to 1, where it
    /// only adds to what a page says; pages that are done or reviewed are left as they
    /// are. Each page is one step of undo.
    pub accept_above: Option<f64>,
}

/// What a run over many pages did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SuggestReport {
    /// Pages for which something was proposed.
    pub documents: u64,
    /// What was proposed for them.
    pub proposed: Proposed,
    /// Decisions that were accepted at once.
    pub accepted: u64,
    /// Pages for which nothing was accepted because they are done or reviewed.
    pub finished: u64,
    /// Accepted pages that were learned from.
    pub taught: usize,
    /// Whether it was stopped before the last page.
    pub cancelled: bool,
    /// Whether the schema became another one before the last page.
    outdated: bool,
}

/// How much was proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proposed {
    /// Articles.
    pub articles: u64,
    /// Mentions of entities.
    pub entities: u64,
    /// Blocks of text that were left open.
    pub open: u64,
}

impl Proposed {
    fn of(proposal: &Proposal) -> Self {
        Self {
            articles: proposal.annotations.article_count() as u64,
            entities: proposal.annotations.entity_count() as u64,
            open: proposal.open.len() as u64,
        }
    }

    fn add(&mut self, more: Self) {
        self.articles += more.articles;
        self.entities += more.entities;
        self.open += more.open;
    }
}

/// Engines with what the project has taught them.
#[derive(Debug, Clone)]
pub struct Suggester {
    engines: Vec<Engine>,
    learned: Learned,
    taught: usize,
    /// What it learned of mentions.
    tagger: Option<Tagger>,
    /// The labels for which it alone is not asked.
    complete: Complete,
    /// Stands for the tagger that was brought in from elsewhere.
    brought: String,
    /// Stands for the pages that it has learned from.
    teachers: String,
    /// Stands for these pages with what is said of them.
    from: String,
    /// The schema whose roles and labels it proposes.
    schema: Arc<Schema>,
    /// The places, if the project has gazetteers of its own.
    places: Option<Arc<Places>>,
    /// The authority records, ready for matching.
    records: Arc<Records>,
    /// Stands for gazetteers and records.
    things: String,
}

impl Suggester {
    /// Says which engines it is, what they learned from and for which schema they
    /// propose; pages whose proposal has this maker need no new one.
    pub fn maker(&self) -> String {
        let names: Vec<_> = self.engines.iter().map(|it| it.as_str()).collect();
        let (names, taught, teachers) = (names.join("+"), self.taught, &self.teachers);
        let (schema, things) = (digits(&self.schema.to_ron()), &self.things);
        let known = if things.is_empty() { "" } else { ", known" };
        let brought = match self.brought.as_str() {
            "" => String::new(),
            digest => format!(", tagger {digest}"),
        };
        format!(
            "{names}/{ENGINES}, {taught} pages{teachers}, schema{schema}{known}{things}{brought}"
        )
    }

    /// What it knows of the things that can be named.
    pub(super) fn known(&self) -> Known<'_> {
        Known {
            tagger: self.tagger.as_ref(),
            complete: Some(&self.complete),
            records: Some(&self.records),
            ..gazetteers::known(self.places.as_ref())
        }
    }

    /// What accepted pages taught of mentions, or a tagger that was brought in.
    pub fn tagger(&self) -> Option<&Tagger> {
        self.tagger.as_ref()
    }

    /// How many accepted pages it has learned from.
    pub fn taught(&self) -> usize {
        self.taught
    }
}

impl Session {
    /// The engines (all if none is named), taught by the accepted pages of the project:
    /// those that are done or reviewed in the layer that is edited.
    ///
    /// # Errors
    /// The store's.
    pub fn suggester(&self, engines: &[Engine]) -> Result<Suggester, SessionError> {
        self.suggester_after(engines, None, &|| false)
    }

    /// The same, but `before` is taken again if there is nothing new to learn; learning
    /// ends early with what it has if `cancelled` says so.
    ///
    /// # Errors
    /// The store's.
    pub fn suggester_after(
        &self,
        engines: &[Engine],
        before: Option<Suggester>,
        cancelled: Cancelled<'_>,
    ) -> Result<Suggester, SessionError> {
        use strum::IntoEnumIterator as _;
        let engines: Vec<Engine> = if engines.is_empty() {
            Engine::iter().collect()
        } else {
            engines.to_vec()
        };
        let (names, pages) = self.lessons()?;
        let (schema, from) = (Arc::clone(&self.schema), fingerprint(&pages));
        let things = digits(&self.things());
        let brought = self.brought_digest()?;
        if let Some(before) = before
            && (&before.engines, &before.schema, &before.from) == (&engines, &schema, &from)
            && before.brought == brought
        {
            // Records are made all the time; nothing has to be learned again for them.
            if before.things == things {
                return Ok(before);
            }
            return Ok(Suggester {
                places: self.own_places().cloned(),
                records: Arc::new(Records::of(self.authorities())),
                things,
                ..before
            });
        }
        let places = self.own_places().cloned();
        let learned = Learned::train(
            pages
                .iter()
                .map(|(source, annotations)| (source, annotations)),
        );
        let pages_of = pages
            .iter()
            .map(|(source, annotations)| (source, annotations));
        let own = engines
            .contains(&Engine::Entities)
            .then(|| taught::train(pages_of, &gazetteers::known(places.as_ref()), cancelled))
            .flatten();
        let (tagger, complete) = own.unzip();
        let tagger = match self
            .brought_tagger()?
            .filter(|_| engines.contains(&Engine::Entities))
        {
            Some(brought) => Some(tagger.unwrap_or_default().or_better(brought, ENOUGH)),
            None => tagger,
        };
        // What was learned by half is not taken for the whole the next time.
        let from = if cancelled() { String::new() } else { from };
        Ok(Suggester {
            engines,
            learned,
            taught: pages.len(),
            tagger,
            complete: complete.unwrap_or_default(),
            brought,
            teachers: digits(&names),
            from,
            schema,
            places,
            records: Arc::new(Records::of(self.authorities())),
            things,
        })
    }

    /// All that is known of what can be named, in one text.
    fn things(&self) -> String {
        let mut all = self.gazetteers_stamp().to_owned();
        for record in self.authorities() {
            let names: Vec<&str> = record.names().collect();
            let (label, code) = (record.label.as_str(), record.code.as_deref());
            let (id, code) = (record.id, code.unwrap_or_default());
            all.push_str(&format!("{id:?} {label} {code} {}\n", names.join("|")));
        }
        all
    }

    /// The accepted pages that are learned from, with their ids in one text.
    fn lessons(&self) -> Result<(String, Vec<Lesson>), SessionError> {
        // Articles and lessons are those of the layer in hand.
        let mut names = match self.layer_name() {
            MAIN_LAYER => String::new(),
            other => other.to_owned(),
        };
        let mut pages = Vec::new();
        for document in self.accepted(TAUGHT)? {
            let annotations = self.store.annotations(self.scope_of(document.id))?;
            if annotations.article_count() > 0 {
                names.push_str(&document.id.to_string());
                pages.push((SourceText::new(self.store.text(document.id)?), annotations));
            }
        }
        Ok((names, pages))
    }

    /// The last `most` accepted documents, in order of import.
    fn accepted(&self, most: usize) -> Result<Vec<Document>, SessionError> {
        let mut rows = self
            .store
            .documents_of_status(&[Status::Done, Status::Reviewed])?;
        rows.sort_unstable();
        let rows = rows.split_off(rows.len().saturating_sub(most));
        let mut documents = self.store.documents_by_rows(&rows)?;
        documents.retain(|document| !document.removed);
        Ok(documents)
    }

    /// Proposes for one page and keeps the proposal; `None` if the same engines, taught
    /// by the same pages, have proposed for it already, or as in
    /// [`Session::suggest_anew`].
    ///
    /// # Errors
    /// The store's; [`SessionError::DerivedLayer`] if the layer's name is taken.
    pub fn suggest_for(
        &mut self,
        document: DocumentId,
        suggester: &Suggester,
    ) -> Result<Option<Proposed>, SessionError> {
        let maker = suggester.maker();
        if self.proposal_maker(document)?.as_deref() == Some(&*maker) {
            return Ok(None);
        }
        self.suggest_anew(document, suggester)
    }

    /// As [`Session::suggest_for`], whatever has been proposed before. Answers with how
    /// much it is; `None`, and nothing is kept, if the project's schema is another one by
    /// now than that of the engines.
    ///
    /// # Errors
    /// As [`Session::suggest_for`].
    pub fn suggest_anew(
        &mut self,
        document: DocumentId,
        suggester: &Suggester,
    ) -> Result<Option<Proposed>, SessionError> {
        let scope = self.scope_of(document);
        let (source, mine) = match self.page(scope) {
            Some(page) => (page.source.clone(), page.annotations.clone()),
            None => {
                let source = SourceText::new(self.store.text(document)?);
                (source, Arc::new(self.store.annotations(scope)?))
            }
        };
        let proposal = propose(&source, &mine, suggester);
        let proposed = Proposed::of(&proposal);
        let (maker, schema) = (suggester.maker(), &suggester.schema);
        let kept = self.put_proposal_for(document, proposal, &maker, schema)?;
        Ok(kept.then_some(proposed))
    }

    /// Proposes for all pages that a filter lets through. Pages that were proposed for
    /// stay so when it is cancelled. When the schema becomes another one meanwhile, which
    /// takes all proposals away, it begins anew.
    ///
    /// # Errors
    /// [`SessionError::UnknownDocument`] for a name that fits none; the store's.
    pub fn suggest(
        &mut self,
        request: &SuggestRequest,
        ticket: &Ticket,
    ) -> Result<SuggestReport, SessionError> {
        let rows: Vec<DocumentSeq> = self.filtered_rows(&request.filter)?;
        let cancelled = || ticket.is_cancelled();
        let mut accepted = 0;
        loop {
            let suggester = self.suggester_after(&request.engines, None, &cancelled)?;
            let report = self.suggest_rows(request, &rows, &suggester, ticket)?;
            accepted += report.accepted;
            if !report.outdated {
                return Ok(SuggestReport { accepted, ..report });
            }
            self.refresh()?;
        }
    }

    /// Proposes for the documents of these rows until the schema becomes another one.
    fn suggest_rows(
        &mut self,
        request: &SuggestRequest,
        rows: &[DocumentSeq],
        suggester: &Suggester,
        ticket: &Ticket,
    ) -> Result<SuggestReport, SessionError> {
        let mut report = SuggestReport {
            taught: suggester.taught,
            ..SuggestReport::default()
        };
        for (done, &row) in rows.iter().enumerate() {
            ticket.report(done as u64, rows.len() as u64);
            if ticket.is_cancelled() {
                report.cancelled = true;
                break;
            }
            for document in self.store.documents_by_rows(&[row])? {
                ticket.note(&document.name);
                let Some(proposed) = self.suggest_anew(document.id, suggester)? else {
                    report.outdated = true;
                    return Ok(report);
                };
                report.documents += 1;
                report.proposed.add(proposed);
                match request.accept_above {
                    Some(_) if is_finished(&document) => report.finished += 1,
                    Some(least) => {
                        let accepted = self.accept_additions(document.id, Bulk::Above(least))?;
                        report.accepted += accepted as u64;
                    }
                    None => {}
                }
            }
        }
        Ok(report)
    }
}

fn propose(source: &SourceText, mine: &Annotations, suggester: &Suggester) -> Proposal {
    let given = Given {
        learned: (suggester.taught > 0).then_some(&suggester.learned),
        mine: Some(mine),
        known: suggester.known(),
    };
    suggest::propose_given(source, &suggester.schema, &suggester.engines, given)
}

/// An accepted page.
type Lesson = (SourceText, Annotations);

/// A few digits that stand for all that pages teach.
fn fingerprint(pages: &[Lesson]) -> String {
    let mut all = String::new();
    for (source, annotations) in pages {
        all.push_str(&format!("|{}", source.len()));
        for segment in annotations.segments() {
            let role = segment.role().map_or("", |role| role.as_str());
            let article = segment.article().map(|article| article.to_string());
            all.push_str(&format!("{} {role} {article:?} ", segment.span));
        }
        for entity in annotations.entities().filter(|it| !it.is_interrupted()) {
            all.push_str(&format!("{} {} ", entity.span, entity.label.as_str()));
        }
    }
    digits(&all)
}

/// Whether people have called the page ready.
fn is_finished(document: &Document) -> bool {
    matches!(document.status, Status::Done | Status::Reviewed)
}

/// A few digits that stand for a text, such as the ids of the pages that were learned
/// from; nothing for none. Their number would not do: it stays the same once there are
/// more than are learned from.
fn digits(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let digest = Sha256::of(text.as_bytes()).to_string();
    format!(" {}", digest.get(..8).unwrap_or(&digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_teachers_are_told_apart_though_there_are_as_many() {
        assert_eq!(digits(""), "");
        assert_eq!(digits("ab"), digits("ab"));
        assert_ne!(digits("ab"), digits("ac"));
    }
}
