//! Broadsheet turns raw newspaper pages into annotated corpora.
//!
//! (Architecture page: written as the parts land.)

pub mod edit;
pub mod model;
pub mod store;
pub mod text;
