//! What the list of corrections shows, made once per change of the page.

use super::correct_field::one_line;
use crate::model::annotations::Annotations;
use crate::model::id::CorrectionId;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A row shows at most so many code points of a text.
const SHOWN: usize = 60;

/// The corrections that fit a filter, in text order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CorrectionsData {
    /// All corrections of the page.
    pub total: usize,
    /// Those that fit.
    pub rows: Vec<CorrectionRow>,
}

/// One correction.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrectionRow {
    /// The correction.
    pub id: CorrectionId,
    /// Where it is.
    pub span: Span,
    /// Its first line, from 1.
    pub line: usize,
    /// The raw text, on one line.
    pub raw: String,
    /// The right text, on one line; empty where text is deleted.
    pub right: String,
}

impl CorrectionsData {
    /// The corrections in which `filter` stands, on either side of the arrow, or
    /// whose line it is.
    pub fn of(source: &SourceText, annotations: &Annotations, filter: &str) -> Self {
        let mut data = Self::default();
        for correction in annotations.corrections() {
            data.total += 1;
            let raw = source.slice(correction.span);
            let line = source.line_of(correction.span.start()) + 1;
            let fits = raw.contains(filter)
                || correction.replacement.contains(filter)
                || filter.parse() == Ok(line);
            if fits {
                data.rows.push(CorrectionRow {
                    id: correction.id,
                    span: correction.span,
                    line,
                    raw: cut(&one_line(raw)),
                    right: cut(&one_line(&correction.replacement)),
                });
            }
        }
        data
    }
}

fn cut(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}
