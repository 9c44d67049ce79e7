//! The attributes of a label, of articles or of records.

use egui::{TextEdit, Ui};
use strum::IntoEnumIterator as _;

use super::fields::{Checked, carry_out, id_row, moves_ui, named, names_row, two};
use super::{SchemaEditor, words};
use crate::edit::schema::{AttributeForm, Field, Item, Kind, Name, Owner};
use crate::ui::dialogs::form;
use crate::ui::theme::Theme;
use crate::ui::widgets::{TextButton, text};

/// Draws the attributes of an owner, which is `None` for a label that is new.
pub(super) fn list_ui(
    ui: &mut Ui,
    checked: Checked<'_>,
    editor: &mut SchemaEditor,
    owner: &Option<Owner>,
    items: &mut Vec<Item<AttributeForm>>,
) {
    let tr = checked.ctx.tr;
    let mut wish = None;
    for (at, item) in items.iter_mut().enumerate() {
        ui.push_id(item.key, |ui| {
            let theme = Theme::of(ui);
            let frame = egui::Frame::new()
                .stroke(egui::Stroke::new(theme.size.line, theme.line))
                .corner_radius(theme.size.rounding)
                .inner_margin(egui::Margin::symmetric(10, 8));
            frame.show(ui, |ui| {
                let of_item = Checked {
                    // Attributes of articles and records are definitions of their own.
                    item: if checked.item == 0 {
                        item.key
                    } else {
                        checked.item
                    },
                    part: item.key,
                    ..checked
                };
                let moved = attribute_ui(ui, of_item, editor, owner.as_ref(), item);
                if let Some(moved) = moved {
                    wish = Some((at, moved));
                }
            });
        });
    }
    if let Some((at, wish)) = wish {
        carry_out(items, at, wish);
    }
    if ui
        .add(TextButton::new(tr.get("schema.add-attribute")))
        .clicked()
    {
        let item = editor.draft.new_attribute(items);
        items.push(item);
    }
}

fn attribute_ui(
    ui: &mut Ui,
    checked: Checked<'_>,
    editor: &mut SchemaEditor,
    owner: Option<&Owner>,
    item: &mut Item<AttributeForm>,
) -> Option<super::fields::Move> {
    let ctx = checked.ctx;
    let tr = ctx.tr;
    let moved = ui
        .horizontal(|ui| {
            let title = ctx.name(&item.form.name).to_owned();
            text::bold(ui, &title, Theme::of(ui).size.text);
            let name = owner.cloned().zip(item.from.clone());
            let used = name.and_then(|(owner, id)| editor.uses.get(&Name::Attribute(owner, id)));
            if let Some(&used) = used {
                text::weak(ui, &words::number(ctx, used), Theme::of(ui).size.small);
            }
            let right = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(right, |ui| moves_ui(ui, ctx)).inner
        })
        .inner;
    id_row(ui, checked, &mut item.form.id, item.from.as_ref());
    names_row(ui, checked, "schema.shown", &mut item.form.name);
    form::row(ui, tr.get("schema.kind"), |ui, _| {
        for kind in Kind::iter() {
            ui.radio_value(&mut item.form.kind, kind, tr.get(words::kind(kind)));
        }
        ui.add_space(10.0);
        ui.checkbox(&mut item.form.required, tr.get("schema.required"));
    });
    if item.form.kind == Kind::Choice {
        choices_ui(ui, checked, editor, item);
    }
    moved
}

fn choices_ui(
    ui: &mut Ui,
    checked: Checked<'_>,
    editor: &mut SchemaEditor,
    item: &mut Item<AttributeForm>,
) {
    let tr = checked.ctx.tr;
    let label = tr.get("schema.choices");
    let mut wish = None;
    for (at, choice) in item.form.choices.iter_mut().enumerate() {
        let name = if at == 0 { label } else { "" };
        form::row(ui, name, |ui, _| {
            let field = TextEdit::singleline(&mut choice.form.value).desired_width(110.0);
            let field = named(ui.add(field), label);
            if let Some(from) = choice.from.as_ref().filter(|it| **it != choice.form.value) {
                field.on_hover_text(tr.with("schema.was", &[("id", from)]));
            }
            let right = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(right, |ui| {
                if let Some(moved) = moves_ui(ui, checked.ctx) {
                    wish = Some((at, moved));
                }
                let left = egui::Layout::left_to_right(egui::Align::Center);
                ui.with_layout(left, |ui| two(ui, label, &mut choice.form.name));
            });
        });
        let part = choice.key;
        Checked { part, ..checked }.tell(ui, Field::Id);
    }
    if let Some((at, wish)) = wish {
        carry_out(&mut item.form.choices, at, wish);
    }
    checked.tell(ui, Field::Choices);
    form::row(ui, "", |ui, _| {
        if ui
            .add(TextButton::new(tr.get("schema.add-choice")))
            .clicked()
        {
            let choice = editor.draft.new_choice(&item.form.choices);
            item.form.choices.push(choice);
        }
    });
}
