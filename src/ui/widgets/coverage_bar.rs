//! A thin bar that says how much of something is done.

use egui::{CornerRadius, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::ui::theme::Theme;

const HEIGHT: f32 = 3.0;

/// A bar over the whole width at hand; `share` runs from 0 to 1, anything
/// outside is taken for the nearer end. `name` is read out, not shown.
pub fn coverage_bar(ui: &mut Ui, name: &str, share: f32) -> Response {
    let share = if share.is_finite() {
        share.clamp(0.0, 1.0)
    } else {
        0.0
    };
    let size = Vec2::new(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, ui.is_enabled(), name);
        info.value = Some(f64::from((share * 100.0).round()));
        info
    });
    if ui.is_rect_visible(rect) {
        paint_share(ui, rect, share);
    }
    response
}

/// Paints such a bar inside another widget's rectangle.
pub fn paint_share(ui: &Ui, rect: Rect, share: f32) {
    let theme = Theme::of(ui);
    let round = CornerRadius::same(2);
    ui.painter().rect_filled(rect, round, theme.line);
    if share > 0.0 {
        // A page with one line done shows something, a page with one line
        // missing is not shown as complete.
        let width = (rect.width() * share).max(2.0);
        let width = if share < 1.0 {
            width.min(rect.width() - 2.0)
        } else {
            width
        };
        let done = Rect::from_min_size(rect.min, Vec2::new(width, rect.height()));
        ui.painter().rect_filled(done, round, theme.ok);
    }
}
