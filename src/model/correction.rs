//! Stand-off repair of the raw text.

use super::id::CorrectionId;
use crate::text::span::Span;

/// A stretch of raw text and what it should read.
///
/// Invariant: the span is not empty and no two corrections of one layer of a
/// document overlap.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// Its identity.
    pub id: CorrectionId,
    /// The raw text that is wrong, in code points.
    pub span: Span,
    /// The right text; empty to delete.
    pub replacement: String,
}
