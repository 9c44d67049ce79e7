//! What reviewing leaves behind: rejections, which keep a proposal from coming back,
//! and decisions, from which suggestions learn.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::Store;
use super::documents::{self, DocumentSeq};
use super::error::StoreError;
use super::rows::{
    RowSql, change_row, id, number, owned_text, read_id, read_name, read_time, row_sql, text,
};
use crate::edit::op::Change;
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::model::rejection::Rejection;

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

const REJECTION: RowSql = row_sql!(
    "rejection",
    ["document", "layer", "source", "fingerprint"],
    ["reason", "at"]
);

/// Carries out a change of a rejection.
pub(super) fn apply(
    connection: &Connection,
    document: DocumentSeq,
    change: &Change<Rejection>,
) -> Result<(), StoreError> {
    let subject = change.subject();
    let key = [
        number(document.0),
        id(&subject.scope.layer.0),
        id(&subject.source.0),
        text(&subject.fingerprint),
    ];
    change_row(connection, &REJECTION, key, change, |rejection| {
        [
            text(&rejection.reason),
            owned_text(rejection.at.to_string()),
        ]
    })
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
    /// What was rejected on a page from one source, by fingerprint.
    ///
    /// # Errors
    /// Those of reading.
    pub fn rejections(&self, scope: Scope, source: LayerId) -> Result<Vec<Rejection>, StoreError> {
        self.read(|connection| {
            let Some(document) = documents::seq(connection, scope.document)? else {
                return Ok(Vec::new());
            };
            let mut statement = connection.prepare_cached(
                "SELECT fingerprint, reason, at FROM rejection \
                 WHERE document = ? AND layer = ? AND source = ? ORDER BY fingerprint",
            )?;
            let mut found = statement.query(params![
                document.0,
                scope.layer.0.as_bytes(),
                source.0.as_bytes()
            ])?;
            let mut rejections = Vec::new();
            while let Some(row) = found.next()? {
                rejections.push(read_rejection(row, 0, scope, source)?);
            }
            Ok(rejections)
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
            let (condition, ids): (_, Vec<Uuid>) = match document {
                Some(id) => (" WHERE d.id = ?", vec![id.0]),
                None => ("", Vec::new()),
            };
            let sql = format!("{ALL}{condition} ORDER BY x.seq");
            let mut statement = connection.prepare_cached(&sql)?;
            let ids = ids.iter().map(Uuid::as_bytes);
            let mut found = statement.query(rusqlite::params_from_iter(ids))?;
            let mut decisions = Vec::new();
            while let Some(row) = found.next()? {
                decisions.push(read_decision(row)?);
            }
            Ok(decisions)
        })
    }
}

/// Reads a rejection whose fingerprint, reason and time begin in column `first`.
pub(super) fn read_rejection(
    row: &Row<'_>,
    first: usize,
    scope: Scope,
    source: LayerId,
) -> Result<Rejection, StoreError> {
    Ok(Rejection {
        scope,
        source,
        fingerprint: row.get(first)?,
        reason: row.get(first + 1)?,
        at: read_time(row, first + 2),
    })
}

/// How many rejections and how many decisions on a document have a time that cannot be
/// read.
pub(super) fn without_time(
    connection: &Connection,
    document: DocumentSeq,
) -> Result<[(&'static str, usize); 2], StoreError> {
    let count = |sql| -> Result<usize, StoreError> {
        let mut statement = connection.prepare_cached(sql)?;
        let mut found = statement.query([document.0])?;
        let mut unreadable = 0;
        while let Some(row) = found.next()? {
            unreadable += usize::from(read_name::<jiff::Timestamp>(row, 0).is_err());
        }
        Ok(unreadable)
    };
    Ok([
        (
            "rejections",
            count("SELECT at FROM rejection WHERE document = ?")?,
        ),
        (
            "decisions",
            count("SELECT at FROM decision WHERE document = ?")?,
        ),
    ])
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
        at: read_time(row, 7),
    })
}
