//! Reviewing what another layer says: walking, accepting, rejecting.

use std::sync::Arc;

use crate::model::article::Segment;
use crate::model::id::LayerId;
use crate::review::bulk::Bulk;
use crate::review::difference::Question;
use crate::session::review::{Answer, Comparison, Review};
use crate::text::span::Span;
use crate::ui::app::{App, Project};
use crate::ui::command::Command;
use crate::ui::review_state::reviewable;
use crate::ui::view_state::{Mode, Pane, ViewState};

/// Layers that say no more things than this are compared in less than the time of a
/// frame; larger ones by a job.
const AT_ONCE: usize = 1_000;

/// Questions about no more stretches of text than this are accepted in less than the time
/// of a few frames; more by a job.
const ACCEPTED_AT_ONCE: usize = 500;

impl App {
    /// Compares the page on screen with the layer that is reviewed, if either has
    /// changed, and shows the question at hand if it was waited for.
    pub(super) fn keep_review(&mut self) {
        self.compare_layers();
        let waited_for = |view: &ViewState| view.mode == Mode::Review && view.review.is_to_show();
        if self.view().is_some_and(waited_for) {
            self.reveal_question();
        }
    }

    fn compare_layers(&mut self) {
        let Some(Project { session, view }) = &mut self.project else {
            return;
        };
        let Some(scope) = view.current.as_ref().map(|current| current.scope) else {
            view.review.close();
            return;
        };
        let all: Vec<_> = reviewable(session, view).collect();
        let chosen = view.review.source.filter(|source| all.contains(source));
        let Some(source) = chosen.or_else(|| all.first().copied()) else {
            view.review.close();
            return;
        };
        let wanted = (scope, source, session.revision());
        if let Some((made_for, review)) = self.tasks.compared()
            && made_for == wanted
        {
            view.review.renew(wanted, Some(review));
        }
        if view.review.is_fresh(wanted) {
            return;
        }
        match session.comparison(scope.document, source) {
            Ok(Some(large)) if large.size() > AT_ONCE => {
                if view.review.await_job(wanted) {
                    self.tasks.compare(wanted, large, self.wake.clone());
                }
            }
            Ok(small) => view.review.renew(wanted, small.map(Comparison::compare)),
            Err(error) => {
                view.review.close();
                self.fail("error.document", &error);
            }
        }
    }

    /// Commands about questions.
    pub(super) fn review(&mut self, command: Command) {
        let Some(view) = self.view() else { return };
        let review = &view.review;
        let selection = view.page.selection();
        let bulk = |bulk: Bulk| bulk.pick(review.questions());
        match command {
            Command::AcceptHere => {
                let here = review.at(selection).cloned();
                self.accept(&here.into_iter().collect::<Vec<_>>(), Answer::Yes);
            }
            Command::AcceptQuestion => {
                let current = review.current().cloned();
                self.accept(&current.into_iter().collect::<Vec<_>>(), Answer::Yes);
            }
            Command::RejectQuestion => self.reject_question(),
            Command::AcceptSelection => self.accept(&bulk(Bulk::In(selection)), Answer::Yes),
            Command::AcceptArticle => {
                let questions = self.of_article();
                self.accept(&questions, Answer::Yes);
            }
            Command::AcceptAll => self.accept(&bulk(Bulk::All), Answer::Yes),
            Command::AcceptSure => {
                let least = f64::from(review.sureness) / 100.0;
                self.accept(&bulk(Bulk::Above(least)), Answer::Yes);
            }
            Command::OrderQuestions => self.order_questions(),
            Command::NextReviewed => self.next_reviewed(),
            _ => {}
        }
    }

    /// The questions about the article that the question at hand is about, or that
    /// the caret stands in.
    fn of_article(&self) -> Vec<Question> {
        let Some(view) = self.view() else {
            return Vec::new();
        };
        let subject = view.review.current().and_then(Question::subject);
        let caret = view.page.caret();
        let under_caret = || {
            self.with_page(|page| {
                page.annotations
                    .segment_at(caret)
                    .and_then(Segment::article)
            })
            .flatten()
        };
        let article = match subject {
            Some(subject) => subject.mine.or(subject.theirs),
            None => under_caret(),
        };
        article.map_or_else(Vec::new, |id| {
            Bulk::Article(id).pick(view.review.questions())
        })
    }

    pub(super) fn choose_article(&mut self, choice: usize) {
        let current = self.view().and_then(|view| view.review.current()).cloned();
        match current.filter(Question::is_choice) {
            Some(question) => self.accept(&[question], Answer::Choice(choice)),
            None => {
                let text = self.tr().get("review.no-choice").to_owned();
                self.toasts.info(text);
            }
        }
    }

