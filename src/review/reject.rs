//! Answering questions with no: what they say is remembered, so that it is not asked
//! again, whatever run proposes it.

use std::collections::BTreeSet;

use super::difference::{Question, among};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op};
use crate::edit::transaction::{Focus, Transaction};
use crate::model::id::LayerId;
use crate::model::layer::Scope;
use crate::model::rejection::Rejection;

/// Rejects questions of the layer `source` about a page, except for parts that are
/// among the `rejected` already. Undoing the answer brings them back.
pub fn reject(
    scope: Scope,
    source: LayerId,
    questions: &[Question],
    rejected: &BTreeSet<String>,
    reason: &str,
    at: jiff::Timestamp,
) -> Transaction {
    let parts: BTreeSet<&String> = questions.iter().flat_map(|one| &one.parts).collect();
    let rejection = |fingerprint: &String| Rejection {
        scope,
        source,
        fingerprint: fingerprint.clone(),
        reason: reason.to_owned(),
        at,
    };
    let new = parts
        .into_iter()
        .filter(|part| among(rejected, part).is_none());
    let ops = new.map(|part| Op::Rejection(Change::Insert(rejection(part))));
    let place = questions.first().map(Question::place).unwrap_or_default();
    Transaction {
        label: EditLabel::new(Deed::Reject).times(questions.len()),
        ops: ops.collect(),
        focus: Some(Focus {
            document: scope.document,
            before: place,
            after: place,
        }),
    }
}
