//! The segments and corrections in view, looked up once per frame.

use super::Scene;
use super::state::PageViewState;
use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::correction::Correction;
use crate::text::span::Span;

/// At most so many of each are looked at in one frame.
const CAP: usize = 20_000;

/// What one layer says of the text in view, in text order.
#[derive(Default)]
pub(super) struct Seen<'a> {
    segments: Vec<&'a Segment>,
    corrections: Vec<&'a Correction>,
}

impl<'a> Seen<'a> {
    /// Looks up what is in view; line ends count as part of their lines.
    pub fn new(scene: &Scene<'_>, layer: &'a Annotations, state: &PageViewState) -> Self {
        let visible = state.visible();
        let last = state.laid.last().map_or(0, |laid| laid.piece.index);
        let end = scene.sheet.pieces.get(last + 1).span.start();
        let reach = Span::between(visible.start(), (visible.end() + 1).max(end));
        Self {
            segments: layer.segments_in(reach).take(CAP).collect(),
            corrections: layer.corrections_in(reach).take(CAP).collect(),
        }
    }

    /// The segments that share a code point with `span`.
    pub fn segments_in(&self, span: Span) -> &[&'a Segment] {
        overlapping(&self.segments, span, |segment| segment.span)
    }

    /// The corrections that share a code point with `span`.
    pub fn corrections_in(&self, span: Span) -> &[&'a Correction] {
        overlapping(&self.corrections, span, |correction| correction.span)
    }

    /// All corrections in view.
    pub fn corrections(&self) -> &[&'a Correction] {
        &self.corrections
    }
}

/// Neither segments nor corrections overlap each other, so both their starts
/// and their ends are in order.
fn overlapping<'s, 'a, T>(
    sorted: &'s [&'a T],
    span: Span,
    span_of: impl Fn(&T) -> Span,
) -> &'s [&'a T] {
    let first = sorted.partition_point(|one| span_of(one).end() <= span.start());
    let past = sorted.partition_point(|one| span_of(one).start() < span.end());
    sorted.get(first..past).unwrap_or_default()
}
