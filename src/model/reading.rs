//! Reading texts of a page, as one layer of annotations has it.
//!
//! [`crate::text::projection`] knows spans and decisions; this says which spans
//! and decisions an article has. Reading, searching, matching and export all ask
//! here, so that they see the same text.

use std::ops::Range;

use super::annotations::Annotations;
use super::article::Segment;
use super::entity::{Entity, OMITTED};
use super::id::{ArticleId, SegmentId};
use super::line_break::BreakKind;
use crate::text::offset::CharOffset;
use crate::text::projection::{Break, BreakContext, ProjectionInput, ReadingText};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Makes the reading texts of one page.
#[derive(Debug, Clone)]
pub struct Readings<'a> {
    source: &'a SourceText,
    annotations: &'a Annotations,
    inferred: &'a BreakContext,
    corrections: Vec<(Span, &'a str)>,
}

impl<'a> Readings<'a> {
    /// Readings of a page; `inferred` is made of the same `source`.
    pub fn of(
        source: &'a SourceText,
        annotations: &'a Annotations,
        inferred: &'a BreakContext,
    ) -> Self {
        let corrections = annotations.corrections();
        Self {
            source,
            annotations,
            inferred,
            corrections: corrections
                .map(|correction| (correction.span, correction.replacement.as_str()))
                .collect(),
        }
    }

    /// Segments as they should read, in the order given.
    pub fn segments<'s>(&self, segments: impl IntoIterator<Item = &'s Segment>) -> ReadingText {
        let mut spans = Vec::new();
        let mut flows = Vec::new();
        let mut before = None;
        for segment in segments {
            spans.push(segment.span);
            flows.push(before.is_some_and(|before| goes_on(before, segment)));
            before = Some(segment);
        }
        self.project(&spans, &flows, &self.corrections)
    }

    /// One article as it should read.
    pub fn article(&self, article: ArticleId) -> ReadingText {
        self.segments(self.annotations.segments_of(article))
    }

    /// All articles as they should read, one after the other, each beginning on
    /// a line of its own: the reading texts of the articles joined by line ends.
    pub fn articles(&self) -> ReadingText {
        self.segments(self.in_reading_order())
    }

    /// The segments of all articles in reading order.
    pub fn in_reading_order(&self) -> impl Iterator<Item = &'a Segment> + use<'a> {
        let annotations = self.annotations;
        let articles = annotations.articles();
        articles.flat_map(move |article| annotations.segments_of(article.id))
    }

    /// The whole page in the order of the raw text, corrected.
    pub fn page(&self) -> ReadingText {
        self.project(&[self.source.span()], &[], &self.corrections)
    }

    /// A stretch of the page as it should read, where corrections count if they
    /// lie wholly in it.
    pub fn stretch(&self, span: Span) -> ReadingText {
        self.project(&[span], &[], &self.corrections)
    }

    /// Everything on the page: the articles in reading order, then what belongs to none
    /// (furniture only if wanted) in the order of the raw text, each stretch of it
    /// beginning on a line of its own.
    pub fn whole(&self, furniture: bool) -> WholeReading {
        let mut spans = Vec::new();
        let mut flows = Vec::new();
        let mut owners = Vec::new();
        let mut before = None;
        for segment in self.in_reading_order() {
            spans.push(segment.span);
            flows.push(before.is_some_and(|before| goes_on(before, segment)));
            owners.push(Some(segment.id));
            before = Some(segment);
        }
        for (span, owner) in self.of_no_article(furniture) {
            spans.push(span);
            owners.push(owner);
        }
        let text = self.project(&spans, &flows, &self.corrections);
        WholeReading { text, owners }
    }

    /// What belongs to no article, in the order of the raw text.
    fn of_no_article(&self, furniture: bool) -> Vec<(Span, Option<SegmentId>)> {
        let mut found = Vec::new();
        let mut from = CharOffset(0);
        let mut gap = |from: CharOffset, to: CharOffset| {
            let gap = Span::between(from, to.max(from));
            found.extend(self.source.trim(gap).map(|span| (span, None)));
        };
        let mut kept = Vec::new();
        for segment in self.annotations.segments() {
            gap(from, segment.span.start());
            from = from.max(segment.span.end());
            if furniture && segment.article().is_none() {
                kept.push((segment.span, Some(segment.id)));
            }
        }
        gap(from, self.source.span().end());
        found.extend(kept);
        found.sort_unstable_by_key(|(span, _)| *span);
        found
    }

    fn project(
        &self,
        segments: &[Span],
        flows: &[bool],
        corrections: &[(Span, &str)],
    ) -> ReadingText {
        let input = ProjectionInput {
            source: self.source,
            segments,
            flows,
            breaks: &|line| self.decided(line),
            inferred: self.inferred,
            corrections,
        };
        input.project()
    }

    /// What the layer says of the break below a line, counted from 1.
    fn decided(&self, line: u32) -> Option<Break> {
        Some(match self.annotations.line_break(line)? {
            BreakKind::Soft => Break::Soft,
            BreakKind::Para => Break::Para,
        })
    }
}

/// What everything on a page reads, and whose text is where: made by [`Readings::whole`].
#[derive(Debug, Clone)]
pub struct WholeReading {
    /// The reading text.
    pub text: ReadingText,
    owners: Vec<Option<SegmentId>>,
}

