//! Hits as keyword in context: in order, and as a table.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::io::Write;
use std::sync::Arc;

use super::filter::Ground;
use crate::format::FormatError;
use crate::format::concordance::{self, Line};
use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::document::Document;
use crate::model::id::{ArticleId, DocumentId, Label};
use crate::model::meta::PageMeta;
use crate::session::pages::OpenPage;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Code points of context on either side.
const AROUND: u32 = 30;

/// A document with hits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundIn {
    /// The document.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// What is known of the page.
    pub meta: PageMeta,
}

impl FoundIn {
    /// What a hit knows of its document.
    pub fn of(document: Document) -> Self {
        Self {
            id: document.id,
            name: document.name,
            meta: document.meta,
        }
    }
}

/// A hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub found_in: Arc<FoundIn>,
    /// Where it stands in the raw text, in code points.
    pub span: Span,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What stands before, in and after it in the text that was searched, each on one
    /// line.
    pub context: [String; 3],
    /// On what ground it stands.
    pub ground: Ground,
    /// The article in which it begins, and its number on the page from 1.
    pub article: Option<(ArticleId, usize)>,
    /// The label of the mention with its very ends, if there is one.
    pub label: Option<Label>,
}

impl Hit {
    pub(super) fn new(
        found_in: Arc<FoundIn>,
        page: &OpenPage,
        mentions: &Annotations,
        ground: Ground,
        span: Span,
        context: [String; 3],
    ) -> Self {
        let mut segments = page.annotations.segments_in(span);
        let article = segments.next().and_then(Segment::article);
        let number = |id| Some((id, page.annotations.article_number(id)?));
        let mut tagged = mentions
            .entities_in(span)
            .filter(|it| it.pieces().any(|piece| piece == span));
        Self {
            found_in,
            span,
            line: page.source.line_of(span.start()) + 1,
            context,
            ground,
            article: article.and_then(number),
            label: tagged.next().map(|it| it.label.clone()),
        }
    }

    /// Where it stands in the project.
    pub fn place(&self) -> (DocumentId, Span) {
        (self.found_in.id, self.span)
    }
}

/// What stands before, in and after a span of a text.
pub(in crate::session) fn context(text: &SourceText, span: Span) -> [String; 3] {
    let end = CharOffset(text.len());
    let right = (span.end() + AROUND).min(end);
    let parts = [
        Span::between(span.start().back(AROUND), span.start()),
        span,
        Span::between(span.end(), right.max(span.end())),
    ];
    parts.map(|part| one_line(text.slice(part)))
}

/// A text with every run of white space as one space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

/// The order of a list of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::EnumIter)]
pub enum SortBy {
    /// As they were found: by import, then in the text.
    #[default]
    Found,
    /// By what stands before them, from the hit outwards.
    Left,
    /// By what stands after them.
    Right,
    /// By the name of the document.
    Document,
    /// By date, those without a date last.
    Date,
}

/// The places, in a list of hits as they were found, of the hits in another order; what
/// is equal keeps its order.
pub fn sort_hits<H: Borrow<Hit>>(hits: &[H], by: SortBy) -> Vec<usize> {
    let mut order: Vec<usize> = (0..hits.len()).collect();
    let compare = |one: &Hit, other: &Hit| -> Ordering {
        let (left, right) = (&one.context, &other.context);
        match by {
            SortBy::Found => Ordering::Equal,
            SortBy::Left => left[0].chars().rev().cmp(right[0].chars().rev()),
            SortBy::Right => left[2].cmp(&right[2]),
            SortBy::Document => one.found_in.name.cmp(&other.found_in.name),
            SortBy::Date => {
                let key = |hit: &Hit| {
                    let date = hit.found_in.meta.date.clone();
                    (date.is_none(), date)
                };
                key(one).cmp(&key(other))
            }
        }
    };
    if by != SortBy::Found {
        order.sort_by(|&one, &other| match (hits.get(one), hits.get(other)) {
            (Some(one), Some(other)) => compare(one.borrow(), other.borrow()),
            _ => Ordering::Equal,
        });
    }
    order
}

/// Writes hits of a layer as a table; see [`crate::format::concordance`].
///
/// # Errors
/// [`FormatError::Io`] if `out` fails.
pub fn write_csv<'a, W: Write>(
    out: W,
    layer: &str,
    hits: impl IntoIterator<Item = &'a Hit>,
) -> Result<W, FormatError> {
    let line = |hit: &'a Hit| Line {
        document: &hit.found_in.name,
        meta: &hit.found_in.meta,
        article: hit.article.map(|(_, number)| number),
        role: hit.ground.as_str(),
        line: hit.line,
        span: hit.span,
        context: &hit.context,
        label: hit.label.as_ref().map_or("", Label::as_str),
    };
    concordance::write(out, layer, hits.into_iter().map(line))
}
