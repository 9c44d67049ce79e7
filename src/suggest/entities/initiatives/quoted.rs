//! Quoted names with the noun of their kind: “千站千室万名委员”联系服务界别群众行动.

use std::ops::Range;

use super::lists::{CARRIED_OUT, HEADS, NOT_BEFORE, TOPICS, WEAK_HEADS};
use super::{Named, carried_out};
use crate::model::evidence::{Cue, Reason};
use crate::suggest::entities::passage::{Passage, Word, is_han};
use crate::suggest::lexicon;

/// How long what is quoted, and what stands between it and the end of the noun, may be.
const LONGEST_QUOTE: usize = 32;
const LONGEST_TAIL: usize = 16;

/// How far a further noun may go on from one: 教育|实践活动.
const FURTHER: usize = 6;

/// Words that end a name: it does not go on over them.
const ENDS: &str = "的和与及等在是了为以将被把或对从并而且也中里之就已着过所于向给由让使";

/// The initiatives with quoted names in a passage.
pub(super) fn find(passage: &Passage) -> Vec<Named> {
    let quotes = quotes(passage);
    let mut found = Vec::new();
    for (rank, quote) in quotes.iter().enumerate() {
        if is_speech(passage, quote) {
            continue;
        }
        let before = rank.checked_sub(1).and_then(|rank| quotes.get(rank));
        found.extend(with_head(passage, quote, before));
        found.extend(head_inside(passage, quote));
        found.extend(one_of_several(passage, &quotes, rank));
    }
    found
}

