//! What a change of the schema makes of a whole page.
//!
//! Where two labels become one, two mentions of the same stretch would be there twice.
//! One of them goes: the other takes over what is said of it and the relations that end
//! at it. Two that say different things stand in the way.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Name;
use super::plan::{Finding, Hitch, Plan, Step};
use crate::edit::op::{Change, PageChange};
use crate::model::annotations::Annotations;
use crate::model::entity::{AttributeValue, Entity};
use crate::model::id::EntityId;
use crate::model::relation::Relation;
use crate::text::span::Span;

/// What is found, and where.
type Told = Vec<(Finding, Span)>;
/// What a mention was, and what it becomes; nothing if another takes it over.
type Becomes<'p> = (&'p Entity, Option<Entity>);

impl Plan {
    /// What becomes of the rows of a page; what is found is added to `told`.
    pub fn page(&self, page: &Annotations, told: &mut Told) -> Vec<PageChange> {
        let mut changes = Vec::new();
        let mut found = Vec::new();
        for before in page.articles() {
            let after = self.article(before, &mut found);
            let place = page.segments_of(before.id).next().map(|it| it.span);
            told.extend(found.drain(..).zip(place.into_iter().cycle()));
            let change = after.map(|after| replace(before, after));
            changes.extend(change.map(PageChange::Article));
        }
        for before in page.segments() {
            let after = self.segment(before, &mut found);
            told.extend(found.drain(..).map(|finding| (finding, before.span)));
            let change = after.map(|after| replace(before, after));
            changes.extend(change.map(PageChange::Segment));
        }
        let mut mentions: Vec<Becomes<'_>> = Vec::new();
        for before in page.entities() {
            let after = self.entity(before, &mut found);
            told.extend(found.drain(..).map(|finding| (finding, before.span)));
            mentions.push((before, Some(after.unwrap_or_else(|| before.clone()))));
        }
        let taken_over = if self.merges_labels() {
            merge(&mut mentions, told)
        } else {
            BTreeMap::new()
        };
        for (before, after) in mentions {
            let change = match after {
                Some(after) if after == *before => continue,
                Some(after) => replace(before, after),
                None => Change::Remove(before.clone()),
            };
            changes.push(PageChange::Entity(change));
        }
        changes.extend(self.relations_of(page, &taken_over, told));
        changes
    }

    /// Relations with their new types and ends; one that is there already goes.
    fn relations_of(
        &self,
        page: &Annotations,
        taken_over: &BTreeMap<EntityId, EntityId>,
        told: &mut Told,
    ) -> Vec<PageChange> {
        let mut found = Vec::new();
        let mut there = BTreeSet::new();
        let mut moved = Vec::new();
        for before in page.relations() {
            let ends = page.entity(before.from).zip(page.entity(before.to));
            let Some((from, to)) = ends else { continue };
            let after = self.relation(before, (&from.label, &to.label), &mut found);
            told.extend(found.drain(..).map(|finding| (finding, from.span)));
            let now = |id: EntityId| taken_over.get(&id).copied().unwrap_or(id);
            let after = Relation {
                from: now(before.from),
                to: now(before.to),
                ..after.unwrap_or_else(|| before.clone())
            };
            if after == *before {
                there.insert(words(&after));
            } else {
                moved.push((before, after, from.span));
            }
        }
        let mut changes = Vec::new();
        for (before, after, span) in moved {
            let name = || Name::Relation(after.label.as_str().to_owned());
            if after.from == after.to && before.from != before.to {
                told.push((Finding::Hitch(Hitch::Twins(name())), span));
            }
            changes.push(PageChange::Relation(if there.insert(words(&after)) {
                replace(before, after)
            } else {
                told.push((Finding::Step(Step::Twin(name())), span));
                Change::Remove(before.clone())
            }));
        }
        changes
    }
}

fn words(relation: &Relation) -> (String, EntityId, EntityId) {
    let label = relation.label.as_str().to_owned();
    (label, relation.from, relation.to)
}

