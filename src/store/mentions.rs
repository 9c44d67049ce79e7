//! Where authority records are mentioned, over all pages.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::documents::DocumentSeq;
use super::error::StoreError;
use super::rows::{read_id, read_span};
use super::{Store, layers};
use crate::model::id::{AuthorityId, DocumentId, EntityId, LayerId};
use crate::model::layer::{SUGGESTIONS_LAYER, Scope};
use crate::text::span::Span;

/// One mention of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionAt {
    /// The row of its page.
    pub seq: DocumentSeq,
    /// Its page.
    pub document: DocumentId,
    /// The name of its page.
    pub name: String,
    /// The mention.
    pub entity: EntityId,
    /// Where it is in the raw text, in code points.
    pub span: Span,
    /// The raw text before it, in it and after it.
    pub words: [String; 3],
}

/// Mentions of a record, a page of the list at a time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MentionList {
    /// The mentions by document, in text order.
    pub found: Vec<MentionAt>,
    /// After which document the list goes on; `None` at its end.
    pub next: Option<DocumentSeq>,
}

/// The mentions of a record in a layer after a document. The index has them in this
/// order.
pub(super) const MENTIONS: &str = "SELECT e.document, e.id, e.start, e.end FROM entity AS e \
     INDEXED BY entity_by_authority \
     WHERE e.authority = ?1 AND e.document > ?2 AND e.layer = ?3 ORDER BY e.document";

/// How often each record is mentioned in a layer; read off the index alone.
pub(super) const COUNTS: &str = "SELECT authority, count(*) FROM entity \
     INDEXED BY entity_by_authority \
     WHERE authority IS NOT NULL AND layer = ?1 \
     AND document NOT IN (SELECT seq FROM document WHERE removed = 1) GROUP BY authority";

/// The pages that mention a record, in all layers but that of the engines, also pages
/// that were taken out.
pub(super) const PAGES: &str = "SELECT DISTINCT e.document, e.layer FROM entity AS e \
     INDEXED BY entity_by_authority WHERE e.authority = ?1 \
     AND e.layer NOT IN (SELECT seq FROM layer WHERE kind = 'machine' AND name = ?2) \
     ORDER BY e.document, e.layer LIMIT ?3";

const DOCUMENT: &str = "SELECT d.id, d.name, t.text FROM document AS d \
     JOIN document_text AS t ON t.document = d.seq WHERE d.seq = ? AND d.removed = 0";

/// A mention before its document has been read.
struct Bare {
    seq: i64,
    entity: EntityId,
    span: Span,
}

impl Store {
    /// The mentions of a record in a layer, from the document after `after` on: at
    /// least `least` if there are so many, and all of each document. `around` code
    /// points of raw text are told on either side. Documents that were taken out are
    /// left out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn mentions_of(
        &self,
        record: AuthorityId,
        layer: LayerId,
        after: Option<DocumentSeq>,
        least: usize,
        around: u32,
    ) -> Result<MentionList, StoreError> {
        self.read(|connection| {
            let number = layers::number(connection, layer)?;
            let (bare, next) = bare(connection, record, number, after, least)?;
            let mut list = MentionList {
                found: Vec::with_capacity(bare.len()),
                next,
            };
            for of_one in bare.chunk_by(|a, b| a.seq == b.seq) {
                list.found.extend(told(connection, of_one, around)?);
            }
            Ok(list)
        })
    }

    /// How often each record is mentioned in a layer; those that are not are left out,
    /// and so are documents that were taken out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn mention_counts(&self, layer: LayerId) -> Result<BTreeMap<AuthorityId, u64>, StoreError> {
        self.read(|connection| {
            let number = layers::number(connection, layer)?;
            let mut statement = connection.prepare_cached(COUNTS)?;
            let mut found = statement.query([number])?;
            let mut counts = BTreeMap::new();
            while let Some(row) = found.next()? {
                let count = row.get::<_, i64>(1)?.unsigned_abs();
                counts.insert(AuthorityId(read_id(row, 0)?), count);
            }
            Ok(counts)
        })
    }

    /// Pages of people's layers that mention a record, at most `most`; also pages of
    /// documents that were taken out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn pages_mentioning(
        &self,
        record: AuthorityId,
        most: usize,
    ) -> Result<Vec<Scope>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(PAGES)?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let mut found =
                statement.query(params![record.0.as_bytes(), SUGGESTIONS_LAYER, most])?;
            let mut numbers = Vec::new();
            while let Some(row) = found.next()? {
                numbers.push((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
            }
            numbers
                .into_iter()
                .map(|numbers| scope(connection, numbers))
                .collect()
        })
    }

    /// In how many pages of people's layers a record is mentioned, also in documents
    /// that were taken out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn count_pages_mentioning(&self, record: AuthorityId) -> Result<u64, StoreError> {
        self.read(|connection| {
            let sql = format!("SELECT count(*) FROM ({PAGES})");
            let mut statement = connection.prepare_cached(&sql)?;
            let params = params![record.0.as_bytes(), SUGGESTIONS_LAYER, i64::MAX];
            let count: i64 = statement.query_row(params, |row| row.get(0))?;
            Ok(count.unsigned_abs())
        })
    }

    /// The pages of people's layers that these mentions of a record are on.
    ///
    /// # Errors
    /// Those of reading.
    pub fn pages_of_mentions(
        &self,
        record: AuthorityId,
        mentions: &BTreeSet<EntityId>,
    ) -> Result<Vec<Scope>, StoreError> {
        const SQL: &str = "SELECT e.document, e.layer, e.id FROM entity AS e \
             INDEXED BY entity_by_authority WHERE e.authority = ?1 \
             AND e.layer NOT IN (SELECT seq FROM layer WHERE kind = 'machine' AND name = ?2) \
             ORDER BY e.document, e.layer";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(SQL)?;
            let mut found = statement.query(params![record.0.as_bytes(), SUGGESTIONS_LAYER])?;
            let mut numbers: Vec<(i64, i64)> = Vec::new();
            while let Some(row) = found.next()? {
                if mentions.contains(&EntityId(read_id(row, 2)?)) {
                    numbers.push((row.get(0)?, row.get(1)?));
                }
            }
            numbers.dedup();
            numbers
                .into_iter()
                .map(|numbers| scope(connection, numbers))
                .collect()
        })
    }
}

