//! What file names and tables say of the pages of an import.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::SessionError;
use super::import::{FileRemark, ImportReport, ImportRequest, SIDECAR_NAME};
use crate::format::metadata::{self, Sidecar};
use crate::model::meta::PageMeta;

/// Tables with metadata.
pub(super) struct Tables {
    /// By the folder for whose files they hold; the one that was asked for holds for
    /// all.
    tables: Vec<(Option<PathBuf>, Sidecar)>,
}

impl Tables {
    /// Reads the table that was asked for, or those that lie in the folders.
    pub fn read(request: &ImportRequest, report: &mut ImportReport) -> Result<Self, SessionError> {
        let mut tables = Vec::new();
        if let Some(path) = &request.sidecar {
            tables.push((None, read_sidecar(path, report)?));
            return Ok(Self { tables });
        }
        let folder_of = |path: &PathBuf| {
            let folder = if path.is_dir() {
                path.as_path()
            } else {
                path.parent()?
            };
            Some(folder.to_path_buf())
        };
        let folders: BTreeSet<PathBuf> = request.paths.iter().filter_map(folder_of).collect();
        for folder in folders {
            let path = folder.join(SIDECAR_NAME);
            if !path.is_file() {
                continue;
            }
            match read_sidecar(&path, report) {
                Ok(table) => tables.push((Some(folder), table)),
                // Nobody asked for it: it may be a table of something else.
                Err(error) => report.remarks.push(FileRemark {
                    message: format!("not used for metadata: {error}"),
                    path,
                }),
            }
        }
        Ok(Self { tables })
    }

    /// The table of the nearest folder above a file.
    pub fn of(&self, path: &Path) -> Option<&Sidecar> {
        let above = self.tables.iter().filter(|(folder, _)| {
            folder
                .as_ref()
                .is_none_or(|folder| path.starts_with(folder))
        });
        above
            .max_by_key(|(folder, _)| folder.as_ref().map_or(0, |it| it.components().count()))
            .map(|(_, table)| table)
    }
}

fn read_sidecar(path: &Path, report: &mut ImportReport) -> Result<Sidecar, SessionError> {
    let bytes = std::fs::read(path).map_err(|cause| SessionError::File {
        what: "the table of metadata cannot be read",
        cause,
        path: path.to_path_buf(),
    })?;
    let sidecar = metadata::read_sidecar(&bytes).map_err(|error| SessionError::Content {
        message: error.to_string(),
        path: path.to_path_buf(),
    })?;
    let remarks = sidecar.warnings().iter().map(|warning| FileRemark {
        path: path.to_path_buf(),
        message: warning.to_string(),
    });
    report.remarks.extend(remarks);
    Ok(sidecar)
}

/// What file name and table say of a page; the table has the last word.
pub(super) fn meta_of(path: &Path, request: &ImportRequest, tables: &Tables) -> PageMeta {
    let shown = path.to_string_lossy();
    let mut meta = match &request.pattern {
        Some(pattern) => pattern.apply(&shown).unwrap_or_default(),
        None => metadata::guess(&shown),
    };
    // The whole path, so that rows that name folders find their files.
    if let Some(row) = tables.of(path).and_then(|table| table.get(&shown)) {
        metadata::overlay(&mut meta, row);
    }
    meta
}
