//! The forms of what a project has beside its pages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::page::{AttributesForm, attributes_form, attributes_model};
use super::{Form, Id, known};
use crate::model::authority::Authority;
use crate::model::document::{Document, Sha256};
use crate::model::id::{AuthorityId, DocumentId, Label, LayerId};
use crate::model::layer::Layer;
use crate::model::layer::Scope;
use crate::model::meta::PageMeta;
use crate::model::rejection::Rejection;
use crate::model::schema::Schema;

#[derive(Serialize, Deserialize)]
pub(super) struct DocumentForm<'a> {
    id: Id,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    source: Cow<'a, str>,
    sha256: String,
    #[serde(borrow)]
    encoding: Cow<'a, str>,
    chars: u32,
    lines: u32,
    ink: u32,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    newspaper: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    date: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    page: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "BTreeMap::is_empty")]
    extra: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    #[serde(borrow)]
    status: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    removed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supersedes: Option<Id>,
}

impl<'a> Form<'a> for DocumentForm<'a> {
    type Model = Document;

    fn of(document: &'a Document) -> Self {
        let text = |text: &'a Option<String>| text.as_deref().map(Cow::Borrowed);
        let pair = |(name, value): (&'a String, &'a String)| {
            (Cow::Borrowed(&**name), Cow::Borrowed(&**value))
        };
        let meta = &document.meta;
        Self {
            id: Id(document.id.0),
            name: Cow::Borrowed(&document.name),
            source: Cow::Borrowed(&document.source),
            sha256: document.sha256.to_string(),
            encoding: Cow::Borrowed(&document.encoding),
            chars: document.chars,
            lines: document.lines,
            ink: document.ink,
            newspaper: text(&meta.newspaper),
            date: text(&meta.date),
            page: text(&meta.page),
            extra: meta.extra.iter().map(pair).collect(),
            status: Cow::Borrowed(document.status.as_str()),
            removed: document.removed,
            supersedes: document.supersedes.map(|id| Id(id.0)),
        }
    }

    fn model(self) -> Result<Document, String> {
        let extra = self.extra.into_iter();
        Ok(Document {
            id: DocumentId(self.id.0),
            name: self.name.into_owned(),
            source: self.source.into_owned(),
            sha256: Sha256::parse(&self.sha256).ok_or("a digest is not 64 hexadecimal digits")?,
            encoding: self.encoding.into_owned(),
            chars: self.chars,
            lines: self.lines,
            ink: self.ink,
            meta: PageMeta {
                newspaper: self.newspaper.map(Cow::into_owned),
                date: self.date.map(Cow::into_owned),
                page: self.page.map(Cow::into_owned),
                extra: extra
                    .map(|(name, value)| (name.into_owned(), value.into_owned()))
                    .collect(),
            },
            status: known(&self.status)?,
            removed: self.removed,
            supersedes: self.supersedes.map(|id| DocumentId(id.0)),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct LayerForm<'a> {
    id: Id,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

impl<'a> Form<'a> for LayerForm<'a> {
    type Model = Layer;

    fn of(layer: &'a Layer) -> Self {
        Self {
            id: Id(layer.id.0),
            name: Cow::Borrowed(&layer.name),
            kind: Cow::Borrowed(layer.kind.as_str()),
        }
    }

    fn model(self) -> Result<Layer, String> {
        Ok(Layer {
            id: LayerId(self.id.0),
            name: self.name.into_owned(),
            kind: known(&self.kind)?,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct AuthorityForm<'a> {
    id: Id,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow)]
    canonical: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    code: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    note: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "BTreeMap::is_empty")]
    attributes: AttributesForm<'a>,
}

impl<'a> Form<'a> for AuthorityForm<'a> {
    type Model = Authority;

    fn of(authority: &'a Authority) -> Self {
        let aliases = authority.aliases.iter();
        Self {
            id: Id(authority.id.0),
            label: Cow::Borrowed(authority.label.as_str()),
            canonical: Cow::Borrowed(&authority.canonical),
            aliases: aliases.map(|name| Cow::Borrowed(name.as_str())).collect(),
            code: authority.code.as_deref().map(Cow::Borrowed),
            note: Cow::Borrowed(&authority.note),
            attributes: attributes_form(&authority.attributes),
        }
    }

    fn model(self) -> Result<Authority, String> {
        Ok(Authority {
            id: AuthorityId(self.id.0),
            label: Label::from(&*self.label),
            canonical: self.canonical.into_owned(),
            aliases: self.aliases.into_iter().map(Cow::into_owned).collect(),
            code: self.code.map(Cow::into_owned),
            note: self.note.into_owned(),
            attributes: attributes_model(self.attributes)?,
        })
    }
}

/// A schema in its own language, which has its own way to grow.
#[derive(Serialize, Deserialize)]
pub(super) struct SchemaForm(String);

impl<'a> Form<'a> for SchemaForm {
    type Model = Schema;

    fn of(schema: &'a Schema) -> Self {
        Self(schema.to_ron())
    }

    fn model(self) -> Result<Schema, String> {
        Schema::from_ron(&self.0).map_err(|error| error.to_string())
    }
}

/// A proposal that was turned down, or a problem that is none.
#[derive(Serialize, Deserialize)]
pub(super) struct RejectionForm<'a> {
    document: Id,
    layer: Id,
    source: Id,
    #[serde(borrow)]
    fingerprint: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    reason: Cow<'a, str>,
    at: String,
}

impl<'a> Form<'a> for RejectionForm<'a> {
    type Model = Rejection;

    fn of(rejection: &'a Rejection) -> Self {
        Self {
            document: Id(rejection.scope.document.0),
            layer: Id(rejection.scope.layer.0),
            source: Id(rejection.source.0),
            fingerprint: Cow::Borrowed(&rejection.fingerprint),
            reason: Cow::Borrowed(&rejection.reason),
            at: rejection.at.to_string(),
        }
    }

    fn model(self) -> Result<Rejection, String> {
        Ok(Rejection {
            scope: Scope {
                document: DocumentId(self.document.0),
                layer: LayerId(self.layer.0),
            },
            source: LayerId(self.source.0),
            fingerprint: self.fingerprint.into_owned(),
            reason: self.reason.into_owned(),
            at: known(&self.at)?,
        })
    }
}
