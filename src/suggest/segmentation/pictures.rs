//! Pictures that are articles of their own: captions with a headline, without any text.
//!
//! A caption mark alone says that a picture goes with a story. It is a story itself if no
//! text of the page is about it, and a headline is left that is.

use super::assign::{Assignment, Board};
use super::blocks::{Block, Kind};
use super::heads::{Runs, is_column_head};
use super::label::Label;
use super::lines::{Lines, is_han};

/// Captions that suit an article better than this are its pictures, as log-odds.
const SUITS: f32 = 1.0;

/// How pictures of one series are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Series {
    /// `①`
    Circled,
    /// `（图一）` `图1`
    Named,
}

fn series(lines: &Lines, block: &Block) -> Option<Series> {
    let text = lines.all.get(block.first)?.text;
    let text = text.trim_start_matches(['（', '(', '【']);
    let named = || {
        let mut rest = text.strip_prefix('图')?.chars();
        let number = rest.next()?;
        (number.is_ascii_digit() || "一二三四五六七八九①②③④⑤⑥".contains(number))
            .then_some(Series::Named)
    };
    match text.chars().next()? {
        '①'..='⑳' => Some(Series::Circled),
        _ => named(),
    }
}

/// Whether two captions are numbered in one series.
pub(super) fn same_series(lines: &Lines, a: &Block, b: &Block) -> bool {
    let both = a.kind == Kind::Caption && b.kind == Kind::Caption;
    both && series(lines, a).is_some_and(|own| series(lines, b) == Some(own))
}

/// The captions that begin articles of their own, by block.
pub(super) fn stories(board: &Board, found: &Assignment, articles: &Runs) -> Vec<usize> {
    let mut heads = spare_heads(board, found, articles);
    if heads.is_empty() {
        return Vec::new();
    }
    let texts: String = (0..board.blocks.len())
        .filter(|at| board.block(*at).is_some_and(|b| b.kind == Kind::Text))
        .map(|at| text(board, at))
        .collect();
    let mut groups = groups(board);
    groups.retain(|group| {
        group
            .iter()
            .all(|&at| articles.iter().all(|run| suits(board, at, run) < SUITS))
    });
    let mut stories = Vec::new();
    groups.retain(|group| {
        let captions: String = group.iter().map(|&at| text(board, at)).collect();
        let own = heads
            .iter()
            .position(|&head| speaks_of(&text(board, head), &captions, &texts));
        let Some(own) = own else { return true };
        heads.remove(own);
        stories.extend(group.first());
        false
    });
    // What is left belongs together if it is one of each, among other picture stories.
    if let ([_], [group]) = (heads.as_slice(), groups.as_slice())
        && !stories.is_empty()
    {
        stories.extend(group.first());
    }
    stories
}

fn text(board: &Board, at: usize) -> String {
    board.block(at).map_or_else(String::new, |block| {
        board.lines.compact(block.first, block.last)
    })
}

fn suits(board: &Board, at: usize, run: &std::ops::Range<usize>) -> f32 {
    board.queries.affinity(at, run)
}

/// The titles that found no article, or only one that has a headline and of which they do not
/// speak.
fn spare_heads(board: &Board, found: &Assignment, articles: &Runs) -> Vec<usize> {
    let is_title = |at: &usize| {
        board.block(*at).is_some_and(|block| {
            let titles = board.labels.get(block.first..=block.last);
            block.kind == Kind::Head
                && titles.is_some_and(|all| all.iter().all(|l: &Label| l.is_title()))
        }) && !is_column_head(board, *at)
    };
    let heads: Vec<usize> = (0..board.blocks.len()).filter(is_title).collect();
    let article = |at: usize| found.article_of.get(at).copied().flatten();
    let speaks = |at: usize| {
        let run = article(at).and_then(|article| articles.get(article));
        run.map_or(f32::NEG_INFINITY, |run| suits(board, at, run))
    };
    let better = |at: usize| {
        let rivals = heads.iter().filter(|&&other| {
            other != at
                && article(other) == article(at)
                && !found.heading.get(other).is_some_and(|h| *h)
        });
        rivals.into_iter().any(|&other| speaks(other) > speaks(at))
    };
    let spare = |at: &&usize| {
        let heading = found.heading.get(**at).is_some_and(|heading| *heading);
        !heading && (article(**at).is_none() || speaks(**at) < SUITS && better(**at))
    };
    heads.iter().filter(spare).copied().collect()
}

/// The captions of the page, those of one series together.
fn groups(board: &Board) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let caption = |block: &Block| block.kind == Kind::Caption && !block.story;
    for (at, block) in board.blocks.iter().enumerate().filter(|(_, b)| caption(b)) {
        let like = |group: &&mut Vec<usize>| {
            let first = group.first().and_then(|&at| board.block(at));
            first.is_some_and(|first| same_series(board.lines, first, block))
        };
        match groups.iter_mut().find(like) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// Whether two neighbouring characters of a headline stand in the captions and in no text.
fn speaks_of(head: &str, captions: &str, texts: &str) -> bool {
    let letters: Vec<char> = head.chars().collect();
    letters.windows(2).any(|pair| {
        let pair_text = String::from_iter(pair);
        pair.iter().all(|c| is_han(*c))
            && captions.contains(&pair_text)
            && !texts.contains(&pair_text)
    })
}
