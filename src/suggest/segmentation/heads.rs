//! Matching heads and captions to articles.

use super::assign::{Assignment, Board, is_couplet, runs};
use super::blocks::{Block, Kind};
use super::cohesion::Bag;
use super::features::Feature;
use super::gaps;
use super::label::Label;
use super::matching::best_assignment;

/// More pairs of heads and articles than this are not matched as a whole.
const MOST_PAIRS: usize = 20_000;

/// What matching heads to articles came to.
pub(super) struct Match {
    /// The sum of the log-odds of all pairs.
    pub worth: f32,
    /// By article: the head that is its headline.
    pub head_of: Vec<Option<usize>>,
    /// By head among `heads`: where it went.
    pub place: Vec<(usize, Place, f32)>,
}

/// Where a head went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the headline of an article.
    Headline(usize),
    /// It is the kicker of an article that has a headline.
    Kicker(usize),
    /// It is a heading inside the article around it.
    Heading(usize),
    /// Nothing was found for it.
    None,
}

type Runs = [std::ops::Range<usize>];

/// Matches the heads that hold titles to articles.
pub(super) fn match_heads(board: &Board, runs: &Runs) -> Match {
    let heads: Vec<usize> = (0..board.blocks.len())
        .filter(|&at| {
            board.block(at).is_some_and(|block| {
                block.kind == Kind::Head && board.has_label(block, Label::is_title)
            })
        })
        .collect();
    let bags: Vec<Bag> = runs
        .iter()
        .map(|run| board.bag_of_texts(run.clone()))
        .collect();
    let articles = runs.len();
    let rows: Vec<Row> = heads
        .iter()
        .map(|&head| Row::of(board, head, runs, &bags))
        .collect();
    let columns = 2 * articles + heads.len();
    let value = |row: usize, column: usize| -> f32 {
        let Some(row_of) = rows.get(row) else {
            return 0.0;
        };
        if column < articles {
            row_of.headline.get(column).copied().unwrap_or(0.0)
        } else if column < 2 * articles {
            row_of.kicker.get(column - articles).copied().unwrap_or(0.0)
        } else if column - 2 * articles == row {
            row_of.heading
        } else {
            0.0
        }
    };
    let found = if heads.len() * columns <= MOST_PAIRS {
        best_assignment(heads.len(), columns, value)
    } else {
        nearest(&rows, articles)
    };
    let mut head_of = vec![None; articles];
    let mut worth = 0.0;
    let mut place = Vec::with_capacity(heads.len());
    for (row, column) in found.iter().enumerate() {
        let head = heads.get(row).copied().unwrap_or(0);
        let gain = column.map_or(0.0, |column| value(row, column));
        worth += gain;
        let to = match *column {
            Some(column) if column < articles => {
                if let Some(place) = head_of.get_mut(column) {
                    *place = Some(head);
                }
                Place::Headline(column)
            }
            Some(column) if column < 2 * articles => Place::Kicker(column - articles),
            Some(_) => rows
                .get(row)
                .and_then(|r| r.around)
                .map_or(Place::None, Place::Heading),
            None => Place::None,
        };
        place.push((head, to, gain));
    }
    Match {
        worth,
        head_of,
        place,
    }
}

/// What a head is worth in each place.
struct Row {
    headline: Vec<f32>,
    kicker: Vec<f32>,
    heading: f32,
    /// The article whose texts stand before and after it.
    around: Option<usize>,
}

impl Row {
    fn of(board: &Board, head: usize, runs: &Runs, bags: &[Bag]) -> Self {
        let beside = Beside::of(board, head);
        let run_of = |place: Option<usize>| {
            place.and_then(|place| runs.iter().position(|run| run.contains(&place)))
        };
        let (above, below) = (run_of(beside.above), run_of(beside.below));
        let around = above.filter(|_| above == below);
        let couplet = board
            .block(head)
            .is_some_and(|block| is_couplet(board, block));
        let headline: Vec<f32> = runs
            .iter()
            .zip(bags)
            .map(|(run, bag)| 0.5 + board.affinity(board.bag(head), bag) + beside.nearness(run))
            .collect();
        let kicker = headline
            .iter()
            .map(|value| value - if couplet { 0.3 } else { 1.5 })
            .collect();
        let heading = around.and(beside.below).map_or(0.0, |below| {
            let section = board.texts.get(below).map_or(0.0, |&text| {
                board.affinity(board.bag(head), board.bag(text))
            });
            heading_odds(board, head) + section.max(0.0)
        });
        Self {
            headline,
            kicker,
            heading,
            around,
        }
    }
}

