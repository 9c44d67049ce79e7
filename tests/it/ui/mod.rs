//! Stories in the window, told with keys, pointer and accessible names.

mod attributes;
mod attributes_kept;
mod commands;
mod corrections;
mod dialogs_kept;
mod entities;
mod evaluate;
mod first_steps;
mod in_order;
mod learned;
mod line_ends;
mod parts;
mod problems;
mod propagate;
mod read;
mod records;
mod relations;
mod review;
mod review_walk;
mod schema;
mod search;
mod segment;
mod statistics;
mod story;
mod versions;
mod welcome;
