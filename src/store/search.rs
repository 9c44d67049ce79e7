//! Searching the texts of all documents for a string of any length.
//!
//! The index knows which documents have the characters of a query one after the
//! other; it does not know punctuation. So its answers are candidates, and hits are
//! what the text itself confirms. How text is folded is in [`crate::text::folded`].
//!
//! Documents are indexed after they were imported, in a job: texts never change and
//! numbers of documents only grow, so one number says how far the index reaches.

use rusqlite::{Connection, params};

use super::documents::DocumentSeq;
use super::error::StoreError;
use super::rows::{read_id, read_str};
use super::search_text::{Token, index_text, tokens};
use super::{Store, layers};
use crate::model::id::{DocumentId, LayerId};
use crate::text::folded::{Edges, Folded, Folding, is_letter};
use crate::text::span::Span;

/// The setting that says how far the index reaches.
pub(super) const INDEXED_THROUGH: &str = "search.indexed_through";

/// Hits that are kept of one document; who wants all searches the page.
const HITS_OF_ONE: usize = 1000;

/// Tokens that the index is asked for; the text confirms the rest.
const ASKED: usize = 40;

/// Places in words at which a hyphen is thought of.
const MOST_CUTS: usize = 100;

/// Documents that are not indexed yet and are read through all the same.
const READ_THROUGH: i64 = 2000;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Documents with hits, in the order of import.
    pub documents: Vec<DocumentHits>,
    /// Documents that were not looked at because they are not indexed yet.
    pub unsearched: u64,
}

/// A document with hits.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentHits {
    /// The document.
    pub document: DocumentId,
    /// Where the query stands in the raw text, in code points; the first thousand.
    pub hits: Vec<Span>,
}

impl Store {
    /// How many documents are not in the index yet.
    ///
    /// # Errors
    /// Those of reading.
    pub fn index_remaining(&self) -> Result<u64, StoreError> {
        self.read(remaining)
    }

    /// Takes up to `limit` more documents into the index, in one transaction, and
    /// returns how many remain. A hundred documents take about as long as an eye
    /// blink; other writers wait meanwhile.
    ///
    /// # Errors
    /// Those of [`Store::write`].
    pub fn index_pending(&mut self, limit: usize) -> Result<u64, StoreError> {
        if self.index_remaining()? == 0 {
            return Ok(0);
        }
        self.write(|writer| {
            let connection = writer.connection();
            let through = index_after(connection, indexed_through(connection)?, limit)?;
            layers::set_setting(connection, INDEXED_THROUGH, Some(&through.to_string()))?;
            remaining(connection)
        })
    }

    /// Up to `limit` documents in which `query` stands, with the places. White space
    /// and line ends between Han characters do not matter, nor do case and width;
    /// punctuation does. Words of an alphabet are found by their beginning.
    ///
    /// # Errors
    /// Those of reading; [`StoreError::Interrupted`] after [`Store::interrupter`]
    /// was used.
    pub fn search_documents(&self, query: &str, limit: usize) -> Result<Found, StoreError> {
        let query = Folded::new(query, Folding::LOOSE);
        if query.text().is_empty() || limit == 0 {
            return Ok(Found::default());
        }
        self.read(|connection| {
            let through = indexed_through(connection)?;
            let mut found = Found::default();
            match index_query(query.text()) {
                Some(asked) => {
                    candidates(
                        connection,
                        BY_INDEX,
                        params![asked],
                        &query,
                        limit,
                        &mut found,
                    )?;
                    let tail = params![through, through.saturating_add(READ_THROUGH)];
                    candidates(connection, BY_READING, tail, &query, limit, &mut found)?;
                    found.unsearched =
                        remaining(connection)?.saturating_sub(READ_THROUGH.unsigned_abs());
                }
                // Only punctuation: the index cannot help.
                None => {
                    candidates(
                        connection,
                        BY_READING,
                        params![0, i64::MAX],
                        &query,
                        limit,
                        &mut found,
                    )?;
                }
            }
            Ok(found)
        })
    }
}

const BY_INDEX: &str = "SELECT d.id, t.text FROM text_index AS i \
     JOIN document AS d ON d.seq = i.rowid JOIN document_text AS t ON t.document = i.rowid \
     WHERE text_index MATCH ? AND d.removed = 0 ORDER BY i.rowid";
const BY_READING: &str = "SELECT d.id, t.text FROM document_text AS t \
     JOIN document AS d ON d.seq = t.document \
     WHERE t.document > ? AND t.document <= ? AND d.removed = 0 ORDER BY t.document";

/// Adds the documents among the rows of `sql` in which the query really stands.
fn candidates(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
    query: &Folded,
    limit: usize,
    found: &mut Found,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    while found.documents.len() < limit
        && let Some(row) = rows.next()?
    {
        let hits = Folded::new(read_str(row, 1)?, Folding::LOOSE);
        let hits: Vec<_> = hits.find(query, Edges::Begin).take(HITS_OF_ONE).collect();
        if !hits.is_empty() {
            let document = DocumentId(read_id(row, 0)?);
            found.documents.push(DocumentHits { document, hits });
        }
    }
    Ok(())
}

