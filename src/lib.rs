//! Broadsheet turns raw newspaper pages into annotated corpora.
//!
//! (Architecture page: written as the parts land.)

pub mod cli;
pub mod edit;
pub mod format;
pub mod jobs;
pub mod model;
pub mod session;
pub mod store;
pub mod text;
pub mod ui;
