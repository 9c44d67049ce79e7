//! The list of documents: filter, status, coverage; a million rows as smooth as ten.

use egui::{
    Align2, FontId, Key, Margin, Modifiers, Rect, Response, ScrollArea, Sense, Ui, pos2, vec2,
};

use crate::session::Session;
use crate::session::documents::DocumentRow;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::label_text;
use crate::ui::theme::Theme;
use crate::ui::view_state::{ListState, ViewState};
use crate::ui::widgets::coverage_bar::paint_share;
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{Row, SearchField, section_header};

/// Height of one document.
const ROW: f32 = 57.0;

/// Draws the pane.
pub fn documents_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &mut ViewState) {
    let theme = Theme::of(ui);
    let margin = theme.size.pane_margin as i8;
    egui::Frame::new()
        .inner_margin(Margin {
            left: margin,
            right: margin,
            top: 10,
            bottom: 6,
        })
        .show(ui, |ui| {
            section_header(
                ui,
                ctx.tr.get("documents.title"),
                &aside(ctx, session, view),
            );
            ui.add_space(4.0);
            let (name, clear) = (ctx.tr.get("documents.filter"), ctx.tr.get("search.clear"));
            SearchField::new(&mut view.list.filter, name, clear)
                .hint(ctx.tr.get("documents.filter-hint"))
                .show(ui);
        });
    list_ui(ui, ctx, session, view);
}

fn aside(ctx: Ctx<'_>, session: &Session, view: &ViewState) -> String {
    let (assigned, ink) = session.coverage();
    let count = view.list.rows.len();
    ctx.tr.with(
        "documents.aside",
        &[("n", &count), ("percent", &percent(assigned, ink))],
    )
}

/// Whole percent, never 100 before everything is done.
pub fn percent(part: u64, whole: u64) -> u64 {
    (part * 100).checked_div(whole).unwrap_or(0).min(100)
}

fn list_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &mut ViewState) {
    let current = view.current.as_ref().map(|current| current.document.id);
    let focus = ui.interact(
        ui.available_rect_before_wrap(),
        super::documents_id(),
        Sense::focusable_noninteractive(),
    );
    focus.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ListBox, true, ctx.tr.get("documents.title"))
    });
    if view.list.rows.is_empty() {
        empty_ui(ui, ctx, &view.list);
        return;
    }
    keys(ui, ctx, &focus);
    let mut area = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("documents list");
    let at = position(session, view);
    if std::mem::take(&mut view.list.reveal)
        && let Some(at) = at
    {
        let middle = at as f32 * ROW - ui.available_height() / 2.0;
        area = area.vertical_scroll_offset(middle.max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let count = view.list.rows.len();
    area.show_rows(ui, ROW, count, |ui, range| {
        fetch(session, &mut view.list, range.clone());
        for row in &view.list.fetched.rows {
            let selected = current == Some(row.document.id);
            let response = row_ui(ui, ctx, row, selected, selected && focus.has_focus());
            if response.clicked() {
                ctx.send(Action::OpenDocument(row.document.id));
            }
        }
    });
}

/// The place of the document on screen in the list.
fn position(session: &Session, view: &ViewState) -> Option<usize> {
    let current = view.current.as_ref().filter(|_| view.list.reveal)?;
    let row = session.row_of(current.document.id).ok()??;
    view.list.rows.iter().position(|&other| other == row)
}

/// Reads the rows in sight, unless they are at hand.
fn fetch(session: &Session, list: &mut ListState, range: std::ops::Range<usize>) {
    let made_for = Some((session.revision(), session.layer()));
    if list.fetched.range == range && list.fetched.made_for == made_for {
        return;
    }
    let rows = list.rows.get(range.clone()).unwrap_or_default();
    match session.documents_at(rows, session.layer()) {
        Ok(rows) => {
            list.fetched.rows = rows;
            list.fetched.range = range;
            list.fetched.made_for = made_for;
        }
        Err(error) => log::error!("the list of documents cannot be read: {error}"),
    }
}

fn keys(ui: &Ui, ctx: Ctx<'_>, focus: &Response) {
    if !focus.has_focus() {
        return;
    }
    ui.memory_mut(|memory| {
        let filter = egui::EventFilter {
            vertical_arrows: true,
            ..Default::default()
        };
        memory.set_focus_lock_filter(focus.id, filter);
    });
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        ctx.run(crate::ui::command::Command::NextDocument);
    }
    if pressed(Key::ArrowUp) {
        ctx.run(crate::ui::command::Command::PreviousDocument);
    }
    if pressed(Key::Enter) || pressed(Key::ArrowRight) {
        ctx.run(crate::ui::command::Command::NextPane);
    }
}

