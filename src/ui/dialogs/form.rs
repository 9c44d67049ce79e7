//! Rows of a form: a label at the left, something to fill in at the right.

use egui::{Response, TextEdit, Ui, vec2};

use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// Width of the labels.
const LABEL: f32 = 112.0;

/// A labelled row; `fill` draws what is to be filled in and gets the label.
pub fn row<R>(ui: &mut Ui, label: &str, fill: impl FnOnce(&mut Ui, &Response) -> R) -> R {
    ui.horizontal(|ui| {
        let size = vec2(LABEL, Theme::of(ui).size.row);
        let place = ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(LABEL);
            text::weak(ui, label, Theme::of(ui).size.text)
        });
        fill(ui, &place.inner)
    })
    .inner
}

/// A row with one line of text.
pub fn text_row(ui: &mut Ui, label: &str, value: &mut String, hint: &str) -> Response {
    row(ui, label, |ui, name| {
        let edit = TextEdit::singleline(value).hint_text(hint).desired_width(f32::INFINITY);
        ui.add(edit).labelled_by(name.id)
    })
}

/// Puts the keyboard into `field` when its dialog has just opened.
pub fn focus_first(ui: &Ui, field: &Response) {
    let id = field.id.with("had the keyboard");
    let pass = ui.ctx().cumulative_pass_nr();
    let last = ui.data(|data| data.get_temp::<u64>(id));
    ui.data_mut(|data| data.insert_temp(id, pass));
    if last.is_none_or(|last| last + 1 < pass) {
        field.request_focus();
    }
}

/// A sentence of warning.
pub fn trouble(ui: &mut Ui, message: &str) {
    let danger = Theme::of(ui).danger;
    ui.label(egui::RichText::new(message).color(danger));
}
