//! Reading texts of the articles of a page that is being exported.

use std::ops::Range;

use super::export_page::ExportPage;
use crate::model::article::{Article, Segment};
use crate::model::entity::{Entity, OMITTED};
use crate::model::reading::Readings;
use crate::text::projection::ReadingText;
use crate::text::span::Span;

/// An article as it reads.
pub(super) struct ArticleReading<'a> {
    /// Its segments in reading order, as the text counts them.
    pub segments: Vec<&'a Segment>,
    /// The reading text.
    pub text: ReadingText,
}

impl<'a> ArticleReading<'a> {
    /// The reading of an article of `page`, of which `readings` are.
    pub(super) fn of(page: &ExportPage<'a>, readings: &Readings<'_>, article: &Article) -> Self {
        let segments: Vec<_> = page.annotations.segments_of(article.id).collect();
        let text = readings.segments(segments.iter().copied());
        Self { segments, text }
    }
}

impl<'a> ArticleReading<'a> {
    /// The first segment that has text.
    pub(super) fn first(&self) -> Option<&'a Segment> {
        self.with_text().next()
    }

    /// The last segment that has text.
    pub(super) fn last(&self) -> Option<&'a Segment> {
        self.with_text().next_back()
    }

    fn with_text(&self) -> impl DoubleEndedIterator<Item = &'a Segment> + '_ {
        let kept = self.text.segments().iter();
        kept.filter(|it| !it.reading.is_empty())
            .filter_map(|it| self.segments.get(it.index).copied())
    }
}

/// The part of a reading text that a range of code points holds.
pub(super) fn slice<'t>(text: &'t ReadingText, range: &Range<u32>) -> &'t str {
    Span::new(range.start, range.end).map_or("", |span| text.source().slice(span))
}

impl ArticleReading<'_> {
    /// The mentions that are wanted and lie in the article at least in part, in
    /// reading order, each with the part of the reading text that it covers.
    ///
    /// A mention whose text a correction deletes is not in the reading text and
    /// is left out. One that covers segments far from each other in reading is
    /// clipped to the longest stretch.
    pub(super) fn entities<'p>(&self, page: &ExportPage<'p>) -> Vec<(Range<u32>, &'p Entity)> {
        let mut found: Vec<_> = self
            .segments
            .iter()
            .flat_map(|segment| page.annotations.entities_in(segment.span))
            .filter(|entity| page.wants(entity))
            .filter_map(|entity| Some((self.range_of(entity)?, entity)))
            .collect();
        found.sort_by_key(|(range, entity)| (range.start, range.end, entity.id));
        // A mention that touches two segments is found twice.
        found.dedup_by_key(|(_, entity)| entity.id);
        found
    }

    /// The pieces of a mention in the reading text, in the order of the raw text; those
    /// of which nothing is there are left out.
    pub(super) fn pieces_of(&self, entity: &Entity) -> Vec<Range<u32>> {
        let pieces = entity.pieces();
        pieces
            .filter_map(|piece| self.text.stretch_of(piece))
            .collect()
    }

    /// The same for a mention with several of them, else nothing.
    pub(super) fn parts_of<T>(&self, entity: &Entity, part: impl Fn(Range<u32>) -> T) -> Vec<T> {
        let pieces = self.pieces_of(entity);
        let several = pieces.len() > 1;
        let parts = pieces.into_iter().filter(|_| several);
        parts.map(part).collect()
    }

    /// What a mention reads, its pieces with [`OMITTED`] between them.
    pub(super) fn surface_of(&self, entity: &Entity) -> String {
        let pieces = self.pieces_of(entity);
        let words: Vec<_> = pieces.iter().map(|it| slice(&self.text, it)).collect();
        words.join(OMITTED)
    }

    /// From the first to the last piece of a mention, in reading order.
    fn range_of(&self, entity: &Entity) -> Option<Range<u32>> {
        let pieces = self.pieces_of(entity).into_iter();
        pieces.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
    }
}
