//! Why a file of a data format could not be read or written.

use std::io;

/// Why a file, or one page of it, could not be read or written.
///
/// The name of the file is added by whoever opened it.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// A place in the file does not say what it should.
    #[error("line {line}, column {column}: {message}; {remedy}")]
    Content {
        /// Line of the file, from 1.
        line: u64,
        /// Column in code points, from 1.
        column: u64,
        /// What is wrong there.
        message: String,
        /// What the user can do about it.
        remedy: &'static str,
    },
    /// Reading or writing the bytes failed.
    #[error("reading or writing failed: {0}; check the disk and the rights on the file")]
    Io(#[from] io::Error),
    /// The value cannot be written as CSV or JSON.
    #[error("the page cannot be written: {0}")]
    Write(String),
    /// There is no export format of this name.
    #[error(
        "there is no format {name:?}; the formats are {}",
        super::ExportFormat::names()
    )]
    UnknownFormat {
        /// The name that was asked for.
        name: String,
    },
}

impl From<csv::Error> for FormatError {
    fn from(error: csv::Error) -> Self {
        let text = error.to_string();
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Io(error),
            _ => Self::Write(text),
        }
    }
}
