//! Verbs on whole articles: start, merge, move, delete, name.

use super::{Outcome, Refusal, segments};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, PageChange};
use crate::model::annotations::Annotations;
use crate::model::article::{Article, Segment};
use crate::model::entity::{AttributeValue, set_value, united};
use crate::model::id::{ArticleId, SegmentId};
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// Where on the caret's line a new article begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// At the start of the line, or of the next line with text.
    Line,
    /// Exactly at the caret.
    Caret,
}

/// Starts an article at the caret.
///
/// In text that belongs to nothing the article takes everything up to the next
/// segment. Inside an article it takes the rest of it: the part of the segment
/// from the caret on, and the segments read later that stand further down.
///
/// # Errors
/// [`Refusal::AlreadyStarts`] or [`Refusal::NoText`].
pub fn start(page: Page<'_>, caret: CharOffset, start: Start) -> Outcome {
    let at = start_offset(page, caret, start).ok_or(Refusal::NoText)?;
    let mut draft = Draft::new(page);
    let owner = page
        .annotations
        .segment_at(at)
        .filter(|segment| segment.span.contains(at));
    match owner.map(|segment| (segment, segment.article())) {
        Some((segment, Some(article))) => cut_article(&mut draft, segment, article, at)?,
        Some((segment, None)) => {
            open_article(&mut draft, Span::between(at, segment.span.end()))?;
        }
        None => {
            let end = page
                .annotations
                .next_segment(at)
                .map_or(page.source.span().end(), |next| next.span.start());
            open_article(&mut draft, Span::between(at, end))?;
        }
    }
    let number = draft.article_place(at).max(1);
    let label = EditLabel::new(Deed::StartArticle).about(number.to_string());
    draft
        .finish(label, Span::caret(at))
        .ok_or(Refusal::AlreadyStarts)
}

/// The first text at or after the place that `start` means.
fn start_offset(page: Page<'_>, caret: CharOffset, start: Start) -> Option<CharOffset> {
    let from = match start {
        Start::Caret => caret,
        Start::Line => page.source.line_span(page.source.line_of(caret)).start(),
    };
    page.source
        .trim(Span::between(from, page.source.span().end()))
        .map(Span::start)
}

fn open_article(draft: &mut Draft<'_>, span: Span) -> Result<(), Refusal> {
    let span = draft.page.source.trim(span).ok_or(Refusal::NoText)?;
    let place = draft.article_place(span.start());
    let article = draft.new_article(place);
    draft.carve(span);
    let body = draft.page.schema.body_role();
    draft.place_by_role(SegmentId::new(), span, &body, article);
    Ok(())
}

/// The rest of `article` from `at` in `segment` on becomes an article of its own.
fn cut_article(
    draft: &mut Draft<'_>,
    segment: &Segment,
    article: ArticleId,
    at: CharOffset,
) -> Result<(), Refusal> {
    let list = draft.segments_of(article);
    let later = list
        .iter()
        .skip_while(|other| other.id != segment.id)
        .skip(1);
    let follows: Vec<_> = later
        .filter(|other| other.span.start() > at)
        .cloned()
        .collect();
    let head = draft
        .page
        .source
        .trim(Span::between(segment.span.start(), at));
    if head.is_none() && list.len() == follows.len() + 1 {
        return Err(Refusal::AlreadyStarts);
    }
    let tail = draft
        .page
        .source
        .trim(Span::between(at, segment.span.end()))
        .ok_or(Refusal::NoText)?;
    let place = draft
        .articles()
        .iter()
        .position(|other| other.id == article)
        .map_or(0, |at| at + 1);
    let new = draft.new_article(place);
    let role = segment
        .role()
        .cloned()
        .unwrap_or_else(|| draft.page.schema.body_role());
    match head {
        Some(head) => {
            draft.set_segment(Segment {
                span: head,
                ..segment.clone()
            });
            draft.place_segment(SegmentId::new(), tail, &role, new, 0);
        }
        None => draft.place_segment(segment.id, tail, &role, new, 0),
    }
    for (moved, at) in follows.into_iter().zip(1..) {
        let Some(role) = moved.role().cloned() else {
            continue;
        };
        draft.place_segment(moved.id, moved.span, &role, new, at);
    }
    Ok(())
}

/// Makes `from` part of `into`; each segment goes where its role belongs. What is said
/// of `from` and not of `into` is said of the whole.
///
/// # Errors
/// [`Refusal::AlreadySo`] if they are one.
pub fn merge(page: Page<'_>, from: ArticleId, into: ArticleId) -> Outcome {
    if from == into {
        return Err(Refusal::AlreadySo);
    }
    let number = page
        .annotations
        .article_number(into)
        .ok_or(Refusal::NoSuchArticle)?;
    let mut draft = Draft::new(page);
    let mut focus = None;
    for segment in draft.segments_of(from) {
        segments::give(&mut draft, segment.span, into);
        focus.get_or_insert(segment.span);
    }
    draft.remove_article(from);
    let said = page
        .annotations
        .article(from)
        .zip(page.annotations.article(into));
    if let Some((gone, kept)) = said {
        let attributes = united(&kept.attributes, &gone.attributes);
        draft.set_article(Article {
            attributes,
            ..kept.clone()
        });
    }
    let label = EditLabel::new(Deed::MergeArticles).about(number.to_string());
    let focus = focus.unwrap_or_else(|| Span::caret(CharOffset(0)));
    draft.finish(label, focus).ok_or(Refusal::NoSuchArticle)
}

