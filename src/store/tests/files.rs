//! Files that are not what they should be, and what may never happen to them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn create(path: &Path) -> Store {
    Store::create(path, &Schema::newspaper()).unwrap()
}

/// Opening `path` fails with this, in a sentence with the path at its end, and leaves
/// every byte as it is.
fn refused(path: &Path) -> StoreError {
    let before = std::fs::read(path).ok();
    let error = Store::open(path).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with(&format!(": {}", path.display())),
        "{error}"
    );
    assert_eq!(std::fs::read(path).ok(), before, "{error}");
    error
}

#[test]
fn a_new_project_has_the_schema_and_a_main_layer() {
    let folder = Folder::new();
    let path = folder.file("新 project?.broadsheet");
    let store = create(&path);
    assert_eq!(store.schema().unwrap(), Schema::newspaper());
    assert_eq!(store.layers().unwrap()[0].name, "main");
    assert_eq!(store.path(), Some(path.as_path()));
    store.close().unwrap();
    assert_eq!(folder.names(), ["新 project?.broadsheet"]);
    let mark = |name: &str| -> i64 {
        let plain = Connection::open(&path).unwrap();
        plain
            .pragma_query_value(None, name, |row| row.get(0))
            .unwrap()
    };
    assert_eq!(
        (mark("application_id"), mark("user_version")),
        (0x4272_6473, 3)
    );
    assert_eq!(mark("auto_vacuum"), 0);
}

#[test]
fn a_project_of_an_earlier_version_opens_with_all_that_it_has() {
    for version in [1, 2] {
        an_earlier_version_opens(version);
    }
}

fn an_earlier_version_opens(version: i64) {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    let mut old = create(&path);
    let scope = import(&mut old, "a.txt", "甲乙丙丁\n戊己");
    let mut ops = article(scope, 1, &[(0, 4, "body")]);
    ops.extend((0..60).map(|_| tag(scope, entity(0, 2, "CITY"))));
    edit(&mut old, Deed::StartArticle, ops).unwrap();
    let (annotations, journal) = (old.annotations(scope), old.journal_state());
    old.close().unwrap();
    turn_back(&path, version);
    let error = Store::open_read_only(&path).unwrap_err();
    assert!(
        matches!(error, StoreError::Older { found, .. } if found == version),
        "{error}"
    );
    let mut new = Store::open(&path).unwrap();
    let annotations = annotations.unwrap();
    assert_eq!(new.annotations(scope).unwrap(), annotations);
    assert_eq!(new.journal_state().unwrap(), journal.unwrap());
    assert_eq!(new.verify(|_, _| true).unwrap(), []);
    assert_eq!(new.proposal_run().unwrap(), 0);
    // What the earlier version did can be undone.
    let entry = new.entry(2).unwrap();
    let kind = NewKind::Undo { of: 2 };
    record(&mut new, kind, &entry.transaction.inverse()).unwrap();
    assert!(new.annotations(scope).unwrap().is_empty());
    assert_eq!(new.verify(|_, _| true).unwrap(), []);
    new.close().unwrap();
    // The copy beside it is a project too, and a whole one.
    let copy = folder
        .names()
        .into_iter()
        .find(|it| it.contains(&format!("backup-v{version}")));
    let copy = Store::open(&folder.file(&copy.unwrap())).unwrap();
    assert_eq!(copy.text(scope.document).unwrap(), "甲乙丙丁\n戊己");
    assert_eq!(copy.annotations(scope).unwrap(), annotations);
}

#[test]
fn a_project_without_its_tables_is_damaged_whatever_its_version() {
    let folder = Folder::new();
    for (version, table) in [(1, "article"), (2, "article"), (3, "proposal")] {
        let path = folder.file(&format!("{version}-{table}"));
        create(&path).close().unwrap();
        if version < migrate::VERSION {
            turn_back(&path, version);
        }
        let drop_table = format!("PRAGMA foreign_keys = OFF; DROP TABLE {table}");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(&drop_table).unwrap();
        drop(connection);
        let error = refused(&path);
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
        assert!(error.to_string().contains(table), "{error}");
    }
    assert_eq!(folder.names().len(), 3, "a copy of a damaged file");
}

