//! What is named together, as a map: the stronger a square, the more articles.

use std::f32::consts::FRAC_PI_4;

use egui::epaint::TextShape;
use egui::{CornerRadius, Pos2, Rect, Sense, Ui, Vec2, vec2};

use crate::format::chart::Heat;
use crate::ui::theme::Theme;
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::text;

/// Room for the names of rows, and along the slope for those of columns.
const ROW_NAME: f32 = 170.0;
const COLUMN_NAME: f32 = 104.0;

/// Draws the map.
pub fn heat_ui(ui: &mut Ui, heat: &Heat, size: Vec2) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let map = Map::new(heat, rect);
    let theme = Theme::of(ui);
    for (at, name) in heat.columns.iter().enumerate() {
        let (galley, _) = cut_end(ui, name, theme.size.small, COLUMN_NAME);
        let foot = map.cell(0, at).center_top();
        let height = galley.size().y;
        // The lower left corner of the text stands over the middle of the column.
        let corner = foot - vec2(height * 0.7, height * 0.7 + 3.0);
        let shape = TextShape::new(corner, galley, theme.text).with_angle(-FRAC_PI_4);
        ui.painter().add(shape);
    }
    for (row, name) in heat.rows.iter().enumerate() {
        let (galley, _) = cut_end(ui, name, theme.size.small, ROW_NAME - 8.0);
        let edge = map.cell(row, 0).left_center();
        let left = edge.x - 8.0 - galley.size().x;
        ui.painter()
            .galley(text::centered(left, edge.y, &galley), galley, theme.text);
        for column in 0..heat.columns.len() {
            cell(ui, &map, row, column);
        }
    }
    let under = response.hover_pos().and_then(|pointer| map.at(pointer));
    if let Some((row, column)) = under {
        let name = |names: &[String], at: usize| names.get(at).cloned().unwrap_or_default();
        let value = heat.value(row, column);
        let (one, other) = (name(&heat.rows, row), name(&heat.columns, column));
        response.on_hover_text_at_pointer(format!("{one} × {other}: {value}"));
    }
}

fn cell(ui: &Ui, map: &Map<'_>, row: usize, column: usize) {
    let theme = Theme::of(ui);
    let (value, rect) = (map.heat.value(row, column), map.cell(row, column));
    let share = value as f32 / map.heat.most().max(1) as f32;
    let strength = if value == 0 { 0.0 } else { 0.18 + 0.82 * share };
    let ground = Theme::mix(theme.raised, theme.trough, 0.5);
    let fill = Theme::mix(ground, Theme::color_of(map.heat.color), strength);
    ui.painter()
        .rect_filled(rect.shrink(0.5), CornerRadius::same(2), fill);
    if value > 0 && rect.height() >= 13.0 && rect.width() >= 22.0 {
        let galley = text::line(
            ui,
            &value.to_string(),
            (rect.height() - 3.0).min(theme.size.small),
        );
        // The accent is dark on paper and light on a dark ground.
        let turns = if theme.dark { 0.6 } else { 0.8 };
        let ink = if strength > turns {
            theme.on_accent
        } else {
            theme.text
        };
        ui.painter()
            .galley(text::centered_in(rect, &galley), galley, ink);
    }
}

/// Where the squares are.
struct Map<'a> {
    heat: &'a Heat,
    corner: Pos2,
    size: Vec2,
}

impl<'a> Map<'a> {
    fn new(heat: &'a Heat, rect: Rect) -> Self {
        let head = COLUMN_NAME * 0.72 + 10.0;
        let corner = rect.left_top() + vec2(ROW_NAME, head);
        // At the right there is room for the slope of the last name.
        let room = rect.right_bottom() - corner - vec2(COLUMN_NAME * 0.72, 2.0);
        let of = |room: f32, count: usize, most: f32| (room / count.max(1) as f32).clamp(6.0, most);
        Self {
            heat,
            corner,
            size: vec2(
                of(room.x, heat.columns.len(), 52.0),
                of(room.y, heat.rows.len(), 26.0),
            ),
        }
    }

    fn cell(&self, row: usize, column: usize) -> Rect {
        let corner = self.corner + self.size * vec2(column as f32, row as f32);
        Rect::from_min_size(corner, self.size)
    }

    fn at(&self, pointer: Pos2) -> Option<(usize, usize)> {
        let at = (pointer - self.corner) / self.size;
        let inside = at.x >= 0.0 && at.y >= 0.0;
        let (row, column) = (at.y as usize, at.x as usize);
        let known = row < self.heat.rows.len() && column < self.heat.columns.len();
        (inside && known).then_some((row, column))
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn the_square_under_the_pointer_is_found() {
        let heat = Heat {
            rows: vec!["a".to_owned(), "b".to_owned()],
            columns: vec!["c".to_owned()],
            ..Heat::default()
        };
        let map = Map::new(
            &heat,
            Rect::from_min_size(pos2(10.0, 10.0), vec2(800.0, 300.0)),
        );
        assert_eq!(map.at(map.cell(1, 0).center()), Some((1, 0)));
        assert_eq!(map.at(map.cell(2, 0).center()), None);
        assert_eq!(map.at(pos2(11.0, 11.0)), None);
    }
}
