//! Dialogs that stand over the window.
//!
//! [`frame`] gives every dialog the same look and keys; [`path`] asks for files
//! and folders where the desktop offers no dialog of its own.

pub mod frame;
pub mod path;

pub use frame::{Dialog, DialogAnswer, DialogButton};
pub use path::{Outcome, PathDialog, PathMode};
