//! Why a query cannot be used, in words.

use super::i18n::Tr;
use crate::text::pattern::{MOST_TYPED, PatternError};

/// The sentence for a query that cannot be used.
pub fn sentence(tr: Tr, error: &PatternError) -> String {
    match error {
        PatternError::Empty => tr.get("pattern.empty").to_owned(),
        PatternError::TooLong => tr.with("pattern.too-long", &[("n", &MOST_TYPED)]),
        PatternError::TooLarge => tr.get("pattern.too-large").to_owned(),
        PatternError::Syntax(reason) => tr.with("pattern.syntax", &[("reason", reason)]),
    }
}
