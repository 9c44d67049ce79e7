//! Offices in a passage: the noun that names one, and the body before it.
//!
//! 中共白银市委组织部副部长 is one phrase: a body (or several, one inside the other) and a
//! noun. The noun is looked up; the body is what stands before it word by word until a
//! word comes that belongs to no body.

mod lists;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use lists::{
    BODIES, MOSTLY_PUBLIC, NONE, OFFICIAL_WORDS, OFTEN_PRIVATE, OUTSIDE, PLACES, PRIVATE, PUBLIC,
    TWOFOLD,
};

use super::passage::{Passage, Word};

/// How long the phrase of an office may be, in characters.
const LONGEST: usize = 40;

/// An office that a passage names. Places are in characters of the passage.
#[derive(Debug, Clone)]
pub(super) struct Office {
    /// The noun: 副部长.
    pub noun: Range<usize>,
    /// Where the phrase begins; of several offices of one person (市委副书记、市长)
    /// that of the first.
    pub start: usize,
    /// The body of the last of them, if it is named.
    pub body: Range<usize>,
    /// How sure it is that somebody named with it holds a public office, as log-odds.
    pub public: f64,
    /// Whether the noun is said of several people as well: 领导.
    pub group: bool,
}

static NOUNS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(
            PUBLIC
                .iter()
                .chain(MOSTLY_PUBLIC.iter())
                .chain(OFTEN_PRIVATE.iter())
                .chain(NONE.iter()),
        )
        .ok()
});

/// Whether a text begins with the noun of an office.
pub(super) fn begins(text: &str) -> bool {
    let nouns = PUBLIC.iter().chain(MOSTLY_PUBLIC.iter());
    let mut nouns = nouns.chain(OFTEN_PRIVATE.iter());
    nouns.any(|it| text.starts_with(it))
}

/// The offices of a passage, in order.
pub(super) fn offices(passage: &Passage) -> Vec<Office> {
    let mut offices: Vec<Office> = Vec::new();
    let Some(nouns) = NOUNS.as_ref() else {
        return offices;
    };
    for found in nouns.find_iter(passage.text()) {
        let kind = found.pattern().as_usize();
        if kind >= PUBLIC.len() + MOSTLY_PUBLIC.len() + OFTEN_PRIVATE.len() {
            continue;
        }
        let noun = passage.position(found.start())..passage.position(found.end());
        let begin = phrase(passage, noun.start);
        let joined = joined(passage, begin, &offices);
        let member = ["委员", "政协委员"].contains(&passage.part(noun.clone()));
        let public = public(passage.part(begin..noun.start), kind) - if member { 4.0 } else { 0.0 };
        let office = Office {
            start: joined.map_or(begin, |it| it.start),
            body: body(passage, begin, noun.start),
            public: joined.map_or(public, |it| it.public.max(public)),
            group: passage.part(noun.clone()).starts_with("领导"),
            noun,
        };
        offices.push(office);
    }
    offices
}

/// Where the phrase begins whose noun begins at `noun`.
fn phrase(passage: &Passage, noun: usize) -> usize {
    let first = noun.saturating_sub(LONGEST);
    let mut start = noun;
    for word in passage.words_before(noun + 4) {
        if word.range.start >= start {
            continue;
        }
        if word.range.start < first || word.range.end < start || !belongs(passage, word) {
            break;
        }
        start = word.range.start;
    }
    start
}

/// Whether a word may be part of the name of a body or of an office.
fn belongs(passage: &Passage, word: &Word) -> bool {
    let text = passage.part(word.range.clone());
    let cut = passage.gap(word.range.end) && text.ends_with(['记', '讯', '电']);
    if cut || OUTSIDE.contains(&text) || !text.chars().all(super::passage::is_han) {
        return false;
    }
    if ["和", "与"].contains(&text) {
        return in_twofold(passage, word);
    }
    let place = PLACES.contains(&text);
    if place || OFFICIAL_WORDS.contains(&text) || BODIES.contains(&text) {
        return true;
    }
    let single = word.range.len() == 1;
    match word.class.as_str() {
        "v" | "d" | "p" | "c" | "r" | "t" | "y" | "z" | "e" => false,
        class if class.starts_with('u') => false,
        "vn" | "l" | "i" | "f" | "s" | "vg" => !single,
        _ => true,
    }
}

