//! What can go wrong with a project, as sentences for people.

use std::path::PathBuf;

use crate::edit::apply::ApplyError;
use crate::store::error::StoreError;

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
    #[error("{what}: {cause}: {path}")]
    File {
        /// What was tried, such as `the export was not written`.
        what: &'static str,
        /// What the operating system says.
        cause: std::io::Error,
        /// The file.
        path: PathBuf,
    },
    /// A file could not be understood as a whole.
    #[error("{message}: {path}")]
    Content {
        /// What is wrong and what to do.
        message: String,
        /// The file.
        path: PathBuf,
    },
    /// The project has no layer at all.
    #[error("the project has no layer; run `broadsheet salvage` on it")]
    NoLayer,
    /// No layer has this name.
    #[error("the project has no layer {name:?}; it has: {known}")]
    UnknownLayer {
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// No document has this name.
    #[error("the project has no document {0:?}")]
    UnknownDocument(String),
    /// The schema has no such label.
    #[error("the schema has no label {name:?}; it has: {known}")]
    UnknownLabel {
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: String,
    },
}
