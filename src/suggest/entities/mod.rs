//! Recognisers of cities, officials and initiatives: pure functions over reading text.

mod found;
mod initiatives;
mod names;
mod offices;
mod officials;
mod passage;
mod simplified;

pub use found::{Found, Kind};
pub use initiatives::initiatives;
pub use officials::officials;
