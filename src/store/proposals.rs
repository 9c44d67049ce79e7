//! What engines propose: a page of the machine layer, and the evidence beside it.
//!
//! Nothing here is journalled. A proposal is made of what the project has, so it can
//! be made again, and undo must not lead through runs of the engines.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::annotations::{self, Page};
use super::error::StoreError;
use super::progress::{self, Progress};
use super::{Store, documents, layers, proposal_form};
use crate::edit::op::{Change, PageChange};
use crate::model::annotations::Annotations;
use crate::model::evidence::Proposal;
use crate::model::id::LayerId;
use crate::model::layer::{SUGGESTIONS_LAYER, Scope};

/// Where annotations are, what refers to others first.
const TABLES: [&str; 6] = [
    "relation",
    "entity",
    "correction",
    "line_break",
    "segment",
    "article",
];

/// Puts a proposal in the place of the one that the page had.
pub(super) fn put(
    connection: &Connection,
    page: Page,
    proposal: &Proposal,
    progress: &Progress,
    maker: &str,
) -> Result<(), StoreError> {
    for table in TABLES {
        let sql = format!("DELETE FROM {table} WHERE document = ? AND layer = ?");
        connection
            .prepare_cached(&sql)?
            .execute([page.document, page.layer])?;
    }
    for change in insertions(&proposal.annotations) {
        annotations::apply(connection, page, &change)?;
    }
    progress::put(connection, page, progress)?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO proposal (layer, document, run, maker, at, evidence) \
             VALUES (?, ?, (SELECT coalesce(max(run), 0) + 1 FROM proposal), ?, ?, ?)",
        )?
        .execute(params![
            page.layer,
            page.document,
            maker,
            jiff::Timestamp::now().to_string(),
            proposal_form::to_json(proposal),
        ])?;
    Ok(())
}

/// Forgets all proposals: those for another schema say nothing any more.
pub(super) fn clear(connection: &Connection) -> Result<(), StoreError> {
    const DERIVED: &str = "layer IN (SELECT seq FROM layer WHERE kind = 'machine' AND name = ?)";
    for table in TABLES.into_iter().chain(["proposal"]) {
        let sql = format!("DELETE FROM {table} WHERE {DERIVED}");
        connection.execute(&sql, [SUGGESTIONS_LAYER])?;
    }
    let sql = format!(
        "UPDATE progress SET assigned = 0, articles = 0, segments = 0, entities = 0 \
         WHERE {DERIVED}"
    );
    connection.execute(&sql, [SUGGESTIONS_LAYER])?;
    Ok(())
}

/// Everything in a set of annotations as things that come.
fn insertions(annotations: &Annotations) -> impl Iterator<Item = PageChange> + '_ {
    let articles = annotations.articles().cloned().map(Change::Insert);
    let segments = annotations.segments().cloned().map(Change::Insert);
    let breaks = annotations.line_breaks().map(Change::Insert);
    let corrections = annotations.corrections().cloned().map(Change::Insert);
    let entities = annotations.entities().cloned().map(Change::Insert);
    let relations = annotations.relations().cloned().map(Change::Insert);
    articles
        .map(PageChange::Article)
        .chain(segments.map(PageChange::Segment))
        .chain(breaks.map(PageChange::LineBreak))
        .chain(corrections.map(PageChange::Correction))
        .chain(entities.map(PageChange::Entity))
        .chain(relations.map(PageChange::Relation))
}

impl Store {
    /// The proposal for a page with what made it; `None` if there is none.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if the evidence makes no sense; those of reading.
    pub fn proposal(&self, scope: Scope) -> Result<Option<(Proposal, String)>, StoreError> {
        self.read(|connection| {
            let Some(page) = find(connection, scope)? else {
                return Ok(None);
            };
            let row: Option<(String, String)> = connection
                .prepare_cached(
                    "SELECT maker, evidence FROM proposal WHERE layer = ? AND document = ?",
                )?
                .query_row([page.layer, page.document], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            let Some((maker, evidence)) = row else {
                return Ok(None);
            };
            let annotations = annotations::load(connection, page)?;
            let proposal = proposal_form::from_json(&evidence, annotations).map_err(|error| {
                StoreError::damaged(format!("the evidence of a proposal: {error}"))
            })?;
            Ok(Some((proposal, maker)))
        })
    }

    /// What made the proposal for a page; `None` if there is none.
    ///
    /// # Errors
    /// Those of reading.
    pub fn proposal_maker(&self, scope: Scope) -> Result<Option<String>, StoreError> {
        self.read(|connection| {
            let Some(page) = find(connection, scope)? else {
                return Ok(None);
            };
            Ok(connection
                .prepare_cached("SELECT maker FROM proposal WHERE layer = ? AND document = ?")?
                .query_row([page.layer, page.document], |row| row.get(0))
                .optional()?)
        })
    }

    /// A number that grows with every page that is proposed, by whatever process.
    ///
    /// # Errors
    /// Those of reading.
    pub fn proposal_run(&self) -> Result<i64, StoreError> {
        self.read(|connection| {
            Ok(connection
                .prepare_cached("SELECT coalesce(max(run), 0) FROM proposal")?
                .query_row([], |row| row.get(0))?)
        })
    }
}

/// The numbers of a page; `None` if document or layer is not in the project.
fn find(connection: &Connection, scope: Scope) -> Result<Option<Page>, StoreError> {
    let document = documents::seq(connection, scope.document)?;
    let layer = layer_number(connection, scope.layer)?;
    Ok(document.zip(layer).map(|(document, layer)| Page {
        document: document.0,
        layer,
    }))
}

fn layer_number(connection: &Connection, layer: LayerId) -> Result<Option<i64>, StoreError> {
    Ok(layers::number(connection, layer).optional()?)
}
