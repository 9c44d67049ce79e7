//! Gazetteers from CSV: places with their codes and names.
//!
//! The first row names the columns, in any order: `code`, `name`, `aliases`, `level`,
//! `parent`, `former` and `until`, of which the first two must be there; others are
//! passed over. Several aliases or former names are parted by `;`, former names may have
//! years (`陇南地区@1985-2003`). Levels are `province`, `prefecture` and `county`, which
//! counts where none is given. A row that cannot be used is left out and listed with its
//! line; the good ones are taken.

use std::collections::HashMap;

use super::metadata::table::{Row, Table};
use crate::model::place::{FormerName, Level, Place};
use crate::text::decode::{DecodeError, DecodeOptions, Malformed, decode};

/// The longest cell that is taken, in code points: longer ones are no names, but what a
/// quote at the wrong place swallowed.
pub const MOST_CHARS: usize = 1_000;

/// A gazetteer that was read.
#[derive(Debug, Default)]
pub struct GazetteerFile {
    /// What the file reads, whatever its encoding was.
    pub text: String,
    /// The places, in the order of the file.
    pub places: Vec<Place>,
    /// The rows that were left out, each with its line.
    pub problems: Vec<RowFault>,
}

/// Why a row of a gazetteer was left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct RowFault {
    /// The line of the row, from 1.
    pub line: usize,
    /// The cell, from 1.
    pub column: usize,
    /// What is wrong with it.
    pub what: CellFault,
}

/// What is wrong with a cell of a gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellFault {
    /// An earlier row has the code.
    #[error("the code {code:?} is that of line {first}; give each place its own code")]
    CodeTwice {
        /// The code.
        code: String,
        /// The line of the earlier row, from 1.
        first: usize,
    },
    /// A quote is not closed in its line.
    #[error("a quote is open at the end of the line; close it, or write no quotes")]
    OpenQuote,
    /// It has more characters than any name.
    #[error("more than {MOST_CHARS} characters; shorten them")]
    TooLong,
    /// There is no code.
    #[error("there is no code; write one")]
    NoCode,
    /// There is no name.
    #[error("there is no name; write one")]
    NoName,
    /// The level is none.
    #[error("there is no level {0:?}; use province, prefecture or county")]
    NoLevel(String),
    /// The year is none.
    #[error("{0:?} is no year; write a year or nothing")]
    NoYear(String),
}

/// Why nothing of a gazetteer could be read.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The text contains U+0000.
    #[error(
        "line {line} contains a NUL character, as binary files do; if it is a table, save it \
         as CSV in UTF-8"
    )]
    Nul {
        /// The line of the first one, from 1.
        line: usize,
    },
    /// The first row does not name the columns.
    #[error(
        "line {line}: there is no column {column:?}; the first row must name the columns \
         code and name, and may name aliases, level, parent, former and until"
    )]
    NoColumn {
        /// The line of the first row, from 1.
        line: usize,
        /// The column that is missing.
        column: &'static str,
    },
}

/// Reads a gazetteer; any encoding that can be found.
///
/// # Errors
/// If the bytes are no text, or a column that must be there is not. Rows with faults are
/// [problems](GazetteerFile::problems).
pub fn read_gazetteer(bytes: &[u8]) -> Result<GazetteerFile, GazetteerError> {
    let options = DecodeOptions {
        encoding: None,
        malformed: Malformed::Replace,
    };
    let decoded = decode(bytes, &options).map_err(|error| match error {
        // The encoding of a gazetteer cannot be named, so that is no remedy.
        DecodeError::Nul { line, .. } => GazetteerError::Nul { line },
        other => other.into(),
    })?;
    read_gazetteer_text(decoded.text)
}

/// Reads a gazetteer that is text already.
///
/// # Errors
/// As [`read_gazetteer`], but for those of decoding.
pub fn read_gazetteer_text(text: String) -> Result<GazetteerFile, GazetteerError> {
    let mut file = read_rows(&text)?;
    file.text = text;
    Ok(file)
}

