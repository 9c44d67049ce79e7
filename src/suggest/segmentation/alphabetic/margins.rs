//! What stands in the margins of a page: the name of the paper, folios, imprints.

use super::super::lines::Lines;
use super::cues;
use super::signs::{Sign, push};

/// So many lines at the top may be running heads, so many at the foot.
pub(super) const TOP: usize = 4;
pub(super) const FOOT: usize = 3;
/// So many lines at the top may be terms of subscription and the like.
const MASTHEAD: usize = 15;
/// Among them so many may have no such words.
const GAP: usize = 2;
/// The longest name of a paper, in words.
const NAME: usize = 7;

/// Marks the lines of the margins.
pub(super) fn add(found: &mut [Vec<Sign>], lines: &Lines) {
    let count = found.len();
    let has = |all: &[Vec<Sign>], at: usize, sign| all.get(at).is_some_and(|it| it.contains(&sign));
    let last = (0..TOP.min(count))
        .rev()
        .find(|&at| has(found, at, Sign::Folio));
    for at in 0..last.unwrap_or(0) {
        let name = lines.all.get(at).is_some_and(|it| is_name(it.text));
        let own = !has(found, at, Sign::Byline);
        mark(found, at, Sign::Running, name && own);
    }
    let terms = masthead(lines, last);
    for at in last.map_or(0, |at| at + 1)..terms {
        let named = lines.all.get(at).is_some_and(|it| is_name(it.text));
        let sign = if named { Sign::Running } else { Sign::Imprint };
        mark(found, at, sign, true);
    }
    for at in count.saturating_sub(FOOT).max(TOP)..count {
        let line = lines.all.get(at).map_or("", |it| it.text);
        let known = repeats(lines, at);
        let address = line.contains("www.") && line.split_whitespace().count() <= NAME;
        mark(found, at, Sign::Running, known || address);
        mark(
            found,
            at,
            Sign::Imprint,
            cues::imprint(line) >= 1 && answers(lines, at),
        );
    }
}

fn mark(found: &mut [Vec<Sign>], at: usize, sign: Sign, there: bool) {
    if let Some(signs) = found.get_mut(at) {
        push(signs, sign, there);
    }
}

/// Whether a line could be the name of a paper or of its section.
fn is_name(text: &str) -> bool {
    text.split_whitespace().count() <= NAME && !text.ends_with([',', ';', ':', '?', '!'])
}

/// The end of the terms of subscription that stand below the name of a paper; 0 without.
/// Two such words on one line are needed.
fn masthead(lines: &Lines, folio: Option<usize>) -> usize {
    if folio.is_none() {
        return 0;
    }
    let (mut end, mut sure) = (0, false);
    for (at, line) in lines.all.iter().enumerate().take(MASTHEAD) {
        let count = cues::imprint(line.text);
        if end > 0 && at > end + GAP {
            break;
        }
        if count > 0 {
            end = at + 1;
        }
        sure |= count >= 2;
    }
    if sure { end } else { 0 }
}

/// Whether a line at the foot says who prints the paper and answers for it: short of a
/// sentence, with a name.
fn answers(lines: &Lines, at: usize) -> bool {
    let Some(line) = lines.all.get(at) else {
        return false;
    };
    let above = at.checked_sub(1).and_then(|at| lines.all.get(at));
    let begins = !cues::starts_lower(line.text);
    let ended =
        above.is_none_or(|it| it.ending == super::super::lines::Ending::Final || it.gap > 0);
    let wide = line.width > 1.15 * line.column;
    cues::imprint(line.text) >= 2 || begins && (wide || ended)
}

/// Whether a line at the foot has the name of the paper in it as it stands at the top.
fn repeats(lines: &Lines, at: usize) -> bool {
    let foot = lines.compact(at, at).to_lowercase();
    (0..TOP.min(at)).any(|top| {
        let head = lines.compact(top, top).to_lowercase();
        let name = head
            .split(['|', '—', '–'])
            .find(|part| foot.contains(part) && part.chars().count() >= 8);
        head == foot || name.is_some() && lines.all.get(at).is_some_and(|it| is_name(it.text))
    })
}
