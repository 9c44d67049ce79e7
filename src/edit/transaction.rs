//! What a person does and undoes as one.

use super::label::EditLabel;
use super::op::Op;
use crate::model::id::DocumentId;
use crate::text::span::Span;

/// A named list of steps that happen together or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Transaction {
    /// What a person reads of it.
    pub label: EditLabel,
    /// The steps, in order.
    pub ops: Vec<Op>,
    /// Where the change is seen: undoing it shows this place.
    pub focus: Option<Focus>,
}

/// A place on a page, before and after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// The page.
    pub document: DocumentId,
    /// What was selected before.
    pub before: Span,
    /// What is selected afterwards.
    pub after: Span,
}

impl Transaction {
    /// A transaction without a place on a page.
    pub fn new(label: EditLabel, ops: Vec<Op>) -> Self {
        Self {
            label,
            ops,
            focus: None,
        }
    }

    /// The transaction that takes this one back: inverted steps in reverse order.
    #[must_use]
    pub fn inverse(self) -> Self {
        let focus = self.focus.map(|focus| Focus {
            before: focus.after,
            after: focus.before,
            ..focus
        });
        Self {
            label: self.label,
            ops: self.ops.into_iter().rev().map(Op::inverse).collect(),
            focus,
        }
    }
}
