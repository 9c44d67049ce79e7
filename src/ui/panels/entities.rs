//! The entities of the page: the selected one with all that can be said of it,
//! and the list of all, grouped by what they name.

use egui::{Align2, FontId, Key, Modifiers, ScrollArea, Ui, pos2, vec2};

use super::entities_data::{EntitiesData, EntityGroup, surface};
use super::guideline;
use super::relations::relations_ui;
use crate::model::authority::Authority;
use crate::model::entity::Entity;
use crate::model::id::{EntityId, Label};
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::ui::action::Action;
use crate::ui::attributes::{Owner, PendingAttribute, attributes_ui};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::records::{RecordAction, words};
use crate::ui::theme::Theme;
use crate::ui::view_state::ViewState;
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{Chip, Elided, Hint, Icon, IconButton, Row, SearchField, text};

const ROW: f32 = 25.0;

/// Draws the selected entity and the list.
pub fn entities_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    page: &OpenPage,
    focused: bool,
) {
    selected_ui(ui, ctx, session, view, page);
    if page.annotations.entity_count() == 0 {
        let weak = Theme::of(ui).weak;
        ui.label(egui::RichText::new(ctx.tr.get("entities.none")).color(weak));
        return;
    }
    let (name, clear) = (ctx.tr.get("entities.filter"), ctx.tr.get("search.clear"));
    SearchField::new(&mut view.entity_filter, name, clear)
        .hint(ctx.tr.get("entities.filter-hint"))
        .show(ui);
    ui.add_space(4.0);
    let ViewState {
        entities,
        entity_filter,
        entity: selected,
        hovered,
        cursor,
        ..
    } = view;
    let filter_key = crate::ui::view_state::fingerprint(entity_filter);
    let data = entities.get(page.scope, page.revision, filter_key, || {
        EntitiesData::of(
            &page.source,
            &page.annotations,
            |id| session.authority(id),
            session.schema(),
            entity_filter.trim(),
        )
    });
    *cursor = (*cursor).min(data.groups.len().saturating_sub(1));
    if focused {
        keys(ui, ctx, data, *selected, cursor);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    if ui.available_height() < ROW {
        // What stands below has taken the room.
        return;
    }
    ScrollArea::vertical()
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .id_salt("entities list")
        .show_rows(ui, ROW, data.groups.len(), |ui, range| {
            for at in range {
                let Some(group) = data.groups.get(at) else {
                    continue;
                };
                group_ui(
                    ui,
                    ctx,
                    session,
                    group,
                    *selected,
                    hovered,
                    focused && at == *cursor,
                );
            }
        });
}

fn group_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    group: &EntityGroup,
    selected: Option<EntityId>,
    hovered: &mut Option<EntityId>,
    cursor: bool,
) {
    let theme = Theme::of(ui);
    let place = selected.and_then(|id| group.mentions.iter().position(|&other| other == id));
    let label = ctx.label_name(session.schema(), &group.label).to_owned();
    let name = format!("{label} {}", group.name);
    let (rect, response) = Row::new(&name, ROW)
        .selected(place.is_some())
        .rounded()
        .show(ui);
    let colors = session
        .schema()
        .label(&group.label)
        .map(|def| theme.label_colors(def.rgb()));
    let mut left = rect.left() + 4.0;
    if let Some(colors) = colors {
        let chip = egui::Rect::from_min_size(pos2(left, rect.center().y - 9.0), vec2(200.0, 18.0));
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(chip));
        left = inner.add(Chip::new(&label, colors)).rect.right() + 8.0;
    }
    let count = match place {
        Some(place) => format!("{}/{}", place + 1, group.mentions.len()),
        None => group.mentions.len().to_string(),
    };
    let font = FontId::proportional(theme.size.small);
    let right = rect.right_center() - vec2(6.0, 0.0);
    if group.incomplete > 0 {
        let mark = rect.right_center() - vec2(2.0, 0.0);
        ui.painter().circle_filled(mark, 2.5, theme.warn);
    }
    let count = ui
        .painter()
        .text(right, Align2::RIGHT_CENTER, count, font, theme.weak);
    let room = count.left() - left - 8.0;
    let (galley, cut) = cut_end(ui, &group.name, theme.size.text, room);
    let end = left + galley.size().x + 8.0;
    ui.painter().galley(
        pos2(left, rect.center().y - galley.size().y / 2.0),
        galley,
        theme.text,
    );
    // What has a record is told apart from others of its name.
    if let Some(record) = group.record.and_then(|id| session.authority(id)) {
        let mark = pos2(end + 4.0, rect.center().y);
        ui.painter().circle_filled(mark, 3.0, theme.accent);
        let about = words::about(record);
        let (galley, _) = cut_end(ui, &about, theme.size.small, count.left() - end - 20.0);
        let at = pos2(end + 13.0, rect.center().y - galley.size().y / 2.0);
        if count.left() - end > 44.0 {
            ui.painter().galley(at, galley, theme.weak);
        }
    }
    if cursor {
        ui.painter().rect_stroke(
            rect.shrink(1.0),
            3.0,
            (1.5, theme.accent),
            egui::StrokeKind::Inside,
        );
    }
    if response.hovered() {
        *hovered = group.mentions.first().copied();
    }
    if response.clicked() {
        select_next(ctx, group, selected, 1);
    }
    let response = if cut {
        response.on_hover_text(&group.name)
    } else {
        response
    };
    if group.incomplete > 0 {
        let n = [("n", &group.incomplete as &dyn std::fmt::Display)];
        response.on_hover_text(ctx.tr.with("attributes.incomplete", &n));
    }
}

