//! Long work that the window waits for without standing still.
//!
//! Each job opens the project file for itself; the window notices what it wrote
//! when it looks at the file again, as it would with another process.

use std::path::PathBuf;

use crate::jobs::{Finished, Progress, Slot, Wake};
use crate::model::id::DocumentId;
use crate::session::Session;
use crate::session::export::{ExportReport, ExportRequest};
use crate::session::import::{ImportReport, ImportRequest};
use crate::session::import_pages::{PagesReport, PagesRequest};
use crate::session::suggest::{SuggestReport, SuggestRequest};
use crate::session::versions::{ReplaceReport, ReplaceRequest};

/// What came back.
pub enum TaskAnswer {
    /// Raw pages were imported.
    Imported(Box<ImportReport>),
    /// Annotations were imported.
    ImportedPages(Box<PagesReport>),
    /// A text took the place of another.
    Replaced(Box<ReplaceReport>),
    /// A dataset was written.
    Exported(Box<ExportReport>),
    /// Pages of the whole project were proposed for.
    Suggested(SuggestReport),
    /// It went wrong; what was tried (a key of the texts) and why.
    Failed(&'static str, String),
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskKind {
    /// Importing raw pages.
    Import,
    /// Importing annotations.
    ImportPages,
    /// Replacing a text.
    Replace,
    /// Exporting.
    Export,
    /// Proposing for all pages.
    Suggest,
}

impl TaskKind {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Import => "task.import",
            Self::ImportPages => "task.import-pages",
            Self::Replace => "task.replace",
            Self::Export => "task.export",
            Self::Suggest => "task.suggest",
        }
    }

    fn error_key(self) -> &'static str {
        match self {
            Self::Import | Self::ImportPages => "error.import",
            Self::Replace => "error.replace",
            Self::Export => "error.export",
            Self::Suggest => "error.suggest",
        }
    }
}

/// One job at a time that the person waits for, and some in the background.
#[derive(Default)]
pub struct Tasks {
    slot: Slot<Result<TaskAnswer, String>>,
    kind: Option<TaskKind>,
    index: Slot<()>,
    suggest: Slot<Result<(), String>>,
}

impl Tasks {
    /// Whether a job runs that the person waits for.
    pub fn is_busy(&self) -> bool {
        self.slot.is_busy()
    }

    /// What is being done and how far it is.
    pub fn running(&self) -> Option<(TaskKind, Progress)> {
        self.kind.zip(self.slot.progress())
    }

    /// Asks the running job to stop.
    pub fn cancel(&self) {
        self.slot.cancel();
    }

    /// Starts importing raw pages.
    pub fn import(&mut self, project: PathBuf, author: String, request: ImportRequest, wake: Wake) {
        self.start(TaskKind::Import, wake, move |ticket| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            Ok(TaskAnswer::Imported(Box::new(
                session.import(&request, ticket)?,
            )))
        });
    }

    /// Starts importing annotations.
    pub fn import_pages(
        &mut self,
        project: PathBuf,
        author: String,
        request: PagesRequest,
        wake: Wake,
    ) {
        self.start(TaskKind::ImportPages, wake, move |ticket| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            Ok(TaskAnswer::ImportedPages(Box::new(
                session.import_pages(&request, ticket)?,
            )))
        });
    }

    /// Starts putting a text in the place of another.
    pub fn replace(
        &mut self,
        project: PathBuf,
        author: String,
        request: ReplaceRequest,
        wake: Wake,
    ) {
        self.start(TaskKind::Replace, wake, move |_| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            Ok(TaskAnswer::Replaced(Box::new(
                session.replace_document(&request)?,
            )))
        });
    }

    /// Starts an export.
    pub fn export(&mut self, project: PathBuf, request: ExportRequest, wake: Wake) {
        self.start(TaskKind::Export, wake, move |ticket| {
            let session = Session::open_read_only(&project)?;
            Ok(TaskAnswer::Exported(Box::new(
                session.export(&request, ticket)?,
            )))
        });
    }

    /// Starts proposing for all pages.
    pub fn suggest_all(&mut self, project: PathBuf, author: String, wake: Wake) {
        self.start(TaskKind::Suggest, wake, move |ticket| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            let report = session.suggest(&SuggestRequest::default(), ticket)?;
            Ok(TaskAnswer::Suggested(report))
        });
    }

    /// Proposes for one page in the background, unless that was done before and
    /// `anew` is not asked for. A newer page takes the place of one that waits.
    pub fn suggest(&mut self, project: PathBuf, document: DocumentId, anew: bool, wake: Wake) {
        let started = self.suggest.start("suggestions", wake, move |ticket| {
            let outcome = Session::open(&project).and_then(|mut session| {
                let suggester = session.suggester(&[])?;
                if ticket.is_cancelled() {
                    return Ok(());
                }
                if anew {
                    session.suggest_anew(document, &suggester).map(|_| ())
                } else {
                    session.suggest_for(document, &suggester).map(|_| ())
                }
            });
            outcome.map_err(|error| error.to_string())
        });
        if let Err(error) = started {
            log::warn!("nothing is suggested for the page: {error}");
        }
    }

    /// Whether a page is being proposed for.
    pub fn is_suggesting(&self) -> bool {
        self.suggest.is_busy()
    }

    /// Brings the search index up to date in the background.
    pub fn index(&mut self, project: PathBuf, wake: Wake) {
        let started = self.index.start("search index", wake, move |ticket| {
            let outcome =
                Session::open(&project).and_then(|mut session| session.index_for_search(ticket));
            if let Err(error) = outcome {
                log::warn!("the search index is not up to date: {error}");
            }
        });
        if let Err(error) = started {
            log::warn!("the search index is not up to date: {error}");
        }
    }

    fn start(
        &mut self,
        kind: TaskKind,
        wake: Wake,
        work: impl FnOnce(&crate::jobs::Ticket) -> Result<TaskAnswer, crate::session::SessionError>
        + Send
        + 'static,
    ) {
        let started = self.slot.start(kind.key(), wake, move |ticket| {
            work(ticket).map_err(|error| error.to_string())
        });
        match started {
            Ok(()) => self.kind = Some(kind),
            Err(error) => log::error!("no thread for a job: {error}"),
        }
    }

    /// The answer, once, when it has come.
    pub fn poll(&mut self) -> Option<TaskAnswer> {
        self.index.poll();
        if let Some(Finished::Done(Err(reason)) | Finished::Failed(reason)) = self.suggest.poll() {
            return Some(TaskAnswer::Failed("error.suggest", reason));
        }
        let finished = self.slot.poll()?;
        let kind = self.kind.take()?;
        Some(match finished {
            Finished::Done(Ok(answer)) => answer,
            Finished::Done(Err(reason)) | Finished::Failed(reason) => {
                TaskAnswer::Failed(kind.error_key(), reason)
            }
        })
    }
}
