//! What the list of entities shows: mentions of one thing together, the most
//! frequent first.

use std::collections::BTreeMap;

use crate::model::annotations::Annotations;
use crate::model::authority::Authority;
use crate::model::id::{AuthorityId, EntityId, Label};
use crate::model::schema::{LabelDef, Schema, missing};
use crate::text::source::SourceText;

/// Groups of mentions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EntitiesData {
    /// The groups, most mentions first.
    pub groups: Vec<EntityGroup>,
}

/// Mentions of one thing: of one authority record, or of one surface.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityGroup {
    /// The label.
    pub label: Label,
    /// Canonical name, or the surface without white space.
    pub name: String,
    /// The record, if they have one.
    pub record: Option<AuthorityId>,
    /// The mentions in text order.
    pub mentions: Vec<EntityId>,
    /// How many of them lack an attribute that the schema asks for.
    pub incomplete: usize,
}

impl EntitiesData {
    /// The groups of a page whose name holds `filter`.
    pub fn of<'a>(
        source: &SourceText,
        annotations: &Annotations,
        authority: impl Fn(AuthorityId) -> Option<&'a Authority>,
        schema: &Schema,
        filter: &str,
    ) -> Self {
        type Key = (Label, String, Option<AuthorityId>);
        let mut groups: BTreeMap<Key, (Vec<EntityId>, usize)> = BTreeMap::new();
        for entity in annotations.entities() {
            let record = entity.authority.and_then(&authority);
            let name = record.map_or_else(
                || surface(&entity.surface(source)),
                |record| record.canonical.clone(),
            );
            if name.contains(filter) {
                // Two things of one name are two things.
                let id = record.map(|record| record.id);
                let key = (entity.label.clone(), name, id);
                let (mentions, incomplete) = groups.entry(key).or_default();
                mentions.push(entity.id);
                let defs = schema.label(&entity.label);
                let lacks = |def: &LabelDef| missing(&def.attributes, &entity.attributes).count();
                *incomplete += usize::from(defs.is_some_and(|def| lacks(def) > 0));
            }
        }
        let mut groups: Vec<_> = groups
            .into_iter()
            .map(
                |((label, name, record), (mentions, incomplete))| EntityGroup {
                    label,
                    name,
                    record,
                    mentions,
                    incomplete,
                },
            )
            .collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.mentions.len()));
        Self { groups }
    }
}

/// A surface on one line: line breaks inside a name are not part of it.
pub fn surface(raw: &str) -> String {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mut shown = String::new();
    for part in raw
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        if latin(shown.chars().next_back()) && latin(part.chars().next()) {
            shown.push(' ');
        }
        shown.push_str(part);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_one_name_and_mentions_without_a_record_stand_apart() {
        use crate::model::annotations::Parts;
        use crate::model::entity::{Attributes, Entity};
        use crate::text::span::Span;
        let record = || Authority {
            id: AuthorityId::new(),
            label: Label::from("OFFICIAL"),
            canonical: "张伟".to_owned(),
            aliases: Vec::new(),
            code: None,
            note: String::new(),
            attributes: Attributes::new(),
        };
        let records = [record(), record()];
        let mention = |start: u32, authority| Entity {
            id: EntityId::new(),
            span: Span::new(start, start + 2).unwrap_or_default(),
            label: Label::from("OFFICIAL"),
            authority,
            attributes: Attributes::new(),
            parts: Vec::new(),
        };
        let [one, two] = [records[0].id, records[1].id];
        let links = [Some(one), Some(two), None, Some(two), Some(two)];
        let entities = links
            .iter()
            .zip(0..)
            .map(|(link, at)| mention(at * 2, *link));
        let annotations = Annotations::from_parts(Parts {
            entities: entities.collect(),
            ..Parts::default()
        });
        let source = SourceText::new("张伟".repeat(5));
        let find = |id| records.iter().find(|record| record.id == id);
        let data = EntitiesData::of(&source, &annotations, find, &Schema::newspaper(), "");
        let mut groups: Vec<_> = data
            .groups
            .iter()
            .map(|it| (it.mentions.len(), it.record))
            .collect();
        assert_eq!(groups.remove(0), (3, Some(two)));
        groups.sort();
        assert_eq!(groups, [(1, None), (1, Some(one))]);
    }

    #[test]
    fn a_name_cut_by_a_line_break_is_shown_whole() {
        assert_eq!(surface("嘉峪\n\n 关市"), "嘉峪关市");
        assert_eq!(surface("New\r\nYork"), "New York");
    }
}
