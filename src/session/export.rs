//! Export of datasets.
//!
//! A file is written beside its final place and renamed when it is complete, so
//! a cancelled or failed export leaves nothing behind and an older file is
//! replaced all at once or not at all.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::documents::DocumentFilter;
use super::export_linked::Linked;
use super::search::{Hit, write_csv};
use super::{Session, SessionError};
use crate::format::FormatError;
use crate::format::articles::write_articles;
use crate::format::chain::Chains;
use crate::format::export_format::ExportFormat;
use crate::format::export_page::ExportPage;
use crate::format::pages::{PageRecord, TextIn, write_page};
use crate::format::tables::{Rows, Table};
use crate::jobs::Ticket;
use crate::model::id::{ArticleId, Label, LayerId};
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
        self.protect_project(&request.path)?;
        let met = std::fs::metadata(&request.path);
        if met
            .as_ref()
            .is_ok_and(|met| !met.is_file() && !met.is_dir())
        {
            // A pipe or a device is written to, not replaced by a file.
            let device = std::fs::OpenOptions::new().write(true).open(&request.path);
            return self.export_to(request, ticket, device.map_err(failed)?);
        }
        replace_file(&request.path, |out| {
            let (out, report) = self.write_pages(request, ticket, out)?;
            let whole = !report.cancelled;
            Ok((whole.then_some(out), report))
        })
    }

    /// Writes hits of a search in the layer that is edited as a table.
    ///
    /// # Errors
    /// [`SessionError`] for the file; no half file is left.
    pub fn export_hits<'a>(
        &self,
        path: &Path,
        hits: impl Iterator<Item = &'a Hit>,
    ) -> Result<(), SessionError> {
        self.protect_project(path)?;
        replace_file(path, |out| {
            let out = write_csv(out, self.layer_name(), hits);
            let out = out.map_err(|error| content(error, path))?;
            Ok((Some(out), ()))
        })
    }

    /// Writes a dataset to a stream; the path of the request is only for messages.
    ///
    /// # Errors
    /// [`SessionError`] for the project or the stream, to which some of the dataset may
    /// have gone.
    pub fn export_to<W: Write>(
        &self,
        request: &ExportRequest,
        ticket: &Ticket,
        out: W,
    ) -> Result<ExportReport, SessionError> {
        let out = BufWriter::with_capacity(1 << 18, out);
        let (_, report) = self.write_pages(request, ticket, out)?;
        Ok(report)
    }

    /// Writes a small file that is ready: a table, a picture.
    ///
    /// # Errors
    /// [`SessionError`] for the file; no half file is left.
    pub fn write_file(&self, path: &Path, bytes: &[u8]) -> Result<(), SessionError> {
        let failed = |cause| SessionError::File {
            what: "the file was not written",
            cause,
            path: path.to_path_buf(),
        };
        self.protect_project(path)?;
        let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
        let mut file = new_file(folder.unwrap_or(Path::new("."))).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist(&target).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Refuses to put a dataset in the place of the project itself.
    fn protect_project(&self, path: &Path) -> Result<(), SessionError> {
        let project = self.path().and_then(|path| path.canonicalize().ok());
        if project.is_some() && project == path.canonicalize().ok() {
            let message = "this is the project itself; choose another name for the export";
            return Err(SessionError::Content {
                message: message.to_owned(),
                path: path.to_path_buf(),
            });
        }
        Ok(())
    }

    /// All pages are those of one moment, even if somebody edits meanwhile.
    fn write_pages<W: Write>(
        &self,
        request: &ExportRequest,
        ticket: &Ticket,
        out: W,
    ) -> Result<(W, ExportReport), SessionError> {
        self.store
            .snapshot(|| self.write_snapshot(request, ticket, out))?
    }

    fn write_snapshot<W: Write>(
        &self,
        request: &ExportRequest,
        ticket: &Ticket,
        out: W,
    ) -> Result<(W, ExportReport), SessionError> {
        let rows = self.filtered_rows(&request.documents)?;
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
        let total = rows.len() as u64;
        let linked = Linked::of(self, request, &rows)?;
        // Descriptions are read one by one: there may be a million of them.
        for (row, done) in rows.iter().zip(1..) {
            if ticket.is_cancelled() {
                report.cancelled = true;
                break;
            }
            let Some(document) = self.store.documents_by_rows(&[*row])?.pop() else {
                continue;
            };
            let scope = Scope {
                document: document.id,
                layer: request.layer,
            };
            let source = SourceText::new(self.store.text(document.id)?);
            let annotations = self.store.annotations(scope)?;
            let page = ExportPage {
                document: &document,
                source: &source,
                annotations: &annotations,
                layer: layer_name,
                authority: &|id| self.authority(id),
                labels: (!labels.is_empty()).then_some(&labels),
            };
            let parts = linked.parts_from(self, &page)?;
            let pages: Vec<_> = parts.iter().map(|part| part.page(&page)).collect();
            let chains = linked.chains(&page, &pages);
            let written = writer.write(&page, &chains, &|id| linked.home(self, id));
            report.records += written.map_err(as_error)?;
            report.documents += 1;
            if done % 64 == 0 || done == total {
                ticket.note(&document.name);
                ticket.report(done, total);
            }
        }
        Ok((writer.finish().map_err(as_error)?, report))
    }
}

/// A file that is to be, while it is written.
type NewFile = BufWriter<tempfile::NamedTempFile>;

/// Has a file written beside its place and puts it there when it is complete; nothing
/// is put there if `write` does not give it back.
fn replace_file<T>(
    path: &Path,
    write: impl FnOnce(NewFile) -> Result<(Option<NewFile>, T), SessionError>,
) -> Result<T, SessionError> {
    let failed = |cause| SessionError::File {
        what: "the export was not written",
        cause,
        path: path.to_path_buf(),
    };
    // A link stays one: what it leads to is replaced.
    let target = path.canonicalize();
    let target = target.unwrap_or_else(|_| path.to_path_buf());
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let file = new_file(folder).map_err(failed)?;
    let (out, answer) = write(BufWriter::with_capacity(1 << 18, file))?;
    if let Some(out) = out {
        let file = out
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist(&target).map_err(|error| failed(error.error))?;
    }
    Ok(answer)
}

/// A hidden file beside the place where it will be, with the rights of any new file
/// and not the narrow ones of a temporary one.
fn new_file(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".broadsheet-");
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt as _;
        // What the user's umask forbids is taken off by the system.
        builder.permissions(std::fs::Permissions::from_mode(0o666))
    };
    builder.tempfile_in(folder)
}

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

    /// `home` names the page of an article that is continued.
    fn write<'a>(
        &mut self,
        page: &ExportPage<'a>,
        chains: &Chains<'a>,
        home: &dyn Fn(ArticleId) -> Option<String>,
    ) -> Result<usize, FormatError> {
        match self {
            Self::Pages(out) => {
                let mut record = PageRecord::of(page, TextIn::Record);
                record.name_continued(home);
                write_page(out, &record).map(|()| 1)
            }
            Self::Articles(out) => write_articles(out, page, chains),
            Self::Table(table) => table.write(page, chains),
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
