//! A mention freed from its place: where else the same name stands, and what is
//! there already.
//!
//! Names are compared in the reading text, so one that a line end or spaces cut, or
//! that a correction mended, is the same name and is found in one piece. Han text
//! has no word borders; what protects `城关` inside `城关镇` is that places inside
//! longer mentions are conflicts, which are shown and never changed. Names of scripts
//! with words are whole words.

use std::ops::Range;

use super::draft::Page;
use crate::model::entity::Entity;
use crate::model::id::{ArticleId, AuthorityId, EntityId, Label};
use crate::model::line_break::BreakKind;
use crate::model::reading::WholeReading;
use crate::text::folded::{Edges, Folded, Folding};
use crate::text::span::Span;

/// A name and what it is tagged as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    folded: Folded,
    /// The label.
    pub label: Label,
    /// The record, if the mention has one.
    pub authority: Option<AuthorityId>,
}

/// A place that reads as the name and can be tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenPlace {
    /// Where, in code points of the raw text.
    pub span: Span,
    /// The mention that stands there with the same label and only lacks the record.
    pub unlinked: Option<EntityId>,
}

/// A place that reads as the name but is spoken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// Where, in code points of the raw text.
    pub span: Span,
    /// The mention that is in the way.
    pub mention: EntityId,
    /// How it is in the way.
    pub kind: ConflictKind,
}

/// How a mention is in the way of tagging a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ConflictKind {
    /// It has the same ends and another label.
    OtherLabel,
    /// It has the same ends and label and another record.
    OtherRecord,
    /// The place is a part of it.
    Inside,
    /// It is a part of the place.
    Around,
    /// Both have text that the other has not.
    Across,
}

impl ConflictKind {
    /// The name under which its text is looked up.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What stands where something is to be tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can be tagged.
    Open(OpenPlace),
    /// It is tagged so.
    Already,
    /// It is spoken for.
    Conflict(Conflict),
}

/// The places of a name on a page, in text order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// Those that can be tagged.
    pub open: Vec<OpenPlace>,
    /// Those that are spoken for.
    pub conflicts: Vec<Conflict>,
    /// How many are tagged so, the first mention included.
    pub already: usize,
}

impl Likeness {
    /// What a mention reads and says; `None` if it reads nothing, or not in one piece:
    /// its parts stand together nowhere else but by chance.
    pub fn of(whole: &WholeReading, entity: &Entity) -> Option<Self> {
        let surface = whole
            .reads(entity.span)
            .filter(|_| !entity.is_interrupted())?;
        Self::new(surface, entity.label.clone(), entity.authority)
    }

    /// A name with a label; `None` if it is empty.
    pub fn new(surface: &str, label: Label, authority: Option<AuthorityId>) -> Option<Self> {
        let folded = Folded::new(surface, Folding::SPACES);
        (!folded.is_empty()).then_some(Self {
            folded,
            label,
            authority,
        })
    }

    /// The name in one piece, without the spaces and line ends that only the print has.
    pub fn surface(&self) -> &str {
        self.folded.text()
    }

    /// Where the name stands on a page, or in one article of it. Places that are no one
    /// stretch of the raw text are left out, and so are those in furniture unless
    /// `whole` has it.
    pub fn places(
        &self,
        page: Page<'_>,
        whole: &WholeReading,
        within: Option<ArticleId>,
    ) -> Places {
        let mut places = Places::default();
        for span in self.spans(page, whole, within) {
            match standing(page, span, &self.label, self.authority) {
                Standing::Open(place) => places.open.push(place),
                Standing::Conflict(conflict) => places.conflicts.push(conflict),
                Standing::Already => places.already += 1,
            }
        }
        places
    }

    fn spans(&self, page: Page<'_>, whole: &WholeReading, within: Option<ArticleId>) -> Vec<Span> {
        let folded = Folded::new(whole.text.text(), Folding::SPACES);
        let article_at = |position: u32| {
            let segment = page.annotations.segment(whole.owner(position)?)?;
            segment.article()
        };
        let hits = folded.find(&self.folded, Edges::Whole);
        let hits = hits.map(|hit| hit.start().0..hit.end().0);
        let mut spans: Vec<_> = hits
            .filter(|hit| within.is_none() || within == article_at(hit.start))
            .filter_map(|hit| one_place(page, whole, hit))
            // Where a correction makes a name of nothing but space, nothing can be tagged.
            .filter_map(|span| page.source.trim(span))
            .filter(|&span| self.is_read_at(whole, span))
            .collect();
        spans.sort_unstable();
        spans.dedup();
        spans
    }

    /// Whether a place reads as the name: a correction may stand for more than it.
    fn is_read_at(&self, whole: &WholeReading, span: Span) -> bool {
        whole
            .reads(span)
            .is_some_and(|text| Folded::new(text, Folding::SPACES).text() == self.folded.text())
    }
}

/// The raw text of a name, unless its parts belong to different things. That a line
/// end seems to end a paragraph is a guess, which a name may prove wrong; that an
/// editor has said so is not.
fn one_place(page: Page<'_>, whole: &WholeReading, hit: Range<u32>) -> Option<Span> {
    if !whole.slice(hit.clone()).contains('\n') {
        return whole.text.raw_stretch_of(hit, page.source);
    }
    let span = whole.text.hull_of(hit)?;
    let (first, last) = page.source.lines_of(span).into_inner();
    let mut lines = (first..last).filter_map(|line| u32::try_from(line + 1).ok());
    let ends = |line| page.annotations.line_break(line) == Some(BreakKind::Para);
    (!lines.any(ends)).then_some(span)
}

/// What stands where `label` is to be tagged, with a record or without one.
pub fn standing(
    page: Page<'_>,
    span: Span,
    label: &Label,
    authority: Option<AuthorityId>,
) -> Standing {
    let there: Vec<_> = page.annotations.entities_in(span).collect();
    let same = there
        .iter()
        .find(|it| it.span == span && it.label == *label && !it.is_interrupted());
    if let Some(same) = same {
        return match (same.authority, authority) {
            (_, None) => Standing::Already,
            (Some(theirs), Some(ours)) if theirs == ours => Standing::Already,
            (None, Some(_)) => Standing::Open(OpenPlace {
                span,
                unlinked: Some(same.id),
            }),
            (Some(_), Some(_)) => Standing::Conflict(Conflict {
                span,
                mention: same.id,
                kind: ConflictKind::OtherRecord,
            }),
        };
    }
    let Some(other) = there.first() else {
        return Standing::Open(OpenPlace {
            span,
            unlinked: None,
        });
    };
    let kind = if other.span == span {
        ConflictKind::OtherLabel
    } else if other.span.covers(span) {
        ConflictKind::Inside
    } else if span.covers(other.span) {
        ConflictKind::Around
    } else {
        ConflictKind::Across
    };
    Standing::Conflict(Conflict {
        span,
        mention: other.id,
        kind,
    })
}
