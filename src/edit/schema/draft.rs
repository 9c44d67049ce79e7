//! The schema while a person edits it.
//!
//! Every definition has a key of its own, so that names can change freely; what the
//! project calls it is remembered. What was taken out is remembered, too, with what is
//! to become of rows that use it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::SchemaEdit;
use super::draft_items::{
    AttributeForm, ChoiceForm, Item, Keys, Kind, LabelForm, RelationForm, RoleForm,
};
use super::names::{Moves, Name, Owner, attribute_of, attributes_of};
use crate::model::schema::{AttributeDef, AttributeKind, LabelDef, Names, Placement, Schema};

/// What is to become of rows that use a name that was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heir {
    /// Nobody has said; rows that use it are in the way.
    Unknown,
    /// They get the name of the definition with this key.
    Item(u32),
    /// Values of the attribute go.
    Nothing,
}

/// A schema that is being edited.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemaDraft {
    /// The schema of the project.
    base: Arc<Schema>,
    keys: Keys,
    /// A short name for people.
    pub name: String,
    /// Roles in reading order.
    pub roles: Vec<Item<RoleForm>>,
    /// Labels.
    pub labels: Vec<Item<LabelForm>>,
    /// Types of relations.
    pub relations: Vec<Item<RelationForm>>,
    /// Attributes of articles.
    pub article_attributes: Vec<Item<AttributeForm>>,
    /// Attributes of records.
    pub record_attributes: Vec<Item<AttributeForm>>,
    /// Who has what was taken out; names without an entry are [`Heir::Unknown`].
    heirs: BTreeMap<Name, Heir>,
    /// The keys of labels that were taken out, for the relations that end there.
    labels_gone: BTreeMap<u32, String>,
}

impl SchemaDraft {
    /// The schema of the project, nothing changed.
    pub fn new(base: Arc<Schema>) -> Self {
        let schema = base.clone();
        Self::over(base, &schema)
    }

    /// Another schema for the project; what has the same name is taken for the same.
    pub fn over(base: Arc<Schema>, schema: &Schema) -> Self {
        let mut draft = Self {
            name: schema.name.clone(),
            keys: Keys::default(),
            roles: Vec::new(),
            labels: Vec::new(),
            relations: Vec::new(),
            article_attributes: Vec::new(),
            record_attributes: Vec::new(),
            heirs: BTreeMap::new(),
            labels_gone: BTreeMap::new(),
            base: base.clone(),
        };
        let keys = &mut draft.keys;
        let known = |name: Name| name.is_in(&base);
        for def in &schema.roles {
            let from = Some(def.id.as_str()).filter(|id| known(Name::Role((*id).to_owned())));
            draft.roles.push(keys.item(from, RoleForm::of(def)));
        }
        for def in &schema.labels {
            let from = Some(def.id.as_str()).filter(|id| known(Name::Label((*id).to_owned())));
            let owner = Owner::Label(def.id.clone());
            let form = label_form(def, attribute_items(&base, &owner, &def.attributes, keys));
            draft.labels.push(keys.item(from, form));
        }
        for def in &schema.relations {
            let from = Some(def.id.as_str()).filter(|id| known(Name::Relation((*id).to_owned())));
            let ends = |ids: &[String]| {
                let key = |id: &String| draft.labels.iter().find(|it| it.form.id == *id);
                ids.iter().filter_map(key).map(|it| it.key).collect()
            };
            let form = RelationForm {
                id: def.id.clone(),
                name: def.name.clone(),
                from: ends(&def.from),
                to: ends(&def.to),
            };
            draft.relations.push(keys.item(from, form));
        }
        draft.article_attributes =
            attribute_items(&base, &Owner::Article, &schema.article_attributes, keys);
        draft.record_attributes =
            attribute_items(&base, &Owner::Record, &schema.record_attributes, keys);
        draft
    }

    /// The schema of the project that is edited.
    pub fn base(&self) -> &Arc<Schema> {
        &self.base
    }

    /// Whether anything is other than in the project.
    pub fn is_changed(&self) -> bool {
        // Written back, a schema may read a little otherwise than by hand.
        self.schema() != Self::new(self.base.clone()).schema()
            || self.moves().iter().next().is_some()
    }

    /// The schema as it reads now; it may be one that cannot be used.
    pub fn schema(&self) -> Schema {
        let attributes =
            |items: &[Item<AttributeForm>]| items.iter().map(|it| it.form.def()).collect();
        Schema {
            name: self.name.clone(),
            roles: self.roles.iter().map(|it| it.form.def()).collect(),
            labels: self.labels.iter().map(|it| it.form.def()).collect(),
            relations: self
                .relations
                .iter()
                .map(|it| it.form.def(|key| self.label_of(key)))
                .collect(),
            article_attributes: attributes(&self.article_attributes),
            record_attributes: attributes(&self.record_attributes),
        }
    }

    /// The change that it means.
    pub fn edit(&self) -> SchemaEdit {
        SchemaEdit {
            before: (*self.base).clone(),
            after: self.schema(),
            moves: self.moves(),
        }
    }

    /// What a label is called that a relation may end at: itself, or its heir if it was
    /// taken out.
    pub(super) fn label_of(&self, key: u32) -> Option<String> {
        let id = |key| {
            let mut labels = self.labels.iter();
            labels.find(|it| it.key == key).map(|it| it.form.id.clone())
        };
        id(key).or_else(|| {
            let name = Name::Label(self.labels_gone.get(&key)?.clone());
            match self.heir(&name) {
                Heir::Item(key) => id(key),
                _ => None,
            }
        })
    }

