//! Proposing corrections: what the press, the reader of the page or the extractor
//! did to the text, as far as it can be told without knowing what was meant.
//!
//! Each kind of fault has a module that looks at the page and answers with
//! suggestions; here they are put together. A suggestion never reaches over the
//! border of a segment, for such a correction could not be applied, and no two
//! overlap: of two that do, the likelier is kept.
//!
//! Gold annotations set the form of the spans: a character doubled over a line end
//! is replaced with both copies, a letter-spaced run from its first to its last
//! character, a year with its 年.

mod doubled;
#[cfg(test)]
mod gold;
mod head;
mod look_alike;
mod numeral;
mod page;
mod punctuation;
mod spacing;
#[cfg(test)]
mod spec;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::model::annotations::Annotations;
use crate::model::evidence::Evidence;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A correction that is worth showing to an editor.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggested {
    /// What is wrong in the raw text; never empty.
    pub span: Span,
    /// What it should read; never what it reads already.
    pub replacement: String,
    /// How sure it is, and why.
    pub evidence: Evidence,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Half-width punctuation between Han characters. Many papers set it so, and
    /// nobody wants to accept it a thousand times.
    pub punctuation: bool,
    /// Doubled heads that belong to no article. They are read by nobody, but
    /// annotators correct them.
    pub furniture: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            punctuation: false,
            furniture: true,
        }
    }
}

/// Suggestions below this probability are not worth a look.
const LEAST: f64 = 0.5;

/// Finds what should be corrected on a page, in the order of the raw text.
///
/// `layout` says what the lines are (segments with their roles, furniture); where
/// it says nothing, short lines are taken for heads. Time is linear in the length
/// of the page, apart from the dictionary, which is loaded when a page first needs
/// it (about 0.1 s).
pub fn corrections(source: &SourceText, layout: &Annotations, options: Options) -> Vec<Suggested> {
    let page = page::Page::of(source, layout);
    let mut found = Vec::new();
    doubled::find(&page, &mut found);
    head::find(&page, options.furniture, &mut found);
    spacing::find(&page, &mut found);
    numeral::find(&page, &mut found);
    look_alike::find(&page, &mut found);
    if options.punctuation {
        punctuation::find(&page, &mut found);
    }
    found.retain(|it| it.evidence.score >= LEAST && lies_in_one_segment(it.span, layout));
    without_overlaps(found)
}

/// Whether the span lies wholly inside one segment or wholly outside all.
fn lies_in_one_segment(span: Span, layout: &Annotations) -> bool {
    layout
        .segments_in(span)
        .all(|segment| segment.span.covers(span))
}

/// The likeliest suggestions of which no two share a character.
fn without_overlaps(mut found: Vec<Suggested>) -> Vec<Suggested> {
    found.sort_by(|a, b| {
        let by_score = b.evidence.score.total_cmp(&a.evidence.score);
        by_score.then(a.span.cmp(&b.span))
    });
    let mut taken: BTreeMap<Span, Suggested> = BTreeMap::new();
    for one in found {
        let before = taken.range(..=one.span).next_back();
        let after = taken.range(one.span..).next();
        let free = |near: Option<(&Span, &Suggested)>| {
            near.is_none_or(|(span, _)| !span.overlaps(one.span))
        };
        if !one.span.is_empty() && free(before) && free(after) {
            taken.insert(one.span, one);
        }
    }
    taken.into_values().collect()
}
