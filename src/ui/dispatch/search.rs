//! Searching the corpus: asking, taking what comes, going there, tagging, writing.

use std::path::Path;
use std::sync::Arc;

use crate::model::id::Label;
use crate::session::mentions::Tagged;
use crate::session::search::{SortBy, sort_hits};
use crate::text::span::Span;
use crate::ui::app::App;
use crate::ui::files::Purpose;
use crate::ui::tasks::Searched;
use crate::ui::view_state::Pane;

/// So many hits are sorted between two frames; more are left to a job.
const SORTED_AT_ONCE: usize = 2000;

impl App {
    /// Opens the search, with the selection as what is looked for; closes it if it has
    /// the keyboard already.
    pub(super) fn open_search(&mut self) {
        let selected = self
            .view()
            .map_or_else(Span::default, |view| view.page.selection());
        let text = self.with_page(|page| page.source.slice(selected).trim().to_owned());
        let text = text.filter(|text| !text.is_empty() && !text.contains('\n'));
        let Some((_, view)) = self.parts() else {
            return;
        };
        view.search.open = true;
        view.search.focus_field = true;
        if let Some(text) = text.filter(|text| *text != view.search.form.text) {
            view.search.form.text = text;
            view.search.form.regex = false;
            self.search();
        }
    }

    /// Closes the search; what was found is there when it is opened again.
    pub(super) fn close_search(&mut self) {
        self.tasks.stop_search();
        if let Some((_, view)) = self.parts() {
            view.search.open = false;
            view.focus = Some(Pane::Page);
        }
    }

    /// Looks for what is filled in now.
    pub(super) fn search(&mut self) {
        let wake = self.wake.clone();
        let path = self.project_file().map(|(path, _)| path);
        let Some((session, view)) = self.parts() else {
            return;
        };
        let search = &mut view.search;
        search.clear();
        search.layer = Some(session.layer());
        match search.form.request(session.layer()) {
            Ok(None) => self.tasks.forget_search(),
            Ok(Some(request)) => {
                if let Some(path) = path {
                    self.tasks.search(path, request, wake);
                }
            }
            Err(error) => {
                search.problem = Some(error);
                self.tasks.forget_search();
            }
        }
    }

    /// Takes what the search has found since the last frame.
    pub(in crate::ui) fn poll_search(&mut self) {
        let Some(searched) = self.tasks.searched() else {
            return;
        };
        let Some((_, view)) = self.parts() else {
            return;
        };
        match searched {
            Searched::Hits(hits) => {
                view.search.take(hits);
                (self.wake)();
            }
            Searched::Ended(Ok(report)) => {
                view.search.report = Some(report);
                let by = view.search.sort;
                self.sort_hits(by);
            }
            Searched::Ended(Err(reason)) => {
                let text = self.tr().get("error.search").to_owned();
                self.toasts.error_with_detail(text, reason);
            }
        }
    }

    /// Puts the hits into another order.
    pub(super) fn sort_hits(&mut self, by: SortBy) {
        let wake = self.wake.clone();
        let Some((_, view)) = self.parts() else {
            return;
        };
        let search = &mut view.search;
        search.sort = by;
        let count = search.hits.len();
        if by == SortBy::Found || count <= SORTED_AT_ONCE {
            let order = sort_hits(&search.hits, by);
            self.sorted(count, by, order);
        } else {
            let hits: Vec<Arc<_>> = search.hits.clone();
            self.tasks.sort_hits(hits, by, wake);
        }
    }

    /// Takes an order of so many hits, if it is still asked for.
    pub(super) fn sorted(&mut self, count: usize, by: SortBy, order: Vec<usize>) {
        let Some((_, view)) = self.parts() else {
            return;
        };
        let search = &mut view.search;
        if search.hits.len() == count && search.sort == by {
            let on = search.row(search.cursor).map(|(at, _)| at);
            search.order = order;
            let row = on.and_then(|on| search.order.iter().position(|&at| at == on));
            let last = search.order.len().saturating_sub(1);
            let back = search.back_to.take().or(row);
            search.cursor = back.unwrap_or(0).min(last);
            search.reveal = true;
        }
    }

    /// Shows the hit of a row in its page; the list keeps the keyboard if it is only
    /// looked at.
    pub(super) fn show_hit(&mut self, row: usize) {
        let place = self.parts().and_then(|(_, view)| {
            view.search.cursor = row;
            view.search.row(row).map(|(_, hit)| hit.place())
        });
        if let Some((document, span)) = place {
            self.show_place(document, span);
        }
    }

    /// Tags the chosen hits, or the one at hand.
    pub(super) fn tag_hits(&mut self, label: Label) {
        if self.refuse_while_busy() {
            return;
        }
        let Some(search) = self.view().map(|view| &view.search) else {
            return;
        };
        if search.report.is_none() {
            // What is there now may stand in another row in a moment.
            self.toasts.info(self.tr().get("search.going-on"));
            return;
        }
        let (places, layer) = (search.places(), search.layer);
        if let Some(mut work) = self.work().filter(|_| !places.is_empty()) {
            // Hits are tagged where they were judged.
            work.layer = layer.unwrap_or(work.layer);
            let wake = self.wake.clone();
            self.tasks.tag_spans(work, places, label, wake);
        }
    }

    /// Says what became of the hits, and looks again.
    pub(super) fn tagged_hits(&mut self, done: Tagged) {
        self.after_change();
        self.tell_tagged(done, 1);
        let row = self.view().map(|view| view.search.cursor);
        self.search();
        if let Some((_, view)) = self.parts() {
            view.search.back_to = row;
        }
    }

    /// Asks where the table of hits goes.
    pub(super) fn ask_hits(&mut self) {
        let name = "hits.csv".to_owned();
        let kind = ("files.kind-export", &["csv"][..]);
        self.ask(Purpose::HitsTo, "files.hits", name, kind);
    }

    /// Writes the hits as a table.
    pub(in crate::ui) fn write_hits(&mut self, path: &Path) {
        if self.refuse_while_busy() {
            return;
        }
        let hits = self
            .view()
            .map(|view| view.search.listed())
            .unwrap_or_default();
        let layer = self.view().and_then(|view| view.search.layer);
        if let Some((mut work, layer)) = self.work().zip(layer) {
            work.layer = layer;
            let (path, wake) = (path.to_path_buf(), self.wake.clone());
            self.tasks.write_hits(work, hits, path, wake);
        }
    }
}
