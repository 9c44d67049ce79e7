//! The reading text and the map between it and the raw text.
//!
//! The map is a sorted list of pieces, each a run of characters that were copied
//! or replaced. Gaps in the reading text between pieces are inserted separators;
//! gaps in the raw text are what was dropped. Every look-up is a binary search.

use std::ops::Range;

use super::Bias;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A run of reading text that comes from a run of raw text.
///
/// Invariant: neither run is empty; those of a copied piece are equally long.
/// Within a segment pieces grow in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) reading: u32,
    pub(super) len: u32,
    pub(super) raw: u32,
    pub(super) raw_len: u32,
    /// Whether a correction wrote it; otherwise it was copied.
    pub(super) replaced: bool,
}

impl Piece {
    pub(super) fn reading_end(&self) -> u32 {
        self.reading + self.len
    }

    pub(super) fn raw_end(&self) -> u32 {
        self.raw + self.raw_len
    }

    /// The raw text of the part of the piece that lies in `range`, which it touches.
    fn raw_within(&self, range: &Range<u32>) -> Span {
        let (mut start, mut end) = (self.raw, self.raw_end());
        if !self.replaced {
            start += range.start.saturating_sub(self.reading);
            end -= self.reading_end().saturating_sub(range.end);
        }
        Span::between(CharOffset(start), CharOffset(end))
    }

    /// The reading text of the part of the piece that lies in `span`, which it touches.
    fn reading_within(&self, span: Span) -> Range<u32> {
        let (mut start, mut end) = (self.reading, self.reading_end());
        if !self.replaced {
            start += span.start().0.saturating_sub(self.raw);
            end -= self.raw_end().saturating_sub(span.end().0);
        }
        start..end
    }
}

/// Raw text that a correction deletes, and where it would stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deletion {
    pub(super) reading: u32,
    pub(super) raw: Span,
}

/// What became of one segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentText {
    /// Its place in the segments given, from 0.
    pub index: usize,
    /// Its raw text.
    pub raw: Span,
    /// Its reading text in code points; empty if the segment has no text.
    pub reading: Range<u32>,
    pub(super) pieces: Range<usize>,
}

/// Raw text as it should read, with a map to and from the raw text.
///
/// Reading positions are code points from 0. Like raw offsets they stand between
/// characters.
#[derive(Debug, Clone)]
pub struct ReadingText {
    text: SourceText,
    segments: Vec<SegmentText>,
    /// Indices into `segments`, sorted by raw start.
    by_raw: Vec<usize>,
    pieces: Vec<Piece>,
    deletions: Vec<Deletion>,
}

impl ReadingText {
    pub(super) fn new(
        text: String,
        segments: Vec<SegmentText>,
        pieces: Vec<Piece>,
        deletions: Vec<Deletion>,
    ) -> Self {
        let mut by_raw: Vec<_> = (0..segments.len()).collect();
        by_raw.sort_by_key(|&at| segments.get(at).map(|segment| segment.raw));
        Self {
            text: SourceText::new(text),
            segments,
            by_raw,
            pieces,
            deletions,
        }
    }

    /// The reading text.
    pub fn text(&self) -> &str {
        self.text.text()
    }

    /// The reading text with its line index and conversion between bytes and
    /// code points; its lines are the paragraphs.
    pub fn source(&self) -> &SourceText {
        &self.text
    }

