//! Export of datasets.
//!
//! A file is written beside its final place and renamed when it is complete, so
//! a cancelled or failed export leaves nothing behind and an older file is
//! replaced all at once or not at all.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::documents::DocumentFilter;
use super::{Session, SessionError};
use crate::format::FormatError;
use crate::format::articles::write_articles;
use crate::format::export_format::ExportFormat;
use crate::format::export_page::ExportPage;
use crate::format::pages::{PageRecord, TextIn, write_page};
use crate::format::tables::{Rows, Table};
use crate::jobs::Ticket;
use crate::model::id::{Label, LayerId};
use crate::model::layer::Scope;
use crate::text::source::SourceText;

/// What to export where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// The form.
    pub format: ExportFormat,
    /// The file to write.
    pub path: PathBuf,
    /// The layer.
    pub layer: LayerId,
    /// Only entities with these labels; empty for all.
    pub labels: Vec<Label>,
    /// Only these documents.
    pub documents: DocumentFilter,
}

/// What an export has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportReport {
    /// The file.
    pub path: PathBuf,
    /// Pages, articles or rows written.
    pub records: usize,
    /// Documents that were read for it.
    pub documents: usize,
    /// Whether it was cancelled; nothing was written then.
    pub cancelled: bool,
}

impl Session {
    /// Writes a dataset.
    ///
    /// # Errors
    /// [`SessionError`] for the project or the file; no half file is left.
    pub fn export(
        &self,
        request: &ExportRequest,
        ticket: &Ticket,
    ) -> Result<ExportReport, SessionError> {
        let failed = |cause| SessionError::File {
            what: "the export was not written",
            cause,
            path: request.path.clone(),
        };
        let folder = request
            .path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let file = tempfile::Builder::new()
            .prefix(".broadsheet-")
            .tempfile_in(folder)
            .map_err(failed)?;
        let out = BufWriter::with_capacity(1 << 18, file);
        let (out, mut report) = self.write_pages(request, ticket, out)?;
        let file = out
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        if report.cancelled {
            return Ok(report);
        }
        file.as_file().sync_all().map_err(failed)?;
        let kept = file
            .persist(&request.path)
            .map_err(|error| failed(error.error))?;
        set_usual_rights(&kept);
        report.path.clone_from(&request.path);
        Ok(report)
    }

    fn write_pages<W: Write>(
        &self,
        request: &ExportRequest,
        ticket: &Ticket,
        out: W,
    ) -> Result<(W, ExportReport), SessionError> {
        let documents = self.documents(&request.documents)?;
        let layer = self.layers().iter().find(|layer| layer.id == request.layer);
        let layer_name = layer.map_or("", |layer| layer.name.as_str());
        let labels: BTreeSet<Label> = request.labels.iter().cloned().collect();
        let mut report = ExportReport {
            path: request.path.clone(),
            records: 0,
            documents: 0,
            cancelled: false,
        };
        let as_error = |error: FormatError| content(error, &request.path);
        let mut writer = PageWriter::new(request.format, out).map_err(as_error)?;
        let total = documents.len() as u64;
        for (document, done) in documents.iter().zip(1..) {
            if ticket.is_cancelled() {
                report.cancelled = true;
                break;
            }
            let scope = Scope {
                document: document.id,
                layer: request.layer,
            };
            let source = SourceText::new(self.store.text(document.id)?);
            let annotations = self.store.annotations(scope)?;
            let page = ExportPage {
                document,
                source: &source,
                annotations: &annotations,
                layer: layer_name,
                authority: &|id| self.authority(id),
                labels: (!labels.is_empty()).then_some(&labels),
            };
            report.records += writer.write(&page).map_err(as_error)?;
            report.documents += 1;
            if done % 64 == 0 || done == total {
                ticket.note(&document.name);
                ticket.report(done, total);
            }
        }
        Ok((writer.finish().map_err(as_error)?, report))
    }
}

/// A file that is made for others to read has the rights of any new file, not
/// the narrow ones of a temporary one.
#[cfg(unix)]
fn set_usual_rights(file: &std::fs::File) {
    use std::os::unix::fs::PermissionsExt as _;
    if let Err(error) = file.set_permissions(std::fs::Permissions::from_mode(0o644)) {
        log::debug!("the rights of the export stay narrow: {error}");
    }
}

#[cfg(not(unix))]
fn set_usual_rights(_: &std::fs::File) {}

fn content(error: FormatError, path: &Path) -> SessionError {
    match error {
        FormatError::Io(cause) => SessionError::File {
            what: "the export was not written",
            cause,
            path: path.to_path_buf(),
        },
        other => SessionError::Content {
            message: other.to_string(),
            path: path.to_path_buf(),
        },
    }
}

/// The writers of the formats, as one.
enum PageWriter<W: Write> {
    Pages(W),
    Articles(W),
    Table(Box<Table<W>>),
}

impl<W: Write> PageWriter<W> {
    fn new(format: ExportFormat, out: W) -> Result<Self, FormatError> {
        // Spreadsheets take a table without a byte order mark for anything but UTF-8.
        let table = |out, rows| Ok(Self::Table(Box::new(Table::new(out, rows, true)?)));
        match format {
            ExportFormat::JsonlPages => Ok(Self::Pages(out)),
            ExportFormat::JsonlArticles => Ok(Self::Articles(out)),
            ExportFormat::CsvEntities => table(out, Rows::Entities),
            ExportFormat::CsvArticles => table(out, Rows::Articles),
        }
    }

    fn write(&mut self, page: &ExportPage<'_>) -> Result<usize, FormatError> {
        match self {
            Self::Pages(out) => write_page(out, &PageRecord::of(page, TextIn::Record)).map(|()| 1),
            Self::Articles(out) => write_articles(out, page),
            Self::Table(table) => table.write(page),
        }
    }

    fn finish(self) -> Result<W, FormatError> {
        match self {
            Self::Pages(mut out) | Self::Articles(mut out) => {
                out.flush()?;
                Ok(out)
            }
            Self::Table(table) => table.finish(),
        }
    }
}
