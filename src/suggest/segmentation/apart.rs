//! Parting headlines of different articles that stand one under the other, as pages leave them
//! that collect headlines at one place.
//!
//! Whether two lines of titles are one headline or two is not seen from their shapes. They
//! are two if each speaks of another article, and of that one only.

use super::assign::{Board, runs};
use super::blocks::{Block, Kind};
use super::gaps;
use super::heads::{Runs, places_say};
use super::label::Label;

/// How much better each of two lines must suit its own article than that of the other, as
/// log-odds.
const MARGIN: f32 = 2.0;
/// How well it must suit its own.
const LEAST: f32 = 0.8;

/// Whether the block is a head of several lines that are all titles.
fn is_pile(block: &Block, labels: &[Label]) -> bool {
    let lines = labels.get(block.first..=block.last).unwrap_or_default();
    block.kind == Kind::Head && lines.len() > 1 && lines.iter().all(|label| label.is_title())
}

/// The blocks with every head of several titles taken apart; `None` if there is none.
pub(super) fn single_titles(blocks: &[Block], labels: &[Label]) -> Option<Vec<Block>> {
    let mut single = Vec::with_capacity(blocks.len());
    for block in blocks {
        if is_pile(block, labels) {
            single.extend((block.first..=block.last).map(|at| block.of_lines(at, at)));
        } else {
            single.push(block.clone());
        }
    }
    (single.len() > blocks.len()).then_some(single)
}

/// The blocks with those heads taken apart whose lines speak of different articles. The
/// board knows them with all heads taken apart.
pub(super) fn part(board: &Board, blocks: Vec<Block>) -> Vec<Block> {
    let gaps = 0..board.texts.len().saturating_sub(1);
    let joined: Vec<bool> = gaps.map(|gap| gaps::join_odds(board, gap) > 0.0).collect();
    let articles = runs(&joined, board.texts.len());
    let linked: Vec<bool> = board.linked.iter().skip(1).copied().collect();
    let strands = runs(&linked, board.texts.len());
    let article: Vec<Option<usize>> = strands
        .iter()
        .map(|strand| articles.iter().position(|run| run.contains(&strand.start)))
        .collect();
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        if !is_pile(&block, board.labels) {
            out.push(block);
            continue;
        }
        let suits: Vec<Vec<f32>> = (block.first..=block.last)
            .map(|line| suits(board, line, &strands))
            .collect();
        let mut first = block.first;
        for (line, pair) in (block.first..).zip(suits.windows(2)) {
            if let [above, below] = pair
                && differ(above, below, &article)
            {
                out.push(block.of_lines(first, line));
                first = line + 1;
            }
        }
        out.push(block.of_lines(first, block.last));
    }
    out
}

/// How well the title in a line suits each text, with those that continue it.
fn suits(board: &Board, line: usize, strands: &Runs) -> Vec<f32> {
    let place = board.blocks.partition_point(|block| block.last < line);
    strands
        .iter()
        .map(|run| board.queries.affinity(place, run) + places_say(board, place, run))
        .collect()
}

/// Whether two titles suit texts of different articles, each by far. `article` is that of each
/// text, as far as the texts alone tell.
fn differ(above: &[f32], below: &[f32], article: &[Option<usize>]) -> bool {
    let best = |of: &[f32]| (0..of.len()).max_by(|&a, &b| of[a].total_cmp(&of[b]));
    let (Some(a), Some(b)) = (best(above), best(below)) else {
        return false;
    };
    let far =
        |of: &[f32], own: usize, other: usize| of[own] >= LEAST && of[own] - of[other] >= MARGIN;
    article.get(a) != article.get(b) && far(above, a, b) && far(below, b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_differ_if_each_has_an_article_of_its_own() {
        let two = [Some(0), Some(1)];
        assert!(differ(&[4.0, 0.5], &[-1.0, 2.0], &two));
        // One article, the same text, no clear one, none at all.
        assert!(!differ(&[4.0, 0.5], &[-1.0, 2.0], &[Some(0); 2]));
        assert!(!differ(&[4.0, 0.5], &[4.0, 2.0], &two));
        assert!(!differ(&[4.0, 2.5], &[-1.0, 2.0], &two));
        assert!(!differ(&[0.5, -3.0], &[-3.0, 0.5], &two));
        assert!(!differ(&[], &[], &[]));
    }
}
