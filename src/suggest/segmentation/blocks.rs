//! Forming blocks: runs of lines that stay together whatever article they go to.

use super::cues;
use super::features::Feature;
use super::label::Label;
use super::lines::{Ending, Lines};

/// What a block is for its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Running text.
    Text,
    /// One or more lines of titles, subheadlines and bylines that stand together.
    Head,
    /// A caption, or the text of a picture story.
    Caption,
    /// Text that belongs to no article.
    Furniture,
}

/// A run of lines of one kind.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its first line, as an index into the lines with text.
    pub first: usize,
    /// Its last line.
    pub last: usize,
    /// Whether it begins with a dateline.
    pub dateline: bool,
    /// Whether its last sentence is left open.
    pub open_end: bool,
    /// Whether it begins inside a sentence.
    pub open_start: bool,
    /// Whether it is a picture story: a caption without a mark.
    pub story: bool,
}

/// The longest text of a picture story, in lines and characters.
const STORY: (usize, usize) = (8, 260);

/// The blocks of a page in the order of the raw text.
pub(super) fn blocks(lines: &Lines, labels: &[Label], signs: &[Vec<Feature>]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let kind = kind(label);
        let joins = blocks.last().is_some_and(|block| {
            block.kind == kind && belongs_together(lines, labels, signs, at, kind)
        });
        match blocks.last_mut() {
            Some(block) if joins => block.last = at,
            _ => blocks.push(Block {
                kind,
                first: at,
                last: at,
                dateline: label == Label::Dateline,
                open_end: false,
                open_start: label == Label::Body,
                story: false,
            }),
        }
    }
    for block in &mut blocks {
        finish(block, lines);
    }
    split_long_heads(blocks)
}

fn kind(label: Label) -> Kind {
    match label {
        _ if label.is_text() => Kind::Text,
        _ if label.is_caption() => Kind::Caption,
        Label::Furniture => Kind::Furniture,
        _ => Kind::Head,
    }
}

/// Whether line `at` continues the block of the line before it, of the same kind.
fn belongs_together(
    lines: &Lines,
    labels: &[Label],
    signs: &[Vec<Feature>],
    at: usize,
    kind: Kind,
) -> bool {
    let (Some(line), Some(above), Some(label)) =
        (lines.all.get(at), lines.all.get(at - 1), labels.get(at))
    else {
        return false;
    };
    match kind {
        Kind::Furniture => false,
        Kind::Caption => *label == Label::CaptionBody,
        Kind::Head => {
            line.gap == 0
                || line.gap <= lines.rhythm
                    && signs
                        .get(at)
                        .is_some_and(|s| s.contains(&Feature::OpenStanza))
                    && signs
                        .get(at - 1)
                        .is_some_and(|s| s.contains(&Feature::OpenStanza))
        }
        Kind::Text => {
            let ended = above.ending == Ending::Final;
            let paragraph = *label != Label::Body;
            let wider = (line.column - above.column).abs() > 0.15 * line.column.min(above.column);
            *label != Label::Dateline
                && !(ended && paragraph && (lines.set_off(at) || wider) && !above.is_long())
        }
    }
}

impl super::lines::Line<'_> {
    /// Whether the line is a whole paragraph.
    pub fn is_long(&self) -> bool {
        self.width > super::lines::LONG
    }
}

fn finish(block: &mut Block, lines: &Lines) {
    let ending = lines.all.get(block.last).map(|line| line.ending);
    block.open_end = ending.is_some_and(|ending| ending != Ending::Final);
    if block.kind == Kind::Text && block.last - block.first < STORY.0 {
        let text = lines.compact(block.first, block.last);
        if cues::caption_end(&text) && text.chars().count() <= STORY.1 {
            block.kind = Kind::Caption;
            block.story = true;
        }
    }
}

/// Takes apart collections of heads: more lines than any one article has.
fn split_long_heads(blocks: Vec<Block>) -> Vec<Block> {
    const MOST: usize = 6;
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        if block.kind == Kind::Head && block.last - block.first >= MOST {
            out.extend((block.first..=block.last).map(|at| Block {
                first: at,
                last: at,
                ..block.clone()
            }));
        } else {
            out.push(block);
        }
    }
    out
}
