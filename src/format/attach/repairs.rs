//! Line breaks and corrections of a record.

use std::collections::BTreeSet;

use super::Attacher;
use super::problem::Part;
use crate::edit::op::{Change, PageChange};
use crate::format::pages::{CorrectionRecord, PageRecord};
use crate::model::correction::Correction;
use crate::model::id::CorrectionId;
use crate::model::line_break::LineBreak;
use crate::text::span::Span;
use crate::text::span_index::SpanIndex;

impl Attacher<'_> {
    /// What the ends of lines mean.
    pub(super) fn line_breaks(&mut self, record: &PageRecord) {
        let lines = self.source.line_count();
        let mut seen = BTreeSet::new();
        for (number, kind) in &record.line_breaks {
            let line = match &number.0 {
                Ok(line) => *line,
                Err(key) => {
                    let message = "this is not the number of a line; write digits only";
                    self.problem(format_args!("line break {key}"), message);
                    continue;
                }
            };
            let place = format_args!("line break {line}");
            if line == 0 || line as usize > lines {
                let message = format!("the page has the lines 1 to {lines}");
                self.problem(place, message);
            } else if let Err(instead) = &kind.0 {
                let message = format!("{instead} is neither \"soft\" nor \"para\"");
                self.problem(place, message);
            } else if !seen.insert(line) {
                self.problem(place, "the line is there twice; the first was kept");
            } else if let Ok(kind) = kind.0 {
                self.insert(PageChange::LineBreak, LineBreak { line, kind });
            }
        }
    }

    /// Stand-off repairs of the text.
    pub(super) fn corrections(&mut self, record: &PageRecord) {
        let mut taken = SpanIndex::default();
        for (index, correction) in record.corrections.iter().enumerate() {
            match self.correction(correction, &taken) {
                Ok((span, replacement)) => {
                    taken.insert(span, index);
                    let id = CorrectionId::new();
                    self.insert(
                        PageChange::Correction,
                        Correction {
                            id,
                            span,
                            replacement,
                        },
                    );
                }
                Err(message) => {
                    let part = Part {
                        kind: "correction",
                        index,
                        id: None,
                    };
                    self.problem(part, message);
                }
            }
        }
    }

    /// The corrections that were kept, and what they write.
    pub(super) fn corrected(&self) -> impl Iterator<Item = (Span, &str)> {
        self.out.changes.iter().filter_map(|change| match change {
            PageChange::Correction(Change::Insert(it)) => Some((it.span, it.replacement.as_str())),
            _ => None,
        })
    }

    fn correction(
        &self,
        record: &CorrectionRecord,
        taken: &SpanIndex<usize>,
    ) -> Result<(Span, String), String> {
        let span = self.span(&record.start, &record.end)?;
        if let Some((other, _)) = taken.overlapping(span).next() {
            return Err(format!(
                "{span} overlaps the correction of {other}, which was kept; join the two"
            ));
        }
        let replacement = record
            .to
            .clone()
            .ok_or("it does not say how the text should read; to delete, write \"to\": \"\"")?;
        Ok((span, replacement))
    }
}
