//! Searching the corpus: words or an expression, in the reading or the raw text, with
//! filters, as keyword in context.
//!
//! The index names the documents that may have the words; each is then read as one
//! layer has it, and hits are what that text confirms. An expression that may begin
//! with anything reads all documents. Hits are handed over document by document while
//! the search goes on, so the first are there at once.
//!
//! **Limitations:** a hit that the reading text puts together from two places of a
//! page is no one stretch of the raw text and is left out. Words that a correction
//! makes are found in the layer that has the correction. At most
//! [`SearchRequest::limit`] hits are given.

mod filter;
mod hit;

pub use filter::{DocumentTest, Ground, MentionWish};
pub(super) use hit::context;
pub use hit::{FoundIn, Hit, SortBy, sort_hits, write_csv};

use std::sync::Arc;

use super::pages::OpenPage;
use super::{Session, SessionError};
use crate::jobs::Ticket;
use crate::model::annotations::Annotations;
use crate::model::document::Document;
use crate::model::id::LayerId;
use crate::model::layer::Scope;
use crate::model::reading::WholeReading;
use crate::store::documents::{DocumentSeq, DocumentSort};
use crate::text::pattern::Pattern;
use crate::text::span::Span;

/// More hits than anybody looks through.
pub const MOST_HITS: usize = 100_000;

/// Which text is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SearchedText {
    /// As it should read: lines joined, corrections applied.
    #[default]
    Reading,
    /// As it stands in the file.
    Raw,
}

/// What is looked for and where.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// What is looked for.
    pub pattern: Pattern,
    /// Which text is searched.
    pub over: SearchedText,
    /// The layer whose articles, line ends and corrections make the reading text.
    pub layer: LayerId,
    /// The layer whose mentions `mention` asks about; none for `layer`.
    pub by: Option<LayerId>,
    /// Which documents.
    pub documents: DocumentTest,
    /// On what ground hits must stand; empty for any.
    pub grounds: Vec<Ground>,
    /// What must be tagged there, or must not.
    pub mention: MentionWish,
    /// The greatest number of hits.
    pub limit: usize,
}

impl SearchRequest {
    /// A search of everything in a layer.
    pub fn new(pattern: Pattern, layer: LayerId) -> Self {
        Self {
            pattern,
            over: SearchedText::default(),
            layer,
            by: None,
            documents: DocumentTest::default(),
            grounds: Vec::new(),
            mention: MentionWish::default(),
            limit: MOST_HITS,
        }
    }
}

/// What a search came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SearchReport {
    /// The number of hits.
    pub hits: usize,
    /// The number of documents with hits.
    pub documents: usize,
    /// Whether there are more hits than the limit.
    pub cut: bool,
    /// Whether it was stopped early.
    pub cancelled: bool,
}

impl Session {
    /// Searches, in order of import; `each` gets the hits of one document after the
    /// other, in text order, and says whether to go on.
    ///
    /// # Errors
    /// The store's.
    pub fn search(
        &self,
        request: &SearchRequest,
        ticket: &Ticket,
        mut each: impl FnMut(Vec<Hit>) -> bool,
    ) -> Result<SearchReport, SessionError> {
        let mut report = SearchReport::default();
        let rows = self.search_rows(request)?;
        let read = |document: Document| {
            let admitted = request.documents.admits(&document);
            admitted
                .then(|| self.searched(document, request))
                .transpose()
        };
        let look = |page: Searched| page.hits(request);
        self.look_through(&rows, ticket, read, look, |mut hits| {
            report.cut = report.hits + hits.len() > request.limit;
            hits.truncate(request.limit - report.hits);
            let mut go_on = !report.cut;
            if !hits.is_empty() {
                report.hits += hits.len();
                report.documents += 1;
                report.cancelled = !each(hits);
                go_on &= !report.cancelled;
            }
            go_on
        })?;
        report.cancelled |= ticket.is_cancelled() && !report.cut;
        Ok(report)
    }

    /// The rows of the documents that are to be read.
    fn search_rows(&self, request: &SearchRequest) -> Result<Vec<DocumentSeq>, SessionError> {
        let one_of = request.pattern.one_of();
        let mut rows = Vec::new();
        for text in &one_of {
            match self.store.documents_that_may_have(text, request.layer)? {
                Some(found) => rows.extend(found),
                None => return Ok(self.store.document_order(DocumentSort::Import, false)?),
            }
        }
        if one_of.is_empty() {
            return Ok(self.store.document_order(DocumentSort::Import, false)?);
        }
        rows.sort_unstable();
        rows.dedup();
        Ok(rows)
    }

    /// Reads what is to be searched of a document.
    fn searched(
        &self,
        document: Document,
        request: &SearchRequest,
    ) -> Result<Searched, SessionError> {
        let glance = |layer| {
            self.glance(Scope {
                document: document.id,
                layer,
            })
        };
        let by = request.by.filter(|it| *it != request.layer);
        let others = by.map(glance).transpose()?;
        Ok(Searched {
            page: glance(request.layer)?,
            others: others.map(|page| page.annotations),
            found_in: Arc::new(FoundIn::of(document)),
        })
    }
}

/// A document that is searched.
struct Searched {
    found_in: Arc<FoundIn>,
    page: OpenPage,
    /// The annotations that are asked for mentions, if they are not those of the page.
    others: Option<Arc<Annotations>>,
}

impl Searched {
    fn hits(&self, request: &SearchRequest) -> Vec<Hit> {
        let page = &self.page;
        let mentions = self.others.as_ref().unwrap_or(&page.annotations);
        let found = match request.over {
            SearchedText::Raw => in_raw(page, request),
            SearchedText::Reading => in_reading(page, request),
        };
        let mut hits = Vec::new();
        for Place { span, context } in found {
            let ground = Ground::at(&page.annotations, span);
            let wanted = request.grounds.is_empty() || request.grounds.contains(&ground);
            if wanted && request.mention.admits(mentions, span) {
                let found_in = Arc::clone(&self.found_in);
                hits.push(Hit::new(found_in, page, mentions, ground, span, context));
            }
        }
        hits.sort_by_key(|hit| hit.span);
        hits
    }
}

/// A hit before anything else is known of it.
struct Place {
    span: Span,
    context: [String; 3],
}

fn in_raw(page: &OpenPage, request: &SearchRequest) -> Vec<Place> {
    let source = &page.source;
    let spans = request.pattern.find(source.text(), MOST_HITS);
    let place = |span| Place {
        span,
        context: context(source, span),
    };
    spans.into_iter().map(place).collect()
}

fn in_reading(page: &OpenPage, request: &SearchRequest) -> Vec<Place> {
    let whole: WholeReading = page.readings().whole(true);
    let spans = request.pattern.find(whole.text.text(), MOST_HITS);
    let place = |span: Span| {
        let range = span.start().0..span.end().0;
        Some(Place {
            span: whole.text.raw_stretch_of(range, &page.source)?,
            context: context(whole.text.source(), span),
        })
    };
    spans.into_iter().filter_map(place).collect()
}
