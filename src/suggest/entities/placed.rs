//! The mentions of one passage while it is being read, by where they stand.
//!
//! Those of one label never overlap, so that what is in the way of another one is found
//! without a look at all of them: a page without articles is one passage, however long.

use std::collections::BTreeMap;

use super::Mention;
use crate::model::id::Label;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// The mentions of a passage.
#[derive(Debug, Default)]
pub(super) struct Placed(BTreeMap<Label, BTreeMap<CharOffset, Mention>>);

impl Placed {
    /// The mentions of a label that overlap a stretch, last first.
    pub(super) fn overlapping(&self, label: &Label, span: Span) -> impl Iterator<Item = &Mention> {
        let of_label = self.0.get(label).into_iter();
        let before = of_label.flat_map(move |it| it.range(..span.end()).rev());
        let mentions = before.map(|(_, mention)| mention);
        mentions.take_while(move |it| it.entity.span.end() > span.start())
    }

    /// The mention of a label that stands exactly there.
    pub(super) fn at_mut(&mut self, label: &Label, span: Span) -> Option<&mut Mention> {
        let found = self.0.get_mut(label)?.get_mut(&span.start());
        found.filter(|it| it.entity.span == span)
    }

    /// Adds a mention in the place of those of its label that overlap it.
    pub(super) fn put(&mut self, mention: Mention) {
        let (label, span) = (mention.entity.label.clone(), mention.entity.span);
        let gone: Vec<CharOffset> = self
            .overlapping(&label, span)
            .map(|it| it.entity.span.start())
            .collect();
        let of_label = self.0.entry(label).or_default();
        for start in gone {
            of_label.remove(&start);
        }
        of_label.insert(span.start(), mention);
    }

    /// All of them.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Mention> {
        self.0.values_mut().flat_map(BTreeMap::values_mut)
    }

    /// All of them, label by label, in the order of the text.
    pub(super) fn into_mentions(self) -> impl Iterator<Item = Mention> {
        self.0.into_values().flat_map(BTreeMap::into_values)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::entity::{Attributes, Entity};
    use crate::model::evidence::Evidence;
    use crate::model::id::EntityId;

    fn mention(start: u32, end: u32) -> Mention {
        Mention {
            entity: Entity {
                id: EntityId::new(),
                span: Span::new(start, end).unwrap(),
                parts: Vec::new(),
                label: Label::from("CITY"),
                authority: None,
                attributes: Attributes::new(),
            },
            evidence: Evidence {
                score: 1.0,
                reasons: Vec::new(),
            },
            key: None,
        }
    }

    proptest! {
        #[test]
        fn what_overlaps_gives_way_and_is_told_as_by_looking_at_all(
            spans in prop::collection::vec((0_u32..60, 1_u32..9), 0..40),
            asked in (0_u32..60, 1_u32..9),
        ) {
            let city = Label::from("CITY");
            let mut placed = Placed::default();
            let mut all: Vec<Span> = Vec::new();
            for (start, length) in spans {
                let new = mention(start, start + length);
                all.retain(|it| !it.overlaps(new.entity.span));
                all.push(new.entity.span);
                placed.put(new);
            }
            let asked = Span::new(asked.0, asked.0 + asked.1).unwrap();
            let mut told: Vec<Span> =
                placed.overlapping(&city, asked).map(|it| it.entity.span).collect();
            told.reverse();
            all.sort_unstable();
            let wanted: Vec<Span> = all.iter().copied().filter(|it| it.overlaps(asked)).collect();
            prop_assert_eq!(told, wanted);
            prop_assert!(all.iter().all(|it| placed.at_mut(&city, *it).is_some()));
            let kept: Vec<Span> = placed.into_mentions().map(|it| it.entity.span).collect();
            prop_assert_eq!(kept, all);
        }
    }
}
