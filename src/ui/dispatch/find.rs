//! Finding text in the page.

use crate::text::source::SourceText;
use crate::text::span::Span;
use crate::ui::app::App;
use crate::ui::view_state::FindState;

/// More hits than a person walks through.
const MOST_HITS: usize = 10_000;

impl App {
    /// Opens the find bar, with the selection as the text to find.
    pub(super) fn open_find(&mut self) {
        let selected = self
            .view()
            .map_or_else(Span::default, |view| view.page.selection());
        let text = self
            .with_page(|page| page.source.slice(selected).to_owned())
            .unwrap_or_default();
        let Some((_, view)) = self.parts() else {
            return;
        };
        let find = view.find.get_or_insert_with(FindState::default);
        find.focus = true;
        if !text.is_empty() && !text.contains('\n') {
            find.needle = text.clone();
            self.find(&text);
        }
    }

    /// Looks for `needle` from the caret on; an empty one closes the find bar.
    pub(super) fn find(&mut self, needle: &str) {
        let hits = self.find_all(needle);
        let Some((_, view)) = self.parts() else {
            return;
        };
        let caret = view.page.selection().start();
        let scope = view.current.as_ref().map(|current| current.scope);
        let Some(find) = &mut view.find else { return };
        find.at = hits
            .iter()
            .position(|hit| hit.start() >= caret)
            .unwrap_or(0);
        find.hits = hits;
        find.made_for = scope.map(|scope| (needle.to_owned(), scope));
        if let Some(&hit) = find.hits.get(find.at) {
            view.page.select(hit);
            view.page.reveal(hit);
        }
    }

    /// Where `needle` stands in what the page reads, and where it stands in raw text
    /// that a correction replaces.
    fn find_all(&mut self, needle: &str) -> Vec<Span> {
        let Some((session, view)) = self.parts() else {
            return Vec::new();
        };
        let scope = view.current.as_ref().map(|current| current.scope);
        let Some(page) = scope.and_then(|scope| session.page(scope)) else {
            return Vec::new();
        };
        let made = view.page_reading.get(page.scope, page.revision, 0, || {
            Some(page.readings().page())
        });
        let Some(reading) = made else {
            return Vec::new();
        };
        let in_reading = hits(reading.source(), needle).into_iter();
        let mut found: Vec<_> = in_reading
            .filter_map(|hit| reading.raw_stretch_of(hit.start().0..hit.end().0, &page.source))
            .collect();
        if page.annotations.corrections().next().is_some() {
            let touched = |hit: &Span| page.annotations.corrections_in(*hit).next().is_some();
            found.extend(hits(&page.source, needle).into_iter().filter(touched));
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// Goes to the next (`1`) or previous (`-1`) hit.
    pub(super) fn next_hit(&mut self, step: isize) {
        let Some((_, view)) = self.parts() else {
            return;
        };
        let Some(find) = &mut view.find else { return };
        let count = find.hits.len() as isize;
        if count == 0 {
            return;
        }
        find.at = (find.at as isize + step).rem_euclid(count) as usize;
        if let Some(&hit) = find.hits.get(find.at) {
            view.page.select(hit);
            view.page.reveal(hit);
        }
    }
}

/// Where `needle` is, letters of either case. White space in the text is passed
/// over, so that a name cut by a line break is found.
fn hits(source: &SourceText, needle: &str) -> Vec<Span> {
    let fold = |c: char| c.to_lowercase().next().unwrap_or(c);
    let wanted: Vec<char> = needle
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect();
    let Some(&first) = wanted.first() else {
        return Vec::new();
    };
    let ink: Vec<(u32, char)> = source
        .text()
        .chars()
        .zip(0..)
        .filter(|(c, _)| !c.is_whitespace())
        .map(|(c, at)| (at, fold(c)))
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(window) = ink.get(at..at + wanted.len()) {
        if window.first().is_some_and(|(_, c)| *c == first)
            && window.iter().map(|(_, c)| c).eq(&wanted)
        {
            let ends = window.first().zip(window.last());
            found.extend(ends.and_then(|(start, end)| Span::new(start.0, end.0 + 1)));
            at += wanted.len();
        } else {
            at += 1;
        }
        if found.len() == MOST_HITS {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cut_by_a_line_break_is_found() {
        let source = SourceText::new("在上\n\n海市 York yo\nrk");
        let found = |needle| {
            hits(&source, needle)
                .into_iter()
                .map(|hit| source.slice(hit))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("上海"), ["上\n\n海"]);
        assert_eq!(found("york"), ["York", "yo\nrk"]);
        assert_eq!(found(" "), Vec::<&str>::new());
    }
}
