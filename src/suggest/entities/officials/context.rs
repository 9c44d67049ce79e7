//! What the words and blanks around a would-be name say for it or against it.

use std::ops::Range;

use super::lists::{AFTER, AS, BELONGS, MANNER, OPEN};
use super::reading::Known;
use crate::suggest::entities::offices;
use crate::suggest::entities::passage::{Passage, is_han};
use crate::suggest::lexicon;

/// What it costs to go on with the words from `at` to `end` after a name.
pub(super) fn after(passage: &Passage, at: usize, end: usize) -> f64 {
    let text = passage.part(at..end);
    if text.is_empty() {
        return match passage.char(at) {
            '”' => 3.0,
            '：' => -4.0,
            c if is_han(c) => 0.0,
            _ => -3.0,
        };
    }
    if passage.gap(at) {
        return words(text) - 1.0;
    }
    // 马合沙提、: one character and a mark is no clause.
    let lone = end == at + 1 && is_mark(passage.char(end)) && !"说道称等摄讲问答".contains(text);
    if let Some(length) = expected(passage, at, end).filter(|_| !lone) {
        return expected_cost(passage, at..at + length, end) - 1.5;
    }
    let class = first_class(text);
    let penalty = match class.as_str() {
        class if class.starts_with('v') => 0.0,
        "d" | "p" | "c" | "f" | "t" | "m" | "r" | "z" | "ad" | "l" | "i" => 0.5,
        class if class.starts_with("nr") => 5.0,
        class if class.starts_with('u') => 8.0,
        class if class.starts_with('n') => 4.0,
        _ => 2.0,
    };
    words(text) + penalty + if lone { LONE } else { 0.0 }
}

/// What it costs that one character and a mark follow a name.
const LONE: f64 = 5.0;

/// The most that a word costs that is likely where it stands.
const EXPECTED: f64 = 9.0;

/// What a stretch costs that begins with a word that is likely there, however rare it is
/// elsewhere.
fn expected_cost(passage: &Passage, word: Range<usize>, end: usize) -> f64 {
    let whole = words(passage.part(word.start..end));
    let rest = words(passage.part(word.end..end));
    whole.min(rest + EXPECTED)
}

/// Whether a character ends a clause or an item of a list.
fn is_mark(c: char) -> bool {
    "，。、；：！？（）》”\n".contains(c)
}

/// The word at `at` if it is one that often stands after the name or the office of an
/// official, in characters.
fn expected(passage: &Passage, at: usize, end: usize) -> Option<usize> {
    let text = passage.part(at..end);
    let all = AFTER.iter().chain(OPEN.iter()).chain(MANNER.iter());
    let fits = all.filter(|word| text.starts_with(**word));
    let word = fits.max_by_key(|word| word.len())?;
    let length = word.chars().count();
    let across = lexicon::word_across(text, length);
    // 高度重视 is what 高度 begins, but 从容 is not what 从 does.
    let begins = |across: &str| length > 1 && across.starts_with(word);
    let cut = across.is_some_and(|across| !is_only_name(&across) && !begins(&across));
    let next = passage.char(at + length);
    let wants_more = OPEN.contains(word) || MANNER.contains(word);
    let stops = || {
        let rest = first_class(passage.part(at + length..end));
        let joins = ["和", "与", "及", "以及", "同"].contains(word);
        is_mark(next)
            || matches!(rest.as_str(), "p" | "c")
            || joins && matches!(rest.as_str(), "t" | "d" | "v")
    };
    let open = wants_more && stops();
    (!cut && !open).then_some(length)
}

/// Whether a word of the dictionary is in it as a name of a person.
fn is_only_name(word: &str) -> bool {
    first_class(word).starts_with("nr")
}

/// What it costs if the last character of a name is rather the verb of what follows:
/// 乌兰任组长.
pub(super) fn holds(passage: &Passage, to: usize, end: usize) -> f64 {
    let verb = "任兼为当".contains(passage.before(to));
    if verb && offices::begins(passage.part(to..end)) {
        10.0
    } else {
        0.0
    }
}

