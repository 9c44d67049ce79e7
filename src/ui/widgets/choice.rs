//! A few values side by side, of which one or none is chosen.
//!
//! The whole strip is one stop in the Tab order. With the focus on it the arrows move a
//! mark, Enter and Space choose what is marked, digits choose at once, Delete chooses
//! nothing; so does a click on what is chosen.

use egui::{
    CornerRadius, EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::text;
use crate::ui::keys::NUMBERS;
use crate::ui::theme::Theme;

/// Space around a value and between two, in points.
const PADDING: f32 = 8.0;
const GAP: f32 = 4.0;

/// What the user chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The value at this place, from 0.
    Value(usize),
    /// None of them.
    Nothing,
}

/// Shows the strip, as wide as there is room; `name` is read out.
pub fn choice(
    ui: &mut Ui,
    id: Id,
    name: &str,
    values: &[&str],
    chosen: Option<usize>,
) -> (Response, Option<Chosen>) {
    let size = Theme::of(ui).size;
    let galleys: Vec<_> = values
        .iter()
        .map(|it| text::line(ui, it, size.small))
        .collect();
    let widths = galleys.iter().map(|galley| galley.size().x + 2.0 * PADDING);
    let (places, height) = placed(widths, size.row - 2.0, ui.available_width());
    let (outer, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let response = ui.interact(outer, id, Sense::focusable_noninteractive());
    let value = chosen
        .and_then(|at| values.get(at))
        .copied()
        .unwrap_or_default();
    response.widget_info(|| {
        WidgetInfo::labeled(Role::RadioGroup, ui.is_enabled(), format!("{name} {value}"))
    });
    let mut answer = keys(ui, id, values.len(), chosen);
    let mark = response
        .has_focus()
        .then(|| marked(ui, id, chosen, values.len()));
    let theme = Theme::of(ui);
    let round = CornerRadius::same(size.small_rounding);
    for (at, (rect, galley)) in places.into_iter().zip(galleys).enumerate() {
        let rect = rect.translate(outer.min.to_vec2());
        let one = ui.interact(rect, id.with(at), Sense::CLICK);
        let is_chosen = chosen == Some(at);
        one.widget_info(|| {
            let label = values.get(at).copied().unwrap_or_default();
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, label)
        });
        if one.clicked() {
            response.request_focus();
            set_mark(ui, id, at);
            answer = Some(pick(at, chosen));
        }
        let (fill, ink) = match (is_chosen, one.hovered()) {
            (true, _) => (theme.accent, theme.on_accent),
            (false, true) => (theme.hover, theme.text),
            (false, false) => (theme.trough, theme.text),
        };
        ui.painter().rect_filled(rect, round, fill);
        if !is_chosen {
            let edge = Stroke::new(size.line, theme.line);
            ui.painter()
                .rect_stroke(rect, round, edge, StrokeKind::Inside);
        }
        let place = text::centered_in(rect, &galley);
        ui.painter().galley(place, galley, ink);
        if mark == Some(at) {
            let stroke = Stroke::new(1.5, theme.accent);
            let around = rect.expand(1.5);
            ui.painter()
                .rect_stroke(around, round, stroke, StrokeKind::Outside);
        }
    }
    (response, answer)
}

/// Rectangles from the origin on, in as many rows as they need, and their height.
fn placed(widths: impl Iterator<Item = f32>, height: f32, room: f32) -> (Vec<Rect>, f32) {
    let mut corner = Pos2::ZERO;
    let mut places = Vec::new();
    for width in widths {
        if corner.x > 0.0 && corner.x + width > room {
            corner = pos2(0.0, corner.y + height + GAP);
        }
        let width = width.min(room.max(1.0));
        places.push(Rect::from_min_size(corner, Vec2::new(width, height)));
        corner.x += width + GAP;
    }
    (places, corner.y + height)
}

fn pick(at: usize, chosen: Option<usize>) -> Chosen {
    if chosen == Some(at) {
        Chosen::Nothing
    } else {
        Chosen::Value(at)
    }
}

/// The value that the arrows have come to.
fn marked(ui: &Ui, id: Id, chosen: Option<usize>, count: usize) -> usize {
    let mark = ui.data(|data| data.get_temp::<usize>(id));
    mark.or(chosen).unwrap_or(0).min(count.saturating_sub(1))
}

fn set_mark(ui: &Ui, id: Id, at: usize) {
    ui.data_mut(|data| data.insert_temp(id, at));
}

fn keys(ui: &Ui, id: Id, count: usize, chosen: Option<usize>) -> Option<Chosen> {
    if count == 0 || !ui.memory(|memory| memory.has_focus(id)) {
        ui.data_mut(|data| data.remove_temp::<usize>(id));
        return None;
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(id, filter);
    });
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let mark = marked(ui, id, chosen, count);
    if pressed(Key::ArrowRight) {
        set_mark(ui, id, (mark + 1) % count);
    }
    if pressed(Key::ArrowLeft) {
        set_mark(ui, id, mark.checked_sub(1).unwrap_or(count - 1));
    }
    if pressed(Key::Delete) || pressed(Key::Backspace) {
        return chosen.map(|_| Chosen::Nothing);
    }
    if pressed(Key::Enter) || pressed(Key::Space) {
        return Some(pick(mark, chosen));
    }
    let digits = NUMBERS.into_iter().zip(0..count);
    for (key, at) in digits {
        if pressed(key) {
            set_mark(ui, id, at);
            return (chosen != Some(at)).then_some(Chosen::Value(at));
        }
    }
    None
}
