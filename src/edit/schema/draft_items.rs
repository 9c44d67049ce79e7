//! Definitions of a schema as they are edited.

use crate::model::schema::{
    AttributeDef, AttributeKind, LabelDef, Names, Placement, RelationDef, RoleDef,
};

/// A definition with what it is known by while it is edited.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<T> {
    /// Unlike that of any other definition of the draft, whatever they are called.
    pub key: u32,
    /// What the project calls it; `None` for a new one.
    pub from: Option<String>,
    /// The definition.
    pub form: T,
}

/// A role.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleForm {
    /// The name under which it is stored.
    pub id: String,
    /// The name that is shown.
    pub name: Names,
    /// What stands in the gutter.
    pub mark: Names,
    /// The key; one character if it is right.
    pub key: String,
    /// Where its segments go.
    pub placement: Placement,
}

/// A label.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelForm {
    /// The name under which it is stored.
    pub id: String,
    /// The name that is shown.
    pub name: Names,
    /// `#rrggbb` if it is right.
    pub color: String,
    /// The key; one character if it is right.
    pub key: String,
    /// What it is for.
    pub guideline: Names,
    /// What else can be said of its mentions.
    pub attributes: Vec<Item<AttributeForm>>,
}

/// A type of relations. Ends are labels by the key of their item, so that they stay
/// right when a label gets another name.
#[derive(Debug, Clone, PartialEq)]
pub struct RelationForm {
    /// The name under which it is stored.
    pub id: String,
    /// The name that is shown.
    pub name: Names,
    /// Where it may start; empty for any.
    pub from: Vec<u32>,
    /// Where it may lead; empty for any.
    pub to: Vec<u32>,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeForm {
    /// The name under which it is stored.
    pub id: String,
    /// The name that is shown.
    pub name: Names,
    /// What values it takes.
    pub kind: Kind,
    /// What can be chosen; kept while another kind is tried.
    pub choices: Vec<Item<ChoiceForm>>,
    /// Whether what lacks it is incomplete.
    pub required: bool,
}

/// A value that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceForm {
    /// The value that is stored.
    pub value: String,
    /// How it is shown; both empty for the value itself.
    pub name: Names,
}

/// The kind of an attribute, without what can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// Any text.
    Text,
    /// One of a list.
    Choice,
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
}

/// Gives keys to items, each once.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Keys(u32);

impl Keys {
    pub(super) fn item<T>(&mut self, from: Option<&str>, form: T) -> Item<T> {
        self.0 += 1;
        Item {
            key: self.0,
            from: from.map(str::to_owned),
            form,
        }
    }
}

impl RoleForm {
    pub(super) fn of(def: &RoleDef) -> Self {
        Self {
            id: def.id.clone(),
            name: def.name.clone(),
            mark: def.mark.clone(),
            key: def.key.to_string(),
            placement: def.placement,
        }
    }

    pub(super) fn def(&self) -> RoleDef {
        RoleDef {
            id: self.id.clone(),
            name: self.name.clone(),
            mark: self.mark.clone(),
            key: only(&self.key),
            placement: self.placement,
        }
    }
}

impl LabelForm {
    pub(super) fn def(&self) -> LabelDef {
        LabelDef {
            id: self.id.clone(),
            name: self.name.clone(),
            color: self.color.clone(),
            key: only(&self.key),
            guideline: self.guideline.clone(),
            attributes: self.attributes.iter().map(|it| it.form.def()).collect(),
        }
    }
}

impl RelationForm {
    /// The definition; `label` says what the label of a key is called.
    pub(super) fn def(&self, label: impl Fn(u32) -> Option<String>) -> RelationDef {
        let ids = |keys: &[u32]| {
            let mut ids: Vec<String> = Vec::with_capacity(keys.len());
            for id in keys.iter().filter_map(|&key| label(key)) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            ids
        };
        RelationDef {
            id: self.id.clone(),
            name: self.name.clone(),
            from: ids(&self.from),
            to: ids(&self.to),
        }
    }
}

impl AttributeForm {
    pub(super) fn of(def: &AttributeDef, keys: &mut Keys, is_known: impl Fn(&str) -> bool) -> Self {
        let (kind, values) = match &def.kind {
            AttributeKind::Text => (Kind::Text, &[][..]),
            AttributeKind::Choice(values) => (Kind::Choice, values.as_slice()),
            AttributeKind::YesNo => (Kind::YesNo, &[][..]),
            AttributeKind::Number => (Kind::Number, &[][..]),
        };
        let choice = |value: &String| {
            let form = ChoiceForm {
                value: value.clone(),
                name: def.choices.get(value).cloned().unwrap_or_default(),
            };
            keys.item(Some(value.as_str()).filter(|it| is_known(it)), form)
        };
        Self {
            id: def.id.clone(),
            name: def.name.clone(),
            kind,
            choices: values.iter().map(choice).collect(),
            required: def.required,
        }
    }

    pub(super) fn def(&self) -> AttributeDef {
        let chosen = self.kind == Kind::Choice;
        let choices = self.choices.iter().filter(|_| chosen);
        let values = choices.clone().map(|it| it.form.value.clone());
        let named = choices.filter(|it| it.form.name != Names::default());
        AttributeDef {
            id: self.id.clone(),
            name: self.name.clone(),
            kind: match self.kind {
                Kind::Text => AttributeKind::Text,
                Kind::Choice => AttributeKind::Choice(values.collect()),
                Kind::YesNo => AttributeKind::YesNo,
                Kind::Number => AttributeKind::Number,
            },
            required: self.required,
            choices: named
                .map(|it| (it.form.value.clone(), it.form.name.clone()))
                .collect(),
        }
    }
}

/// The one character of a key; a space, which is no key, for anything else.
fn only(key: &str) -> char {
    let mut chars = key.chars();
    match (chars.next(), chars.next()) {
        (Some(key), None) => key,
        _ => ' ',
    }
}
