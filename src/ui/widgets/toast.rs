//! Short messages at the bottom right of the window.
//!
//! A message of success goes away by itself, measured by the window's own
//! clock and not while the pointer rests on it; an error stays until it is
//! closed. The same message again only counts up.

use egui::{
    Align2, Area, Context, CornerRadius, Frame, Id, Margin, Order, RichText, Shadow, Stroke, Ui,
    Vec2,
};

use super::button::{ButtonKind, TextButton};
use super::icon::Icon;
use super::icon_button::IconButton;
use crate::ui::i18n::Tr;
use crate::ui::theme::{SIZES, Theme};

/// Seconds a message that needs no answer stays.
const STAY_SECS: f64 = 5.0;

/// Seconds a message stays at least once the pointer has left it.
const HELD_SECS: f64 = 1.5;

/// Messages kept at once; beyond it the oldest that is not an error goes.
const MOST: usize = 5;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    /// Something to know.
    Info,
    /// Something is done.
    Success,
    /// Something failed; stays until closed.
    Error,
}

#[derive(Debug)]
struct Toast {
    number: u64,
    kind: ToastKind,
    text: String,
    detail: Option<String>,
    times: usize,
    unfolded: bool,
    /// When to go, in seconds of the window's clock; set when first shown.
    until_secs: Option<f64>,
}

/// The messages now on screen.
#[derive(Debug, Default)]
pub struct Toasts {
    toasts: Vec<Toast>,
    next_number: u64,
}

impl Toasts {
    /// Shows something to know.
    pub fn info(&mut self, text: impl Into<String>) {
        self.push(ToastKind::Info, text.into(), None);
    }

    /// Shows that something is done.
    pub fn success(&mut self, text: impl Into<String>) {
        self.push(ToastKind::Success, text.into(), None);
    }

    /// Shows that something failed, until it is closed.
    pub fn error(&mut self, text: impl Into<String>) {
        self.push(ToastKind::Error, text.into(), None);
    }

    /// The same with more to read, folded at first.
    pub fn error_with_detail(&mut self, text: impl Into<String>, detail: impl Into<String>) {
        self.push(ToastKind::Error, text.into(), Some(detail.into()));
    }

    /// Number of messages on screen.
    #[must_use]
    pub fn len(&self) -> usize {
        self.toasts.len()
    }

    /// Whether nothing is on screen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.toasts.is_empty()
    }

    fn push(&mut self, kind: ToastKind, text: String, detail: Option<String>) {
        let same =
            |toast: &&mut Toast| toast.kind == kind && toast.text == text && toast.detail == detail;
        if let Some(toast) = self.toasts.iter_mut().find(same) {
            toast.times += 1;
            toast.until_secs = None;
            return;
        }
        if self.toasts.len() >= MOST {
            let gone = self
                .toasts
                .iter()
                .position(|toast| toast.kind != ToastKind::Error)
                .unwrap_or(0);
            self.toasts.remove(gone);
        }
        self.next_number += 1;
        self.toasts.push(Toast {
            number: self.next_number,
            kind,
            text,
            detail,
            times: 1,
            unfolded: false,
            until_secs: None,
        });
    }

    /// Shows the messages above the status bar; call it last in every pass.
    pub fn show(&mut self, ctx: &Context, tr: Tr) {
        if self.toasts.is_empty() {
            return;
        }
        let theme = Theme::of_ctx(ctx);
        let mut closed = None;
        let area = Area::new(Id::unique("broadsheet::toasts"))
            .order(Order::Tooltip)
            .anchor(
                Align2::RIGHT_BOTTOM,
                Vec2::new(-14.0, -(SIZES.status_bar + 12.0)),
            )
            .show(ctx, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                for toast in &mut self.toasts {
                    if toast_ui(ui, theme, toast, tr) {
                        closed = Some(toast.number);
                    }
                }
            });
        self.pass_time(ctx, area.response.contains_pointer());
        if let Some(number) = closed {
            self.toasts.retain(|toast| toast.number != number);
        }
    }

    fn pass_time(&mut self, ctx: &Context, held: bool) {
        let now = ctx.input(|input| input.time);
        let mut soonest = f64::INFINITY;
        self.toasts.retain_mut(|toast| {
            let until = toast.until_secs.get_or_insert(now + STAY_SECS);
            if held {
                *until = until.max(now + HELD_SECS);
            }
            if toast.kind == ToastKind::Error {
                return true;
            }
            soonest = soonest.min(*until - now);
            *until > now
        });
        if soonest.is_finite() {
            let wait = std::time::Duration::from_secs_f64(soonest.clamp(0.05, STAY_SECS));
            ctx.request_repaint_after(wait);
        }
    }
}

/// Shows one message; true if it is to be closed.
fn toast_ui(ui: &mut Ui, theme: &Theme, toast: &mut Toast, tr: Tr) -> bool {
    let mut close = false;
    let (icon, color, role) = match toast.kind {
        ToastKind::Info => (Icon::Info, theme.accent, egui::accesskit::Role::Status),
        ToastKind::Success => (Icon::Check, theme.ok, egui::accesskit::Role::Status),
        ToastKind::Error => (Icon::Alert, theme.danger, egui::accesskit::Role::Alert),
    };
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(theme.size.line, theme.line))
        .corner_radius(CornerRadius::same(theme.size.rounding + 2))
        .shadow(Shadow {
            offset: [0, 3],
            blur: 14,
            spread: 0,
            color: theme.shadow,
        })
        .inner_margin(Margin::symmetric(12, 8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(340.0);
        ui.horizontal_top(|ui| {
            let (spot, _) = ui.allocate_exact_size(Vec2::new(16.0, 22.0), egui::Sense::hover());
            icon.paint(ui.painter(), spot.center(), 14.0, color);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - 28.0);
                let counted = match toast.times {
                    1 => toast.text.clone(),
                    times => format!("{} ×{times}", toast.text),
                };
                ui.add(egui::Label::new(counted).wrap().selectable(true));
                detail_ui(ui, theme, toast, tr);
            });
            close = ui
                .add(IconButton::new(Icon::Close, tr.get("toast.close")).side(22.0))
                .clicked();
        });
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(role);
        node.set_label(toast.text.as_str());
        node.set_live(if toast.kind == ToastKind::Error {
            egui::accesskit::Live::Assertive
        } else {
            egui::accesskit::Live::Polite
        });
    });
    close
}

fn detail_ui(ui: &mut Ui, theme: &Theme, toast: &mut Toast, tr: Tr) {
    let Some(detail) = &toast.detail else {
        return;
    };
    let key = if toast.unfolded {
        "toast.less"
    } else {
        "toast.more"
    };
    let button = TextButton::new(tr.get(key)).kind(ButtonKind::Link);
    if ui.add(button).clicked() {
        toast.unfolded = !toast.unfolded;
    }
    if toast.unfolded {
        egui::ScrollArea::vertical()
            .id_salt(("toast detail", toast.number))
            .max_height(160.0)
            .show(ui, |ui| {
                let text = RichText::new(detail)
                    .size(theme.size.small)
                    .color(theme.weak);
                ui.add(egui::Label::new(text).wrap().selectable(true));
            });
    }
}
