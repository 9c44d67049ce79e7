//! The JSON form of changes in the journal, version 3, and of attributes in rows.
//!
//! These types mirror `edit::op` and `model` on purpose: the model may change its
//! shape, a form that has been written to disk may not. A new shape is a new
//! [`VERSION`] beside this one. Version 2 added rejections, version 3 the parts of
//! entities and the attributes of articles and records; everything else is as in
//! version 1.
//!
//! Steps on one page are grouped, ids are 32 hexadecimal digits as in the views,
//! spans are `[start, end]`, and what is absent or empty is left out:
//! `[{"page":{"document":"…","layer":"…","changes":[{"entity":{"add":{…}}}]}}]`.

mod page;
mod project;

use std::borrow::Cow;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::error::StoreError;
use crate::edit::op::{Change, Op, PageChange};
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::text::span::Span;
use page::{ArticleForm, CorrectionForm, EntityForm, LineBreakForm, RelationForm, SegmentForm};
pub(super) use page::{attributes_from_json, attributes_to_json, parts_from_json, parts_to_json};
use project::{AuthorityForm, DocumentForm, LayerForm, RejectionForm, SchemaForm};

/// The version of the form that is written; all versions up to it are read.
pub(super) const VERSION: i64 = 3;

/// Writes changes as JSON.
pub(super) fn ops_to_json(ops: &[Op]) -> Result<String, StoreError> {
    let mut steps: Vec<StepForm<'_>> = Vec::new();
    for op in ops {
        match op {
            Op::Page { scope, change } => {
                let change = PageChangeForm::of(change);
                match steps.last_mut() {
                    Some(StepForm::Page(page)) if page.scope() == *scope => {
                        page.changes.push(change);
                    }
                    _ => steps.push(StepForm::Page(PageForm {
                        document: Id(scope.document.0),
                        layer: Id(scope.layer.0),
                        changes: vec![change],
                    })),
                }
            }
            Op::Document(change) => {
                steps.push(StepForm::Document(Box::new(ChangeForm::of(change))));
            }
            Op::Layer(change) => steps.push(StepForm::Layer(ChangeForm::of(change))),
            Op::Authority(change) => steps.push(StepForm::Authority(ChangeForm::of(change))),
            Op::Schema(change) => steps.push(StepForm::Schema(ChangeForm::of(change))),
            Op::Rejection(change) => steps.push(StepForm::Rejection(ChangeForm::of(change))),
        }
    }
    serde_json::to_string(&steps).map_err(|error| {
        StoreError::conflict(format!(
            "this change cannot be kept in the history ({error})"
        ))
    })
}

/// Reads changes from JSON; the error says what is wrong with it.
pub(super) fn ops_from_json(json: &str) -> Result<Vec<Op>, String> {
    let steps: Vec<StepForm<'_>> = serde_json::from_str(json).map_err(|e| e.to_string())?;
    let mut ops = Vec::new();
    for step in steps {
        match step {
            StepForm::Page(page) => {
                let scope = page.scope();
                for change in page.changes {
                    let change = change.model()?;
                    ops.push(Op::Page { scope, change });
                }
            }
            StepForm::Document(change) => ops.push(Op::Document(change.model()?)),
            StepForm::Layer(change) => ops.push(Op::Layer(change.model()?)),
            StepForm::Authority(change) => ops.push(Op::Authority(change.model()?)),
            StepForm::Schema(change) => ops.push(Op::Schema(Box::new(change.model()?))),
            StepForm::Rejection(change) => ops.push(Op::Rejection(change.model()?)),
        }
    }
    Ok(ops)
}

