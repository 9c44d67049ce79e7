//! Keys and clicks of the path dialog.

use egui::{Context, Event, Key, Modifiers};

use super::{Outcome, PathDialog, PathMode};

const PAGE: usize = 10;

/// More rows than any list has.
const FAR: usize = usize::MAX / 2;

impl PathDialog {
    /// Keys of the dialog, taken before the field sees them.
    pub(super) fn keys(&mut self, ctx: &Context) -> Option<Outcome> {
        let focused = ctx.memory(egui::Memory::focused);
        let in_list = focused == Some(self.list_id());
        let in_field = focused == Some(self.field_id());
        let hit = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if hit(Key::Escape) {
            return Some(Outcome::Cancelled);
        }
        if !(in_list || in_field || focused.is_none()) {
            return None;
        }
        if in_field && hit(Key::Tab) && !self.complete() {
            ctx.memory_mut(|memory| memory.request_focus(self.list_id()));
        }
        if in_list {
            self.list_keys(ctx);
        }
        self.move_cursor(ctx, in_list);
        hit(Key::Enter).then(|| self.activate()).flatten()
    }

    /// Keys that only the list answers: in the field they write.
    fn list_keys(&mut self, ctx: &Context) {
        let hit = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        if hit(Modifiers::NONE, Key::Backspace) {
            self.go_up();
        }
        let several = self.mode == PathMode::OpenFiles;
        if several && hit(Modifiers::COMMAND, Key::A) {
            for row in 0..self.shown.len() {
                if let Some(entry) = self.entry(row).filter(|entry| !entry.folder) {
                    let path = entry.path.clone();
                    self.picked.insert(path);
                }
            }
        }
        let spaced = hit(Modifiers::NONE, Key::Space);
        if let Some(row) = self.cursor.filter(|_| several && spaced) {
            self.toggle_pick(row);
        }
        // A letter begins a name: it goes to the field.
        let letters: String = ctx.input_mut(|input| {
            let mut letters = String::new();
            input.events.retain(|event| match event {
                Event::Text(typed) => {
                    letters.push_str(typed.trim());
                    false
                }
                _ => true,
            });
            letters
        });
        if !letters.is_empty() {
            self.text = super::folder_text(&self.folder);
            self.text.push_str(&letters);
            self.moved = true;
            self.after_typing();
            ctx.memory_mut(|memory| memory.request_focus(self.field_id()));
        }
    }

    fn move_cursor(&mut self, ctx: &Context, in_list: bool) {
        let count = |key| {
            ctx.input_mut(|input| {
                let shifted = input.count_and_consume_key(Modifiers::SHIFT, key);
                (input.count_and_consume_key(Modifiers::NONE, key), shifted)
            })
        };
        let Some(last) = self.shown.len().checked_sub(1) else {
            return;
        };
        let step = |from: Option<usize>, down: bool, by: usize| match (from, down) {
            (None, _) if (by == FAR) == down => last,
            (None, _) => 0,
            (Some(row), true) => (row + by).min(last),
            (Some(row), false) => row.saturating_sub(by),
        };
        let moves = [
            (Key::ArrowDown, true, 1),
            (Key::ArrowUp, false, 1),
            (Key::PageDown, true, PAGE),
            (Key::PageUp, false, PAGE),
            (Key::End, true, FAR),
            (Key::Home, false, FAR),
        ];
        for (key, down, by) in moves {
            if by == FAR && !in_list {
                continue;
            }
            let (plain, shifted) = count(key);
            for turn in 0..plain + shifted {
                let row = step(self.cursor, down, by);
                if turn < shifted && self.mode == PathMode::OpenFiles {
                    self.pick_range(row);
                } else {
                    self.picked.clear();
                }
                self.put_cursor(row);
            }
        }
    }

    /// A click on a row: moves the cursor, picks, or on a double click opens.
    pub(super) fn click(
        &mut self,
        row: usize,
        double: bool,
        modifiers: Modifiers,
    ) -> Option<Outcome> {
        let several = self.mode == PathMode::OpenFiles;
        if several && modifiers.shift {
            self.pick_range(row);
        } else if several && modifiers.command {
            if self.picked.is_empty()
                && let Some(before) = self.cursor
            {
                self.toggle_pick(before);
            }
            self.toggle_pick(row);
        } else {
            self.picked.clear();
        }
        self.put_cursor(row);
        double.then(|| self.activate()).flatten()
    }
}
