//! Letter-spaced text: words of a script without spaces whose characters stand
//! apart, because a compositor stretched a line or a head.
//!
//! Spaces beside figures, between the halves of a couplet, between the columns of
//! a table and within a person's name are meant.

use std::ops::Range;

use super::Suggested;
use super::page::{Kind, Line, Page, is_han, is_unspaced};
use crate::model::evidence::{Cue, Reason};
use crate::suggest::lexicon;

/// So many spaced characters are never chance.
const CERTAIN: usize = 4;
/// A spaced kicker of an even number of characters in this range is a couplet; so is
/// any other head of twice seven, the commonest of them.
const COUPLET: std::ops::RangeInclusive<usize> = 10..=18;
/// How much of the text beside a gap is read, in characters.
const REACH: usize = 6;
/// Common surnames: two characters that begin so are rather a name.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤阮闵";
/// Words after which a name stands.
const BEFORE_NAMES: &[&str] = &[
    "记者",
    "读者",
    "通讯员",
    "摄",
    "文",
    "图",
    "编辑",
    "校对",
    "主编",
    "作者",
    "主席",
    "主任",
    "书记",
    "局长",
    "县长",
    "市长",
    "同志",
    "演唱",
    "作词",
    "作曲",
    "□",
    "●",
    "◎",
];
/// Words before which a name stands.
const AFTER_NAMES: &[&str] = &["摄", "文", "图", "供图", "撰文", "整理", "报道", "制图"];

/// A piece of a line without white space.
struct Token {
    at: Range<usize>,
    /// Whether it is nothing but one character with its punctuation.
    unit: Option<Unit>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// A Han character or kana.
    Character,
    Digit,
    /// Punctuation alone.
    Mark,
}

pub(super) fn find(page: &Page, found: &mut Vec<Suggested>) {
    let lines: Vec<Vec<Token>> = page.lines.iter().map(|line| tokens(page, line)).collect();
    let tabular: Vec<bool> = lines.iter().map(|tokens| is_row(page, tokens)).collect();
    let near_table = |at: usize| {
        let row = |at: usize| tabular.get(at).copied().unwrap_or(false);
        row(at) || row(at + 1) || at.checked_sub(1).is_some_and(row)
    };
    for (number, (line, tokens)) in page.lines.iter().zip(&lines).enumerate() {
        if tokens.len() < 2 || near_table(number) {
            continue;
        }
        for run in tokens.chunk_by(|a, b| a.unit.is_some() && b.unit.is_some()) {
            for part in at_wide_gaps(run) {
                for half in halves(page, line, part) {
                    found.extend(spaced(page, line, half));
                }
            }
        }
        for pair in tokens.windows(2) {
            if let [left, right] = pair {
                found.extend(parted_word(page, line, left, right));
            }
        }
    }
}

/// The pieces of a line.
fn tokens(page: &Page, line: &Line) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = line.ink.start;
    let text = page.slice(line.ink.clone());
    for piece in text.chunk_by(|a, b| a.is_whitespace() == b.is_whitespace()) {
        let at = start..start + piece.len();
        start = at.end;
        if piece.first().is_some_and(|c| !c.is_whitespace()) {
            let unit = unit(piece);
            tokens.push(Token { at, unit });
        }
    }
    tokens
}

fn unit(piece: &[char]) -> Option<Unit> {
    let mut letters = piece.iter().filter(|c| c.is_alphanumeric());
    match (letters.next(), letters.next()) {
        (None, _) => Some(Unit::Mark),
        (Some(&c), None) if is_unspaced(c) => Some(Unit::Character),
        (Some(c), None) if c.is_numeric() && piece.len() == 1 => Some(Unit::Digit),
        _ => None,
    }
}

/// Whether a line looks like the row of a table: cells, at least one with a number,
/// and not a sentence.
fn is_row(page: &Page, tokens: &[Token]) -> bool {
    let has = |token: &Token, wanted: fn(char) -> bool| {
        page.slice(token.at.clone()).iter().any(|&c| wanted(c))
    };
    let cells = tokens
        .iter()
        .filter(|it| it.unit != Some(Unit::Mark))
        .count();
    cells >= 3
        && tokens.iter().any(|it| has(it, char::is_numeric))
        && tokens.iter().any(|it| it.unit.is_none())
        && !tokens
            .iter()
            .any(|it| has(it, |c| "，。；！？".contains(c)))
}

/// Cuts a run of units where the gap is wider than the usual one.
fn at_wide_gaps(run: &[Token]) -> impl Iterator<Item = &[Token]> {
    let gap = |a: &Token, b: &Token| b.at.start - a.at.end;
    let usual = run
        .windows(2)
        .filter_map(|pair| Some(gap(pair.first()?, pair.last()?)))
        .min()
        .unwrap_or(0);
    run.chunk_by(move |a, b| gap(a, b) <= usual)
}

/// The halves of a couplet that is spaced so evenly that nothing shows its middle;
/// else the whole.
fn halves<'t>(page: &Page, line: &Line, run: &'t [Token]) -> Vec<&'t [Token]> {
    let even = run.len().is_multiple_of(2) && COUPLET.contains(&run.len());
    let plain = run
        .iter()
        .all(|it| it.at.len() == 1 && it.unit == Some(Unit::Character));
    let (first, second) = run.split_at(run.len() / 2);
    let text: String = run.iter().filter_map(|it| page.at(it.at.start)).collect();
    let couplet = match line.kind {
        Kind::Kicker => true,
        Kind::Head | Kind::Short => run.len() == 14,
        Kind::Byline | Kind::Text | Kind::Furniture => false,
    };
    if couplet && even && plain && lexicon::word_across(&text, first.len()).is_none() {
        vec![first, second]
    } else {
        vec![run]
    }
}

