//! The files of an import: which ones are meant, and reading them ahead of the
//! thread that writes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use super::SessionError;
use super::error::io_words;
use super::import::{FileRemark, ImportReport, ImportRequest};
use crate::jobs::Ticket;
use crate::model::document::Sha256;
use crate::text::decode::{DecodeOptions, Decoded, MAX_DOCUMENT_BYTES, decode};

/// One file, read and decoded by the worker.
pub(super) struct Prepared {
    pub path: PathBuf,
    pub bytes: u64,
    pub outcome: Result<(Sha256, Decoded), String>,
}

/// Reads, hashes and decodes one file after another.
pub(super) fn prepare(
    files: Vec<PathBuf>,
    options: DecodeOptions,
    ticket: &Ticket,
    sender: &SyncSender<Prepared>,
) {
    for path in files {
        if ticket.is_cancelled() {
            return;
        }
        ticket.note(&path.file_name().unwrap_or_default().to_string_lossy());
        let outcome = read(&path).and_then(|bytes| {
            let (sha256, decoded) = decode_page(&bytes, &options)?;
            Ok((bytes.len() as u64, sha256, decoded))
        });
        let prepared = match outcome {
            Ok((bytes, sha256, decoded)) => Prepared {
                path,
                bytes,
                outcome: Ok((sha256, decoded)),
            },
            Err(message) => Prepared {
                path,
                bytes: 0,
                outcome: Err(message),
            },
        };
        if sender.send(prepared).is_err() {
            return;
        }
    }
}

/// Reads, hashes and decodes one file.
///
/// # Errors
/// A sentence that says why it is no page.
pub(super) fn read_page(path: &Path, options: &DecodeOptions) -> Result<(Sha256, Decoded), String> {
    read(path).and_then(|bytes| decode_page(&bytes, options))
}

fn decode_page(bytes: &[u8], options: &DecodeOptions) -> Result<(Sha256, Decoded), String> {
    let decoded = decode(bytes, options).map_err(|error| error.to_string())?;
    if decoded.text.is_empty() {
        return Err("is empty; get the page again or leave it out".to_owned());
    }
    Ok((Sha256::of(bytes), decoded))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    // The size is looked at first: a file of a terabyte must not be read to be refused.
    let size = std::fs::metadata(path)
        .map_err(|error| format!("cannot be read: {}", io_words(&error)))?
        .len();
    if size > MAX_DOCUMENT_BYTES as u64 {
        let limit = MAX_DOCUMENT_BYTES >> 20;
        return Err(format!(
            "has {} MiB; a page may have {limit} MiB. Cut the file into pages",
            size >> 20
        ));
    }
    std::fs::read(path).map_err(|error| format!("cannot be read: {}", io_words(&error)))
}

/// The files that a request means, each once, in the order of their paths.
pub(super) fn collect(
    request: &ImportRequest,
    report: &mut ImportReport,
) -> Result<Vec<PathBuf>, SessionError> {
    let pattern = request.glob.as_deref().unwrap_or("*.txt");
    let glob = globset::GlobBuilder::new(pattern)
        .case_insensitive(true)
        .build()
        .map_err(|error| {
            let message = format!("the pattern {pattern:?} cannot be used: {}", error.kind());
            SessionError::Content {
                message,
                path: PathBuf::from(pattern),
            }
        })?;
    let matcher = glob.compile_matcher();
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    for path in &request.paths {
        let before = files.len();
        for entry in walkdir::WalkDir::new(path)
            .follow_links(true)
            .sort_by_file_name()
        {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let name = entry.file_name();
                    let wanted = entry.depth() == 0
                        || matcher.is_match(name)
                        || matcher.is_match(entry.path());
                    if wanted && seen.insert(entry.path().to_path_buf()) {
                        files.push(entry.into_path());
                    }
                }
                Ok(_) => {}
                Err(error) => report.refused.push(walk_remark(path, &error)),
            }
        }
        if files.len() == before && path.is_dir() {
            let message = format!("holds no file that fits {pattern:?}; --glob names other files");
            report.refused.push(FileRemark {
                path: path.clone(),
                message,
            });
        }
    }
    Ok(files)
}

fn walk_remark(root: &Path, error: &walkdir::Error) -> FileRemark {
    let path = error.path().unwrap_or(root).to_path_buf();
    let message = match error.io_error() {
        Some(cause) => format!("cannot be read: {}", io_words(cause)),
        None => "is a link that leads back to a folder above it; it was passed over".to_owned(),
    };
    FileRemark { path, message }
}
