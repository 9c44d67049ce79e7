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
        let spans: Vec<_> = segments.into_iter().map(|segment| segment.span).collect();
        self.project(&spans, &self.corrections)
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
        self.project(&[self.source.span()], &self.corrections)
    }

    /// A stretch of the page as it should read, where corrections count if they
    /// lie wholly in it.
    pub fn stretch(&self, span: Span) -> ReadingText {
        self.project(&[span], &self.corrections)
    }

    /// The whole page in the order of the raw text with lines joined, nothing
    /// corrected.
    pub fn uncorrected_page(&self) -> ReadingText {
        self.project(&[self.source.span()], &[])
    }

    fn project(&self, segments: &[Span], corrections: &[(Span, &str)]) -> ReadingText {
        let input = ProjectionInput {
            source: self.source,
            segments,
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
