//! Carrying out actions: the only part of the window that changes anything.
//!
//! One match, no work in its arms; the work is in the files beside this one,
//! by subject.

mod correct;
mod describe;
mod document;
mod edit;
mod find;
mod go;
mod jobs;
mod learned;
mod problems;
mod project;
mod propagate;
mod records;
mod relate;
mod review;
mod schema;
mod search;
mod statistics;
mod versions;
mod view;

use egui::Context;

use super::action::Action;
use super::app::{App, Project};
use super::command::Command;
use super::dialogs::open::OpenDialog;
use super::view_state::Mode;
use crate::edit::verbs::{articles, entities, relations};
use crate::session::retrace::Way;

impl App {
    /// Does one thing that drawing asked for.
    pub(super) fn dispatch(&mut self, ctx: &Context, action: Action) {
        self.settle_attribute();
        match action {
            // That has just been done.
            Action::SettleAttribute => {}
            Action::Run(command) => self.run(ctx, command),
            Action::SetMode(mode) => self.set_mode(mode),
            Action::SetLayer(layer) => self.set_layer(layer),
            Action::OpenDocument(id) => self.open_document(id),
            Action::Reveal(span) => self.reveal(span),
            Action::SelectEntity(id) => self.select_entity(id),
            Action::Assign(number) => self.assign_number(number),
            Action::AssignTo(article) => self.assign(article),
            Action::SetRole(role) => self.set_role(&role),
            Action::ShowQuestion(fingerprint) => self.show_question(&fingerprint),
            Action::ChooseArticle(choice) => self.choose_article(choice),
            Action::SetReviewed(layer) => self.set_reviewed(layer),
            Action::SetSureness(percent) => self.set_sureness(percent),
            Action::Tag(label) => self.tag(&label),
            Action::Relabel(id, label) => {
                self.edit_page(|page, _| entities::relabel(page, id, &label));
            }
            Action::Resize(id, span) => self.edit_page(|page, _| entities::resize(page, id, span)),
            Action::Untag(ids) => self.edit_page(|page, _| entities::untag(page, &ids)),
            Action::SetAttribute(id, name, value) => self.set_attribute(id, &name, value),
            Action::Record(action) => self.record_action(action),
            Action::RelateEntities(from, to) => self.relate_entities(from, to),
            Action::Relate(fit) => self.edit_page(|page, _| relations::relate(page, &fit)),
            Action::Unrelate(id) => self.edit_page(|page, _| relations::unrelate(page, id)),
            Action::Correct(span, text) => self.correct(span, &text),
            Action::RemoveCorrections(ids) => self.remove_corrections(&ids),
            Action::CorrectAll(wrong, reach) => self.correct_all(&wrong, reach),
            Action::TagAlike(like, extent) => self.tag_alike(&like, extent),
            Action::CountMentions(wish) => self.count_mentions(wish),
            Action::ChangeMentions(wish, fate) => self.change_mentions(wish, fate),
            Action::Search => self.search(),
            Action::ShowHit(row) => self.show_hit(row),
            Action::SortHits(by) => self.sort_hits(by),
            Action::TagHits(label) => self.tag_hits(label),
            Action::AskHits => self.ask_hits(),
            Action::CloseSearch => self.close_search(),
            Action::MoveArticle(id, at) => {
                self.edit_page(|page, _| articles::move_to(page, id, at));
            }
            Action::MoveSegment(id, article, at) => {
                self.edit_page(|page, _| {
                    crate::edit::verbs::segments::move_to(page, id, article, at)
                });
            }
            Action::MergeArticles { from, into } => {
                self.edit_page(|page, _| articles::merge(page, from, into));
            }
            Action::DeleteArticle(id) => self.edit_page(|page, _| articles::delete(page, id)),
            Action::SetTitle(id, title) => {
                self.edit_page(|page, _| articles::set_title(page, id, &title));
            }
            Action::LinkContinuation(scope, from, to) => self.link_continuation(scope, from, to),
            Action::UnlinkContinuation(id) => self.unlink_continuation(Some(id)),
            Action::GoToArticle(at) => self.go_to_article(at),
            Action::SetStatus(status) => self.set_status(status),
            Action::SetMeta(id, meta) => self.set_meta(id, &meta),
            Action::OpenProject(path) => self.open_project(&path),
            Action::NewProject(path) => self.new_project(&path),
            Action::Import(request) => self.start_import(request),
            Action::ImportPages(request) => self.start_import_pages(request),
            Action::Export(request) => self.start_export(request),
            Action::Evaluate {
                gold,
                layer,
                documents,
            } => self.start_evaluation(gold, layer, documents),
            Action::RemoveGazetteer(name) => self.remove_gazetteer(&name),
            Action::KeepEvaluation(report) => self.keep_evaluation(report),
            Action::CountStatistics { layer, listed } => self.count_statistics(layer, listed),
            Action::KeepStatistics(report) => self.keep_statistics(report),
            Action::WriteFile(path, content) => self.write_file(path, content),
            Action::SurveySchema(edit) => self.survey_schema(*edit),
            Action::ChangeSchema(editor) => self.change_schema(editor),
            Action::ShowGuideline(label) => self.show_guideline(label),
            Action::CancelJob => self.tasks.cancel(),
            Action::Open(dialog) => self.dialogs.push(*dialog),
            Action::ShowProblem(at) => self.show_problem(at),
            Action::FixProblem(at) => self.fix_problem(at),
            Action::AskIgnore(at) => self.ask_ignore(at),
            Action::IgnoreProblem(problem, reason) => self.ignore_problem(&problem, &reason),
            Action::HeedProblem(at) => self.heed_problem(at),
            Action::ShowPlace(document, span) => self.show_place(document, span),
            Action::GoToLine(line) => self.go_to_line(line),
            Action::Find(needle) => self.find(&needle),
            Action::ForgetRecent(path) => self.prefs.forget(&path),
        }
    }

