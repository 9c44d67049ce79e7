//! Authority records and their aliases.

use rusqlite::{Connection, params};

use super::Store;
use super::error::StoreError;
use super::rows::{
    Cell, RowSql, attributes_or_null, change_row, id, read_attributes_or_null, read_id, row_sql,
    stale, text, text_or_null,
};
use crate::edit::op::Change;
use crate::model::authority::Authority;
use crate::model::id::{AuthorityId, Label};
use crate::model::layer::SUGGESTIONS_LAYER;

const AUTHORITY: RowSql = row_sql!(
    "authority",
    ["id"],
    ["label", "canonical", "code", "note", "attributes"]
);

/// Carries out a change of an authority record and its aliases.
pub(super) fn apply(connection: &Connection, change: &Change<Authority>) -> Result<(), StoreError> {
    let record = change.subject().id;
    let before = change.before().map_or(&[][..], |a| a.aliases.as_slice());
    if aliases(connection, record)? != before {
        return Err(stale("authority"));
    }
    if let Change::Remove(gone) = change {
        leave_unused(connection, gone)?;
    }
    change_row(connection, &AUTHORITY, [id(&record.0)], change, cells)?;
    let after = change.after().map_or(&[][..], |a| a.aliases.as_slice());
    if after != before {
        put_aliases(connection, record, after)?;
    }
    Ok(())
}

/// Refuses to let a record go that somebody's mentions are linked to. What engines
/// propose is made anew and only loses its link.
fn leave_unused(connection: &Connection, gone: &Authority) -> Result<(), StoreError> {
    let key = gone.id.0.as_bytes();
    connection
        .prepare_cached(
            "UPDATE entity SET authority = NULL WHERE authority = ? \
             AND layer IN (SELECT seq FROM layer WHERE kind = 'machine' AND name = ?)",
        )?
        .execute(params![key, SUGGESTIONS_LAYER])?;
    let used = connection
        .prepare_cached("SELECT 1 FROM entity WHERE authority = ?")?
        .exists([key])?;
    if used {
        return Err(StoreError::conflict(format!(
            "the record {:?} is still mentioned; relink its mentions first",
            gone.canonical
        )));
    }
    Ok(())
}

fn cells(authority: &Authority) -> [Cell<'_>; 5] {
    [
        text(authority.label.as_str()),
        text(&authority.canonical),
        text_or_null(authority.code.as_deref()),
        text(&authority.note),
        attributes_or_null(&authority.attributes),
    ]
}

fn aliases(connection: &Connection, record: AuthorityId) -> Result<Vec<String>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT name FROM authority_alias WHERE authority = ? ORDER BY position")?;
    let names = statement.query_map([record.0.as_bytes()], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn put_aliases(
    connection: &Connection,
    record: AuthorityId,
    names: &[String],
) -> Result<(), StoreError> {
    let key = record.0.as_bytes();
    connection
        .prepare_cached("DELETE FROM authority_alias WHERE authority = ?")?
        .execute([key])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO authority_alias (authority, position, name) VALUES (?, ?, ?)",
    )?;
    for (name, position) in names.iter().zip(1_i64..) {
        insert.execute(params![key, position, name])?;
    }
    Ok(())
}

impl Store {
    /// All authority records in the order in which they were made.
    ///
    /// # Errors
    /// Those of reading.
    pub fn authorities(&self) -> Result<Vec<Authority>, StoreError> {
        self.read(|connection| {
            let mut records = read_records(connection)?;
            let mut statement = connection.prepare_cached(
                "SELECT authority, name FROM authority_alias ORDER BY authority, position",
            )?;
            let mut found = statement.query([])?;
            // Both lists are in the order of ids, so one walk joins them.
            let mut at = 0;
            while let Some(row) = found.next()? {
                let owner = AuthorityId(read_id(row, 0)?);
                while records.get(at).is_some_and(|record| record.id < owner) {
                    at += 1;
                }
                if let Some(record) = records.get_mut(at).filter(|record| record.id == owner) {
                    record.aliases.push(row.get(1)?);
                }
            }
            Ok(records)
        })
    }
}

fn read_records(connection: &Connection) -> Result<Vec<Authority>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, label, canonical, code, note, attributes FROM authority ORDER BY id",
    )?;
    let mut found = statement.query([])?;
    let mut records = Vec::new();
    while let Some(row) = found.next()? {
        records.push(Authority {
            id: AuthorityId(read_id(row, 0)?),
            label: Label::from(row.get::<_, String>(1)?),
            canonical: row.get(2)?,
            aliases: Vec::new(),
            code: row.get(3)?,
            note: row.get(4)?,
            attributes: read_attributes_or_null(row, 5, "a record")?,
        });
    }
    Ok(records)
}
