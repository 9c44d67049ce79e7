//! The form of the definition that is chosen.

use egui::{ComboBox, Response, ScrollArea, TextEdit, Ui};

use super::check::{self, KeyTrouble, Listener};
use super::fields::{Checked, Move, carry_out, id_row, moves_ui, named, names_row};
use super::{SchemaEditor, Shown, attributes, colors, gone, words};
use crate::edit::schema::{Field, Name, Owner, Trouble};
use crate::model::schema::{Names, Placement, Schema};
use crate::ui::context::Ctx;
use crate::ui::dialogs::form;
use crate::ui::i18n::Language;
use crate::ui::panels::top_bar::command_text;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// Height of a guideline, in points.
const GUIDELINE: f32 = 92.0;

/// Draws the form.
pub(super) fn form_ui(ui: &mut Ui, ctx: Ctx<'_>, editor: &mut SchemaEditor, troubles: &[Trouble]) {
    ui.spacing_mut().item_spacing.y = 5.0;
    let checked = |item| Checked {
        ctx,
        troubles,
        item,
        part: item,
    };
    match editor.shown.clone() {
        Shown::Label(key) => label_ui(ui, checked(key), editor),
        Shown::Role(key) => role_ui(ui, checked(key), editor),
        Shown::Relation(key) => relation_ui(ui, checked(key), editor),
        Shown::ArticleAttributes => {
            text::bold(
                ui,
                ctx.tr.get("schema.of-articles"),
                Theme::of(ui).size.heading,
            );
            let mut items = std::mem::take(&mut editor.draft.article_attributes);
            attributes::list_ui(ui, checked(0), editor, &Some(Owner::Article), &mut items);
            editor.draft.article_attributes = items;
        }
        Shown::RecordAttributes => {
            text::bold(
                ui,
                ctx.tr.get("schema.of-records"),
                Theme::of(ui).size.heading,
            );
            let mut items = std::mem::take(&mut editor.draft.record_attributes);
            attributes::list_ui(ui, checked(0), editor, &Some(Owner::Record), &mut items);
            editor.draft.record_attributes = items;
        }
        Shown::Gone(name) => gone::gone_ui(ui, ctx, editor, &name),
    }
}

/// The heading of a form: what it is, how often it is used, and moving it.
fn head_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    editor: &SchemaEditor,
    title: &str,
    name: Option<Name>,
) -> Option<Move> {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        text::bold(ui, title, theme.size.heading);
        if let Some(name) = name {
            let used = editor.uses.get(&name).copied().unwrap_or_default();
            text::weak(ui, &words::number(ctx, used), theme.size.small);
        }
        let right = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(right, |ui| moves_ui(ui, ctx)).inner
    })
    .inner
}

fn label_ui(ui: &mut Ui, checked: Checked<'_>, editor: &mut SchemaEditor) {
    let ctx = checked.ctx;
    let tr = ctx.tr;
    let found = editor
        .draft
        .labels
        .iter()
        .position(|it| it.key == checked.item);
    let Some(at) = found else { return };
    let from = editor.draft.labels.get(at).and_then(|it| it.from.clone());
    let title = tr.get("schema.label");
    let wish = head_ui(ui, ctx, editor, title, from.clone().map(Name::Label));
    if wish == Some(Move::Out) {
        editor.draft.remove_label(checked.item);
        return;
    }
    if let Some(wish) = wish {
        carry_out(&mut editor.draft.labels, at, wish);
        return;
    }
    let taken: Vec<String> = editor
        .draft
        .labels
        .iter()
        .map(|it| it.form.key.clone())
        .collect();
    let fresh = editor.fresh;
    let Some(item) = editor.draft.labels.get_mut(at) else {
        return;
    };
    let field = id_row(ui, checked, &mut item.form.id, from.as_ref());
    if fresh {
        field.request_focus();
    }
    engine_note(ui, ctx, from.as_deref(), &item.form.id);
    names_row(ui, checked, "schema.shown", &mut item.form.name);
    key_row(ui, checked, &mut item.form.key, &taken, Listener::Label);
    colors::color_ui(ui, checked, &mut editor.draft.labels, at);
    let Some(item) = editor.draft.labels.get_mut(at) else {
        return;
    };
    guideline_ui(ui, ctx, &mut item.form.guideline);
    ui.add_space(6.0);
    text::bold(ui, tr.get("schema.attributes"), Theme::of(ui).size.text);
    let mut items = std::mem::take(&mut item.form.attributes);
    attributes::list_ui(ui, checked, editor, &from.map(Owner::Label), &mut items);
    if let Some(item) = editor.draft.labels.get_mut(at) {
        item.form.attributes = items;
    }
}

