//! Metadata from a table beside the files: one row for each.
//!
//! The first row names the columns. `file` must be among them; `newspaper`, `date`
//! and `page` (or 报纸, 日期, 版次) are understood, all others are kept under
//! their names. A row that cannot be used is left out and listed with its line.

mod header;
mod lookup;
mod problem;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use self::header::{Column, Columns, header};
use self::lookup::Lookup;
use super::name_pattern::components;
use super::table::{Row, Table};
use super::{Field, normalise_date};
use crate::model::meta::PageMeta;
use crate::text::decode::{DecodeOptions, Malformed, decode, line_number};

pub use self::problem::{SidecarError, SidecarProblem, SidecarWarning};

/// The longest cell that is taken, in characters. Longer ones are no metadata,
/// but what a quote at the wrong place swallowed.
pub const MAX_FIELD_CHARS: usize = 10_000;

/// A table of metadata that has been read.
#[derive(Debug, Clone, Default)]
pub struct Sidecar {
    /// Files as the table names them, with what it says of them, in its order.
    entries: Vec<(String, PageMeta)>,
    lookup: Lookup,
    warnings: Vec<SidecarWarning>,
}

/// Reads a table: comma, tab or semicolon, any encoding that can be found.
///
/// # Errors
///
/// If nothing at all can be read. Rows with faults are
/// [warnings](Sidecar::warnings).
pub fn read_sidecar(bytes: &[u8]) -> Result<Sidecar, SidecarError> {
    let options = DecodeOptions {
        encoding: None,
        malformed: Malformed::Replace,
    };
    let decoded = decode(bytes, &options)?;
    let mut warnings = Vec::new();
    if decoded.replaced > 0 {
        let before = decoded.text.split(char::REPLACEMENT_CHARACTER).next();
        warnings.push(SidecarWarning {
            line: line_number(before.unwrap_or_default()),
            problem: SidecarProblem::Malformed {
                count: decoded.replaced,
                encoding: decoded.encoding,
            },
        });
    }
    let (table, columns) = header(&decoded.text)?;
    let mut reader = Reader {
        columns,
        seen: HashMap::new(),
        sidecar: Sidecar {
            warnings,
            ..Sidecar::default()
        },
    };
    reader.run(table);
    reader.sidecar.warnings.sort_by_key(|warning| warning.line);
    Ok(reader.sidecar)
}

impl Sidecar {
    /// What the table says of a file, named with or without folders and
    /// extension, in the table as well as here; upper and lower case differ.
    ///
    /// A row for `03.pdf` holds for `03.txt` if no row names that. If a name
    /// without folders fits rows of several folders, it fits none.
    pub fn get(&self, file_name: &str) -> Option<&PageMeta> {
        let index = self.lookup.find(file_name)?;
        self.entries.get(index).map(|(_, meta)| meta)
    }

    /// The files of the table with what it says of them, in its order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &PageMeta)> {
        self.entries
            .iter()
            .map(|(file, meta)| (file.as_str(), meta))
    }

    /// The number of files in the table.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the table names no file.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What could not be used, in the order of lines.
    pub fn warnings(&self) -> &[SidecarWarning] {
        &self.warnings
    }
}

/// A table while it is being read.
struct Reader {
    columns: Columns,
    /// The line in which each file was named first.
    seen: HashMap<String, usize>,
    sidecar: Sidecar,
}

impl Reader {
    fn run(&mut self, mut table: Table<'_>) {
        for name in self.columns.drop_repeated() {
            self.warn(self.columns.line, SidecarProblem::RepeatedColumn { name });
        }
        while let Some(row) = table.next() {
            if row.cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            // A quote that was forgotten swallows lines up to the next quote.
            let swallowed = row.spans_lines
                && (row.cells.len() != self.columns.names.len()
                    || self
                        .file_of(&row)
                        .is_some_and(|file| file.contains(['\n', '\r'])));
            if row.unclosed || swallowed {
                self.warn(row.line, SidecarProblem::UnclosedQuote);
                table.back_to_second_line(&row);
            } else if let Err(problem) = self.take(&row) {
                self.warn(row.line, problem);
            }
        }
    }

    fn warn(&mut self, line: usize, problem: SidecarProblem) {
        self.sidecar.warnings.push(SidecarWarning { line, problem });
    }

    fn file_of<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let mut pairs = self.columns.kinds.iter().zip(&row.cells);
        let (_, cell) = pairs.find(|(kind, _)| **kind == Column::File)?;
        Some(cell.trim()).filter(|file| !file.is_empty())
    }

    /// Enters a row; the error says why it is left out.
    fn take(&mut self, row: &Row) -> Result<(), SidecarProblem> {
        let (found, expected) = (row.cells.len(), self.columns.names.len());
        let beyond = row.cells.get(expected..).unwrap_or_default();
        if beyond.iter().any(|cell| !cell.trim().is_empty()) {
            return Err(SidecarProblem::TooManyCells { found, expected });
        }
        for (name, cell) in self.columns.names.iter().zip(&row.cells) {
            if cell.chars().nth(MAX_FIELD_CHARS).is_some() {
                let column = shorten(name);
                return Err(SidecarProblem::CellTooLong { column });
            }
        }
        let file = self.file_of(row).ok_or(SidecarProblem::NoFile)?;
        let path = components(file).collect::<Vec<_>>().join("/");
        if path.is_empty() {
            return Err(SidecarProblem::NoFile);
        }
        match self.seen.entry(path.clone()) {
            Slot::Occupied(first) => {
                let (file, first) = (shorten(file), *first.get());
                return Err(SidecarProblem::Repeated { file, first });
            }
            Slot::Vacant(slot) => slot.insert(row.line),
        };
        if found < expected {
            self.warn(row.line, SidecarProblem::TooFewCells { found, expected });
        }
        let meta = self.meta_of(row);
        self.sidecar.lookup.add(path, self.sidecar.entries.len());
        self.sidecar.entries.push((file.to_owned(), meta));
        Ok(())
    }

    fn meta_of(&mut self, row: &Row) -> PageMeta {
        let mut meta = PageMeta::default();
        let mut bad_date = None;
        for (kind, cell) in self.columns.kinds.iter().zip(&row.cells) {
            let Column::Meta(field) = kind else { continue };
            let value = cell.trim();
            if value.is_empty() {
                continue;
            }
            if *field != Field::Date {
                field.set(&mut meta, value.to_owned());
            } else if let Some(date) = normalise_date(value) {
                meta.date = Some(date);
            } else {
                bad_date = Some(shorten(value));
            }
        }
        if let Some(date) = bad_date {
            self.warn(row.line, SidecarProblem::BadDate { date });
        }
        meta
    }
}

/// The first forty characters, for messages.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