/// Whether a 和 is part of the name of a department: 住房和城乡建设局.
fn in_twofold(passage: &Passage, word: &Word) -> bool {
    let and = word.range.start;
    TWOFOLD.iter().any(|name| {
        let at = name.chars().position(|c| c == '和' || c == '与');
        let start = at.and_then(|at| and.checked_sub(at));
        start.is_some_and(|start| passage.has(start, name))
    })
}

/// The office right before one that begins at `begin`, if the same person holds it.
fn joined<'a>(passage: &Passage, begin: usize, before: &'a [Office]) -> Option<&'a Office> {
    let end = match passage.before(begin) {
        '、' | '兼' => begin.saturating_sub(1),
        _ if passage.gap(begin) => begin,
        _ if passage.ends(begin, "并兼任") => begin.saturating_sub(3),
        _ => return None,
    };
    before.last().filter(|it| it.noun.end == end && !it.group)
}

/// The body in the phrase: without what says which of its offices it is.
fn body(passage: &Passage, begin: usize, noun: usize) -> Range<usize> {
    let text = passage.part(begin..noun);
    let mut end = noun;
    for last in ["副", "常务", "代理", "代", "第一", "名誉"] {
        if text.ends_with(last) {
            end -= last.chars().count();
        }
    }
    let front = ["原", "前", "时任"]
        .iter()
        .find(|it| text.starts_with(**it));
    let start = begin + front.map_or(0, |it| it.chars().count());
    start.min(end)..end
}

/// How sure it is, as log-odds, that the office is a public one.
fn public(body: &str, kind: usize) -> f64 {
    let known = BODIES.iter().any(|end| body.contains(end));
    let placed = PLACES.iter().any(|end| body.contains(end));
    // The central bank is one of the few that are no companies.
    let state_bank = ["人民银行", "央行", "世界银行", "中央银行"];
    let private = PRIVATE.iter().any(|part| body.contains(part))
        && !state_bank.iter().any(|it| body.contains(it));
    let known = known || state_bank.iter().any(|it| body.contains(it));
    // 第一书记兼工作队队长: who holds the one is a public official.
    let beside = body.contains('兼') && PUBLIC.iter().any(|noun| body.contains(noun));
    let prior = if kind < PUBLIC.len() || beside {
        2.0
    } else if kind < PUBLIC.len() + MOSTLY_PUBLIC.len() {
        1.0
    } else {
        -1.4
    };
    let placed = match (known, placed) {
        (true, _) => 2.0,
        (false, true) => 0.8,
        (false, false) => 0.0,
    };
    // Whoever leads the Party in a company holds an office of the Party.
    let party = ["党委", "党总支", "党支部", "纪委", "党组"]
        .iter()
        .any(|end| body.contains(end));
    let private = match (private, party && kind < PUBLIC.len()) {
        (false, _) => 0.0,
        (true, true) => 3.2,
        (true, false) => 4.5,
    };
    prior + placed - private
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> Vec<String> {
        let passage = Passage::new(text);
        let found = offices(&passage);
        let text = |it: &Office| passage.part(it.start..it.noun.end).to_owned();
        found.iter().map(text).collect()
    }

    #[test]
    fn an_office_begins_where_its_body_does() {
        assert_eq!(
            phrases("1月29日，嘉峪关市政协主席王毅"),
            ["嘉峪关市政协主席"]
        );
        assert_eq!(
            phrases("出席会议的有市委常委、组织部部长戚望舒")
                .last()
                .unwrap(),
            "市委常委、组织部部长"
        );
        assert_eq!(
            phrases("当选为白银市民族宗教事务委员会主任。"),
            ["白银市民族宗教事务委员会主任"]
        );
        assert_eq!(phrases("日前，县教育体育局局长说"), ["县教育体育局局长"]);
    }

    #[test]
    fn look_alikes_are_no_offices() {
        for text in [
            "市委员会召开会议",
            "主席团会议",
            "他是主任医师",
            "学生家长",
            "主任会议",
        ] {
            assert!(phrases(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn private_bodies_are_told_from_public_ones() {
        let sure = |text: &str| offices(&Passage::new(text)).last().map(|it| it.public);
        assert!(sure("市水务局局长").unwrap() > 2.0);
        assert!(sure("种植合作社理事长").unwrap() < 0.0);
        assert!(sure("村文艺队队长").unwrap() < 0.0);
        assert!(sure("驻村第一书记兼工作队队长").unwrap() > 2.0);
        assert!(sure("中国人民银行行长").unwrap() > 0.0);
        assert!(sure("某商业银行行长").unwrap() < 0.0);
    }
}
