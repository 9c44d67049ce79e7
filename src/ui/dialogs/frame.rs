//! What all modal dialogs have in common: a title, a body, buttons at the foot,
//! Enter for the default button and Escape for leaving.
//!
//! A click beside a dialog does nothing: what was typed must not be lost to a
//! slip of the hand.

use egui::{
    Align, Context, CornerRadius, Frame, Id, Key, Layout, Margin, Modal, Modifiers, Stroke, Ui,
};

use super::super::ime;
use super::super::theme::Theme;
use super::super::widgets::{ButtonKind, TextButton, text};

/// A button at the foot of a dialog.
#[derive(Clone, Copy, Debug)]
pub struct DialogButton<'a> {
    text: &'a str,
    kind: ButtonKind,
    key: Option<Key>,
    blocked: Option<&'a str>,
}

impl<'a> DialogButton<'a> {
    /// What Enter does.
    #[must_use]
    pub fn default_action(text: &'a str) -> Self {
        Self {
            text,
            kind: ButtonKind::Primary,
            key: Some(Key::Enter),
            blocked: None,
        }
    }

    /// What Escape does.
    #[must_use]
    pub fn cancel(text: &'a str) -> Self {
        Self {
            text,
            kind: ButtonKind::Plain,
            key: Some(Key::Escape),
            blocked: None,
        }
    }

    /// A button without a key.
    #[must_use]
    pub fn other(text: &'a str) -> Self {
        Self {
            text,
            kind: ButtonKind::Plain,
            key: None,
            blocked: None,
        }
    }

    /// Paints the button in the colour of danger; with it goes the key, so that
    /// nothing is lost by a careless Enter.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.kind = ButtonKind::Danger;
        self.key = None;
        self
    }

    /// Greys the button out and shows on hover why.
    #[must_use]
    pub fn blocked(mut self, reason: Option<&'a str>) -> Self {
        self.blocked = reason;
        self
    }
}

/// What happened in a dialog in one pass.
#[derive(Debug)]
pub struct DialogAnswer<R> {
    /// What the body returned.
    pub inner: R,
    /// Index of the button that was pressed, by click or by key.
    pub pressed: Option<usize>,
}

/// A modal dialog.
#[must_use = "show it"]
pub struct Dialog<'a> {
    id: Id,
    title: &'a str,
    width: f32,
    keys: bool,
}

impl<'a> Dialog<'a> {
    /// A dialog with a title; `id` tells it from every other dialog.
    pub fn new(id: Id, title: &'a str) -> Self {
        Self {
            id,
            title,
            width: 440.0,
            keys: true,
        }
    }

    /// Width in points, less where the window is narrower.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Leaves Enter and Escape to the body, which calls for the buttons itself.
    pub fn without_keys(mut self) -> Self {
        self.keys = false;
        self
    }

    /// Shows the dialog over the window. Buttons are given from left to right
    /// and stand at the right. Call it in every pass while the dialog is open.
    pub fn show<R>(
        self,
        ctx: &Context,
        buttons: &[DialogButton<'_>],
        body: impl FnOnce(&mut Ui) -> R,
    ) -> DialogAnswer<R> {
        let theme = Theme::of_ctx(ctx);
        let composing = ime::composing(ctx);
        let fresh = take_focus(ctx, self.id);
        let screen = ctx.content_rect();
        let width = self.width.min(screen.width() - 48.0).max(120.0);
        let frame = Frame::new()
            .fill(theme.raised)
            .stroke(Stroke::new(theme.size.line, theme.line))
            .corner_radius(CornerRadius::same(theme.size.rounding + 3))
            .shadow(ctx.global_style().visuals.window_shadow)
            .inner_margin(Margin {
                left: 20,
                right: 20,
                top: 16,
                bottom: 16,
            });
        let shown = Modal::new(self.id)
            .backdrop_color(theme.backdrop)
            .frame(frame)
            .show(ctx, |ui| {
                ui.set_width(width);
                text::bold(ui, self.title, theme.size.heading);
                ui.add_space(6.0);
                let inner = body(ui);
                ui.add_space(10.0);
                (inner, footer(ui, buttons))
            });
        let (inner, clicked) = shown.inner;
        ctx.accesskit_node_builder(shown.response.id, |node| {
            node.set_role(egui::accesskit::Role::Dialog);
            node.set_label(self.title);
            node.set_modal();
        });
        let pressed = clicked.or_else(|| {
            // The key that opened the dialog is still down in its first pass.
            let free = !fresh && !composing && !shown.any_popup_open;
            let listens = self.keys && shown.is_top_modal && free;
            listens.then(|| by_key(ctx, buttons)).flatten()
        });
        DialogAnswer { inner, pressed }
    }
}

/// Takes the focus from what lies behind a dialog in its first pass, so that a
/// field there gets no more letters; true in that pass.
fn take_focus(ctx: &Context, id: Id) -> bool {
    let slot = id.with("last pass");
    let pass = ctx.cumulative_pass_nr();
    let last = ctx.data(|data| data.get_temp::<u64>(slot));
    ctx.data_mut(|data| data.insert_temp(slot, pass));
    let fresh = last.is_none_or(|last| last + 1 < pass);
    if fresh {
        ctx.memory_mut(egui::Memory::stop_text_input);
    }
    fresh
}

fn footer(ui: &mut Ui, buttons: &[DialogButton<'_>]) -> Option<usize> {
    let mut clicked = None;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        for (index, button) in buttons.iter().enumerate().rev() {
            let key = match button.key {
                Some(Key::Enter) => "Enter",
                Some(Key::Escape) => "Esc",
                _ => "",
            };
            let widget = TextButton::new(button.text)
                .kind(button.kind)
                .key(key)
                .blocked(button.blocked);
            if ui.add(widget).clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}

/// The button whose key was pressed. Enter on a focused widget has acted on
/// that widget already and is not ours, unless the widget is a text field of
/// one line, which gives up its focus on Enter.
fn by_key(ctx: &Context, buttons: &[DialogButton<'_>]) -> Option<usize> {
    let index_of = |key: Key| {
        buttons
            .iter()
            .position(|button| button.key == Some(key) && button.blocked.is_none())
    };
    if let Some(index) = index_of(Key::Escape)
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        return Some(index);
    }
    let index = index_of(Key::Enter)?;
    let taken = ctx.memory(|memory| memory.focused().is_some());
    let pressed = !taken && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    pressed.then_some(index)
}
