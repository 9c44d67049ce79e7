//! The panel of authority records: a filter, the records, and of the chosen one what it
//! says and where it is mentioned.

use egui::{
    Align2, EventFilter, FontId, Frame, Key, Margin, Modifiers, ScrollArea, Ui, pos2, vec2,
};

use super::records_mentions::mentions_ui;
use crate::model::authority::Authority;
use crate::session::Session;
use crate::ui::action::Action;
use crate::ui::attributes::{Owner, attributes_ui};
use crate::ui::context::Ctx;
use crate::ui::env::Blocked;
use crate::ui::records::state::{RecordRow, RecordsState};
use crate::ui::records::{RecordAction, words};
use crate::ui::theme::Theme;
use crate::ui::view_state::{Pane, ViewState};
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{Chip, Elided, Hint, Icon, IconButton, Row, SearchField, text};

/// Height of a record.
const ROW: f32 = 25.0;
/// Rows that PgUp and PgDn go.
const PAGE: isize = 10;

/// The keys that lists and filter keep for themselves.
const OWN_KEYS: EventFilter = EventFilter {
    tab: false,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: true,
};

/// The field of the filter, as far as the keyboard is concerned.
pub fn filter_id() -> egui::Id {
    egui::Id::unique("broadsheet::records filter")
}

/// Draws the panel; `focused` if the inspector has the keyboard.
pub fn records_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    focused: bool,
) {
    view.records.follow(session);
    header_ui(ui, ctx, &view.records);
    filter_ui(ui, ctx, view);
    ui.add_space(4.0);
    if focused {
        let is_key = |input: &mut egui::InputState| input.consume_key(Modifiers::NONE, Key::I);
        view.focus_attribute |= view.records.chosen.is_some() && ui.input_mut(is_key);
        keys(ui, ctx, &mut view.records);
    }
    let most = ui.available_height();
    egui::Panel::bottom("record at hand")
        .resizable(true)
        .default_size(most * 0.6)
        .size_range(120.0..=(most - 60.0).max(121.0))
        .frame(Frame::new().inner_margin(Margin {
            top: 8,
            ..Margin::ZERO
        }))
        .show(ui, |ui| {
            let chosen = view.records.chosen.and_then(|id| session.authority(id));
            if let Some(record) = chosen {
                record_ui(ui, ctx, record, &view.records);
                record_attributes_ui(ui, ctx, session, record, view);
                mentions_ui(ui, ctx, session, &mut view.records, focused);
            }
        });
    list_ui(ui, ctx, session, &mut view.records, focused);
}

fn header_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &RecordsState) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        text::bold(ui, ctx.tr.get("records.title"), theme.size.text);
        text::weak(ui, &state.rows().len().to_string(), theme.size.text);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = ctx.tr.get("records.close");
            if ui
                .add(IconButton::new(Icon::Close, name).side(20.0))
                .clicked()
            {
                ctx.send(Action::Record(RecordAction::Close));
            }
        });
    });
}

/// The filter. Enter and the arrow down go on to the list, Escape leaves the panel.
fn filter_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &mut ViewState) {
    let (name, clear) = (ctx.tr.get("records.filter"), ctx.tr.get("search.clear"));
    let had = ui.memory(|memory| memory.has_focus(filter_id()));
    let was_empty = view.records.filter.is_empty();
    let pressed = |key| ui.input(|input| had && input.key_pressed(key));
    let on = pressed(Key::Enter) || pressed(Key::ArrowDown);
    let off = pressed(Key::Escape) && was_empty;
    let field = SearchField::new(&mut view.records.filter, name, clear)
        .hint(ctx.tr.get("records.filter-hint"))
        .id(filter_id())
        .show(ui);
    if had {
        // The keys above are its own.
        ui.memory_mut(|memory| memory.set_focus_lock_filter(filter_id(), OWN_KEYS));
    }
    if std::mem::take(&mut view.records.focus_filter) {
        field.request_focus();
    }
    if on {
        view.records.reveal = true;
        view.focus = Some(Pane::Inspector);
    } else if off {
        ctx.send(Action::Record(RecordAction::Close));
    }
}

