//! Saving what can be read of a damaged project into a new one.
//!
//! The damaged file is copied first and never touched. [`read`] takes every table row
//! by row, around the places that cannot be read; rows keep their numbers, so what
//! belonged together still does. [`mend`] then puts something in the place of what is
//! missing where that saves work: a text without description gets one, segments of a
//! lost article get an article. [`values`] empties attributes, times and the like that
//! cannot be read.

mod mend;
mod read;
mod values;

use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::connection::APPLICATION_ID;
use super::error::{Place, StoreError};
use super::{Store, layers, migrate};
use crate::model::schema::Schema;

/// What was saved of a damaged project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SalvageReport {
    /// Every table with what became of its rows.
    pub tables: Vec<TableReport>,
    /// What else a person should know, a sentence each.
    pub notes: Vec<String>,
}

/// What became of the rows of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReport {
    /// The table.
    pub table: &'static str,
    /// Rows that are in the new project.
    pub kept: u64,
    /// Rows that could not be read. Where nothing tells how many there were, this is
    /// the least that it can be.
    pub lost: u64,
    /// Rows that were read and make no sense any more, because they are garbled or
    /// what they belong to is lost.
    pub refused: u64,
    /// Values (attributes, parts and the like) that made no sense any more and were
    /// left out of rows that were kept.
    pub emptied: u64,
}

impl SalvageReport {
    /// Whether nothing was lost.
    pub fn is_complete(&self) -> bool {
        self.tables
            .iter()
            .all(|t| t.lost == 0 && t.refused == 0 && t.emptied == 0)
    }
}

/// Reads what can be read of `damaged` and writes it to the new project `out`. Needs
/// room for two more files of the same size beside `out`.
///
/// # Errors
/// [`StoreError::Exists`] if there is a file `out`; [`StoreError::NotAProject`];
/// [`StoreError::Damaged`] if nothing at all can be read; those of the disk. The
/// damaged file is as it was in any case.
pub fn salvage(damaged: &Path, out: &Path) -> Result<SalvageReport, StoreError> {
    if out.exists() {
        return Err(StoreError::Exists(Place::from(out)));
    }
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let work = tempfile::tempdir_in(folder.unwrap_or(Path::new(".")))
        .map_err(|error| file_error("making a folder for the work", error, out))?;
    let copy = copy_files(damaged, work.path())?;
    let source = open_damaged(&copy, work.path()).map_err(|error| error.at(Some(damaged)))?;
    let mut report = SalvageReport::default();
    let schema = layers::schema(&source).unwrap_or_else(|_| {
        report.notes.push(
            "The schema could not be read; the project has the default schema now.".to_owned(),
        );
        Schema::newspaper()
    });
    let mut store = Store::create(out, &schema)?;
    if let Err(error) = fill(&source, &mut store, &mut report) {
        drop(store);
        if let Err(error) = std::fs::remove_file(out) {
            log::warn!("a half-made project is left at {}: {error}", out.display());
        }
        return Err(error.at(Some(out)));
    }
    store.close()?;
    Ok(report)
}

fn fill(
    source: &Connection,
    store: &mut Store,
    report: &mut SalvageReport,
) -> Result<(), StoreError> {
    let connection = &mut store.connection;
    // Rows come in the order of tables and with holes; what still refers to nothing
    // is dealt with at the end.
    connection.pragma_update(None, "foreign_keys", "OFF")?;
    let work = Transaction::new(connection, TransactionBehavior::Immediate)?;
    work.execute_batch("DELETE FROM layer")?;
    report.tables = read::tables(source, &work)?;
    mend::mend(&work, report)?;
    work.commit()?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    Ok(())
}

/// Copies the project and the side files that hold its latest changes.
fn copy_files(damaged: &Path, folder: &Path) -> Result<PathBuf, StoreError> {
    if !damaged.is_file() {
        return Err(StoreError::Missing(Place::from(damaged)));
    }
    let copy = folder.join("copy");
    for side in ["", "-wal", "-journal"] {
        let from = beside(damaged, side);
        if from.is_file() {
            std::fs::copy(&from, beside(&copy, side))
                .map_err(|error| file_error("copying the damaged project", error, &from))?;
        }
    }
    make_writable(&copy)?;
    Ok(copy)
}

/// The copy of a read-only file must be writable all the same.
fn make_writable(copy: &Path) -> Result<(), StoreError> {
    let fail = |error| file_error("copying the damaged project", error, copy);
    let mut permissions = std::fs::metadata(copy).map_err(fail)?.permissions();
    if permissions.readonly() {
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o600);
        #[cfg(not(unix))]
        permissions.set_readonly(false);
        std::fs::set_permissions(copy, permissions).map_err(fail)?;
    }
    Ok(())
}

fn beside(path: &Path, side: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(side);
    PathBuf::from(name)
}

