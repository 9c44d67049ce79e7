//! What the list of entities shows: mentions of one thing together, the most
//! frequent first.

use std::collections::BTreeMap;

use crate::model::annotations::Annotations;
use crate::model::authority::Authority;
use crate::model::id::{AuthorityId, EntityId, Label};
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
    /// The mentions in text order.
    pub mentions: Vec<EntityId>,
}

impl EntitiesData {
    /// The groups of a page whose name holds `filter`.
    pub fn of<'a>(
        source: &SourceText,
        annotations: &Annotations,
        authority: impl Fn(AuthorityId) -> Option<&'a Authority>,
        filter: &str,
    ) -> Self {
        let mut groups: BTreeMap<(Label, String), Vec<EntityId>> = BTreeMap::new();
        for entity in annotations.entities() {
            let record = entity.authority.and_then(&authority);
            let name = record.map_or_else(|| surface(source.slice(entity.span)), |record| record.canonical.clone());
            if name.contains(filter) {
                groups.entry((entity.label.clone(), name)).or_default().push(entity.id);
            }
        }
        let mut groups: Vec<_> = groups
            .into_iter()
            .map(|((label, name), mentions)| EntityGroup { label, name, mentions })
            .collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.mentions.len()));
        Self { groups }
    }
}

/// A surface on one line: line breaks inside a name are not part of it.
pub fn surface(raw: &str) -> String {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mut shown = String::new();
    for part in raw.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()) {
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
    fn a_name_cut_by_a_line_break_is_shown_whole() {
        assert_eq!(surface("嘉峪\n\n 关市"), "嘉峪关市");
        assert_eq!(surface("New\r\nYork"), "New York");
    }
}