/// Lets one mention stay of those that only now have one label and stretch; gives which
/// takes over from which.
fn merge(mentions: &mut [Becomes<'_>], told: &mut Told) -> BTreeMap<EntityId, EntityId> {
    let mut groups: BTreeMap<(String, Vec<Span>), Vec<usize>> = BTreeMap::new();
    for (at, (_, after)) in mentions.iter().enumerate() {
        let Some(after) = after else { continue };
        let key = (after.label.as_str().to_owned(), after.pieces().collect());
        groups.entry(key).or_default().push(at);
    }
    let mut taken_over = BTreeMap::new();
    for ((label, _), group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        let had = |at: &usize| mentions.get(*at).map(|(before, _)| before.label.as_str());
        // What has the label already stays.
        let stays = group.iter().find(|at| had(at) == Some(label.as_str()));
        let Some(&stays) = stays.or(group.first()) else {
            continue;
        };
        let known: Option<String> = had(&stays).map(str::to_owned);
        for at in group {
            // Two of one label were there twice before, which is no matter of the schema.
            let new = mentions.get(at).map(|(before, _)| before.label.as_str());
            if at == stays || new == known.as_deref() {
                continue;
            }
            let Some((gone, Some(said))) = mentions.get(at).cloned() else {
                continue;
            };
            let name = Name::Label(label.clone());
            let keeper = match mentions.get_mut(stays) {
                Some((kept, Some(after))) => take_over(after, &said).then_some(kept.id),
                _ => None,
            };
            let Some(keeper) = keeper else {
                told.push((Finding::Hitch(Hitch::Twins(name)), gone.span));
                continue;
            };
            taken_over.insert(gone.id, keeper);
            told.push((Finding::Step(Step::Twin(name)), gone.span));
            if let Some((_, after)) = mentions.get_mut(at) {
                *after = None;
            }
        }
    }
    taken_over
}

/// Adds what is said of one mention to another; `false` if they say different things.
fn take_over(kept: &mut Entity, gone: &Entity) -> bool {
    let other_record = kept.authority.is_some() && gone.authority.is_some();
    let other_value = |(id, value): (&String, &AttributeValue)| {
        let known = kept.attributes.get(id);
        known.is_some_and(|known| known != value)
    };
    if (other_record && kept.authority != gone.authority) || gone.attributes.iter().any(other_value)
    {
        return false;
    }
    kept.authority = kept.authority.or(gone.authority);
    kept.attributes.extend(gone.attributes.clone());
    true
}

fn replace<T: Clone>(before: &T, after: T) -> Change<T> {
    Change::Replace {
        before: before.clone(),
        after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::schema::{Moves, SchemaEdit};
    use crate::model::annotations::Parts;
    use crate::model::id::{AuthorityId, RelationId, RelationType};
    use crate::model::schema::Schema;

    /// `INITIATIVE` becomes `CITY`; both have an attribute.
    fn plan() -> Plan {
        let mut before = Schema::newspaper();
        let attribute = before.labels[1].attributes[0].clone();
        before.labels[0].attributes = vec![attribute.clone()];
        before.labels[2].attributes = vec![attribute];
        before.relations.truncate(1);
        before.relations[0].from.clear();
        before.relations[0].to.clear();
        let mut after = before.clone();
        after.labels.remove(2);
        let mut moves = Moves::default();
        moves.rename(Name::Label("INITIATIVE".into()), "CITY");
        Plan::new(&SchemaEdit {
            before,
            after,
            moves,
        })
        .unwrap()
    }

    fn mention(label: &str, start: u32, title: Option<&str>) -> Entity {
        let mut entity = crate::edit::schema::laws::mention_of(label);
        entity.span = Span::new(start, start + 2).unwrap();
        let title = title.map(|it| ("title".to_owned(), AttributeValue::Text(it.to_owned())));
        entity.attributes.extend(title);
        entity
    }

    fn relation(from: &Entity, to: &Entity) -> Relation {
        Relation {
            id: RelationId::new(),
            label: RelationType::from("holds_office_in"),
            from: from.id,
            to: to.id,
        }
    }

    fn done(entities: Vec<Entity>, relations: Vec<Relation>) -> (Vec<PageChange>, Vec<Finding>) {
        let page = Annotations::from_parts(Parts {
            entities,
            relations,
            ..Parts::default()
        });
        let mut told = Vec::new();
        let changes = plan().page(&page, &mut told);
        let found = told.into_iter().map(|(finding, _)| finding);
        (changes, found.filter(|it| !is_rename(it)).collect())
    }

    fn is_rename(finding: &Finding) -> bool {
        matches!(finding, Finding::Step(Step::Rename(..)))
    }

    #[test]
    fn one_of_two_that_become_the_same_takes_over_what_the_other_has() {
        let mut gone = mention("INITIATIVE", 3, Some("x"));
        gone.authority = Some(AuthorityId::new());
        let kept = mention("CITY", 3, None);
        let (other, far) = (
            mention("OFFICIAL", 9, None),
            mention("INITIATIVE", 20, None),
        );
        let stays = relation(&other, &kept);
        let doubled = relation(&other, &gone);
        let moved = relation(&gone, &far);
        let all = vec![gone.clone(), kept.clone(), other, far];
        let (changes, found) = done(all, vec![stays, doubled.clone(), moved.clone()]);
        let twin = |name| Finding::Step(Step::Twin(name));
        let city = Name::Label("CITY".into());
        let office = Name::Relation("holds_office_in".into());
        assert_eq!(found, [twin(city), twin(office)]);
        let after = Entity {
            authority: gone.authority,
            attributes: gone.attributes.clone(),
            ..kept.clone()
        };
        let from_kept = Relation {
            from: kept.id,
            ..moved.clone()
        };
        for wanted in [
            PageChange::Entity(replace(&kept, after)),
            PageChange::Entity(Change::Remove(gone)),
            PageChange::Relation(Change::Remove(doubled)),
            PageChange::Relation(replace(&moved, from_kept)),
        ] {
            assert!(changes.contains(&wanted), "{wanted:?} in {changes:?}");
        }
    }

    #[test]
    fn two_that_say_different_things_stand_in_the_way() {
        let one = mention("CITY", 3, Some("x"));
        let other = mention("INITIATIVE", 3, Some("y"));
        let twins = Finding::Hitch(Hitch::Twins(Name::Label("CITY".into())));
        assert_eq!(done(vec![one, other], vec![]).1, [twins]);
        // A relation between the two would lead to itself.
        let (one, other) = (mention("CITY", 3, None), mention("INITIATIVE", 3, None));
        let relation = relation(&one, &other);
        let name = Name::Relation("holds_office_in".into());
        let twins = Finding::Hitch(Hitch::Twins(name));
        assert!(done(vec![one, other], vec![relation]).1.contains(&twins));
    }

    #[test]
    fn what_was_there_twice_before_is_left_alone() {
        let twice = vec![mention("CITY", 3, None), mention("CITY", 3, None)];
        assert_eq!(done(twice, vec![]), (vec![], vec![]));
        let apart = vec![mention("CITY", 3, None), mention("INITIATIVE", 4, None)];
        assert_eq!(done(apart, vec![]).1, []);
    }
}
