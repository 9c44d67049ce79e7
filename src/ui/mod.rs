//! The window: everything that needs egui.
//!
//! This module is one of two thin clients of the session; the command line is
//! the other. At its base are parts that know nothing of newspapers and could
//! serve any program: the [`theme`], the [`fonts`], the texts ([`i18n`]), small
//! [`widgets`], the command [`palette`] and the [`dialogs`]. They take plain
//! arguments, return what the user did, and never touch a project.
//!
//! Deliberately not here: SQL, file formats, and any change to a document.

pub mod dialogs;
pub mod fonts;
pub mod i18n;
pub mod ime;
pub mod palette;
pub mod theme;
pub mod widgets;
pub mod page_view;
