//! The relations of the selected entity: what they say, the other end, a button
//! that removes each.

use egui::Ui;

use super::entities_data::surface;
use crate::model::entity::Entity;
use crate::model::relation::Relation;
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{Icon, IconButton, text};

/// More relations than this are counted, not listed.
const MOST: usize = 30;

/// Draws the list.
pub fn relations_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    page: &OpenPage,
    entity: &Entity,
) {
    let mut all: Vec<&Relation> = page.annotations.relations_of(entity.id).collect();
    all.sort_by_key(|relation| (relation.from != entity.id, relation.id));
    for relation in all.iter().take(MOST) {
        ui.horizontal(|ui| relation_ui(ui, ctx, session, page, entity, relation));
    }
    if let Some(more) = all.len().checked_sub(MOST).filter(|more| *more > 0) {
        let words = ctx.tr.with("relation.more", &[("count", &more)]);
        text::weak(ui, &words, Theme::of(ui).size.small);
    }
}

fn relation_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    page: &OpenPage,
    entity: &Entity,
    relation: &Relation,
) {
    let theme = Theme::of(ui);
    let leads = relation.from == entity.id;
    let other = if leads { relation.to } else { relation.from };
    let def = session.schema().relation(&relation.label);
    let name = def.map_or(relation.label.as_str(), |def| ctx.name(&def.name));
    let there = page.annotations.entity(other);
    let there = there.map_or_else(String::new, |it| surface(&it.surface(&page.source)));
    let sentence = if leads {
        format!("{name} → {there}")
    } else {
        format!("← {name} {there}")
    };
    let room = ui.available_width() - 26.0;
    let (galley, cut) = cut_end(ui, &sentence, theme.size.text, room);
    let link = ui.add(egui::Button::new(galley).frame_when_inactive(false));
    let link = if cut {
        link.on_hover_text(&sentence)
    } else {
        link
    };
    if link.clicked() {
        ctx.send(Action::SelectEntity(other));
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let remove = ctx.tr.with("relation.remove", &[("what", &sentence)]);
        let button = IconButton::new(Icon::Close, &remove)
            .tooltip(&remove)
            .side(18.0);
        if ui.add(button).clicked() {
            ctx.send(Action::Unrelate(relation.id));
        }
    });
}
