//! Asking for files and folders inside the window.
//!
//! The desktop's own dialog comes first; this one stands in where there is
//! none, as on a bare system without a portal. It can be used by keyboard
//! alone: the field takes a path and completes it with Tab, the list is walked
//! with the arrows, Enter opens, Backspace goes up, Escape leaves.
//!
//! Deliberately not here: making, renaming or deleting anything. Only a folder
//! is read, and no file is touched before the caller acts on the answer.

mod answer;
mod keys;
mod listing;
mod view;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use egui::{Context, Id};

use self::listing::{Entry, Listing, Unreadable};
use super::super::i18n::Tr;
use super::super::widgets::Icon;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathMode {
    /// One file that exists.
    OpenFile,
    /// One or more files that exist.
    OpenFiles,
    /// A folder that exists.
    OpenFolder,
    /// A file to write; the user is asked before one that exists is replaced.
    SaveFile,
}

/// How the dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At least one path; exactly one unless several files were asked for.
    Chosen(Vec<PathBuf>),
    /// The user left.
    Cancelled,
}

/// Why nothing was chosen yet: a key of the texts and the path it is about.
#[derive(Debug)]
struct Trouble {
    key: &'static str,
    path: PathBuf,
}

/// A dialog that asks for paths; keep it while it is open.
#[derive(Debug)]
pub struct PathDialog {
    id: Id,
    mode: PathMode,
    title: String,
    /// Extensions without dot; empty means all files.
    extensions: Vec<String>,
    /// Folders one click away: key of the name, icon, where.
    places: Vec<(&'static str, Icon, PathBuf)>,
    folder: PathBuf,
    listing: Option<Listing>,
    /// Entries shown, as indices into the listing.
    shown: Vec<usize>,
    /// Row under the cursor, as index into `shown`.
    cursor: Option<usize>,
    /// Files picked besides the cursor, where several are asked for.
    picked: BTreeSet<PathBuf>,
    /// The path in the field.
    text: String,
    /// Whether the user wrote the path, so that it counts and not the cursor.
    typed: bool,
    /// Name to put the cursor on once the folder is read.
    come_from: Option<OsString>,
    trouble: Option<Trouble>,
    overwrite: Option<PathBuf>,
    /// Something moved: scroll to the cursor, and put the caret at the end.
    moved: bool,
    fresh: bool,
}

impl PathDialog {
    /// A dialog that begins in `start`, or in the nearest folder above it that
    /// exists.
    #[must_use]
    pub fn new(mode: PathMode, title: impl Into<String>, start: &Path) -> Self {
        let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
        let folder = start
            .ancestors()
            .find(|folder| folder.is_dir())
            .unwrap_or(Path::new("/"))
            .to_owned();
        let mut dialog = Self {
            id: Id::unique("broadsheet::path_dialog"),
            mode,
            title: title.into(),
            extensions: Vec::new(),
            places: places(&folder),
            folder: folder.clone(),
            listing: None,
            shown: Vec::new(),
            cursor: None,
            picked: BTreeSet::new(),
            text: String::new(),
            typed: false,
            come_from: None,
            trouble: None,
            overwrite: None,
            moved: true,
            fresh: true,
        };
        dialog.go_to(folder);
        dialog
    }

    /// Shows only files with these extensions, given without dot. A name
    /// without any gets the first one on saving.
    #[must_use]
    pub fn extensions(mut self, extensions: &[&str]) -> Self {
        self.extensions = extensions.iter().map(ToString::to_string).collect();
        self
    }

    /// The file name proposed for saving.
    #[must_use]
    pub fn file_name(mut self, name: &str) -> Self {
        self.text = self.text_for(&self.folder.join(name));
        self.typed = self.mode == PathMode::SaveFile;
        self
    }

    /// Shows the dialog; returns how it ended, once. Call it in every pass
    /// until then.
    pub fn show(&mut self, ctx: &Context, tr: Tr) -> Option<Outcome> {
        if self.listing.is_none() {
            self.listing = Some(Listing::start(&self.folder, ctx));
            self.after_reading();
        }
        if self.listing.as_mut().is_some_and(Listing::poll) {
            self.after_reading();
        }
        self.view(ctx, tr)
    }

    /// Shows another folder. In saving, the name in the field is kept.
    fn go_to(&mut self, folder: PathBuf) {
        let name = (self.mode == PathMode::SaveFile)
            .then(|| self.typed_path())
            .and_then(|path| path.file_name().map(OsString::from))
            .filter(|_| self.typed);
        self.text = match &name {
            Some(name) => self.text_for(&folder.join(name)),
            None => folder_text(&folder),
        };
        self.typed = name.is_some();
        if self.folder.parent() == Some(folder.as_path()) {
            self.come_from = self.folder.file_name().map(OsString::from);
        }
        self.folder = folder;
        self.listing = None;
        self.shown.clear();
        self.picked.clear();
        self.cursor = None;
        self.trouble = None;
        self.moved = true;
    }

    fn go_up(&mut self) {
        if let Some(parent) = self.folder.parent() {
            self.go_to(parent.to_owned());
        }
    }

    fn after_reading(&mut self) {
        if let Some(Listing::Failed(why)) = &self.listing {
            let key = match why {
                Unreadable::NotFound => "path.not_found",
                Unreadable::NoPermission => "path.no_permission",
                Unreadable::NotAFolder => "path.not_a_folder",
                Unreadable::Other(_) => "path.unreadable",
            };
            self.complain(key, self.folder.clone());
        }
        self.filter();
        if let Some(name) = self.come_from.take() {
            let came = self.folder.join(name);
            self.cursor = (0..self.shown.len())
                .find(|&row| self.entry(row).is_some_and(|entry| entry.path == came));
            self.moved = true;
        }
    }

