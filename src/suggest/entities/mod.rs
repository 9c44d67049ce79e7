//! Recognisers of cities, officials and initiatives: pure functions over reading text.

mod found;

pub use found::{Found, Kind};
