//! What recognisers read of a page: its articles as they should read, and the text
//! between them.

use std::ops::Range;

use crate::model::annotations::Annotations;
use crate::model::reading::Readings;
use crate::text::offset::{ByteOffset, CharOffset};
use crate::text::projection::{BreakContext, ReadingText};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A stretch of reading text.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    reading: ReadingText,
}

impl Passage {
    /// What it reads.
    pub(super) fn text(&self) -> &str {
        self.reading.text()
    }

    /// The raw span of a range of bytes; `None` if it is not one stretch there.
    pub(super) fn raw(&self, range: Range<usize>, source: &SourceText) -> Option<Span> {
        let text = self.reading.source();
        let at = |byte: usize| text.char_offset(ByteOffset(byte as u32)).0;
        let raw = self
            .reading
            .raw_stretch_of(at(range.start)..at(range.end), source)?;
        (!raw.is_empty()).then_some(raw)
    }
}

/// The articles of a page in their order, then the text that is in none and is no
/// furniture, in the order of the raw text.
pub(super) fn of(source: &SourceText, annotations: &Annotations) -> Vec<Passage> {
    let inferred = BreakContext::of(source);
    let readings = Readings::of(source, annotations, &inferred);
    let articles = annotations.articles().map(|it| readings.article(it.id));
    let free = free(source, annotations);
    let stretches = free.into_iter().map(|it| readings.stretch(it));
    let all = articles.chain(stretches);
    all.filter(|reading| !reading.is_empty())
        .map(|reading| Passage { reading })
        .collect()
}

/// The stretches with text that no segment has.
fn free(source: &SourceText, annotations: &Annotations) -> Vec<Span> {
    let mut free = Vec::new();
    let mut from = CharOffset(0);
    let spans = annotations.segments().map(|it| it.span);
    for span in spans.chain([Span::caret(source.span().end())]) {
        if from < span.start() {
            free.push(Span::between(from, span.start()));
        }
        from = from.max(span.end());
    }
    free.retain(|span| source.ink(*span) > 0);
    free
}
