//! The reading text: raw text as it should read, with an exact map both ways.
//!
//! A projection takes segments of one raw text in reading order, joins hard
//! line wraps, applies corrections and remembers for every character where it
//! came from. One projection serves the reading view, export, dictionary
//! matching, propagation and search, so that a name cut by a line break is one
//! name everywhere. What segments, decisions and corrections *are* is not known
//! here: they come in as plain values.
//!
//! # What the reading text is
//!
//! **Line breaks.** The line ends and blank lines between two lines with text
//! are one break. It belongs to the upper line: the last line with text before
//! it. An explicit decision for that line holds for the whole run; without one
//! the break is inferred ([`BreakContext`]).
//!
//! - [`Break::Para`] gives one `\n`.
//! - [`Break::Soft`] joins the lines. Nothing is inserted between Han, kana and
//!   full-width characters, nor between them and Latin letters or digits. Between
//!   two words of a script that writes spaces (Latin, Cyrillic, Hangul …), numbers
//!   and their punctuation included, one space is inserted.
//! - A hyphen at the line end (`-`, `‐`, soft hyphen, `¬`) between letters is
//!   dropped and the halves are joined when the lower half begins in lower case;
//!   otherwise it is kept and no space is inserted after it.
//!
//! **Segments.** Between two segments that have text stands one `\n`. A segment
//! without text leaves no trace. Running text that goes on from one segment to the
//! next (`flows`), as a body does that another story interrupts, is joined
//! instead, where no paragraph ends between them:
//!
//! - Where nothing but white space parts the two in the raw text, the break between
//!   them is one like any other; on one line the text simply goes on.
//! - Elsewhere a decision for the last line of the upper segment holds, if the segment
//!   has the end of that line. Without one the paragraph goes on where spelling and
//!   punctuation say so, or where the upper segment ends with a full line in mid-sentence
//!   and the lower one does not begin like a paragraph or an item.
//!
//! **White space.** White space at the beginning and the end of a line is
//! dropped, indents included; inside a line it is kept as it is. No space is
//! inserted beside one that is there. A carriage return that ends no line counts
//! as a soft break. Other control characters are text.
//!
//! **Corrections.** The raw text that a correction covers, line breaks and blank
//! lines included, becomes its replacement. Where a correction deletes all that
//! stands between two breaks they become one, a paragraph if either was. Line
//! ends in replacements are written `\n`. Where the replacement begins or ends
//! like the raw text, those characters count as copied; only what differs counts
//! as replaced.
//!
//! # Input that breaks the rules
//!
//! Nothing panics. Segments are cut to the text; an empty one and one that
//! overlaps an earlier one are left out. A correction that is empty, that
//! overlaps one that begins before it or that does not lie wholly inside one
//! segment is not applied.

mod across;
mod break_rule;
mod build;
mod input;
mod join;
mod line_shape;
mod map;

#[cfg(test)]
mod gold;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod spec;
#[cfg(test)]
mod spec_breaks;

pub use break_rule::{BreakContext, Inference, Reason};
pub use join::{between, is_wide, is_word};
pub use line_shape::{ends_final, holds_sentence, opens_like_item, opens_with_mark};
pub use map::{ReadingText, SegmentText};

use super::source::SourceText;
use super::span::Span;

/// What the break between two lines with text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Break {
    /// A hard wrap inside a paragraph: the lines are joined.
    Soft,
    /// The end of a paragraph.
    Para,
}

impl Break {
    /// The break that two breaks with nothing between them make.
    fn with(self, other: Option<Self>) -> Self {
        if other == Some(Self::Para) {
            Self::Para
        } else {
            self
        }
    }
}

/// Which way to go from a position that has no exact counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bias {
    /// To the end of what comes before it.
    Before,
    /// To the start of what comes after it.
    After,
}

/// Everything that a reading text depends on.
#[derive(Clone, Copy)]
pub struct ProjectionInput<'a> {
    /// The raw text.
    pub source: &'a SourceText,
    /// The segments in reading order; no two should overlap.
    pub segments: &'a [Span],
    /// For each segment, whether it is running text that goes on from the segment
    /// before it; none beyond the end does.
    pub flows: &'a [bool],
    /// The explicit decision for the break below a line, counted from 1.
    pub breaks: &'a dyn Fn(u32) -> Option<Break>,
    /// What is inferred for the breaks without a decision: made of `source`.
    pub inferred: &'a BreakContext,
    /// Raw spans and what they should read, sorted; no two should overlap.
    pub corrections: &'a [(Span, &'a str)],
}

impl ProjectionInput<'_> {
    /// Makes the reading text. Time is linear in the length of the segments.
    pub fn project(&self) -> ReadingText {
        build::project(self)
    }

    /// Makes the reading text of the whole page as one segment, in the order of
    /// the raw text; `segments` is not looked at.
    pub fn project_page(&self) -> ReadingText {
        build::project(&ProjectionInput {
            segments: &[self.source.span()],
            flows: &[],
            ..*self
        })
    }
}
