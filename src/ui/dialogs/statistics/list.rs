//! The table below the plot: heads that sort, rows that only cost where they are in view.

use egui::{Align, Key, Modifiers, Rect, ScrollArea, Sense, Ui, WidgetInfo, vec2};

pub(super) use super::super::evaluation::table::ROW;
use super::super::evaluation::table::{Cell as Text, rule};
use super::StatisticsReport;
use super::choices::Sorting;
use super::shown::Listing;
use crate::model::id::Label;
use crate::model::schema::Schema;
use crate::session::statistics::{Cell, TableKind};
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Row, text};

const GAP: f32 = 14.0;
/// Width of a column of numbers, of one of dates or labels, and the least of one of names.
const NUMBER: f32 = 96.0;
const SHORT: f32 = 120.0;
const NAME: f32 = 180.0;

/// A column: its head, its width, where its texts stand.
struct Column {
    head: String,
    width: f32,
    align: Align,
    /// Whether its texts are ids of labels.
    label: bool,
}

/// Draws the list; gives the row that was chosen by a click or by Enter.
pub fn list_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    report: &mut StatisticsReport,
    schema: &Schema,
) -> Option<usize> {
    let shown = report.shown.clone()?;
    let listing = &shown.listing;
    let width = ui.available_width() - 12.0;
    let columns = columns(ctx, listing, schema, width);
    let whole: f32 = columns.iter().map(|it| it.width + GAP).sum::<f32>() + 12.0;
    let area = ScrollArea::horizontal().auto_shrink([false, false]);
    let chosen = area.show(ui, |ui| {
        ui.set_width(whole.max(width));
        ui.spacing_mut().item_spacing.y = 0.0;
        heads_ui(ui, report, &columns);
        if listing.len() == 0 {
            ui.add_space(16.0);
            text::weak(
                ui,
                ctx.tr.get("statistics.nothing"),
                Theme::of(ui).size.text,
            );
            return None;
        }
        rows_ui(ui, ctx, report, listing, &columns, schema)
    });
    chosen.inner
}

/// The last word of the key of a column's head.
fn head_word(name: &str, is_label: bool) -> &str {
    match name {
        _ if is_label => "label",
        // The window has a title, too.
        "title" => "title-of-article",
        name => name,
    }
}

/// The columns in a list of this width; columns of names share what the others leave.
fn columns(ctx: Ctx<'_>, listing: &Listing, schema: &Schema, width: f32) -> Vec<Column> {
    let fixed = match listing.kind() {
        TableKind::Documents => 5,
        TableKind::Articles => 4,
        TableKind::Periods => 2,
        _ => usize::MAX,
    };
    let column = |(at, name): (usize, &String)| {
        let is_label = matches!(name.as_str(), "label" | "first_label" | "second_label");
        let (width, align) = match name.as_str() {
            _ if at >= fixed => (NUMBER, Align::Max),
            "name" | "title" | "document" | "first" | "second" | "author" => (0.0, Align::Min),
            "label" if listing.kind() == TableKind::Labels => (0.0, Align::Min),
            "date" | "period" | "day" => (SHORT, Align::Min),
            _ if is_label => (SHORT, Align::Min),
            _ => (NUMBER, Align::Max),
        };
        let head = if at >= fixed {
            ctx.label_name(schema, &Label::from(name.as_str()))
                .to_owned()
        } else {
            let key = format!("statistics.{}", head_word(name, is_label));
            ctx.tr.get(&key).to_owned()
        };
        Column {
            head,
            width,
            align,
            label: is_label,
        }
    };
    let mut columns: Vec<Column> = listing.columns.iter().enumerate().map(column).collect();
    let taken: f32 = columns.iter().map(|it| it.width + GAP).sum();
    let open = columns.iter().filter(|it| it.width == 0.0).count().max(1);
    let share = ((width - taken - 6.0) / open as f32).max(NAME);
    for column in columns.iter_mut().filter(|it| it.width == 0.0) {
        column.width = share;
    }
    columns
}

