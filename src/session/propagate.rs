//! Tag one, tag all: the places that read as a mention does, in its article, its
//! document, or the corpus.
//!
//! Places are found in the reading text ([`crate::edit::likeness`]). In the corpus the
//! index says which documents may have the name, so that rare names cost little
//! however large the project is. What is in the way is listed and left alone.

use super::pages::OpenPage;
use super::search::context;
use super::{Session, SessionError};
use crate::edit::likeness::{Conflict, Likeness, Places};
use crate::edit::transaction::Transaction;
use crate::edit::verbs::many::tag_places;
use crate::jobs::Ticket;
use crate::model::document::Document;
use crate::model::id::{ArticleId, DocumentId, EntityId, Label, LayerId};
use crate::model::layer::Scope;
use crate::store::documents::{DocumentSeq, DocumentSort};

/// So many conflicts are kept to be shown; the others are only counted.
pub const MOST_CONFLICTS: usize = 500;

/// How far something reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extent {
    /// One article of a document.
    Article(DocumentId, ArticleId),
    /// One document.
    Document(DocumentId),
    /// All documents.
    Project,
}

impl Extent {
    /// The one document, unless it is all.
    pub fn document(self) -> Option<DocumentId> {
        match self {
            Self::Article(document, _) | Self::Document(document) => Some(document),
            Self::Project => None,
        }
    }

    /// The one article, if it is one.
    pub fn article(self) -> Option<ArticleId> {
        match self {
            Self::Article(_, article) => Some(article),
            Self::Document(_) | Self::Project => None,
        }
    }
}

/// A place that is spoken for, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictAt {
    /// The document.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// The place, and what is in the way.
    pub conflict: Conflict,
    /// The label of the mention that is in the way.
    pub label: Label,
    /// What stands before, in and after the place in the raw text.
    pub context: [String; 3],
}

/// Where a name stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LikeFound {
    /// The documents with places that can be tagged (or, afterwards, were) and how many,
    /// in order of import.
    pub documents: Vec<(DocumentId, usize)>,
    /// The first places that are spoken for, at most [`MOST_CONFLICTS`].
    pub conflicts: Vec<ConflictAt>,
    /// How many there are.
    pub conflict_count: usize,
    /// How many places are tagged so already.
    pub already: usize,
    /// Whether it was stopped early.
    pub cancelled: bool,
}

impl LikeFound {
    /// The number of places that can be tagged, or were.
    pub fn places(&self) -> usize {
        self.documents.iter().map(|(_, count)| count).sum()
    }

    /// Adds the places of a document.
    pub fn add(&mut self, document: &Document, page: &OpenPage, places: &Places) {
        if !places.open.is_empty() {
            self.documents.push((document.id, places.open.len()));
        }
        let room = MOST_CONFLICTS.saturating_sub(self.conflicts.len());
        for &conflict in places.conflicts.iter().take(room) {
            let mention = page.annotations.entity(conflict.mention);
            self.conflicts.extend(mention.map(|mention| ConflictAt {
                document: document.id,
                name: document.name.clone(),
                conflict,
                label: mention.label.clone(),
                context: context(&page.source, conflict.span),
            }));
        }
        self.conflict_count += places.conflicts.len();
        self.already += places.already;
    }
}

impl OpenPage {
    /// What a mention of the page is like; `None` if there is no such mention.
    pub fn likeness(&self, id: EntityId) -> Option<Likeness> {
        let whole = self.readings().whole(true);
        Likeness::of(&whole, self.annotations.entity(id)?)
    }

    /// Where a name stands on the page or in one of its articles, furniture left out.
    pub fn places_like(
        &self,
        schema: &crate::model::schema::Schema,
        like: &Likeness,
        within: Option<ArticleId>,
    ) -> Places {
        let whole = self.readings().whole(false);
        like.places(self.look(schema), &whole, within)
    }
}

impl Session {
    /// Counts the places that read as a mention does, in the layer that is edited.
    /// Changes nothing.
    ///
    /// # Errors
    /// The store's.
    pub fn count_like(
        &self,
        like: &Likeness,
        extent: Extent,
        ticket: &Ticket,
    ) -> Result<LikeFound, SessionError> {
        let mut found = LikeFound::default();
        let (layer, within, schema) = (self.layer(), extent.article(), self.schema());
        let look = |(document, page): (Document, OpenPage)| {
            let places = page.places_like(schema, like, within);
            (document, page, places)
        };
        let read = |document: Document| {
            let scope = Scope {
                document: document.id,
                layer,
            };
            self.glance(scope).map(|page| (document, page))
        };
        let mut take = |(document, page, places): (Document, OpenPage, Places)| {
            found.add(&document, &page, &places);
            true
        };
        match extent.document() {
            Some(id) => {
                take(look(read(self.document(id)?)?));
            }
            None => {
                let rows = self.rows_that_may_have(like.surface(), layer)?;
                self.look_through(&rows, ticket, |it| read(it).map(Some), look, take)?;
            }
        }
        found.cancelled = ticket.is_cancelled();
        Ok(found)
    }

    /// Tags all those places in one step for undo, and says where, and what was in the
    /// way.
    ///
    /// # Errors
    /// As [`Session::apply`]; what was written before is kept.
    pub fn tag_like(
        &mut self,
        like: &Likeness,
        extent: Extent,
        ticket: &Ticket,
    ) -> Result<LikeFound, SessionError> {
        let mut found = LikeFound::default();
        let documents = match extent.document() {
            Some(id) => vec![id],
            None => {
                let rows = self.rows_that_may_have(like.surface(), self.layer())?;
                self.store.document_ids(&rows)?
            }
        };
        found.documents = self.change_each(&documents, ticket, |session, document| {
            session.tag_like_in(document, like, extent.article(), &mut found)
        })?;
        found.cancelled = ticket.is_cancelled();
        Ok(found)
    }

    /// The change for one document; `None` if there is no such place. Adds what is in the
    /// way to what was found.
    fn tag_like_in(
        &mut self,
        document: DocumentId,
        like: &Likeness,
        within: Option<ArticleId>,
        found: &mut LikeFound,
    ) -> Result<Option<Transaction>, SessionError> {
        let layer = self.layer();
        let schema = self.schema().clone();
        let page = self.load(Scope { document, layer })?.clone();
        let places = page.places_like(&schema, like, within);
        found.add(&self.document(document)?, &page, &places);
        let (label, authority) = (&like.label, like.authority);
        let look = page.look(&schema);
        Ok(tag_places(look, &places.open, label, authority, like.surface()).ok())
    }

    /// The rows of the documents that may have a text as it reads in a layer, in order
    /// of import.
    fn rows_that_may_have(
        &self,
        text: &str,
        layer: LayerId,
    ) -> Result<Vec<DocumentSeq>, SessionError> {
        match self.store.documents_that_may_have(&[text], layer)? {
            Some(rows) => Ok(rows),
            None => Ok(self.store.document_order(DocumentSort::Import, false)?),
        }
    }
}
