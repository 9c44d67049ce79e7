//! Dialogs that stand over the window.
//!
//! [`frame`] gives every dialog the same look and keys; [`path`] asks for files
//! and folders where the desktop offers no dialog of its own; [`open`] is the
//! list of all others.

pub mod about;
pub mod alike;
pub mod continuation;
pub mod correct_all;
pub mod evaluate;
pub mod evaluation;
pub mod export;
pub mod form;
pub mod frame;
pub mod gazetteers;
pub mod go_to_line;
pub mod help;
pub mod ignore;
pub mod import;
pub mod link_record;
pub mod mentions;
pub mod metadata;
pub mod open;
pub mod path;
pub mod records;
pub mod relation;
pub mod replaced;
pub mod report;
pub mod schema;
pub mod statistics;
pub mod title;

pub use frame::{Dialog, DialogAnswer, DialogButton};
pub use path::{Outcome, PathDialog, PathMode};
