//! A switch between a few modes, as at the top of the window.
//!
//! The whole switch is one stop in the Tab order; with the focus on it, the
//! arrows, Home and End move the choice.

use std::sync::Arc;

use egui::{
    AsIdSalt, CornerRadius, EventFilter, Galley, Id, Key, Modifiers, Rect, Response, Role, Sense,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
};

use super::text;
use crate::ui::theme::Theme;

const PADDING: f32 = 16.0;
const MARGIN: f32 = 2.0;

/// One mode of the switch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Segment<'a> {
    /// Its name.
    pub label: &'a str,
    /// The key that chooses it, shown after the name; may be empty.
    pub key: &'a str,
    /// A number to show on it, such as what waits there; zero is not shown.
    pub badge: usize,
}

/// Shows the switch; `selected` counts from zero and is changed by the user.
/// The response says whether it changed.
pub fn segmented(
    ui: &mut Ui,
    salt: impl AsIdSalt,
    segments: &[Segment<'_>],
    selected: &mut usize,
) -> Response {
    let base = ui.make_persistent_id(salt);
    let faces: Vec<Face> = segments.iter().map(|one| Face::new(ui, one)).collect();
    let width: f32 = faces.iter().map(|face| face.width).sum();
    let height = Theme::of(ui).size.row + 2.0;
    let size = Vec2::new(width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    let (outer, mut whole) = ui.allocate_exact_size(size, Sense::hover());
    whole.widget_info(|| WidgetInfo::new(Role::TabList));
    let theme = Theme::of(ui);
    let round = CornerRadius::same(theme.size.rounding + 1);
    ui.painter().rect_filled(outer, round, theme.trough);

    let before = *selected;
    move_by_keys(ui, base, segments.len(), selected);
    let mut left = outer.left() + MARGIN;
    for (index, (segment, face)) in segments.iter().zip(faces).enumerate() {
        let corner = pos2(left, outer.top() + MARGIN);
        let rect = Rect::from_min_size(corner, Vec2::new(face.width, height));
        left = rect.right();
        let chosen = index == *selected;
        let sense = if chosen { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, base.with(index), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Tab, ui.is_enabled(), segment.label));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(chosen);
            node.set_keyboard_shortcut(segment.key);
        });
        if response.clicked() {
            *selected = index;
        }
        if chosen && *selected != before {
            // The choice moved under the keys: the focus goes with it.
            response.request_focus();
        }
        face.paint(ui, rect, chosen, &response);
    }
    if *selected != before {
        whole.mark_changed();
    }
    whole
}

/// Moves the choice by keys if the chosen segment has the focus.
fn move_by_keys(ui: &Ui, base: Id, count: usize, selected: &mut usize) {
    let id = base.with(*selected);
    if count == 0 || !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(id, filter);
    });
    let last = count - 1;
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::ArrowRight) {
            *selected = if *selected >= last { 0 } else { *selected + 1 };
        }
        if input.consume_key(Modifiers::NONE, Key::ArrowLeft) {
            *selected = selected.checked_sub(1).unwrap_or(last);
        }
        if input.consume_key(Modifiers::NONE, Key::Home) {
            *selected = 0;
        }
        if input.consume_key(Modifiers::NONE, Key::End) {
            *selected = last;
        }
    });
}

/// A segment laid out.
struct Face {
    label: Arc<Galley>,
    badge: Option<Arc<Galley>>,
    width: f32,
}

impl Face {
    fn new(ui: &Ui, segment: &Segment<'_>) -> Self {
        let size = Theme::of(ui).size;
        let shown = if segment.key.is_empty() {
            segment.label.to_owned()
        } else {
            format!("{} {}", segment.label, segment.key)
        };
        let label = text::line(ui, &shown, size.text);
        let badge = (segment.badge > 0).then(|| {
            let shown = if segment.badge > 999 {
                "999+".to_owned()
            } else {
                segment.badge.to_string()
            };
            text::line(ui, &shown, size.small - 0.5)
        });
        let badge_width = badge
            .as_ref()
            .map_or(0.0, |galley| badge_width(galley) + 5.0);
        Self {
            width: (label.size().x + badge_width + 2.0 * PADDING).round(),
            label,
            badge,
        }
    }

    fn paint(self, ui: &Ui, rect: Rect, chosen: bool, response: &Response) {
        let theme = Theme::of(ui);
        let painter = ui.painter();
        let round = CornerRadius::same(theme.size.rounding - 1);
        if chosen {
            painter.rect_filled(rect, round, theme.paper);
        } else if response.hovered() {
            painter.rect_filled(rect, round, theme.hover);
        }
        if response.has_focus() {
            let ring = Stroke::new(1.0, theme.accent);
            painter.rect_stroke(rect, round, ring, StrokeKind::Inside);
        }
        let color = if chosen { theme.text } else { theme.weak };
        let middle = rect.center().y;
        let at = text::centered(rect.left() + PADDING, middle, &self.label);
        let mut x = at.x + self.label.size().x + 5.0;
        painter.galley(at, self.label, color);
        if let Some(badge) = self.badge {
            let size = Vec2::new(badge_width(&badge), 16.0);
            x = x.round();
            let pill = Rect::from_min_size(pos2(x, (middle - 8.0).round()), size);
            painter.rect_filled(pill, CornerRadius::same(8), theme.accent);
            let at = text::centered_in(pill, &badge);
            text::paint_bold(painter, at, badge, theme.on_accent);
        }
    }
}

fn badge_width(galley: &Galley) -> f32 {
    (galley.size().x + 11.0).max(18.0).round()
}
