//! Notes that an article goes on elsewhere or comes from there.

use super::look::Look;
use super::{Kind, Problem};
use crate::model::article::Place;
use crate::text::span::Span;

/// What stands in a note that the text goes on elsewhere.
const TO: [&str; 6] = ["下转", "下轉", "转第", "轉第", "ontinued on", "面へ続く"];
/// What stands in a note that the text comes from elsewhere.
const FROM: [&str; 6] = [
    "上接",
    "接第",
    "紧接",
    "緊接",
    "ontinued from",
    "面から続く",
];
/// A note is no longer than this, in code points.
const LONGEST_NOTE: u32 = 40;

/// Which way a note points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    To,
    From,
}

impl Way {
    /// Which way the note in brackets points; `None` if it is none.
    fn of(note: &str) -> Option<Self> {
        let has = |words: &[&str]| words.iter().any(|words| note.contains(words));
        if has(&TO) {
            Some(Self::To)
        } else {
            has(&FROM).then_some(Self::From)
        }
    }
}

/// Finds notes at the beginning and the end of articles that are not linked that way.
pub(super) fn find(look: &Look<'_>, found: &mut Vec<Problem>) {
    for (article, segments) in &look.articles {
        let mut flow = segments.iter().filter(|segment| look.flows(segment));
        let first = flow.next();
        let last = flow.next_back().or(first);
        let from = first.and_then(|first| note_from(look, first.span));
        let to = last.and_then(|last| note_to(look, last.span));
        let is_continued = look.context.continued.contains(&article.id);
        let notes = [
            from.filter(|_| article.continues.is_none()),
            to.filter(|_| !is_continued),
        ];
        for span in notes.into_iter().flatten() {
            let note = Problem::new(Kind::OpenContinuation, span)
                .of(look, Some(article.id))
                .about(look.excerpt(span));
            found.push(note);
        }
    }
}

/// Whether the text of a segment goes on elsewhere, as a note at its end says.
pub(super) fn goes_on_elsewhere(look: &Look<'_>, span: Span) -> bool {
    note_to(look, span).is_some()
}

/// Whether the text of a segment comes from elsewhere, as a note at its start says.
pub(super) fn comes_from_elsewhere(look: &Look<'_>, span: Span) -> bool {
    note_from(look, span).is_some()
}

/// The note that says so, in the segment or right behind it.
fn note_to(look: &Look<'_>, span: Span) -> Option<Span> {
    let inside = Span::between(span.end().back(LONGEST_NOTE).max(span.start()), span.end());
    let behind = Span::between(span.end(), span.end() + LONGEST_NOTE);
    let inside = note_ending(look, inside);
    let note = inside.or_else(|| note_beginning(look, behind).filter(|&it| is_free(look, it)))?;
    (Way::of(look.text(note)) == Some(Way::To)).then_some(note)
}

/// The note that says so, in the segment or right before it.
fn note_from(look: &Look<'_>, span: Span) -> Option<Span> {
    let inside = Span::between(span.start(), span.end().min(span.start() + LONGEST_NOTE));
    let before = Span::between(span.start().back(LONGEST_NOTE), span.start());
    let inside = note_beginning(look, inside);
    let note = inside.or_else(|| note_ending(look, before).filter(|&it| is_free(look, it)))?;
    (Way::of(look.text(note)) == Some(Way::From)).then_some(note)
}

/// Whether a note beside a segment is not part of another article.
fn is_free(look: &Look<'_>, note: Span) -> bool {
    let mut owners = look.page.annotations.segments_in(note);
    owners.all(|owner| owner.place == Place::Furniture)
}

/// The brackets that begin the text of a span.
fn note_beginning(look: &Look<'_>, span: Span) -> Option<Span> {
    let span = look.page.source.trim(span)?;
    let text = look.text(span);
    let inside = text.strip_prefix(['（', '('])?;
    let length = inside.chars().position(|c| c == '）' || c == ')')? as u32;
    Some(Span::between(span.start(), span.start() + length + 2))
}

/// The brackets that end the text of a span.
fn note_ending(look: &Look<'_>, span: Span) -> Option<Span> {
    let span = look.page.source.trim(span)?;
    let inside = look.text(span).strip_suffix(['）', ')'])?;
    let mut back = inside.chars().rev();
    let length = back.position(|c| c == '（' || c == '(')? as u32;
    Some(Span::between(span.end().back(length + 2), span.end()))
}