/// Merges the article under the caret into the one before it on the page.
///
/// # Errors
/// [`Refusal::NothingAbove`] for the first article.
pub fn merge_above(page: Page<'_>, caret: CharOffset) -> Outcome {
    let article = article_at(page, caret)?;
    let number = page
        .annotations
        .article_number(article)
        .ok_or(Refusal::NoSuchArticle)?;
    let above = page
        .annotations
        .article_by_number(number - 1)
        .ok_or(Refusal::NothingAbove)?;
    merge(page, article, above.id)
}

/// The article under the caret.
///
/// # Errors
/// [`Refusal::NoArticleHere`] if the caret stands in none.
pub fn article_at(page: Page<'_>, caret: CharOffset) -> Result<ArticleId, Refusal> {
    page.annotations
        .segment_at(caret)
        .and_then(Segment::article)
        .ok_or(Refusal::NoArticleHere)
}

/// Moves an article to place `at` (from 0) among the articles of the page.
///
/// # Errors
/// [`Refusal::NoFurther`] if it stands there already.
pub fn move_to(page: Page<'_>, id: ArticleId, at: usize) -> Outcome {
    let number = page
        .annotations
        .article_number(id)
        .ok_or(Refusal::NoSuchArticle)?;
    if number - 1 == at || at >= page.annotations.article_count() {
        return Err(Refusal::NoFurther);
    }
    let mut draft = Draft::new(page);
    draft.move_article(id, at);
    let label = EditLabel::new(Deed::MoveArticle).about(number.to_string());
    draft
        .finish(label, first_span(page, id))
        .ok_or(Refusal::NoFurther)
}

/// Moves an article one place up (`-1`) or down (`1`).
///
/// # Errors
/// [`Refusal::NoFurther`] at either end.
pub fn nudge(page: Page<'_>, id: ArticleId, step: isize) -> Outcome {
    let number = page
        .annotations
        .article_number(id)
        .ok_or(Refusal::NoSuchArticle)?;
    let to = (number - 1)
        .checked_add_signed(step)
        .ok_or(Refusal::NoFurther)?;
    move_to(page, id, to)
}

/// Deletes an article; its text then belongs to nothing.
///
/// # Errors
/// [`Refusal::NoSuchArticle`] if it is not there.
pub fn delete(page: Page<'_>, id: ArticleId) -> Outcome {
    let number = page
        .annotations
        .article_number(id)
        .ok_or(Refusal::NoSuchArticle)?;
    let mut draft = Draft::new(page);
    for segment in draft.segments_of(id) {
        draft.remove_segment(segment.id);
    }
    draft.remove_article(id);
    let label = EditLabel::new(Deed::DeleteArticle).about(number.to_string());
    draft
        .finish(label, first_span(page, id))
        .ok_or(Refusal::NoSuchArticle)
}

/// Gives an article a title; an empty one lets the headline speak again.
///
/// # Errors
/// [`Refusal::AlreadySo`] if it has that title.
pub fn set_title(page: Page<'_>, id: ArticleId, title: &str) -> Outcome {
    let article = page.annotations.article(id).ok_or(Refusal::NoSuchArticle)?;
    let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
    if article.title == title {
        return Err(Refusal::AlreadySo);
    }
    let change = Change::Replace {
        before: article.clone(),
        after: Article {
            title,
            ..article.clone()
        },
    };
    let mut draft = Draft::new(page);
    draft.push(PageChange::Article(change));
    let number = page
        .annotations
        .article_number(id)
        .ok_or(Refusal::NoSuchArticle)?;
    let label = EditLabel::new(Deed::SetTitle).about(number.to_string());
    draft
        .finish(label, first_span(page, id))
        .ok_or(Refusal::AlreadySo)
}

/// Sets or clears an attribute of an article.
///
/// # Errors
/// [`Refusal::AlreadySo`] if it has that value.
pub fn set_attribute(
    page: Page<'_>,
    id: ArticleId,
    name: &str,
    value: Option<AttributeValue>,
) -> Outcome {
    let before = page.annotations.article(id).ok_or(Refusal::NoSuchArticle)?;
    let mut after = before.clone();
    set_value(&mut after.attributes, name, value);
    let change = Change::between(Some(before.clone()), Some(after));
    let mut draft = Draft::new(page);
    draft.push(PageChange::Article(change.ok_or(Refusal::AlreadySo)?));
    let label = EditLabel::new(Deed::SetArticleAttribute).about(name);
    draft
        .finish(label, first_span(page, id))
        .ok_or(Refusal::AlreadySo)
}

/// The changes that remove everything a layer says of a page.
pub fn clear_changes(annotations: &Annotations) -> Vec<PageChange> {
    let relations = annotations
        .relations()
        .cloned()
        .map(|it| PageChange::Relation(Change::Remove(it)));
    let entities = annotations
        .entities()
        .cloned()
        .map(|it| PageChange::Entity(Change::Remove(it)));
    let corrections = annotations
        .corrections()
        .cloned()
        .map(|it| PageChange::Correction(Change::Remove(it)));
    let breaks = annotations
        .line_breaks()
        .map(|it| PageChange::LineBreak(Change::Remove(it)));
    let segments = annotations
        .segments()
        .cloned()
        .map(|it| PageChange::Segment(Change::Remove(it)));
    let articles = annotations
        .articles()
        .cloned()
        .map(|it| PageChange::Article(Change::Remove(it)));
    relations
        .chain(entities)
        .chain(corrections)
        .chain(breaks)
        .chain(segments)
        .chain(articles)
        .collect()
}

/// The span of the first segment of an article in reading order.
fn first_span(page: Page<'_>, id: ArticleId) -> Span {
    let first = page.annotations.segments_of(id).next();
    first.map_or(Span::caret(CharOffset(0)), |segment| segment.span)
}
