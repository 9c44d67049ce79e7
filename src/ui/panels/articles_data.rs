//! What the list of articles shows, made once per change of the page.

use crate::format::title::{opening, title_of};
use crate::model::annotations::Annotations;
use crate::model::id::{ArticleId, Role, SegmentId};
use crate::session::continuations::PageLink;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Rows from top to bottom with their places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArticlesData {
    /// The rows.
    pub rows: Vec<ArticleRow>,
    /// Where each row begins, in points, and where the last one ends.
    pub tops: Vec<f32>,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq)]
pub enum ArticleRow {
    /// The head of an article.
    Head {
        /// The article.
        id: ArticleId,
        /// Its number, from 1.
        number: usize,
        /// Its title, given or read off the headline, else how it begins.
        title: String,
        /// Code points without white space.
        ink: u32,
        /// What a click shows.
        span: Span,
    },
    /// A segment.
    Segment {
        /// The segment.
        id: SegmentId,
        /// Its article.
        article: ArticleId,
        /// Its place in the article, from 0.
        place: usize,
        /// Its role.
        role: Role,
        /// How it begins.
        opening: String,
        /// Where it is.
        span: Span,
    },
    /// The segments that are not shown.
    More {
        /// The article.
        article: ArticleId,
        /// How many segments it has in all.
        count: usize,
        /// What a click shows.
        span: Span,
    },
    /// Where the article goes on, or where it began.
    Link {
        /// The article.
        article: ArticleId,
        /// What it is linked to.
        link: PageLink,
    },
    /// Space between two articles.
    Gap,
}

/// Heights of rows in points.
const HEAD: f32 = 31.0;
const LINE: f32 = 21.5;
const GAP: f32 = 8.0;
/// Segments shown of an article that the caret is not in.
const FOLDED: usize = 6;
/// Code points of a segment's opening; no pane is wider.
const OPENING: usize = 40;

impl ArticleRow {
    /// Its height in points.
    pub fn height(&self) -> f32 {
        match self {
            Self::Head { .. } => HEAD,
            Self::Segment { .. } | Self::More { .. } | Self::Link { .. } => LINE,
            Self::Gap => GAP,
        }
    }

    /// What a click on it shows.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Head { span, .. } | Self::Segment { span, .. } | Self::More { span, .. } => {
                Some(*span)
            }
            Self::Link { .. } | Self::Gap => None,
        }
    }

    /// The article it belongs to.
    pub fn article(&self) -> Option<ArticleId> {
        match self {
            Self::Head { id: article, .. }
            | Self::Segment { article, .. }
            | Self::More { article, .. }
            | Self::Link { article, .. } => Some(*article),
            Self::Gap => None,
        }
    }
}

impl ArticlesData {
    /// The list for a page; the article `open` shows all its segments.
    pub fn of(
        source: &SourceText,
        annotations: &Annotations,
        open: Option<ArticleId>,
        links: &[PageLink],
    ) -> Self {
        let mut rows = Vec::new();
        for (article, number) in annotations.articles().zip(1..) {
            let segments: Vec<_> = annotations.segments_of(article.id).collect();
            let span = segments
                .first()
                .map_or_else(Span::default, |segment| segment.span);
            let title =
                Some(title_of(source, annotations, article)).filter(|title| !title.is_empty());
            let title = title.unwrap_or_else(|| opening(source.slice(span), OPENING));
            let ink = segments
                .iter()
                .map(|segment| source.ink(segment.span))
                .sum();
            rows.push(ArticleRow::Head {
                id: article.id,
                number,
                title,
                ink,
                span,
            });
            let unfolded = open == Some(article.id) || segments.len() <= FOLDED + 1;
            let shown = if unfolded { segments.len() } else { FOLDED };
            for (place, segment) in segments.iter().take(shown).enumerate() {
                let Some(role) = segment.role().cloned() else {
                    continue;
                };
                let opening = opening(source.slice(segment.span), OPENING);
                let (id, span) = (segment.id, segment.span);
                rows.push(ArticleRow::Segment {
                    id,
                    article: article.id,
                    place,
                    role,
                    opening,
                    span,
                });
            }
            if let Some(next) = segments.get(shown) {
                rows.push(ArticleRow::More {
                    article: article.id,
                    count: segments.len(),
                    span: next.span,
                });
            }
            let own = links.iter().filter(|link| link.article == article.id);
            rows.extend(own.map(|link| ArticleRow::Link {
                article: article.id,
                link: link.clone(),
            }));
            rows.push(ArticleRow::Gap);
        }
        let tops = std::iter::once(0.0)
            .chain(rows.iter().scan(0.0, |top, row| {
                *top += row.height();
                Some(*top)
            }))
            .collect();
        Self { rows, tops }
    }

    /// The height of the whole list in points.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The rows that lie between two heights.
    pub fn rows_between(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let first = self.tops.partition_point(|&y| y <= top).saturating_sub(1);
        let last = self
            .tops
            .partition_point(|&y| y < bottom)
            .min(self.rows.len());
        first.min(last)..last
    }
}
