//! Versions of a document, and articles that run on over pages.

use std::path::PathBuf;

use crate::edit::verbs::{articles, continuations};
use crate::model::id::ArticleId;
use crate::model::layer::Scope;
use crate::session::continuations::{ArticleAt, ContinuationCandidate};
use crate::session::versions::{ReplaceReport, ReplaceRequest};
use crate::text::decode::DecodeOptions;
use crate::ui::app::App;
use crate::ui::dialogs::continuation::ContinuationForm;
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::dialogs::replaced::ReplacedForm;

impl App {
    /// Starts putting the text of a file in the place of the document on screen.
    pub(super) fn start_replace(&mut self, path: PathBuf) {
        if self.refuse_while_busy() {
            return;
        }
        let current = self.view().and_then(|view| view.current.as_ref());
        let Some(document) = current.map(|current| current.document.id) else {
            return;
        };
        let request = ReplaceRequest {
            document,
            path,
            decode: DecodeOptions::default(),
        };
        if let Some((path, author)) = self.project_file() {
            self.tasks.replace(path, author, request, self.wake.clone());
        }
    }

    /// Shows the new version and what there is to look at.
    pub(super) fn after_replace(&mut self, report: ReplaceReport) {
        self.after_change();
        self.index_for_search();
        self.open_document(report.new);
        let text = self.session().map(|session| session.text_of(report.new));
        match text {
            Some(Ok(new)) => {
                let form = ReplacedForm::new(report, &new);
                if let Some((_, view)) = self.parts() {
                    view.replaced = Some(form.clone());
                }
                self.dialogs.push(OpenDialog::Replaced(Box::new(form)));
            }
            Some(Err(error)) => self.fail("error.document", &error),
            None => {}
        }
    }

    /// Shows what the last replacement left to look at.
    pub(super) fn show_replaced(&mut self) {
        let form = self.view().and_then(|view| view.replaced.clone());
        if let Some(form) = form {
            self.dialogs.push(OpenDialog::Replaced(Box::new(form)));
        }
    }

    /// Shows the version before the one on screen, or after the earliest one the
    /// newest again.
    pub(super) fn step_version(&mut self) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let Some(current) = view.current.as_ref().map(|it| it.document.clone()) else {
            return;
        };
        let found = match current.supersedes {
            Some(old) => Ok(Some(old)),
            None => session
                .newest_version(current.id)
                .map(|newest| newest.map(|it| it.id)),
        };
        match found {
            Ok(Some(id)) => {
                // The newest one is no old version: if it is taken out, the view goes on.
                view.old_version = current.supersedes;
                self.open_document(id);
                let shown = self.view().and_then(|view| view.current.as_ref());
                if shown.is_some_and(|current| current.document.removed) {
                    let text = self.tr().get("toast.old-version").to_owned();
                    self.toasts.info(text);
                }
            }
            Ok(None) => {}
            Err(error) => self.fail("error.document", &error),
        }
    }

    /// Goes to what took the place of a document that is out of the project, or to
    /// what it had taken the place of; `false` if there is neither.
    pub(super) fn follow_version(&mut self) -> bool {
        let Some((session, view)) = self.parts() else {
            return false;
        };
        let Some(current) = view.current.as_ref().map(|it| it.document.clone()) else {
            return false;
        };
        let newest = |id| session.newest_version(id).ok().flatten();
        let found = newest(current.id).or_else(|| newest(current.supersedes?));
        if let Some(document) = &found {
            self.open_document(document.id);
        }
        found.is_some()
    }

    /// Asks what the article at the caret continues.
    pub(super) fn open_continuation(&mut self) {
        let Some((scope, article, number)) = self.article_at_caret() else {
            return;
        };
        let at = ArticleAt {
            document: scope.document,
            article,
        };
        let Some((path, _, layer)) = self.project_layer() else {
            return;
        };
        self.tasks
            .find_candidates(path, layer, at, self.wake.clone());
        self.dialogs
            .push(OpenDialog::Continuation(Box::new(ContinuationForm {
                scope,
                article,
                number,
                candidates: None,
                needle: String::new(),
                cursor: 0,
            })));
    }

    /// Gives the open dialog what was found.
    pub(in crate::ui) fn found_candidates(
        &mut self,
        article: ArticleId,
        found: Vec<ContinuationCandidate>,
    ) {
        for dialog in &mut self.dialogs {
            if let OpenDialog::Continuation(form) = dialog
                && form.article == article
            {
                form.candidates = Some(found);
                return;
            }
        }
    }

    fn article_at_caret(&self) -> Option<(Scope, ArticleId, usize)> {
        let caret = self.view()?.page.caret();
        self.with_page(|page| {
            let article = articles::article_at(page, caret).ok()?;
            let number = page.annotations.article_number(article)?;
            Some((page.scope, article, number))
        })?
    }

    /// Links an article to the one that it continues.
    pub(super) fn link_continuation(&mut self, scope: Scope, from: ArticleId, to: ArticleId) {
        let Some((session, _)) = self.parts() else {
            return;
        };
        match session.link_continuation(scope, from, to) {
            Ok(Ok(transaction)) => self.commit(transaction),
            Ok(Err(refusal)) => self.refuse(refusal),
            Err(error) => self.fail("error.change", &error),
        }
    }

    /// Takes the link of an article back, or of the one at the caret.
    pub(super) fn unlink_continuation(&mut self, article: Option<ArticleId>) {
        let article = article.or_else(|| self.article_at_caret().map(|found| found.1));
        if let Some(article) = article {
            self.edit_page(|page, _| continuations::unlink(page, article));
        }
    }

    /// Shows an article of this page or another.
    pub(super) fn go_to_article(&mut self, at: ArticleAt) {
        self.open_document(at.document);
        let span = self.with_page(|page| {
            let first = page.annotations.segments_of(at.article).next();
            first.map(|segment| segment.span)
        });
        if let Some(span) = span.flatten() {
            self.reveal(span);
        }
    }
}
