//! Verbs on mentions.

use std::collections::BTreeSet;

use super::{Outcome, Refusal, relations};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, PageChange};
use crate::model::entity::{AttributeValue, Attributes, Entity, set_value};
use crate::model::id::{EntityId, Label};
use crate::text::span::Span;

/// Tags `span`, without white space at its ends, with `label`.
///
/// If the very span has another label, it is relabelled instead.
///
/// # Errors
/// [`Refusal::AlreadySo`] if it is tagged so; [`Refusal::NoText`].
pub fn tag(page: Page<'_>, span: Span, label: &Label) -> Outcome {
    let span = page.source.trim(span).ok_or(Refusal::NoText)?;
    if let Some(there) = page
        .annotations
        .entities_in(span)
        .find(|entity| entity.span == span && !entity.is_interrupted())
    {
        return relabel(page, there.id, label);
    }
    let entity = Entity {
        id: EntityId::new(),
        span,
        label: label.clone(),
        authority: None,
        attributes: Attributes::new(),
        parts: Vec::new(),
    };
    let deed = EditLabel::new(Deed::Tag).about(label.as_str());
    finish(page, Change::Insert(entity), deed, span)
}

/// Gives a mention another label. What only the old label has is dropped: its
/// record, the attributes that the new label does not know, and the relations in which
/// the schema does not let the new label stand; if there are any, the step says so.
///
/// # Errors
/// [`Refusal::AlreadySo`] if it has the label.
pub fn relabel(page: Page<'_>, id: EntityId, label: &Label) -> Outcome {
    let before = page.annotations.entity(id).ok_or(Refusal::NoEntityHere)?;
    if before.label == *label {
        return Err(Refusal::AlreadySo);
    }
    let after = relabelled(page, before, label);
    let mut draft = Draft::new(page);
    let lost = relations::unfit(page, &BTreeSet::from([id]), label);
    let deed = if lost.is_empty() {
        EditLabel::new(Deed::Relabel)
    } else {
        EditLabel::new(Deed::RelabelUnrelate).times(lost.len())
    };
    for relation in lost {
        draft.push(PageChange::Relation(Change::Remove(relation)));
    }
    draft.push(PageChange::Entity(Change::Replace {
        before: before.clone(),
        after,
    }));
    let deed = deed.about(label.as_str());
    draft.finish(deed, before.span).ok_or(Refusal::AlreadySo)
}

/// A mention with another label, without what only the old label has.
pub(super) fn relabelled(page: Page<'_>, before: &Entity, label: &Label) -> Entity {
    let mut after = Entity {
        label: label.clone(),
        authority: None,
        ..before.clone()
    };
    let known = page.schema.label(label);
    after
        .attributes
        .retain(|id, _| known.is_some_and(|def| def.attributes.iter().any(|a| a.id == *id)));
    after
}

/// Gives a mention other ends, without white space at either. Of one in several parts
/// those outside go, see [`Entity::with_ends`].
///
/// # Errors
/// [`Refusal::NoText`] if nothing would be left.
pub fn resize(page: Page<'_>, id: EntityId, span: Span) -> Outcome {
    let before = page.annotations.entity(id).ok_or(Refusal::NoEntityHere)?;
    let span = page.source.trim(span).ok_or(Refusal::NoText)?;
    if before.span == span {
        return Err(Refusal::AlreadySo);
    }
    let after = before.clone().with_ends(span).ok_or(Refusal::NoText)?;
    let span = after.span;
    let deed = EditLabel::new(Deed::Resize).about(before.label.as_str());
    finish(
        page,
        Change::Replace {
            before: before.clone(),
            after,
        },
        deed,
        span,
    )
}

/// Adds `span`, without white space at its ends, to a mention as a further part; where
/// it touches or overlaps a part, that part grows.
///
/// # Errors
/// [`Refusal::NoText`]; [`Refusal::AlreadySo`] if the mention has that text.
pub fn add_part(page: Page<'_>, id: EntityId, span: Span) -> Outcome {
    let before = page.annotations.entity(id).ok_or(Refusal::NoEntityHere)?;
    let span = page.source.trim(span).ok_or(Refusal::NoText)?;
    let pieces = before.pieces().chain([span]);
    repiece(page, before, pieces, Deed::AddPart, span)
}