fn file_error(doing: &'static str, source: std::io::Error, path: &Path) -> StoreError {
    StoreError::File {
        doing,
        source,
        place: Place::from(path),
    }
}

/// Opens the copy of a damaged project, with a new head if need be.
fn open_damaged(copy: &Path, folder: &Path) -> Result<Connection, StoreError> {
    match probe(copy) {
        Ok(connection) => Ok(connection),
        Err(error @ (StoreError::NotAProject { .. } | StoreError::Newer { .. })) => Err(error),
        Err(_) => {
            replace_head(copy, folder)?;
            probe(copy).map_err(|error| match error {
                StoreError::Damaged { .. } => {
                    StoreError::damaged("not even the list of its tables can be read")
                }
                other => other,
            })
        }
    }
}

fn probe(copy: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(copy)?;
    // Garbled entries in the list of tables are passed over.
    connection.pragma_update(None, "writable_schema", "ON")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    let mark = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (mark("application_id")?, mark("user_version")?);
    if application != APPLICATION_ID {
        return Err(StoreError::NotAProject {
            found: "it is an SQLite file of another program".to_owned(),
            place: Place::default(),
        });
    }
    if version > migrate::VERSION {
        migrate::check_version(version, true)?;
    }
    let tables: i64 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE name IN ('document', 'document_text', 'entity')",
        [],
        |row| row.get(0),
    )?;
    if tables == 0 {
        return Err(StoreError::damaged("the list of its tables is gone"));
    }
    Ok(connection)
}

/// Writes the pages that hold the list of tables anew. All projects are made by the
/// same statements, so the tables of the first version begin on the same pages in each;
/// tables that later ones added stand anywhere in a file that was upgraded, and hold
/// nothing that could not be made again.
fn replace_head(copy: &Path, folder: &Path) -> Result<(), StoreError> {
    let template = folder.join("template");
    let connection = Connection::open(&template)?;
    migrate::create_first(&connection, &Schema::newspaper())?;
    let page_size: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let pages: Vec<i64> = connection
        .prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    drop(connection);
    let page_size = usize::try_from(page_size).unwrap_or(4096);
    write_pages(copy, &template, page_size, &pages)
        .map_err(|error| file_error("mending the copy of the project", error, copy))?;
    // Changes of the log are for a head that is not there any more.
    for side in ["-wal", "-shm", "-journal"] {
        let path = beside(copy, side);
        if path.exists() {
            std::fs::remove_file(&path)
                .map_err(|error| file_error("mending the copy of the project", error, &path))?;
        }
    }
    add_columns(copy)
}

/// Tells a list of tables of the first version which columns they have today. They
/// stand at the end of each row, and rows that are too short for them have none.
fn add_columns(copy: &Path) -> Result<(), StoreError> {
    let today = Store::in_memory(&Schema::newspaper())?;
    let mut tables = today
        .connection
        .prepare("SELECT sql, name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?;
    let connection = Connection::open(copy)?;
    connection.pragma_update(None, "writable_schema", "ON")?;
    let mut rows = tables.query([])?;
    while let Some(row) = rows.next()? {
        connection.execute(
            "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
            [row.get::<_, String>(0)?, row.get(1)?],
        )?;
    }
    Ok(())
}

fn write_pages(
    copy: &Path,
    template: &Path,
    page_size: usize,
    pages: &[i64],
) -> std::io::Result<()> {
    let mut template = std::fs::read(template)?;
    let mut file = std::fs::OpenOptions::new().write(true).open(copy)?;
    let count = file.metadata()?.len() / page_size as u64;
    // Database header, SQLite file format 1.3: at 28 the size in pages, at 32 the
    // list of free pages, which is forgotten.
    let count = u32::try_from(count).unwrap_or(u32::MAX).to_be_bytes();
    if let Some(field) = template.get_mut(28..40) {
        let value = count.into_iter().chain([0; 8]);
        field
            .iter_mut()
            .zip(value)
            .for_each(|(to, from)| *to = from);
    }
    for &page in pages {
        let at = usize::try_from(page).unwrap_or(1).saturating_sub(1) * page_size;
        if let Some(bytes) = template.get(at..at + page_size) {
            file.seek(SeekFrom::Start(at as u64))?;
            file.write_all(bytes)?;
        }
    }
    file.sync_all()
}

/// Adds to an error of damage what of the project can still be counted.
pub(super) fn with_outlook(error: StoreError, connection: &Connection) -> StoreError {
    let StoreError::Damaged { detail, place } = error else {
        return error;
    };
    let count = |table: &str| {
        connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get::<_, i64>(0)
            })
            .map_or_else(|_| "some of the".to_owned(), |count| count.to_string())
    };
    let detail = format!(
        "{detail}; still readable: {} documents, {} texts, {} entities",
        count("document"),
        count("document_text"),
        count("entity"),
    );
    StoreError::Damaged { detail, place }
}