/// The texts next to a block in the raw text, by their places in reading order.
pub(super) struct Beside {
    above: Option<usize>,
    below: Option<usize>,
}

impl Beside {
    pub fn of(board: &Board, block: usize) -> Self {
        let place = |at: Option<&(usize, usize)>| at.map(|(_, place)| *place);
        let below = board.by_block.partition_point(|(at, _)| *at < block);
        Self {
            above: place(below.checked_sub(1).and_then(|at| board.by_block.get(at))),
            below: place(board.by_block.get(below)),
        }
    }

    /// What the place of a head says for an article.
    pub fn nearness(&self, run: &std::ops::Range<usize>) -> f32 {
        if self.below == Some(run.start) {
            1.5
        } else if self.above.is_some_and(|above| above + 1 == run.end) {
            0.8
        } else if [self.above, self.below]
            .iter()
            .flatten()
            .any(|at| run.contains(at))
        {
            0.0
        } else {
            -0.2
        }
    }
}

/// How likely a head between two texts of one article is a heading.
fn heading_odds(board: &Board, head: usize) -> f32 {
    let Some(block) = board.block(head) else {
        return 0.0;
    };
    if board.has_sign(block, Feature::Numbered) {
        return 5.0;
    }
    if board.has_label(block, |l| matches!(l, Label::Byline | Label::Subheadline)) {
        return -3.0;
    }
    1.5 + 0.7 * gaps::alike(board, block)
}

/// Each head to the article it is worth most in, for pages too large to match.
fn nearest(rows: &[Row], articles: usize) -> Vec<Option<usize>> {
    let mut taken = vec![false; articles];
    rows.iter()
        .enumerate()
        .map(|(at, row)| {
            if row.heading > 0.0 {
                return Some(2 * articles + at);
            }
            let free = row.headline.iter().enumerate().filter(|(c, _)| !taken[*c]);
            let best = free
                .max_by(|a, b| a.1.total_cmp(b.1))
                .filter(|b| *b.1 > 0.0)?
                .0;
            taken[best] = true;
            Some(best)
        })
        .collect()
}

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
    let bags: Vec<Bag> = runs
        .iter()
        .map(|run| board.bag_of_texts(run.clone()))
        .collect();
    assign_rest(board, &runs, &bags, &mut found);
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
fn assign_rest(board: &Board, runs: &Runs, bags: &[Bag], found: &mut Assignment) {
    for at in 0..board.blocks.len() {
        let Some(block) = board.block(at) else {
            continue;
        };
        if found.of(at).is_some() || block.kind == Kind::Furniture {
            continue;
        }
        let title = board.has_label(block, Label::is_title);
        if block.kind == Kind::Head && title {
            rank(board, runs, bags, at, found);
            continue;
        }
        rank(board, runs, bags, at, found);
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

/// Ranks the articles for a block.
fn rank(board: &Board, runs: &Runs, bags: &[Bag], at: usize, found: &mut Assignment) {
    let place = Beside::of(board, at);
    let beside = |other: Option<usize>| other.and_then(|other| found.of(other));
    let (before, next) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
    let mut choices: Vec<(usize, f32)> = runs
        .iter()
        .zip(bags)
        .enumerate()
        .map(|(article, (run, bag))| {
            let mut odds = board.affinity(board.bag(at), bag) + place.nearness(run);
            odds += if before == Some(article) { 1.5 } else { 0.0 };
            odds += if next == Some(article) { 1.0 } else { 0.0 };
            (article, odds)
        })
        .collect();
    choices.sort_by(|a, b| b.1.total_cmp(&a.1));
    choices.truncate(3);
    if let Some(place) = found.choices.get_mut(at) {
        *place = choices;
    }
}
