//! What a recogniser answers: a mention in a passage of reading text.
//!
//! Recognisers know no raw text and no articles: they read a passage and say which
//! stretches of it are mentions. [`super`] maps these back to the page.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::evidence::{Cue, Reason};

/// What the recognisers look for, under the names of the default schema.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "UPPERCASE")]
pub enum Kind {
    /// A place at prefecture or county level, or a municipality.
    City,
    /// The name of a person named as the holder of an office.
    Official,
    /// A named programme that somebody carries out.
    Initiative,
}

impl Kind {
    /// The label in the default schema.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A mention found in a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Where it stands, in bytes of the passage; on character borders and not empty.
    pub range: Range<usize>,
    /// What it is.
    pub label: Kind,
    /// The probability that an editor accepts it, from 0 to 1.
    pub score: f64,
    /// What speaks for it, the strongest first.
    pub reasons: Vec<Reason>,
    /// The code of a place of the gazetteer.
    pub key: Option<String>,
    /// The office of an official, as the text names it: 市委书记.
    pub title: Option<String>,
    /// Where the body stands in which an official holds office, in bytes of the passage:
    /// 政协陇南市委员会. What cities it names are for others to find.
    pub place: Option<Range<usize>>,
}

impl Found {
    /// A mention without a key, an office or a place.
    pub fn new(range: Range<usize>, label: Kind, score: f64) -> Self {
        Self {
            range,
            label,
            score,
            reasons: Vec::new(),
            key: None,
            title: None,
            place: None,
        }
    }

    /// The mention with one reason more.
    #[must_use]
    pub fn because(mut self, cue: Cue, detail: impl Into<String>) -> Self {
        self.reasons.push(Reason::about(cue, detail));
        self
    }
}

/// Of stretches that overlap the first in an order, all that are left in that of the text.
/// `range` says where a stretch stands; none is empty.
pub(super) fn without_overlaps<T>(
    mut found: Vec<T>,
    range: impl Fn(&T) -> &Range<usize>,
    order: impl Fn(&T, &T) -> Ordering,
) -> Vec<T> {
    found.sort_by(order);
    let mut kept = BTreeMap::<usize, T>::new();
    for one in found {
        let Range { start, end } = *range(&one);
        let before = kept.range(..end).next_back();
        if before.is_none_or(|(_, other)| range(other).end <= start) {
            kept.insert(start, one);
        }
    }
    kept.into_values().collect()
}

/// Things in the order of the text, to be asked which of them overlap a stretch.
pub(super) struct ByPlace<'t, T> {
    things: Vec<(&'t Range<usize>, &'t T)>,
    /// The greatest end of a thing and all before it.
    reach: Vec<usize>,
}

impl<'t, T> ByPlace<'t, T> {
    /// `range` says where a thing stands.
    pub(super) fn of(things: &'t [T], range: impl Fn(&'t T) -> &'t Range<usize>) -> Self {
        let mut things: Vec<_> = things.iter().map(|it| (range(it), it)).collect();
        things.sort_by_key(|(range, _)| range.start);
        let mut greatest = 0;
        let reach = things.iter().map(|(range, _)| {
            greatest = range.end.max(greatest);
            greatest
        });
        let reach = reach.collect();
        Self { things, reach }
    }

    /// Those that share text with a stretch, last first.
    pub(super) fn overlapping(&self, with: &Range<usize>) -> impl Iterator<Item = &'t T> {
        let (start, end) = (with.start, with.end);
        let before = self.things.partition_point(|(range, _)| range.start < end);
        let all = self.things.iter().zip(&self.reach).take(before).rev();
        let near = all.take_while(move |(_, reach)| **reach > start);
        near.filter_map(move |((range, thing), _)| (range.end > start).then_some(*thing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_called_as_in_the_default_schema() {
        let schema = crate::model::schema::Schema::newspaper();
        for kind in <Kind as strum::IntoEnumIterator>::iter() {
            let known = schema
                .labels
                .iter()
                .any(|it| it.id.as_str() == kind.as_str());
            assert!(known, "{}", kind.as_str());
        }
    }

    #[test]
    fn what_overlaps_a_stretch_is_found_among_nested_ones() {
        let things = vec![0..9, 2..3, 4..6, 12..14];
        let by_place = ByPlace::of(&things, |it| it);
        let told = |range: Range<usize>| -> Vec<_> { by_place.overlapping(&range).collect() };
        assert_eq!(told(8..13), [&(12..14), &(0..9)]);
        assert_eq!(told(2..3), [&(2..3), &(0..9)]);
        assert!(told(9..12).is_empty() && told(14..20).is_empty());
    }

    #[test]
    fn of_stretches_that_overlap_the_first_in_the_order_stays() {
        let longest =
            |a: &Range<usize>, b: &Range<usize>| b.len().cmp(&a.len()).then(a.start.cmp(&b.start));
        let kept = without_overlaps(vec![4..6, 0..2, 1..4, 6..7], |it| it, longest);
        assert_eq!(kept, [1..4, 4..6, 6..7]);
    }
}
