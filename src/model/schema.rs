//! The schema of a project: roles, labels, attributes and relation types, read
//! from RON.
//!
//! A project keeps its own copy, so a schema file may change without changing
//! the projects made from it. `assets/schema/newspaper.ron` is the default.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::entity::Attributes;
use super::id::{Label, RelationType, Role};

/// The schema that new projects get unless another is given.
pub const NEWSPAPER_RON: &str = include_str!("../../assets/schema/newspaper.ron");

/// The schema of a project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// A short name for people.
    pub name: String,
    /// Roles of segments, in the order in which they are read in an article.
    pub roles: Vec<RoleDef>,
    /// Labels of entities, in the order of their keys.
    pub labels: Vec<LabelDef>,
    /// Types of relations.
    #[serde(default)]
    pub relations: Vec<RelationDef>,
    /// What can be said of an article as a whole: topic, genre, status.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub article_attributes: Vec<AttributeDef>,
    /// What can be said of an authority record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub record_attributes: Vec<AttributeDef>,
}

/// A text in both languages of the window.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A role that a segment can have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleDef {
    /// The name under which it is stored.
    pub id: String,
    /// The name that is shown.
    pub name: Names,
    /// One or two letters for the gutter of the page.
    pub mark: Names,
    /// The key that sets it: one letter.
    pub key: char,
    /// Where segments of this role go when nobody has moved them.
    pub placement: Placement,
}

/// Where segments of a role stand in an article by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Placement {
    /// At the head, in the order of the schema's roles: kicker, headline …
    Front,
    /// In the order of the raw text: body and what stands inside it.
    Flow,
    /// At the end: captions.
    Back,
}

/// A label that an entity can have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelDef {
    /// The name under which it is stored and exported.
    pub id: String,
    /// The name that is shown.
    pub name: Names,
    /// Its colour, as `#rrggbb`; the theme derives readable shades from it.
    pub color: String,
    /// The key that tags it: one character.
    pub key: char,
    /// What it is for and where its span begins and ends.
    #[serde(default)]
    pub guideline: Names,
    /// What else can be said of such an entity.
    #[serde(default)]
    pub attributes: Vec<AttributeDef>,
}

/// An attribute of a label, of articles or of authority records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributeDef {
    /// The name under which it is stored.
    pub id: String,
    /// The name that is shown.
    pub name: Names,
    /// What values it takes.
    pub kind: AttributeKind,
    /// Whether what lacks it is incomplete.
    #[serde(default)]
    pub required: bool,
    /// How the values of a choice are shown, where that is not the value itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<String, Names>,
}

impl AttributeDef {
    /// How a value is shown, in both languages.
    pub fn shown(&self, value: &str) -> Names {
        let same = || Names {
            zh: value.to_owned(),
            en: value.to_owned(),
        };
        self.choices.get(value).cloned().unwrap_or_else(same)
    }
}

/// The attributes that must be there and are not.
pub fn missing<'d>(
    defs: &'d [AttributeDef],
    there: &Attributes,
) -> impl Iterator<Item = &'d AttributeDef> {
    defs.iter()
        .filter(|def| def.required && !there.contains_key(&def.id))
}

/// What values an attribute takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttributeKind {
    /// Any text.
    Text,
    /// One of these.
    Choice(Vec<String>),
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
}

/// A type of relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationDef {
    /// The name under which it is stored.
    pub id: String,
    /// The name that is shown.
    pub name: Names,
    /// Labels from which it may start; empty for any.
    #[serde(default)]
    pub from: Vec<String>,
    /// Labels to which it may lead; empty for any.
    #[serde(default)]
    pub to: Vec<String>,
}

/// Why a schema cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// The text is not RON of the right shape.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// Line in the file, from 1.
        line: usize,
        /// Column in the file, from 1.
        column: usize,
        /// What the parser says.
        message: String,
    },
    /// The parts do not fit together.
    #[error(transparent)]
    Content(#[from] SchemaFault),
}

