//! Changes as values: the smallest reversible step, the transaction that a
//! person would undo as one, and the verbs that make transactions.
//!
//! Nothing here stores or draws. A transaction is only a proposal; the session
//! checks it, writes it with its journal entry, and then shows it.

pub mod apply;
pub mod draft;
pub mod label;
pub mod likeness;
pub mod op;
pub mod reanchor;
pub mod schema;
pub mod transaction;
pub mod verbs;
pub mod wrong_text;
