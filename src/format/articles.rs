//! The form `jsonl-articles`: one article a line, offsets in code points of its
//! reading text.
//!
//! For readers who want clean text: lines are joined, corrections are applied,
//! and `raw` leads back to the raw text of the page. This form is only written;
//! what comes back is `jsonl-pages`.
//!
//! An article that runs on over pages is one line, with the page on which it begins.
//! It has `parts`, each with `id`, `document`, `position` and the stretch of the
//! text that it is; segments and entities then say with `part` (from 1) to which
//! page their `raw` leads.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::chain::{Chains, PartReading, WholeArticle};
use super::error::FormatError;
use super::export_page::ExportPage;
use super::pages::{Value, meta};
use super::title::title_of;
use crate::model::article::Article;
use crate::model::entity::Attributes;
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
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<&'a str, Value>,
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PartLine<'a>>,
    segments: Vec<SegmentLine<'a>>,
    entities: Vec<EntityLine<'a>>,
    #[serde(with = "meta")]
    meta: &'a PageMeta,
}

#[derive(Serialize)]
struct PartLine<'a> {
    id: String,
    document: &'a str,
    position: usize,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct SegmentLine<'a> {
    start: u32,
    end: u32,
    role: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<usize>,
    raw: [u32; 2],
}

#[derive(Serialize)]
struct EntityLine<'a> {
    start: u32,
    end: u32,
    /// Of one that other text interrupts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<[u32; 2]>,
    label: &'a str,
    canonical: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<&'a str, Value>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<usize>,
    /// The raw text that it comes from, in reading order.
    raw: Vec<[u32; 2]>,
}

/// Writes the articles that begin on one page, one line each, and says how many.
///
/// Mentions belong to every article of which they cover text, and are clipped to
/// it; those of which nothing is left in the reading text are left out.
///
/// # Errors
/// [`FormatError::Io`] if `out` fails.
pub fn write_articles<'a>(
    out: &mut impl Write,
    page: &ExportPage<'a>,
    chains: &Chains<'a>,
) -> Result<usize, FormatError> {
    let inferred = BreakContext::of(page.source);
    let readings = Readings::of(page.source, page.annotations, &inferred);
    let mut buffer = Vec::new();
    let mut count = 0;
    for article in page.annotations.articles() {
        if chains.elsewhere.contains(&article.id) {
            continue;
        }
        count += 1;
        let whole = WholeArticle::of(page, &readings, article, chains);
        buffer.clear();
        serde_json::to_writer(&mut buffer, &line(page, article, &whole))
            .map_err(|error| FormatError::Write(error.to_string()))?;
        buffer.push(b'\n');
        out.write_all(&buffer)?;
    }
    Ok(count)
}

fn line<'r, 'p: 'r>(
    page: &ExportPage<'p>,
    article: &'r Article,
    whole: &'r WholeArticle<'p>,
) -> ArticleLine<'r> {
    let several = whole.parts.len() > 1;
    let numbered = || {
        (1..)
            .zip(&whole.parts)
            .map(|(at, part)| (several.then_some(at), part))
    };
    ArticleLine {
        id: article.id.to_string(),
        document: &page.document.name,
        position: page.annotations.article_number(article.id).unwrap_or(1),
        title: title_of(page.source, page.annotations, article),
        attributes: values(&article.attributes),
        text: &whole.text,
        parts: numbered()
            .filter(|_| several)
            .map(|(_, part)| part_line(part))
            .collect(),
        segments: numbered()
            .flat_map(|(at, part)| segment_lines(part, at))
            .collect(),
        entities: numbered()
            .flat_map(|(at, part)| entity_lines(part, at))
            .collect(),
        meta: &page.document.meta,
    }
}

fn part_line<'r>(part: &'r PartReading<'_>) -> PartLine<'r> {
    PartLine {
        id: part.article.id.to_string(),
        document: &part.page.document.name,
        position: part.number,
        start: part.start,
        end: part.end(),
    }
}

/// Segments that have text, in reading order.
fn segment_lines<'r>(part: &'r PartReading<'_>, number: Option<usize>) -> Vec<SegmentLine<'r>> {
    let segments = part.reading.text.segments().iter();
    segments
        .filter(|segment| !segment.reading.is_empty())
        .map(|segment| SegmentLine {
            start: part.start + segment.reading.start,
            end: part.start + segment.reading.end,
            role: part
                .reading
                .segments
                .get(segment.index)
                .and_then(|segment| segment.role())
                .map_or("", |role| role.as_str()),
            part: number,
            raw: pair(segment.raw),
        })
        .collect()
}

fn entity_lines<'r>(part: &'r PartReading<'_>, number: Option<usize>) -> Vec<EntityLine<'r>> {
    let reading = &part.reading;
    let entities = reading.entities(&part.page).into_iter();
    entities
        .map(|(range, entity)| EntityLine {
            start: part.start + range.start,
            end: part.start + range.end,
            parts: reading.parts_of(entity, |piece| {
                [part.start + piece.start, part.start + piece.end]
            }),
            label: entity.label.as_str(),
            canonical: part
                .page
                .authority_of(entity)
                .map(|authority| authority.canonical.as_str()),
            attributes: values(&entity.attributes),
            text: reading.surface_of(entity),
            part: number,
            raw: reading
                .pieces_of(entity)
                .into_iter()
                .flat_map(|piece| reading.text.raw_of(piece))
                .map(pair)
                .collect(),
        })
        .collect()
}

fn values(attributes: &Attributes) -> BTreeMap<&str, Value> {
    attributes
        .iter()
        .map(|(name, value)| (name.as_str(), Value(Ok(value.clone()))))
        .collect()
}

fn pair(span: Span) -> [u32; 2] {
    [span.start().0, span.end().0]
}

#[cfg(test)]
mod tests;
