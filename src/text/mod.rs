//! Immutable text and everything that is true of text alone.
//!
//! Nothing here knows articles, entities or files: positions, lines, decoding
//! of bytes and searching for spans by position.

pub mod align;
pub mod decode;
pub mod folded;
pub mod offset;
pub mod pattern;
pub mod projection;
mod required;
pub mod source;
pub mod span;
pub mod span_index;
