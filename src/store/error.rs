//! What can go wrong with a project file, each as a sentence: what failed, what
//! to do about it, and last the file.
//!
//! Errors of SQLite are sorted here once, so that nobody else needs to know its
//! codes.

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// The file that an error speaks of, shown as `: path`; nothing for a project
/// in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place(pub Option<PathBuf>);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(path) => write!(f, ": {}", path.display()),
            None => Ok(()),
        }
    }
}

impl From<&Path> for Place {
    fn from(path: &Path) -> Self {
        Self(Some(path.to_owned()))
    }
}

/// Why a project cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A new project would take the place of a file.
    #[error("there is already a file of this name; choose another name{0}")]
    Exists(Place),
    /// There is no such file.
    #[error("there is no such project file; check the name, or make a new project{0}")]
    Missing(Place),
    /// The file is something else.
    #[error("this is not a Broadsheet project ({found}); nothing was changed{place}")]
    NotAProject {
        /// What it looks like.
        found: String,
        /// The file.
        place: Place,
    },
    /// The file was written by a newer version of the program.
    #[error(
        "the project has format version {found} and this program knows versions up to {known}; \
         update Broadsheet to open it{place}"
    )]
    Newer {
        /// The version of the file.
        found: i64,
        /// The newest version that this program reads.
        known: i64,
        /// The file.
        place: Place,
    },
    /// The file has an older format and was opened for reading only.
    #[error(
        "the project has the older format version {found}; open it once for writing, \
         which upgrades it to version {known} and keeps a copy{place}"
    )]
    Older {
        /// The version of the file.
        found: i64,
        /// The version that this program writes.
        known: i64,
        /// The file.
        place: Place,
    },
    /// The file cannot be read as what it claims to be.
    #[error(
        "the project file is damaged ({detail}); nothing was changed. \
         `broadsheet salvage DAMAGED NEW` saves what can be read into a new project{place}"
    )]
    Damaged {
        /// What is wrong and what can still be read.
        detail: String,
        /// The file.
        place: Place,
    },
    /// The file or its folder cannot be written.
    #[error(
        "the project or its folder is read-only; make both writable, or copy the project \
         to a folder of your own{0}"
    )]
    ReadOnly(Place),
    /// Somebody else is writing and does not finish.
    #[error(
        "another program is writing to the project; wait until it has finished, then try again{0}"
    )]
    Locked(Place),
    /// No room is left on the disk.
    #[error("the disk is full; free some space and try again. Nothing of this step was saved{0}")]
    Full(Place),
    /// The project does not hold what a change expects.
    #[error("{what}; reload the page and try again. Nothing of this step was saved{place}")]
    Conflict {
        /// What does not fit.
        what: String,
        /// The file.
        place: Place,
    },
    /// An entry of the journal was written by a newer version of the program.
    #[error(
        "entry {seq} of the history has form {version}, which this program does not know; \
         update Broadsheet to undo or replay it{place}"
    )]
    NewerEntry {
        /// The number of the entry.
        seq: i64,
        /// The version of its form.
        version: i64,
        /// The file.
        place: Place,
    },
    /// Somebody asked to stop.
    #[error("stopped")]
    Interrupted,
    /// A file beside the project could not be read or written.
    #[error("{doing} failed: {source}{place}")]
    File {
        /// What was being done.
        doing: &'static str,
        /// What the system says.
        source: std::io::Error,
        /// The file.
        place: Place,
    },
    /// Anything else that SQLite refuses.
    #[error("the project cannot be read or written: {detail}{place}")]
    Database {
        /// What SQLite says.
        detail: String,
        /// The file.
        place: Place,
    },
}

impl StoreError {
    /// A conflict in an unnamed file.
    pub(super) fn conflict(what: impl Into<String>) -> Self {
        Self::Conflict {
            what: what.into(),
            place: Place::default(),
        }
    }

    /// Damage in an unnamed file.
    pub(super) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged {
            detail: detail.into(),
            place: Place::default(),
        }
    }

    /// The same error with the file it speaks of, unless it names one already.
    #[must_use]
    pub(super) fn at(mut self, path: Option<&Path>) -> Self {
        if let (Some(place), Some(path)) = (self.place_mut(), path)
            && place.0.is_none()
        {
            *place = Place::from(path);
        }
        self
    }

    fn place_mut(&mut self) -> Option<&mut Place> {
        match self {
            Self::Exists(place)
            | Self::Missing(place)
            | Self::ReadOnly(place)
            | Self::Locked(place)
            | Self::Full(place)
            | Self::NotAProject { place, .. }
            | Self::Newer { place, .. }
            | Self::Older { place, .. }
            | Self::Damaged { place, .. }
            | Self::Conflict { place, .. }
            | Self::NewerEntry { place, .. }
            | Self::File { place, .. }
            | Self::Database { place, .. } => Some(place),
            Self::Interrupted => None,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let place = Place::default();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::damaged(error.to_string())
            }
            // A file that is there but cannot be opened lacks its side files: the
            // folder is read-only.
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly(place)
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked(place),
            Some(ErrorCode::DiskFull) => Self::Full(place),
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            Some(ErrorCode::ConstraintViolation) => Self::Conflict {
                what: broken_rule(&error),
                place,
            },
            _ => match error {
                // A column that does not hold what this program writes there.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..) => Self::damaged(error.to_string()),
                _ => Self::Database {
                    detail: error.to_string(),
                    place,
                },
            },
        }
    }
}

/// Says which rule of the tables a change would break.
fn broken_rule(error: &rusqlite::Error) -> String {
    let said = error.to_string();
    if said.contains("FOREIGN KEY") {
        "what this refers to is not there, or what it removes is still in use".to_owned()
    } else if said.contains("layer.name") {
        "there is already a layer of this name".to_owned()
    } else if let Some(what) = said.strip_prefix("UNIQUE constraint failed: ") {
        let table = what.split('.').next().unwrap_or(what);
        format!("this {table} is already in the project")
    } else {
        format!("the project refuses this ({said})")
    }
}
