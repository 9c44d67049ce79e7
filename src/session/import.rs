//! Import of raw pages: files and folders become documents.
//!
//! A worker reads, hashes and decodes while this thread writes, so the speed is
//! that of SQLite. What cannot be used is listed with its reason; nothing that
//! is already in the project is touched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::apply::Entry;
use super::{Session, SessionError};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op};
use crate::edit::transaction::Transaction;
use crate::format::metadata::{self, NamePattern, Sidecar};
use crate::jobs::Ticket;
use crate::model::document::{Document, Sha256, Status};
use crate::model::id::DocumentId;
use crate::model::meta::PageMeta;
use crate::store::journal::{EntryKind, Gesture};
use crate::text::decode::{DecodeOptions, Decoded, MAX_DOCUMENT_BYTES, decode};
use crate::text::source::SourceText;

/// What to import and how.
#[derive(Debug, Clone, Default)]
pub struct ImportRequest {
    /// Files, and folders that are searched to their depth.
    pub paths: Vec<PathBuf>,
    /// Which files of folders, such as `*.txt`; `None` for `*.txt`. Files that
    /// are named themselves are always taken.
    pub glob: Option<String>,
    /// Encoding and what to do about malformed bytes.
    pub decode: DecodeOptions,
    /// How file names tell newspaper, date and page; `None` to guess.
    pub pattern: Option<NamePattern>,
    /// A table with metadata; `None` to use `metadata.csv` beside the files.
    pub sidecar: Option<PathBuf>,
}

/// The name of a table with metadata that is used without asking.
pub const SIDECAR_NAME: &str = "metadata.csv";

/// A file that was not imported, or a remark about one that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRemark {
    /// The file.
    pub path: PathBuf,
    /// What is to be said about it.
    pub message: String,
}

/// What an import has done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Documents that are new in the project.
    pub imported: usize,
    /// Documents that had been taken out and are back.
    pub restored: usize,
    /// Files whose very bytes are in the project already.
    pub known: Vec<FileRemark>,
    /// Files that could not be used, with the reason.
    pub refused: Vec<FileRemark>,
    /// Remarks about metadata and replaced characters.
    pub remarks: Vec<FileRemark>,
    /// Bytes of the imported files.
    pub bytes: u64,
    /// Whether it was cancelled; what is counted above is in the project.
    pub cancelled: bool,
    /// The first new document.
    pub first: Option<DocumentId>,
}

/// One file, read and decoded by the worker.
struct Prepared {
    path: PathBuf,
    bytes: u64,
    outcome: Result<(Sha256, Decoded), String>,
}

/// How long changes are gathered before they are written as one.
const BATCH_TIME: Duration = Duration::from_millis(800);
/// How many bytes are gathered before they are written as one.
const BATCH_BYTES: usize = 32 << 20;

impl Session {
    /// Imports raw pages.
    ///
    /// # Errors
    /// [`SessionError`] for the project file or a folder, pattern or table that
    /// cannot be used at all. Single files that fail are in the report.
    pub fn import(&mut self, request: &ImportRequest, ticket: &Ticket) -> Result<ImportReport, SessionError> {
        let mut report = ImportReport::default();
        let files = collect(request, &mut report)?;
        let sidecar = read_sidecar(request, &mut report)?;
        let total = files.len() as u64;
        let mut batch = Batch::new();
        std::thread::scope(|scope| {
            // A dozen files ahead keeps both sides busy without holding a corpus in memory.
            let (sender, receiver) = sync_channel(12);
            let options = request.decode;
            scope.spawn(move || prepare(files, options, ticket, &sender));
            let outcome = self.take_in(request, sidecar.as_ref(), ticket, total, &receiver, &mut batch, &mut report);
            // If writing failed the worker must not wait for us for ever.
            drop(receiver);
            outcome
        })?;
        report.cancelled = ticket.is_cancelled();
        Ok(report)
    }

