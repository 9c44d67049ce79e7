//! Recognisers of cities, officials and initiatives: pure functions over reading text.

mod found;
mod initiatives;
mod names;
mod officials;
mod offices;
mod passage;

pub use found::{Found, Kind};
pub use initiatives::initiatives;
pub use officials::officials;
