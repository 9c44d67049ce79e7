//! Finding in the page: a field, the count, next and previous.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Panel, Ui};

use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::ime;
use crate::ui::theme::Theme;
use crate::ui::view_state::{Pane, ViewState};
use crate::ui::widgets::{Icon, IconButton, SearchField, text};

/// Selects what is in the field, so that typing replaces it.
fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state
        .cursor
        .set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
    state.store(ui.ctx(), id);
}

/// Draws the bar, if it is open.
pub fn find_bar_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &mut ViewState, free: bool) {
    let theme = Theme::of(ui);
    let no_menu = view.menu.is_none();
    let Some(find) = &mut view.find else { return };
    let composing = ime::composing(ui.ctx());
    let frame = Frame::new()
        .fill(theme.bar)
        .inner_margin(Margin::symmetric(16, 4));
    // Taken before the field is drawn, which would only clear itself.
    let listens = free && no_menu && !egui::Popup::is_any_open(ui.ctx());
    let escape = listens
        && !composing
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let mut close = false;
    Panel::top("find bar")
        .exact_size(36.0)
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                let id = egui::Id::unique("broadsheet::find");
                let before = find.needle.clone();
                let (name, clear) = (ctx.tr.get("find.name"), ctx.tr.get("search.clear"));
                let field = SearchField::new(&mut find.needle, name, clear)
                    .hint(ctx.tr.get("find.hint"))
                    .width(260.0);
                let response = field.id(id).show(ui);
                if std::mem::take(&mut find.focus) {
                    ui.memory_mut(|memory| memory.request_focus(id));
                    select_all(ui, id, &find.needle);
                }
                if find.needle != before {
                    ctx.send(Action::Find(find.needle.clone()));
                }
                if response.lost_focus()
                    && !composing
                    && ui.input(|input| input.key_pressed(Key::Enter))
                {
                    let shift = ui.input(|input| input.modifiers.shift);
                    ctx.run(if shift {
                        Command::FindPrevious
                    } else {
                        Command::FindNext
                    });
                    find.focus = true;
                }
                if ui
                    .add(IconButton::new(
                        Icon::Up,
                        ctx.tr.get("command.find-previous"),
                    ))
                    .clicked()
                {
                    ctx.run(Command::FindPrevious);
                }
                if ui
                    .add(IconButton::new(Icon::Down, ctx.tr.get("command.find-next")))
                    .clicked()
                {
                    ctx.run(Command::FindNext);
                }
                if !find.needle.trim().is_empty() {
                    let at = if find.hits.is_empty() { 0 } else { find.at + 1 };
                    let count = ctx
                        .tr
                        .with("find.count", &[("at", &at), ("n", &find.hits.len())]);
                    text::weak(ui, &count, theme.size.small);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    close = ui
                        .add(IconButton::new(Icon::Close, ctx.tr.get("find.close")))
                        .clicked();
                });
            });
        });
    if close || escape {
        view.find = None;
        view.focus = Some(Pane::Page);
    }
}