/// The recognisers know the labels of the default schema by their stored names.
fn engine_note(ui: &mut Ui, ctx: Ctx<'_>, from: Option<&str>, id: &str) {
    let known = |from| Schema::RECOGNISED_LABELS.contains(&from) && from != id;
    let known = from.is_some_and(known);
    if known {
        let warn = Theme::of(ui).warn;
        form::row(ui, "", |ui, _| {
            let said = egui::RichText::new(ctx.tr.get("schema.engine-name")).color(warn);
            ui.add(egui::Label::new(said).wrap());
        });
    }
}

fn key_row(
    ui: &mut Ui,
    checked: Checked<'_>,
    key: &mut String,
    taken: &[String],
    listener: Listener,
) {
    let ctx = checked.ctx;
    let tr = ctx.tr;
    let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
    form::row(ui, tr.get("schema.key"), |ui, name| {
        let field = TextEdit::singleline(key).desired_width(44.0).char_limit(2);
        ui.add(field).labelled_by(name.id);
        let free = check::free(&taken, listener);
        let free: Vec<String> = free.iter().take(10).map(char::to_string).collect();
        let free = tr.with("schema.free-keys", &[("keys", &free.join(" "))]);
        text::weak(ui, &free, Theme::of(ui).size.small);
    });
    checked.tell(ui, Field::Key);
    let said = check::trouble(key, listener).map(|trouble| match trouble {
        KeyTrouble::Command(command) => {
            let command = command_text(ctx, None, command);
            let values = [
                ("key", &*key as &dyn std::fmt::Display),
                ("command", &command),
            ];
            tr.with("schema.key-of-command", &values)
        }
        KeyTrouble::NoKeyboard => tr.get("schema.no-such-key").to_owned(),
        KeyTrouble::Digit => tr.get("schema.key-digit").to_owned(),
    });
    if let Some(said) = said {
        let warn = Theme::of(ui).warn;
        form::row(ui, "", |ui, _| {
            ui.add(egui::Label::new(egui::RichText::new(said).color(warn)).wrap());
        });
    }
}

fn guideline_ui(ui: &mut Ui, ctx: Ctx<'_>, guideline: &mut Names) {
    let label = ctx.tr.get("schema.guideline");
    for (language, text) in [
        (Language::Zh, &mut guideline.zh),
        (Language::En, &mut guideline.en),
    ] {
        let name = format!("{label} {}", language.name());
        form::row(ui, &name, |ui, _| {
            ScrollArea::vertical()
                .id_salt(&name)
                .max_height(GUIDELINE)
                .min_scrolled_height(GUIDELINE)
                .show(ui, |ui| {
                    let edit = TextEdit::multiline(text)
                        .desired_rows(3)
                        .desired_width(f32::INFINITY);
                    named(ui.add(edit), &name);
                });
        });
    }
}

