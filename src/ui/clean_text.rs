//! The clean text of a page as Read mode shows it: what all articles read, set
//! like print, with the annotations where they stand in it.
//!
//! The page view shows any text with any annotations, so the clean text is a text
//! of its own with annotations of its own; they keep their ids, and positions go
//! both ways through the map of the reading text.

use std::ops::Range;
use std::sync::Arc;

use super::page_view::{EditMark, LineStyle};
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::Segment;
use crate::model::id::{ArticleId, Role};
use crate::model::layer::Scope;
use crate::model::schema::{Placement, Schema};
use crate::session::pages::OpenPage;
use crate::text::offset::CharOffset;
use crate::text::projection::{Bias, ReadingText, is_wide};
use crate::text::source::SourceText;
use crate::text::span::Span;
use crate::text::span_index::SpanIndex;

/// Of pages with more code points than this one article is shown at a time, so that
/// no edit has to wait for the text of all.
const LARGE: u32 = 200_000;

/// Beside a question an article is shown with so many code points before and after it:
/// dozens of screens, and made within a frame.
const AROUND: u32 = 20_000;

/// What the articles of one page read.
pub struct CleanText {
    scope: Scope,
    revision: u64,
    /// The one article that is shown of a large page.
    only: Option<ArticleId>,
    /// The annotations it was made of.
    made_of: Arc<Annotations>,
    /// The text with its map.
    pub reading: ReadingText,
    /// The annotations, with positions in the text.
    pub annotations: Annotations,
    /// What corrections did to it.
    pub edits: SpanIndex<EditMark>,
    /// How the lines of segments are set, by first line.
    settings: Vec<Setting>,
}

/// How the lines of one segment are set.
#[derive(Debug, Clone, Copy)]
struct Setting {
    /// The first line, from 0.
    line: u32,
    first: LineStyle,
    rest: LineStyle,
}

impl CleanText {
    /// The clean text of a page, of a large one only the article `only`. If all that
    /// the text depends on is as it was when `before` was made, the text itself is
    /// kept.
    pub fn of(
        page: &OpenPage,
        schema: &Schema,
        only: Option<ArticleId>,
        before: Option<Self>,
    ) -> Self {
        let kept = before.filter(|before| {
            (before.scope, before.only) == (page.scope, only)
                && same_text(&before.made_of, &page.annotations)
        });
        let readings = page.readings();
        let segments: Vec<_> = match only {
            Some(article) => page.annotations.segments_of(article).collect(),
            None => readings.in_reading_order().collect(),
        };
        let made = || readings.segments(segments.iter().copied());
        let reading = kept.map_or_else(made, |before| before.reading);
        Self::made(page, schema, only, &segments, reading)
    }

    /// The clean text of one article; of a long one only the segments that are read
    /// around the raw place `near`, so that the time it takes has a bound.
    pub fn around(page: &OpenPage, schema: &Schema, article: ArticleId, near: Span) -> Self {
        let all: Vec<_> = page.annotations.segments_of(article).collect();
        let segments = window(&all, near);
        let reading = page.readings().segments(segments.iter().copied());
        Self::made(page, schema, Some(article), segments, reading)
    }

    fn made(
        page: &OpenPage,
        schema: &Schema,
        only: Option<ArticleId>,
        segments: &[&Segment],
        reading: ReadingText,
    ) -> Self {
        Self {
            scope: page.scope,
            revision: page.revision,
            only,
            made_of: page.annotations.clone(),
            edits: edits(page, &reading),
            settings: settings(schema, &reading, segments),
            annotations: mapped(page, &reading, segments),
            reading,
        }
    }

    /// Whether it shows the page, or that article of it, as it is.
    pub fn is_for(&self, page: &OpenPage, only: Option<ArticleId>) -> bool {
        (self.scope, self.revision, self.only) == (page.scope, page.revision, only)
    }

    /// The article to show alone: none of a page of ordinary size, else the one at
    /// the caret, or the one that was shown before, or the first.
    pub fn only(page: &OpenPage, caret: CharOffset, before: Option<&Self>) -> Option<ArticleId> {
        if page.source.len() <= LARGE {
            return None;
        }
        let all = &page.annotations;
        let at_caret = all.segment_at(caret).and_then(Segment::article);
        let kept = || before?.only.filter(|&id| all.article(id).is_some());
        let first = || all.articles().next().map(|article| article.id);
        at_caret.or_else(kept).or_else(first)
    }

