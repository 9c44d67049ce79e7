//! Looking at annotations: what two layers say differently, how much they agree,
//! and what is probably wrong in one.
//!
//! Everything here is computed from values; nothing changes a page. What a
//! review decides becomes a transaction like any other edit.

pub mod problems;
