//! Documents and their texts: what a list of a million shows, and one page.
//!
//! Lists are made of row numbers, which are cheap to sort and to keep; descriptions
//! are read for the rows that are visible, texts one at a time.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::Store;
use super::error::StoreError;
use super::rows::{
    Cell, RowSql, bytes, change_row, id, id_or_null, number, owned_text, read_id, read_id_or_null,
    read_name, read_str, row_sql, text, text_or_null,
};
use crate::edit::op::Change;
use crate::model::document::{Document, Sha256, Status};
use crate::model::id::DocumentId;
use crate::model::meta::PageMeta;

/// The row number of a document: it grows in the order of import and never changes
/// in one project file. Other files give the same document other numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentSeq(pub i64);

/// The order of a list of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DocumentSort {
    /// In the order of import.
    #[default]
    Import,
    /// By name, then in the order of import.
    Name,
    /// By newspaper, date and page, pages by their number; documents without a
    /// newspaper come last.
    Issue,
}

const DOCUMENT: RowSql = row_sql!(
    "document",
    ["id"],
    [
        "name",
        "source",
        "sha256",
        "encoding",
        "chars",
        "lines",
        "ink",
        "newspaper",
        "date",
        "page",
        "extra",
        "status",
        "removed",
        "supersedes"
    ]
);

/// Carries out a change of a document.
pub(super) fn apply(connection: &Connection, change: &Change<Document>) -> Result<(), StoreError> {
    if let Change::Remove(_) = change {
        return Err(StoreError::conflict(
            "a document cannot be deleted, only marked as removed",
        ));
    }
    let key = [id(&change.subject().id.0)];
    change_row(connection, &DOCUMENT, key, change, cells)
}

fn cells(document: &Document) -> [Cell<'_>; 14] {
    let meta = &document.meta;
    let extra = if meta.extra.is_empty() {
        text("{}")
    } else {
        owned_text(extra_to_json(&meta.extra))
    };
    [
        text(&document.name),
        text(&document.source),
        bytes(&document.sha256.0),
        text(&document.encoding),
        number(document.chars),
        number(document.lines),
        number(document.ink),
        text_or_null(meta.newspaper.as_deref()),
        text_or_null(meta.date.as_deref()),
        text_or_null(meta.page.as_deref()),
        extra,
        text(document.status.as_str()),
        number(document.removed),
        id_or_null(document.supersedes.as_ref().map(|id| &id.0)),
    ]
}

/// Writes what else is known of a page as a JSON object.
pub(super) fn extra_to_json(extra: &BTreeMap<String, String>) -> String {
    // A map of strings always has a JSON form.
    serde_json::to_string(extra).unwrap_or_default()
}

/// Reads what else is known of a page from a JSON object.
pub(super) fn extra_from_json(json: &str) -> Result<BTreeMap<String, String>, StoreError> {
    serde_json::from_str(json)
        .map_err(|error| StoreError::damaged(format!("the description of a document: {error}")))
}

/// Stores a text that was not there before.
pub(super) fn insert_text(
    connection: &Connection,
    seq: DocumentSeq,
    text: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO document_text (document, text) VALUES (?, ?)")?
        .execute(params![seq.0, text])?;
    Ok(())
}

/// The row number of a document.
pub(super) fn seq(
    connection: &Connection,
    document: DocumentId,
) -> Result<Option<DocumentSeq>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT seq FROM document WHERE id = ?")?
        .query_row([document.0.as_bytes()], |row| row.get(0))
        .optional()?
        .map(DocumentSeq))
}

/// The columns that [`read_document`] reads, in its order.
const COLUMNS: &str = "id, name, source, sha256, encoding, chars, lines, ink, newspaper, date, \
     page, extra, status, removed, supersedes";

pub(super) fn read_document(row: &Row<'_>) -> Result<Document, StoreError> {
    let extra = match read_str(row, 11)? {
        "{}" => BTreeMap::new(),
        json => extra_from_json(json)?,
    };
    Ok(Document {
        id: DocumentId(read_id(row, 0)?),
        name: row.get(1)?,
        source: row.get(2)?,
        sha256: Sha256(row.get(3)?),
        encoding: row.get(4)?,
        chars: row.get(5)?,
        lines: row.get(6)?,
        ink: row.get(7)?,
        meta: PageMeta {
            newspaper: row.get(8)?,
            date: row.get(9)?,
            page: row.get(10)?,
            extra,
        },
        status: read_name(row, 12)?,
        removed: row.get(13)?,
        supersedes: read_id_or_null(row, 14)?.map(DocumentId),
    })
}

/// Lists.
impl Store {
    /// The row numbers of all documents in order; those that were taken out only if
    /// `include_removed`. A million take a fraction of a second.
    ///
    /// # Errors
    /// Those of reading.
    pub fn document_order(
        &self,
        sort: DocumentSort,
        include_removed: bool,
    ) -> Result<Vec<DocumentSeq>, StoreError> {
        self.read(|connection| {
            let mut order = numbers(connection, order_sql(sort), [])?;
            if sort == DocumentSort::Import {
                order.sort_unstable();
            }
            if !include_removed {
                let mut removed = numbers(connection, REMOVED, [])?;
                removed.sort_unstable();
                if !removed.is_empty() {
                    order.retain(|seq| removed.binary_search(seq).is_err());
                }
            }
            Ok(order)
        })
    }

