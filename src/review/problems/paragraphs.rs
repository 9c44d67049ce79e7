//! Paragraphs that end within a sentence.

use super::look::Look;
use super::shape::{ends_sentence, is_prose};
use super::{Fix, Kind, Problem};
use crate::text::projection::{opens_like_item, opens_with_mark};
use crate::text::span::Span;

/// Finds paragraph ends after text that is prose and stops short. The end of a
/// segment is not looked at here: what follows it may stand elsewhere.
pub(super) fn find(look: &Look<'_>, found: &mut Vec<Problem>) {
    for (article, segments) in &look.articles {
        for segment in segments.iter().filter(|segment| look.is_body(segment)) {
            for line in open_ends(look, segment.span) {
                let span = look.page.source.line_span(line);
                let span = span.intersection(segment.span).unwrap_or(segment.span);
                found.push(
                    Problem::new(Kind::OpenParagraph, span)
                        .of(look, Some(article.id))
                        .about(look.excerpt(span))
                        .fixed_by(Some(Fix::Join(line as u32 + 1))),
                );
            }
        }
    }
}

/// The lines (from 0) within `span` at which a paragraph of prose ends too early.
fn open_ends(look: &Look<'_>, span: Span) -> Vec<usize> {
    let source = look.page.source;
    let mut open = Vec::new();
    let mut prose = false;
    // The line with text before this one, if a paragraph ends with it too early.
    let mut suspect = None;
    for line in source.lines_of(span) {
        let whole = source.line_span(line);
        let text = match whole.intersection(span) {
            Some(inside) if inside == whole => source.line(line).trim(),
            Some(inside) => source.slice(inside).trim(),
            None => "",
        };
        if text.is_empty() {
            continue;
        }
        let listed = opens_with_mark(text) || opens_like_item(text);
        open.extend(suspect.take().filter(|_| !listed));
        prose |= is_prose(text);
        if look.ends_paragraph(line) {
            suspect = (prose && !ends_sentence(text)).then_some(line);
            prose = false;
        }
    }
    open
}
