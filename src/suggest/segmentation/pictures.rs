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

/// By what a headline and captions find one another, the surest first.
#[derive(Debug, Clone, Copy)]
enum Way {
    Pairs,
    Letters,
    /// The headline stands right above.
    Place,
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
    for way in [Way::Pairs, Way::Letters, Way::Place] {
        groups.retain(|group| {
            let captions: String = group.iter().map(|&at| text(board, at)).collect();
            let own = heads.iter().position(|head| match way {
                Way::Place => head.left && group.first() == Some(&(head.block + 1)),
                Way::Pairs => {
                    let least = if head.left { 1 } else { 2 };
                    pairs_of(&text(board, head.block), &captions, &texts) >= least
                }
                Way::Letters => head.left && names(&text(board, head.block), &captions, &texts),
            });
            let Some(own) = own else { return true };
            heads.remove(own);
            stories.extend(group.first());
            false
        });
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

/// A title that may be the headline of a picture.
struct Spare {
    block: usize,
    /// Whether nothing else can be made of it.
    left: bool,
}

/// The titles that found no article, or one of which they do not speak; what is left are those
/// without an article, or in one that has a better headline.
fn spare_heads(board: &Board, found: &Assignment, articles: &Runs) -> Vec<Spare> {
    let heading = |at: usize| found.heading.get(at).is_some_and(|heading| *heading);
    let is_title = |at: &usize| {
        let titles = board.block(*at).is_some_and(|block| {
            block.kind == Kind::Head && !board.has_label(block, |label| !label.is_title())
        });
        titles && !heading(*at) && !is_column_head(board, *at)
    };
    let heads: Vec<usize> = (0..board.blocks.len()).filter(is_title).collect();
    let article = |at: usize| found.article_of.get(at).copied().flatten();
    let speaks = |at: usize| {
        let run = article(at).and_then(|article| articles.get(article));
        run.map_or(f32::NEG_INFINITY, |run| suits(board, at, run))
    };
    let rival = |at: usize, other: usize| {
        other != at && article(other) == article(at) && speaks(other) > speaks(at)
    };
    heads
        .iter()
        .filter(|at| speaks(**at) < SUITS)
        .map(|&at| Spare {
            block: at,
            left: article(at).is_none() || heads.iter().any(|&other| rival(at, other)),
        })
        .collect()
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

/// How many pairs of neighbouring characters of a headline stand in the captions and in no text.
fn pairs_of(head: &str, captions: &str, texts: &str) -> usize {
    let letters: Vec<char> = head.chars().filter(|c| is_han(*c)).collect();
    let pairs = letters.windows(2).map(String::from_iter);
    pairs
        .filter(|pair| captions.contains(pair.as_str()) && !texts.contains(pair.as_str()))
        .count()
}

/// Whether most characters of a headline stand in the captions and in no text.
fn names(head: &str, captions: &str, texts: &str) -> bool {
    let letters: Vec<char> = head.chars().filter(|c| is_han(*c)).collect();
    let only_there = |c: &&char| captions.contains(**c) && !texts.contains(**c);
    let found = letters.iter().filter(only_there).count();
    found > 0 && found * 2 >= letters.len()
}

/// Whether every one of the stories got a headline.
pub(super) fn all_headed(board: &Board, found: &Assignment, stories: &[usize]) -> bool {
    let article = |at: usize| found.article_of.get(at).copied().flatten();
    let titled = |at: &usize| {
        board.block(*at).is_some_and(|block| {
            block.kind == Kind::Head && board.has_label(block, Label::is_title)
        })
    };
    stories.iter().all(|&story| {
        (0..board.blocks.len()).any(|at| article(at) == article(story) && titled(&at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_without_a_text_speaks_of_its_picture() {
        let (captions, text) = ("伞匠把竹骨逐根校直。", "一条船下水之前要在岸上待九十天。");
        assert_eq!(pairs_of("校直的人", captions, text), 1);
        assert_eq!(pairs_of("下水之前", captions, text), 0);
        assert!(names("伞骨", captions, text));
        assert!(!names("下水之前", captions, text) && !names("", captions, text));
    }
}