/// The mentions without their words, whole documents, and where the list goes on.
fn bare(
    connection: &Connection,
    record: AuthorityId,
    layer: i64,
    after: Option<DocumentSeq>,
    least: usize,
) -> Result<(Vec<Bare>, Option<DocumentSeq>), StoreError> {
    let mut statement = connection.prepare_cached(MENTIONS)?;
    let after = after.map_or(0, |seq| seq.0);
    let mut found = statement.query(params![record.0.as_bytes(), after, layer])?;
    let mut bare: Vec<Bare> = Vec::new();
    while let Some(row) = found.next()? {
        let seq = row.get(0)?;
        let last = bare.last().map(|it| it.seq);
        if bare.len() >= least.max(1) && last != Some(seq) {
            return Ok((bare, last.map(DocumentSeq)));
        }
        bare.push(Bare {
            seq,
            entity: EntityId(read_id(row, 1)?),
            span: read_span(row, 2)?,
        });
    }
    Ok((bare, None))
}

/// The mentions of one document with the words around them; none if it was taken out.
fn told(connection: &Connection, bare: &[Bare], around: u32) -> Result<Vec<MentionAt>, StoreError> {
    let Some(first) = bare.first() else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(DOCUMENT)?;
    let mut found = statement.query([first.seq])?;
    let Some(row) = found.next()? else {
        return Ok(Vec::new());
    };
    let (document, name): (_, String) = (DocumentId(read_id(row, 0)?), row.get(1)?);
    let text: String = row.get(2)?;
    let borders = Borders::of(&text);
    let mut mentions: Vec<_> = bare
        .iter()
        .map(|it| MentionAt {
            seq: DocumentSeq(it.seq),
            document,
            name: name.clone(),
            entity: it.entity,
            span: it.span,
            words: borders.words(&text, it.span, around),
        })
        .collect();
    mentions.sort_by_key(|it| (it.span, it.entity));
    Ok(mentions)
}

/// Code points between two places whose bytes are known.
const STRIDE: usize = 64;

/// Where every so many code points begin in a text.
struct Borders(Vec<usize>);

impl Borders {
    fn of(text: &str) -> Self {
        let all = text.char_indices().step_by(STRIDE);
        Self(all.map(|(byte, _)| byte).collect())
    }

    /// The byte where a code point begins; the end of the text for those beyond it.
    fn byte(&self, text: &str, at: u32) -> usize {
        let at = at as usize;
        let Some(&near) = self.0.get(at / STRIDE) else {
            return text.len();
        };
        let rest = text.get(near..).unwrap_or_default();
        let found = rest.char_indices().nth(at % STRIDE);
        found.map_or(text.len(), |(byte, _)| near + byte)
    }

    fn words(&self, text: &str, span: Span, around: u32) -> [String; 3] {
        let (start, end) = (span.start().0, span.end().0);
        let borders = [
            start.saturating_sub(around),
            start,
            end,
            end.saturating_add(around),
        ];
        let [from, start, end, to] = borders.map(|at| self.byte(text, at));
        let slice = |from, to| text.get(from..to).unwrap_or_default().to_owned();
        [slice(from, start), slice(start, end), slice(end, to)]
    }
}

fn scope(connection: &Connection, (document, layer): (i64, i64)) -> Result<Scope, StoreError> {
    const SQL: &str = "SELECT d.id, l.id FROM document AS d, layer AS l \
         WHERE d.seq = ? AND l.seq = ?";
    let mut statement = connection.prepare_cached(SQL)?;
    let mut found = statement.query([document, layer])?;
    let row = found
        .next()?
        .ok_or_else(|| StoreError::damaged("an entity stands on no page"))?;
    Ok(Scope {
        document: DocumentId(read_id(row, 0)?),
        layer: LayerId(read_id(row, 1)?),
    })
}
