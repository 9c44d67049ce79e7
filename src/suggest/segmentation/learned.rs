//! What the pages that editors accepted teach: the weights of line labels, and lines
//! that are furniture in this paper.

use std::collections::BTreeSet;

use super::label::Weights;
use crate::model::annotations::Annotations;
use crate::text::source::SourceText;

/// What was learned from accepted pages. The same pages give the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learned {
    weights: Weights,
    furniture: BTreeSet<String>,
}

impl Learned {
    /// Learns from pages with their accepted annotations.
    pub fn train<'a>(pages: impl Iterator<Item = (&'a SourceText, &'a Annotations)>) -> Self {
        let mut learned = Self::default();
        for (source, annotations) in pages {
            for segment in annotations.segments().filter(|s| s.article().is_none()) {
                for line in source.lines_of(segment.span) {
                    learned.furniture.insert(compact(source.line(line)));
                }
            }
        }
        learned.furniture.remove("");
        learned
    }

    /// The weights for labelling lines.
    pub(super) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Whether a line, given without white space, was furniture.
    pub(super) fn is_furniture(&self, line: &str) -> bool {
        self.furniture.contains(line)
    }
}

fn compact(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).collect()
}