fn read_rows(text: &str) -> Result<GazetteerFile, GazetteerError> {
    let mut table = Table::new(text, b',');
    let columns = Columns::of(table.next())?;
    let mut file = GazetteerFile::default();
    let mut lines: HashMap<String, usize> = HashMap::new();
    while let Some(row) = table.next() {
        if row.unclosed || row.spans_lines {
            table.back_to_second_line(&row);
        }
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match columns.place(&row) {
            Ok(place) => match lines.get(&place.code) {
                Some(first) => {
                    let (code, first) = (place.code, *first);
                    let what = CellFault::CodeTwice { code, first };
                    file.problems.push(fault(&row, columns.code, what));
                }
                None => {
                    lines.insert(place.code.clone(), row.line);
                    file.places.push(place);
                }
            },
            Err(fault) => file.problems.push(fault),
        }
    }
    Ok(file)
}

/// Where each column is.
#[derive(Debug)]
struct Columns {
    code: usize,
    name: usize,
    aliases: Option<usize>,
    level: Option<usize>,
    parent: Option<usize>,
    former: Option<usize>,
    until: Option<usize>,
}

impl Columns {
    fn of(first: Option<Row>) -> Result<Self, GazetteerError> {
        let line = first.as_ref().map_or(1, |row| row.line);
        let cells = first.map(|row| row.cells).unwrap_or_default();
        let at = |column: &str| {
            let mut cells = cells.iter();
            cells.position(|cell| cell.trim().eq_ignore_ascii_case(column))
        };
        let needed = |column| at(column).ok_or(GazetteerError::NoColumn { line, column });
        Ok(Self {
            code: needed("code")?,
            name: needed("name")?,
            aliases: at("aliases"),
            level: at("level"),
            parent: at("parent"),
            former: at("former"),
            until: at("until"),
        })
    }

    /// The place of a row.
    fn place(&self, row: &Row) -> Result<Place, RowFault> {
        if row.unclosed || row.spans_lines {
            return Err(fault(row, 0, CellFault::OpenQuote));
        }
        let long = |cell: &String| cell.chars().nth(MOST_CHARS).is_some();
        if let Some(at) = row.cells.iter().position(long) {
            return Err(fault(row, at, CellFault::TooLong));
        }
        let cell = |at: Option<usize>| {
            at.and_then(|at| row.cells.get(at))
                .map_or("", |it| it.trim())
        };
        let needed = |at: usize, what: CellFault| match cell(Some(at)) {
            "" => Err(fault(row, at, what)),
            text => Ok(text.to_owned()),
        };
        let filled = |at| Some(cell(at)).filter(|it| !it.is_empty());
        Ok(Place {
            code: needed(self.code, CellFault::NoCode)?,
            name: needed(self.name, CellFault::NoName)?,
            level: match filled(self.level) {
                Some(text) => text.parse().map_err(|_| {
                    let at = self.level.unwrap_or_default();
                    fault(row, at, CellFault::NoLevel(text.to_owned()))
                })?,
                None => Level::default(),
            },
            parent: filled(self.parent).map(str::to_owned),
            aliases: list(cell(self.aliases)).map(str::to_owned).collect(),
            former: list(cell(self.former)).map(former).collect(),
            until: match filled(self.until) {
                Some(text) => Some(text.parse().map_err(|_| {
                    let at = self.until.unwrap_or_default();
                    fault(row, at, CellFault::NoYear(text.to_owned()))
                })?),
                None => None,
            },
        })
    }
}

/// The parts of a cell that are parted by semicolons.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split([';', '；']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// A former name, with years if it has them.
fn former(text: &str) -> FormerName {
    let dated = text.rsplit_once('@').and_then(|(name, years)| {
        let (first, last) = years.split_once('-')?;
        Some((
            name,
            (first.trim().parse().ok()?, last.trim().parse().ok()?),
        ))
    });
    let (name, years) = match dated {
        Some((name, years)) => (name, Some(years)),
        None => (text, None),
    };
    FormerName {
        name: name.trim().to_owned(),
        years,
    }
}

