//! The forms of what stands on a page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{At, Form, Id, known};
use crate::model::article::{Article, Place, Segment};
use crate::model::correction::Correction;
use crate::model::entity::{AttributeValue, Attributes, Entity};
use crate::model::id::{
    ArticleId, AuthorityId, CorrectionId, EntityId, Label, RelationId, RelationType, Role,
    SegmentId,
};
use crate::model::line_break::LineBreak;
use crate::model::relation::Relation;
use crate::store::error::StoreError;
use crate::text::span::Span;

/// Writes attributes as a JSON object.
pub(in crate::store) fn attributes_to_json(attributes: &Attributes) -> String {
    // A map of strings, flags and numbers always has a JSON form.
    serde_json::to_string(&attributes_form(attributes)).unwrap_or_default()
}

/// Reads the attributes of `whose` from a JSON object.
pub(in crate::store) fn attributes_from_json(
    json: &str,
    whose: &str,
) -> Result<Attributes, StoreError> {
    serde_json::from_str::<AttributesForm<'_>>(json)
        .map_err(|error| error.to_string())
        .and_then(attributes_model)
        .map_err(|error| StoreError::damaged(format!("the attributes of {whose}: {error}")))
}

/// Writes the parts of an entity as a JSON list.
pub(in crate::store) fn parts_to_json(parts: &[Span]) -> String {
    // Lists of numbers always have a JSON form.
    serde_json::to_string(&parts_form(parts)).unwrap_or_default()
}

/// Reads the parts of an entity from a JSON list.
pub(in crate::store) fn parts_from_json(json: &str) -> Result<Vec<Span>, StoreError> {
    serde_json::from_str::<Vec<At>>(json)
        .map_err(|error| error.to_string())
        .and_then(|form| parts_model(&form))
        .map_err(|error| StoreError::damaged(format!("the parts of an entity: {error}")))
}

fn parts_form(parts: &[Span]) -> Vec<At> {
    parts.iter().map(|&part| At::of(part)).collect()
}

fn parts_model(form: &[At]) -> Result<Vec<Span>, String> {
    form.iter().map(At::span).collect()
}

#[derive(Serialize, Deserialize)]
pub(super) struct ArticleForm<'a> {
    id: Id,
    rank: i64,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    title: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    continues: Option<Id>,
    #[serde(borrow, default, skip_serializing_if = "BTreeMap::is_empty")]
    attributes: AttributesForm<'a>,
}

impl<'a> Form<'a> for ArticleForm<'a> {
    type Model = Article;

    fn of(article: &'a Article) -> Self {
        Self {
            id: Id(article.id.0),
            rank: article.rank,
            title: article.title.as_deref().map(Cow::Borrowed),
            continues: article.continues.map(|id| Id(id.0)),
            attributes: attributes_form(&article.attributes),
        }
    }

    fn model(self) -> Result<Article, String> {
        Ok(Article {
            id: ArticleId(self.id.0),
            rank: self.rank,
            title: self.title.map(Cow::into_owned),
            continues: self.continues.map(|id| ArticleId(id.0)),
            attributes: attributes_model(self.attributes)?,
        })
    }
}

/// Furniture has neither article nor role.
#[derive(Serialize, Deserialize)]
pub(super) struct SegmentForm<'a> {
    id: Id,
    at: At,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    article: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rank: Option<i64>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    role: Option<Cow<'a, str>>,
}