fn list_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, state: &mut RecordsState, focused: bool) {
    if state.rows().is_empty() {
        let key = if state.filter.trim().is_empty() {
            "records.none"
        } else {
            "records.none-fit"
        };
        let weak = Theme::of(ui).weak;
        ui.label(egui::RichText::new(ctx.tr.get(key)).color(weak));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("records list");
    if state.reveal
        && !state.in_mentions
        && let Some(at) = state.at()
    {
        let middle = at as f32 * ROW - ui.available_height() / 2.0;
        area = area.vertical_scroll_offset(middle.max(0.0));
        state.reveal = false;
    }
    let count = state.rows().len();
    let mut clicked = None;
    area.show_rows(ui, ROW, count, |ui, range| {
        for row in state.rows().get(range).unwrap_or_default() {
            let cursor = focused && !state.in_mentions;
            if row_ui(ui, ctx, session, state, row, cursor) {
                clicked = Some(row.id);
            }
        }
    });
    if clicked.is_some() {
        state.choose(clicked);
        state.reveal = false;
        state.in_mentions = false;
    }
}

/// One record; true if it was clicked.
fn row_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    state: &RecordsState,
    row: &RecordRow,
    cursor: bool,
) -> bool {
    let theme = Theme::of(ui);
    let chosen = state.chosen == Some(row.id);
    let label = ctx.label_name(session.schema(), &row.label).to_owned();
    let name = format!("{label} {}", row.name);
    let (rect, response) = Row::new(&name, ROW).selected(chosen).rounded().show(ui);
    let middle = rect.center().y;
    let mut left = rect.left() + 4.0;
    if let Some(def) = session.schema().label(&row.label) {
        let chip = egui::Rect::from_min_size(pos2(left, middle - 9.0), vec2(120.0, 18.0));
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(chip));
        let chip = Chip::new(&label, theme.label_colors(def.rgb()));
        left = inner.add(chip).rect.right() + 8.0;
    }
    let count = row.count.map_or_else(|| "…".to_owned(), |n| n.to_string());
    let small = FontId::proportional(theme.size.small);
    let at = pos2(rect.right() - 6.0, middle);
    let painter = ui.painter();
    let count = painter.text(at, Align2::RIGHT_CENTER, count, small, theme.weak);
    let mut right = count.left() - 8.0;
    if state.marked == Some(row.id) {
        let at = pos2(right - 8.0, middle);
        Icon::Check.paint(painter, at, 12.0, theme.accent);
        right -= 20.0;
    }
    let (galley, cut) = cut_end(ui, &row.name, theme.size.text, right - left);
    let end = left + galley.size().x + 8.0;
    ui.painter()
        .galley(text::centered(left, middle, &galley), galley, theme.text);
    let about = session.authority(row.id).map(words::about);
    let about = about.unwrap_or_default();
    if right - end > 24.0 && !about.is_empty() {
        let (galley, _) = cut_end(ui, &about, theme.size.small, right - end);
        let at = text::centered(end, middle, &galley);
        ui.painter().galley(at, galley, theme.weak);
    }
    if chosen && cursor {
        let inside = egui::StrokeKind::Inside;
        let stroke = (1.5, theme.accent);
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 3.0, stroke, inside);
    }
    let clicked = response.clicked();
    if cut {
        response.on_hover_text(&row.name);
    }
    clicked
}

/// What the chosen record says, and the keys that change it.
fn record_ui(ui: &mut Ui, ctx: Ctx<'_>, record: &Authority, state: &RecordsState) {
    let theme = Theme::of(ui);
    let size = theme.size;
    ui.add(Elided::new(&record.canonical).size(size.heading).bold());
    let aliases = record.aliases.join(ctx.tr.get("records.comma"));
    let code = record.code.clone().unwrap_or_default();
    let note = words::flat(&record.note.replace('\n', " "));
    for (key, value) in [
        ("records.aliases", &aliases),
        ("records.code", &code),
        ("records.note", &note),
    ] {
        if !value.is_empty() {
            let shown: String = value.chars().take(400).collect();
            let line = ctx.tr.with(key, &[("what", &shown)]);
            ui.add(Elided::new(&line).size(size.small).color(theme.weak));
        }
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        hint(
            ui,
            ctx,
            "E",
            "records.edit",
            RecordAction::AskEdit(record.id),
        );
        if let Some(other) = state.marked.filter(|id| *id != record.id) {
            let merge = RecordAction::AskMerge(record.id, other);
            hint(ui, ctx, "M", "records.merge", merge);
        } else {
            ui.add(Hint::new(&["Space"], ctx.tr.get("records.mark")));
        }
        if !state.picked.is_empty() {
            let picked = state.picked.iter().copied().collect();
            let split = RecordAction::AskSplit(record.id, picked);
            hint(ui, ctx, "S", "records.split", split);
        }
        if state.count_of(record.id) == Some(0) {
            hint(
                ui,
                ctx,
                "Del",
                "records.delete",
                RecordAction::Delete(record.id),
            );
        }
    });
    ui.add_space(6.0);
}

