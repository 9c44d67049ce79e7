//! Matching heads and captions to articles.

use super::assign::{Board, is_couplet};
use super::blocks::{Block, Kind};
use super::features::Feature;
use super::gaps;
use super::label::Label;
use super::matching::best_assignment;

/// More pairs of heads and articles than this are not matched as a whole.
const MOST_PAIRS: usize = 20_000;

/// What it is worth that a head has a place at all.
const WANTED: f32 = 2.5;
/// What it is worth that a subheadline has an article of its own.
const WANTED_SUB: f32 = 4.0;

/// What speaks against a heading in the middle of a sentence.
const MID_SENTENCE: f32 = 4.0;

/// What it says for a heading, and against a headline, that no blank line is around it.
const TIGHT: f32 = 1.0;
/// What it adds that nothing stands between a head and the text below it.
const TOUCHES: f32 = 0.6;

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

pub(super) type Runs = [std::ops::Range<usize>];

/// Matches the heads that hold titles to articles.
pub(super) fn match_heads(board: &Board, runs: &Runs) -> Match {
    let heads: Vec<usize> = (0..board.blocks.len())
        .filter(|&at| {
            board.block(at).is_some_and(|block| {
                block.kind == Kind::Head && board.has_label(block, Label::is_title)
            })
        })
        .collect();
    let articles = runs.len();
    let rows: Vec<Row> = heads
        .iter()
        .map(|&head| Row::of(board, head, runs))
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
    worth += match_subheads(board, runs, &head_of);
    Match {
        worth,
        head_of,
        place,
    }
}

