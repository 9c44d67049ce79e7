//! Why a problem is ignored.

use egui::{Context, Id};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// The form as it is filled in.
#[derive(Debug, Clone)]
pub struct IgnoreForm {
    /// What tells the problem from others.
    pub fingerprint: String,
    /// The problem in words.
    pub sentence: String,
    /// Why it is none; may stay empty.
    pub reason: String,
}

/// Draws the dialog.
pub fn ignore_ui(egui: &Context, ctx: Ctx<'_>, form: &mut IgnoreForm) -> Wish {
    let tr = ctx.tr;
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("problems.ignore")).blocked(ctx.waits()),
    ];
    let answer = Dialog::new(Id::unique("ignore dialog"), tr.get("problems.ignore-title"))
        .width(520.0)
        .show(egui, &buttons, |ui| {
            text::weak(ui, &form.sentence, Theme::of(ui).size.text);
            let hint = tr.get("problems.reason-hint");
            let field = form::text_row(ui, tr.get("problems.reason"), &mut form.reason, hint);
            form::focus_first(ui, &field);
        });
    match answer.pressed {
        Some(0) => Wish::Close,
        Some(_) => {
            let (fingerprint, reason) = (form.fingerprint.clone(), form.reason.clone());
            ctx.send(Action::IgnoreProblem(fingerprint, reason));
            Wish::Close
        }
        None => Wish::Stay,
    }
}
