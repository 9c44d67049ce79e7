//! Mentions in the text.

use std::collections::BTreeMap;

use super::id::{AuthorityId, EntityId, Label};
use crate::text::span::Span;

/// A mention: a stretch of raw text with a label.
///
/// Mentions may overlap, nest and run over line breaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its identity.
    pub id: EntityId,
    /// Where it is in the raw text, in code points; never empty.
    pub span: Span,
    /// What kind of thing it names.
    pub label: Label,
    /// The record of the thing it names.
    pub authority: Option<AuthorityId>,
    /// Attributes, by the id that the schema gives them.
    pub attributes: Attributes,
}

/// Values of attributes by their id.
pub type Attributes = BTreeMap<String, AttributeValue>;

/// The value of one attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum AttributeValue {
    /// Free text, or one of the choices that the schema lists.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A finite number.
    Number(f64),
}
