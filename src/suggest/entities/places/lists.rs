//! Places that stand side by side: 会宁、靖远、景泰三县, 青海省海东市平安区.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::candidate::Candidate;
use super::names::Form;
use crate::model::evidence::Cue;
use crate::model::place::Level;
use crate::suggest::gazetteer::Gazetteer;

/// So many others of a list are told in the reason of one of them.
const TOLD: usize = 4;

/// What stands between two of a list.
const LINKS: [&str; 13] = [
    "", "、", "和", "与", "及", "以及", "至", "到", "·", "—", "——", "-", "、 ",
];

/// What stands between two of a list of things that places have: 静宁的苹果、岷县的当归.
static PARALLEL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^的\p{Han}{1,4}[、，]$").ok());

/// What closes a list of places: 三县, 等市, 两地, 等县区.
static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let kinds = "自治县|自治州|自治旗|地市|市区|市州|州市|县区|区县|县市|市县|县（[市区]）|市|县|区|州|旗|盟|地";
    Regex::new(&format!(
        "^(?:等?[0-9０-９两二三四五六七八九十]{{1,3}} ?个?(?:{kinds})|等(?:{kinds})|县区|区县|县市|市州|一带|方向|段|沿线|之间)"
    ))
    .ok()
});

/// Weighs what stands beside each candidate; they are in text order.
pub(super) fn weigh(text: &str, candidates: &mut [Candidate], gazetteer: &Gazetteer) {
    within(candidates, gazetteer);
    let mut from = 0;
    while from < candidates.len() {
        let mut to = from + 1;
        while to < candidates.len() && is_linked(text, candidates.get(to - 1..=to)) {
            to += 1;
        }
        if let Some(list) = candidates.get_mut(from..to) {
            weigh_list(text, list, gazetteer);
        }
        from = to;
    }
}

fn is_linked(text: &str, two: Option<&[Candidate]>) -> bool {
    let Some([first, second]) = two else {
        return false;
    };
    match text.get(first.range.end..second.range.start) {
        // 安康市江北 is no list, nor is 武威西夏博物馆; 张掖武威 is one.
        Some("") => {
            let rest = text.get(second.range.end..).unwrap_or("");
            let closed = TAIL.as_ref().is_some_and(|it| it.is_match(rest));
            let short = first.form == Form::Short && second.form == Form::Short;
            short && (closed || !first.minor && !second.minor)
        }
        Some(gap) => LINKS.contains(&gap) || PARALLEL.as_ref().is_some_and(|it| it.is_match(gap)),
        None => false,
    }
}

/// A place named right behind one that it is part of: 甘肃陇南, 兰州市城关区.
fn within(candidates: &mut [Candidate], gazetteer: &Gazetteer) {
    for at in 1..candidates.len() {
        let Some([outer, inner]) = candidates.get_mut(at - 1..=at) else {
            continue;
        };
        if outer.range.end == inner.range.start && is_part(gazetteer, &outer.name, &inner.name) {
            let odds = if inner.is_full() { 6.0 } else { 4.5 };
            let name = outer.name.clone();
            inner.weigh(odds, Cue::Neighbour, &name);
            if outer.form == Form::Short {
                let name = inner.name.clone();
                outer.weigh(2.0, Cue::Neighbour, &name);
            }
        }
    }
}

/// Whether one name means a place that is part of one that the other means.
fn is_part(gazetteer: &Gazetteer, outer: &str, inner: &str) -> bool {
    gazetteer.named(inner).any(|(place, _)| {
        let mut above = place.parent.as_deref();
        for _ in 0..2 {
            let Some(parent) = above.and_then(|code| gazetteer.place(code)) else {
                return false;
            };
            if gazetteer.named(outer).any(|(it, _)| it.code == parent.code) {
                return true;
            }
            above = parent.parent.as_deref();
        }
        false
    })
}

/// Which of a list have a sibling in it: a place that is part of the same one. It is most
/// unlikely that two words stand side by side that happen to be such (凤凰、古丈), unless both
/// are ordinary ones (城东、城西).
fn siblings(list: &[Candidate], gazetteer: &Gazetteer) -> Vec<bool> {
    let clear = list.iter().any(|it| !it.ordinary);
    // What a name may be a part of, each once.
    let parents = |of: &Candidate| -> BTreeSet<Option<&str>> {
        let places = gazetteer.named(&of.name).map(|(place, _)| place);
        let below = places.filter(|it| it.level != Level::Province);
        below.map(|it| it.parent.as_deref()).collect()
    };
    let parents: Vec<_> = list.iter().map(parents).collect();
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for parent in parents.iter().flatten() {
        *counts.entry(*parent).or_default() += 1;
    }
    let shared = |parent: &Option<&str>| counts.get(parent).is_some_and(|count| *count > 1);
    let has = |of: &BTreeSet<Option<&str>>| clear && of.iter().any(shared);
    parents.iter().map(has).collect()
}

fn weigh_list(text: &str, list: &mut [Candidate], gazetteer: &Gazetteer) {
    let count = list.len();
    let end = list.last().map_or(0, |it| it.range.end);
    let rest = text.get(end..).unwrap_or("");
    let tail = TAIL.as_ref().and_then(|it| it.find(rest));
    let sure = |it: &Candidate| it.odds > 2.0 && it.form != Form::Province;
    let names: Vec<(String, bool)> = list.iter().map(|it| (it.name.clone(), sure(it))).collect();
    let all_sure = names.iter().filter(|(_, sure)| *sure).count();
    let with = |at: usize| {
        let itself = names.get(at).is_some_and(|(_, sure)| *sure);
        let others = names.iter().enumerate().skip(at.saturating_sub(TOLD / 2));
        let others = others.filter(|(other, _)| *other != at).take(TOLD);
        let names: Vec<&str> = others.map(|(_, (name, _))| name.as_str()).collect();
        (all_sure > usize::from(itself), names.join("、"))
    };
    let siblings = siblings(list, gazetteer);
    for (at, candidate) in list.iter_mut().enumerate() {
        let (beside_sure, others) = with(at);
        if candidate.is_full() && candidate.ordinary && beside_sure {
            candidate.weigh(5.5, Cue::Enumerated, &others);
        }
        if candidate.form != Form::Short {
            continue;
        }
        if let Some(tail) = tail {
            let odds = if count > 1 { 5.0 } else { 0.0 };
            candidate.weigh(odds, Cue::Enumerated, tail.as_str());
        }
        if count > 1 {
            let odds = match (beside_sure, candidate.ordinary && count < 3) {
                _ if siblings.get(at) == Some(&true) => 4.0,
                (true, false) => 2.5,
                (true, true) => 0.5,
                (false, _) => 0.5,
            };
            candidate.weigh(odds, Cue::Enumerated, &others);
        }
    }
}
