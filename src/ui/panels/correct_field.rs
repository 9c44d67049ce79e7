//! The small field in which a correction is typed, right where the wrong text is.
//!
//! Enter saves, Escape leaves everything as it was, an empty field deletes. Who
//! clicks elsewhere after typing keeps what was typed.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Area, Frame, Id, Key, KeyboardShortcut, Modifiers, Order, Rect, TextEdit, Ui, pos2};

use crate::model::layer::Scope;
use crate::text::span::Span;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::ime;
use crate::ui::theme::Theme;
use crate::ui::view_state::{Pane, ViewState};
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{keycap, text};

/// Width of the field, in points.
const WIDTH: std::ops::RangeInclusive<f32> = 310.0..=520.0;
/// Room for the keys beside the preview, in points.
const KEYS: f32 = 190.0;

/// A correction while it is being typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Correcting {
    /// The page and layer it is for.
    pub scope: Scope,
    /// The raw text it is for.
    pub span: Span,
    /// What that text is.
    pub raw: String,
    /// What it reads so far: what the field began with.
    pub before: String,
    /// What has been typed.
    pub text: String,
    /// The field has not been drawn yet.
    pub fresh: bool,
}

fn field_id() -> Id {
    Id::unique("broadsheet::correct")
}

/// Draws the field, if a correction is being typed.
pub fn correct_field_ui(ui: &Ui, ctx: Ctx<'_>, view: &mut ViewState) {
    let Some(place) = place_of(view) else { return };
    let Some(typing) = &mut view.correcting else {
        return;
    };
    let composing = ime::composing(ui.ctx());
    let focused = ui.memory(|memory| memory.has_focus(field_id()));
    let pressed = |key| {
        focused && !composing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
    };
    let (enter, escape) = (pressed(Key::Enter), pressed(Key::Escape));
    let screen = ui.max_rect();
    let below = place.bottom() + 86.0 < screen.bottom();
    let (pivot, at) = if below {
        (
            egui::Align2::LEFT_TOP,
            place.left_bottom() + egui::vec2(-8.0, 4.0),
        )
    } else {
        (
            egui::Align2::LEFT_BOTTOM,
            place.left_top() + egui::vec2(-8.0, -4.0),
        )
    };
    let fresh = std::mem::take(&mut typing.fresh);
    Area::new(Id::unique("correct field"))
        .order(Order::Foreground)
        .pivot(pivot)
        .fixed_pos(at)
        .constrain_to(ui.ctx().content_rect())
        .show(ui.ctx(), |ui| field_ui(ui, ctx, typing));
    if fresh {
        ui.memory_mut(|memory| memory.request_focus(field_id()));
        select_all(ui, &typing.text);
        ui.ctx().request_repaint();
        return;
    }
    let left = !focused && !ui.memory(|memory| memory.has_focus(field_id()));
    if !(enter || escape || left) {
        return;
    }
    if !escape && typing.text != typing.before {
        ctx.send(Action::Correct(typing.span, typing.text.clone()));
    }
    view.correcting = None;
    if !left {
        view.focus = Some(Pane::Page);
    }
    ui.ctx().request_repaint();
}

/// Where the wrong text is on the screen; its page's edge if it is out of view.
fn place_of(view: &ViewState) -> Option<Rect> {
    let typing = view.correcting.as_ref()?;
    let rects = view.rects_of(typing.span);
    let first = rects.first().copied();
    let last = rects.last().copied();
    match first.zip(last) {
        Some((first, last)) => Some(Rect::from_min_max(
            first.min,
            pos2(last.right(), last.bottom()),
        )),
        None => view
            .page_rect
            .map(|page| Rect::from_min_size(page.center_top(), egui::Vec2::ZERO)),
    }
}

fn select_all(ui: &Ui, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), field_id()).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    let all = CCursorRange::two(CCursor::default(), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), field_id());
}

fn field_ui(ui: &mut Ui, ctx: Ctx<'_>, typing: &mut Correcting) {
    let theme = Theme::of(ui);
    let frame = Frame::popup(ui.style())
        .fill(theme.raised)
        .stroke((1.5, theme.accent))
        .inner_margin(8);
    frame.show(ui, |ui| {
        let room = text::line(ui, &typing.text, theme.size.page_text).size().x + 40.0;
        let width = room.clamp(*WIDTH.start(), *WIDTH.end());
        let font = egui::FontId::proportional(theme.size.page_text);
        let edit = if typing.before.contains('\n') || typing.text.contains('\n') {
            let line = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
            TextEdit::multiline(&mut typing.text)
                .desired_rows(2)
                .return_key(line)
        } else {
            TextEdit::singleline(&mut typing.text)
        };
        let keys = egui::EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            tab: false,
        };
        let edit = edit
            .id(field_id())
            .font(font)
            .desired_width(width)
            .event_filter(keys);
        ui.add(edit).accessible_name(ctx.tr.get("correct.field"));
        ui.add_space(2.0);
        ui.set_max_width(width + 8.0);
        preview_ui(ui, ctx, typing, (width - KEYS) / 2.0);
    });
}

/// What was and what will be, and the keys.
fn preview_ui(ui: &mut Ui, ctx: Ctx<'_>, typing: &Correcting, room: f32) {
    let theme = Theme::of(ui);
    let small = theme.size.small;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        struck_ui(ui, &typing.raw, room);
        text::weak(ui, "→", small);
        if typing.text.is_empty() {
            text::colored(ui, ctx.tr.get("correct.deletes"), small, theme.danger);
        } else {
            let (galley, _) = cut_end(ui, &one_line(&typing.text), small + 1.0, room);
            ui.visuals_mut().override_text_color = Some(theme.accent);
            ui.add(egui::Label::new(galley).selectable(false));
            ui.visuals_mut().override_text_color = None;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            text::weak(ui, ctx.tr.get("dialog.cancel"), small);
            keycap(ui, "Esc");
            text::weak(ui, ctx.tr.get("correct.save"), small);
            keycap(ui, "Enter");
        });
    });
}

/// Raw text with a line through it.
pub fn struck_ui(ui: &mut Ui, raw: &str, width: f32) {
    let theme = Theme::of(ui);
    let (galley, _) = cut_end(ui, &one_line(raw), theme.size.small + 1.0, width);
    let (rect, _) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    ui.painter().galley(rect.min, galley, theme.weak);
    let stroke = egui::Stroke::new(1.5, theme.danger);
    ui.painter()
        .hline(rect.x_range(), rect.center().y + 1.0, stroke);
}

/// A text on one line, where white space is to be seen if there is nothing else.
pub fn one_line(text: &str) -> String {
    if text.trim().is_empty() {
        return text
            .chars()
            .map(|c| if c == '\n' || c == '\r' { '¶' } else { '·' })
            .collect();
    }
    let mut shown = String::with_capacity(text.len());
    for part in text.split(['\n', '\r']).map(str::trim) {
        if !shown.is_empty() && !part.is_empty() {
            shown.push('¶');
        }
        shown.push_str(part);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_lone_spaces_are_to_be_seen() {
        assert_eq!(one_line("理\n\n 论"), "理¶论");
        assert_eq!(one_line(" \n"), "·¶");
        assert_eq!(one_line("罗 琼"), "罗 琼");
    }
}
