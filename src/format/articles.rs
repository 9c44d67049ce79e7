//! The form `jsonl-articles`: one article a line, offsets in code points of its
//! reading text.
//!
//! For readers who want clean text: lines are joined, corrections are applied,
//! and `raw` leads back to the raw text of the page. This form is only written;
//! what comes back is `jsonl-pages`.

use std::io::Write;

use serde::Serialize;

use super::error::FormatError;
use super::export_page::ExportPage;
use super::pages::meta;
use super::reading::{ArticleReading, slice};
use super::title::title_of;
use crate::model::article::Article;
use crate::model::meta::PageMeta;
use crate::model::reading::Readings;
use crate::text::projection::BreakContext;
use crate::text::span::Span;

/// One line of the file.
#[derive(Serialize)]
struct ArticleLine<'a> {
    id: String,
    document: &'a str,
    /// From 1.
    position: usize,
    title: String,
    text: &'a str,
    segments: Vec<SegmentLine<'a>>,
    entities: Vec<EntityLine<'a>>,
    #[serde(with = "meta")]
    meta: &'a PageMeta,
}

#[derive(Serialize)]
struct SegmentLine<'a> {
    start: u32,
    end: u32,
    role: &'a str,
    raw: [u32; 2],
}

#[derive(Serialize)]
struct EntityLine<'a> {
    start: u32,
    end: u32,
    label: &'a str,
    canonical: Option<&'a str>,
    text: &'a str,
    /// The raw text that it comes from, in reading order.
    raw: Vec<[u32; 2]>,
}

/// Writes the articles of one page, one line each, and says how many.
///
/// Mentions belong to every article of which they cover text, and are clipped to
/// it; those of which nothing is left in the reading text are left out.
///
/// # Errors
/// [`FormatError::Io`] if `out` fails.
pub fn write_articles(out: &mut impl Write, page: &ExportPage<'_>) -> Result<usize, FormatError> {
    let inferred = BreakContext::of(page.source);
    let readings = Readings::of(page.source, page.annotations, &inferred);
    let mut buffer = Vec::new();
    let mut count = 0;
    for article in page.annotations.articles() {
        count += 1;
        let reading = ArticleReading::of(page, &readings, article);
        buffer.clear();
        serde_json::to_writer(&mut buffer, &line(page, article, &reading, count))
            .map_err(|error| FormatError::Write(error.to_string()))?;
        buffer.push(b'\n');
        out.write_all(&buffer)?;
    }
    Ok(count)
}

fn line<'r, 'p: 'r>(
    page: &ExportPage<'p>,
    article: &Article,
    reading: &'r ArticleReading<'p>,
    position: usize,
) -> ArticleLine<'r> {
    ArticleLine {
        id: article.id.to_string(),
        document: &page.document.name,
        position,
        title: title_of(page.source, page.annotations, article),
        text: reading.text.text(),
        segments: segment_lines(reading),
        entities: entity_lines(page, reading),
        meta: &page.document.meta,
    }
}

/// Segments that have text, in reading order.
fn segment_lines<'r>(reading: &'r ArticleReading<'_>) -> Vec<SegmentLine<'r>> {
    let segments = reading.text.segments().iter();
    segments
        .filter(|segment| !segment.reading.is_empty())
        .map(|segment| SegmentLine {
            start: segment.reading.start,
            end: segment.reading.end,
            role: reading
                .segments
                .get(segment.index)
                .and_then(|segment| segment.role())
                .map_or("", |role| role.as_str()),
            raw: pair(segment.raw),
        })
        .collect()
}

fn entity_lines<'r, 'p: 'r>(
    page: &ExportPage<'p>,
    reading: &'r ArticleReading<'p>,
) -> Vec<EntityLine<'r>> {
    let entities = reading.entities(page).into_iter();
    entities
        .map(|(range, entity)| EntityLine {
            start: range.start,
            end: range.end,
            label: entity.label.as_str(),
            canonical: page
                .authority_of(entity)
                .map(|authority| authority.canonical.as_str()),
            text: slice(&reading.text, &range),
            raw: reading.text.raw_of(range).into_iter().map(pair).collect(),
        })
        .collect()
}

fn pair(span: Span) -> [u32; 2] {
    [span.start().0, span.end().0]
}

#[cfg(test)]
mod tests;
