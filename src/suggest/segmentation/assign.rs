//! Assigning blocks to articles: which texts are one article, and which heads and
//! captions are theirs.
//!
//! The texts of a page are a row of blocks; between two neighbours the article
//! either goes on or another begins. What speaks for either is added up as
//! log-odds. Heads are matched to articles as an assignment problem, since each
//! article wants one headline and each headline one article; both questions are
//! settled together by changing one decision at a time while the sum grows.

use super::blocks::{Block, Kind};
use super::cohesion::{Bag, Terms, shared, size, union};
use super::features::{Feature, couplet};
use super::heads::{self, Match};
use super::label::Label;
use super::lines::Lines;

/// More texts than this are decided gap by gap, without the search.
const MOST_TEXTS: usize = 80;
/// A decision with more evidence than this is not tried the other way.
const CERTAIN: f32 = 6.5;
/// What an article without a headline costs.
const HEADLESS: f32 = 2.0;

/// What assignment works with.
pub(super) struct Board<'a> {
    pub lines: &'a Lines<'a>,
    pub signs: &'a [Vec<Feature>],
    pub labels: &'a [Label],
    pub blocks: &'a [Block],
    /// By block.
    pub bags: Vec<Bag>,
    pub terms: Terms,
    /// The blocks with running text or a picture story, in the order of the raw text.
    pub texts: Vec<usize>,
}

/// Which article each block belongs to.
#[derive(Debug, Clone, Default)]
pub(super) struct Assignment {
    /// The number of articles.
    pub articles: usize,
    /// By block: its article.
    pub article_of: Vec<Option<usize>>,
    /// By block: how sure that is, as log-odds.
    pub sureness: Vec<f32>,
    /// By block: whether it is a heading inside its article.
    pub heading: Vec<bool>,
    /// By block: the three likeliest articles with log-odds.
    pub choices: Vec<Vec<(usize, f32)>>,
}

impl<'a> Board<'a> {
    /// Counts the terms of all blocks.
    pub fn new(
        lines: &'a Lines<'a>,
        signs: &'a [Vec<Feature>],
        labels: &'a [Label],
        blocks: &'a [Block],
    ) -> Self {
        let mut terms = Terms::default();
        let bags: Vec<Bag> = blocks
            .iter()
            .map(|block| terms.bag(&text_of(lines, block)))
            .collect();
        let is_text = |block: &Block| block.kind == Kind::Text || block.story;
        let texts: Vec<usize> = (0..blocks.len())
            .filter(|&at| blocks.get(at).is_some_and(is_text))
            .collect();
        for &text in &texts {
            if let Some(bag) = bags.get(text) {
                terms.add(bag);
            }
        }
        Self {
            lines,
            signs,
            labels,
            blocks,
            bags,
            terms,
            texts,
        }
    }

    /// The block with this index.
    pub fn block(&self, at: usize) -> Option<&Block> {
        self.blocks.get(at)
    }

    /// The terms of a block.
    pub fn bag(&self, at: usize) -> &Bag {
        static EMPTY: Bag = Vec::new();
        self.bags.get(at).unwrap_or(&EMPTY)
    }

    /// The terms of a run of texts, given as indices into `texts`.
    pub fn bag_of_texts(&self, run: std::ops::Range<usize>) -> Bag {
        let texts = self.texts.get(run).unwrap_or_default();
        texts
            .iter()
            .fold(Bag::new(), |all, &text| union(&all, self.bag(text)))
    }

    /// The heads between two texts that follow one another.
    pub fn heads_between(&self, gap: usize) -> impl Iterator<Item = usize> + '_ {
        let from = self.texts.get(gap).map_or(0, |&text| text + 1);
        let to = self.texts.get(gap + 1).copied().unwrap_or(from);
        (from..to).filter(|&at| self.block(at).is_some_and(|b| b.kind == Kind::Head))
    }

    /// Whether a line of the block has the label.
    pub fn has_label(&self, block: &Block, is: impl Fn(Label) -> bool) -> bool {
        let labels = self.labels.get(block.first..=block.last);
        labels.unwrap_or_default().iter().any(|&label| is(label))
    }

    /// Whether a line of the block shows the sign.
    pub fn has_sign(&self, block: &Block, sign: Feature) -> bool {
        let signs = self.signs.get(block.first..=block.last);
        signs
            .unwrap_or_default()
            .iter()
            .any(|signs| signs.contains(&sign))
    }

    /// How much more likely the terms of a head or caption are in a text than on
    /// the page, as a log-likelihood ratio; neighbouring pairs of characters depend
    /// on one another, so it is halved.
    pub fn affinity(&self, query: &Bag, text: &Bag) -> f32 {
        let size = size(text);
        let known = query.iter().map(|&(id, _)| {
            let whole = self.terms.weight(id, 1.0, 1.0);
            if whole > 0.0 { (0.5_f32).ln() } else { 0.0 }
        });
        let none: f32 = known.sum();
        let there: f32 = shared(query, text)
            .map(|(_, (id, count))| self.terms.weight(id, count, size))
            .sum();
        0.5 * (none + there)
    }
}

/// The text of a block; spaces between words are kept where they mean something.
pub(super) fn text_of(lines: &Lines, block: &Block) -> String {
    if lines.wide {
        return lines.compact(block.first, block.last);
    }
    let of_block = lines.all.get(block.first..=block.last).unwrap_or_default();
    let texts: Vec<&str> = of_block.iter().map(|line| line.text).collect();
    texts.join(" ").replace("- ", "")
}

