//! One file per format: bytes ↔ values; no database, no paths.
//!
//! A writer takes pages as [`ExportPage`](export_page::ExportPage) and gives
//! bytes; a reader takes bytes and gives values together with a list of what it
//! could not use. Opening files, storing rows and asking the user are the
//! business of others. All offsets are Unicode code points, end exclusive.

pub mod articles;
pub mod attach;
pub mod chain;
pub mod chart;
pub mod concordance;
pub mod error;
pub mod export_format;
pub mod export_page;
pub mod gazetteer;
pub mod metadata;
pub mod pages;
pub mod picture;
pub mod plain_table;
pub mod plot_svg;
mod reading;
#[cfg(test)]
mod samples;
pub mod tables;
pub mod title;

pub use error::FormatError;
pub use export_format::ExportFormat;
