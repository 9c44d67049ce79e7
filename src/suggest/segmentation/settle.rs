//! The final assignment of all blocks, once it is known which texts are one article.

use super::assign::{Assignment, Board, runs};
use super::blocks::Kind;
use super::features::Feature;
use super::heads::{Beside, Place, Runs, match_heads, places_say};
use super::label::Label;
use super::pictures;

/// What speaks against a caption in a picture story of which it is no part.
const STRANGER: f32 = 3.0;

/// Assigns everything, given the articles.
pub(super) fn finish(board: &Board, joins: &[f32], joined: &[bool]) -> Assignment {
    let runs = runs(joined, board.texts.len());
    let blocks = board.blocks.len();
    let mut found = Assignment {
        articles: runs.len(),
        article_of: vec![None; blocks],
        sureness: vec![0.0; blocks],
        heading: vec![false; blocks],
        choices: vec![Vec::new(); blocks],
        runs: Vec::new(),
    };
    for (article, run) in runs.iter().enumerate() {
        for text in run.clone() {
            if let Some(&block) = board.texts.get(text) {
                let cut = joins.get(text.wrapping_sub(1)).copied().unwrap_or(4.0);
                found.put(block, article, cut.abs());
            }
        }
    }
    let matched = match_heads(board, &runs);
    for &(head, place, gain) in &matched.place {
        match place {
            Place::Headline(article) | Place::Kicker(article) => found.put(head, article, gain),
            Place::Heading(article) => {
                found.put(head, article, gain);
                if let Some(heading) = found.heading.get_mut(head) {
                    *heading = true;
                }
            }
            Place::None => {}
        }
    }
    assign_rest(board, &runs, &mut found);
    found.runs = runs;
    found
}

impl Assignment {
    fn put(&mut self, block: usize, article: usize, sureness: f32) {
        if let Some(place) = self.article_of.get_mut(block) {
            *place = Some(article);
        }
        if let Some(place) = self.sureness.get_mut(block) {
            *place = sureness;
        }
    }

    fn of(&self, block: usize) -> Option<usize> {
        self.article_of.get(block).copied().flatten()
    }
}

/// Subheadlines, bylines and captions that stand by themselves.
fn assign_rest(board: &Board, runs: &Runs, found: &mut Assignment) {
    for at in 0..board.blocks.len() {
        let Some(block) = board.block(at) else {
            continue;
        };
        if found.of(at).is_some() || block.kind == Kind::Furniture {
            continue;
        }
        let title = board.has_label(block, Label::is_title);
        if block.kind == Kind::Head && title {
            rank(board, runs, at, found);
            continue;
        }
        rank(board, runs, at, found);
        let best = found
            .choices
            .get(at)
            .and_then(|choices| choices.first())
            .copied();
        if let Some((article, odds)) = best {
            found.put(at, article, odds);
        }
    }
}

/// Whether two captions are numbered in one series.
fn same_series(board: &Board, a: usize, b: usize) -> bool {
    match (board.block(a), board.block(b)) {
        (Some(a), Some(b)) => pictures::same_series(board.lines, a, b),
        _ => false,
    }
}

/// Ranks the articles for a block.
fn rank(board: &Board, runs: &Runs, at: usize, found: &mut Assignment) {
    let place = Beside::of(board, at);
    let is_byline = board.block(at).is_some_and(|block| {
        block.kind == Kind::Head && board.has_label(block, |l| l == Label::Byline)
    });
    let byline = if is_byline {
        board.taught.habits.byline_after
    } else {
        0.0
    };
    let mut series: Vec<usize> = (0..board.blocks.len())
        .filter(|&other| other != at && same_series(board, at, other))
        .collect();
    let of_series: Vec<usize> = series.iter().filter_map(|&at| found.of(at)).collect();
    series.push(at);
    let is_caption = board
        .block(at)
        .is_some_and(|block| block.kind == Kind::Caption);
    let story = |text: usize| {
        board
            .texts
            .get(text)
            .copied()
            .filter(|&text| board.block(text).is_some_and(|block| block.story))
    };
    let is_story = |run: &std::ops::Range<usize>| {
        run.clone()
            .all(|text| story(text).is_some_and(|text| !same_series(board, at, text)))
    };
    // What one caption of a series says counts for all.
    let says = |run: &std::ops::Range<usize>| {
        let each = |&at: &usize| board.queries.affinity(at, run) + places_say(board, at, run);
        series.iter().map(each).sum::<f32>() / series.len() as f32
    };
    let beside = |other: Option<usize>| other.and_then(|other| found.of(other));
    let (before, next) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
    // A byline with a blank line on one side only goes with the other.
    let apart = |line: usize| board.lines.set_off(line);
    let letter = board
        .block(at + 1)
        .is_some_and(|next| board.has_sign(next, Feature::Salutation));
    let close = board.block(at).filter(|_| is_byline).and_then(|block| {
        match (apart(block.first), apart(block.last + 1)) {
            _ if letter => before,
            (false, true) => before,
            (true, false) => next,
            _ => None,
        }
    });
    let mut choices: Vec<(usize, f32)> = runs
        .iter()
        .enumerate()
        .map(|(article, run)| {
            let mut odds = says(run) + place.nearness(run);
            odds -= if is_caption && is_story(run) {
                STRANGER
            } else {
                0.0
            };
            odds += place.habit(run, byline);
            odds += if of_series.contains(&article) {
                2.0
            } else {
                0.0
            };
            odds += if before == Some(article) { 1.5 } else { 0.0 };
            odds += if next == Some(article) { 1.0 } else { 0.0 };
            odds += if close == Some(article) { 2.0 } else { 0.0 };
            (article, odds)
        })
        .collect();
    choices.sort_by(|a, b| b.1.total_cmp(&a.1));
    choices.truncate(3);
    if let Some(place) = found.choices.get_mut(at) {
        *place = choices;
    }
}
