//! A button with a text and, where it has one, its key.

use egui::{
    Color32, CornerRadius, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget,
    WidgetInfo,
};

use super::text;
use crate::ui::theme::Theme;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// One choice among several.
    #[default]
    Plain,
    /// What Enter does.
    Primary,
    /// Removes or overwrites something.
    Danger,
    /// Text in the accent colour without a frame.
    Link,
}

/// A text to press.
#[must_use = "add it to a Ui"]
pub struct TextButton<'a> {
    text: &'a str,
    key: &'a str,
    kind: ButtonKind,
    blocked: Option<&'a str>,
}

impl<'a> TextButton<'a> {
    /// A plain button.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            key: "",
            kind: ButtonKind::Plain,
            blocked: None,
        }
    }

    /// How the button looks.
    pub fn kind(mut self, kind: ButtonKind) -> Self {
        self.kind = kind;
        self
    }

    /// The key that does the same, shown after the text.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = key;
        self
    }

    /// Greys the button out and shows on hover why.
    pub fn blocked(mut self, reason: Option<&'a str>) -> Self {
        self.blocked = reason;
        self
    }
}

/// Face, edge, text and key of a button.
struct Look {
    fill: Color32,
    edge: Color32,
    text: Color32,
    key: Color32,
}

impl Look {
    fn new(theme: &Theme, kind: ButtonKind, enabled: bool, response: &Response) -> Self {
        let (down, over) = (
            response.is_pointer_button_down_on(),
            enabled && response.hovered(),
        );
        let plain = if down {
            theme.pressed
        } else if over {
            theme.hover
        } else {
            theme.raised
        };
        let filled = |color: Color32, ink: Color32| {
            let share = if down {
                0.22
            } else if over {
                0.12
            } else {
                0.0
            };
            let fill = Theme::mix(color, theme.paper, share);
            Self {
                fill,
                edge: fill,
                text: ink,
                key: Theme::mix(ink, fill, 0.3),
            }
        };
        match kind {
            _ if !enabled => Self {
                fill: Color32::TRANSPARENT,
                edge: theme.line,
                text: theme.faint,
                key: theme.faint,
            },
            ButtonKind::Primary => filled(theme.accent, theme.on_accent),
            ButtonKind::Danger => filled(theme.danger, theme.on_danger),
            ButtonKind::Plain => Self {
                fill: plain,
                edge: theme.strong_line,
                text: theme.text,
                key: theme.weak,
            },
            ButtonKind::Link => Self {
                fill: Color32::TRANSPARENT,
                edge: Color32::TRANSPARENT,
                text: theme.accent,
                key: theme.weak,
            },
        }
    }
}

impl Widget for TextButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let galley = text::line(ui, self.text, theme.size.text);
        let key = text::line(ui, self.key, theme.size.small);
        let key_width = if self.key.is_empty() {
            0.0
        } else {
            key.size().x + 8.0
        };
        let link = self.kind == ButtonKind::Link;
        let padding = if link { 0.0 } else { 14.0 };
        let height = if link {
            galley.size().y
        } else {
            theme.size.row + 2.0
        };
        let width = galley.size().x + key_width + 2.0 * padding;
        let enabled = self.blocked.is_none() && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.text));
        if ui.is_rect_visible(rect) {
            let look = Look::new(theme, self.kind, enabled, &response);
            let round = CornerRadius::same(theme.size.rounding);
            let painter = ui.painter();
            let edge = Stroke::new(theme.size.line, look.edge);
            painter.rect(rect, round, look.fill, edge, StrokeKind::Inside);
            if response.has_focus() {
                let ring = Stroke::new(1.5, Theme::mix(theme.accent, theme.raised, 0.35));
                painter.rect_stroke(rect.expand(2.0), round, ring, StrokeKind::Inside);
            }
            let middle = rect.center().y;
            let key_at = text::centered(rect.right() - padding - key.size().x, middle, &key);
            painter.galley(
                text::centered(rect.left() + padding, middle, &galley),
                galley,
                look.text,
            );
            painter.galley(key_at, key, look.key);
            if link && response.hovered() {
                let y = rect.bottom() - 2.0;
                painter.hline(rect.x_range(), y, Stroke::new(1.0, look.text));
            }
        }
        match self.blocked {
            Some(reason) => response.on_hover_text(reason),
            None if link => response.on_hover_cursor(CursorIcon::PointingHand),
            None => response,
        }
    }
}