    /// How a line (from 0) is set.
    pub fn style(&self, line: u32) -> LineStyle {
        let past = self.settings.partition_point(|it| it.line <= line);
        match past.checked_sub(1).and_then(|at| self.settings.get(at)) {
            Some(setting) if setting.line == line => setting.first,
            Some(setting) => setting.rest,
            None => LineStyle::default(),
        }
    }

    /// Where a raw selection stands in the clean text; `None` where the raw text
    /// belongs to no article.
    pub fn clean_of(&self, raw: Span) -> Option<Span> {
        if raw.is_empty() {
            let at = self.reading.reading_of(raw.start(), Bias::After)?;
            return Some(Span::caret(CharOffset(at)));
        }
        let stretch = self.reading.stretch_of(raw);
        span(stretch.or_else(|| self.reading.reading_range_of(raw))?)
    }

    /// Where a clean selection stands in the raw text `source`; `None` if it
    /// gathers text from several places there.
    ///
    /// Where lines were joined a caret stands at the end of the upper one, whose
    /// line end it then means.
    pub fn raw_of(&self, clean: Span, source: &SourceText) -> Option<Span> {
        let range = clean.start().0..clean.end().0;
        if range.is_empty() {
            let at = self.reading.raw_at(range.start, Bias::Before)?;
            return Some(Span::caret(at));
        }
        self.reading.raw_stretch_of(range, source)
    }

    /// The raw text that a correction replaced at a place, if one did.
    pub fn corrected_at(&self, at: CharOffset) -> Option<Span> {
        let here = Span::between(at, at + 1);
        self.edits.overlapping(here).next()?;
        let raw = self.reading.raw_of(at.0..at.0 + 1);
        let hull = raw.into_iter().reduce(Span::hull)?;
        let correction = self.made_of.corrections_in(hull).next()?;
        Some(correction.span)
    }
}

/// The segments around the one with text of `near`, or from the first one on.
fn window<'s, 'p>(all: &'s [&'p Segment], near: Span) -> &'s [&'p Segment] {
    let there = |segment: &&Segment| segment.span.overlaps(near);
    let (before, after) = all.split_at(all.iter().position(there).unwrap_or(0));
    let from = before.len() - fitting(before.iter().rev());
    all.get(from..before.len() + fitting(after.iter()))
        .unwrap_or_default()
}

/// How many of the segments have no more than [`AROUND`] code points together.
fn fitting<'s>(segments: impl Iterator<Item = &'s &'s Segment>) -> usize {
    let mut room = AROUND;
    let fits = |segment: &&&Segment| match room.checked_sub(segment.span.len()) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    };
    segments.take_while(fits).count()
}

fn span(range: Range<u32>) -> Option<Span> {
    Span::new(range.start, range.end)
}

/// Whether two layers of a page make the same clean text.
fn same_text(one: &Annotations, other: &Annotations) -> bool {
    fn segments(of: &Annotations) -> impl Iterator<Item = Span> + '_ {
        let articles = of.articles();
        articles.flat_map(|article| of.segments_of(article.id).map(|segment| segment.span))
    }
    segments(one).eq(segments(other))
        && one.corrections().eq(other.corrections())
        && one.line_breaks().eq(other.line_breaks())
}

/// The annotations where they stand in the clean text.
fn mapped(page: &OpenPage, reading: &ReadingText, segments: &[&Segment]) -> Annotations {
    let own = &page.annotations;
    let placed = reading.segments().iter().filter_map(|text| {
        let segment = *segments.get(text.index)?;
        let span = span(text.reading.clone()).filter(|span| !span.is_empty())?;
        Some(Segment {
            span,
            ..segment.clone()
        })
    });
    let within = segments.iter();
    let within = within.flat_map(|segment| own.entities_in(segment.span));
    let entities = within.filter_map(|entity| {
        let pieces = entity.pieces();
        let pieces = pieces.filter_map(|piece| span(reading.stretch_of(piece)?));
        entity.clone().with_pieces(pieces)
    });
    Annotations::from_parts(Parts {
        articles: own.articles().cloned().collect(),
        segments: placed.collect(),
        entities: entities.collect(),
        ..Parts::default()
    })
}

