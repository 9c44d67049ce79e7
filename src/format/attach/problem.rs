//! One thing in a record that could not be used as it was.

use std::fmt;

/// One thing in a record that could not be used as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which part of the page's record: `entity 5 (a1)`; counted from 1.
    pub place: String,
    /// What is wrong, what was done about it and what the user can do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// The name of a part of a record in a problem.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    /// What it is.
    pub kind: &'static str,
    /// Its number in its list, from 0.
    pub index: usize,
    /// Its id in the record.
    pub id: Option<&'a str>,
}

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.index + 1)?;
        match self.id {
            Some(id) => write!(f, " ({})", id.escape_debug()),
            None => Ok(()),
        }
    }
}
