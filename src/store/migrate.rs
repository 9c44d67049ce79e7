//! Making the tables of a new project, and bringing an older file up to date.
//!
//! Steps are only ever added: one that has been released is not edited. The first
//! version of the tables stays in `sql/v1.sql`.

use std::path::{Path, PathBuf};

use rusqlite::backup::Progress;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::connection::APPLICATION_ID;
use super::error::{Place, StoreError};
use super::layers;
use crate::model::schema::Schema;

/// The format version that this program writes.
pub(super) const VERSION: i64 = 3;

/// The tables of version 1.
const TABLES: &str = include_str!("sql/v1.sql");

/// One step of an upgrade.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// The version that the step leads to, from the one before.
    pub(super) to: i64,
    /// What it does.
    pub(super) sql: &'static str,
}

/// All steps, by growing version.
pub(super) const STEPS: &[Step] = &[
    Step {
        to: 2,
        sql: include_str!("sql/v2.sql"),
    },
    Step {
        to: 3,
        sql: include_str!("sql/v3.sql"),
    },
];

/// Makes the tables, the schema and the main layer in an empty file, in one
/// transaction.
pub(super) fn create(connection: &mut Connection, schema: &Schema) -> Result<(), StoreError> {
    let work = Transaction::new(connection, TransactionBehavior::Immediate)?;
    work.pragma_update(None, "application_id", APPLICATION_ID)?;
    work.pragma_update(None, "user_version", VERSION)?;
    work.execute_batch(TABLES)?;
    for step in STEPS {
        work.execute_batch(step.sql)?;
    }
    layers::found(&work, schema)?;
    work.commit()?;
    Ok(())
}

/// Makes a file as an earlier version of the program left it.
#[cfg(test)]
pub(super) fn create_version(
    connection: &Connection,
    schema: &Schema,
    version: i64,
) -> Result<(), StoreError> {
    create_first(connection, schema)?;
    for step in STEPS.iter().filter(|step| step.to <= version) {
        connection.execute_batch(step.sql)?;
        connection.pragma_update(None, "user_version", step.to)?;
    }
    Ok(())
}

/// Makes the tables of the first version, whose pages are the first ones of a file of
/// any version.
pub(super) fn create_first(connection: &Connection, schema: &Schema) -> Result<(), StoreError> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", 1)?;
    connection.execute_batch(TABLES)?;
    layers::found(connection, schema)
}

/// Refuses a version that this program does not know.
pub(super) fn check_version(found: i64, writing: bool) -> Result<(), StoreError> {
    let (known, place) = (VERSION, Place::default());
    if found > known {
        return Err(StoreError::Newer {
            found,
            known,
            place,
        });
    }
    if found < 1 {
        return Err(StoreError::damaged(format!(
            "its format version is {found}, which never was"
        )));
    }
    if found < known && !writing {
        return Err(StoreError::Older {
            found,
            known,
            place,
        });
    }
    Ok(())
}

/// Brings an older file to the last of `steps`: first a copy beside it, then all
/// steps in one transaction. Returns the copy, or `None` if nothing was to do.
pub(super) fn upgrade(
    connection: &mut Connection,
    path: &Path,
    steps: &[Step],
) -> Result<Option<PathBuf>, StoreError> {
    let target = steps.last().map_or(VERSION, |step| step.to);
    let found = version(connection)?;
    if found >= target {
        return Ok(None);
    }
    let copy = free_name(path, found);
    if let Err(error) = connection.backup("main", &copy, None::<fn(Progress)>) {
        // Half a copy must not be taken for a whole one.
        if let Err(error) = std::fs::remove_file(&copy) {
            log::warn!("half a copy is left at {}: {error}", copy.display());
        }
        return Err(error.into());
    }
    // Steps that rebuild a table would trip over references to it; they are checked
    // as a whole before the end instead.
    connection.pragma_update(None, "foreign_keys", "OFF")?;
    let outcome = take_steps(connection, steps);
    connection.pragma_update(None, "foreign_keys", "ON")?;
    outcome.map(|()| Some(copy))
}

