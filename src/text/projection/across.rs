//! What stands between two segments of which the second goes on with the text of the
//! first: columns that another story parts, a dateline and its text.

use super::line_shape::{ends_final, opens_like_item, opens_with_mark, runs_on};
use super::{Break, BreakContext, ProjectionInput};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// How the text of a segment goes on in the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// On the same line, with nothing between.
    Line,
    /// Over a break.
    Break(Break),
}

/// How the text of `upper` goes on in `lower`; `None` if one of them has no text.
pub(super) fn joint(input: &ProjectionInput<'_>, upper: Span, lower: Span) -> Option<Joint> {
    let source = input.source;
    let (upper, lower) = (source.trim(upper)?, source.trim(lower)?);
    let line = source.line_of(upper.end().back(1));
    let number = u32::try_from(line + 1).unwrap_or(u32::MAX);
    let beside = |end| Span::new(upper.end().0, end).is_some_and(|gap| source.ink(gap) == 0);
    if upper.end() == lower.start() {
        return Some(Joint::Line);
    }
    let decided = || (input.breaks)(number);
    let kind = if beside(lower.start().0) {
        if line == source.line_of(lower.start()) {
            Break::Soft
        } else {
            let inferred = || input.inferred.infer(number).map(|found| found.kind);
            decided().or_else(inferred).unwrap_or(Break::Soft)
        }
    } else {
        let whole = beside(source.line_span(line).end().0);
        let decided = whole.then(decided).flatten();
        decided.unwrap_or_else(|| across(input.inferred, source, upper, lower))
    };
    Some(Joint::Break(kind))
}

/// Whether a paragraph ends between two segments that stand in different places; neither
/// begins or ends with white space.
fn across(page: &BreakContext, source: &SourceText, upper: Span, lower: Span) -> Break {
    let part = |line: usize, span| {
        let part = source.line_span(line).intersection(span);
        source.slice(part.unwrap_or_default()).trim()
    };
    let (last, first) = (
        source.line_of(upper.end().back(1)),
        source.line_of(lower.start()),
    );
    let (above, below) = (part(last, upper), part(first, lower));
    let full = page.shape(last).full;
    let indented = page.shape(first).indented;
    if opens_with_mark(below) || indented && !runs_on(above, below) {
        Break::Para
    } else if runs_on(above, below) {
        Break::Soft
    } else if ends_final(above) {
        // Where first lines are indented, one that is not goes on.
        if full && page.indents {
            Break::Soft
        } else {
            Break::Para
        }
    } else if full && !opens_like_item(below) {
        Break::Soft
    } else {
        Break::Para
    }
}