/// What does not fit together in a schema.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaFault {
    /// An article needs a role.
    #[error("the schema has no roles; an article needs at least one")]
    NoRoles,
    /// Something has no name, or is a key that is none.
    #[error("{}", nameless(*.0))]
    NoName(SchemaPart),
    /// Two things have one name.
    #[error("the {0} {1:?} is there twice")]
    Twice(SchemaPart, String),
    /// A relation leads from or to a label that is not there.
    #[error("relation {relation:?} names the label {label:?}, which is not defined")]
    NoLabel {
        /// The relation.
        relation: String,
        /// What it names.
        label: String,
    },
    /// A choice has no values.
    #[error("attribute {0:?} has nothing to choose from")]
    NoChoices(String),
    /// A colour cannot be read.
    #[error("the colour {color:?} of label {label:?} is not of the form #rrggbb")]
    Color {
        /// What stands there.
        color: String,
        /// The label.
        label: String,
    },
}

/// What has a name in a schema that no other may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum SchemaPart {
    /// A role.
    Role,
    /// A label.
    Label,
    /// A type of relations.
    Relation,
    /// The key of a role.
    #[strum(serialize = "role key")]
    RoleKey,
    /// The key of a label.
    #[strum(serialize = "label key")]
    LabelKey,
    /// An attribute of one owner.
    Attribute,
    /// A value of a choice.
    Choice,
}

/// The sentence of [`SchemaFault::NoName`].
fn nameless(part: SchemaPart) -> String {
    match part {
        SchemaPart::RoleKey => "one role has no key".to_owned(),
        SchemaPart::LabelKey => "one label has no key".to_owned(),
        part => format!("one {part} has no name"),
    }
}

impl Schema {
    /// The schema for newspapers that comes with the program.
    pub fn newspaper() -> Self {
        // A test proves that the embedded file parses.
        Self::from_ron(NEWSPAPER_RON).unwrap_or_else(|_| Self {
            name: String::new(),
            roles: Vec::new(),
            labels: Vec::new(),
            relations: Vec::new(),
            article_attributes: Vec::new(),
            record_attributes: Vec::new(),
        })
    }

    /// Reads a schema from RON and checks that it makes sense.
    ///
    /// # Errors
    /// [`SchemaError`] names the line, or the part that is wrong.
    pub fn from_ron(text: &str) -> Result<Self, SchemaError> {
        let schema: Self = ron::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            SchemaError::Syntax {
                line: error.span.start.line,
                column: error.span.start.col,
                message: error.code.to_string(),
            }
        })?;
        schema.check()?;
        Ok(schema)
    }

    /// Writes the schema as RON that [`Schema::from_ron`] reads.
    pub fn to_ron(&self) -> String {
        ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new()).unwrap_or_default()
    }

    /// The definition of a role.
    pub fn role(&self, role: &Role) -> Option<&RoleDef> {
        self.roles.iter().find(|def| def.id == role.as_str())
    }

    /// The place of a role in the schema's reading order; unknown ones come last.
    pub fn role_order(&self, role: &Role) -> usize {
        self.roles
            .iter()
            .position(|def| def.id == role.as_str())
            .unwrap_or(self.roles.len())
    }

    /// Where segments of a role stand by default; unknown roles flow.
    pub fn placement(&self, role: &Role) -> Placement {
        self.role(role).map_or(Placement::Flow, |def| def.placement)
    }

    /// Roles by whose names titles and running text are found, wherever they are read:
    /// in exports, in the views of the project file, by the engines. A project that has
    /// one of them keeps its name.
    pub const FIXED_ROLES: [&'static str; 3] = ["headline", "body", "dateline"];

    /// Labels for which recognisers propose mentions, by the names under which they are
    /// stored.
    pub const RECOGNISED_LABELS: [&'static str; 3] = ["CITY", "OFFICIAL", "INITIATIVE"];

    /// The role that plain text gets: `body` where there is one, else the first
    /// role that flows.
    pub fn body_role(&self) -> Role {
        let flows = |def: &&RoleDef| def.placement == Placement::Flow;
        let body = self.roles.iter().find(|def| def.id == "body");
        let def = body
            .or_else(|| self.roles.iter().find(flows))
            .or(self.roles.first());
        Role::from(def.map_or("body", |def| def.id.as_str()))
    }

    /// The role from which an article's title is read.
    pub fn headline_role(&self) -> Role {
        Role::from("headline")
    }

    /// The definition of a label.
    pub fn label(&self, label: &Label) -> Option<&LabelDef> {
        self.labels.iter().find(|def| def.id == label.as_str())
    }

    /// The definition of a relation type.
    pub fn relation(&self, relation: &RelationType) -> Option<&RelationDef> {
        self.relations
            .iter()
            .find(|def| def.id == relation.as_str())
    }

    fn check(&self) -> Result<(), SchemaFault> {
        if self.roles.is_empty() {
            return Err(SchemaFault::NoRoles);
        }
        unique(
            SchemaPart::Role,
            self.roles.iter().map(|def| def.id.as_str()),
        )?;
        unique(
            SchemaPart::Label,
            self.labels.iter().map(|def| def.id.as_str()),
        )?;
        unique(
            SchemaPart::Relation,
            self.relations.iter().map(|def| def.id.as_str()),
        )?;
        unique(
            SchemaPart::RoleKey,
            self.roles
                .iter()
                .map(|def| def.key.to_ascii_uppercase().to_string()),
        )?;
        unique(
            SchemaPart::LabelKey,
            self.labels
                .iter()
                .map(|def| def.key.to_ascii_uppercase().to_string()),
        )?;
        for label in &self.labels {
            check_color(label)?;
            check_attributes(&label.attributes)?;
        }
        check_attributes(&self.article_attributes)?;
        check_attributes(&self.record_attributes)?;
        for relation in &self.relations {
            for end in relation.from.iter().chain(&relation.to) {
                if !self.labels.iter().any(|def| def.id == *end) {
                    return Err(SchemaFault::NoLabel {
                        relation: relation.id.clone(),
                        label: end.clone(),
                    });
                }
            }
        }
        Ok(())
    }
}

fn unique<T: AsRef<str>>(
    what: SchemaPart,
    names: impl Iterator<Item = T>,
) -> Result<(), SchemaFault> {
    let mut seen = BTreeSet::new();
    for name in names {
        let name = name.as_ref();
        if name.trim().is_empty() {
            return Err(SchemaFault::NoName(what));
        }
        if !seen.insert(name.to_owned()) {
            return Err(SchemaFault::Twice(what, name.to_owned()));
        }
    }
    Ok(())
}

fn check_attributes(attributes: &[AttributeDef]) -> Result<(), SchemaFault> {
    unique(
        SchemaPart::Attribute,
        attributes.iter().map(|def| def.id.as_str()),
    )?;
    for def in attributes {
        let AttributeKind::Choice(values) = &def.kind else {
            continue;
        };
        if values.is_empty() {
            return Err(SchemaFault::NoChoices(def.id.clone()));
        }
        unique(SchemaPart::Choice, values.iter())?;
    }
    Ok(())
}

fn check_color(label: &LabelDef) -> Result<(), SchemaFault> {
    let digits = label.color.strip_prefix('#').unwrap_or("");
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(());
    }
    Err(SchemaFault::Color {
        color: label.color.clone(),
        label: label.id.clone(),
    })
}

