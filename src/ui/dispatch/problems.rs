//! Problems: going to them, mending, ignoring.

use crate::model::id::DocumentId;
use crate::text::span::Span;
use crate::ui::app::{App, Project};
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::problem_text;
use crate::ui::problems::Listed;

impl App {
    /// Brings the list of problems up to date with the page on screen.
    pub(super) fn follow_problems(&mut self) {
        let wake = self.wake.clone();
        let Some((session, view)) = self.parts() else {
            return;
        };
        let Some(scope) = view.current.as_ref().map(|current| current.scope) else {
            return;
        };
        if let Err(error) = view.problems.follow(session, scope, &wake) {
            log::warn!("the problems of the page are not known: {error}");
        }
    }

    /// Shows the next (`1`) or previous (`-1`) problem of the page.
    pub(super) fn step_problem(&mut self, step: isize) {
        let next = self
            .view()
            .and_then(|view| view.problems.step(view.page.selection(), step));
        if let Some(at) = next {
            self.show_problem(at);
        }
    }

    /// Shows a problem by its place in the list.
    pub(super) fn show_problem(&mut self, at: usize) {
        let Some((_, view)) = self.parts() else {
            return;
        };
        if let Some(problem) = view.problems.open.get(at) {
            let place = problem.place();
            view.problems.at = Some(at);
            view.problems.reveal = true;
            view.problems.listed = Listed::Page;
            self.reveal(place);
        }
    }

    /// The place in the list of the problem that a key means.
    pub(super) fn problem_at_hand(&self) -> Option<usize> {
        let view = self.view()?;
        view.problems.at_hand(view.page.selection())
    }

    /// Mends a problem, by its place in the list, if there is a way. What would mend it
    /// was made for the page as it was then; one that has changed is looked at anew first.
    pub(super) fn fix_problem(&mut self, at: usize) {
        let Some(Project { session, view }) = &self.project else {
            return;
        };
        let page = view
            .current
            .as_ref()
            .and_then(|current| session.page(current.scope));
        if !page.is_some_and(|page| view.problems.is_of(page)) {
            let text = self.tr().get("problems.stale").to_owned();
            self.toasts.info(text);
            return;
        }
        let problem = view.problems.open.get(at);
        if let Some(fix) = problem.and_then(|problem| problem.fix.clone()) {
            self.edit_page(|page, _| fix.transaction(page));
        }
    }

    /// Asks why a problem is to be ignored.
    pub(super) fn ask_ignore(&mut self, at: usize) {
        let tr = self.tr();
        let Some((session, view)) = self.parts() else {
            return;
        };
        if let Some(problem) = view.problems.open.get(at) {
            let sentence = problem_text::sentence(tr, session.schema(), problem);
            let dialog = OpenDialog::ignore(problem.fingerprint(), sentence);
            self.dialogs.push(dialog);
        }
    }

    /// Ignores a problem from now on.
    pub(super) fn ignore_problem(&mut self, fingerprint: &str, reason: &str) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let mut open = view.problems.open.iter();
        let problem = open.find(|problem| problem.fingerprint() == fingerprint);
        let (Some(problem), Some(current)) = (problem, &view.current) else {
            return;
        };
        match session.ignore_problem(current.scope, problem, reason) {
            Ok(_) => self.after_change(),
            Err(error) => {
                self.fail("error.change", &error);
                self.reopen();
            }
        }
    }

    /// Lists an ignored problem again, by its place among the ignored ones.
    pub(super) fn heed_problem(&mut self, at: usize) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let ignored = view.problems.ignored.get(at).cloned();
        let (Some((problem, why)), Some(current)) = (ignored, &view.current) else {
            return;
        };
        match session.heed_problem(current.scope, &problem, why) {
            Ok(_) => self.after_change(),
            Err(error) => self.fail("error.change", &error),
        }
    }

    /// Shows the ignored problems too, or hides them.
    pub(super) fn toggle_ignored(&mut self) {
        if let Some((_, view)) = self.parts() {
            view.problems.listed = Listed::Page;
            view.problems.show_ignored = !view.problems.show_ignored;
        }
    }

    /// Looks at all pages, in a job.
    pub(super) fn list_problems(&mut self) {
        if self.refuse_while_busy() {
            return;
        }
        let layer = self.session().map(crate::session::Session::layer);
        if let Some(((path, _), layer)) = self.project_file().zip(layer) {
            self.tasks.problems(path, layer, self.wake.clone());
        }
        if let Some((_, view)) = self.parts() {
            view.problems.listed = Listed::Project;
        }
    }

    /// Shows a place of any document.
    pub(super) fn show_place(&mut self, document: DocumentId, span: Span) {
        self.open_document(document);
        let there = self.view().and_then(|view| view.current.as_ref());
        if there.is_some_and(|current| current.document.id == document) {
            self.reveal(span);
        }
    }
}
