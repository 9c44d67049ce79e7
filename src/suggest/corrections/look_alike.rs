//! Characters that a reader of print takes for one another: 曰 for 日, 白己 for 自己.
//!
//! A character is suspected only where the likeliest reading leaves it a word of
//! one character while its double makes a word with a neighbour, and the whole
//! reads much better with the double. What is a word either way stays.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Suggested;
use super::page::{Kind, Line, Page, probability};
use crate::model::evidence::{Cue, Reason};
use crate::suggest::lexicon;

/// How much of the text on either side is read, in characters.
const REACH: usize = 5;
/// How much better the text must read for even odds, in nats.
const EVEN: f64 = 7.0;
/// How much a nat weighs, as log-odds.
const WEIGHT: f64 = 0.6;
/// How much it weighs that the page says the same elsewhere, as log-odds.
const SEEN: f64 = 1.5;
/// Characters that look alike; each stands for every other of its group.
const GROUPS: &[&str] = &[
    "日曰目",
    "末未",
    "己已巳",
    "大天太夭犬",
    "白自",
    "份价",
    "军车",
    "人入",
    "土士",
    "干千",
    "侯候",
    "折拆析",
    "治冶",
    "睛晴",
    "谛缔",
    "戊戌戍",
    "洒酒",
    "鸟乌",
    "竟竞",
    "拔拨",
    "今令",
    "问间",
    "田由",
    "甲申",
    "失矢",
    "牛午",
    "无元",
    "兔免",
    "代伐",
    "历厉",
    "汁计",
    "贷货",
    "凤风",
    "住往",
    "侍待",
    "幕慕暮墓",
    "辨辩",
    "徽微",
    "蓝篮",
    "栽裁载",
    "坏环",
    "抉扶",
    "孤狐",
    "徒徙",
    "准淮",
    "刊刑",
    "粟栗",
    "庄压",
    "挟狭",
    "壁璧",
];

/// The group of each character.
static ALIKE: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let of = |group: &&'static str| {
        let group = *group;
        group.chars().map(move |c| (c, group))
    };
    GROUPS.iter().flat_map(of).collect()
});

pub(super) fn find(page: &Page, found: &mut Vec<Suggested>) {
    for line in &page.lines {
        if matches!(line.kind, Kind::Byline | Kind::Furniture) {
            continue;
        }
        for at in line.ink.clone() {
            let Some(read) = page.at(at) else { continue };
            let Some(group) = ALIKE.get(&read) else {
                continue;
            };
            let best = group
                .chars()
                .filter(|&meant| meant != read)
                .filter_map(|meant| judge(page, line, at, read, meant))
                .max_by(|a, b| a.evidence.score.total_cmp(&b.evidence.score));
            found.extend(best);
        }
    }
}

/// Whether `read` stands for `meant` at a place.
fn judge(page: &Page, line: &Line, at: usize, read: char, meant: char) -> Option<Suggested> {
    let before = page.han_before(line.ink.start, at, REACH);
    let after = page.han_after(at + 1, line.ink.end, REACH);
    let (left, right) = (before.last().copied(), after.first().copied());
    let pair =
        |a: Option<char>, b: Option<char>| -> Option<String> { Some([a?, b?].iter().collect()) };
    let makes_word = |c: char| {
        let pairs = [pair(left, Some(c)), pair(Some(c), right)];
        pairs.into_iter().flatten().find(|it| lexicon::is_word(it))
    };
    if makes_word(read).is_some() {
        return None;
    }
    let word = makes_word(meant)?;
    let with = |c: char| -> String { before.iter().chain([&c]).chain(after).collect() };
    let gain = lexicon::cost(&with(read)) - lexicon::cost(&with(meant));
    let mut odds = WEIGHT * (gain - EVEN);
    let mut reasons = vec![Reason::about(Cue::LookAlike, word)];
    if let (Some(left), Some(right)) = (left, right) {
        if page.context().count([left, meant, right]) > 0 {
            odds += SEEN;
            let seen: String = [left, meant, right].iter().collect();
            reasons.push(Reason::about(Cue::Repeated, seen));
        }
        if page.context().count([left, read, right]) > 1 {
            odds -= 2.0 * SEEN;
        }
    }
    Some(page.suggest(at..at + 1, meant, probability(odds), reasons))
}
