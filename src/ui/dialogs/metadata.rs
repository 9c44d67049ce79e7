//! What is known of a document: newspaper, date, page and more.

use egui::{Context, Id};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::format::metadata::normalise_date;
use crate::model::document::Document;
use crate::model::id::DocumentId;
use crate::model::meta::PageMeta;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// The form as it is filled in.
#[derive(Debug, Clone)]
pub struct MetadataForm {
    id: DocumentId,
    name: String,
    /// Where the file was, how it was read, its digest.
    about: String,
    newspaper: String,
    date: String,
    page: String,
    extra: Vec<(String, String)>,
}

impl MetadataForm {
    /// The form with what is known now.
    pub fn of(document: &Document) -> Self {
        let meta = document.meta.clone();
        Self {
            id: document.id,
            name: document.name.clone(),
            about: format!(
                "{}\n{} · SHA-256 {}",
                document.source, document.encoding, document.sha256
            ),
            newspaper: meta.newspaper.unwrap_or_default(),
            date: meta.date.unwrap_or_default(),
            page: meta.page.unwrap_or_default(),
            extra: meta.extra.into_iter().collect(),
        }
    }

    /// The date in ISO 8601, if what was typed is one; an empty field is none.
    fn date(&self) -> Option<Option<String>> {
        let typed = self.date.trim();
        if typed.is_empty() {
            return Some(None);
        }
        let partial = typed.len() <= 7 && typed.split('-').all(|part| part.parse::<u32>().is_ok());
        normalise_date(typed)
            .or_else(|| partial.then(|| typed.to_owned()))
            .map(Some)
    }

    fn meta(&self, date: Option<String>) -> PageMeta {
        let filled = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let named = self
            .extra
            .iter()
            .filter(|(name, value)| !name.trim().is_empty() && !value.trim().is_empty());
        PageMeta {
            newspaper: filled(&self.newspaper),
            date,
            page: filled(&self.page),
            extra: named
                .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
                .collect(),
        }
    }
}

/// Draws the dialog.
pub fn metadata_ui(egui: &Context, ctx: Ctx<'_>, form: &mut MetadataForm) -> Wish {
    let tr = ctx.tr;
    let date = form.date();
    let blocked = date.is_none().then(|| tr.get("meta.bad-date"));
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("dialog.ok")).blocked(blocked.or(ctx.waits())),
    ];
    let answer = Dialog::new(Id::unique("metadata dialog"), &form.name.clone())
        .width(520.0)
        .show(egui, &buttons, |ui| {
            text::weak(ui, &form.about, Theme::of(ui).size.small);
            ui.add_space(6.0);
            let field = form::text_row(ui, tr.get("meta.newspaper"), &mut form.newspaper, "");
            form::focus_first(ui, &field);
            form::text_row(ui, tr.get("meta.date"), &mut form.date, "2024-03-15");
            if let Some(blocked) = blocked {
                form::row(ui, "", |ui, _| form::trouble(ui, blocked));
            }
            form::text_row(ui, tr.get("meta.page"), &mut form.page, "");
            for (name, value) in &mut form.extra {
                form::text_row(ui, &name.clone(), value, "");
            }
        });
    match (answer.pressed, date) {
        (Some(0), _) => Wish::Close,
        (Some(_), Some(date)) => {
            ctx.send(Action::SetMeta(form.id, form.meta(date)));
            Wish::Close
        }
        _ => Wish::Stay,
    }
}
