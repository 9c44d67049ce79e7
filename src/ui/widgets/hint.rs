//! Keys and what they do, as in the bar over the page: `B` 起新文章.
//!
//! A hint can be clicked, so that whoever has a hand on the mouse need not
//! let go of it. It is not in the Tab order: the keyboard has the keys.

use egui::{CursorIcon, Response, Role, Sense, Ui, Vec2, Widget, WidgetInfo};

use super::chip::ChipShape;
use super::keycap::Cap;
use super::text;
use crate::ui::theme::{LabelColors, Theme};

const GAP: f32 = 4.0;
const BEFORE_TEXT: f32 = 8.0;

/// One or more keycaps followed by a text or a chip.
#[must_use = "add it to a Ui"]
pub struct Hint<'a> {
    keys: &'a [&'a str],
    text: &'a str,
    chip: Option<LabelColors>,
    blocked: Option<&'a str>,
}

impl<'a> Hint<'a> {
    /// Keys, each on a cap of its own, and what they do.
    pub fn new(keys: &'a [&'a str], text: &'a str) -> Self {
        Self {
            keys,
            text,
            chip: None,
            blocked: None,
        }
    }

    /// Shows the text on a chip, for keys that stand for a label.
    pub fn chip(mut self, colors: LabelColors) -> Self {
        self.chip = Some(colors);
        self
    }

    /// Greys the hint out and shows on hover why it does nothing now.
    pub fn blocked(mut self, reason: Option<&'a str>) -> Self {
        self.blocked = reason;
        self
    }
}

impl Widget for Hint<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let caps: Vec<Cap> = self.keys.iter().map(|key| Cap::new(ui, key)).collect();
        let galley = text::line(ui, self.text, theme.size.text - 0.5);
        let chip = self
            .chip
            .map(|colors| (ChipShape::new(ui, self.text), colors));
        let caps_width: f32 = caps.iter().map(|cap| cap.size.x + GAP).sum::<f32>() - GAP;
        let text_width = chip
            .as_ref()
            .map_or(galley.size().x, |(chip, _)| chip.size.x);
        let height = theme.size.keycap.max(galley.size().y);
        let size = Vec2::new(caps_width.max(0.0) + BEFORE_TEXT + text_width, height);

        let enabled = self.blocked.is_none() && ui.is_enabled();
        let sense = if enabled {
            Sense::CLICK
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.text));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_keyboard_shortcut(self.keys.join(" "));
        });
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let middle = rect.center().y;
            let mut x = rect.left();
            for cap in caps {
                x = cap.paint(painter, theme, x, middle, !enabled).right() + GAP;
            }
            x += BEFORE_TEXT - GAP;
            if let Some((chip, colors)) = chip {
                chip.paint(painter, x, middle, &colors);
            } else {
                let color = match (enabled, response.hovered()) {
                    (false, _) => theme.faint,
                    (true, true) => theme.text,
                    (true, false) => theme.weak,
                };
                painter.galley(text::centered(x, middle, &galley), galley, color);
            }
        }
        match self.blocked {
            Some(reason) => response.on_hover_text(reason),
            None => response.on_hover_cursor(CursorIcon::PointingHand),
        }
    }
}