    #[expect(clippy::too_many_arguments, reason = "the loop's own state, used nowhere else")]
    fn take_in(
        &mut self,
        request: &ImportRequest,
        sidecar: Option<&Sidecar>,
        ticket: &Ticket,
        total: u64,
        receiver: &Receiver<Prepared>,
        batch: &mut Batch,
        report: &mut ImportReport,
    ) -> Result<(), SessionError> {
        for (done, file) in receiver.iter().enumerate() {
            let (sha256, decoded) = match file.outcome {
                Ok(good) => good,
                Err(message) => {
                    report.refused.push(FileRemark { path: file.path, message });
                    continue;
                }
            };
            if let Some(known) = self.recognise(sha256, batch)? {
                match known {
                    Known::InProject(name) => report.known.push(FileRemark { path: file.path, message: name }),
                    Known::Restored(change) => {
                        report.restored += 1;
                        batch.ops.push(Op::Document(change));
                    }
                }
                continue;
            }
            if decoded.replaced > 0 {
                let message = format!("{} characters could not be read and were replaced", decoded.replaced);
                report.remarks.push(FileRemark { path: file.path.clone(), message });
            }
            let meta = meta_of(&file.path, request, sidecar);
            let document = describe(&file.path, sha256, &decoded, meta);
            report.first.get_or_insert(document.id);
            report.imported += 1;
            report.bytes += file.bytes;
            batch.add(document, decoded.text);
            if batch.is_full() {
                self.flush(batch)?;
            }
            ticket.report(done as u64 + 1, total);
        }
        self.flush(batch)
    }

    /// Whether these bytes are in the project, or in the batch about to be written.
    fn recognise(&self, sha256: Sha256, batch: &Batch) -> Result<Option<Known>, SessionError> {
        if let Some(name) = batch.name_of(sha256) {
            return Ok(Some(Known::InProject(name)));
        }
        Ok(self.store.document_by_sha256(sha256)?.map(|before| {
            if before.removed {
                let after = Document { removed: false, ..before.clone() };
                Known::Restored(Change::Replace { before, after })
            } else {
                Known::InProject(before.name)
            }
        }))
    }

    fn flush(&mut self, batch: &mut Batch) -> Result<(), SessionError> {
        if batch.ops.is_empty() {
            return Ok(());
        }
        let ops = std::mem::take(&mut batch.ops);
        let texts = std::mem::take(&mut batch.texts);
        let label = EditLabel::new(Deed::ImportDocuments).times(ops.len());
        let transaction = Transaction::new(label, ops);
        self.commit(vec![Entry { transaction, kind: EntryKind::Edit, gesture: batch.gesture, texts }])?;
        batch.restart();
        Ok(())
    }
}

enum Known {
    InProject(String),
    Restored(Change<Document>),
}

/// Documents that are written together.
struct Batch {
    ops: Vec<Op>,
    texts: Vec<String>,
    seen: BTreeSet<Sha256>,
    bytes: usize,
    since: Instant,
    gesture: Gesture,
}

impl Batch {
    fn new() -> Self {
        Self {
            ops: Vec::new(),
            texts: Vec::new(),
            seen: BTreeSet::new(),
            bytes: 0,
            since: Instant::now(),
            gesture: Gesture::new(),
        }
    }

    fn add(&mut self, document: Document, text: String) {
        self.bytes += text.len();
        self.seen.insert(document.sha256);
        self.ops.push(Op::Document(Change::Insert(document)));
        self.texts.push(text);
    }

    fn name_of(&self, sha256: Sha256) -> Option<String> {
        if !self.seen.contains(&sha256) {
            return None;
        }
        self.ops.iter().find_map(|op| match op {
            Op::Document(change) if change.subject().sha256 == sha256 => Some(change.subject().name.clone()),
            _ => None,
        })
    }

    fn is_full(&self) -> bool {
        self.bytes >= BATCH_BYTES || self.since.elapsed() >= BATCH_TIME
    }

    fn restart(&mut self) {
        self.seen.clear();
        self.bytes = 0;
        self.since = Instant::now();
    }
}

