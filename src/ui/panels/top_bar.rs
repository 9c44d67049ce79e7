//! The bar at the top: menus, modes, the way to every command.

use egui::{Align, Button, Layout, Ui, vec2};
use strum::IntoEnumIterator as _;

use crate::session::Session;
use crate::ui::action::Action;
use crate::ui::command::{Command, Group};
use crate::ui::context::Ctx;
use crate::ui::i18n::Language;
use crate::ui::key_text;
use crate::ui::label_text;
use crate::ui::theme::Theme;
use crate::ui::view_state::{Mode, ViewState};
use crate::ui::widgets::{Segment, segmented, text};

/// Room for the switch between modes, in points.
const MODES_WIDTH: f32 = 410.0;
/// Room at either side of the name of a menu.
const PADDING: f32 = 7.0;

/// Draws the bar.
pub fn top_bar_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &ViewState) {
    let whole = ui.max_rect();
    ui.horizontal_centered(|ui| {
        let theme = Theme::of(ui);
        text::bold(ui, ctx.tr.get("app.name"), theme.size.heading - 1.0);
        ui.add_space(10.0);
        let room = whole.right() - ui.cursor().left() - MODES_WIDTH - 16.0;
        if menus_width(ui, ctx) > room {
            one_menu_ui(ui, ctx, session);
        } else {
            menus_ui(ui, ctx, Some(session));
        }
        let left = ui.min_rect().right();
        modes_ui(ui, ctx, view, whole, left);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            palette_button_ui(ui, ctx);
        });
    });
}

/// The menus, one for each group of commands.
pub fn menus_ui(ui: &mut Ui, ctx: Ctx<'_>, session: Option<&Session>) {
    ui.spacing_mut().button_padding = vec2(PADDING, 4.0);
    ui.spacing_mut().item_spacing.x = 0.0;
    flat(ui);
    let weak = Theme::of(ui).weak;
    for group in Group::iter() {
        let name = egui::RichText::new(group_name(ctx, group)).color(weak);
        ui.menu_button(name, |ui| group_ui(ui, ctx, session, group));
    }
}

/// All menus in one, where there is no room for them beside the modes.
fn one_menu_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session) {
    flat(ui);
    let name = egui::RichText::new(ctx.tr.get("menu.all")).color(Theme::of(ui).weak);
    ui.menu_button(name, |ui| {
        ui.set_min_width(140.0);
        for group in Group::iter() {
            ui.menu_button(group_name(ctx, group), |ui| {
                group_ui(ui, ctx, Some(session), group);
            });
        }
    });
}

fn group_ui(ui: &mut Ui, ctx: Ctx<'_>, session: Option<&Session>, group: Group) {
    ui.set_min_width(236.0);
    for command in Command::iter().filter(|command| command.group() == group) {
        item_ui(ui, ctx, session, command);
    }
    if group == Group::View {
        choices_ui(ui, ctx, session);
    }
}

fn group_name(ctx: Ctx<'_>, group: Group) -> &'static str {
    ctx.tr.get(&format!("group.{}", group.id()))
}

/// The room that the menus take, in points.
fn menus_width(ui: &Ui, ctx: Ctx<'_>) -> f32 {
    let size = Theme::of(ui).size.text;
    let widths = Group::iter().map(|group| text::line(ui, group_name(ctx, group), size).size().x);
    widths.map(|width| width + 2.0 * PADDING).sum()
}

/// Buttons of a bar have no frame until the pointer is on them.
pub fn flat(ui: &mut Ui) {
    let inactive = &mut ui.visuals_mut().widgets.inactive;
    inactive.bg_stroke = egui::Stroke::NONE;
    inactive.weak_bg_fill = Theme::transparent();
}

fn item_ui(ui: &mut Ui, ctx: Ctx<'_>, session: Option<&Session>, command: Command) {
    let blocked = ctx.blocked(command);
    let text = command_text(ctx, session, command);
    let keys = command
        .shortcuts()
        .first()
        .map_or_else(String::new, |keys| key_text::shortcut(ui.ctx(), *keys));
    let button = Button::new(text).shortcut_text(keys);
    let response = ui.add_enabled(blocked.is_none(), button);
    let tip = blocked.unwrap_or_else(|| ctx.tr.get(&command.tip_key()));
    if response
        .on_hover_text(tip)
        .on_disabled_hover_text(tip)
        .clicked()
    {
        ctx.run(command);
        ui.close();
    }
}

/// The text of a command; undo and redo say what they would undo and redo.
pub fn command_text(ctx: Ctx<'_>, session: Option<&Session>, command: Command) -> String {
    let label = session.and_then(|session| match command {
        Command::Undo => session
            .undo_label()
            .map(|label| ("command.undo-what", label, session)),
        Command::Redo => session
            .redo_label()
            .map(|label| ("command.redo-what", label, session)),
        _ => None,
    });
    match label {
        Some((key, label, session)) => {
            let what = label_text::sentence(ctx.tr, session.schema(), label);
            ctx.tr.with(key, &[("what", &what)])
        }
        None => ctx.tr.get(&command.text_key()).to_owned(),
    }
}

/// Choices that are not commands: languages by name, layers.
fn choices_ui(ui: &mut Ui, ctx: Ctx<'_>, session: Option<&Session>) {
    ui.separator();
    for language in Language::ALL {
        let chosen = ctx.prefs.language() == language;
        if ui.radio(chosen, language.name()).clicked() && !chosen {
            ctx.run(Command::NextLanguage);
        }
    }
    let Some(session) = session.filter(|session| session.own_layers().nth(1).is_some()) else {
        return;
    };
    ui.separator();
    text::weak(ui, ctx.tr.get("layer.title"), Theme::of(ui).size.small);
    for layer in session.own_layers() {
        let chosen = session.layer() == layer.id;
        if ui.radio(chosen, layer.name.as_str()).clicked() && !chosen {
            ctx.send(Action::SetLayer(layer.id));
            ui.close();
        }
    }
}

/// The switch between modes, in the middle of the window where there is room.
fn modes_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &ViewState, whole: egui::Rect, left: f32) {
    const MODES: [(Mode, &str, &str); 4] = [
        (Mode::Segment, "mode.segment", "F2"),
        (Mode::Entities, "mode.entities", "F3"),
        (Mode::Read, "mode.read", "F4"),
        (Mode::Review, "mode.review", "F5"),
    ];
    let open = view.review.questions().len();
    let segments = MODES.map(|(mode, name, key)| Segment {
        label: ctx.tr.get(name),
        key,
        badge: if mode == Mode::Review { open } else { 0 },
    });
    let mut selected = MODES
        .iter()
        .position(|(mode, ..)| *mode == view.mode)
        .unwrap_or(0);
    let middle = (whole.center().x - MODES_WIDTH / 2.0).max(left + 16.0);
    ui.add_space(middle - ui.cursor().left());
    if segmented(ui, "modes", &segments, &mut selected).changed()
        && let Some((mode, ..)) = MODES.get(selected)
    {
        ctx.send(Action::SetMode(*mode));
    }
}

fn palette_button_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    let theme = Theme::of(ui);
    let keys = Command::Palette
        .shortcuts()
        .first()
        .map_or_else(String::new, |keys| key_text::shortcut(ui.ctx(), *keys));
    let name =
        egui::RichText::new(ctx.tr.with("palette.button", &[("keys", &keys)])).color(theme.weak);
    let button = Button::new(name)
        .fill(theme.field)
        .stroke((theme.size.line, theme.line))
        .min_size(vec2(150.0, 26.0));
    if ui.add(button).clicked() {
        ctx.run(Command::Palette);
    }
}
