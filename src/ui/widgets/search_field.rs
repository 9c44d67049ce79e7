//! A rounded line to type a search into, with a button that clears it.

use egui::{
    CornerRadius, EventFilter, Frame, Id, Key, Margin, Modifiers, Rect, Response, Stroke, TextEdit,
    Ui, Vec2, pos2,
};

use super::icon::Icon;
use super::icon_button::IconButton;
use crate::ui::ime;
use crate::ui::theme::Theme;

/// A field for a search or a filter.
#[must_use = "show it in a Ui"]
pub struct SearchField<'a> {
    text: &'a mut String,
    name: &'a str,
    clear: &'a str,
    hint: &'a str,
    width: Option<f32>,
    id: Option<Id>,
}

impl<'a> SearchField<'a> {
    /// A field over `text`. `name` is its accessible name, `clear` that of the
    /// button at its end.
    pub fn new(text: &'a mut String, name: &'a str, clear: &'a str) -> Self {
        Self {
            text,
            name,
            clear,
            hint: "",
            width: None,
            id: None,
        }
    }

    /// What stands in the field while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Width in points; without it, all the width at hand.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// A fixed id, for callers that move the focus here.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Shows the field. Escape clears it, and leaves it if it is clear; the
    /// response says whether the text changed, by typing or by clearing.
    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let id = self.id.unwrap_or_else(|| {
            let id = ui.next_auto_id();
            ui.skip_ahead_auto_ids(1);
            id
        });
        let composing = ime::composing(ui.ctx());
        let focused = ui.memory(|memory| memory.has_focus(id));
        let mut cleared = false;
        if focused && !composing && !self.text.is_empty() {
            cleared = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        }
        if cleared {
            self.text.clear();
        }
        // While there is something to clear, Escape stays here.
        let keep_escape = composing || !self.text.is_empty();
        let edge = if focused { theme.accent } else { theme.line };
        let frame = Frame::new()
            .fill(theme.field)
            .stroke(Stroke::new(theme.size.line, edge))
            .corner_radius(CornerRadius::same(theme.size.rounding))
            .inner_margin(Margin {
                left: 9,
                right: 26,
                top: 2,
                bottom: 2,
            });
        let edit = TextEdit::singleline(self.text)
            .id(id)
            .hint_text(self.hint)
            .frame(frame)
            .min_size(Vec2::new(width, theme.size.row))
            .desired_width(width)
            .event_filter(EventFilter {
                horizontal_arrows: true,
                escape: keep_escape,
                ..EventFilter::default()
            });
        let mut response = ui.add(edit).accessible_name(self.name);
        if !self.text.is_empty() {
            let side = 18.0;
            let corner = pos2(
                response.rect.right() - side - 5.0,
                response.rect.center().y - side / 2.0,
            );
            let spot = Rect::from_min_size(corner, Vec2::splat(side));
            if ui
                .place(spot, IconButton::new(Icon::Close, self.clear).side(side))
                .clicked()
            {
                self.text.clear();
                cleared = true;
                response.request_focus();
            }
        }
        if cleared {
            response.mark_changed();
        }
        response
    }
}
