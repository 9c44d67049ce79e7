//! Lines of a table: texts at places in a row.

use egui::{Align, Color32, Rect, Ui, pos2};

use crate::ui::theme::Theme;
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::text;

/// Height of a row in points.
pub const ROW: f32 = 22.0;

/// One text in a row.
pub struct Cell<'a> {
    /// The text; it is cut where it is wider than its column.
    pub text: &'a str,
    /// Left edge of the column from the left edge of the row, in points.
    pub left: f32,
    /// Width of the column in points.
    pub width: f32,
    /// At which edge of the column it stands.
    pub align: Align,
    /// Its colour.
    pub color: Color32,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is set as small as secondary lines are.
    pub small: bool,
}

impl Cell<'_> {
    /// Paints the text in a row that takes up `row`.
    pub fn paint(&self, ui: &Ui, row: Rect) {
        let sizes = Theme::of(ui).size;
        let points = if self.small { sizes.small } else { sizes.text };
        let (galley, _) = cut_end(ui, self.text, points, self.width);
        let slack = (self.width - galley.size().x).max(0.0);
        let left = row.left() + self.left + slack * self.align.to_factor();
        let at = text::centered(left, row.center().y, &galley);
        let at = pos2(at.x.round(), at.y);
        if self.bold {
            text::paint_bold(ui.painter(), at, galley, self.color);
        } else {
            ui.painter().galley(at, galley, self.color);
        }
    }
}

/// A line under a row of heads.
pub fn rule(ui: &Ui, row: Rect) {
    let theme = Theme::of(ui);
    let stroke = egui::Stroke::new(theme.size.line, theme.line);
    ui.painter()
        .hline(row.x_range(), row.bottom() - 0.5, stroke);
}

/// A figure with three digits, — where nothing decides it. What is not quite right is
/// not shown as perfect.
pub fn share(value: Option<f64>) -> String {
    match value {
        None => "—".to_owned(),
        Some(value) if value < 1.0 && value > 0.999 => "0.999".to_owned(),
        Some(value) => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn only_what_is_perfect_looks_perfect() {
        assert_eq!(share(Some(1.0)), "1.000");
        assert_eq!(share(Some(0.999_99)), "0.999");
        assert_eq!(share(None), "—");
    }
}
