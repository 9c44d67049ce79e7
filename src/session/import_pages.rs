//! Import of annotations in the form `jsonl-pages` into a layer.
//!
//! A record belongs to the document with its SHA-256, else to the one with its
//! name; if there is none and the record has a text, it becomes a document.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::apply::Entry;
use super::import::FileRemark;
use super::{Session, SessionError};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::format::attach::{AttachOptions, attach};
use crate::format::pages::{PageRecord, read_pages};
use crate::jobs::Ticket;
use crate::model::authority::Authority;
use crate::model::document::{Document, Sha256, Status};
use crate::model::id::{AuthorityId, DocumentId, Label, LayerId};
use crate::model::layer::{LayerKind, MAIN_LAYER, Scope};
use crate::store::journal::GestureId;
use crate::text::source::SourceText;

/// What to import into which layer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PagesRequest {
    /// Files with records, and folders with `.json` and `.jsonl` files.
    pub paths: Vec<PathBuf>,
    /// Name of the layer; made if it is not there.
    pub layer: String,
}

/// What an import of annotations has done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PagesReport {
    /// Pages whose annotations came in.
    pub pages: usize,
    /// Documents that came in with their text.
    pub documents: usize,
    /// Changes made: articles, segments, entities …
    pub changes: usize,
    /// The layer.
    pub layer: String,
    /// What was left out or altered, and where.
    pub problems: Vec<FileRemark>,
    /// Whether it was cancelled; what is counted above is in the project.
    pub cancelled: bool,
}

/// How long pages are gathered before they are written as one.
const BATCH_TIME: Duration = Duration::from_millis(800);
/// How many pages are gathered before they are written as one.
const BATCH_PAGES: usize = 1000;

impl Session {
    /// Imports annotations.
    ///
    /// # Errors
    /// [`SessionError`] for the project file. Files and records that cannot be
    /// used are in the report.
    pub fn import_pages(
        &mut self,
        request: &PagesRequest,
        ticket: &Ticket,
    ) -> Result<PagesReport, SessionError> {
        let name = if request.layer.trim().is_empty() {
            MAIN_LAYER
        } else {
            request.layer.trim()
        };
        let layer = self.layer_or_new(name, LayerKind::Import)?;
        let mut work = Work::new(layer, self);
        work.report.layer = name.to_owned();
        let files = files(&request.paths, &mut work.report);
        let total = files.len() as u64;
        for (path, done) in files.into_iter().zip(1..) {
            ticket.note(&path.file_name().unwrap_or_default().to_string_lossy());
            self.import_file(&path, &mut work, ticket)?;
            ticket.report(done, total);
            if ticket.is_cancelled() {
                break;
            }
        }
        self.flush_pages(&mut work)?;
        work.report.cancelled = ticket.is_cancelled();
        Ok(work.report)
    }

    fn import_file(
        &mut self,
        path: &PathBuf,
        work: &mut Work,
        ticket: &Ticket,
    ) -> Result<(), SessionError> {
        let remark = |message: String| FileRemark {
            path: path.clone(),
            message,
        };
        let file = match std::fs::File::open(path) {
            Ok(file) => file,
            Err(error) => {
                work.report
                    .problems
                    .push(remark(format!("cannot be read: {error}")));
                return Ok(());
            }
        };
        let mut pages = read_pages(BufReader::with_capacity(1 << 18, file));
        for page in pages.by_ref() {
            if ticket.is_cancelled() {
                break;
            }
            match page {
                Ok(record) => {
                    let problems = self.attach_record(&record, work)?;
                    let named = problems
                        .into_iter()
                        .map(|message| remark(format!("{}: {message}", record.document)));
                    work.report.problems.extend(named);
                }
                Err(error) => work.report.problems.push(remark(error.to_string())),
            }
            if work.is_full() {
                self.flush_pages(work)?;
            }
        }
        let unknown: Vec<_> = pages.unknown_keys().map(ToOwned::to_owned).collect();
        if !unknown.is_empty() {
            work.report.problems.push(remark(format!(
                "keys that were not used: {}",
                unknown.join(", ")
            )));
        }
        Ok(())
    }

    /// Turns a record into entries that wait to be written; returns what is to
    /// be said about it.
    fn attach_record(
        &mut self,
        record: &PageRecord,
        work: &mut Work,
    ) -> Result<Vec<String>, SessionError> {
        let home = match self.home_of(record, work)? {
            Ok(home) => home,
            Err(reason) => return Ok(vec![reason]),
        };
        let scope = Scope {
            document: home.id,
            layer: work.layer,
        };
        let mut ops = Vec::new();
        let mut texts = Vec::new();
        if let Some((document, text)) = home.new {
            self.seed(scope, SourceText::new(text.as_str()));
            ops.push(Op::Document(Change::Insert(document)));
            texts.push(text);
            work.report.documents += 1;
        }
        let schema = self.schema.clone();
        let source = self.load(scope)?.source.clone();
        let attached = {
            let mut authority = |label: &Label, name: &str| work.authority(label, name);
            attach(
                record,
                &source,
                &schema,
                &mut authority,
                AttachOptions::default(),
            )
        };
        let problems = attached.problems.iter().map(ToString::to_string).collect();
        ops.extend(
            work.new_authorities
                .drain(..)
                .map(|record| Op::Authority(Change::Insert(record))),
        );
        let mut changes = self.clear(scope, work);
        changes.extend(attached.changes);
        if changes.is_empty() && ops.is_empty() {
            return Ok(problems);
        }
        work.report.pages += 1;
        work.report.changes += changes.len();
        ops.extend(changes.into_iter().map(|change| Op::Page { scope, change }));
        let label = EditLabel::new(Deed::ImportAnnotations).about(work.report.layer.as_str());
        work.entries.push(Entry::edit(
            Transaction::new(label, ops),
            work.gesture,
            texts,
        ));
        Ok(problems)
    }