impl<'a> Form<'a> for SegmentForm<'a> {
    type Model = Segment;

    fn of(segment: &'a Segment) -> Self {
        Self {
            id: Id(segment.id.0),
            at: At::of(segment.span),
            article: segment.article().map(|id| Id(id.0)),
            rank: segment.article().map(|_| segment.rank()),
            role: segment.role().map(|role| Cow::Borrowed(role.as_str())),
        }
    }

    fn model(self) -> Result<Segment, String> {
        let place = match (self.article, self.rank, self.role) {
            (Some(article), Some(rank), Some(role)) => Place::Article {
                article: ArticleId(article.0),
                rank,
                role: Role::from(&*role),
            },
            (None, None, None) => Place::Furniture,
            _ => return Err("a segment has only some of article, rank and role".to_owned()),
        };
        Ok(Segment {
            id: SegmentId(self.id.0),
            span: self.at.span()?,
            place,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct LineBreakForm<'a> {
    line: u32,
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

impl<'a> Form<'a> for LineBreakForm<'a> {
    type Model = LineBreak;

    fn of(line_break: &'a LineBreak) -> Self {
        Self {
            line: line_break.line,
            kind: Cow::Borrowed(line_break.kind.as_str()),
        }
    }

    fn model(self) -> Result<LineBreak, String> {
        Ok(LineBreak {
            line: self.line,
            kind: known(&self.kind)?,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct CorrectionForm<'a> {
    id: Id,
    at: At,
    #[serde(borrow)]
    replacement: Cow<'a, str>,
}

impl<'a> Form<'a> for CorrectionForm<'a> {
    type Model = Correction;

    fn of(correction: &'a Correction) -> Self {
        Self {
            id: Id(correction.id.0),
            at: At::of(correction.span),
            replacement: Cow::Borrowed(&correction.replacement),
        }
    }

    fn model(self) -> Result<Correction, String> {
        Ok(Correction {
            id: CorrectionId(self.id.0),
            span: self.at.span()?,
            replacement: self.replacement.into_owned(),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct EntityForm<'a> {
    id: Id,
    at: At,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<At>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authority: Option<Id>,
    #[serde(borrow, default, skip_serializing_if = "BTreeMap::is_empty")]
    attributes: AttributesForm<'a>,
}

impl<'a> Form<'a> for EntityForm<'a> {
    type Model = Entity;

    fn of(entity: &'a Entity) -> Self {
        Self {
            id: Id(entity.id.0),
            at: At::of(entity.span),
            parts: parts_form(&entity.parts),
            label: Cow::Borrowed(entity.label.as_str()),
            authority: entity.authority.map(|id| Id(id.0)),
            attributes: attributes_form(&entity.attributes),
        }
    }

    fn model(self) -> Result<Entity, String> {
        Ok(Entity {
            id: EntityId(self.id.0),
            span: self.at.span()?,
            parts: parts_model(&self.parts)?,
            label: Label::from(&*self.label),
            authority: self.authority.map(|id| AuthorityId(id.0)),
            attributes: attributes_model(self.attributes)?,
        })
    }
}

pub(super) type AttributesForm<'a> = BTreeMap<Cow<'a, str>, ValueForm<'a>>;

/// The value of an attribute. A number whose decimal form would not be read back as
/// the same number is written out as `{"exactly": "…"}`.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum ValueForm<'a> {
    Flag(bool),
    Number(f64),
    Text(Cow<'a, str>),
    Exactly { exactly: Cow<'a, str> },
}

pub(super) fn attributes_form(attributes: &Attributes) -> AttributesForm<'_> {
    let form = |value| match value {
        &AttributeValue::Flag(flag) => ValueForm::Flag(flag),
        &AttributeValue::Number(number) => number_form(number),
        AttributeValue::Text(text) => ValueForm::Text(Cow::Borrowed(text)),
    };
    let pair = |(name, value)| (Cow::Borrowed(String::as_str(name)), form(value));
    attributes.iter().map(pair).collect()
}

fn number_form(number: f64) -> ValueForm<'static> {
    let read_back = serde_json::to_string(&number)
        .and_then(|json| serde_json::from_str::<f64>(&json))
        .ok();
    if read_back.map(f64::to_bits) == Some(number.to_bits()) {
        ValueForm::Number(number)
    } else {
        ValueForm::Exactly {
            exactly: Cow::Owned(number.to_string()),
        }
    }
}

pub(super) fn attributes_model(form: AttributesForm<'_>) -> Result<Attributes, String> {
    form.into_iter()
        .map(|(name, value)| {
            let value = match value {
                ValueForm::Flag(flag) => AttributeValue::Flag(flag),
                ValueForm::Number(number) => AttributeValue::Number(number),
                ValueForm::Text(text) => AttributeValue::Text(text.into_owned()),
                ValueForm::Exactly { exactly } => AttributeValue::Number(known(&exactly)?),
            };
            Ok((name.into_owned(), value))
        })
        .collect()
}

#[derive(Serialize, Deserialize)]
pub(super) struct RelationForm<'a> {
    id: Id,
    #[serde(borrow)]
    label: Cow<'a, str>,
    from: Id,
    to: Id,
}

impl<'a> Form<'a> for RelationForm<'a> {
    type Model = Relation;

    fn of(relation: &'a Relation) -> Self {
        Self {
            id: Id(relation.id.0),
            label: Cow::Borrowed(relation.label.as_str()),
            from: Id(relation.from.0),
            to: Id(relation.to.0),
        }
    }

    fn model(self) -> Result<Relation, String> {
        Ok(Relation {
            id: RelationId(self.id.0),
            label: RelationType::from(&*self.label),
            from: EntityId(self.from.0),
            to: EntityId(self.to.0),
        })
    }
}
