//! What a user of a project file relies on. Each file is about one promise; here are
//! the pieces that they share.

mod files;
mod history;
mod mentions;
mod reviews;
mod round_trip;
mod salvage;
mod search;
mod verify;
mod views;
mod words;

use std::path::Path;

use super::journal::{GestureId, NewEntry, NewKind};
use super::progress::Progress;
use super::{Store, StoreError, migrate};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::model::article::{Article, Place, Segment};
use crate::model::authority::Authority;
use crate::model::document::{Document, Sha256, Status};
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{ArticleId, AuthorityId, DocumentId, EntityId, Label, Role, SegmentId};
use crate::model::layer::Scope;
use crate::model::meta::PageMeta;
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A project in memory.
fn project() -> Store {
    Store::in_memory(&Schema::newspaper()).unwrap()
}

/// Makes a project file what an earlier version of the program would have left: its
/// tables, with the rows that this version has, as far as there are columns for them.
fn turn_back(path: &Path, version: i64) {
    let new = path.with_extension("new");
    std::fs::rename(path, &new).unwrap();
    let connection = rusqlite::Connection::open(path).unwrap();
    migrate::create_version(&connection, &Schema::newspaper(), version).unwrap();
    let names = |sql: &str, of: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let found = statement.query_map([of], |row| row.get(0)).unwrap();
        found.map(Result::unwrap).collect()
    };
    let tables = names(
        "SELECT name FROM pragma_table_list \
         WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite%'",
        "main",
    );
    let mut sql = format!(
        "PRAGMA foreign_keys = OFF; ATTACH '{}' AS new; DELETE FROM layer; DELETE FROM schema;",
        new.display()
    );
    for table in tables {
        let columns = names("SELECT name FROM pragma_table_info(?)", &table);
        let from: Vec<String> = columns
            .iter()
            .map(|column| match (table.as_str(), column.as_str()) {
                ("journal", "version") => format!("min(version, {version})"),
                _ => column.clone(),
            })
            .collect();
        sql += &format!(
            "INSERT INTO main.{table} ({}) SELECT {} FROM new.{table};",
            columns.join(", "),
            from.join(", ")
        );
    }
    connection.execute_batch(&sql).unwrap();
    drop(connection);
    std::fs::remove_file(&new).unwrap();
}

fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap()
}

/// A description that fits `text`.
fn document(name: &str, text: &str) -> Document {
    let source = SourceText::new(text);
    Document {
        id: DocumentId::new(),
        name: name.to_owned(),
        source: format!("/pages/{name}"),
        sha256: Sha256::of(text.as_bytes()),
        encoding: "UTF-8".to_owned(),
        chars: source.len(),
        lines: source.line_count() as u32,
        ink: source.ink(source.span()),
        meta: PageMeta::default(),
        status: Status::New,
        removed: false,
        supersedes: None,
    }
}

/// Does `ops` as one edit with its journal entry and the progress of the page.
fn edit(store: &mut Store, deed: Deed, ops: Vec<Op>) -> Result<i64, StoreError> {
    let transaction = Transaction::new(EditLabel::new(deed), ops);
    record(store, NewKind::Edit, &transaction)
}

fn record(store: &mut Store, kind: NewKind, transaction: &Transaction) -> Result<i64, StoreError> {
    let seq = store.write(|writer| {
        for op in &transaction.ops {
            writer.apply(op)?;
        }
        writer.append(&NewEntry {
            gesture: GestureId::new(),
            kind,
            author: "tester",
            at: jiff::Timestamp::now(),
            transaction,
        })
    })?;
    for op in &transaction.ops {
        if let Op::Page { scope, .. } = op {
            count(store, *scope)?;
        }
    }
    Ok(seq)
}

fn count(store: &mut Store, scope: Scope) -> Result<(), StoreError> {
    let source = SourceText::new(store.text(scope.document)?);
    let progress = Progress::of(&store.annotations(scope)?, &source);
    store.write(|writer| writer.put_progress(scope, &progress))
}

/// Imports a page and returns its main layer.
fn import(store: &mut Store, name: &str, text: &str) -> Scope {
    let document = document(name, text);
    let id = document.id;
    let transaction = Transaction::new(
        EditLabel::new(Deed::ImportDocuments),
        vec![Op::Document(Change::Insert(document))],
    );
    store
        .write(|writer| {
            writer.apply(&transaction.ops[0])?;
            writer.insert_text(id, text)?;
            writer.append(&NewEntry {
                gesture: GestureId::new(),
                kind: NewKind::Edit,
                author: "tester",
                at: jiff::Timestamp::now(),
                transaction: &transaction,
            })
        })
        .unwrap();
    Scope {
        document: id,
        layer: store.layers().unwrap()[0].id,
    }
}

fn entity(start: u32, end: u32, label: &str) -> Entity {
    Entity {
        id: EntityId::new(),
        span: span(start, end),
        label: Label::from(label),
        authority: None,
        attributes: Attributes::new(),
        parts: Vec::new(),
    }
}

fn record_named(canonical: &str) -> Authority {
    Authority {
        id: AuthorityId::new(),
        label: Label::from("CITY"),
        canonical: canonical.to_owned(),
        aliases: Vec::new(),
        code: None,
        note: String::new(),
        attributes: Attributes::new(),
    }
}

fn tag(scope: Scope, entity: Entity) -> Op {
    Op::Page {
        scope,
        change: PageChange::Entity(Change::Insert(entity)),
    }
}

/// An article with segments `(start, end, role)` in reading order.
fn article(scope: Scope, rank: i64, segments: &[(u32, u32, &str)]) -> Vec<Op> {
    let id = ArticleId::new();
    let page = |change| Op::Page { scope, change };
    let article = Article {
        id,
        rank,
        title: None,
        continues: None,
        attributes: Attributes::new(),
    };
    let mut ops = vec![page(PageChange::Article(Change::Insert(article)))];
    for (&(start, end, role), rank) in segments.iter().zip(1..) {
        ops.push(page(PageChange::Segment(Change::Insert(Segment {
            id: SegmentId::new(),
            span: span(start, end),
            place: Place::Article {
                article: id,
                rank,
                role: Role::from(role),
            },
        }))));
    }
    ops
}

fn furniture(scope: Scope, start: u32, end: u32) -> Op {
    Op::Page {
        scope,
        change: PageChange::Segment(Change::Insert(Segment {
            id: SegmentId::new(),
            span: span(start, end),
            place: Place::Furniture,
        })),
    }
}
