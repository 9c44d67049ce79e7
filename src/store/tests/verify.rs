//! What `check` says of a project.

use super::*;
use crate::store::verify::{Finding, Severity};

fn findings(store: &Store) -> Vec<Finding> {
    store.verify(|_, _| true).unwrap()
}

/// A project with one article, one relationless entity, and progress that fits.
fn good() -> (Store, Scope) {
    let mut store = project();
    let scope = import(&mut store, "a.txt", "甲乙丙\n丁戊己\n");
    let mut ops = article(scope, 1, &[(0, 3, "headline"), (4, 7, "body")]);
    ops.push(tag(scope, entity(4, 6, "CITY")));
    edit(&mut store, Deed::StartArticle, ops).unwrap();
    (store, scope)
}

#[test]
fn a_sound_project_has_no_findings() {
    assert_eq!(findings(&good().0), []);
}

#[test]
fn what_sql_broke_is_named() {
    for (sql, expected) in [
        ("UPDATE entity SET end = 99", "entity 4..99 leaves the text"),
        (
            "UPDATE segment SET start = 2 WHERE role = 'body'",
            "segment 2..7 overlaps 0..3",
        ),
        (
            "UPDATE entity SET label = 'RIVER'",
            "the schema has no label \"RIVER\"",
        ),
        (
            "UPDATE segment SET role = 'ad'",
            "the schema has no role \"ad\", which is used 2 times",
        ),
        ("UPDATE progress SET entities = 7", "progress"),
        ("UPDATE document SET chars = 1", "characters, lines and ink"),
        (
            "UPDATE entity SET attributes = '[1]'",
            "the attributes of an entity",
        ),
        (
            "UPDATE article SET attributes = '{\"a\":[]}'",
            "the attributes of an article",
        ),
        (
            "UPDATE entity SET parts = '[[4,5],[5,6]]'",
            "the parts of entity 4..6 do not make it up",
        ),
        (
            "UPDATE entity SET parts = '[[5,4]]'",
            "the parts of an entity",
        ),
        ("UPDATE entity SET parts = '[4]'", "the parts of an entity"),
        (
            "INSERT INTO authority (id, label, canonical, attributes) \
             VALUES (randomblob(16), 'CITY', 'x', '7')",
            "the attributes of a record",
        ),
        (
            "INSERT INTO authority (id, label, canonical) VALUES (randomblob(16), 'RIVER', 'x')",
            "the schema has no label \"RIVER\", which is used 1 times",
        ),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM article",
            "a row belongs to no article",
        ),
        (
            "INSERT INTO line_break VALUES (1, 1, 9, 'soft')",
            "line 9, which is not there",
        ),
    ] {
        let (store, _) = good();
        store.connection.execute_batch(sql).unwrap();
        let found = findings(&store);
        let named = found
            .iter()
            .any(|f| f.severity == Severity::Error && f.message.contains(expected));
        assert!(named, "{sql}: {found:?}");
    }
}

#[test]
fn changes_behind_the_journal_are_advice() {
    let (store, _) = good();
    store
        .connection
        .execute_batch("UPDATE entity SET start = 5")
        .unwrap();
    let found = findings(&store);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].severity, Severity::Advice);
    assert!(found[0].message.contains("history"), "{found:?}");
}

#[test]
fn a_check_can_be_stopped() {
    let (store, _) = good();
    let mut asked = 0;
    store
        .verify(|_, _| {
            asked += 1;
            false
        })
        .unwrap();
    assert_eq!(asked, 1);
}

#[test]
fn a_text_with_carriage_returns_only_is_sound() {
    let mut store = project();
    let scope = import(&mut store, "mac.txt", "甲乙\r丙丁\r戊");
    assert_eq!(store.document(scope.document).unwrap().unwrap().lines, 3);
    assert_eq!(store.verify(|_, _| true).unwrap(), []);
}