fn take_steps(connection: &mut Connection, steps: &[Step]) -> Result<(), StoreError> {
    let work = Transaction::new(connection, TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    let found = version(&work)?;
    for step in steps.iter().filter(|step| step.to > found) {
        work.execute_batch(step.sql)?;
        work.pragma_update(None, "user_version", step.to)?;
    }
    let broken = work
        .prepare("PRAGMA foreign_key_check")?
        .query([])?
        .next()?
        .is_some();
    if broken {
        return Err(StoreError::damaged(
            "the upgrade would leave rows that belong to nothing",
        ));
    }
    work.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// A name beside `path` that is not taken, such as
/// `NAME.backup-v1-20250131T120000.broadsheet`.
fn free_name(path: &Path, version: i64) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path
        .extension()
        .map_or("broadsheet".into(), |e| e.to_string_lossy());
    let now = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%S").to_string();
    let name = |extra: &str| {
        path.with_file_name(format!("{stem}.backup-v{version}-{now}{extra}.{ending}"))
    };
    let mut candidate = name("");
    let mut count = 2;
    while candidate.exists() {
        candidate = name(&format!("-{count}"));
        count += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAKE: &[Step] = &[
        Step {
            to: 4,
            sql: "ALTER TABLE document ADD COLUMN shelf TEXT",
        },
        Step {
            to: 5,
            sql: "CREATE TABLE shelf (name TEXT NOT NULL) STRICT",
        },
    ];

    fn project(path: &Path) -> Connection {
        let mut connection = Connection::open(path).unwrap();
        create(&mut connection, &Schema::newspaper()).unwrap();
        connection
    }

    #[test]
    fn an_older_file_is_copied_then_upgraded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.broadsheet");
        let mut connection = project(&path);
        let copy = upgrade(&mut connection, &path, FAKE).unwrap().unwrap();
        assert_eq!(version(&connection).unwrap(), 5);
        connection
            .execute_batch("INSERT INTO shelf VALUES ('x'); SELECT shelf FROM document")
            .unwrap();
        let old = Connection::open(&copy).unwrap();
        assert_eq!(version(&old).unwrap(), VERSION);
        assert!(old.execute_batch("SELECT shelf FROM document").is_err());
        // A second time nothing is done and nothing is copied.
        assert_eq!(upgrade(&mut connection, &path, FAKE).unwrap(), None);
    }

    #[test]
    fn an_upgrade_that_fails_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.broadsheet");
        let mut connection = project(&path);
        let steps = [
            FAKE[0],
            Step {
                to: 5,
                sql: "CREATE TABLE document (x TEXT) STRICT",
            },
        ];
        assert!(upgrade(&mut connection, &path, &steps).is_err());
        assert_eq!(version(&connection).unwrap(), VERSION);
        assert!(
            connection
                .execute_batch("SELECT shelf FROM document")
                .is_err()
        );
    }

    #[test]
    fn backups_never_take_the_place_of_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.broadsheet");
        let first = free_name(&path, VERSION);
        std::fs::write(&first, "mine").unwrap();
        let second = free_name(&path, VERSION);
        assert_ne!(first, second);
    }

    /// Everything that a file is made of, by name.
    fn shape(connection: &Connection) -> Vec<(String, Option<String>)> {
        connection
            .prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    #[test]
    fn an_upgraded_file_is_like_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.broadsheet");
        let mut old = Connection::open(&path).unwrap();
        create_first(&old, &Schema::newspaper()).unwrap();
        upgrade(&mut old, &path, STEPS).unwrap().unwrap();
        assert_eq!(version(&old).unwrap(), VERSION);
        let new = project(&folder.path().join("b.broadsheet"));
        assert_eq!(shape(&old), shape(&new));
    }
}
