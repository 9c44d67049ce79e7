//! Officials: names of people who are named as the holders of an office.
//!
//! A name is known by the office beside it ([`offices`]); where it begins and ends is read
//! off the words around it ([`reading`]). A page is read twice: what its sure places give
//! away helps at the others. Names that are found once are then found wherever the page
//! repeats them ([`repeats`]), unless there they are a reporter's.

mod appointed;
mod beside;
mod context;
mod lists;
mod others;
mod reading;
mod repeats;
mod western;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub(super) use others::Other;
use reading::{Known, Reading};

use super::found::{self, Found, Kind};
use super::offices::{Office, offices};
use super::passage::Passage;
use crate::model::evidence::{Cue, Reason};

/// The least probability with which an official is proposed.
const LEAST: f64 = 0.5;

/// A name that was found in a passage. Places are in characters of the passage.
#[derive(Debug, Clone)]
struct Named {
    range: Range<usize>,
    score: f64,
    /// Whether where it ends is beyond doubt.
    ends: bool,
    reason: Reason,
    title: Option<Range<usize>>,
    body: Option<Range<usize>>,
}

impl Named {
    /// A name that was read beside an office.
    fn of(passage: &Passage, reading: &Reading, office: &Office, cue: Cue) -> Self {
        let title = office.start..office.noun.end;
        let body = Some(office.body.clone()).filter(|it| !it.is_empty());
        Self {
            score: probability(reading, office.public),
            ends: reading.margin >= 4.0 && reading.gain >= 6.0,
            reason: Reason::about(cue, passage.said(title.clone())),
            title: Some(title).filter(|_| !office.group),
            body,
            range: reading.range.clone(),
        }
    }

    fn found(&self, passage: &Passage) -> Found {
        let range = passage.bytes(self.range.clone());
        let mut found = Found::new(range, Kind::Official, self.score);
        found.reasons.push(self.reason.clone());
        let title = self.title.clone();
        found.title = title.map(|title| passage.said(title));
        let body = self.body.clone();
        found.place = body.map(|body| passage.bytes(body));
        found
    }
}

/// That a name was read rightly and that its bearer is a public official.
fn probability(reading: &Reading, public: f64) -> f64 {
    let margin = reading.margin.min(8.0).min(reading.gain + 4.0);
    let read = 0.4 * reading.gain.min(12.0) + 0.25 * margin - 0.6;
    (logistic(read) * logistic(1.4 * public)).min(0.97)
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// The people whom passages name.
pub(super) struct People {
    /// The officials of each passage.
    pub officials: Vec<Vec<Found>>,
    /// Others of each passage.
    pub others: Vec<Vec<Other>>,
}

/// The officials of the passages of one page or article, passage by passage, in order.
pub fn officials(texts: &[&str]) -> Vec<Vec<Found>> {
    let read: Vec<Passage> = texts.iter().map(|text| Passage::new(text)).collect();
    people(texts, &read).officials
}

/// The people of the passages of one page or article, passage by passage, in order:
/// `passages` are the `texts` as they are read.
pub(super) fn people(texts: &[&str], passages: &[Passage]) -> People {
    let mut found: Vec<Vec<Named>> = passages.iter().map(|it| named(it, &Known::new())).collect();
    let known = repeats::sure(passages, &found);
    if !known.is_empty() {
        found = passages.iter().map(|it| named(it, &known)).collect();
    }
    repeats::add(passages, &mut found);
    let pages = passages.iter().zip(&found);
    let mut all: Vec<Vec<Found>> = pages
        .map(|(passage, found)| found.iter().map(|it| it.found(passage)).collect())
        .collect();
    western::add(texts, &mut all);
    People {
        officials: all,
        others: passages.iter().map(others::others).collect(),
    }
}

/// Where the nouns of public offices stand in a passage, in its bytes.
pub(super) fn public_offices(text: &str) -> Vec<Range<usize>> {
    let passage = Passage::new(text);
    let public = offices(&passage).into_iter().filter(|it| it.public > 0.0);
    public.map(|it| passage.bytes(it.noun)).collect()
}

/// The names beside offices in one passage, in order and without overlaps.
fn named(passage: &Passage, known: &Known) -> Vec<Named> {
    let mut found = Vec::new();
    let offices = offices(passage);
    for (rank, office) in offices.iter().enumerate() {
        let after = beside::after(passage, office, &offices, known);
        let none = after.iter().all(|it| it.score < LEAST);
        found.extend(after);
        if none {
            let next = offices.get(rank + 1);
            found.extend(beside::before(passage, office, next, known));
        }
    }
    found.extend(beside::leaders(passage));
    found.retain(|it| it.score >= LEAST && !passage.in_title_marks(it.range.start));
    without_overlaps(found)
}

/// Of names that overlap the surest.
fn without_overlaps(found: Vec<Named>) -> Vec<Named> {
    let surest = |a: &Named, b: &Named| b.score.total_cmp(&a.score);
    found::without_overlaps(found, |it| &it.range, surest)
}