fn row_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &DocumentRow, selected: bool, focused: bool) -> Response {
    let theme = Theme::of(ui);
    let document = &row.document;
    let (rect, response) = Row::new(&document.name, ROW)
        .selected(selected)
        .marked()
        .show(ui);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let inner = rect.shrink2(vec2(theme.size.pane_margin, 0.0));
    let (name, cut) = cut_end(ui, &document.name, theme.size.text, inner.width());
    ui.painter()
        .galley(pos2(inner.left(), rect.top() + 7.0), name, theme.text);
    let status = label_text::status(ctx.tr, document.status);
    let small = FontId::proportional(theme.size.small);
    let second = rect.top() + 29.0;
    let right = pos2(inner.right(), second);
    let status = ui
        .painter()
        .text(right, Align2::RIGHT_TOP, status, small, theme.weak);
    let (about, _) = cut_end(
        ui,
        &about(ctx, row),
        theme.size.small,
        status.left() - inner.left() - 8.0,
    );
    ui.painter()
        .galley(pos2(inner.left(), second), about, theme.weak);
    let bar = Rect::from_min_max(
        pos2(inner.left(), rect.bottom() - 8.0),
        pos2(inner.right(), rect.bottom() - 5.0),
    );
    paint_share(ui, bar, share(row));
    if focused {
        let stroke = (1.0, theme.accent);
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 3.0, stroke, egui::StrokeKind::Inside);
    }
    if cut {
        response.on_hover_text(&document.name)
    } else {
        response
    }
}

fn share(row: &DocumentRow) -> f32 {
    let ink = row.document.ink.max(1) as f32;
    (row.progress.assigned as f32 / ink).clamp(0.0, 1.0)
}

/// Newspaper, date, page: what is known.
fn about(ctx: Ctx<'_>, row: &DocumentRow) -> String {
    let meta = &row.document.meta;
    let page = meta
        .page
        .as_ref()
        .map(|page| ctx.tr.with("documents.page", &[("page", page)]));
    // What the file name says need not be said twice in a narrow list.
    let said = |value: &String| row.document.name.contains(value.as_str());
    let newspaper = meta.newspaper.clone().filter(|name| !said(name));
    let parts = [meta.date.clone(), page, newspaper];
    let known: Vec<_> = parts.into_iter().flatten().collect();
    if known.is_empty() {
        ctx.tr
            .with("documents.lines", &[("n", &row.document.lines)])
    } else {
        known.join(" · ")
    }
}

fn empty_ui(ui: &mut Ui, ctx: Ctx<'_>, list: &ListState) {
    let theme = Theme::of(ui);
    let key = if list.filter.trim().is_empty() {
        "documents.none"
    } else {
        "documents.none-fit"
    };
    let margin = Margin::symmetric(theme.size.pane_margin as i8, 4);
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.label(egui::RichText::new(ctx.tr.get(key)).color(theme.weak));
        if list.filter.trim().is_empty() {
            ui.add_space(6.0);
            for command in [
                crate::ui::command::Command::ImportFiles,
                crate::ui::command::Command::ImportFolder,
            ] {
                if ui.button(ctx.tr.get(&command.text_key())).clicked() {
                    ctx.run(command);
                }
            }
        }
    });
}
