//! Text that stands on the page twice: the same line in two places, and a line that
//! is printed over itself.

use std::collections::BTreeSet;

use super::look::{Look, Walk};
use super::shape::{ink_hash, letters, looks_like_byline};
use super::{Fix, Kind, Problem};
use crate::model::article::{Place, Segment};
use crate::text::span::Span;

/// So many letters make a line that nobody prints twice on purpose, if it is a title
/// or belongs to nothing; running text needs more, for short lines of it meet by chance.
const TITLE_LETTERS: usize = 6;
/// See [`TITLE_LETTERS`].
const TEXT_LETTERS: usize = 16;
/// A line that is printed over itself has at least so many letters …
const DOUBLED_LETTERS: usize = 8;
/// … and at most so many code points.
const DOUBLED_LENGTH: u32 = 160;

/// A line with ink that could be repeated.
struct Line<'a> {
    /// Its number, from 0.
    number: usize,
    /// Its text without white space at its ends.
    span: Span,
    hash: u64,
    letters: usize,
    owner: Option<&'a Segment>,
}

/// The repeated and doubled lines of a page.
pub(super) struct Repeats {
    /// Copies of the same lines: runs of them, from the first line to the last; the
    /// first run is the one to keep.
    groups: Vec<Vec<Span>>,
    /// Lines printed over themselves, how they should read, and whether that stands
    /// elsewhere or nobody has claimed the line.
    doubled: Vec<(Span, String, bool)>,
    /// The lines (from 0) that are in either.
    told: BTreeSet<usize>,
}

impl Repeats {
    /// Looks for them. Time is linear in the page.
    pub(super) fn of(look: &Look<'_>) -> Self {
        let lines = lines(look);
        let mut by_hash: Vec<(u64, usize)> = (0..)
            .zip(&lines)
            .map(|(at, line)| (line.hash, at))
            .collect();
        by_hash.sort_unstable();
        let groups = by_hash.chunk_by(|one, other| one.0 == other.0);
        let mut same: Vec<Vec<usize>> = groups
            .filter(|group| group.len() > 1)
            .map(|group| group.iter().map(|(_, at)| *at).collect())
            .filter(|group: &Vec<usize>| is_repeated(look, &lines, group))
            .map(|group| keep_first(look, &lines, group))
            .collect();
        same.sort_unstable();
        let mut told: BTreeSet<usize> = BTreeSet::new();
        let numbers = same.iter().flatten().filter_map(|&at| lines.get(at));
        told.extend(numbers.map(|line| line.number));
        let mut doubled = Vec::new();
        for line in &lines {
            if let Some(text) = undoubled(look, line) {
                told.insert(line.number);
                let hash = ink_hash(&text);
                let elsewhere = by_hash
                    .binary_search_by_key(&hash, |(hash, _)| *hash)
                    .is_ok();
                doubled.push((line.span, text, elsewhere || line.owner.is_none()));
            }
        }
        Self {
            groups: runs(&lines, &same),
            doubled,
            told,
        }
    }

    /// Whether a line (from 0) is one of those that are repeated or doubled.
    pub(super) fn tells_of(&self, line: usize) -> bool {
        self.told.contains(&line)
    }

    /// Makes problems of them.
    pub(super) fn find(&self, look: &Look<'_>, found: &mut Vec<Problem>) {
        for group in &self.groups {
            let [kept, copies @ ..] = group.as_slice() else {
                continue;
            };
            let Some(&first) = copies.first() else {
                continue;
            };
            let mut problem = Problem::new(Kind::Repeated, first)
                .about(look.excerpt(first))
                .against((look.page.source.line_of(kept.start()) + 1).to_string())
                .fixed_by(Some(Fix::Furniture(copies.to_vec())));
            problem.spans = copies.to_vec();
            problem.spans.push(*kept);
            found.push(problem);
        }
        for (span, text, superfluous) in &self.doubled {
            let fix = superfluous.then(|| Fix::Furniture(vec![*span]));
            found.push(
                Problem::new(Kind::Doubled, *span)
                    .about(look.excerpt(*span))
                    .against(text.clone())
                    .fixed_by(fix),
            );
        }
    }
}

/// The lines that could be repeated: those with enough letters that are no furniture
/// and name no author.
fn lines<'a>(look: &Look<'a>) -> Vec<Line<'a>> {
    let source = look.page.source;
    let mut walk = Walk::along(look);
    let mut lines = Vec::with_capacity(source.line_count());
    for number in 0..source.line_count() {
        let text = source.line(number);
        let letters = letters(text);
        if letters < TITLE_LETTERS {
            continue;
        }
        let span = ink_of_line(source.line_span(number), text);
        let owner = walk.meet(span).first().copied();
        let furniture = owner.is_some_and(|owner| owner.place == Place::Furniture);
        if furniture || names_author(owner, text) {
            continue;
        }
        lines.push(Line {
            number,
            span,
            hash: ink_hash(text),
            letters,
            owner,
        });
    }
    lines
}

