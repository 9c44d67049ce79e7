//! Values of rows that are more than a text: what cannot be read as what it should be
//! is emptied, because one such value would keep the whole project from opening; what
//! can is written as this program writes it.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params_from_iter};

use super::SalvageReport;
use crate::model::entity::Entity;
use crate::store::error::StoreError;
use crate::store::rows::{NO_TIME, read_attributes_or_null, read_name, read_span, read_str};
use crate::store::{documents, journal_form};

/// The columns without which a row still says what matters, by their table, each with
/// what it holds when it says nothing.
pub(super) const SPARE: [(&str, &str, Option<&str>); 7] = [
    ("document", "extra", Some("{}")),
    ("article", "attributes", None),
    ("authority", "attributes", None),
    ("entity", "attributes", Some("{}")),
    ("entity", "parts", None),
    ("rejection", "at", Some(NO_TIME)),
    ("decision", "at", Some(NO_TIME)),
];

/// What such a column holds when it says nothing.
pub(super) fn nothing(empty: Option<&str>) -> Value {
    empty.map_or(Value::Null, |text| Value::Text(text.to_owned()))
}

/// Mends the values of all [`SPARE`] columns, counts those that are emptied and says
/// in a note of each table how many there were, those of reading included.
pub(super) fn mend(connection: &Connection, report: &mut SalvageReport) -> Result<(), StoreError> {
    for (table, column, empty) in SPARE {
        let emptied = mend_column(connection, table, column, empty)?;
        if let Some(report) = report.tables.iter_mut().find(|t| t.table == table) {
            report.emptied += emptied;
        }
    }
    let emptied = report.tables.iter().filter(|table| table.emptied > 0);
    let notes: Vec<String> = emptied.map(|t| note(t.table, t.emptied)).collect();
    report.notes.extend(notes);
    Ok(())
}

fn note(table: &str, emptied: u64) -> String {
    match table {
        "entity" => format!(
            "The attributes or parts of {emptied} entities could not be read; these have no \
             attributes now, or are in one piece."
        ),
        "document" => format!(
            "The further descriptions of {emptied} documents could not be read; they have \
             none now."
        ),
        "authority" => format!(
            "The attributes of {emptied} authority records could not be read; they have none now."
        ),
        "rejection" | "decision" => {
            format!("The times of {emptied} {table}s could not be read; they are {NO_TIME} now.")
        }
        _ => format!("The attributes of {emptied} articles could not be read; they have none now."),
    }
}

/// Mends one column; says how many values are emptied.
fn mend_column(
    connection: &Connection,
    table: &str,
    column: &str,
    empty: Option<&str>,
) -> Result<u64, StoreError> {
    let keys = match table {
        "document" | "decision" => "seq",
        "authority" => "id",
        "rejection" => "document, layer, source, fingerprint",
        _ => "document, layer, id",
    };
    // The span of an entity says whether its parts make it up.
    let besides = if column == "parts" {
        "start, end, "
    } else {
        ""
    };
    let mut rows = connection.prepare(&format!(
        "SELECT {column}, {besides}{keys} FROM {table} WHERE {column} IS NOT ?"
    ))?;
    let first_key = rows.column_count() - keys.split(", ").count();
    let mut found = rows.query([empty])?;
    let (mut emptied, mut changes) = (0, Vec::new());
    while let Some(row) = found.next()? {
        let written = written_anew(row, column).unwrap_or_else(|_| {
            emptied += 1;
            None
        });
        let value = nothing(written.as_deref().or(empty));
        if row.get_ref(0)? != ValueRef::from(&value) {
            let key = (first_key..row.as_ref().column_count()).map(|at| row.get(at));
            let key: Vec<Value> = key.collect::<Result<_, _>>()?;
            changes.push((value, key));
        }
    }
    let marks: Vec<&str> = keys.split(", ").map(|_| "?").collect();
    let mut update = connection.prepare(&format!(
        "UPDATE {table} SET {column} = ? WHERE ({keys}) = ({})",
        marks.join(", ")
    ))?;
    for (value, key) in changes {
        update.execute(params_from_iter(std::iter::once(value).chain(key)))?;
    }
    Ok(emptied)
}

/// The first value of a row as this program writes it; `None` if it says nothing.
fn written_anew(row: &Row<'_>, column: &str) -> Result<Option<String>, StoreError> {
    match column {
        "attributes" => {
            let attributes = read_attributes_or_null(row, 0, "a row")?;
            let some = Some(attributes).filter(|it| !it.is_empty());
            Ok(some.map(|it| journal_form::attributes_to_json(&it)))
        }
        "parts" => {
            let parts = journal_form::parts_from_json(read_str(row, 0)?)?;
            if !Entity::are_sound(&parts, read_span(row, 1)?) {
                return Err(StoreError::damaged("the parts do not make the entity up"));
            }
            let some = Some(parts).filter(|it| !it.is_empty());
            Ok(some.map(|it| journal_form::parts_to_json(&it)))
        }
        "at" => {
            let time: jiff::Timestamp = read_name(row, 0)?;
            Ok(Some(time.to_string()))
        }
        _ => {
            let extra = documents::extra_from_json(read_str(row, 0)?)?;
            Ok(Some(documents::extra_to_json(&extra)))
        }
    }
}