#[test]
fn every_table_is_strict() {
    let store = project();
    let loose: i64 = store
        .connection
        .query_row(
            "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
             AND NOT strict AND name NOT LIKE 'sqlite%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(loose, 0);
}

#[test]
fn a_file_is_never_overwritten() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    std::fs::write(&path, "mine").unwrap();
    let error = Store::create(&path, &Schema::newspaper()).unwrap_err();
    assert!(matches!(error, StoreError::Exists(_)), "{error}");
    let error = project().copy_to(&path).unwrap_err();
    assert!(matches!(error, StoreError::Exists(_)), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    let error = Store::create(&folder.file("no/such/folder"), &Schema::newspaper()).unwrap_err();
    assert!(matches!(error, StoreError::File { .. }), "{error}");
}

#[test]
fn other_files_are_refused_with_what_they_are() {
    let folder = Folder::new();
    let path = folder.file("a");
    assert!(matches!(
        Store::open(&path).unwrap_err(),
        StoreError::Missing(_)
    ));
    for (bytes, found) in [
        (&b""[..], "the file is empty"),
        (b"SQLite", "it is not an SQLite file"),
        ("# 版面\n甲乙".as_bytes(), "it is not an SQLite file"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let error = refused(&path);
        assert!(matches!(error, StoreError::NotAProject { .. }), "{error}");
        assert!(error.to_string().contains(found), "{error}");
    }
    std::fs::remove_file(&path).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE document (x)")
        .unwrap();
    assert!(refused(&path).to_string().contains("of another program"));
    let error = Store::open(folder.0.path()).unwrap_err();
    assert!(error.to_string().contains("it is a folder"), "{error}");
}

#[test]
fn a_newer_project_is_refused_with_both_versions() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    create(&path).close().unwrap();
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 7)
        .unwrap();
    let error = refused(&path);
    assert!(
        matches!(
            error,
            StoreError::Newer {
                found: 7,
                known: migrate::VERSION,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn a_damaged_project_is_refused_and_salvage_is_named() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    let mut store = create(&path);
    import(&mut store, "a.txt", "甲乙丙");
    store.close().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let mut cut = whole.clone();
    cut.truncate(whole.len() / 2);
    let mut garbled = whole.clone();
    garbled[4096..whole.len() - 4096].fill(0xa5);
    let mut headless = whole.clone();
    headless[16..4096].fill(0);
    for bytes in [
        cut,
        garbled,
        headless,
        whole[..100].to_vec(),
        whole[..20].to_vec(),
    ] {
        std::fs::write(&path, &bytes).unwrap();
        let error = refused(&path);
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
        assert!(error.to_string().contains("broadsheet salvage"), "{error}");
    }
}

#[test]
fn tables_that_are_missing_are_damage() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    create(&path).close().unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch("DROP TABLE line_break")
        .unwrap();
    let error = refused(&path);
    assert!(
        error.to_string().contains("line_break is missing"),
        "{error}"
    );
}

#[test]
fn every_single_broken_page_is_met_without_a_panic() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    let mut store = create(&path);
    let scope = import(&mut store, "a.txt", "甲乙丙");
    edit(
        &mut store,
        Deed::Tag,
        vec![tag(scope, entity(0, 2, "CITY"))],
    )
    .unwrap();
    while store.index_pending(5).unwrap() > 0 {}
    store.close().unwrap();
    let whole = std::fs::read(&path).unwrap();
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        let start = if page == 0 { 100 } else { page * 4096 };
        bytes[start..(page + 1) * 4096].fill(0xff);
        std::fs::write(&path, &bytes).unwrap();
        if let Ok(store) = Store::open(&path) {
            drop(store.annotations(scope));
            drop(store.verify(|_, _| true));
        }
        for side in ["-wal", "-shm"] {
            drop(std::fs::remove_file(
                folder.file(&format!("a.broadsheet{side}")),
            ));
        }
    }
}

#[test]
fn a_read_only_project_can_be_read_and_not_written() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    let mut store = create(&path);
    let scope = import(&mut store, "a.txt", "甲");
    store.close().unwrap();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    assert!(matches!(refused(&path), StoreError::ReadOnly(_)));
    let mut store = Store::open_read_only(&path).unwrap();
    assert_eq!(store.text(scope.document).unwrap(), "甲");
    let error = store
        .write(|writer| writer.set_setting("a", Some("b")))
        .unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly(_)), "{error}");
    assert!(store.index_pending(1).is_err());
}

