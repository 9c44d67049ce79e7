//! Text that belongs to nothing.

use super::look::Look;
use super::repeats::Repeats;
use super::shape::{ends_sentence, is_prose, letters, looks_like_byline, opens_mid_sentence};
use super::{Fix, Kind, Problem, Severity};
use crate::model::article::{Place, Segment};
use crate::model::id::{ArticleId, Role};
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// A headline is no longer than this, in code points.
const LONGEST_HEADLINE: u32 = 40;

/// A gap and what stands around it.
struct Gap<'a> {
    /// The text without white space at its ends.
    span: Span,
    /// The nearest segment of an article before it.
    before: Option<&'a Segment>,
    /// The nearest segment of an article after it.
    after: Option<&'a Segment>,
}

/// Finds text between segments, and furniture that names an author.
pub(super) fn find(look: &Look<'_>, repeats: &Repeats, found: &mut Vec<Problem>) {
    for gap in gaps(look) {
        let lines = look.page.source.lines_of(gap.span);
        // What is only there twice is said by the search for repeated text.
        let told = lines
            .clone()
            .all(|line| look.page.source.is_blank_line(line) || repeats.tells_of(line));
        if !told {
            found.push(problem(look, &gap));
        }
    }
    for segment in &look.segments {
        if segment.place == Place::Furniture && looks_like_byline(look.text(segment.span)) {
            let byline = Problem::new(Kind::StrayByline, segment.span);
            found.push(byline.about(look.excerpt(segment.span)));
        }
    }
}

/// The gaps in the order of the text.
fn gaps<'a>(look: &Look<'a>) -> Vec<Gap<'a>> {
    let source = look.page.source;
    let mut gaps: Vec<Gap<'a>> = Vec::new();
    // The gaps whose article below has not come yet.
    let mut open = 0;
    let (mut at, mut before) = (CharOffset(0), None);
    for &segment in &look.segments {
        let between = Span::between(at, segment.span.start().max(at));
        if let Some(span) = source.trim(between) {
            gaps.push(Gap {
                span,
                before,
                after: None,
            });
        }
        at = at.max(segment.span.end());
        if segment.article().is_some() {
            before = Some(segment);
            for gap in gaps.iter_mut().skip(open) {
                gap.after = Some(segment);
            }
            open = gaps.len();
        }
    }
    if let Some(span) = source.trim(Span::between(at, source.span().end())) {
        gaps.push(Gap {
            span,
            before,
            after: None,
        });
    }
    gaps
}

fn problem(look: &Look<'_>, gap: &Gap<'_>) -> Problem {
    let text = look.text(gap.span);
    if letters(text) == 0 {
        let mut junk = Problem::new(Kind::Unassigned, gap.span);
        junk.severity = Severity::Hint;
        let fix = Fix::Furniture(vec![gap.span]);
        return junk.about(look.excerpt(gap.span)).fixed_by(Some(fix));
    }
    let is_byline = looks_like_byline(text);
    let kind = if is_byline {
        Kind::StrayByline
    } else {
        Kind::Unassigned
    };
    let home = home(look, gap);
    let role = if is_byline {
        Some(Role::from("byline"))
    } else {
        home.filter(|&home| is_headline_of(look, gap, home))
            .map(|_| look.headline.clone())
    };
    let known = |role: &Role| look.page.schema.role(role).is_some();
    let fix = home.map(|article| Fix::Assign {
        span: gap.span,
        article,
        role: role.filter(known),
    });
    Problem::new(kind, gap.span)
        .of(look, home)
        .about(look.excerpt(gap.span))
        .fixed_by(fix)
}

/// The article that the text of a gap most likely belongs to.
fn home(look: &Look<'_>, gap: &Gap<'_>) -> Option<ArticleId> {
    let before = gap.before.and_then(Segment::article);
    let after = gap.after.and_then(Segment::article);
    let left_open = gap
        .before
        .is_some_and(|before| look.is_body(before) && !ends_sentence(look.text(before.span)));
    if left_open || opens_mid_sentence(look.text(gap.span)) {
        return before.or(after);
    }
    match after {
        Some(article) if is_headline_of(look, gap, article) => after,
        _ => before.or(after),
    }
}

/// Whether the text looks like the headline that the article below lacks.
fn is_headline_of(look: &Look<'_>, gap: &Gap<'_>, article: ArticleId) -> bool {
    let text = look.text(gap.span);
    gap.after.and_then(Segment::article) == Some(article)
        && gap.span.len() <= LONGEST_HEADLINE
        && !ends_sentence(text)
        && !is_prose(text)
        && !look
            .page
            .annotations
            .segments_of(article)
            .any(|segment| look.is_headline(segment))
}
