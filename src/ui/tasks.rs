//! Long work that the window waits for without standing still.
//!
//! Each job opens the project file for itself; the window notices what it wrote
//! when it looks at the file again, as it would with another process.

mod corpus;
mod kinds;
mod learned;
mod records;
mod schema;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

pub use corpus::{Searched, Work};
pub use kinds::{TaskAnswer, TaskKind};

use corpus::Corpus;

use crate::edit::wrong_text::WrongText;
use crate::jobs::{Finished, Progress, Slot, Wake};
use crate::model::id::{ArticleId, AuthorityId, DocumentId, LayerId};
use crate::review::difference::Question;
use crate::session::continuations::{ArticleAt, ContinuationCandidate};
use crate::session::corrections::EqualPlaces;
use crate::session::documents::DocumentFilter;
use crate::session::export::ExportRequest;
use crate::session::import::ImportRequest;
use crate::session::import_pages::PagesRequest;
use crate::session::retrace::Way;
use crate::session::review::{Answer, Comparison, Review};
use crate::session::suggest::{SuggestRequest, Suggester};
use crate::session::versions::ReplaceRequest;
use crate::session::{Session, SessionError};
use crate::ui::dialogs::statistics::FileContent;
use crate::ui::error_text::Reason;
use crate::ui::records::state::Stamp;
use crate::ui::review_state::Compared;

/// One job at a time that the person waits for, and some in the background.
#[derive(Default)]
pub struct Tasks {
    slot: Slot<Result<TaskAnswer, SessionError>>,
    kind: Option<TaskKind>,
    index: Slot<()>,
    suggest: Slot<Result<(), String>>,
    /// The engines of the last page, taught: learning again is seldom needed.
    taught: Arc<Mutex<Option<Suggester>>>,
    compare: Slot<(Compared, Review)>,
    count: Slot<Option<EqualPlaces>>,
    mentions: Slot<Option<(Stamp, BTreeMap<AuthorityId, u64>)>>,
    candidates: Slot<Result<(ArticleId, Vec<ContinuationCandidate>), String>>,
    corpus: Corpus,
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
        self.start(TaskKind::Replace, wake, move |ticket| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            let report = session.replace_unless_cancelled(&request, ticket)?;
            Ok(TaskAnswer::Replaced(report.map(Box::new)))
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

    /// Starts measuring a layer against another one.
    pub fn evaluate(
        &mut self,
        project: PathBuf,
        gold: LayerId,
        layer: LayerId,
        documents: DocumentFilter,
        wake: Wake,
    ) {
        self.start(TaskKind::Evaluate, wake, move |ticket| {
            let session = Session::open_read_only(&project)?;
            let evaluation = session.evaluate(gold, layer, &documents, ticket)?;
            Ok(TaskAnswer::Evaluated(Box::new(evaluation)))
        });
    }

    /// Starts counting a layer, in the documents whose name holds `needle`.
    pub fn statistics(&mut self, project: PathBuf, layer: LayerId, needle: String, wake: Wake) {
        self.start(TaskKind::Statistics, wake, move |ticket| {
            let session = Session::open_read_only(&project)?;
            let counted = session.statistics(layer, &needle, ticket)?;
            Ok(TaskAnswer::Statistics(Box::new(counted), needle))
        });
    }

    /// Starts writing a file.
    pub fn write(&mut self, project: PathBuf, path: PathBuf, content: FileContent, wake: Wake) {
        self.start(TaskKind::Write, wake, move |_| {
            let session = Session::open_read_only(&project)?;
            let made = content.bytes().map_err(|error| SessionError::Content {
                message: error.to_string(),
                path: path.clone(),
            })?;
            session.write_file(&path, &made)?;
            Ok(TaskAnswer::Written(path))
        });
    }

    /// Starts proposing for all pages.
    pub fn suggest_all(
        &mut self,
        (project, author, layer): (PathBuf, String, LayerId),
        wake: Wake,
    ) {
        self.start(TaskKind::Suggest, wake, move |ticket| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            session.set_layer(layer)?;
            let report = session.suggest(&SuggestRequest::default(), ticket)?;
            Ok(TaskAnswer::Suggested(report))
        });
    }

