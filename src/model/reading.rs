//! Reading texts of a page, as one layer of annotations has it.
//!
//! [`crate::text::projection`] knows spans and decisions; this says which spans
//! and decisions an article has. Reading, searching, matching and export all ask
//! here, so that they see the same text.

use super::annotations::Annotations;
use super::article::Segment;
use super::id::ArticleId;
use super::line_break::BreakKind;
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
    use crate::model::id::{CorrectionId, Role, SegmentId};

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
