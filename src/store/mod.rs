//! The project file: one SQLite database that holds documents, layers,
//! annotations, the schema and the journal.
//!
//! [`Store`] opens, reads and closes it; [`Writer`] is one transaction in which
//! everything of an edit and its journal entry becomes durable together. Nothing
//! here decides what an edit is: `edit` proposes, the session checks.
//!
//! **Invariant:** what [`Store::write`] has returned `Ok` for is on the disk;
//! what it has not is nowhere.
//!
//! A `Store` may move to another thread but not be used by two at once: a job
//! opens its own with [`Store::open_read_only`].
//!
//! **Limitations:** SQLite ends a text at a NUL character when it counts
//! characters, so the *views* show nothing behind one; this program reads such
//! texts whole. A text may not be longer than 1,000,000,000 bytes.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use crate::model::schema::Schema;

mod annotations;
mod authorities;
mod connection;
pub mod continuations;
mod counts;
pub mod documents;
pub mod error;
pub mod journal;
mod journal_form;
mod journal_read;
mod layers;
pub mod mentions;
mod migrate;
pub mod name_rows;
pub mod progress;
mod proposal_form;
mod proposals;
pub mod reviews;
mod rows;
pub mod salvage;
pub mod search;
mod search_text;
#[cfg(test)]
mod tests;
pub mod verify;
pub mod writer;

use connection::Access;
use error::Place;
pub use error::StoreError;
pub use writer::Writer;

/// An open project.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    access: Access,
}

/// Opening and closing.
impl Store {
    /// Makes a new project with a main layer and `schema`.
    ///
    /// # Errors
    /// [`StoreError::Exists`] if there is a file of this name, whatever it holds;
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the disk. No
    /// half-made file is left behind.
    pub fn create(path: &Path, schema: &Schema) -> Result<Self, StoreError> {
        claim(path)?;
        let made = Self::fill(path, schema).map_err(|error| error.at(Some(path)));
        if made.is_err()
            && let Err(error) = std::fs::remove_file(path)
        {
            log::warn!("a half-made project is left at {}: {error}", path.display());
        }
        made
    }

    fn fill(path: &Path, schema: &Schema) -> Result<Self, StoreError> {
        // The tables are made under a rollback journal, so that the file is either
        // empty or whole; only then it goes over to the write-ahead log.
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut connection = Connection::open(absolute)?;
        migrate::create(&mut connection, schema)?;
        drop(connection);
        Self::open(path)
    }

