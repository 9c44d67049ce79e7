//! How often one role is called another: gold by row, the layer by column.

use std::collections::BTreeSet;

use egui::{Align, Color32, CornerRadius, Rect, Sense, Ui, WidgetInfo, vec2};

use super::table::{Cell, ROW, rule};
use crate::model::id::Role;
use crate::review::agreement::RoleFigures;
use crate::session::Session;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

const NAME: f32 = 90.0;
const VALUE: f32 = 70.0;

/// Draws the matrix, the roles in the order of the schema, text in no article last.
pub fn confusion_ui(ui: &mut Ui, ctx: Ctx<'_>, roles: &RoleFigures, session: &Session) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let keys = roles.confusion.keys();
    let used: BTreeSet<&Option<Role>> = keys.flat_map(|(gold, other)| [gold, other]).collect();
    let mut used: Vec<&Option<Role>> = used.into_iter().collect();
    let schema = session.schema();
    let place = |role: &Option<Role>| {
        let place = |role: &Role| schema.roles.iter().position(|def| def.id == role.as_str());
        (role.is_none(), role.as_ref().and_then(place))
    };
    used.sort_by_key(|role| place(role));
    let name = |role: &Option<Role>| {
        let none = ctx.tr.get("evaluate.no-article");
        role.as_ref()
            .map_or(none, |role| ctx.role_name(schema, role))
            .to_owned()
    };
    text::weak(
        ui,
        ctx.tr.get("evaluate.confusion"),
        Theme::of(ui).size.text,
    );
    ui.add_space(2.0);
    let weak = Theme::of(ui).weak;
    let head = |text: String| (text, weak, Color32::TRANSPARENT);
    let heads = used.iter().map(|role| head(name(role))).collect::<Vec<_>>();
    let row = line(ui, "", &heads, true);
    rule(ui, row);
    for gold in &used {
        let count = |other: &Option<Role>| {
            let key = ((*gold).clone(), other.clone());
            roles.confusion.get(&key).copied().unwrap_or(0)
        };
        let all: u64 = used.iter().map(|other| count(other)).sum();
        let cells: Vec<_> = used
            .iter()
            .map(|other| look(ui, count(other), all, gold == other))
            .collect();
        line(ui, &name(gold), &cells, false);
    }
}

/// The text of a cell, its colour and the colour behind it: the more of the row, the
/// stronger.
fn look(ui: &Ui, count: u64, all: u64, right: bool) -> (String, Color32, Color32) {
    let theme = Theme::of(ui);
    if count == 0 {
        return ("·".to_owned(), theme.faint, Color32::TRANSPARENT);
    }
    let share = count as f32 / all.max(1) as f32;
    let tint = if right { theme.ok } else { theme.danger };
    let behind = Theme::mix(theme.raised, tint, 0.06 + 0.16 * share);
    (count.to_string(), theme.text, behind)
}

fn line(ui: &mut Ui, name: &str, cells: &[(String, Color32, Color32)], head: bool) -> Rect {
    let size = vec2(NAME + cells.len() as f32 * VALUE, ROW);
    let (row, response) = ui.allocate_exact_size(size, Sense::hover());
    let values: Vec<&str> = cells.iter().map(|(text, ..)| text.as_str()).collect();
    let spoken = format!("{name} {}", values.join(" "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, spoken.trim()));
    let weak = Theme::of(ui).weak;
    let cell = |text, left, width, align, color| Cell {
        text,
        left,
        width,
        align,
        color,
        bold: false,
        small: false,
    };
    cell(name, 0.0, NAME - 6.0, Align::Min, weak).paint(ui, row);
    for (at, (text, color, behind)) in cells.iter().enumerate() {
        let left = NAME + at as f32 * VALUE;
        let corner = row.left_top() + vec2(left + 1.0, 1.0);
        let face = Rect::from_min_size(corner, vec2(VALUE - 2.0, ROW - 2.0));
        ui.painter()
            .rect_filled(face, CornerRadius::same(3), *behind);
        let value = Cell {
            small: head,
            ..cell(text.as_str(), left + 2.0, VALUE - 8.0, Align::Max, *color)
        };
        value.paint(ui, row);
    }
    row
}
