//! Forming blocks: runs of lines that stay together whatever article they go to.

use super::cues;
use super::features::Feature;
use super::habits::Habits;
use super::inside;
use super::label::Label;
use super::lines::{Ending, Lines, Style};
use crate::text::span::Span;

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
    /// Whether it ends with a signature and its date.
    pub signed: bool,
    /// Whether it is a picture story: a caption without a mark.
    pub story: bool,
    /// How many characters of mark and lead word it begins with, if it is a brief.
    pub lead_word: Option<usize>,
    /// Notes of continuation inside its first and its last line.
    pub notes: [Option<Span>; 2],
}

impl Block {
    /// The block with these lines only.
    pub fn of_lines(&self, first: usize, last: usize) -> Self {
        Self {
            first,
            last,
            ..self.clone()
        }
    }
}

/// The longest text of a picture story, in lines and characters.
const STORY: (usize, usize) = (8, 260);

/// The blocks of a page in the order of the raw text.
pub(super) fn blocks(
    lines: &Lines,
    labels: &[Label],
    signs: &[Vec<Feature>],
    habits: Habits,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let kind = kind(label);
        let joins = blocks.last().is_some_and(|block| {
            block.kind == kind
                && !ends_article(habits, labels, at)
                && belongs_together(lines, labels, signs, at, kind)
        });
        match blocks.last_mut() {
            Some(block) if joins => block.last = at,
            _ => blocks.push(Block {
                kind,
                first: at,
                last: at,
                dateline: label == Label::Dateline,
                open_end: false,
                signed: false,
                story: false,
                lead_word: None,
                notes: [None, None],
            }),
        }
    }
    for block in &mut blocks {
        finish(block, lines);
    }
    mark_continued(&mut blocks, lines);
    mark_credited(&mut blocks, lines);
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

/// Whether the line before `at` is a byline in a paper that ends its texts with them.
fn ends_article(habits: Habits, labels: &[Label], at: usize) -> bool {
    let label = |at: Option<usize>| at.and_then(|at| labels.get(at)).copied();
    habits.byline_after > 0.0
        && label(at.checked_sub(1)) == Some(Label::Byline)
        && label(Some(at)) != Some(Label::Byline)
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
        Kind::Head if follows_byline(lines, labels, signs, at) => false,
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
            let starts = *label == Label::Dateline
                || signs.get(at).is_some_and(|s| {
                    s.contains(&Feature::Brief) || s.contains(&Feature::Salutation)
                });
            let ended = above.ending == Ending::Final;
            let indented = lines.style == Style::Indented;
            let paragraph = *label != Label::Body || indented && line.indent >= 0.9;
            let wider = (line.column - above.column).abs() > 0.15 * line.column.min(above.column);
            let apart = lines.set_off(at) && !above.is_long();
            // An open line before an indented one: the column ended there.
            let leads = above.text.ends_with(['：', ':']);
            let cut = !ended && !leads && paragraph && line.indent >= 0.9 && indented;
            let resumes = !paragraph && inside::resumes(lines, at);
            !(starts || apart || cut || resumes || ended && paragraph && wider && !above.is_long())
        }
    }
}

/// Whether a byline that ends something stands above the title in line `at`: that of a letter
/// before its answer, or of another article.
fn follows_byline(lines: &Lines, labels: &[Label], signs: &[Vec<Feature>], at: usize) -> bool {
    let label = |at: usize| labels.get(at).copied();
    let Some(above) = at.checked_sub(1) else {
        return false;
    };
    let colon = signs
        .get(at)
        .is_some_and(|signs| signs.contains(&Feature::NarrowColon));
    let title = label(at).is_some_and(Label::is_title);
    label(above) == Some(Label::Byline) && (colon || title && !lines.set_off(above))
}

impl super::lines::Line<'_> {
    /// Whether the line is a whole paragraph.
    pub fn is_long(&self) -> bool {
        self.width > super::lines::LONG
    }
}

