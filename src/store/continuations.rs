//! Which article continues which, over all pages of a layer.

use rusqlite::{Connection, params};

use super::Store;
use super::error::StoreError;
use super::rows::read_id;
use super::{documents, layers};
use crate::model::id::{ArticleId, DocumentId, LayerId};
use crate::model::layer::Scope;

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

/// A link of an article of one page, seen from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLink {
    /// The article of the page.
    pub article: ArticleId,
    /// The article at the other end.
    pub other: ArticleAt,
    /// The name of the page of the other one.
    pub document: String,
    /// Whether the other one comes after the article of the page.
    pub onward: bool,
}

/// Finds an article by its id; one that is on several versions of a page is found on
/// the newest, and on a page that was taken out only if on no other.
const FIND: &str = "SELECT d.id, a.id FROM article AS a \
     JOIN document AS d ON d.seq = a.document \
     WHERE a.id = ?1 AND a.layer = ?2 ORDER BY d.removed, d.seq DESC";

const CONTINUING: &str = "SELECT d.id, a.id FROM article AS a \
     JOIN document AS d ON d.seq = a.document \
     WHERE a.continues = ?1 AND a.layer = ?2 AND d.removed = 0 ORDER BY d.seq, a.rank, a.id";

/// The articles of other pages, or of this one, that articles of a page continue.
const BEFORE: &str = "SELECT a.id, d.id, t.id, d.name FROM article AS a \
     CROSS JOIN article AS t ON t.id = a.continues AND t.layer = a.layer \
     CROSS JOIN document AS d ON d.seq = t.document \
     WHERE a.document = ?1 AND a.layer = ?2 AND a.continues IS NOT NULL AND d.removed = 0 \
     ORDER BY a.rank, a.id, d.seq";

/// The articles that continue articles of a page.
const AFTER: &str = "SELECT a.id, d.id, t.id, d.name FROM article AS a \
     CROSS JOIN article AS t ON t.continues = a.id AND t.layer = a.layer \
     CROSS JOIN document AS d ON d.seq = t.document \
     WHERE a.document = ?1 AND a.layer = ?2 AND d.removed = 0 ORDER BY a.rank, a.id, d.seq";

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

    /// The links of the articles of one page, to what comes before and after them;
    /// pages that were taken out are left out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn links_of_page(&self, scope: Scope) -> Result<Vec<PageLink>, StoreError> {
        self.read(|connection| {
            let layer = layers::number(connection, scope.layer)?;
            let Some(page) = documents::seq(connection, scope.document)? else {
                return Ok(Vec::new());
            };
            let mut links = Vec::new();
            for (sql, onward) in [(BEFORE, false), (AFTER, true)] {
                let mut statement = connection.prepare_cached(sql)?;
                let mut found = statement.query(params![page.0, layer])?;
                while let Some(row) = found.next()? {
                    links.push(PageLink {
                        article: ArticleId(read_id(row, 0)?),
                        other: ArticleAt {
                            document: DocumentId(read_id(row, 1)?),
                            article: ArticleId(read_id(row, 2)?),
                        },
                        document: row.get(3)?,
                        onward,
                    });
                }
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
