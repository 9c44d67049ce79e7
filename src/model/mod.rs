//! What a project is made of: plain values with ids, and the annotations of a page.
//!
//! Nothing here edits, stores or draws. Ids are UUIDs of version 7 (RFC 9562),
//! so projects made on different machines can be merged.

pub mod annotations;
pub mod article;
pub mod authority;
pub mod correction;
pub mod document;
pub mod entity;
pub mod evidence;
pub mod id;
pub mod layer;
pub mod line_break;
pub mod meta;
pub mod place;
pub mod reading;
pub mod rejection;
pub mod relation;
pub mod schema;