    /// Starts looking for problems on all pages of a layer.
    pub fn problems(&mut self, project: PathBuf, layer: LayerId, wake: Wake) {
        self.start(TaskKind::Problems, wake, move |ticket| {
            let session = Session::open_read_only(&project)?;
            let report = session.problems(layer, &DocumentFilter::default(), ticket)?;
            Ok(TaskAnswer::Problems(Box::new(report)))
        });
    }

    /// Starts accepting questions in a layer of an author, all or none of them.
    pub fn accept(
        &mut self,
        project: PathBuf,
        (author, layer): (String, LayerId),
        (review, questions): (Arc<Review>, Vec<Question>),
        wake: Wake,
    ) {
        self.start(TaskKind::Accept, wake, move |_| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            session.set_layer(layer)?;
            session.review_accept(&review, &questions, Answer::Yes)?;
            Ok(TaskAnswer::Accepted(questions.len()))
        });
    }

    /// Starts taking the last step back, or doing it again, in a layer of an author.
    pub fn retrace(
        &mut self,
        (project, author, layer): (PathBuf, String, LayerId),
        way: Way,
        wake: Wake,
    ) {
        self.start(TaskKind::Retrace(way), wake, move |ticket| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            session.set_layer(layer)?;
            let done = session.retrace_in_batches(way, ticket)?;
            Ok(TaskAnswer::Retraced(Box::new(done)))
        });
    }

    /// Whether a job writes many changes that are one step of undo: nothing else may be
    /// changed meanwhile, or the step would fall in two.
    pub fn is_changing(&self) -> bool {
        use TaskKind as K;
        let changes = |kind| {
            matches!(
                kind,
                K::TagAll | K::Mentions | K::Relink | K::Correct | K::Retrace(_) | K::Schema
            )
        };
        self.is_busy() && self.kind.is_some_and(changes)
    }

    /// Whether questions are being accepted: no other may be answered meanwhile.
    pub fn is_accepting(&self) -> bool {
        self.is_busy() && self.kind == Some(TaskKind::Accept)
    }

    /// Proposes for one page in the background, unless that was done before and
    /// `anew` is not asked for. A newer page takes the place of one that waits.
    pub fn suggest(
        &mut self,
        (project, layer): (PathBuf, LayerId),
        document: DocumentId,
        anew: bool,
        wake: Wake,
    ) {
        let taught = Arc::clone(&self.taught);
        let started = self.suggest.start("suggestions", wake, move |ticket| {
            let outcome = Session::open(&project).and_then(|mut session| {
                // A job that fails while it holds them only loses what can be learned again.
                let mut taught = taught.lock().unwrap_or_else(PoisonError::into_inner);
                let cancelled = || ticket.is_cancelled();
                session.set_layer(layer)?;
                let suggester = session.suggester_after(&[], taught.take(), &cancelled)?;
                let suggester = taught.insert(suggester);
                if ticket.is_cancelled() {
                    return Ok(());
                }
                if anew {
                    session.suggest_anew(document, suggester).map(|_| ())
                } else {
                    session.suggest_for(document, suggester).map(|_| ())
                }
            });
            outcome.map_err(|error| error.to_string())
        });
        if let Err(error) = started {
            log::warn!("nothing is suggested for the page: {error}");
        }
    }

    /// Starts correcting a wrong text in all documents, in a layer of an author.
    pub fn correct_all(
        &mut self,
        project: PathBuf,
        (author, layer): (String, LayerId),
        wrong: WrongText,
        wake: Wake,
    ) {
        self.start(TaskKind::Correct, wake, move |ticket| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            session.set_layer(layer)?;
            let done = session.correct_equal_places(&wrong, ticket)?;
            Ok(TaskAnswer::Corrected(done))
        });
    }

    /// Counts the places of a wrong text in all documents, in the background.
    pub fn count_equal_places(
        &mut self,
        project: PathBuf,
        layer: LayerId,
        wrong: WrongText,
        wake: Wake,
    ) {
        let started = self.count.start("equal places", wake, move |ticket| {
            let counted = Session::open_read_only(&project).and_then(|mut session| {
                session.set_layer(layer)?;
                session.count_equal_places(&wrong, ticket)
            });
            let counted = counted.inspect_err(|error| log::warn!("not counted: {error}"));
            counted.ok().filter(|found| !found.cancelled)
        });
        if let Err(error) = started {
            log::warn!("no thread to count: {error}");
        }
    }

    /// Looks, in the background, for what an article may continue: the articles of a
    /// whole issue have to be read.
    pub fn find_candidates(&mut self, project: PathBuf, layer: LayerId, at: ArticleAt, wake: Wake) {
        let started = self.candidates.start("continuations", wake, move |_| {
            let found = Session::open_read_only(&project)
                .and_then(|session| session.continuation_candidates(layer, at));
            let found = found.map_err(|error| error.to_string())?;
            Ok((at.article, found))
        });
        if let Err(error) = started {
            log::warn!("no thread to look for articles: {error}");
        }
    }

    /// Whether it is being looked for what an article may continue.
    pub fn is_finding(&self) -> bool {
        self.candidates.is_busy()
    }

    /// Compares two layers of a large page in the background; the newest wins.
    pub fn compare(&mut self, wanted: Compared, comparison: Comparison, wake: Wake) {
        let started = self
            .compare
            .start("comparison", wake, move |_| (wanted, comparison.compare()));
        if let Err(error) = started {
            log::warn!("the layers are not compared: {error}");
        }
    }

    /// The answer of [`Tasks::compare`], once, when it has come.
    pub fn compared(&mut self) -> Option<(Compared, Review)> {
        match self.compare.poll()? {
            Finished::Done(answer) => Some(answer),
            Finished::Failed(reason) => {
                log::error!("the layers were not compared: {reason}");
                None
            }
        }
    }

    /// Whether a page is being proposed for.
    pub fn is_suggesting(&self) -> bool {
        self.suggest.is_busy()
    }

    /// Makes the project's places ready in the background and, where it may be written
    /// to, brings the search index up to date.
    pub fn index(&mut self, project: PathBuf, writable: bool, wake: Wake) {
        let started = self.index.start("search index", wake, move |ticket| {
            // Large gazetteers take a while, and the window asks for them next.
            if !writable {
                return match Session::open_read_only(&project) {
                    Ok(session) => drop(session.gazetteer().places()),
                    Err(error) => log::warn!("the places are not made ready: {error}"),
                };
            }
            let outcome = Session::open(&project).and_then(|mut session| {
                session.gazetteer();
                session.index_for_search(ticket)
            });
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
        work: impl FnOnce(&crate::jobs::Ticket) -> Result<TaskAnswer, SessionError> + Send + 'static,
    ) {
        match self.slot.start(kind.key(), wake, work) {
            Ok(()) => self.kind = Some(kind),
            Err(error) => log::error!("no thread for a job: {error}"),
        }
    }

    /// The answer, once, when it has come.
    pub fn poll(&mut self) -> Option<TaskAnswer> {
        self.index.poll();
        if let Some(Finished::Done(Err(reason)) | Finished::Failed(reason)) = self.suggest.poll() {
            return Some(TaskAnswer::Failed("error.suggest", Reason::Words(reason)));
        }
        match self.count.poll() {
            Some(Finished::Done(found)) => return Some(TaskAnswer::Counted(found)),
            Some(Finished::Failed(_)) => return Some(TaskAnswer::Counted(None)),
            None => {}
        }
        if let Some(Finished::Done(Some((stamp, counts)))) = self.mentions.poll() {
            return Some(TaskAnswer::MentionCounts(stamp, counts));
        }
        match self.candidates.poll() {
            Some(Finished::Done(Ok((article, found)))) => {
                return Some(TaskAnswer::Candidates(article, found));
            }
            Some(Finished::Done(Err(reason)) | Finished::Failed(reason)) => {
                return Some(TaskAnswer::Failed("error.document", Reason::Words(reason)));
            }
            None => {}
        }
        if let Some(answer) = self.corpus.poll() {
            return Some(answer);
        }
        let finished = self.slot.poll()?;
        let kind = self.kind.take()?;
        Some(match finished {
            Finished::Done(Ok(answer)) => answer,
            Finished::Done(Err(error)) => {
                TaskAnswer::Failed(kind.error_key(), Reason::Error(error))
            }
            Finished::Failed(reason) => TaskAnswer::Failed(kind.error_key(), Reason::Words(reason)),
        })
    }
}
