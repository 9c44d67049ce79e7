//! What another program wrote in other words is the same: rows are changed if they say
//! what is expected, however they say it, and only then.

use super::*;
use crate::model::entity::AttributeValue;
use crate::model::id::LayerId;
use crate::model::rejection::Rejection;

/// A page with one of everything that may be said in several ways.
struct Desk {
    store: Store,
    scope: Scope,
    article: Article,
    entity: Entity,
    record: Authority,
    rejection: Rejection,
}

impl Desk {
    fn new() -> Self {
        let mut store = project();
        let scope = import(&mut store, "a.txt", "甲乙丙丁戊己庚辛");
        let said = Attributes::from([
            ("k".to_owned(), AttributeValue::Text("v".to_owned())),
            ("n".to_owned(), AttributeValue::Number(2.0)),
        ]);
        let article = Article {
            id: ArticleId::new(),
            rank: 1,
            title: None,
            continues: None,
            attributes: said.clone(),
        };
        let mut entity = entity(0, 6, "CITY")
            .with_pieces([span(0, 2), span(4, 6)])
            .unwrap();
        entity.attributes = said.clone();
        let record = Authority {
            attributes: said,
            ..record_named("甲市")
        };
        let rejection = Rejection {
            scope,
            source: LayerId::new(),
            fingerprint: "entity CITY".to_owned(),
            reason: String::new(),
            at: "2024-02-01T08:00:00.12Z".parse().unwrap(),
        };
        let page = |change| Op::Page { scope, change };
        let ops = vec![
            Op::Authority(Change::Insert(record.clone())),
            page(PageChange::Article(Change::Insert(article.clone()))),
            page(PageChange::Entity(Change::Insert(entity.clone()))),
            Op::Rejection(Change::Insert(rejection.clone())),
        ];
        edit(&mut store, Deed::Tag, ops).unwrap();
        Self {
            store,
            scope,
            article,
            entity,
            record,
            rejection,
        }
    }

    /// Changes the row of a table as a program would that knows what was stored.
    fn replace(&mut self, table: &str) -> Result<i64, StoreError> {
        let page = |change| Op::Page {
            scope: self.scope,
            change,
        };
        let op = match table {
            "article" => page(PageChange::Article(Change::Replace {
                before: self.article.clone(),
                after: Article {
                    rank: 2,
                    ..self.article.clone()
                },
            })),
            "entity" => page(PageChange::Entity(Change::Replace {
                before: self.entity.clone(),
                after: Entity {
                    label: Label::from("OFFICIAL"),
                    ..self.entity.clone()
                },
            })),
            "authority" => Op::Authority(Change::Replace {
                before: self.record.clone(),
                after: Authority {
                    note: "new".to_owned(),
                    ..self.record.clone()
                },
            }),
            "document" => {
                let before = self.store.document(self.scope.document).unwrap().unwrap();
                let mut after = before.clone();
                after.status = Status::Done;
                Op::Document(Change::Replace { before, after })
            }
            _ => Op::Rejection(Change::Remove(self.rejection.clone())),
        };
        edit(&mut self.store, Deed::Tag, vec![op])
    }
}

const SAID: &str = "{\"k\": \"v\", \"n\": 2}";

#[test]
fn a_row_in_other_words_can_be_changed() {
    for (table, set) in [
        ("article", format!("attributes = '{SAID}'")),
        (
            "article",
            "attributes = '{\"n\":2e0,\"k\":\"\\u0076\"}'".to_owned(),
        ),
        ("authority", format!("attributes = '{SAID}'")),
        (
            "entity",
            format!("attributes = '{SAID}', parts = '[[0, 2], [4, 6]]'"),
        ),
        ("rejection", "at = '2024-02-01T08:00:00.120Z'".to_owned()),
        (
            "rejection",
            "at = '2024-02-01T16:00:00.12+08:00'".to_owned(),
        ),
        ("document", "extra = '{ }'".to_owned()),
    ] {
        let mut desk = Desk::new();
        let sql = format!("UPDATE {table} SET {set}");
        assert_eq!(desk.store.connection.execute(&sql, []).unwrap(), 1);
        desk.replace(table)
            .unwrap_or_else(|error| panic!("{set}: {error}"));
        let found = desk.store.verify(|_, _| true).unwrap();
        assert_eq!(found, [], "{set}");
    }
}

#[test]
fn nothing_said_is_said_in_two_ways() {
    let mut desk = Desk::new();
    desk.article.attributes.clear();
    desk.entity.parts.clear();
    for sql in [
        "UPDATE article SET attributes = '{}'",
        "UPDATE entity SET parts = '[]'",
    ] {
        assert_eq!(desk.store.connection.execute(sql, []).unwrap(), 1);
    }
    desk.replace("article").unwrap();
    desk.replace("entity").unwrap();
}

#[test]
fn a_row_that_says_anything_else_is_refused() {
    for (table, set) in [
        ("article", "attributes = '{\"k\": \"w\", \"n\": 2}'"),
        ("article", "attributes = NULL"),
        ("article", "attributes = '{\"k\":[]}'"),
        ("authority", "attributes = '{\"k\":\"v\"}'"),
        ("authority", "canonical = '甲市 '"),
        ("entity", "attributes = '{\"k\":\"v\",\"n\":\"2\"}'"),
        ("entity", "parts = '[[0,2],[3,6]]'"),
        ("entity", "parts = NULL"),
        ("rejection", "at = '2024-02-01T08:00:00.121Z'"),
        ("rejection", "at = 'yesterday'"),
        ("rejection", "reason = 'why'"),
    ] {
        let mut desk = Desk::new();
        let sql = format!("UPDATE {table} SET {set}");
        assert_eq!(desk.store.connection.execute(&sql, []).unwrap(), 1);
        let error = desk.replace(table).unwrap_err();
        assert!(
            matches!(error, StoreError::Conflict { .. }),
            "{set}: {error}"
        );
    }
}