impl LabelDef {
    /// The colour as red, green and blue.
    pub fn rgb(&self) -> [u8; 3] {
        let channel = |at: usize| {
            self.color
                .get(at..at + 2)
                .and_then(|hex| u8::from_str_radix(hex, 16).ok())
                .unwrap_or(0x80)
        };
        [channel(1), channel(3), channel(5)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_schema_parses_and_round_trips() {
        let schema = Schema::from_ron(NEWSPAPER_RON).unwrap();
        assert_eq!(schema.roles.len(), 8);
        assert_eq!(
            schema
                .labels
                .iter()
                .map(|l| l.id.as_str())
                .collect::<Vec<_>>(),
            ["CITY", "OFFICIAL", "INITIATIVE"]
        );
        assert_eq!(Schema::from_ron(&schema.to_ron()).unwrap(), schema);
    }

    #[test]
    fn a_choice_needs_something_to_choose_from() {
        let empty = NEWSPAPER_RON.replace("kind: Text", "kind: Choice([])");
        let error = Schema::from_ron(&empty).unwrap_err().to_string();
        assert!(error.contains("nothing to choose from"), "{error}");
        let twice = NEWSPAPER_RON.replace("kind: Text", "kind: Choice([\"a\", \"a\"])");
        let error = Schema::from_ron(&twice).unwrap_err().to_string();
        assert!(error.contains("choice \"a\" is there twice"), "{error}");
    }

    #[test]
    fn a_broken_schema_names_the_place() {
        let error = Schema::from_ron("(name: \"x\",\n roles: [}")
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("line 2"), "{error}");
        let twice = NEWSPAPER_RON.replace("\"OFFICIAL\"", "\"CITY\"");
        let error = Schema::from_ron(&twice).unwrap_err().to_string();
        assert!(error.contains("label \"CITY\" is there twice"), "{error}");
    }
}
