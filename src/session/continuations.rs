//! Articles that run on over pages: finding, linking and reading them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Session, SessionError};
use crate::edit::verbs::continuations::{self, Neighbours};
use crate::edit::verbs::{Outcome, Refusal};
use crate::format::title::title_of;
use crate::model::annotations::Annotations;
use crate::model::document::Document;
use crate::model::id::{ArticleId, DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::model::reading::Readings;
use crate::store::continuations::Link;
use crate::store::documents::DocumentSort;
use crate::suggest::continuation::{Cue, Side, candidates};
use crate::text::projection::{BreakContext, ReadingText};
use crate::text::source::SourceText;

pub use crate::store::continuations::{ArticleAt, PageLink};

/// One part of an article that runs on over pages.
#[derive(Debug, Clone)]
pub struct ChainPart {
    /// Which article of which page.
    pub at: ArticleAt,
    /// The page.
    pub document: Document,
    /// The number of the article on its page, from 1.
    pub number: usize,
    /// The part as it should read.
    pub reading: ReadingText,
}

/// An article that another one may continue.
#[derive(Debug, Clone, PartialEq)]
pub struct ContinuationCandidate {
    /// Which article of which page.
    pub at: ArticleAt,
    /// The name of the page.
    pub document: String,
    /// The number of the article on its page, from 1.
    pub number: usize,
    /// Its title, or its headline; else how its text begins.
    pub title: String,
    /// From 0 to 1; 0 for those that only could be meant.
    pub score: f32,
    /// Why it may be meant, the strongest reason first.
    pub cues: Vec<Cue>,
}

/// What is wrong with a link between articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkProblem {
    /// What is continued is in no page of the project.
    Missing(Link),
    /// Another article continues the same one.
    Twice(Link),
    /// The article continues itself by way of others.
    Circle(Link),
}

/// As many pages are looked through at most for what an article may continue.
const MOST_PAGES: usize = 60;

/// As many articles are proposed at most.
const MOST_CANDIDATES: usize = 40;

/// Where articles are, and what is before and after them.
impl Session {
    /// The page that an article of a layer is on. Of an article that is on several
    /// versions of a page it is the newest; `None` if there is no such article or its
    /// page was taken out.
    ///
    /// # Errors
    /// The store's.
    pub fn find_article(
        &self,
        layer: LayerId,
        article: ArticleId,
    ) -> Result<Option<ArticleAt>, SessionError> {
        let Some(at) = self.store.find_article(layer, article)? else {
            return Ok(None);
        };
        let removed = self.document(at.document)?.removed;
        Ok((!removed).then_some(at))
    }

    /// The article that continues this one; `None` if none does.
    ///
    /// # Errors
    /// The store's.
    pub fn continued_by(
        &self,
        layer: LayerId,
        article: ArticleId,
    ) -> Result<Option<ArticleAt>, SessionError> {
        let found = self.store.articles_continuing(layer, article)?;
        Ok(found.into_iter().next())
    }

    /// The article that this one continues; `None` if none, or if that is not there.
    ///
    /// # Errors
    /// The store's.
    pub fn continues(
        &self,
        layer: LayerId,
        at: ArticleAt,
    ) -> Result<Option<ArticleAt>, SessionError> {
        let scope = Scope {
            document: at.document,
            layer,
        };
        let annotations = self.annotations_now(scope)?;
        let wanted = annotations.article(at.article).and_then(|it| it.continues);
        match wanted {
            Some(wanted) => self.find_article(layer, wanted),
            None => Ok(None),
        }
    }

    /// All parts of the article that this one is a part of, in reading order. Links
    /// that lead round in a circle are followed once.
    ///
    /// # Errors
    /// The store's.
    pub fn chain(&self, layer: LayerId, at: ArticleAt) -> Result<Vec<ArticleAt>, SessionError> {
        let mut chain = vec![at];
        while let Some(before) = chain.first()
            && let Some(found) = self.continues(layer, *before)?
            && chain.iter().all(|part| part.article != found.article)
        {
            chain.insert(0, found);
        }
        while let Some(last) = chain.last()
            && let Some(found) = self.continued_by(layer, last.article)?
            && chain.iter().all(|part| part.article != found.article)
        {
            chain.push(found);
        }
        Ok(chain)
    }

