//! Articles, segments, line breaks, corrections, entities and relations: rows of one
//! page of one layer.
//!
//! What a change may be is decided in `edit::apply`; here every change only meets
//! exactly the row that it expects.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rusqlite::{Connection, OptionalExtension as _, Row, params_from_iter};

use super::error::StoreError;
use super::journal_form;
use super::rows::{
    Cell, RowSql, attributes_or_null, change_row, id, id_or_null, number, number_or_null,
    owned_text, read_attributes_or_null, read_id, read_id_or_null, read_name, read_span, read_str,
    read_str_or_null, row_sql, text, text_or_null,
};
use super::{Store, documents, layers};
use crate::edit::op::{Change, Op, PageChange};
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{Article, Place, Segment};
use crate::model::correction::Correction;
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{
    ArticleId, AuthorityId, CorrectionId, EntityId, Label, RelationId, Role, SegmentId,
};
use crate::model::layer::Scope;
use crate::model::line_break::LineBreak;
use crate::model::relation::Relation;

/// A scope by the numbers that it has in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    /// `document.seq`
    pub(super) document: i64,
    /// `layer.seq`
    pub(super) layer: i64,
}

const ARTICLE: RowSql = row_sql!(
    "article",
    ["document", "layer", "id"],
    ["rank", "title", "continues", "attributes"]
);
const SEGMENT: RowSql = row_sql!(
    "segment",
    ["document", "layer", "id"],
    ["start", "end", "article", "rank", "role"]
);
const LINE_BREAK: RowSql = row_sql!("line_break", ["document", "layer", "line"], ["kind"]);
const CORRECTION: RowSql = row_sql!(
    "correction",
    ["document", "layer", "id"],
    ["start", "end", "replacement"]
);
const ENTITY: RowSql = row_sql!(
    "entity",
    ["document", "layer", "id"],
    ["start", "end", "label", "authority", "attributes", "parts"]
);
const RELATION: RowSql = row_sql!(
    "relation",
    ["document", "layer", "id"],
    ["label", "source", "target"]
);

/// Carries out one change of a page.
pub(super) fn apply(
    connection: &Connection,
    page: Page,
    change: &PageChange,
) -> Result<(), StoreError> {
    let key = |id| [number(page.document), number(page.layer), id];
    match change {
        PageChange::Article(c) => change_row(
            connection,
            &ARTICLE,
            key(id(&c.subject().id.0)),
            c,
            article_cells,
        ),
        PageChange::Segment(c) => change_row(
            connection,
            &SEGMENT,
            key(id(&c.subject().id.0)),
            c,
            segment_cells,
        ),
        PageChange::LineBreak(c) => {
            let cells = |line_break: &LineBreak| [text(line_break.kind.as_str())];
            change_row(
                connection,
                &LINE_BREAK,
                key(number(c.subject().line)),
                c,
                cells,
            )
        }
        PageChange::Correction(c) => change_row(
            connection,
            &CORRECTION,
            key(id(&c.subject().id.0)),
            c,
            correction_cells,
        ),
        PageChange::Entity(c) => change_row(
            connection,
            &ENTITY,
            key(id(&c.subject().id.0)),
            c,
            entity_cells,
        ),
        PageChange::Relation(c) => change_row(
            connection,
            &RELATION,
            key(id(&c.subject().id.0)),
            c,
            relation_cells,
        ),
    }
}

/// Sizes of the statements that insert many mentions at once: one statement for fifty
/// rows takes well under half the time of fifty.
const BATCHES: [usize; 2] = [50, 10];

static BATCH_SQL: LazyLock<[String; 2]> = LazyLock::new(|| {
    BATCHES.map(|size| {
        let rows = vec!["(?, ?, ?, ?, ?, ?, ?, ?, ?)"; size].join(", ");
        let head = ENTITY.insert.split(" VALUES ").next().unwrap_or_default();
        format!("{head} VALUES {rows}")
    })
});

