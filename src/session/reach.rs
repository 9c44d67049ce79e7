//! What entries of the journal touch: pages, layers, the list of documents.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::Entry;
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::model::article::Segment;
use crate::model::document::Document;
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::text::source::SourceText;

/// What entries bring in themselves, which the file does not have before.
pub(super) struct Coming<'e> {
    pub(super) texts: BTreeMap<DocumentId, &'e str>,
    pub(super) layers: BTreeSet<LayerId>,
}

impl<'e> Coming<'e> {
    pub(super) fn of(entries: &'e [Entry]) -> Self {
        let mut coming = Self {
            texts: BTreeMap::new(),
            layers: BTreeSet::new(),
        };
        for entry in entries {
            let mut texts = entry.texts.iter();
            for op in &entry.transaction.ops {
                match op {
                    Op::Document(Change::Insert(document)) => {
                        let text = texts.next();
                        coming
                            .texts
                            .extend(text.map(|text| (document.id, text.as_str())));
                    }
                    Op::Layer(Change::Insert(layer)) => {
                        coming.layers.insert(layer.id);
                    }
                    _ => {}
                }
            }
        }
        coming
    }
}

/// The layers that entries remove.
pub(super) fn layers_gone(entries: &[Entry]) -> BTreeSet<LayerId> {
    let ops = entries.iter().flat_map(|entry| &entry.transaction.ops);
    ops.filter_map(|op| match op {
        Op::Layer(Change::Remove(layer)) => Some(layer.id),
        _ => None,
    })
    .collect()
}

/// Whether a list of documents looks different after the change.
pub(super) fn alters_list(change: &Change<Document>) -> bool {
    match change {
        Change::Insert(_) | Change::Remove(_) => true,
        Change::Replace { before, after } => {
            before.removed != after.removed || before.name != after.name
        }
    }
}

/// The pages that a transaction changes, each once, in order.
pub(super) fn scopes_of(transaction: &Transaction) -> Vec<Scope> {
    let mut scopes: Vec<_> = transaction
        .ops
        .iter()
        .filter_map(|op| match op {
            Op::Page { scope, .. } => Some(*scope),
            _ => None,
        })
        .collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

pub(super) fn changes_of(scope: Scope, transaction: &Transaction) -> Vec<&PageChange> {
    let of_page = |op| match op {
        &Op::Page {
            scope: its,
            ref change,
        } if its == scope => Some(change),
        _ => None,
    };
    transaction.ops.iter().filter_map(of_page).collect()
}

/// By how much the changes alter the code points that belong to something.
pub(super) fn assigned_delta(source: &SourceText, changes: &[&PageChange]) -> i32 {
    let ink =
        |segment: Option<&Segment>| segment.map_or(0, |segment| source.ink(segment.span) as i32);
    changes
        .iter()
        .map(|change| match change {
            PageChange::Segment(change) => ink(change.after()) - ink(change.before()),
            _ => 0,
        })
        .sum()
}