    /// The parts of an article that runs on over pages, each as it should read.
    ///
    /// # Errors
    /// The store's.
    pub fn chain_reading(
        &self,
        layer: LayerId,
        at: ArticleAt,
    ) -> Result<Vec<ChainPart>, SessionError> {
        let mut parts = Vec::new();
        for at in self.chain(layer, at)? {
            let scope = Scope {
                document: at.document,
                layer,
            };
            let annotations = self.annotations_now(scope)?;
            let source = self.source_of(at.document)?;
            parts.push(ChainPart {
                at,
                document: self.document(at.document)?,
                number: annotations.article_number(at.article).unwrap_or(1),
                reading: Readings::of(&source, &annotations, &BreakContext::of(&source))
                    .article(at.article),
            });
        }
        Ok(parts)
    }

    /// The links of the articles of one page, seen from there.
    ///
    /// # Errors
    /// The store's.
    pub fn links_of_page(&self, scope: Scope) -> Result<Vec<PageLink>, SessionError> {
        Ok(self.store.links_of_page(scope)?)
    }

    /// The links of a layer that lead nowhere, double or in a circle.
    ///
    /// # Errors
    /// The store's.
    pub fn link_problems(&self, layer: LayerId) -> Result<Vec<LinkProblem>, SessionError> {
        let links = self.store.links(layer)?;
        let circles = in_circles(&links);
        let mut continued = BTreeSet::new();
        let mut problems = Vec::new();
        for link in links {
            let is_first = continued.insert(link.continues);
            if self.find_article(layer, link.continues)?.is_none() {
                problems.push(LinkProblem::Missing(link));
            } else if !is_first {
                problems.push(LinkProblem::Twice(link));
            }
            if circles.contains(&link.from.article) {
                problems.push(LinkProblem::Circle(link));
            }
        }
        Ok(problems)
    }

    /// What a layer says of a page now, whether the page is open or not.
    ///
    /// # Errors
    /// The store's.
    pub fn annotations_now(
        &self,
        scope: Scope,
    ) -> Result<std::sync::Arc<Annotations>, SessionError> {
        match self.page(scope) {
            Some(page) => Ok(page.annotations.clone()),
            None => Ok(std::sync::Arc::new(self.store.annotations(scope)?)),
        }
    }

    fn source_of(&self, document: DocumentId) -> Result<SourceText, SessionError> {
        match self.pages.source(document) {
            Some(source) => Ok(source),
            None => Ok(SourceText::new(self.store.text(document)?)),
        }
    }
}

/// Linking.
impl Session {
    /// What links an article of an open page to the one that it continues, or why
    /// that cannot be.
    ///
    /// # Errors
    /// The store's.
    pub fn link_continuation(
        &mut self,
        scope: Scope,
        article: ArticleId,
        wanted: ArticleId,
    ) -> Result<Outcome, SessionError> {
        let Some(at) = self.find_article(scope.layer, wanted)? else {
            return Ok(Err(Refusal::NoSuchArticle));
        };
        let chain = self.chain(scope.layer, at)?;
        let before: Vec<_> = chain
            .iter()
            .map(|part| part.article)
            .take_while(|part| *part != wanted)
            .collect();
        let after = self.store.articles_continuing(scope.layer, wanted)?;
        let after: Vec<_> = after.into_iter().map(|at| at.article).collect();
        let schema = self.schema().clone();
        let page = self.load(scope)?;
        let neighbours = Neighbours {
            before: &before,
            after: &after,
        };
        Ok(continuations::link(
            page.look(&schema),
            article,
            wanted,
            neighbours,
        ))
    }

