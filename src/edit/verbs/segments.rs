//! Verbs on stretches of text: assign, set a role, furniture, cut, join, move.

use super::{Outcome, Refusal};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::model::article::{Place, Segment};
use crate::model::id::{ArticleId, Role, SegmentId};
use crate::model::schema::Placement;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// The text that a key acts on: the selection without white space at its ends;
/// without a selection the segment under the caret if it is not body text, else
/// the caret's line.
///
/// # Errors
/// [`Refusal::NoText`] if only white space is left.
pub fn target(page: Page<'_>, selection: Span) -> Result<Span, Refusal> {
    if !selection.is_empty() {
        return page.source.trim(selection).ok_or(Refusal::NoText);
    }
    let caret = selection.start();
    let body = page.schema.body_role();
    if let Some(segment) = page.annotations.segment_at(caret)
        && segment.role().is_none_or(|role| *role != body)
    {
        return Ok(segment.span);
    }
    let line = page.source.line_of(caret);
    page.source
        .trim(page.source.line_span(line))
        .ok_or(Refusal::NoText)
}

/// Gives `selection` (or what stands for it, see [`target`]) to an article.
///
/// Pieces keep the role they had in another article; other text becomes body.
///
/// # Errors
/// [`Refusal`] if there is no text or it is all there already.
pub fn assign(page: Page<'_>, selection: Span, article: ArticleId) -> Outcome {
    let span = target(page, selection)?;
    let number = page
        .annotations
        .article_number(article)
        .ok_or(Refusal::NoSuchArticle)?;
    let mut draft = Draft::new(page);
    give(&mut draft, span, article);
    draft.drop_empty_articles();
    let lines = page.source.lines_of(span).count();
    let label = EditLabel::new(Deed::Assign)
        .about(number.to_string())
        .times(lines);
    draft.finish(label, span).ok_or(Refusal::AlreadySo)
}

/// Moves the text of `span` to `article`, in the places that roles ask for.
pub(super) fn give(draft: &mut Draft<'_>, span: Span, article: ArticleId) {
    let body = draft.page.schema.body_role();
    let mut free = span.start();
    let mut pieces = Vec::new();
    for segment in draft.segments_in(span) {
        let Some(inside) = segment.span.intersection(span) else {
            continue;
        };
        pieces.push((Span::between(free, inside.start()), None));
        pieces.push((inside, Some(segment)));
        free = inside.end();
    }
    pieces.push((Span::between(free, span.end()), None));
    for (piece, owner) in pieces {
        if owner.as_ref().and_then(Segment::article) == Some(article) {
            continue;
        }
        let Some(piece) = draft.page.source.trim(piece) else {
            continue;
        };
        let role = owner
            .as_ref()
            .and_then(Segment::role)
            .unwrap_or(&body)
            .clone();
        put(draft, piece, &role, article);
    }
}

/// Cuts `span` out of whatever has it and makes it a segment of `article`.
fn put(draft: &mut Draft<'_>, span: Span, role: &Role, article: ArticleId) {
    draft.carve(span);
    let id = SegmentId::new();
    draft.place_by_role(id, span, role, article);
    draft.coalesce(id, article);
}

/// Gives the role `role` to `selection` (or what stands for it, see [`target`])
/// inside the article it belongs to.
///
/// # Errors
/// [`Refusal::NoArticleHere`] if no part of it belongs to an article,
/// [`Refusal::SeveralArticles`] if parts belong to different ones.
pub fn set_role(page: Page<'_>, selection: Span, role: &Role) -> Outcome {
    let span = target(page, selection)?;
    let mut owners = page
        .annotations
        .segments_in(span)
        .filter(|segment| segment.article().is_some());
    let owner = owners.next().ok_or(Refusal::NoArticleHere)?;
    let article = owner.article().ok_or(Refusal::NoArticleHere)?;
    if owners.any(|other| other.article() != Some(article)) {
        return Err(Refusal::SeveralArticles);
    }
    if is_all_of_role(page, span, role) {
        return Err(Refusal::AlreadySo);
    }
    let mut draft = Draft::new(page);
    // What only changes its name inside the flow of the text keeps the place that
    // an editor may have given it.
    let placement = |role: &Role| page.schema.placement(role);
    let stays = owner
        .role()
        .is_some_and(|old| placement(old) == Placement::Flow)
        && placement(role) == Placement::Flow;
    let id = if owner.span == span {
        owner.id
    } else {
        SegmentId::new()
    };
    if stays && owner.span.covers(span) {
        rename_in_place(&mut draft, owner, id, span, role, article);
    } else {
        if owner.span != span {
            draft.carve(span);
        }
        draft.place_by_role(id, span, role, article);
    }
    draft.coalesce(id, article);
    draft.drop_empty_articles();
    let label = EditLabel::new(Deed::SetRole).about(role.as_str());
    draft.finish(label, span).ok_or(Refusal::AlreadySo)
}

/// Gives a role to `span`, a segment or a part of one, where it stands.
fn rename_in_place(
    draft: &mut Draft<'_>,
    owner: &Segment,
    id: SegmentId,
    span: Span,
    role: &Role,
    article: ArticleId,
) {
    let place = |draft: &Draft<'_>| {
        draft
            .segments_of(article)
            .iter()
            .position(|other| other.id == owner.id)
    };
    if id == owner.id {
        let at = place(draft).unwrap_or(0);
        draft.place_segment(id, span, role, article, at);
        return;
    }
    let has_head = draft
        .page
        .source
        .ink(Span::between(owner.span.start(), span.start()))
        > 0;
    draft.carve(span);
    let at = place(draft).map_or(0, |at| at + usize::from(has_head));
    draft.place_segment(id, span, role, article, at);
}

