//! A character or a word that the break between two lines doubled.
//!
//! Chinese doubles characters itself (天天, 看看), and two words meet in the same
//! character by chance (工作|作出), so that the dictionary is asked whether the
//! text reads better without the second one, and the page whether it says the same
//! thing elsewhere.

use std::ops::Range;

use super::Suggested;
use super::page::{Kind, Line, Page, is_han, probability};
use crate::model::evidence::{Cue, Reason};
use crate::suggest::lexicon;

/// How much of the text on either side is read, in characters.
const REACH: usize = 6;
/// How much worse the text must read with the second character for even odds, in
/// nats.
const EVEN: f64 = 3.6;
/// How much a nat weighs, as log-odds.
const WEIGHT: f64 = 0.9;
/// How much it weighs that the page says the same elsewhere, as log-odds.
const SEEN: f64 = 2.0;
/// How much rarer doubling is inside a line than at its end, as log-odds.
const INSIDE: f64 = 3.5;
/// How much it weighs that the language doubles so, as log-odds.
const MEANT: f64 = 4.5;
/// Measure words and nouns that are doubled for “each”: 一件件, 事事.
const EACH: &str = "个件份条项次张座片层阵股声排栋群步代句笔本户家朵滴天周年月日事处级幅人村队点道段根批种样桩颗串束篇页粒双字遍";
/// What a committee may be that of.
const LEVELS: &str = "省市县区州旗乡镇";
/// Words that a sentence may have twice in a row.
const TWICE: &[&str] = &[
    "had", "that", "is", "die", "der", "das", "den", "sie", "nous", "vous", "que", "no", "so",
    "very",
];

pub(super) fn find(page: &Page, found: &mut Vec<Suggested>) {
    for pair in page.lines.windows(2) {
        let [upper, lower] = pair else { continue };
        if upper.kind == Kind::Furniture || lower.kind == Kind::Furniture {
            continue;
        }
        let (Some(last), Some(first)) = (page.before(upper.ink.end), page.at(lower.ink.start))
        else {
            continue;
        };
        if is_han(last) && last == first {
            let over_break = upper.ink.end - 1..lower.ink.start + 1;
            let once = || han(page, upper, lower, over_break, 0.0);
            found.extend(misread(page, upper, lower).or_else(once));
        } else if last.is_lowercase() && first.is_lowercase() {
            found.extend(word(page, upper, lower));
        }
    }
    for line in &page.lines {
        if !matches!(line.kind, Kind::Furniture | Kind::Byline) {
            inside(page, line, found);
        }
    }
}

/// Characters doubled inside a line.
fn inside(page: &Page, line: &Line, found: &mut Vec<Suggested>) {
    let text = page.slice(line.ink.clone());
    let mut at = line.ink.start;
    for same in text.chunk_by(|a, b| a == b) {
        if same.len() == 2 && same.first().is_some_and(|&c| is_han(c)) {
            let committee = committee(page, line, at);
            let once = || han(page, line, line, at..at + 2, INSIDE);
            found.extend(committee.or_else(once));
        }
        at += same.len();
    }
}

/// 市委委员会: the committee and its short name printed into one another.
fn committee(page: &Page, line: &Line, at: usize) -> Option<Suggested> {
    let long = at.checked_sub(1)?..at + 4;
    let inside = line.ink.start <= long.start && long.end <= line.ink.end;
    let text: String = page.slice(long.clone()).iter().collect();
    let level = text.chars().next().filter(|&c| LEVELS.contains(c))?;
    // 市委委员会议 is a meeting of its members.
    let meeting = page.at(long.end) == Some('议');
    if !inside || meeting || text.get(level.len_utf8()..) != Some("委委员会") {
        return None;
    }
    let reasons = vec![Reason::about(Cue::Doubled, '委')];
    Some(page.suggest(long, format!("{level}委员会"), 0.8, reasons))
}

