//! Before an export: format, layer, labels, documents, file.

use std::path::PathBuf;

use egui::{ComboBox, Context, Id, Ui};
use strum::IntoEnumIterator as _;

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::format::export_format::ExportFormat;
use crate::model::id::LayerId;
use crate::session::Session;
use crate::session::documents::DocumentFilter;
use crate::session::export::ExportRequest;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// What was filled in before an export.
#[derive(Debug, Clone, Default)]
pub struct ExportForm {
    format: Option<ExportFormat>,
    layer: Option<LayerId>,
    /// Labels that are left out, by id.
    without: Vec<String>,
    documents: String,
    /// Where it goes.
    pub path: Option<PathBuf>,
}

impl ExportForm {
    fn format(&self) -> ExportFormat {
        self.format.unwrap_or(ExportFormat::JsonlPages)
    }

    fn request(&self, session: &Session, path: PathBuf) -> ExportRequest {
        let schema = session.schema();
        let kept = schema
            .labels
            .iter()
            .filter(|def| !self.without.contains(&def.id));
        let labels = if self.without.is_empty() {
            Vec::new()
        } else {
            kept.map(|def| def.id.as_str().into()).collect()
        };
        let names = self
            .documents
            .split([',', '，', '\n'])
            .map(str::trim)
            .filter(|name| !name.is_empty());
        ExportRequest {
            format: self.format(),
            path,
            layer: self.layer.unwrap_or_else(|| session.layer()),
            labels,
            documents: DocumentFilter {
                names: names.map(ToOwned::to_owned).collect(),
            },
        }
    }
}

/// Draws the dialog.
pub fn export_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &mut ExportForm,
    session: Option<&Session>,
) -> Wish {
    let Some(session) = session else {
        return Wish::Close;
    };
    let tr = ctx.tr;
    if let Some(path) = form.path.take() {
        ctx.send(Action::Export(form.request(session, path)));
        return Wish::Close;
    }
    let none = form.without.len() >= session.schema().labels.len() && !form.without.is_empty();
    let blocked = none.then(|| tr.get("export.needs-label"));
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("export.start")).blocked(blocked),
    ];
    let dialog = Dialog::new(Id::unique("export dialog"), tr.get("export.title")).width(540.0);
    let answer = dialog.show(egui, &buttons, |ui| export_form(ui, ctx, form, session));
    match answer.pressed {
        Some(0) => Wish::Close,
        Some(_) => Wish::ExportPath(form.format()),
        None => Wish::Stay,
    }
}

fn export_form(ui: &mut Ui, ctx: Ctx<'_>, form: &mut ExportForm, session: &Session) {
    let tr = ctx.tr;
    let format = form.format();
    for choice in ExportFormat::iter() {
        let name = tr.get(&format!("export.{}", choice.as_str()));
        if ui.radio(format == choice, name).clicked() {
            form.format = Some(choice);
        }
        ui.indent(choice.as_str(), |ui| {
            text::weak(
                ui,
                tr.get(&format!("export.{}-about", choice.as_str())),
                Theme::of(ui).size.small,
            );
        });
    }
    ui.add_space(6.0);
    form::row(ui, tr.get("export.layer"), |ui, name| {
        let chosen = form.layer.unwrap_or_else(|| session.layer());
        let shown = session
            .layers()
            .iter()
            .find(|layer| layer.id == chosen)
            .map_or("", |layer| &layer.name);
        let combo = ComboBox::from_id_salt("layer")
            .selected_text(shown)
            .width(180.0)
            .show_ui(ui, |ui| {
                for layer in session.layers() {
                    if ui
                        .selectable_label(layer.id == chosen, layer.name.as_str())
                        .clicked()
                    {
                        form.layer = Some(layer.id);
                    }
                }
            });
        combo.response.labelled_by(name.id);
    });
    form::row(ui, tr.get("export.labels"), |ui, _| {
        for def in &session.schema().labels {
            let mut kept = !form.without.contains(&def.id);
            if ui.checkbox(&mut kept, ctx.name(&def.name)).changed() {
                form.without.retain(|id| *id != def.id);
                if !kept {
                    form.without.push(def.id.clone());
                }
            }
        }
    });
    form::text_row(
        ui,
        tr.get("export.documents"),
        &mut form.documents,
        tr.get("export.documents-hint"),
    );
}
