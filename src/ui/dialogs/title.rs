//! The title of an article.

use egui::{Context, Id};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::model::id::ArticleId;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// The form as it is filled in.
#[derive(Debug, Clone)]
pub struct TitleForm {
    /// The article.
    pub id: ArticleId,
    /// Its number, from 1.
    pub number: usize,
    /// The title.
    pub title: String,
    /// The title as it was when the dialog opened, given or read off the headline.
    pub before: String,
}

/// Draws the dialog.
pub fn title_ui(egui: &Context, ctx: Ctx<'_>, form: &mut TitleForm) -> Wish {
    let tr = ctx.tr;
    let name = tr.with("title.title", &[("number", &form.number)]);
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("dialog.ok")).blocked(ctx.waits()),
    ];
    let answer = Dialog::new(Id::unique("title dialog"), &name)
        .width(520.0)
        .show(egui, &buttons, |ui| {
            let field = form::text_row(ui, tr.get("title.field"), &mut form.title, "");
            form::focus_first(ui, &field);
            text::weak(ui, tr.get("title.note"), Theme::of(ui).size.small);
        });
    match answer.pressed {
        Some(0) => Wish::Close,
        Some(_) => {
            if form.title.trim() != form.before {
                ctx.send(Action::SetTitle(form.id, form.title.clone()));
            }
            Wish::Close
        }
        None => Wish::Stay,
    }
}