fn role_ui(ui: &mut Ui, checked: Checked<'_>, editor: &mut SchemaEditor) {
    let ctx = checked.ctx;
    let tr = ctx.tr;
    let found = editor
        .draft
        .roles
        .iter()
        .position(|it| it.key == checked.item);
    let Some(at) = found else { return };
    let from = editor.draft.roles.get(at).and_then(|it| it.from.clone());
    let title = tr.get("schema.role");
    let wish = head_ui(ui, ctx, editor, title, from.clone().map(Name::Role));
    if let Some(wish) = wish {
        carry_out(&mut editor.draft.roles, at, wish);
        return;
    }
    let taken: Vec<String> = editor
        .draft
        .roles
        .iter()
        .map(|it| it.form.key.clone())
        .collect();
    let fresh = editor.fresh;
    let Some(item) = editor.draft.roles.get_mut(at) else {
        return;
    };
    if from.clone().map(Name::Role).is_some_and(|it| it.is_fixed()) {
        form::row(ui, tr.get("schema.id"), |ui, _| ui.label(&item.form.id));
        checked.tell(ui, Field::Id);
        form::row(ui, "", |ui, _| {
            let said = egui::RichText::new(tr.get("schema.fixed-role")).weak();
            ui.add(egui::Label::new(said).wrap());
        });
    } else {
        let field = id_row(ui, checked, &mut item.form.id, from.as_ref());
        if fresh {
            field.request_focus();
        }
    }
    names_row(ui, checked, "schema.shown", &mut item.form.name);
    names_row(ui, checked, "schema.mark", &mut item.form.mark);
    key_row(ui, checked, &mut item.form.key, &taken, Listener::Role);
    form::row(ui, tr.get("schema.placement"), |ui, _| {
        for (placement, key) in [
            (Placement::Front, "schema.front"),
            (Placement::Flow, "schema.flow"),
            (Placement::Back, "schema.back-end"),
        ] {
            ui.radio_value(&mut item.form.placement, placement, tr.get(key));
        }
    });
}

fn relation_ui(ui: &mut Ui, checked: Checked<'_>, editor: &mut SchemaEditor) {
    let ctx = checked.ctx;
    let tr = ctx.tr;
    let mut all = editor.draft.relations.iter();
    let Some(at) = all.position(|it| it.key == checked.item) else {
        return;
    };
    let from = editor
        .draft
        .relations
        .get(at)
        .and_then(|it| it.from.clone());
    let title = tr.get("schema.relation");
    let wish = head_ui(ui, ctx, editor, title, from.clone().map(Name::Relation));
    if let Some(wish) = wish {
        carry_out(&mut editor.draft.relations, at, wish);
        return;
    }
    let labels: Vec<(u32, String)> = editor
        .draft
        .labels
        .iter()
        .map(|it| (it.key, ctx.name(&it.form.name).to_owned()))
        .collect();
    let fresh = editor.fresh;
    let Some(item) = editor.draft.relations.get_mut(at) else {
        return;
    };
    let field = id_row(ui, checked, &mut item.form.id, from.as_ref());
    if fresh {
        field.request_focus();
    }
    names_row(ui, checked, "schema.shown", &mut item.form.name);
    for (key, ends, field) in [
        ("schema.from", &mut item.form.from, Field::From),
        ("schema.to", &mut item.form.to, Field::To),
    ] {
        form::row(ui, tr.get(key), |ui, _| {
            ui.horizontal_wrapped(|ui| {
                let mut any = ends.is_empty();
                if ui.checkbox(&mut any, tr.get("schema.any-label")).changed() && any {
                    ends.clear();
                }
                for (label, name) in &labels {
                    let mut on = ends.contains(label);
                    if ui.checkbox(&mut on, name).changed() {
                        ends.retain(|it| it != label);
                        ends.extend(on.then_some(*label));
                    }
                }
            });
        });
        checked.tell(ui, field);
    }
}

/// A choice among definitions by name, after a few that stand for none; gives the key
/// that was chosen, or which of those.
pub(super) fn choose_ui(
    ui: &mut Ui,
    label: &Response,
    shown: &str,
    all: &[(u32, String)],
    first: &[(&str, bool)],
) -> Option<Result<u32, usize>> {
    let mut chosen = None;
    let combo = ComboBox::from_id_salt("schema choice")
        .selected_text(shown)
        .width(220.0)
        .show_ui(ui, |ui| {
            for (at, (name, selected)) in first.iter().enumerate() {
                if ui.selectable_label(*selected, *name).clicked() {
                    chosen = Some(Err(at));
                }
            }
            for (key, name) in all {
                if ui.selectable_label(shown == name, name).clicked() {
                    chosen = Some(Ok(*key));
                }
            }
        });
    combo.response.labelled_by(label.id);
    chosen
}
