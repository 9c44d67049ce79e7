//! What all the searches look at, made once per page.

use super::Context;
use super::shape::excerpt;
use crate::edit::draft::Page;
use crate::model::article::{Article, Segment};
use crate::model::entity::Entity;
use crate::model::id::Role;
use crate::model::line_break::BreakKind;
use crate::model::schema::Placement;
use crate::text::projection::Break;
use crate::text::span::Span;

/// A page with its segments laid out for walking.
pub(super) struct Look<'a> {
    pub page: Page<'a>,
    pub context: Context<'a>,
    /// Segments and furniture in the order of the raw text.
    pub segments: Vec<&'a Segment>,
    /// The articles in order, each with its segments in reading order.
    pub articles: Vec<(&'a Article, Vec<&'a Segment>)>,
    /// The entities in the order of the raw text, each with its text; that of
    /// interrupted ones is not theirs alone.
    pub entities: Vec<(&'a Entity, &'a str)>,
    /// The role of plain text.
    pub body: Role,
    /// The role of headlines.
    pub headline: Role,
}

impl<'a> Look<'a> {
    pub(super) fn at(page: Page<'a>, context: Context<'a>) -> Self {
        let annotations = page.annotations;
        let with_segments = |article: &'a Article| {
            let segments = annotations.segments_of(article.id).collect();
            (article, segments)
        };
        Self {
            segments: annotations.segments().collect(),
            entities: annotations
                .entities()
                .map(|entity| (entity, page.source.slice(entity.span)))
                .collect(),
            articles: annotations.articles().map(with_segments).collect(),
            body: page.schema.body_role(),
            headline: page.schema.headline_role(),
            page,
            context,
        }
    }

    /// The text of a span.
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.page.source.slice(span)
    }

    /// The text of a span, shortened.
    pub(super) fn excerpt(&self, span: Span) -> String {
        // Looking at more than is shown would cost time on long segments.
        let end = span.end().min(span.start() + 120);
        excerpt(self.text(Span::between(span.start(), end)))
    }

    /// Whether a segment is plain text of an article.
    pub(super) fn is_body(&self, segment: &Segment) -> bool {
        segment.role() == Some(&self.body)
    }

    /// Whether a segment is a headline.
    pub(super) fn is_headline(&self, segment: &Segment) -> bool {
        segment.role() == Some(&self.headline)
    }

    /// Whether a segment stands in the flow of the text of its article.
    pub(super) fn flows(&self, segment: &Segment) -> bool {
        segment
            .role()
            .is_some_and(|role| self.page.schema.placement(role) == Placement::Flow)
    }

    /// Whether a paragraph ends with `line` (from 0), as decided or inferred.
    pub(super) fn ends_paragraph(&self, line: usize) -> bool {
        let upper = line as u32 + 1;
        let inferred = || {
            let found = self.context.breaks.infer(upper)?;
            Some(found.kind == Break::Para)
        };
        match self.page.annotations.line_break(upper) {
            Some(kind) => kind == BreakKind::Para,
            None => inferred().unwrap_or(true),
        }
    }
}

/// Goes along segments in the order of the raw text, for questions that come in
/// that order too.
pub(super) struct Walk<'l, 'a> {
    rest: &'l [&'a Segment],
}

impl<'l, 'a> Walk<'l, 'a> {
    pub(super) fn along(look: &'l Look<'a>) -> Self {
        Self {
            rest: &look.segments,
        }
    }

    /// The segments that share text with `span`, which must not begin before the
    /// span of an earlier question.
    pub(super) fn meet(&mut self, span: Span) -> &'l [&'a Segment] {
        let passed = self
            .rest
            .iter()
            .take_while(|segment| segment.span.end() <= span.start());
        self.rest = self.rest.get(passed.count()..).unwrap_or_default();
        let met = self
            .rest
            .iter()
            .take_while(|segment| segment.span.start() < span.end());
        self.rest.get(..met.count()).unwrap_or_default()
    }
}
