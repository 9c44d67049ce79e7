//! One file per format: bytes ↔ values, no database, no paths.
//!
//! A reader takes the bytes of a file and gives values together with a list of
//! what it could not use; a writer takes values and gives bytes. Opening files,
//! storing rows and asking the user are the business of others.

pub mod articles;
pub mod attach;
pub mod error;
pub mod export_format;
pub mod export_page;
pub mod metadata;
pub mod pages;
mod reading;
#[cfg(test)]
mod samples;
pub mod tables;
pub mod title;
