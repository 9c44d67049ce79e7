//! Whether an article goes on from one text to the next: what is seen of the gap
//! between them, weighed by a logistic regression.

use super::assign::Board;
use super::blocks::{Block, Kind};
use super::cohesion::{Bag, size, union};
use super::features::{Feature, couplet};
use super::label::Label;
use super::names;

/// Signs of a gap and what each adds to the log-odds that the article goes on.
const WEIGHTS: [f32; 14] = [
    0.5,  // always
    1.0,  // nothing between
    0.5,  // one plain title between
    -3.0, // a title with byline or subheadline between
    -1.5, // several titles between
    3.0,  // a numbered title between
    0.7,  // titles like it elsewhere
    -0.7, // another column width
    12.0, // shared terms
    2.0,  // the same places
    0.3,  // captions between
    -0.3, // furniture between
    -0.4, // blank lines beyond the usual
    -0.5, // a couplet between
];

/// The log-odds that the text at `gap + 1` in reading order belongs to the article of
/// the one at `gap`.
pub(super) fn join_odds(board: &Board, gap: usize) -> f32 {
    let (Some(&above), Some(&below)) = (board.texts.get(gap), board.texts.get(gap + 1)) else {
        return 0.0;
    };
    let (Some(upper), Some(lower)) = (board.block(above), board.block(below)) else {
        return 0.0;
    };
    if board.linked.get(gap + 1).copied().unwrap_or(false) {
        return 9.0;
    }
    if upper.story || lower.story || lower.dateline || lower.lead_word.is_some() {
        return -9.0;
    }
    let seen = seen(board, gap, above, below);
    seen.iter()
        .zip(WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum()
}

fn seen(board: &Board, gap: usize, above: usize, below: usize) -> [f32; 14] {
    let flag = |there: bool| f32::from(u8::from(there));
    let between = || (above + 1..below).filter_map(|at| board.block(at));
    let heads: Vec<&Block> = between().filter(|b| b.kind == Kind::Head).collect();
    let one = if let [one] = heads.as_slice() {
        Some(*one)
    } else {
        None
    };
    let rich = one.is_some_and(|one| {
        board.has_label(one, |l| matches!(l, Label::Byline | Label::Subheadline))
    });
    let numbered = one.is_some_and(|one| board.has_sign(one, Feature::Numbered));
    let title = |block: &Block| {
        board
            .lines
            .all
            .get(block.first)
            .map_or("", |line| line.text)
    };
    let captions = between().any(|b| b.kind == Kind::Caption);
    let furniture = between().any(|b| b.kind == Kind::Furniture);
    let start = board.block(below).map_or(0, |block| block.first);
    let blank = board.lines.all.get(start).map_or(0, |line| line.gap) as f32;
    [
        1.0,
        flag(below == above + 1),
        flag(one.is_some() && !rich && !numbered),
        flag(rich),
        flag(heads.len() > 1),
        flag(numbered),
        one.map_or(0.0, |one| alike(board, one)),
        flag(other_width(board, above, below)),
        cohesion(board, gap) - board.usual,
        same_places(board, gap),
        flag(captions),
        flag(furniture),
        (blank - board.lines.rhythm as f32).clamp(0.0, 3.0),
        flag(one.is_some_and(|one| couplet(title(one)))),
    ]
}

/// How many heads on the page look like this one, from 0 to 3.
pub(super) fn alike(board: &Board, head: &Block) -> f32 {
    let width = |block: &Block| {
        board
            .lines
            .all
            .get(block.first)
            .map_or(0.0, |line| line.width)
    };
    let text = |block: &Block| {
        board
            .lines
            .all
            .get(block.first)
            .map_or("", |line| line.text)
    };
    let comma = |block: &Block| text(block).contains(['，', ',']);
    let own = width(head);
    let like = board.blocks.iter().filter(|other| {
        other.first != head.first
            && other.kind == Kind::Head
            && other.last - other.first == head.last - head.first
            && (width(other) - own).abs() <= 1.0
            && comma(other) == comma(head)
            && couplet(text(other)) == couplet(text(head))
    });
    like.take(3).count() as f32
}

fn other_width(board: &Board, above: usize, below: usize) -> bool {
    let column = |at: usize| {
        let line = board.block(at).map(|b| usize::midpoint(b.first, b.last));
        line.and_then(|at| board.lines.all.get(at))
            .map_or(0.0, |line| line.column)
    };
    let (a, b) = (column(above), column(below));
    a.max(b) <= super::lines::LONG && (a - b).abs() > 0.12 * a.min(b)
}

/// The texts before and after a gap that certainly belong together, some hundred terms.
fn windows(board: &Board, gap: usize) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
    const ENOUGH: f32 = 300.0;
    let amount = |run: std::ops::Range<usize>| -> f32 {
        let texts = board.texts.get(run).unwrap_or_default();
        texts.iter().map(|&at| size(board.bag(at))).sum()
    };
    let mut from = gap;
    while from > 0 && amount(from..gap + 1) < ENOUGH && !starts_article(board, from) {
        from -= 1;
    }
    let mut to = gap + 2;
    while to < board.texts.len() && amount(gap + 1..to) < ENOUGH && !starts_article(board, to) {
        to += 1;
    }
    (from..gap + 1, gap + 1..to)
}

fn starts_article(board: &Board, text: usize) -> bool {
    let block = board.texts.get(text).and_then(|&at| board.block(at));
    block.is_some_and(|block| block.dateline || block.story || block.lead_word.is_some())
}

fn bag_of(board: &Board, run: std::ops::Range<usize>) -> Bag {
    let texts = board.texts.get(run).unwrap_or_default();
    texts
        .iter()
        .fold(Bag::new(), |all, &text| union(&all, board.bag(text)))
}

/// The cosine of the texts before and after a gap.
fn cohesion(board: &Board, gap: usize) -> f32 {
    let (left, right) = windows(board, gap);
    board
        .terms
        .cosine(&bag_of(board, left), &bag_of(board, right))
}

/// Whether both sides name the same places: from -1 to 1, 0 if one names none.
fn same_places(board: &Board, gap: usize) -> f32 {
    let (left, right) = windows(board, gap);
    let sum = |run: std::ops::Range<usize>| {
        let mut all = vec![0.0; board.places.len()];
        for &at in board.texts.get(run).unwrap_or_default() {
            let own = board.mentions.get(at).map_or(&[][..], Vec::as_slice);
            all.iter_mut().zip(own).for_each(|(all, own)| *all += own);
        }
        all
    };
    names::overlap(&sum(left), &sum(right)).map_or(0.0, |cosine| 2.0 * cosine - 1.0)
}
