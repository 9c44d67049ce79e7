//! Strands: texts that a column break cut, joined again.
//!
//! A text whose last sentence is open goes on in another one, most often the next of
//! the page, but columns may be out of order or other articles in between. Each open
//! end wants one beginning and each beginning fits one open end: an assignment
//! problem, as in the recovery of reading order by Gao, Tang, Lin and Wang (2012).

use super::assign::Board;
use super::blocks::{Block, Kind};
use super::cues;
use super::features::Feature;
use super::follow;
use super::inside;
use super::joints;
use super::label::Label;
use super::lines::{Ending, Lines, Style};
use super::matching::best_assignment;

/// More open ends than this are only looked for in the next text.
const MOST_ENDS: usize = 60;
/// Links with less evidence are not made.
const LEAST: f32 = 1.5;
/// Signs of a link and what each adds to the log-odds that it is right.
const WEIGHTS: [f32; 19] = [
    0.5,  // always
    1.0,  // breaks off after a comma
    1.0,  // the next text
    1.4,  // nothing between, or furniture
    -0.7, // earlier on the page
    -1.0, // another column width, in tenths
    1.0,  // begins inside a paragraph
    -5.0, // indented
    -3.0, // indented on a page without indents
    -2.0, // a lost indent
    1.0,  // full width on a page of lost indents
    4.0,  // begins with what begins no sentence
    -3.0, // numbered
    1.0,  // stand together elsewhere on the page
    0.3,  // a word across the joint
    -0.3, // no word across the joint
    1.0,  // quotation marks open and close
    2.5,  // shared terms
    2.0,  // begins at the margin of a page with indents
];
/// What it adds that a sentence ends where a text does; only a text that begins at the margin
/// goes on there.
const ENDED: f32 = -1.0;

/// For each text, given by its place among the texts, the text that continues it.
fn links(board: &Board) -> Vec<Option<usize>> {
    let texts = board.texts.len();
    let block = |text: usize| board.texts.get(text).and_then(|&at| board.block(at));
    let ends: Vec<usize> = (0..texts)
        .filter(|&text| block(text).is_some_and(|b| inside::can_go_on(board.lines, b) && !b.story))
        .collect();
    let odds = |row: usize, to: usize| -> f32 {
        let Some(&from) = ends.get(row) else {
            return 0.0;
        };
        let near = ends.len() <= MOST_ENDS || to == from + 1;
        if from == to || !near {
            0.0
        } else {
            link_odds(board, from, to)
        }
    };
    let mut next = vec![None; texts];
    if ends.len() > MOST_ENDS {
        for (row, &from) in ends.iter().enumerate() {
            let follows = from + 1 < texts && odds(row, from + 1) > 0.0;
            next[from] = follows.then_some(from + 1);
        }
        return next;
    }
    let table: Vec<Vec<f32>> = (0..ends.len())
        .map(|row| (0..texts).map(|to| odds(row, to)).collect())
        .collect();
    let found = best_assignment(ends.len(), texts, |row, to| table[row][to] - LEAST);
    let mut made: Vec<(f32, usize, usize)> = found
        .iter()
        .enumerate()
        .filter_map(|(row, to)| Some((table[row][(*to)?], ends[row], (*to)?)))
        .collect();
    made.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (_, from, to) in made {
        if !leads_to(&next, to, from) {
            next[from] = Some(to);
        }
    }
    next
}

/// Whether following the links from `from` leads to `to`.
pub(super) fn leads_to(next: &[Option<usize>], from: usize, to: usize) -> bool {
    let mut at = from;
    while at != to {
        match next.get(at).copied().flatten() {
            Some(following) => at = following,
            None => return false,
        }
    }
    true
}

/// The texts in the order in which they are read, strand by strand, and for each
/// whether it continues a sentence of the one before it.
pub(super) fn strands(board: &Board) -> (Vec<usize>, Vec<bool>) {
    let strands = chains(&links(board));
    let (mut order, mut joined) = (Vec::new(), Vec::new());
    for strand in follow::in_order(board, strands) {
        for (n, text) in strand.into_iter().enumerate() {
            order.push(text);
            joined.push(n > 0);
        }
    }
    (order, joined)
}

/// The chains that links make, each in its order, by their first texts.
pub(super) fn chains(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut continued = vec![false; next.len()];
    for &to in next.iter().flatten() {
        if let Some(place) = continued.get_mut(to) {
            *place = true;
        }
    }
    let starts = continued
        .iter()
        .enumerate()
        .filter(|(_, continued)| !**continued);
    let following = |text: &usize| next.get(*text).copied().flatten();
    starts
        .map(|(start, _)| std::iter::successors(Some(start), following).collect())
        .collect()
}

