//! Import of raw pages: files and folders become documents.
//!
//! A worker reads, hashes and decodes while this thread writes, so the speed is
//! that of SQLite. What cannot be used is listed with its reason; nothing that
//! is already in the project is touched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use super::apply::Entry;
use super::import_files::{Prepared, collect, prepare};
use super::import_meta::{Tables, meta_of};
use super::{Session, SessionError};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op};
use crate::edit::transaction::Transaction;
use crate::format::metadata::NamePattern;
use crate::jobs::Ticket;
use crate::model::document::{Document, Sha256, Status};
use crate::model::id::DocumentId;
use crate::model::meta::PageMeta;
use crate::store::journal::GestureId;
use crate::text::decode::{DecodeOptions, Decoded};
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
    /// A table with metadata; `None` to use the `metadata.csv` of each folder.
    pub sidecar: Option<PathBuf>,
}

impl ImportRequest {
    /// Whether a document that was taken out comes in again as another text,
    /// because the encoding that is asked for now is not the one it was read in.
    fn reads_anew(&self, known: &Change<Document>, decoded: &Decoded) -> bool {
        self.decode.encoding.is_some() && known.subject().encoding != decoded.encoding.label()
    }
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
    pub fn import(
        &mut self,
        request: &ImportRequest,
        ticket: &Ticket,
    ) -> Result<ImportReport, SessionError> {
        let mut report = ImportReport::default();
        let files = collect(request, &mut report)?;
        let tables = Tables::read(request, &mut report)?;
        let total = files.len() as u64;
        let first = files.first().cloned().unwrap_or_default();
        let mut batch = Batch::new();
        std::thread::scope(|scope| {
            // A dozen files ahead keeps both sides busy without holding a corpus in memory.
            let (sender, receiver) = sync_channel(12);
            let options = request.decode;
            std::thread::Builder::new()
                .name("import reader".to_owned())
                .spawn_scoped(scope, move || prepare(files, options, ticket, &sender))
                .map_err(|cause| SessionError::File {
                    what: "the files cannot be read, no thread is to be had",
                    cause,
                    path: first,
                })?;
            let outcome = self.take_in(
                request,
                &tables,
                ticket,
                total,
                &receiver,
                &mut batch,
                &mut report,
            );
            // If writing failed the worker must not wait for us for ever.
            drop(receiver);
            outcome
        })?;
        report.cancelled = ticket.is_cancelled();
        Ok(report)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the loop's own state, used nowhere else"
    )]
    fn take_in(
        &mut self,
        request: &ImportRequest,
        tables: &Tables,
        ticket: &Ticket,
        total: u64,
        receiver: &Receiver<Prepared>,
        batch: &mut Batch,
        report: &mut ImportReport,
    ) -> Result<(), SessionError> {
        let mut done = 0;
        for file in receiver {
            self.take_file(file, request, tables, batch, report)?;
            done += 1;
            if batch.is_full() {
                self.flush(batch)?;
            }
            // What is reported as done is on the disk.
            if batch.ops.is_empty() {
                ticket.report(done, total);
            }
        }
        self.flush(batch)?;
        ticket.report(done, total);
        Ok(())
    }

    /// Puts one file into the batch, or into the report with the reason why not.
    fn take_file(
        &mut self,
        file: Prepared,
        request: &ImportRequest,
        tables: &Tables,
        batch: &mut Batch,
        report: &mut ImportReport,
    ) -> Result<(), SessionError> {
        let remark = |path: &Path, message| FileRemark {
            path: path.to_path_buf(),
            message,
        };
        let (sha256, decoded) = match file.outcome {
            Ok(good) => good,
            Err(message) => {
                report.refused.push(remark(&file.path, message));
                return Ok(());
            }
        };
        let mut supersedes = None;
        match self.recognise(sha256, batch)? {
            Some(Known::InProject(name)) => {
                report.known.push(remark(&file.path, name));
                return Ok(());
            }
            Some(Known::Removed(change)) if !request.reads_anew(&change, &decoded) => {
                report.restored += 1;
                batch.add(sha256, change, None);
                return Ok(());
            }
            Some(Known::Removed(change)) => supersedes = Some(change.subject().id),
            None => {}
        }
        if decoded.replaced > 0 {
            let message = format!(
                "{} characters could not be read and were replaced",
                decoded.replaced
            );
            report.remarks.push(remark(&file.path, message));
        }
        let meta = meta_of(&file.path, request, tables);
        let mut document = describe(&file.path, sha256, &decoded, meta);
        document.supersedes = supersedes;
        report.first.get_or_insert(document.id);
        report.imported += 1;
        report.bytes += file.bytes;
        batch.add(sha256, Change::Insert(document), Some(decoded.text));
        Ok(())
    }

    /// Whether these bytes are in the project, or in the batch about to be written.
    fn recognise(&self, sha256: Sha256, batch: &Batch) -> Result<Option<Known>, SessionError> {
        if let Some(name) = batch.name_of(sha256) {
            return Ok(Some(Known::InProject(name)));
        }
        let mut found = self.store.documents_by_sha256(sha256)?;
        if let Some(there) = found.iter().position(|document| !document.removed) {
            return Ok(Some(Known::InProject(found.swap_remove(there).name)));
        }
        for earlier in &found {
            if let Some(newer) = self.newest_version(earlier.id)? {
                // Who imports a folder again does not want the old text back.
                return Ok(Some(Known::InProject(format!(
                    "an earlier version of {}",
                    newer.name
                ))));
            }
        }
        let removed = found.into_iter().next();
        Ok(removed.map(|before| Known::Removed(brought_back(before))))
    }

    fn flush(&mut self, batch: &mut Batch) -> Result<(), SessionError> {
        if batch.ops.is_empty() {
            return Ok(());
        }
        let ops = std::mem::take(&mut batch.ops);
        let texts = std::mem::take(&mut batch.texts);
        let label = EditLabel::new(Deed::ImportDocuments).times(ops.len());
        let transaction = Transaction::new(label, ops);
        self.commit(&[Entry::edit(transaction, batch.gesture, texts)])?;
        batch.restart();
        Ok(())
    }
}

