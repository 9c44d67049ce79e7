//! Verbs on line ends.

use super::{Outcome, Refusal};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, PageChange};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::text::span::Span;

/// Turns the line ends in `selection` (or the one of the caret's line) from soft
/// to paragraph end or back; all become the opposite of what the first one is.
///
/// `effective` says what a line end (by its upper line, from 1) is now, decided
/// or inferred. A line end without text after it cannot be decided.
///
/// # Errors
/// [`Refusal::NoLineBreak`] if there is none.
pub fn toggle(page: Page<'_>, selection: Span, effective: &dyn Fn(u32) -> BreakKind) -> Outcome {
    let lines = breaks_in(page, selection);
    let first = *lines.first().ok_or(Refusal::NoLineBreak)?;
    set(page, &lines, effective(first).other())
}

/// Decides line ends, each given by its upper line from 1.
///
/// # Errors
/// [`Refusal::AlreadySo`] if all are so.
pub fn set(page: Page<'_>, lines: &[u32], kind: BreakKind) -> Outcome {
    let mut draft = Draft::new(page);
    let mut changed = 0;
    for &line in lines {
        let after = LineBreak { line, kind };
        let change = match page.annotations.line_break(line) {
            Some(old) if old == kind => continue,
            Some(old) => Change::Replace {
                before: LineBreak { line, kind: old },
                after,
            },
            None => Change::Insert(after),
        };
        changed += 1;
        draft.push(PageChange::LineBreak(change));
    }
    let first = lines
        .first()
        .map_or(0, |line| line.saturating_sub(1) as usize);
    let label = EditLabel::new(Deed::SetLineBreak)
        .about(kind.as_str())
        .times(changed);
    draft
        .finish(label, page.source.line_span(first))
        .ok_or(Refusal::AlreadySo)
}

/// The upper lines (from 1) of the line ends that a selection or caret means:
/// lines with text that have text somewhere below them.
fn breaks_in(page: Page<'_>, selection: Span) -> Vec<u32> {
    let source = page.source;
    let last_text = (0..source.line_count())
        .rev()
        .find(|&line| !source.is_blank_line(line))
        .unwrap_or(0);
    let mut lines = source.lines_of(selection);
    if selection.is_empty() {
        // On a blank line the run of line ends belongs to the text above.
        let above = (0..=*lines.start())
            .rev()
            .find(|&line| !source.is_blank_line(line));
        let Some(above) = above else {
            return Vec::new();
        };
        lines = above..=above;
    }
    // The end of the last line is meant only if the selection goes beyond it.
    let beyond = source.line_span(*lines.end()).end() < selection.end();
    if !beyond && lines.start() < lines.end() {
        lines = *lines.start()..=lines.end() - 1;
    }
    lines
        .filter(|&line| line < last_text && !source.is_blank_line(line))
        .map(|line| line as u32 + 1)
        .collect()
}
