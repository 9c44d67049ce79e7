//! Verbs on articles that run on over pages: what continues what.

use super::{Outcome, Refusal};
use crate::edit::apply::{Ground, apply_changes};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, PageChange};
use crate::model::annotations::Annotations;
use crate::model::article::Article;
use crate::model::id::ArticleId;
use crate::text::span::Span;

/// What a page cannot know of the articles of other pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Neighbours<'a> {
    /// The articles that the wanted one continues, directly and by way of others.
    pub before: &'a [ArticleId],
    /// The articles that continue the wanted one.
    pub after: &'a [ArticleId],
}

/// Says that `article` continues `wanted`, an article of this page or another.
///
/// What it continued before is forgotten.
///
/// # Errors
/// [`Refusal::NoSuchArticle`] if the article is not on the page,
/// [`Refusal::AlreadySo`], [`Refusal::WouldCircle`] if `wanted` comes after it, and
/// [`Refusal::ContinuedAlready`] if something else continues `wanted`.
pub fn link(
    page: Page<'_>,
    article: ArticleId,
    wanted: ArticleId,
    neighbours: Neighbours<'_>,
) -> Outcome {
    let before = page
        .annotations
        .article(article)
        .ok_or(Refusal::NoSuchArticle)?;
    if before.continues == Some(wanted) {
        return Err(Refusal::AlreadySo);
    }
    if wanted == article || neighbours.before.contains(&article) {
        return Err(Refusal::WouldCircle);
    }
    if neighbours.after.iter().any(|&other| other != article) {
        return Err(Refusal::ContinuedAlready);
    }
    set(page, before, Some(wanted), Deed::LinkContinuation)
}

/// Says that `article` continues nothing.
///
/// # Errors
/// [`Refusal::NoSuchArticle`] if the article is not on the page and
/// [`Refusal::AlreadySo`].
pub fn unlink(page: Page<'_>, article: ArticleId) -> Outcome {
    let before = page
        .annotations
        .article(article)
        .ok_or(Refusal::NoSuchArticle)?;
    if before.continues.is_none() {
        return Err(Refusal::AlreadySo);
    }
    set(page, before, None, Deed::UnlinkContinuation)
}

fn set(page: Page<'_>, before: &Article, continues: Option<ArticleId>, deed: Deed) -> Outcome {
    let number = page
        .annotations
        .article_number(before.id)
        .ok_or(Refusal::NoSuchArticle)?;
    let mut draft = Draft::new(page);
    draft.push(PageChange::Article(Change::Replace {
        before: before.clone(),
        after: Article {
            continues,
            ..before.clone()
        },
    }));
    let first = page.annotations.segments_of(before.id).next();
    let place = first.map_or_else(Span::default, |segment| segment.span);
    draft
        .finish(EditLabel::new(deed).about(number.to_string()), place)
        .ok_or(Refusal::AlreadySo)
}

/// The articles that changes of a page take away, each with the article that then has
/// what was read first in it, and the page as it is then. Nobody where the text then
/// belongs to no article.
pub fn heirs(page: Page<'_>, changes: &[&PageChange]) -> (Annotations, Vec<(Article, ArticleId)>) {
    let ground = Ground {
        source: page.source,
        schema: page.schema,
    };
    let mut after = page.annotations.clone();
    if apply_changes(&mut after, ground, changes.iter().copied()).is_err() {
        // Whoever carries them out says why.
        return (after, Vec::new());
    }
    let heir = |gone: &Article| {
        let first = page.annotations.segments_of(gone.id).next()?;
        let at = page.source.trim(first.span)?.start();
        let there = after.segment_at(at).filter(|it| it.span.contains(at))?;
        Some((gone.clone(), there.article()?))
    };
    let gone = changes.iter().filter_map(|change| match change {
        PageChange::Article(Change::Remove(gone)) => heir(gone),
        _ => None,
    });
    let heirs = gone.collect();
    (after, heirs)
}

/// What an article continues once it has taken in one that is gone. `chain` are the
/// parts, in reading order, of what the one that is gone was a part of.
pub fn inherited(chain: &[ArticleId], gone: &Article, heir: &Article) -> Option<ArticleId> {
    let place = |id: ArticleId| chain.iter().position(|part| *part == id);
    match (place(gone.id), place(heir.id)) {
        // The one that is read first says what both continue.
        (Some(before), Some(after)) if before < after => gone.continues,
        (_, Some(_)) => heir.continues,
        (_, None) => heir.continues.or(gone.continues),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotations::Parts;
    use crate::model::entity::Attributes;
    use crate::model::id::{DocumentId, LayerId};
    use crate::model::layer::Scope;
    use crate::model::schema::Schema;
    use crate::text::source::SourceText;

    fn try_link(
        continues: Option<ArticleId>,
        id: ArticleId,
        wanted: ArticleId,
        before: &[ArticleId],
        after: &[ArticleId],
    ) -> Outcome {
        let article = Article {
            id,
            rank: 1,
            title: None,
            continues,
            attributes: Attributes::new(),
        };
        let annotations = Annotations::from_parts(Parts {
            articles: vec![article],
            ..Parts::default()
        });
        let page = Page {
            scope: Scope {
                document: DocumentId::new(),
                layer: LayerId::new(),
            },
            source: &SourceText::new("甲"),
            annotations: &annotations,
            schema: &Schema::newspaper(),
        };
        link(page, id, wanted, Neighbours { before, after })
    }

    #[test]
    fn circles_and_second_successors_are_refused() {
        let [a, b, c] = [(); 3].map(|()| ArticleId::new());
        assert!(try_link(None, a, b, &[], &[]).is_ok());
        assert!(try_link(Some(c), a, b, &[c], &[]).is_ok());
        assert!(try_link(None, a, b, &[c], &[a]).is_ok());
        assert_eq!(try_link(Some(b), a, b, &[], &[a]), Err(Refusal::AlreadySo));
        assert_eq!(try_link(None, a, a, &[], &[]), Err(Refusal::WouldCircle));
        assert_eq!(
            try_link(None, a, b, &[c, a], &[]),
            Err(Refusal::WouldCircle)
        );
        assert_eq!(
            try_link(None, a, b, &[], &[c]),
            Err(Refusal::ContinuedAlready)
        );
    }
}
