//! What can be read of a damaged project is saved, and the damaged file stays.

use std::path::Path;

use super::*;
use crate::store::salvage::{SalvageReport, salvage};

const PAGES: usize = 150;

/// A project whose every page has an article, furniture and entities.
fn large(path: &Path) -> Vec<Scope> {
    fill(Store::create(path, &Schema::newspaper()).unwrap())
}

fn fill(mut store: Store) -> Vec<Scope> {
    let text = "甲乙丙丁戊己庚辛壬癸\n".repeat(40);
    let scopes: Vec<Scope> = (0..PAGES)
        .map(|n| import(&mut store, &format!("{n:03}.txt"), &text))
        .collect();
    for &scope in &scopes {
        let mut ops = article(scope, 1, &[(0, 10, "headline"), (11, 200, "body")]);
        ops.push(furniture(scope, 300, 310));
        ops.extend((0..12).map(|n| tag(scope, entity(n * 11, n * 11 + 3, "CITY"))));
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
    large(&path);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[16..4096].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let report = salvage(&path, &out).unwrap();
    assert_eq!(kept(&report, "document").0, PAGES as u64, "{report:?}");
    assert_eq!(kept(&report, "entity").0, PAGES as u64 * 12, "{report:?}");
}

#[test]
fn a_new_head_takes_the_place_of_no_text_whatever_the_version() {
    let folder = tempfile::tempdir().unwrap();
    for upgraded in [false, true] {
        let name = |what: &str| folder.path().join(format!("{what}{upgraded}"));
        let (path, out) = (name("a"), name("b"));
        fill(first_version(&path));
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
