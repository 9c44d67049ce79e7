//! The forms `csv-entities` and `csv-articles`: tables for spreadsheets and
//! data frames.
//!
//! UTF-8, comma separated, quoted where needed (RFC 4180), lines ended by LF,
//! one header row. Nothing else is done to the values. In particular a text that
//! begins with `=`, `+`, `-` or `@` is written as it is, and a spreadsheet that
//! opens the file may take it for a formula: import such files as text. Offsets
//! are code points of the raw text. These forms are only written.

use std::io::Write;

use super::chain::{Chains, PartReading, WholeArticle};
use super::error::FormatError;
use super::export_page::ExportPage;
use super::pages::Value;
use super::reading::slice;
use super::title::title_of;
use crate::model::annotations::Annotations;
use crate::model::article::{Article, Segment};
use crate::model::entity::{Attributes, Entity, OMITTED};
use crate::model::reading::Readings;
use crate::text::projection::{BreakContext, ReadingText};
use crate::text::span::Span;

/// What the rows of a table stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// One row for each mention, in text order.
    Entities,
    /// One row for each article, in reading order of the page; one that runs on over
    /// pages stands with the page on which it begins.
    Articles,
}

/// The columns that every table begins with.
const PAGE_COLUMNS: [&str; 5] = ["document", "newspaper", "date", "page", "layer"];

/// The further columns of [`Rows::Entities`].
const ENTITY_COLUMNS: [&str; 13] = [
    "article",
    "article_title",
    "label",
    "surface",
    "raw_surface",
    "start",
    "end",
    "parts",
    "line",
    "canonical",
    "code",
    "attributes",
    "id",
];

/// The further columns of [`Rows::Articles`].
const ARTICLE_COLUMNS: [&str; 8] = [
    "article",
    "title",
    "characters",
    "segments",
    "entities",
    "text",
    "parts",
    "attributes",
];

/// The byte order mark in UTF-8, by which Excel knows the encoding.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A table that is being written.
pub struct Table<W: Write> {
    csv: csv::Writer<W>,
    rows: Rows,
}

impl<W: Write> Table<W> {
    /// Begins a table: the byte order mark if wanted (Excel takes the file for
    /// something else than UTF-8 without it), then the header row.
    ///
    /// # Errors
    /// [`FormatError::Io`] if `out` fails.
    pub fn new(mut out: W, rows: Rows, bom: bool) -> Result<Self, FormatError> {
        if bom {
            out.write_all(BOM)?;
        }
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(PAGE_COLUMNS.iter().chain(match rows {
            Rows::Entities => &ENTITY_COLUMNS[..],
            Rows::Articles => &ARTICLE_COLUMNS[..],
        }))?;
        Ok(Self { csv, rows })
    }

    /// Writes the rows of one page and says how many.
    ///
    /// # Errors
    /// [`FormatError::Io`] if the output fails.
    pub fn write<'a>(
        &mut self,
        page: &ExportPage<'a>,
        chains: &Chains<'a>,
    ) -> Result<usize, FormatError> {
        let inferred = BreakContext::of(page.source);
        let readings = Readings::of(page.source, page.annotations, &inferred);
        match self.rows {
            Rows::Entities => self.entities(page, &readings),
            Rows::Articles => self.articles(page, &readings, chains),
        }
    }

    /// Ends the table and gives the output back.
    ///
    /// # Errors
    /// [`FormatError::Io`] if the last rows cannot be written.
    pub fn finish(mut self) -> Result<W, FormatError> {
        self.csv.flush()?;
        self.csv
            .into_inner()
            .map_err(|error| FormatError::Write(error.to_string()))
    }

    fn entities(
        &mut self,
        page: &ExportPage<'_>,
        readings: &Readings<'_>,
    ) -> Result<usize, FormatError> {
        let joined = readings.page();
        let mut count = 0;
        for entity in page.entities() {
            count += 1;
            page_fields(&mut self.csv, page)?;
            self.csv
                .write_record(entity_fields(page, &joined, entity))?;
        }
        Ok(count)
    }

    fn articles<'a>(
        &mut self,
        page: &ExportPage<'a>,
        readings: &Readings<'_>,
        chains: &Chains<'a>,
    ) -> Result<usize, FormatError> {
        let mut count = 0;
        for article in page.annotations.articles() {
            if chains.elsewhere.contains(&article.id) {
                continue;
            }
            count += 1;
            let whole = WholeArticle::of(page, readings, article, chains);
            let sum = |of: &dyn Fn(&PartReading<'_>) -> usize| -> String {
                whole.parts.iter().map(of).sum::<usize>().to_string()
            };
            let first = whole.parts.first().map_or(1, |part| part.number);
            page_fields(&mut self.csv, page)?;
            self.csv.write_record([
                first.to_string().as_str(),
                &title_of(page.source, page.annotations, article),
                &whole.parts.last().map_or(0, PartReading::end).to_string(),
                &sum(&|part| part.reading.segments.len()),
                &sum(&|part| part.reading.entities(&part.page).len()),
                &whole.text,
                &part_names(&whole),
                &attributes_json(&article.attributes),
            ])?;
        }
        Ok(count)
    }
}

