//! The columns of the page view: numbers, bars, marks, text, overview.

use egui::{Rect, Ui, pos2};

use super::types::PageOptions;

/// Size of line numbers as a share of the size of the text.
pub(super) const NUMBER_SIZE: f32 = 0.7;
/// Width of the bar of an article, in points.
pub(super) const BAR_WIDTH: f32 = 5.0;
const BAR_GAP: f32 = 10.0;
const MARK_GAP: f32 = 6.0;
const STRIP_WIDTH: f32 = 19.0;
const STRIP_MARGIN: f32 = 8.0;
const TEXT_MARGIN: f32 = 14.0;

/// Where things are on the screen, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Areas {
    /// The whole widget.
    pub all: Rect,
    /// Everything but the overview: what scrolls.
    pub view: Rect,
    /// Line numbers stand to the left of this.
    pub numbers_right: f32,
    /// Bars of articles.
    pub bar: Rect,
    /// Marks of roles.
    pub marks: Rect,
    /// The text column.
    pub text: Rect,
    /// The overview.
    pub strip: Rect,
}

impl Default for Areas {
    fn default() -> Self {
        Self {
            all: Rect::NOTHING,
            view: Rect::NOTHING,
            numbers_right: 0.0,
            bar: Rect::NOTHING,
            marks: Rect::NOTHING,
            text: Rect::NOTHING,
            strip: Rect::NOTHING,
        }
    }
}

impl Areas {
    /// Divides `all` into columns for a page of `lines` lines.
    pub fn new(ui: &Ui, all: Rect, lines: usize, options: &PageOptions) -> Self {
        let number_size = options.font_size * NUMBER_SIZE;
        let font = egui::FontId::monospace(number_size);
        let digit = ui.fonts_mut(|fonts| fonts.glyph_width(&font, '0'));
        let digits = lines.max(100).ilog10() as f32 + 1.0;
        let numbers = if options.show_numbers {
            18.0 + digit * digits
        } else {
            4.0
        };
        let column = |left: f32, width: f32| {
            Rect::from_min_max(
                pos2(left, all.top()),
                pos2((left + width).min(all.right()), all.bottom()),
            )
        };
        let strip_left = (all.right() - STRIP_MARGIN - STRIP_WIDTH).max(all.left());
        let view = column(all.left(), strip_left - STRIP_MARGIN - all.left());
        let numbers_right = (all.left() + numbers).round();
        let bar = column(numbers_right + BAR_GAP, BAR_WIDTH);
        // Room for two marks, as where two segments start on one line.
        let marks = column(bar.right() + MARK_GAP, (2.0 * number_size + 4.0).round());
        let text_left = marks.right() + MARK_GAP;
        let width = (view.right() - TEXT_MARGIN - text_left)
            .min(options.max_text_width)
            .max(2.0 * options.font_size)
            .round();
        Self {
            all,
            view,
            numbers_right,
            bar,
            marks,
            text: Rect::from_min_max(
                pos2(text_left, all.top()),
                pos2(text_left + width, all.bottom()),
            ),
            strip: Rect::from_min_max(
                pos2(strip_left, all.top() + STRIP_MARGIN),
                pos2(
                    strip_left + STRIP_WIDTH,
                    (all.bottom() - STRIP_MARGIN).max(all.top() + STRIP_MARGIN),
                ),
            ),
        }
    }
}