/// Each click shows the next mention of the thing.
fn select_next(ctx: Ctx<'_>, group: &EntityGroup, selected: Option<EntityId>, step: isize) {
    let count = group.mentions.len() as isize;
    let at = selected.and_then(|id| group.mentions.iter().position(|&other| other == id));
    let next = at.map_or(0, |at| {
        (at as isize + step).rem_euclid(count.max(1)) as usize
    });
    if let Some(&id) = group.mentions.get(next) {
        ctx.send(Action::SelectEntity(id));
    }
}

fn keys(
    ui: &Ui,
    ctx: Ctx<'_>,
    data: &EntitiesData,
    selected: Option<EntityId>,
    cursor: &mut usize,
) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        *cursor = (*cursor + 1).min(data.groups.len().saturating_sub(1));
    }
    if pressed(Key::ArrowUp) {
        *cursor = cursor.saturating_sub(1);
    }
    let Some(group) = data.groups.get(*cursor) else {
        return;
    };
    if pressed(Key::Enter) || pressed(Key::ArrowRight) {
        select_next(ctx, group, selected, 1);
    }
    if pressed(Key::ArrowLeft) {
        select_next(ctx, group, selected, -1);
    }
    if pressed(Key::Delete) {
        ctx.send(Action::Untag(group.mentions.clone()));
    }
}

/// Draws the card of the selected entity; `false` if none is selected.
pub(super) fn selected_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    page: &OpenPage,
) -> bool {
    let Some(entity) = view.entity.and_then(|id| page.annotations.entity(id)) else {
        return false;
    };
    let typing = (&mut view.attribute, &mut view.focus_attribute);
    card_ui(ui, ctx, session, page, entity, typing);
    ui.add_space(8.0);
    true
}

/// The selected entity: surface, label, record, attributes.
fn card_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    page: &OpenPage,
    entity: &Entity,
    (pending, focus): (&mut Option<PendingAttribute>, &mut bool),
) {
    let theme = Theme::of(ui);
    theme.card().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let line = page.source.line_of(entity.span.start()) + 1;
            let shown = surface(&entity.surface(&page.source));
            let (galley, _) = cut_end(ui, &shown, theme.size.heading, ui.available_width() - 90.0);
            ui.label(galley);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let name = ctx.tr.get("entities.delete");
                if ui
                    .add(IconButton::new(Icon::Close, name).tooltip(name).side(20.0))
                    .clicked()
                {
                    ctx.send(Action::Untag(vec![entity.id]));
                }
                text::weak(
                    ui,
                    &ctx.tr.with("entities.line", &[("line", &line)]),
                    theme.size.small,
                );
            });
        });
        labels_ui(ui, ctx, session, entity);
        let record = entity.authority.and_then(|id| session.authority(id));
        link_ui(ui, ctx, entity, record);
        if let Some(def) = session.schema().label(&entity.label) {
            let owner = Owner::Entity(entity.id);
            let values = &entity.attributes;
            attributes_ui(ui, ctx, owner, &def.attributes, values, pending, focus);
        }
        relations_ui(ui, ctx, session, page, entity);
    });
}

/// The record that an entity means, and the key to say so or to say otherwise.
fn link_ui(ui: &mut Ui, ctx: Ctx<'_>, entity: &Entity, record: Option<&Authority>) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        let Some(record) = record else {
            let hint = Hint::new(&["R"], ctx.tr.get("entities.link"));
            if ui
                .add(hint.blocked(ctx.blocked(Command::LinkRecord)))
                .clicked()
            {
                ctx.run(Command::LinkRecord);
            }
            return;
        };
        let name = ctx.tr.get("entities.unlink");
        let shown: String = record.canonical.chars().take(200).collect();
        let line = ctx.tr.with("entities.record", &[("name", &shown)]);
        let room = ui.available_width() - 30.0;
        ui.scope(|ui| {
            ui.set_max_width(room);
            let line = Elided::new(&line)
                .size(theme.size.small)
                .color(theme.accent);
            let shown = ui.add(line.sense(egui::Sense::CLICK));
            let about = words::about(record);
            let shown = shown.on_hover_cursor(egui::CursorIcon::PointingHand);
            if shown.clicked() {
                ctx.send(Action::Record(RecordAction::Show(record.id)));
            }
            if !about.is_empty() {
                shown.on_hover_text(about);
            }
        });
        let button = IconButton::new(Icon::Close, name).side(18.0);
        if ui
            .add(button.blocked(ctx.blocked(Command::UnlinkRecord)))
            .clicked()
        {
            ctx.send(Action::Record(RecordAction::Unlink(vec![entity.id])));
        }
    });
}

/// All labels as chips; the one it has is filled.
fn labels_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, entity: &Entity) {
    let theme = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        for def in &session.schema().labels {
            let label = Label::from(def.id.as_str());
            let chosen = entity.label == label;
            let mut colors = theme.label_colors(def.rgb());
            if !chosen {
                (colors.chip_bg, colors.chip_text) = (theme.trough, theme.weak);
            }
            let chip = Chip::new(ctx.name(&def.name), colors).sense(egui::Sense::CLICK);
            let chip = ui.add(chip);
            guideline::note(&chip, &label);
            if chip.clicked() && !chosen {
                ctx.send(Action::Relabel(entity.id, label));
            }
        }
    });
}
