//! Small helpers between rows and values: ids, spans, names, and changing exactly
//! the row that a change expects, in whatever words it says it.

use std::collections::BTreeMap;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Row, params_from_iter};
use uuid::Uuid;

use super::error::StoreError;
use super::{documents, journal_form};
use crate::edit::op::Change;
use crate::model::entity::Attributes;
use crate::text::span::Span;

/// The three statements that carry out a change of one table.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowSql {
    /// What the rows are, for messages.
    pub(super) what: &'static str,
    /// Takes key, values.
    pub(super) insert: &'static str,
    /// Takes key, old values; deletes nothing if they differ.
    pub(super) delete: &'static str,
    /// Takes new values, key, old values; changes nothing if they differ.
    pub(super) update: &'static str,
    /// Takes the key; gives the values.
    pub(super) select: &'static str,
}

/// Writes the statements of a [`RowSql`] from the names of table, key and value
/// columns.
macro_rules! row_sql {
    (@mark $column:literal) => { ", ?" };
    ($table:literal, [$key:literal $(, $more:literal)*], [$first:literal $(, $column:literal)*]) => {
        $crate::store::rows::RowSql {
            what: $table,
            insert: concat!(
                "INSERT INTO ", $table, " (", $key, $(", ", $more,)* ", ", $first, $(", ", $column,)*
                ") VALUES (?", $(row_sql!(@mark $more),)* ", ?", $(row_sql!(@mark $column),)* ")"
            ),
            delete: concat!(
                "DELETE FROM ", $table, " WHERE ", $key, " = ?", $(" AND ", $more, " = ?",)*
                " AND ", $first, " IS ?", $(" AND ", $column, " IS ?",)*
            ),
            update: concat!(
                "UPDATE ", $table, " SET ", $first, " = ?", $(", ", $column, " = ?",)*
                " WHERE ", $key, " = ?", $(" AND ", $more, " = ?",)*
                " AND ", $first, " IS ?", $(" AND ", $column, " IS ?",)*
            ),
            select: concat!(
                "SELECT ", $first, $(", ", $column,)* " FROM ", $table,
                " WHERE ", $key, " = ?", $(" AND ", $more, " = ?",)*
            ),
        }
    };
}
pub(super) use row_sql;

/// One value on its way into a row.
pub(super) type Cell<'v> = ToSqlOutput<'v>;

/// Carries out `change` on the row with this key. `values` gives the columns that
/// are not the key.
///
/// # Errors
/// [`StoreError::Conflict`] if the row that should change or go is not there as it
/// should be, or one that should come already is.
pub(super) fn change_row<'v, T, const K: usize, const N: usize>(
    connection: &Connection,
    sql: &RowSql,
    key: [Cell<'v>; K],
    change: &'v Change<T>,
    values: impl Fn(&'v T) -> [Cell<'v>; N],
) -> Result<(), StoreError> {
    let run = |key: [Cell<'v>; K], old: Option<[Cell<'v>; N]>| {
        let key = key.into_iter();
        let old = old.into_iter().flatten();
        let new = change.after().map(&values).into_iter().flatten();
        match change {
            Change::Insert(_) => execute(connection, sql.insert, key.chain(new)),
            Change::Remove(_) => execute(connection, sql.delete, key.chain(old)),
            Change::Replace { .. } => execute(connection, sql.update, new.chain(key).chain(old)),
        }
    };
    let mut changed = run(key.clone(), change.before().map(&values))?;
    if changed == 0
        && let Some(before) = change.before()
        && let Some(stored) = same_in_other_words(connection, sql, key.clone(), &values(before))?
    {
        changed = run(key, Some(stored))?;
    }
    if changed == 1 {
        Ok(())
    } else {
        Err(stale(sql.what))
    }
}

fn execute<'v>(
    connection: &Connection,
    sql: &str,
    cells: impl Iterator<Item = Cell<'v>>,
) -> Result<usize, rusqlite::Error> {
    connection
        .prepare_cached(sql)?
        .execute(params_from_iter(cells))
}

const NOTHING: Cell<'static> = Cell::Borrowed(ValueRef::Null);

/// The values of the row as they are stored, if they say what is expected: another
/// program may write the same JSON with blanks, or the same time with more digits.
fn same_in_other_words<const K: usize, const N: usize>(
    connection: &Connection,
    sql: &RowSql,
    key: [Cell<'_>; K],
    expected: &[Cell<'_>; N],
) -> Result<Option<[Cell<'static>; N]>, StoreError> {
    let mut statement = connection.prepare_cached(sql.select)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query(params_from_iter(key))?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let mut stored = [const { NOTHING }; N];
    for (at, ((cell, expected), name)) in stored.iter_mut().zip(expected).zip(&names).enumerate() {
        let value = row.get_ref(at)?;
        let expected = plain(expected);
        if value != expected {
            let meant = Meaning::of(name, expected);
            if meant.is_none() || Meaning::of(name, value) != meant {
                return Ok(None);
            }
        }
        *cell = Cell::Owned(row.get(at)?);
    }
    Ok(Some(stored))
}

fn plain<'c>(cell: &'c Cell<'_>) -> ValueRef<'c> {
    match cell {
        Cell::Borrowed(value) => *value,
        Cell::Owned(value) => value.into(),
        // Nothing else is made here; it would be met by no row.
        _ => ValueRef::Null,
    }
}

/// What a text says that may be written in several ways.
#[derive(Debug, PartialEq)]
enum Meaning {
    Attributes(Attributes),
    Parts(Vec<Span>),
    Extra(BTreeMap<String, String>),
    Time(jiff::Timestamp),
}

impl Meaning {
    /// What a value of a column says; `None` if the column has no other words for it, or
    /// it says nothing that can be read. A time always says something, see [`NO_TIME`].
    fn of(column: &str, value: ValueRef<'_>) -> Option<Self> {
        let text = match value.as_str_or_null() {
            Err(_) if column == "at" => None,
            text => text.ok()?,
        };
        match column {
            "attributes" => {
                let read = |json| journal_form::attributes_from_json(json, "a row").ok();
                text.map_or_else(|| Some(Attributes::new()), read)
                    .map(Self::Attributes)
            }
            "parts" => {
                let read = |json| journal_form::parts_from_json(json).ok();
                text.map_or_else(|| Some(Vec::new()), read).map(Self::Parts)
            }
            "extra" => documents::extra_from_json(text?).ok().map(Self::Extra),
            "at" => Some(Self::Time(time_of(text))),
            _ => None,
        }
    }
}

/// The conflict of a row that is not as a change expects it.
pub(super) fn stale(what: &str) -> StoreError {
    let what = what.replace('_', " ");
    StoreError::conflict(format!(
        "the {what} is not what it was when this change was made"
    ))
}

/// A text for a row, not copied.
pub(super) fn text(value: &str) -> Cell<'_> {
    Cell::Borrowed(ValueRef::Text(value.as_bytes()))
}

/// A text or nothing, not copied.
pub(super) fn text_or_null(value: Option<&str>) -> Cell<'_> {
    value.map_or(Cell::Borrowed(ValueRef::Null), text)
}

