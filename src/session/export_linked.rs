//! Exporting articles that run on over pages: where they begin, and what is read for
//! them from other pages.

use std::collections::{BTreeMap, BTreeSet};

use super::export::ExportRequest;
use super::{Session, SessionError};
use crate::format::chain::{ArticlePart, Chains};
use crate::format::export_page::ExportPage;
use crate::model::annotations::Annotations;
use crate::model::document::Document;
use crate::model::id::{ArticleId, DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::store::continuations::ArticleAt;
use crate::store::documents::DocumentSeq;
use crate::text::source::SourceText;

/// The links between the articles that are exported. Empty for nearly every project,
/// and then nothing of this costs anything.
pub(super) struct Linked {
    layer: LayerId,
    /// What goes on with each article.
    next: BTreeMap<ArticleId, ArticleAt>,
    /// Articles that are a part of another one that is exported.
    elsewhere: BTreeSet<ArticleId>,
    /// Articles at the beginning of a chain.
    heads: BTreeSet<ArticleId>,
}

/// A page that is read because an article of another one goes on there.
pub(super) struct OtherPage {
    document: Document,
    source: SourceText,
    annotations: Annotations,
}

impl OtherPage {
    /// The page as exporters see it, exported as `like` is.
    pub fn page<'a>(&'a self, like: &ExportPage<'a>) -> ExportPage<'a> {
        ExportPage {
            document: &self.document,
            source: &self.source,
            annotations: &self.annotations,
            ..*like
        }
    }
}

impl Linked {
    /// The links of the layer between documents of `rows`.
    pub fn of(
        session: &Session,
        request: &ExportRequest,
        rows: &[DocumentSeq],
    ) -> Result<Self, SessionError> {
        let mut linked = Self {
            layer: request.layer,
            next: BTreeMap::new(),
            elsewhere: BTreeSet::new(),
            heads: BTreeSet::new(),
        };
        let links = session.store.links(request.layer)?;
        if links.is_empty() {
            return Ok(linked);
        }
        let rows: BTreeSet<DocumentSeq> = rows.iter().copied().collect();
        let exported = |document: DocumentId| -> Result<bool, SessionError> {
            let row = session.row_of(document)?;
            Ok(row.is_some_and(|row| rows.contains(&row)))
        };
        for link in links {
            let Some(before) = session.find_article(request.layer, link.continues)? else {
                continue;
            };
            let both = exported(link.from.document)? && exported(before.document)?;
            if both && !linked.next.contains_key(&before.article) {
                linked.next.insert(before.article, link.from);
            }
        }
        let parts: BTreeSet<ArticleId> = linked.next.values().map(|at| at.article).collect();
        linked.heads = linked
            .next
            .keys()
            .filter(|id| !parts.contains(id))
            .copied()
            .collect();
        // Articles in a circle have no head; each is then written for itself.
        let heads = linked.heads.iter();
        let elsewhere = heads.flat_map(|head| linked.rest_of(*head));
        linked.elsewhere = elsewhere.map(|at| at.article).collect();
        Ok(linked)
    }

    /// What goes on with an article at the beginning of a chain, in reading order.
    fn rest_of(&self, head: ArticleId) -> impl Iterator<Item = ArticleAt> {
        // Nothing leads back to a head, so this ends.
        std::iter::successors(self.next.get(&head), |at| self.next.get(&at.article)).copied()
    }

    /// The other pages on which articles of a page go on.
    pub fn parts_from(
        &self,
        session: &Session,
        page: &ExportPage<'_>,
    ) -> Result<Vec<OtherPage>, SessionError> {
        let articles = page.annotations.articles();
        let heads = articles.filter(|it| self.heads.contains(&it.id));
        let documents: BTreeSet<DocumentId> = heads
            .flat_map(|head| self.rest_of(head.id))
            .map(|at| at.document)
            .filter(|id| *id != page.document.id)
            .collect();
        let read = |document| {
            let scope = Scope {
                document,
                layer: self.layer,
            };
            Ok(OtherPage {
                document: session.document(document)?,
                source: SourceText::new(session.store.text(document)?),
                annotations: session.store.annotations(scope)?,
            })
        };
        documents.into_iter().map(read).collect()
    }

    /// What the exporters must know of the articles of a page.
    pub fn chains<'a>(&self, page: &ExportPage<'a>, others: &[ExportPage<'a>]) -> Chains<'a> {
        let mut chains = Chains::default();
        for article in page.annotations.articles() {
            if self.elsewhere.contains(&article.id) {
                chains.elsewhere.insert(article.id);
            }
            if !self.heads.contains(&article.id) {
                continue;
            }
            let part = |at: ArticleAt| {
                let mut pages = std::iter::once(page).chain(others);
                let page = pages.find(|page| page.document.id == at.document)?;
                Some(ArticlePart {
                    page: *page,
                    article: at.article,
                })
            };
            let parts = self.rest_of(article.id).filter_map(part).collect();
            chains.more.insert(article.id, parts);
        }
        chains
    }

    /// The name of the page that an article is on.
    pub fn home(&self, session: &Session, article: ArticleId) -> Option<String> {
        let at = session.find_article(self.layer, article).ok()??;
        Some(session.document(at.document).ok()?.name)
    }
}
