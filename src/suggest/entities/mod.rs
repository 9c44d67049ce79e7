//! Recognisers of cities, officials and initiatives: pure functions over reading text.
//!
//! What is recognised is read as people read it: each article is put together from its
//! segments, line wraps and corrections applied, so that a name that a line end cuts is
//! one name. What is found is mapped back to the raw text. Text that is in no article yet
//! is read by stretches; furniture is not read.

mod found;
mod initiatives;
mod names;
mod offices;
mod officials;
mod passage;
mod passages;
mod placed;
mod places;
mod plain;
mod records;
mod simplified;
pub mod taught;
#[cfg(test)]
mod tests;
mod wordlist;

pub use found::{Found, Kind};
pub use initiatives::initiatives;
pub use officials::officials;
use officials::people;
pub use places::{Names, cities};
pub use records::Records;

use std::collections::BTreeMap;

use found::ByPlace;
use passages::Passage;
use placed::Placed;

use crate::model::annotations::Annotations;
use crate::model::entity::{AttributeValue, Entity};
use crate::model::evidence::Evidence;
use crate::model::id::{EntityId, Label, RelationId, RelationType};
use crate::model::relation::Relation;
use crate::model::schema::{AttributeKind, Schema};
use crate::suggest::gazetteer::Gazetteer;
use crate::suggest::tagger::Tagger;
use crate::text::source::SourceText;

/// What is known beforehand of the things that can be named.
#[derive(Debug, Clone, Copy)]
pub struct Known<'k> {
    /// Places.
    pub gazetteer: &'k Gazetteer,
    /// Their names, made ready for matching.
    pub names: &'k Names,
    /// What accepted pages of the project taught of mentions.
    pub tagger: Option<&'k Tagger>,
    /// Labels for which a tagger alone is not asked.
    pub complete: Option<&'k taught::Complete>,
    /// The authority records of the project.
    pub records: Option<&'k Records>,
}

impl Default for Known<'static> {
    /// The divisions of China.
    fn default() -> Self {
        Self {
            gazetteer: Gazetteer::builtin(),
            names: Names::builtin(),
            tagger: None,
            complete: None,
            records: None,
        }
    }
}

/// A mention that is proposed.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The mention, with its record if there is one and it is clear which.
    pub entity: Entity,
    /// How sure it is, and why.
    pub evidence: Evidence,
    /// The code of the place that it means.
    pub key: Option<String>,
}

/// What is proposed for a page.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// Mentions in the order of the raw text; those of one label do not overlap.
    pub mentions: Vec<Mention>,
    /// Relations between them, with their evidence.
    pub relations: Vec<(Relation, Evidence)>,
}

/// Finds the mentions of a page, read as `annotations` have its articles. Only labels,
/// attributes and relations that the schema has are proposed.
pub fn entities(
    source: &SourceText,
    annotations: &Annotations,
    schema: &Schema,
    known: &Known<'_>,
) -> Entities {
    let passages = passages::of(source, annotations);
    let mut page = Entities::default();
    for (passage, found) in passages.iter().zip(recognised(&passages, known)) {
        let tagged = known.tagger.map(|tagger| {
            let signs = taught::signs(&found);
            tagger.tag(passage.text(), &signs)
        });
        let mut placed = page.add(source, passage, found, schema);
        if let Some(records) = known.records {
            placed.add_recorded(source, passage, (records, known.names), schema);
        }
        let tagged = tagged.unwrap_or_default();
        placed.add_taught(source, passage, (tagged, known.complete), schema);
        if let Some(records) = known.records {
            placed.link(passage, records);
        }
        page.mentions.extend(placed.into_mentions());
    }
    page.settle();
    page
}

/// What the recognisers find in each passage of a page.
fn recognised(passages: &[Passage], known: &Known<'_>) -> Vec<Vec<Found>> {
    let texts: Vec<&str> = passages.iter().map(Passage::text).collect();
    let read: Vec<passage::Passage> = texts.iter().map(|it| passage::Passage::new(it)).collect();
    let cities = cities(&texts, known.gazetteer, known.names).into_iter();
    let people = people(&texts, &read);
    let names = people.officials.iter().zip(people.others);
    let cities = cities.zip(names).map(|(mut cities, (officials, others))| {
        let officials = ByPlace::of(officials, |it| &it.range);
        let others = ByPlace::of(&others, |it| &it.range);
        cities.retain(|city| {
            let mut others = others.overlapping(&city.range);
            let mut officials = officials.overlapping(&city.range);
            !others.any(|other| other.score > city.score)
                && !officials.any(|official| is_in_name_of(official, city))
        });
        cities
    });
    let cities: Vec<Vec<Found>> = cities.collect();
    let others = people
        .officials
        .into_iter()
        .zip(initiatives::read(&texts, &read));
    let each = cities.into_iter().zip(others);
    each.map(|(cities, (officials, initiatives))| settle([cities, officials, initiatives].concat()))
        .collect()
}

