//! Quoted names that a page repeats without the noun of their kind.

use std::collections::BTreeMap;

use super::Named;
use super::quoted::quotes;
use crate::model::evidence::{Cue, Reason};
use crate::suggest::entities::passage::Passage;

/// The probability that a quoted name is one again where its noun is missing.
const AGAIN: f64 = 0.7;

/// Adds the places where quoted names are repeated.
pub(super) fn add(passages: &[Passage], found: &mut [Vec<Named>]) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (passage, found) in passages.iter().zip(found.iter()) {
        for one in found {
            let text = passage.part(one.range.clone());
            if let Some((quoted, _)) = text.split_once('”').filter(|_| text.starts_with('“')) {
                names.insert(format!("{quoted}”"), text.to_owned());
            }
        }
    }
    for (passage, found) in passages.iter().zip(found.iter_mut()) {
        for quote in quotes(passage) {
            let taken = found
                .iter()
                .any(|it| it.range.start < quote.end && quote.start < it.range.end);
            let Some(name) = names.get(passage.part(quote.clone())).filter(|_| !taken) else {
                continue;
            };
            if passage.in_title_marks(quote.start) {
                continue;
            }
            found.push(Named {
                range: quote,
                score: AGAIN,
                reasons: vec![Reason::about(Cue::Repeated, name.as_str())],
            });
        }
    }
}
