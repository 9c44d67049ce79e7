//! Numerals with a foreign character in them: the letter O for 〇 or 0, l for 1,
//! digits of two widths in one number.

use std::ops::Range;

use super::Suggested;
use super::page::{Line, Page, is_unspaced};
use crate::model::evidence::{Cue, Reason};

/// The Han numerals of which years are made.
const HAN: &str = "〇一二三四五六七八九";
/// What is read for 〇 between them.
const ZEROS: &str = "OoＯｏ0０○◯ΟО";
/// What is read for 0 and for 1 among digits.
const FOR_DIGITS: [(&str, char); 2] = [("OoＯΟО", '0'), ("lI|", '1')];
/// What follows a number that is a date.
const DATES: &str = "年月日";

pub(super) fn find(page: &Page, found: &mut Vec<Suggested>) {
    for line in &page.lines {
        let mut at = line.ink.start;
        while at < line.ink.end {
            let next = [han_year, between_han, digits]
                .iter()
                .find_map(|finder| finder(page, line, at));
            match next {
                Some((range, suggestion)) => {
                    at = range.end.max(at + 1);
                    found.extend(suggestion);
                }
                None => at += 1,
            }
        }
    }
}

/// What was read at a place, and what is wrong with it.
type Read = (Range<usize>, Option<Suggested>);

fn is_in(set: &str, c: Option<char>) -> bool {
    c.is_some_and(|c| set.contains(c))
}

/// A year of four Han numerals with 年: `二 O 二三年`.
fn han_year(page: &Page, line: &Line, at: usize) -> Option<Read> {
    if !is_in(HAN, page.at(at)) || is_in(HAN, page.before(at)) {
        return None;
    }
    let (mut year, mut faults, mut end) = (String::new(), 0, at);
    for place in at..line.ink.end.min(at + 10) {
        let c = page.at(place)?;
        if c == '年' && year.chars().count() == 4 {
            year.push(c);
            end = place + 1;
            break;
        } else if HAN.contains(c) {
            year.push(c);
        } else if ZEROS.contains(c) {
            year.push('〇');
            faults += 1;
        } else if c != ' ' {
            return None;
        }
    }
    if end == at || faults == 0 || faults > 2 {
        return None;
    }
    let reasons = vec![Reason::about(Cue::Typography, year.clone())];
    let suggested = page.suggest(at..end, year, 0.97, reasons);
    Some((at..end, Some(suggested)))
}

/// A zero that stands directly between two Han numerals: `一O五号`.
fn between_han(page: &Page, line: &Line, at: usize) -> Option<Read> {
    let beside = at > line.ink.start && is_in(HAN, page.before(at)) && is_in(HAN, page.at(at + 1));
    if !beside || !is_in(ZEROS, page.at(at)) {
        return None;
    }
    let reasons = vec![Reason::about(Cue::Typography, '〇')];
    let range = at..at + 1;
    let suggested = page.suggest(range.clone(), '〇', 0.85, reasons);
    Some((range, Some(suggested)))
}

/// A run of digits and of what may have been read for them.
fn digits(page: &Page, line: &Line, at: usize) -> Option<Read> {
    let part_of_number = |at: usize| page.at(at).and_then(digit);
    if part_of_number(at).is_none() || page.before(at).is_some_and(is_attached) {
        return None;
    }
    let end = (at..line.ink.end).find(|&it| part_of_number(it).is_none());
    let end = end.unwrap_or(line.ink.end);
    let raw = page.slice(at..end);
    let plain: String = raw.iter().copied().filter_map(digit).collect();
    let real = raw.iter().filter(|c| is_digit(**c)).count();
    let narrow = raw.iter().filter(|c| c.is_ascii_digit()).count();
    let alike = raw.len() - real;
    let followed = page.at(end);
    let score = if alike > 0 {
        let date = is_in(DATES, followed) && (2..=4).contains(&raw.len()) && real > alike;
        if date { 0.95 } else { 0.0 }
    } else if 0 < narrow && narrow < real && !followed.is_some_and(is_attached) {
        0.9
    } else {
        0.0
    };
    let suggested = (score > 0.0).then(|| {
        let reasons = vec![Reason::about(Cue::Typography, plain.clone())];
        page.suggest(at..end, plain, score, reasons)
    });
    Some((at..end, suggested))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The plain digit that a character is or was read for.
fn digit(c: char) -> Option<char> {
    if is_digit(c) {
        let wide = u32::from(c).checked_sub(u32::from('０'));
        return Some(wide.and_then(|it| char::from_digit(it, 10)).unwrap_or(c));
    }
    let (_, plain) = FOR_DIGITS.iter().find(|(set, _)| set.contains(c))?;
    Some(*plain)
}

/// Whether a letter or digit makes one word with a number beside it.
fn is_attached(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}