    /// Opens a project for reading and writing; an older one is upgraded, after a
    /// copy was put beside it.
    ///
    /// # Errors
    /// [`StoreError`] says whether the file is missing, something else, too new,
    /// damaged, read-only or locked. The file is then as it was.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, Access::Write).map_err(|error| error.at(Some(path)))
    }

    /// Opens a project for reading; writers elsewhere are not held up. Works in
    /// folders and on media that cannot be written.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreError::Older`] where an upgrade would be needed.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, Access::Read).map_err(|error| error.at(Some(path)))
    }

    fn open_with(path: &Path, access: Access) -> Result<Self, StoreError> {
        let (mut connection, found) = connection::connect(path, access)?;
        migrate::check_version(found, access == Access::Write)?;
        connection::check_cheaply(&connection)
            .and_then(|()| expect_tables(&connection, found))
            .map_err(|error| salvage::with_outlook(error, &connection))?;
        if access == Access::Write {
            let copy = migrate::upgrade(&mut connection, path, migrate::STEPS)?;
            if let Some(copy) = copy {
                log::info!("upgraded; the old state is kept in {}", copy.display());
            }
        }
        connection::configure(&connection, access)?;
        Ok(Self {
            connection,
            path: Some(path.to_owned()),
            access,
        })
    }

    /// A project that is gone when it is dropped; for tests and trials.
    ///
    /// # Errors
    /// [`StoreError::Database`] if SQLite finds no memory.
    pub fn in_memory(schema: &Schema) -> Result<Self, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        migrate::create(&mut connection, schema)?;
        connection::configure(&connection, Access::Write)?;
        Ok(Self {
            connection,
            path: None,
            access: Access::Write,
        })
    }

    /// The file, as it was given; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether this store was opened for reading only.
    pub fn is_read_only(&self) -> bool {
        self.access == Access::Read
    }

    /// Closes the project and leaves it as one file without side files, unless
    /// another process has it open. Dropping a store does the same but cannot say
    /// what went wrong; nothing is lost either way.
    ///
    /// # Errors
    /// What the disk says while the log is moved into the file.
    pub fn close(self) -> Result<(), StoreError> {
        // Dropping settles the file again, which then has nothing to do.
        self.settle().map_err(|error| error.at(self.path()))
    }

    fn settle(&self) -> Result<(), StoreError> {
        match self.access {
            Access::Write => connection::settle(&self.connection),
            Access::Read => Ok(()),
        }
    }

    /// Moves what the log holds into the file, as far as that can be done without
    /// waiting: work for an idle moment.
    ///
    /// # Errors
    /// What the disk says.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.read(|connection| {
            Ok(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
        })
    }

    /// Writes a compact copy of the project as it is now.
    ///
    /// # Errors
    /// [`StoreError::Exists`] if there is a file of this name; those of the disk.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        claim(path)?;
        // SQLite copies into an empty file and refuses any other.
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let copied = self
            .connection
            .execute("VACUUM INTO ?", [absolute.to_string_lossy()]);
        copied.map(|_| ()).map_err(|error| {
            if let Err(error) = std::fs::remove_file(path) {
                log::warn!("a half-made copy is left at {}: {error}", path.display());
            }
            StoreError::from(error).at(Some(path))
        })
    }

    /// How long to wait for another process that is writing; 5 seconds at first.
    ///
    /// # Errors
    /// [`StoreError::Database`] if SQLite refuses the value.
    pub fn set_patience(&self, patience: Duration) -> Result<(), StoreError> {
        self.read(|connection| Ok(connection.busy_timeout(patience)?))
    }

    /// A handle with which another thread stops a long read of this store.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.connection.get_interrupt_handle())
    }

    /// A number that changes when *another* connection has written to the file.
    ///
    /// # Errors
    /// Those of reading.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.read(data_version)
    }

    /// Runs `work`, all of whose reads see the project as it is now, whatever
    /// others write meanwhile.
    ///
    /// # Errors
    /// Those of reading.
    pub fn snapshot<T>(&self, work: impl FnOnce() -> T) -> Result<T, StoreError> {
        self.read(|connection| Ok(connection.execute_batch("BEGIN")?))?;
        let value = work();
        self.read(|connection| Ok(connection.execute_batch("ROLLBACK")?))?;
        Ok(value)
    }

    /// Runs `read` and names the file in what goes wrong.
    fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        read(&self.connection).map_err(|error| error.at(self.path()))
    }

    /// Runs `work` as one transaction: when this returns `Ok`, everything that was
    /// written is on the disk; when it does not, nothing was.
    ///
    /// # Errors
    /// The first error of `work`, or that of making it durable.
    pub fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.access == Access::Read {
            return Err(StoreError::ReadOnly(Place(self.path.clone())));
        }
        let path = self.path.clone();
        let outcome = Writer::begin(&mut self.connection).and_then(|mut writer| {
            let value = work(&mut writer)?;
            writer.commit()?;
            Ok(value)
        });
        outcome.map_err(|error| error.at(path.as_deref()))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if let Err(error) = self.settle() {
            log::debug!("the project was not settled on closing: {error}");
        }
    }
}

/// Stops a long read from another thread; it then ends with
/// [`StoreError::Interrupted`].
pub struct Interrupter(rusqlite::InterruptHandle);

impl Interrupter {
    /// Stops what the store is doing; nothing happens if it is idle or closed.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

/// Makes an empty file, so that nobody else can take the name in between.
fn claim(path: &Path) -> Result<(), StoreError> {
    let place = Place::from(path);
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(match error.kind() {
            ErrorKind::AlreadyExists => StoreError::Exists(place),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly(place)
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full(place),
            _ => StoreError::File {
                doing: "making the project file",
                source: error,
                place,
            },
        }),
    }
}

/// The tables without which nothing can be shown, each with the format version that
/// brought it.
const NEEDED: [(&str, i64); 13] = [
    ("document", 1),
    ("document_text", 1),
    ("layer", 1),
    ("progress", 1),
    ("article", 1),
    ("segment", 1),
    ("line_break", 1),
    ("correction", 1),
    ("entity", 1),
    ("relation", 1),
    ("journal", 1),
    ("schema", 1),
    ("proposal", 2),
];

/// Are all tables there that a file of this version has?
fn expect_tables(connection: &Connection, version: i64) -> Result<(), StoreError> {
    let mut find =
        connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")?;
    for (table, _) in NEEDED.iter().filter(|(_, since)| *since <= version) {
        if !find.exists([table])? {
            return Err(StoreError::damaged(format!("the table {table} is missing")));
        }
    }
    Ok(())
}
