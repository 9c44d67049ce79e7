//! Strands: texts that a column break cut, joined again.
//!
//! A text whose last sentence is open goes on in another one, most often the next of
//! the page, but columns may be out of order or other articles in between. Each open
//! end wants one beginning and each beginning fits one open end: an assignment
//! problem, as in the recovery of reading order by Gao, Tang, Lin and Wang (2012).

use super::assign::Board;
use super::blocks::Block;
use super::cohesion::size;
use super::cues;
use super::features::Feature;
use super::label::Label;
use super::lines::{Lines, Style};
use super::matching::best_assignment;

/// More open ends than this are only looked for in the next text.
const MOST_ENDS: usize = 60;
/// Links with less evidence are not made.
const LEAST: f32 = 1.5;
/// How much an open end wants to go on.
const WANT: f32 = 2.0;

/// For each text, given by its place among the texts, the text that continues it.
pub(super) fn links(board: &Board) -> Vec<Option<usize>> {
    let texts = board.texts.len();
    let block = |text: usize| board.texts.get(text).and_then(|&at| board.block(at));
    let ends: Vec<usize> = (0..texts)
        .filter(|&text| block(text).is_some_and(|b| b.open_end && !b.story))
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
fn leads_to(next: &[Option<usize>], from: usize, to: usize) -> bool {
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
/// whether it continues the one before it.
pub(super) fn strands(next: &[Option<usize>]) -> (Vec<usize>, Vec<bool>) {
    let mut continued = vec![false; next.len()];
    for &to in next.iter().flatten() {
        continued[to] = true;
    }
    let (mut order, mut joined) = (Vec::new(), Vec::new());
    for start in (0..next.len()).filter(|&text| !continued[text]) {
        let mut at = Some(start);
        while let Some(text) = at {
            order.push(text);
            joined.push(text != start);
            at = next[text];
        }
    }
    (order, joined)
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
    let mut odds = WANT + start_odds(board, at(to));
    if to == from + 1 {
        odds += 1.2;
        if at(to) == at(from) + 1 {
            odds += 1.8;
        }
    } else if to < from {
        odds -= 0.7;
    }
    let width = |block: &Block| board.lines.all.get(block.first).map_or(0.0, |l| l.column);
    if (width(upper) - width(lower)).abs() > 0.1 * width(upper) {
        odds -= 1.5;
    }
    odds += junction(board, upper, lower);
    let (a, b) = (board.bag(at(from)), board.bag(at(to)));
    if size(a) > 20.0 && size(b) > 20.0 {
        odds += (25.0 * (board.terms.cosine(a, b) - board.usual)).clamp(-2.5, 2.5);
    }
    odds
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
fn comes_from_elsewhere(board: &Board, at: usize) -> bool {
    let note = at.checked_sub(1).and_then(|before| board.block(before));
    let text = note
        .and_then(|note| board.lines.all.get(note.first))
        .map_or("", |l| l.text);
    cues::comes_from(text) || board.block(at).is_some_and(|b| b.notes[0].is_some())
}

/// The log-odds that a text begins inside a sentence.
fn start_odds(board: &Board, at: usize) -> f32 {
    let Some(block) = board.block(at) else {
        return 0.0;
    };
    let has = |sign| {
        board
            .signs
            .get(block.first)
            .is_some_and(|signs| signs.contains(&sign))
    };
    let label = board.labels.get(block.first).copied();
    let mut odds = if label == Some(Label::Body) {
        0.5
    } else {
        -0.5
    };
    odds += match board.lines.style {
        Style::Indented if has(Feature::Indented) => -5.0,
        Style::Indented => 2.0,
        _ if has(Feature::Indented) => -3.0,
        Style::LostIndent if has(Feature::LostIndent) => -2.0,
        Style::LostIndent if has(Feature::Full) => 1.0,
        _ => 0.0,
    };
    if has(Feature::NeverFirst) || has(Feature::LowerStart) {
        odds += 4.0;
    }
    if has(Feature::Numbered) {
        odds -= 3.0;
    }
    odds
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
