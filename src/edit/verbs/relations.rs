//! Verbs on relations between mentions.

use std::collections::{BTreeMap, BTreeSet};

use super::{Outcome, Refusal};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, PageChange};
use crate::model::id::{EntityId, Label, RelationId, RelationType};
use crate::model::relation::Relation;
use crate::model::schema::{RelationDef, Schema};

/// A way in which two mentions can be related.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The type of the relation.
    pub label: RelationType,
    /// Where it starts.
    pub from: EntityId,
    /// Where it leads.
    pub to: EntityId,
}

/// The ways in which the schema lets two mentions be related: those from `from` to `to` in
/// the order of the schema, then those the other way round. Empty if a mention is not there
/// or both are the same.
pub fn fits(page: Page<'_>, from: EntityId, to: EntityId) -> Vec<Fit> {
    let label = |id| page.annotations.entity(id).map(|entity| &entity.label);
    let (Some(first), Some(second)) = (label(from), label(to)) else {
        return Vec::new();
    };
    if from == to {
        return Vec::new();
    }
    let ways = [
        (first.as_str(), second.as_str(), from, to),
        (second.as_str(), first.as_str(), to, from),
    ];
    let mut found: Vec<Fit> = Vec::new();
    for (start, end, from, to) in ways {
        for def in fitting(page.schema, start, end) {
            let label = RelationType::from(def.id.as_str());
            // What may lead either way is meant as it was asked for.
            if found.iter().all(|fit| fit.label != label) {
                found.push(Fit { label, from, to });
            }
        }
    }
    found
}

/// The types of relations that may lead from a label to another one.
fn fitting<'s>(
    schema: &'s Schema,
    from: &'s str,
    to: &'s str,
) -> impl Iterator<Item = &'s RelationDef> {
    let allows =
        |ends: &[String], label: &str| ends.is_empty() || ends.iter().any(|it| it == label);
    let types = schema.relations.iter();
    types.filter(move |def| allows(&def.from, from) && allows(&def.to, to))
}

/// Whether the schema lets a relation of this type lead from a label to another one; a
/// type that it does not know is not for it to judge.
pub fn is_allowed(schema: &Schema, label: &RelationType, from: &Label, to: &Label) -> bool {
    schema.relation(label).is_none_or(|def| {
        let mut fit = fitting(schema, from.as_str(), to.as_str());
        fit.any(|other| other.id == def.id)
    })
}

/// The relations of a page that the schema allows now and would not allow any more if
/// these mentions had this label, each once.
pub(super) fn unfit(page: Page<'_>, changed: &BTreeSet<EntityId>, label: &Label) -> Vec<Relation> {
    let now = |id| page.annotations.entity(id).map(|entity| &entity.label);
    let then = |id| {
        if changed.contains(&id) {
            Some(label)
        } else {
            now(id)
        }
    };
    let allowed = |relation: &Relation, from: Option<&Label>, to: Option<&Label>| {
        from.zip(to)
            .is_none_or(|(from, to)| is_allowed(page.schema, &relation.label, from, to))
    };
    let touched = changed
        .iter()
        .flat_map(|&id| page.annotations.relations_of(id));
    let lost = touched.filter(|it| {
        allowed(it, now(it.from), now(it.to)) && !allowed(it, then(it.from), then(it.to))
    });
    let lost: BTreeMap<RelationId, &Relation> = lost.map(|it| (it.id, it)).collect();
    lost.into_values().cloned().collect()
}

/// Relates two mentions.
///
/// # Errors
/// [`Refusal::NoEntityHere`] if one is not there; [`Refusal::NoRelationFits`] if the schema
/// lets no relation of this type lead from one to the other; [`Refusal::AlreadySo`] if
/// they are related so.
pub fn relate(page: Page<'_>, wanted: &Fit) -> Outcome {
    let end = |id| page.annotations.entity(id).ok_or(Refusal::NoEntityHere);
    let (from, to) = (end(wanted.from)?, end(wanted.to)?);
    let types = fitting(page.schema, from.label.as_str(), to.label.as_str());
    let known = |def: &RelationDef| def.id == wanted.label.as_str();
    if from.id == to.id || !types.into_iter().any(known) {
        return Err(Refusal::NoRelationFits);
    }
    let same = |other: &Relation| {
        other.from == wanted.from && other.to == wanted.to && other.label == wanted.label
    };
    if page.annotations.relations_of(from.id).any(same) {
        return Err(Refusal::AlreadySo);
    }
    let relation = Relation {
        id: RelationId::new(),
        label: wanted.label.clone(),
        from: wanted.from,
        to: wanted.to,
    };
    let deed = EditLabel::new(Deed::Relate).about(wanted.label.as_str());
    let mut draft = Draft::new(page);
    draft.push(PageChange::Relation(Change::Insert(relation)));
    draft.finish(deed, from.span).ok_or(Refusal::AlreadySo)
}

/// Removes a relation.
///
/// # Errors
/// [`Refusal::NoRelationHere`] if it is not there.
pub fn unrelate(page: Page<'_>, id: RelationId) -> Outcome {
    let relation = page.annotations.relation(id);
    let relation = relation.ok_or(Refusal::NoRelationHere)?;
    let start = page.annotations.entity(relation.from);
    let start = start.ok_or(Refusal::NoEntityHere)?.span;
    let deed = EditLabel::new(Deed::Unrelate).about(relation.label.as_str());
    let mut draft = Draft::new(page);
    draft.push(PageChange::Relation(Change::Remove(relation.clone())));
    draft.finish(deed, start).ok_or(Refusal::NoRelationHere)
}

/// Removes the relation of a mention that was made last.
///
/// # Errors
/// [`Refusal::NoRelationHere`] if it has none.
pub fn unrelate_last(page: Page<'_>, entity: EntityId) -> Outcome {
    // Ids grow with time.
    let ids = page.annotations.relations_of(entity).map(|it| it.id);
    unrelate(page, ids.max().ok_or(Refusal::NoRelationHere)?)
}
