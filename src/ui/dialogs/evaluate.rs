//! Before an evaluation: which layer is taken as right, which one is measured.

use egui::{ComboBox, Context, Id, Ui};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::model::id::LayerId;
use crate::model::layer::LayerKind;
use crate::session::Session;
use crate::session::documents::DocumentFilter;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;

/// What was filled in before an evaluation.
#[derive(Debug, Clone, Default)]
pub struct EvaluateForm {
    gold: Option<LayerId>,
    layer: Option<LayerId>,
    documents: String,
}

impl EvaluateForm {
    /// The layer that is taken as right: the one that was chosen, else what was agreed
    /// upon, else the oldest import.
    fn gold(&self, session: &Session) -> Option<LayerId> {
        let of_kind = |kind| session.layers().iter().find(|layer| layer.kind == kind);
        let likely = of_kind(LayerKind::Adjudicated).or_else(|| of_kind(LayerKind::Import));
        self.gold.or(likely.map(|layer| layer.id))
    }

    /// The layer that is measured: the one that was chosen, else the editor's own, else
    /// any other.
    fn layer(&self, session: &Session) -> Option<LayerId> {
        let gold = self.gold(session);
        let own = Some(session.layer()).filter(|own| Some(*own) != gold);
        let mut ids = session.layers().iter().map(|layer| layer.id);
        let other = ids.find(|id| Some(*id) != gold);
        self.layer.or(own).or(other)
    }

    fn filter(&self) -> DocumentFilter {
        let names = self.documents.split([',', '，', '\n']).map(str::trim);
        DocumentFilter {
            names: names
                .filter(|name| !name.is_empty())
                .map(ToOwned::to_owned)
                .collect(),
        }
    }
}

/// Draws the dialog.
pub fn evaluate_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &mut EvaluateForm,
    session: Option<&Session>,
) -> Wish {
    let Some(session) = session else {
        return Wish::Close;
    };
    let tr = ctx.tr;
    let chosen = form.gold(session).zip(form.layer(session));
    let blocked = match chosen {
        None => Some(tr.get("evaluate.needs-gold")),
        Some((gold, layer)) => (gold == layer).then(|| tr.get("evaluate.same-layer")),
    };
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("evaluate.start")).blocked(blocked),
    ];
    let dialog = Dialog::new(Id::unique("evaluate dialog"), tr.get("evaluate.title")).width(480.0);
    let answer = dialog.show(egui, &buttons, |ui| {
        let weak = Theme::of(ui).weak;
        ui.label(egui::RichText::new(tr.get("evaluate.about")).color(weak));
        ui.add_space(6.0);
        layer_row(
            ui,
            tr.get("evaluate.gold"),
            session,
            form.gold(session),
            &mut form.gold,
        );
        layer_row(
            ui,
            tr.get("evaluate.layer"),
            session,
            form.layer(session),
            &mut form.layer,
        );
        form::text_row(
            ui,
            tr.get("export.documents"),
            &mut form.documents,
            tr.get("export.documents-hint"),
        );
    });
    match (answer.pressed, chosen) {
        (Some(0), _) => Wish::Close,
        (Some(_), Some((gold, layer))) => {
            ctx.send(Action::Evaluate {
                gold,
                layer,
                documents: form.filter(),
            });
            Wish::Close
        }
        _ => Wish::Stay,
    }
}

fn layer_row(
    ui: &mut Ui,
    label: &str,
    session: &Session,
    shown: Option<LayerId>,
    chosen: &mut Option<LayerId>,
) {
    form::row(ui, label, |ui, name| {
        let layers = session.layers();
        let current = layers.iter().find(|layer| Some(layer.id) == shown);
        let combo = ComboBox::from_id_salt(label)
            .selected_text(current.map_or("—", |layer| layer.name.as_str()))
            .width(220.0)
            .show_ui(ui, |ui| {
                for layer in layers {
                    let is_shown = Some(layer.id) == shown;
                    if ui.selectable_label(is_shown, layer.name.as_str()).clicked() {
                        *chosen = Some(layer.id);
                    }
                }
            });
        combo.response.labelled_by(name.id);
    });
}
