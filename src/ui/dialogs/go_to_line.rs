//! Going to a line by its number.

use egui::{Context, Id};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::ui::action::Action;
use crate::ui::context::Ctx;

/// Draws the dialog.
pub fn go_to_line_ui(egui: &Context, ctx: Ctx<'_>, typed: &mut String) -> Wish {
    let tr = ctx.tr;
    let line = typed.trim().parse::<usize>().ok().filter(|&line| line > 0);
    let blocked = line.is_none().then(|| tr.get("go.needs-number"));
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("go.go")).blocked(blocked),
    ];
    let answer = Dialog::new(Id::unique("go to line dialog"), tr.get("go.title")).width(300.0).show(egui, &buttons, |ui| {
        let field = form::text_row(ui, tr.get("go.line"), typed, "");
        form::focus_first(ui, &field);
    });
    match (answer.pressed, line) {
        (Some(0), _) => Wish::Close,
        (Some(_), Some(line)) => {
            ctx.send(Action::GoToLine(line));
            Wish::Close
        }
        _ => Wish::Stay,
    }
}
