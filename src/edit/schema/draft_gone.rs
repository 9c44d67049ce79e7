//! What was taken out of a draft, and what becomes of rows that use it.

use std::collections::BTreeMap;

use super::draft::{Heir, SchemaDraft, attribute_items, label_form};
use super::draft_items::{
    AttributeForm, ChoiceForm, Item, Kind, LabelForm, RelationForm, RoleForm,
};
use super::names::{Moves, Name, Owner, attribute_of, attributes_of};
use crate::model::schema::{AttributeDef, AttributeKind};

impl SchemaDraft {
    /// What was taken out: names of the project that no definition comes from. Of what
    /// is gone itself, attributes and choices are only told where its heir lacks them.
    pub fn gone(&self) -> Vec<Name> {
        let there = self.names();
        let mut gone = Vec::new();
        let base = &self.base;
        let miss = |name: Name, gone: &mut Vec<Name>| {
            let missing = !there.contains_key(&name);
            if missing {
                gone.push(name);
            }
            !missing
        };
        for def in &base.roles {
            miss(Name::Role(def.id.clone()), &mut gone);
        }
        let owners = base.labels.iter().map(|def| Owner::Label(def.id.clone()));
        for owner in owners.chain([Owner::Article, Owner::Record]) {
            let mut inherited = None;
            if let Owner::Label(id) = &owner
                && !miss(Name::Label(id.clone()), &mut gone)
            {
                let Some(heir) = self.heir_label(id) else {
                    continue;
                };
                inherited = Some(heir);
            }
            for def in attributes_of(base, &owner) {
                if let Some(heir) = inherited {
                    let mut all = heir.form.attributes.iter();
                    let same = all.find(|it| it.form.id == def.id);
                    missing_of(&owner, def, same, &mut gone);
                    continue;
                }
                if !miss(Name::Attribute(owner.clone(), def.id.clone()), &mut gone) {
                    continue;
                }
                let AttributeKind::Choice(values) = &def.kind else {
                    continue;
                };
                for value in values {
                    miss(
                        Name::Choice(owner.clone(), def.id.clone(), value.clone()),
                        &mut gone,
                    );
                }
            }
        }
        for def in &base.relations {
            miss(Name::Relation(def.id.clone()), &mut gone);
        }
        gone
    }

    /// What is to become of rows that use a name that was taken out.
    pub fn heir(&self, name: &Name) -> Heir {
        self.heirs.get(name).copied().unwrap_or(Heir::Unknown)
    }

    /// Says what is to become of rows that use a name that was taken out.
    pub fn set_heir(&mut self, name: Name, heir: Heir) {
        self.heirs.insert(name, heir);
    }

    /// The definitions that can be the heir of a name, by key and id.
    pub fn heirs_of(&self, name: &Name) -> Vec<(u32, &str)> {
        match name {
            Name::Role(_) => self
                .roles
                .iter()
                .map(|it| (it.key, it.form.id.as_str()))
                .collect(),
            Name::Label(_) => self
                .labels
                .iter()
                .map(|it| (it.key, it.form.id.as_str()))
                .collect(),
            Name::Relation(_) => {
                let all = self.relations.iter();
                all.map(|it| (it.key, it.form.id.as_str())).collect()
            }
            Name::Attribute(owner, _) => {
                let all = self.attributes(owner).iter();
                all.map(|it| (it.key, it.form.id.as_str())).collect()
            }
            Name::Choice(owner, id, _) => {
                let mut all = self.attributes(owner).iter();
                let is_it = |it: &&Item<AttributeForm>| it.from.as_ref() == Some(id);
                let same = || self.attributes(owner).iter().find(|it| it.form.id == *id);
                let attribute = all.find(is_it).or_else(same);
                let choices = attribute.map_or(&[][..], |it| it.form.choices.as_slice());
                choices
                    .iter()
                    .map(|it| (it.key, it.form.value.as_str()))
                    .collect()
            }
        }
    }

