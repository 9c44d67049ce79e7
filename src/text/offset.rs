//! Typed positions in a text, so that code points and bytes cannot be mixed.
//!
//! Stored positions are code points ([`CharOffset`]); slicing a Rust string
//! needs bytes ([`ByteOffset`]). [`SourceText`](super::source::SourceText) is
//! the only place that converts between them.

use std::fmt;
use std::ops::{Add, Sub};

/// A position in a raw text, counted in Unicode code points from 0.
///
/// It stands *between* code points: 0 is before the first one. This is the
/// unit of everything stored and of everything exported unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CharOffset(pub u32);

/// A position in a raw text, counted in UTF-8 bytes from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ByteOffset(pub u32);

impl CharOffset {
    /// The offset as an index, for slices of code points.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The offset `count` code points earlier, not before the start.
    #[must_use]
    pub fn back(self, count: u32) -> Self {
        Self(self.0.saturating_sub(count))
    }
}

impl ByteOffset {
    /// The offset as an index into the bytes of the text.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Add<u32> for CharOffset {
    type Output = Self;
    fn add(self, count: u32) -> Self {
        Self(self.0.saturating_add(count))
    }
}

impl Sub for CharOffset {
    type Output = u32;
    /// The number of code points from `earlier` to `self`; 0 if it is not earlier.
    fn sub(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for CharOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
