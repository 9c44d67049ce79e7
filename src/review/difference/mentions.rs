//! Questions about mentions and the relations between them.

use std::collections::BTreeMap;

use super::pairing::is_usable;
use super::{Aspect, Desk, Fact, Kind, Mentions, Part, Question, fingerprint, relation_words};
use crate::model::entity::Entity;
use crate::model::evidence::Subject;
use crate::model::id::{AuthorityId, EntityId, Label};
use crate::model::relation::Relation;
use crate::text::span::Span;

/// Adds the questions about mentions and relations.
pub(super) fn ask(desk: &Desk<'_>, questions: &mut Vec<Question>) {
    if !desk.asks(Aspect::Entities) && !desk.asks(Aspect::Relations) {
        return;
    }
    let pairs = Mentions::new(desk.mine, desk.theirs.annotations);
    if desk.asks(Aspect::Entities) {
        ask_entities(desk, &pairs, questions);
    }
    if desk.asks(Aspect::Relations) {
        ask_relations(desk, &pairs, questions);
    }
}

/// What mine becomes by taking over a mention of theirs; with `keep`, what theirs
/// leaves open stays as mine has it.
pub(in crate::review) fn merged(mine: &Entity, theirs: &Entity, keep: bool) -> Entity {
    let mut merged = Entity {
        id: mine.id,
        ..theirs.clone()
    };
    if keep && mine.label == theirs.label {
        // What a person has linked is not for a program to question.
        merged.authority = mine.authority.or(theirs.authority);
        for (name, value) in &mine.attributes {
            let open = merged.attributes.entry(name.clone());
            open.or_insert_with(|| value.clone());
        }
    }
    merged
}

/// Mentions that are asked for together: one label, surface and record.
type Alike<'a> = (&'a Label, String, Option<AuthorityId>);

fn ask_entities(desk: &Desk<'_>, pairs: &Mentions, questions: &mut Vec<Question>) {
    let keep = !desk.silence_denies();
    let mut new: BTreeMap<Alike<'_>, Vec<&Entity>> = BTreeMap::new();
    let known = |entity: &&Entity| {
        is_usable(desk.source, entity) && desk.schema.label(&entity.label).is_some()
    };
    for entity in desk.theirs.annotations.entities().filter(known) {
        let mine = pairs.mine(entity.id).and_then(|id| desk.mine.entity(id));
        if let Some(mine) = mine {
            if merged(mine, entity, keep) != *mine {
                questions.extend(retag(desk, mine, entity, keep));
            }
        } else if !desk.is_rejected(&new_words(entity, keep)) {
            let surface = entity.surface(desk.source);
            let alike = (&entity.label, surface, entity.authority);
            new.entry(alike).or_default().push(entity);
        }
    }
    for ((label, _, _), group) in new {
        let label = label.clone();
        let spans: Vec<Span> = group.iter().map(|entity| entity.span).collect();
        let part = |entity: &&Entity| part_of(new_words(entity, keep), entity, keep);
        let parts = group.iter().map(part).collect();
        questions.extend(desk.question(Kind::Tag { label }, spans, parts));
    }
    if desk.silence_denies() {
        let alone = desk.mine.entities();
        let alone = alone.filter(|entity| pairs.theirs(entity.id).is_none());
        questions.extend(alone.filter_map(|entity| untag(desk, entity)));
    }
}

/// What a mention that mine does not have is known by when it is rejected. One of a program
/// stays rejected when the program learns which record it means.
fn new_words(entity: &Entity, keep: bool) -> String {
    if keep && entity.authority.is_some() {
        let unlinked = Entity {
            authority: None,
            ..entity.clone()
        };
        return words("tag", &unlinked);
    }
    words("tag", entity)
}

fn part_of(fingerprint: String, entity: &Entity, keep: bool) -> Part {
    let id = entity.id;
    Part {
        fact: Fact::Entity { id, keep },
        fingerprint,
        subject: Some(Subject::Entity(id)),
    }
}

