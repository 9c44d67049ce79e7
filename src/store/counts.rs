//! Counts over the whole project that statistics show.

use std::collections::BTreeSet;

use super::Store;
use super::error::StoreError;
use super::rows::read_id;
use crate::model::id::{ArticleId, LayerId};

impl Store {
    /// How many mentions of each label a layer has; documents that were taken
    /// out do not count.
    ///
    /// # Errors
    /// Those of reading.
    pub fn entities_by_label(&self, layer: LayerId) -> Result<Vec<(String, u64)>, StoreError> {
        const SQL: &str = "SELECT e.label, count(*) FROM entity AS e \
             JOIN document AS d ON d.seq = e.document \
             WHERE e.layer = (SELECT seq FROM layer WHERE id = ?) AND d.removed = 0 \
             GROUP BY e.label ORDER BY e.label";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(SQL)?;
            let mut found = statement.query([layer.0.as_bytes()])?;
            let mut counts = Vec::new();
            while let Some(row) = found.next()? {
                counts.push((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()));
            }
            Ok(counts)
        })
    }

    /// The articles, of any page and layer, that an article of `layer` continues.
    ///
    /// # Errors
    /// Those of reading.
    pub fn continued_articles(&self, layer: LayerId) -> Result<BTreeSet<ArticleId>, StoreError> {
        const SQL: &str = "SELECT continues FROM article WHERE continues IS NOT NULL \
             AND layer = (SELECT seq FROM layer WHERE id = ?)";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(SQL)?;
            let mut found = statement.query([layer.0.as_bytes()])?;
            let mut articles = BTreeSet::new();
            while let Some(row) = found.next()? {
                articles.insert(ArticleId(read_id(row, 0)?));
            }
            Ok(articles)
        })
    }
}