/// What the subheadlines that stand alone are worth to the articles that have none:
/// an article has one.
fn match_subheads(board: &Board, runs: &Runs, head_of: &[Option<usize>]) -> f32 {
    let has_sub = |at: usize| {
        board
            .block(at)
            .is_some_and(|b| board.has_label(b, |l| l == Label::Subheadline))
    };
    let alone: Vec<usize> = (0..board.blocks.len())
        .filter(|&at| {
            has_sub(at)
                && board
                    .block(at)
                    .is_some_and(|b| !board.has_label(b, Label::is_title))
        })
        .collect();
    let value = |row: usize, article: usize| -> f32 {
        let (Some(&sub), Some(run)) = (alone.get(row), runs.get(article)) else {
            return 0.0;
        };
        if head_of.get(article).copied().flatten().is_some_and(has_sub) {
            return 0.0;
        }
        WANTED_SUB + board.queries.affinity(sub, run) + Beside::of(board, sub).nearness(run)
    };
    if alone.len() * runs.len() > MOST_PAIRS {
        return 0.0;
    }
    let found = best_assignment(alone.len(), runs.len(), value);
    found
        .iter()
        .enumerate()
        .filter_map(|(row, to)| Some(value(row, (*to)?)))
        .sum()
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
    fn of(board: &Board, head: usize, runs: &Runs) -> Self {
        let beside = Beside::of(board, head);
        let run_of = |place: Option<usize>| {
            place.and_then(|place| runs.iter().position(|run| run.contains(&place)))
        };
        let (above, below) = (run_of(beside.above), run_of(beside.below));
        let around = above.filter(|_| above == below);
        let couplet = board
            .block(head)
            .is_some_and(|block| is_couplet(board, block));
        let own = headline_odds(board, head);
        let touches = beside
            .below
            .filter(|&text| board.texts.get(text) == Some(&(head + 1)));
        let after_kicker = if is_before_sub(board, head) { 4.0 } else { 0.0 };
        let headline: Vec<f32> = runs
            .iter()
            .map(|run| {
                own + places_say(board, head, run)
                    + board.queries.affinity(head, run)
                    + beside.nearness(run)
                    + if touches == Some(run.start) {
                        TOUCHES
                    } else {
                        0.0
                    }
                    + beside.habit(run, board.taught.habits.headline_after)
            })
            .collect();
        let kicker = headline
            .iter()
            .map(|value| value - if couplet { 0.3 } else { 1.5 } - after_kicker)
            .collect();
        let heading = around.and(beside.below).map_or(0.0, |below| {
            let section = board.queries.affinity(head, &(below..below + 1));
            let cut = board.linked.get(below).copied().unwrap_or(false);
            heading_odds(board, head) + section.max(0.0) - if cut { MID_SENTENCE } else { 0.0 }
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

    /// What it says for an article that the head stands on the side of its text where the
    /// paper puts such heads; `after`: the log-odds of the end.
    pub fn habit(&self, run: &std::ops::Range<usize>, after: f32) -> f32 {
        if self.above.is_some_and(|above| above + 1 == run.end) {
            after
        } else if self.below == Some(run.start) {
            -after
        } else {
            0.0
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

/// How likely a head is a headline, whatever it says.
fn headline_odds(board: &Board, head: usize) -> f32 {
    let Some(block) = board.block(head) else {
        return 0.0;
    };
    let mut odds = WANTED - board.taught.heading(block, board.labels);
    if board.has_sign(block, Feature::Numbered) {
        odds -= 4.0;
    }
    if is_before_sub(board, head) {
        odds += 2.0;
    }
    if is_column_head(board, head) {
        odds -= 2.5;
    }
    if is_tight(board, head) {
        odds -= TIGHT;
    }
    odds
}

/// What the places that a head names say for an article: much if it names them too, more
/// against it if it does not.
pub(super) fn places_say(board: &Board, head: usize, run: &std::ops::Range<usize>) -> f32 {
    let of_head = board.mentions.get(head).map_or(&[][..], Vec::as_slice);
    let named = |place: usize| {
        let texts = board.texts.get(run.clone()).unwrap_or_default();
        texts.iter().any(|&at| {
            board
                .mentions
                .get(at)
                .and_then(|m| m.get(place))
                .is_some_and(|n| *n > 0.0)
        })
    };
    let each = of_head
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0.0);
    each.map(|(place, _)| if named(place) { 1.0 } else { -2.0 })
        .sum::<f32>()
        .clamp(-3.0, 3.0)
}

/// Whether the head is followed by a subheadline of its own.
fn is_before_sub(board: &Board, head: usize) -> bool {
    board.block(head + 1).is_some_and(|next| {
        next.kind == Kind::Head
            && !board.has_label(next, Label::is_title)
            && board.has_label(next, |l| l == Label::Subheadline)
    })
}

/// Whether a head looks like the name of a column: a few characters on one line, more
/// blank lines before it than usual, or at the edge of the page.
pub(super) fn is_column_head(board: &Board, head: usize) -> bool {
    let Some(block) = board.block(head) else {
        return false;
    };
    let line = board.lines.all.get(block.first);
    let short = line.is_some_and(|line| {
        line.text.chars().filter(|c| !c.is_whitespace()).count() <= 9
            && line.text.chars().any(super::lines::is_wide)
    });
    let apart = line.is_some_and(|line| line.gap >= board.lines.rhythm + 2);
    let foot = block.last + 2 >= board.lines.all.len() && board.lines.set_off(block.first);
    let edge = block.first < 2 || foot;
    block.first == block.last && short && (apart || edge)
}

/// Whether no blank line parts a head from the texts around it, on a page where two in three
/// of the other titles are set off.
fn is_tight(board: &Board, head: usize) -> bool {
    let parted =
        |block: &Block| board.lines.set_off(block.first) || board.lines.set_off(block.last + 1);
    let Some(own) = board.block(head).filter(|own| !parted(own)) else {
        return false;
    };
    let titles = board.blocks.iter().filter(|block| {
        block.first != own.first
            && block.kind == Kind::Head
            && board.has_label(block, Label::is_title)
    });
    let (all, apart) = titles.fold((0, 0), |(all, apart), block| {
        (all + 1, apart + usize::from(parted(block)))
    });
    all >= 3 && apart * 3 >= all * 2
}

/// How likely a head between two texts of one article is a heading.
fn heading_odds(board: &Board, head: usize) -> f32 {
    let Some(block) = board.block(head) else {
        return 0.0;
    };
    if board.has_sign(block, Feature::Numbered) || board.has_sign(block, Feature::NarrowColon) {
        return WANTED + 4.0;
    }
    if board.has_label(block, |l| matches!(l, Label::Byline | Label::Subheadline)) {
        return -3.0;
    }
    let usual = if board.lines.wide { 0.5 } else { -1.0 };
    let taught = board.taught.heading(block, board.labels);
    let tight = if is_tight(board, head) { TIGHT } else { 0.0 };
    WANTED + usual + 0.7 * gaps::alike(board, block) + taught + tight
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
