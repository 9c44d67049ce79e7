//! The bar at the bottom: saved, where the caret is, how much is done, who edits.

use egui::{Align, Layout, Sense, Ui, vec2};

use super::documents::percent;
use crate::session::Session;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::tasks::Tasks;
use crate::ui::theme::Theme;
use crate::ui::view_state::ViewState;
use crate::ui::widgets::{Icon, IconButton, text};

/// Draws the bar.
pub fn status_bar_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &ViewState,
    tasks: &Tasks,
) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        saved_ui(ui, ctx, session);
        if let Some(page) = view
            .current
            .as_ref()
            .and_then(|current| session.page(current.scope))
        {
            let small = Theme::of(ui).size.small;
            let caret = view.page.caret();
            let line = page.source.line_of(caret);
            let column = caret - page.source.line_span(line).start() + 1;
            let place = ctx.tr.with(
                "status.place",
                &[("line", &(line + 1)), ("column", &column)],
            );
            text::weak(ui, &place, small);
            if !view.page.selection().is_empty() {
                let n = view.page.selection().len();
                text::weak(ui, &ctx.tr.with("status.selected", &[("n", &n)]), small);
            }
            let ink = view
                .current
                .as_ref()
                .map_or(0, |current| current.document.ink);
            let share = percent(page.assigned.into(), ink.into());
            text::weak(
                ui,
                &ctx.tr.with("status.coverage", &[("percent", &share)]),
                small,
            );
            text::weak(ui, &counts(ctx, page), small);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            right_ui(ui, ctx, session, view);
            task_ui(ui, ctx, tasks);
        });
    });
}

fn counts(ctx: Ctx<'_>, page: &crate::session::pages::OpenPage) -> String {
    let annotations = &page.annotations;
    let (articles, segments) = (annotations.article_count(), annotations.segment_count());
    let entities = annotations.entity_count();
    ctx.tr.with(
        "status.counts",
        &[
            ("articles", &articles),
            ("segments", &segments),
            ("entities", &entities),
        ],
    )
}

/// A green dot: whatever is on screen is on disk.
fn saved_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session) {
    let theme = Theme::of(ui);
    let (color, key) = if session.is_read_only() {
        (theme.warn, "status.read-only")
    } else {
        (theme.ok, "status.saved")
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(9.0, 9.0), Sense::hover());
        ui.painter().circle_filled(rect.center(), 4.5, color);
        let path = session
            .path()
            .map_or_else(String::new, |path| path.display().to_string());
        text::colored(ui, ctx.tr.get(key), theme.size.small, color).on_hover_text(path);
    });
}

fn right_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &ViewState) {
    let small = Theme::of(ui).size.small;
    let button = |ui: &mut Ui, text: String| {
        let text = egui::RichText::new(text)
            .size(small)
            .color(Theme::of(ui).weak);
        ui.add(egui::Button::new(text).frame(false))
    };
    let language = ctx.prefs.language().name().to_owned();
    if button(ui, language)
        .on_hover_text(ctx.tr.get(&Command::NextLanguage.text_key()))
        .clicked()
    {
        ctx.run(Command::NextLanguage);
    }
    if let Some(current) = &view.current {
        text::weak(ui, &current.document.encoding, small);
    }
    super::top_bar::flat(ui);
    let layer = ctx
        .tr
        .with("status.layer", &[("layer", &session.layer_name())]);
    ui.menu_button(
        egui::RichText::new(layer)
            .size(small)
            .color(Theme::of(ui).weak),
        |ui| {
            for layer in session.own_layers() {
                if ui
                    .radio(session.layer() == layer.id, layer.name.as_str())
                    .clicked()
                {
                    ctx.send(Action::SetLayer(layer.id));
                    ui.close();
                }
            }
        },
    );
}

/// The running job with its progress and a way to stop it.
fn task_ui(ui: &mut Ui, ctx: Ctx<'_>, tasks: &Tasks) {
    let Some((kind, progress)) = tasks.running() else {
        return;
    };
    let small = Theme::of(ui).size.small;
    if ui
        .add(IconButton::new(Icon::Close, ctx.tr.get("task.cancel")).side(18.0))
        .clicked()
    {
        ctx.send(Action::CancelJob);
    }
    let share = if progress.total == 0 {
        0.0
    } else {
        progress.done as f32 / progress.total as f32
    };
    let name = ctx.tr.get(kind.key());
    ui.allocate_ui(vec2(110.0, 6.0), |ui| {
        crate::ui::widgets::coverage_bar(ui, name, share)
    });
    let count = ctx.tr.with(
        "task.progress",
        &[
            ("task", &name),
            ("done", &progress.done),
            ("total", &progress.total),
        ],
    );
    text::weak(ui, &count, small).on_hover_text(progress.note);
}
