//! Projects: make, open, close; and asking for files.

use std::path::{Path, PathBuf};

use crate::format::export_format::ExportFormat;
use crate::model::schema::Schema;
use crate::session::import::ImportRequest;
use crate::session::import_pages::PagesRequest;
use crate::session::{Session, SessionError};
use crate::ui::app::{App, Project};
use crate::ui::command::Command;
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::dialogs::schema::SchemaFile;
use crate::ui::dialogs::statistics::SaveKind;
use crate::ui::files::{self, Chosen, Purpose, Question};
use crate::ui::view_state::{Pane, ViewState};

/// The extension that project files get.
pub(crate) const EXTENSION: &str = "broadsheet";

impl App {
    pub(super) fn ask_new_project(&mut self) {
        let name = format!("{}.{EXTENSION}", self.tr().get("files.new-name"));
        self.ask(
            Purpose::NewProject,
            "files.new-project",
            name,
            ("files.kind-project", &[EXTENSION]),
        );
    }

    pub(super) fn ask_open_project(&mut self) {
        self.ask(
            Purpose::OpenProject,
            "files.open-project",
            String::new(),
            ("files.kind-project", &[EXTENSION]),
        );
    }

    pub(super) fn ask_import(&mut self, command: Command) {
        let (purpose, title, kinds): (_, _, &[&str]) = match command {
            Command::ImportFiles => (Purpose::ImportFiles, "files.import-files", &[]),
            Command::ImportFolder => (Purpose::ImportFolder, "files.import-folder", &[]),
            Command::ReplaceText => (Purpose::Replace, "files.replace", &[]),
            _ => (
                Purpose::ImportAnnotations,
                "files.import-annotations",
                &["jsonl", "json"],
            ),
        };
        self.ask(purpose, title, String::new(), ("files.kind-pages", kinds));
    }

    /// Asks where an export goes.
    pub(in crate::ui) fn ask_export(&mut self, format: ExportFormat) {
        let stem = self.session().and_then(Session::path).and_then(|path| {
            let stem = path.file_stem()?.to_string_lossy().into_owned();
            Some(stem)
        });
        let name = format!(
            "{}.{}",
            stem.unwrap_or_else(|| "export".into()),
            format.extension()
        );
        self.ask(
            Purpose::ExportTo,
            "files.export",
            name,
            ("files.kind-export", &[format.extension()]),
        );
    }

    /// Asks where a table or a plot of the statistics goes.
    pub(in crate::ui) fn ask_statistics(&mut self, kind: SaveKind, tab: &str) {
        let path = self.session().and_then(Session::path);
        let stem = path.as_deref().and_then(Path::file_stem);
        let stem = stem.map_or("statistics".into(), |stem| stem.to_string_lossy());
        let name = format!("{stem}-{tab}.{}", kind.extension());
        let purpose = Purpose::SaveStatistics;
        let kinds = ("files.kind-export", &[kind.extension()][..]);
        self.ask(purpose, "files.statistics", name, kinds);
    }

    /// Asks for the file of a schema, to read it or to write it.
    pub(in crate::ui) fn ask_schema(&mut self, file: SchemaFile) {
        let kinds = ("files.kind-schema", &["ron"][..]);
        match file {
            SchemaFile::Load => {
                self.ask(
                    Purpose::LoadSchema,
                    "files.load-schema",
                    String::new(),
                    kinds,
                );
            }
            SchemaFile::Save => {
                let name = self.session().map(|it| it.schema().name.clone());
                let name = name.filter(|it| !it.contains(['/', '\\']));
                let name = format!("{}.ron", name.unwrap_or_default().trim());
                self.ask(Purpose::SaveSchema, "files.save-schema", name, kinds);
            }
        }
    }

    /// Gives the editor of the schema the path it asked for.
    fn schema_path(&mut self, path: &Path) {
        let (tr, mut files) = (self.tr(), Vec::new());
        for dialog in &mut self.dialogs {
            if let OpenDialog::Schema(editor) = dialog {
                files.extend(editor.take_path(tr, path));
            }
        }
        for (path, content) in files {
            self.write_file(path, content);
        }
    }

    /// Asks for the table with metadata of an import.
    pub(in crate::ui) fn ask_sidecar(&mut self) {
        self.ask(
            Purpose::Sidecar,
            "files.sidecar",
            String::new(),
            ("files.kind-table", &["csv", "tsv"]),
        );
    }

    pub(super) fn ask(
        &mut self,
        purpose: Purpose,
        title: &str,
        name: String,
        kind: (&str, &[&str]),
    ) {
        let tr = self.tr();
        let extensions = kind.1.iter().map(ToString::to_string).collect();
        let question = Question {
            purpose,
            title: tr.get(title).to_owned(),
            folder: self.prefs.folder.clone().filter(|folder| folder.is_dir()),
            name,
            kind: (tr.get(kind.0).to_owned(), extensions),
        };
        self.picker.ask(question, self.wake.clone());
    }

    /// Takes the answer of a file dialog, if one has come.
    pub(in crate::ui) fn poll_picker(&mut self) {
        if let Some(chosen) = self.picker.poll() {
            self.chosen(chosen);
        }
    }

