//! Mode, layer, look, and which pane has the keyboard.

use egui::Context;

use crate::model::id::LayerId;
use crate::ui::app::{App, Project};
use crate::ui::command::Command;
use crate::ui::i18n::Language;
use crate::ui::theme::ThemeChoice;
use crate::ui::view_state::{Mode, Pane};

impl App {
    pub(super) fn set_mode(&mut self, mode: Mode) {
        self.prefs.mode = mode;
        if let Some((_, view)) = self.parts() {
            view.mode = mode;
            view.focus = Some(Pane::Page);
        }
        if mode == Mode::Review {
            self.show_current_question();
        }
    }

    /// The keyboard goes to the other side of Read mode.
    pub(super) fn switch_side(&mut self) {
        if let Some((_, view)) = self.parts() {
            view.read.side = view.read.side.other();
            view.focus = Some(Pane::Page);
        }
    }

    /// Shows or hides what corrections did to the clean text.
    pub(super) fn toggle_edits(&mut self) {
        if let Some((_, view)) = self.parts() {
            view.read.show_edits = !view.read.show_edits;
        }
    }

    pub(super) fn set_layer(&mut self, layer: LayerId) {
        self.settle_attribute();
        let Some((session, view)) = self.parts() else {
            return;
        };
        let outcome = session.set_layer(layer);
        let document = view.current.as_ref().map(|current| current.document.id);
        if let Err(error) = outcome {
            self.fail("error.document", &error);
        }
        if let Some(document) = document {
            self.open_document(document);
        }
    }

    /// Edits the layer after the one in use, and after the last the first.
    pub(super) fn next_layer(&mut self) {
        let Some((session, _)) = self.parts() else {
            return;
        };
        let layers: Vec<_> = session.own_layers().collect();
        let at = layers.iter().position(|layer| layer.id == session.layer());
        let next = layers.iter().cycle().nth(at.map_or(0, |at| at + 1));
        if let Some(id) = next.map(|layer| layer.id) {
            self.set_layer(id);
        }
    }

    /// Theme, language, zoom.
    pub(super) fn change_look(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::NextTheme => {
                // What a person sees decides: from light to dark and back.
                let dark = ctx.theme() == egui::Theme::Dark;
                self.prefs.theme = if dark {
                    ThemeChoice::Light
                } else {
                    ThemeChoice::Dark
                };
            }
            Command::NextLanguage => {
                let next = match self.prefs.language() {
                    Language::Zh => Language::En,
                    Language::En => Language::Zh,
                };
                self.prefs.language = Some(next);
            }
            Command::ZoomIn => self.prefs.set_zoom(self.prefs.zoom + 0.1),
            Command::ZoomOut => self.prefs.set_zoom(self.prefs.zoom - 0.1),
            _ => self.prefs.set_zoom(1.0),
        }
        self.restyle = true;
        ctx.request_repaint();
    }

    /// Gives the keyboard to the next pane that is shown.
    pub(super) fn move_focus(&mut self, ctx: &Context, step: isize) {
        let searches = self.view().is_some_and(|view| view.search.open);
        let shown = |pane: &Pane| match pane {
            Pane::Documents => self.prefs.show_documents,
            Pane::Inspector => self.prefs.show_inspector,
            Pane::Page => true,
            Pane::Search => searches,
        };
        let panes = [Pane::Documents, Pane::Page, Pane::Inspector, Pane::Search];
        let panes: Vec<_> = panes.into_iter().filter(shown).collect();
        let Some(Project { view, .. }) = &mut self.project else {
            return;
        };
        let now = view.pane_in_focus(ctx);
        let at = panes
            .iter()
            .position(|&pane| Some(pane) == now)
            .unwrap_or(0);
        let next = (at as isize + step).rem_euclid(panes.len() as isize) as usize;
        view.focus = panes.get(next).copied();
    }
}
