//! The hits of the corpus search: keyword in context, a hundred thousand rows as
//! smooth as ten.

use egui::{Event, EventFilter, Key, Modifiers, Rect, Response, ScrollArea, Sense, Ui, pos2};

use crate::model::id::Label;
use crate::model::schema::Schema;
use crate::session::search::Hit;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::ime;
use crate::ui::keys::is_key;
use crate::ui::search_state::SearchState;
use crate::ui::theme::Theme;
use crate::ui::widgets::chip::ChipShape;
use crate::ui::widgets::elided::{cut_end, cut_start};
use crate::ui::widgets::{Icon, Row, text};

/// Height of one hit.
const ROW: f32 = 25.0;
/// Room for the mark of a chosen hit.
const MARK: f32 = 20.0;
/// Room for document and line.
const WHERE: f32 = 210.0;
/// Room for the label of what is tagged.
const TAG: f32 = 90.0;

/// The list of hits, as far as the keyboard is concerned.
pub fn search_list_id() -> egui::Id {
    egui::Id::unique("broadsheet::hits")
}

/// Draws the list.
pub fn list_ui(ui: &mut Ui, ctx: Ctx<'_>, schema: &Schema, search: &mut SearchState, free: bool) {
    let rect = ui.available_rect_before_wrap();
    let sense = Sense::focusable_noninteractive();
    let focus = ui.interact(rect, search_list_id(), sense);
    let name = ctx.tr.get("search.list");
    focus.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBox, true, name));
    if std::mem::take(&mut search.focus_list) {
        // The key that led here is still down in this pass.
        focus.request_focus();
    } else if free && focus.has_focus() {
        keys(ui, ctx, schema, search, &focus);
    }
    if search.hits.is_empty() {
        let key = match (&search.report, search.form.text.trim().is_empty()) {
            (Some(_), false) => "search.nothing",
            (_, true) => "search.about",
            _ => return,
        };
        text::weak(ui, ctx.tr.get(key), Theme::of(ui).size.text);
        return;
    }
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("hits");
    if std::mem::take(&mut search.reveal) {
        let middle = search.cursor as f32 * ROW - rect.height() / 2.0;
        area = area.vertical_scroll_offset(middle.max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let count = search.order.len();
    let mut clicked = None;
    area.show_rows(ui, ROW, count, |ui, range| {
        for row in range {
            let Some((at, hit)) = search.row(row) else {
                break;
            };
            let chosen = search.chosen.contains(&at);
            let here = row == search.cursor;
            let response = row_ui(
                ui,
                ctx,
                schema,
                hit,
                (here, here && focus.has_focus()),
                chosen,
            );
            if response.clicked() {
                clicked = Some((row, ui.input(|input| input.modifiers.command)));
            }
        }
    });
    match clicked {
        Some((row, true)) => search.toggle(row),
        Some((row, false)) => ctx.send(Action::ShowHit(row)),
        None => {}
    }
}

fn keys(ui: &Ui, ctx: Ctx<'_>, schema: &Schema, search: &mut SearchState, focus: &Response) {
    if ime::composing(ui.ctx()) {
        return;
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(focus.id, filter);
    });
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let page = (focus.rect.height() / ROW).max(2.0) as isize - 1;
    for (key, by) in [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::Home, isize::MIN),
        (Key::End, isize::MAX),
    ] {
        if pressed(Modifiers::NONE, key) {
            search.step(by);
        }
    }
    if pressed(Modifiers::COMMAND, Key::A) {
        search.toggle_all();
    }
    if pressed(Modifiers::NONE, Key::Space) {
        search.toggle(search.cursor);
        search.step(1);
    }
    if pressed(Modifiers::NONE, Key::Enter) {
        ctx.send(Action::ShowHit(search.cursor));
    }
    if pressed(Modifiers::NONE, Key::Escape) {
        ctx.send(Action::CloseSearch);
    }
    if let Some(label) = label_key(ui, schema) {
        ctx.send(Action::TagHits(label));
    }
}

/// The label whose key was pressed.
fn label_key(ui: &Ui, schema: &Schema) -> Option<Label> {
    ui.input(|input| {
        let pressed = input.events.iter().find_map(|event| match event {
            Event::Key {
                key,
                pressed: true,
                repeat: false,
                modifiers,
                ..
            } if modifiers.is_none() => schema.labels.iter().find(|def| is_key(*key, def.key)),
            _ => None,
        });
        pressed.map(|def| Label::from(def.id.as_str()))
    })
}

fn row_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    schema: &Schema,
    hit: &Hit,
    (here, focused): (bool, bool),
    chosen: bool,
) -> Response {
    let theme = Theme::of(ui);
    let [left, found, right] = &hit.context;
    let place = format!("{}:{}", hit.found_in.name, hit.line);
    let name = format!("{place} {left}{found}{right}");
    let (rect, response) = Row::new(&name, ROW).selected(here).marked().show(ui);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    if chosen {
        let center = pos2(rect.left() + MARK / 2.0 + 3.0, rect.center().y);
        Icon::Check.paint(painter, center, 13.0, theme.accent);
    }
    let size = theme.size.text;
    let at = |left: f32, galley: &egui::Galley| text::centered(left, rect.center().y, galley);
    let (galley, _) = cut_start(ui, &place, theme.size.small, WHERE - 12.0);
    painter.galley(at(rect.left() + MARK + 4.0, &galley), galley, theme.weak);
    let from = rect.left() + MARK + WHERE;
    let to = (rect.right() - TAG).max(from + 60.0);
    let middle = from + (to - from) * 0.42;
    let clip = painter.with_clip_rect(Rect::from_x_y_ranges(from..=to, rect.y_range()));
    let (galley, _) = cut_start(ui, left, size, middle - from - 2.0);
    let width = galley.size().x;
    clip.galley(at(middle - 2.0 - width, &galley), galley, theme.weak);
    let (galley, _) = cut_end(ui, found, size, to - middle);
    let end = middle + galley.size().x + 2.0;
    clip.galley(at(middle, &galley), galley, theme.accent);
    let (galley, _) = cut_end(ui, right, size, (to - end).max(0.0));
    clip.galley(at(end, &galley), galley, theme.text);
    if let Some(label) = &hit.label {
        let chip = ChipShape::new(ui, ctx.label_name(schema, label));
        let colors = schema.label(label).map(|def| theme.label_colors(def.rgb()));
        if let Some(colors) = colors {
            let left = rect.right() - chip.size.x - 6.0;
            chip.paint(ui.painter(), left, rect.center().y, &colors);
        }
    }
    if focused {
        let stroke = (1.0, theme.accent);
        let inside = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 3.0, stroke, inside);
    }
    response
}