/// What else is said of the chosen record, to be changed where it stands.
fn record_attributes_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    record: &Authority,
    view: &mut ViewState,
) {
    let defs = &session.schema().record_attributes;
    if defs.is_empty() {
        view.focus_attribute = false;
        return;
    }
    let (owner, values) = (Owner::Record(record.id), &record.attributes);
    let (pending, focus) = (&mut view.attribute, &mut view.focus_attribute);
    ui.add_enabled_ui(cannot_change(ctx).is_none(), |ui| {
        attributes_ui(ui, ctx, owner, defs, values, pending, focus);
    });
    ui.add_space(6.0);
}

/// Why records cannot be changed now.
fn cannot_change(ctx: Ctx<'_>) -> Option<&'static str> {
    let reason = if !ctx.env.writable {
        Blocked::ReadOnly
    } else if ctx.env.busy {
        Blocked::Busy
    } else {
        return None;
    };
    Some(ctx.tr.get(reason.key()))
}

fn hint(ui: &mut Ui, ctx: Ctx<'_>, key: &str, what: &str, action: RecordAction) {
    let blocked = cannot_change(ctx);
    let keys = [key];
    let hint = Hint::new(&keys, ctx.tr.get(what)).blocked(blocked);
    if ui.add(hint).clicked() {
        ctx.send(Action::Record(action));
    }
}

/// What the keyboard does while the lists have it.
fn keys(ui: &Ui, ctx: Ctx<'_>, state: &mut RecordsState) {
    let id = super::inspector_id();
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, OWN_KEYS));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, by) in [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::PageDown, PAGE),
        (Key::PageUp, -PAGE),
    ] {
        if pressed(key) {
            if state.in_mentions {
                state.step_mention(by);
            } else {
                state.step(by);
            }
        }
    }
    let send = |action| ctx.send(Action::Record(action));
    let Some(chosen) = state.chosen else {
        if pressed(Key::Escape) {
            ctx.send(Action::Record(RecordAction::Close));
        }
        return;
    };
    if pressed(Key::Enter) || pressed(Key::ArrowRight) {
        match state.mention(state.cursor).filter(|_| state.in_mentions) {
            Some(mention) => send(RecordAction::Go(mention.document, mention.entity)),
            None => state.in_mentions = state.mention(0).is_some(),
        }
    }
    if state.in_mentions && (pressed(Key::ArrowLeft) || pressed(Key::Escape)) {
        state.in_mentions = false;
    } else if pressed(Key::Escape) {
        ctx.send(Action::Record(RecordAction::Close));
    }
    if pressed(Key::Space) {
        if state.in_mentions {
            state.pick(state.cursor);
        } else {
            state.marked = (state.marked != Some(chosen)).then_some(chosen);
        }
    }
    if cannot_change(ctx).is_some() {
        return;
    }
    if pressed(Key::E) {
        send(RecordAction::AskEdit(chosen));
    }
    if pressed(Key::M)
        && let Some(other) = state.marked.filter(|id| *id != chosen)
    {
        send(RecordAction::AskMerge(chosen, other));
    }
    if pressed(Key::S) && !state.picked.is_empty() {
        let picked = state.picked.iter().copied().collect();
        send(RecordAction::AskSplit(chosen, picked));
    }
    if pressed(Key::Delete) && !state.in_mentions {
        send(RecordAction::Delete(chosen));
    }
}
