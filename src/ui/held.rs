//! The mention that was selected last, while the selection goes on to other text.
//!
//! A further part of a mention is selected after the mention, and the press that begins
//! the selection may touch a third one. What such a press selects is forgotten as soon
//! as it turns out to be the beginning of a selection.

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
