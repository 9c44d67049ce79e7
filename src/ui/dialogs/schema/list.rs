//! The list of definitions, section by section.

use egui::{FontId, ScrollArea, Ui, pos2, vec2};

use super::fields::Checked;
use super::{SchemaEditor, Shown, words};
use crate::edit::schema::{Name, Trouble};
use crate::model::schema::Names;
use crate::store::name_rows::Use;
use crate::ui::context::Ctx;
use crate::ui::theme::{Rgb, Theme, vision};
use crate::ui::widgets::{ButtonKind, Chip, Elided, Row, TextButton, text};

const ROW: f32 = 25.0;

/// A row of the list.
struct Line {
    shown: Shown,
    name: String,
    key: String,
    color: Option<Rgb>,
    bad: bool,
    used: Option<Use>,
}

/// Draws the list and shows the definition `step` further than the one that is shown.
pub(super) fn list_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    editor: &mut SchemaEditor,
    troubles: &[Trouble],
    step: i32,
) {
    let sections = sections(ctx, editor, troubles);
    let all: Vec<Shown> = sections
        .iter()
        .flat_map(|(_, lines, _)| lines.iter().map(|it| it.shown.clone()))
        .collect();
    walk(editor, &all, step);
    ScrollArea::vertical()
        .id_salt("schema list")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (at, (title, lines, add)) in sections.into_iter().enumerate() {
                if at > 0 {
                    ui.add_space(8.0);
                }
                section_ui(ui, ctx, editor, (title, &lines, add));
            }
        });
}

/// The heading of a section, its rows, and the text of the button that adds one.
type Section = (&'static str, Vec<Line>, Option<(&'static str, Kind)>);

#[derive(Clone, Copy)]
enum Kind {
    Label,
    Role,
    Relation,
}

fn sections(ctx: Ctx<'_>, editor: &SchemaEditor, troubles: &[Trouble]) -> Vec<Section> {
    let (tr, draft) = (ctx.tr, &editor.draft);
    let used =
        |name: Option<Name>| name.map(|it| editor.uses.get(&it).copied().unwrap_or_default());
    let shown = |name: &Names, id: &str| {
        let shown = ctx.name(name);
        if shown.trim().is_empty() {
            id.to_owned()
        } else {
            shown.to_owned()
        }
    };
    let labels = draft.labels.iter().map(|it| Line {
        shown: Shown::Label(it.key),
        name: shown(&it.form.name, &it.form.id),
        key: it.form.key.clone(),
        color: Some(vision::rgb_of(&it.form.color).unwrap_or([0x80; 3])),
        bad: Checked::any(troubles, it.key),
        used: used(it.from.clone().map(Name::Label)),
    });
    let roles = draft.roles.iter().map(|it| Line {
        shown: Shown::Role(it.key),
        name: shown(&it.form.name, &it.form.id),
        key: it.form.key.clone(),
        color: None,
        bad: Checked::any(troubles, it.key),
        used: used(it.from.clone().map(Name::Role)),
    });
    let relations = draft.relations.iter().map(|it| Line {
        shown: Shown::Relation(it.key),
        name: shown(&it.form.name, &it.form.id),
        key: String::new(),
        color: None,
        bad: Checked::any(troubles, it.key),
        used: used(it.from.clone().map(Name::Relation)),
    });
    let attributes = [
        (
            Shown::ArticleAttributes,
            "schema.of-articles",
            &draft.article_attributes,
        ),
        (
            Shown::RecordAttributes,
            "schema.of-records",
            &draft.record_attributes,
        ),
    ];
    let attributes = attributes.map(|(shown, key, items)| Line {
        shown,
        name: format!("{} {}", tr.get(key), items.len()),
        key: String::new(),
        color: None,
        bad: items.iter().any(|it| Checked::any(troubles, it.key)),
        used: None,
    });
    let gone = draft.gone().into_iter().map(|it| Line {
        name: words::name(ctx, draft.base(), &it),
        used: editor.uses.get(&it).copied().or(Some(Use::default())),
        bad: false,
        key: String::new(),
        color: None,
        shown: Shown::Gone(it),
    });
    let gone: Vec<Line> = gone.collect();
    let add = |key, kind| Some((tr.get(key), kind));
    let mut sections = vec![
        (
            tr.get("schema.labels"),
            labels.collect(),
            add("schema.add-label", Kind::Label),
        ),
        (
            tr.get("schema.roles"),
            roles.collect(),
            add("schema.add-role", Kind::Role),
        ),
        (
            tr.get("schema.relations"),
            relations.collect(),
            add("schema.add-relation", Kind::Relation),
        ),
        (tr.get("schema.attributes"), Vec::from(attributes), None),
    ];
    if !gone.is_empty() {
        sections.push((tr.get("schema.gone"), gone, None));
    }
    sections
}