/// One Han character that begins and ends `range`: at the end of a line and again
/// at the beginning of the next, or twice inside a line. `doubt` is taken off the
/// log-odds.
fn han(
    page: &Page,
    upper: &Line,
    lower: &Line,
    range: Range<usize>,
    doubt: f64,
) -> Option<Suggested> {
    let twice = page.at(range.start)?;
    let before = page.han_before(upper.ink.start, range.start, REACH);
    let after = page.han_after(range.end, lower.ink.end, REACH);
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let mut reasons = vec![Reason::about(Cue::Doubled, twice)];
    let left = before.last().copied();
    let right = after.first().copied();
    let seen = |three: [Option<char>; 3]| match three {
        [Some(a), Some(b), Some(c)] => page.context().count([a, b, c]),
        _ => 0,
    };
    let twice_there = Some(twice);
    // The place itself is seen once each with both characters.
    let as_it_is =
        seen([left, twice_there, twice_there]) > 1 || seen([twice_there, twice_there, right]) > 1;
    let without = seen([left, twice_there, right]) > 0;
    let mut odds = WEIGHT * (gain(before, twice, after) - EVEN) - doubt;
    if is_meant(before, twice, after) {
        odds -= MEANT;
    }
    if as_it_is {
        odds -= 2.0 * SEEN;
    } else if without {
        odds += SEEN;
        let once: String = left.into_iter().chain([twice]).chain(right).collect();
        reasons.push(Reason::about(Cue::Repeated, once));
    }
    Some(page.suggest(range, twice, probability(odds), reasons))
}

/// Whether the language itself doubles a character so, or two words meet in it.
fn is_meant(before: &[char], twice: char, after: &[char]) -> bool {
    let (left, right) = (before.last().copied(), after.first().copied());
    let word = |parts: &[Option<char>]| {
        let text: Option<String> = parts.iter().copied().collect();
        text.is_some_and(|it| lexicon::is_word(&it))
    };
    let here = Some(twice);
    // 一件件, and 事事 at the beginning of a clause.
    let each = EACH.contains(twice) && left.is_none_or(|c| c == '一');
    // 顺顺当当.
    let pairs = right.is_some() && right == after.get(1).copied()
        || left.is_some() && left == before.iter().nth_back(1).copied();
    // 医保局|局长, 急救|救护; but 每一|一次 on account of 每一次.
    let meet = word(&[left, here]) && word(&[here, right]) && !word(&[left, here, right]);
    let office = left.is_some() && right == Some('长') && word(&[here, right]);
    each || pairs || meet || office
}

/// How much better the text reads with one character than with two, in nats.
fn gain(before: &[char], twice: char, after: &[char]) -> f64 {
    let once: String = before.iter().chain([&twice]).chain(after).collect();
    let both: String = before.iter().chain([&twice, &twice]).chain(after).collect();
    lexicon::cost(&both) - lexicon::cost(&once)
}

/// A character that was put in the place of another by the break: 理|理武装 on a
/// page that has 理论武装 elsewhere.
fn misread(page: &Page, upper: &Line, lower: &Line) -> Option<Suggested> {
    let (end, start) = (upper.ink.end, lower.ink.start);
    let first = page.at(start)?;
    let &[second, third] = page.han_after(start + 1, lower.ink.end, 2) else {
        return None;
    };
    let context = page.context();
    let meant = context.between(first, [second, third])?;
    let word: String = [first, meant].iter().collect();
    let as_it_is: String = [first, second].iter().collect();
    let known = is_han(meant)
        && context.count([first, second, third]) == 1
        && lexicon::is_word(&word)
        && !lexicon::is_word(&as_it_is);
    if !known {
        return None;
    }
    let replacement: String = [first, meant, second, third].iter().collect();
    let reasons = vec![
        Reason::about(Cue::Doubled, first),
        Reason::about(Cue::Repeated, replacement.clone()),
    ];
    Some(page.suggest(end - 1..start + 3, replacement, 0.85, reasons))
}

/// A word of a script with spaces that ends a line and begins the next.
fn word(page: &Page, upper: &Line, lower: &Line) -> Option<Suggested> {
    let letters = |c: &&char| c.is_alphabetic() && !is_han(**c);
    let above = page.slice(upper.ink.clone());
    let below = page.slice(lower.ink.clone());
    let long = above.iter().rev().take_while(letters).count();
    let same = above.get(above.len() - long..)? == below.get(..long)?;
    let whole = below.get(long).is_none_or(|c| c.is_whitespace());
    let text: String = below.get(..long)?.iter().collect();
    let parted = above.len() == long
        || page
            .before(upper.ink.end - long)
            .is_some_and(char::is_whitespace);
    if !same || !whole || !parted || long < 2 || TWICE.contains(&text.as_str()) {
        return None;
    }
    let range = upper.ink.end - long..lower.ink.start + long;
    let reasons = vec![Reason::about(Cue::Doubled, text.clone())];
    Some(page.suggest(range, text, 0.85, reasons))
}
