//! Authority records: linking mentions, changing records, the panel.

use egui::Context;

use crate::edit::verbs::{Refusal, authorities};
use crate::model::authority::Authority;
use crate::model::id::{AuthorityId, DocumentId, EntityId};
use crate::model::layer::Scope;
use crate::ui::app::App;
use crate::ui::dialogs::link_record::{LinkForm, LinkMoreForm};
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::dialogs::records::{MergeForm, RecordForm, SplitForm};
use crate::ui::panels::records::filter_id;
use crate::ui::records::{RecordAction, RecordChoice};
use crate::ui::view_state::{Mode, Pane};

impl App {
    /// Carries out what was asked for where records are concerned.
    pub(super) fn record_action(&mut self, action: RecordAction) {
        match action {
            RecordAction::Link(scope, mention, choice) => self.link_record(scope, mention, choice),
            RecordAction::LinkAll(scope, mentions, record) => {
                self.link_mentions(scope, &mentions, record);
            }
            RecordAction::Unlink(mentions) => {
                self.edit_page(|page, _| authorities::unlink(page, &mentions));
            }
            RecordAction::Close => self.close_records(),
            RecordAction::Show(id) => self.show_record(id),
            RecordAction::Go(document, mention) => self.show_mention(document, mention),
            RecordAction::AskEdit(id) => {
                if let Some(record) = self.record(id) {
                    let form = RecordForm::new(record);
                    self.dialogs.push(OpenDialog::Record(Box::new(form)));
                }
            }
            RecordAction::AskMerge(one, other) => self.ask_merge(one, other),
            RecordAction::AskSplit(id, mentions) => self.ask_split(id, mentions),
            RecordAction::Edit(change) => {
                let [before, after] = *change;
                self.edit_record(&before, after);
            }
            RecordAction::Delete(id) => self.delete_record(id),
            RecordAction::Merge { kept, gone } => self.merge_records(kept, gone),
            RecordAction::Split(from, new, mentions) => self.split_record(from, *new, mentions),
        }
    }

    /// Changes what a record says. If that is not saved, say since others have changed it
    /// meanwhile, the dialog opens again over what the record is now.
    fn edit_record(&mut self, before: &Authority, after: Authority) {
        self.back_to_records();
        let session = self.session();
        match session.map(|session| session.edit_record(before, after)) {
            Some(Ok(change)) => self.commit(change),
            Some(Err(refusal)) => {
                self.refuse(refusal);
                if refusal != Refusal::AlreadySo {
                    self.reopen();
                }
            }
            None => {}
        }
        let now = self.record(before.id);
        if let (Some(OpenDialog::Record(form)), Some(now)) = (self.dialogs.last_mut(), now) {
            form.rebase(now);
        }
    }

    /// The mention that a key means: the selected one, or the one at the caret.
    fn linkable_at_hand(&self) -> Option<(Scope, EntityId)> {
        let view = self.view()?;
        let (caret, selected) = (view.page.caret(), view.entity);
        self.with_page(|page| {
            let found = selected.and_then(|id| page.annotations.entity(id));
            let found = found.or_else(|| page.annotations.entities_at(caret).first().copied());
            found.map(|entity| (page.scope, entity.id))
        })?
    }

    /// Asks which record the mention at hand means.
    pub(super) fn open_link_record(&mut self) {
        let linking = self.linkable_at_hand().and_then(|(scope, mention)| {
            let session = self.session()?;
            session.linking(scope, mention)
        });
        match linking {
            Some(linking) => {
                let form = LinkForm::new(linking);
                self.dialogs.push(OpenDialog::LinkRecord(Box::new(form)));
            }
            None => self.refuse(Refusal::NoEntityHere),
        }
    }

    /// Takes the link of the mention at hand away.
    pub(super) fn unlink_record(&mut self) {
        let found = self.linkable_at_hand().map(|(_, mention)| mention);
        let mentions: Vec<_> = found.into_iter().collect();
        self.edit_page(|page, _| match mentions.is_empty() {
            true => Err(Refusal::NoEntityHere),
            false => authorities::unlink(page, &mentions),
        });
    }

    fn link_record(&mut self, scope: Scope, mention: EntityId, choice: RecordChoice) {
        let before = self.session().map(crate::session::Session::revision);
        let record = match choice {
            RecordChoice::There(id) => {
                self.link_mentions(scope, &[mention], id);
                id
            }
            RecordChoice::New(record) => {
                let id = record.id;
                self.edit_page(|page, _| authorities::create(page, &[mention], *record));
                id
            }
        };
        if self.session().map(crate::session::Session::revision) != before {
            self.offer_alike(scope, mention, record);
        }
    }

    /// Offers to link the other mentions that read as one that was just linked.
    fn offer_alike(&mut self, scope: Scope, mention: EntityId, record: AuthorityId) {
        let Some((session, _)) = self.parts() else {
            return;
        };
        let alike = session.unlinked_alike(scope, mention);
        let (Some(record), Some(linking)) =
            (session.authority(record), session.linking(scope, mention))
        else {
            return;
        };
        if !alike.is_empty() && linking.now == Some(record.id) {
            let form = LinkMoreForm {
                scope,
                mentions: alike,
                surface: linking.surface,
                record: record.id,
                name: record.canonical.clone(),
            };
            self.dialogs.push(OpenDialog::LinkMore(Box::new(form)));
        }
    }

