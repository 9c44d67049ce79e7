//! A small flat button with an icon, a name that is read out and shown on
//! hover, and a reason where it does nothing.

use egui::{CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo};

use super::icon::Icon;
use crate::ui::theme::Theme;

/// An icon to press.
#[must_use = "add it to a Ui"]
pub struct IconButton<'a> {
    icon: Icon,
    name: &'a str,
    tooltip: Option<&'a str>,
    blocked: Option<&'a str>,
    side: f32,
    selected: bool,
}

impl<'a> IconButton<'a> {
    /// A button; `name` is its accessible name and, unless
    /// [`tooltip`](Self::tooltip) says more, its tooltip.
    pub fn new(icon: Icon, name: &'a str) -> Self {
        Self {
            icon,
            name,
            tooltip: None,
            blocked: None,
            side: 24.0,
            selected: false,
        }
    }

    /// What to show on hover, for example the name with its key.
    pub fn tooltip(mut self, text: &'a str) -> Self {
        self.tooltip = Some(text);
        self
    }

    /// Greys the button out and shows on hover why.
    pub fn blocked(mut self, reason: Option<&'a str>) -> Self {
        self.blocked = reason;
        self
    }

    /// Side of the square in points.
    pub fn side(mut self, side: f32) -> Self {
        self.side = side;
        self
    }

    /// Shows the button as switched on.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let enabled = self.blocked.is_none() && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(self.side), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.name));
        if ui.is_rect_visible(rect) {
            let round = CornerRadius::same(theme.size.small_rounding);
            let painter = ui.painter();
            if enabled && response.is_pointer_button_down_on() {
                painter.rect_filled(rect, round, theme.pressed);
            } else if self.selected || (enabled && response.hovered()) {
                painter.rect_filled(rect, round, theme.hover);
            }
            if response.has_focus() {
                let ring = Stroke::new(1.0, theme.accent);
                painter.rect_stroke(rect, round, ring, StrokeKind::Inside);
            }
            let color = if !enabled {
                theme.faint
            } else if self.selected {
                theme.accent
            } else if response.hovered() {
                theme.text
            } else {
                theme.weak
            };
            self.icon
                .paint(painter, rect.center(), self.side * 0.54, color);
        }
        response.on_hover_text(self.blocked.or(self.tooltip).unwrap_or(self.name))
    }
}
