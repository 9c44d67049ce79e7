//! Reading the rows of damaged tables: past every place that cannot be read.
//!
//! Reading the same row twice does no harm, because the new table takes it once; so
//! every way to reach rows is simply tried.

use std::cmp::Ordering;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, params_from_iter};

use super::TableReport;
use super::values::{SPARE, nothing};
use crate::store::error::StoreError;
use crate::store::search::INDEXED_THROUGH;

/// How the rows of a table are reached when some cannot be read.
#[derive(Debug, Clone, Copy)]
enum Walk {
    /// By this whole number, the primary key. The queries tell how far it goes.
    Numbers(&'static str, &'static [&'static str]),
    /// Page by page, from both ends in the order of this column.
    Pages(&'static str),
    /// From both ends, in the order of these columns.
    Ends(&'static str, &'static str),
}

const LAST_LAYER: &[&str] = &[
    "SELECT max(seq) FROM layer",
    "SELECT max(layer) FROM progress",
];
const LAST_DOCUMENT: &[&str] = &[
    "SELECT max(seq) FROM document",
    "SELECT max(seq) FROM document INDEXED BY document_by_sha256",
    "SELECT max(document) FROM document_text",
    "SELECT max(document) FROM progress",
];
const LAST_DECISION: &[&str] = &[
    "SELECT max(seq) FROM decision",
    "SELECT max(seq) FROM decision INDEXED BY decision_by_document",
];
const LAST_ENTRY: &[&str] = &[
    "SELECT max(seq) FROM journal",
    "SELECT seq FROM sqlite_sequence WHERE name = 'journal'",
];

/// All tables, what others refer to first. The index of texts is made anew.
const TABLES: [(&str, Walk); 16] = [
    ("layer", Walk::Numbers("seq", LAST_LAYER)),
    ("document", Walk::Numbers("seq", LAST_DOCUMENT)),
    ("document_text", Walk::Numbers("document", LAST_DOCUMENT)),
    (
        "progress",
        Walk::Ends("layer, document", "layer DESC, document DESC"),
    ),
    ("authority", Walk::Ends("id", "id DESC")),
    (
        "authority_alias",
        Walk::Ends("authority, position", "authority DESC, position DESC"),
    ),
    ("article", Walk::Pages("id")),
    ("segment", Walk::Pages("id")),
    ("line_break", Walk::Pages("line")),
    ("correction", Walk::Pages("id")),
    ("entity", Walk::Pages("id")),
    ("relation", Walk::Pages("id")),
    (
        "rejection",
        Walk::Ends(
            "document, layer, source, fingerprint",
            "document DESC, layer DESC, source DESC, fingerprint DESC",
        ),
    ),
    ("decision", Walk::Numbers("seq", LAST_DECISION)),
    ("journal", Walk::Numbers("seq", LAST_ENTRY)),
    ("setting", Walk::Ends("key", "key DESC")),
];

/// Copies all tables and says what became of each.
pub(super) fn tables(from: &Connection, to: &Connection) -> Result<Vec<TableReport>, StoreError> {
    let mut reports = Vec::new();
    for (table, walk) in TABLES {
        let mut rows = Rows::new(from, to, table)?;
        rows.take_all(walk)?;
        rows.report.lost = rows.report.lost.max(known_losses(to, &rows.report)?);
        reports.push(rows.report);
    }
    Ok(reports)
}

/// What the progress of the pages says about how many rows there were.
fn known_losses(to: &Connection, report: &TableReport) -> Result<u64, StoreError> {
    let column = match report.table {
        "article" => "articles",
        "segment" => "segments",
        "entity" => "entities",
        _ => return Ok(0),
    };
    let sql = format!("SELECT coalesce(sum({column}), 0) FROM progress");
    let there_were: i64 = to.query_row(&sql, [], |row| row.get(0))?;
    Ok(if report.lost == 0 {
        0
    } else {
        there_were.unsigned_abs().saturating_sub(report.kept)
    })
}

/// Which way a reading goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// How far a reading came.
enum Reach {
    /// To the end of what was asked for.
    End,
    /// To this number and no further; `None` if there was no row before the damage.
    Broken(Option<i64>),
}

/// One table on its way.
struct Rows<'c> {
    from: &'c Connection,
    to: &'c Connection,
    columns: String,
    insert: String,
    /// How many columns, from the first on, are the primary key.
    keys: usize,
    /// Columns that may stay empty, by their number, with what they hold then.
    spare: Vec<(usize, Value)>,
    report: TableReport,
}

impl<'c> Rows<'c> {
    fn new(
        from: &'c Connection,
        to: &'c Connection,
        table: &'static str,
    ) -> Result<Self, StoreError> {
        let mut names = columns(to, table)?;
        // A file of an earlier version does not have them all; where nothing can be
        // told of the table, nothing of it can be read either.
        if let Ok(there) = columns(from, table)
            && !there.is_empty()
        {
            names.retain(|name| there.contains(name));
        }
        let keys = to.query_row("SELECT max(pk) FROM pragma_table_info(?)", [table], |row| {
            row.get::<_, i64>(0)
        })?;
        let spare = SPARE.iter().filter(|(of, ..)| *of == table);
        let spare = spare.filter_map(|&(_, column, empty)| {
            let at = names.iter().position(|name| name == column)?;
            Some((at, nothing(empty)))
        });
        let columns = names.join(", ");
        let marks = vec!["?"; names.len()].join(", ");
        Ok(Self {
            from,
            to,
            insert: format!("INSERT INTO {table} ({columns}) VALUES ({marks})"),
            columns,
            keys: usize::try_from(keys).unwrap_or(1),
            spare: spare.collect(),
            report: TableReport {
                table,
                kept: 0,
                lost: 0,
                refused: 0,
                emptied: 0,
            },
        })
    }

    fn take_all(&mut self, walk: Walk) -> Result<(), StoreError> {
        let order = match walk {
            Walk::Numbers(column, _) => column,
            Walk::Pages(column) => match column {
                "line" => "document, layer, line",
                _ => "document, layer, id",
            },
            Walk::Ends(order, _) => order,
        };
        if let Reach::End = self.take(Way::Up, &format!("ORDER BY {order}"), &[])? {
            return Ok(());
        }
        match walk {
            Walk::Numbers(column, last) => self.take_numbers(column, last),
            Walk::Pages(column) => {
                self.report.lost = 1;
                self.take_pages(column)
            }
            Walk::Ends(_, backwards) => {
                self.report.lost = 1;
                self.take(Way::Down, &format!("ORDER BY {backwards}"), &[])
                    .map(|_| ())
            }
        }
    }

    /// Takes all rows by number; stretches that cannot be read are halved.
    fn take_numbers(&mut self, column: &str, last: &[&str]) -> Result<(), StoreError> {
        let ends = last.iter().filter_map(|sql| {
            let end = self
                .from
                .query_row(sql, [], |row| row.get::<_, Option<i64>>(0));
            end.ok().flatten()
        });
        let Some(end) = ends.max() else {
            self.report.lost = self.report.lost.max(1);
            return Ok(());
        };
        let up = format!("WHERE {column} BETWEEN ? AND ? ORDER BY {column}");
        let down = format!("{up} DESC");
        let mut open = vec![(1, end)];
        while let Some((low, high)) = open.pop() {
            let low = match self.take(Way::Up, &up, &[low, high])? {
                Reach::End => continue,
                Reach::Broken(last) => last.map_or(low, |last| last.saturating_add(1)),
            };
            let high = match self.take(Way::Down, &down, &[low, high])? {
                Reach::End => continue,
                Reach::Broken(last) => last.map_or(high, |last| last.saturating_sub(1)),
            };
            if low >= high {
                self.report.lost += 1;
                continue;
            }
            let middle = low + (high - low) / 2;
            open.push((low, middle));
            open.push((middle + 1, high));
        }
        Ok(())
    }

    /// Takes the rows of every page that there may be, from both ends.
    fn take_pages(&mut self, column: &str) -> Result<(), StoreError> {
        let last = |sql: &str| {
            self.to
                .query_row(sql, [], |row| row.get::<_, Option<i64>>(0))
        };
        let documents = last(
            "SELECT max(coalesce((SELECT max(seq) FROM document), 0), \
             coalesce((SELECT max(document) FROM document_text), 0))",
        )?;
        let layers = last(
            "SELECT max(coalesce((SELECT max(seq) FROM layer), 0), \
             coalesce((SELECT max(layer) FROM progress), 0))",
        )?;
        for document in 1..=documents.unwrap_or(0) {
            for layer in 1..=layers.unwrap_or(0) {
                let up = format!("WHERE document = ? AND layer = ? ORDER BY {column}");
                if let Reach::Broken(_) = self.take(Way::Up, &up, &[document, layer])? {
                    self.take(Way::Down, &format!("{up} DESC"), &[document, layer])?;
                }
            }
        }
        Ok(())
    }

    /// Takes the rows of one query until the end or the first that cannot be read.
    /// The number in the first column of the last row is returned.
    fn take(&mut self, way: Way, condition: &str, params: &[i64]) -> Result<Reach, StoreError> {
        let sql = format!(
            "SELECT {} FROM {} {condition}",
            self.columns, self.report.table
        );
        let Ok(mut statement) = self.from.prepare_cached(&sql) else {
            return Ok(Reach::Broken(None));
        };
        let width = statement.column_count();
        let mut last: Option<Vec<Value>> = None;
        let Ok(mut rows) = statement.query(params_from_iter(params)) else {
            return Ok(Reach::Broken(None));
        };
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(Reach::End),
                Err(_) => return Ok(broken_after(last.as_deref())),
            };
            let mut emptied = 0;
            let values: Result<Vec<Value>, _> = (0..width)
                .map(|at| {
                    row.get(at).or_else(|error| {
                        let empty = self.spare.iter().find(|(spare, _)| *spare == at);
                        emptied += 1;
                        empty.map(|(_, empty)| empty.clone()).ok_or(error)
                    })
                })
                .collect();
            // A text that is not UTF-8 was one before the damage.
            let Ok(values) = values else {
                self.report.refused += 1;
                continue;
            };
            // Pages that lead back to themselves would be read for ever.
            if let Some(last) = &last
                && !advances(way, last.iter().zip(&values).take(self.keys))
            {
                return Ok(broken_after(Some(last)));
            }
            self.put(&values, emptied)?;
            last = Some(values);
        }
    }

