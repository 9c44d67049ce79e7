//! Which article continues which, over all pages of a layer.

use rusqlite::{Connection, params};

use super::Store;
use super::error::StoreError;
use super::layers;
use super::rows::read_id;
use crate::model::id::{ArticleId, DocumentId, LayerId};

/// An article and the page that it is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleAt {
    /// The page.
    pub document: DocumentId,
    /// The article.
    pub article: ArticleId,
}

/// That one article continues another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The article that goes on, and its page.
    pub from: ArticleAt,
    /// The article that it continues, which may be on any page or on none.
    pub continues: ArticleId,
}

/// Finds an article by its id; one that is on several versions of a page is found on
/// the newest, and on a page that was taken out only if on no other.
const FIND: &str = "SELECT d.id, a.id FROM article AS a \
     JOIN document AS d ON d.seq = a.document \
     WHERE a.id = ?1 AND a.layer = ?2 ORDER BY d.removed, d.seq DESC";

const CONTINUING: &str = "SELECT d.id, a.id FROM article AS a \
     JOIN document AS d ON d.seq = a.document \
     WHERE a.continues = ?1 AND a.layer = ?2 AND d.removed = 0 ORDER BY d.seq, a.rank, a.id";

const ALL: &str = "SELECT d.id, a.id, a.continues FROM article AS a \
     JOIN document AS d ON d.seq = a.document \
     WHERE a.continues IS NOT NULL AND a.layer = ?1 AND d.removed = 0 \
     ORDER BY d.seq, a.rank, a.id";

impl Store {
    /// The page that an article of a layer is on; `None` if there is no such article.
    ///
    /// # Errors
    /// Those of reading.
    pub fn find_article(
        &self,
        layer: LayerId,
        article: ArticleId,
    ) -> Result<Option<ArticleAt>, StoreError> {
        Ok(self.articles_by(FIND, layer, article)?.into_iter().next())
    }

    /// The articles of a layer that continue an article, in the order of their pages;
    /// those on pages that were taken out are left out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn articles_continuing(
        &self,
        layer: LayerId,
        article: ArticleId,
    ) -> Result<Vec<ArticleAt>, StoreError> {
        self.articles_by(CONTINUING, layer, article)
    }

    /// Every link of a layer, in the order of the pages that go on; pages that were
    /// taken out are left out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn links(&self, layer: LayerId) -> Result<Vec<Link>, StoreError> {
        self.read(|connection| {
            let number = layers::number(connection, layer)?;
            let mut statement = connection.prepare_cached(ALL)?;
            let mut found = statement.query([number])?;
            let mut links = Vec::new();
            while let Some(row) = found.next()? {
                links.push(Link {
                    from: read_place(row)?,
                    continues: ArticleId(read_id(row, 2)?),
                });
            }
            Ok(links)
        })
    }

    fn articles_by(
        &self,
        sql: &str,
        layer: LayerId,
        article: ArticleId,
    ) -> Result<Vec<ArticleAt>, StoreError> {
        self.read(|connection: &Connection| {
            let number = layers::number(connection, layer)?;
            let mut statement = connection.prepare_cached(sql)?;
            let mut found = statement.query(params![article.0.as_bytes(), number])?;
            let mut places = Vec::new();
            while let Some(row) = found.next()? {
                places.push(read_place(row)?);
            }
            Ok(places)
        })
    }
}

fn read_place(row: &rusqlite::Row<'_>) -> Result<ArticleAt, StoreError> {
    Ok(ArticleAt {
        document: DocumentId(read_id(row, 0)?),
        article: ArticleId(read_id(row, 1)?),
    })
}
