//! The rows that use names which the schema gives: how many there are, and where.
//!
//! What engines propose is left out: it is made anew for another schema. Documents that
//! were taken out count, since they may come back.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::Store;
use super::annotations::{self, Page};
use super::documents;
use super::error::StoreError;
use super::layers;
use super::reviews;
use super::rows::read_id;
use super::writer::Writer;
use crate::edit::schema::{Name, Owner};
use crate::model::annotations::Annotations;
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::{SUGGESTIONS_LAYER, Scope};
use crate::model::rejection::Rejection;

/// Names whose rows are looked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted<'n> {
    /// Labels of mentions.
    pub labels: Vec<&'n str>,
    /// Roles of segments.
    pub roles: Vec<&'n str>,
    /// Types of relations.
    pub relations: Vec<&'n str>,
    /// Whether articles with attributes are.
    pub articles: bool,
}

/// How many rows use a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Use {
    /// Mentions, segments or relations.
    pub rows: u64,
    /// The documents that have them.
    pub documents: u64,
    /// Authority records.
    pub records: u64,
}

/// Reads rows by the names that they use.
#[derive(Debug, Clone, Copy)]
pub struct NameRows<'c>(&'c Connection);

const PEOPLES: &str = "layer NOT IN (SELECT seq FROM layer WHERE kind = 'machine' AND name = ?1)";

impl NameRows<'_> {
    /// The pages of people's layers that have a row with one of these names, in order
    /// of import.
    ///
    /// # Errors
    /// Those of reading.
    pub fn pages(&self, wanted: &Wanted<'_>) -> Result<Vec<Scope>, StoreError> {
        let sql = format!(
            "SELECT d.id, l.id FROM ( \
               SELECT document, layer FROM entity \
                WHERE label IN (SELECT value FROM json_each(?2)) AND {PEOPLES} \
               UNION SELECT document, layer FROM segment \
                WHERE role IN (SELECT value FROM json_each(?3)) AND {PEOPLES} \
               UNION SELECT document, layer FROM relation \
                WHERE label IN (SELECT value FROM json_each(?4)) AND {PEOPLES} \
               UNION SELECT document, layer FROM article \
                WHERE ?5 AND attributes IS NOT NULL AND {PEOPLES} \
             ) AS p JOIN document AS d ON d.seq = p.document JOIN layer AS l ON l.seq = p.layer \
             ORDER BY p.document, p.layer"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut found = statement.query(params![
            SUGGESTIONS_LAYER,
            json(&wanted.labels),
            json(&wanted.roles),
            json(&wanted.relations),
            wanted.articles,
        ])?;
        let mut scopes = Vec::new();
        while let Some(row) = found.next()? {
            scopes.push(Scope {
                document: DocumentId(read_id(row, 0)?),
                layer: LayerId(read_id(row, 1)?),
            });
        }
        Ok(scopes)
    }

    /// Everything that a layer says of a page.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such page; those of reading.
    pub fn annotations(&self, scope: Scope) -> Result<Annotations, StoreError> {
        let missing = || StoreError::conflict("the document is not in the project");
        let page = Page {
            document: documents::seq(self.0, scope.document)?
                .ok_or_else(missing)?
                .0,
            layer: layers::number(self.0, scope.layer)?,
        };
        annotations::load(self.0, page)
    }

    /// All that was ever rejected, document by document.
    ///
    /// # Errors
    /// Those of reading.
    pub fn rejections(&self) -> Result<Vec<Rejection>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT d.id, r.layer, r.source, r.fingerprint, r.reason, r.at FROM rejection AS r \
             JOIN document AS d ON d.seq = r.document \
             ORDER BY r.document, r.layer, r.source, r.fingerprint",
        )?;
        let mut found = statement.query([])?;
        let mut rejections = Vec::new();
        while let Some(row) = found.next()? {
            let scope = Scope {
                document: DocumentId(read_id(row, 0)?),
                layer: LayerId(read_id(row, 1)?),
            };
            let source = LayerId(read_id(row, 2)?);
            rejections.push(reviews::read_rejection(row, 3, scope, source)?);
        }
        Ok(rejections)
    }

    /// How many rows use each name; names that none uses are left out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn uses(&self) -> Result<BTreeMap<Name, Use>, StoreError> {
        let mut uses: BTreeMap<Name, Use> = BTreeMap::new();
        let tables = [
            ("entity", "label", Name::Label as fn(String) -> Name),
            ("segment", "role", Name::Role),
            ("relation", "label", Name::Relation),
        ];
        for (table, column, name) in tables {
            let sql = format!(
                "SELECT {column}, count(*), count(DISTINCT document) FROM {table} \
                 WHERE {column} IS NOT NULL AND {PEOPLES} GROUP BY {column}"
            );
            let mut statement = self.0.prepare_cached(&sql)?;
            let mut found = statement.query([SUGGESTIONS_LAYER])?;
            while let Some(row) = found.next()? {
                let of_name = uses.entry(name(row.get(0)?)).or_default();
                of_name.rows = row.get::<_, i64>(1)?.unsigned_abs();
                of_name.documents = row.get::<_, i64>(2)?.unsigned_abs();
            }
        }
        let mut statement = self
            .0
            .prepare_cached("SELECT label, count(*) FROM authority GROUP BY label")?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let of_name = uses.entry(Name::Label(row.get(0)?)).or_default();
            of_name.records = row.get::<_, i64>(1)?.unsigned_abs();
        }
        self.count_attributes(&mut uses)?;
        Ok(uses)
    }

    fn count_attributes(&self, uses: &mut BTreeMap<Name, Use>) -> Result<(), StoreError> {
        let labelled = |label: Option<String>| label.map(Owner::Label);
        let tables = [
            ("entity", "t.label", "document", PEOPLES, None),
            ("article", "NULL", "document", PEOPLES, Some(Owner::Article)),
            ("authority", "NULL", "0", "?1 = ?1", Some(Owner::Record)),
        ];
        for (table, label, document, condition, owner) in tables {
            let sql = format!(
                "SELECT {label}, j.key, count(*), count(DISTINCT {document}) \
                 FROM {table} AS t, json_each(t.attributes) AS j \
                 WHERE t.attributes <> '{{}}' AND {condition} GROUP BY 1, 2"
            );
            let mut statement = self.0.prepare_cached(&sql)?;
            let mut found = statement.query([SUGGESTIONS_LAYER])?;
            while let Some(row) = found.next()? {
                let Some(owner) = owner.clone().or(labelled(row.get(0)?)) else {
                    continue;
                };
                let is_record = owner == Owner::Record;
                let of_name = uses.entry(Name::Attribute(owner, row.get(1)?)).or_default();
                let rows = row.get::<_, i64>(2)?.unsigned_abs();
                if is_record {
                    of_name.records = rows;
                } else {
                    of_name.rows = rows;
                    of_name.documents = row.get::<_, i64>(3)?.unsigned_abs();
                }
            }
        }
        Ok(())
    }
}

/// A list of names as a JSON array.
fn json(names: &[&str]) -> String {
    serde_json::Value::from(names.to_vec()).to_string()
}

impl Store {
    /// Reads rows by the names that they use, all of them as they are now, whatever
    /// others write meanwhile.
    ///
    /// # Errors
    /// The first error of `work`; those of reading.
    pub fn name_rows<T>(
        &self,
        work: impl FnOnce(NameRows<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.snapshot(|| self.read(|connection| work(NameRows(connection))))?
    }
}

impl Writer<'_> {
    /// The rows as they are in this transaction.
    pub fn name_rows(&self) -> NameRows<'_> {
        NameRows(self.connection())
    }
}