    /// Puts a row in its new place, if need be without the columns that may stay empty.
    /// `emptied` of them already are.
    fn put(&mut self, values: &[Value], emptied: u64) -> Result<(), StoreError> {
        if values.first() == Some(&Value::Text(INDEXED_THROUGH.to_owned())) {
            return Ok(());
        }
        let Err(error) = self.insert(values)? else {
            self.report.kept += 1;
            self.report.emptied += emptied;
            return Ok(());
        };
        if is_repetition(&error) {
            return Ok(());
        }
        // The one that breaks a rule is enough; only if none alone is it, all go.
        let each = self.spare.iter().map(std::slice::from_ref);
        let all = Some(self.spare.as_slice()).filter(|all| all.len() > 1);
        for columns in each.chain(all) {
            let mut fewer = values.to_vec();
            for (at, empty) in columns {
                if let Some(value) = fewer.get_mut(*at) {
                    value.clone_from(empty);
                }
            }
            match self.insert(&fewer)? {
                Ok(()) => {
                    self.report.kept += 1;
                    self.report.emptied += emptied + columns.len() as u64;
                    return Ok(());
                }
                Err(error) if is_repetition(&error) => return Ok(()),
                Err(_) => {}
            }
        }
        self.report.refused += 1;
        Ok(())
    }

