//! What a project has once: its layers, its schema, its settings.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::error::StoreError;
use super::rows::{Cell, RowSql, change_row, id, read_id, read_name, row_sql, stale, text};
use crate::edit::op::Change;
use crate::model::id::LayerId;
use crate::model::layer::{Layer, LayerKind, MAIN_LAYER};
use crate::model::schema::Schema;

const LAYER: RowSql = row_sql!("layer", ["id"], ["name", "kind"]);

/// Puts the schema and the main layer into a new project.
pub(super) fn found(connection: &Connection, schema: &Schema) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO schema (one, ron) VALUES (1, ?)",
        [schema.to_ron()],
    )?;
    let main = Layer {
        id: LayerId::new(),
        name: MAIN_LAYER.to_owned(),
        kind: LayerKind::Editor,
    };
    apply(connection, &Change::Insert(main))
}

/// Carries out a change of a layer. A layer goes only when it has no annotations.
pub(super) fn apply(connection: &Connection, change: &Change<Layer>) -> Result<(), StoreError> {
    fn cells(layer: &Layer) -> [Cell<'_>; 2] {
        [text(&layer.name), text(layer.kind.as_str())]
    }
    if let Change::Remove(layer) = change {
        let emptied = connection
            .prepare_cached(
                "DELETE FROM progress WHERE layer = (SELECT seq FROM layer WHERE id = ?)",
            )?
            .execute([layer.id.0.as_bytes()]);
        if emptied.is_err() {
            return Err(StoreError::conflict(format!(
                "the layer {:?} still has annotations",
                layer.name
            )));
        }
    }
    change_row(
        connection,
        &LAYER,
        [id(&change.subject().id.0)],
        change,
        cells,
    )
}

/// The number of a layer in the file.
pub(super) fn number(connection: &Connection, id: LayerId) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("SELECT seq FROM layer WHERE id = ?")?
        .query_row([id.0.as_bytes()], |row| row.get(0))
}

/// Replaces the schema if it is what the change expects.
pub(super) fn apply_schema(
    connection: &Connection,
    change: &Change<Schema>,
) -> Result<(), StoreError> {
    let Change::Replace { before, after } = change else {
        return Err(StoreError::conflict("a project always has one schema"));
    };
    // Compared as a value: an older version may have written it in other words.
    if schema(connection)? != *before {
        return Err(stale("schema"));
    }
    connection.execute("UPDATE schema SET ron = ?", [after.to_ron()])?;
    Ok(())
}

/// The schema of the project.
pub(super) fn schema(connection: &Connection) -> Result<Schema, StoreError> {
    let ron: String = connection
        .query_row("SELECT ron FROM schema", [], |row| row.get(0))
        .optional()?
        .ok_or_else(|| StoreError::damaged("the schema is missing"))?;
    Schema::from_ron(&ron).map_err(|error| StoreError::damaged(format!("the schema: {error}")))
}

/// Sets or removes a setting.
pub(super) fn set_setting(
    connection: &Connection,
    key: &str,
    value: Option<&str>,
) -> Result<(), StoreError> {
    match value {
        Some(value) => connection
            .prepare_cached("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)")?
            .execute(params![key, value])?,
        None => connection.execute("DELETE FROM setting WHERE key = ?", [key])?,
    };
    Ok(())
}

/// Reads a setting.
pub(super) fn setting(connection: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT value FROM setting WHERE key = ?")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

impl Store {
    /// The schema of the project.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if it cannot be parsed; those of reading.
    pub fn schema(&self) -> Result<Schema, StoreError> {
        self.read(schema)
    }

    /// All layers in the order in which they came; the main layer is the first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn layers(&self) -> Result<Vec<Layer>, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT id, name, kind FROM layer ORDER BY seq")?;
            let mut found = statement.query([])?;
            let mut layers = Vec::new();
            while let Some(row) = found.next()? {
                layers.push(Layer {
                    id: LayerId(read_id(row, 0)?),
                    name: row.get(1)?,
                    kind: read_name(row, 2)?,
                });
            }
            Ok(layers)
        })
    }

    /// The value of a setting, `None` if it was never set.
    ///
    /// # Errors
    /// Those of reading.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|connection| setting(connection, key))
    }
}
