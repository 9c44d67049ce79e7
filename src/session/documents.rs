//! The documents of the project, listed by the hundred thousand.

use super::{Session, SessionError};
use crate::model::document::Document;
use crate::model::id::{DocumentId, LayerId};
use crate::store::documents::DocumentOrder;
use crate::store::progress::PageProgress;

/// One row of a list of documents.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRow {
    /// The document.
    pub document: Document,
    /// How much of it is annotated in the layer that was asked for.
    pub progress: PageProgress,
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
        let stem = document.name.rsplit_once('.').map_or(document.name.as_str(), |(stem, _)| stem);
        self.names.is_empty() || self.names.iter().any(|name| *name == document.name || name == stem)
    }
}

impl Session {
    /// Row numbers of all documents in the project, in the order of a list.
    ///
    /// # Errors
    /// The store's.
    pub fn document_rows(&self, order: DocumentOrder) -> Result<Vec<i64>, SessionError> {
        Ok(self.store.document_order(order)?)
    }

    /// Row numbers of the documents whose name or metadata hold `needle`.
    ///
    /// # Errors
    /// The store's.
    pub fn filter_documents(&self, needle: &str, order: DocumentOrder) -> Result<Vec<i64>, SessionError> {
        if needle.trim().is_empty() {
            return self.document_rows(order);
        }
        Ok(self.store.filter_documents(needle.trim(), order)?)
    }

    /// The documents of these rows, in their order, with progress in `layer`.
    ///
    /// # Errors
    /// The store's.
    pub fn documents_at(&self, rows: &[i64], layer: LayerId) -> Result<Vec<DocumentRow>, SessionError> {
        let documents = self.store.documents_by_rows(rows)?;
        let ids: Vec<_> = documents.iter().map(|document| document.id).collect();
        let progress = self.store.progress(layer, &ids)?;
        let rows = documents.into_iter().zip(progress);
        Ok(rows.map(|(document, progress)| DocumentRow { document, progress }).collect())
    }

    /// Assigned and assignable code points over all documents.
    ///
    /// # Errors
    /// The store's.
    pub fn coverage(&self, layer: LayerId) -> Result<(u64, u64), SessionError> {
        Ok(self.store.coverage(layer)?)
    }

    /// The row number of a document, if it is in the project.
    ///
    /// # Errors
    /// The store's.
    pub fn row_of(&self, document: DocumentId) -> Result<Option<i64>, SessionError> {
        Ok(self.store.row_of(document)?)
    }

    /// All documents that a filter lets through, in order of import.
    ///
    /// # Errors
    /// The store's, and [`SessionError::UnknownDocument`] for a name that fits none.
    pub fn documents(&self, filter: &DocumentFilter) -> Result<Vec<Document>, SessionError> {
        let rows = self.store.document_order(DocumentOrder::Import)?;
        let mut found = Vec::new();
        for chunk in rows.chunks(512) {
            found.extend(self.store.documents_by_rows(chunk)?.into_iter().filter(|document| filter.admits(document)));
        }
        for name in &filter.names {
            let single = DocumentFilter { names: vec![name.clone()] };
            if !found.iter().any(|document| single.admits(document)) {
                return Err(SessionError::UnknownDocument(name.clone()));
            }
        }
        Ok(found)
    }
}
