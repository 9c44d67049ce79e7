//! In which way are two mentions related? Where the schema lets several types of
//! relations lead between them, one is chosen: by its number, or arrows and Enter.

use egui::{Context, Id, Key, Modifiers, ScrollArea, vec2};

use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::edit::verbs::relations::Fit;
use crate::model::id::EntityId;
use crate::session::Session;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::keys::NUMBERS;
use crate::ui::panels::entities_data::surface;

/// The dialog with the ways that are offered.
#[derive(Debug, Clone)]
pub struct RelationForm {
    /// Each way, with the text of the mention it starts from and of the one it leads to.
    ways: Vec<(Fit, [String; 2])>,
    /// The line that Enter takes.
    cursor: usize,
}

impl RelationForm {
    /// A dialog that offers `ways`; `text` gives the raw text of a mention.
    pub fn new(ways: &[Fit], text: impl Fn(EntityId) -> Option<String>) -> Self {
        let named = |fit: &Fit| {
            let names = [fit.from, fit.to].map(|id| surface(&text(id).unwrap_or_default()));
            (fit.clone(), names)
        };
        Self {
            ways: ways.iter().map(named).collect(),
            cursor: 0,
        }
    }
}

/// Draws the dialog.
pub fn relation_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &mut RelationForm,
    session: Option<&Session>,
) -> Wish {
    let pressed = |key| egui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = form.ways.len().saturating_sub(1);
    if pressed(Key::ArrowDown) {
        form.cursor = (form.cursor + 1).min(last);
    }
    if pressed(Key::ArrowUp) {
        form.cursor = form.cursor.saturating_sub(1);
    }
    let numbered = NUMBERS.iter().position(|key| pressed(*key));
    let buttons = [
        DialogButton::cancel(ctx.tr.get("dialog.cancel")),
        DialogButton::default_action(ctx.tr.get("relation.relate")).blocked(ctx.waits()),
    ];
    let height = egui.content_rect().height() - 220.0;
    let answer = Dialog::new(Id::unique("relation dialog"), ctx.tr.get("relation.title"))
        .width(520.0)
        .show(egui, &buttons, |ui| {
            let list = ScrollArea::vertical().max_height(height);
            let rows = list.auto_shrink([false, true]).show(ui, |ui| {
                let mut clicked = None;
                for (at, (fit, [from, to])) in form.ways.iter().enumerate() {
                    let def = session.and_then(|session| session.schema().relation(&fit.label));
                    let name = def.map_or(fit.label.as_str(), |def| ctx.name(&def.name));
                    let text = format!("{}  {from} → {name} → {to}", at + 1);
                    let size = vec2(ui.available_width(), 26.0);
                    let row = egui::Button::selectable(at == form.cursor, text);
                    if ui.add_sized(size, row).clicked() {
                        clicked = Some(at);
                    }
                }
                clicked
            });
            rows.inner
        });
    let chosen = numbered.or(answer.inner).or(match answer.pressed {
        Some(0) => return Wish::Close,
        Some(_) => Some(form.cursor),
        None => None,
    });
    let chosen = chosen.filter(|_| ctx.waits().is_none());
    let Some((fit, _)) = chosen.and_then(|at| form.ways.get(at)) else {
        return Wish::Stay;
    };
    ctx.send(Action::Relate(fit.clone()));
    Wish::Close
}
