//! Articles and the segments that make them up.

use super::entity::Attributes;
use super::id::{ArticleId, Role, SegmentId};
use crate::text::span::Span;

/// An article: an ordered list of segments, which point to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its identity.
    pub id: ArticleId,
    /// Its place among the articles of the page: they are read by growing rank.
    pub rank: i64,
    /// The title where it was given; otherwise it is read off the headline.
    pub title: Option<String>,
    /// The article that this one continues, on this page or another.
    pub continues: Option<ArticleId>,
    /// What is said of it as a whole, by the ids that the schema gives.
    pub attributes: Attributes,
}

/// A stretch of the raw text that is part of an article, or furniture.
///
/// Invariant: not empty, and no two segments of one layer of a document overlap.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its identity.
    pub id: SegmentId,
    /// Where it is in the raw text, in code points.
    pub span: Span,
    /// What it belongs to.
    pub place: Place,
}

/// What a segment belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// A part of an article.
    Article {
        /// The article.
        article: ArticleId,
        /// Its place in the article: segments are read by growing rank.
        rank: i64,
        /// What it is in the article.
        role: Role,
    },
    /// Text that belongs to no article: running heads, shadows, junk.
    Furniture,
}

/// The distance between the ranks of neighbours when there is room to choose.
///
/// Moving something between two neighbours takes the middle, so that one move
/// rewrites one row; only when no room is left are the ranks spread anew.
pub const RANK_STEP: i64 = 1 << 16;

impl Segment {
    /// The article, unless the segment is furniture.
    pub fn article(&self) -> Option<ArticleId> {
        match &self.place {
            Place::Article { article, .. } => Some(*article),
            Place::Furniture => None,
        }
    }

    /// The role, unless the segment is furniture.
    pub fn role(&self) -> Option<&Role> {
        match &self.place {
            Place::Article { role, .. } => Some(role),
            Place::Furniture => None,
        }
    }

    /// The rank in its article; 0 for furniture, which has no order.
    pub fn rank(&self) -> i64 {
        match &self.place {
            Place::Article { rank, .. } => *rank,
            Place::Furniture => 0,
        }
    }
}
