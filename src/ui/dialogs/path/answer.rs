//! What the path dialog answers: which path is meant, and whether it will do.

use std::path::{Path, PathBuf};

use super::listing::Unreadable;
use super::{Outcome, PathDialog, PathMode, is_separator};

impl PathDialog {
    /// Enter or a double click: goes into a folder, chooses a file.
    pub(super) fn activate(&mut self) -> Option<Outcome> {
        if let Some(row) = self.cursor.filter(|_| self.cursor_counts())
            && let Some(entry) = self.entry(row)
            && entry.folder
            && self.picked.is_empty()
        {
            let path = entry.path.clone();
            self.go_to(path);
            return None;
        }
        self.accept()
    }

    /// Whether the row under the cursor says what is meant, not the field.
    fn cursor_counts(&self) -> bool {
        !self.typed
            || self
                .cursor
                .and_then(|row| self.entry(row))
                .is_some_and(|entry| entry.folder)
    }

    /// The main button: takes what is selected or written.
    pub(super) fn accept(&mut self) -> Option<Outcome> {
        if !self.picked.is_empty() {
            return Some(Outcome::Chosen(self.picked.iter().cloned().collect()));
        }
        let pointed = self.cursor.and_then(|row| self.entry(row));
        let path = match (pointed, self.mode) {
            (Some(entry), PathMode::OpenFolder | PathMode::OpenFile | PathMode::OpenFiles)
                if !self.typed =>
            {
                entry.path.clone()
            }
            (None, PathMode::OpenFile | PathMode::OpenFiles) if !self.typed => {
                self.complain("path.nothing_picked", PathBuf::new());
                return None;
            }
            (None, PathMode::OpenFolder) if !self.typed => self.folder.clone(),
            _ => self.typed_path(),
        };
        match self.mode {
            PathMode::SaveFile => self.accept_target(path),
            PathMode::OpenFolder => self.accept_folder(path),
            PathMode::OpenFile | PathMode::OpenFiles => self.accept_file(path),
        }
    }

    fn accept_file(&mut self, path: PathBuf) -> Option<Outcome> {
        if path.is_dir() {
            self.go_to(path);
            None
        } else if path.exists() {
            Some(Outcome::Chosen(vec![path]))
        } else {
            self.complain("path.not_found", path);
            None
        }
    }

    fn accept_folder(&mut self, path: PathBuf) -> Option<Outcome> {
        // An unreadable folder is of no use, even if its name is right.
        match std::fs::read_dir(&path).map_err(Unreadable::from) {
            Ok(_) => return Some(Outcome::Chosen(vec![tidy(&path)])),
            Err(Unreadable::NoPermission) => self.complain("path.no_permission", path),
            Err(Unreadable::NotAFolder) => self.complain("path.not_a_folder", path),
            Err(_) => self.complain("path.not_found", path),
        }
        None
    }

    fn accept_target(&mut self, mut path: PathBuf) -> Option<Outcome> {
        let nameless = self.text.trim().is_empty() || self.text.trim().ends_with(is_separator);
        if nameless || path.file_name().is_none() {
            self.complain("path.no_name", path);
            return None;
        }
        if path.is_dir() {
            self.complain("path.is_a_folder", path);
            return None;
        }
        if let (None, Some(extension)) = (path.extension(), self.extensions.first()) {
            path.set_extension(extension);
        }
        if !path.parent().is_some_and(Path::is_dir) {
            self.complain("path.no_such_parent", path);
            return None;
        }
        if path.exists() {
            self.overwrite = Some(path);
            return None;
        }
        Some(Outcome::Chosen(vec![path]))
    }
}

/// A path without the separator at its end and without `.` in it.
fn tidy(path: &Path) -> PathBuf {
    path.components().collect()
}
