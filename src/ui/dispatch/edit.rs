//! Actions that change the page: every one is a verb, applied by the session.

use crate::edit::draft::Page;
use crate::edit::label::{Deed, EditLabel};
use crate::edit::transaction::Transaction;
use crate::edit::verbs::{Outcome, Refusal, articles, entities, line_breaks, segments};
use crate::model::entity::Entity;
use crate::model::id::{ArticleId, EntityId, Label, Role};
use crate::session::apply::Applied;
use crate::session::reading::effective_break;
use crate::session::retrace::{Retraced, Way};
use crate::session::{Session, SessionError};
use crate::text::offset::CharOffset;
use crate::text::span::Span;
use crate::ui::app::{App, Project};
use crate::ui::command::Command;
use crate::ui::label_text;
use crate::ui::view_state::ViewState;

impl App {
    /// Asks a verb what to do with the page, and has the session do it.
    ///
    /// The verb gets the page and the selection (empty: the caret).
    pub(super) fn edit_page(&mut self, verb: impl FnOnce(Page<'_>, Span) -> Outcome) {
        let Some(Project { session, view }) = &mut self.project else {
            return;
        };
        let Some(outcome) = ask(session, view, verb) else {
            return;
        };
        match outcome {
            Ok(transaction) => self.commit(transaction),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Applies an editor's transaction and shows the outcome. Where it is not saved, the
    /// dialog that it came from opens again with what was typed.
    pub(super) fn commit(&mut self, mut transaction: Transaction) {
        if self.tasks.is_changing() && self.refuse_while_busy() {
            self.reopen();
            return;
        }
        let Some((session, view)) = self.parts() else {
            return;
        };
        let old = view.current.as_ref().is_some_and(|it| it.document.removed);
        if old {
            // An earlier version is only looked at.
            let text = self.tr().get("toast.old-version").to_owned();
            self.toasts.info(text);
            return;
        }
        if let Some(focus) = &mut transaction.focus {
            focus.before = view.page.selection();
        }
        let label = transaction.label.clone();
        match session.edit(transaction) {
            Ok(_) => {
                self.tell_of_losses(&label);
                self.after_change();
            }
            Err(error) => {
                self.fail("error.change", &error);
                self.reopen();
            }
        }
    }

    /// Opens the dialog again that asked for what was not done, as it was left.
    pub(super) fn reopen(&mut self) {
        if let Some(dialog) = self.closed.take() {
            self.dialogs.push(dialog);
            if let Some((_, view)) = self.parts() {
                view.focus = None;
            }
        }
    }

    /// Says that relations went with a label.
    fn tell_of_losses(&mut self, label: &EditLabel) {
        if matches!(label.deed, Deed::RelabelUnrelate | Deed::RelabelAllUnrelate) {
            let schema = self.session().map(|session| session.schema().clone());
            let what = schema.map(|schema| label_text::sentence(self.tr(), &schema, label));
            self.toasts.info(what.unwrap_or_default());
        }
    }

    /// Says so if what is selected in the clean text stands in several places of
    /// the raw text.
    pub(super) fn refuse_scattered(&mut self) -> bool {
        let scattered = self
            .view()
            .is_some_and(|view| view.reads_clean() && view.read.link.scattered);
        if scattered {
            self.refuse(Refusal::NotOneStretch);
        }
        scattered
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        let text = self
            .tr()
            .get(&format!("refusal.{}", refusal.as_str()))
            .to_owned();
        self.toasts.info(text);
    }

    /// Takes the last gesture back or does it again: at once, or as a job where it
    /// reaches over many pages.
    pub(super) fn retrace(&mut self, way: Way) {
        if self.tasks.is_changing() && self.refuse_while_busy() {
            return;
        }
        let long = self.session().map(|session| session.is_long(way));
        match (long, self.project_layer()) {
            (Some(Ok(true)), Some(_)) if self.refuse_while_busy() => {}
            (Some(Ok(true)), Some(work)) => self.tasks.retrace(work, way, self.wake.clone()),
            (Some(Err(error)), _) => self.fail("error.change", &error),
            _ => {
                let label = self
                    .session()
                    .and_then(|session| session.label(way).cloned());
                let outcome = self.parts().map(|(session, _)| match way {
                    Way::Undo => session.undo(),
                    Way::Redo => session.redo(),
                });
                self.retraced(way, label, outcome);
            }
        }
    }

    /// Shows what a job took back or did again.
    pub(super) fn retraced_by_job(&mut self, done: Retraced) {
        let stopped = done.stopped;
        self.retraced(done.way, done.label, Some(Ok(done.applied)));
        if stopped {
            let text = self.tr().get("toast.retrace-stopped").to_owned();
            self.toasts.info(text);
        }
    }

    fn retraced(
        &mut self,
        way: Way,
        label: Option<EditLabel>,
        outcome: Option<Result<Option<Applied>, SessionError>>,
    ) {
        let key = match way {
            Way::Undo => "toast.undone",
            Way::Redo => "toast.redone",
        };
        match outcome {
            Some(Ok(Some(applied))) => {
                let tr = self.tr();
                let schema = self.session().map(|session| session.schema().clone());
                if let Some((label, schema)) = label.zip(schema) {
                    let what = label_text::sentence(tr, &schema, &label);
                    self.toasts.info(tr.with(key, &[("what", &what)]));
                }
                if let Some((_, view)) = self.parts() {
                    view.review.expect_back();
                }
                self.after_change();
                self.show_focus(applied);
            }
            Some(Err(error)) => self.fail("error.change", &error),
            Some(Ok(None)) | None => {}
        }
    }

    /// Shows where a change was taken back or done again.
    fn show_focus(&mut self, applied: Applied) {
        let Some(focus) = applied.focus else { return };
        if let Some(layer) = applied.layer {
            self.set_layer(layer);
        }
        self.open_document(focus.document);
        let Some((_, view)) = self.parts() else {
            return;
        };
        view.page.select(focus.after);
        view.page.reveal(focus.after);
        view.review.show_nothing();
    }

    pub(super) fn assign_number(&mut self, number: usize) {
        self.edit_page(|page, selection| {
            let article = page
                .annotations
                .article_by_number(number)
                .ok_or(Refusal::NoSuchArticle)?;
            segments::assign(page, selection, article.id)
        });
    }

    pub(super) fn assign(&mut self, article: ArticleId) {
        self.edit_page(|page, selection| segments::assign(page, selection, article));
    }

    pub(super) fn set_role(&mut self, role: &Role) {
        self.edit_page(|page, selection| segments::set_role(page, selection, role));
    }

    /// Tags the selection; without one the entity under the caret is relabelled,
    /// and without that the word under the caret is tagged.
    pub(super) fn tag(&mut self, label: &Label) {
        if self.refuse_scattered() {
            return;
        }
        let word = self.word_at_caret();
        let selected = self.view().and_then(|view| view.entity);
        let before = self.session().map(Session::revision);
        self.edit_page(|page, selection| {
            if !selection.is_empty() {
                return entities::tag(page, selection, label);
            }
            match entity_at(page, selection.start(), selected) {
                Some(entity) => entities::relabel(page, entity.id, label),
                None => entities::tag(page, word.ok_or(Refusal::NoText)?, label),
            }
        });
        self.select_tagged();
        if self.session().map(Session::revision) != before {
            self.follow_alike();
            self.count_alike();
        }
    }

    /// Selects the entity that the caret is in now, so that the next key can
    /// change it.
    fn select_tagged(&mut self) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let page = view
            .current
            .as_ref()
            .and_then(|current| session.page(current.scope));
        let there = page
            .map(|page| page.annotations.entities_at(view.page.caret()))
            .unwrap_or_default();
        let selection = view.page.selection();
        let tagged = there
            .iter()
            .find(|entity| entity.span == selection)
            .or(there.first());
        view.entity = tagged.map(|entity| entity.id).or(view.entity);
        view.held.take(view.entity);
    }

    /// The word at the caret; in Read mode that of the clean text, where no line
    /// end cuts it.
    pub(super) fn word_at_caret(&self) -> Option<Span> {
        let Project { session, view } = self.project.as_ref()?;
        let page = session.page(view.current.as_ref()?.scope)?;
        if let Some(text) = view.read.text.as_ref().filter(|_| view.reads_clean()) {
            let word = self
                .words
                .at(text.reading.source(), view.read.clean.caret());
            return text.raw_of(word, &page.source);
        }
        Some(self.words.at(&page.source, view.page.caret()))
    }

    /// Turns hard wraps into paragraph ends and back.
    pub(super) fn toggle_break(&mut self) {
        if self.refuse_scattered() {
            return;
        }
        let Some(Project { session, view }) = &self.project else {
            return;
        };
        let Some(open) = view
            .current
            .as_ref()
            .and_then(|current| session.page(current.scope))
        else {
            return;
        };
        let page = open.look(session.schema());
        let effective = |line| effective_break(page, open.inferred_breaks(), line);
        match line_breaks::toggle(page, view.page.selection(), &effective) {
            Ok(transaction) => self.commit(transaction),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Commands that mark the page at the caret or selection.
    pub(super) fn mark(&mut self, command: Command) {
        let selected = self.view().and_then(|view| view.entity);
        let caret = self
            .view()
            .map(|view| view.page.caret())
            .unwrap_or_default();
        self.edit_page(|page, selection| {
            let first = selection.start();
            match command {
                Command::StartArticle => articles::start(page, first, articles::Start::Line),
                Command::StartArticleHere => articles::start(page, first, articles::Start::Caret),
                Command::JoinAbove => segments::join_above(page, caret),
                Command::MergeAbove => articles::merge_above(page, caret),
                Command::SplitSegment => segments::split(page, caret),
                Command::MarkFurniture => segments::toggle_furniture(page, selection),
                Command::Unassign => segments::unassign(page, selection),
                Command::SegmentUp => segments::nudge(page, caret, -1),
                Command::SegmentDown => segments::nudge(page, caret, 1),
                Command::ArticleUp => articles::nudge(page, articles::article_at(page, caret)?, -1),
                Command::ArticleDown => {
                    articles::nudge(page, articles::article_at(page, caret)?, 1)
                }
                Command::DeleteArticle => {
                    articles::delete(page, articles::article_at(page, caret)?)
                }
                Command::DeleteEntity => untag(page, selection, selected),
                Command::RemovePart => {
                    let entity = entity_at(page, caret, selected).ok_or(Refusal::NoEntityHere)?;
                    entities::remove_part(page, entity.id, selection)
                }
                Command::EntityStartLeft => stretch(page, caret, selected, (-1, 0)),
                Command::EntityStartRight => stretch(page, caret, selected, (1, 0)),
                Command::EntityEndLeft => stretch(page, caret, selected, (0, -1)),
                Command::EntityEndRight => stretch(page, caret, selected, (0, 1)),
                _ => Err(Refusal::AlreadySo),
            }
        });
    }
}

/// What a verb says of the page on screen; `None` if there is none.
pub(super) fn ask(
    session: &Session,
    view: &ViewState,
    verb: impl FnOnce(Page<'_>, Span) -> Outcome,
) -> Option<Outcome> {
    let page = session.page(view.current.as_ref()?.scope)?;
    let schema = session.schema();
    Some(verb(page.look(schema), view.page.selection()))
}

/// The entity that a key means: the selected one if the caret touches it, else
/// the innermost under the caret.
pub(super) fn entity_at(
    page: Page<'_>,
    caret: CharOffset,
    selected: Option<EntityId>,
) -> Option<&Entity> {
    let there = page.annotations.entities_at(caret);
    let chosen = there
        .iter()
        .find(|entity| Some(entity.id) == selected)
        .copied();
    chosen.or_else(|| there.first().copied())
}

/// The selected entity, wherever the caret is, else the innermost under the caret.
pub(super) fn entity_at_hand(
    page: Page<'_>,
    caret: CharOffset,
    selected: Option<EntityId>,
) -> Option<&Entity> {
    let selected = selected.and_then(|id| page.annotations.entity(id));
    selected.or_else(|| entity_at(page, caret, None))
}

fn untag(page: Page<'_>, selection: Span, selected: Option<EntityId>) -> Outcome {
    if selection.is_empty() {
        let entity = entity_at(page, selection.start(), selected).ok_or(Refusal::NoEntityHere)?;
        return entities::untag(page, &[entity.id]);
    }
    let inside = page
        .annotations
        .entities_in(selection)
        .filter(|entity| selection.covers(entity.span));
    let ids: Vec<_> = inside.map(|entity| entity.id).collect();
    if ids.is_empty() {
        let entity = page
            .annotations
            .entities_in(selection)
            .next()
            .ok_or(Refusal::NoEntityHere)?;
        return entities::untag(page, &[entity.id]);
    }
    entities::untag(page, &ids)
}

/// Moves the ends of an entity by code points, over white space to the next ink.
fn stretch(
    page: Page<'_>,
    caret: CharOffset,
    selected: Option<EntityId>,
    (start_step, end_step): (i32, i32),
) -> Outcome {
    let entity = entity_at(page, caret, selected).ok_or(Refusal::NoEntityHere)?;
    let start = step(page, entity.span.start(), start_step);
    let end = step(page, entity.span.end(), end_step);
    if start >= end {
        return Err(Refusal::NoFurther);
    }
    entities::resize(page, entity.id, Span::between(start, end))
}

/// One code point on or back; white space is stepped over with it, so that an
/// end never rests on a line break.
fn step(page: Page<'_>, from: CharOffset, by: i32) -> CharOffset {
    let mut at = from;
    if by == 0 {
        return at;
    }
    loop {
        let crossed = if by > 0 {
            page.source.char_at(at)
        } else {
            page.source.char_before(at)
        };
        let Some(crossed) = crossed else { break };
        at = if by > 0 { at + 1 } else { at.back(1) };
        if !crossed.is_whitespace() {
            break;
        }
    }
    at
}
