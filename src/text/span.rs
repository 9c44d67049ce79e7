//! A stretch of raw text: two code-point offsets, end exclusive.

use std::fmt;

use super::offset::CharOffset;

/// A half-open range of code points, `start..end`.
///
/// Invariant: `start <= end`. An empty span is a caret position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: CharOffset,
    end: CharOffset,
}

impl Span {
    /// The span between two offsets given in any order.
    pub fn between(a: CharOffset, b: CharOffset) -> Self {
        Self {
            start: a.min(b),
            end: a.max(b),
        }
    }

    /// The span `start..end` in code points; `None` if it would run backwards.
    pub fn new(start: u32, end: u32) -> Option<Self> {
        (start <= end).then_some(Self {
            start: CharOffset(start),
            end: CharOffset(end),
        })
    }

    /// The empty span at `offset`.
    pub fn caret(offset: CharOffset) -> Self {
        Self {
            start: offset,
            end: offset,
        }
    }

    /// The first code point of the span.
    pub fn start(self) -> CharOffset {
        self.start
    }

    /// One past the last code point of the span.
    pub fn end(self) -> CharOffset {
        self.end
    }

    /// The length in code points.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no code point.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the code point after `offset` is inside.
    pub fn contains(self, offset: CharOffset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether a caret at `offset` stands inside or at an end.
    pub fn touches(self, offset: CharOffset) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one code point.
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The code points that both share; `None` if they share none.
    pub fn intersection(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        })
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// What is left of the span without `other`: the part before, the part after.
    pub fn without(self, other: Self) -> [Option<Self>; 2] {
        if !self.overlaps(other) {
            return [Some(self), None];
        }
        let before = Self::between(self.start, other.start.max(self.start));
        let after = Self::between(other.end.min(self.end), self.end);
        [before, after].map(|part| (!part.is_empty()).then_some(part))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn a_span_cannot_run_backwards() {
        assert_eq!(Span::new(3, 2), None);
        assert_eq!(Span::between(CharOffset(3), CharOffset(2)), span(2, 3));
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!span(0, 2).overlaps(span(2, 4)));
        assert_eq!(span(0, 3).intersection(span(2, 4)), Some(span(2, 3)));
        assert!(!span(1, 1).overlaps(span(0, 4)));
    }

    #[test]
    fn cutting_leaves_what_lies_outside() {
        assert_eq!(
            span(0, 10).without(span(3, 5)),
            [Some(span(0, 3)), Some(span(5, 10))]
        );
        assert_eq!(span(0, 10).without(span(0, 5)), [None, Some(span(5, 10))]);
        assert_eq!(span(3, 5).without(span(0, 10)), [None, None]);
        assert_eq!(span(3, 5).without(span(5, 9)), [Some(span(3, 5)), None]);
    }
}
