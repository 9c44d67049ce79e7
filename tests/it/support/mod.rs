//! What several test files share: a window without a screen, and pictures of
//! it without a graphics card.

pub mod desk;
pub mod harness;
pub mod soft_renderer;
