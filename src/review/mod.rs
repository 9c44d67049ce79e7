//! Looking at annotations: what two layers say differently, how much they agree,
//! and what is probably wrong in one.
//!
//! Everything here is computed from values; nothing changes a page. What a
//! review decides becomes a transaction like any other edit: [`difference`] asks,
//! [`accept`](mod@accept) and [`reject`](mod@reject) answer. [`agreement`] measures
//! how much two layers agree, [`problems`] says what is probably wrong in one,
//! [`carried`] keeps what was turned down when a text is read anew,
//! [`mod@renamed`] when the schema gets other names.

pub mod accept;
pub mod agreement;
pub mod bulk;
pub mod carried;
pub mod difference;
pub mod problems;
pub mod record;
pub mod reject;
pub mod renamed;
pub mod same;

#[cfg(test)]
mod samples;