    /// The row numbers, in no order, of documents whose status is one of `statuses`;
    /// also of those that were taken out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn documents_of_status(&self, statuses: &[Status]) -> Result<Vec<DocumentSeq>, StoreError> {
        const SQL: &str = "SELECT seq FROM document WHERE removed IN (0, 1) AND status = ?";
        self.read(|connection| {
            let mut found = Vec::new();
            for status in statuses {
                found.extend(numbers(connection, SQL, [status.as_str()])?);
            }
            Ok(found)
        })
    }

    /// The row numbers, in no order, of documents whose name contains `part`; also of
    /// those that were taken out. Case matters outside of A–Z.
    ///
    /// # Errors
    /// Those of reading.
    pub fn documents_named_like(&self, part: &str) -> Result<Vec<DocumentSeq>, StoreError> {
        const SQL: &str = "SELECT seq FROM document WHERE instr(lower(name), lower(?)) > 0";
        self.read(|connection| numbers(connection, SQL, [part]))
    }

    /// The descriptions of documents by row number, in the order asked for: what the
    /// visible rows of a list need.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if a row does not exist; those of reading.
    pub fn documents_by_rows(&self, rows: &[DocumentSeq]) -> Result<Vec<Document>, StoreError> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM document WHERE seq = ?");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut documents = Vec::with_capacity(rows.len());
            for seq in rows {
                let mut found = statement.query([seq.0])?;
                let row = found
                    .next()?
                    .ok_or_else(|| StoreError::conflict("the document is not in the project"))?;
                documents.push(read_document(row)?);
            }
            Ok(documents)
        })
    }

    /// The ids of documents by row number, in the order asked for.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if a row does not exist; those of reading.
    pub fn document_ids(&self, rows: &[DocumentSeq]) -> Result<Vec<DocumentId>, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT id FROM document WHERE seq = ?")?;
            let id = |seq: &DocumentSeq| {
                let mut found = statement.query([seq.0])?;
                match found.next()? {
                    Some(row) => Ok(DocumentId(read_id(row, 0)?)),
                    None => Err(StoreError::conflict("the document is not in the project")),
                }
            };
            rows.iter().map(id).collect()
        })
    }
}

/// Every order is read off an index alone: the rows of the table are never touched.
/// The order of import is made by sorting numbers, which needs no index of its own.
pub(super) fn order_sql(sort: DocumentSort) -> &'static str {
    match sort {
        DocumentSort::Import => {
            "SELECT seq FROM document INDEXED BY document_by_status WHERE removed IN (0, 1)"
        }
        DocumentSort::Name => "SELECT seq FROM document ORDER BY name, seq",
        DocumentSort::Issue => {
            "SELECT seq FROM document ORDER BY newspaper IS NULL, newspaper, date, \
             CAST(page AS INTEGER), page, seq"
        }
    }
}

const REMOVED: &str = "SELECT seq FROM document WHERE removed = 1";

fn numbers(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<DocumentSeq>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query(params)?;
    let mut numbers = Vec::new();
    while let Some(row) = found.next()? {
        numbers.push(DocumentSeq(row.get(0)?));
    }
    Ok(numbers)
}

/// One document.
impl Store {
    /// The row number of a document; `None` if it is not in the project.
    ///
    /// # Errors
    /// Those of reading.
    pub fn document_seq(&self, id: DocumentId) -> Result<Option<DocumentSeq>, StoreError> {
        self.read(|connection| seq(connection, id))
    }

    /// One document; `None` if it is not in the project.
    ///
    /// # Errors
    /// Those of reading.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>, StoreError> {
        Ok(self.documents_where("id = ?", id.0.as_bytes())?.pop())
    }

    /// The documents that were read from a file with these bytes, oldest first; also
    /// those that were taken out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn documents_by_sha256(&self, sha256: Sha256) -> Result<Vec<Document>, StoreError> {
        self.documents_where("sha256 = ? ORDER BY seq", sha256.0)
    }

    /// The documents of this name, oldest first; also those that were taken out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn find_by_name(&self, name: &str) -> Result<Vec<Document>, StoreError> {
        self.documents_where("name = ? ORDER BY seq", name)
    }

    /// The documents that take the place of this one, oldest first; also those that
    /// were taken out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn documents_superseding(&self, id: DocumentId) -> Result<Vec<Document>, StoreError> {
        self.documents_where("supersedes = ? ORDER BY seq", id.0.as_bytes())
    }

    fn documents_where(
        &self,
        condition: &str,
        value: impl rusqlite::ToSql,
    ) -> Result<Vec<Document>, StoreError> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM document WHERE {condition}");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut found = statement.query([value])?;
            let mut documents = Vec::new();
            while let Some(row) = found.next()? {
                documents.push(read_document(row)?);
            }
            Ok(documents)
        })
    }

    /// The raw text of a document.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such document; those of reading.
    pub fn text(&self, id: DocumentId) -> Result<String, StoreError> {
        const SQL: &str = "SELECT t.text FROM document AS d \
             JOIN document_text AS t ON t.document = d.seq WHERE d.id = ?";
        self.read(|connection| {
            connection
                .prepare_cached(SQL)?
                .query_row([id.0.as_bytes()], |row| row.get(0))
                .optional()?
                .ok_or_else(|| {
                    StoreError::conflict("the text of the document is not in the project")
                })
        })
    }
}
