//! What the lines of an accepted page are, read off its annotations.

use super::label::Label;
use super::lines::Lines;
use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::id::Role;
use crate::model::line_break::BreakKind;
use crate::text::projection::{Break, BreakContext};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// What each line of an accepted page is; `None` where nobody said.
pub(super) fn labels_of(lines: &Lines, annotations: &Annotations) -> Vec<Option<Label>> {
    let context = BreakContext::of(lines.source);
    let mut ends = true;
    let mut last = None;
    let mut labels = Vec::with_capacity(lines.all.len());
    for line in &lines.all {
        let segment = main_segment(lines.source, annotations, line.span);
        let label = segment.map(|segment| {
            let first = segment.span.start() >= line.span.start() || last != Some(segment.id);
            let role = segment.role().map(Role::as_str);
            label_of(role, first, ends)
        });
        // The segment that the next line may go on with.
        let end = Span::between(line.span.end().back(1), line.span.end());
        last = annotations
            .segments_in(end)
            .next()
            .map(|segment| segment.id);
        let number = u32::try_from(line.number + 1).unwrap_or(u32::MAX);
        ends = match annotations.line_break(number) {
            Some(kind) => kind == BreakKind::Para,
            None => context
                .infer(number)
                .is_none_or(|found| found.kind == Break::Para),
        };
        labels.push(label);
    }
    labels
}

/// The segment that a line is for the most part; of a line that begins with a dateline
/// that one.
fn main_segment<'a>(
    source: &SourceText,
    annotations: &'a Annotations,
    line: Span,
) -> Option<&'a Segment> {
    let first = annotations.segments_in(line).next()?;
    if first.role().map(Role::as_str) == Some("dateline") {
        return Some(first);
    }
    let here = |segment: &&Segment| {
        let start = segment.span.start().max(line.start());
        source.ink(Span::between(start, segment.span.end().min(line.end())))
    };
    // Of two equal ones the first.
    annotations
        .segments_in(line)
        .fold(None, |best: Option<&Segment>, segment| match best {
            Some(best) if here(&best) >= here(&segment) => Some(best),
            _ => Some(segment),
        })
}

/// The label for a role; `first`: whether the segment begins on this line, `ends`:
/// whether a paragraph ends before it.
fn label_of(role: Option<&str>, first: bool, ends: bool) -> Label {
    match role {
        None => Label::Furniture,
        Some("kicker") => Label::Kicker,
        Some("headline") => Label::Headline,
        Some("subheadline") => Label::Subheadline,
        Some("byline") => Label::Byline,
        Some("dateline") if first => Label::Dateline,
        Some("dateline") => Label::Body,
        Some("heading") => Label::Heading,
        Some("caption") if first => Label::Caption,
        Some("caption") => Label::CaptionBody,
        Some(_) if ends => Label::Lead,
        Some(_) => Label::Body,
    }
}