/// What is wrong with a row in the cell `at`, from 0.
fn fault(row: &Row, at: usize, what: CellFault) -> RowFault {
    RowFault {
        line: row.line,
        column: at + 1,
        what,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> GazetteerFile {
        read_gazetteer(text.as_bytes()).unwrap()
    }

    #[test]
    fn columns_stand_in_any_order_and_most_may_be_missing() {
        let file = read(
            "\u{feff}Name,code,note,former,aliases,level,parent,until\r\n\
             青禾县,q1,好,青禾乡@1990-2001;旧名,青禾; 青,county,q0,\r\n\
             \"大青,市\",q0,,,,prefecture,,1999\n",
        );
        assert!(file.problems.is_empty());
        let [first, second] = file.places.as_slice() else {
            panic!("{file:?}")
        };
        assert_eq!((first.name.as_str(), first.code.as_str()), ("青禾县", "q1"));
        assert_eq!(first.aliases, ["青禾", "青"]);
        assert_eq!(
            first.former.first().and_then(|it| it.years),
            Some((1990, 2001))
        );
        assert_eq!(first.former.get(1).map(|it| it.name.as_str()), Some("旧名"));
        assert_eq!(first.parent.as_deref(), Some("q0"));
        assert_eq!(
            (second.name.as_str(), second.until),
            ("大青,市", Some(1999))
        );
        assert_eq!(second.level, Level::Prefecture);
        let least = read("code,name\n1,甲县");
        assert_eq!(least.places.first().map(|it| it.level), Some(Level::County));
    }

    #[test]
    fn rows_with_faults_are_listed_with_their_line_and_cost_no_other() {
        let file = read(
            "code,name,level,until\n1,甲县,county,\n,乙县,county,\n3,,county,\n4,丁县,galaxy,\n\
             1,戊县,county,\n6,己县,county,never\n\n\"8,庚县,county,\n9,辛县,county,\n10\n",
        );
        let codes: Vec<_> = file.places.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["1", "9"]);
        let problems: Vec<_> = file.problems.iter().map(ToString::to_string).collect();
        let lines = [
            "line 3, ",
            "line 4, ",
            "line 5, ",
            "line 6, ",
            "line 7, ",
            "line 9, ",
            "line 11, ",
        ];
        assert_eq!(problems.len(), lines.len(), "{problems:?}");
        for (problem, line) in problems.iter().zip(lines) {
            assert!(problem.starts_with(line), "{problem}");
        }
    }

    #[test]
    fn a_table_without_its_columns_is_refused() {
        for text in ["", "\n\n", "code\n1", "甲,乙\n1,2", "name,kode\n1,2"] {
            let error = read_gazetteer(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains("there is no column"), "{text:?}: {error}");
        }
    }

    #[test]
    fn other_encodings_are_read() {
        let text = "code,name,aliases\n621226,礼县,西县\n621228,两当县,两当\n621200,陇南市,陇南\n";
        let (bytes, _, _) = encoding_rs::GB18030.encode(text);
        let file = read_gazetteer(&bytes).unwrap();
        assert_eq!(file.places.first().map(|it| it.name.as_str()), Some("礼县"));
    }

    proptest! {
        #[test]
        fn nothing_panics_and_no_row_is_lost_in_silence(
            rows in prop::collection::vec("[a-c县,;@0-9 \"-]{0,12}", 0..8),
        ) {
            let text = format!("code,name,aliases,level,parent,former,until\n{}", rows.join("\n"));
            let file = read(&text);
            let blank = |row: &&String| row.chars().all(|c| c == ',' || c == ' ' || c == '"');
            let full = rows.iter().filter(|row| !blank(row)).count();
            prop_assert!(file.places.len() + file.problems.len() >= full);
        }

        #[test]
        fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(read_gazetteer(&bytes));
        }
    }
}
