//! Proposing the segmentation of a page: articles as ordered segments with roles,
//! furniture, line breaks.
//!
//! Three steps. Lines are labelled, all at once (`features`, `label`). Runs of lines
//! that stay together form blocks (`blocks`). Blocks are assigned to articles and
//! put in order (`assign`, `heads`, `order`). Each step weighs many weak signs
//! against one another as log-odds; none decides alone.
//!
//! Pages in alphabetic scripts go another way (`alphabetic`).

mod alphabetic;
mod assign;
mod blocks;
mod breaks;
mod cohesion;
mod cues;
mod features;
mod gaps;
mod heads;
mod label;
mod lines;
mod matching;
mod names;
mod order;
mod output;
mod queries;
mod reasons;
mod settle;
mod shadow;
mod strands;
mod weights;

#[cfg(test)]
mod gold;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod spec;

use crate::model::evidence::Proposal;
use crate::model::schema::Schema;
use crate::text::source::SourceText;

pub use learned::Learned;

mod learned;

/// Proposes articles, furniture and line breaks for a page.
pub(super) fn segment(source: &SourceText, schema: &Schema, learned: Option<&Learned>) -> Proposal {
    let lines = lines::Lines::of(source);
    let known = |text: &str| learned.is_some_and(|it| it.is_furniture(text));
    if alphabetic::is_alphabetic(&lines) {
        return alphabetic::segment(&lines, schema, &known);
    }
    let signs = features::features(&lines, &known);
    let fresh = label::Weights::default();
    let weights = learned.map_or(&fresh, Learned::weights);
    let mut labels = weights.decode(&signs);
    let verse = blocks::settle_verse(&lines, &mut labels, &signs);
    let blocks = blocks::blocks(&lines, &labels, &signs);
    let board = assign::Board::new(&lines, &signs, &labels, &blocks, &verse);
    let found = assign::assign(&board);
    output::proposal(&board, &found, schema)
}