/// Assigns all blocks of a page.
pub(super) fn assign(board: &Board) -> Assignment {
    let gaps = board.texts.len().saturating_sub(1);
    let joins: Vec<f32> = (0..gaps).map(|gap| join_odds(board, gap)).collect();
    let mut joined: Vec<bool> = joins.iter().map(|odds| *odds > 0.0).collect();
    if gaps < MOST_TEXTS {
        improve(board, &joins, &mut joined);
    }
    heads::finish(board, &joins, &joined)
}

/// Changes one decision at a time while that is better.
fn improve(board: &Board, joins: &[f32], joined: &mut [bool]) {
    let mut order: Vec<usize> = (0..joins.len())
        .filter(|&gap| joins[gap].abs() < CERTAIN)
        .collect();
    order.sort_by(|&a, &b| joins[a].abs().total_cmp(&joins[b].abs()));
    let mut best = worth(board, joins, joined);
    for _ in 0..3 {
        let mut changed = false;
        for &gap in &order {
            joined[gap] = !joined[gap];
            let now = worth(board, joins, joined);
            if now > best {
                best = now;
                changed = true;
            } else {
                joined[gap] = !joined[gap];
            }
        }
        if !changed {
            break;
        }
    }
}

/// The evidence for a way of cutting the row of texts into articles.
fn worth(board: &Board, joins: &[f32], joined: &[bool]) -> f32 {
    let cuts: f32 = joins
        .iter()
        .zip(joined)
        .map(|(odds, joined)| if *joined { odds / 2.0 } else { -odds / 2.0 })
        .sum();
    let runs = runs(joined, board.texts.len());
    let found: Match = heads::match_heads(board, &runs, joined);
    let headless = found.head_of.iter().filter(|heads| heads.is_none()).count();
    cuts + found.worth - HEADLESS * headless as f32
}

/// The articles as ranges of texts.
pub(super) fn runs(joined: &[bool], texts: usize) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut first = 0;
    for at in 1..=texts {
        if at == texts || !joined.get(at - 1).copied().unwrap_or(false) {
            runs.push(first..at);
            first = at;
        }
    }
    runs
}

/// The log-odds that the texts on both sides of a gap are one article.
fn join_odds(board: &Board, gap: usize) -> f32 {
    let (Some(&above), Some(&below)) = (board.texts.get(gap), board.texts.get(gap + 1)) else {
        return 0.0;
    };
    let (Some(upper), Some(lower)) = (board.block(above), board.block(below)) else {
        return 0.0;
    };
    if upper.story || lower.story {
        return -8.0;
    }
    if lower.dateline {
        return -8.0;
    }
    let mut odds = 0.0;
    if upper.open_end {
        odds += if lower.open_start { 5.0 } else { 2.5 };
    }
    let heads: Vec<&Block> = board
        .heads_between(gap)
        .filter_map(|at| board.block(at))
        .collect();
    odds += heads_say(board, &heads);
    odds += width_says(board, upper, lower);
    odds + cohesion_says(board, gap)
}

/// What the heads between two texts say.
fn heads_say(board: &Board, heads: &[&Block]) -> f32 {
    match heads {
        [] => 1.5,
        [one] => {
            let numbered = board.has_sign(one, Feature::Numbered);
            let more = board.has_label(one, |l| matches!(l, Label::Byline | Label::Subheadline));
            let lines = one.last - one.first;
            match () {
                () if numbered => 3.0,
                () if more => -3.0,
                () if lines >= 1 => -1.0,
                () => 0.3,
            }
        }
        _ => -1.5,
    }
}

/// What the widths of two texts say.
fn width_says(board: &Board, upper: &Block, lower: &Block) -> f32 {
    let column = |at: usize| board.lines.all.get(at).map_or(0.0, |line| line.column);
    let middle = |block: &Block| column(usize::midpoint(block.first, block.last));
    let (a, b) = (middle(upper), middle(lower));
    let long = a.max(b) > super::lines::LONG;
    if !long && (a - b).abs() > 0.12 * a.min(b) {
        -0.7
    } else {
        0.0
    }
}

/// What shared terms say: the cosine of the text before and the text after, against
/// what is usual on the page.
fn cohesion_says(board: &Board, gap: usize) -> f32 {
    const ENOUGH: f32 = 300.0;
    let mut from = gap;
    let mut left = board.bag_of_texts(from..gap + 1);
    while from > 0 && size(&left) < ENOUGH && !starts_article(board, from) {
        from -= 1;
        left = board.bag_of_texts(from..gap + 1);
    }
    let mut to = gap + 2;
    let mut right = board.bag_of_texts(gap + 1..to);
    while to < board.texts.len() && size(&right) < ENOUGH && !starts_article(board, to) {
        to += 1;
        right = board.bag_of_texts(gap + 1..to);
    }
    let near = board.terms.cosine(&left, &right);
    (12.0 * (near - 0.12)).clamp(-2.0, 2.0)
}

fn starts_article(board: &Board, text: usize) -> bool {
    let block = board.texts.get(text).and_then(|&at| board.block(at));
    block.is_some_and(|block| block.dateline || block.story)
}

/// Whether every title line of a head is a couplet: a kicker, if there is a headline.
pub(super) fn is_couplet(board: &Board, block: &Block) -> bool {
    let lines = board.lines.all.get(block.first..=block.last);
    lines
        .unwrap_or_default()
        .iter()
        .all(|line| couplet(line.text))
}