/// The log-odds that text `to` continues the open sentence of text `from`.
fn link_odds(board: &Board, from: usize, to: usize) -> f32 {
    let at = |text: usize| board.texts.get(text).copied().unwrap_or(0);
    let (Some(upper), Some(lower)) = (board.block(at(from)), board.block(at(to))) else {
        return 0.0;
    };
    if lower.dateline
        || lower.story
        || lower.lead_word.is_some()
        || comes_from_elsewhere(board, at(to))
        || is_listed(board, lower) && !is_listed(board, upper)
    {
        return -9.0;
    }
    let ended = if upper.open_end { 0.0 } else { ENDED };
    if !upper.open_end && !inside::is_continued(board.lines, board.blocks, at(to)) {
        return -9.0;
    }
    let sides = (upper, lower);
    let seen = seen(board, (from, to), sides);
    let odds: f32 = seen
        .iter()
        .zip(WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    odds + ended
}

fn seen(board: &Board, (from, to): (usize, usize), (upper, lower): (&Block, &Block)) -> [f32; 19] {
    let flag = |there: bool| f32::from(u8::from(there));
    let at = |text: usize| board.texts.get(text).copied().unwrap_or(0);
    let has = |sign| {
        board
            .signs
            .get(lower.first)
            .is_some_and(|signs| signs.contains(&sign))
    };
    let width = |block: &Block| board.lines.all.get(block.first).map_or(0.0, |l| l.column);
    let wide = width(upper).max(1.0);
    let text = |at: usize| board.lines.all.get(at).map_or("", |line| line.text);
    let (above, below) = (text(upper.last), text(lower.first));
    let gain = joints::word_gain(above, below).min(12.0);
    let style = board.lines.style;
    let comma = board
        .lines
        .all
        .get(upper.last)
        .is_some_and(|line| line.ending == Ending::Comma);
    [
        1.0,
        flag(comma),
        flag(to == from + 1),
        flag(to == from + 1 && only_furniture(board, at(from), at(to))),
        flag(to < from),
        ((width(upper) - width(lower)).abs() / wide * 10.0).min(3.0),
        flag(board.labels.get(lower.first) == Some(&Label::Body)),
        flag(has(Feature::Indented) && style == Style::Indented),
        flag(has(Feature::Indented) && style != Style::Indented),
        flag(has(Feature::LostIndent) && style == Style::LostIndent),
        flag(has(Feature::Full) && style == Style::LostIndent),
        flag(has(Feature::NeverFirst) || has(Feature::LowerStart)),
        flag(has(Feature::Numbered)),
        junction(board, upper, lower),
        gain,
        flag(gain <= 0.0),
        joints::quotes(
            board.lines,
            (upper.first, upper.last),
            (lower.first, lower.last),
        ),
        board.topics.likeness(&[at(from)], &[at(to)]),
        flag(inside::is_continued(board.lines, board.blocks, at(to))),
    ]
}

/// Whether nothing but furniture stands between two blocks: a pull quote, say.
fn only_furniture(board: &Board, above: usize, below: usize) -> bool {
    (above + 1..below).all(|at| {
        board
            .block(at)
            .is_some_and(|block| block.kind == Kind::Furniture)
    })
}

/// Whether a block begins with verse, an item of a list or a row of a table: no sentence
/// goes on there.
fn is_listed(board: &Board, block: &Block) -> bool {
    board.verse.get(block.first).copied().unwrap_or(false)
        || board
            .signs
            .get(block.first)
            .is_some_and(|signs| signs.contains(&Feature::Tabular))
}

/// Whether the block before says that this text comes from another page.
pub(super) fn comes_from_elsewhere(board: &Board, at: usize) -> bool {
    let note = at.checked_sub(1).and_then(|before| board.block(before));
    let text = note
        .and_then(|note| board.lines.all.get(note.first))
        .map_or("", |l| l.text);
    cues::comes_from(text) || board.block(at).is_some_and(|b| b.notes[0].is_some())
}

/// What the characters on both sides of the cut say: whether they stand together
/// elsewhere on the page.
fn junction(board: &Board, upper: &Block, lower: &Block) -> f32 {
    let text = |at: usize| board.lines.all.get(at).map_or("", |line| line.text);
    let (above, below) = (text(upper.last), text(lower.first));
    let (Some(last), Some(first)) = (above.chars().next_back(), below.chars().next()) else {
        return 0.0;
    };
    let pair = String::from_iter([last, first]);
    let before: String = above
        .chars()
        .rev()
        .take(2)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let after: String = below.chars().take(2).collect();
    let counts = |text: &str| board.page.contains(text);
    match () {
        () if counts(&format!("{before}{after}")) => 3.0,
        () if counts(&format!("{before}{first}")) || counts(&format!("{last}{after}")) => 2.0,
        () if last.is_alphanumeric() && first.is_alphanumeric() && counts(&pair) => 1.0,
        () => 0.0,
    }
}

/// The text of the page without white space, to look for pairs of characters in; cut at
/// line ends, lest the cuts vouch for themselves.
pub(super) fn page_text(lines: &Lines) -> String {
    const MOST: usize = 4000;
    let texts = lines.all.iter().take(MOST).map(|line| {
        line.text
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    });
    texts.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_hold_every_text_once() {
        let next = [Some(3), None, None, Some(1)];
        assert_eq!(chains(&next), [vec![0, 3, 1], vec![2]]);
        assert!(leads_to(&next, 0, 1) && !leads_to(&next, 1, 0) && !leads_to(&next, 2, 9));
        assert!(chains(&[]).is_empty());
    }
}