/// A line without white space at its ends; it has ink.
fn ink_of_line(line: Span, text: &str) -> Span {
    let blank = |c: &char| c.is_whitespace();
    let lead = text.chars().take_while(blank).count() as u32;
    let trail = text.chars().rev().take_while(blank).count() as u32;
    Span::between(line.start() + lead, line.end().back(trail))
}

fn names_author(owner: Option<&Segment>, text: &str) -> bool {
    match owner.and_then(Segment::role) {
        Some(role) => matches!(role.as_str(), "byline" | "dateline"),
        None => looks_like_byline(text),
    }
}

/// Whether lines that read the same are worth a word.
fn is_repeated(look: &Look<'_>, lines: &[Line<'_>], group: &[usize]) -> bool {
    let members = || group.iter().filter_map(|&at| lines.get(at));
    let Some(first) = members().next() else {
        return false;
    };
    let title_like = members().any(|line| is_title(look, line));
    let needed = if title_like {
        TITLE_LETTERS
    } else {
        TEXT_LETTERS
    };
    first.letters >= needed
}

/// Whether a line is not running text: a title, or text that nobody has claimed.
fn is_title(look: &Look<'_>, line: &Line<'_>) -> bool {
    line.owner.is_none_or(|owner| {
        !look.is_body(owner) && owner.role().is_some_and(|role| role.as_str() != "caption")
    })
}

/// The group with the copy in front that is to be kept: a headline, else what belongs
/// to an article, else the first.
fn keep_first(look: &Look<'_>, lines: &[Line<'_>], mut group: Vec<usize>) -> Vec<usize> {
    let worth = |at: &usize| {
        let owner = lines.get(*at).and_then(|line| line.owner);
        match owner {
            Some(owner) if look.is_headline(owner) => 0,
            Some(_) => 1,
            None => 2,
        }
    };
    if let Some((nth, _)) = group.iter().enumerate().min_by_key(|(_, at)| worth(at)) {
        let kept = group.remove(nth);
        group.insert(0, kept);
    }
    group
}

/// Groups of lines that follow each other everywhere become groups of longer runs.
fn runs(lines: &[Line<'_>], same: &[Vec<usize>]) -> Vec<Vec<Span>> {
    let mut runs: Vec<Vec<Span>> = Vec::new();
    let mut last: &[usize] = &[];
    for group in same {
        let spans = group.iter().filter_map(|&at| lines.get(at)).map(|l| l.span);
        let follows = last.len() == group.len()
            && last.iter().zip(group).all(|(before, at)| before + 1 == *at);
        match runs.last_mut() {
            Some(run) if follows => {
                for (run, span) in run.iter_mut().zip(spans) {
                    *run = run.hull(span);
                }
            }
            _ => runs.push(spans.collect()),
        }
        last = group;
    }
    runs
}

/// How a line reads that is printed over itself; `None` if it is not, or is corrected.
fn undoubled(look: &Look<'_>, line: &Line<'_>) -> Option<String> {
    if line.letters < DOUBLED_LETTERS || line.span.len() > DOUBLED_LENGTH {
        return None;
    }
    let text = look.page.source.line(line.number).trim();
    // What is printed twice has its first character twice.
    let mut chars = text.chars();
    let first = chars.next()?;
    if !chars.any(|c| c == first) {
        return None;
    }
    let ink: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let half = once(&ink)?;
    let different: BTreeSet<&char> = half.iter().collect();
    let mut corrections = look.page.annotations.corrections_in(line.span);
    (different.len() > 2 && corrections.next().is_none()).then(|| half.iter().collect())
}

/// The text from which `ink` comes by printing it twice, whole or piece by piece:
/// `甲乙甲乙`, `甲甲乙乙`, `甲乙甲乙丙丙`.
fn once(ink: &[char]) -> Option<Vec<char>> {
    let mut half = Vec::new();
    let mut rest = ink;
    while !rest.is_empty() {
        let piece = (1..=rest.len() / 2)
            .rev()
            .find(|&size| rest.get(..size) == rest.get(size..2 * size))?;
        half.extend_from_slice(rest.get(..piece)?);
        rest = rest.get(2 * piece..)?;
    }
    Some(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halved(text: &str) -> Option<String> {
        let ink: Vec<char> = text.chars().collect();
        once(&ink).map(|half| half.into_iter().collect())
    }

    #[test]
    fn text_printed_twice_is_known_however_it_was_done() {
        assert_eq!(halved("青禾日报青禾日报").as_deref(), Some("青禾日报"));
        assert_eq!(halved("青青禾禾日日报报").as_deref(), Some("青禾日报"));
        assert_eq!(halved("青禾日青禾日报报").as_deref(), Some("青禾日报"));
        assert_eq!(halved("青禾日报青禾日"), None);
        assert_eq!(halved("青禾日报"), None);
    }
}
