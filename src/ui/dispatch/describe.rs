//! Attributes of what is at hand, and the parts of mentions.

use super::edit::{ask, entity_at, entity_at_hand};
use crate::edit::verbs::{Refusal, articles, entities};
use crate::model::entity::{AttributeValue, set_value};
use crate::ui::app::{App, Project};
use crate::ui::attributes::Owner;
use crate::ui::view_state::Mode;

/// Code points shown of a text that is no number.
const MOST_SHOWN: usize = 40;

/// Attributes.
impl App {
    /// Saves what is being typed into an attribute, before anything else happens; while
    /// a job changes the project it waits.
    pub(in crate::ui) fn settle_attribute(&mut self) {
        if self.tasks.is_changing() {
            return;
        }
        let pending = self.parts().and_then(|(_, view)| view.attribute.take());
        let Some(pending) = pending else { return };
        match pending.value() {
            Some(value) => self.set_attribute(pending.owner, &pending.name, value),
            None => {
                let text: String = pending.text.chars().take(MOST_SHOWN).collect();
                let said = self.tr().with("attributes.not-saved", &[("text", &text)]);
                self.toasts.info(said);
            }
        }
    }

    /// Sets an attribute; the same value again is nothing to speak of.
    pub(super) fn set_attribute(
        &mut self,
        owner: Owner,
        name: &str,
        value: Option<AttributeValue>,
    ) {
        let Some(Project { session, view }) = &self.project else {
            return;
        };
        let outcome = match owner {
            Owner::Entity(id) => ask(session, view, |page, _| {
                entities::set_attribute(page, id, name, value)
            }),
            Owner::Article(id) => ask(session, view, |page, _| {
                articles::set_attribute(page, id, name, value)
            }),
            Owner::Record(id) => session.authority(id).map(|record| {
                let mut after = record.clone();
                set_value(&mut after.attributes, name, value);
                session.edit_record(record, after)
            }),
        };
        match outcome {
            Some(Ok(transaction)) => self.commit(transaction),
            Some(Err(Refusal::AlreadySo)) | None => {}
            Some(Err(refusal)) => self.refuse(refusal),
        }
    }

    /// Gives the keyboard to the first attribute of what is at hand: the mention, or the
    /// article in mode Segment, and in mode Read where no mention is.
    pub(super) fn focus_attributes(&mut self) {
        let Some(Project { session, view }) = &mut self.project else {
            return;
        };
        let page = view.current.as_ref();
        let page = page.and_then(|current| session.page(current.scope));
        let Some(page) = page.map(|page| page.look(session.schema())) else {
            return;
        };
        let caret = view.page.caret();
        let entity = entity_at_hand(page, caret, view.entity);
        let of_article = match view.mode {
            Mode::Segment => true,
            Mode::Read => entity.is_none(),
            Mode::Entities | Mode::Review => false,
        };
        let defs = if of_article {
            let article = articles::article_at(page, caret).ok();
            article.map(|_| &page.schema.article_attributes)
        } else {
            view.entity = entity.map(|entity| entity.id);
            let def = entity.and_then(|entity| page.schema.label(&entity.label));
            def.map(|def| &def.attributes)
        };
        if defs.is_none_or(Vec::is_empty) {
            return self.refuse(Refusal::NoAttributes);
        }
        view.records.open = false;
        view.focus_attribute = true;
        self.prefs.show_inspector = true;
    }
}

/// Parts.
impl App {
    /// The selection becomes a further part of the mention that was selected last; on
    /// a part of an interrupted mention it takes that part away.
    pub(super) fn add_part(&mut self) {
        if self.refuse_scattered() {
            return;
        }
        let selected = self.view().and_then(|view| view.entity);
        let page = self.open_page();
        let held = page.zip(self.view());
        let held = held.and_then(|(page, view)| Some(view.held_on(&page.annotations)?.id));
        let mut changed = selected;
        self.edit_page(|page, selection| {
            let on_it = entity_at(page, selection.start(), selected);
            if let Some(entity) = on_it.filter(|it| entities::is_part(it, selection)) {
                changed = Some(entity.id);
                return entities::remove_part(page, entity.id, selection);
            }
            if selection.is_empty() {
                return Err(Refusal::NothingSelected);
            }
            changed = held.or(changed);
            entities::add_part(page, held.ok_or(Refusal::NoEntityHeld)?, selection)
        });
        if let Some((_, view)) = self.parts() {
            view.entity = changed;
            view.held.take(changed);
        }
    }
}
