//! Where a name ends: the likeliest way to read what stands after an office, or before one.
//!
//! All readings of a stretch cost −ln of their probability: those that take its first two,
//! three, four … characters for a name, and that which takes none for a name. The difference
//! between the best two is how sure it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::{after, doubled, first_word, gaps, holds, told, words};
use super::lists::APPOINTING;
use crate::suggest::entities::names;
use crate::suggest::entities::offices;
use crate::suggest::entities::passage::Passage;

/// How far a stretch is read, in characters.
const WINDOW: usize = 12;

/// The names that a page gives away elsewhere, and how sure each is, 0 to 1.
pub(super) type Known = BTreeMap<String, f64>;

/// A name that was read.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// Where it stands, in characters of the passage.
    pub range: Range<usize>,
    /// How much less it costs than to read no name, and than to read another one.
    pub gain: f64,
    pub margin: f64,
}

/// What it costs that a name before an office begins in the middle of a clause.
const INSIDE: f64 = 4.0;

/// The name that begins at `from`, if there is one. `free` is what it costs not to read a
/// name here, beyond what the words cost: high after an office, low elsewhere.
pub(super) fn name_from(
    passage: &Passage,
    from: usize,
    free: f64,
    known: &Known,
) -> Option<Reading> {
    if let Some(dotted) = dotted(passage, from) {
        return Some(dotted);
    }
    let end = passage.run(from, WINDOW);
    let ends = (2..=names::LONGEST.min(end.saturating_sub(from))).map(|length| from + length);
    let costs = ends.filter_map(|to| {
        let cost = names::cost(&passage.chars_of(from..to))?
            + after(passage, to, end)
            + holds(passage, to, end)
            + gaps(passage, from..to)
            + told(passage, from..to, known)
            + doubled(passage, from..to);
        Some((cost, from..to))
    });
    let (least, range, margin) = cheapest(costs)?;
    let none = words(passage.part(from..end)) + first_word(passage, from..end) + free;
    let gain = none - least;
    Some(Reading {
        range,
        gain,
        margin,
    })
}

/// The name that ends at `to`, if there is one.
pub(super) fn name_to(passage: &Passage, to: usize, free: f64, known: &Known) -> Option<Reading> {
    if let Some(dotted) = dotted_back(passage, to) {
        return Some(dotted);
    }
    let first = passage.run_back(to, WINDOW);
    let starts = (2..=names::LONGEST.min(to.saturating_sub(first))).map(|length| to - length);
    let costs = starts.filter_map(|from| {
        let told_of = APPOINTING.iter().any(|verb| passage.ends(from, verb));
        let open = from == first || passage.gap(from) || told_of;
        let cost = names::cost(&passage.chars_of(from..to))?
            + words(passage.part(first..from))
            + if open { 0.0 } else { INSIDE }
            + gaps(passage, from..to)
            + told(passage, from..to, known);
        Some((cost, from..to))
    });
    let (least, range, margin) = cheapest(costs)?;
    let gain = words(passage.part(first..to)) + free - least;
    Some(Reading {
        range,
        gain,
        margin,
    })
}

/// The cheapest of some readings, what it costs, and how much less than the next one.
fn cheapest(costs: impl Iterator<Item = (f64, Range<usize>)>) -> Option<(f64, Range<usize>, f64)> {
    let mut best: Option<(f64, Range<usize>)> = None;
    let mut second = f64::INFINITY;
    for (cost, range) in costs {
        match &best {
            Some((least, _)) if *least <= cost => second = second.min(cost),
            _ => {
                second = best.map_or(second, |(least, _)| least);
                best = Some((cost, range));
            }
        }
    }
    let (least, range) = best?;
    Some((least, range, (second - least).min(20.0)))
}

/// A name of parts that are parted by dots, of which the last may run into other words.
fn dotted(passage: &Passage, from: usize) -> Option<Reading> {
    let mut last = from;
    let mut dots = 0;
    while let Some(joint) = part_end(passage, last).filter(|at| JOINTS.contains(passage.char(*at)))
    {
        dots += usize::from(passage.char(joint) == '·');
        last = joint + 1;
    }
    // 总统府发言人西珀·恩德洛武: another office stands before the name.
    let first = passage.part(from..passage.run(from, LONGEST_PART));
    let office = first
        .char_indices()
        .any(|(at, _)| first.get(at..).is_some_and(offices::begins));
    // 迪亚斯-卡内尔: a hyphen alone joins parts that write sounds.
    let hyphen = last > from + 1
        && names::is_all_sounds(&passage.chars_of(from..passage.run(from, LONGEST_PART)));
    if (dots == 0 && !hyphen) || office {
        return None;
    }
    let end = passage.run(last, WINDOW);
    let cost = |to: usize| {
        let part = passage.chars_of(last..to);
        names::sound_cost(&part) + after(passage, to, end)
    };
    let to = (last + 1..=end.min(last + 8)).min_by(|a, b| cost(*a).total_cmp(&cost(*b)))?;
    Some(Reading {
        range: from..to,
        gain: 15.0,
        margin: 5.0,
    })
}

fn dotted_back(passage: &Passage, to: usize) -> Option<Reading> {
    let mut from = passage.run_back(to, LONGEST_PART);
    let mut dots = 0;
    while from < to && JOINTS.contains(passage.before(from)) {
        dots += usize::from(passage.before(from) == '·');
        from = part_start(passage, from - 1)?;
    }
    (dots > 0).then_some(Reading {
        range: from..to,
        gain: 15.0,
        margin: 5.0,
    })
}

/// What joins the parts of a name: 让-皮埃尔·勒克莱尔.
const JOINTS: &str = "·-－";

/// The longest part of such a name.
const LONGEST_PART: usize = 8;

/// The end of the part of a name that begins here: Han characters, or a letter (乔治·W·布什).
fn part_end(passage: &Passage, from: usize) -> Option<usize> {
    let end = passage.run(from, LONGEST_PART);
    let end = end.max(from + usize::from(passage.char(from).is_ascii_uppercase()));
    (end > from).then_some(end)
}

/// The beginning of the part of a name that ends here.
fn part_start(passage: &Passage, to: usize) -> Option<usize> {
    let start = passage.run_back(to, LONGEST_PART);
    let letter = usize::from(passage.before(to).is_ascii_uppercase());
    let start = start.min(to.saturating_sub(letter));
    (start < to).then_some(start)
}
