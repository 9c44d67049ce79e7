//! The window: its state, and the two halves of a frame.
//!
//! `logic` lets the world in: answers of jobs, then the actions of the last
//! frame. `ui` only draws and collects actions. Nothing in `ui` can change a
//! project.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Ui};

use super::action::{Action, Actions};
use super::context::Ctx;
use super::dialogs::open::{OpenDialog, Wish};
use super::env::CommandEnv;
use super::files::FilePicker;
use super::i18n::Tr;
use super::keys::{self, KeyFocus};
use super::palette::Palette;
use super::panels;
use super::prefs::Prefs;
use super::review_state::reviewable;
use super::tasks::Tasks;
use super::view_state::{Pane, ViewState};
use super::widgets::Toasts;
use super::words::Words;
use crate::edit::verbs::corrections;
use crate::jobs::Wake;
use crate::session::Session;

/// The whole window.
pub struct App {
    /// The open project; `None` on the welcome page.
    pub(super) project: Option<Project>,
    pub(super) prefs: Prefs,
    pub(super) actions: Actions,
    pub(super) dialogs: Vec<OpenDialog>,
    /// The dialog that was closed in the last frame, until what it asked for is done.
    pub(super) closed: Option<OpenDialog>,
    pub(super) palette: Palette,
    pub(super) toasts: Toasts,
    pub(super) tasks: Tasks,
    pub(super) picker: FilePicker,
    pub(super) words: Words,
    pub(super) wake: Wake,
    /// What can be done, as it was when this frame began.
    env: CommandEnv,
    /// Files dropped before there was a project to take them.
    pub(super) dropped: Vec<PathBuf>,
    /// Whether theme and zoom have to be set again.
    pub(super) restyle: bool,
    /// The name in the title bar.
    title: String,
}

/// An open project and what is shown of it.
pub(super) struct Project {
    pub session: Session,
    pub view: ViewState,
}

/// How the window is started.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// A project to open at once.
    pub project: Option<PathBuf>,
    /// Make and open the sample project.
    pub sample: bool,
    /// Use the in-app path dialog from the start.
    pub own_dialogs: bool,
}

impl App {
    /// The window with what it remembers; fonts and style are set on `ctx`.
    pub fn new(ctx: &Context, prefs: Prefs, start: &Start) -> Self {
        super::fonts::install(ctx);
        ctx.add_plugin(super::in_order::InOrder::default());
        let waker = ctx.clone();
        let wake: Wake = Arc::new(move || waker.request_repaint());
        let mut app = Self {
            project: None,
            actions: Actions::default(),
            dialogs: Vec::new(),
            closed: None,
            palette: Palette::default(),
            toasts: Toasts::default(),
            tasks: Tasks::default(),
            picker: FilePicker::new(!start.own_dialogs),
            words: Words::load(wake.clone()),
            wake,
            env: CommandEnv::default(),
            dropped: Vec::new(),
            restyle: true,
            title: String::new(),
            prefs,
        };
        app.restore(start);
        app
    }

    fn restore(&mut self, start: &Start) {
        if start.sample {
            self.actions
                .send(Action::Run(super::command::Command::TrySample));
        } else if let Some(path) = &start.project {
            self.actions.send(Action::OpenProject(path.clone()));
        } else if self.prefs.reopen
            && let Some(path) = self.prefs.recent.first().filter(|path| path.is_file())
        {
            self.actions.send(Action::OpenProject(path.clone()));
        }
    }

    /// What can be done now.
    pub(super) fn env(&self) -> &CommandEnv {
        &self.env
    }

    /// The texts of the window.
    pub fn tr(&self) -> Tr {
        Tr::new(self.prefs.language())
    }

    /// The open session, for tests.
    pub fn session(&self) -> Option<&Session> {
        self.project.as_ref().map(|project| &project.session)
    }

    /// What is shown of the open project, for tests.
    pub fn view(&self) -> Option<&ViewState> {
        self.project.as_ref().map(|project| &project.view)
    }

    /// What is remembered between runs.
    pub fn prefs(&self) -> &Prefs {
        &self.prefs
    }

    /// Whether the engines are at work on the page, for tests.
    pub fn is_suggesting(&self) -> bool {
        self.tasks.is_suggesting()
    }

    /// Whether a job is running whose answer has not come.
    pub fn is_busy(&self) -> bool {
        self.tasks.is_busy()
            || self.tasks.is_finding()
            || self.tasks.is_looking()
            || self.tasks.is_counting()
    }

    /// The first half of a frame: everything that changes something.
    pub fn logic(&mut self, ctx: &Context) {
        if self.restyle {
            self.restyle = false;
            self.prefs.theme.apply(ctx, self.prefs.animations());
            ctx.set_zoom_factor(self.prefs.zoom);
        }
        self.words.poll();
        self.take_dropped_files(ctx);
        self.poll_picker();
        self.poll_tasks();
        self.poll_search();
        for action in self.actions.take() {
            self.dispatch(ctx, action);
        }
        self.closed = None;
        self.keep_in_step();
        self.env = self.environment();
        self.set_title(ctx);
    }