/// The new mentions with which `ops` begin, all on one page; as many as fit the
/// largest statement that they fill, or none if they fill none.
pub(super) fn run_of_entities(ops: &[Op]) -> Vec<&Entity> {
    let Some(Op::Page { scope: page, .. }) = ops.first() else {
        return Vec::new();
    };
    let run = ops.iter().take(BATCHES[0]).map_while(|op| match op {
        Op::Page {
            scope,
            change: PageChange::Entity(Change::Insert(entity)),
        } if scope == page => Some(entity),
        _ => None,
    });
    let mut run: Vec<&Entity> = run.collect();
    let size = BATCHES.into_iter().find(|&size| size <= run.len());
    run.truncate(size.unwrap_or(0));
    run
}

/// Inserts mentions, as many as one of [`BATCHES`].
pub(super) fn insert_entities(
    connection: &Connection,
    page: Page,
    entities: &[&Entity],
) -> Result<(), StoreError> {
    let size = BATCHES.iter().position(|&size| size == entities.len());
    let Some(sql) = size.and_then(|at| BATCH_SQL.get(at)) else {
        return Err(StoreError::conflict(
            "this many entities cannot be inserted at once",
        ));
    };
    let cells = entities.iter().flat_map(|&entity| {
        let key = [number(page.document), number(page.layer), id(&entity.id.0)];
        key.into_iter().chain(entity_cells(entity))
    });
    connection
        .prepare_cached(sql)?
        .execute(params_from_iter(cells))?;
    Ok(())
}

fn article_cells(article: &Article) -> [Cell<'_>; 4] {
    [
        number(article.rank),
        text_or_null(article.title.as_deref()),
        id_or_null(article.continues.as_ref().map(|id| &id.0)),
        attributes_or_null(&article.attributes),
    ]
}

fn segment_cells(segment: &Segment) -> [Cell<'_>; 5] {
    let (article, rank, role) = match &segment.place {
        Place::Article {
            article,
            rank,
            role,
        } => (Some(&article.0), Some(*rank), Some(role.as_str())),
        Place::Furniture => (None, None, None),
    };
    [
        number(segment.span.start().0),
        number(segment.span.end().0),
        id_or_null(article),
        number_or_null(rank),
        text_or_null(role),
    ]
}

fn correction_cells(correction: &Correction) -> [Cell<'_>; 3] {
    [
        number(correction.span.start().0),
        number(correction.span.end().0),
        text(&correction.replacement),
    ]
}

fn entity_cells(entity: &Entity) -> [Cell<'_>; 6] {
    let attributes = if entity.attributes.is_empty() {
        text("{}")
    } else {
        owned_text(journal_form::attributes_to_json(&entity.attributes))
    };
    let parts = if entity.parts.is_empty() {
        text_or_null(None)
    } else {
        owned_text(journal_form::parts_to_json(&entity.parts))
    };
    [
        number(entity.span.start().0),
        number(entity.span.end().0),
        text(entity.label.as_str()),
        id_or_null(entity.authority.as_ref().map(|id| &id.0)),
        attributes,
        parts,
    ]
}

fn relation_cells(relation: &Relation) -> [Cell<'_>; 3] {
    [
        text(relation.label.as_str()),
        id(&relation.from.0),
        id(&relation.to.0),
    ]
}

impl Store {
    /// Everything that a layer says of a page; empty if it says nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such document or layer, those of
    /// reading otherwise.
    pub fn annotations(&self, scope: Scope) -> Result<Annotations, StoreError> {
        self.read(|connection| {
            let document = documents::seq(connection, scope.document)?
                .ok_or_else(|| StoreError::conflict("the document is not in the project"))?;
            let layer = layers::number(connection, scope.layer)
                .optional()?
                .ok_or_else(|| StoreError::conflict("the layer is not in the project"))?;
            load(
                connection,
                Page {
                    document: document.0,
                    layer,
                },
            )
        })
    }
}

