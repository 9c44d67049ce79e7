//! What can be read of a damaged project is saved, and the damaged file stays.

use std::path::Path;

use super::*;
use crate::store::salvage::{SalvageReport, salvage};

const PAGES: usize = 150;

/// A project whose every page has an article, furniture and entities.
fn large(path: &Path) -> Vec<Scope> {
    let mut store = Store::create(path, &Schema::newspaper()).unwrap();
    let text = "甲乙丙丁戊己庚辛壬癸\n".repeat(40);
    let scopes: Vec<Scope> = (0..PAGES)
        .map(|n| import(&mut store, &format!("{n:03}.txt"), &text))
        .collect();
    for &scope in &scopes {
        let mut ops = article(scope, 1, &[(0, 10, "headline"), (11, 200, "body")]);
        ops.push(furniture(scope, 300, 310));
        ops.extend((0..11).map(|n| tag(scope, entity(n * 11, n * 11 + 3, "CITY"))));
        let parts = entity(0, 1, "CITY").with_pieces([span(0, 1), span(5, 6)]);
        ops.push(tag(scope, parts.unwrap()));
        edit(&mut store, Deed::StartArticle, ops).unwrap();
    }
    store.close().unwrap();
    scopes
}

fn kept(report: &SalvageReport, table: &str) -> (u64, u64, u64) {
    let table = report.tables.iter().find(|t| t.table == table).unwrap();
    (table.kept, table.lost, table.refused)
}

#[test]
fn a_sound_project_is_saved_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a"), folder.path().join("b"));
    let scopes = large(&path);
    let report = salvage(&path, &out).unwrap();
    assert!(report.is_complete(), "{report:?}");
    assert_eq!(report.notes, Vec::<String>::new());
    let (old, new) = (Store::open(&path).unwrap(), Store::open(&out).unwrap());
    for &scope in scopes.iter().step_by(30) {
        assert_eq!(
            old.annotations(scope).unwrap(),
            new.annotations(scope).unwrap()
        );
    }
    assert_eq!(old.journal_state().unwrap(), new.journal_state().unwrap());
    assert_eq!(new.verify(|_, _| true).unwrap(), []);
}

#[test]
fn a_corrupted_middle_costs_only_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a"), folder.path().join("b"));
    let scopes = large(&path);
    let mut bytes = std::fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    for page in [pages / 3, pages / 2, pages * 3 / 4] {
        bytes[page * 4096..(page + 1) * 4096].fill(0xee);
    }
    std::fs::write(&path, &bytes).unwrap();
    let report = salvage(&path, &out).unwrap();
    assert_eq!(
        std::fs::read(&path).unwrap(),
        bytes,
        "the damaged file was touched"
    );
    assert!(!report.is_complete());
    let new = Store::open(&out).unwrap();
    // Three pages of some three hundred: nearly everything is there.
    let (documents, _, _) = kept(&report, "document");
    let (entities, _, _) = kept(&report, "entity");
    assert!(documents >= PAGES as u64 - 30, "{report:?}");
    assert!(entities >= (PAGES as u64 - 30) * 12, "{report:?}");
    let whole = scopes
        .iter()
        .filter(|&&scope| new.annotations(scope).is_ok_and(|a| a.entity_count() == 12))
        .count();
    assert!(whole >= PAGES - 40, "{whole}: {report:?}");
    // The new project is sound, can be worked on, and undo meets no ghosts.
    let errors: Vec<_> = new
        .verify(|_, _| true)
        .unwrap()
        .into_iter()
        .filter(|finding| finding.severity == crate::store::verify::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(new.journal_state().unwrap().undo_top, None);
}

#[test]
fn a_file_without_its_first_pages_is_saved_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a"), folder.path().join("b"));
    let scopes = large(&path);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[16..4096].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let report = salvage(&path, &out).unwrap();
    assert_eq!(kept(&report, "document").0, PAGES as u64, "{report:?}");
    assert_eq!(kept(&report, "entity").0, PAGES as u64 * 12, "{report:?}");
    // Nothing is lost that later versions added to the rows.
    let new = Store::open(&out).unwrap();
    for scope in scopes {
        let page = new.annotations(scope).unwrap();
        assert!(page.entities().any(Entity::is_interrupted));
    }
}