    /// The second half of a frame: drawing.
    pub fn ui(&mut self, ui: &mut Ui) {
        let egui = ui.ctx().clone();
        let tr = self.tr();
        let Self {
            project,
            prefs,
            actions,
            env,
            palette,
            toasts,
            tasks,
            words,
            dialogs,
            closed,
            picker,
            ..
        } = self;
        let ctx = Ctx {
            tr,
            prefs,
            env,
            actions,
        };
        let free = dialogs.is_empty() && !palette.is_open() && !picker.is_open();
        let menu = project
            .as_ref()
            .is_some_and(|project| project.view.menu.is_some());
        if free && !menu {
            let focused = project
                .as_ref()
                .and_then(|project| project.view.pane_in_focus(&egui));
            let page = focused == Some(Pane::Page);
            let focus = KeyFocus {
                page,
                field: !page && egui.text_edit_focused(),
            };
            let schema = project
                .as_ref()
                .map(|project| project.session.schema().clone());
            for action in keys::listen(&egui, focus, env, schema.as_deref()) {
                ctx.send(action);
                egui.request_repaint();
            }
        }
        match project {
            Some(Project { session, view }) => {
                panels::project_ui(ui, ctx, session, view, (tasks, words), free);
            }
            None => panels::welcome::welcome_ui(ui, ctx),
        }
        if let Some(action) = panels::palette::palette_ui(
            &egui,
            ctx,
            palette,
            project.as_ref().map(|p| (&p.session, &p.view)),
        ) {
            ctx.send(action);
        }
        let session = project.as_ref().map(|project| &project.session);
        let of_records = dialogs.last().is_some_and(OpenDialog::is_of_records);
        let wish = super::dialogs::open::show(&egui, ctx, dialogs, session);
        picker.show(&egui, tr);
        toasts.show(&egui, tr);
        if wish == Wish::Close {
            *closed = dialogs.pop();
        }
        if wish == Wish::Close
            && let Some(Project { view, .. }) = &mut self.project
        {
            // The dialog took the keyboard from the page, or from the records.
            let back = of_records && view.records.open;
            view.focus = Some(if back { Pane::Inspector } else { Pane::Page });
        }
        match wish {
            Wish::Sidecar => self.ask_sidecar(),
            Wish::ExportPath(format) => self.ask_export(format),
            Wish::SchemaPath(file) => self.ask_schema(file),
            Wish::GazetteerPath => self.ask_gazetteer(),
            Wish::StatisticsPath(kind, tab) => self.ask_statistics(kind, tab),
            Wish::Stay | Wish::Close => {}
        }
        if self.actions.is_waiting() {
            // Actions are carried out at the start of a frame; there must be one.
            egui.request_repaint();
        }
    }

    /// The facts on which commands depend now.
    fn environment(&self) -> CommandEnv {
        let (busy, changing) = (self.tasks.is_busy(), self.tasks.is_changing());
        let Some(Project { session, view }) = &self.project else {
            return CommandEnv {
                busy,
                changing,
                ..CommandEnv::default()
            };
        };
        let page = view
            .current
            .as_ref()
            .and_then(|current| session.page(current.scope));
        let shown = view.current.as_ref().map(|current| &current.document);
        let is_old = shown.is_some_and(|document| document.removed);
        let caret = view.page.caret();
        let segment = page.and_then(|page| page.annotations.segment_at(caret));
        let has_entity = page.is_some_and(|page| {
            let selected = view.entity.and_then(|id| page.annotations.entity(id));
            selected.is_some() || !page.annotations.entities_at(caret).is_empty()
        });
        let has_correction = page.is_some_and(|page| {
            let look = page.look(session.schema());
            !corrections::corrections_at(look, view.page.selection()).is_empty()
        });
        let at_hand = view.problems.at_hand(view.page.selection());
        let problem = at_hand.and_then(|at| view.problems.open.get(at));
        CommandEnv {
            problems: !view.problems.open.is_empty(),
            looking: view.problems.is_looking(),
            problem: problem.is_some(),
            fix: problem.is_some_and(|problem| problem.fix.is_some()),
            project: true,
            document: view.current.is_some(),
            writable: !session.is_read_only() && !is_old,
            undo: session.undo_label().is_some(),
            redo: session.redo_label().is_some(),
            many: view.list.rows.len() > 1,
            mode: view.mode,
            segment: segment.is_some(),
            article: segment.is_some_and(|segment| segment.article().is_some()),
            versions: is_old || shown.is_some_and(|it| it.supersedes.is_some()),
            replaced: view.replaced.is_some(),
            entity: has_entity,
            correction: has_correction,
            questions: !view.review.questions().is_empty(),
            question_here: view.review.touches(view.page.selection()),
            reviewable: reviewable(session, view).nth(1).is_some(),
            hits: view.find.as_ref().is_some_and(|find| !find.hits.is_empty()),
            layers: session.own_layers().nth(1).is_some(),
            busy,
            changing,
            suggesting: self.tasks.is_suggesting(),
        }
    }

    /// Files that were dropped on the window are imported; a project is opened.
    fn take_dropped_files(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<_> = dropped
            .iter()
            .filter(|&file| !file.path().as_os_str().is_empty())
            .map(|file| file.path().to_path_buf())
            .collect();
        if !paths.is_empty() {
            self.drop_paths(paths);
        }
    }

    fn set_title(&mut self, ctx: &Context) {
        let name = self
            .project
            .as_ref()
            .and_then(|project| project.session.path())
            .and_then(|path| {
                let name = path.file_stem()?.to_string_lossy().into_owned();
                Some(name)
            });
        let title = name.map_or_else(
            || "Broadsheet".to_owned(),
            |name| format!("{name} — Broadsheet"),
        );
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// The key under which preferences are kept.
pub const PREFS_KEY: &str = "broadsheet.prefs";

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.settle_attribute();
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, PREFS_KEY, &self.prefs);
    }
}
