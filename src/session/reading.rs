//! Reading text of articles and the meaning of line ends, as the session shows them.

use crate::edit::draft::Page;
use crate::model::line_break::BreakKind;
use crate::text::projection::{Break, BreakContext};

/// What a line end (by its upper line, from 1) means: as decided, else as inferred.
pub fn effective_break(page: Page<'_>, context: &BreakContext, line: u32) -> BreakKind {
    let inferred = || match context.infer(line).map(|inference| inference.kind) {
        Some(Break::Para) => BreakKind::Para,
        _ => BreakKind::Soft,
    };
    page.annotations.line_break(line).unwrap_or_else(inferred)
}