#[test]
fn a_new_head_takes_the_place_of_no_text_whatever_the_version() {
    let folder = tempfile::tempdir().unwrap();
    for upgraded in [false, true] {
        let name = |what: &str| folder.path().join(format!("{what}{upgraded}"));
        let (path, out) = (name("a"), name("b"));
        large(&path);
        turn_back(&path, 1);
        if upgraded {
            Store::open(&path).unwrap().close().unwrap();
        }
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[16..4096].fill(0);
        std::fs::write(&path, &bytes).unwrap();
        let report = salvage(&path, &out).unwrap();
        assert_eq!(kept(&report, "document_text").0, PAGES as u64, "{report:?}");
        assert_eq!(kept(&report, "article").0, PAGES as u64, "{report:?}");
        assert_eq!(kept(&report, "entity").0, PAGES as u64 * 12, "{report:?}");
    }
}

#[test]
fn a_truncated_file_is_saved_as_far_as_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a"), folder.path().join("b"));
    large(&path);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2 + 77]).unwrap();
    let report = salvage(&path, &out).unwrap();
    assert!(kept(&report, "document").0 > PAGES as u64 / 4, "{report:?}");
    assert!(Store::open(&out).is_ok());
}

#[test]
fn lost_texts_and_descriptions_are_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a"), folder.path().join("b"));
    let scopes = large(&path);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DELETE FROM document_text WHERE document = 1; \
             DELETE FROM document WHERE seq = 2; DELETE FROM article WHERE document = 3; \
             DELETE FROM layer; DELETE FROM progress WHERE document = 4",
        )
        .unwrap();
    drop(connection);
    let report = salvage(&path, &out).unwrap();
    let new = Store::open(&out).unwrap();
    assert_eq!(
        new.text(scopes[0].document).unwrap(),
        "\u{fffd}".repeat(440)
    );
    assert_eq!(new.find_by_name("salvaged-2.txt").unwrap().len(), 1);
    let layer = new.layers().unwrap()[0].clone();
    assert_eq!(layer.name, "main");
    for at in [2, 3] {
        let scope = Scope {
            layer: layer.id,
            ..scopes[at]
        };
        let page = new.annotations(scope).unwrap();
        assert_eq!((page.article_count(), page.entity_count()), (1, 12));
    }
    assert_eq!(report.notes.len(), 4, "{report:?}");
}

#[test]
fn parts_that_make_up_nothing_are_joined() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a"), folder.path().join("b"));
    let mut store = Store::create(&path, &Schema::newspaper()).unwrap();
    let scope = import(&mut store, "a.txt", "甲乙丙丁戊己庚辛");
    let pieces = |from: u32| [span(from, from + 1), span(from + 2, from + 4)];
    let made: Vec<_> = (0..4)
        .map(|n| entity(0, 1, "CITY").with_pieces(pieces(n)).unwrap())
        .collect();
    let ops = made.iter().map(|it| tag(scope, it.clone())).collect();
    edit(&mut store, Deed::Tag, ops).unwrap();
    for (at, parts) in [(0, "[]"), (1, "[[1,2],[2,5]]"), (2, "{\"a\":1}")] {
        let sql = "UPDATE entity SET parts = ? WHERE start = ?";
        let params = rusqlite::params![parts, at];
        assert_eq!(store.connection.execute(sql, params).unwrap(), 1);
    }
    store.close().unwrap();
    let report = salvage(&path, &out).unwrap();
    assert_eq!(
        report.notes.len(),
        2,
        "what was lost, and the undo: {report:?}"
    );
    assert!(
        report.notes[0].contains("parts of 2 entities"),
        "an empty list says nothing: {report:?}"
    );
    let page = Store::open(&out).unwrap().annotations(scope).unwrap();
    for (was, broken) in made.iter().zip([true, true, true, false]) {
        let now = page.entity(was.id).unwrap();
        assert_eq!(now.span, was.span);
        assert_eq!(now.parts.is_empty(), broken);
    }
}

/// A project with a record, an article and a mention of it, with attributes each.
fn with_attributes(path: &Path) -> Scope {
    let mut store = Store::create(path, &Schema::newspaper()).unwrap();
    let scope = import(&mut store, "a.txt", "甲乙丙丁戊己庚辛");
    let mut ops = article(scope, 1, &[(0, 8, "body")]);
    ops.push(tag(scope, entity(0, 2, "CITY")));
    ops.push(Op::Authority(Change::Insert(record_named("甲乙市"))));
    edit(&mut store, Deed::Tag, ops).unwrap();
    let good = "{\"k\":\"v\"}";
    for table in ["article", "authority", "entity"] {
        let sql = format!("UPDATE {table} SET attributes = ?");
        store.connection.execute(&sql, [good]).unwrap();
    }
    store.close().unwrap();
    scope
}

