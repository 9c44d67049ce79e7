//! Names that a schema gives, and where they lead when it changes.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::schema::{AttributeDef, AttributeKind, Schema};

/// Whose attribute it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// Mentions with this label.
    Label(String),
    /// Articles.
    Article,
    /// Authority records.
    Record,
}

/// Something that rows know by the name that the schema gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// A role of segments.
    Role(String),
    /// A label of mentions and records.
    Label(String),
    /// A type of relations.
    Relation(String),
    /// An attribute.
    Attribute(Owner, String),
    /// A value of an attribute that is a choice.
    Choice(Owner, String, String),
}

impl Name {
    /// The name itself.
    pub fn id(&self) -> &str {
        match self {
            Self::Role(id)
            | Self::Label(id)
            | Self::Relation(id)
            | Self::Attribute(_, id)
            | Self::Choice(_, _, id) => id,
        }
    }

    /// Whether what has the name may lose it and stay what it is: values of attributes
    /// may go, the label of a mention may not.
    pub fn may_be_dropped(&self) -> bool {
        matches!(self, Self::Attribute(..) | Self::Choice(..))
    }

    /// Whether what has the name is found by it and cannot get another one; see
    /// [`Schema::FIXED_ROLES`].
    pub fn is_fixed(&self) -> bool {
        matches!(self, Self::Role(id) if Schema::FIXED_ROLES.contains(&id.as_str()))
    }

    /// Whether a schema gives the name.
    pub fn is_in(&self, schema: &Schema) -> bool {
        match self {
            Self::Role(id) => schema.roles.iter().any(|def| def.id == *id),
            Self::Label(id) => schema.labels.iter().any(|def| def.id == *id),
            Self::Relation(id) => schema.relations.iter().any(|def| def.id == *id),
            Self::Attribute(owner, id) => attribute_of(schema, owner, id).is_some(),
            Self::Choice(owner, id, value) => attribute_of(schema, owner, id).is_some_and(
                |def| matches!(&def.kind, AttributeKind::Choice(all) if all.contains(value)),
            ),
        }
    }
}

/// What an owner is called where a name is written.
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label(id) => f.write_str(id),
            Self::Article => f.write_str("(article)"),
            Self::Record => f.write_str("(record)"),
        }
    }
}

/// As `--rename` of the command line takes it: `label:CITY`, `attribute:CITY/title`.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Role(id) => write!(f, "role:{id}"),
            Self::Label(id) => write!(f, "label:{id}"),
            Self::Relation(id) => write!(f, "relation:{id}"),
            Self::Attribute(owner, id) => write!(f, "attribute:{owner}/{id}"),
            Self::Choice(owner, id, value) => write!(f, "choice:{owner}/{id}/{value}"),
        }
    }
}

/// The form that [`Name`] is written in.
impl std::str::FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "{text:?} is no name of a schema; write role:NAME, label:NAME, relation:NAME, \
                 attribute:LABEL/NAME or choice:LABEL/NAME/VALUE, with (article) or (record) \
                 in the place of LABEL for attributes of articles and of records"
            )
        };
        let (kind, rest) = text.split_once(':').ok_or_else(wrong)?;
        let owner = |name: &str| match name {
            "(article)" => Owner::Article,
            "(record)" => Owner::Record,
            label => Owner::Label(label.to_owned()),
        };
        let mut parts = rest.splitn(3, '/');
        let mut next = || parts.next().filter(|part| !part.is_empty());
        let name = match kind {
            "role" => Self::Role(rest.to_owned()),
            "label" => Self::Label(rest.to_owned()),
            "relation" => Self::Relation(rest.to_owned()),
            "attribute" => {
                let (whose, id) = rest.split_once('/').ok_or_else(wrong)?;
                Self::Attribute(owner(whose), id.to_owned())
            }
            "choice" => {
                let (whose, id) = (next().ok_or_else(wrong)?, next().ok_or_else(wrong)?);
                let value = next().ok_or_else(wrong)?;
                Self::Choice(owner(whose), id.to_owned(), value.to_owned())
            }
            _ => return Err(wrong()),
        };
        if name.id().is_empty() {
            return Err(wrong());
        }
        Ok(name)
    }
}

/// The attributes of an owner; none if the schema does not know the label.
pub(super) fn attributes_of<'s>(schema: &'s Schema, owner: &Owner) -> &'s [AttributeDef] {
    match owner {
        Owner::Article => &schema.article_attributes,
        Owner::Record => &schema.record_attributes,
        Owner::Label(id) => {
            let mut labels = schema.labels.iter();
            let label = labels.find(|def| def.id == *id);
            label.map_or(&[][..], |def| def.attributes.as_slice())
        }
    }
}

pub(super) fn attribute_of<'s>(
    schema: &'s Schema,
    owner: &Owner,
    id: &str,
) -> Option<&'s AttributeDef> {
    attributes_of(schema, owner).iter().find(|def| def.id == id)
}

/// Where names lead: to another name of the same kind, or nowhere, which takes the value
/// of an attribute away. Names that are not here stay what they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moves(BTreeMap<Name, Option<String>>);

impl Moves {
    /// What has the first name gets the second.
    pub fn rename(&mut self, name: Name, to: impl Into<String>) {
        self.0.insert(name, Some(to.into()));
    }

    /// What has the name loses it; see [`Name::may_be_dropped`].
    pub fn drop_values(&mut self, name: Name) {
        self.0.insert(name, None);
    }

    /// Where a name leads: `Some(None)` for nowhere.
    pub fn get(&self, name: &Name) -> Option<Option<&str>> {
        self.0.get(name).map(Option::as_deref)
    }

    /// All of them, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, Option<&str>)> {
        self.0.iter().map(|(name, to)| (name, to.as_deref()))
    }

    /// Reads `NAME=NEW`, as the command line takes it; nothing after the sign takes
    /// values of an attribute away.
    ///
    /// # Errors
    /// A sentence that says how it is written.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let (name, to) = text
            .rsplit_once('=')
            .ok_or_else(|| format!("{text:?} has no sign =; write label:OLD=NEW"))?;
        let name: Name = name.parse()?;
        match to {
            "" => self.drop_values(name),
            to => self.rename(name, to),
        }
        Ok(())
    }
}
