//! The head of a list in a pane: bold title at the left, count at the right.

use egui::{Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::text;
use crate::ui::theme::Theme;

/// A heading over the whole width at hand. `aside` (a count, a share) may be
/// empty; where both do not fit, the aside gives way.
pub fn section_header(ui: &mut Ui, title: &str, aside: &str) -> Response {
    let theme = Theme::of(ui);
    let title_galley = text::line(ui, title, theme.size.text);
    let aside_galley = text::line(ui, aside, theme.size.text);
    let size = Vec2::new(ui.available_width(), theme.size.row);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, ui.is_enabled(), title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(aside);
    });
    if ui.is_rect_visible(rect) {
        let painter = ui.painter_at(rect);
        let middle = rect.center().y;
        let aside_left = rect.right() - aside_galley.size().x;
        if aside_left > rect.left() + title_galley.size().x + 8.0 {
            let at = text::centered(aside_left, middle, &aside_galley);
            painter.galley(at, aside_galley, theme.weak);
        }
        let at = text::centered(rect.left(), middle, &title_galley);
        text::paint_bold(&painter, at, title_galley, theme.text);
    }
    response
}
