//! Stories in the window, told with keys, pointer and accessible names.

mod commands;
mod entities;
mod first_steps;
mod segment;
mod story;
mod versions;
mod welcome;