/// Takes the parts that `span` meets away from a mention; a caret meets the part that
/// it touches.
///
/// # Errors
/// [`Refusal::NoPartHere`] if the mention is in one piece, no part is met, or none
/// would be left.
pub fn remove_part(page: Page<'_>, id: EntityId, span: Span) -> Outcome {
    let before = page.annotations.entity(id).ok_or(Refusal::NoEntityHere)?;
    let met = |piece: &Span| meets(*piece, span);
    if !before.is_interrupted() || !before.pieces().any(|piece| met(&piece)) {
        return Err(Refusal::NoPartHere);
    }
    let left: Vec<Span> = before.pieces().filter(|piece| !met(piece)).collect();
    let focus = *left.first().ok_or(Refusal::NoPartHere)?;
    repiece(page, before, left, Deed::RemovePart, focus)
}

/// Whether a part of an interrupted mention lies under a selection or a caret that has
/// nothing outside it: what [`remove_part`] would take away.
pub fn is_part(entity: &Entity, span: Span) -> bool {
    let inside = |piece: Span| meets(piece, span) && (span.is_empty() || piece.covers(span));
    entity.is_interrupted() && entity.pieces().any(inside)
}

fn meets(piece: Span, span: Span) -> bool {
    if span.is_empty() {
        piece.touches(span.start())
    } else {
        piece.overlaps(span)
    }
}

fn repiece(
    page: Page<'_>,
    before: &Entity,
    pieces: impl IntoIterator<Item = Span>,
    deed: Deed,
    focus: Span,
) -> Outcome {
    let after = before.clone().with_pieces(pieces).ok_or(Refusal::NoText)?;
    let change = Change::between(Some(before.clone()), Some(after));
    let deed = EditLabel::new(deed).about(before.label.as_str());
    finish(page, change.ok_or(Refusal::AlreadySo)?, deed, focus)
}

/// Sets or clears an attribute of a mention.
///
/// # Errors
/// [`Refusal::AlreadySo`] if it has that value.
pub fn set_attribute(
    page: Page<'_>,
    id: EntityId,
    name: &str,
    value: Option<AttributeValue>,
) -> Outcome {
    let before = page.annotations.entity(id).ok_or(Refusal::NoEntityHere)?;
    if before.attributes.get(name) == value.as_ref() {
        return Err(Refusal::AlreadySo);
    }
    let mut after = before.clone();
    set_value(&mut after.attributes, name, value);
    let deed = EditLabel::new(Deed::SetAttribute).about(name);
    let span = before.span;
    finish(
        page,
        Change::Replace {
            before: before.clone(),
            after,
        },
        deed,
        span,
    )
}

/// Removes mentions and the relations that hang on them.
///
/// # Errors
/// [`Refusal::NoEntityHere`] if none of them is there.
pub fn untag(page: Page<'_>, ids: &[EntityId]) -> Outcome {
    let mut draft = Draft::new(page);
    let found: Vec<_> = ids
        .iter()
        .filter_map(|&id| page.annotations.entity(id))
        .collect();
    let first = *found.first().ok_or(Refusal::NoEntityHere)?;
    let mut relations: Vec<_> = found
        .iter()
        .flat_map(|entity| page.annotations.relations_of(entity.id))
        .collect();
    relations.sort_by_key(|relation| relation.id);
    relations.dedup_by_key(|relation| relation.id);
    for relation in relations {
        draft.push(PageChange::Relation(Change::Remove(relation.clone())));
    }
    for entity in &found {
        draft.push(PageChange::Entity(Change::Remove((*entity).clone())));
    }
    let deed = EditLabel::new(Deed::Untag)
        .about(first.label.as_str())
        .times(found.len());
    draft.finish(deed, first.span).ok_or(Refusal::NoEntityHere)
}

fn finish(page: Page<'_>, change: Change<Entity>, deed: EditLabel, span: Span) -> Outcome {
    let mut draft = Draft::new(page);
    draft.push(PageChange::Entity(change));
    draft.finish(deed, span).ok_or(Refusal::AlreadySo)
}
