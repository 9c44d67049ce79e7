//! The smallest reversible change.
//!
//! Every change holds what was before and what is after, so it can be inverted
//! without looking at anything else, and checked against the state it meets.

use crate::model::article::{Article, Segment};
use crate::model::authority::Authority;
use crate::model::correction::Correction;
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::id::DocumentId;
use crate::model::layer::{Layer, Scope};
use crate::model::line_break::LineBreak;
use crate::model::rejection::Rejection;
use crate::model::relation::Relation;
use crate::model::schema::Schema;

/// One thing comes, goes or becomes another.
///
/// Invariant of `Replace`: both sides have the same identity.
#[derive(Debug, Clone, PartialEq)]
pub enum Change<T> {
    /// It was not there before.
    Insert(T),
    /// It is not there afterwards.
    Remove(T),
    /// It was one and becomes the other.
    Replace {
        /// As it was.
        before: T,
        /// As it becomes.
        after: T,
    },
}

impl<T> Change<T> {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Insert(value) => Self::Remove(value),
            Self::Remove(value) => Self::Insert(value),
            Self::Replace { before, after } => Self::Replace {
                before: after,
                after: before,
            },
        }
    }

    /// What must be there for the change to be possible; `None` for nothing.
    pub fn before(&self) -> Option<&T> {
        match self {
            Self::Insert(_) => None,
            Self::Remove(value) | Self::Replace { before: value, .. } => Some(value),
        }
    }

    /// What is there afterwards; `None` for nothing.
    pub fn after(&self) -> Option<&T> {
        match self {
            Self::Remove(_) => None,
            Self::Insert(value) | Self::Replace { after: value, .. } => Some(value),
        }
    }

    /// The thing that is changed, as it is after or was before.
    pub fn subject(&self) -> &T {
        match self {
            Self::Insert(value) | Self::Remove(value) | Self::Replace { after: value, .. } => value,
        }
    }
}

impl<T: PartialEq> Change<T> {
    /// The change from one state to another; `None` if they are equal.
    pub fn between(before: Option<T>, after: Option<T>) -> Option<Self> {
        match (before, after) {
            (None, None) => None,
            (None, Some(after)) => Some(Self::Insert(after)),
            (Some(before), None) => Some(Self::Remove(before)),
            (Some(before), Some(after)) => {
                (before != after).then_some(Self::Replace { before, after })
            }
        }
    }
}

/// A change to the annotations of one layer of one page.
#[derive(Debug, Clone, PartialEq)]
pub enum PageChange {
    /// An article comes, goes, moves or gets another title.
    Article(Change<Article>),
    /// A segment or a piece of furniture.
    Segment(Change<Segment>),
    /// A decision about a line end.
    LineBreak(Change<LineBreak>),
    /// A correction.
    Correction(Change<Correction>),
    /// A mention.
    Entity(Change<Entity>),
    /// A relation between mentions.
    Relation(Change<Relation>),
}

impl PageChange {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Article(change) => Self::Article(change.inverse()),
            Self::Segment(change) => Self::Segment(change.inverse()),
            Self::LineBreak(change) => Self::LineBreak(change.inverse()),
            Self::Correction(change) => Self::Correction(change.inverse()),
            Self::Entity(change) => Self::Entity(change.inverse()),
            Self::Relation(change) => Self::Relation(change.inverse()),
        }
    }
}

/// One step of a transaction.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// Something in the annotations of a page.
    Page {
        /// Which page, which layer.
        scope: Scope,
        /// What changes.
        change: PageChange,
    },
    /// A document comes into the project or its description changes. Documents
    /// are never deleted: taking one out sets its `removed` mark.
    Document(Change<Document>),
    /// A layer.
    Layer(Change<Layer>),
    /// An authority record.
    Authority(Change<Authority>),
    /// The schema of the project.
    Schema(Box<Change<Schema>>),
    /// That something proposed is not wanted.
    Rejection(Change<Rejection>),
}

impl Op {
    /// The step that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Page { scope, change } => Self::Page {
                scope,
                change: change.inverse(),
            },
            Self::Document(change) => Self::Document(inverse_of_document(change)),
            Self::Layer(change) => Self::Layer(change.inverse()),
            Self::Authority(change) => Self::Authority(change.inverse()),
            Self::Schema(change) => Self::Schema(Box::new(change.inverse())),
            Self::Rejection(change) => Self::Rejection(change.inverse()),
        }
    }

    /// The document whose page or description changes.
    pub fn document(&self) -> Option<DocumentId> {
        match self {
            Self::Page { scope, .. } => Some(scope.document),
            Self::Document(change) => Some(change.subject().id),
            Self::Rejection(change) => Some(change.subject().scope.document),
            Self::Layer(_) | Self::Authority(_) | Self::Schema(_) => None,
        }
    }
}

/// Taking back an import marks the document as removed instead of deleting it,
/// so that redoing needs no text and no annotation on it is ever lost.
fn inverse_of_document(change: Change<Document>) -> Change<Document> {
    match change {
        Change::Insert(before) => {
            let after = Document {
                removed: true,
                ..before.clone()
            };
            Change::Replace { before, after }
        }
        other => other.inverse(),
    }
}