/// Reads, hashes and decodes one file after another.
fn prepare(files: Vec<PathBuf>, options: DecodeOptions, ticket: &Ticket, sender: &SyncSender<Prepared>) {
    for path in files {
        if ticket.is_cancelled() {
            return;
        }
        ticket.note(&path.file_name().unwrap_or_default().to_string_lossy());
        let outcome = read(&path).and_then(|bytes| {
            let decoded = decode(&bytes, &options).map_err(|error| error.to_string())?;
            Ok((bytes.len() as u64, Sha256::of(&bytes), decoded))
        });
        let prepared = match outcome {
            Ok((bytes, sha256, decoded)) => Prepared { path, bytes, outcome: Ok((sha256, decoded)) },
            Err(message) => Prepared { path, bytes: 0, outcome: Err(message) },
        };
        if sender.send(prepared).is_err() {
            return;
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    // The size is looked at first: a file of a terabyte must not be read to be refused.
    let size = std::fs::metadata(path).map_err(|error| format!("cannot be read: {error}"))?.len();
    if size > MAX_DOCUMENT_BYTES as u64 {
        let limit = MAX_DOCUMENT_BYTES >> 20;
        return Err(format!("has {} MiB; a page may have {limit} MiB. Cut the file into pages", size >> 20));
    }
    std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))
}

/// The files that a request means, each once, in the order of their paths.
fn collect(request: &ImportRequest, report: &mut ImportReport) -> Result<Vec<PathBuf>, SessionError> {
    let pattern = request.glob.as_deref().unwrap_or("*.txt");
    let glob = globset::GlobBuilder::new(pattern).case_insensitive(true).build().map_err(|error| {
        let message = format!("the pattern {pattern:?} cannot be used: {}", error.kind());
        SessionError::Content { message, path: PathBuf::from(pattern) }
    })?;
    let matcher = glob.compile_matcher();
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    for path in &request.paths {
        let before = files.len();
        for entry in walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let name = entry.file_name();
                    let wanted = entry.depth() == 0 || matcher.is_match(name) || matcher.is_match(entry.path());
                    if wanted && seen.insert(entry.path().to_path_buf()) {
                        files.push(entry.into_path());
                    }
                }
                Ok(_) => {}
                Err(error) => report.refused.push(walk_remark(path, &error)),
            }
        }
        if files.len() == before && path.is_dir() {
            let message = format!("holds no file that fits {pattern:?}");
            report.refused.push(FileRemark { path: path.clone(), message });
        }
    }
    Ok(files)
}

fn walk_remark(root: &Path, error: &walkdir::Error) -> FileRemark {
    let path = error.path().unwrap_or(root).to_path_buf();
    let message = match error.io_error() {
        Some(cause) => format!("cannot be read: {cause}"),
        None => "is a link that leads back to a folder above it".to_owned(),
    };
    FileRemark { path, message }
}

fn read_sidecar(request: &ImportRequest, report: &mut ImportReport) -> Result<Option<Sidecar>, SessionError> {
    let beside = |path: &PathBuf| {
        let folder = if path.is_dir() { path.as_path() } else { path.parent()? };
        Some(folder.join(SIDECAR_NAME)).filter(|path| path.is_file())
    };
    let Some(path) = request.sidecar.clone().or_else(|| request.paths.iter().find_map(beside)) else {
        return Ok(None);
    };
    let bytes = std::fs::read(&path).map_err(|cause| SessionError::File {
        what: "the table of metadata cannot be read",
        cause,
        path: path.clone(),
    })?;
    let sidecar = metadata::read_sidecar(&bytes)
        .map_err(|error| SessionError::Content { message: error.to_string(), path: path.clone() })?;
    let remarks = sidecar.warnings().iter().map(|warning| FileRemark { path: path.clone(), message: warning.to_string() });
    report.remarks.extend(remarks);
    Ok(Some(sidecar))
}

/// What file name and table say of a page; the table has the last word.
fn meta_of(path: &Path, request: &ImportRequest, sidecar: Option<&Sidecar>) -> PageMeta {
    let shown = path.to_string_lossy();
    let mut meta = match &request.pattern {
        Some(pattern) => pattern.apply(&shown).unwrap_or_default(),
        None => metadata::guess(&shown),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if let Some(row) = sidecar.and_then(|sidecar| sidecar.get(&name)) {
        metadata::overlay(&mut meta, row);
    }
    meta
}

fn describe(path: &Path, sha256: Sha256, decoded: &Decoded, meta: PageMeta) -> Document {
    let source = SourceText::new(decoded.text.as_str());
    Document {
        id: DocumentId::new(),
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        source: std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).to_string_lossy().into_owned(),
        sha256,
        encoding: decoded.encoding.to_string(),
        chars: source.len(),
        lines: source.line_count() as u32,
        ink: source.ink(source.span()),
        meta,
        status: Status::New,
        removed: false,
        supersedes: None,
    }
}
