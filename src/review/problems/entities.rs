//! Entities that are where none should be, or twice.

use std::collections::HashMap;

use super::look::{Look, Walk};
use super::{Fix, Kind, Problem};
use crate::edit::verbs::relations::is_allowed;
use crate::model::article::{Place, Segment};
use crate::model::correction::Correction;
use crate::model::entity::Entity;
use crate::model::id::{ArticleId, Label};
use crate::model::schema::missing;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// Finds them. Time is linear in entities, segments and corrections.
pub(super) fn find(look: &Look<'_>, found: &mut Vec<Problem>) {
    let corrections: Vec<_> = look.page.annotations.corrections().collect();
    let mut corrections = corrections.as_slice();
    let mut walk = Walk::along(look);
    let mut reach: HashMap<&Label, &Entity> = HashMap::new();
    for &(entity, _) in &look.entities {
        let met = walk.meet(entity.span);
        found.extend(if entity.is_interrupted() {
            parts_apart(look, entity, met)
        } else {
            at_border(look, entity, met)
        });
        found.extend(overlap(look, entity, &mut reach));
        while let Some((first, rest)) = corrections.split_first()
            && first.span.end() <= entity.span.start()
        {
            corrections = rest;
        }
        corrected(look, entity, corrections, found);
        missing_attributes(look, entity, found);
    }
    unfit_relations(look, found);
}

/// Relations that the schema does not let lead between these labels.
fn unfit_relations(look: &Look<'_>, found: &mut Vec<Problem>) {
    let annotations = look.page.annotations;
    for relation in annotations.relations() {
        let ends = annotations
            .entity(relation.from)
            .zip(annotations.entity(relation.to));
        let Some((from, to)) = ends else { continue };
        if is_allowed(look.page.schema, &relation.label, &from.label, &to.label) {
            continue;
        }
        let mut problem = of_entity(look, Kind::RelationUnfit, from)
            .against(relation.label.as_str())
            .fixed_by(Some(Fix::Unrelate(relation.id)));
        problem.spans.push(to.span);
        found.push(problem);
    }
}

/// Do the parts of an interrupted entity lie in one article?
fn parts_apart(look: &Look<'_>, entity: &Entity, met: &[&Segment]) -> Option<Problem> {
    let met = met.iter().filter(|segment| entity.overlaps(segment.span));
    let mut homes = met.map(|segment| segment.article());
    let first = homes.next()?;
    let kind = if homes.any(|home| home != first) {
        Kind::EntityAcross
    } else if first.is_none() {
        Kind::EntityInFurniture
    } else {
        return None;
    };
    Some(of_entity(look, kind, entity).of(look, first))
}

/// A problem of an entity.
fn of_entity(look: &Look<'_>, kind: Kind, entity: &Entity) -> Problem {
    Problem::new(kind, entity.span)
        .about(look.excerpt(entity.span))
        .against(entity.label.as_str())
}

/// Does the entity lie in one article?
fn at_border(look: &Look<'_>, entity: &Entity, met: &[&Segment]) -> Option<Problem> {
    let first = *met.first()?;
    if let [only] = met
        && only.span.covers(entity.span)
    {
        let furniture = only.place == Place::Furniture;
        return furniture.then(|| {
            of_entity(look, Kind::EntityInFurniture, entity).fixed_by(Some(Fix::Untag(entity.id)))
        });
    }
    let owners = owners(look, entity.span, met);
    if !owners
        .iter()
        .any(|(owner, _)| *owner != Some(first.article()))
    {
        return None;
    }
    // The part with the most text is what was meant.
    let (_, part) = owners.iter().rev().max_by_key(|(_, part)| part.len())?;
    let fix = (*part != entity.span).then_some(Fix::Resize {
        entity: entity.id,
        span: *part,
    });
    let article = met.iter().find_map(|segment| segment.article());
    let across = of_entity(look, Kind::EntityAcross, entity).of(look, article);
    Some(across.fixed_by(fix))
}

