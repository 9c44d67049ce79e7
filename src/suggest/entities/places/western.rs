//! Cities in English text: datelines in capitals (WUWEI —), names with City, County or
//! District, and single words that are spelt in pinyin, as the names of Chinese places are.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::found::{Found, Kind};
use super::around::words;
use crate::model::evidence::Cue;

/// A word in capitals at the head of a line, before a dash, a bracket or a full stop.
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^[\s“]*([A-Z][A-Z’'-]{2,}(?: [A-Z][A-Z’'-]{2,})?)(?:, [^\n—–]{1,24})?(?:\.? ?[—–]|\. [A-Z]| \([A-Z])").ok()
});

/// A name and what kind of place it is.
static SUFFIXED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b([A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?)\s(City|County|District|Prefecture|Banner)\b( Council| Court| Hall| Police| Hospital| [A-Z][a-z]+)?").ok()
});

/// A single capitalised word of two to four syllables of pinyin.
static PINYIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let initial = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])";
    let last = "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)";
    let head = "(?:Zh|Ch|Sh|[BPMFDTNLGKHJQXRZCSYW])";
    Regex::new(&format!(r"\b{head}{last}(?:{initial}{last}){{1,3}}\b")).ok()
});

/// Words that are spelt so and are no cities: provinces, countries, papers.
const OTHERS: &str = "\
    Gansu Qinghai Sichuan Hubei Hunan Henan Hebei Shanxi Shandong Jiangsu Jiangxi Zhejiang Fujian \
    Guangdong Guangxi Yunnan Guizhou Hainan Liaoning Jilin Heilongjiang Ningxia Xinjiang Xizang \
    China Canada Xinhua Renmin Taiwan Lama Panda Mama Gaokao Kunqu Hanfu Taichi Weibo Yuan";

/// What is before a word that is part of a person's name or another name.
const TITLES: &str = "Mr Mrs Ms Dr Madam Miss Professor Engineer President Lake Mount River";

/// Whether a text is in an alphabetic script for the most part.
fn is_western(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    letters * 2 > text.chars().count()
}

/// The cities of the passages of a page that are in English; none in the others.
pub(super) fn cities(texts: &[&str]) -> Vec<Vec<Found>> {
    let western: Vec<bool> = texts.iter().map(|it| is_western(it)).collect();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut all: Vec<Vec<Found>> = Vec::with_capacity(texts.len());
    for (text, western) in texts.iter().zip(&western) {
        let mut found = Vec::new();
        if *western {
            datelines(text, &mut found, &mut known);
            suffixed(text, &mut found, &mut known);
        }
        all.push(found);
    }
    for ((text, western), found) in texts.iter().zip(western).zip(&mut all) {
        if western {
            repeats(text, &known, found);
            spelt(text, found);
        }
        found.sort_by_key(|it| it.range.start);
    }
    all
}

/// Adds a mention where none is yet.
fn push(found: &mut Vec<Found>, range: Range<usize>, score: f64, cue: Cue, detail: &str) {
    let taken = |it: &Found| it.range.start < range.end && range.start < it.range.end;
    if !range.is_empty() && !found.iter().any(taken) {
        found.push(Found::new(range, Kind::City, score).because(cue, detail));
    }
}

fn datelines(text: &str, found: &mut Vec<Found>, known: &mut BTreeSet<String>) {
    for parts in DATELINE.iter().flat_map(|it| it.captures_iter(text)) {
        if let Some(name) = parts.get(1) {
            push(found, name.range(), 0.9, Cue::Dateline, name.as_str());
            known.insert(titled(name.as_str()));
        }
    }
}

/// The word as it is written in running text.
fn titled(capitals: &str) -> String {
    let mut inner = false;
    let written = capitals.chars().map(|c| {
        let lower = inner && c.is_alphabetic();
        inner = c.is_alphabetic();
        if lower { c.to_ascii_lowercase() } else { c }
    });
    written.collect()
}

