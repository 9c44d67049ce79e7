//! Which mention of mine is which of theirs.

use std::collections::BTreeMap;

use super::fingerprint::entity as words;
use crate::model::annotations::Annotations;
use crate::model::entity::Entity;
use crate::model::id::EntityId;
use crate::model::relation::Relation;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Pairs of mentions of two layers of a page; no mention is in two pairs.
///
/// Equal ones are paired first, then those of one stretch, at last those of one
/// label that overlap.
#[derive(Debug, Clone, Default)]
pub(in crate::review) struct Mentions {
    mine: BTreeMap<EntityId, EntityId>,
    theirs: BTreeMap<EntityId, EntityId>,
}

impl Mentions {
    /// Pairs the mentions of two layers; the answer does not depend on ids as far
    /// as what the mentions say is concerned.
    pub(in crate::review) fn new(mine: &Annotations, theirs: &Annotations) -> Self {
        let mut pairs = Self::default();
        pairs.match_by(mine, theirs, words);
        let pieces = |entity: &Entity| entity.pieces().collect::<Vec<_>>();
        pairs.match_by(mine, theirs, |entity| {
            (pieces(entity), entity.label.clone())
        });
        pairs.match_by(mine, theirs, pieces);
        pairs.match_overlapping(mine, theirs);
        pairs
    }

    /// My mention for one of theirs.
    pub(in crate::review) fn mine(&self, theirs: EntityId) -> Option<EntityId> {
        self.mine.get(&theirs).copied()
    }

    /// Their mention for one of mine.
    pub(in crate::review) fn theirs(&self, mine: EntityId) -> Option<EntityId> {
        self.theirs.get(&mine).copied()
    }

    fn put(&mut self, mine: EntityId, theirs: EntityId) {
        self.mine.insert(theirs, mine);
        self.theirs.insert(mine, theirs);
    }

    /// Pairs what is still alone and has the same key.
    fn match_by<K: Ord>(
        &mut self,
        mine: &Annotations,
        theirs: &Annotations,
        key: impl Fn(&Entity) -> K,
    ) {
        let mut waiting: BTreeMap<K, Vec<&Entity>> = BTreeMap::new();
        for entity in in_order(mine) {
            if self.theirs(entity.id).is_none() {
                waiting.entry(key(entity)).or_default().push(entity);
            }
        }
        waiting.values_mut().for_each(|list| list.reverse());
        for entity in in_order(theirs) {
            if self.mine(entity.id).is_none()
                && let Some(mine) = waiting.get_mut(&key(entity)).and_then(Vec::pop)
            {
                self.put(mine.id, entity.id);
            }
        }
    }

    fn match_overlapping(&mut self, mine: &Annotations, theirs: &Annotations) {
        for entity in in_order(theirs) {
            if self.mine(entity.id).is_some() {
                continue;
            }
            let free = mine
                .entities_around(entity.span)
                .filter(|own| own.label == entity.label && self.theirs(own.id).is_none());
            let best = free.max_by_key(|own| {
                let shared = own.span.intersection(entity.span).map_or(0, Span::len);
                (shared, std::cmp::Reverse(own.span), words(own))
            });
            if let Some(best) = best {
                self.put(best.id, entity.id);
            }
        }
    }
}

/// Mentions in text order, those of one stretch by what they say.
fn in_order(layer: &Annotations) -> Vec<&Entity> {
    let mut list: Vec<_> = layer.entities().collect();
    list.sort_by_cached_key(|entity| (entity.span, words(entity)));
    list
}

/// What a relation says, with its ends as `end` words them.
pub(in crate::review) fn relation_words(
    relation: &Relation,
    end: impl Fn(EntityId) -> String,
) -> String {
    let (from, to) = (end(relation.from), end(relation.to));
    format!("{} {from} > {to}", relation.label)
}

/// Whether a mention can be on a page.
pub(super) fn is_usable(source: &SourceText, entity: &Entity) -> bool {
    let sound = Entity::are_sound(&entity.parts, entity.span);
    sound && !entity.span.is_empty() && source.contains(entity.span)
}
