//! Open pages: text and annotations of the documents at hand.

use std::sync::{Arc, OnceLock};

use super::{Session, SessionError};
use crate::edit::draft::Page;
use crate::model::annotations::Annotations;
use crate::model::document::Document;
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::model::reading::Readings;
use crate::text::projection::BreakContext;
use crate::text::source::SourceText;

/// One layer of one document in memory.
#[derive(Debug, Clone)]
pub struct OpenPage {
    /// Which document, which layer.
    pub scope: Scope,
    /// The raw text.
    pub source: SourceText,
    /// What the layer says of it; jobs hold on to it while they work.
    pub annotations: Arc<Annotations>,
    /// Code points without white space that belong to an article or furniture.
    pub assigned: u32,
    /// Grows with every change of this page.
    pub revision: u64,
    /// What undecided line ends seem to be, worked out when first asked for.
    inferred: Arc<OnceLock<BreakContext>>,
}

impl OpenPage {
    /// What undecided line ends seem to be.
    pub fn inferred_breaks(&self) -> &BreakContext {
        self.inferred.get_or_init(|| BreakContext::of(&self.source))
    }

    /// What the page and its articles read.
    pub fn readings(&self) -> Readings<'_> {
        Readings::of(&self.source, &self.annotations, self.inferred_breaks())
    }

    /// The page as verbs look at it.
    pub fn look<'a>(&'a self, schema: &'a crate::model::schema::Schema) -> Page<'a> {
        Page {
            scope: self.scope,
            source: &self.source,
            annotations: &self.annotations,
            schema,
        }
    }
}

/// The pages that were used last.
#[derive(Debug, Default)]
pub(super) struct PageCache {
    /// Least recently used first.
    pages: Vec<OpenPage>,
    /// While a change is being made nothing is forgotten.
    held: bool,
}

/// Enough for going back and forth; a page of a newspaper is some hundred KB in memory.
const KEPT_PAGES: usize = 12;

impl PageCache {
    /// The page, if it is in memory.
    pub fn get(&self, scope: Scope) -> Option<&OpenPage> {
        self.pages.iter().rev().find(|page| page.scope == scope)
    }

    /// The page to change, if it is in memory.
    pub fn get_mut(&mut self, scope: Scope) -> Option<&mut OpenPage> {
        self.pages.iter_mut().rev().find(|page| page.scope == scope)
    }

    /// Makes the page the most recently used; `false` if it is not in memory.
    fn touch(&mut self, scope: Scope) -> bool {
        let Some(at) = self.pages.iter().position(|page| page.scope == scope) else {
            return false;
        };
        let page = self.pages.remove(at);
        self.pages.push(page);
        true
    }

    /// Keeps a page and forgets those that were not used for long.
    fn keep(&mut self, page: OpenPage) {
        self.pages.push(page);
        self.trim();
    }

    fn trim(&mut self) {
        if !self.held && self.pages.len() > KEPT_PAGES {
            self.pages.drain(..self.pages.len() - KEPT_PAGES);
        }
    }

    /// From now on nothing is forgotten.
    pub fn hold(&mut self) {
        self.held = true;
    }

    /// Old pages may be forgotten again.
    pub fn release(&mut self) {
        self.held = false;
        self.trim();
    }

    /// The text of a document, whatever layer brought it into memory.
    pub fn source(&self, document: DocumentId) -> Option<SourceText> {
        self.pages
            .iter()
            .find(|page| page.scope.document == document)
            .map(|page| page.source.clone())
    }

    /// Forgets one page.
    pub fn forget(&mut self, scope: Scope) {
        self.pages.retain(|page| page.scope != scope);
    }

    /// Forgets the pages of one layer.
    pub fn forget_layer(&mut self, layer: LayerId) {
        self.pages.retain(|page| page.scope.layer != layer);
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.pages.clear();
    }
}

impl Session {
    /// The page in memory; `None` until [`Session::load`] has read it.
    pub fn page(&self, scope: Scope) -> Option<&OpenPage> {
        self.pages.get(scope)
    }

    /// Reads a page into memory if it is not there.
    ///
    /// # Errors
    /// The store's.
    pub fn load(&mut self, scope: Scope) -> Result<&OpenPage, SessionError> {
        if !self.pages.touch(scope) {
            let page = self.read_page(scope)?;
            self.pages.keep(page);
        }
        self.pages
            .get(scope)
            .ok_or_else(|| SessionError::UnknownDocument(scope.document.to_string()))
    }

    /// A page to look at once: the one in memory, or read without keeping it there.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn glance(&self, scope: Scope) -> Result<OpenPage, SessionError> {
        match self.pages.get(scope) {
            Some(page) => Ok(page.clone()),
            None => self.read_page(scope),
        }
    }

    fn read_page(&self, scope: Scope) -> Result<OpenPage, SessionError> {
        let source = match self.pages.source(scope.document) {
            Some(source) => source,
            None => SourceText::new(self.store.text(scope.document)?),
        };
        let annotations = self.store.annotations(scope)?;
        let assigned = annotations
            .segments()
            .map(|segment| source.ink(segment.span))
            .sum();
        Ok(OpenPage {
            scope,
            source,
            annotations: Arc::new(annotations),
            assigned,
            revision: self.revision,
            inferred: Arc::default(),
        })
    }

    /// A page of a document that is about to come in, with its text and nothing else.
    pub(super) fn seed(&mut self, scope: Scope, source: SourceText) {
        let page = OpenPage {
            scope,
            source,
            annotations: Arc::default(),
            assigned: 0,
            revision: self.revision,
            inferred: Arc::default(),
        };
        self.pages.hold();
        self.pages.keep(page);
    }

    /// A document's description.
    ///
    /// # Errors
    /// The store's, and [`SessionError::UnknownDocument`].
    pub fn document(&self, id: DocumentId) -> Result<Document, SessionError> {
        self.store
            .document(id)?
            .ok_or_else(|| SessionError::UnknownDocument(id.to_string()))
    }
}
