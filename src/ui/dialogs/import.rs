//! Before an import: how raw pages are read, and where annotations go.

use std::path::PathBuf;

use egui::{ComboBox, Context, Id, Ui};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::format::metadata::{NamePattern, guess};
use crate::model::meta::PageMeta;
use crate::session::Session;
use crate::session::import::ImportRequest;
use crate::session::import_pages::PagesRequest;
use crate::text::decode::{DecodeOptions, Encoding, Malformed};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// What was filled in before an import of raw pages.
#[derive(Debug, Clone)]
pub struct ImportForm {
    paths: Vec<PathBuf>,
    glob: String,
    encoding: Option<Encoding>,
    replace: bool,
    pattern: String,
    /// The table with metadata.
    pub sidecar: Option<PathBuf>,
}

impl ImportForm {
    /// The form for these files and folders.
    pub fn new(request: ImportRequest) -> Self {
        Self {
            paths: request.paths,
            glob: request.glob.unwrap_or_else(|| "*.txt".into()),
            encoding: request.decode.encoding,
            replace: false,
            pattern: String::new(),
            sidecar: request.sidecar,
        }
    }

    fn pattern(&self) -> Result<Option<NamePattern>, String> {
        let written = self.pattern.trim();
        if written.is_empty() {
            return Ok(None);
        }
        NamePattern::parse(written)
            .map(Some)
            .map_err(|error| error.to_string())
    }

    fn request(&self, pattern: Option<NamePattern>) -> ImportRequest {
        let malformed = if self.replace {
            Malformed::Replace
        } else {
            Malformed::Refuse
        };
        ImportRequest {
            paths: self.paths.clone(),
            glob: Some(self.glob.trim().to_owned()).filter(|glob| !glob.is_empty()),
            decode: DecodeOptions {
                encoding: self.encoding,
                malformed,
            },
            pattern,
            sidecar: self.sidecar.clone(),
        }
    }
}

/// Draws the dialog before an import of raw pages.
pub fn import_ui(egui: &Context, ctx: Ctx<'_>, form: &mut ImportForm) -> Wish {
    let tr = ctx.tr;
    let pattern = form.pattern();
    let blocked = pattern.as_ref().err().map(String::as_str);
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("import.start")).blocked(blocked),
    ];
    let dialog = Dialog::new(Id::unique("import dialog"), tr.get("import.title")).width(560.0);
    let answer = dialog.show(egui, &buttons, |ui| {
        import_form(ui, ctx, form, pattern.as_ref())
    });
    match answer.pressed {
        Some(0) => Wish::Close,
        Some(_) => match pattern {
            Ok(pattern) => {
                ctx.send(Action::Import(form.request(pattern)));
                Wish::Close
            }
            Err(_) => Wish::Stay,
        },
        None if answer.inner => Wish::Sidecar,
        None => Wish::Stay,
    }
}

/// The rows; `true` when a table is to be chosen.
fn import_form(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    form: &mut ImportForm,
    pattern: Result<&Option<NamePattern>, &String>,
) -> bool {
    let tr = ctx.tr;
    let mut wants_table = false;
    sources_ui(ui, ctx, &form.paths);
    if form.paths.iter().any(|path| path.is_dir()) {
        form::text_row(ui, tr.get("import.glob"), &mut form.glob, "*.txt");
    }
    form::row(ui, tr.get("import.encoding"), |ui, name| {
        let shown = form
            .encoding
            .map_or(tr.get("import.detect"), Encoding::label);
        let combo = ComboBox::from_id_salt("encoding")
            .selected_text(shown)
            .width(180.0)
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut form.encoding, None, tr.get("import.detect"));
                for encoding in Encoding::COMMON {
                    ui.selectable_value(&mut form.encoding, Some(encoding), encoding.label());
                }
            });
        combo.response.labelled_by(name.id);
        ui.checkbox(&mut form.replace, tr.get("import.replace"))
            .on_hover_text(tr.get("import.replace-tip"));
    });
    let field = form::text_row(
        ui,
        tr.get("import.pattern"),
        &mut form.pattern,
        tr.get("import.pattern-hint"),
    );
    form::focus_first(ui, &field);
    preview_ui(ui, ctx, form, pattern);
    form::row(ui, tr.get("import.sidecar"), |ui, _| {
        let shown = form
            .sidecar
            .as_ref()
            .and_then(|path| path.file_name())
            .map(|name| name.to_string_lossy().into_owned());
        wants_table = ui
            .button(shown.as_deref().unwrap_or(tr.get("import.choose")))
            .clicked();
        if form.sidecar.is_some() && ui.button(tr.get("import.no-table")).clicked() {
            form.sidecar = None;
        }
    });
    wants_table
}