fn attributes(store: &Store, table: &str) -> Option<String> {
    let sql = format!("SELECT attributes FROM {table}");
    let found = store.connection.query_row(&sql, [], |row| row.get(0));
    found.unwrap()
}

#[test]
fn a_value_that_is_no_attribute_costs_only_itself() {
    for table in ["authority", "article", "entity"] {
        for (value, loses) in [
            ("{\"x\":[1]}", true),
            ("7", true),
            ("{ \"k\" : \"v\" }", false),
            ("{}", false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let (path, out) = (folder.path().join("a"), folder.path().join("b"));
            let scope = with_attributes(&path);
            let damage = rusqlite::Connection::open(&path).unwrap();
            let sql = format!("UPDATE {table} SET attributes = ?");
            assert_eq!(damage.execute(&sql, [value]).unwrap(), 1);
            drop(damage);
            let report = salvage(&path, &out).unwrap();
            assert_eq!(report.is_complete(), !loses, "{table} {value}: {report:?}");
            assert_eq!(
                report.notes.is_empty(),
                !loses,
                "{table} {value}: {report:?}"
            );
            let new = Store::open(&out).unwrap();
            assert_eq!(new.authorities().unwrap().len(), 1);
            let page = new.annotations(scope).unwrap();
            assert_eq!((page.article_count(), page.entity_count()), (1, 1));
            for other in ["authority", "article", "entity"] {
                let good = other != table || value.contains('v');
                let nothing = (other == "entity").then_some("{}");
                let expected = if good { Some("{\"k\":\"v\"}") } else { nothing };
                assert_eq!(
                    attributes(&new, other).as_deref(),
                    expected,
                    "{table} {value}"
                );
            }
        }
    }
}

#[test]
fn a_garbled_spare_column_costs_no_row() {
    let folder = tempfile::tempdir().unwrap();
    let damages = [
        ("article", "attributes = '{\"k'"),
        ("authority", "attributes = '{\"k'"),
        ("entity", "parts = '[[', attributes = '{\"k\":true}'"),
        ("entity", "parts = '[[', attributes = 'x'"),
        ("entity", "attributes = CAST(x'7bff' AS TEXT)"),
        ("document", "extra = CAST(x'7bff' AS TEXT)"),
    ];
    for (at, (table, set)) in damages.into_iter().enumerate() {
        let name = |what: &str| folder.path().join(format!("{what}{at}"));
        let (path, out) = (name("a"), name("b"));
        let scope = with_attributes(&path);
        let damage = rusqlite::Connection::open(&path).unwrap();
        damage
            .execute_batch(&format!(
                "PRAGMA ignore_check_constraints = ON; UPDATE {table} SET {set}"
            ))
            .unwrap();
        drop(damage);
        let report = salvage(&path, &out).unwrap();
        let of_table = report.tables.iter().find(|t| t.table == table).unwrap();
        let emptied = if set.contains('x') && set.contains("parts") {
            2
        } else {
            1
        };
        assert_eq!(
            (of_table.kept, of_table.refused, of_table.emptied),
            (1, 0, emptied),
            "{set}: {report:?}"
        );
        assert_eq!(
            report.notes.len(),
            2,
            "what was lost, and the undo: {report:?}"
        );
        let new = Store::open(&out).unwrap();
        let page = new.annotations(scope).unwrap();
        assert_eq!((page.article_count(), page.entity_count()), (1, 1));
        assert_eq!(new.authorities().unwrap().len(), 1);
        assert!(new.document(scope.document).unwrap().is_some());
        let spared = set.contains("{\"k\":true}");
        assert!(!spared || attributes(&new, "entity").as_deref() == Some("{\"k\":true}"));
    }
}

#[test]
fn salvage_refuses_what_it_cannot_do() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a"), folder.path().join("b"));
    assert!(matches!(
        salvage(&path, &out).unwrap_err(),
        StoreError::Missing(_)
    ));
    std::fs::write(&path, "甲乙丙丁".repeat(5000)).unwrap();
    let error = salvage(&path, &out).unwrap_err();
    assert!(!out.exists(), "{error}");
    std::fs::write(&out, "mine").unwrap();
    assert!(matches!(
        salvage(&path, &out).unwrap_err(),
        StoreError::Exists(_)
    ));
    assert_eq!(std::fs::read(&out).unwrap(), b"mine");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}
