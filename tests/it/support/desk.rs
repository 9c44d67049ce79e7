//! The whole window in a test: a project on disk, real key and pointer events.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::session::pages::OpenPage;
use broadsheet::text::span::Span;
use broadsheet::ui::app::{App, Start};
use broadsheet::ui::i18n::Language;
use broadsheet::ui::prefs::Prefs;
use broadsheet::ui::theme::ThemeChoice;
use broadsheet::ui::view_state::Mode;
use egui::{Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use super::soft_renderer::SoftRenderer;

/// The window of Broadsheet over a project file in a folder of its own.
pub struct Desk {
    pub harness: Harness<'static, App>,
    renderer: SoftRenderer,
    pub folder: tempfile::TempDir,
    pub project: PathBuf,
}

/// How a test window begins.
#[derive(Clone)]
pub struct Setup {
    pub window: Window,
    pub language: Language,
    pub mode: Mode,
}

impl Default for Setup {
    fn default() -> Self {
        let window = Window {
            size: [1280.0, 800.0],
            ..Window::default()
        };
        Self {
            window,
            language: Language::En,
            mode: Mode::Segment,
        }
    }
}

impl Setup {
    /// The two looks that pictures are taken in, each with its name: light in Chinese,
    /// dark in English.
    pub fn looks(mode: Mode) -> [(Self, &'static str); 2] {
        let look = |dark, language, name| {
            let mut setup = Self {
                language,
                mode,
                ..Self::default()
            };
            setup.window.dark = dark;
            (setup, name)
        };
        [
            look(false, Language::Zh, "zh-light"),
            look(true, Language::En, "en-dark"),
        ]
    }

    fn prefs(&self) -> Prefs {
        Prefs {
            theme: if self.window.dark {
                ThemeChoice::Dark
            } else {
                ThemeChoice::Light
            },
            language: Some(self.language),
            mode: self.mode,
            reopen: false,
            still: true,
            ..Prefs::default()
        }
    }

    /// The welcome page.
    pub fn welcome(&self) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("story.broadsheet");
        self.desk(folder, project, None)
    }

    /// The window with the sample project.
    pub fn sample(&self) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("story.broadsheet");
        drop(Session::create_sample(&project).unwrap());
        let open = Some(project.clone());
        self.desk(folder, project, open)
    }

    /// The window with a project of pages given as name and text.
    pub fn pages(&self, pages: &[(&str, &str)]) -> Desk {
        self.pages_with(&Schema::newspaper(), pages)
    }

    /// The same with another schema.
    pub fn pages_with(&self, schema: &Schema, pages: &[(&str, &str)]) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("story.broadsheet");
        make_project_with(schema, &project, folder.path(), pages);
        let open = Some(project.clone());
        self.desk(folder, project, open)
    }

    fn desk(&self, folder: tempfile::TempDir, project: PathBuf, open: Option<PathBuf>) -> Desk {
        let (builder, renderer) = self.window.builder();
        let start = Start {
            project: open,
            sample: false,
            own_dialogs: true,
        };
        let prefs = self.prefs();
        let harness =
            builder.build_eframe(move |creation| App::new(&creation.egui_ctx, prefs, &start));
        let mut desk = Desk {
            harness,
            renderer,
            folder,
            project,
        };
        desk.settle();
        desk
    }
}

/// Makes a project of pages given as name and text.
fn make_project_with(schema: &Schema, project: &Path, folder: &Path, pages: &[(&str, &str)]) {
    let raw = folder.join("raw");
    std::fs::create_dir_all(&raw).unwrap();
    for (name, text) in pages {
        std::fs::write(raw.join(name), text).unwrap();
    }
    let mut session = Session::create(project, schema).unwrap();
    let request = broadsheet::session::import::ImportRequest {
        paths: vec![raw],
        ..Default::default()
    };
    let report = session
        .import(&request, &broadsheet::jobs::Ticket::default())
        .unwrap();
    assert_eq!(report.imported, pages.len());
}

impl Desk {
    /// Runs frames until nothing moves and no job runs.
    pub fn settle(&mut self) {
        let since = Instant::now();
        loop {
            self.harness.run_ok();
            if !self.harness.state().is_busy() {
                break;
            }
            assert!(
                since.elapsed() < Duration::from_secs(30),
                "a job does not end"
            );
            std::thread::sleep(Duration::from_millis(2));
        }
        self.harness.run_ok();
    }

