//! Rows of the editor's forms, and what is wrong with each.

use egui::{Response, TextEdit, Ui};

use super::words;
use crate::edit::schema::{At, Field, Trouble};
use crate::model::schema::Names;
use crate::ui::context::Ctx;
use crate::ui::dialogs::form;
use crate::ui::i18n::Language;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// What a form knows of what is wrong.
#[derive(Clone, Copy)]
pub(super) struct Checked<'c> {
    pub ctx: Ctx<'c>,
    pub troubles: &'c [Trouble],
    /// The definition, and the part of it that is drawn.
    pub item: u32,
    pub part: u32,
}

impl Checked<'_> {
    /// Shows what is wrong with a field, under it.
    pub fn tell(&self, ui: &mut Ui, field: Field) {
        let at = At {
            item: self.item,
            part: self.part,
            field,
        };
        for trouble in self.troubles.iter().filter(|it| it.at == at) {
            let said = self.ctx.tr.get(words::what(trouble.what));
            form::row(ui, "", |ui, _| form::trouble(ui, said));
        }
    }

    /// Whether anything is wrong with the definition.
    pub fn any(troubles: &[Trouble], item: u32) -> bool {
        troubles.iter().any(|it| it.at.item == item)
    }
}

/// The name under which something is stored.
pub(super) fn id_row(
    ui: &mut Ui,
    checked: Checked<'_>,
    id: &mut String,
    from: Option<&String>,
) -> Response {
    let tr = checked.ctx.tr;
    let field = form::row(ui, tr.get("schema.id"), |ui, name| {
        let field = TextEdit::singleline(id).desired_width(200.0);
        let field = ui.add(field).labelled_by(name.id);
        if let Some(from) = from.filter(|from| *from != id) {
            let was = tr.with("schema.was", &[("id", from)]);
            text::weak(ui, &was, Theme::of(ui).size.small);
        }
        field
    });
    checked.tell(ui, Field::Id);
    field
}

/// The name that is shown, in both languages.
pub(super) fn names_row(ui: &mut Ui, checked: Checked<'_>, key: &str, names: &mut Names) {
    let label = checked.ctx.tr.get(key);
    form::row(ui, label, |ui, _| two(ui, label, names));
    if key == "schema.shown" {
        checked.tell(ui, Field::Name);
    }
}

/// Two fields side by side, one for each language.
pub(super) fn two(ui: &mut Ui, label: &str, names: &mut Names) {
    let width = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0 - 8.0;
    for (language, text) in [(Language::Zh, &mut names.zh), (Language::En, &mut names.en)] {
        let field = TextEdit::singleline(text)
            .hint_text(language.name())
            .desired_width(width.clamp(60.0, 240.0));
        named(ui.add(field), &format!("{label} {}", language.name()));
    }
}

/// Tells assistive tools what a field is for.
pub(super) fn named(response: Response, name: &str) -> Response {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_label(name);
    });
    response
}

/// Buttons at the head of a form: up, down, out. The answer says what was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    Up,
    Down,
    Out,
}

/// Draws the buttons.
pub(super) fn moves_ui(ui: &mut Ui, ctx: Ctx<'_>) -> Option<Move> {
    use crate::ui::widgets::{Icon, IconButton};
    let mut chosen = None;
    for (icon, key, wish) in [
        // From the right.
        (Icon::Close, "schema.out", Move::Out),
        (Icon::Down, "schema.down", Move::Down),
        (Icon::Up, "schema.up", Move::Up),
    ] {
        let name = ctx.tr.get(key);
        let button = IconButton::new(icon, name).tooltip(name).side(22.0);
        if ui.add(button).clicked() {
            chosen = Some(wish);
        }
    }
    chosen
}

/// Moves or takes out an item of a list.
pub(super) fn carry_out<T>(items: &mut Vec<T>, at: usize, wish: Move) {
    let last = items.len().saturating_sub(1);
    match wish {
        Move::Up if at > 0 => items.swap(at, at - 1),
        Move::Down if at < last => items.swap(at, at + 1),
        Move::Out if at < items.len() => drop(items.remove(at)),
        Move::Up | Move::Down | Move::Out => {}
    }
}
