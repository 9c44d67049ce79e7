//! The documents of the project, listed by the hundred thousand.

use std::collections::BTreeSet;

use super::{Session, SessionError};
use crate::model::document::Document;
use crate::model::id::{DocumentId, LayerId};
use crate::store::documents::{DocumentSeq, DocumentSort};
use crate::store::progress::Progress;

/// One row of a list of documents.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRow {
    /// The document.
    pub document: Document,
    /// How much of it is annotated in the layer that was asked for.
    pub progress: Progress,
}

/// Which documents, for exports and other work on many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Names of documents, with or without extension; empty for all.
    pub names: Vec<String>,
}

impl DocumentFilter {
    /// Whether the filter lets this document through.
    pub fn admits(&self, document: &Document) -> bool {
        let stem = stem(&document.name);
        self.names.is_empty()
            || self
                .names
                .iter()
                .any(|name| *name == document.name || name == stem)
    }
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// How many descriptions are read at a time.
const ROWS_AT_ONCE: usize = 1000;

impl Session {
    /// Row numbers of the documents whose name holds `needle`, in the order of a
    /// list; an empty needle gives all.
    ///
    /// # Errors
    /// The store's.
    pub fn document_rows(
        &self,
        needle: &str,
        sort: DocumentSort,
    ) -> Result<Vec<DocumentSeq>, SessionError> {
        let mut rows = self.store.document_order(sort, false)?;
        if !needle.trim().is_empty() {
            let mut fitting = self.store.documents_named_like(needle.trim())?;
            fitting.sort_unstable();
            rows.retain(|row| fitting.binary_search(row).is_ok());
        }
        Ok(rows)
    }

    /// The documents of these rows, in their order, with progress in `layer`.
    ///
    /// # Errors
    /// The store's.
    pub fn documents_at(
        &self,
        rows: &[DocumentSeq],
        layer: LayerId,
    ) -> Result<Vec<DocumentRow>, SessionError> {
        let documents = self.store.documents_by_rows(rows)?;
        let progress = self.store.progress(layer, rows)?;
        let rows = documents.into_iter().zip(progress);
        Ok(rows
            .map(|(document, progress)| DocumentRow { document, progress })
            .collect())
    }

    /// The row number of a document, if it is in the project.
    ///
    /// # Errors
    /// The store's.
    pub fn row_of(&self, document: DocumentId) -> Result<Option<DocumentSeq>, SessionError> {
        Ok(self.store.document_seq(document)?)
    }

    /// All documents that a filter lets through, in order of import.
    ///
    /// # Errors
    /// The store's, and [`SessionError::UnknownDocument`] for a name that fits none.
    pub fn documents(&self, filter: &DocumentFilter) -> Result<Vec<Document>, SessionError> {
        Ok(self.store.documents_by_rows(&self.filtered_rows(filter)?)?)
    }

    /// The row numbers of the documents that a filter lets through, in order of
    /// import; descriptions are read only to compare names.
    ///
    /// # Errors
    /// As [`Session::documents`].
    pub(super) fn filtered_rows(
        &self,
        filter: &DocumentFilter,
    ) -> Result<Vec<DocumentSeq>, SessionError> {
        let rows = self.store.document_order(DocumentSort::Import, false)?;
        if filter.names.is_empty() {
            return Ok(rows);
        }
        let mut missing: BTreeSet<&str> = filter.names.iter().map(String::as_str).collect();
        let mut admitted = Vec::new();
        for some in rows.chunks(ROWS_AT_ONCE) {
            for (row, document) in some.iter().zip(self.store.documents_by_rows(some)?) {
                if filter.admits(&document) {
                    admitted.push(*row);
                    missing.remove(document.name.as_str());
                    missing.remove(stem(&document.name));
                }
            }
        }
        match missing.first() {
            Some(name) => Err(SessionError::UnknownDocument((*name).to_owned())),
            None => Ok(admitted),
        }
    }
}
