//! Stories in the window, told with keys, pointer and accessible names.

mod commands;
mod entities;
mod segment;
mod story;
mod welcome;
