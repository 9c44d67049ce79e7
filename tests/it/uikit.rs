//! The parts of the window that know nothing of newspapers: widgets, palette,
//! path dialog, fonts, used as a person uses them.

mod gallery;
mod palette;
mod path_dialog;
mod widgets;
