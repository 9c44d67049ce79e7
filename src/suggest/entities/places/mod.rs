//! Cities: places at prefecture and county level and municipalities.
//!
//! Names of a gazetteer are matched, and for each the odds are added up that it is meant
//! as a city: what the word usually is, whether it can be read as a word of its own where
//! it stands, what is around it (a dateline, 在 and 赴, 三县 behind a list), whether the
//! page names the place in full, and whether the page's other places are near it. Names
//! with their suffix need little; a short name that is an ordinary word, too (和平, 民乐),
//! needs much. Then what belongs to the name of a university or a dish is taken out.

mod around;
mod candidate;
mod lists;
mod names;
mod page;
#[cfg(test)]
mod tests;
mod unlisted;
mod western;

pub(super) use candidate::{is_free_standing, works};
pub use names::Names;

use super::found::{Found, Kind};
use super::plain::Plain;
use crate::model::evidence::Cue;
use crate::suggest::gazetteer::Gazetteer;
use around::Sign;
use candidate::Candidate;
use names::Form;
use page::Page;

/// The cities in the passages of one page, for each passage in its order.
///
/// The ranges lie in the passages, on character borders, and do not overlap.
pub fn cities(passages: &[&str], gazetteer: &Gazetteer, names: &Names) -> Vec<Vec<Found>> {
    let plains: Vec<Plain<'_>> = passages.iter().map(|it| Plain::of(it)).collect();
    let mut all: Vec<Vec<Candidate>> = plains
        .iter()
        .map(|it| {
            let mut listed = candidate::candidates(it.text(), names);
            for candidate in &mut listed {
                if it.is_spread(&candidate.range) && !candidate.has(Sign::LineStart) {
                    candidate.signs.push(Sign::Spread);
                }
            }
            unlisted::add(it.text(), listed, names)
        })
        .collect();
    let page = Page::of(&all, gazetteer);
    for (candidates, plain) in all.iter_mut().zip(&plains) {
        let known = std::mem::take(candidates);
        *candidates = unlisted::short(plain.text(), known, page.unlisted());
        for candidate in candidates.iter_mut() {
            weigh(candidate, &page, gazetteer);
        }
        lists::weigh(plain.text(), candidates, gazetteer);
    }
    let answer = |(candidates, plain): (Vec<Candidate>, &Plain<'_>)| {
        let meant = candidates.into_iter().filter(is_meant);
        meant
            .map(|it| found(&it, plain, &page, gazetteer))
            .collect()
    };
    let mut answers: Vec<Vec<Found>> = all.into_iter().zip(&plains).map(answer).collect();
    for (answer, western) in answers.iter_mut().zip(western::cities(passages)) {
        // A passage is in one script: what the other finds in it is a stray word.
        if !western.is_empty() {
            *answer = western;
        }
    }
    answers
}

fn is_meant(candidate: &Candidate) -> bool {
    candidate.form != Form::Province && candidate.odds > 0.0
}

fn found(it: &Candidate, plain: &Plain<'_>, page: &Page, gazetteer: &Gazetteer) -> Found {
    let range = plain.original(it.range.clone());
    let ranked = gazetteer.ranked(&it.name, &page.context);
    let likely = ranked.first().filter(|(_, probability)| *probability > 0.5);
    let mut found = Found::new(range, Kind::City, it.score());
    found.reasons = it.reasons();
    found.key = likely.map(|(place, _)| place.code.clone());
    found
}

/// Adds up what stands around a candidate and what the page says.
fn weigh(candidate: &mut Candidate, page: &Page, gazetteer: &Gazetteer) {
    let name = candidate.name.clone();
    if candidate.listed {
        candidate.weigh(0.01, Cue::Gazetteer, &name);
    }
    for sign in candidate.signs.clone() {
        let (odds, cue) = match sign {
            Sign::Dateline => (6.0, Cue::Dateline),
            Sign::Head => (2.0, Cue::ShortLine),
            Sign::LineStart => (1.5, Cue::ShortLine),
            Sign::Leading => (1.5, Cue::PlaceWord),
            Sign::Body => (2.0, Cue::Organisation),
            Sign::Named => (4.0, Cue::PlaceWord),
            Sign::Authority => (5.5, Cue::Organisation),
            Sign::Excluded | Sign::Product => (-12.0, Cue::Organisation),
            Sign::Lesser | Sign::People | Sign::Spread => (-5.0, Cue::Neighbour),
            Sign::Nature | Sign::Quoted => (-4.0, Cue::Neighbour),
            Sign::Inside => (-2.5, Cue::Neighbour),
        };
        candidate.weigh(odds, cue, &name);
    }
    if candidate.is_full() {
        if candidate.ordinary {
            candidate.odds -= 5.0;
        }
        return;
    }
    if let Some(full) = page.in_full(gazetteer, &name) {
        let odds = if candidate.ordinary { 1.6 } else { 3.0 };
        candidate.weigh(odds, Cue::NamedInFull, full);
    }
    if !candidate.listed {
        candidate.weigh(2.0, Cue::NamedInFull, &name);
    } else if candidate.minor {
        match page.is_near(gazetteer, &name) {
            Some(true) if candidate.ordinary => candidate.weigh(0.3, Cue::SamePlace, &name),
            Some(true) => candidate.weigh(1.0, Cue::SamePlace, &name),
            Some(false) => candidate.odds -= 1.3,
            None => candidate.odds -= 1.0,
        }
    }
}
