//! About the program: version, licences, where things are kept.

use egui::{Context, Id};

use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::ui::context::Ctx;
use crate::ui::files;

/// Draws the dialog.
pub fn about_ui(egui: &Context, ctx: Ctx<'_>) -> Wish {
    let tr = ctx.tr;
    let buttons = [DialogButton::cancel(tr.get("dialog.close"))];
    let name = format!("{} {}", tr.get("app.name"), env!("CARGO_PKG_VERSION"));
    let answer = Dialog::new(Id::unique("about dialog"), &name).width(520.0).show(egui, &buttons, |ui| {
        ui.label(tr.get("welcome.what"));
        ui.add_space(6.0);
        ui.label(tr.get("about.licence"));
        ui.label(tr.get("about.font"));
        ui.add_space(6.0);
        if let Some(folder) = files::data_folder() {
            ui.label(tr.with("about.data", &[("path", &folder.display())]));
        }
    });
    if answer.pressed.is_some() { Wish::Close } else { Wish::Stay }
}