/// What is known of a file's bytes.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, and only for files that are known"
)]
enum Known {
    /// They are in the project, or about to be, under this name.
    InProject(String),
    /// They were taken out; the change brings them back.
    Removed(Change<Document>),
}

/// The change that brings back a document that was taken out, with everything that
/// was said of it.
pub(super) fn brought_back(before: Document) -> Change<Document> {
    let after = Document {
        removed: false,
        ..before.clone()
    };
    Change::Replace { before, after }
}

/// Documents that are written together.
struct Batch {
    ops: Vec<Op>,
    texts: Vec<String>,
    seen: BTreeSet<Sha256>,
    bytes: usize,
    since: Instant,
    gesture: GestureId,
}

impl Batch {
    fn new() -> Self {
        Self {
            ops: Vec::new(),
            texts: Vec::new(),
            seen: BTreeSet::new(),
            bytes: 0,
            since: Instant::now(),
            gesture: GestureId::new(),
        }
    }

    /// Adds a document, with its text if it is new.
    fn add(&mut self, sha256: Sha256, change: Change<Document>, text: Option<String>) {
        self.seen.insert(sha256);
        self.ops.push(Op::Document(change));
        self.bytes += text.as_ref().map_or(0, String::len);
        self.texts.extend(text);
    }

    fn name_of(&self, sha256: Sha256) -> Option<String> {
        if !self.seen.contains(&sha256) {
            return None;
        }
        self.ops.iter().find_map(|op| match op {
            Op::Document(change) if change.subject().sha256 == sha256 => {
                Some(change.subject().name.clone())
            }
            _ => None,
        })
    }

    fn is_full(&self) -> bool {
        !self.ops.is_empty() && (self.bytes >= BATCH_BYTES || self.since.elapsed() >= BATCH_TIME)
    }

    fn restart(&mut self) {
        self.seen.clear();
        self.bytes = 0;
        self.since = Instant::now();
    }
}

fn describe(path: &Path, sha256: Sha256, decoded: &Decoded, meta: PageMeta) -> Document {
    let source = SourceText::new(decoded.text.as_str());
    Document {
        id: DocumentId::new(),
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        source: std::path::absolute(path)
            .unwrap_or_else(|_| path.to_path_buf())
            .to_string_lossy()
            .into_owned(),
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
