//! The first page: new, open, recent projects, the sample.

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui, vec2};

use super::top_bar::menus_ui;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::key_text;
use crate::ui::theme::Theme;
use crate::ui::widgets::elided::cut_start;
use crate::ui::widgets::{ButtonKind, Icon, IconButton, TextButton, text};

/// Width of the column in the middle.
const COLUMN: f32 = 460.0;

/// Draws the page.
pub fn welcome_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    let theme = Theme::of(ui);
    let bar = Frame::new()
        .fill(theme.bar)
        .inner_margin(Margin::symmetric(12, 0));
    Panel::top("top bar")
        .exact_size(theme.size.top_bar)
        .frame(bar)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                text::bold(ui, ctx.tr.get("app.name"), theme.size.heading - 1.0);
                ui.add_space(10.0);
                menus_ui(ui, ctx, None);
            });
        });
    CentralPanel::default()
        .frame(Frame::new().fill(theme.paper))
        .show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                let side = ((ui.available_width() - COLUMN) / 2.0).max(20.0);
                ui.add_space((ui.available_height() * 0.14).max(24.0));
                ui.horizontal(|ui| {
                    ui.add_space(side);
                    ui.vertical(|ui| {
                        ui.set_width(COLUMN.min(ui.available_width() - 20.0));
                        column_ui(ui, ctx);
                    });
                });
            });
        });
}

fn column_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    let theme = Theme::of(ui);
    text::bold(ui, ctx.tr.get("app.name"), 30.0);
    ui.add_space(2.0);
    ui.label(
        egui::RichText::new(ctx.tr.get("welcome.what"))
            .size(theme.size.heading)
            .color(theme.weak),
    );
    ui.add_space(22.0);
    for (command, kind, key) in [
        (
            Command::TrySample,
            ButtonKind::Primary,
            "welcome.sample-about",
        ),
        (Command::NewProject, ButtonKind::Plain, "welcome.new-about"),
        (
            Command::OpenProject,
            ButtonKind::Plain,
            "welcome.open-about",
        ),
    ] {
        ui.horizontal(|ui| {
            let keys = command
                .shortcuts()
                .first()
                .map_or_else(String::new, |keys| key_text::shortcut(ui.ctx(), *keys));
            let blocked = ctx.blocked(command);
            let name = ctx.tr.get(&command.text_key());
            let button = TextButton::new(name).kind(kind).key(&keys).blocked(blocked);
            let place = ui.allocate_ui(vec2(176.0, 30.0), |ui| {
                ui.set_min_width(176.0);
                ui.add(button)
            });
            if place.inner.clicked() {
                ctx.run(command);
            }
            text::weak(ui, ctx.tr.get(key), theme.size.text);
        });
        ui.add_space(6.0);
    }
    ui.add_space(20.0);
    recent_ui(ui, ctx);
    ui.add_space(20.0);
    text::weak(ui, ctx.tr.get("welcome.drop"), theme.size.small);
}

fn recent_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    if ctx.prefs.recent.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    text::bold(ui, ctx.tr.get("welcome.recent"), theme.size.text);
    ui.add_space(2.0);
    for path in &ctx.prefs.recent {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let folder = path
            .parent()
            .map_or_else(String::new, |folder| folder.display().to_string());
        ui.horizontal(|ui| {
            let project = egui::Button::new(name.as_ref()).frame_when_inactive(false);
            if ui.add(project).on_hover_text(&folder).clicked() {
                ctx.send(Action::OpenProject(path.clone()));
            }
            let room = (ui.available_width() - 40.0).max(40.0);
            let (folder, _) = cut_start(ui, &folder, theme.size.small, room);
            let (rect, _) =
                ui.allocate_exact_size(vec2(room, theme.size.row), egui::Sense::hover());
            let at = text::centered(rect.left(), rect.center().y, &folder);
            ui.painter().galley(at, folder, theme.weak);
            let forget = ctx.tr.with("welcome.forget", &[("name", &name)]);
            if ui
                .add(IconButton::new(Icon::Close, &forget).side(20.0))
                .clicked()
            {
                ctx.send(Action::ForgetRecent(path.clone()));
            }
        });
    }
}
