//! Verbs on many mentions at once: tag all that is alike, relabel all, remove all.
//!
//! What is in the way is left as it is; see [`crate::edit::likeness`].

use super::entities::relabelled;
use std::collections::BTreeSet;

use super::{Outcome, Refusal, relations};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::likeness::{OpenPlace, Standing, standing};
use crate::edit::op::{Change, PageChange};
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{ArticleId, AuthorityId, EntityId, Label};
use crate::model::reading::WholeReading;
use crate::text::folded::{Folded, Folding};
use crate::text::pattern::Pattern;
use crate::text::span::Span;

/// Which mentions are meant: all conditions that are given must hold.
#[derive(Debug, Clone, Default)]
pub struct MentionTest {
    /// They have this label.
    pub label: Option<Label>,
    /// They name this record.
    pub authority: Option<AuthorityId>,
    /// They read so: words stand for the whole of a mention, an expression for any
    /// part of it.
    pub surface: Option<Pattern>,
}

impl MentionTest {
    /// The mentions of a page, or of one article of it, that are meant, in text order.
    pub fn chosen(
        &self,
        page: Page<'_>,
        whole: &WholeReading,
        within: Option<ArticleId>,
    ) -> Vec<EntityId> {
        let is_in = |span: Span| {
            let mut articles = page.annotations.segments_in(span);
            within.is_none() || articles.any(|segment| segment.article() == within)
        };
        let chosen = page.annotations.entities().filter(|entity| {
            self.label
                .as_ref()
                .is_none_or(|label| entity.label == *label)
                && (self.authority.is_none() || entity.authority == self.authority)
                && entity.pieces().any(is_in)
                && self.surface.as_ref().is_none_or(|pattern| {
                    let read = whole.reads_mention(entity);
                    pattern.fits(&name_of(
                        &read.unwrap_or_else(|| entity.surface(page.source)),
                    ))
                })
        });
        chosen.map(|entity| entity.id).collect()
    }
}

/// A name in one piece, as people know it: without the spaces and line ends that
/// only the print has.
pub fn name_of(text: &str) -> String {
    Folded::new(text, Folding::SPACES).text().to_owned()
}

/// Tags places, and links those that only lack the record.
///
/// # Errors
/// [`Refusal::AlreadySo`] if there is none that can be tagged any more.
pub fn tag_places(
    page: Page<'_>,
    places: &[OpenPlace],
    label: &Label,
    authority: Option<AuthorityId>,
    name: &str,
) -> Outcome {
    let mut draft = Draft::new(page);
    let mut tagged: Vec<Span> = Vec::new();
    let spans = places.iter().filter_map(|it| page.source.trim(it.span));
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable();
    for span in spans {
        let Standing::Open(place) = standing(page, span, label, authority) else {
            continue;
        };
        if tagged.last().is_some_and(|last| last.overlaps(span)) {
            continue;
        }
        let before = place.unlinked.and_then(|id| page.annotations.entity(id));
        draft.push(PageChange::Entity(match before {
            Some(before) => Change::Replace {
                before: before.clone(),
                after: Entity {
                    authority,
                    ..before.clone()
                },
            },
            None => Change::Insert(Entity {
                id: EntityId::new(),
                span,
                label: label.clone(),
                authority,
                attributes: Attributes::new(),
                parts: Vec::new(),
            }),
        }));
        tagged.push(span);
    }
    let first = *tagged.first().ok_or(Refusal::AlreadySo)?;
    let subject = if name.is_empty() {
        label.as_str()
    } else {
        name
    };
    let deed = EditLabel::new(Deed::TagAll)
        .about(subject)
        .times(tagged.len());
    draft.finish(deed, first).ok_or(Refusal::AlreadySo)
}

/// Gives mentions another label, each as [`super::entities::relabel`] does, with the
/// relations judged as they stand when all have it. One beside which
/// the very same stretch has that label already, or gets it, stays as it is: it would be
/// there twice.
///
/// # Errors
/// [`Refusal::AlreadySo`] if all have it.
pub fn relabel_all(page: Page<'_>, ids: &[EntityId], label: &Label) -> Outcome {
    let mut draft = Draft::new(page);
    let found = ids.iter().filter_map(|&id| page.annotations.entity(id));
    let mut taken: BTreeSet<Vec<Span>> = BTreeSet::new();
    let mut is_free = |entity: &Entity| {
        let mut there = page.annotations.entities_in(entity.span);
        let twin = there.any(|it| it.pieces().eq(entity.pieces()) && it.label == *label);
        !twin && taken.insert(entity.pieces().collect())
    };
    let changed: Vec<_> = found.filter(|entity| is_free(entity)).collect();
    let first = *changed.first().ok_or(Refusal::AlreadySo)?;
    let ids: BTreeSet<EntityId> = changed.iter().map(|entity| entity.id).collect();
    let lost = relations::unfit(page, &ids, label);
    let deed = if lost.is_empty() {
        Deed::RelabelAll
    } else {
        Deed::RelabelAllUnrelate
    };
    for relation in lost {
        draft.push(PageChange::Relation(Change::Remove(relation)));
    }
    for &before in &changed {
        draft.push(PageChange::Entity(Change::Replace {
            before: before.clone(),
            after: relabelled(page, before, label),
        }));
    }
    let deed = EditLabel::new(deed)
        .about(label.as_str())
        .times(changed.len());
    draft.finish(deed, first.span).ok_or(Refusal::AlreadySo)
}

#[cfg(test)]
mod tests;
