//! Whether an article goes on from one text to the next: what is seen of the gap
//! between them, weighed by a logistic regression.

use super::assign::Board;
use super::blocks::{Block, Kind};
use super::cohesion::{Bag, size, union};
use super::cues;
use super::features::{Feature, couplet};
use super::label::Label;
use super::names;

/// Signs of a gap and what each adds to the log-odds that the article goes on.
const WEIGHTS: [f32; 17] = [
    0.7,  // always
    2.0,  // nothing between
    0.0,  // one plain title between
    -3.0, // a title with byline or subheadline between
    -1.6, // several titles between
    3.2,  // a numbered title between
    1.0,  // titles like it elsewhere
    -1.0, // another column width
    14.0, // shared terms
    2.2,  // the same places
    -0.2, // captions between
    -0.4, // furniture between
    -0.7, // blank lines beyond the usual
    -1.2, // a couplet between
    -2.0, // a datelined item before, and a title between
    -5.0, // a letter begins
    -2.5, // verse on one side
];

/// What it adds that the gap lies inside a series of numbered headings.
const SERIES: f32 = 4.0;

/// For each gap whether it lies between two headings with numbers that follow one
/// another.
pub(super) fn numbered_series(board: &Board) -> Vec<bool> {
    let mut inside = vec![false; board.texts.len().saturating_sub(1)];
    let mut last: Option<(u32, usize)> = None;
    for (at, block) in board.blocks.iter().enumerate() {
        let text = board
            .lines
            .all
            .get(block.first)
            .map_or("", |line| line.text);
        let number = (block.kind == Kind::Head)
            .then(|| cues::number(text))
            .flatten();
        let Some(number) = number else { continue };
        let below = board.by_block.partition_point(|(text, _)| *text < at);
        if let Some((before, from)) = last
            && number == before + 1
        {
            // Gaps are counted in reading order; columns out of order make no series.
            let places = board
                .by_block
                .get(from..below.max(from))
                .unwrap_or_default();
            for pair in places.windows(2) {
                if let [(_, a), (_, b)] = pair
                    && *b == a + 1
                    && let Some(place) = inside.get_mut(*a)
                {
                    *place = true;
                }
            }
            if let (Some((_, a)), Some((_, b))) = (places.last(), board.by_block.get(below))
                && *b == a + 1
                && let Some(place) = inside.get_mut(*a)
            {
                *place = true;
            }
        }
        last = Some((number, below));
    }
    inside
}

/// What it adds that the text above is signed and dated: seldom does anything follow.
const SIGNED: f32 = -4.0;

/// What it adds that an answer to a letter stands above, and a title between.
const ANSWERED: f32 = -3.0;

/// Whether the text at `above` stands under a heading with a colon, and a head without one
/// stands between it and the text at `below`.
fn is_answered(board: &Board, above: usize, below: usize) -> bool {
    let colon = |at: usize| {
        board.block(at).is_some_and(|block| {
            block.kind == Kind::Head && board.has_sign(block, Feature::NarrowColon)
        })
    };
    let title = |at: usize| {
        board.block(at).is_some_and(|block| {
            block.kind == Kind::Head && board.has_label(block, Label::is_title)
        })
    };
    above.checked_sub(1).is_some_and(colon)
        && (above + 1..below).any(title)
        && !(above + 1..below).any(colon)
}

/// What it adds that questions and answers stand on both sides.
const TALK: f32 = 4.0;

fn speaks(board: &Board, line: usize) -> bool {
    let line = board.lines.all.get(line);
    line.is_some_and(|line| cues::speaker(line.text))
}

/// Whether the block is a talk: more than a question and its answer, which papers set as
/// items of their own.
fn is_talk(board: &Board, block: &Block) -> bool {
    let lines = (block.first..=block.last).filter(|line| speaks(board, *line));
    lines.take(3).count() == 3
}

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
    let series = f32::from(u8::from(board.in_series.get(gap).copied().unwrap_or(false)));
    let weigh = |(value, weight): (&f32, f32)| value * weight;
    // Papers in Latin script have more briefs under titles than headings.
    let briefs = if board.lines.wide {
        0.0
    } else {
        -2.5 * (seen[2] + seen[4])
    };
    let signed = if upper.signed { SIGNED } else { 0.0 };
    let talk = if is_talk(board, upper) && speaks(board, lower.first) {
        TALK
    } else {
        0.0
    };
    briefs
        + signed
        + talk
        + if is_answered(board, above, below) {
            ANSWERED
        } else {
            0.0
        }
        + taught(board, above, below)
        + SERIES * series
        + seen.iter().zip(WEIGHTS).map(weigh).sum::<f32>()
}