/// Every row that is not in `text_index` up to `?1`, or has a correction in layer `?2`.
const NOT_INDEXED: &str = "SELECT seq FROM document WHERE seq > ?1 AND removed = 0 \
     UNION SELECT c.document FROM correction AS c JOIN layer AS l ON l.seq = c.layer \
     JOIN document AS d ON d.seq = c.document WHERE l.id = ?2 AND d.removed = 0";
const INDEXED: &str = "SELECT d.seq FROM text_index AS i JOIN document AS d ON d.seq = i.rowid \
     WHERE text_index MATCH ? AND d.removed = 0";

impl Store {
    /// The documents, in order of import, whose text may have one of `texts` as it reads
    /// in a layer: what the index says, those that it has not reached, those with
    /// corrections in the layer. Nothing that a reader finds is missing but what is
    /// put together from two places of a page. `None` if there are no texts, or nothing
    /// in one of them that the index could help with, so that it may be anywhere.
    ///
    /// # Errors
    /// Those of reading; [`StoreError::Interrupted`] as [`Store::search_documents`].
    pub fn documents_that_may_have(
        &self,
        texts: &[&str],
        layer: LayerId,
    ) -> Result<Option<Vec<DocumentSeq>>, StoreError> {
        let asked = texts
            .iter()
            .map(|text| reading_query(Folded::new(text, Folding::LOOSE).text()))
            .collect::<Option<Vec<String>>>();
        let Some(asked) = asked.filter(|all| !all.is_empty()) else {
            return Ok(None);
        };
        self.read(|connection| {
            let mut rows = rows_of(connection, INDEXED, params![asked.join(" OR ")])?;
            let through = indexed_through(connection)?;
            let others = params![through, layer.0.as_bytes()];
            rows.extend(rows_of(connection, NOT_INDEXED, others)?);
            rows.sort_unstable();
            rows.dedup();
            Ok(Some(rows))
        })
    }
}

fn rows_of(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<DocumentSeq>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| Ok(DocumentSeq(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What to ask the index for a text that may stand there with a hyphen at a line end:
/// the text as it is, or with one of its words in two.
fn reading_query(folded: &str) -> Option<String> {
    let mut query = index_query(folded)?;
    let pairs = folded.char_indices().zip(folded.chars().skip(1));
    let cuts = pairs
        .filter(|&((_, c), next)| is_letter(c) && is_letter(next))
        .map(|((at, c), _)| at + c.len_utf8());
    for cut in cuts.take(MOST_CUTS) {
        let (left, right) = folded.split_at_checked(cut)?;
        let cut = index_query(&format!("{left} {right}"));
        query.extend(cut.map(|cut| format!(" OR {cut}")));
    }
    Some(query)
}

/// What to ask the index: the tokens of the query as one phrase, of which the last
/// may be the beginning of a word. `None` if there is no token.
fn index_query(folded: &str) -> Option<String> {
    let all: Vec<Token<'_>> = tokens(folded).take(ASKED + 1).collect();
    let asked = all.get(..all.len().min(ASKED))?;
    let mut query = String::from("\"");
    for token in asked {
        token.write(&mut query);
        query.push(' ');
    }
    query.push('"');
    if let Token::Word(word) = asked.last()?
        && (all.len() > ASKED || folded.ends_with(word))
    {
        query.push('*');
    }
    Some(query)
}

fn indexed_through(connection: &Connection) -> Result<i64, StoreError> {
    let value = layers::setting(connection, INDEXED_THROUGH)?;
    Ok(value.and_then(|value| value.parse().ok()).unwrap_or(0))
}

fn remaining(connection: &Connection) -> Result<u64, StoreError> {
    let last: Option<i64> =
        connection.query_row("SELECT max(document) FROM document_text", [], |row| {
            row.get(0)
        })?;
    let left = last
        .unwrap_or(0)
        .saturating_sub(indexed_through(connection)?);
    Ok(u64::try_from(left).unwrap_or(0))
}

/// Indexes up to `limit` documents with numbers above `through`; returns the last.
fn index_after(connection: &Connection, through: i64, limit: usize) -> Result<i64, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT document, text FROM document_text WHERE document > ? ORDER BY document LIMIT ?",
    )?;
    let mut insert =
        connection.prepare_cached("INSERT INTO text_index (rowid, tokens) VALUES (?, ?)")?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = select.query([through, limit])?;
    let mut last = through;
    while let Some(row) = rows.next()? {
        last = row.get(0)?;
        let folded = Folded::new(read_str(row, 1)?, Folding::LOOSE);
        insert.execute(params![last, index_text(folded.text())])?;
    }
    Ok(last)
}
