//! The window: everything that needs egui.
//!
//! This module is one of two thin clients of the session; the command line is
//! the other. At its base are parts that know nothing of newspapers and could
//! serve any program: the [`theme`], the [`fonts`], the texts ([`i18n`]), small
//! [`widgets`], the command [`palette`] and the [`dialogs`]. They take plain
//! arguments, return what the user did, and never touch a project. Over them
//! stand the [`page_view`], the [`panels`], and the [`app`] that joins them:
//! panels read and send actions, `dispatch` alone carries them out.
//!
//! Deliberately not here: SQL, file formats, and any change to a document.

pub mod action;
pub mod alike;
pub mod app;
pub mod attributes;
pub mod clean_text;
pub mod command;
pub mod context;
pub mod dialogs;
mod dispatch;
pub mod env;
pub mod error_text;
pub mod files;
pub mod fonts;
pub mod held;
pub mod i18n;
pub mod ime;
mod in_order;
pub mod key_text;
pub mod keys;
pub mod label_text;
pub mod mentions_wish;
pub mod page_view;
pub mod palette;
pub mod panels;
mod pattern_text;
pub mod prefs;
mod problem_text;
pub mod problems;
pub mod read_link;
pub mod records;
pub mod review_state;
pub mod review_tally;
pub mod review_text;
pub mod search_state;
pub mod tasks;
pub mod theme;
pub mod view_state;
pub mod widgets;
pub mod window;
pub mod words;
