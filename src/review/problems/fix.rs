//! What mends a problem with one key.

use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::verbs::{
    Outcome, Refusal, articles, entities, line_breaks, many, relations, segments,
};
use crate::model::article::{Place, Segment};
use crate::model::id::{ArticleId, EntityId, Label, RelationId, Role, SegmentId};
use crate::model::line_break::BreakKind;
use crate::text::span::Span;

/// What mends a problem. It names things by id and place, so it is only good for the
/// page from which it was made; a page that has changed refuses it.
#[derive(Debug, Clone, PartialEq)]
pub enum Fix {
    /// Text becomes furniture.
    Furniture(Vec<Span>),
    /// Text goes to an article.
    Assign {
        /// The text.
        span: Span,
        /// The article.
        article: ArticleId,
        /// What it is there; `None` for what the verb gives it.
        role: Option<Role>,
    },
    /// Text gets another role in its article.
    Role {
        /// The text.
        span: Span,
        /// The role.
        role: Role,
    },
    /// The break below a line, counted from 1, is a hard wrap.
    Join(u32),
    /// A segment is read at another place, counted from 0, of its article.
    Move {
        /// The segment.
        segment: SegmentId,
        /// Its article.
        article: ArticleId,
        /// The place among the segments of the article.
        at: usize,
    },
    /// The title is read off the headline again.
    ClearTitle(ArticleId),
    /// An entity gets other ends.
    Resize {
        /// The entity.
        entity: EntityId,
        /// Its new span.
        span: Span,
    },
    /// An entity goes.
    Untag(EntityId),
    /// Entities get another label.
    Relabel {
        /// The entities.
        entities: Vec<EntityId>,
        /// The label.
        label: Label,
    },
    /// A relation goes.
    Unrelate(RelationId),
}

impl Fix {
    /// All names that [`Fix::name`] gives.
    pub const NAMES: [&'static str; 10] = [
        "furniture",
        "assign",
        "role",
        "join",
        "move",
        "clear-title",
        "resize",
        "untag",
        "relabel",
        "unrelate",
    ];

    /// The name under which its text is looked up: `fix.NAME`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Furniture(_) => "furniture",
            Self::Assign { .. } => "assign",
            Self::Role { .. } => "role",
            Self::Join(_) => "join",
            Self::Move { .. } => "move",
            Self::ClearTitle(_) => "clear-title",
            Self::Resize { .. } => "resize",
            Self::Untag(_) => "untag",
            Self::Relabel { .. } => "relabel",
            Self::Unrelate(_) => "unrelate",
        }
    }

    /// What is to be done to the page.
    ///
    /// # Errors
    /// [`Refusal`] of the verb if the page has changed since the fix was made.
    pub fn transaction(&self, page: Page<'_>) -> Outcome {
        match self {
            Self::Furniture(spans) => mark_furniture(page, spans),
            Self::Assign {
                span,
                article,
                role: None,
            } => segments::assign(page, *span, *article),
            Self::Assign {
                span,
                article,
                role: Some(role),
            } => assign_as(page, *span, *article, role),
            Self::Role { span, role } => segments::set_role(page, *span, role),
            Self::Join(line) => line_breaks::set(page, &[*line], BreakKind::Soft),
            Self::Move {
                segment,
                article,
                at,
            } => segments::move_to(page, *segment, *article, *at),
            Self::ClearTitle(article) => articles::set_title(page, *article, ""),
            Self::Resize { entity, span } => entities::resize(page, *entity, *span),
            Self::Untag(entity) => entities::untag(page, &[*entity]),
            Self::Relabel {
                entities: ids,
                label,
            } => relabel(page, ids, label),
            Self::Unrelate(id) => relations::unrelate(page, *id),
        }
    }
}

/// Several stretches become furniture at once.
fn mark_furniture(page: Page<'_>, spans: &[Span]) -> Outcome {
    let mut draft = Draft::new(page);
    let mut lines = 0;
    for span in spans.iter().filter_map(|&span| page.source.trim(span)) {
        lines += page.source.lines_of(span).count();
        draft.carve(span);
        draft.set_segment(Segment {
            id: SegmentId::new(),
            span,
            place: Place::Furniture,
        });
    }
    draft.drop_empty_articles();
    let label = EditLabel::new(Deed::MarkFurniture).times(lines);
    let focus = spans.first().copied().ok_or(Refusal::NoText)?;
    draft.finish(label, focus).ok_or(Refusal::AlreadySo)
}

/// Text goes to an article with a role of its own.
fn assign_as(page: Page<'_>, span: Span, article: ArticleId, role: &Role) -> Outcome {
    let span = page.source.trim(span).ok_or(Refusal::NoText)?;
    let number = page
        .annotations
        .article_number(article)
        .ok_or(Refusal::NoSuchArticle)?;
    let mut draft = Draft::new(page);
    draft.carve(span);
    draft.place_by_role(SegmentId::new(), span, role, article);
    draft.drop_empty_articles();
    let label = EditLabel::new(Deed::Assign)
        .about(number.to_string())
        .times(page.source.lines_of(span).count());
    draft.finish(label, span).ok_or(Refusal::AlreadySo)
}

/// The mentions that are still there get the label.
fn relabel(page: Page<'_>, ids: &[EntityId], label: &Label) -> Outcome {
    if let [one] = ids {
        return entities::relabel(page, *one, label);
    }
    many::relabel_all(page, ids, label)
}
