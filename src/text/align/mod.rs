//! Which stretch of one text is which of another: two readings of the same page.
//!
//! Only ink is compared. Where lines end, how many blank lines there are and where
//! spaces stand may differ as it likes; white space finds its place by its
//! neighbours. What is equal is mapped exactly, also if it stands elsewhere in the
//! new text, as where another reader took the columns in another order.
//!
//! # How
//!
//! Long runs that occur once in both texts come first, whatever their order; then
//! what lies between two neighbours that are neighbours in both texts is compared
//! character by character (Myers 1986); then shorter runs and single lines are
//! looked for in what is left. Time is about linear in the length of the texts,
//! memory is: some forty bytes a character at the most.

mod blocks;
mod ink;
mod map;
mod myers;
mod shared;

#[cfg(test)]
mod laws;

pub use map::{LineEnd, Mapped, Piece, Stretch};

use blocks::{Block, Blocks, Gap};
use ink::Ink;

use super::source::SourceText;

/// What two texts have in common, and where.
#[derive(Debug)]
pub struct Alignment {
    old_source: SourceText,
    new_source: SourceText,
    old: Ink,
    new: Ink,
    blocks: Blocks,
}

/// Runs of this many characters that are unique in both texts hold whatever they
/// are, those of the second size if they weigh enough.
const LONG: [(usize, u32); 2] = [(24, 0), (12, 20)];
/// The same for runs that are looked for only in what is left at the end.
const SHORT: (usize, u32) = (6, 14);

impl Alignment {
    /// Aligns two texts.
    pub fn of(old: &SourceText, new: &SourceText) -> Self {
        let ink = [Ink::of(old), Ink::of(new)];
        let blocks = align(&ink[0], &ink[1]);
        let [old_ink, new_ink] = ink;
        Self {
            old_source: old.clone(),
            new_source: new.clone(),
            old: old_ink,
            new: new_ink,
            blocks,
        }
    }

    /// The old text.
    pub fn old(&self) -> &SourceText {
        &self.old_source
    }

    /// The new text.
    pub fn new_text(&self) -> &SourceText {
        &self.new_source
    }

    /// How many characters that are not white space the texts have in common.
    pub fn shared(&self) -> u32 {
        self.blocks.list().iter().map(|block| block.len).sum()
    }

    /// How many characters that are not white space the old and the new text have.
    pub fn ink(&self) -> (u32, u32) {
        (self.old.len(), self.new.len())
    }
}

fn align(old: &Ink, new: &Ink) -> Blocks {
    if old.chars == new.chars {
        let whole = Block {
            old: 0,
            new: 0,
            len: old.len(),
        };
        return Blocks::new(vec![whole]);
    }
    let mut blocks = Blocks::default();
    for (k, weight) in LONG {
        blocks = shared::add_runs(blocks, old, new, k, weight);
    }
    blocks = fill_gaps(blocks, old, new);
    let before = blocks.list().len();
    blocks = shared::add_runs(blocks, old, new, SHORT.0, SHORT.1);
    blocks = shared::add_lines(blocks, old, new);
    if blocks.list().len() > before {
        blocks = fill_gaps(blocks, old, new);
    }
    blocks = go_on_behind(blocks, old, new);
    blocks = go_on_ahead(blocks, old, new);
    blocks.slid(old, new)
}

/// Follows blocks that were moved beyond their ends, over a character that differs.
fn go_on_behind(blocks: Blocks, old: &Ink, new: &Ink) -> Blocks {
    let mut found = Vec::new();
    for place in 0..blocks.list().len() {
        if let Some(mut gap) = blocks.behind(place, old.len(), new.len()) {
            let most = window(gap);
            gap.old.1 = gap.old.1.min(gap.old.0 + most);
            gap.new.1 = gap.new.1.min(gap.new.0 + most);
            compare(gap, old, new, &mut found);
        }
    }
    blocks.with(found)
}

/// As [`go_on_behind`] in the other direction.
fn go_on_ahead(blocks: Blocks, old: &Ink, new: &Ink) -> Blocks {
    let mut found = Vec::new();
    for place in 0..blocks.list().len() {
        if let Some(mut gap) = blocks.ahead(place, old.len(), new.len()) {
            let most = window(gap);
            gap.old.0 = gap.old.0.max(gap.old.1.saturating_sub(most));
            gap.new.0 = gap.new.0.max(gap.new.1.saturating_sub(most));
            compare(gap, old, new, &mut found);
        }
    }
    blocks.with(found)
}

/// How far two sides that end somewhere else are compared: the shorter one, with a
/// few characters more in the other.
fn window(gap: Gap) -> u32 {
    (gap.old.1 - gap.old.0).min(gap.new.1 - gap.new.0) + 4
}

/// Adds what the gaps have in common that both texts have in the same place.
fn fill_gaps(blocks: Blocks, old: &Ink, new: &Ink) -> Blocks {
    let mut found = Vec::new();
    for place in 0..=blocks.list().len() {
        let Some(gap) = blocks.gap(place, old.len(), new.len()) else {
            continue;
        };
        compare(gap, old, new, &mut found);
    }
    blocks.with(found)
}

/// Adds the runs that both sides of a gap share in order, without those of chance.
fn compare(gap: Gap, old: &Ink, new: &Ink, found: &mut Vec<Block>) {
    let (a, b) = (
        old.slice(gap.old.0, gap.old.1),
        new.slice(gap.new.0, gap.new.1),
    );
    let runs = myers::shared_in_order(a, b);
    let runs = myers::grown(myers::without_chance(runs, a.len(), b.len()), a, b);
    found.extend(runs.into_iter().map(|(at_old, at_new, len)| Block {
        old: gap.old.0 + at_old as u32,
        new: gap.new.0 + at_new as u32,
        len: len as u32,
    }));
}
