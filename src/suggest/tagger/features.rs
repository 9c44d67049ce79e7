//! What is seen of a unit: signs, each a number made by a fixed hash.
//!
//! Units around it, alone and together; their classes; the words that the dictionary
//! cuts; quotation marks and what follows them; surnames and endings of place names;
//! spelling of words in scripts with capitals; what other recognisers found there.

use std::ops::Range;

use super::quotes::{Quote, quotes};
use super::units::{Class, Unit, Units, hash_text};

/// Surnames of one character that are common in China.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱丘夏谭韦贾邹石熊孟秦白阎薛侯雷龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚肖覃莫向汤阮闵黎陶温俞章鲁葛伍申尤毕聂焦柳邢路岳齐梅庄辛管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游裴席卫查屈鲍位覃霍翁隋甘景包司柏宁柯桂闫解强柴华车冉房边净阳佘仇文安";
/// Characters with which names of places and of bodies end.
const ENDINGS: &str = "省市县区州盟旗镇乡村庄街路山河江湖岛港局院校厂部会所站社团队馆中心处室";
/// How far an ending is looked for.
const ENDING_WITHIN: usize = 5;

/// The signs of the units of a text, one list after another.
#[derive(Debug, Default)]
pub(super) struct Signs {
    all: Vec<u32>,
    ends: Vec<usize>,
}

impl Signs {
    /// The signs of a unit.
    pub fn of(&self, unit: usize) -> &[u32] {
        let end = self.ends.get(unit).copied().unwrap_or(0);
        let start = unit.checked_sub(1).and_then(|it| self.ends.get(it));
        self.all
            .get(start.copied().unwrap_or(0)..end)
            .unwrap_or_default()
    }

    /// All signs and where the list of each unit ends.
    pub fn into_parts(self) -> (Vec<u32>, Vec<usize>) {
        (self.all, self.ends)
    }
}

/// A stretch of units of which something is known: a match in a list.
#[derive(Debug, Clone)]
pub(super) struct Match {
    /// The units.
    pub units: Range<usize>,
    /// What is known, as a number.
    pub what: u32,
}

/// The signs of all units of a text.
pub(super) fn signs(units: &Units, matches: &[Match]) -> Signs {
    let mut signs = Signs::default();
    let extra = of_matches(units, matches);
    let mut extra = extra.iter().peekable();
    for line in &units.lines {
        let quotes = quotes(units, line);
        for (at, quote) in line.clone().zip(&quotes) {
            let seen = Seen { units, line, at };
            seen.characters(&mut signs.all);
            seen.words(&mut signs.all);
            seen.quote(quote, &mut signs.all);
            seen.names(&mut signs.all);
            while let Some((_, sign)) = extra.next_if(|(unit, _)| *unit <= at) {
                signs.all.push(*sign);
            }
            signs.ends.push(signs.all.len());
        }
    }
    signs
}

/// One unit among others of its line.
struct Seen<'a> {
    units: &'a Units,
    line: &'a Range<usize>,
    at: usize,
}