fn sources_ui(ui: &mut Ui, ctx: Ctx<'_>, paths: &[PathBuf]) {
    let names: Vec<_> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let shown = match names.as_slice() {
        [one] => one.clone(),
        many => ctx.tr.with("import.sources", &[("n", &many.len())]),
    };
    let weak = Theme::of(ui).weak;
    ui.add(egui::Label::new(egui::RichText::new(shown).color(weak)).truncate())
        .on_hover_text(names.join("\n"));
    ui.add_space(4.0);
}

/// What the pattern makes of the first file.
fn preview_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    form: &ImportForm,
    pattern: Result<&Option<NamePattern>, &String>,
) {
    let first = form
        .paths
        .iter()
        .find(|path| !path.is_dir())
        .map(|path| path.to_string_lossy().into_owned());
    form::row(ui, "", |ui, _| match (pattern, first) {
        (Err(message), _) => form::trouble(ui, message),
        (Ok(pattern), Some(path)) => {
            let meta = pattern
                .as_ref()
                .map_or_else(|| Some(guess(&path)), |pattern| pattern.apply(&path));
            let shown = meta.map_or_else(
                || ctx.tr.get("import.no-match").to_owned(),
                |meta| summary(ctx, &meta),
            );
            text::weak(ui, &shown, Theme::of(ui).size.small);
        }
        (Ok(_), None) => {
            text::weak(
                ui,
                ctx.tr.get("import.pattern-tip"),
                Theme::of(ui).size.small,
            );
        }
    });
}

fn summary(ctx: Ctx<'_>, meta: &PageMeta) -> String {
    let part = |key: &str, value: &Option<String>| {
        value
            .as_ref()
            .map(|value| format!("{}: {value}", ctx.tr.get(key)))
    };
    let known = [
        part("meta.newspaper", &meta.newspaper),
        part("meta.date", &meta.date),
        part("meta.page", &meta.page),
    ];
    let known: Vec<_> = known.into_iter().flatten().collect();
    if known.is_empty() {
        ctx.tr.get("import.nothing-read").to_owned()
    } else {
        known.join(" · ")
    }
}

/// What was filled in before an import of annotations.
#[derive(Debug, Clone)]
pub struct PagesForm {
    request: PagesRequest,
}

impl PagesForm {
    /// The form for these files.
    pub fn new(request: PagesRequest) -> Self {
        Self { request }
    }
}

/// Draws the dialog before an import of annotations.
pub fn pages_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &mut PagesForm,
    session: Option<&Session>,
) -> Wish {
    let tr = ctx.tr;
    let layer = form.request.layer.trim();
    let blocked = layer.is_empty().then(|| tr.get("import.needs-layer"));
    let known = session.is_some_and(|session| session.layer_named(layer).is_ok());
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("import.start")).blocked(blocked),
    ];
    let dialog = Dialog::new(
        Id::unique("import annotations dialog"),
        tr.get("import.pages-title"),
    )
    .width(520.0);
    let answer = dialog.show(egui, &buttons, |ui| {
        sources_ui(ui, ctx, &form.request.paths);
        let field = form::text_row(ui, tr.get("import.layer"), &mut form.request.layer, "gold");
        form::focus_first(ui, &field);
        let note = if known {
            "import.layer-known"
        } else {
            "import.layer-new"
        };
        form::row(ui, "", |ui, _| {
            text::weak(ui, tr.get(note), Theme::of(ui).size.small)
        });
    });
    match answer.pressed {
        Some(0) => Wish::Close,
        Some(_) => {
            let layer = form.request.layer.trim().to_owned();
            ctx.send(Action::ImportPages(PagesRequest {
                layer,
                ..form.request.clone()
            }));
            Wish::Close
        }
        None => Wish::Stay,
    }
}
