//! Broadsheet turns raw newspaper pages into annotated corpora.
//!
//! (Architecture page: written as the parts land.)

pub mod edit;
pub mod jobs;
pub mod format;
pub mod model;
pub mod text;
pub mod ui;
