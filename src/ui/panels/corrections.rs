//! The corrections of the page: how many, a filter, and a row for each. A click
//! shows the place, the cross or Delete takes the correction away.

use egui::{Align2, FontId, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::corrections_data::{CorrectionRow, CorrectionsData};
use crate::session::pages::OpenPage;
use crate::text::offset::CharOffset;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::view_state::{ViewState, fingerprint};
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{Icon, IconButton, Row, SearchField, section_header};

const ROW: f32 = 25.0;
/// With more corrections than this there is a filter.
const FILTER_FROM: usize = 5;

/// The list, as far as the keyboard is concerned.
pub fn corrections_id() -> egui::Id {
    egui::Id::unique("broadsheet::corrections")
}

/// Draws the section.
pub fn corrections_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &mut ViewState, page: &OpenPage) {
    let caret = view.page.caret();
    let ViewState {
        corrections,
        correction_filter,
        correction_cursor,
        ..
    } = view;
    let key = fingerprint(correction_filter);
    let data = corrections.get(page.scope, page.revision, key, || {
        CorrectionsData::of(&page.source, &page.annotations, correction_filter.trim())
    });
    section_header(ui, ctx.tr.get("corrections.title"), &data.total.to_string());
    ui.add_space(4.0);
    if data.total > FILTER_FROM || !correction_filter.is_empty() {
        let (name, clear) = (ctx.tr.get("corrections.filter"), ctx.tr.get("search.clear"));
        SearchField::new(correction_filter, name, clear)
            .hint(ctx.tr.get("entities.filter-hint"))
            .show(ui);
        ui.add_space(4.0);
    }
    let focus = ui.interact(
        ui.available_rect_before_wrap(),
        corrections_id(),
        Sense::focusable_noninteractive(),
    );
    let title = ctx.tr.get("corrections.title");
    focus.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, title));
    *correction_cursor = (*correction_cursor).min(data.rows.len().saturating_sub(1));
    if focus.has_focus() {
        keys(ui, ctx, data, correction_cursor);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    if ui.available_height() < ROW {
        // What stands below has taken the room.
        return;
    }
    ScrollArea::vertical()
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .id_salt("corrections list")
        .show_rows(ui, ROW, data.rows.len(), |ui, range| {
            for at in range {
                if let Some(row) = data.rows.get(at) {
                    let marked = focus.has_focus() && at == *correction_cursor;
                    row_ui(ui, ctx, row, caret, marked);
                }
            }
        });
}

fn row_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &CorrectionRow, caret: CharOffset, marked: bool) {
    let theme = Theme::of(ui);
    let right = if row.right.is_empty() {
        ctx.tr.get("correct.deletes")
    } else {
        &row.right
    };
    let name = ctx.tr.with(
        "corrections.row",
        &[("line", &row.line), ("raw", &row.raw), ("right", &right)],
    );
    let selected = row.span.start() <= caret && caret <= row.span.end();
    let (rect, response) = Row::new(&name, ROW).selected(selected).rounded().show(ui);
    let middle = rect.center().y;
    let font = FontId::monospace(theme.size.small - 1.0);
    let number = pos2(rect.left() + 34.0, middle);
    ui.painter()
        .text(number, Align2::RIGHT_CENTER, row.line, font, theme.gutter);
    let half = (rect.width() - 44.0 - 24.0 - 26.0) / 2.0;
    let (raw, _) = cut_end(ui, &row.raw, theme.size.text, half);
    let at = Rect::from_min_size(
        pos2(rect.left() + 44.0, middle - raw.size().y / 2.0),
        raw.size(),
    );
    ui.painter().galley(at.min, raw, theme.weak);
    let stroke = Stroke::new(1.5, theme.danger);
    ui.painter()
        .hline(at.x_range(), at.center().y + 1.0, stroke);
    let arrow = pos2(at.right() + 12.0, middle);
    let font = FontId::proportional(theme.size.small);
    ui.painter()
        .text(arrow, Align2::CENTER_CENTER, "→", font, theme.faint);
    let color = if row.right.is_empty() {
        theme.danger
    } else {
        theme.accent
    };
    let (galley, _) = cut_end(ui, right, theme.size.text, half);
    let to = pos2(at.right() + 24.0, middle - galley.size().y / 2.0);
    ui.painter().galley(to, galley, color);
    if marked {
        let inside = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 3.0, (1.5, theme.accent), inside);
    }
    if response.hovered() || response.contains_pointer() || selected || marked {
        let spot = Rect::from_center_size(pos2(rect.right() - 14.0, middle), vec2(20.0, 20.0));
        let button = IconButton::new(Icon::Close, ctx.tr.get("corrections.remove")).side(20.0);
        if ui.place(spot, button).clicked() {
            ctx.send(Action::RemoveCorrections(vec![row.id]));
            return;
        }
    }
    if response.clicked() {
        ctx.send(Action::Reveal(row.span));
    }
}

fn keys(ui: &Ui, ctx: Ctx<'_>, data: &CorrectionsData, cursor: &mut usize) {
    let filter = egui::EventFilter {
        vertical_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(corrections_id(), filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        *cursor = (*cursor + 1).min(data.rows.len().saturating_sub(1));
    }
    if pressed(Key::ArrowUp) {
        *cursor = cursor.saturating_sub(1);
    }
    let Some(row) = data.rows.get(*cursor) else {
        return;
    };
    if pressed(Key::Enter) {
        ctx.send(Action::Reveal(row.span));
    }
    if pressed(Key::Delete) {
        ctx.send(Action::RemoveCorrections(vec![row.id]));
    }
}