/// Reads the annotations of a page.
pub(super) fn load(connection: &Connection, page: Page) -> Result<Annotations, StoreError> {
    let (mut roles, mut labels) = (Names::new(), Names::new());
    let mut types = Names::new();
    Ok(Annotations::from_parts(Parts {
        articles: rows(connection, SELECT_ARTICLES, page, read_article)?,
        segments: rows(connection, SELECT_SEGMENTS, page, |row| {
            read_segment(row, &mut roles)
        })?,
        line_breaks: rows(connection, SELECT_LINE_BREAKS, page, |row| {
            Ok(LineBreak {
                line: row.get(0)?,
                kind: read_name(row, 1)?,
            })
        })?,
        corrections: rows(connection, SELECT_CORRECTIONS, page, |row| {
            Ok(Correction {
                id: CorrectionId(read_id(row, 0)?),
                span: read_span(row, 1)?,
                replacement: row.get(3)?,
            })
        })?,
        entities: rows(connection, SELECT_ENTITIES, page, |row| {
            read_entity(row, &mut labels)
        })?,
        relations: rows(connection, SELECT_RELATIONS, page, |row| {
            Ok(Relation {
                id: RelationId(read_id(row, 0)?),
                label: types.get(read_str(row, 1)?),
                from: EntityId(read_id(row, 2)?),
                to: EntityId(read_id(row, 3)?),
            })
        })?,
    }))
}

const SELECT_ARTICLES: &str = "SELECT id, rank, title, continues, attributes FROM article \
     WHERE document = ? AND layer = ? ORDER BY id";
const SELECT_SEGMENTS: &str = "SELECT id, start, end, article, rank, role FROM segment \
     WHERE document = ? AND layer = ? ORDER BY id";
const SELECT_LINE_BREAKS: &str = "SELECT line, kind FROM line_break \
     WHERE document = ? AND layer = ? ORDER BY line";
const SELECT_CORRECTIONS: &str = "SELECT id, start, end, replacement FROM correction \
     WHERE document = ? AND layer = ? ORDER BY id";
const SELECT_ENTITIES: &str = "SELECT id, start, end, label, authority, attributes, parts FROM entity \
     WHERE document = ? AND layer = ? ORDER BY id";
const SELECT_RELATIONS: &str = "SELECT id, label, source, target FROM relation \
     WHERE document = ? AND layer = ? ORDER BY id";

fn rows<T>(
    connection: &Connection,
    sql: &str,
    page: Page,
    mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query([page.document, page.layer])?;
    let mut values = Vec::new();
    while let Some(row) = found.next()? {
        values.push(read(row)?);
    }
    Ok(values)
}

fn read_article(row: &Row<'_>) -> Result<Article, StoreError> {
    Ok(Article {
        id: ArticleId(read_id(row, 0)?),
        rank: row.get(1)?,
        title: row.get(2)?,
        continues: read_id_or_null(row, 3)?.map(ArticleId),
        attributes: read_attributes_or_null(row, 4, "an article")?,
    })
}

fn read_segment(row: &Row<'_>, roles: &mut Names<Role>) -> Result<Segment, StoreError> {
    let place = match read_id_or_null(row, 3)? {
        None => Place::Furniture,
        Some(article) => Place::Article {
            article: ArticleId(article),
            rank: row.get(4)?,
            role: roles.get(read_str(row, 5)?),
        },
    };
    Ok(Segment {
        id: SegmentId(read_id(row, 0)?),
        span: read_span(row, 1)?,
        place,
    })
}

fn read_entity(row: &Row<'_>, labels: &mut Names<Label>) -> Result<Entity, StoreError> {
    let attributes = match read_str(row, 5)? {
        "{}" => Attributes::new(),
        json => journal_form::attributes_from_json(json, "an entity")?,
    };
    let parts = match read_str_or_null(row, 6)? {
        None => Vec::new(),
        Some(json) => journal_form::parts_from_json(json)?,
    };
    Ok(Entity {
        id: EntityId(read_id(row, 0)?),
        span: read_span(row, 1)?,
        label: labels.get(read_str(row, 3)?),
        authority: read_id_or_null(row, 4)?.map(AuthorityId),
        attributes,
        parts,
    })
}

/// Names that were met, so that fifty thousand entities share three labels.
struct Names<T>(BTreeMap<String, T>);

impl<T: Clone + for<'n> From<&'n str>> Names<T> {
    fn new() -> Self {
        Self(BTreeMap::new())
    }

    fn get(&mut self, name: &str) -> T {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let new = T::from(name);
        self.0.insert(name.to_owned(), new.clone());
        new
    }
}
