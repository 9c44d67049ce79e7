//! What can go wrong with a project, as sentences for people.

use std::io::{Error, ErrorKind};
use std::path::PathBuf;

use crate::edit::apply::ApplyError;
use crate::edit::schema::PlanError;
use crate::format::gazetteer::GazetteerError;
use crate::model::schema::SchemaError;
use crate::store::error::StoreError;
use crate::suggest::tagger::UnreadableTagger;

/// Why the session could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The project file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A change does not fit the page.
    #[error("the change was not made: {0}")]
    Apply(#[from] ApplyError),
    /// A file could not be read or written.
    #[error("{what}: {}: {}", io_words(cause), path.display())]
    File {
        /// What was tried, such as `the export was not written`.
        what: &'static str,
        /// What the operating system says.
        cause: Error,
        /// The file.
        path: PathBuf,
    },
    /// A file could not be understood as a whole.
    #[error("{message}: {}", path.display())]
    Content {
        /// What is wrong and what to do.
        message: String,
        /// The file.
        path: PathBuf,
    },
    /// A gazetteer cannot be read.
    #[error("{error}: {}", path.display())]
    Gazetteer {
        /// What is wrong.
        error: GazetteerError,
        /// The file, or the name of one that the project keeps.
        path: PathBuf,
    },
    /// A gazetteer would take longer to make ready than anybody waits.
    #[error("it has more than {most} places; leave some out: {}", path.display())]
    TooManyPlaces {
        /// As many are taken.
        most: usize,
        /// The file.
        path: PathBuf,
    },
    /// A file is no schema, or none that can be used.
    #[error("the schema cannot be used: {error}; mend the file: {}", path.display())]
    SchemaFile {
        /// What is wrong.
        error: SchemaError,
        /// The file.
        path: PathBuf,
    },
    /// A schema is not written in UTF-8.
    #[error("the schema is not written in UTF-8; choose another file: {}", path.display())]
    SchemaBytes {
        /// The file.
        path: PathBuf,
    },
    /// A file is no tagger that this program can read.
    #[error("{error}: {}", path.display())]
    Tagger {
        /// What is wrong.
        error: UnreadableTagger,
        /// The file.
        path: PathBuf,
    },
    /// A tagger knows no label of the schema.
    #[error("it knows no label of the schema, only: {known}: {}", path.display())]
    ForeignTagger {
        /// The labels that it knows.
        known: String,
        /// The file.
        path: PathBuf,
    },
    /// A file is much larger than what is wanted.
    #[error("it has more than {mebibytes} MiB; choose the right file: {}", path.display())]
    TooLarge {
        /// As many are read.
        mebibytes: u64,
        /// The file.
        path: PathBuf,
    },
    /// The project has no layer at all.
    #[error("the project has no layer; run `broadsheet salvage` on it")]
    NoLayer,
    /// Others keep writing between our look and our turn.
    #[error("others are writing to the project all the time; the change was not made, try again")]
    Overtaken,
    /// No layer has this name.
    #[error("the project has no layer {name:?}; it has: {known}")]
    UnknownLayer {
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// No document has this name.
    #[error("the project has no document {0:?}; give its whole name, with or without its ending")]
    UnknownDocument(String),
    /// A layer that the program makes itself was to be changed or imported into.
    #[error(
        "the layer {0:?} is kept for what the program proposes and is made anew by each run; \
         choose another layer"
    )]
    DerivedLayer(String),
    /// There is nothing that a layer could be measured against.
    #[error(
        "the layer {0:?} says nothing of these documents, so nothing can be measured against it; \
         import annotations into it or choose another layer"
    )]
    NothingToMeasure(String),
    /// No page has taught anything yet.
    #[error(
        "no page that is done has mentions, so nothing was learned; mark annotated pages as done first"
    )]
    NothingTaught,
    /// Several documents have this name.
    #[error("several documents have the name {0:?}; rename the others or take them out first")]
    SeveralDocuments(String),
    /// A change of the schema makes no sense by itself.
    #[error("the schema was not changed: {0}")]
    Plan(#[from] PlanError),
    /// A schema cannot be used.
    #[error("the schema was not changed: {0}")]
    BadSchema(SchemaError),
    /// The schema is not the one for which a change was thought out.
    #[error(
        "the schema of the project was changed elsewhere in the meantime; look at it as it is \
         now and change it again"
    )]
    SchemaMoved,
    /// The schema has no such label.
    #[error("the schema has no label {name:?}; it has: {known}")]
    UnknownLabel {
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: String,
    },
}

/// What the operating system says of a file, with what helps.
pub fn io_words(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder; check the name",
        ErrorKind::PermissionDenied => {
            "access is not allowed; change the rights or choose another place"
        }
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only; choose another place",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full; free some space and try again"
        }
        ErrorKind::IsADirectory => "it is a folder; give the name of a file",
        ErrorKind::NotADirectory => "a part of the path is not a folder; check the name",
        ErrorKind::InvalidData => "it is not UTF-8 text; save it as UTF-8",
        _ => return error.to_string(),
    };
    words.to_owned()
}

impl SessionError {
    /// Whether the project could perhaps be opened for reading only.
    pub fn is_about_writing(&self) -> bool {
        matches!(
            self,
            Self::Store(StoreError::ReadOnly(_) | StoreError::Full(_))
        )
    }
}
