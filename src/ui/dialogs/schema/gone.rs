//! What was taken out, and what is to become of rows that use it.

use egui::Ui;

use super::forms::choose_ui;
use super::{SchemaEditor, words};
use crate::edit::schema::{Heir, Name};
use crate::ui::context::Ctx;
use crate::ui::dialogs::form;
use crate::ui::theme::Theme;
use crate::ui::widgets::{TextButton, text};

/// Draws the form of a name that was taken out.
pub(super) fn gone_ui(ui: &mut Ui, ctx: Ctx<'_>, editor: &mut SchemaEditor, name: &Name) {
    let tr = ctx.tr;
    let theme = Theme::of(ui);
    let title = words::name(ctx, editor.draft.base(), name);
    text::bold(ui, &title, theme.size.heading);
    let used = editor.uses.get(name).copied();
    if let Some(used) = used {
        text::weak(ui, &words::number(ctx, used), theme.size.text);
    }
    if name.is_fixed() {
        ui.add(egui::Label::new(tr.get("schema.fixed-role-gone")).wrap());
    } else {
        ui.add(egui::Label::new(tr.get("schema.gone-note")).wrap());
        heir_ui(ui, ctx, editor, name);
    }
    ui.add_space(4.0);
    if ui.add(TextButton::new(tr.get("schema.put-back"))).clicked() {
        editor.draft.put_back(name);
    }
}

/// Asks what rows with the name become.
fn heir_ui(ui: &mut Ui, ctx: Ctx<'_>, editor: &mut SchemaEditor, name: &Name) {
    let tr = ctx.tr;
    let heirs: Vec<(u32, String)> = editor
        .draft
        .heirs_of(name)
        .into_iter()
        .map(|(key, id)| (key, id.to_owned()))
        .collect();
    let heir = editor.draft.heir(name);
    let (unknown, nothing) = (tr.get("schema.no-heir"), tr.get("schema.heir-nothing"));
    let shown = match heir {
        Heir::Unknown => unknown,
        Heir::Nothing => nothing,
        Heir::Item(key) => {
            let found = heirs.iter().find(|(it, _)| *it == key);
            found.map_or(unknown, |(_, id)| id.as_str())
        }
    };
    let mut first = vec![(unknown, heir == Heir::Unknown)];
    if name.may_be_dropped() {
        first.push((nothing, heir == Heir::Nothing));
    }
    let chosen = form::row(ui, tr.get("schema.heir"), |ui, name| {
        choose_ui(ui, name, shown, &heirs, &first)
    });
    let heir = match chosen {
        Some(Ok(key)) => Some(Heir::Item(key)),
        Some(Err(0)) => Some(Heir::Unknown),
        Some(Err(_)) => Some(Heir::Nothing),
        None => None,
    };
    if let Some(heir) = heir {
        editor.draft.set_heir(name.clone(), heir);
    }
}
