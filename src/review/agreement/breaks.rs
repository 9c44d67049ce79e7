//! Where paragraphs end.

use std::collections::BTreeMap;

use super::counts::{Counts, share};
use crate::model::line_break::BreakKind;

/// Figures of line ends. Only those that gold decides count; one that the other layer
/// leaves open is no paragraph end, and not right either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BreakFigures {
    /// Paragraph ends.
    pub para: Counts,
    /// Line ends that both call the same.
    pub same: u64,
    /// Line ends that gold decides.
    pub decided: u64,
}

impl BreakFigures {
    pub(super) fn of(gold: &BTreeMap<u32, BreakKind>, other: &BTreeMap<u32, BreakKind>) -> Self {
        let mut figures = Self::default();
        for (line, wanted) in gold {
            let found = other.get(line);
            let (wanted_para, found_para) =
                (*wanted == BreakKind::Para, found == Some(&BreakKind::Para));
            figures.decided += 1;
            figures.same += u64::from(found == Some(wanted));
            figures.para.add(Counts {
                both: u64::from(wanted_para && found_para),
                gold: u64::from(wanted_para),
                other: u64::from(found_para),
            });
        }
        figures
    }

    /// Adds the counts of other pages.
    pub fn add(&mut self, more: &Self) {
        self.para.add(more.para);
        self.same += more.same;
        self.decided += more.decided;
    }

    /// The share of the line ends that gold decides on which both agree.
    pub fn accuracy(&self) -> Option<f64> {
        share(self.same, self.decided)
    }
}
