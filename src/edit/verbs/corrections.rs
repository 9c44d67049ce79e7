//! Verbs on corrections: what raw text should read instead.
//!
//! Raw text never changes; a correction stands beside it. Corrections do not
//! overlap, so a new one takes the place of those that it touches.

use super::{Outcome, Refusal};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, PageChange};
use crate::edit::wrong_text::WrongText;
use crate::model::correction::Correction;
use crate::model::id::CorrectionId;
use crate::text::span::Span;

/// A name in the history shows at most so many code points of a text.
const SHOWN: usize = 12;

/// The span for which [`correct`] takes its text: `span`, grown to the whole of
/// every correction that it shares text with.
pub fn grown(page: Page<'_>, span: Span) -> Span {
    let touched = page.annotations.corrections_in(span);
    touched.fold(span, |all, correction| all.hull(correction.span))
}

/// The corrections that a selection means: those that share text with it; for a
/// caret the one that it stands in or, if there is none, beside.
pub fn corrections_at(page: Page<'_>, selection: Span) -> Vec<&Correction> {
    if !selection.is_empty() {
        return page.annotations.corrections_in(selection).collect();
    }
    let caret = selection.start();
    let around = Span::between(caret.back(1), caret + 1);
    let beside = page.annotations.corrections_in(around);
    let nearest = beside.min_by_key(|correction| !correction.span.contains(caret));
    nearest.into_iter().collect()
}

/// Says what raw text should read: `text` stands for the whole of [`grown`]; an
/// empty one deletes. The raw text itself takes the correction away.
///
/// # Errors
/// [`Refusal::NoText`] for a span without text, [`Refusal::AlreadySo`] if it
/// reads so already.
pub fn correct(page: Page<'_>, span: Span, text: &str) -> Outcome {
    let limit = page.source.span().end();
    let span = Span::between(span.start().min(limit), span.end().min(limit));
    if span.is_empty() {
        return Err(Refusal::NoText);
    }
    let span = grown(page, span);
    let touched: Vec<_> = page.annotations.corrections_in(span).cloned().collect();
    let raw = page.source.slice(span);
    let mut draft = Draft::new(page);
    let mut kept = None;
    for before in touched {
        // The one that is edited keeps its identity; others make room for it.
        if before.span == span && text != raw {
            kept = Some(before);
        } else {
            draft.push(PageChange::Correction(Change::Remove(before)));
        }
    }
    let deed = if text == raw {
        EditLabel::new(Deed::RemoveCorrection).about(shown(raw))
    } else {
        let after = Correction {
            id: kept.as_ref().map_or_else(CorrectionId::new, |it| it.id),
            span,
            replacement: text.to_owned(),
        };
        match kept {
            Some(before) if before == after => return Err(Refusal::AlreadySo),
            Some(before) => {
                let change = Change::Replace { before, after };
                draft.push(PageChange::Correction(change));
            }
            None => draft.push(PageChange::Correction(Change::Insert(after))),
        }
        EditLabel::new(Deed::Correct).about(change_shown(raw, text))
    };
    draft.finish(deed, span).ok_or(Refusal::AlreadySo)
}

/// Takes corrections away; the text reads as it is in the raw text again.
///
/// # Errors
/// [`Refusal::NoCorrectionHere`] if none of them is there.
pub fn remove(page: Page<'_>, ids: &[CorrectionId]) -> Outcome {
    let found = ids.iter().filter_map(|&id| page.annotations.correction(id));
    let found: Vec<_> = found.collect();
    let first = *found.first().ok_or(Refusal::NoCorrectionHere)?;
    let mut draft = Draft::new(page);
    for &correction in &found {
        draft.push(PageChange::Correction(Change::Remove(correction.clone())));
    }
    let deed = EditLabel::new(Deed::RemoveCorrection)
        .about(shown(page.source.slice(first.span)))
        .times(found.len());
    draft
        .finish(deed, first.span)
        .ok_or(Refusal::NoCorrectionHere)
}

/// Where else on the page the same raw text stands uncorrected: what applying
/// the correction everywhere would change. See [`WrongText`] for what is the same.
pub fn equal_places(page: Page<'_>, correction: &Correction) -> Vec<Span> {
    let wrong = WrongText::of(page.source, correction);
    wrong.map_or_else(Vec::new, |wrong| open_places(page, &wrong))
}

/// The places of a wrong text that no correction touches.
pub fn open_places(page: Page<'_>, wrong: &WrongText) -> Vec<Span> {
    let mut places = wrong.places(page.source);
    places.retain(|&place| page.annotations.corrections_in(place).next().is_none());
    places
}

/// Applies one right text to every open place of a wrong one on the page, as one
/// change.
///
/// # Errors
/// [`Refusal::AlreadySo`] if there is no such place.
pub fn correct_all(page: Page<'_>, wrong: &WrongText) -> Outcome {
    let places = open_places(page, wrong);
    let first = *places.first().ok_or(Refusal::AlreadySo)?;
    let mut draft = Draft::new(page);
    for &span in &places {
        draft.push(PageChange::Correction(Change::Insert(Correction {
            id: CorrectionId::new(),
            span,
            replacement: wrong.right().to_owned(),
        })));
    }
    let deed = EditLabel::new(Deed::CorrectAll)
        .about(change_shown(wrong.raw(), wrong.right()))
        .times(places.len());
    draft.finish(deed, first).ok_or(Refusal::AlreadySo)
}

/// What was and what is, as the history names it.
fn change_shown(raw: &str, text: &str) -> String {
    let (before, after) = (shown(raw), shown(text));
    if after.is_empty() {
        format!("{before} → ∅")
    } else {
        format!("{before} → {after}")
    }
}

/// A text on one line, not too long.
fn shown(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    if words.chars().nth(SHOWN).is_none() {
        return words;
    }
    words.chars().take(SHOWN).chain(['…']).collect()
}

#[cfg(test)]
mod tests;
