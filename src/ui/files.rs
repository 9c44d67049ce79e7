//! Asking for files and folders: the system's dialog on a thread of its own, the
//! program's own dialog where the system has none.
//!
//! On a desktop without a portal and without zenity the system's dialog answers
//! "nothing chosen" within milliseconds; no person is that fast, so the
//! program's own dialog then takes over, for good.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::dialogs::path::{Outcome, PathDialog, PathMode};
use crate::jobs::{Finished, Slot, Wake};

/// What files are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A project to open.
    OpenProject,
    /// Where a new project goes.
    NewProject,
    /// Raw pages.
    ImportFiles,
    /// A folder of raw pages.
    ImportFolder,
    /// Files with annotations.
    ImportAnnotations,
    /// Another text of a document.
    Replace,
    /// A table with places.
    Gazetteer,
    /// A tagger of another project.
    ImportModel,
    /// Where what was learned goes.
    ExportModel,
    /// A table with metadata, for the import dialog.
    Sidecar,
    /// Where an export goes.
    ExportTo,
    /// Where a table of hits goes.
    HitsTo,
    /// A schema to read.
    LoadSchema,
    /// Where a schema goes.
    SaveSchema,
    /// Where a table or a plot of the statistics goes.
    SaveStatistics,
}

/// What to ask.
#[derive(Debug, Clone)]
pub struct Question {
    /// What for.
    pub purpose: Purpose,
    /// Title of the dialog.
    pub title: String,
    /// Folder to begin in.
    pub folder: Option<PathBuf>,
    /// File name to begin with, for saving.
    pub name: String,
    /// Name of the kind of files, and their extensions without dot; empty for all.
    pub kind: (String, Vec<String>),
}

/// What was chosen; no paths if the dialog was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// What for.
    pub purpose: Purpose,
    /// The paths.
    pub paths: Vec<PathBuf>,
}

/// Asks one question at a time.
pub struct FilePicker {
    native: bool,
    asked: Option<Question>,
    /// The paths, and how long the system took to answer.
    slot: Slot<(Vec<PathBuf>, Duration)>,
    own: Option<(Purpose, PathDialog)>,
    /// The answer of the program's own dialog, until it is asked for.
    answer: Option<Chosen>,
}

/// An answer without a choice that comes sooner than this was no person's.
const NO_PERSON: Duration = Duration::from_millis(250);

impl FilePicker {
    /// A picker that tries the system's dialogs first, or never.
    pub fn new(native: bool) -> Self {
        Self {
            native,
            asked: None,
            slot: Slot::default(),
            own: None,
            answer: None,
        }
    }

    /// Whether a question is open.
    pub fn is_open(&self) -> bool {
        self.asked.is_some() || self.own.is_some()
    }

    /// Opens a dialog.
    pub fn ask(&mut self, question: Question, wake: Wake) {
        if self.is_open() {
            return;
        }
        if self.native {
            let asked = question.clone();
            let started = self.slot.start("file dialog", wake, move |_| {
                // Measured here: the window may be slow to look.
                let since = Instant::now();
                (native(&asked), since.elapsed())
            });
            if started.is_ok() {
                self.asked = Some(question);
                return;
            }
        }
        self.ask_ourselves(&question);
    }

    fn ask_ourselves(&mut self, question: &Question) {
        let mode = match question.purpose {
            Purpose::OpenProject
            | Purpose::Replace
            | Purpose::Sidecar
            | Purpose::LoadSchema
            | Purpose::Gazetteer
            | Purpose::ImportModel => PathMode::OpenFile,
            Purpose::ImportFiles | Purpose::ImportAnnotations => PathMode::OpenFiles,
            Purpose::ImportFolder => PathMode::OpenFolder,
            Purpose::NewProject
            | Purpose::ExportTo
            | Purpose::HitsTo
            | Purpose::SaveSchema
            | Purpose::ExportModel
            | Purpose::SaveStatistics => PathMode::SaveFile,
        };
        let extensions: Vec<&str> = question.kind.1.iter().map(String::as_str).collect();
        let folder = question
            .folder
            .clone()
            .or_else(home)
            .unwrap_or_else(|| PathBuf::from("."));
        let mut dialog = PathDialog::new(mode, &question.title, &folder).extensions(&extensions);
        if !question.name.is_empty() {
            dialog = dialog.file_name(&question.name);
        }
        self.own = Some((question.purpose, dialog));
    }

    /// The answer, once, when it has come.
    pub fn poll(&mut self) -> Option<Chosen> {
        if let Some(answer) = self.answer.take() {
            return Some(answer);
        }
        let finished = self.slot.poll()?;
        let question = self.asked.take()?;
        match finished {
            Finished::Done((paths, _)) if !paths.is_empty() => Some(Chosen {
                purpose: question.purpose,
                paths,
            }),
            Finished::Done((_, took)) if took > NO_PERSON => Some(Chosen {
                purpose: question.purpose,
                paths: Vec::new(),
            }),
            _ => {
                self.native = false;
                self.ask_ourselves(&question);
                None
            }
        }
    }

    /// Draws the program's own dialog, if it is open.
    pub fn show(&mut self, ctx: &egui::Context, tr: super::i18n::Tr) {
        let Some((purpose, dialog)) = self.own.as_mut() else {
            return;
        };
        let Some(outcome) = dialog.show(ctx, tr) else {
            return;
        };
        let paths = match outcome {
            Outcome::Chosen(paths) => paths,
            Outcome::Cancelled => Vec::new(),
        };
        self.answer = Some(Chosen {
            purpose: *purpose,
            paths,
        });
        self.own = None;
        ctx.request_repaint();
    }
}

/// The system's dialog; blocks until it is answered.
fn native(question: &Question) -> Vec<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(&question.title);
    if let Some(folder) = &question.folder {
        dialog = dialog.set_directory(folder);
    }
    let (kind, extensions) = &question.kind;
    if !extensions.is_empty() {
        dialog = dialog.add_filter(kind, extensions);
    }
    let one = |path: Option<PathBuf>| path.into_iter().collect();
    match question.purpose {
        Purpose::OpenProject
        | Purpose::Replace
        | Purpose::Sidecar
        | Purpose::LoadSchema
        | Purpose::Gazetteer
        | Purpose::ImportModel => one(dialog.pick_file()),
        Purpose::ImportFiles | Purpose::ImportAnnotations => {
            dialog.pick_files().unwrap_or_default()
        }
        Purpose::ImportFolder => dialog.pick_folders().unwrap_or_default(),
        Purpose::NewProject
        | Purpose::ExportTo
        | Purpose::HitsTo
        | Purpose::SaveSchema
        | Purpose::ExportModel
        | Purpose::SaveStatistics => one(dialog.set_file_name(&question.name).save_file()),
    }
}

/// The person's documents, or home.
pub fn home() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    Some(
        dirs.document_dir()
            .unwrap_or_else(|| dirs.home_dir())
            .to_path_buf(),
    )
}

/// Where projects go that nobody gave a place: the sample.
pub fn data_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "broadsheet").map(|dirs| dirs.data_dir().to_path_buf())
}

/// `path` with `extension`, if it has none.
pub fn with_extension(path: &Path, extension: &str) -> PathBuf {
    if path.extension().is_some() {
        path.to_path_buf()
    } else {
        path.with_extension(extension)
    }
}
