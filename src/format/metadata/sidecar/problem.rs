//! What can be wrong with a table, in sentences.

use thiserror::Error;

use super::MAX_FIELD_CHARS;
use crate::text::decode::{DecodeError, Encoding};

/// Something in a table that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct SidecarWarning {
    /// The line it starts in, counted from 1.
    pub line: usize,
    /// What it is, and what was done about it.
    pub problem: SidecarProblem,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SidecarProblem {
    /// Bytes that are malformed in the encoding of the table.
    #[error(
        "{count} malformed characters from here on, read as {encoding}; save the table as UTF-8"
    )]
    Malformed {
        /// How many U+FFFD were put in.
        count: usize,
        /// The encoding tried.
        encoding: Encoding,
    },
    /// A column that is there twice.
    #[error("a second column {name:?} was left out; give it another name")]
    RepeatedColumn {
        /// Its name.
        name: String,
    },
    /// A quote without its second.
    #[error("a quote is opened and not closed; the row was left out")]
    UnclosedQuote,
    /// More cells than columns.
    #[error(
        "{found} cells for {expected} columns; the row was left out, put values with commas in quotes"
    )]
    TooManyCells {
        /// The cells of the row.
        found: usize,
        /// The columns of the table.
        expected: usize,
    },
    /// Fewer cells than columns.
    #[error("{found} cells for {expected} columns; the others were taken as empty")]
    TooFewCells {
        /// The cells of the row.
        found: usize,
        /// The columns of the table.
        expected: usize,
    },
    /// A cell longer than [`MAX_FIELD_CHARS`].
    #[error(
        "the cell of column {column:?} has more than {MAX_FIELD_CHARS} characters; the row was left out"
    )]
    CellTooLong {
        /// The name of the column.
        column: String,
    },
    /// No file name.
    #[error("no file is named; the row was left out")]
    NoFile,
    /// A date that is none.
    #[error("{date:?} is no date; write it as 2024-03-15, the rest of the row was kept")]
    BadDate {
        /// What stands there, shortened.
        date: String,
    },
    /// A file that has a row already.
    #[error("{file:?} is in line {first} already; this row was left out")]
    Repeated {
        /// The file, shortened.
        file: String,
        /// The line of its first row.
        first: usize,
    },
}

/// Why a table could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SidecarError {
    /// The bytes are no text.
    #[error("the table could not be read: {0}")]
    Decode(#[from] DecodeError),
    /// There is no row.
    #[error("the table is empty; its first row must name the columns, one of them \"file\"")]
    Empty,
    /// There is no column with the files.
    #[error(
        "line {line}: no column is called \"file\" (or 文件, filename, document), but {}; the first row must name the columns",
        .found.join(", ")
    )]
    NoFileColumn {
        /// The line of the first row.
        line: usize,
        /// The columns there are, shortened.
        found: Vec<String>,
    },
}