impl Seen<'_> {
    fn near(&self, by: isize) -> Option<&Unit> {
        let at = self.at.checked_add_signed(by)?;
        self.units.all.get(at).filter(|_| self.line.contains(&at))
    }

    fn shape(&self, by: isize) -> u32 {
        self.near(by).map_or(EDGE, |it| it.shape)
    }

    fn class(&self, by: isize) -> u32 {
        self.near(by).map_or(Class::Edge, |it| it.class) as u32
    }

    /// Units around this one.
    fn characters(&self, out: &mut Vec<u32>) {
        let [a, b, c, d, e] = [-2, -1, 0, 1, 2].map(|by| self.shape(by));
        let (far_left, far_right) = (self.shape(-3), self.shape(3));
        out.extend([
            hash(1, &[]),
            hash(2, &[a]),
            hash(3, &[b]),
            hash(4, &[c]),
            hash(5, &[d]),
            hash(6, &[e]),
            hash(7, &[a, b]),
            hash(8, &[b, c]),
            hash(9, &[c, d]),
            hash(10, &[d, e]),
            hash(11, &[b, d]),
            hash(12, &[a, b, c]),
            hash(13, &[b, c, d]),
            hash(14, &[c, d, e]),
            hash(15, &[far_left, a, b]),
            hash(16, &[d, e, far_right]),
        ]);
        let classes = [-2, -1, 0, 1, 2].map(|by| self.class(by));
        out.push(hash(17, &classes));
        out.push(hash(18, &classes[1..4]));
    }

    /// Words, and where in its word this unit is.
    fn words(&self, out: &mut Vec<u32>) {
        let Some(unit) = self.near(0) else { return };
        let word = |by: isize| {
            let word = unit.word.checked_add_signed(by);
            let word = word.and_then(|at| self.units.words.get(at));
            word.filter(|it| self.line.contains(&it.units.start))
        };
        let symbol = |by| word(by).map_or(EDGE, |it| it.symbol);
        let speech = |by| word(by).map_or(EDGE, |it| it.speech);
        let last = |by| {
            let last = word(by).and_then(|it| self.units.all.get(it.units.end.checked_sub(1)?));
            last.map_or(EDGE, |it| it.symbol)
        };
        let place = word(0).map_or(0, |it| place(&it.units, self.at));
        out.extend([
            hash(20, &[symbol(0), place]),
            hash(21, &[symbol(-1), place]),
            hash(22, &[symbol(1), place]),
            hash(23, &[symbol(-1), symbol(0), place]),
            hash(24, &[symbol(0), symbol(1), place]),
            hash(25, &[speech(0), place]),
            hash(26, &[speech(-1), speech(0), place]),
            hash(27, &[speech(0), speech(1), place]),
            hash(28, &[last(0), place]),
            hash(29, &[last(1), place]),
            hash(30, &[symbol(-2), place]),
            hash(31, &[speech(-1), speech(0), speech(1), place]),
        ]);
    }

    /// Whether it is in quotation marks, how far from them, and what is around them.
    fn quote(&self, quote: &Option<Quote>, out: &mut Vec<u32>) {
        let Some(quote) = quote else { return };
        let symbol = |at: Option<usize>| {
            let unit = at.filter(|at| self.line.contains(at));
            let unit = unit.and_then(|at| self.units.all.get(at));
            unit.map_or(EDGE, |it| it.symbol)
        };
        let before = near_or_far(self.at - quote.open);
        let mark = symbol(Some(quote.open));
        let Some(close) = quote.close else {
            out.push(hash(40, &[mark, before]));
            return;
        };
        let after = near_or_far(close - self.at);
        let length = ((close - quote.open) as u32).min(16) / 3;
        let [next, second] = [1, 2].map(|by| symbol(Some(close + by)));
        let word_after = self.units.all.get(close + 1).map_or(EDGE, |it| {
            let word = self.units.words.get(it.word);
            word.filter(|_| self.line.contains(&(close + 1)))
                .map_or(EDGE, |it| it.symbol)
        });
        out.extend([
            hash(41, &[mark, before, after]),
            hash(42, &[next, second, before.min(1), after.min(1)]),
            hash(43, &[word_after, before.min(1), after.min(1)]),
            hash(44, &[symbol(quote.open.checked_sub(1)), before.min(1)]),
            hash(45, &[length, before.min(1), after.min(1)]),
        ]);
    }

    /// Surnames, endings of names, spelling.
    fn names(&self, out: &mut Vec<u32>) {
        let Some(unit) = self.near(0) else { return };
        match unit.class {
            Class::Han | Class::Numeral => {
                let surnames = [-2, -1, 0].map(|by| self.near(by).is_some_and(is_surname));
                let flags = surnames.iter().fold(0, |all, it| all * 2 + u32::from(*it));
                if flags > 0 {
                    out.push(hash(
                        50,
                        &[flags, self.class(-1), self.class(1), self.class(2)],
                    ));
                    out.push(hash(51, &[flags, self.shape(-1)]));
                }
                let ending = (0..=ENDING_WITHIN as isize).find_map(|by| {
                    let unit = self.near(by)?;
                    Some((by as u32, unit.symbol)).filter(|_| is_ending(unit))
                });
                if let Some((by, ending)) = ending {
                    out.push(hash(52, &[by, ending]));
                }
            }
            Class::Small | Class::Capital | Class::Capitals => {
                let class = |by| self.class(by);
                out.push(hash(60, &[class(-1), class(0), class(1), class(2)]));
                out.push(hash(61, &[class(0), self.shape(-1)]));
                out.push(hash(62, &[class(0), self.shape(1)]));
            }
            _ => {}
        }
        if unit.spaced {
            out.push(hash(63, &[unit.class as u32]));
        }
    }
}

/// What is beside a line.
const EDGE: u32 = 1;

/// Signs of matches by unit, in order of units: which part of a match the unit is, how
/// long the match is, and the last units before and the first after it.
fn of_matches(units: &Units, matches: &[Match]) -> Vec<(usize, u32)> {
    let mut signs = Vec::new();
    for found in matches {
        let Range { start, end } = found.units;
        let length = (end.saturating_sub(start)).min(6) as u32;
        for at in found.units.clone() {
            let place = place(&found.units, at);
            signs.push((at, hash(70, &[found.what, place])));
            signs.push((at, hash(71, &[found.what, place, length])));
        }
        if let Some(before) = start.checked_sub(1) {
            signs.push((before, hash(72, &[found.what])));
        }
        if end < units.all.len() {
            signs.push((end, hash(73, &[found.what])));
        }
    }
    signs.sort_unstable();
    signs.dedup();
    signs
}

/// The place of a unit in a stretch: alone, first, inside, last.
fn place(stretch: &Range<usize>, at: usize) -> u32 {
    match (at == stretch.start, at + 1 == stretch.end) {
        (true, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
        (false, true) => 3,
    }
}

fn near_or_far(distance: usize) -> u32 {
    distance.min(3) as u32
}

fn is_surname(unit: &Unit) -> bool {
    static ALL: std::sync::LazyLock<Vec<u32>> = std::sync::LazyLock::new(|| symbols(SURNAMES));
    unit.class == Class::Han && ALL.binary_search(&unit.symbol).is_ok()
}

fn is_ending(unit: &Unit) -> bool {
    static ALL: std::sync::LazyLock<Vec<u32>> = std::sync::LazyLock::new(|| symbols(ENDINGS));
    unit.class == Class::Han && ALL.binary_search(&unit.symbol).is_ok()
}

fn symbols(characters: &str) -> Vec<u32> {
    let mut all: Vec<u32> = characters
        .chars()
        .map(|c| hash_text(c.encode_utf8(&mut [0; 4])))
        .collect();
    all.sort_unstable();
    all
}

/// A number for some numbers, the same on every machine: kind and parts, each multiplied
/// in and shifted (the mixing of SplitMix64, Steele et al. 2014).
pub(super) fn hash(kind: u32, parts: &[u32]) -> u32 {
    let mut state = u64::from(kind).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for part in parts {
        state = (state ^ u64::from(*part)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state ^= state >> 29;
    }
    state = (state ^ (state >> 32)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (state ^ (state >> 31)) as u32
}
