//! What a project is made of: plain values.

pub mod meta;