    /// Accepts many questions by a job.
    fn start_accepting(&mut self, review: Arc<Review>, questions: Vec<Question>) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((path, author, layer)) = self.project_layer() {
            let asked = (review, questions);
            self.tasks
                .accept(path, (author, layer), asked, self.wake.clone());
        }
    }

    /// Accepts questions; walking goes on with the next one.
    fn accept(&mut self, questions: &[Question], answer: Answer) {
        if self.tasks.is_accepting() {
            self.refuse_while_busy();
            return;
        }
        let Some((session, view)) = self.parts() else {
            return;
        };
        let Some(review) = view.review.open().cloned() else {
            return;
        };
        if questions.is_empty() {
            let text = self.tr().get("review.nothing-meant").to_owned();
            self.toasts.info(text);
            return;
        }
        let stretches: usize = questions.iter().map(|one| one.spans.len()).sum();
        if stretches > ACCEPTED_AT_ONCE && answer == Answer::Yes {
            self.start_accepting(review, questions.to_vec());
            return;
        }
        match session.review_accept(&review, questions, answer) {
            Ok(_) => {
                view.review.leave_out(questions);
                self.after_change();
                if let [_, _, ..] = questions {
                    let n = questions.len();
                    let text = self.tr().with("toast.accepted", &[("n", &n)]);
                    self.toasts.success(text);
                }
                self.after_answer();
            }
            Err(error) => self.fail("error.change", &error),
        }
    }

    fn reject_question(&mut self) {
        if self.tasks.is_accepting() {
            self.refuse_while_busy();
            return;
        }
        let Some((session, view)) = self.parts() else {
            return;
        };
        let asked = view
            .review
            .open()
            .cloned()
            .zip(view.review.current().cloned());
        let Some((review, question)) = asked else {
            return;
        };
        let asked = [question];
        match session.review_reject(&review, &asked, "") {
            Ok(_) => {
                view.review.leave_out(&asked);
                self.after_change();
                self.after_answer();
            }
            Err(error) => self.fail("error.change", &error),
        }
    }

    pub(super) fn after_answer(&mut self) {
        if self.view().is_some_and(|view| view.mode == Mode::Review) {
            self.show_current_question();
        }
    }

    /// Goes to the next question (`1`) or the previous one (`-1`).
    pub(super) fn step_question(&mut self, step: isize) {
        if let Some((_, view)) = self.parts() {
            view.review.step(step);
        }
        self.show_current_question();
    }

    pub(super) fn show_question(&mut self, fingerprint: &str) {
        if let Some((_, view)) = self.parts() {
            view.review.go_to(fingerprint);
        }
        self.show_current_question();
    }

    /// Goes to the question at hand.
    pub(super) fn show_current_question(&mut self) {
        self.reveal_question();
        if let Some((_, view)) = self.parts() {
            view.focus = Some(Pane::Page);
        }
    }

    /// Brings the question at hand into sight; if a comparison is still to come, the one
    /// that is at hand then. The keyboard stays where it is.
    fn reveal_question(&mut self) {
        let Some((_, view)) = self.parts() else {
            return;
        };
        if view.review.is_waiting() || view.review.open().is_none() {
            view.review.show_when_there();
        } else {
            view.review.show_nothing();
        }
        if let Some(place) = view.review.current().map(Question::place) {
            view.page.select(Span::caret(place.start()));
            view.page.reveal(place);
        }
    }

    fn order_questions(&mut self) {
        if let Some((_, view)) = self.parts() {
            let keep = view.review.current().map(|one| one.fingerprint.clone());
            view.review.walk_order = view.review.walk_order.next();
            view.review.sort(keep.as_deref());
        }
    }

    pub(super) fn set_sureness(&mut self, percent: u8) {
        if let Some((_, view)) = self.parts() {
            view.review.sureness = percent.min(100);
        }
    }

    pub(super) fn set_reviewed(&mut self, layer: LayerId) {
        if let Some((_, view)) = self.parts() {
            view.review.source = Some(layer);
        }
        self.keep_review();
        self.show_current_question();
    }

    fn next_reviewed(&mut self) {
        let Some(Project { session, view }) = &self.project else {
            return;
        };
        let all: Vec<_> = reviewable(session, view).collect();
        let now = view.review.open().map(|review| review.source);
        let at = all.iter().position(|id| Some(*id) == now);
        let next = all.iter().cycle().nth(at.map_or(0, |at| at + 1)).copied();
        if let Some(next) = next {
            self.set_reviewed(next);
        }
    }
}
