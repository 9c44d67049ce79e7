//! The command palette: type a few letters, press Enter.
//!
//! The caller brings the entries in every pass and is told which one was
//! chosen; the palette knows nothing of what they do. Entries stand in groups;
//! a group with many answers shows the best and a row that shows the rest.
//! Matching is in [`matching`].

pub mod matching;
mod view;

use egui::{Context, Id, Key, Modifiers};

use self::matching::{Finder, Hit, Words};
use super::i18n::Tr;
use super::ime;

/// Entries of a group shown before the rest is folded.
const GROUP_CAP: usize = 7;

/// Rows that Page Up and Page Down skip.
const PAGE: usize = 10;

/// One thing to choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaletteEntry<'a> {
    /// Heading it stands under; entries of one group come one after another.
    pub group: &'a str,
    /// What is shown and matched.
    pub text: &'a str,
    /// Other words it is found by: its name in another language, synonyms.
    pub other_words: &'a str,
    /// Its key, shown at the right; may be empty.
    pub shortcut: &'a str,
    /// Why it cannot be chosen now, if so.
    pub blocked: Option<&'a str>,
}

/// The palette between two passes.
#[derive(Debug, Default)]
pub struct Palette {
    open: bool,
    query: String,
    /// Row among those shown, headings not counted.
    selected: usize,
    /// Groups whose rest is shown, by name.
    unfolded: Vec<String>,
    finder: Finder,
    /// Set for one pass after the selection moved, to scroll to it.
    scroll: bool,
    /// Set for one pass after opening, to take the focus.
    fresh: bool,
    /// The entry about which more is asked.
    asked: Option<usize>,
    /// What had the focus before, to get it back on closing.
    focus_before: Option<Id>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    /// Name of a group: index of its first entry.
    Heading(usize),
    /// An entry: its index, and the characters that matched.
    Entry(usize, Vec<u32>),
    /// The folded rest of a group: index of its first entry, how many.
    More(usize, usize),
}

impl Palette {
    /// Opens the palette with an empty query.
    pub fn open(&mut self) {
        self.open = true;
        self.fresh = true;
        self.query.clear();
        self.unfolded.clear();
        self.selected = 0;
        self.scroll = true;
    }

    /// Closes the palette.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Whether it is on screen.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// What has been typed.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The entry on which F1 was pressed, once; the palette stays open.
    pub fn take_asked(&mut self) -> Option<usize> {
        self.asked.take()
    }

    /// Shows the palette if it is open and returns the index of the entry the
    /// user chose in this pass; choosing closes it. Entries that are blocked
    /// cannot be chosen.
    pub fn show<'a>(
        &mut self,
        ctx: &Context,
        tr: Tr,
        entries: impl IntoIterator<Item = PaletteEntry<'a>>,
    ) -> Option<usize> {
        if !self.open {
            self.give_focus_back(ctx);
            return None;
        }
        if self.fresh {
            self.focus_before = ctx.memory(egui::Memory::focused);
        }
        let entries: Vec<PaletteEntry<'a>> = entries.into_iter().collect();
        // Asked before the field reads its events: the Enter that ends a
        // composition must not choose.
        // Its keys are kept from the field, too.
        let composing = ime::composing(ctx);
        let mut keys = Keys::take(ctx);
        if composing {
            keys = Keys::default();
        }
        if keys.escape {
            self.close();
            ctx.request_repaint();
            return None;
        }
        let lines = self.lines(&entries);
        self.move_selection(&keys, choosable(&lines));
        if keys.help {
            self.asked = self.entry(&lines);
        }
        let clicked = self.view(ctx, tr, &entries, &lines);
        let pressed = keys.enter.then_some(self.selected);
        let choice = self.choose(&entries, &lines, clicked.or(pressed)?);
        // One more pass, in which the focus goes back.
        ctx.request_repaint();
        choice
    }

    /// After closing, unless what was chosen took the focus itself.
    fn give_focus_back(&mut self, ctx: &Context) {
        if let Some(id) = self.focus_before.take() {
            ctx.memory_mut(|memory| {
                if memory.focused().is_none_or(|now| now == view::field_id()) {
                    memory.request_focus(id);
                }
            });
        }
    }

    /// What choosing row `row` does: an entry's index, or the rest unfolded.
    fn choose(
        &mut self,
        entries: &[PaletteEntry<'_>],
        lines: &[Line],
        row: usize,
    ) -> Option<usize> {
        let line = lines
            .iter()
            .filter(|line| !matches!(line, Line::Heading(_)))
            .nth(row)?;
        match *line {
            Line::Entry(index, _) if entries.get(index)?.blocked.is_none() => {
                self.close();
                Some(index)
            }
            Line::More(first, _) => {
                self.unfolded.push(entries.get(first)?.group.to_owned());
                self.scroll = true;
                None
            }
            Line::Entry(..) | Line::Heading(_) => None,
        }
    }

    /// The entry of the selected row.
    fn entry(&self, lines: &[Line]) -> Option<usize> {
        let mut rows = lines
            .iter()
            .filter(|line| !matches!(line, Line::Heading(_)));
        match rows.nth(self.selected)? {
            Line::Entry(index, _) => Some(*index),
            Line::More(..) | Line::Heading(_) => None,
        }
    }

    fn move_selection(&mut self, keys: &Keys, rows: usize) {
        let last = rows.saturating_sub(1);
        let before = self.selected;
        self.selected = self.selected.min(last);
        for _ in 0..keys.down {
            self.selected = if self.selected >= last {
                0
            } else {
                self.selected + 1
            };
        }
        for _ in 0..keys.up {
            self.selected = self.selected.checked_sub(1).unwrap_or(last);
        }
        self.selected = (self.selected + PAGE * keys.page_down).min(last);
        self.selected = self.selected.saturating_sub(PAGE * keys.page_up);
        self.scroll |= self.selected != before;
    }

    /// The rows for the query: groups by their best answer, answers by score,
    /// both in the caller's order where equal.
    fn lines(&self, entries: &[PaletteEntry<'_>]) -> Vec<Line> {
        let words = Words::new(&self.query);
        let query = self.finder.query(&words);
        let mut groups: Vec<Group<'_>> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let Some(hit) = query.ask(entry.text, entry.other_words) else {
                continue;
            };
            let score = hit.score;
            if let Some(group) = groups.iter_mut().find(|group| group.name == entry.group) {
                group.best = score.max(group.best);
                group.hits.push((index, hit));
            } else {
                groups.push(Group {
                    name: entry.group,
                    best: score,
                    hits: vec![(index, hit)],
                });
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.best));
        let mut lines = Vec::new();
        for Group { name, mut hits, .. } in groups {
            hits.sort_by_key(|(_, hit)| std::cmp::Reverse(hit.score));
            let Some(first) = hits.first().map(|(index, _)| *index) else {
                continue;
            };
            let all = hits.len();
            // One more row is no longer than the row that would announce it.
            let whole = all <= GROUP_CAP + 1 || self.unfolded.iter().any(|open| open == name);
            let shown = if whole { all } else { GROUP_CAP };
            lines.push(Line::Heading(first));
            let kept = hits.into_iter().take(shown);
            lines.extend(kept.map(|(index, hit)| Line::Entry(index, hit.chars)));
            if !whole {
                lines.push(Line::More(first, all - shown));
            }
        }
        lines
    }
}