    /// Carries out a command, if it may be invoked.
    fn run(&mut self, ctx: &Context, command: Command) {
        if let Err(reason) = self.env().check(command) {
            let text = self.tr().get(reason.key()).to_owned();
            self.toasts.info(text);
            return;
        }
        match command {
            Command::NewProject => self.ask_new_project(),
            Command::OpenProject => self.ask_open_project(),
            Command::TrySample => self.try_sample(),
            Command::ImportFiles | Command::ImportFolder | Command::ImportAnnotations => {
                self.ask_import(command);
            }
            Command::Export => self.open_dialog(OpenDialog::export()),
            Command::Evaluate => self.open_evaluation(),
            Command::Statistics => self.open_statistics(),
            Command::Gazetteers => self.open_dialog(OpenDialog::Gazetteers(Default::default())),
            Command::ExportModel => self.ask_export_model(),
            Command::ImportModel => self.ask_import_model(),
            Command::ForgetModel => self.forget_model(),
            Command::CloseProject => self.close_project(),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Undo => self.retrace(Way::Undo),
            Command::Redo => self.retrace(Way::Redo),
            Command::FindInPage => self.open_find(),
            Command::SearchCorpus => self.open_search(),
            Command::FindNext => self.next_hit(1),
            Command::FindPrevious => self.next_hit(-1),
            Command::ExpandSelection => self.expand_selection(),
            Command::ModeSegment => self.set_mode(Mode::Segment),
            Command::ModeEntities => self.set_mode(Mode::Entities),
            Command::ModeRead => self.set_mode(Mode::Read),
            Command::ModeReview => self.set_mode(Mode::Review),
            Command::SwitchSide => self.switch_side(),
            Command::ToggleEdits => self.toggle_edits(),
            Command::Correct => self.start_correction(),
            Command::CorrectAll => self.open_correct_all(),
            Command::RemoveCorrection => self.remove_correction(),
            Command::NextTheme
            | Command::NextLanguage
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset => {
                self.change_look(ctx, command);
            }
            Command::ToggleDocuments => self.prefs.show_documents = !self.prefs.show_documents,
            Command::ToggleInspector => self.prefs.show_inspector = !self.prefs.show_inspector,
            Command::NextPane => self.move_focus(ctx, 1),
            Command::PreviousPane => self.move_focus(ctx, -1),
            Command::Records => self.toggle_records(ctx),
            Command::LinkRecord => self.open_link_record(),
            Command::UnlinkRecord => self.unlink_record(),
            Command::Palette => self.palette.open(),
            Command::NextDocument => self.step_document(1),
            Command::PreviousDocument => self.step_document(-1),
            Command::NextUseful => self.find_useful(),
            Command::NextOpen => self.next_open(1),
            Command::PreviousOpen => self.next_open(-1),
            Command::GoToLine => self.open_dialog(OpenDialog::go_to_line()),
            Command::DocumentMetadata => self.open_metadata(),
            Command::MarkDone => self.mark_done(),
            Command::NextStatus => self.next_status(),
            Command::RemoveDocument => self.remove_document(),
            Command::SuggestAgain => self.suggest_page(true),
            Command::SuggestAll => self.suggest_all(),
            Command::NextProblem => self.step_problem(1),
            Command::PreviousProblem => self.step_problem(-1),
            Command::FixProblem => {
                if let Some(at) = self.problem_at_hand() {
                    self.fix_problem(at);
                }
            }
            Command::IgnoreProblem => {
                if let Some(at) = self.problem_at_hand() {
                    self.ask_ignore(at);
                }
            }
            Command::ToggleIgnored => self.toggle_ignored(),
            Command::ListProblems => self.list_problems(),
            Command::Help => self.help(ctx),
            Command::Schema => self.open_schema(),
            Command::Guideline => self.toggle_guideline(),
            Command::About => self.open_dialog(OpenDialog::About),
            Command::ArticleTitle => self.open_title(),
            Command::LinkContinuation => self.open_continuation(),
            Command::UnlinkContinuation => self.unlink_continuation(None),
            Command::ReplaceText => self.ask_import(command),
            Command::ReplaceReport => self.show_replaced(),
            Command::OldVersion => self.step_version(),
            Command::ToggleBreak => self.toggle_break(),
            Command::CancelTask => self.tasks.cancel(),
            Command::AcceptHere
            | Command::AcceptQuestion
            | Command::RejectQuestion
            | Command::AcceptSelection
            | Command::AcceptArticle
            | Command::AcceptAll
            | Command::AcceptSure
            | Command::OrderQuestions
            | Command::NextReviewed => self.review(command),
            Command::Attributes => self.focus_attributes(),
            Command::AddPart => self.add_part(),
            Command::Relate => self.relate(),
            Command::Unrelate => self.unrelate_last(),
            Command::TagAlikeArticle
            | Command::TagAlikeDocument
            | Command::TagAlikeProject
            | Command::ShowAlike => self.alike(command),
            Command::RelabelAll | Command::RemoveAll => self.open_mentions(command),
            Command::NextLayer => self.next_layer(),
            _ => self.mark(command),
        }
    }

    fn open_dialog(&mut self, dialog: OpenDialog) {
        self.dialogs.push(dialog);
    }

    /// The project with its view, if one is open.
    pub(super) fn parts(
        &mut self,
    ) -> Option<(
        &mut crate::session::Session,
        &mut super::view_state::ViewState,
    )> {
        self.project
            .as_mut()
            .map(|Project { session, view }| (session, view))
    }
}