/// Whether what may be a city is a part of the name of an official that is well read: 永兴
/// in 韦永兴; 饶平 in 局长饶平.
fn is_in_name_of(official: &Found, city: &Found) -> bool {
    let (name, part) = (&official.range, &city.range);
    let covers = name.start <= part.start && part.end <= name.end;
    covers && official.score >= 0.8
}

/// Of mentions that overlap, the surest; a city may stand in the name of an initiative.
fn settle(mut found: Vec<Found>) -> Vec<Found> {
    found.retain(|it| !it.range.is_empty() && it.score.is_finite());
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.range.start.cmp(&b.range.start))
    });
    // Of one kind none overlaps another, so what is in the way stands right before.
    let mut kept: BTreeMap<Kind, BTreeMap<usize, Found>> = BTreeMap::new();
    for it in found {
        let clashes = kept.values().any(|of_kind| {
            let before = of_kind.range(..it.range.end).rev().map(|(_, other)| other);
            let mut overlapping = before.take_while(|other| other.range.end > it.range.start);
            overlapping.any(|other| !nests(other, &it) && !nests(&it, other))
        });
        if !clashes {
            let of_kind = kept.entry(it.label).or_default();
            of_kind.insert(it.range.start, it);
        }
    }
    let mut kept: Vec<Found> = kept.into_values().flat_map(BTreeMap::into_values).collect();
    kept.sort_by_key(|it| (it.range.start, it.range.end));
    kept
}

/// Whether a city stands in the name of an initiative.
fn nests(outer: &Found, inner: &Found) -> bool {
    let within = outer.range.start <= inner.range.start && inner.range.end <= outer.range.end;
    within && outer.label == Kind::Initiative && inner.label == Kind::City
}

impl Entities {
    /// The mentions that were found in one passage; adds their relations.
    fn add(
        &mut self,
        source: &SourceText,
        passage: &Passage,
        found: Vec<Found>,
        schema: &Schema,
    ) -> Placed {
        let mut ids: Vec<(Found, EntityId)> = Vec::new();
        let mut placed = Placed::default();
        for it in found {
            let label = Label::from(it.label.as_str());
            let Some(span) = passage.raw(it.range.clone(), source) else {
                continue;
            };
            let Some(definition) = schema.label(&label) else {
                continue;
            };
            let mut attributes = BTreeMap::new();
            let text = |id: &str| {
                let mut all = definition.attributes.iter();
                all.any(|it| it.id == id && it.kind == AttributeKind::Text)
            };
            if let Some(title) = it.title.as_ref().filter(|_| text("title")) {
                attributes.insert("title".to_owned(), AttributeValue::Text(title.clone()));
            }
            let entity = Entity {
                id: EntityId::new(),
                span,
                label,
                authority: None,
                attributes,
                parts: Vec::new(),
            };
            ids.push((it.clone(), entity.id));
            placed.put(Mention {
                entity,
                evidence: Evidence {
                    score: it.score.clamp(0.0, 1.0),
                    reasons: it.reasons,
                },
                key: it.key,
            });
        }
        self.relate(&ids, schema);
        placed
    }

    /// Links each official to the city that is named last in the name of the body in
    /// which they hold office.
    fn relate(&mut self, placed: &[(Found, EntityId)], schema: &Schema) {
        let label = RelationType::from("holds_office_in");
        if schema.relation(&label).is_none() {
            return;
        }
        for (official, from) in placed {
            let Some(body) = &official.place else {
                continue;
            };
            let mut cities = placed.iter().rev().filter(|(it, _)| it.label == Kind::City);
            let inside = |it: &Found| body.start <= it.range.start && it.range.end <= body.end;
            let Some((city, to)) = cities.find(|(it, _)| inside(it)) else {
                continue;
            };
            let relation = Relation {
                id: RelationId::new(),
                label: label.clone(),
                from: *from,
                to: *to,
            };
            let evidence = Evidence {
                score: official.score.min(city.score),
                reasons: official.reasons.clone(),
            };
            self.relations.push((relation, evidence));
        }
    }

    /// Puts the mentions in order and drops what stands on one place twice: passages
    /// overlap where articles do.
    fn settle(&mut self) {
        self.mentions.sort_by_key(|it| it.entity.span);
        let mut ends: BTreeMap<Label, crate::text::offset::CharOffset> = BTreeMap::new();
        self.mentions.retain(|it| {
            let span = it.entity.span;
            let end = ends.entry(it.entity.label.clone()).or_default();
            let free = span.start() >= *end;
            *end = span.end().max(*end);
            free
        });
        let known: std::collections::BTreeSet<_> =
            self.mentions.iter().map(|it| it.entity.id).collect();
        self.relations
            .retain(|(it, _)| known.contains(&it.from) && known.contains(&it.to));
    }
}