fn heads_ui(ui: &mut Ui, report: &mut StatisticsReport, columns: &[Column]) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let sorting = report.choices.sorting();
    let mut left = 6.0;
    for (at, column) in columns.iter().enumerate() {
        let corner = row.left_top() + vec2(left - 4.0, 0.0);
        let place = Rect::from_min_size(corner, vec2(column.width + 8.0, ROW));
        let response = ui.interact(place, ui.scope_id().with(("head", at)), Sense::CLICK);
        let is_sorted = sorting.filter(|it| it.column == at);
        let mark = is_sorted.map_or("", |it| if it.falling { "↓ " } else { "↑ " });
        let head = format!("{mark}{}", column.head);
        let theme = Theme::of(ui);
        let strong = is_sorted.is_some() || response.hovered();
        let color = if strong { theme.text } else { theme.weak };
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, &head));
        paint(ui, row, column, &head, left, color);
        if response.clicked() {
            let falling = match is_sorted {
                Some(before) => !before.falling,
                None => column.align == Align::Max,
            };
            report.choices.sort(Some(Sorting {
                column: at,
                falling,
            }));
        }
        left += column.width + GAP;
    }
    rule(ui, row);
}

fn paint(ui: &Ui, row: Rect, column: &Column, text: &str, left: f32, color: egui::Color32) {
    let cell = Text {
        text,
        left,
        width: column.width,
        align: column.align,
        color,
        bold: false,
        small: false,
    };
    cell.paint(ui, row);
}

fn rows_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    report: &mut StatisticsReport,
    listing: &Listing,
    columns: &[Column],
    schema: &Schema,
) -> Option<usize> {
    let mut chosen = None;
    let statistics = report.statistics.clone();
    let cursor = report.cursor();
    let reveal = std::mem::take(&mut report.reveal);
    let area = ScrollArea::vertical().auto_shrink([false, false]);
    let area = area.id_salt(report.choices.tab as usize);
    area.show_rows(ui, ROW, listing.len(), |ui, range| {
        if reveal {
            let down = (cursor as f32 - range.start as f32) * ROW;
            let corner = ui.max_rect().left_top() + vec2(0.0, down);
            ui.scroll_to_rect(Rect::from_min_size(corner, vec2(1.0, ROW)), None);
        }
        for at in range {
            let Some(cells) = listing.row(&statistics, at) else {
                continue;
            };
            let texts: Vec<String> = cells
                .iter()
                .zip(columns)
                .map(|(cell, column)| shown(ctx, schema, cell, column))
                .collect();
            let name = texts.join(" ");
            let (row, response) = Row::new(&name, ROW)
                .rounded()
                .selected(at == cursor)
                .show(ui);
            let mut left = 6.0;
            for (text, column) in texts.iter().zip(columns) {
                paint(ui, row, column, text, left, Theme::of(ui).text);
                left += column.width + GAP;
            }
            if response.clicked() {
                report.set_cursor(at);
                chosen = Some(at);
            }
        }
    });
    chosen
}

fn shown(ctx: Ctx<'_>, schema: &Schema, cell: &Cell, column: &Column) -> String {
    match cell {
        Cell::Text(text) if column.label => ctx
            .label_name(schema, &Label::from(text.as_str()))
            .to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
    }
}

/// Listens to the keys of the list; gives the row that was chosen.
pub fn list_keys(ui: &Ui, report: &mut StatisticsReport) -> Option<usize> {
    let listing = report.shown.clone()?;
    let (count, columns) = (listing.listing.len(), listing.listing.columns.len());
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = count.saturating_sub(1);
    let cursor = report.cursor().min(last);
    let page = 10;
    let moves = [
        (Key::ArrowDown, cursor.saturating_add(1)),
        (Key::ArrowUp, cursor.saturating_sub(1)),
        (Key::PageDown, cursor.saturating_add(page)),
        (Key::PageUp, cursor.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    for (key, to) in moves {
        if pressed(key) {
            report.set_cursor(to.min(last));
            report.reveal = true;
        }
    }
    if ui.memory(|memory| memory.focused().is_some()) {
        // A button or a switch has these keys.
        return None;
    }
    let sorting = report.choices.sorting();
    let column = sorting.map_or(0, |it| it.column + 1);
    let falling = sorting.is_some_and(|it| it.falling);
    // Before the first column stands the order in which it was counted.
    for (key, to) in [
        (Key::ArrowRight, column + 1),
        (Key::ArrowLeft, column.saturating_sub(1)),
    ] {
        if pressed(key) {
            let column = to.min(columns).checked_sub(1);
            report.choices.sort(column.map(|column| Sorting {
                column,
                falling: true,
            }));
        }
    }
    if pressed(Key::Space)
        && let Some(sorting) = sorting
    {
        report.choices.sort(Some(Sorting {
            falling: !falling,
            ..sorting
        }));
    }
    (pressed(Key::Enter) && count > 0).then_some(report.cursor())
}