    fn link_mentions(&mut self, scope: Scope, mentions: &[EntityId], record: AuthorityId) {
        let record = self.record(record);
        self.edit_page(|page, _| {
            if page.scope != scope {
                return Err(Refusal::NoEntityHere);
            }
            let record = record.ok_or(Refusal::NoSuchRecord)?;
            authorities::link(page, mentions, &record)
        });
    }

    fn record(&self, id: AuthorityId) -> Option<Authority> {
        self.session()?.authority(id).cloned()
    }

    /// Opens the panel with the keyboard in its filter; closes it if it is there already.
    pub(super) fn toggle_records(&mut self, ctx: &Context) {
        let there = ctx.memory(|memory| memory.has_focus(filter_id()));
        if there {
            self.close_records();
            return;
        }
        let now = self.linkable_at_hand().and_then(|(scope, mention)| {
            let page = self.session()?.page(scope)?;
            page.annotations.entity(mention)?.authority
        });
        let Some((_, view)) = self.parts() else {
            return;
        };
        if now.is_some() && !view.records.open {
            view.records.filter.clear();
            view.records.choose(now);
        }
        view.records.open = true;
        view.records.focus_filter = true;
        view.records.reveal = true;
        self.prefs.show_inspector = true;
    }

    fn close_records(&mut self) {
        if let Some((_, view)) = self.parts() {
            view.records.open = false;
            view.focus = Some(Pane::Page);
        }
    }

    fn show_record(&mut self, id: AuthorityId) {
        if let Some((_, view)) = self.parts() {
            view.records.open = true;
            view.records.filter.clear();
            view.records.choose(Some(id));
            view.records.reveal = true;
            view.focus = Some(Pane::Inspector);
        }
    }

    fn show_mention(&mut self, document: DocumentId, mention: EntityId) {
        let mode = self.view().map(|view| view.mode);
        if !matches!(mode, Some(Mode::Entities | Mode::Read)) {
            self.set_mode(Mode::Entities);
        }
        self.open_document(document);
        self.select_entity(mention);
    }

    fn ask_merge(&mut self, one: AuthorityId, other: AuthorityId) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let (Some(one), Some(other)) = (session.authority(one), session.authority(other)) else {
            return;
        };
        if let Err(refusal) = authorities::merge(one, other) {
            self.refuse(refusal);
            return;
        }
        let counted = |record: &Authority| (record.clone(), view.records.count_of(record.id));
        let records = [counted(one), counted(other)];
        // What is mentioned more often is the likelier one to stay.
        let second = records[1].1 > records[0].1;
        let form = MergeForm { records, second };
        self.dialogs.push(OpenDialog::MergeRecords(Box::new(form)));
    }

    fn ask_split(&mut self, id: AuthorityId, mentions: Vec<EntityId>) {
        if let Some(from) = self.record(id) {
            let form = SplitForm {
                name: from.canonical.clone(),
                note: String::new(),
                from,
                mentions,
            };
            self.dialogs.push(OpenDialog::SplitRecord(Box::new(form)));
        }
    }

    fn delete_record(&mut self, id: AuthorityId) {
        let outcome = self.session().map(|session| session.delete_record(id));
        match outcome {
            Some(Ok(Ok(change))) => self.commit(change),
            Some(Ok(Err(refusal))) => self.refuse(refusal),
            Some(Err(error)) => self.fail("error.change", &error),
            None => {}
        }
        self.back_to_records();
    }

    fn merge_records(&mut self, kept: AuthorityId, gone: AuthorityId) {
        self.back_to_records();
        if self.refuse_while_busy() {
            return;
        }
        if let Some((path, author)) = self.project_file() {
            let wake = self.wake.clone();
            self.tasks.merge_records(path, author, (kept, gone), wake);
        }
        if let Some((_, view)) = self.parts() {
            view.records.choose(Some(kept));
            view.records.marked = None;
        }
    }

    fn split_record(&mut self, from: AuthorityId, new: Authority, mentions: Vec<EntityId>) {
        self.back_to_records();
        if self.refuse_while_busy() {
            self.reopen();
            return;
        }
        if let Some((path, author)) = self.project_file() {
            let (wake, mentions) = (self.wake.clone(), mentions.into_iter().collect());
            self.tasks
                .split_record(path, author, (from, new), mentions, wake);
        }
    }

    /// Gives the keyboard back to the list of records after a dialog.
    fn back_to_records(&mut self) {
        if let Some((_, view)) = self.parts()
            && view.records.open
        {
            view.focus = Some(Pane::Inspector);
        }
    }

    /// Counts how often each record is mentioned, in the background, if the panel shows
    /// it and something has changed.
    pub(super) fn follow_records(&mut self) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let Some(stamp) = view.records.wants_counts(session) else {
            return;
        };
        if let Some((path, _)) = self.project_file() {
            self.tasks.count_records(path, stamp, self.wake.clone());
        }
    }
}
