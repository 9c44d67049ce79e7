//! How an article reads from one segment to the next.

use super::continuations::goes_on_elsewhere;
use super::look::Look;
use super::shape::{ends_sentence, is_prose, opens_mid_sentence};
use super::{Fix, Kind, Problem};
use crate::model::article::{Article, Segment};
use crate::text::projection::{opens_like_item, opens_with_mark};
use crate::text::span::Span;

/// How much of the beginning of a segment is looked at, in code points.
const HEAD: u32 = 80;
/// How much of its end is looked at.
const TAIL: u32 = 400;
/// A paragraph with fewer code points is prose only if a sentence ends in it.
const SHORT: usize = 20;

/// A segment in the flow of an article and how it begins and ends.
struct Part<'a> {
    segment: &'a Segment,
    /// Its place among all segments of the article.
    at: usize,
    is_body: bool,
    /// It is prose that stops within a sentence.
    open: bool,
    /// It begins within a sentence.
    inside: bool,
}

/// Finds sentences that are cut and order that jumps.
pub(super) fn find(look: &Look<'_>, found: &mut Vec<Problem>) {
    for (article, segments) in &look.articles {
        let parts = parts(look, segments);
        cut_sentences(look, article, &parts, found);
        jumps(look, article, &parts, found);
    }
}

fn parts<'a>(look: &Look<'a>, segments: &[&'a Segment]) -> Vec<Part<'a>> {
    let flow = segments.iter().enumerate();
    flow.filter(|(_, segment)| look.flows(segment))
        .map(|(at, &segment)| {
            let is_body = look.is_body(segment);
            Part {
                segment,
                at,
                is_body,
                open: is_body && is_open(look, segment.span),
                inside: is_body && opens_mid_sentence(look.text(head(segment.span))),
            }
        })
        .collect()
}

fn head(span: Span) -> Span {
    Span::between(span.start(), span.end().min(span.start() + HEAD))
}

/// Whether a segment ends with prose whose last sentence is not finished. A table
/// row, a signature or a line of verse is no prose, whatever stands above it.
fn is_open(look: &Look<'_>, span: Span) -> bool {
    let text = look.text(last_paragraph(look, span));
    let clauses = text.contains(['，', '、', ',']) && text.chars().count() >= SHORT;
    (is_prose(text) || clauses) && !ends_sentence(text) && !goes_on_elsewhere(look, span)
}

/// The last paragraph of a span, or as much of its end as need be looked at.
fn last_paragraph(look: &Look<'_>, span: Span) -> Span {
    let source = look.page.source;
    let from = span.end().back(TAIL).max(span.start());
    let tail = Span::between(from, span.end());
    let last = source.line_of(span.end().back(1));
    let lines = source.lines_of(tail).rev();
    let above = lines
        .filter(|&line| line < last && !source.is_blank_line(line))
        .find(|&line| look.ends_paragraph(line));
    let start = above.map_or(from, |line| source.line_span(line).end());
    Span::between(start.max(from), span.end())
}

/// A sentence that is left open must go on in the next segment, and one that goes on
/// must have been left open.
fn cut_sentences(look: &Look<'_>, article: &Article, parts: &[Part<'_>], found: &mut Vec<Problem>) {
    let continued = look.context.continued.contains(&article.id);
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.is_body) {
        let next = parts.get(at + 1);
        let goes_on = next.map_or(continued, |next| goes_on_in(look, next));
        if part.open && !goes_on {
            let end = last_line(look, part.segment.span);
            let mut cut = Problem::new(Kind::CutSentence, end)
                .of(look, Some(article.id))
                .about(look.excerpt(end));
            if let Some(next) = next {
                cut = cut.against(look.excerpt(next.segment.span));
                cut.spans.push(next.segment.span);
            }
            found.push(cut);
        }
        let before = at.checked_sub(1).and_then(|at| parts.get(at));
        // A dateline is the beginning of the sentence that the body goes on with.
        let begun = before.is_some_and(|before| before.open || !before.is_body);
        let continues = before.is_none() && article.continues.is_some();
        if part.inside && !begun && !continues {
            let line = first_line(look, part.segment.span);
            let begin = Problem::new(Kind::MidSentence, line)
                .of(look, Some(article.id))
                .about(look.excerpt(line));
            found.push(begin);
        }
    }
}

/// Whether a segment can be the rest of a sentence.
fn goes_on_in(look: &Look<'_>, next: &Part<'_>) -> bool {
    let text = look.text(head(next.segment.span));
    next.is_body && !opens_with_mark(text) && !opens_like_item(text)
}

fn first_line(look: &Look<'_>, span: Span) -> Span {
    let source = look.page.source;
    let line = source.line_span(source.line_of(span.start()));
    line.intersection(span).unwrap_or(span)
}

fn last_line(look: &Look<'_>, span: Span) -> Span {
    let source = look.page.source;
    let line = source.line_span(source.line_of(span.end().back(1)));
    line.intersection(span).unwrap_or(span)
}

/// Text that is read later but stands above, for no visible reason: a sentence that
/// would be cut in the order of the raw text is one. Headings are not looked at; they
/// are set apart from their text by whoever made the page.
fn jumps(look: &Look<'_>, article: &Article, parts: &[Part<'_>], found: &mut Vec<Problem>) {
    let bodies: Vec<&Part<'_>> = parts.iter().filter(|part| part.is_body).collect();
    let mut raw = bodies.clone();
    raw.sort_by_key(|part| part.segment.span);
    for pair in bodies.windows(2) {
        let [first, second] = pair else { continue };
        let backwards = second.segment.span < first.segment.span;
        if !backwards || first.open || second.inside {
            continue;
        }
        let nth = raw.partition_point(|part| part.segment.span < second.segment.span);
        let above = nth.checked_sub(1).and_then(|nth| raw.get(nth));
        if above.is_some_and(|above| above.open) {
            continue;
        }
        let target = above.map_or_else(
            || bodies.first().map_or(0, |first| first.at),
            |above| above.at + 1,
        );
        let mut jump = Problem::new(Kind::OrderJumps, second.segment.span)
            .of(look, Some(article.id))
            .about(look.excerpt(second.segment.span))
            .against(look.excerpt(first.segment.span))
            .fixed_by((target < second.at).then_some(Fix::Move {
                segment: second.segment.id,
                article: article.id,
                at: target,
            }));
        jump.spans.push(first.segment.span);
        found.push(jump);
    }
}
