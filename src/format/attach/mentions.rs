//! Entities and relations of a record.

use std::collections::BTreeMap;

use super::Attacher;
use super::ids::Ids;
use super::problem::Part;
use crate::edit::op::PageChange;
use crate::format::pages::{EntityRecord, Nest, PageRecord, RelationRecord, Value};
use crate::model::entity::{AttributeValue, Attributes, Entity};
use crate::model::id::{AuthorityId, EntityId, Label, RelationId, RelationType};
use crate::model::relation::Relation;
use crate::text::span::Span;

impl Attacher<'_> {
    /// Entities, then the relations between those that were kept.
    pub(super) fn mentions(
        &mut self,
        record: &PageRecord,
        authority: &mut dyn FnMut(&Label, &str) -> Option<AuthorityId>,
    ) {
        let mut ids = Ids::new(EntityId, EntityId::new);
        for (index, entity) in record.entities.iter().enumerate() {
            let part = Part {
                kind: "entity",
                index,
                id: entity.id.as_deref(),
            };
            match self.label_and_place(entity) {
                Ok((label, span, parts)) => {
                    let canonical = entity.canonical.as_deref().map(str::trim);
                    let canonical = canonical.filter(|name| !name.is_empty());
                    let record = canonical.and_then(|name| authority(&label, name));
                    if let (Some(name), None) = (canonical, record) {
                        let message = format!(
                            "several authority records are called {name:?}; link it by hand"
                        );
                        self.problem(part, message);
                    }
                    let entity = Entity {
                        id: ids.give(part, None, self),
                        span,
                        parts,
                        authority: record,
                        label,
                        attributes: self.attributes(&entity.attributes, part),
                    };
                    self.insert(PageChange::Entity, entity);
                }
                Err(message) => self.problem(part, message),
            }
        }
        self.relations(record, &ids);
    }

    fn label_and_place(&self, entity: &EntityRecord) -> Result<(Label, Span, Vec<Span>), String> {
        let span = self.span(&entity.start, &entity.end)?;
        let parts = self.parts(entity, span)?;
        let name = entity
            .label
            .as_deref()
            .ok_or("it has no label; give it one of the schema's")?;
        let label = Label::from(name);
        if self.schema.label(&label).is_none() {
            return Err(format!(
                "the schema has no label {name:?}; add it there or rename it in the file"
            ));
        }
        Ok((label, span, parts))
    }

    /// The parts of a mention; none if it is in one piece.
    fn parts(&self, entity: &EntityRecord, span: Span) -> Result<Vec<Span>, String> {
        let listed = entity.parts.0.as_ref().map_err(|instead| {
            format!("its parts are {instead}; write a list, and each part as [start, end]")
        })?;
        let mut parts = Vec::with_capacity(listed.len());
        for (number, [start, end]) in (1..).zip(listed) {
            let part = self.span(start, end);
            parts.push(part.map_err(|message| format!("part {number}: {message}"))?);
        }
        if parts == [span] {
            parts.clear();
        }
        if !Entity::are_sound(&parts, span) {
            return Err(format!(
                "its parts do not make up {span}; write them in the order of the text, with \
                 other text between them, from its start to its end"
            ));
        }
        Ok(parts)
    }

    /// Attributes whose values can be kept. The schema is not asked: what it does
    /// not know goes out again as it came in.
    pub(super) fn attributes(
        &mut self,
        values: &Nest<BTreeMap<String, Value>>,
        part: Part<'_>,
    ) -> Attributes {
        let mut kept = Attributes::new();
        if let Err(instead) = &values.0 {
            let message = format!(
                "its attributes are {instead} and were left out; write an object of names and \
                 values"
            );
            self.problem(part, message);
        }
        for (name, value) in values.0.iter().flatten() {
            match &value.0 {
                Ok(AttributeValue::Number(number)) if !number.is_finite() => {
                    let message = format!("the attribute {name:?} is not a finite number");
                    self.problem(part, message);
                }
                Ok(value) => {
                    kept.insert(name.clone(), value.clone());
                }
                Err(instead) if instead == "null" => {}
                Err(instead) => {
                    let message = format!(
                        "the attribute {name:?} is {instead}; write a text, a number, true or \
                         false"
                    );
                    self.problem(part, message);
                }
            }
        }
        kept
    }

    fn relations(&mut self, record: &PageRecord, entities: &Ids<'_, EntityId>) {
        let mut ids = Ids::new(RelationId, RelationId::new);
        for (index, relation) in record.relations.iter().enumerate() {
            let part = Part {
                kind: "relation",
                index,
                id: relation.id.as_deref(),
            };
            match self.relation(relation, entities) {
                Ok((label, from, to)) => {
                    let id = ids.give(part, None, self);
                    self.insert(
                        PageChange::Relation,
                        Relation {
                            id,
                            label,
                            from,
                            to,
                        },
                    );
                }
                Err(message) => self.problem(part, message),
            }
        }
    }

    fn relation(
        &self,
        relation: &RelationRecord,
        entities: &Ids<'_, EntityId>,
    ) -> Result<(RelationType, EntityId, EntityId), String> {
        let name = relation
            .label
            .as_deref()
            .ok_or("it has no label; give it one of the schema's relations")?;
        let label = RelationType::from(name);
        if self.schema.relation(&label).is_none() {
            return Err(format!(
                "the schema has no relation {name:?}; add it there or rename it in the file"
            ));
        }
        let end = |key: &str, name: &Option<String>| {
            let name = name
                .as_deref()
                .ok_or_else(|| format!("it has no \"{key}\"; write the id of an entity"))?;
            entities.get(name).ok_or_else(|| {
                format!(
                    "its \"{key}\" is the entity {name:?}, which is not on the page or was left out"
                )
            })
        };
        Ok((
            label,
            end("from", &relation.from)?,
            end("to", &relation.to)?,
        ))
    }
}
