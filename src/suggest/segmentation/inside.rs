//! Columns that begin in the middle of a paragraph, on a page whose paragraphs are indented.
//!
//! There a line at the margin is no first line. Where it cannot go on from the line above
//! either, the text above ended or was cut, and another one that was cut goes on.

use super::blocks::{Block, Kind};
use super::lines::{Ending, Line, Lines, Style};
use super::{joints, notices};

/// A line this much narrower than its column, in em, is the last of its paragraph.
const SHORT: f32 = 1.5;
/// A line this far in begins a paragraph, in em.
const INDENT: f32 = 0.9;
/// No quotation is looked for in more lines than this.
const MOST: usize = 24;

/// Whether the line stands at the margin on a page where first lines are indented.
fn at_margin(lines: &Lines, line: &Line) -> bool {
    lines.style == Style::Indented && line.indent < INDENT
}

/// Whether the line is the last one of a paragraph.
fn is_last(line: &Line) -> bool {
    line.ending == Ending::Final && line.column - line.width > SHORT && !line.is_long()
}

/// Whether line `at` of a text cannot go on from the line above it.
pub(super) fn resumes(lines: &Lines, at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| lines.all.get(above));
    let (Some(above), Some(line)) = (above, lines.all.get(at)) else {
        return false;
    };
    let short = above.column - above.width > SHORT && !above.is_long();
    at_margin(lines, line)
        && (short && (above.ending == Ending::Final || notices::is_date(above.text))
            || is_misquoted(lines, at))
}

/// Whether a quotation ends in or below line `at` that does not begin in its paragraph, and
/// the cut that this tells of is most likely here: where no word goes on.
fn is_misquoted(lines: &Lines, at: usize) -> bool {
    let indented = |line: &Line| line.indent >= INDENT;
    let from = at.saturating_sub(MOST);
    let rows = lines.all.get(from..at).unwrap_or_default();
    let Some(first) = rows.iter().rposition(indented).map(|row| from + row) else {
        return false;
    };
    let rows = lines.all.get(first..(at + MOST).min(lines.all.len()));
    let rows = rows.unwrap_or_default();
    let mut inside = rows
        .iter()
        .enumerate()
        .take_while(|(n, line)| *n == 0 || !indented(line) && line.gap <= lines.rhythm);
    let mark = |line: &Line| line.text.chars().find(|c| matches!(c, '“' | '”'));
    // A mark above that opens or closes rightly tells where to begin to look.
    let Some((row, closing)) = inside.find_map(|(n, line)| Some((n, mark(line)?))) else {
        return false;
    };
    if closing != '”' || first + row < at {
        return false;
    }
    let gain = |at: usize| {
        let text = |at: usize| lines.all.get(at).map_or("", |line| line.text);
        joints::word_gain(text(at - 1), text(at))
    };
    let best =
        (first + 1..=first + row).min_by(|&a, &b| gain(a).total_cmp(&gain(b)).then(b.cmp(&a)));
    best == Some(at)
}

/// Whether a text must go on from another one: it begins at the margin, and nothing stands
/// above it that could have pushed it there.
pub(super) fn is_continued(lines: &Lines, blocks: &[Block], at: usize) -> bool {
    let Some(block) = blocks.get(at) else {
        return false;
    };
    let above = at.checked_sub(1).and_then(|above| blocks.get(above));
    let line = lines.all.get(block.first);
    line.is_some_and(|line| at_margin(lines, line) && !line.is_long())
        && block.kind == Kind::Text
        && !block.dateline
        && !block.story
        && block.lead_word.is_none()
        && above.is_none_or(|above| above.kind != Kind::Head)
}

/// Whether a text can go on in the middle of a paragraph: its last sentence is open, or ends
/// where the line is full.
pub(super) fn can_go_on(lines: &Lines, block: &Block) -> bool {
    let last = lines.all.get(block.last);
    block.open_end
        || lines.style == Style::Indented
            && !block.signed
            && block.notes[1].is_none()
            && last.is_some_and(|line| !is_last(line) && !line.is_long())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::SourceText;

    const PAGE: &str = "\u{3000}\u{3000}去年冬天，曲老汉赶着马车往家拉\n烧柴，马受了惊，撞倒了邻居。\n\
        \u{3000}\u{3000}邻居花去医药费一万三千元，要他\n赔偿。\n有六人坐在自带的小板凳上，最小的乘客\n只有四岁。\n\
        \u{3000}\u{3000}经查，这些人是结伴去木耳菌包厂\n个东西”，实际上是给犯罪分子递梯子。按\n照规定，五年内不得使用。\n\
        \u{3000}\u{3000}特此通告，请各单位和个人相互转\n告，遵照执行，望大家周知并相互转告。\n2023年3月8日\n千元，要求赔偿；他说，要怪就怪摩托车，\n可骑车人没了影。\n";

    #[test]
    fn a_line_at_the_margin_after_an_end_goes_on_from_elsewhere() {
        let source = SourceText::new(PAGE);
        let lines = Lines::of(&source);
        assert_eq!(lines.style, Style::Indented);
        let found: Vec<usize> = (0..lines.all.len())
            .filter(|&at| resumes(&lines, at))
            .collect();
        assert_eq!(found, [4, 7, 12]);
    }

    #[test]
    fn quotations_that_are_complete_say_nothing() {
        let text = PAGE.replace("这些人", "“这些人");
        let source = SourceText::new(text.as_str());
        assert!(!resumes(&Lines::of(&source), 7));
        let flush = SourceText::new("一行。\n二行，\n三行”。");
        assert!((0..9).all(|at| !resumes(&Lines::of(&flush), at)));
    }
}