/// The parts of an article that runs on over pages, as `page.txt#2; page2.txt#1`;
/// nothing for any other.
fn part_names(whole: &WholeArticle<'_>) -> String {
    let name = |part: &PartReading<'_>| format!("{}#{}", part.page.document.name, part.number);
    let names: Vec<_> = whole.parts.iter().map(name).collect();
    if names.len() > 1 {
        names.join("; ")
    } else {
        String::new()
    }
}

/// Begins a row with what is known of the page.
fn page_fields<W: Write>(
    csv: &mut csv::Writer<W>,
    page: &ExportPage<'_>,
) -> Result<(), FormatError> {
    let meta = &page.document.meta;
    csv.write_field(&page.document.name)?;
    for field in [&meta.newspaper, &meta.date, &meta.page] {
        csv.write_field(field.as_deref().unwrap_or_default())?;
    }
    csv.write_field(page.layer)?;
    Ok(())
}

fn entity_fields(page: &ExportPage<'_>, joined: &ReadingText, entity: &Entity) -> [String; 13] {
    let article = article_of(page.annotations, entity);
    let number = article.and_then(|article| page.annotations.article_number(article.id));
    let authority = page.authority_of(entity);
    let ranges = entity.pieces().filter_map(|it| joined.reading_range_of(it));
    let surface: Vec<_> = ranges
        .map(|range| slice(joined, &range).to_owned())
        .collect();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    [
        number.map(|number| number.to_string()).unwrap_or_default(),
        article
            .map(|article| title_of(page.source, page.annotations, article))
            .unwrap_or_default(),
        entity.label.to_string(),
        surface.join(OMITTED),
        entity.surface(page.source),
        entity.span.start().to_string(),
        entity.span.end().to_string(),
        parts_json(&entity.parts),
        (page.source.line_of(entity.span.start()) + 1).to_string(),
        text(authority.map(|authority| authority.canonical.as_str())),
        text(authority.and_then(|authority| authority.code.as_deref())),
        attributes_json(&entity.attributes),
        entity.id.to_string(),
    ]
}

/// The first article, in text order, of which a mention covers text.
fn article_of<'a>(annotations: &'a Annotations, entity: &Entity) -> Option<&'a Article> {
    entity
        .pieces()
        .flat_map(|piece| annotations.segments_in(piece))
        .find_map(Segment::article)
        .and_then(|id| annotations.article(id))
}

/// The parts of a mention as a JSON list of `[start, end]`; nothing if it has none.
fn parts_json(parts: &[Span]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let pairs: Vec<_> = parts.iter().map(|it| [it.start().0, it.end().0]).collect();
    serde_json::to_string(&pairs).unwrap_or_default()
}

/// Attributes as a JSON object; nothing if there are none.
fn attributes_json(attributes: &Attributes) -> String {
    if attributes.is_empty() {
        return String::new();
    }
    let values: std::collections::BTreeMap<_, _> = attributes
        .iter()
        .map(|(name, value)| (name, Value(Ok(value.clone()))))
        .collect();
    serde_json::to_string(&values).unwrap_or_default()
}

#[cfg(test)]
mod tests;
