//! A key drawn as a small keycap, `B` or `Enter`.

use egui::{CornerRadius, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2};
use egui::{Galley, WidgetInfo};
use std::sync::Arc;

use super::text;
use crate::ui::theme::Theme;

/// A keycap ready to be painted.
pub(super) struct Cap {
    galley: Arc<Galley>,
    /// Size of the whole cap in points.
    pub(super) size: Vec2,
}

impl Cap {
    /// Lays out the letter of a cap.
    pub(super) fn new(ui: &Ui, key: &str) -> Self {
        let size = Theme::of(ui).size;
        let galley = text::mono_line(ui, key, size.mono);
        let width = (galley.size().x + 10.0).max(size.keycap);
        Self {
            galley,
            size: Vec2::new(width.round(), size.keycap),
        }
    }

    /// Paints the cap with its left edge at `left`, centred on `center_y`, and
    /// returns where it is. `faded` caps stand for keys that do nothing now.
    pub(super) fn paint(
        self,
        painter: &Painter,
        theme: &Theme,
        left: f32,
        center_y: f32,
        faded: bool,
    ) -> Rect {
        let top = (center_y - self.size.y / 2.0).round();
        let rect = Rect::from_min_size(egui::pos2(left.round(), top), self.size);
        let rounding = CornerRadius::same(theme.size.small_rounding);
        let edge = Stroke::new(theme.size.line, theme.keycap_line);
        painter.rect(rect, rounding, theme.keycap, edge, StrokeKind::Inside);
        let at = rect.center() - self.galley.size() / 2.0;
        let color = if faded {
            theme.faint
        } else {
            theme.keycap_text
        };
        painter.galley(at, self.galley, color);
        rect
    }
}

/// Shows a key as a keycap; its name is what is printed on it.
pub fn keycap(ui: &mut Ui, key: &str) -> Response {
    let cap = Cap::new(ui, key);
    let (rect, response) = ui.allocate_exact_size(cap.size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), key));
    if ui.is_rect_visible(rect) {
        let theme = Theme::of(ui);
        cap.paint(ui.painter(), theme, rect.left(), rect.center().y, false);
    }
    response
}
