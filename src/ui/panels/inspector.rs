//! The pane at the right: articles in mode Segment, entities in mode Entities, the
//! question at hand in mode Review; problems below.

use egui::{EventFilter, Frame, Margin, Sense, Ui};

use super::{article_card, articles, corrections, entities, problems, records, review};
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::view_state::{Mode, ViewState};
use crate::ui::widgets::section_header;

/// So much height is left over the problems for what the mode is about, in points, where
/// there is as much.
const LIST: f32 = 330.0;

/// Height of the problems as the window begins.
const PROBLEMS: f32 = 236.0;

/// Draws the pane.
pub fn inspector_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &mut ViewState) {
    let margin = Theme::of(ui).size.pane_margin as i8;
    let focus = ui.interact(
        ui.max_rect(),
        super::inspector_id(),
        Sense::focusable_noninteractive(),
    );
    focus.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::List, true, ctx.tr.get("inspector.title"))
    });
    if focus.has_focus() {
        let filter = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..Default::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
    }
    Frame::new()
        .inner_margin(Margin {
            left: margin - 4,
            right: margin - 2,
            top: 10,
            bottom: 6,
        })
        .show(ui, |ui| {
            if view.records.open {
                records::records_ui(ui, ctx, session, view, focus.has_focus());
                return;
            }
            let page = view
                .current
                .as_ref()
                .and_then(|current| session.page(current.scope));
            let Some(page) = page else {
                section_header(ui, ctx.tr.get("inspector.title"), "");
                return;
            };
            // Beside a question the problems take less room, and keep their own size.
            let most = ui.available_height();
            let (problems, height) = match view.mode {
                Mode::Review => ("review-problems", (most * 0.22).clamp(80.0, 164.0)),
                // Where the pane is low for a while, they keep their size for later.
                _ if most < LIST + PROBLEMS => ("few-problems", 120.0),
                _ => ("problems", PROBLEMS),
            };
            egui::Panel::bottom(problems)
                .resizable(true)
                .default_size(height)
                .size_range(80.0..=(most - LIST).clamp(80.0, 480.0))
                .frame(Frame::new().inner_margin(Margin {
                    top: 6,
                    ..Margin::ZERO
                }))
                .show(ui, |ui| {
                    problems::problems_ui(ui, ctx, session, view, page);
                });
            match view.mode {
                Mode::Review => review::review_ui(ui, ctx, session, view, page),
                Mode::Segment | Mode::Read => {
                    section_header(
                        ui,
                        ctx.tr.get("articles.title"),
                        &page.annotations.article_count().to_string(),
                    );
                    ui.add_space(4.0);
                    let focused = focus.has_focus();
                    let has_entity = view.mode == Mode::Read
                        && entities::selected_ui(ui, ctx, session, view, page);
                    if !has_entity {
                        article_card::article_card_ui(ui, ctx, session, view, page);
                    }
                    with_corrections(ui, ctx, view, page, |ui, view| {
                        articles::articles_ui(ui, ctx, session, view, page, focused);
                    });
                }
                Mode::Entities => {
                    section_header(
                        ui,
                        ctx.tr.get("entities.title"),
                        &page.annotations.entity_count().to_string(),
                    );
                    ui.add_space(4.0);
                    entities::entities_ui(ui, ctx, session, view, page, focus.has_focus());
                }
            }
        });
}

/// Draws a list, and under it the corrections of the page if it has any.
fn with_corrections(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut ViewState,
    page: &OpenPage,
    list: impl FnOnce(&mut Ui, &mut ViewState),
) {
    if page.annotations.corrections().next().is_some() {
        let most = ui.available_height() * 0.6;
        egui::Panel::bottom("corrections")
            .resizable(true)
            .default_size(most * 0.6)
            .size_range(90.0..=most.max(91.0))
            .frame(Frame::new().inner_margin(Margin::symmetric(0, 6)))
            .show(ui, |ui| corrections::corrections_ui(ui, ctx, view, page));
    }
    list(ui, view);
}
