//! Names that a page repeats: what one place says of them holds at the others.

use std::ops::Range;

use super::beside::{in_doctrine, is_reporter};
use super::lists::{AFTER, OPEN, ROLES};
use super::reading::Known;
use super::{Named, without_overlaps};
use crate::model::evidence::{Cue, Reason};
use crate::suggest::entities::names;
use crate::suggest::entities::passage::{Passage, is_han};
use crate::suggest::lexicon;

/// How sure a name must be somewhere to be looked for elsewhere.
const SURE: f64 = 0.8;

/// What officials may be besides.
const AT_LAW: [&str; 8] = [
    "被告人",
    "被告",
    "嫌疑人",
    "当事人",
    "党员",
    "代表",
    "老兵",
    "烈士",
];

/// The names that are sure, and how sure.
pub(super) fn sure(passages: &[Passage], found: &[Vec<Named>]) -> Known {
    let mut known = Known::new();
    for (passage, found) in passages.iter().zip(found) {
        for one in found.iter().filter(|it| it.score >= SURE && it.ends) {
            let name = passage.part(one.range.clone()).to_owned();
            let score = known.entry(name).or_insert(one.score);
            *score = one.score.max(*score);
        }
    }
    known
}

/// Adds the other places of names that were found, and takes away those of reporters.
pub(super) fn add(passages: &[Passage], found: &mut [Vec<Named>]) {
    let mut names: Vec<(String, Named)> = Vec::new();
    for (passage, found) in passages.iter().zip(found.iter_mut()) {
        found.retain(|it| !is_reporter(passage, it.range.start, it.range.end));
        for one in found.iter().filter(|it| it.score >= 0.6) {
            let name = passage.part(one.range.clone()).to_owned();
            if names.iter().all(|(other, _)| *other != name) {
                names.push((name, one.clone()));
            }
        }
    }
    let parts: Vec<(String, Named)> = names
        .iter()
        .flat_map(|(name, one)| parts(name, one))
        .collect();
    names.extend(parts);
    for (passage, found) in passages.iter().zip(found.iter_mut()) {
        for (name, one) in &names {
            found.extend(places(passage, name, one.score));
        }
        *found = without_overlaps(std::mem::take(found));
    }
}

/// What a name of several parts is called for short: the last of them, or the first.
fn parts(name: &str, one: &Named) -> Vec<(String, Named)> {
    let mut parts = name.split('·');
    let ends = [parts.next(), parts.next_back()];
    let all = ends
        .into_iter()
        .flatten()
        .filter(|it| name.contains('·') && *it != name);
    let long = all.filter(|it| it.chars().count() >= 2 && !lexicon::is_common(it));
    long.filter(|it| !names::is_part(it))
        .map(|it| (it.to_owned(), one.clone()))
        .collect()
}

/// Where a passage repeats a name.
fn places(passage: &Passage, name: &str, score: f64) -> Vec<Named> {
    let length = name.chars().count();
    let starts = passage
        .text()
        .match_indices(name)
        .map(|(byte, _)| passage.position(byte));
    let ranges = starts.map(|start| start..start + length);
    let named = |range: Range<usize>| Named {
        range,
        score: score * 0.95,
        ends: false,
        reason: Reason::about(Cue::SamePerson, name),
        title: None,
        body: None,
    };
    ranges
        .filter(|range| is_person(passage, range))
        .map(named)
        .collect()
}

/// Whether the characters of a name speak of a person at this place.
fn is_person(passage: &Passage, range: &Range<usize>) -> bool {
    let (start, end) = (range.start, range.end);
    // 渔民王建国 is another one of that name.
    let another = ROLES
        .iter()
        .any(|role| !AT_LAW.contains(role) && passage.ends(start, role));
    if another
        || in_doctrine(passage, end)
        || is_reporter(passage, start, end)
        || passage.in_title_marks(start)
    {
        return false;
    }
    if passage.part(range.clone()) == "习近平" {
        return true;
    }
    let left = passage.run_back(start, 4);
    let across = |at: usize, from: usize, to: usize| {
        lexicon::word_across(passage.part(from..to), at - from).is_some()
    };
    // 佐科·维多多 is not 佐科.
    let part = passage.before(start) == '·' || passage.char(end) == '·';
    let cut = part || across(start, left, end) || across(end, start, passage.run(end, 4).max(end));
    if cut {
        return false;
    }
    let name = passage.part(range.clone());
    let foreign = names::is_all_sounds(&passage.chars_of(range.clone()));
    let word =
        lexicon::is_common(name) || names::is_part(name) || lexicon::is_word(name) && !foreign;
    !word || is_clear(passage, range)
}

/// Whether a name that is also another word stands as names do: marks or verbs around it.
fn is_clear(passage: &Passage, range: &Range<usize>) -> bool {
    let open = !is_han(passage.before(range.start)) || passage.gap(range.start);
    let after = range.end;
    let mut verbs = AFTER
        .iter()
        .chain(OPEN.iter())
        .filter(|word| **word != "的");
    let verb = verbs.any(|word| passage.has(after, word));
    let spread = passage.gap(range.start + 1);
    let next = passage.char(after);
    spread || (open && (verb || !is_han(next) && !next.is_alphanumeric()))
}
