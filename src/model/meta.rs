//! What is known of a page beside its text.

use std::collections::BTreeMap;

/// Newspaper, date, page and whatever else is known of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageMeta {
    /// The name of the newspaper.
    pub newspaper: Option<String>,
    /// The date of issue in ISO 8601: a year, a month or a day.
    pub date: Option<String>,
    /// The number or letter of the page in the issue.
    pub page: Option<String>,
    /// Everything else, by name.
    pub extra: BTreeMap<String, String>,
}
