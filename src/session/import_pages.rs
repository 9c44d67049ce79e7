//! Import of annotations in the form `jsonl-pages` into a layer.
//!
//! A record belongs to the document with its SHA-256, else to the one with its
//! name; if there is none and the record has a text, it becomes a document.

use std::io::BufReader;
use std::path::PathBuf;
use std::time::Instant;

use super::apply::Entry;
use super::error::io_words;
use super::import::{FileRemark, brought_back};
use super::import_queue::Work;
use super::{Session, SessionError};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::format::attach::{AttachOptions, attach};
use crate::format::pages::{PageRecord, read_pages};
use crate::jobs::Ticket;
use crate::model::document::{Document, Sha256, Status};
use crate::model::id::{DocumentId, Label, LayerId};
use crate::model::layer::{Layer, LayerKind, MAIN_LAYER, SUGGESTIONS_LAYER, Scope};
use crate::text::decode::MAX_DOCUMENT_BYTES;
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
        let mut work = Work::new(name, self);
        if name == SUGGESTIONS_LAYER {
            return Err(SessionError::DerivedLayer(name.to_owned()));
        }
        work.may_replace = !request.layer.trim().is_empty();
        let outcome = self.import_files(request, &mut work, ticket);
        self.pages.release();
        if outcome.is_err() {
            // Pages of documents that did not come in must not stay in memory.
            self.pages.clear();
        }
        outcome?;
        work.report.cancelled = ticket.is_cancelled();
        Ok(work.report)
    }

    fn import_files(
        &mut self,
        request: &PagesRequest,
        work: &mut Work,
        ticket: &Ticket,
    ) -> Result<(), SessionError> {
        let files = files(&request.paths, &mut work.report);
        let total = files.len() as u64;
        let mut done = 0;
        for path in files {
            if ticket.is_cancelled() {
                break;
            }
            ticket.note(&path.file_name().unwrap_or_default().to_string_lossy());
            self.import_file(&path, work, ticket)?;
            done += 1;
            // What is reported as done is on the disk.
            if work.entries.is_empty() {
                ticket.report(done, total);
            }
        }
        self.flush_pages(work)?;
        ticket.report(done, total);
        Ok(())
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
                    .push(remark(format!("cannot be read: {}", io_words(&error))));
                return Ok(());
            }
        };
        let mut pages = read_pages(BufReader::with_capacity(1 << 18, file));
        while let Some(page) = pages.next() {
            if ticket.is_cancelled() {
                break;
            }
            match page {
                Ok(record) => {
                    let problems = self.attach_record(&record, work)?;
                    let (name, line) = (&record.document, pages.line());
                    let named = problems
                        .into_iter()
                        .map(|message| remark(format!("{name}, line {line}: {message}")));
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
        if !work.met.insert(home.id) {
            return Ok(vec![
                "the page is there twice; the first one was taken".to_owned(),
            ]);
        }
        let scope = Scope {
            document: home.id,
            layer: self.layer_of(work)?,
        };
        // What waits to be written stays in memory until it is.
        self.pages.hold();
        let mut ops = Vec::new();
        let mut texts = Vec::new();
        if let Some(text) = home.text {
            self.seed(scope, SourceText::new(text.as_str()));
            texts.push(text);
            work.report.documents += 1;
        }
        ops.extend(home.change.map(Op::Document));
        let schema = self.schema.clone();
        let page = self.load(scope)?;
        let source = page.source.clone();
        if !work.may_replace && !page.annotations.is_empty() {
            let message = "the editor's layer has annotations on this page, which were kept; \
                           name a layer to import into (--layer)";
            return Ok(vec![message.to_owned()]);
        }
        let attached = {
            let mut authority = |label: &Label, name: &str| work.authority(label, name);
            attach(
                record,
                &source,
                &schema,
                &mut authority,
                AttachOptions {
                    space: Some(scope.layer.0),
                    ..AttachOptions::default()
                },
            )
        };
        let problems = attached.problems.iter().map(ToString::to_string).collect();
        if record
            .text
            .as_ref()
            .is_some_and(|text| text != source.text())
        {
            // Another page of the same name: what is said of ours stays.
            return Ok(problems);
        }
        ops.extend(
            work.new_authorities
                .drain(..)
                .map(|record| Op::Authority(Change::Insert(record))),
        );
        let mut changes = self.clear(scope);
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
    fn clear(&self, scope: Scope) -> Vec<PageChange> {
        self.page(scope)
            .map(|page| crate::edit::verbs::articles::clear_changes(&page.annotations))
            .unwrap_or_default()
    }

    /// The layer, made when the first page comes in; undoing the import takes it
    /// back with the pages.
    fn layer_of(&mut self, work: &mut Work) -> Result<LayerId, SessionError> {
        if let Some(id) = work.layer {
            return Ok(id);
        }
        let layer = Layer {
            id: LayerId::new(),
            name: work.report.layer.clone(),
            kind: LayerKind::Import,
        };
        let id = layer.id;
        let label = EditLabel::new(Deed::AddLayer).about(&layer.name);
        let transaction = Transaction::new(label, vec![Op::Layer(Change::Insert(layer))]);
        self.commit(&[Entry::edit(transaction, work.gesture, Vec::new())])?;
        work.layer = Some(id);
        Ok(id)
    }

    /// The document that a record belongs to, or why there is none.
    fn home_of(
        &self,
        record: &PageRecord,
        work: &mut Work,
    ) -> Result<Result<Home, String>, SessionError> {
        let digest = match record.sha256.as_deref().map(Sha256::parse) {
            Some(None) => {
                let message = "its sha256 is not 64 hexadecimal digits; mend it or leave it out";
                return Ok(Err(message.to_owned()));
            }
            other => other.flatten(),
        };
        let of_text = || Some(Sha256::of(record.text.as_deref()?.as_bytes()));
        if let Some(digest) = digest.or_else(of_text) {
            if let Some(&id) = work.waiting.get(&digest) {
                return Ok(Ok(Home::of(id)));
            }
            let mut found = self.store.documents_by_sha256(digest)?;
            let there = found.iter().position(|document| !document.removed);
            if there.is_none()
                && let Some(earlier) = found.first()
                && self.newest_version(earlier.id)?.is_some()
            {
                return Ok(Err(
                    "its annotations are for an earlier version of the page, which was replaced"
                        .to_owned(),
                ));
            }
            if let Some(document) = (!found.is_empty()).then(|| found.remove(there.unwrap_or(0))) {
                return Ok(Ok(Home::known(document)));
            }
        }
        let mut found = self.named(&record.document)?;
        found.retain(|document| !document.removed);
        match (found.as_slice(), &record.text) {
            ([], Some(text)) => Ok(new_home(record, text, digest, work)),
            ([], None) => Ok(Err(
                "no document of this name is in the project; import its raw text first".to_owned(),
            )),
            (found, Some(text)) => {
                for document in found {
                    if self.store.text(document.id)? == *text {
                        return Ok(Ok(Home::of(document.id)));
                    }
                }
                match (found, digest) {
                    // Pages of several days can have one name; the digest tells them apart.
                    (_, Some(_)) => Ok(new_home(record, text, digest, work)),
                    ([one], None) => Ok(Ok(Home::of(one.id))),
                    (_, None) => Ok(Err(SEVERAL.to_owned())),
                }
            }
            (_, None) if digest.is_some() => Ok(Err(
                "the document of this name was made of other bytes than the sha256 tells; import \
                 the raw text that the annotations were made for"
                    .to_owned(),
            )),
            ([one], None) => Ok(Ok(Home::of(one.id))),
            (_, None) => Ok(Err(SEVERAL.to_owned())),
        }
    }

    /// Documents of this name; the ending `.txt` may be left out.
    fn named(&self, name: &str) -> Result<Vec<Document>, SessionError> {
        let found = self.store.find_by_name(name)?;
        if found.is_empty() && !name.is_empty() {
            return Ok(self.store.find_by_name(&format!("{name}.txt"))?);
        }
        Ok(found)
    }

    fn flush_pages(&mut self, work: &mut Work) -> Result<(), SessionError> {
        work.since = Instant::now();
        work.waiting.clear();
        if work.entries.is_empty() {
            return Ok(());
        }
        self.commit(&std::mem::take(&mut work.entries))?;
        Ok(())
    }
}

const SEVERAL: &str = "several documents have this name; add the sha256 of the right one";

/// Where a record goes.
struct Home {
    id: DocumentId,
    /// What has to happen to the document: it comes in or comes back.
    change: Option<Change<Document>>,
    /// The text of a new document.
    text: Option<String>,
}

impl Home {
    /// A document that is there.
    fn of(id: DocumentId) -> Self {
        Self {
            id,
            change: None,
            text: None,
        }
    }

    /// A document of the project, which comes back if it was taken out.
    fn known(document: Document) -> Self {
        Self {
            id: document.id,
            change: document.removed.then(|| brought_back(document)),
            text: None,
        }
    }
}

/// A document made of the text in a record, or why it cannot be made.
fn new_home(
    record: &PageRecord,
    text: &str,
    digest: Option<Sha256>,
    work: &mut Work,
) -> Result<Home, String> {
    let name = record.document.rsplit(['/', '\\']).next().unwrap_or("");
    let refusal = if name.trim().is_empty() {
        "the record does not name its document; give it a name"
    } else if text.is_empty() {
        "its text is empty; leave the page out"
    } else if text.contains('\0') {
        "its text has a NUL character, as binary files do; take it out"
    } else if text.len() > MAX_DOCUMENT_BYTES {
        "its text is too long for a page; cut it into pages"
    } else {
        ""
    };
    if !refusal.is_empty() {
        return Err(refusal.to_owned());
    }
    let source = SourceText::new(text);
    let sha256 = digest.unwrap_or_else(|| Sha256::of(text.as_bytes()));
    let document = Document {
        id: DocumentId::new(),
        name: name.to_owned(),
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
    Ok(Home {
        id: document.id,
        change: Some(Change::Insert(document)),
        text: Some(text.to_owned()),
    })
}

/// The files that are meant, folders searched for `.json` and `.jsonl`.
fn files(paths: &[PathBuf], report: &mut PagesReport) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
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
                    let words = error.io_error().map_or_else(|| error.to_string(), io_words);
                    let message = format!("cannot be read: {words}");
                    report.problems.push(FileRemark { path, message });
                }
            }
        }
        if files.len() == before && path.is_dir() {
            report.problems.push(FileRemark {
                path: path.clone(),
                message: "holds no .json or .jsonl file; name the file itself".to_owned(),
            });
        }
    }
    files
}