    /// Chooses what is shown: folders, and files that fit; while a path is
    /// being written to open something, only what begins like its last part.
    fn filter(&mut self) {
        let (_, last) = self.typed_parts();
        let narrow = self.typed && self.mode != PathMode::SaveFile;
        let files = self.mode != PathMode::OpenFolder;
        let entries = self.listing.as_ref().map_or(&[][..], Listing::entries);
        self.shown = (0..)
            .zip(entries)
            .filter(|(_, entry)| {
                (entry.folder || (files && listing::fits(&entry.name, &self.extensions)))
                    && (!narrow || listing::begins_with(&entry.name, &last))
            })
            .map(|(index, _)| index)
            .collect();
        let rows = self.shown.len();
        self.cursor = self.cursor.filter(|&row| row < rows && !narrow);
    }

    fn entry(&self, row: usize) -> Option<&Entry> {
        let index = *self.shown.get(row)?;
        self.listing.as_ref()?.entries().get(index)
    }

    fn complain(&mut self, key: &'static str, path: PathBuf) {
        self.trouble = Some(Trouble { key, path });
    }

    /// The path in the field; `~` is the home folder, and what is not absolute
    /// counts from the folder shown.
    fn typed_path(&self) -> PathBuf {
        let text = self.text.trim();
        if let Some(rest) = text.strip_prefix('~')
            && (rest.is_empty() || rest.starts_with(is_separator))
            && let Some(user) = directories::UserDirs::new()
        {
            return user.home_dir().join(rest.trim_start_matches(is_separator));
        }
        self.folder.join(text)
    }

    /// The folder the typed path is in, and the beginning of a name in it.
    fn typed_parts(&self) -> (PathBuf, String) {
        let path = self.typed_path();
        let text = self.text.trim();
        if text.is_empty() || text == "~" || text.ends_with(is_separator) {
            return (path, String::new());
        }
        let last = text.rsplit(is_separator).next().unwrap_or_default();
        let parent = path.parent().unwrap_or(&path).to_owned();
        (parent, last.to_owned())
    }

    fn text_for(&self, path: &Path) -> String {
        path.to_string_lossy().into_owned()
    }

    /// The user wrote in the field: follow into the folder meant, if there is
    /// one, and narrow the list.
    fn after_typing(&mut self) {
        self.typed = true;
        self.trouble = None;
        self.picked.clear();
        self.cursor = None;
        let (folder, last) = self.typed_parts();
        if folder != self.folder && folder.is_dir() {
            let text = Path::new(self.text.trim());
            if !text.is_absolute() && !text.starts_with("~") {
                // What was written counts from the folder shown, which changes now.
                self.text = folder_text(&folder) + &last;
                self.moved = true;
            }
            self.folder = folder;
            self.listing = None;
        }
        self.filter();
    }

    /// What Tab does; true if it wrote something.
    fn complete(&mut self) -> bool {
        let (folder, last) = self.typed_parts();
        let entries = self.listing.as_ref().map_or(&[][..], Listing::entries);
        let wanted = entries
            .iter()
            .filter(|entry| entry.folder || listing::fits(&entry.name, &self.extensions));
        let Some(done) = listing::complete(&last, wanted) else {
            return false;
        };
        let mut text = self.text_for(&folder.join(&done.text));
        if done.into_folder {
            text.push(MAIN_SEPARATOR);
        }
        if text == self.text {
            return false;
        }
        self.text = text;
        self.moved = true;
        self.after_typing();
        true
    }

    fn put_cursor(&mut self, row: usize) {
        self.cursor = Some(row);
        self.trouble = None;
        self.moved = true;
        let Some(entry) = self.entry(row) else {
            return;
        };
        let (path, folder) = (entry.path.clone(), entry.folder);
        if self.mode != PathMode::SaveFile {
            self.text = self.text_for(&path);
            self.typed = false;
        } else if !folder {
            self.text = self.text_for(&path);
            self.typed = true;
        }
    }

    fn toggle_pick(&mut self, row: usize) {
        let Some(entry) = self.entry(row).filter(|entry| !entry.folder) else {
            return;
        };
        let path = entry.path.clone();
        if !self.picked.remove(&path) {
            self.picked.insert(path);
        }
    }

    /// Picks every file from the cursor to `row`.
    fn pick_range(&mut self, row: usize) {
        let from = self.cursor.unwrap_or(row);
        for row in from.min(row)..=from.max(row) {
            if let Some(entry) = self.entry(row).filter(|entry| !entry.folder) {
                let path = entry.path.clone();
                self.picked.insert(path);
            }
        }
    }
}

/// Collected once: asking for the user's folders reads a file.
fn places(start: &Path) -> Vec<(&'static str, Icon, PathBuf)> {
    let mut places = vec![("path.here", Icon::Folder, start.to_owned())];
    if let Some(user) = directories::UserDirs::new() {
        places.push(("path.home", Icon::Home, user.home_dir().to_owned()));
        let more = [
            ("path.desktop", user.desktop_dir()),
            ("path.documents", user.document_dir()),
            ("path.downloads", user.download_dir()),
        ];
        for (key, folder) in more {
            if let Some(folder) = folder {
                places.push((key, Icon::Folder, folder.to_owned()));
            }
        }
    }
    if let Some(root) = start.ancestors().last() {
        places.push(("path.root", Icon::Folder, root.to_owned()));
    }
    places
}

fn is_separator(c: char) -> bool {
    std::path::is_separator(c)
}

fn folder_text(folder: &Path) -> String {
    let mut text = folder.to_string_lossy().into_owned();
    if !text.ends_with(is_separator) {
        text.push(MAIN_SEPARATOR);
    }
    text
}
