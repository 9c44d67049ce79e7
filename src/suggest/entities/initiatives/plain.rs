//! Names without quotation marks: 党纪学习教育, 石羊河流域重点治理工程.
//!
//! Where such a name ends is plain: at the noun of its kind. Where it begins is read word by
//! word from there to the left: at a verb of carrying out, at a mark, or at a word that cannot
//! be part of a name.

use super::lists::{
    CARRIED_OUT, FIRST_OUTSIDE, GENERIC, INSIDE, OUTSIDE, PLAIN_HEADS, SPECIAL, WELL_KNOWN,
};
use super::{Named, carried_out};
use crate::model::evidence::{Cue, Reason};
use crate::suggest::entities::passage::{Passage, Word, is_han};

/// How long a name may be before its noun, in characters.
const LONGEST: usize = 30;

/// The initiatives without quotation marks in a passage.
pub(super) fn find(passage: &Passage) -> Vec<Named> {
    let known = well_known(passage);
    let mut found = Vec::new();
    for (head, likely) in PLAIN_HEADS {
        for (byte, _) in passage.text().match_indices(head) {
            let at = passage.position(byte);
            found.extend(compound(passage, at, head, *likely));
        }
    }
    found.extend(study_campaigns(passage));
    // What everybody knows by its name is not the end of a longer name.
    let ends = |it: &Named| known.iter().any(|known| known.range.end == it.range.end);
    found.retain(|it| !ends(it));
    found.extend(known);
    found
}

/// Initiatives that everybody knows.
fn well_known(passage: &Passage) -> Vec<Named> {
    let mut found = Vec::new();
    for name in WELL_KNOWN.iter() {
        for (byte, _) in passage.text().match_indices(name) {
            let start = passage.position(byte);
            let end = start + name.chars().count();
            let part_of_more = ["布局", "师", "基地", "化", "学院"]
                .iter()
                .any(|it| passage.has(end, it));
            if !part_of_more {
                found.push(Named::new(start..end, 0.85, Cue::WellKnown, name));
            }
        }
    }
    found
}

/// 学习贯彻…主题教育: named after what is studied.
fn study_campaigns(passage: &Passage) -> Vec<Named> {
    let mut found = Vec::new();
    for (byte, head) in passage.text().match_indices("主题教育") {
        let at = passage.position(byte);
        let first = passage.run_back(at, LONGEST);
        let before = passage.part(first..at);
        let Some(start) = before.find("学习贯彻") else {
            continue;
        };
        let start = first + before.get(..start).map_or(0, |it| it.chars().count());
        found.push(Named::new(start..at + 4, 0.9, Cue::HeadNoun, head));
    }
    found
}

/// A compound that ends in the noun which begins at `at`.
fn compound(passage: &Passage, at: usize, head: &str, likely: f64) -> Option<Named> {
    let end = at + head.chars().count();
    if !ends_there(passage, end) {
        return None;
    }
    let words = words_of(passage, at);
    let start = words.last().map_or(at, |word| word.range.start);
    let name = passage.part(start..at);
    let length = at - start;
    let generic = words
        .iter()
        .all(|word| GENERIC.contains(&passage.part(word.range.clone())));
    if generic || length < 2 || (length < 4 && words.len() < 2) && head.chars().count() < 4 {
        return None;
    }
    let special = SPECIAL.iter().any(|word| name.contains(word));
    let verb = carried_out(passage, start).filter(|_| start > 0);
    let mut score = likely;
    score += if special { 0.12 } else { 0.0 };
    score += if name.contains("大提升") || name.contains("大走访") {
        0.3
    } else {
        0.0
    };
    score += if words.len() >= 3 && length >= 6 {
        0.08
    } else {
        0.0
    };
    let told = verb.is_some() || likely > 0.74 || beside_another(passage, start);
    score -= if told { 0.0 } else { 0.15 };
    let mut named = Named::new(start..end, score.min(0.9), Cue::HeadNoun, head);
    named
        .reasons
        .extend(verb.map(|verb| Reason::about(Cue::CarriedOut, verb)));
    Some(named)
}

/// Whether a name follows on another one: 强工业行动和产业赋能行动.
fn beside_another(passage: &Passage, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    let listed = "和与及、".contains(passage.char(before));
    listed
        && PLAIN_HEADS
            .iter()
            .any(|(head, _)| passage.ends(before, head))
}

/// Whether a name may end here: not in the middle of a longer compound.
fn ends_there(passage: &Passage, end: usize) -> bool {
    let next = passage.char(end);
    let goes_on = [
        "师",
        "队",
        "部",
        "局",
        "化",
        "学院",
        "公司",
        "布局",
        "中心",
        "基地",
        "者",
        "力",
        "组",
        "书",
        "指挥部",
        "处",
        "系",
        "室",
        "计划",
        "建设项目",
        "区",
        "性",
        "品牌",
        "工程",
        "战略",
    ];
    !is_han(next) || !goes_on.iter().any(|it| passage.has(end, it))
}

/// The words of a name before its noun, from the last to the first.
fn words_of(passage: &Passage, at: usize) -> Vec<&Word> {
    let mut words: Vec<&Word> = Vec::new();
    let mut start = at;
    for word in passage.words_before(at) {
        let verb = carried_out(passage, start).filter(|verb| !INSIDE.contains(verb));
        let far = word.range.end != start || at - word.range.start > LONGEST;
        if far || verb.is_some() || !belongs(passage, word) {
            break;
        }
        start = word.range.start;
        words.push(word);
    }
    while words.last().is_some_and(|word| is_outside(passage, word)) {
        words.pop();
    }
    words
}

/// Whether a word may be part of a name.
fn belongs(passage: &Passage, word: &Word) -> bool {
    let text = passage.part(word.range.clone());
    let outside = OUTSIDE.contains(&text);
    let carried = |verb: &&&str| text.ends_with(**verb) && !INSIDE.contains(*verb);
    let verb = CARRIED_OUT.iter().any(|verb| carried(&verb));
    if !text.chars().all(is_han) || outside || verb {
        return false;
    }
    // 赋能 is too new a word for the dictionary.
    if text == "赋" {
        return true;
    }
    match word.class.as_str() {
        "t" => text.ends_with('年') && word.range.len() == 2,
        "p" | "c" | "r" | "d" | "y" | "e" | "o" | "ul" | "uj" | "ud" | "uv" | "uz" | "ug" => false,
        "m" | "q" => word.range.len() > 1,
        "v" | "f" | "s" => word.range.len() > 1,
        _ => true,
    }
}

/// Whether a word at the beginning of a name stands outside of it.
fn is_outside(passage: &Passage, word: &Word) -> bool {
    let text = passage.part(word.range.clone());
    word.class == "f" || word.class == "s" || FIRST_OUTSIDE.contains(&text)
}
