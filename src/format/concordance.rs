//! Keyword in context as a table: one row a hit, for spreadsheets and data frames.
//!
//! UTF-8 with a byte order mark, comma separated, quoted where needed (RFC 4180),
//! lines ended by LF, one header row. Values are written as they are, as in the other
//! tables (see [`super::tables`]): import them as text where a cell that begins with
//! `=` would be taken for a formula. Offsets are code points of the raw text. This
//! form is only written.

use std::io::Write;

use super::error::FormatError;
use crate::model::meta::PageMeta;
use crate::text::span::Span;

/// The columns.
const COLUMNS: [&str; 14] = [
    "document",
    "newspaper",
    "date",
    "page",
    "layer",
    "article",
    "role",
    "line",
    "start",
    "end",
    "left",
    "hit",
    "right",
    "label",
];

/// One hit.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// The document's name.
    pub document: &'a str,
    /// What is known of the page.
    pub meta: &'a PageMeta,
    /// The article's number on the page, from 1.
    pub article: Option<usize>,
    /// The role, `furniture`, or nothing.
    pub role: &'a str,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Where it stands in the raw text, in code points.
    pub span: Span,
    /// What stands before, in and after it.
    pub context: &'a [String; 3],
    /// The label of the mention with the same ends; empty for none.
    pub label: &'a str,
}

/// Writes a table of hits in a layer.
///
/// # Errors
/// [`FormatError::Io`] if `out` fails.
pub fn write<'a, W: Write>(
    mut out: W,
    layer: &str,
    lines: impl IntoIterator<Item = Line<'a>>,
) -> Result<W, FormatError> {
    out.write_all(b"\xEF\xBB\xBF")?;
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS)?;
    for line in lines {
        let meta = |value: &'a Option<String>| value.as_deref().unwrap_or_default();
        let [left, hit, right] = line.context;
        csv.write_record([
            line.document,
            meta(&line.meta.newspaper),
            meta(&line.meta.date),
            meta(&line.meta.page),
            layer,
            &line.article.map(|it| it.to_string()).unwrap_or_default(),
            line.role,
            &line.line.to_string(),
            &line.span.start().to_string(),
            &line.span.end().to_string(),
            left,
            hit,
            right,
            line.label,
        ])?;
    }
    csv.flush()?;
    csv.into_inner()
        .map_err(|error| FormatError::Write(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_is_a_row_whatever_stands_in_it() {
        let meta = PageMeta {
            newspaper: Some("青禾日报".to_owned()),
            date: Some("2024-03-15".to_owned()),
            ..PageMeta::default()
        };
        let context = ["=1+1,".to_owned(), "陇\"南".to_owned(), "\n市".to_owned()];
        let line = Line {
            document: "a.txt",
            meta: &meta,
            article: Some(2),
            role: "body",
            line: 7,
            span: Span::new(3, 5).unwrap(),
            context: &context,
            label: "CITY",
        };
        let out = write(Vec::new(), "main", [line]).unwrap();
        let text = String::from_utf8(out).unwrap();
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1);
        let row: Vec<_> = rows[0].iter().collect();
        let wanted = [
            "a.txt",
            "青禾日报",
            "2024-03-15",
            "",
            "main",
            "2",
            "body",
            "7",
            "3",
            "5",
            "=1+1,",
            "陇\"南",
            "\n市",
            "CITY",
        ];
        assert_eq!(row, wanted);
    }
}
