//! Laying out and painting short texts, bold among them.
//!
//! The embedded face has one weight, so bold is made by painting a text a
//! second time one pixel to the right, faintly where pixels are large.

use std::sync::Arc;

use egui::{
    Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Response, Role, Sense, Ui, Vec2,
    WidgetInfo, epaint::TextShape,
};

use crate::ui::theme::Theme;

/// Lays out one line in the proportional font; the colour is given on painting.
#[must_use]
pub fn line(ui: &Ui, text: &str, points: f32) -> Arc<Galley> {
    layout(ui, text, FontId::new(points, FontFamily::Proportional))
}

/// Lays out one line in the fixed-width font.
#[must_use]
pub fn mono_line(ui: &Ui, text: &str, points: f32) -> Arc<Galley> {
    layout(ui, text, FontId::new(points, FontFamily::Monospace))
}

fn layout(ui: &Ui, text: &str, font: FontId) -> Arc<Galley> {
    ui.painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER)
}

/// Share of a line's height by which letters stand below the middle of its box:
/// the embedded face keeps more room above Han characters than below.
const SAG: f32 = 0.04;

/// Where the top left corner of a text goes so that its letters stand in the
/// middle of `center_y`.
#[must_use]
pub fn centered(left: f32, center_y: f32, galley: &Galley) -> Pos2 {
    Pos2::new(left, center_y - galley.size().y * (0.5 + SAG))
}

/// Where the top left corner of a text goes so that its letters stand in the
/// middle of a rectangle.
#[must_use]
pub fn centered_in(rect: Rect, galley: &Galley) -> Pos2 {
    let left = rect.center().x - galley.size().x / 2.0;
    centered(left, rect.center().y, galley)
}

/// Paints a laid-out text in a bold face.
pub fn paint_bold(painter: &Painter, pos: Pos2, galley: Arc<Galley>, color: Color32) {
    let pixel = 1.0 / painter.pixels_per_point();
    let second = TextShape::new(pos + Vec2::new(pixel, 0.0), Arc::clone(&galley), color);
    let strength = if pixel > 0.7 { 0.55 } else { 1.0 };
    painter.add(second.with_opacity_factor(strength));
    painter.galley(pos, galley, color);
}

/// A line of bold text, `points` high, in the theme's text colour.
pub fn bold(ui: &mut Ui, text: &str, points: f32) -> Response {
    let galley = line(ui, text, points);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        paint_bold(ui.painter(), rect.min, galley, Theme::of(ui).text);
    }
    response
}

/// A line of second-rank text.
pub fn weak(ui: &mut Ui, text: &str, points: f32) -> Response {
    colored(ui, text, points, Theme::of(ui).weak)
}

/// A line of text in a colour of the theme.
pub fn colored(ui: &mut Ui, text: &str, points: f32, color: Color32) -> Response {
    let galley = line(ui, text, points);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        ui.painter().galley(rect.min, galley, color);
    }
    response
}
