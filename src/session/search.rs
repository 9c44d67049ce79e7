//! Searching the corpus: words or an expression, in the reading or the raw text, with
//! filters, as keyword in context.
//!
//! The index names the documents that may have the words; each is then read as one
//! layer has it, and hits are what that text confirms. An expression of which nothing is
//! sure to stand in a hit reads all documents. Hits are handed over document by document
//! while the search goes on, so the first are there at once.
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
use crate::text::source::SourceText;
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
        let look = |page: Searched| page.seen(request);
        self.look_through(&rows, ticket, read, look, |seen| {
            let room = request.limit - report.hits;
            report.cut = seen.places.len() > room;
            let hits: Vec<Hit> = seen.hits().take(room).collect();
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
        match self.store.documents_that_may_have(&one_of, request.layer)? {
            Some(rows) => Ok(rows),
            None => Ok(self.store.document_order(DocumentSort::Import, false)?),
        }
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
    /// The layer that is asked for mentions.
    fn mentions(&self) -> &Annotations {
        self.others.as_ref().unwrap_or(&self.page.annotations)
    }

    /// Looks for places that are wanted.
    fn seen(self, request: &SearchRequest) -> Seen {
        let page = &self.page;
        let (text, mut places) = match request.over {
            SearchedText::Raw => in_raw(page, request),
            SearchedText::Reading => in_reading(page, request),
        };
        let on_wanted = |span| {
            let grounds = &request.grounds;
            grounds.is_empty() || grounds.contains(&Ground::at(&page.annotations, span))
        };
        let mentions = self.mentions();
        places.retain(|it| on_wanted(it.span) && request.mention.admits(mentions, it.span));
        places.sort_by_key(|it| it.span);
        Seen {
            page: self,
            text,
            places,
        }
    }
}

/// A document in which all places are found. Hits are made of them when they are asked
/// for, one by one: many pages are looked at before it is known that hits are enough.
struct Seen {
    page: Searched,
    /// The text that was searched.
    text: SourceText,
    places: Vec<Place>,
}

impl Seen {
    fn hits(&self) -> impl Iterator<Item = Hit> {
        let (page, mentions) = (&self.page.page, self.page.mentions());
        self.places.iter().map(move |it| {
            let found_in = Arc::clone(&self.page.found_in);
            let ground = Ground::at(&page.annotations, it.span);
            let context = context(&self.text, it.searched);
            Hit::new(found_in, page, mentions, ground, it.span, context)
        })
    }
}

/// A hit before anything else is known of it.
struct Place {
    /// Where it stands in the raw text.
    span: Span,
    /// Where it stands in the text that was searched.
    searched: Span,
}

fn in_raw(page: &OpenPage, request: &SearchRequest) -> (SourceText, Vec<Place>) {
    let text = page.source.clone();
    let spans = request.pattern.find(text.text(), MOST_HITS);
    let place = |span| Place {
        span,
        searched: span,
    };
    (text, spans.into_iter().map(place).collect())
}

fn in_reading(page: &OpenPage, request: &SearchRequest) -> (SourceText, Vec<Place>) {
    let whole: WholeReading = page.readings().whole(true);
    let spans = request.pattern.find(whole.text.text(), MOST_HITS);
    let place = |searched: Span| {
        let range = searched.start().0..searched.end().0;
        let span = whole.text.raw_stretch_of(range, &page.source)?;
        Some(Place { span, searched })
    };
    let places = spans.into_iter().filter_map(place).collect();
    (whole.text.source().clone(), places)
}
