//! Jobs: starting them, taking their answers, keeping in step with the file.

use crate::model::document::Status;
use crate::model::id::LayerId;
use crate::session::SessionError;
use crate::session::documents::DocumentFilter;
use crate::session::export::ExportRequest;
use crate::session::import::ImportRequest;
use crate::session::import_pages::PagesRequest;
use crate::store::documents::DocumentSort;
use crate::ui::app::{App, Project};
use crate::ui::dialogs::evaluation::EvaluationReport;
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::env::Blocked;
use crate::ui::error_text;
use crate::ui::tasks::TaskAnswer;

impl App {
    pub(super) fn start_import(&mut self, request: ImportRequest) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((path, author)) = self.project_file() {
            self.tasks.import(path, author, request, self.wake.clone());
        }
    }

    pub(super) fn start_import_pages(&mut self, request: PagesRequest) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((path, author)) = self.project_file() {
            self.tasks
                .import_pages(path, author, request, self.wake.clone());
        }
    }

    pub(super) fn start_export(&mut self, request: ExportRequest) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((path, _)) = self.project_file() {
            self.tasks.export(path, request, self.wake.clone());
        }
    }

    pub(super) fn start_evaluation(
        &mut self,
        gold: LayerId,
        layer: LayerId,
        documents: DocumentFilter,
    ) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((path, _)) = self.project_file() {
            self.tasks
                .evaluate(path, gold, layer, documents, self.wake.clone());
        }
    }

    /// Remembers a report for the next time.
    pub(super) fn keep_evaluation(&mut self, report: Box<EvaluationReport>) {
        if let Some((_, view)) = self.parts() {
            view.evaluation = Some(report);
        }
    }

    /// Shows the last report as it was left; asks for layers if there is none.
    pub(super) fn open_evaluation(&mut self) {
        let kept = self.view().and_then(|view| view.evaluation.clone());
        self.dialogs
            .push(kept.map_or_else(OpenDialog::evaluate, OpenDialog::Evaluation));
    }

    /// Says that something is running, if so.
    pub(in crate::ui) fn refuse_while_busy(&mut self) -> bool {
        let busy = self.tasks.is_busy();
        if busy {
            let text = self.tr().get(Blocked::Busy.key()).to_owned();
            self.toasts.info(text);
        }
        busy
    }

    pub(super) fn index_for_search(&mut self) {
        let writable = self
            .session()
            .is_some_and(|session| !session.is_read_only());
        if let Some((path, _)) = self.project_file() {
            self.tasks.index(path, writable, self.wake.clone());
        }
    }

    /// Proposes for all pages of the project.
    pub(super) fn suggest_all(&mut self) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some(work) = self.project_layer() {
            self.tasks.suggest_all(work, self.wake.clone());
        }
    }

    /// Proposes for the page on screen, in the background; again only if `anew`.
    pub(super) fn suggest_page(&mut self, anew: bool) {
        let wanted = self.project.as_ref().and_then(|project| {
            let current = project.view.current.as_ref()?;
            let open = matches!(current.document.status, Status::New | Status::InProgress);
            let changes = !project.session.is_read_only() && !current.document.removed;
            (changes && (open || anew)).then_some(current.document.id)
        });
        if let Some((document, (path, _, layer))) = wanted.zip(self.project_layer()) {
            let at = (path, layer);
            self.tasks.suggest(at, document, anew, self.wake.clone());
        }
    }

    /// The project file, who works and in which layer.
    pub(super) fn project_layer(&self) -> Option<(std::path::PathBuf, String, LayerId)> {
        let (path, author) = self.project_file()?;
        Some((path, author, self.session()?.layer()))
    }

    pub(super) fn project_file(&self) -> Option<(std::path::PathBuf, String)> {
        let session = self.session()?;
        Some((session.path()?, session.author().to_owned()))
    }

    /// Takes the answer of a job, if one has come.
    pub(in crate::ui) fn poll_tasks(&mut self) {
        let Some(answer) = self.tasks.poll() else {
            return;
        };
        let tr = self.tr();
        match answer {
            TaskAnswer::Imported(report) => {
                self.after_change();
                self.index_for_search();
                let first = report.first;
                let clean = report.refused.is_empty()
                    && report.remarks.is_empty()
                    && report.known.is_empty();
                if clean && !report.cancelled {
                    self.toasts
                        .success(tr.with("toast.imported", &[("n", &report.imported)]));
                } else {
                    self.dialogs.push(OpenDialog::ImportReport(report));
                }
                // Whoever is at work on a page stays there.
                let idle = self.view().is_some_and(|view| view.current.is_none());
                if let Some(id) = first.filter(|_| idle) {
                    self.open_document(id);
                }
            }
            TaskAnswer::ImportedPages(report) => {
                self.after_change();
                if report.problems.is_empty() {
                    self.toasts.success(tr.with(
                        "toast.imported-pages",
                        &[("n", &report.pages), ("layer", &report.layer)],
                    ));
                } else {
                    self.dialogs.push(OpenDialog::PagesReport(report));
                }
            }
            TaskAnswer::Evaluated(evaluation) => {
                let report = Box::new(EvaluationReport::new(*evaluation));
                self.keep_evaluation(report.clone());
                self.dialogs.push(OpenDialog::Evaluation(report));
            }
            TaskAnswer::Statistics(statistics, needle) => {
                self.show_statistics(*statistics, needle);
            }
            TaskAnswer::SchemaUses(uses) => self.show_schema(uses),
            TaskAnswer::SchemaSurveyed(done) => {
                let counted = done.1.map_err(|error| error_text::sentence(tr, &error));
                self.surveyed_schema(&done.0, counted);
            }
            TaskAnswer::SchemaChanged(done) => {
                let changed = done.map_err(|error| error_text::sentence(tr, &error));
                self.changed_schema(changed.map(|it| *it));
            }
            TaskAnswer::Written(path) => {
                let path = path.display().to_string();
                self.toasts
                    .success(tr.with("toast.written", &[("path", &path)]));
            }
            TaskAnswer::Replaced(Some(report)) => self.after_replace(*report),
            TaskAnswer::Replaced(None) => self.toasts.info(tr.get("toast.replace-cancelled")),
            TaskAnswer::Exported(report) if report.cancelled => {
                self.toasts.info(tr.get("toast.export-cancelled"));
            }
            TaskAnswer::Exported(report) => {
                let path = report.path.display().to_string();
                self.toasts
                    .success(tr.with("toast.exported", &[("n", &report.records), ("path", &path)]));
            }
            TaskAnswer::Suggested(report) => {
                self.after_change();
                let entities = report.proposed.entities;
                let (pages, articles) = (report.documents, report.proposed.articles);
                let told: [(&str, &dyn std::fmt::Display); 3] =
                    [("pages", &pages), ("n", &articles), ("entities", &entities)];
                self.toasts.success(tr.with("toast.suggested", &told));
            }
            TaskAnswer::Gazetteer(report) => self.loaded_gazetteer(&report),
            TaskAnswer::ExportedModel(Some(known)) => {
                self.told_model("toast.model-exported", &known);
            }
            TaskAnswer::ExportedModel(None) => self.toasts.info(tr.get("toast.export-cancelled")),
            TaskAnswer::ImportedModel(known) => self.told_model("toast.model-imported", &known),
            TaskAnswer::Useful(found) => self.found_useful(&found),
            TaskAnswer::Counted(found) => self.counted(found.as_ref()),
            TaskAnswer::CountedAlike(found) => self.counted_alike(found),
            TaskAnswer::TaggedAlike(found) => self.tagged_alike(&found),
            TaskAnswer::CountedMentions(found) => self.counted_mentions(found),
            TaskAnswer::ChangedMentions(fate, done) => self.changed_mentions(&fate, &done),
            TaskAnswer::TaggedSpans(done) => self.tagged_hits(done),
            TaskAnswer::WrittenHits(path, n) => {
                let path = path.display().to_string();
                let text = tr.with("toast.exported", &[("n", &n), ("path", &path)]);
                self.toasts.success(text);
            }
            TaskAnswer::Sorted(count, by, order) => self.sorted(count, by, order),
            TaskAnswer::Candidates(article, found) => self.found_candidates(article, found),
            TaskAnswer::Corrected(done) => {
                self.after_change();
                let (places, documents) = (done.places(), done.documents.len());
                let what = [
                    ("n", &places as &dyn std::fmt::Display),
                    ("documents", &documents),
                ];
                self.toasts.success(tr.with("toast.corrected", &what));
            }
            TaskAnswer::MentionCounts(stamp, counts) => {
                if let Some((_, view)) = self.parts() {
                    view.records.take_counts(stamp, counts);
                }
            }
            TaskAnswer::Relinked(Ok(done)) => {
                self.after_change();
                let what = [("n", &done.mentions as &dyn std::fmt::Display)];
                let key = if done.cancelled {
                    "toast.relink-stopped"
                } else {
                    "toast.relinked"
                };
                self.toasts.success(tr.with(key, &what));
            }
            TaskAnswer::Relinked(Err(refusal)) => self.refuse(refusal),
            TaskAnswer::Problems(report) => {
                if let Some((_, view)) = self.parts() {
                    view.problems.project = Some(*report);
                }
            }
            TaskAnswer::Accepted(n) => {
                self.after_change();
                self.toasts.success(tr.with("toast.accepted", &[("n", &n)]));
                self.after_answer();
            }
            TaskAnswer::Retraced(done) => self.retraced_by_job(*done),
            TaskAnswer::Failed(key, reason) => {
                let text = tr.get(key).to_owned();
                self.toasts.error_with_detail(text, reason.sentence(tr));
            }
        }
    }

    /// After this window changed something.
    pub(super) fn after_change(&mut self) {
        self.keep_in_step();
    }

    /// Brings what is shown up to date with the file: changes of other
    /// processes, the rows of the list, the document on screen.
    pub(in crate::ui) fn keep_in_step(&mut self) {
        let Some(Project { session, view }) = &mut self.project else {
            return;
        };
        let outcome = session.refresh().and_then(|_| {
            let wanted = (view.list.filter.clone(), session.list_revision());
            if view.list.made_for.as_ref() != Some(&wanted) {
                let rows = session.document_rows(&view.list.filter, DocumentSort::Name)?;
                view.list.rows = std::sync::Arc::new(rows);
                view.list.made_for = Some(wanted);
            }
            let Some(current) = &mut view.current else {
                return Ok(());
            };
            if current.revision != session.revision() {
                current.document = session.document(current.scope.document)?;
                current.revision = session.revision();
            }
            session.load(current.scope)?;
            session.load_proposal(current.scope.document).map(|_| ())
        });
        if let Err(error) = outcome {
            if let Some(Project { view, .. }) = &mut self.project {
                view.current = None;
            }
            self.fail("error.document", &error);
        }
        self.follow_scope();
        self.follow_problems();
        self.follow_alike();
        self.follow_records();
        self.keep_review();
    }

    /// A document that was taken out gives way to another, a layer that is gone
    /// to the one in use, and hits of another page to those of this one.
    fn follow_scope(&mut self) {
        let Some(Project { session, view }) = &mut self.project else {
            return;
        };
        let Some(current) = &view.current else { return };
        let (id, scope) = (current.document.id, current.scope);
        if current.document.removed && view.old_version != Some(id) {
            self.settle_attribute();
            if !self.follow_version()
                && let Some((_, view)) = self.parts()
            {
                view.current = None;
                self.step_document(0);
            }
            return;
        }
        if scope.layer != session.layer() {
            self.open_document(id);
            return;
        }
        let stale = view.find.as_ref().and_then(|find| {
            let made_for = find.made_for.as_ref()?;
            (made_for.1 != scope).then(|| find.needle.clone())
        });
        if let Some(needle) = stale {
            self.find(&needle);
        }
    }

    /// Says that something went wrong: a sentence, with the cause folded away.
    pub(super) fn fail(&mut self, key: &str, error: &SessionError) {
        log::error!("{error}");
        let text = self.tr().get(key).to_owned();
        let detail = error_text::sentence(self.tr(), error);
        self.toasts.error_with_detail(text, detail);
    }
}