    /// Takes a label out; see [`SchemaDraft::set_heir`].
    pub fn remove_label(&mut self, key: u32) {
        let gone = self.labels.iter().find(|it| it.key == key);
        if let Some(from) = gone.and_then(|it| it.from.clone()) {
            self.labels_gone.insert(key, from);
        }
        self.labels.retain(|it| it.key != key);
    }

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

    /// Adds a role and gives its key.
    pub fn add_role(&mut self) -> u32 {
        let id = free("role", self.roles.iter().map(|it| it.form.id.as_str()));
        let form = RoleForm {
            name: both(&id),
            mark: both("?"),
            key: String::new(),
            placement: Placement::Flow,
            id,
        };
        let item = self.keys.item(None, form);
        push(&mut self.roles, item)
    }

    /// Adds a label of a colour (`#rrggbb`) and gives its key.
    pub fn add_label(&mut self, color: &str) -> u32 {
        let id = free("LABEL", self.labels.iter().map(|it| it.form.id.as_str()));
        let form = LabelForm {
            name: both(&id),
            color: color.to_owned(),
            key: String::new(),
            guideline: Names::default(),
            attributes: Vec::new(),
            id,
        };
        let item = self.keys.item(None, form);
        push(&mut self.labels, item)
    }

    /// Adds a type of relations and gives its key.
    pub fn add_relation(&mut self) -> u32 {
        let id = free(
            "relation",
            self.relations.iter().map(|it| it.form.id.as_str()),
        );
        let form = RelationForm {
            name: both(&id),
            from: Vec::new(),
            to: Vec::new(),
            id,
        };
        let item = self.keys.item(None, form);
        push(&mut self.relations, item)
    }

    /// A new attribute that is called like none of `others`.
    pub fn new_attribute(&mut self, others: &[Item<AttributeForm>]) -> Item<AttributeForm> {
        let id = free("attribute", others.iter().map(|it| it.form.id.as_str()));
        let form = AttributeForm {
            name: both(&id),
            kind: Kind::Text,
            choices: Vec::new(),
            required: false,
            id,
        };
        self.keys.item(None, form)
    }

    /// A new choice that is called like none of `others`.
    pub fn new_choice(&mut self, others: &[Item<ChoiceForm>]) -> Item<ChoiceForm> {
        let value = free("choice", others.iter().map(|it| it.form.value.as_str()));
        let name = Names::default();
        self.keys.item(None, ChoiceForm { value, name })
    }

    /// The label that takes over from one that is gone.
    fn heir_label(&self, id: &str) -> Option<&Item<LabelForm>> {
        match self.heir(&Name::Label(id.to_owned())) {
            Heir::Item(key) => self.labels.iter().find(|it| it.key == key),
            _ => None,
        }
    }

    /// The attributes of what the project calls so; those of its heir if it is gone.
    pub fn attributes(&self, owner: &Owner) -> &[Item<AttributeForm>] {
        match owner {
            Owner::Article => &self.article_attributes,
            Owner::Record => &self.record_attributes,
            Owner::Label(id) => {
                let mut labels = self.labels.iter();
                let label = labels.find(|it| it.from.as_ref() == Some(id));
                let label = label.or_else(|| self.heir_label(id));
                label.map_or(&[][..], |it| it.form.attributes.as_slice())
            }
        }
    }

    fn attributes_mut(&mut self, owner: &Owner) -> Option<&mut Vec<Item<AttributeForm>>> {
        match owner {
            Owner::Article => Some(&mut self.article_attributes),
            Owner::Record => Some(&mut self.record_attributes),
            Owner::Label(id) => {
                let mut labels = self.labels.iter_mut();
                let label = labels.find(|it| it.from.as_ref() == Some(id))?;
                Some(&mut label.form.attributes)
            }
        }
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

    fn moves(&self) -> Moves {
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

fn attribute_items(
    base: &Schema,
    owner: &Owner,
    defs: &[AttributeDef],
    keys: &mut Keys,
) -> Vec<Item<AttributeForm>> {
    let mut items = Vec::with_capacity(defs.len());
    for def in defs {
        let known =
            |value: &str| Name::Choice(owner.clone(), def.id.clone(), value.to_owned()).is_in(base);
        let form = AttributeForm::of(def, keys, known);
        let from = attribute_of(base, owner, &def.id).map(|def| def.id.as_str());
        items.push(keys.item(from, form));
    }
    items
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

fn label_form(def: &LabelDef, attributes: Vec<Item<AttributeForm>>) -> LabelForm {
    LabelForm {
        id: def.id.clone(),
        name: def.name.clone(),
        color: def.color.clone(),
        key: def.key.to_string(),
        guideline: def.guideline.clone(),
        attributes,
    }
}

fn push<T>(items: &mut Vec<Item<T>>, item: Item<T>) -> u32 {
    let key = item.key;
    items.push(item);
    key
}

fn both(name: &str) -> Names {
    Names {
        zh: name.to_owned(),
        en: name.to_owned(),
    }
}

/// `word`, with a number behind it where that is taken.
fn free<'n>(word: &str, taken: impl Iterator<Item = &'n str> + Clone) -> String {
    let is_free = |name: &String| !taken.clone().any(|other| other == name);
    let numbered = (2_u32..).map(|number| format!("{word}{number}"));
    let mut names = std::iter::once(word.to_owned()).chain(numbered);
    names.find(is_free).unwrap_or_default()
}
