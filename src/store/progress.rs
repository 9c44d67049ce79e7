//! How much of each page is done in each layer: four numbers that lists show
//! without reading any annotation.
//!
//! The session keeps them in step with the annotations, in the same transaction;
//! `verify` compares them.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::annotations::Page;
use super::documents::DocumentSeq;
use super::error::StoreError;
use super::rows::read_name;
use super::{Store, layers};
use crate::model::annotations::Annotations;
use crate::model::document::Status;
use crate::model::id::LayerId;
use crate::text::source::SourceText;

/// How much of one page is done in one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Code points in segments and furniture that are not white space; compare with
    /// [`Document::ink`](crate::model::document::Document::ink).
    pub assigned: u32,
    /// Number of articles.
    pub articles: u32,
    /// Number of segments, furniture included.
    pub segments: u32,
    /// Number of mentions.
    pub entities: u32,
}

impl Progress {
    /// The progress that `annotations` of this text make.
    pub fn of(annotations: &Annotations, source: &SourceText) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            assigned: annotations.segments().map(|s| source.ink(s.span)).sum(),
            articles: count(annotations.article_count()),
            segments: count(annotations.segment_count()),
            entities: count(annotations.entity_count()),
        }
    }
}

/// How much of the whole project is done in one layer. Documents that were taken out
/// do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProgressTotal {
    /// Number of documents.
    pub documents: u64,
    /// Number of documents by status: new, in progress, done, reviewed.
    pub by_status: [u64; 4],
    /// Code points that are not white space.
    pub ink: u64,
    /// Those of them that are in segments and furniture.
    pub assigned: u64,
    /// Number of articles.
    pub articles: u64,
    /// Number of segments, furniture included.
    pub segments: u64,
    /// Number of mentions.
    pub entities: u64,
}

/// Enters a page among those that have annotations.
pub(super) fn enter(connection: &Connection, page: Page) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO progress (layer, document) VALUES (?, ?)")?
        .execute([page.layer, page.document])?;
    Ok(())
}

/// Stores the progress of a page.
pub(super) fn put(
    connection: &Connection,
    page: Page,
    progress: &Progress,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE progress SET assigned = ?, articles = ?, segments = ?, entities = ? \
             WHERE layer = ? AND document = ?",
        )?
        .execute(params![
            progress.assigned,
            progress.articles,
            progress.segments,
            progress.entities,
            page.layer,
            page.document,
        ])?;
    Ok(())
}

/// Counts the mentions of a page anew.
pub(super) fn count_entities(connection: &Connection, page: Page) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE progress SET entities = (SELECT count(*) FROM entity AS e \
             WHERE e.layer = progress.layer AND e.document = progress.document) \
             WHERE layer = ? AND document = ?",
        )?
        .execute([page.layer, page.document])?;
    Ok(())
}

/// Reads the progress of a page, zero if it never had annotations.
pub(super) fn get(connection: &Connection, page: Page) -> Result<Progress, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT assigned, articles, segments, entities FROM progress \
             WHERE layer = ? AND document = ?",
        )?
        .query_row([page.layer, page.document], |row| {
            Ok(Progress {
                assigned: row.get(0)?,
                articles: row.get(1)?,
                segments: row.get(2)?,
                entities: row.get(3)?,
            })
        })
        .optional()?
        .unwrap_or_default())
}

impl Store {
    /// The progress of a layer on some documents, in the order asked for.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such layer; those of reading.
    pub fn progress(
        &self,
        layer: LayerId,
        rows: &[DocumentSeq],
    ) -> Result<Vec<Progress>, StoreError> {
        self.read(|connection| {
            let layer = layer_number(connection, layer)?;
            let page = |seq: &DocumentSeq| Page {
                document: seq.0,
                layer,
            };
            rows.iter().map(|seq| get(connection, page(seq))).collect()
        })
    }

    /// The documents on which a layer has mentions, in order of import.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such layer; those of reading.
    pub fn documents_with_entities(&self, layer: LayerId) -> Result<Vec<DocumentSeq>, StoreError> {
        const SQL: &str = "SELECT p.document FROM progress AS p JOIN document AS d \
             ON d.seq = p.document WHERE p.layer = ? AND p.entities > 0 AND d.removed = 0 \
             ORDER BY p.document";
        self.read(|connection| {
            let layer = layer_number(connection, layer)?;
            let mut statement = connection.prepare_cached(SQL)?;
            let rows = statement.query_map([layer], |row| Ok(DocumentSeq(row.get(0)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The progress of a layer on the whole project.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such layer; those of reading.
    pub fn progress_total(&self, layer: LayerId) -> Result<ProgressTotal, StoreError> {
        self.read(|connection| {
            let layer = layer_number(connection, layer)?;
            let mut total = ProgressTotal::default();
            count_documents(connection, &mut total)?;
            let sum = |sql: &str| -> Result<[u64; 4], StoreError> {
                Ok(connection
                    .prepare_cached(sql)?
                    .query_row([layer], read_sums)?)
            };
            let all = sum(SUM_ALL)?;
            let removed = sum(SUM_REMOVED)?;
            let [assigned, articles, segments, entities] =
                std::array::from_fn(|at| all[at].saturating_sub(removed[at]));
            Ok(ProgressTotal {
                assigned,
                articles,
                segments,
                entities,
                ..total
            })
        })
    }
}

const SUM_ALL: &str = "SELECT total(assigned), total(articles), total(segments), total(entities) \
     FROM progress WHERE layer = ?";
/// Few documents are ever taken out: their share is subtracted.
const SUM_REMOVED: &str = "SELECT total(p.assigned), total(p.articles), total(p.segments), \
     total(p.entities) FROM document AS d CROSS JOIN progress AS p ON p.document = d.seq \
     WHERE d.removed = 1 AND p.layer = ?";

fn read_sums(row: &Row<'_>) -> rusqlite::Result<[u64; 4]> {
    let mut sums = [0; 4];
    for (at, sum) in sums.iter_mut().enumerate() {
        // Exact up to 2^53, which no corpus reaches.
        *sum = row.get::<_, f64>(at)? as u64;
    }
    Ok(sums)
}

fn count_documents(connection: &Connection, total: &mut ProgressTotal) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT status, count(*), total(ink) FROM document WHERE removed = 0 GROUP BY status",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let status: Status = read_name(row, 0)?;
        let count = row.get::<_, i64>(1)?.unsigned_abs();
        if let Some(slot) = total.by_status.get_mut(status as usize) {
            *slot = count;
        }
        total.documents += count;
        total.ink += row.get::<_, f64>(2)? as u64;
    }
    Ok(())
}

fn layer_number(connection: &Connection, layer: LayerId) -> Result<i64, StoreError> {
    layers::number(connection, layer)
        .optional()?
        .ok_or_else(|| StoreError::conflict("the layer is not in the project"))
}
