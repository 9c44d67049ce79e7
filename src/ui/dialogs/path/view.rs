//! How the path dialog looks, and its keys.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Context, CornerRadius, EventFilter, Frame, Id, Margin, Modifiers, Role, ScrollArea, Sense,
    Stroke, TextEdit, Ui, Vec2, WidgetInfo,
};

use super::listing::Listing;
use super::{Outcome, PathDialog, PathMode, Unreadable};
use crate::ui::dialogs::{Dialog, DialogButton};
use crate::ui::i18n::Tr;
use crate::ui::ime;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;
use crate::ui::widgets::{Elide, Elided, Icon, IconButton, Row, elided, keycap};

const LIST_HEIGHT: f32 = 300.0;
const PLACES_WIDTH: f32 = 132.0;
impl PathDialog {
    pub(super) fn field_id(&self) -> Id {
        self.id.with("field")
    }

    pub(super) fn list_id(&self) -> Id {
        self.id.with("list")
    }

    pub(super) fn view(&mut self, ctx: &Context, tr: Tr) -> Option<Outcome> {
        let composing = ime::composing(ctx);
        let listens = self.overwrite.is_none() && !self.fresh && !composing;
        let mut outcome = listens.then(|| self.keys(ctx)).flatten();
        let main = match self.mode {
            PathMode::OpenFile | PathMode::OpenFiles => tr.get("path.open"),
            PathMode::OpenFolder => tr.get("path.choose_folder"),
            PathMode::SaveFile => tr.get("path.save"),
        };
        let title = self.title.clone();
        let buttons = [
            DialogButton::cancel(tr.get("dialog.cancel")),
            DialogButton::default_action(main),
        ];
        let answer = Dialog::new(self.id, &title)
            .width(720.0)
            .without_keys()
            .show(ctx, &buttons, |ui| self.body(ui, tr));
        outcome = outcome.or(answer.inner);
        match answer.pressed {
            Some(0) => outcome = Some(Outcome::Cancelled),
            Some(_) => outcome = outcome.or_else(|| self.accept()),
            None => {}
        }
        outcome.or_else(|| self.ask_overwrite(ctx, tr))
    }

