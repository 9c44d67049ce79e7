//! The document as a whole: status, metadata, taking it out.

use crate::edit::verbs::{Outcome, articles, documents};
use crate::model::document::{Document, Status};
use crate::model::id::DocumentId;
use crate::model::meta::PageMeta;
use crate::ui::app::App;
use crate::ui::dialogs::open::OpenDialog;

impl App {
    fn current_document(&self) -> Option<Document> {
        let view = self.view()?;
        view.current
            .as_ref()
            .map(|current| current.document.clone())
    }

    fn commit_outcome(&mut self, outcome: Outcome) {
        if let Ok(transaction) = outcome {
            self.commit(transaction);
        }
    }

    pub(super) fn set_status(&mut self, status: Status) {
        let Some(document) = self.current_document() else {
            return;
        };
        self.commit_outcome(documents::set_status(&[document], status));
    }

    /// From new through in progress and done to reviewed, and round.
    pub(super) fn next_status(&mut self) {
        let Some(document) = self.current_document() else {
            return;
        };
        let next = match document.status {
            Status::New => Status::InProgress,
            Status::InProgress => Status::Done,
            Status::Done => Status::Reviewed,
            Status::Reviewed => Status::New,
        };
        self.set_status(next);
    }

    /// The document is done; the next one that is not comes up.
    pub(super) fn mark_done(&mut self) {
        self.set_status(Status::Done);
        self.step_document(1);
    }

    pub(super) fn set_meta(&mut self, id: DocumentId, meta: &PageMeta) {
        let Some((session, _)) = self.parts() else {
            return;
        };
        match session.document(id) {
            Ok(document) => self.commit_outcome(documents::set_meta(&document, meta)),
            Err(error) => {
                self.fail("error.document", &error);
                self.reopen();
            }
        }
    }

    pub(super) fn remove_document(&mut self) {
        let Some(document) = self.current_document() else {
            return;
        };
        self.step_document(1);
        let name = document.name.clone();
        self.commit_outcome(documents::remove(std::slice::from_ref(&document)));
        if let Some((_, view)) = self.parts()
            && view
                .current
                .as_ref()
                .is_some_and(|current| current.document.id == document.id)
        {
            view.current = None;
        }
        let gone = self
            .session()
            .and_then(|session| session.document(document.id).ok());
        if gone.is_some_and(|document| document.removed) {
            let text = self.tr().with("toast.document-removed", &[("name", &name)]);
            self.toasts.success(text);
        }
    }

    pub(super) fn open_metadata(&mut self) {
        if let Some(document) = self.current_document() {
            self.dialogs.push(OpenDialog::metadata(&document));
        }
    }

    pub(super) fn open_title(&mut self) {
        let caret = self
            .view()
            .map(|view| view.page.caret())
            .unwrap_or_default();
        let found = self.with_page(|page| {
            let article = articles::article_at(page, caret).ok()?;
            let number = page.annotations.article_number(article)?;
            let article = page.annotations.article(article)?;
            let title = crate::format::title::title_of(page.source, page.annotations, article);
            Some((article.id, number, title))
        });
        if let Some((id, number, title)) = found.flatten() {
            self.dialogs.push(OpenDialog::title(id, number, title));
        }
    }
}