    /// Puts back what was taken out, at the end of its list.
    pub fn put_back(&mut self, name: &Name) {
        let base = self.base.clone();
        let keys = &mut self.keys;
        match name {
            Name::Role(id) => {
                let def = base.roles.iter().find(|def| def.id == *id);
                self.roles
                    .extend(def.map(|def| keys.item(Some(id), RoleForm::of(def))));
            }
            Name::Label(id) => {
                let Some(def) = base.labels.iter().find(|def| def.id == *id) else {
                    return;
                };
                let owner = Owner::Label(id.clone());
                let attributes = attribute_items(&base, &owner, &def.attributes, keys);
                let mut item = keys.item(Some(id), label_form(def, attributes));
                // Relations that ended there end there again.
                let before = self.labels_gone.iter().find(|(_, from)| *from == id);
                if let Some((&key, _)) = before {
                    item.key = key;
                    self.labels_gone.remove(&key);
                }
                self.labels.push(item);
            }
            Name::Relation(id) => {
                let Some(def) = base.relations.iter().find(|def| def.id == *id) else {
                    return;
                };
                let ends = |ids: &[String]| {
                    let came =
                        |it: &&Item<LabelForm>| it.from.as_ref().is_some_and(|id| ids.contains(id));
                    self.labels.iter().filter(came).map(|it| it.key).collect()
                };
                let form = RelationForm {
                    id: def.id.clone(),
                    name: def.name.clone(),
                    from: ends(&def.from),
                    to: ends(&def.to),
                };
                self.relations.push(keys.item(Some(id), form));
            }
            Name::Attribute(owner, id) => {
                let def = attribute_of(&base, owner, id).map(std::slice::from_ref);
                let items = attribute_items(&base, owner, def.unwrap_or_default(), keys);
                if let Some(all) = self.attributes_mut(owner) {
                    all.extend(items);
                }
            }
            Name::Choice(owner, id, value) => {
                let named = attribute_of(&base, owner, id).and_then(|def| def.choices.get(value));
                let form = ChoiceForm {
                    value: value.clone(),
                    name: named.cloned().unwrap_or_default(),
                };
                let item = keys.item(Some(value), form);
                let all = self.attributes_mut(owner).into_iter().flatten();
                let mut all = all.filter(|it| it.from.as_ref() == Some(id));
                if let Some(attribute) = all.next() {
                    attribute.form.choices.push(item);
                }
            }
        }
        self.heirs.remove(name);
    }

    /// Names of the project that definitions come from, and what they are called now.
    fn names(&self) -> BTreeMap<Name, String> {
        let mut names = BTreeMap::new();
        for it in &self.roles {
            let name = it.from.clone().map(Name::Role);
            names.extend(name.map(|name| (name, it.form.id.clone())));
        }
        for it in &self.relations {
            let name = it.from.clone().map(Name::Relation);
            names.extend(name.map(|name| (name, it.form.id.clone())));
        }
        for it in &self.labels {
            let Some(from) = it.from.clone() else {
                continue;
            };
            names.insert(Name::Label(from.clone()), it.form.id.clone());
            attribute_names(&Owner::Label(from), &it.form.attributes, &mut names);
        }
        attribute_names(&Owner::Article, &self.article_attributes, &mut names);
        attribute_names(&Owner::Record, &self.record_attributes, &mut names);
        names
    }

    pub(super) fn moves(&self) -> Moves {
        let mut moves = Moves::default();
        for (name, id) in self.names() {
            if name.id() != id {
                moves.rename(name, id);
            }
        }
        for name in self.gone() {
            match self.heir(&name) {
                Heir::Unknown => {}
                Heir::Nothing => moves.drop_values(name),
                Heir::Item(key) => {
                    let heirs = self.heirs_of(&name);
                    let heir = heirs.iter().find(|(it, _)| *it == key);
                    if let Some((_, id)) = heir {
                        let id = (*id).to_owned();
                        moves.rename(name, id);
                    }
                }
            }
        }
        moves
    }
}

fn attribute_names(
    owner: &Owner,
    items: &[Item<AttributeForm>],
    names: &mut BTreeMap<Name, String>,
) {
    for it in items {
        let Some(from) = it.from.clone() else {
            continue;
        };
        names.insert(
            Name::Attribute(owner.clone(), from.clone()),
            it.form.id.clone(),
        );
        for choice in &it.form.choices {
            let name = |value| Name::Choice(owner.clone(), from.clone(), value);
            let name = choice.from.clone().map(name);
            // In another kind nothing is chosen, and values are what they were.
            let is_choice = it.form.kind == Kind::Choice;
            let now = |name: Name| {
                let value = if is_choice {
                    choice.form.value.clone()
                } else {
                    name.id().to_owned()
                };
                (name, value)
            };
            names.extend(name.map(now));
        }
    }
}

/// What an attribute of a label that is gone has and that of its heir has not.
fn missing_of(
    owner: &Owner,
    def: &AttributeDef,
    heir: Option<&Item<AttributeForm>>,
    gone: &mut Vec<Name>,
) {
    let Some(heir) = heir else {
        gone.push(Name::Attribute(owner.clone(), def.id.clone()));
        return;
    };
    let AttributeKind::Choice(values) = &def.kind else {
        return;
    };
    let has = |value: &String| heir.form.choices.iter().any(|it| it.form.value == *value);
    let lacks = values
        .iter()
        .filter(|value| heir.form.kind == Kind::Choice && !has(value));
    gone.extend(lacks.map(|value| Name::Choice(owner.clone(), def.id.clone(), value.clone())));
}