/// What it costs, beyond the words themselves, that no name stands right after an office:
/// what does is mostly one of few words. Others are unlikely by their kind, and more so
/// before a mark or a word that is expected after a name.
pub(super) fn first_word(passage: &Passage, range: Range<usize>) -> f64 {
    let (at, end) = (range.start, range.end);
    let text = passage.part(range);
    let adverb = text
        .split_once('地')
        .is_some_and(|(word, _)| lexicon::is_word(word));
    if adverb || BELONGS.iter().any(|word| text.starts_with(word)) {
        return NO_NAME;
    }
    if let Some(length) = expected(passage, at, end) {
        return -1.0 + expected_cost(passage, at..at + length, end) - words(text);
    }
    let tags = lexicon::dictionary().tag(text, false);
    let Some(first) = tags.first() else {
        return 0.0;
    };
    let next = at + first.word.chars().count();
    let closed = next < passage.len()
        && (is_mark(passage.char(next)) || next < end && expected(passage, next, end).is_some());
    let (cost, before_mark) = match first.tag {
        "d" | "p" | "c" => (1.0, 3.0),
        "r" | "m" => (0.0, 2.0),
        "t" => (3.0, 2.0),
        "ns" | "nt" | "nz" => (8.0, 0.0),
        class if class.starts_with('u') => (-1.0, 0.0),
        class if class.starts_with('v') => (3.0, 1.0),
        class if class.starts_with('n') => (5.0, 0.0),
        _ => (4.0, 2.0),
    };
    cost + if closed { before_mark } else { 0.0 }
}

/// What it costs to read no name where the word makes another thing of the office (县长人选)
/// or says how something was done (局长和蔼地说).
const NO_NAME: f64 = -9.0;

/// What it costs to read a stretch as words. Names that happen to be in the dictionary are
/// no words here: to read one is what this is set against.
pub(super) fn words(text: &str) -> f64 {
    let tags = lexicon::dictionary().tag(text, false);
    let names = tags
        .iter()
        .filter(|tag| tag.tag.starts_with("nr") && tag.word.len() > 3);
    lexicon::cost(text) + names.map(|tag| as_words(tag.word)).sum::<f64>()
}

/// What a name of the dictionary costs more as words: 应邀出席 is two.
fn as_words(name: &str) -> f64 {
    let count = name.chars().count();
    let splits = name.char_indices().skip(2).take(count.saturating_sub(3));
    let parts = splits.filter_map(|(at, _)| name.split_at_checked(at));
    let words = parts.filter(|(one, two)| lexicon::is_common(one) && lexicon::is_common(two));
    let least = words
        .map(|(one, two)| lexicon::cost(one) + lexicon::cost(two) - lexicon::cost(name))
        .min_by(f64::total_cmp);
    least.unwrap_or(NAME).min(NAME)
}

/// What a name of the dictionary costs more than a word.
const NAME: f64 = 12.0;

fn first_class(text: &str) -> String {
    let tags = lexicon::dictionary().tag(text, false);
    tags.first().map_or(String::new(), |tag| tag.tag.to_owned())
}

/// What it says that the same characters follow once more, as a word: 平安平安归来.
pub(super) fn doubled(passage: &Passage, range: Range<usize>) -> f64 {
    let again = passage.has(range.end, passage.part(range.clone()));
    if again && range.len() == 2 { -8.0 } else { 0.0 }
}

/// What the blanks in and around a name say: names of two characters are spaced to the
/// width of three.
pub(super) fn gaps(passage: &Passage, range: Range<usize>) -> f64 {
    let inner = (range.start + 1..range.end)
        .filter(|at| passage.gap(*at))
        .count();
    let spread = range.len() == 2 && inner == 1 && !passage.gap(range.end + 1);
    let next = AFTER.iter().chain(OPEN.iter()).chain(AS.iter());
    let office = || offices::begins(passage.part(range.end..passage.run(range.end, 4)));
    let fits = || next.clone().any(|word| passage.has(range.end, word)) || office();
    let closed = !passage.gap(range.end) && (!is_han(passage.char(range.end)) || fits());
    let all = inner + 1 == range.len();
    match inner {
        0 if passage.gap(range.end) => -2.0,
        0 => 0.0,
        _ if spread && closed => -14.0,
        _ if spread => -7.0,
        // Letter-spaced lines have blanks everywhere.
        _ if all => 1.0,
        _ => 4.0,
    }
}

/// What other places on the page say.
pub(super) fn told(passage: &Passage, range: Range<usize>, known: &Known) -> f64 {
    let name = passage.part(range);
    if let Some(sure) = known.get(name) {
        return -9.0 * sure;
    }
    let near = |(other, _): &(&String, &f64)| {
        other.starts_with(name) || (name.starts_with(other.as_str()) && other.chars().count() > 2)
    };
    known.iter().find(near).map_or(0.0, |(_, sure)| 3.0 * sure)
}
