//! Assigning blocks to articles: which texts are one article, and which heads and
//! captions are theirs.
//!
//! The texts of a page are a row of blocks; between two neighbours the article
//! either goes on or another begins. What speaks for either is added up as
//! log-odds. Heads are matched to articles as an assignment problem, since each
//! article wants one headline and each headline one article; both questions are
//! settled together by changing one decision at a time while the sum grows.

use super::blocks::{Block, Kind};
use super::cohesion::{self, Bag, Terms};
use super::features::{Feature, couplet};
use super::gaps;
use super::heads::{self, Match};
use super::label::Label;
use super::lines::Lines;
use super::names;
use super::queries::Queries;
use super::settle;
use super::strands;
use super::taught::Taught;
use super::topics::Topics;

/// More texts than this are decided gap by gap, without the search.
const MOST_TEXTS: usize = 80;
/// So many ways of cutting a page are compared at most.
const MOST_TRIES: usize = 1500;
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
    /// By line: whether it is verse or an item of a list.
    pub verse: &'a [bool],
    /// What accepted pages say.
    pub taught: &'a Taught,
    /// By block.
    pub bags: Vec<Bag>,
    pub terms: Terms,
    /// The blocks with running text or a picture story, in the order in which they
    /// are read.
    pub texts: Vec<usize>,
    /// The blocks of the texts in the order of the raw text, each with its place in
    /// `texts`.
    pub by_block: Vec<(usize, usize)>,
    /// By text: whether it continues a sentence of the one before.
    pub linked: Vec<bool>,
    /// The cosine that two texts of the page usually have.
    pub usual: f32,
    /// What the blocks speak of.
    pub topics: Topics,
    /// Place names, and how often each block names them.
    pub places: Vec<String>,
    pub mentions: Vec<Vec<f32>>,
    /// By gap: whether it lies inside a series of numbered headings.
    pub in_series: Vec<bool>,
    /// What heads and captions say for texts.
    pub queries: Queries,
    /// The text of the page without white space.
    pub page: String,
}

/// Which article each block belongs to.
#[derive(Debug, Clone, Default)]
pub(super) struct Assignment {
    /// The number of articles.
    pub articles: usize,
    /// The articles as ranges of texts.
    pub runs: Vec<std::ops::Range<usize>>,
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
        verse: &'a [bool],
        taught: &'a Taught,
    ) -> Self {
        let mut terms = Terms::default();
        let of_block: Vec<String> = blocks.iter().map(|block| text_of(lines, block)).collect();
        let bags: Vec<Bag> = of_block.iter().map(|text| terms.bag(text)).collect();
        let places = if lines.wide {
            names::places(&of_block)
        } else {
            Vec::new()
        };
        let mentions = of_block
            .iter()
            .map(|text| names::mentions(&places, text))
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
        let mut board = Self {
            lines,
            signs,
            labels,
            blocks,
            verse,
            taught,
            bags,
            terms,
            by_block: Vec::new(),
            linked: vec![false; texts.len()],
            texts,
            usual: 0.0,
            topics: Topics::default(),
            places,
            mentions,
            in_series: Vec::new(),
            queries: Queries::default(),
            page: strands::page_text(lines),
        };
        board.usual = board.usual_cosine();
        let speaks = |at: usize| {
            if board.texts.binary_search(&at).is_ok() {
                of_block.get(at).cloned().unwrap_or_default()
            } else {
                String::new()
            }
        };
        board.topics = Topics::new(&(0..blocks.len()).map(speaks).collect::<Vec<_>>());
        let (order, linked) = strands::strands(&board);
        let in_order = order
            .iter()
            .filter_map(|&text| board.texts.get(text).copied());
        board.texts = in_order.collect();
        board.linked = linked;
        board.by_block = board.texts.iter().copied().zip(0..).collect();
        board.by_block.sort_unstable();
        board.in_series = gaps::numbered_series(&board);
        let empty = Bag::new();
        let query = |(at, block): (usize, &Block)| match block.kind {
            Kind::Head | Kind::Caption => board.bag(at),
            _ => &empty,
        };
        let queries: Vec<&Bag> = blocks.iter().enumerate().map(query).collect();
        let texts: Vec<&Bag> = board.texts.iter().map(|&at| board.bag(at)).collect();
        board.queries = Queries::new(&board.terms, &queries, &texts);
        board
    }

    /// The cosine that two longer texts of the page have on average.
    fn usual_cosine(&self) -> f32 {
        const MOST: usize = 30;
        let long = |at: &&usize| cohesion::size(self.bag(**at)) > 60.0;
        let texts: Vec<usize> = self.texts.iter().filter(long).take(MOST).copied().collect();
        let (mut sum, mut pairs) = (0.0, 0.0);
        for (n, &a) in texts.iter().enumerate() {
            for &b in texts.iter().skip(n + 1) {
                sum += self.terms.cosine(self.bag(a), self.bag(b));
                pairs += 1.0;
            }
        }
        if pairs > 0.0 { sum / pairs } else { 0.1 }
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
    let count = board.texts.len().saturating_sub(1);
    let joins: Vec<f32> = (0..count).map(|gap| gaps::join_odds(board, gap)).collect();
    let mut joined: Vec<bool> = joins.iter().map(|odds| *odds > 0.0).collect();
    if count < MOST_TEXTS {
        improve(board, &joins, &mut joined);
    }
    settle::finish(board, &joins, &joined)
}

/// Changes one decision, or moves one border, while that is better.
fn improve(board: &Board, joins: &[f32], joined: &mut [bool]) {
    let mut order: Vec<usize> = (0..joins.len())
        .filter(|&gap| joins[gap].abs() < CERTAIN)
        .collect();
    order.sort_by(|&a, &b| joins[a].abs().total_cmp(&joins[b].abs()));
    let mut best = worth(board, joins, joined);
    let mut tries = 0;
    let mut attempt = |joined: &mut [bool], gaps: &[usize]| {
        tries += 1;
        if tries > MOST_TRIES {
            return false;
        }
        gaps.iter().for_each(|&gap| joined[gap] = !joined[gap]);
        let now = worth(board, joins, joined);
        let better = now > best + 1e-4;
        if better {
            best = now;
        } else {
            gaps.iter().for_each(|&gap| joined[gap] = !joined[gap]);
        }
        better
    };
    loop {
        let mut changed = false;
        for (n, &gap) in order.iter().enumerate() {
            changed |= attempt(joined, &[gap]);
            for &other in order.iter().take(n) {
                if joined[gap] != joined[other] {
                    changed |= attempt(joined, &[gap, other]);
                }
            }
        }
        if !changed {
            return;
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
    let found: Match = heads::match_heads(board, &runs);
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

/// Whether every title line of a head is a couplet: a kicker, if there is a headline.
pub(super) fn is_couplet(board: &Board, block: &Block) -> bool {
    let lines = board.lines.all.get(block.first..=block.last);
    lines
        .unwrap_or_default()
        .iter()
        .all(|line| couplet(line.text))
}
