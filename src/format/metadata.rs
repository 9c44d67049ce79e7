//! Newspaper, date and page of documents: from their file names, or from a table
//! that lies beside them.
//!
//! File names are read by a pattern the user writes ([`NamePattern`]) or, failing
//! that, by a few common ones ([`guess`]). A table is a CSV file ([`Sidecar`]).
//! Where files lie and which of two sources wins is decided by the importer.

mod date;
mod name_pattern;
mod sidecar;
pub(in crate::format) mod table;

pub use date::normalise_date;
pub use name_pattern::{NamePattern, PatternError, PatternProblem, guess};
pub use sidecar::{
    MAX_FIELD_CHARS, Sidecar, SidecarError, SidecarProblem, SidecarWarning, read_sidecar,
};

use crate::model::meta::PageMeta;

/// What a field or a column of the user's is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Field {
    Newspaper,
    Date,
    Page,
    /// Anything else, under the name the user gave it.
    Extra(String),
}

impl Field {
    /// The field of a name in English or Chinese, in any case.
    fn named(name: &str) -> Self {
        match name.to_lowercase().as_str() {
            "newspaper" | "报纸" | "報紙" => Self::Newspaper,
            "date" | "日期" => Self::Date,
            "page" | "版" | "版次" | "版面" => Self::Page,
            _ => Self::Extra(name.to_owned()),
        }
    }

    /// Puts a value in its place.
    fn set(&self, meta: &mut PageMeta, value: String) {
        match self {
            Self::Newspaper => meta.newspaper = Some(value),
            Self::Date => meta.date = Some(value),
            Self::Page => meta.page = Some(value),
            Self::Extra(name) => {
                meta.extra.insert(name.clone(), value);
            }
        }
    }
}

/// Lets what `over` knows replace what `meta` says; the rest of `meta` stays.
///
/// For documents whose metadata come from more than one place.
pub fn overlay(meta: &mut PageMeta, over: &PageMeta) {
    for (field, value) in [
        (&mut meta.newspaper, &over.newspaper),
        (&mut meta.date, &over.date),
        (&mut meta.page, &over.page),
    ] {
        if value.is_some() {
            field.clone_from(value);
        }
    }
    let extra = over.extra.iter();
    meta.extra
        .extend(extra.map(|(name, value)| (name.clone(), value.clone())));
}
