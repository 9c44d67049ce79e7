//! The segments of one article of mine as they are being rearranged.

use super::Desk;
use super::ranks::ranks;
use crate::edit::draft::Draft;
use crate::model::article::{Place, Segment};
use crate::model::id::{ArticleId, Role, SegmentId};
use crate::model::schema::Placement;
use crate::review::difference::places_of;
use crate::text::span::Span;

/// A segment of the list, or the mark of where one was.
#[derive(Clone)]
pub(super) struct Entry {
    pub id: SegmentId,
    /// Where it is in the text; where it was, if it is gone.
    pub span: Span,
    pub role: Role,
    /// The rank that it has on the page.
    pub rank: Option<i64>,
    /// Where its text stands in the order of theirs.
    pub place: Option<usize>,
    /// Whether theirs has this very stretch.
    pub exact: bool,
    pub gone: bool,
}

/// The segments of an article in reading order.
pub(super) struct Sheet {
    entries: Vec<Entry>,
}

impl Sheet {
    /// The list as the page has it, each segment replaced by what `left` says is
    /// left of it: itself, some parts, or nothing.
    pub(super) fn new(
        desk: &Desk<'_>,
        mine: ArticleId,
        left: impl Fn(&Segment) -> Option<Vec<Span>>,
    ) -> Self {
        let mut entries = Vec::new();
        for segment in desk.page.annotations.segments_of(mine) {
            let Some(role) = segment.role() else {
                continue;
            };
            let whole = Entry {
                id: segment.id,
                span: segment.span,
                role: role.clone(),
                rank: Some(segment.rank()),
                place: None,
                exact: false,
                gone: false,
            };
            entries.extend(parts(whole, left(segment)));
        }
        let mut sheet = Self { entries };
        if let Some(theirs) = desk.alignment.theirs(mine) {
            sheet.look_up(desk, theirs);
        }
        sheet
    }

    /// Finds where each entry stands in the order of theirs.
    fn look_up(&mut self, desk: &Desk<'_>, theirs: ArticleId) {
        let source = desk.page.source;
        let other: Vec<_> = desk.theirs.segments_of(theirs).map(|s| s.span).collect();
        let spans = self.entries.iter().map(|entry| entry.span);
        let places = places_of(source, desk.theirs, theirs, spans);
        for (entry, place) in self.entries.iter_mut().zip(places) {
            let span = place.and_then(|place| other.get(place)).copied();
            entry.place = place;
            entry.exact = span.is_some_and(|span| source.trim(span) == source.trim(entry.span));
        }
    }

    /// Adds newcomers, each after what stands before it in the order of theirs.
    ///
    /// Only entries that are exactly as theirs count for that, if there are any:
    /// the others may be about to go.
    pub(super) fn insert(&mut self, mut newcomers: Vec<Entry>) {
        newcomers.sort_by_key(|entry| entry.place);
        let any_exact = self.entries.iter().any(|entry| entry.exact);
        let counts = |entry: &Entry| entry.exact || !any_exact;
        let numbered = self.entries.iter().enumerate();
        let mut anchors: Vec<(usize, usize)> = numbered
            .filter(|(_, entry)| counts(entry))
            .filter_map(|(at, entry)| Some((entry.place?, at)))
            .collect();
        anchors.sort_unstable();
        let first = anchors.iter().map(|&(_, at)| at).min();
        let mut slot = first.unwrap_or(self.entries.len());
        let mut anchors = anchors.into_iter().peekable();
        let mut slots: Vec<Vec<Entry>> = Vec::new();
        slots.resize_with(self.entries.len() + 1, Vec::new);
        for entry in newcomers {
            while let Some((_, at)) = anchors.next_if(|(place, _)| Some(*place) <= entry.place) {
                slot = slot.max(at + 1);
            }
            if let Some(list) = slots.get_mut(slot) {
                list.push(entry);
            }
        }
        let mut old = std::mem::take(&mut self.entries).into_iter();
        for list in slots {
            self.entries.extend(list);
            self.entries.extend(old.next());
        }
    }

    /// Adds text that stands nowhere in the order of theirs: after what stands
    /// before it in the flow of the raw text.
    pub(super) fn insert_in_flow(&mut self, desk: &Desk<'_>, newcomer: Entry) {
        let flows = |entry: &Entry| desk.page.schema.placement(&entry.role) == Placement::Flow;
        let before = |entry: &Entry| flows(entry) && entry.span.start() < newcomer.span.start();
        let at = match self.entries.iter().rposition(before) {
            Some(before) => before + 1,
            None => {
                let flow = self.entries.iter().position(flows);
                flow.unwrap_or(self.entries.len())
            }
        };
        self.entries.insert(at, newcomer);
    }

    /// Puts those that have a place in the order of theirs into that order; the
    /// others stay where they are.
    pub(super) fn sort(&mut self) {
        let placed = self.entries.iter().filter(|entry| entry.place.is_some());
        let mut sorted: Vec<Entry> = placed.cloned().collect();
        sorted.sort_by_key(|entry| entry.place);
        let slots = self
            .entries
            .iter_mut()
            .filter(|entry| entry.place.is_some());
        for (slot, entry) in slots.zip(sorted) {
            *slot = entry;
        }
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.iter().all(|entry| entry.gone)
    }

    /// Where its text starts.
    pub(super) fn start(&self) -> Option<Span> {
        let left = self.entries.iter().filter(|entry| !entry.gone);
        left.map(|entry| entry.span).min()
    }

    /// Lays the list over the page.
    pub(super) fn put(self, article: ArticleId, draft: &mut Draft<'_>) {
        let left: Vec<_> = self.entries.into_iter().filter(|e| !e.gone).collect();
        let old: Vec<_> = left.iter().map(|entry| entry.rank).collect();
        for (entry, rank) in left.into_iter().zip(ranks(&old)) {
            draft.set_segment(Segment {
                id: entry.id,
                span: entry.span,
                place: Place::Article {
                    article,
                    rank,
                    role: entry.role,
                },
            });
        }
    }
}

/// What is left of an entry: the first part keeps its identity.
fn parts(whole: Entry, left: Option<Vec<Span>>) -> Vec<Entry> {
    let Some(left) = left else {
        return vec![whole];
    };
    let part = |(number, span)| Entry {
        id: if number == 0 {
            whole.id
        } else {
            SegmentId::new()
        },
        rank: whole.rank.filter(|_| number == 0),
        span,
        ..whole.clone()
    };
    let parts: Vec<_> = (0..).zip(left).map(part).collect();
    if parts.is_empty() {
        return vec![Entry {
            gone: true,
            ..whole
        }];
    }
    parts
}