/// A run of characters that stand apart, if it is long enough to be no chance.
fn spaced(page: &Page, line: &Line, run: &[Token]) -> Option<Suggested> {
    let wanted = |unit| run.iter().filter(|it| it.unit == Some(unit)).count();
    let (characters, digits) = (wanted(Unit::Character), wanted(Unit::Digit));
    let range = run.first()?.at.start..run.last()?.at.end;
    let raw = page.slice(range.clone());
    let text: String = raw.iter().filter(|c| !c.is_whitespace()).collect();
    let year = digits == 4 && text.contains('年');
    let score = if characters >= CERTAIN && (characters >= 2 * digits || year) {
        0.95
    } else if year && characters >= 1 {
        0.85
    } else if characters == 3 && digits == 0 && run.len() == 3 {
        three(page, line, run, &text)?
    } else {
        return None;
    };
    let range = if characters >= CERTAIN {
        with_neighbours(page, line, range)
    } else {
        range
    };
    let raw = page.slice(range.clone());
    let text: String = raw.iter().filter(|c| !c.is_whitespace()).collect();
    let reasons = vec![Reason::about(Cue::Typography, text.clone())];
    Some(page.suggest(range, text, score, reasons))
}

/// The range with the character on either side that only a space keeps away: the
/// last of the text that was not spaced, and the first. It makes a word with what
/// stands beyond the gap, else the gap was meant.
fn with_neighbours(page: &Page, line: &Line, range: Range<usize>) -> Range<usize> {
    let read = |from: usize, to: usize| -> Vec<char> {
        let text = page.slice(line.ink.start.max(from)..line.ink.end.min(to));
        text.iter().copied().filter(|c| is_han(*c)).collect()
    };
    let makes_word = |left: &[char], right: &[char]| {
        let text: String = left.iter().chain(right).collect();
        lexicon::word_across(&text, left.len()).is_some()
    };
    let (first, last) = (range.start, range.end);
    let head = read(first, first + REACH);
    let start = match page.slice(line.ink.start..first) {
        [.., other, near, space]
            if is_han(*near)
                && !other.is_whitespace()
                && space.is_whitespace()
                && makes_word(page.han_before(line.ink.start, first - 1, REACH), &head) =>
        {
            first - 2
        }
        _ => first,
    };
    let tail = read(last.saturating_sub(REACH), last);
    let end = match page.slice(last..line.ink.end) {
        [space, near, other, ..]
            if is_han(*near)
                && !other.is_whitespace()
                && space.is_whitespace()
                && makes_word(&tail, page.han_after(last + 1, line.ink.end, REACH)) =>
        {
            last + 2
        }
        _ => last,
    };
    start..end
}

/// How sure it is that three spaced characters are a word or a phrase, and not a
/// person's name or the heads of three columns.
fn three(page: &Page, line: &Line, run: &[Token], text: &str) -> Option<f64> {
    let first = run.first()?;
    let last = run.last()?;
    let credited = AFTER_NAMES.iter().any(|it| text.ends_with(it));
    if has_names(line) || credited || is_named(page, line, first.at.start, last.at.end) {
        return None;
    }
    let joined = (1..3).any(|at| lexicon::word_across(text, at).is_some());
    joined.then_some(0.8)
}

/// A word of two characters with a gap in it: `工作综 述`.
fn parted_word(page: &Page, line: &Line, left: &Token, right: &Token) -> Option<Suggested> {
    let (end, start) = (left.at.end, right.at.start);
    // The halves of a couplet meet in a word by chance.
    let alone = left.unit.is_some() || right.unit.is_some();
    if has_names(line) || start > end + 2 || !alone && line.kind != Kind::Text {
        return None;
    }
    let before = page.han_before(left.at.start, end, REACH);
    let after = page.han_after(start, right.at.end, REACH);
    let text: String = before.iter().chain(after).collect();
    let word = lexicon::word_across(&text, before.len())?;
    let parts: Vec<char> = word.chars().collect();
    let (&first, &second) = (before.last()?, after.first()?);
    if parts != [first, second] || is_name_like(page, line, left, right) {
        return None;
    }
    let score = if alone { 0.8 } else { 0.6 };
    let reasons = vec![Reason::about(Cue::Typography, word.clone())];
    Some(page.suggest(end - 1..start + 1, word, score, reasons))
}

/// Whether what stands in the line is mostly names, of writers or of those who made
/// the page.
fn has_names(line: &Line) -> bool {
    matches!(line.kind, Kind::Byline | Kind::Furniture)
}

/// Whether two characters with a gap are rather a person's name, stretched to the
/// width of three.
fn is_name_like(page: &Page, line: &Line, left: &Token, right: &Token) -> bool {
    let Some(first) = page.before(left.at.end).filter(|&c| is_han(c)) else {
        return true;
    };
    let is = |c: Option<char>, set: &str| c.is_some_and(|c| set.contains(c));
    let bracketed = is(page.at(left.at.start), "（(【□") && is(page.before(right.at.end), "）)】");
    SURNAMES.contains(first)
        || bracketed
        || left.unit == Some(Unit::Character) && is_named(page, line, left.at.start, right.at.end)
}

/// Whether a word stands before or after a range of its line that says that it is
/// a name.
fn is_named(page: &Page, line: &Line, start: usize, end: usize) -> bool {
    let before = page.slice(line.ink.start.max(start.saturating_sub(12))..start);
    let before: String = before.iter().collect();
    let after = page.slice(end..line.ink.end.min(end + 6));
    let after: String = after.iter().filter(|c| !c.is_whitespace()).collect();
    BEFORE_NAMES
        .iter()
        .any(|it| before.trim_end().ends_with(it))
        || AFTER_NAMES.iter().any(|it| after.starts_with(it))
}
