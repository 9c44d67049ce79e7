//! Initiatives: named programmes that somebody carries out.
//!
//! A name is quoted and has the noun of its kind attached (“三抓三促”行动: [`quoted`]), or it is
//! a compound that ends in such a noun (党纪学习教育: [`plain`]). Quoted names that are found
//! so are found again where the page repeats them without the noun ([`repeats`]).

mod lists;
mod plain;
mod quoted;
mod repeats;
mod western;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::found::{self, Found, Kind};
use super::passage::Passage;
use crate::model::evidence::{Cue, Reason};

/// The least probability with which an initiative is proposed.
const LEAST: f64 = 0.5;

/// An initiative that was found in a passage.
#[derive(Debug, Clone)]
struct Named {
    /// Where it stands, in characters of the passage.
    range: Range<usize>,
    score: f64,
    reasons: Vec<Reason>,
}

impl Named {
    fn new(range: Range<usize>, score: f64, cue: Cue, detail: &str) -> Self {
        let reasons = vec![Reason::about(cue, detail)];
        Self {
            range,
            score,
            reasons,
        }
    }
}

/// The initiatives of the passages of one page or article, passage by passage, in order.
pub fn initiatives(texts: &[&str]) -> Vec<Vec<Found>> {
    let passages: Vec<Passage> = texts.iter().map(|text| Passage::new(text)).collect();
    read(texts, &passages)
}

/// As [`initiatives`]; `passages` are the `texts` as they are read.
pub(super) fn read(texts: &[&str], passages: &[Passage]) -> Vec<Vec<Found>> {
    let mut found: Vec<Vec<Named>> = passages.iter().map(named).collect();
    repeats::add(passages, &mut found);
    let pages = passages.iter().zip(found);
    let kept = pages.map(|(passage, found)| {
        let kept = without_overlaps(found);
        kept.into_iter().map(|it| found_in(passage, it)).collect()
    });
    let mut all: Vec<Vec<Found>> = kept.collect();
    western::add(texts, &mut all);
    all
}

fn found_in(passage: &Passage, named: Named) -> Found {
    let range = passage.bytes(named.range);
    let mut found = Found::new(range, Kind::Initiative, named.score);
    found.reasons = named.reasons;
    found
}

fn named(passage: &Passage) -> Vec<Named> {
    let mut found = quoted::find(passage);
    found.extend(plain::find(passage));
    found.retain(|it| it.score >= LEAST && !passage.in_title_marks(it.range.start));
    without_overlaps(found)
}

/// Of initiatives that overlap the longest, and of equals the surest.
fn without_overlaps(found: Vec<Named>) -> Vec<Named> {
    let longest = |a: &Named, b: &Named| {
        let longer = b.range.len().cmp(&a.range.len());
        longer.then(b.score.total_cmp(&a.score))
    };
    found::without_overlaps(found, |it| &it.range, longest)
}

/// Whether a word of carrying out ends at a place, and which.
fn carried_out(passage: &Passage, at: usize) -> Option<&'static str> {
    let text = passage.part(0..at);
    let bare = text.strip_suffix('了').unwrap_or(text);
    let verbs = lists::CARRIED_OUT.iter().copied();
    verbs
        .filter(|verb| text.ends_with(verb) || bare.ends_with(verb))
        .max_by_key(|verb| verb.len())
}
