//! What keeps a draft from being used, field by field.

use std::collections::BTreeMap;

use super::draft::SchemaDraft;
use super::draft_items::{AttributeForm, Item, Kind};
use crate::model::schema::Names;

/// A field of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name under which it is stored.
    Id,
    /// The name that is shown.
    Name,
    /// The key.
    Key,
    /// The colour.
    Color,
    /// What can be chosen.
    Choices,
    /// Where relations start.
    From,
    /// Where relations lead.
    To,
}

/// Where something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The key of the definition: role, label, relation, or attribute of articles or
    /// records; 0 for the schema as a whole.
    pub item: u32,
    /// The key of the attribute or choice in it; the same as `item` for itself.
    pub part: u32,
    /// The field.
    pub field: Field,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum What {
    /// It has no name.
    NoName,
    /// Its name has characters that cannot be seen, or blanks at an end.
    BadName,
    /// Another has this name.
    NameTaken,
    /// It has no key, or more than one character for it.
    NoKey,
    /// Another has this key.
    KeyTaken,
    /// The colour is not written as `#rrggbb`.
    BadColor,
    /// There is nothing to choose from.
    NoChoices,
    /// There is no role.
    NoRoles,
    /// All labels at this end are gone, which would allow any.
    NoEnds,
}

/// Something that keeps the draft from being used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble {
    /// Where.
    pub at: At,
    /// What.
    pub what: What,
}

/// What is checked of a definition that has a name, and perhaps a key.
struct Named<'d> {
    at: u32,
    id: &'d str,
    /// What the project has is taken as it is.
    known: bool,
    key: Option<&'d str>,
}

impl SchemaDraft {
    /// All that is wrong; a draft without troubles makes a schema that can be used.
    pub fn troubles(&self) -> Vec<Trouble> {
        let mut found = Vec::new();
        if self.roles.is_empty() {
            tell(&mut found, (0, 0), Field::Id, What::NoRoles);
        }
        let roles = self.roles.iter().map(|it| {
            let form = &it.form;
            named(it, &form.id, Some(&form.key), &form.name)
        });
        check_all(roles, &mut found);
        let labels = self.labels.iter().map(|it| {
            let form = &it.form;
            named(it, &form.id, Some(&form.key), &form.name)
        });
        check_all(labels, &mut found);
        let relations = self.relations.iter();
        let relations = relations.map(|it| named(it, &it.form.id, None, &it.form.name));
        check_all(relations, &mut found);
        for relation in &self.relations {
            let form = &relation.form;
            for (ends, field) in [(&form.from, Field::From), (&form.to, Field::To)] {
                if !ends.is_empty() && ends.iter().all(|&key| self.label_of(key).is_none()) {
                    tell(
                        &mut found,
                        (relation.key, relation.key),
                        field,
                        What::NoEnds,
                    );
                }
            }
        }
        for label in &self.labels {
            if !is_color(&label.form.color) {
                tell(
                    &mut found,
                    (label.key, label.key),
                    Field::Color,
                    What::BadColor,
                );
            }
            check_attributes(&label.form.attributes, Some(label.key), &mut found);
        }
        check_attributes(&self.article_attributes, None, &mut found);
        check_attributes(&self.record_attributes, None, &mut found);
        found
    }
}

/// Whether a colour is written as schemas write it.
pub(super) fn is_color(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or("");
    digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit())
}

fn tell(found: &mut Vec<Trouble>, (item, part): (u32, u32), field: Field, what: What) {
    let at = At { item, part, field };
    found.push(Trouble { at, what });
}

/// A definition, and how it is shown.
fn named<'d, T>(
    item: &'d Item<T>,
    id: &'d str,
    key: Option<&'d String>,
    name: &'d Names,
) -> (Named<'d>, &'d Names) {
    let named = Named {
        at: item.key,
        id,
        known: item.from.as_deref() == Some(id),
        key: key.map(String::as_str),
    };
    (named, name)
}

fn check_all<'d>(items: impl Iterator<Item = (Named<'d>, &'d Names)>, found: &mut Vec<Trouble>) {
    let mut all = Vec::new();
    for (named, name) in items {
        if is_nameless(name) {
            tell(found, (named.at, named.at), Field::Name, What::NoName);
        }
        all.push(named);
    }
    check_names(&all, None, found);
}

fn is_nameless(name: &Names) -> bool {
    name.zh.trim().is_empty() && name.en.trim().is_empty()
}

/// Names and keys, each of which may be there once.
fn check_names(all: &[Named<'_>], item: Option<u32>, found: &mut Vec<Trouble>) {
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for it in all {
        *ids.entry(it.id).or_default() += 1;
        let key = it.key.map(str::to_ascii_uppercase);
        *keys.entry(key.unwrap_or_default()).or_default() += 1;
    }
    for it in all {
        let at = (item.unwrap_or(it.at), it.at);
        let ugly = it.id.trim() != it.id || it.id.chars().any(char::is_control);
        if it.id.trim().is_empty() {
            tell(found, at, Field::Id, What::NoName);
        } else if ugly && !it.known {
            tell(found, at, Field::Id, What::BadName);
        } else if ids.get(it.id).is_some_and(|&times| times > 1) {
            tell(found, at, Field::Id, What::NameTaken);
        }
        let Some(key) = it.key else { continue };
        let is_one = key.chars().count() == 1 && !key.trim().is_empty();
        if !is_one || key.chars().any(char::is_control) {
            tell(found, at, Field::Key, What::NoKey);
        } else if keys.get(&key.to_ascii_uppercase()).is_some_and(|&n| n > 1) {
            tell(found, at, Field::Key, What::KeyTaken);
        }
    }
}

fn check_attributes(items: &[Item<AttributeForm>], of: Option<u32>, found: &mut Vec<Trouble>) {
    let all = items
        .iter()
        .map(|it| named(it, &it.form.id, None, &it.form.name));
    let all: Vec<_> = all.map(|(named, _)| named).collect();
    check_names(&all, of, found);
    for it in items {
        let at = (of.unwrap_or(it.key), it.key);
        if is_nameless(&it.form.name) {
            tell(found, at, Field::Name, What::NoName);
        }
        if it.form.kind != Kind::Choice {
            continue;
        }
        if it.form.choices.is_empty() {
            tell(found, at, Field::Choices, What::NoChoices);
        }
        let choices = it.form.choices.iter();
        let choices = choices.map(|it| named(it, &it.form.value, None, &it.form.name));
        let choices: Vec<_> = choices.map(|(named, _)| named).collect();
        check_names(&choices, Some(of.unwrap_or(it.key)), found);
    }
}
