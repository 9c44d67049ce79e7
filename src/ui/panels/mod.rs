//! The panes of the window: each reads, draws, and sends actions.
//!
//! A pane whose content takes thought has it made by a `…_data` file of its
//! own, which can be tested as text.

pub mod article_card;
pub mod articles;
pub mod articles_data;
pub mod asked_text;
pub mod correct_field;
pub mod corrections;
pub mod corrections_data;
pub mod documents;
pub mod entities;
pub mod entities_data;
pub mod find_bar;
pub mod guideline;
pub mod hint_bar;
pub mod inspector;
pub mod page;
pub mod palette;
mod problem_row;
pub mod problems;
pub mod read;
pub mod records;
mod records_mentions;
pub mod relations;
pub mod review;
pub mod search;
pub mod search_list;
pub mod status_bar;
pub mod top_bar;
pub mod welcome;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::attributes::settle_attribute;
use super::context::Ctx;
use super::page_view::PAGE_KEYS;
use super::tasks::Tasks;
use super::theme::Theme;
use super::view_state::{Mode, Pane, ViewState};
use super::words::Words;
use crate::session::Session;

/// The window with an open project; `free` if nothing stands over it.
pub fn project_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    (tasks, words): (&Tasks, &Words),
    free: bool,
) {
    settle_attribute(ui, ctx, view);
    let theme = Theme::of(ui);
    let bar = Frame::new()
        .fill(theme.bar)
        .inner_margin(Margin::symmetric(12, 0));
    let side = Frame::new().fill(theme.panel);
    Panel::top("top bar")
        .exact_size(theme.size.top_bar)
        .frame(bar)
        .show(ui, |ui| {
            top_bar::top_bar_ui(ui, ctx, session, view);
        });
    Panel::bottom("status bar")
        .exact_size(theme.size.status_bar)
        .frame(bar)
        .show(ui, |ui| {
            status_bar::status_bar_ui(ui, ctx, session, view, tasks);
        });
    search::search_ui(ui, ctx, session, view, tasks, free);
    if ctx.prefs.show_documents {
        Panel::left("documents")
            .default_size(228.0)
            .size_range(160.0..=420.0)
            .frame(side)
            .show(ui, |ui| {
                documents::documents_ui(ui, ctx, session, view);
            });
    }
    if ctx.prefs.show_inspector {
        Panel::right("inspector")
            .default_size(330.0)
            .size_range(220.0..=560.0)
            .frame(side)
            .show(ui, |ui| {
                inspector::inspector_ui(ui, ctx, session, view);
            });
    }
    CentralPanel::default()
        .frame(Frame::new().fill(theme.paper))
        .show(ui, |ui| {
            page::page_ui(ui, ctx, session, view, words, free);
        });
    guideline::guideline_ui(ui.ctx(), ctx, session, view);
    give_focus(ui.ctx(), view, free);
}

/// Gives the keyboard to the pane that is to have it, once that pane is drawn.
///
/// Where nothing has it and nothing stands over the window (`free`), it goes back
/// to the page: after a click in a list or a menu the next key marks text again.
fn give_focus(ctx: &egui::Context, view: &mut ViewState, free: bool) {
    if egui::Popup::is_any_open(ctx) || view.menu.is_some() {
        return;
    }
    let idle = free && ctx.memory(|memory| memory.focused().is_none());
    let down = ctx.input(|input| input.pointer.any_down());
    let home = (idle && !down).then_some(Pane::Page);
    let Some(pane) = view.focus.or(home) else {
        return;
    };
    let Some(id) = view.widget_of(pane) else {
        return;
    };
    view.focus = None;
    if ctx.memory(|memory| memory.has_focus(id)) {
        // Asking again would forget which keys the pane keeps for itself, and the
        // next Tab would leave it.
        return;
    }
    ctx.memory_mut(|memory| {
        memory.request_focus(id);
        if pane == Pane::Page {
            // Its keys are its own from the very next event on.
            memory.set_focus_lock_filter(id, PAGE_KEYS);
        }
    });
    ctx.request_repaint();
}

/// The list of documents, as far as the keyboard is concerned.
pub fn documents_id() -> egui::Id {
    egui::Id::unique("broadsheet::documents")
}

/// The inspector, as far as the keyboard is concerned.
pub fn inspector_id() -> egui::Id {
    egui::Id::unique("broadsheet::inspector")
}

impl ViewState {
    /// The widget of a pane that takes the keyboard; `None` for a page that has
    /// not been drawn yet.
    pub fn widget_of(&self, pane: Pane) -> Option<egui::Id> {
        match pane {
            Pane::Documents => Some(documents_id()),
            Pane::Page if self.reads_clean() => self.read.widget.or(self.page_widget),
            Pane::Page => self.page_widget,
            Pane::Inspector => Some(inspector_id()),
            Pane::Search => Some(search_list::search_list_id()),
        }
    }

    /// The pane that has the keyboard.
    pub fn pane_in_focus(&self, ctx: &egui::Context) -> Option<Pane> {
        let focused = ctx.memory(egui::Memory::focused)?;
        if self.mode == Mode::Read && self.read.widget == Some(focused) {
            return Some(Pane::Page);
        }
        [Pane::Documents, Pane::Page, Pane::Inspector, Pane::Search]
            .into_iter()
            .find(|&pane| self.widget_of(pane) == Some(focused))
            .or_else(|| (self.page_widget == Some(focused)).then_some(Pane::Page))
    }
}