    /// Removes what the layer said of a page, so that importing the same file
    /// twice gives the same as importing it once.
    fn clear(&self, scope: Scope, work: &Work) -> Vec<PageChange> {
        let waiting = work.entries.iter().flat_map(|entry| &entry.transaction.ops);
        let again = waiting
            .into_iter()
            .any(|op| matches!(op, Op::Page { scope: its, .. } if *its == scope));
        match self.page(scope) {
            Some(page) if !again => crate::edit::verbs::articles::clear_changes(&page.annotations),
            _ => Vec::new(),
        }
    }

    /// The document that a record belongs to, or why there is none.
    fn home_of(
        &self,
        record: &PageRecord,
        work: &mut Work,
    ) -> Result<Result<Home, String>, SessionError> {
        let digest = record.sha256.as_deref().and_then(Sha256::parse);
        if let Some(id) = digest.and_then(|digest| work.waiting.get(&digest)) {
            return Ok(Err(format!(
                "the page is there twice, as document {id}; the first one was taken"
            )));
        }
        let mut found = match digest {
            Some(digest) => self.store.documents_by_sha256(digest)?,
            None => Vec::new(),
        };
        if found.is_empty() {
            found = self.store.find_by_name(&record.document)?;
        }
        if found.is_empty() && !record.document.contains('.') {
            found = self
                .store
                .find_by_name(&format!("{}.txt", record.document))?;
        }
        found.retain(|document| !document.removed);
        match (found.as_slice(), &record.text) {
            ([one], _) => Ok(Ok(Home {
                id: one.id,
                new: None,
            })),
            ([], Some(text)) => Ok(Ok(new_home(record, text, digest, work))),
            ([], None) => Ok(Err(
                "no document of this name is in the project; import its raw text first".to_owned(),
            )),
            (_, _) => Ok(Err(
                "several documents have this name; add the sha256 of the right one".to_owned(),
            )),
        }
    }

    fn flush_pages(&mut self, work: &mut Work) -> Result<(), SessionError> {
        work.since = Instant::now();
        work.waiting.clear();
        if work.entries.is_empty() {
            return Ok(());
        }
        let outcome = self.commit(std::mem::take(&mut work.entries));
        if outcome.is_err() {
            // Pages of documents that did not come in must not stay in memory.
            self.pages.clear();
        }
        outcome.map(|_| ())
    }
}

/// Where a record goes.
struct Home {
    id: DocumentId,
    /// The document and its text, if it is new.
    new: Option<(Document, String)>,
}

fn new_home(record: &PageRecord, text: &str, digest: Option<Sha256>, work: &mut Work) -> Home {
    let source = SourceText::new(text);
    let sha256 = digest.unwrap_or_else(|| Sha256::of(text.as_bytes()));
    let document = Document {
        id: DocumentId::new(),
        name: record.document.clone(),
        source: record.document.clone(),
        sha256,
        encoding: "UTF-8".to_owned(),
        chars: source.len(),
        lines: source.line_count() as u32,
        ink: source.ink(source.span()),
        meta: record.meta.clone(),
        status: Status::New,
        removed: false,
        supersedes: None,
    };
    work.waiting.insert(sha256, document.id);
    Home {
        id: document.id,
        new: Some((document, text.to_owned())),
    }
}

/// What waits to be written.
struct Work {
    layer: LayerId,
    entries: Vec<Entry>,
    gesture: GestureId,
    since: Instant,
    /// Documents that are about to be written, by digest.
    waiting: BTreeMap<Sha256, DocumentId>,
    /// Records by label and name, those of the project and new ones.
    authorities: BTreeMap<(Label, String), AuthorityId>,
    new_authorities: Vec<Authority>,
    report: PagesReport,
}

impl Work {
    fn new(layer: LayerId, session: &Session) -> Self {
        let known = session
            .authorities()
            .map(|record| ((record.label.clone(), record.canonical.clone()), record.id));
        Self {
            layer,
            entries: Vec::new(),
            gesture: GestureId::new(),
            since: Instant::now(),
            waiting: BTreeMap::new(),
            authorities: known.collect(),
            new_authorities: Vec::new(),
            report: PagesReport::default(),
        }
    }

    /// The record of this name, made if it is not there.
    fn authority(&mut self, label: &Label, name: &str) -> AuthorityId {
        let key = (label.clone(), name.to_owned());
        if let Some(&id) = self.authorities.get(&key) {
            return id;
        }
        let id = AuthorityId::new();
        self.authorities.insert(key, id);
        self.new_authorities.push(Authority {
            id,
            label: label.clone(),
            canonical: name.to_owned(),
            aliases: Vec::new(),
            code: None,
            note: String::new(),
        });
        id
    }

    fn is_full(&self) -> bool {
        self.entries.len() >= BATCH_PAGES
            || (!self.entries.is_empty() && self.since.elapsed() >= BATCH_TIME)
    }
}

/// The files that are meant, folders searched for `.json` and `.jsonl`.
fn files(paths: &[PathBuf], report: &mut PagesReport) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let extension = entry.path().extension().unwrap_or_default();
                    if entry.depth() == 0 || extension == "json" || extension == "jsonl" {
                        files.push(entry.into_path());
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(path).to_path_buf();
                    let message = format!("cannot be read: {error}");
                    report.problems.push(FileRemark { path, message });
                }
            }
        }
    }
    files
}
