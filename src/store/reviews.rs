//! What reviewing leaves behind: rejections, which keep a proposal from coming back,
//! and decisions, from which suggestions learn.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::Store;
use super::documents::{self, DocumentSeq};
use super::error::StoreError;
use super::rows::{read_id, read_name};
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::Scope;

/// Something of another layer that the editor of a page does not want.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejection {
    /// The page, and the layer that it is not wanted in.
    pub scope: Scope,
    /// The layer that proposed it.
    pub source: LayerId,
    /// What was proposed, in words that do not depend on ids.
    pub fingerprint: String,
    /// Why not; may be empty.
    pub reason: String,
    /// When.
    pub at: jiff::Timestamp,
}

/// One decision of a reviewer about a proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The page, and the layer that was decided for.
    pub scope: Scope,
    /// The layer that proposed it.
    pub source: LayerId,
    /// What was proposed, as JSON.
    pub what: String,
    /// How it was decided.
    pub verdict: Verdict,
    /// How sure the proposer was.
    pub score: Option<f64>,
    /// Who decided.
    pub author: String,
    /// When.
    pub at: jiff::Timestamp,
}

/// How a proposal was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// It was taken over.
    Accepted,
    /// It was not.
    Rejected,
}

pub(super) fn put_rejection(
    connection: &Connection,
    document: DocumentSeq,
    rejection: &Rejection,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO rejection (document, layer, source, fingerprint, reason, at) \
             VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            document.0,
            rejection.scope.layer.0.as_bytes(),
            rejection.source.0.as_bytes(),
            rejection.fingerprint,
            rejection.reason,
            rejection.at.to_string(),
        ])?;
    Ok(())
}

pub(super) fn forget_rejection(
    connection: &Connection,
    document: DocumentSeq,
    layer: LayerId,
    source: LayerId,
    fingerprint: &str,
) -> Result<bool, StoreError> {
    let gone = connection
        .prepare_cached(
            "DELETE FROM rejection \
             WHERE document = ? AND layer = ? AND source = ? AND fingerprint = ?",
        )?
        .execute(params![
            document.0,
            layer.0.as_bytes(),
            source.0.as_bytes(),
            fingerprint
        ])?;
    Ok(gone > 0)
}

pub(super) fn add_decision(
    connection: &Connection,
    document: DocumentSeq,
    decision: &Decision,
) -> Result<(), StoreError> {
    let verdict: &str = decision.verdict.into();
    connection
        .prepare_cached(
            "INSERT INTO decision (document, layer, source, what, verdict, score, author, at) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            document.0,
            decision.scope.layer.0.as_bytes(),
            decision.source.0.as_bytes(),
            decision.what,
            verdict,
            decision.score,
            decision.author,
            decision.at.to_string(),
        ])?;
    Ok(())
}

impl Store {
    /// The fingerprints of what was rejected on a page from one layer.
    ///
    /// # Errors
    /// Those of reading.
    pub fn rejections(
        &self,
        scope: Scope,
        source: LayerId,
    ) -> Result<BTreeSet<String>, StoreError> {
        self.read(|connection| {
            let Some(document) = documents::seq(connection, scope.document)? else {
                return Ok(BTreeSet::new());
            };
            let mut statement = connection.prepare_cached(
                "SELECT fingerprint FROM rejection WHERE document = ? AND layer = ? AND source = ?",
            )?;
            let found = statement.query_map(
                params![document.0, scope.layer.0.as_bytes(), source.0.as_bytes()],
                |row| row.get(0),
            )?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// The decisions on one page, or all of the project, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn decisions(&self, document: Option<DocumentId>) -> Result<Vec<Decision>, StoreError> {
        const ALL: &str = "SELECT d.id, x.layer, x.source, x.what, x.verdict, x.score, x.author, \
             x.at FROM decision AS x JOIN document AS d ON d.seq = x.document";
        self.read(|connection| {
            let (condition, id): (_, Vec<Uuid>) = match document {
                Some(id) => (" WHERE d.id = ?", vec![id.0]),
                None => ("", Vec::new()),
            };
            let sql = format!("{ALL}{condition} ORDER BY x.seq");
            let mut statement = connection.prepare_cached(&sql)?;
            let ids = id.iter().map(Uuid::as_bytes);
            let mut found = statement.query(rusqlite::params_from_iter(ids))?;
            let mut decisions = Vec::new();
            while let Some(row) = found.next()? {
                decisions.push(read_decision(row)?);
            }
            Ok(decisions)
        })
    }
}

fn read_decision(row: &Row<'_>) -> Result<Decision, StoreError> {
    Ok(Decision {
        scope: Scope {
            document: DocumentId(read_id(row, 0)?),
            layer: LayerId(read_id(row, 1)?),
        },
        source: LayerId(read_id(row, 2)?),
        what: row.get(3)?,
        verdict: read_name(row, 4)?,
        score: row.get(5)?,
        author: row.get(6)?,
        at: read_name(row, 7)?,
    })
}
