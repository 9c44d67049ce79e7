//! Places that no gazetteer has, by the pattern of their names and what is around them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::plain::is_han;
use super::around::{Sign, signs, words};
use super::candidate::Candidate;
use super::names::{Form, Names};
use crate::suggest::lexicon;

/// What follows the name of a county or a city where its authorities are named.
const AUTHORITIES: &str = "\
    委 长 政府 政协 人大 人民 公安局 法院 检察院 教育局 水务局 文化馆 副 中学";

/// What stands before a name that is spoken of.
const NAMING: [&str; 8] = [
    "旧称",
    "古称",
    "时叫",
    "改称",
    "改为",
    "改名",
    "更名为",
    "设立",
];

/// Words between which and a suffix no name stands: 我县, 两市, 各区.
const NO_NAME: &str = "\
    全各本我该两三四五六七八九十几某这那每省市县区州乡镇村的了和与及在是为等个级同外 \
    称叫出进向把将被让对从由到往时年月日其有无不也都要就";

/// Words that end like names of places and are none.
const NO_PLACES: &str = "\
    城市 都市 超市 股市 上市 门市 夜市 集市 早市 楼市 地区 社区 园区 景区 校区 灾区 山区 \
    牧区 林区 矿区 小区 片区 辖区 市区 郊区 老区 特区 新区 发区 范区";

/// What speaks for a stretch like 青禾县 being a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Support {
    /// Nothing but its form.
    Form,
    /// Its authorities are named; but 聚焦县委 looks so, too.
    Authority,
    /// It stands behind the place that it is part of, or is spoken of as a name.
    Place,
}

/// Adds the places that no gazetteer has to the candidates of a text.
pub(super) fn add(text: &str, listed: Vec<Candidate>, names: &Names) -> Vec<Candidate> {
    let found = patterns(text, &listed, names);
    let mut seen: BTreeMap<&str, (usize, BTreeSet<Support>)> = BTreeMap::new();
    for (range, support) in &found {
        let name = text.get(range.clone()).unwrap_or("");
        let (times, kinds) = seen.entry(name).or_default();
        *times += 1;
        kinds.insert(*support);
    }
    let mut all = listed;
    for (range, support) in &found {
        let name = text.get(range.clone()).unwrap_or("");
        let Some((times, kinds)) = seen.get(name) else {
            continue;
        };
        let odds = match (kinds.contains(&Support::Place), *times > 1) {
            (true, true) => 3.5,
            (true, false) if *support == Support::Place => 2.0,
            // Its authorities here, something else there.
            (false, true) if kinds.len() > 1 => 0.7,
            _ => continue,
        };
        let mut candidate = Candidate::new(range.clone(), name, Form::Full, odds);
        candidate.signs = signs(text, range, false);
        all.push(candidate);
    }
    super::candidate::longest(all)
}

/// Stretches like 青禾县, and whether what is around them speaks for a place.
fn patterns(text: &str, listed: &[Candidate], names: &Names) -> Vec<(Range<usize>, Support)> {
    let mut found = Vec::new();
    for (at, suffix) in text.match_indices(['县', '市', '旗', '区', '州']) {
        let end = at + suffix.len();
        let taken = |it: &Candidate| it.range.start < end && at < it.range.end;
        if listed.iter().any(taken) {
            continue;
        }
        let long: Option<(Range<usize>, Support)> = [3, 2].into_iter().find_map(|chars| {
            let start = back(text, at, chars)?;
            let support = supported(text, start..end, listed)?;
            Some((start..end, support))
        });
        found.extend(long.filter(|(range, support)| {
            let name = text.get(range.clone()).unwrap_or("");
            let plain = matches!(suffix, "县" | "市");
            (plain || *support == Support::Place) && !names.has(name) && !lexicon::is_word(name)
        }));
    }
    found
}

/// What speaks for a stretch; `None` if it does not begin or go on like a name.
fn supported(text: &str, range: Range<usize>, listed: &[Candidate]) -> Option<Support> {
    let name = text.get(range.clone())?;
    let stem = name
        .char_indices()
        .next_back()
        .and_then(|(at, _)| name.get(..at))?;
    let before = text.get(..range.start)?;
    let after = text.get(range.end..)?;
    if stem.contains(|c| NO_NAME.contains(c))
        || words(NO_PLACES).any(|it| name.ends_with(it))
        || lexicon::is_word(stem)
        || super::around::suffix_goes_on(name, after)
    {
        return None;
    }
    let within = listed
        .iter()
        .any(|it| it.range.end == range.start && !it.ordinary);
    let named = NAMING.iter().any(|it| before.ends_with(it));
    let body = before.ends_with("政协") && after.starts_with("委员会");
    // 本报青禾讯 says that 青禾市 is one.
    let dated = ["本报", "本刊"]
        .iter()
        .any(|it| text.contains(&format!("{it}{stem}讯")));
    let open = before.chars().next_back().is_none_or(|c| !is_han(c));
    let led = before.ends_with([
        '在', '到', '赴', '和', '与', '及', '从', '由', '向', '往', '驻',
    ]);
    let authority = words(AUTHORITIES).any(|it| after.starts_with(it));
    if !(within || named || body || dated || open || led) {
        return None;
    }
    Some(if within || named || body || dated && (open || led) {
        Support::Place
    } else if authority {
        Support::Authority
    } else {
        Support::Form
    })
}

/// The byte that stands so many Han characters before another.
fn back(text: &str, at: usize, chars: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let (start, _) = before.char_indices().rev().nth(chars - 1)?;
    let stem = text.get(start..at)?;
    stem.chars().all(is_han).then_some(start)
}

/// The short names of places that a page names in full and no gazetteer has.
pub(super) fn short<'p>(
    text: &str,
    all: Vec<Candidate>,
    unlisted: impl Iterator<Item = &'p str>,
) -> Vec<Candidate> {
    let mut with = all;
    for name in unlisted {
        let stem = name
            .char_indices()
            .next_back()
            .and_then(|(at, _)| name.get(..at));
        let Some(stem) = stem.filter(|it| it.chars().nth(1).is_some()) else {
            continue;
        };
        for (at, _) in text.match_indices(stem) {
            let range = at..at + stem.len();
            let mut candidate = Candidate::new(range.clone(), stem, Form::Short, -1.0);
            candidate.signs = signs(text, &range, true);
            let dated = candidate.has(Sign::Dateline);
            candidate.odds += if dated || !lexicon::is_word(stem) {
                1.5
            } else {
                0.0
            };
            with.push(candidate);
        }
    }
    super::candidate::longest(with)
}