/// Who owns the ink of a span, part by part: an article, furniture (`Some(None)`) or
/// nobody (`None`). Parts of the same owner that touch are one.
fn owners(look: &Look<'_>, span: Span, met: &[&Segment]) -> Vec<(Option<Option<ArticleId>>, Span)> {
    let mut parts: Vec<(Option<Option<ArticleId>>, Span)> = Vec::new();
    let mut add = |owner, part: Span| {
        let Some(part) = look.page.source.trim(part) else {
            return;
        };
        match parts.last_mut() {
            Some((last, reach)) if *last == owner => *reach = reach.hull(part),
            _ => parts.push((owner, part)),
        }
    };
    let mut at: CharOffset = span.start();
    for segment in met {
        let Some(inside) = segment.span.intersection(span) else {
            continue;
        };
        add(None, Span::between(at, inside.start()));
        add(Some(segment.article()), inside);
        at = inside.end();
    }
    add(None, Span::between(at, span.end()));
    parts
}

/// Does another entity of the label cover some of the same text?
fn overlap<'a>(
    look: &Look<'_>,
    entity: &'a Entity,
    reach: &mut HashMap<&'a Label, &'a Entity>,
) -> Option<Problem> {
    let furthest = reach.entry(&entity.label).or_insert(entity);
    let other = *furthest;
    if entity.span.end() > other.span.end() {
        *furthest = entity;
    }
    if other.id == entity.id || !other.pieces().any(|piece| entity.overlaps(piece)) {
        return None;
    }
    let same = other.pieces().eq(entity.pieces());
    let kind = if same {
        Kind::EntityTwice
    } else {
        Kind::EntityOverlap
    };
    let shorter = if other.span.len() < entity.span.len() {
        other
    } else {
        entity
    };
    // Of two equal ones the one that says less goes.
    let says = |entity: &Entity| (entity.authority.is_some(), entity.attributes.len());
    let superfluous = if same && says(other) < says(entity) {
        other
    } else {
        shorter
    };
    let mut problem = of_entity(look, kind, entity).fixed_by(Some(Fix::Untag(superfluous.id)));
    problem.spans.push(other.span);
    Some(problem)
}

/// Does a correction change the entity or its ends?
fn corrected(
    look: &Look<'_>,
    entity: &Entity,
    corrections: &[&Correction],
    found: &mut Vec<Problem>,
) {
    let inside = corrections
        .iter()
        .take_while(|correction| correction.span.start() < entity.span.end())
        .filter(|correction| entity.overlaps(correction.span));
    for correction in inside {
        let changed = changed(look, correction);
        let covered = entity.pieces().any(|piece| piece.covers(changed));
        let untouched = !entity.overlaps(changed) || changed.covers(entity.span);
        if untouched || covered && entity.authority.is_some() {
            continue;
        }
        let kind = if covered {
            Kind::CorrectionInside
        } else {
            Kind::CorrectionAcross
        };
        let mut problem = of_entity(look, kind, entity).against(&correction.replacement);
        problem.spans.push(correction.span);
        found.push(problem);
    }
}

/// The text that a correction changes: without what stays the same at either end.
fn changed(look: &Look<'_>, correction: &Correction) -> Span {
    let raw = look.text(correction.span).chars();
    let new = correction.replacement.chars();
    let same = |(a, b): &(char, char)| a == b;
    let head = raw.clone().zip(new.clone()).take_while(same).count();
    let both = raw.clone().count().min(new.clone().count());
    let tail = raw.rev().zip(new.rev()).take_while(same).count();
    let tail = tail.min(both - head);
    let start = correction.span.start() + head as u32;
    Span::between(start, correction.span.end().back(tail as u32))
}

/// Does the entity have what the schema asks for?
fn missing_attributes(look: &Look<'_>, entity: &Entity, found: &mut Vec<Problem>) {
    let Some(def) = look.page.schema.label(&entity.label) else {
        return;
    };
    for attribute in missing(&def.attributes, &entity.attributes) {
        let missing = of_entity(look, Kind::MissingAttribute, entity);
        found.push(missing.against(&attribute.id));
    }
}
