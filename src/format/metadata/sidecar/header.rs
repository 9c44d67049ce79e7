//! The first row of a table: which delimiter, which columns.

use super::shorten;
use crate::format::metadata::Field;
use crate::format::metadata::sidecar::SidecarError;
use crate::format::metadata::table::{Row, Table};

/// What the column with the files may be called.
const FILE_COLUMNS: [&str; 7] = [
    "file",
    "filename",
    "file_name",
    "file name",
    "文件",
    "文件名",
    "document",
];

/// Delimiters, those of most tables first.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    File,
    Meta(Field),
    /// Nothing that can be used: it has no name.
    Nameless,
}

/// The first row.
pub(super) struct Columns {
    /// Its line, counted from 1.
    pub(super) line: usize,
    /// The names of the columns, as they are written.
    pub(super) names: Vec<String>,
    /// What the columns hold, in the same order.
    pub(super) kinds: Vec<Column>,
}

/// Finds the delimiter by the first row; gives the rows behind it.
pub(super) fn header(text: &str) -> Result<(Table<'_>, Columns), SidecarError> {
    let mut start = Table::new(text, b',');
    let mut delimiters = DELIMITERS.to_vec();
    let mut stated = start.clone();
    // Spreadsheets write the delimiter into a line of its own: sep=;
    if let Some(row) = stated.next()
        && let Some([delimiter]) = row.cells.join(",").strip_prefix("sep=").map(str::as_bytes)
    {
        (start, delimiters) = (stated, vec![*delimiter]);
    }
    let mut found = None;
    for &delimiter in &delimiters {
        let mut table = start.with_delimiter(delimiter);
        let row = table.next().ok_or(SidecarError::Empty)?;
        let columns = Columns::new(&row);
        if columns.kinds.contains(&Column::File) {
            return Ok((table, columns));
        }
        // For the message: the delimiter that cuts the row most.
        if found
            .as_ref()
            .is_none_or(|other: &Row| other.cells.len() < row.cells.len())
        {
            found = Some(row);
        }
    }
    let found = found.ok_or(SidecarError::Empty)?;
    Err(SidecarError::NoFileColumn {
        line: found.line,
        found: found
            .cells
            .iter()
            .take(10)
            .map(|name| shorten(name))
            .collect(),
    })
}

impl Columns {
    fn new(row: &Row) -> Self {
        let names: Vec<String> = row
            .cells
            .iter()
            .map(|name| name.trim().to_owned())
            .collect();
        let mut has_file = false;
        let kind = |name: &String| {
            let file = FILE_COLUMNS.contains(&name.to_lowercase().as_str());
            match name.as_str() {
                "" => Column::Nameless,
                _ if file && !has_file => {
                    has_file = true;
                    Column::File
                }
                name => Column::Meta(Field::named(name)),
            }
        };
        let kinds = names.iter().map(kind).collect();
        Self {
            line: row.line,
            names,
            kinds,
        }
    }

    /// Takes the second of equal columns out; gives their names.
    pub(super) fn drop_repeated(&mut self) -> Vec<String> {
        let mut repeated = Vec::new();
        for at in 1..self.kinds.len() {
            let (before, from) = self.kinds.split_at_mut(at);
            if let (Some(kind), Some(name)) = (from.first_mut(), self.names.get(at))
                && matches!(kind, Column::Meta(_))
                && before.contains(kind)
            {
                *kind = Column::Nameless;
                repeated.push(shorten(name));
            }
        }
        repeated
    }
}
