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
use super::names::{Name, Owner, attribute_of};
use crate::model::schema::{AttributeDef, LabelDef, Names, Placement, Schema};

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
    pub(super) base: Arc<Schema>,
    pub(super) keys: Keys,
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
    pub(super) heirs: BTreeMap<Name, Heir>,
    /// The keys of labels that were taken out, for the relations that end there.
    pub(super) labels_gone: BTreeMap<u32, String>,
}

impl SchemaDraft {
    /// The schema of the project, nothing changed.
    pub fn new(base: &Arc<Schema>) -> Self {
        Self::over(base, base)
    }

    /// Another schema for the project; what has the same name is taken for the same.
    pub fn over(base: &Arc<Schema>, schema: &Schema) -> Self {
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
        let known = |name: Name| name.is_in(base);
        for def in &schema.roles {
            let from = Some(def.id.as_str()).filter(|id| known(Name::Role((*id).to_owned())));
            draft.roles.push(keys.item(from, RoleForm::of(def)));
        }
        for def in &schema.labels {
            let from = Some(def.id.as_str()).filter(|id| known(Name::Label((*id).to_owned())));
            let owner = Owner::Label(def.id.clone());
            let form = label_form(def, attribute_items(base, &owner, &def.attributes, keys));
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
            attribute_items(base, &Owner::Article, &schema.article_attributes, keys);
        draft.record_attributes =
            attribute_items(base, &Owner::Record, &schema.record_attributes, keys);
        draft
    }

    /// The schema of the project that is edited.
    pub fn base(&self) -> &Arc<Schema> {
        &self.base
    }

    /// Whether anything is other than in the project.
    pub fn is_changed(&self) -> bool {
        // Written back, a schema may read a little otherwise than by hand.
        self.schema() != Self::new(&self.base).schema() || self.moves().iter().next().is_some()
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

    /// Adds a role and gives its key.
    pub fn add_role(&mut self) -> u32 {
        let taken: Vec<&str> = self.roles.iter().map(|it| it.form.id.as_str()).collect();
        let id = free("role", &taken);
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
        let taken: Vec<&str> = self.labels.iter().map(|it| it.form.id.as_str()).collect();
        let id = free("LABEL", &taken);
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
        let taken: Vec<&str> = self
            .relations
            .iter()
            .map(|it| it.form.id.as_str())
            .collect();
        let id = free("relation", &taken);
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
        let taken: Vec<&str> = others.iter().map(|it| it.form.id.as_str()).collect();
        let id = free("attribute", &taken);
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
        let taken: Vec<&str> = others.iter().map(|it| it.form.value.as_str()).collect();
        let value = free("choice", &taken);
        let name = Names::default();
        self.keys.item(None, ChoiceForm { value, name })
    }

    /// The label that takes over from one that is gone.
    pub(super) fn heir_label(&self, id: &str) -> Option<&Item<LabelForm>> {
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

    pub(super) fn attributes_mut(
        &mut self,
        owner: &Owner,
    ) -> Option<&mut Vec<Item<AttributeForm>>> {
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
}

pub(super) fn attribute_items(
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

pub(super) fn label_form(def: &LabelDef, attributes: Vec<Item<AttributeForm>>) -> LabelForm {
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
fn free(word: &str, taken: &[&str]) -> String {
    let is_free = |name: &String| !taken.contains(&name.as_str());
    let numbered = (2_u32..).map(|number| format!("{word}{number}"));
    let mut names = std::iter::once(word.to_owned()).chain(numbered);
    names.find(is_free).unwrap_or_default()
}
