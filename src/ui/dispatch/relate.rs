//! Relating mentions: one is marked, then another one, and where the schema lets
//! them be related in one way only, that is done.

use crate::edit::verbs::Refusal;
use crate::edit::verbs::relations::{fits, relate, unrelate_last};
use crate::model::id::EntityId;
use crate::ui::app::App;
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::dialogs::relation::RelationForm;

impl App {
    /// Begins a relation at the selected entity, or leads the one that was begun to it.
    pub(super) fn relate(&mut self) {
        let Some((_, view)) = self.parts() else {
            return;
        };
        let Some(entity) = view.entity else {
            return self.refuse(Refusal::NoEntityHere);
        };
        match view.relating.take() {
            None => {
                view.relating = Some(entity);
                self.tell("toast.relating");
            }
            Some(from) if from == entity => self.tell("toast.not-relating"),
            Some(from) => self.relate_entities(from, entity),
        }
    }

    fn tell(&mut self, key: &str) {
        let text = self.tr().get(key).to_owned();
        self.toasts.info(text);
    }

    /// Relates two entities in the way that the schema allows; asks if there are several.
    pub(super) fn relate_entities(&mut self, from: EntityId, to: EntityId) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let page = view.current.as_ref();
        let page = page.and_then(|current| session.page(current.scope));
        let Some(page) = page.map(|page| page.look(session.schema())) else {
            return;
        };
        let ways = fits(page, from, to);
        match ways.as_slice() {
            [] => self.refuse(Refusal::NoRelationFits),
            [way] => {
                let way = way.clone();
                self.edit_page(|page, _| relate(page, &way));
            }
            _ => {
                let name = |id| {
                    page.annotations
                        .entity(id)
                        .map(|it| it.surface(page.source))
                };
                let form = RelationForm::new(&ways, name);
                self.open_dialog(OpenDialog::Relation(form));
            }
        }
    }

    /// Removes the last relation of the selected entity.
    pub(super) fn unrelate_last(&mut self) {
        let selected = self.view().and_then(|view| view.entity);
        self.edit_page(|page, _| unrelate_last(page, selected.ok_or(Refusal::NoEntityHere)?));
    }
}
