//! Where a name ends: the likeliest way to read what stands after an office, or before one.
//!
//! All readings of a stretch cost −ln of their probability: those that take its first two,
//! three, four … characters for a name, and that which takes none for a name. The difference
//! between the best two is how sure it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lists::{AFTER, AS};
use crate::suggest::entities::names;
use crate::suggest::entities::offices;
use crate::suggest::entities::passage::{Passage, is_han};
use crate::suggest::lexicon;

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
    let mut best: Option<(f64, usize)> = None;
    let mut second = f64::INFINITY;
    for length in 2..=names::LONGEST.min(end.saturating_sub(from)) {
        let to = from + length;
        let Some(cost) = names::cost(&passage.chars_of(from..to)) else {
            continue;
        };
        let cost = cost
            + after(passage, to, end)
            + holds(passage, to, end)
            + gaps(passage, from..to)
            + told(passage, from..to, known);
        match best {
            Some((least, _)) if least <= cost => second = second.min(cost),
            _ => {
                second = best.map_or(second, |(least, _)| least);
                best = Some((cost, to));
            }
        }
    }
    let (least, to) = best?;
    let none = words(passage.part(from..end)) + first_word(passage, from..end) + free;
    Some(Reading {
        range: from..to,
        gain: none - least,
        margin: (second - least).min(20.0),
    })
}

/// The name that ends at `to`, if there is one.
pub(super) fn name_to(passage: &Passage, to: usize, free: f64, known: &Known) -> Option<Reading> {
    if let Some(dotted) = dotted_back(passage, to) {
        return Some(dotted);
    }
    let first = passage.run_back(to, WINDOW);
    let mut best: Option<(f64, usize)> = None;
    let mut second = f64::INFINITY;
    for length in 2..=names::LONGEST.min(to.saturating_sub(first)) {
        let from = to - length;
        let Some(cost) = names::cost(&passage.chars_of(from..to)) else {
            continue;
        };
        let left = words(passage.part(first..from));
        let cost = cost + left + gaps(passage, from..to) + told(passage, from..to, known);
        match best {
            Some((least, _)) if least <= cost => second = second.min(cost),
            _ => {
                second = best.map_or(second, |(least, _)| least);
                best = Some((cost, from));
            }
        }
    }
    let (least, from) = best?;
    Some(Reading {
        range: from..to,
        gain: words(passage.part(first..to)) + free - least,
        margin: (second - least).min(20.0),
    })
}

/// What it costs to go on with the words from `at` to `end` after a name.
fn after(passage: &Passage, at: usize, end: usize) -> f64 {
    let text = passage.part(at..end);
    if text.is_empty() {
        return match passage.char(at) {
            '”' => 3.0,
            c if is_han(c) => 0.0,
            _ => -3.0,
        };
    }
    if passage.gap(at) {
        return words(text) - 1.0;
    }
    let fits = AFTER.iter().any(|word| {
        text.starts_with(word) && lexicon::word_across(text, word.chars().count()).is_none()
    });
    let class = first_class(text);
    let penalty = match class.as_str() {
        _ if fits => -1.5,
        class if class.starts_with('v') => 0.0,
        "d" | "p" | "c" | "f" | "t" | "m" | "r" | "z" | "ad" | "l" | "i" => 0.5,
        class if class.starts_with("nr") => 5.0,
        class if class.starts_with('n') || class.starts_with('u') => 4.0,
        _ => 2.0,
    };
    words(text) + penalty
}

/// What it costs if the last character of a name is rather the verb of what follows:
/// 乌兰任组长.
fn holds(passage: &Passage, to: usize, end: usize) -> f64 {
    let verb = "任兼为当".contains(passage.before(to));
    if verb && offices::begins(passage.part(to..end)) {
        10.0
    } else {
        0.0
    }
}

/// What the kind of word that stands after an office says: a name is likelier there than a
/// noun, and a verb is likely too.
fn first_word(passage: &Passage, range: Range<usize>) -> f64 {
    let class = first_class(passage.part(range));
    match class.as_str() {
        "d" | "p" | "c" | "r" | "m" => 0.0,
        class if class.starts_with('v') || class.starts_with('u') => -1.0,
        "ns" | "nt" | "nz" => 8.0,
        class if class.starts_with('n') => 5.0,
        _ => 3.0,
    }
}

/// What it costs to read a stretch as words. Names that happen to be in the dictionary are
/// no words here: to read one is what this is set against.
fn words(text: &str) -> f64 {
    let tags = lexicon::dictionary().tag(text, false);
    let names = tags
        .iter()
        .filter(|tag| tag.tag.starts_with("nr") && tag.word.len() > 3);
    lexicon::cost(text) + 12.0 * names.count() as f64
}

fn first_class(text: &str) -> String {
    let tags = lexicon::dictionary().tag(text, false);
    tags.first().map_or(String::new(), |tag| tag.tag.to_owned())
}

/// What the blanks in and around a name say: names of two characters are spaced to the
/// width of three.
fn gaps(passage: &Passage, range: Range<usize>) -> f64 {
    let inner = (range.start + 1..range.end)
        .filter(|at| passage.gap(*at))
        .count();
    let spread = range.len() == 2 && inner == 1 && !passage.gap(range.end + 1);
    let next = AFTER.iter().chain(AS.iter());
    let office = || offices::begins(passage.part(range.end..passage.run(range.end, 4)));
    let fits = || next.clone().any(|word| passage.has(range.end, word)) || office();
    let closed = !passage.gap(range.end) && (!is_han(passage.char(range.end)) || fits());
    let all = inner + 1 == range.len();
    match inner {
        0 if passage.gap(range.end) => -2.0,
        0 => 0.0,
        _ if spread && closed => -11.0,
        _ if spread => -7.0,
        // Letter-spaced lines have blanks everywhere.
        _ if all => 1.0,
        _ => 4.0,
    }
}

/// What other places on the page say.
fn told(passage: &Passage, range: Range<usize>, known: &Known) -> f64 {
    let name = passage.part(range);
    if let Some(sure) = known.get(name) {
        return -9.0 * sure;
    }
    let near = |(other, _): &(&String, &f64)| {
        other.starts_with(name) || (name.starts_with(other.as_str()) && other.chars().count() > 2)
    };
    known.iter().find(near).map_or(0.0, |(_, sure)| 3.0 * sure)
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
    if dots == 0 {
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
