//! Reading text of articles and the meaning of line ends, as the session shows them.

use crate::edit::draft::Page;
use crate::model::line_break::BreakKind;
use crate::text::projection::{Break, BreakContext};

/// What a line end (by its upper line, from 1) means: as decided, else as inferred.
pub fn effective_break(page: Page<'_>, context: &BreakContext, line: u32) -> BreakKind {
    let inferred = || inferred_break(context, line).unwrap_or(BreakKind::Soft);
    page.annotations.line_break(line).unwrap_or_else(inferred)
}

/// What a line end seems to be; `None` if no text follows it.
pub fn inferred_break(context: &BreakContext, line: u32) -> Option<BreakKind> {
    context.infer(line).map(|inference| match inference.kind {
        Break::Para => BreakKind::Para,
        Break::Soft => BreakKind::Soft,
    })
}