/// What stands in quotation marks, with the marks.
pub(super) fn quotes(passage: &Passage) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open = None;
    for at in 0..passage.len() {
        match passage.char(at) {
            '\n' => open = None,
            '“' => open = Some(at),
            '”' => {
                if let Some(start) = open
                    .take()
                    .filter(|it| at - it <= LONGEST_QUOTE && at - it > 2)
                {
                    quotes.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    quotes
}

/// Whether somebody speaks, rather than that something is named.
fn is_speech(passage: &Passage, quote: &Range<usize>) -> bool {
    let inside = passage.chars_of(quote.start + 1..quote.end - 1);
    let last = inside.last().copied().unwrap_or('。');
    let commas = inside.iter().filter(|c| **c == '，').count();
    "。！？，；…".contains(last)
        || inside.iter().any(|c| "。！？；：".contains(*c))
        || commas > 2
        || (passage.before(quote.start) == '：' && inside.len() > 8)
}

/// A quoted name and the noun attached to it.
fn with_head(
    passage: &Passage,
    quote: &Range<usize>,
    before: Option<&Range<usize>>,
) -> Option<Named> {
    let (end, head) = tail(passage, quote.end)?;
    let weak = WEAK_HEADS.contains(&head.as_str());
    let direct = passage.part(quote.end..end) == head;
    let mut score = match (weak, direct) {
        (false, _) => 0.93,
        (true, true) => 0.62,
        (true, false) => 0.4,
    };
    let start = beginning(passage, quote, before);
    let verb = carried_out(passage, start);
    score += if verb.is_some() { 0.04 } else { 0.0 };
    let quoted = passage.part(quote.clone());
    let mut named = Named::new(start..end, score, Cue::Quoted, quoted);
    named.reasons.push(Reason::about(Cue::HeadNoun, head));
    named
        .reasons
        .extend(verb.map(|verb| Reason::about(Cue::CarriedOut, verb)));
    Some(named)
}

/// Where the name begins: before a quotation of mere numbers also what it counts in.
fn beginning(passage: &Passage, quote: &Range<usize>, before: Option<&Range<usize>>) -> usize {
    let inside = passage.part(quote.start + 1..quote.end - 1);
    let numbers = inside
        .chars()
        .all(|c| c.is_ascii_digit() || "+＋.NX".contains(c));
    if !numbers {
        return quote.start;
    }
    if let Some(before) = before.filter(|it| it.end == quote.start) {
        return before.start;
    }
    let place = passage.words_before(quote.start).next();
    place
        .filter(|word| word.range.end == quote.start && word.class == "ns" && word.range.len() >= 2)
        .map_or(quote.start, |word| word.range.start)
}

/// The end of the noun that is attached to a quotation which ends at `from`, and the noun.
pub(super) fn tail(passage: &Passage, from: usize) -> Option<(usize, String)> {
    let end = limit(passage, from);
    let text: Vec<char> = passage.chars_of(from..end);
    let mut best: Option<(usize, String)> = None;
    for length in 2..=text.len() {
        let reach = best
            .as_ref()
            .map_or(text.len(), |(end, _)| end - from + FURTHER);
        if length > reach {
            break;
        }
        let part: String = text.iter().take(length).collect();
        let heads = HEADS.iter().chain(WEAK_HEADS.iter());
        let Some(head) = heads
            .filter(|head| part.ends_with(**head))
            .max_by_key(|it| it.len())
        else {
            continue;
        };
        let between = part.strip_suffix(head).unwrap_or_default();
        let joint = best.as_ref().map_or(0, |(end, _)| end - from);
        let joined = joint == 0 || is_joined(passage, from + joint..from + length);
        if joined && is_whole(passage, from + length, end) && is_attached(between, joint) {
            best = Some((from + length, (*head).to_owned()));
        }
    }
    best
}

/// How far a name may go on: to the next mark or word that ends it.
fn limit(passage: &Passage, from: usize) -> usize {
    let end = passage.run(from, LONGEST_TAIL);
    (from..end)
        .find(|at| {
            let alone = |word: &Word| word.range.len() == 1;
            ENDS.contains(passage.char(*at)) && passage.words_in(*at..at + 1).all(alone)
        })
        .unwrap_or(end)
}

/// Whether the noun that ends at `at` ends there, and is no part of a longer word.
fn is_whole(passage: &Passage, at: usize, end: usize) -> bool {
    let rest = passage.part(at..passage.run(at, 4).max(at));
    if NOT_BEFORE.iter().any(|word| rest.starts_with(word)) && !rest.starts_with("中，") {
        return rest.starts_with("中") && end >= at && !rest.starts_with("中心");
    }
    let start = at.saturating_sub(4);
    let text = passage.part(start..passage.run(at, 4).max(at));
    lexicon::word_across(text, at - start).is_none()
}

/// Whether the words of a part go on from a noun to a further one: no verb of one character
/// and no number is among them.
fn is_joined(passage: &Passage, range: Range<usize>) -> bool {
    let head = HEADS
        .iter()
        .chain(WEAK_HEADS.iter())
        .filter(|head| passage.ends(range.end, head));
    let noun = head.map(|head| head.chars().count()).max().unwrap_or(0);
    let noun = range.end - noun;
    passage.words_in(range).all(|word| {
        let cut = word.range.start < noun && noun < word.range.end;
        let text = passage.part(word.range.clone());
        let alone = word.range.len() == 1;
        let verb = alone && !word.class.starts_with(['n', 'b', 'a']);
        !verb && !cut && word.class != "m" && !text.starts_with('第')
    })
}

/// Whether what stands between a quotation (or an earlier noun, which ends at `joint`) and a
/// noun only says more of that noun.
fn is_attached(between: &str, joint: usize) -> bool {
    let new: String = between.chars().skip(joint).collect();
    let verbs = [
        "推动", "推进", "助推", "带动", "开展", "实施", "打造", "促进", "引领", "助力", "启动",
        "纳入",
    ];
    let carried = verbs
        .iter()
        .any(|verb| between.contains(verb) && between != *verb);
    let first = |text: &str| CARRIED_OUT.iter().any(|verb| text.starts_with(verb));
    !carried && (joint == 0 || !first(&new) || new.starts_with("创") || new.starts_with("服务"))
}

/// A quotation that ends in the noun: “护苗工程”.
fn head_inside(passage: &Passage, quote: &Range<usize>) -> Option<Named> {
    let inside = passage.part(quote.start + 1..quote.end - 1);
    let strong = [
        "行动",
        "工程",
        "计划",
        "战略",
        "工作法",
        "攻坚战",
        "积分制",
        "机制",
        "制度",
        "模式",
    ];
    let head = strong.iter().find(|head| inside.ends_with(**head))?;
    let length = inside.chars().count();
    let topic = TOPICS.iter().any(|word| passage.has(quote.end, word));
    let clause = CARRIED_OUT.iter().any(|verb| inside.starts_with(verb)) || inside.contains('，');
    if !(3..=10).contains(&length) || (length == 3 && !inside.ends_with('制')) || topic || clause {
        return None;
    }
    let mut named = Named::new(quote.clone(), 0.72, Cue::Quoted, inside);
    named.reasons.push(Reason::about(Cue::HeadNoun, *head));
    Some(named)
}

/// One of several that share the noun: “四个一”等机制, “委员接待日”等各类协商活动.
fn one_of_several(passage: &Passage, quotes: &[Range<usize>], rank: usize) -> Option<Named> {
    let quote = quotes.get(rank)?;
    let end = end_of_list(passage, quotes, rank)?;
    if passage.char(end) != '等' {
        return None;
    }
    let rest = passage.part(end + 1..passage.run(end + 1, 8).max(end + 1));
    let heads = [
        "活动", "机制", "制度", "行动", "工程", "项目", "计划", "品牌", "部署", "战略",
    ];
    let head = heads.iter().find(|head| rest.contains(**head))?;
    let inside = passage.part(quote.start + 1..quote.end - 1);
    let clause =
        inside.contains('，') || inside.chars().count() > 10 || !inside.chars().any(is_han);
    let verb = carried_out(passage, quote.start);
    let score = if verb.is_some() { 0.66 } else { 0.52 };
    (!clause).then(|| {
        let mut named = Named::new(quote.clone(), score, Cue::Quoted, inside);
        named.reasons.push(Reason::about(Cue::HeadNoun, *head));
        named
    })
}

/// Where the list of quotations ends that holds this one. Between two of them stand at most
/// a mark and a few words: 委员履职“四个一”、常委履职“五个一”.
fn end_of_list(passage: &Passage, quotes: &[Range<usize>], rank: usize) -> Option<usize> {
    let mut end = quotes.get(rank)?.end;
    for next in quotes.iter().skip(rank + 1) {
        let words = if passage.char(end) == '、' {
            end + 1
        } else {
            end
        };
        let near = next.start >= words && next.start - words <= 6;
        let first = words == end && next.start > end;
        if !near || first || passage.run(words, 6) < next.start {
            break;
        }
        end = next.end;
    }
    Some(end)
}
