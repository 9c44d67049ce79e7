//! All keys at a glance, made from the commands and the schema.

use egui::{Context, Id, ScrollArea, Ui, vec2};
use strum::IntoEnumIterator as _;

use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::session::Session;
use crate::ui::command::{Command, Group};
use crate::ui::context::Ctx;
use crate::ui::key_text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{keycap, text};

/// Draws the dialog.
pub fn help_ui(egui: &Context, ctx: Ctx<'_>, session: Option<&Session>) -> Wish {
    let buttons = [DialogButton::cancel(ctx.tr.get("dialog.close"))];
    let height = egui.content_rect().height() - 190.0;
    let dialog = Dialog::new(Id::unique("help dialog"), ctx.tr.get("help.title")).width(860.0);
    let answer = dialog.show(egui, &buttons, |ui| {
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                // All keys should be seen at once on a usual screen.
                ui.spacing_mut().item_spacing.y = 1.0;
                columns_ui(ui, ctx, session);
            });
    });
    if answer.pressed.is_some() {
        Wish::Close
    } else {
        Wish::Stay
    }
}

fn columns_ui(ui: &mut Ui, ctx: Ctx<'_>, session: Option<&Session>) {
    const COLUMNS: [&[Group]; 3] = [
        &[Group::Segment, Group::Entity],
        &[Group::Project, Group::Document, Group::Go],
        &[Group::Edit, Group::View, Group::Problems, Group::Help],
    ];
    ui.columns(COLUMNS.len(), |columns| {
        for (at, (ui, groups)) in columns.iter_mut().zip(COLUMNS).enumerate() {
            if at == 0
                && let Some(session) = session
            {
                schema_ui(ui, ctx, session);
            }
            for &group in groups {
                group_ui(ui, ctx, group);
            }
            if at == COLUMNS.len() - 1 {
                caret_ui(ui, ctx);
            }
        }
    });
}

fn group_ui(ui: &mut Ui, ctx: Ctx<'_>, group: Group) {
    title_ui(ui, ctx.tr.get(&format!("group.{}", group.id())));
    for command in Command::iter().filter(|command| command.group() == group) {
        let Some(&keys) = command.shortcuts().first() else {
            continue;
        };
        line_ui(
            ui,
            &key_text::shortcut(ui.ctx(), keys),
            ctx.tr.get(&command.text_key()),
        );
    }
    ui.add_space(8.0);
}

fn schema_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session) {
    title_ui(ui, ctx.tr.get("group.roles"));
    for def in &session.schema().roles {
        line_ui(ui, &def.key.to_string(), ctx.name(&def.name));
    }
    line_ui(ui, "1–9", ctx.tr.get("hint.assign"));
    ui.add_space(8.0);
    title_ui(ui, ctx.tr.get("group.labels"));
    for def in &session.schema().labels {
        line_ui(ui, &def.key.to_string(), ctx.name(&def.name));
    }
    ui.add_space(8.0);
}

/// Keys of the page that are not commands.
fn caret_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    title_ui(ui, ctx.tr.get("help.caret"));
    for (keys, key) in [
        ("↑↓←→", "help.move"),
        ("Ctrl+←→", "help.word"),
        ("Shift+…", "help.select"),
        ("Ctrl+L", "help.line"),
        ("Home End", "help.row"),
        ("PgUp PgDn", "help.screen"),
    ] {
        line_ui(ui, keys, ctx.tr.get(key));
    }
}

fn title_ui(ui: &mut Ui, title: &str) {
    text::bold(ui, title, Theme::of(ui).size.text);
    ui.add_space(1.0);
}

fn line_ui(ui: &mut Ui, keys: &str, what: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 19.0;
        ui.allocate_ui(vec2(122.0, 19.0), |ui| {
            ui.set_min_width(122.0);
            keycap(ui, keys);
        });
        ui.add(egui::Label::new(what).truncate());
    });
}