/// What accepted pages say of the heads between two texts: a heading goes on, a byline after
/// its text ends an article.
fn taught(board: &Board, above: usize, below: usize) -> f32 {
    let heads = (above + 1..below).filter_map(|at| board.block(at));
    let heads: Vec<&Block> = heads.filter(|block| block.kind == Kind::Head).collect();
    let bylines = heads
        .iter()
        .any(|block| board.has_label(block, |l| l == Label::Byline));
    let ends = if bylines {
        board.taught.habits.byline_after
    } else {
        0.0
    };
    match heads.as_slice() {
        [one] => board.taught.heading(one, board.labels) - ends,
        _ => -ends,
    }
}

fn seen(board: &Board, gap: usize, above: usize, below: usize) -> [f32; 17] {
    let flag = |there: bool| f32::from(u8::from(there));
    // Where columns are out of order, what stands before the lower text counts.
    let place = board.by_block.partition_point(|(at, _)| *at < below);
    let before = place.checked_sub(1).and_then(|at| board.by_block.get(at));
    let from = before.map_or(0, |(at, _)| at + 1);
    let between = || (from..below).filter_map(|at| board.block(at));
    let mut heads: Vec<&Block> = between().filter(|b| b.kind == Kind::Head).collect();
    if let [writer, answer] = heads.as_slice()
        && board.has_sign(answer, Feature::NarrowColon)
        && board.has_label(writer, |l| l == Label::Byline)
        && !board.has_label(writer, |l| l != Label::Byline)
    {
        // Who wrote a letter, and who answers it.
        heads.remove(0);
    }
    let one = if let [one] = heads.as_slice() {
        Some(*one)
    } else {
        None
    };
    let rich = heads
        .iter()
        .any(|one| board.has_label(one, |l| matches!(l, Label::Byline | Label::Subheadline)));
    let numbered = one.is_some_and(|one| {
        board.has_sign(one, Feature::Numbered) || board.has_sign(one, Feature::NarrowColon)
    });
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
        flag(!heads.is_empty() && is_item(board, gap)),
        flag(
            board
                .block(below)
                .is_some_and(|b| cues::salutation(title(b))),
        ),
        flag(is_verse(board, above) != is_verse(board, below)),
    ]
}

fn is_verse(board: &Board, at: usize) -> bool {
    let first = board.block(at).map_or(0, |block| block.first);
    board.verse.get(first).copied().unwrap_or(false)
}

/// Whether the text before the gap belongs to a piece that began with a dateline.
fn is_item(board: &Board, gap: usize) -> bool {
    let linked = |text: &usize| board.linked.get(*text).copied().unwrap_or(false);
    let start = (0..=gap).rev().find(|text| !linked(text));
    let block = start.and_then(|text| board.block(*board.texts.get(text)?));
    block.is_some_and(|block| block.dateline)
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
    let own = width(head);
    let marks = |block: &Block| -> String {
        text(block)
            .chars()
            .filter(|c| !c.is_alphanumeric())
            .collect()
    };
    let own_marks = marks(head);
    let room = if own_marks.chars().count() >= 2 {
        4.0
    } else {
        1.0
    };
    let like = board.blocks.iter().filter(|other| {
        other.first != head.first
            && other.kind == Kind::Head
            && other.last - other.first == head.last - head.first
            && (width(other) - own).abs() <= room
            && marks(other) == own_marks
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
    let (left, right) = (sum(left), sum(right));
    let fewest = left.iter().sum::<f32>().min(right.iter().sum());
    let trust = (fewest / 4.0).min(1.0);
    names::overlap(&left, &right).map_or(0.0, |cosine| trust * (2.0 * cosine - 1.0))
}