/// A value of the model and the shape in which it is written.
trait Form<'a>: Sized {
    type Model: 'a;
    fn of(model: &'a Self::Model) -> Self;
    fn model(self) -> Result<Self::Model, String>;
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StepForm<'a> {
    #[serde(borrow)]
    Page(PageForm<'a>),
    #[serde(borrow)]
    Document(Box<ChangeForm<DocumentForm<'a>>>),
    #[serde(borrow)]
    Layer(ChangeForm<LayerForm<'a>>),
    #[serde(borrow)]
    Authority(ChangeForm<AuthorityForm<'a>>),
    Schema(ChangeForm<SchemaForm>),
    #[serde(borrow)]
    Rejection(ChangeForm<RejectionForm<'a>>),
}

#[derive(Serialize, Deserialize)]
struct PageForm<'a> {
    document: Id,
    layer: Id,
    #[serde(borrow)]
    changes: Vec<PageChangeForm<'a>>,
}

impl PageForm<'_> {
    fn scope(&self) -> Scope {
        Scope {
            document: DocumentId(self.document.0),
            layer: LayerId(self.layer.0),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PageChangeForm<'a> {
    #[serde(borrow)]
    Article(ChangeForm<ArticleForm<'a>>),
    #[serde(borrow)]
    Segment(ChangeForm<SegmentForm<'a>>),
    #[serde(borrow)]
    LineBreak(ChangeForm<LineBreakForm<'a>>),
    #[serde(borrow)]
    Correction(ChangeForm<CorrectionForm<'a>>),
    #[serde(borrow)]
    Entity(ChangeForm<EntityForm<'a>>),
    #[serde(borrow)]
    Relation(ChangeForm<RelationForm<'a>>),
}

impl<'a> Form<'a> for PageChangeForm<'a> {
    type Model = PageChange;

    fn of(change: &'a PageChange) -> Self {
        match change {
            PageChange::Article(c) => Self::Article(ChangeForm::of(c)),
            PageChange::Segment(c) => Self::Segment(ChangeForm::of(c)),
            PageChange::LineBreak(c) => Self::LineBreak(ChangeForm::of(c)),
            PageChange::Correction(c) => Self::Correction(ChangeForm::of(c)),
            PageChange::Entity(c) => Self::Entity(ChangeForm::of(c)),
            PageChange::Relation(c) => Self::Relation(ChangeForm::of(c)),
        }
    }

    fn model(self) -> Result<PageChange, String> {
        Ok(match self {
            Self::Article(c) => PageChange::Article(c.model()?),
            Self::Segment(c) => PageChange::Segment(c.model()?),
            Self::LineBreak(c) => PageChange::LineBreak(c.model()?),
            Self::Correction(c) => PageChange::Correction(c.model()?),
            Self::Entity(c) => PageChange::Entity(c.model()?),
            Self::Relation(c) => PageChange::Relation(c.model()?),
        })
    }
}

/// `{"add": …}`, `{"remove": …}` or `{"replace": [before, after]}`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChangeForm<F> {
    Add(F),
    Remove(F),
    Replace(F, F),
}

impl<'a, F: Form<'a>> Form<'a> for ChangeForm<F> {
    type Model = Change<F::Model>;

    fn of(change: &'a Self::Model) -> Self {
        match change {
            Change::Insert(value) => Self::Add(F::of(value)),
            Change::Remove(value) => Self::Remove(F::of(value)),
            Change::Replace { before, after } => Self::Replace(F::of(before), F::of(after)),
        }
    }

    fn model(self) -> Result<Self::Model, String> {
        Ok(match self {
            Self::Add(value) => Change::Insert(value.model()?),
            Self::Remove(value) => Change::Remove(value.model()?),
            Self::Replace(before, after) => Change::Replace {
                before: before.model()?,
                after: after.model()?,
            },
        })
    }
}

/// A UUID as 32 hexadecimal digits.
#[derive(Clone, Copy)]
struct Id(Uuid);

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut digits = [0; 32];
        serializer.serialize_str(self.0.simple().encode_lower(&mut digits))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = Cow::<'de, str>::deserialize(deserializer)?;
        Uuid::try_parse(&digits).map(Self).map_err(D::Error::custom)
    }
}

/// A span as `[start, end]`.
#[derive(Serialize, Deserialize)]
struct At(u32, u32);

impl At {
    fn of(span: Span) -> Self {
        Self(span.start().0, span.end().0)
    }

    fn span(&self) -> Result<Span, String> {
        Span::new(self.0, self.1)
            .ok_or_else(|| format!("a span runs from {} back to {}", self.0, self.1))
    }
}

/// Reads a name of a closed list, or a number.
fn known<T: std::str::FromStr>(name: &str) -> Result<T, String> {
    name.parse()
        .map_err(|_| format!("{name:?} is not known here"))
}
