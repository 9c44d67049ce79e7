//! Verbs on documents: status, metadata, taking out.

use super::{Outcome, Refusal};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op};
use crate::edit::transaction::Transaction;
use crate::model::document::{Document, Status};
use crate::model::meta::PageMeta;

/// Sets the status of documents.
///
/// # Errors
/// [`Refusal::AlreadySo`] if all have it.
pub fn set_status(documents: &[Document], status: Status) -> Outcome {
    let label = EditLabel::new(Deed::SetStatus).about(status.as_str());
    change(documents, label, |document| document.status = status)
}

/// Sets the metadata of one document.
///
/// # Errors
/// [`Refusal::AlreadySo`] if nothing changes.
pub fn set_meta(document: &Document, meta: &PageMeta) -> Outcome {
    let label = EditLabel::new(Deed::SetMetadata).about(&document.name);
    change(std::slice::from_ref(document), label, |document| {
        document.meta = meta.clone();
    })
}

/// Takes documents out of the project; their rows and texts stay in the file.
///
/// # Errors
/// [`Refusal::AlreadySo`] if they are out.
pub fn remove(documents: &[Document]) -> Outcome {
    let name = documents.first().map_or("", |document| &document.name);
    let label = EditLabel::new(Deed::RemoveDocuments).about(name);
    change(documents, label, |document| document.removed = true)
}

fn change(documents: &[Document], label: EditLabel, edit: impl Fn(&mut Document)) -> Outcome {
    let ops: Vec<_> = documents
        .iter()
        .filter_map(|before| {
            let mut after = before.clone();
            edit(&mut after);
            (after != *before).then(|| {
                Op::Document(Change::Replace {
                    before: before.clone(),
                    after,
                })
            })
        })
        .collect();
    if ops.is_empty() {
        return Err(Refusal::AlreadySo);
    }
    let count = ops.len();
    Ok(Transaction::new(label.times(count), ops))
}
