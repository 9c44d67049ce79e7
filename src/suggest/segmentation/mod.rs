//! Proposing the segmentation of a page: articles as ordered segments with roles,
//! furniture, line breaks.
//!
//! Three steps. Lines are labelled, all at once (`features`, `label`). Runs of lines
//! that stay together form blocks (`blocks`). Blocks are assigned to articles and
//! put in order (`assign`, `heads`, `order`). Each step weighs many weak signs
//! against one another as log-odds; none decides alone.
//!
//! Pages in alphabetic scripts go another way (`alphabetic`).

mod accepted;
mod agreement;
mod alphabetic;
mod apart;
mod assign;
mod blocks;
mod breaks;
mod cohesion;
mod cues;
mod features;
mod follow;
mod forms;
mod gaps;
mod habits;
mod heads;
mod inside;
mod joints;
mod label;
mod lines;
mod matching;
mod memory;
mod names;
mod notices;
mod order;
mod output;
mod paragraphs;
mod pictures;
mod queries;
mod reasons;
mod relabel;
mod settle;
mod shadow;
mod strands;
mod taught;
mod topics;
mod trainer;
mod trust;
mod weights;

#[cfg(test)]
mod gold;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod one_paper;
#[cfg(test)]
mod spec;

use assign::Board;

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
    segment_lines(&lines, &signs, schema, learned)
}

/// The same for a page that is in no alphabetic script and whose lines show `signs`.
fn segment_lines(
    lines: &lines::Lines,
    signs: &[Vec<features::Feature>],
    schema: &Schema,
    learned: Option<&Learned>,
) -> Proposal {
    let (mut labels, taught) = taught::Taught::label(lines, signs, learned);
    let mut verse = relabel::settle_verse(lines, &mut labels, signs);
    relabel::settle_stories(lines, &mut labels, signs);
    relabel::settle_inserts(lines, &mut labels);
    let notices = notices::settle(lines, &mut labels, signs);
    let mut blocks = blocks::blocks(lines, &labels, signs, taught.habits);
    notices.close(&mut blocks, &mut verse);
    if let Some(single) = apart::single_titles(&blocks, &labels) {
        let board = Board::new(lines, signs, &labels, &single, &verse, &taught);
        blocks = apart::part(&board, blocks);
    }
    let first = Board::new(lines, signs, &labels, &blocks, &verse, &taught);
    let found = assign::assign(&first);
    let stories = pictures::stories(&first, &found, &found.runs);
    if stories.is_empty() {
        return output::proposal(&first, &found, schema);
    }
    let mut told = blocks.clone();
    for &story in &stories {
        if let Some(block) = told.get_mut(story) {
            block.story = true;
        }
    }
    let second = Board::new(lines, signs, &labels, &told, &verse, &taught);
    let better = assign::assign(&second);
    if pictures::all_headed(&second, &better, &stories) {
        output::proposal(&second, &better, schema)
    } else {
        output::proposal(&first, &found, schema)
    }
}
