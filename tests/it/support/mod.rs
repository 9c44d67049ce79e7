//! What several test files share: a folder with the program in it, a window
//! without a screen, and pictures of it without a graphics card.

pub mod cli;
pub mod desk;
pub mod effort;
pub mod gold_pages;
pub mod harness;
pub mod reliability;
pub mod soft_renderer;