    /// Inserts a row; what the rules of the table say against it is the inner error.
    fn insert(&self, values: &[Value]) -> Result<Result<(), rusqlite::Error>, StoreError> {
        let outcome = self
            .to
            .prepare_cached(&self.insert)?
            .execute(params_from_iter(values));
        match outcome {
            Ok(_) => Ok(Ok(())),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Ok(Err(error))
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<String>, rusqlite::Error> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?)")?;
    statement.query_map([table], |row| row.get(0))?.collect()
}

fn broken_after(row: Option<&[Value]>) -> Reach {
    Reach::Broken(match row.and_then(<[Value]>::first) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    })
}

/// Whether the key of a row comes after that of the row before, in the way that the
/// table is read.
fn advances<'v>(way: Way, keys: impl Iterator<Item = (&'v Value, &'v Value)>) -> bool {
    let order = keys
        .map(|pair| match pair {
            (Value::Integer(last), Value::Integer(next)) => last.cmp(next),
            (Value::Text(last), Value::Text(next)) => last.cmp(next),
            (Value::Blob(last), Value::Blob(next)) => last.cmp(next),
            _ => Ordering::Equal,
        })
        .find(|order| order.is_ne());
    order
        == Some(match way {
            Way::Up => Ordering::Less,
            Way::Down => Ordering::Greater,
        })
}

/// Whether the row was taken before: the primary key is there, or the journal, which
/// guards its own, says so.
fn is_repetition(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi;
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(
        code,
        Some(
            ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                | ffi::SQLITE_CONSTRAINT_ROWID
                | ffi::SQLITE_CONSTRAINT_TRIGGER
        )
    )
}
