//! The mention that was selected last, while the selection goes on to other text.
//!
//! A further part of a mention is selected after the mention, and the press that begins
//! the selection may touch a third one. What such a press selects is forgotten as soon
//! as it turns out to be the beginning of a selection.

use super::view_state::ViewState;
use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::entity::Entity;
use crate::model::id::EntityId;

/// The mention at hand, see the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    now: Option<EntityId>,
    before: Option<EntityId>,
    /// Whether the last caret changed what is held.
    fresh: bool,
}

impl Held {
    /// The mention.
    pub fn id(&self) -> Option<EntityId> {
        self.now
    }

    /// A mention was selected, by the caret or otherwise.
    pub fn take(&mut self, id: Option<EntityId>) {
        self.fresh = id.is_some() && id != self.now;
        if self.fresh {
            self.before = self.now;
            self.now = id;
        }
    }

    /// Text is selected from where the caret was.
    pub fn select_text(&mut self) {
        if std::mem::take(&mut self.fresh) {
            self.now = self.before.or(self.now);
        }
    }
}

impl ViewState {
    /// The mention that the selection would be a further part of: the one that is held,
    /// as long as it is in view or in the same article.
    pub fn held_on<'p>(&self, annotations: &'p Annotations) -> Option<&'p Entity> {
        let entity = annotations.entity(self.held.id()?)?;
        let article_at = |at| annotations.segment_at(at).and_then(Segment::article);
        let here = article_at(self.page.selection().start());
        let near = here.is_some() && here == article_at(entity.span.start());
        (near || entity.overlaps(self.page.visible())).then_some(entity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_that_begins_at_another_mention_does_not_take_it() {
        let [one, two] = [Some(EntityId::new()), Some(EntityId::new())];
        let mut held = Held::default();
        held.take(one);
        held.take(None);
        held.take(two);
        held.select_text();
        held.select_text();
        assert_eq!(held.id(), one);
        // One that was there before the press stays.
        held.take(two);
        held.take(two);
        held.select_text();
        assert_eq!(held.id(), two);
        // The first of all is better than none.
        let mut held = Held::default();
        held.take(one);
        held.select_text();
        assert_eq!(held.id(), one);
    }
}
