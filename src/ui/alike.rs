//! Where else the name of the mention at hand stands: what the hints over the page and
//! the dialog show. Nothing here draws.

use crate::edit::likeness::Likeness;
use crate::model::id::{ArticleId, EntityId};
use crate::model::layer::Scope;
use crate::session::propagate::{Extent, LikeFound};

/// On pages with more code points counting is left to a job.
pub const MOST_AT_ONCE: u32 = 100_000;

/// The places of a name, as far as they are counted.
#[derive(Debug, Clone)]
pub struct Alike {
    /// For which mention, at which revision of the project.
    pub made_for: (Scope, EntityId, u64),
    /// The name and what it is tagged as.
    pub like: Likeness,
    /// The article in which the mention stands, if it is in one.
    pub article: Option<ArticleId>,
    /// In that article.
    pub in_article: Option<LikeFound>,
    /// On the page; `None` where that is left to the job.
    pub in_document: Option<LikeFound>,
    /// In all documents, once that is counted.
    pub in_project: Option<LikeFound>,
    /// Whether it is being counted.
    pub counting: bool,
}

impl Alike {
    /// What is known of an extent.
    pub fn found(&self, extent: Extent) -> Option<&LikeFound> {
        match extent {
            Extent::Article(..) => self.in_article.as_ref(),
            Extent::Document(_) => self.in_document.as_ref(),
            Extent::Project => self.in_project.as_ref(),
        }
    }

    /// The extents that make sense here, the smallest first.
    pub fn extents(&self) -> Vec<Extent> {
        let document = self.made_for.0.document;
        let article = self.article.map(|id| Extent::Article(document, id));
        let rest = [Extent::Document(document), Extent::Project];
        article.into_iter().chain(rest).collect()
    }

    /// Whether there is anything to offer.
    pub fn offers(&self) -> bool {
        let more = |found: &LikeFound| found.places() > 0 || found.conflict_count > 0;
        self.extents()
            .into_iter()
            .filter_map(|it| self.found(it))
            .any(more)
    }
}