    fn body(&mut self, ui: &mut Ui, tr: Tr) -> Option<Outcome> {
        self.path_row(ui, tr);
        let mut outcome = None;
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(PLACES_WIDTH);
                self.places(ui, tr);
            });
            outcome = self.list(ui, tr);
        });
        self.foot(ui, tr);
        self.fresh = false;
        outcome
    }

    fn path_row(&mut self, ui: &mut Ui, tr: Tr) {
        ui.horizontal(|ui| {
            let theme = Theme::of(ui);
            let up = IconButton::new(Icon::Up, tr.get("path.up")).side(theme.size.row);
            if ui.add(up).clicked() {
                self.go_up();
            }
            let id = self.field_id();
            if std::mem::take(&mut self.moved) {
                caret_to_end(ui.ctx(), id, &self.text);
            }
            let hint_width = 76.0;
            let edit = TextEdit::singleline(&mut self.text)
                .id(id)
                .desired_width(ui.available_width() - hint_width)
                .return_key(None)
                .event_filter(EventFilter {
                    tab: true,
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    escape: true,
                });
            let response = ui.add(edit).accessible_name(tr.get("path.name"));
            if self.fresh && self.mode == PathMode::SaveFile {
                response.request_focus();
            }
            if response.changed() {
                self.after_typing();
            }
            ui.spacing_mut().item_spacing.x = 5.0;
            keycap(ui, "Tab");
            text::weak(ui, tr.get("path.tab"), theme.size.small);
        });
    }

    fn places(&mut self, ui: &mut Ui, tr: Tr) {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = 1.0;
        text::weak(ui, tr.get("path.places"), theme.size.small);
        let mut wanted = None;
        for (key, icon, folder) in &self.places {
            let name = tr.get(key);
            let (rect, response) = Row::new(name, theme.size.row)
                .rounded()
                .selected(*folder == self.folder)
                .show(ui);
            let painter = ui.painter_at(rect);
            let middle = rect.center().y;
            let spot = egui::pos2(rect.left() + 15.0, middle);
            icon.paint(&painter, spot, 13.0, theme.weak);
            let galley = text::line(ui, name, theme.size.text);
            let at = text::centered(rect.left() + 28.0, middle, &galley);
            painter.galley(at, galley, theme.text);
            if response.on_hover_text(folder.to_string_lossy()).clicked() {
                wanted = Some(folder.clone());
            }
        }
        if let Some(folder) = wanted {
            self.go_to(folder);
        }
    }

    fn list(&mut self, ui: &mut Ui, tr: Tr) -> Option<Outcome> {
        let theme = Theme::of(ui);
        let id = self.list_id();
        let focused = ui.memory(|memory| memory.has_focus(id));
        let edge = if focused { theme.accent } else { theme.line };
        let mut clicked = None;
        Frame::new()
            .fill(theme.field)
            .stroke(Stroke::new(theme.size.line, edge))
            .corner_radius(CornerRadius::same(theme.size.rounding))
            .inner_margin(Margin::same(4))
            .show(ui, |ui| {
                let room = Vec2::new(ui.available_width(), LIST_HEIGHT);
                let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
                self.listen(ui, tr, rect);
                let down = egui::Layout::top_down(egui::Align::Min);
                let place = egui::UiBuilder::new().max_rect(rect).layout(down);
                let mut inside = ui.new_child(place);
                if self.shown.is_empty() {
                    self.empty(&mut inside, tr);
                } else {
                    clicked = self.rows(&mut inside);
                }
            });
        let (row, double, modifiers) = clicked?;
        ui.memory_mut(|memory| memory.request_focus(id));
        self.click(row, double, modifiers)
    }

    /// Makes the list a widget that can have the focus.
    fn listen(&mut self, ui: &Ui, tr: Tr, rect: egui::Rect) {
        let id = self.list_id();
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), tr.get("path.list"))
        });
        if self.fresh && self.mode != PathMode::SaveFile {
            response.request_focus();
        }
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                id,
                EventFilter {
                    tab: false,
                    horizontal_arrows: false,
                    vertical_arrows: true,
                    escape: true,
                },
            );
        });
    }

    fn rows(&mut self, ui: &mut Ui) -> Option<(usize, bool, Modifiers)> {
        let height = Theme::of(ui).size.row;
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(offset) = self.offset_to_cursor(ui, height) {
            area = area.vertical_scroll_offset(offset);
        }
        let mut clicked = None;
        let shown = area.show_rows(ui, height, self.shown.len(), |ui, range| {
            for row in range {
                let Some(response) = self.row(ui, row, height) else {
                    continue;
                };
                if response.clicked() {
                    let modifiers = ui.input(|input| input.modifiers);
                    clicked = Some((row, response.double_clicked(), modifiers));
                }
            }
        });
        let seen = (shown.state.clamped_offset().y, self.cursor);
        ui.data_mut(|data| data.insert_temp(self.id.with("scroll"), seen));
        clicked
    }

    /// Where to scroll so that the cursor is seen, if it moved out of sight.
    fn offset_to_cursor(&self, ui: &Ui, height: f32) -> Option<f32> {
        let slot = self.id.with("scroll");
        let (offset, last): (f32, Option<usize>) = ui.data(|data| data.get_temp(slot))?;
        let row = self.cursor.filter(|_| self.cursor != last)?;
        let row = f32::from(u16::try_from(row).unwrap_or(u16::MAX));
        let (top, bottom) = (row * height, (row + 1.0) * height);
        let view = ui.available_height();
        if top < offset {
            Some(top)
        } else if bottom > offset + view {
            Some(bottom - view)
        } else {
            None
        }
    }

    fn row(&self, ui: &mut Ui, row: usize, height: f32) -> Option<egui::Response> {
        let theme = Theme::of(ui);
        let entry = self.entry(row)?;
        let selected = self.cursor == Some(row) || self.picked.contains(&entry.path);
        let (rect, response) = Row::new(&entry.name, height)
            .rounded()
            .selected(selected)
            .show(ui);
        let painter = ui.painter_at(rect);
        let middle = rect.center().y;
        let (icon, color) = if entry.folder {
            (Icon::Folder, theme.accent)
        } else {
            (Icon::File, theme.weak)
        };
        let spot = egui::pos2(rect.left() + 15.0, middle);
        icon.paint(&painter, spot, 13.0, color);
        let left = rect.left() + 30.0;
        let room = rect.right() - 8.0 - left;
        let (galley, cut) = elided::cut_end(ui, &entry.name, theme.size.text, room);
        painter.galley(text::centered(left, middle, &galley), galley, theme.text);
        if cut {
            return Some(response.on_hover_text(entry.name.as_str()));
        }
        Some(response)
    }

    fn empty(&self, ui: &mut Ui, tr: Tr) {
        let key = match &self.listing {
            Some(Listing::Read(entries)) if entries.is_empty() => "path.empty",
            Some(Listing::Read(_)) => "path.none_fit",
            Some(Listing::Failed(_)) => return,
            Some(Listing::Reading(_)) | None => "path.loading",
        };
        let size = Theme::of(ui).size.text;
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            text::weak(ui, tr.get(key), size);
        });
    }

    /// One line under the list: what is wrong, or what is shown and picked.
    fn foot(&self, ui: &mut Ui, tr: Tr) {
        let theme = Theme::of(ui);
        // The same height with and without a sentence, so that nothing jumps.
        ui.add_space(2.0);
        let line = ui.text_style_height(&egui::TextStyle::Body);
        ui.scope(|ui| {
            ui.set_min_height(line);
            self.foot_line(ui, theme, tr);
        });
    }

    fn foot_line(&self, ui: &mut Ui, theme: &Theme, tr: Tr) {
        if let Some(trouble) = &self.trouble {
            let reason = match &self.listing {
                Some(Listing::Failed(Unreadable::Other(reason))) => reason.as_str(),
                _ => "",
            };
            let path = trouble.path.display();
            let sentence = tr.with(trouble.key, &[("path", &path), ("reason", &reason)]);
            let response = ui.colored_label(theme.danger, &sentence);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_live(egui::accesskit::Live::Assertive);
            });
            return;
        }
        let mut parts = Vec::new();
        if !self.extensions.is_empty() && self.mode != PathMode::OpenFolder {
            let kinds: Vec<String> = self
                .extensions
                .iter()
                .map(|one| format!(".{one}"))
                .collect();
            parts.push(tr.with("path.only", &[("kinds", &kinds.join(" "))]));
        }
        if self.picked.len() > 1 {
            parts.push(tr.with("path.picked", &[("n", &self.picked.len())]));
        }
        text::weak(ui, &parts.join(" · "), theme.size.small);
    }

    fn ask_overwrite(&mut self, ctx: &Context, tr: Tr) -> Option<Outcome> {
        let path = self.overwrite.clone()?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let buttons = [
            DialogButton::cancel(tr.get("dialog.cancel")),
            DialogButton::default_action(tr.get("path.overwrite_yes")).danger(),
        ];
        let question = tr.with("path.overwrite", &[("name", &name)]);
        let answer = Dialog::new(self.id.with("overwrite"), tr.get("path.overwrite_title")).show(
            ctx,
            &buttons,
            |ui| {
                ui.label(question);
                let theme = Theme::of(ui);
                let place = path.to_string_lossy();
                let line = Elided::new(&place).elide(Elide::Start).color(theme.weak);
                ui.add(line.size(theme.size.small));
            },
        );
        match answer.pressed? {
            0 => {
                self.overwrite = None;
                None
            }
            _ => Some(Outcome::Chosen(vec![path])),
        }
    }
}

fn caret_to_end(ctx: &Context, id: Id, text: &str) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ctx, id);
}
