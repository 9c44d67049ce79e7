//! The desk of the tests of verbs: a text, what is said of it, and what a transaction
//! makes of that.

use crate::edit::apply::{Ground, apply_changes};
use crate::edit::draft::Page;
use crate::edit::op::{Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::model::annotations::Annotations;
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::model::schema::Schema;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A page without a project.
pub(super) struct Desk {
    pub scope: Scope,
    pub source: SourceText,
    pub schema: Schema,
    pub annotations: Annotations,
}

impl Desk {
    pub(super) fn new(text: &str) -> Self {
        Self {
            scope: Scope {
                document: DocumentId::new(),
                layer: LayerId::new(),
            },
            source: SourceText::new(text),
            schema: Schema::newspaper(),
            annotations: Annotations::default(),
        }
    }

    pub(super) fn page(&self) -> Page<'_> {
        Page {
            scope: self.scope,
            source: &self.source,
            annotations: &self.annotations,
            schema: &self.schema,
        }
    }

    /// Where a text stands first.
    pub(super) fn at(&self, needle: &str) -> CharOffset {
        self.span(needle).start()
    }

    /// The first place of a text.
    pub(super) fn span(&self, needle: &str) -> Span {
        self.nth(needle, 0)
    }

    /// The `nth` place of a text, from 0.
    pub(super) fn nth(&self, needle: &str, nth: usize) -> Span {
        let (byte, _) = self.source.text().match_indices(needle).nth(nth).unwrap();
        let start = CharOffset(self.source.text()[..byte].chars().count() as u32);
        Span::between(start, start + needle.chars().count() as u32)
    }

    pub(super) fn apply(&mut self, transaction: &Transaction) {
        let changes = changes(transaction);
        let ground = Ground {
            source: &self.source,
            schema: &self.schema,
        };
        apply_changes(&mut self.annotations, ground, &changes).expect("it can be applied");
    }
}

/// What a transaction changes on pages.
pub(super) fn changes(transaction: &Transaction) -> Vec<PageChange> {
    let change = |op: &Op| match op {
        Op::Page { change, .. } => Some(change.clone()),
        _ => None,
    };
    transaction.ops.iter().filter_map(change).collect()
}