/// Where corrections are to be seen.
fn edits(page: &OpenPage, reading: &ReadingText) -> SpanIndex<EditMark> {
    let end = reading.len();
    let marks = page.annotations.corrections().filter_map(|correction| {
        let range = reading.reading_range_of(correction.span)?;
        let (span, mark) = if correction.replacement.is_empty() || range.is_empty() {
            // Between two characters: the mark is at the one that follows.
            let at = range.start.min(end.checked_sub(1)?);
            (Span::new(at, at + 1)?, EditMark::Deleted)
        } else {
            (span(range)?, EditMark::Written)
        };
        Some((span, mark))
    });
    SpanIndex::from_entries(marks.collect())
}

/// Space above an article with its number, in em of the page.
const OPENING: f32 = 2.6;
/// Space above a segment that is not plain text, in em of the page.
const GAP: f32 = 0.45;

/// How each segment is set.
fn settings(schema: &Schema, reading: &ReadingText, segments: &[&Segment]) -> Vec<Setting> {
    let mut article: Option<ArticleId> = None;
    let mut settings: Vec<Setting> = Vec::new();
    for text in reading
        .segments()
        .iter()
        .filter(|it| !it.reading.is_empty())
    {
        let Some((segment, role)) = segments
            .get(text.index)
            .and_then(|segment| Some((segment, segment.role()?)))
        else {
            continue;
        };
        let start = CharOffset(text.reading.start);
        let wide = reading.source().char_at(start).is_some_and(is_wide);
        let rest = style_of(role, schema.placement(role), wide);
        let line = reading.source().line_of(start);
        if reading.source().line_span(line).start() < start {
            go_on(&mut settings, line as u32, rest);
            continue;
        }
        let plain = |style: &LineStyle| style.size == 1.0 && !style.quiet;
        let goes_on = settings.last().is_some_and(|above| plain(&above.rest)) && plain(&rest);
        let mut first = rest;
        if segment.article() != article {
            article = segment.article();
            first.opens = article;
            // The first number needs no distance from anything.
            first.above = if settings.is_empty() {
                OPENING - 0.9
            } else {
                OPENING
            };
        } else if !goes_on {
            first.above += GAP;
        }
        let line = line as u32;
        settings.push(Setting { line, first, rest });
    }
    settings
}

/// Sets a segment that goes on in a paragraph: one that opens with no more than a dateline
/// is set like its text.
fn go_on(settings: &mut Vec<Setting>, line: u32, rest: LineStyle) {
    match settings.last_mut() {
        Some(last) if last.line == line => {
            last.first = LineStyle {
                above: last.first.above,
                opens: last.first.opens,
                ..rest
            };
            last.rest = rest;
        }
        _ => settings.push(Setting {
            line: line + 1,
            first: rest,
            rest,
        }),
    }
}

/// How text of a role is set: as papers do it, and for roles that no paper knows
/// by where they stand.
fn style_of(role: &Role, placement: Placement, wide: bool) -> LineStyle {
    let set = |size: f32, above: f32, quiet: bool| LineStyle {
        size,
        above,
        quiet,
        ..LineStyle::default()
    };
    match (role.as_str(), placement) {
        ("headline", _) => set(1.62, 0.1, false),
        ("kicker", _) => set(0.94, 0.2, true),
        ("subheadline", _) => set(1.14, 0.1, false),
        ("byline" | "dateline", _) | (_, Placement::Back) => set(0.88, 0.1, true),
        ("heading", _) => set(1.06, 0.5, false),
        (_, Placement::Front) => set(1.06, 0.1, false),
        // Paragraphs of Han text begin two characters in, others stand apart.
        (_, Placement::Flow) if wide => LineStyle {
            indent: 2.0,
            above: 0.12,
            ..LineStyle::default()
        },
        (_, Placement::Flow) => set(1.0, 0.5, false),
    }
}
