//! How sure the proposer is of a question, and why.

use std::collections::BTreeMap;

use crate::model::evidence::{Evidence, Reason, Subject};

/// More reasons than this tell a reader nothing.
const REASONS: usize = 5;

/// The evidence of a proposal; `None` for layers of people, who say no reasons.
pub(super) type Known<'a> = Option<&'a BTreeMap<Subject, Evidence>>;

/// The score of the least sure of some subjects, and the reasons of all, those
/// that several share first. A question is as sure as its weakest part.
pub(super) fn weakest(
    known: Known<'_>,
    subjects: impl IntoIterator<Item = Subject>,
) -> (Option<f64>, Vec<Reason>) {
    let Some(known) = known else {
        return (None, Vec::new());
    };
    let found: Vec<_> = subjects
        .into_iter()
        .filter_map(|subject| known.get(&subject))
        .collect();
    let score = found
        .iter()
        .map(|evidence| evidence.score)
        .min_by(f64::total_cmp);
    (score, shared_reasons(&found))
}

fn shared_reasons(found: &[&Evidence]) -> Vec<Reason> {
    // Number of subjects that give it, and the first place where it stands.
    let mut counted: BTreeMap<(&'static str, &str), (usize, usize, &Reason)> = BTreeMap::new();
    let all = found
        .iter()
        .flat_map(|evidence| evidence.reasons.iter().enumerate());
    for (place, reason) in all {
        let key = (reason.cue.as_str(), reason.detail.as_str());
        let entry = counted.entry(key).or_insert((0, place, reason));
        entry.0 += 1;
        entry.1 = entry.1.min(place);
    }
    let mut sorted: Vec<_> = counted.into_values().collect();
    sorted.sort_by_key(|&(count, place, _)| (std::cmp::Reverse(count), place));
    let reasons = sorted.into_iter().map(|(_, _, reason)| reason.clone());
    reasons.take(REASONS).collect()
}
