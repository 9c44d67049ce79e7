//! Questions about corrections.

use std::collections::BTreeMap;

use super::{Aspect, Desk, Fact, Kind, Part, Question, fingerprint};
use crate::model::annotations::Annotations;
use crate::model::correction::Correction;
use crate::model::evidence::Subject;
use crate::text::span::Span;

/// Adds one question for each raw text and replacement, however often they occur,
/// and one for each correction that only mine has.
pub(super) fn ask(desk: &Desk<'_>, questions: &mut Vec<Question>) {
    if !desk.asks(Aspect::Corrections) {
        return;
    }
    let mut groups: BTreeMap<(&str, &str), Vec<&Correction>> = BTreeMap::new();
    for correction in desk.theirs.annotations.corrections() {
        let usable = !correction.span.is_empty() && desk.source.contains(correction.span);
        let there = has(desk.mine, correction);
        if usable && !there && !desk.is_rejected(&words("correct", correction)) {
            let raw = desk.source.slice(correction.span);
            let group = groups.entry((raw, &correction.replacement));
            group.or_default().push(correction);
        }
    }
    for ((_, replacement), group) in groups {
        let replacement = replacement.to_owned();
        let parts = group.iter().map(|one| Part {
            fact: Fact::Correction(one.id),
            fingerprint: words("correct", one),
            subject: Some(Subject::Correction(one.id)),
        });
        let parts = parts.collect();
        let spans: Vec<Span> = group.iter().map(|one| one.span).collect();
        questions.extend(desk.question(Kind::Correct { replacement }, spans, parts));
    }
    if desk.silence_denies() {
        ask_only_mine(desk, questions);
    }
}

/// Corrections of mine that one of theirs would take the place of are not asked:
/// accepting that one removes them.
fn ask_only_mine(desk: &Desk<'_>, questions: &mut Vec<Question>) {
    let theirs = desk.theirs.annotations;
    for mine in desk.mine.corrections() {
        let fingerprint = words("uncorrect", mine);
        let replaced = theirs.corrections_in(mine.span).next().is_some();
        if replaced || desk.is_rejected(&fingerprint) {
            continue;
        }
        let replacement = mine.replacement.clone();
        let part = Part {
            fact: Fact::NoCorrection(mine.id),
            fingerprint,
            subject: None,
        };
        let kind = Kind::Uncorrect { replacement };
        questions.extend(desk.question(kind, vec![mine.span], vec![part]));
    }
}

fn has(layer: &Annotations, wanted: &Correction) -> bool {
    let mut there = layer.corrections_in(wanted.span);
    there.any(|own| own.span == wanted.span && own.replacement == wanted.replacement)
}

fn words(verb: &str, correction: &Correction) -> String {
    let Correction {
        span, replacement, ..
    } = correction;
    fingerprint::words(verb, &format!("{span} {replacement}"))
}
