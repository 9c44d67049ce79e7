//! Links of articles that are merged away: the article that takes their text in takes
//! their links over, on whatever page the other ends are, in the same step of undo.

use std::collections::{BTreeMap, BTreeSet};

use super::continuations::ArticleAt;
use super::reach::{changes_of, scopes_of};
use super::{Session, SessionError};
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::edit::verbs::continuations::{heirs, inherited};
use crate::model::annotations::Annotations;
use crate::model::article::Article;
use crate::model::id::ArticleId;
use crate::model::layer::Scope;

/// Articles whose links change, as they are before and after.
type Relinked = BTreeMap<(Scope, ArticleId), (Article, Article)>;

impl Session {
    /// Adds to a transaction what keeps links from leading to articles that it merges
    /// into others.
    pub(super) fn with_links(
        &mut self,
        mut transaction: Transaction,
    ) -> Result<Transaction, SessionError> {
        let schema = self.schema.clone();
        let mut relinked = Relinked::new();
        for scope in scopes_of(&transaction) {
            let changes = changes_of(scope, &transaction);
            if !self.cuts_links(scope, &changes)? {
                continue;
            }
            let page = self.load(scope)?;
            let (after, heirs) = heirs(page.look(&schema), &changes);
            for (gone, heir) in &heirs {
                self.hand_over(scope, &after, (gone, *heir), &mut relinked)?;
            }
            settle(&mut relinked, &heirs);
        }
        for ((scope, _), (before, after)) in relinked {
            if before != after {
                let change = PageChange::Article(Change::Replace { before, after });
                transaction.ops.push(Op::Page { scope, change });
            }
        }
        Ok(transaction)
    }

    /// Whether changes of a page take away an article that is linked to others.
    fn cuts_links(&self, scope: Scope, changes: &[&PageChange]) -> Result<bool, SessionError> {
        let gone = changes.iter().filter_map(|change| match change {
            PageChange::Article(Change::Remove(gone)) => Some(gone.id),
            _ => None,
        });
        let gone: BTreeSet<ArticleId> = gone.collect();
        if gone.is_empty() {
            return Ok(false);
        }
        let mut links = self.store.links_of_page(scope)?.into_iter();
        Ok(links.any(|link| gone.contains(&link.article)))
    }

    /// Notes what the links of an article that is gone become.
    fn hand_over(
        &self,
        scope: Scope,
        after: &Annotations,
        (gone, heir): (&Article, ArticleId),
        relinked: &mut Relinked,
    ) -> Result<(), SessionError> {
        let at = ArticleAt {
            document: scope.document,
            article: gone.id,
        };
        let chain = self.chain(scope.layer, at)?;
        let chain: Vec<_> = chain.into_iter().map(|part| part.article).collect();
        let Some(taking) = after.article(heir) else {
            return Ok(());
        };
        let pair = || (taking.clone(), taking.clone());
        let (_, taking) = relinked.entry((scope, heir)).or_insert_with(pair);
        taking.continues = inherited(&chain, gone, taking);
        for next in self.store.articles_continuing(scope.layer, gone.id)? {
            if next.article == heir {
                continue;
            }
            let its = Scope {
                document: next.document,
                ..scope
            };
            let found = if its == scope {
                after.article(next.article).cloned()
            } else {
                self.annotations_now(its)?.article(next.article).cloned()
            };
            if let Some(article) = found {
                let pair = (article.clone(), article);
                let (_, next) = relinked.entry((its, next.article)).or_insert(pair);
                next.continues = Some(heir);
            }
        }
        Ok(())
    }
}

/// Where several articles are gone at once, one may have named another: what is
/// continued is then what took that one in, or what it continued itself.
fn settle(relinked: &mut Relinked, heirs: &[(Article, ArticleId)]) {
    for ((_, id), (_, article)) in relinked {
        for _ in heirs {
            let wanted = article.continues;
            let named = heirs.iter().find(|(gone, _)| Some(gone.id) == wanted);
            article.continues = match named {
                Some((gone, heir)) if heir == id => gone.continues,
                Some((_, heir)) => Some(*heir),
                None => break,
            };
        }
    }
}