/// A text that was made for the row.
pub(super) fn owned_text(value: String) -> Cell<'static> {
    Cell::Owned(Value::Text(value))
}

/// A whole number for a row.
pub(super) fn number(value: impl Into<i64>) -> Cell<'static> {
    Cell::Owned(Value::Integer(value.into()))
}

/// A whole number or nothing.
pub(super) fn number_or_null(value: Option<i64>) -> Cell<'static> {
    value.map_or(Cell::Borrowed(ValueRef::Null), number)
}

/// Bytes for a row, not copied.
pub(super) fn bytes(value: &[u8]) -> Cell<'_> {
    Cell::Borrowed(ValueRef::Blob(value))
}

/// An id for a row, not copied.
pub(super) fn id(value: &Uuid) -> Cell<'_> {
    bytes(value.as_bytes())
}

/// An id or nothing.
pub(super) fn id_or_null(value: Option<&Uuid>) -> Cell<'_> {
    value.map_or(Cell::Borrowed(ValueRef::Null), id)
}

/// Attributes as a JSON object, or nothing if there are none.
pub(super) fn attributes_or_null(attributes: &Attributes) -> Cell<'static> {
    if attributes.is_empty() {
        return Cell::Borrowed(ValueRef::Null);
    }
    owned_text(journal_form::attributes_to_json(attributes))
}

/// Reads the attributes of `whose` in column `at`, if there are any.
pub(super) fn read_attributes_or_null(
    row: &Row<'_>,
    at: usize,
    whose: &str,
) -> Result<Attributes, StoreError> {
    read_str_or_null(row, at)?.map_or_else(
        || Ok(Attributes::new()),
        |json| journal_form::attributes_from_json(json, whose),
    )
}

/// Reads the id in column `at`.
pub(super) fn read_id(row: &Row<'_>, at: usize) -> Result<Uuid, StoreError> {
    Ok(Uuid::from_bytes(row.get::<_, [u8; 16]>(at)?))
}

/// Reads the id in column `at` if there is one.
pub(super) fn read_id_or_null(row: &Row<'_>, at: usize) -> Result<Option<Uuid>, StoreError> {
    Ok(row.get::<_, Option<[u8; 16]>>(at)?.map(Uuid::from_bytes))
}

/// Reads the span in columns `at` and `at + 1`.
pub(super) fn read_span(row: &Row<'_>, at: usize) -> Result<Span, StoreError> {
    let (start, end) = (row.get(at)?, row.get(at + 1)?);
    Span::new(start, end)
        .ok_or_else(|| StoreError::damaged(format!("a span runs from {start} back to {end}")))
}

/// Reads the text in column `at` without copying it.
pub(super) fn read_str<'r>(row: &'r Row<'_>, at: usize) -> Result<&'r str, StoreError> {
    let value = row.get_ref(at)?;
    value
        .as_str()
        .map_err(|error| StoreError::damaged(error.to_string()))
}

/// Reads the text in column `at`, if there is one, without copying it.
pub(super) fn read_str_or_null<'r>(
    row: &'r Row<'_>,
    at: usize,
) -> Result<Option<&'r str>, StoreError> {
    let value = row.get_ref(at)?;
    value
        .as_str_or_null()
        .map_err(|error| StoreError::damaged(error.to_string()))
}

/// Reads a name of a closed list in column `at`.
pub(super) fn read_name<T: std::str::FromStr>(row: &Row<'_>, at: usize) -> Result<T, StoreError> {
    let name = read_str(row, at)?;
    name.parse()
        .map_err(|_| StoreError::damaged(format!("{name:?} is not a name that is known here")))
}

/// What a time counts as that cannot be read: the beginning of 1970. What it is the time
/// of matters more, and must not be lost with it.
pub(super) const NO_TIME: &str = "1970-01-01T00:00:00Z";

/// Reads the time in column `at`; see [`NO_TIME`].
pub(super) fn read_time(row: &Row<'_>, at: usize) -> jiff::Timestamp {
    time_of(read_str(row, at).ok())
}

fn time_of(text: Option<&str>) -> jiff::Timestamp {
    let read = text.and_then(|text| text.parse().ok());
    read.unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}