    /// Runs frames until something with this name is there.
    pub fn wait_for(&mut self, label: &str) {
        let since = Instant::now();
        while self.harness.query_by_label(label).is_none() {
            let waited = since.elapsed();
            assert!(waited < Duration::from_secs(30), "there is no {label:?}");
            std::thread::sleep(Duration::from_millis(2));
            self.harness.run_ok();
        }
    }

    pub fn app(&self) -> &App {
        self.harness.state()
    }

    pub fn session(&self) -> &Session {
        self.app().session().expect("a project is open")
    }

    pub fn page(&self) -> &OpenPage {
        let scope = self
            .app()
            .view()
            .unwrap()
            .current
            .as_ref()
            .expect("a document is open")
            .scope;
        self.session().page(scope).unwrap()
    }

    /// Presses keys one after another: `"B"`, `"Ctrl+Z"`, `"Shift+Down"`.
    pub fn keys(&mut self, keys: &[&str]) -> &mut Self {
        for key in keys {
            let (key, modifiers) = parse(key);
            self.harness.key_press_modifiers(modifiers, key);
            self.settle();
        }
        self
    }

    /// Presses a key while a job runs, and goes on for a few frames.
    pub fn key_meanwhile(&mut self, key: &str) -> &mut Self {
        let (key, modifiers) = parse(key);
        self.harness.key_press_modifiers(modifiers, key);
        self.some_frames()
    }

    /// Types while a job runs.
    pub fn type_meanwhile(&mut self, text: &str) -> &mut Self {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.some_frames()
    }

    fn some_frames(&mut self) -> &mut Self {
        for _ in 0..4 {
            self.harness.step();
        }
        self
    }

    /// The first place of `needle` in the page, white space passed over.
    pub fn span(&self, needle: &str) -> Span {
        let page = self.page();
        let ink: Vec<(u32, char)> = page
            .source
            .text()
            .chars()
            .zip(0..)
            .filter(|(c, _)| !c.is_whitespace())
            .map(|(c, at)| (at, c))
            .collect();
        let wanted: Vec<char> = needle.chars().filter(|c| !c.is_whitespace()).collect();
        let found = ink
            .windows(wanted.len())
            .find(|window| window.iter().map(|(_, c)| c).eq(&wanted));
        let found = found.unwrap_or_else(|| panic!("{needle:?} is not on the page"));
        Span::new(found[0].0, found[wanted.len() - 1].0 + 1).unwrap()
    }

    /// Puts the caret before `needle` by going to its line and clicking there.
    pub fn caret(&mut self, needle: &str) -> &mut Self {
        let span = self.span(needle);
        self.show(span);
        let rect = self.rects(span)[0];
        self.click(Pos2::new(rect.left() + 1.0, rect.center().y));
        assert_eq!(self.app().view().unwrap().page.caret(), span.start());
        self
    }

    /// Selects `needle` by dragging over it.
    pub fn select(&mut self, needle: &str) -> &mut Self {
        let span = self.span(needle);
        self.show(span);
        let rects = self.rects(span);
        let (first, last) = (rects[0], rects[rects.len() - 1]);
        let from = Pos2::new(first.left() + 1.0, first.center().y);
        let to = Pos2::new(last.right() - 1.0, last.center().y);
        self.drag(from, to);
        assert_eq!(
            self.app().view().unwrap().page.selection(),
            span,
            "selected by dragging"
        );
        self
    }

    /// Scrolls to a span by the dialog for going to a line.
    fn show(&mut self, span: Span) {
        let view = |desk: &Self| desk.app().view().unwrap().page.rects_of(span).len();
        let rows = self.page().source.lines_of(span).count();
        if view(self) >= rows && self.app().view().unwrap().page.visible().covers(span) {
            return;
        }
        let line = self.page().source.line_of(span.start()) + 1;
        self.keys(&["Ctrl+G"]);
        self.type_text(&line.to_string());
        self.keys(&["Enter"]);
    }