/// Whether `span` lies wholly in one segment that has the role already.
fn is_all_of_role(page: Page<'_>, span: Span, role: &Role) -> bool {
    let mut around = page.annotations.segments_in(span);
    around
        .next()
        .is_some_and(|segment| segment.role() == Some(role) && segment.span.covers(span))
}

/// Marks `selection` (or what stands for it) as furniture; if it is furniture
/// already, sets it free.
///
/// # Errors
/// [`Refusal::NoText`] if there is only white space.
pub fn toggle_furniture(page: Page<'_>, selection: Span) -> Outcome {
    let span = target(page, selection)?;
    let mut owners = page.annotations.segments_in(span);
    let is_furniture = owners
        .next()
        .is_some_and(|s| s.place == Place::Furniture && s.span.covers(span));
    if is_furniture {
        return unassign(page, span);
    }
    let mut draft = Draft::new(page);
    draft.carve(span);
    draft.set_segment(Segment {
        id: SegmentId::new(),
        span,
        place: Place::Furniture,
    });
    draft.drop_empty_articles();
    let label = EditLabel::new(Deed::MarkFurniture).times(page.source.lines_of(span).count());
    draft.finish(label, span).ok_or(Refusal::AlreadySo)
}

/// Takes `selection` (or what stands for it) out of articles and furniture.
///
/// # Errors
/// [`Refusal::AlreadySo`] if it belongs to nothing.
pub fn unassign(page: Page<'_>, selection: Span) -> Outcome {
    let span = target(page, selection)?;
    let mut draft = Draft::new(page);
    draft.carve(span);
    draft.drop_empty_articles();
    let label = EditLabel::new(Deed::Unassign).times(page.source.lines_of(span).count());
    draft.finish(label, span).ok_or(Refusal::AlreadySo)
}

/// Cuts the segment under the caret in two.
///
/// # Errors
/// [`Refusal::NotInside`] if the caret is not strictly inside a segment's text.
pub fn split(page: Page<'_>, caret: CharOffset) -> Outcome {
    let segment = page
        .annotations
        .segment_at(caret)
        .ok_or(Refusal::NotInside)?;
    let parts = [
        Span::between(segment.span.start(), caret),
        Span::between(caret, segment.span.end()),
    ];
    let [Some(before), Some(after)] = parts.map(|part| page.source.trim(part)) else {
        return Err(Refusal::NotInside);
    };
    if !segment.span.contains(caret) {
        return Err(Refusal::NotInside);
    }
    let mut draft = Draft::new(page);
    draft.split(segment, before, after);
    draft
        .finish(EditLabel::new(Deed::SplitSegment), Span::caret(caret))
        .ok_or(Refusal::NotInside)
}

/// Makes the segment under the caret part of the article above it.
///
/// # Errors
/// [`Refusal::NothingAbove`] if no other article stands above.
pub fn join_above(page: Page<'_>, caret: CharOffset) -> Outcome {
    let segment = page
        .annotations
        .segment_at(caret)
        .ok_or(Refusal::NoArticleHere)?;
    let mine = segment.article();
    let mut at = segment.span.start();
    let above = std::iter::from_fn(|| {
        let previous = page.annotations.previous_segment(at)?;
        at = previous.span.start();
        Some(previous)
    })
    .filter_map(Segment::article)
    .find(|article| Some(*article) != mine)
    .ok_or(Refusal::NothingAbove)?;
    let number = page
        .annotations
        .article_number(above)
        .ok_or(Refusal::NothingAbove)?;
    let mut draft = Draft::new(page);
    give(&mut draft, segment.span, above);
    draft.drop_empty_articles();
    let label = EditLabel::new(Deed::JoinAbove).about(number.to_string());
    draft.finish(label, segment.span).ok_or(Refusal::AlreadySo)
}

/// Moves a segment to place `at` (from 0) among the segments of `article`.
///
/// # Errors
/// [`Refusal::NoFurther`] if it stands there already.
pub fn move_to(page: Page<'_>, id: SegmentId, article: ArticleId, at: usize) -> Outcome {
    let segment = page.annotations.segment(id).ok_or(Refusal::NoArticleHere)?;
    let now = page
        .annotations
        .segments_of(article)
        .position(|other| other.id == id);
    if now == Some(at) {
        return Err(Refusal::NoFurther);
    }
    let role = segment
        .role()
        .cloned()
        .unwrap_or_else(|| page.schema.body_role());
    let mut draft = Draft::new(page);
    draft.place_segment(id, segment.span, &role, article, at);
    draft.drop_empty_articles();
    let number = page
        .annotations
        .article_number(article)
        .ok_or(Refusal::NoSuchArticle)?;
    let label = EditLabel::new(Deed::MoveSegment).about(number.to_string());
    draft.finish(label, segment.span).ok_or(Refusal::NoFurther)
}

/// Moves the segment under the caret one place up (`-1`) or down (`1`) in its article.
///
/// # Errors
/// [`Refusal::NoFurther`] at either end.
pub fn nudge(page: Page<'_>, caret: CharOffset, step: isize) -> Outcome {
    let segment = page
        .annotations
        .segment_at(caret)
        .ok_or(Refusal::NoArticleHere)?;
    let article = segment.article().ok_or(Refusal::NoArticleHere)?;
    let mut list = page.annotations.segments_of(article);
    let at = list
        .position(|other| other.id == segment.id)
        .ok_or(Refusal::NoArticleHere)?;
    let to = at.checked_add_signed(step).ok_or(Refusal::NoFurther)?;
    if to >= page.annotations.segments_of(article).count() {
        return Err(Refusal::NoFurther);
    }
    move_to(page, segment.id, article, to)
}
