//! What a user of a project file relies on. Each file is about one promise; here are
//! the pieces that they share.

mod files;
mod history;
mod mentions;
mod round_trip;
mod salvage;
mod search;
mod verify;
mod views;

use std::path::Path;

use super::connection::{self, Access};
use super::journal::{GestureId, NewEntry, NewKind};
use super::progress::Progress;
use super::{Store, StoreError, migrate};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::model::article::{Article, Place, Segment};
use crate::model::document::{Document, Sha256, Status};
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{ArticleId, DocumentId, EntityId, Label, Role, SegmentId};
use crate::model::layer::Scope;
use crate::model::meta::PageMeta;
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A project in memory.
fn project() -> Store {
    Store::in_memory(&Schema::newspaper()).unwrap()
}

/// A project file as the first version of the program left it.
fn first_version(path: &Path) -> Store {
    let connection = rusqlite::Connection::open(path).unwrap();
    migrate::create_first(&connection, &Schema::newspaper()).unwrap();
    connection::configure(&connection, Access::Write).unwrap();
    Store {
        connection,
        path: Some(path.to_owned()),
        access: Access::Write,
    }
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
