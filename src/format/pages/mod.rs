//! The form `jsonl-pages`: one page a line, offsets in code points of the raw
//! text.
//!
//! [`PageRecord`] is what the file says, before anything is checked against a
//! page; [`attach`](super::attach) does that. A record that was written is read
//! back the same. Not kept are the ids of segments and corrections, ranks (the
//! order stands for them) and everything of an authority record but its canonical
//! name.
//!
//! A mention that other text interrupts has `parts`, a list of `[start, end]`. An
//! article that continues another one has `continues`, an object with the
//! `article` (its id) and the `document` (the file name of its page).

mod convert;
mod keys;
mod lenient;
pub(super) mod meta;
mod reader;

use std::collections::BTreeMap;
use std::io::Write;

use serde::{Deserialize, Serialize};

pub use convert::TextIn;
pub use lenient::{Kind, Nest, Number, Value};
pub use reader::{MAX_PAGE_BYTES, Pages, read_pages};

use super::error::FormatError;
use crate::model::meta::PageMeta;

/// One page as a file has it. Every key may be missing or `null` on reading.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PageRecord {
    /// The file name of the page.
    #[serde(deserialize_with = "lenient::string")]
    pub document: String,
    /// SHA-256 of the bytes of that file, in hexadecimal.
    #[serde(deserialize_with = "lenient::text")]
    pub sha256: Option<String>,
    /// Newspaper, date, page and whatever else is known.
    #[serde(with = "meta")]
    pub meta: PageMeta,
    /// The layer from which the annotations come.
    #[serde(deserialize_with = "lenient::text")]
    pub layer: Option<String>,
    /// The raw text; the offsets count its code points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Articles in the order in which they are read.
    #[serde(deserialize_with = "lenient::null_as_default")]
    pub articles: Vec<ArticleRecord>,
    /// Stretches that belong to no article, each as start and end.
    #[serde(deserialize_with = "lenient::null_as_default")]
    pub furniture: Vec<Nest<[Number; 2]>>,
    /// What line ends mean, by the number of the upper line (from 1).
    #[serde(with = "lenient::pairs")]
    pub line_breaks: Vec<(Number, Kind)>,
    /// Mentions.
    #[serde(deserialize_with = "lenient::null_as_default")]
    pub entities: Vec<EntityRecord>,
    /// Links between mentions.
    #[serde(deserialize_with = "lenient::null_as_default")]
    pub relations: Vec<RelationRecord>,
    /// Stand-off repairs of the text.
    #[serde(deserialize_with = "lenient::null_as_default")]
    pub corrections: Vec<CorrectionRecord>,
}

/// An article as a file has it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleRecord {
    /// Its id: a UUID, or anything else that is unique on the page.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// How its title should read.
    #[serde(deserialize_with = "lenient::text")]
    pub title: Option<String>,
    /// The article that it continues, on this page or another.
    #[serde(
        deserialize_with = "lenient::continues",
        skip_serializing_if = "Option::is_none"
    )]
    pub continues: Option<ContinuesRecord>,
    /// Attributes by the id that the schema gives them.
    #[serde(skip_serializing_if = "Nest::is_nothing")]
    pub attributes: Nest<BTreeMap<String, Value>>,
    /// Its segments in reading order.
    #[serde(deserialize_with = "lenient::null_as_default")]
    pub segments: Vec<SegmentRecord>,
}

/// Which article is continued, as a file has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ContinuesRecord {
    /// The file name of its page; empty if it is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// Its id.
    pub article: String,
}

/// A segment as a file has it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SegmentRecord {
    /// The first code point.
    pub start: Number,
    /// One past the last code point.
    pub end: Number,
    /// What it is in its article.
    #[serde(deserialize_with = "lenient::text")]
    pub role: Option<String>,
}

/// A mention as a file has it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EntityRecord {
    /// Its id, to which relations refer.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// The first code point.
    pub start: Number,
    /// One past the last code point.
    pub end: Number,
    /// The parts of one that other text interrupts, each as start and end; the first
    /// begins with it and the last ends with it.
    #[serde(skip_serializing_if = "Nest::is_nothing")]
    pub parts: Nest<Vec<[Number; 2]>>,
    /// What kind of thing it names.
    #[serde(deserialize_with = "lenient::text")]
    pub label: Option<String>,
    /// The full official name of the thing, which names its authority record.
    #[serde(deserialize_with = "lenient::text")]
    pub canonical: Option<String>,
    /// Attributes by the id that the schema gives them.
    pub attributes: Nest<BTreeMap<String, Value>>,
}

/// A link between mentions as a file has it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RelationRecord {
    /// Its id.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// What it says.
    #[serde(deserialize_with = "lenient::text")]
    pub label: Option<String>,
    /// The id of the mention it starts from.
    #[serde(deserialize_with = "lenient::text")]
    pub from: Option<String>,
    /// The id of the mention it leads to.
    #[serde(deserialize_with = "lenient::text")]
    pub to: Option<String>,
}

/// A stand-off repair as a file has it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CorrectionRecord {
    /// The first code point.
    pub start: Number,
    /// One past the last code point.
    pub end: Number,
    /// How the text should read there.
    #[serde(deserialize_with = "lenient::text")]
    pub to: Option<String>,
}

/// Writes one page as one line.
///
/// # Errors
/// [`FormatError::Io`] if `out` fails; nothing else can go wrong.
pub fn write_page(out: &mut impl Write, page: &PageRecord) -> Result<(), FormatError> {
    // One buffer and one write: a page is on disk whole or not at all, as far
    // as `out` can give that, and an unbuffered `out` costs nothing.
    let room = page.text.as_ref().map_or(0, String::len);
    let mut line = Vec::with_capacity(room + room / 8 + 4096);
    serde_json::to_writer(&mut line, page)
        .map_err(|error| FormatError::Write(error.to_string()))?;
    line.push(b'\n');
    out.write_all(&line)?;
    Ok(())
}

#[cfg(test)]
mod tests;