fn words(verb: &str, entity: &Entity) -> String {
    fingerprint::words(verb, &fingerprint::entity(entity))
}

fn retag(desk: &Desk<'_>, mine: &Entity, theirs: &Entity, keep: bool) -> Option<Question> {
    let part = part_of(words("tag", theirs), theirs, keep);
    if desk.is_rejected(&part.fingerprint) {
        return None;
    }
    let kind = Kind::Retag {
        from: mine.label.clone(),
        label: theirs.label.clone(),
        was: mine.span,
    };
    desk.question(kind, vec![theirs.span], vec![part])
}

fn untag(desk: &Desk<'_>, mine: &Entity) -> Option<Question> {
    let fingerprint = words("untag", mine);
    if desk.is_rejected(&fingerprint) {
        return None;
    }
    let part = Part {
        fact: Fact::NoEntity(mine.id),
        fingerprint,
        subject: None,
    };
    let label = mine.label.clone();
    desk.question(Kind::Untag { label }, vec![mine.span], vec![part])
}

/// Relations are compared by what their ends say, where mine count as saying what
/// their partners say: another label of an end is asked once, not with each link.
fn ask_relations(desk: &Desk<'_>, pairs: &Mentions, questions: &mut Vec<Question>) {
    let other = desk.theirs.annotations;
    let their_end = |id: EntityId| {
        other
            .entity(id)
            .map_or_else(String::new, fingerprint::entity)
    };
    let my_end = |id: EntityId| match pairs.theirs(id) {
        Some(partner) => their_end(partner),
        None => desk.mine.entity(id).map_or_else(String::new, |entity| {
            format!("only mine: {}", fingerprint::entity(entity))
        }),
    };
    let mut only_mine: BTreeMap<String, Vec<&Relation>> = BTreeMap::new();
    for relation in desk.mine.relations() {
        let words = relation_words(relation, my_end);
        only_mine.entry(words).or_default().push(relation);
    }
    for relation in other.relations() {
        let words = relation_words(relation, their_end);
        let there = only_mine.get_mut(&words).and_then(Vec::pop);
        if there.is_none() {
            questions.extend(relate(desk, relation, &words));
        }
    }
    if desk.silence_denies() {
        for (words, relations) in only_mine {
            let each = relations.into_iter();
            questions.extend(each.filter_map(|relation| unrelate(desk, relation, &words)));
        }
    }
}

fn relate(desk: &Desk<'_>, relation: &Relation, words: &str) -> Option<Question> {
    let other = desk.theirs.annotations;
    let ends = [relation.from, relation.to].map(|id| other.entity(id));
    let [Some(from), Some(to)] = ends else {
        return None;
    };
    let known =
        |end: &Entity| is_usable(desk.source, end) && desk.schema.label(&end.label).is_some();
    let fingerprint = fingerprint::words("relate", words);
    let usable = known(from) && known(to) && desk.schema.relation(&relation.label).is_some();
    if !usable || desk.is_rejected(&fingerprint) {
        return None;
    }
    let part = Part {
        fact: Fact::Relation(relation.id),
        fingerprint,
        subject: Some(Subject::Relation(relation.id)),
    };
    let relation = relation.label.clone();
    let spans = vec![from.span, to.span];
    desk.question(Kind::Relate { relation }, spans, vec![part])
}

fn unrelate(desk: &Desk<'_>, relation: &Relation, words: &str) -> Option<Question> {
    let fingerprint = fingerprint::words("unrelate", words);
    if desk.is_rejected(&fingerprint) {
        return None;
    }
    let ends = [relation.from, relation.to];
    let spans = ends.iter().filter_map(|&id| desk.mine.entity(id));
    let spans = spans.map(|entity| entity.span).collect();
    let part = Part {
        fact: Fact::NoRelation(relation.id),
        fingerprint,
        subject: None,
    };
    let relation = relation.label.clone();
    desk.question(Kind::Unrelate { relation }, spans, vec![part])
}