#[test]
fn a_project_that_somebody_else_writes_is_locked() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    let mut store = create(&path);
    import(&mut store, "a.txt", "甲");
    store.set_patience(Duration::from_millis(20)).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store
        .write(|writer| writer.set_setting("a", Some("b")))
        .unwrap_err();
    assert!(matches!(error, StoreError::Locked(_)), "{error}");
    assert!(error.to_string().ends_with("a.broadsheet"), "{error}");
    // Reading goes on, and writing too once the other is done.
    assert_eq!(store.find_by_name("a.txt").unwrap().len(), 1);
    other.execute_batch("ROLLBACK").unwrap();
    store
        .write(|writer| writer.set_setting("a", Some("b")))
        .unwrap();
}

#[test]
fn a_full_disk_loses_only_the_step_that_does_not_fit() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    let mut store = create(&path);
    let scope = import(&mut store, "a.txt", "甲");
    let pages: i64 = store
        .connection
        .query_row("PRAGMA page_count", [], |r| r.get(0))
        .unwrap();
    store
        .connection
        .pragma_update_and_check(None, "max_page_count", pages + 1, |_| Ok(()))
        .unwrap();
    let long = "乙".repeat(100_000);
    let error = store
        .write(|writer| writer.set_setting("a", Some(&long)))
        .unwrap_err();
    assert!(matches!(error, StoreError::Full(_)), "{error}");
    assert_eq!(store.setting("a").unwrap(), None);
    edit(
        &mut store,
        Deed::Tag,
        vec![tag(scope, entity(0, 1, "CITY"))],
    )
    .unwrap();
}

#[test]
fn a_writer_that_stops_halfway_leaves_nothing() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    let mut store = create(&path);
    let scope = import(&mut store, "a.txt", "甲乙丙");
    let before = store.annotations(scope).unwrap();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(|writer| {
            writer.apply(&tag(scope, entity(0, 1, "CITY")))?;
            if writer.journal_state()?.last.is_some() {
                panic!("the power fails");
            }
            Ok(())
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(store.annotations(scope).unwrap(), before);
    // And the store goes on.
    edit(
        &mut store,
        Deed::Tag,
        vec![tag(scope, entity(0, 1, "CITY"))],
    )
    .unwrap();
}

#[test]
fn what_was_written_is_in_the_file_before_it_is_closed() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    let mut store = create(&path);
    let scope = import(&mut store, "a.txt", "甲乙丙");
    edit(
        &mut store,
        Deed::Tag,
        vec![tag(scope, entity(0, 1, "CITY"))],
    )
    .unwrap();
    // What a killed process leaves: the file and its log, nothing settled.
    let copy = folder.file("b.broadsheet");
    std::fs::copy(&path, &copy).unwrap();
    std::fs::copy(
        folder.file("a.broadsheet-wal"),
        folder.file("b.broadsheet-wal"),
    )
    .unwrap();
    let found = Store::open(&copy).unwrap();
    assert_eq!(
        found.annotations(scope).unwrap(),
        store.annotations(scope).unwrap()
    );
    assert_eq!(
        found.journal_state().unwrap(),
        store.journal_state().unwrap()
    );
    drop(store);
    let names = folder.names();
    assert!(!names.contains(&"a.broadsheet-wal".to_owned()), "{names:?}");
}

#[test]
fn two_connections_see_each_other() {
    let folder = Folder::new();
    let path = folder.file("a.broadsheet");
    let mut window = create(&path);
    let mut other = Store::open(&path).unwrap();
    let version = window.data_version().unwrap();
    let scope = import(&mut other, "a.txt", "甲");
    assert_ne!(window.data_version().unwrap(), version);
    assert_eq!(window.text(scope.document).unwrap(), "甲");
    let version = window.data_version().unwrap();
    import(&mut window, "b.txt", "乙");
    assert_eq!(window.data_version().unwrap(), version);
}

#[test]
fn a_copy_is_a_whole_project() {
    let folder = Folder::new();
    let (path, copy) = (folder.file("a.broadsheet"), folder.file("b.broadsheet"));
    let mut store = create(&path);
    let scope = import(&mut store, "a.txt", "甲");
    store.copy_to(&copy).unwrap();
    let copy = Store::open(&copy).unwrap();
    assert_eq!(copy.text(scope.document).unwrap(), "甲");
    assert_eq!(copy.verify(|_, _| true).unwrap(), []);
}

#[test]
fn a_project_moves_to_another_thread() {
    fn moves<T: Send>(_: T) {}
    let store = project();
    moves(store.interrupter());
    moves(store);
}