fn finish(block: &mut Block, lines: &Lines) {
    let (Some(first), Some(last)) = (lines.all.get(block.first), lines.all.get(block.last)) else {
        return;
    };
    block.open_end = last.ending != Ending::Final;
    if block.kind != Kind::Text {
        return;
    }
    block.lead_word = cues::lead_word(first.text);
    let credited = || cues::caption_end(&lines.compact(block.first, block.last));
    if !block.dateline && is_short(block, lines) && credited() {
        block.kind = Kind::Caption;
        block.story = true;
        return;
    }
    if let Some(length) = cues::note_before(first.text) {
        block.notes[0] = Some(Span::between(
            first.span.start(),
            first.span.start() + length,
        ));
    }
    if let Some(length) = cues::note_after(last.text) {
        block.notes[1] = Some(Span::between(last.span.end().back(length), last.span.end()));
        block.open_end = false;
    }
    // Nothing but notes.
    let start = block.notes[0].map_or(first.span.start(), Span::end);
    let end = block.notes[1].map_or(last.span.end(), Span::start);
    if start >= end || lines.source.trim(Span::between(start, end)).is_none() {
        block.kind = Kind::Furniture;
        block.notes = [None, None];
    }
}

/// A text before a note that it goes on elsewhere is not open; one after a note that it
/// comes from elsewhere begins an article.
fn mark_continued(blocks: &mut [Block], lines: &Lines) {
    for at in 1..blocks.len() {
        let Some([above, note]) = blocks.get_mut(at - 1..=at) else {
            continue;
        };
        let text = lines.all.get(note.first).map_or("", |line| line.text);
        if note.kind == Kind::Furniture && cues::goes_on(text) {
            above.open_end = false;
        }
    }
}

/// A short text above the line of its photographer is the caption of a picture story.
fn mark_credited(blocks: &mut [Block], lines: &Lines) {
    for at in 1..blocks.len() {
        let Some([text, credit]) = blocks.get_mut(at - 1..=at) else {
            continue;
        };
        let credited = credit.kind == Kind::Head
            && !lines.set_off(credit.first)
            && cues::takes_picture(&lines.compact(credit.first, credit.first));
        let plain = text.kind == Kind::Text && !text.dateline && !text.open_end;
        if credited && plain && is_short(text, lines) {
            text.kind = Kind::Caption;
            text.story = true;
        }
    }
}

/// Whether a block is no longer than a picture story.
fn is_short(block: &Block, lines: &Lines) -> bool {
    let text = lines.compact(block.first, block.last);
    block.last - block.first < STORY.0 && text.chars().count() <= STORY.1
}

/// Takes apart collections of heads: more lines than any one article has.
fn split_long_heads(blocks: Vec<Block>) -> Vec<Block> {
    const MOST: usize = 6;
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        if block.kind == Kind::Head && block.last - block.first >= MOST {
            out.extend((block.first..=block.last).map(|at| block.of_lines(at, at)));
        } else {
            out.push(block);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::SourceText;

    fn stories(text: &str, labels: &[Label]) -> Vec<bool> {
        let source = SourceText::new(text);
        let lines = Lines::of(&source);
        let blocks = blocks(&lines, labels, &[], Habits::default());
        blocks.iter().map(|block| block.story).collect()
    }

    #[test]
    fn a_short_text_above_its_photographer_is_a_picture_story() {
        let labels = [Label::Lead, Label::Byline];
        let text = "茶女在雾里采茶，比去年早六天。\n通讯员 左某某 摄\n";
        assert_eq!(stories(text, &labels), [true, false]);
        // Who wrote it, or a credit that stands apart.
        let text = "茶女在雾里采茶，比去年早六天。\n通讯员 左某某\n";
        assert_eq!(stories(text, &labels), [false, false]);
        let text = "茶女在雾里采茶，比去年早六天。\n\n通讯员 左某某 摄\n";
        assert_eq!(stories(text, &labels), [false, false]);
    }
}