fn suffixed(text: &str, found: &mut Vec<Found>, known: &mut BTreeSet<String>) {
    for parts in SUFFIXED.iter().flat_map(|it| it.captures_iter(text)) {
        let (Some(name), Some(kind)) = (parts.get(1), parts.get(2)) else {
            continue;
        };
        if words("The A An This That Our New").any(|it| it == name.as_str()) {
            continue;
        }
        // Lancaster City Council is a body of Lancaster.
        let end = if parts.get(3).is_some() {
            name.end()
        } else {
            kind.end()
        };
        push(found, name.start()..end, 0.9, Cue::Gazetteer, name.as_str());
        known.insert(name.as_str().to_owned());
    }
}

/// The single words that stand next to a stretch: before it, in reverse, and after it.
fn beside<'t>(text: &'t str, range: &Range<usize>) -> (&'t str, &'t str) {
    let before = text.get(..range.start).unwrap_or("");
    let after = text.get(range.end..).unwrap_or("");
    let word = |c: char| !c.is_alphabetic();
    let before = before
        .strip_suffix(' ')
        .map_or("", |it| it.rsplit(word).next().unwrap_or(""));
    let after = after
        .strip_prefix(' ')
        .map_or("", |it| it.split(word).next().unwrap_or(""));
    (before, after)
}

/// Whether a word is a name of its own and no part of a longer one.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase());
    let (before, after) = beside(text, range);
    let numbered = text
        .get(range.end..)
        .is_some_and(|it| it.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let joined = text
        .get(range.end..)
        .is_some_and(|it| it.starts_with(['-', '’', '\'']) && !it.starts_with("’s"));
    !capital(after)
        && !words(TITLES).any(|it| it == before)
        && !joined
        && !numbered
        && (!capital(before) || words("In From To Of At The Around Near").any(|it| it == before))
}

fn repeats(text: &str, known: &BTreeSet<String>, found: &mut Vec<Found>) {
    for name in known {
        for (at, _) in text.match_indices(name.as_str()) {
            let range = at..at + name.len();
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let whole = edge(text.get(..at).and_then(|it| it.chars().next_back()))
                && edge(text.get(range.end..).and_then(|it| it.chars().next()));
            let (_, after) = beside(text, &range);
            if whole && (stands_alone(text, &range) || after == "City") {
                push(found, range, 0.8, Cue::NamedInFull, name);
            }
        }
    }
}

fn spelt(text: &str, found: &mut Vec<Found>) {
    for name in PINYIN.iter().flat_map(|it| it.find_iter(text)) {
        let (before, _) = beside(text, &name.range());
        let lower = before.starts_with(|c: char| c.is_lowercase());
        let listed = text
            .get(..name.start())
            .is_some_and(|it| it.ends_with(", "));
        let other = words(OTHERS).any(|it| it == name.as_str());
        if !other && (lower || listed) && stands_alone(text, &name.range()) {
            push(found, name.range(), 0.6, Cue::PlaceWord, name.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let all = cities(&[text]);
        let found = all.iter().flatten();
        found.map(|it| text[it.range.clone()].to_owned()).collect()
    }

    #[test]
    fn english_pages_name_cities_in_datelines_with_suffixes_and_in_pinyin() {
        let text = "WUWEI — Seven years ago Ma Delin left for Shanghai. Wuwei City paid. \
                    Greenhouses stand in Gulang County and around Zhangye. Gansu is large. \
                    Researchers of Lanzhou University came.";
        let wanted = [
            "WUWEI",
            "Shanghai",
            "Wuwei City",
            "Gulang County",
            "Zhangye",
        ];
        assert_eq!(found(text), wanted);
        assert_eq!(
            found("YORK. — A stone fell. The York city walls."),
            ["YORK", "York"]
        );
    }

    #[test]
    fn other_scripts_are_left_alone() {
        assert!(found("陇南市召开会议。WUWEI — 讯").is_empty());
        assert!(found("").is_empty());
    }
}
