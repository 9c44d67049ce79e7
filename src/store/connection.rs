//! Opening and closing the SQLite connection of a project: what is checked before
//! anything is touched, and every pragma with its reason.
//!
//! Nothing here knows the tables; `migrate` makes and upgrades them.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::{Place, StoreError};

/// Marks a SQLite file as a Broadsheet project: the letters `Brds`.
pub(super) const APPLICATION_ID: i64 = 0x4272_6473;

/// How long a statement waits for another process before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The first bytes of every SQLite 3 file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Files up to this size get a whole `quick_check` on opening: about 60 MB are
/// checked in a second, so this is below a tenth of one.
const CHECKED_ON_OPENING: u64 = 4 << 20;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Read and write.
    Write,
    /// Read only.
    Read,
}

/// Opens a project file without changing a byte of it and returns the connection
/// with the format version of the file.
pub(super) fn connect(path: &Path, access: Access) -> Result<(Connection, i64), StoreError> {
    check_file(path, access)?;
    let connection = open(path, access)?;
    match identify(&connection) {
        Ok(version) => Ok((connection, version)),
        Err(StoreError::ReadOnly(_)) if access == Access::Read => {
            // A project in WAL mode needs a side file even for reading. Where none
            // can be made, nobody can be writing either.
            drop(connection);
            let frozen = open_frozen(path)?;
            let version = identify(&frozen)?;
            Ok((frozen, version))
        }
        Err(error) => Err(error),
    }
}

/// Looks at the file from outside: is it there, readable, a SQLite file?
fn check_file(path: &Path, access: Access) -> Result<(), StoreError> {
    let fail = |source: std::io::Error| match source.kind() {
        ErrorKind::NotFound => StoreError::Missing(Place::from(path)),
        _ => StoreError::File {
            doing: "opening the project",
            source,
            place: Place::from(path),
        },
    };
    let not_a_project = |found: &str| StoreError::NotAProject {
        found: found.to_owned(),
        place: Place::from(path),
    };
    let metadata = std::fs::metadata(path).map_err(fail)?;
    if metadata.is_dir() {
        return Err(not_a_project("it is a folder"));
    }
    let mut head = Vec::with_capacity(MAGIC.len());
    let file = File::open(path).map_err(fail)?;
    file.take(MAGIC.len() as u64)
        .read_to_end(&mut head)
        .map_err(fail)?;
    if head.is_empty() {
        return Err(not_a_project("the file is empty"));
    }
    if head != MAGIC {
        return Err(not_a_project("it is not an SQLite file"));
    }
    if access == Access::Write && metadata.permissions().readonly() {
        return Err(StoreError::ReadOnly(Place::from(path)));
    }
    Ok(())
}

fn open(path: &Path, access: Access) -> Result<Connection, StoreError> {
    // A reader that could write tidies away the side files when it is the last
    // to close; `query_only` keeps it from writing anything else.
    let frozen = std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly());
    let flags = if access == Access::Read && frozen {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    };
    // An absolute path cannot be taken for a `file:` URI.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let connection =
        Connection::open_with_flags(absolute, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    if access == Access::Write && connection.is_readonly("main")? {
        return Err(StoreError::ReadOnly(Place::from(path)));
    }
    Ok(connection)
}

/// Opens a file that nobody can write, without locks and side files.
fn open_frozen(path: &Path) -> Result<Connection, StoreError> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = String::from("file:");
    for byte in absolute.to_string_lossy().bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(uri, flags)?)
}

/// Reads the marks of the file: is it a project, and of which version?
fn identify(connection: &Connection) -> Result<i64, StoreError> {
    let read = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (read("application_id")?, read("user_version")?);
    if application != APPLICATION_ID {
        return Err(StoreError::NotAProject {
            found: "it is an SQLite file of another program".to_owned(),
            place: Place::default(),
        });
    }
    Ok(version)
}

/// Sets what holds for this connection and, for a writer, the way the file is
/// written.
pub(super) fn configure(connection: &Connection, access: Access) -> Result<(), StoreError> {
    let set = |name: &str, value: &str| connection.pragma_update(None, name, value);
    // An annotation must not outlive what it belongs to.
    set("foreign_keys", "ON")?;
    // Sorting and grouping of a large project stays off the disk.
    set("temp_store", "MEMORY")?;
    // 64 MB of pages: a chunk of an import is not written twice, and the lists of
    // a large project stay warm. Memory-mapping would be faster still, but a file
    // that gets shorter under a map ends the process.
    set("cache_size", "-65536")?;
    // A damaged cell is reported where it is met instead of read as garbage.
    set("cell_size_check", "ON")?;
    // A project from elsewhere must not call functions through its views.
    set("trusted_schema", "OFF")?;
    connection.set_prepared_statement_cache_capacity(128);
    // Statements are compiled once. Without this SQLite compiles most of them anew each
    // time a value is bound, in case another plan fitted it better, which takes longer
    // than reading a page does.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    match access {
        Access::Read => set("query_only", "ON")?,
        Access::Write => {
            set_journal_mode(connection)?;
            // What is shown as saved survives a power cut: every commit waits for
            // the disk.
            set("synchronous", "FULL")?;
            // Moving the log into the file takes longer than an edit may; with the
            // default of 1000 pages it would happen in the middle of work.
            connection.pragma_update_and_check(None, "wal_autocheckpoint", 4096, |_| Ok(()))?;
            // After a large import the log gives its room back.
            connection.pragma_update_and_check(None, "journal_size_limit", 64 << 20, |_| Ok(()))?;
        }
    }
    Ok(())
}