    pub fn rects(&self, span: Span) -> Vec<egui::Rect> {
        let rects = self.app().view().unwrap().page.rects_of(span);
        assert!(!rects.is_empty(), "{span} is not in view");
        rects
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    pub fn click(&mut self, pos: Pos2) {
        self.button(pos, true);
        self.button(pos, false);
        self.settle();
        // Two clicks of a test are two clicks, not a double click.
        self.harness.step();
        self.harness.step();
        self.harness.step();
    }

    pub fn double_click(&mut self, needle: &str) -> &mut Self {
        let span = self.span(needle);
        self.show(span);
        let rect = self.rects(span)[0];
        let pos = Pos2::new(rect.left() + 2.0, rect.center().y);
        for pressed in [true, false, true, false] {
            self.harness.event(button_event(pos, pressed));
        }
        self.settle();
        self
    }

    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.button(from, true);
        for step in 1..=4 {
            let between = from + (to - from) * (step as f32 / 4.0);
            self.harness.event(egui::Event::PointerMoved(between));
            self.harness.step();
        }
        self.button(to, false);
        self.settle();
        for _ in 0..3 {
            self.harness.step();
        }
    }

    /// Drags with keys held down.
    pub fn drag_with(&mut self, modifiers: Modifiers, from: Pos2, to: Pos2) {
        self.harness.event(egui::Event::ModifiersChanged(modifiers));
        self.drag(from, to);
        self.harness
            .event(egui::Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }

    /// The middle of a text on the screen.
    pub fn middle(&mut self, needle: &str) -> Pos2 {
        let span = self.span(needle);
        self.show(span);
        self.rects(span)[0].center()
    }

    fn button(&mut self, pos: Pos2, pressed: bool) {
        self.harness.event(egui::Event::PointerMoved(pos));
        self.harness.step();
        self.harness.event(button_event(pos, pressed));
        self.harness.step();
    }

    /// Closes the window and opens it again on the same project.
    pub fn reopen(self, setup: &Setup) -> Self {
        let Self {
            harness,
            folder,
            project,
            ..
        } = self;
        drop(harness);
        let open = Some(project.clone());
        setup.desk(folder, project, open)
    }

    /// The articles in words: `1 headline[…] body[…]`, then furniture.
    pub fn articles(&self) -> String {
        let page = self.page();
        let shown = |span| {
            let text: String = page
                .source
                .slice(span)
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            let count = text.chars().count();
            if count <= 8 {
                return text;
            }
            let head: String = text.chars().take(4).collect();
            let tail: String = text.chars().skip(count - 3).collect();
            format!("{head}…{tail}")
        };
        let mut lines: Vec<String> = page
            .annotations
            .articles()
            .zip(1..)
            .map(|(article, number)| {
                let parts = page.annotations.segments_of(article.id);
                let parts = parts.map(|s| format!(" {}[{}]", s.role().unwrap(), shown(s.span)));
                format!("{number}{}", parts.collect::<String>())
            })
            .collect();
        let loose = page
            .annotations
            .segments()
            .filter(|s| s.article().is_none());
        lines.extend(loose.map(|s| format!("x[{}]", shown(s.span))));
        lines.join("\n")
    }

    /// The entities in words: `CITY 上海`, in text order.
    pub fn entities(&self) -> Vec<String> {
        let page = self.page();
        page.annotations
            .entities()
            .map(|e| format!("{} {}", e.label, page.source.slice(e.span)))
            .collect()
    }

    /// Writes a picture if `BROADSHEET_PICTURES` names a folder.
    pub fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("BROADSHEET_PICTURES") {
            let image = self
                .renderer
                .picture(&self.harness.ctx, self.harness.output());
            image
                .save(PathBuf::from(folder).join(format!("{name}.png")))
                .unwrap();
        }
    }
}

fn button_event(pos: Pos2, pressed: bool) -> egui::Event {
    egui::Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

fn parse(text: &str) -> (Key, Modifiers) {
    let mut modifiers = Modifiers::NONE;
    let mut name = text;
    while let Some((before, rest)) = name.split_once('+').filter(|(_, rest)| !rest.is_empty()) {
        modifiers |= match before {
            "Ctrl" => Modifiers::COMMAND,
            "Shift" => Modifiers::SHIFT,
            "Alt" => Modifiers::ALT,
            other => panic!("unknown modifier {other:?}"),
        };
        name = rest;
    }
    if modifiers.command {
        modifiers.ctrl = true;
    }
    (
        Key::from_name(name).unwrap_or_else(|| panic!("unknown key {name:?}")),
        modifiers,
    )
}
