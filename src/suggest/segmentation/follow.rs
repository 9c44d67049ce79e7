//! Which strand follows which, where the last sentence of a column is complete.
//!
//! Articles that were set side by side come apart also between paragraphs. A strand is read after
//! another one further up if both speak of the same things and nothing begins an article
//! between; each has one place, so that again an assignment is looked for.

use super::assign::Board;
use super::blocks::{Block, Kind};
use super::inside;
use super::label::Label;
use super::matching::best_assignment;
use super::strands::{chains, comes_from_elsewhere, leads_to};

/// More strands than this stay in the order of the page.
const MOST: usize = 60;
/// Signs that a strand follows another and what each adds to the log-odds.
const WEIGHTS: [f32; 6] = [
    -2.0, // always
    4.5,  // the next text of the page
    -1.4, // earlier on the page
    -3.4, // a title directly before
    1.9,  // shared terms
    -0.6, // another column width, in tenths
];

/// Puts strands, given as texts by their places, in the order in which they are read.
pub(super) fn in_order(board: &Board, strands: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    if strands.len() > MOST {
        return strands;
    }
    let count = strands.len();
    let odds: Vec<Vec<f32>> = strands
        .iter()
        .map(|a| strands.iter().map(|b| odds(board, a, b)).collect())
        .collect();
    let value = |from: usize, to: usize| {
        let own = odds.get(from).and_then(|row| row.get(to));
        own.copied().unwrap_or(0.0)
    };
    let found = best_assignment(count, count, value);
    let mut made: Vec<(f32, usize, usize)> = found
        .iter()
        .enumerate()
        .filter_map(|(from, to)| Some((value(from, (*to)?), from, (*to)?)))
        .collect();
    made.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut next = vec![None; count];
    for (_, from, to) in made {
        if !leads_to(&next, to, from)
            && let Some(place) = next.get_mut(from)
        {
            *place = Some(to);
        }
    }
    let order = chains(&next).into_iter().flatten();
    order.filter_map(|at| strands.get(at).cloned()).collect()
}

/// The log-odds that strand `below` is read after strand `above`.
fn odds(board: &Board, above: &[usize], below: &[usize]) -> f32 {
    let at = |text: Option<&usize>| text.and_then(|&text| board.texts.get(text)).copied();
    let (Some(&last), Some(&first)) = (above.last(), below.first()) else {
        return 0.0;
    };
    let (Some(end), Some(start)) = (at(above.last()), at(below.first())) else {
        return 0.0;
    };
    let (Some(upper), Some(lower)) = (board.block(end), board.block(start)) else {
        return 0.0;
    };
    let begins = lower.dateline || lower.story || lower.lead_word.is_some() || upper.story;
    if above == below || begins || comes_from_elsewhere(board, start) {
        return -9.0;
    }
    if inside::is_continued(board.lines, board.blocks, start)
        && !inside::can_go_on(board.lines, upper)
    {
        return -9.0;
    }
    let flag = |there: bool| f32::from(u8::from(there));
    let width = |block: &Block| board.lines.all.get(block.first).map_or(0.0, |l| l.column);
    let before = start.checked_sub(1).and_then(|before| board.block(before));
    let titled = before.is_some_and(|block| {
        block.kind == Kind::Head
            && board.has_label(block, |label| label.is_title() || label == Label::Byline)
    });
    let blocks = |strand: &[usize]| -> Vec<usize> {
        let blocks = strand.iter().filter_map(|&text| board.texts.get(text));
        blocks.copied().collect()
    };
    let seen = [
        1.0,
        flag(first == last + 1),
        flag(first < last),
        flag(titled && first != last + 1),
        board.topics.likeness(&blocks(above), &blocks(below)),
        ((width(upper) - width(lower)).abs() / width(upper).max(1.0) * 10.0).min(3.0),
    ];
    seen.iter()
        .zip(WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum()
}