    /// The length in code points.
    pub fn len(&self) -> u32 {
        self.text.len()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The segments in reading order, without those that were left out because
    /// they were empty or overlapped an earlier one.
    pub fn segments(&self) -> &[SegmentText] {
        &self.segments
    }

    /// The paragraphs that have text, as ranges of code points.
    pub fn paragraphs(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        (0..self.text.line_count())
            .map(|line| self.text.line_span(line))
            .filter(|span| !span.is_empty())
            .map(|span| span.start().0..span.end().0)
    }

    /// The raw text of a reading range: spans in reading order, joined where they
    /// touch.
    ///
    /// Text that a correction wrote or deleted gives the whole raw text that the
    /// correction changed. Inserted separators give nothing.
    pub fn raw_of(&self, reading: Range<u32>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut push = |span: Span| match spans.last_mut() {
            Some(last) if last.end() == span.start() => *last = last.hull(span),
            _ => spans.push(span),
        };
        let deleted = self
            .deletions
            .partition_point(|deletion| deletion.reading <= reading.start);
        let mut deletions = self
            .deletions
            .iter()
            .skip(deleted)
            .take_while(|deletion| deletion.reading < reading.end)
            .peekable();
        for piece in self.pieces.get(self.pieces_in(&reading)).unwrap_or(&[]) {
            while let Some(deletion) = deletions.next_if(|it| it.reading <= piece.reading) {
                push(deletion.raw);
            }
            push(piece.raw_within(&reading));
        }
        deletions.for_each(|deletion| push(deletion.raw));
        spans
    }

    /// The raw span from the first to the last character of a reading range,
    /// line breaks and deleted text between them included; `None` if the range has no character of
    /// the raw text or those of more than one segment.
    pub fn hull_of(&self, reading: Range<u32>) -> Option<Span> {
        let pieces = self.pieces_in(&reading);
        if pieces.is_empty() {
            return None;
        }
        let last_at = pieces.end.checked_sub(1)?;
        let segment = self
            .segments
            .partition_point(|segment| segment.pieces.end <= pieces.start);
        let segment = self.segments.get(segment)?;
        if last_at >= segment.pieces.end {
            return None;
        }
        let inside = |span: &Span| segment.raw.covers(*span);
        let spans = self.raw_of(reading).into_iter().filter(inside);
        spans.reduce(Span::hull)
    }

    /// Where a reading position stands in the raw text; `None` past the end, or if
    /// nothing in the text comes from the raw text.
    ///
    /// Beside a single character of the raw text the answer is exact. Where lines
    /// were joined, between separators and inside replaced text `bias` decides.
    pub fn raw_at(&self, reading: u32, bias: Bias) -> Option<CharOffset> {
        if reading > self.len() {
            return None;
        }
        let after = self
            .pieces
            .partition_point(|piece| piece.reading_end() <= reading);
        let next = self.pieces.get(after);
        let last = after.checked_sub(1).and_then(|at| self.pieces.get(at));
        let offset = match (last, next) {
            (_, Some(next)) if next.reading < reading => match bias {
                _ if !next.replaced => next.raw + (reading - next.reading),
                Bias::Before => next.raw,
                Bias::After => next.raw_end(),
            },
            (Some(last), Some(next)) => {
                let at_last = last.reading_end() == reading;
                let at_next = next.reading == reading;
                if at_last && !at_next || at_last == at_next && bias == Bias::Before {
                    last.raw_end()
                } else {
                    next.raw
                }
            }
            (Some(last), None) => last.raw_end(),
            (None, Some(next)) => next.raw,
            (None, None) => return None,
        };
        Some(CharOffset(offset))
    }

    /// Where a raw offset stands in the reading text; `None` if no segment has it,
    /// at its edges or inside.
    ///
    /// Beside a character that is in the reading text the answer is exact. In raw
    /// text that was dropped or replaced, and where two segments touch, `bias`
    /// decides.
    pub fn reading_of(&self, raw: CharOffset, bias: Bias) -> Option<u32> {
        let segment = self.segment_at(raw, bias)?;
        let pieces = self.pieces.get(segment.pieces.clone())?;
        let after = pieces.partition_point(|piece| piece.raw < raw.0);
        let next = pieces.get(after);
        let last = after.checked_sub(1).and_then(|at| pieces.get(at));
        let position = match (last, next) {
            (_, Some(next)) if next.raw == raw.0 => next.reading,
            (Some(last), _) if last.raw_end() == raw.0 => last.reading_end(),
            (Some(last), _) if raw.0 < last.raw_end() => match bias {
                _ if !last.replaced => last.reading + (raw.0 - last.raw),
                Bias::Before => last.reading,
                Bias::After => last.reading_end(),
            },
            (Some(last), None) => last.reading_end(),
            (None, Some(next)) => next.reading,
            (Some(last), Some(_)) if bias == Bias::Before => last.reading_end(),
            (Some(_), Some(next)) => next.reading,
            (None, None) => segment.reading.start,
        };
        Some(position)
    }

    /// The reading range of all characters of a raw span that are in the reading
    /// text: from the first to the last in reading order.
    ///
    /// A span that touches replaced text gives the whole replacement. If nothing of
    /// it is in the reading text the range is empty and stands where it would be.
    /// `None` if the span lies outside all segments.
    pub fn reading_range_of(&self, raw: Span) -> Option<Range<u32>> {
        let parts = self.reading_ranges_of(raw);
        if parts.is_empty() {
            let part = self
                .touched(raw)
                .next()
                .and_then(|segment| segment.raw.intersection(raw))
                .unwrap_or(Span::caret(raw.start()));
            let at = self.reading_of(part.start(), Bias::After)?;
            return Some(at..at);
        }
        let start = parts.iter().map(|part| part.start).min()?;
        let end = parts.iter().map(|part| part.end).max()?;
        Some(start..end)
    }

    /// Like [`Self::reading_range_of`], but one range for each segment that has
    /// characters of the span, in the order of the raw text: what to highlight.
    pub fn reading_ranges_of(&self, raw: Span) -> Vec<Range<u32>> {
        self.touched(raw)
            .filter_map(|segment| {
                let pieces = self.pieces.get(segment.pieces.clone())?;
                let from = pieces.partition_point(|piece| piece.raw_end() <= raw.start().0);
                let to = pieces.partition_point(|piece| piece.raw < raw.end().0);
                let (first, last) = (pieces.get(from..to)?.first()?, pieces.get(to - 1)?);
                Some(first.reading_within(raw).start..last.reading_within(raw).end)
            })
            .collect()
    }

    /// The longest stretch of reading text that a raw span covers: where a mention
    /// stands. Parts of it with nothing but white space between them are one
    /// stretch; `None` if nothing of the span is in the reading text.
    pub fn stretch_of(&self, raw: Span) -> Option<Range<u32>> {
        let mut parts = self.reading_ranges_of(raw);
        parts.sort_by_key(|part| part.start);
        let mut stretches: Vec<Range<u32>> = Vec::new();
        for part in parts {
            match stretches.last_mut() {
                Some(last) if self.is_gap(last.end, part.start) => last.end = part.end,
                _ => stretches.push(part),
            }
        }
        // Of several that are equally long, the first.
        stretches
            .into_iter()
            .rev()
            .max_by_key(ExactSizeIterator::len)
    }

    /// The one raw span of a reading range: from its first to its last character,
    /// as long as what lies between in the raw text is read between them too, or is
    /// white space; `None` if the range has no character of the raw text or
    /// gathers it from several places.
    pub fn raw_stretch_of(&self, reading: Range<u32>, source: &SourceText) -> Option<Span> {
        if let Some(hull) = self.hull_of(reading.clone()) {
            return Some(hull);
        }
        let mut spans = self.raw_of(reading).into_iter();
        let first = spans.next()?;
        spans.try_fold(first, |all, span| {
            let gap = Span::new(all.end().0, span.start().0)?;
            (source.ink(gap) == 0).then(|| all.hull(span))
        })
    }

    /// Whether nothing but white space stands between two reading positions.
    fn is_gap(&self, from: u32, to: u32) -> bool {
        let gap = Span::new(from, to).unwrap_or_default();
        self.text.ink(gap) == 0
    }

    /// The indices of the pieces that share a character with a reading range.
    fn pieces_in(&self, reading: &Range<u32>) -> Range<usize> {
        if reading.is_empty() {
            return 0..0;
        }
        let from = self
            .pieces
            .partition_point(|piece| piece.reading_end() <= reading.start);
        let to = self
            .pieces
            .partition_point(|piece| piece.reading < reading.end);
        from..to.max(from)
    }

    /// The segments that share a code point with a raw span, by raw position.
    fn touched(&self, raw: Span) -> impl Iterator<Item = &SegmentText> {
        let from = self.rank_where(|segment| segment.raw.end() <= raw.start());
        self.by_raw
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .filter_map(|&at| self.segments.get(at))
            .take_while(move |segment| segment.raw.overlaps(raw))
    }

    /// The segment that has `raw` inside or at an edge; where two touch, `bias` decides.
    fn segment_at(&self, raw: CharOffset, bias: Bias) -> Option<&SegmentText> {
        let rank = self.rank_where(|segment| match bias {
            Bias::Before => segment.raw.end() < raw,
            Bias::After => segment.raw.end() <= raw,
        });
        let at = |rank: usize| self.segments.get(*self.by_raw.get(rank)?);
        let fits = |segment: &&SegmentText| segment.raw.start() <= raw && raw <= segment.raw.end();
        at(rank)
            .filter(fits)
            .or_else(|| at(rank.checked_sub(1)?).filter(fits))
    }

    /// The rank by raw position of the first segment for which `before` is false.
    fn rank_where(&self, before: impl Fn(&SegmentText) -> bool) -> usize {
        self.by_raw
            .partition_point(|&at| self.segments.get(at).is_some_and(&before))
    }
}
