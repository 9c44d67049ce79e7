//! The window: everything that needs egui.

pub mod page_view;