/// Write-ahead log where it works: readers and the writer do not wait for each
/// other and a commit is one write. It needs shared memory, so on network file
/// systems the file goes back to a rollback journal.
fn set_journal_mode(connection: &Connection) -> Result<(), StoreError> {
    let set = |mode: &str| {
        connection
            .pragma_update_and_check(None, "journal_mode", mode, |row| row.get::<_, String>(0))
    };
    let path = connection.path().map(PathBuf::from).unwrap_or_default();
    let outcome = if is_on_network(&path) {
        set("DELETE")
    } else {
        match set("WAL") {
            Ok(mode) if mode == "wal" || mode == "memory" => return Ok(()),
            Ok(_) => set("DELETE"),
            Err(error) => Err(error),
        }
    };
    match outcome {
        Ok(_) => Ok(()),
        // Somebody else has the file open: it stays in the mode it has.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Whether a file lies on a file system that other machines write to, as far as
/// the system tells; without `/proc` the answer is no.
fn is_on_network(path: &Path) -> bool {
    let Ok(path) = path.canonicalize() else {
        return false;
    };
    let table = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    mount_type(&table, &path).is_some_and(|kind| {
        matches!(
            kind,
            "nfs" | "nfs4" | "cifs" | "smb3" | "smbfs" | "9p" | "afs" | "ceph" | "fuse.sshfs"
        )
    })
}

/// The type of the file system that holds `path`, from a table in the form of
/// `/proc/self/mountinfo` (proc(5)).
fn mount_type<'t>(table: &'t str, path: &Path) -> Option<&'t str> {
    let mounts = table.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let point = before.split(' ').nth(4)?.replace("\\040", " ");
        path.starts_with(&point)
            .then_some((point.len(), after.split(' ').next()?))
    });
    // The last of the longest wins: later mounts cover earlier ones.
    mounts.max_by_key(|(len, _)| *len).map(|(_, kind)| kind)
}

/// Checks a file as far as it takes no time that a person would notice.
pub(super) fn check_cheaply(connection: &Connection) -> Result<(), StoreError> {
    let read = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let size = read("page_count")?.saturating_mul(read("page_size")?);
    if u64::try_from(size).unwrap_or(0) > CHECKED_ON_OPENING {
        return Ok(());
    }
    let first: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?;
    if first == "ok" {
        return Ok(());
    }
    // SQLite puts the finding on the last line, below the name of the database.
    let detail = first.lines().last().unwrap_or(&first).trim();
    Err(StoreError::damaged(detail))
}

/// Leaves the file in its best state: statistics for the planner, the log moved
/// into the file, so that one file can be copied or sent.
pub(super) fn settle(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("PRAGMA optimize")?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_a_folder_that_cannot_be_written_is_read_by_any_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("新 %41?mode=rw#x.broadsheet");
        let plain = Connection::open(&path).unwrap();
        plain
            .execute_batch(
                "PRAGMA journal_mode = WAL; CREATE TABLE a (x); INSERT INTO a VALUES (7)",
            )
            .unwrap();
        drop(plain);
        let frozen = open_frozen(&path).unwrap();
        let seven: i64 = frozen
            .query_row("SELECT x FROM a", [], |row| row.get(0))
            .unwrap();
        assert_eq!(seven, 7);
        assert!(frozen.execute_batch("DELETE FROM a").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn network_file_systems_are_recognised() {
        let table = "22 1 253:0 / / rw shared:1 - ext4 /dev/vda rw\n\
                     40 22 0:35 / /home/user/my\\040share rw - nfs4 host:/x rw\n";
        let kind = |path: &str| mount_type(table, Path::new(path));
        assert_eq!(kind("/home/user/a.broadsheet"), Some("ext4"));
        assert_eq!(kind("/home/user/my share/a.broadsheet"), Some("nfs4"));
        assert_eq!(mount_type("rubbish\n", Path::new("/a")), None);
    }
}