/// Shows the definition so many steps further.
fn walk(editor: &mut SchemaEditor, all: &[Shown], step: i32) {
    let at = all.iter().position(|it| *it == editor.shown);
    // What was shown may be there no more.
    let to = at.map_or(0, |at| at.saturating_add_signed(step as isize));
    if let Some(shown) = all.get(to) {
        editor.show(shown.clone());
    }
}

fn section_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    editor: &mut SchemaEditor,
    (title, lines, add): (&str, &[Line], Option<(&str, Kind)>),
) {
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        text::weak(ui, title, Theme::of(ui).size.small);
        let Some((add, kind)) = add else { return };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(6.0);
            let button = TextButton::new(add).kind(ButtonKind::Link);
            if ui.add(button).clicked() {
                let shown = match kind {
                    Kind::Label => {
                        let color = super::colors::unlike(&editor.draft);
                        Shown::Label(editor.draft.add_label(color))
                    }
                    Kind::Role => Shown::Role(editor.draft.add_role()),
                    Kind::Relation => Shown::Relation(editor.draft.add_relation()),
                };
                editor.show(shown);
            }
        });
    });
    for line in lines {
        if line_ui(ui, ctx, line, editor.shown == line.shown, editor.fresh) {
            editor.show(line.shown.clone());
        }
    }
}

/// Draws a row; true if it was clicked.
fn line_ui(ui: &mut Ui, ctx: Ctx<'_>, line: &Line, selected: bool, fresh: bool) -> bool {
    let theme = Theme::of(ui);
    let (rect, response) = Row::new(&line.name, ROW)
        .selected(selected)
        .rounded()
        .show(ui);
    if selected && fresh {
        response.scroll_to_me(None);
    }
    let font = FontId::proportional(theme.size.small);
    let mut right = rect.right() - 8.0;
    if !line.key.is_empty() {
        let cap = text::mono_line(ui, &line.key, theme.size.small);
        let side = theme.size.keycap.max(cap.size().x + 8.0);
        let size = vec2(side, theme.size.keycap);
        let corner = pos2(right - side, rect.center().y - size.y / 2.0);
        let edge = egui::Stroke::new(theme.size.line, theme.keycap_line);
        let place = egui::Rect::from_min_size(corner, size);
        let round = egui::CornerRadius::same(theme.size.small_rounding);
        let inside = egui::StrokeKind::Inside;
        ui.painter().rect(place, round, theme.keycap, edge, inside);
        let at = place.center() - cap.size() / 2.0;
        ui.painter().galley(at, cap, theme.keycap_text);
        right = place.left() - 8.0;
    }
    let mut side = |words: String, color| {
        let at = pos2(right, rect.center().y);
        let drawn = ui
            .painter()
            .text(at, egui::Align2::RIGHT_CENTER, words, font.clone(), color);
        right = drawn.left() - 8.0;
    };
    let used = line.used.map_or(0, |it| it.rows + it.records);
    if used > 0 {
        side(used.to_string(), theme.weak);
    }
    if line.bad {
        side("!".to_owned(), theme.danger);
    }
    let inner = rect.with_min_x(rect.left() + 8.0).with_max_x(right);
    let mut inside = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(inner)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    inside.set_max_size(vec2(inner.width(), ROW));
    match line.color {
        Some(color) => {
            let shown: String = line.name.chars().take(16).collect();
            inside.add(Chip::new(&shown, theme.label_colors(color)));
        }
        None => {
            inside.add(
                Elided::new(&line.name)
                    .size(theme.size.text)
                    .color(theme.text),
            );
        }
    }
    let used = line.used.map(|it| words::number(ctx, it));
    let response = match used {
        Some(used) => response.on_hover_text(used),
        None => response,
    };
    response.clicked()
}
