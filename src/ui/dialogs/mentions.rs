//! Relabelling or removing many mentions: which are meant, how many they are and how
//! they read, before anything happens.

use egui::{ComboBox, Context, Id, Ui};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::model::id::{AuthorityId, Label};
use crate::session::Session;
use crate::session::mentions::{Chosen, Fate};
use crate::session::propagate::Extent;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::mentions_wish::MentionsWish;
use crate::ui::pattern_text;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// So many names are shown.
const SHOWN: usize = 12;

/// The form as it is filled in.
#[derive(Debug, Clone)]
pub struct MentionsForm {
    removes: bool,
    wish: MentionsWish,
    /// The new label, if mentions are relabelled.
    label: Option<Label>,
    article: Option<Extent>,
    document: Extent,
    /// The record of the mention at hand, and its name.
    record: Option<(AuthorityId, String)>,
    /// What was asked to be counted last.
    asked: Option<MentionsWish>,
    counted: Option<Chosen>,
}

impl MentionsForm {
    /// A form that is filled in for the mention at hand.
    pub fn new(
        removes: bool,
        wish: MentionsWish,
        article: Option<Extent>,
        record: Option<(AuthorityId, String)>,
    ) -> Self {
        Self {
            removes,
            label: None,
            document: wish.extent,
            wish,
            article,
            record,
            asked: None,
            counted: None,
        }
    }

    /// Takes what was counted, if it is what was asked last.
    pub fn take(&mut self, found: Option<&(MentionsWish, Chosen)>) {
        if let Some((wish, chosen)) = found
            && self.asked.as_ref() == Some(wish)
        {
            self.counted = Some(chosen.clone());
        }
    }

    /// Why the button does nothing; `None` if it does something.
    fn blocked(&self) -> Option<&'static str> {
        if self.wish.is_empty() {
            return Some("mentions.empty");
        }
        if self.wish.test().is_err() {
            return Some("mentions.bad-regex");
        }
        if !self.removes && self.label.is_none() {
            return Some("mentions.needs-label");
        }
        match &self.counted {
            None => Some("correct-all.wait"),
            Some(chosen) if chosen.mentions() == 0 => Some("mentions.none"),
            Some(_) => None,
        }
    }
}

/// Draws the dialog.
pub fn mentions_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &mut MentionsForm,
    session: Option<&Session>,
) -> Wish {
    let Some(session) = session else {
        return Wish::Close;
    };
    if form.asked.as_ref() != Some(&form.wish) {
        form.asked = Some(form.wish.clone());
        form.counted = None;
        if !form.wish.is_empty() && form.wish.test().is_ok() {
            ctx.send(Action::CountMentions(form.wish.clone()));
        }
    }
    let tr = ctx.tr;
    let blocked = form.blocked().map(|key| tr.get(key));
    let n = form.counted.as_ref().map_or(0, Chosen::mentions);
    let (title, apply) = if form.removes {
        ("mentions.remove-title", "mentions.remove")
    } else {
        ("mentions.relabel-title", "mentions.relabel")
    };
    let apply = tr.with(apply, &[("n", &n)]);
    let action = DialogButton::default_action(&apply).blocked(blocked);
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        if form.removes {
            action.danger()
        } else {
            action
        },
    ];
    let dialog = Dialog::new(Id::unique("mentions dialog"), tr.get(title)).width(560.0);
    let answer = dialog.show(egui, &buttons, |ui| body_ui(ui, ctx, form, session));
    match answer.pressed {
        Some(0) => Wish::Close,
        Some(_) => {
            let fate = match (&form.label, form.removes) {
                (Some(label), false) => Fate::Relabel(label.clone()),
                _ => Fate::Remove,
            };
            ctx.send(Action::ChangeMentions(form.wish.clone(), fate));
            Wish::Close
        }
        None => Wish::Stay,
    }
}

fn body_ui(ui: &mut Ui, ctx: Ctx<'_>, form: &mut MentionsForm, session: &Session) {
    let tr = ctx.tr;
    let wish = &mut form.wish;
    let hint = tr.get("mentions.text-hint");
    let field = form::text_row(ui, tr.get("mentions.text"), &mut wish.text, hint);
    form::focus_first(ui, &field);
    form::row(ui, "", |ui, _| {
        ui.checkbox(&mut wish.regex, tr.get("search.regex"));
        if let Some((id, name)) = &form.record {
            let mut only = wish.authority == Some(*id);
            let text = tr.with("mentions.record", &[("name", name)]);
            if ui.checkbox(&mut only, text).changed() {
                wish.authority = only.then_some(*id);
            }
        }
    });
    let any = tr.get("mentions.any-label");
    label_row(
        ui,
        ctx,
        session,
        tr.get("mentions.label"),
        &mut wish.label,
        any,
    );
    form::row(ui, tr.get("mentions.extent"), |ui, _| {
        let article = form.article.map(|it| (it, "mentions.article"));
        let rest = [
            (form.document, "mentions.document"),
            (Extent::Project, "mentions.project"),
        ];
        for (extent, key) in article.into_iter().chain(rest) {
            ui.radio_value(&mut wish.extent, extent, tr.get(key));
        }
    });
    if !form.removes {
        let none = tr.get("mentions.choose");
        label_row(
            ui,
            ctx,
            session,
            tr.get("mentions.new-label"),
            &mut form.label,
            none,
        );
    }
    ui.add_space(6.0);
    preview_ui(ui, ctx, form);
}

/// A row with a label to choose; `none` is what stands for no label.
fn label_row(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    name: &str,
    chosen: &mut Option<Label>,
    none: &str,
) {
    let schema = session.schema();
    form::row(ui, name, |ui, row| {
        let shown = chosen.clone();
        let shown = shown
            .as_ref()
            .map_or(none, |label| ctx.label_name(schema, label));
        let combo = ComboBox::from_id_salt(name)
            .selected_text(shown)
            .width(180.0)
            .show_ui(ui, |ui| {
                ui.selectable_value(chosen, None, none);
                for def in &schema.labels {
                    let label = Some(Label::from(def.id.as_str()));
                    ui.selectable_value(chosen, label, ctx.name(&def.name));
                }
            });
        combo.response.labelled_by(row.id);
    });
}

/// How many mentions are meant, and how they read.
fn preview_ui(ui: &mut Ui, ctx: Ctx<'_>, form: &MentionsForm) {
    let theme = Theme::of(ui);
    let tr = ctx.tr;
    match (form.wish.test(), &form.counted) {
        (Err(error), _) => form::trouble(ui, &pattern_text::sentence(tr, &error)),
        _ if form.wish.is_empty() => {}
        (_, None) => {
            text::weak(ui, tr.get("mentions.counting"), theme.size.text);
        }
        (_, Some(chosen)) => {
            let (n, documents) = (chosen.mentions(), chosen.documents.len());
            let values = [
                ("n", &n as &dyn std::fmt::Display),
                ("documents", &documents),
            ];
            text::bold(ui, &tr.with("mentions.counted", &values), theme.size.text);
            let names = chosen.names.iter().take(SHOWN);
            let names: Vec<_> = names.map(|(name, n)| format!("{name} {n}")).collect();
            let more = chosen.names.len() > SHOWN;
            let shown = names.join(" · ") + if more { " …" } else { "" };
            ui.label(egui::RichText::new(shown).color(theme.weak));
        }
    }
}