    /// Goes on with the paths that were chosen.
    pub(in crate::ui) fn chosen(&mut self, chosen: Chosen) {
        let Some(first) = chosen.paths.first().cloned() else {
            return;
        };
        self.prefs.folder = if first.is_dir() {
            Some(first.clone())
        } else {
            first.parent().map(Path::to_path_buf)
        };
        match chosen.purpose {
            Purpose::OpenProject => self.open_project(&first),
            Purpose::NewProject => self.new_project(&files::with_extension(&first, EXTENSION)),
            Purpose::ImportFiles | Purpose::ImportFolder => {
                self.dialogs.push(OpenDialog::import(ImportRequest {
                    paths: chosen.paths,
                    ..ImportRequest::default()
                }));
            }
            Purpose::ImportAnnotations => {
                let layer = first
                    .file_stem()
                    .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
                self.dialogs.push(OpenDialog::import_pages(PagesRequest {
                    paths: chosen.paths,
                    layer,
                }));
            }
            Purpose::Replace => self.start_replace(first),
            Purpose::Gazetteer => self.load_gazetteer(first),
            Purpose::ImportModel => self.import_model(first),
            Purpose::ExportModel => self.export_model(files::with_extension(&first, "tagger")),
            Purpose::HitsTo => self.write_hits(&files::with_extension(&first, "csv")),
            Purpose::LoadSchema | Purpose::SaveSchema => self.schema_path(&first),
            Purpose::Sidecar | Purpose::ExportTo | Purpose::SaveStatistics => {
                for dialog in &mut self.dialogs {
                    dialog.take_path(chosen.purpose, &first);
                }
            }
        }
    }

    /// Files dropped on the window: projects are opened, everything else is
    /// imported; without a project one is made first.
    pub(in crate::ui) fn drop_paths(&mut self, paths: Vec<PathBuf>) {
        if self.refuse_while_busy() {
            return;
        }
        let is_project = |path: &PathBuf| path.extension().is_some_and(|e| e == EXTENSION);
        if let Some(project) = paths.iter().find(|path| is_project(path)) {
            self.open_project(&project.clone());
        } else if self.project.is_none() {
            self.dropped = paths;
            self.ask_new_project();
        } else {
            self.open_import(paths);
        }
    }

    fn open_import(&mut self, paths: Vec<PathBuf>) {
        self.dialogs.push(OpenDialog::import(ImportRequest {
            paths,
            ..ImportRequest::default()
        }));
    }

    pub(super) fn new_project(&mut self, path: &Path) {
        if path.exists() {
            // The dialog has asked whether to replace it, but a project is
            // never deleted for a new one.
            let text = self.tr().get("error.project-exists").to_owned();
            self.toasts
                .error_with_detail(text, path.display().to_string());
            return;
        }
        let made = Session::create(path, &Schema::newspaper());
        let is_made = made.is_ok();
        self.take_project(made, path);
        let dropped = std::mem::take(&mut self.dropped);
        if is_made && !dropped.is_empty() {
            self.open_import(dropped);
        }
    }

    pub(super) fn open_project(&mut self, path: &Path) {
        if self
            .session()
            .and_then(Session::path)
            .is_some_and(|open| open == path)
        {
            return;
        }
        // A project that cannot be written can still be looked at.
        let opened = Session::open(path).or_else(|error| {
            let looked = if error.is_about_writing() {
                Session::open_read_only(path)
            } else {
                Err(error)
            };
            looked.inspect(|_| log::info!("opened for reading only"))
        });
        self.take_project(opened, path);
    }

    fn take_project(&mut self, made: Result<Session, SessionError>, path: &Path) {
        match made {
            Ok(session) => {
                let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
                self.prefs.remember(&path);
                self.show_project(session);
            }
            Err(error) => {
                if !path.exists() {
                    self.prefs.forget(path);
                }
                self.fail("error.open", &error);
            }
        }
    }

    fn show_project(&mut self, session: Session) {
        self.settle_attribute();
        self.tasks.forget_search();
        self.dialogs.clear();
        let view = ViewState {
            mode: self.prefs.mode,
            focus: Some(Pane::Page),
            ..ViewState::default()
        };
        if session.is_read_only() {
            let text = self.tr().get("toast.read-only").to_owned();
            self.toasts.info(text);
        }
        self.project = Some(Project { session, view });
        self.keep_in_step();
        self.step_document(0);
        self.index_for_search();
    }

    /// Opens the sample, made anew under a free name.
    pub(super) fn try_sample(&mut self) {
        let Some(folder) = files::data_folder() else {
            let text = self.tr().get("error.no-home").to_owned();
            self.toasts.error(text);
            return;
        };
        if let Err(error) = std::fs::create_dir_all(&folder) {
            let text = self.tr().get("error.open").to_owned();
            self.toasts
                .error_with_detail(text, format!("{error}: {}", folder.display()));
            return;
        }
        let path = free_name(&folder, "sample");
        match Session::create_sample(&path) {
            Ok((session, report)) => {
                self.take_project(Ok(session), &path);
                if let Some(first) = report.first {
                    self.open_document(first);
                }
            }
            Err(error) => self.take_project(Err(error), &path),
        }
    }

    pub(super) fn close_project(&mut self) {
        self.tasks.forget_search();
        self.project = None;
        self.dialogs.clear();
        self.actions.take();
    }
}

/// `NAME.broadsheet` in `folder`, or with a number if that is taken.
fn free_name(folder: &Path, name: &str) -> PathBuf {
    let numbered = (2..).map(|n| folder.join(format!("{name}-{n}.{EXTENSION}")));
    let mut names = std::iter::once(folder.join(format!("{name}.{EXTENSION}"))).chain(numbered);
    names
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join(format!("{name}.{EXTENSION}")))
}
