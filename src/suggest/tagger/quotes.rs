//! Which quotation marks a unit stands between.

use std::ops::Range;

use super::units::{Class, Units};

/// How far a closing mark may be from its opening one, in units.
const LONGEST: usize = 60;

/// The innermost quotation marks or title marks around a unit, themselves included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    /// The unit of the opening mark.
    pub open: usize,
    /// The unit of the closing mark, if it is near in the same line.
    pub close: Option<usize>,
}

/// The marks around each unit of a line.
pub(super) fn quotes(units: &Units, line: &Range<usize>) -> Vec<Option<Quote>> {
    let mut found = vec![None; line.len()];
    let mut open = Vec::new();
    for at in line.clone() {
        let Some(unit) = units.all.get(at) else {
            continue;
        };
        match unit.class {
            Class::QuoteOpen | Class::TitleOpen => open.push(at),
            Class::QuoteClose | Class::TitleClose => {
                let Some(start) = open.pop().filter(|start| at - start <= LONGEST) else {
                    continue;
                };
                let quote = Quote {
                    open: start,
                    close: Some(at),
                };
                let inside = found.get_mut(start - line.start..=at - line.start);
                for slot in inside.unwrap_or_default() {
                    slot.get_or_insert(quote);
                }
            }
            _ => {}
        }
    }
    found
}
