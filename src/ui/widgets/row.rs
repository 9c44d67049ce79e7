//! The background of a row in a list: selected, under the pointer, or neither.

use egui::{CornerRadius, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::ui::theme::Theme;

/// A row over the whole width at hand, for the caller to paint on.
#[must_use = "show it in a Ui"]
pub struct Row<'a> {
    name: &'a str,
    height: f32,
    selected: bool,
    marked: bool,
    enabled: bool,
    rounded: bool,
}

impl<'a> Row<'a> {
    /// A row whose accessible name is `name`.
    pub fn new(name: &'a str, height: f32) -> Self {
        Self {
            name,
            height,
            selected: false,
            marked: false,
            enabled: true,
            rounded: false,
        }
    }

    /// Shows the row as selected.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Draws a bar in the accent colour at the left edge of a selected row.
    pub fn marked(mut self) -> Self {
        self.marked = true;
        self
    }

    /// Tells assistive tools whether the row can be chosen.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Rounds the background, for lists with a margin.
    pub fn rounded(mut self) -> Self {
        self.rounded = true;
        self
    }

    /// Takes the room, paints the background and returns where it is. Rows are
    /// not in the Tab order: the list they stand in has the focus.
    pub fn show(self, ui: &mut Ui) -> (Rect, Response) {
        let size = Vec2::new(ui.available_width(), self.height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        response.widget_info(|| {
            let role = Role::ListBoxOption;
            WidgetInfo::labeled(role, self.enabled, self.name)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(self.selected);
        });
        if ui.is_rect_visible(rect) {
            let theme = Theme::of(ui);
            let round = if self.rounded { theme.size.rounding } else { 0 };
            let round = CornerRadius::same(round);
            if self.selected {
                ui.painter().rect_filled(rect, round, theme.selection);
            } else if response.hovered() {
                ui.painter().rect_filled(rect, round, theme.hover);
            }
            if self.selected && self.marked {
                let bar = rect.with_max_x(rect.left() + 3.0);
                ui.painter()
                    .rect_filled(bar, CornerRadius::ZERO, theme.accent);
            }
        }
        (rect, response)
    }
}
