//! Open pages: text and annotations of the documents at hand.

use std::collections::BTreeMap;
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
    pages: BTreeMap<Scope, Kept>,
    /// Grows with every use.
    clock: u64,
    /// While a change is being made nothing is forgotten.
    held: bool,
}

/// A page in memory.
#[derive(Debug)]
struct Kept {
    page: OpenPage,
    /// When it was used last, by [`PageCache::clock`].
    used: u64,
}

/// Enough for going back and forth; a page of a newspaper is some hundred KB in memory.
const KEPT_PAGES: usize = 12;

impl PageCache {
    /// The page, if it is in memory.
    pub fn get(&self, scope: Scope) -> Option<&OpenPage> {
        self.pages.get(&scope).map(|kept| &kept.page)
    }

    /// The page to change, if it is in memory.
    pub fn get_mut(&mut self, scope: Scope) -> Option<&mut OpenPage> {
        self.pages.get_mut(&scope).map(|kept| &mut kept.page)
    }

    /// Makes the page the most recently used; `false` if it is not in memory.
    fn touch(&mut self, scope: Scope) -> bool {
        let used = self.tick();
        let kept = self.pages.get_mut(&scope);
        kept.map(|kept| kept.used = used).is_some()
    }

    /// Keeps a page and forgets those that were not used for long.
    fn keep(&mut self, page: OpenPage) {
        let used = self.tick();
        self.pages.insert(page.scope, Kept { page, used });
        self.trim();
    }

    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }

    fn trim(&mut self) {
        if self.held || self.pages.len() <= KEPT_PAGES {
            return;
        }
        let mut uses: Vec<u64> = self.pages.values().map(|kept| kept.used).collect();
        uses.sort_unstable();
        let oldest = uses.get(uses.len() - KEPT_PAGES).copied().unwrap_or(0);
        self.pages.retain(|_, kept| kept.used >= oldest);
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
        let layer = LayerId(uuid::Uuid::nil());
        let (scope, kept) = self.pages.range(Scope { document, layer }..).next()?;
        (scope.document == document).then(|| kept.page.source.clone())
    }

    /// Forgets one page.
    pub fn forget(&mut self, scope: Scope) {
        self.pages.remove(&scope);
    }

    /// Forgets the pages of one layer.
    pub fn forget_layer(&mut self, layer: LayerId) {
        self.pages.retain(|scope, _| scope.layer != layer);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn page(document: DocumentId, layer: LayerId) -> OpenPage {
        OpenPage {
            scope: Scope { document, layer },
            source: SourceText::new(document.to_string()),
            annotations: Arc::default(),
            assigned: 0,
            revision: 0,
            inferred: Arc::default(),
        }
    }

    #[test]
    fn the_pages_used_last_are_kept() {
        let layer = LayerId::new();
        let ids: Vec<_> = (0..KEPT_PAGES + 2).map(|_| DocumentId::new()).collect();
        let scope = |at: usize| Scope {
            document: ids[at],
            layer,
        };
        let mut cache = PageCache::default();
        for &id in &ids[..KEPT_PAGES] {
            cache.keep(page(id, layer));
        }
        assert!(cache.touch(scope(0)) && !cache.touch(scope(KEPT_PAGES)));
        cache.hold();
        for &id in &ids[KEPT_PAGES..] {
            cache.keep(page(id, layer));
        }
        assert_eq!(cache.pages.len(), ids.len(), "held");
        cache.release();
        assert_eq!(cache.pages.len(), KEPT_PAGES);
        let there: Vec<_> = (0..ids.len())
            .filter(|&at| cache.get(scope(at)).is_some())
            .collect();
        let expected: Vec<_> = std::iter::once(0).chain(3..ids.len()).collect();
        assert_eq!(there, expected, "1 and 2 were not used for longest");
    }

    #[test]
    fn a_text_is_found_in_whatever_layer_it_is() {
        let (ids, layers) = (
            [(); 3].map(|()| DocumentId::new()),
            [(); 2].map(|()| LayerId::new()),
        );
        let mut cache = PageCache::default();
        cache.keep(page(ids[0], layers[0]));
        cache.keep(page(ids[2], layers[1]));
        let text = |cache: &PageCache, at: usize| {
            let source = cache.source(ids[at]);
            source.map(|it| it.text() == ids[at].to_string())
        };
        assert_eq!(
            [0, 1, 2].map(|at| text(&cache, at)),
            [Some(true), None, Some(true)]
        );
        cache.forget_layer(layers[0]);
        assert_eq!(
            [0, 1, 2].map(|at| text(&cache, at)),
            [None, None, Some(true)]
        );
    }
}