impl WholeReading {
    /// The segment in which a reading position stands; `None` for text that belongs to
    /// nothing yet, and between two segments.
    pub fn owner(&self, position: u32) -> Option<SegmentId> {
        let segments = self.text.segments();
        let after = segments.partition_point(|segment| segment.reading.end <= position);
        let segment = segments.get(after)?;
        let inside = segment.reading.start <= position;
        *self.owners.get(segment.index).filter(|_| inside)?
    }

    /// What a stretch of the raw text reads, on as many lines as it has paragraphs;
    /// `None` if nothing of it is in the reading text.
    pub fn reads(&self, raw: Span) -> Option<&str> {
        self.text.stretch_of(raw).map(|range| self.slice(range))
    }

    /// What a mention reads, its pieces with [`OMITTED`] between them; `None` if nothing
    /// of it is in the reading text.
    pub fn reads_mention(&self, entity: &Entity) -> Option<String> {
        let pieces: Vec<&str> = entity.pieces().filter_map(|it| self.reads(it)).collect();
        (!pieces.is_empty()).then(|| pieces.join(OMITTED))
    }

    /// A part of the reading text, in code points.
    pub fn slice(&self, range: Range<u32>) -> &str {
        let span = Span::between(CharOffset(range.start), CharOffset(range.end));
        self.text.source().slice(span)
    }
}

/// Whether a segment is running text that goes on from the one before it in its article: a
/// body from a body or from its dateline.
fn goes_on(before: &Segment, segment: &Segment) -> bool {
    let role = |segment: &Segment, wanted: &[&str]| {
        segment
            .role()
            .is_some_and(|role| wanted.contains(&role.as_str()))
    };
    segment.article() == before.article()
        && role(segment, &["body"])
        && role(before, &["body", "dateline"])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::annotations::Parts;
    use crate::model::article::{Article, Place};
    use crate::model::correction::Correction;
    use crate::model::entity::Attributes;
    use crate::model::id::{CorrectionId, Role};

    /// Articles of segments that are cut out of a page in any order, and a
    /// correction in the first one that has room for it.
    fn page(cuts: &[u32], owners: &[usize], right: &str) -> Annotations {
        let ids = [ArticleId::new(), ArticleId::new(), ArticleId::new()];
        let spans = cuts.windows(2).filter_map(|two| Span::new(two[0], two[1]));
        let spans: Vec<_> = spans.filter(|span| !span.is_empty()).collect();
        let segments = spans.iter().zip(owners).zip(0..);
        let segments: Vec<_> = segments
            .map(|((&span, &owner), rank)| Segment {
                id: SegmentId::new(),
                span,
                place: Place::Article {
                    article: ids[owner % 3],
                    rank: -rank,
                    role: Role::from("body"),
                },
            })
            .collect();
        let corrections = segments.first().map(|segment| Correction {
            id: CorrectionId::new(),
            span: Span::between(segment.span.start(), segment.span.start() + 1),
            replacement: right.to_owned(),
        });
        let articles = ids.iter().zip(0..).map(|(&id, rank)| Article {
            id,
            rank,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        });
        Annotations::from_parts(Parts {
            articles: articles.collect(),
            segments,
            corrections: corrections.into_iter().collect(),
            ..Parts::default()
        })
    }

    proptest! {
        #[test]
        fn all_articles_read_as_each_of_them_does_one_after_the_other(
            text in "[甲乙a,。 \\n-]{1,40}",
            mut cuts in prop::collection::vec(0_u32..40, 2..8),
            owners in prop::collection::vec(0_usize..3, 8),
            right in "[丙\\n]{0,2}",
        ) {
            let source = SourceText::new(text.as_str());
            cuts.iter_mut().for_each(|cut| *cut = (*cut).min(source.len()));
            cuts.sort_unstable();
            let annotations = page(&cuts, &owners, &right);
            let inferred = BreakContext::of(&source);
            let readings = Readings::of(&source, &annotations, &inferred);
            let each = annotations.articles().map(|it| readings.article(it.id));
            let each: Vec<_> = each.map(|it| it.text().to_owned()).collect();
            let joined: Vec<_> = each.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
            let all = readings.articles();
            prop_assert_eq!(all.text(), joined.join("\n"));
            // The whole page has them first, and then all that is in none of them.
            let whole = readings.whole(true);
            let rest = whole.text.text().strip_prefix(all.text());
            prop_assert!(rest.is_some());
            prop_assert!(all.is_empty() || rest.is_some_and(|it| it.is_empty() || it.starts_with('\n')));
            for segment in whole.text.segments() {
                for position in segment.reading.clone() {
                    let owner = whole.owner(position).and_then(|id| annotations.segment(id));
                    prop_assert_eq!(owner.map(|it| it.span), owner.map(|_| segment.raw));
                    prop_assert_eq!(owner.is_none(), annotations.segments_in(segment.raw).next().is_none());
                }
            }
            // What stands in one place of the raw text goes there and back.
            for segment in readings.in_reading_order() {
                if let Some(range) = all.stretch_of(segment.span) {
                    let raw = all.raw_stretch_of(range.clone(), &source);
                    prop_assert!(raw.is_some_and(|raw| segment.span.covers(raw)));
                    prop_assert_eq!(all.stretch_of(raw.unwrap_or_default()), Some(range));
                }
            }
        }
    }
}
