//! Articles that lack something or have too much of it.

use super::continuations::comes_from_elsewhere;
use super::look::Look;
use super::shape::{ends_sentence, ink_hash, is_prose, letters};
use super::{Fix, Kind, Problem, Severity};
use crate::model::article::{Article, Segment};
use crate::model::id::Role;
use crate::model::schema::{Placement, missing};
use crate::text::span::Span;

/// Articles shorter than this, in code points, may well have no headline.
const BRIEF: u32 = 300;
/// A headline on one line is no longer than this, in code points.
const LONGEST_HEADLINE: u32 = 40;

/// Finds what is wrong with articles as a whole.
pub(super) fn find(look: &Look<'_>, found: &mut Vec<Problem>) {
    let has_headlines = look.page.schema.role(&look.headline).is_some();
    for (article, segments) in &look.articles {
        if has_headlines {
            found.extend(no_headline(look, article, segments));
            two_headlines(look, article, segments, found);
        }
        found.extend(no_body(look, article, segments));
        for attribute in missing(&look.page.schema.article_attributes, &article.attributes) {
            let lacks = of_article(look, Kind::MissingInArticle, article, segments);
            found.extend(lacks.map(|problem| problem.against(&attribute.id)));
        }
        found.extend(empty_title(look, article, segments));
        found.extend(last_heading(look, article, segments));
    }
}

/// The problem of an article as a whole, shown at its first segment.
fn of_article(
    look: &Look<'_>,
    kind: Kind,
    article: &Article,
    segments: &[&Segment],
) -> Option<Problem> {
    let first = segments.first()?;
    let problem = Problem::new(kind, first.span).of(look, Some(article.id));
    Some(problem.about(look.excerpt(first.span)))
}

/// An article that continues another needs no headline, nor does one that is a
/// picture with its caption or whose title was given by hand.
fn no_headline(look: &Look<'_>, article: &Article, segments: &[&Segment]) -> Option<Problem> {
    let titled = article
        .title
        .as_deref()
        .is_some_and(|title| letters(title) > 0);
    let all_captions = segments.iter().all(|segment| !look.flows(segment));
    if titled
        || article.continues.is_some()
        || segments
            .first()
            .is_some_and(|first| comes_from_elsewhere(look, first.span))
        || all_captions
        || segments.iter().any(|segment| look.is_headline(segment))
    {
        return None;
    }
    let fix = headline_span(look, segments).map(|span| Fix::Role {
        span,
        role: look.headline.clone(),
    });
    let mut problem = of_article(look, Kind::NoHeadline, article, segments)?.fixed_by(fix);
    let length: u32 = segments.iter().map(|segment| segment.span.len()).sum();
    if length < BRIEF {
        problem.severity = Severity::Hint;
    }
    Some(problem)
}

/// What is probably the headline of an article that has none: a kicker without one,
/// or a first line that is short and no sentence.
fn headline_span(look: &Look<'_>, segments: &[&Segment]) -> Option<Span> {
    let first = segments.first()?;
    let role = first.role()?;
    if look.page.schema.placement(role) == Placement::Front && role.as_str() != "byline" {
        return Some(first.span);
    }
    let source = look.page.source;
    let line = source.line_span(source.line_of(first.span.start()));
    let span = source.trim(line.intersection(first.span)?)?;
    let text = look.text(span);
    let goes_on = span.end() < first.span.end() || segments.len() > 1;
    let is_title = span.len() <= LONGEST_HEADLINE && !ends_sentence(text) && !is_prose(text);
    (look.is_body(first) && goes_on && is_title).then_some(span)
}

/// An article needs text to read; a caption will do.
fn no_body(look: &Look<'_>, article: &Article, segments: &[&Segment]) -> Option<Problem> {
    let is_text = |segment: &&&Segment| {
        let placement = segment.role().map(|role| look.page.schema.placement(role));
        look.is_body(segment) || placement == Some(Placement::Back)
    };
    if segments.iter().any(|segment| is_text(&segment)) {
        return None;
    }
    let text = segments
        .iter()
        .find(|segment| is_prose(look.text(segment.span)));
    let fix = text.map(|segment| Fix::Role {
        span: segment.span,
        role: look.body.clone(),
    });
    Some(of_article(look, Kind::NoBody, article, segments)?.fixed_by(fix))
}

/// Headlines with other text between them are two; one that is broken into several
/// segments is not.
fn two_headlines(
    look: &Look<'_>,
    article: &Article,
    segments: &[&Segment],
    found: &mut Vec<Problem>,
) {
    let mut headlines: Vec<_> = segments
        .iter()
        .filter(|segment| look.is_headline(segment))
        .collect();
    headlines.sort_by_key(|segment| segment.span);
    for pair in headlines.windows(2) {
        let [first, second] = pair else { continue };
        let between = Span::between(first.span.end(), second.span.start());
        // The same line twice is said by the search for repeated text.
        let same = ink_hash(look.text(first.span)) == ink_hash(look.text(second.span));
        if same || look.page.source.ink(between) == 0 {
            continue;
        }
        let heading = Role::from("heading");
        let inside = segments
            .iter()
            .any(|segment| look.is_body(segment) && segment.span.start() < second.span.start());
        let fix = inside && look.page.schema.role(&heading).is_some();
        let mut problem = Problem::new(Kind::TwoHeadlines, second.span)
            .of(look, Some(article.id))
            .about(look.excerpt(second.span))
            .against(look.excerpt(first.span))
            .fixed_by(fix.then_some(Fix::Role {
                span: second.span,
                role: heading,
            }));
        problem.spans.push(first.span);
        found.push(problem);
    }
}

fn empty_title(look: &Look<'_>, article: &Article, segments: &[&Segment]) -> Option<Problem> {
    let given = article.title.as_deref().map(letters);
    if given == Some(0) {
        let problem = of_article(look, Kind::EmptyTitle, article, segments)?;
        return Some(problem.fixed_by(Some(Fix::ClearTitle(article.id))));
    }
    let mut headlines = segments.iter().filter(|segment| look.is_headline(segment));
    let blank = given.is_none()
        && headlines.clone().next().is_some()
        && headlines.all(|segment| letters(look.text(segment.span)) == 0);
    blank.then(|| of_article(look, Kind::EmptyTitle, article, segments))?
}

/// A heading needs text below it.
fn last_heading(look: &Look<'_>, article: &Article, segments: &[&Segment]) -> Option<Problem> {
    let mut flow = segments.iter().filter(|segment| look.flows(segment));
    let last = flow.next_back()?;
    let has_text = flow.any(|segment| look.is_body(segment));
    let is_heading = last.role() == Some(&Role::from("heading"));
    (is_heading && has_text).then(|| {
        Problem::new(Kind::LastHeading, last.span)
            .of(look, Some(article.id))
            .about(look.excerpt(last.span))
    })
}