    /// The articles that one may continue, likeliest first: those of its page and of
    /// the other pages of its issue, else of the pages beside it in the project.
    ///
    /// # Errors
    /// The store's.
    pub fn continuation_candidates(
        &self,
        layer: LayerId,
        at: ArticleAt,
    ) -> Result<Vec<ContinuationCandidate>, SessionError> {
        let mine = self.document(at.document)?;
        let mut found: Vec<(Document, ArticleAt, usize, String, String)> = Vec::new();
        for document in self.pages_near(&mine)? {
            let scope = Scope {
                document: document.id,
                layer,
            };
            let annotations = self.annotations_now(scope)?;
            if annotations.article_count() == 0 {
                continue;
            }
            let source = self.source_of(document.id)?;
            for (article, number) in annotations.articles().zip(1..) {
                let spans: Vec<_> = annotations.segments_of(article.id).collect();
                let texts: Vec<_> = spans.iter().map(|it| source.slice(it.span)).collect();
                let place = ArticleAt {
                    document: document.id,
                    article: article.id,
                };
                let title = title_of(&source, &annotations, article);
                found.push((document.clone(), place, number, title, texts.join("\n")));
            }
        }
        let sides: Vec<Side<'_>> = found
            .iter()
            .map(|(document, place, _, title, text)| Side {
                article: place.article,
                meta: &document.meta,
                title,
                text,
                same_page: document.id == at.document,
            })
            .collect();
        let Some(my_side) = sides.iter().find(|side| side.article == at.article) else {
            return Ok(Vec::new());
        };
        let mut ranked = candidates(my_side, &sides);
        ranked.truncate(MOST_CANDIDATES);
        let shown = |index: usize, score: f32, cues: Vec<Cue>| {
            let (document, place, number, title, text) = found.get(index)?;
            Some(ContinuationCandidate {
                at: *place,
                document: document.name.clone(),
                number: *number,
                title: if title.is_empty() {
                    beginning(text)
                } else {
                    title.clone()
                },
                score,
                cues,
            })
        };
        let place = |article: ArticleId| sides.iter().position(|side| side.article == article);
        let mut all: Vec<_> = ranked
            .iter()
            .filter_map(|it| shown(place(it.article)?, it.score, it.cues.clone()))
            .collect();
        let rest = (0..found.len()).filter_map(|index| shown(index, 0.0, Vec::new()));
        let rest: Vec<_> = rest
            .filter(|it| it.at.article != at.article && all.iter().all(|known| known.at != it.at))
            .collect();
        all.extend(rest);
        Ok(all)
    }

    /// The page itself and those that its articles may come from: the pages of its
    /// issue, or those beside it in the order of issues where the issue is not known.
    fn pages_near(&self, mine: &Document) -> Result<Vec<Document>, SessionError> {
        let order = self.store.document_order(DocumentSort::Issue, false)?;
        let row = self.row_of(mine.id)?;
        let at = order
            .iter()
            .position(|other| Some(*other) == row)
            .unwrap_or(0);
        let (from, to) = (at.saturating_sub(MOST_PAGES / 2), at + MOST_PAGES / 2);
        let rows = order.get(from..to.min(order.len())).unwrap_or(&[]);
        let mut near = self.store.documents_by_rows(rows)?;
        let issue = (&mine.meta.newspaper, &mine.meta.date);
        if issue.0.is_some() && issue.1.is_some() {
            near.retain(|other| (&other.meta.newspaper, &other.meta.date) == issue);
        }
        Ok(near)
    }
}

/// The articles from which following the links leads back to them. Each link is
/// followed at most twice.
fn in_circles(links: &[Link]) -> BTreeSet<ArticleId> {
    let mut next: BTreeMap<ArticleId, ArticleId> = BTreeMap::new();
    for link in links {
        next.entry(link.from.article).or_insert(link.continues);
    }
    let mut circles = BTreeSet::new();
    let mut passed = BTreeSet::new();
    for &start in next.keys() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(article) = at.filter(|article| passed.insert(*article)) {
            way.push(article);
            at = next.get(&article).copied();
        }
        // The way ends where it, or an earlier one, has been before.
        let turn = way.iter().position(|article| Some(*article) == at);
        circles.extend(turn.and_then(|turn| way.get(turn..)).into_iter().flatten());
    }
    circles
}

/// How a text begins, for an article without a headline.
fn beginning(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_back_to_itself_is_a_circle() {
        let [a, b, c, d, e] = [(); 5].map(|()| ArticleId::new());
        let document = DocumentId::new();
        let link = |(article, continues)| Link {
            from: ArticleAt { document, article },
            continues,
        };
        let circles = |links: &[(ArticleId, ArticleId)]| {
            in_circles(&links.iter().copied().map(link).collect::<Vec<_>>())
        };
        assert_eq!(circles(&[(a, b), (b, c), (d, b)]), BTreeSet::new());
        let led_in = [(a, b), (b, c), (c, b), (d, a), (e, e)];
        assert_eq!(circles(&led_in), BTreeSet::from([b, c, e]));
    }
}
