//! The name of a label on its colour, 城市 on green.

use std::sync::Arc;

use egui::{CornerRadius, Galley, Painter, Rect, Response, Role, Sense, Ui, Vec2, Widget};
use egui::{WidgetInfo, pos2};

use super::text;
use crate::ui::theme::{LabelColors, Theme};

/// A coloured chip with a short name on it.
#[must_use = "add it to a Ui"]
pub struct Chip<'a> {
    text: &'a str,
    colors: LabelColors,
    sense: Sense,
}

impl<'a> Chip<'a> {
    /// A chip that only shows.
    pub fn new(text: &'a str, colors: LabelColors) -> Self {
        Self {
            text,
            colors,
            sense: Sense::hover(),
        }
    }

    /// Makes the chip react to clicks or drags.
    pub fn sense(mut self, sense: Sense) -> Self {
        self.sense = sense;
        self
    }
}

/// A chip ready to be painted inside another widget.
pub(in crate::ui) struct ChipShape {
    galley: Arc<Galley>,
    /// Size of the whole chip in points.
    pub(in crate::ui) size: Vec2,
}

impl ChipShape {
    pub(in crate::ui) fn new(ui: &Ui, name: &str) -> Self {
        let size = Theme::of(ui).size;
        let galley = text::line(ui, name, size.small);
        let width = (galley.size().x + 11.0).round();
        Self {
            galley,
            size: Vec2::new(width, size.keycap),
        }
    }

    pub(in crate::ui) fn paint(
        self,
        painter: &Painter,
        left: f32,
        center_y: f32,
        colors: &LabelColors,
    ) {
        let top = (center_y - self.size.y / 2.0).round();
        let rect = Rect::from_min_size(pos2(left.round(), top), self.size);
        let rounding = CornerRadius::same(crate::ui::theme::SIZES.small_rounding);
        painter.rect_filled(rect, rounding, colors.chip_bg);
        let at = text::centered_in(rect, &self.galley);
        painter.galley(at, self.galley, colors.chip_text);
    }
}

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let shape = ChipShape::new(ui, self.text);
        let (rect, response) = ui.allocate_exact_size(shape.size, self.sense);
        let role = if self.sense.senses_click() {
            Role::Button
        } else {
            Role::Label
        };
        response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), self.text));
        if ui.is_rect_visible(rect) {
            shape.paint(ui.painter(), rect.left(), rect.center().y, &self.colors);
        }
        response
    }
}