/// The answers of one group.
struct Group<'a> {
    name: &'a str,
    /// Best score among them.
    best: u32,
    /// Index of the entry and how it answers.
    hits: Vec<(usize, Hit)>,
}

fn choosable(lines: &[Line]) -> usize {
    lines
        .iter()
        .filter(|line| !matches!(line, Line::Heading(_)))
        .count()
}

/// Keys the palette answers, taken from the field below it.
#[derive(Default)]
struct Keys {
    up: usize,
    down: usize,
    page_up: usize,
    page_down: usize,
    enter: bool,
    escape: bool,
    help: bool,
}

impl Keys {
    fn take(ctx: &Context) -> Self {
        ctx.input_mut(|input| {
            let mut take = |key| input.count_and_consume_key(Modifiers::NONE, key);
            Self {
                up: take(Key::ArrowUp),
                down: take(Key::ArrowDown),
                page_up: take(Key::PageUp),
                page_down: take(Key::PageDown),
                enter: take(Key::Enter) > 0,
                escape: take(Key::Escape) > 0,
                help: take(Key::F1) > 0,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries<'a>(group: &'a str, texts: &[&'a str]) -> Vec<PaletteEntry<'a>> {
        texts
            .iter()
            .map(|text| PaletteEntry {
                group,
                text,
                ..PaletteEntry::default()
            })
            .collect()
    }

    #[test]
    fn long_group_is_folded_until_its_rest_is_asked_for() {
        let texts: Vec<String> = (0..20).map(|n| format!("命令 {n}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let all = entries("组", &texts);
        let mut palette = Palette::default();
        palette.open();
        let lines = palette.lines(&all);
        assert_eq!(lines.len(), 1 + GROUP_CAP + 1);
        assert_eq!(lines.last(), Some(&Line::More(0, 13)));
        assert_eq!(palette.choose(&all, &lines, GROUP_CAP), None);
        assert!(palette.is_open());
        assert_eq!(palette.lines(&all).len(), 21);
    }

    #[test]
    fn group_with_the_best_answer_comes_first() {
        let mut all = entries("甲", &["exclude page", "x"]);
        all.extend(entries("乙", &["export"]));
        let mut palette = Palette::default();
        palette.open();
        palette.query = "export".to_owned();
        assert_eq!(palette.lines(&all).first(), Some(&Line::Heading(2)));
        palette.query.clear();
        assert_eq!(palette.lines(&all).first(), Some(&Line::Heading(0)));
    }

    #[test]
    fn blocked_entry_cannot_be_chosen() {
        let mut all = entries("组", &["撤销"]);
        all[0].blocked = Some("没有可撤销的操作");
        let mut palette = Palette::default();
        palette.open();
        let lines = palette.lines(&all);
        assert_eq!(palette.choose(&all, &lines, 0), None);
        assert!(palette.is_open());
    }
}
