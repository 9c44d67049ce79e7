//! Which row of a table is about a file, however either of them names it.

use std::collections::HashMap;

use crate::format::metadata::name_pattern::{components, without_extension};

/// How many folders of a file are looked at.
const MAX_FOLDERS: usize = 32;

/// The rows of a table by the names of their files.
#[derive(Debug, Clone, Default)]
pub(super) struct Lookup {
    /// Paths, folders joined by `/`.
    paths: Vec<String>,
    /// Rows by path.
    exact: HashMap<String, usize>,
    /// Rows by path without extension; `None` for several.
    stems: HashMap<String, Option<usize>>,
    /// Rows that name a folder, by the file name without folder and extension.
    in_folders: HashMap<String, Vec<usize>>,
}

impl Lookup {
    /// Enters the row `index` for a path; rows come in order, each path once.
    pub(super) fn add(&mut self, path: String, index: usize) {
        let stem = without_extension(&path);
        self.stems
            .entry(stem.to_owned())
            .and_modify(|row| *row = None)
            .or_insert(Some(index));
        if let Some((_, name)) = stem.rsplit_once('/') {
            let rows = self.in_folders.entry(name.to_owned()).or_default();
            rows.push(index);
        }
        self.exact.insert(path.clone(), index);
        self.paths.push(path);
    }

    /// The row for a file.
    pub(super) fn find(&self, file: &str) -> Option<usize> {
        let mut parts: Vec<&str> = components(file).rev().take(MAX_FOLDERS).collect();
        parts.reverse();
        // Rows that name as many folders as the file, or fewer: the more the better.
        for start in 0..parts.len() {
            let path = parts.get(start..)?.join("/");
            if let Some(&row) = self.exact.get(&path) {
                return Some(row);
            }
            if let Some(&row) = self.stems.get(without_extension(&path)) {
                return row;
            }
        }
        self.find_deeper(&parts.join("/"))
    }

    /// The only row that names more folders than the file and ends like it.
    fn find_deeper(&self, path: &str) -> Option<usize> {
        let stem = without_extension(path);
        let rows = self.in_folders.get(stem.rsplit('/').next()?)?;
        let first_two = |fits: &dyn Fn(&str) -> bool| {
            let is_it = |row: &&usize| self.paths.get(**row).is_some_and(|path| fits(path));
            let mut found = rows.iter().filter(is_it);
            (found.next(), found.next())
        };
        let ending = format!("/{path}");
        let stem_ending = format!("/{stem}");
        match first_two(&|row| row.ends_with(&ending)) {
            (Some(&row), None) => Some(row),
            (Some(_), Some(_)) => None,
            (None, _) => match first_two(&|row| without_extension(row).ends_with(&stem_ending)) {
                (Some(&row), None) => Some(row),
                _ => None,
            },
        }
    }
}
