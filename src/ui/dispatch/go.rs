//! Moving around: documents, open questions, lines, growing the selection.

use crate::edit::draft::Page;
use crate::model::id::{DocumentId, EntityId};
use crate::model::layer::Scope;
use crate::text::offset::CharOffset;
use crate::text::span::Span;
use crate::ui::app::{App, Project};
use crate::ui::view_state::{Current, Mode};

impl App {
    /// Shows a document.
    pub(super) fn open_document(&mut self, id: DocumentId) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let scope = Scope {
            document: id,
            layer: session.layer(),
        };
        if view
            .current
            .as_ref()
            .is_some_and(|current| current.scope == scope)
        {
            return;
        }
        // Not every page that comes was asked for while nothing was being typed.
        self.settle_attribute();
        if !self.settle_correction() {
            return;
        }
        let Some((session, view)) = self.parts() else {
            return;
        };
        let loaded = session.document(id).and_then(|document| {
            session.load(scope)?;
            Ok(document)
        });
        match loaded {
            Ok(document) => {
                let same = view
                    .current
                    .as_ref()
                    .is_some_and(|current| current.scope.document == id);
                view.current = Some(Current {
                    document,
                    scope,
                    revision: session.revision(),
                });
                if !same {
                    view.page = Default::default();
                    view.read.clean = Default::default();
                    view.asked = Default::default();
                    view.review.show_when_there();
                    view.list.reveal = true;
                }
                view.entity = None;
                view.relating = None;
                view.correcting = None;
                if !same {
                    self.suggest_page(false);
                }
            }
            Err(error) => self.fail("error.document", &error),
        }
    }

    /// Shows the next (`1`) or previous (`-1`) document of the list.
    pub(super) fn step_document(&mut self, step: isize) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let rows = view.list.rows.clone();
        let row = view
            .current
            .as_ref()
            .and_then(|current| session.row_of(current.document.id).ok().flatten());
        let at = row.and_then(|row| rows.iter().position(|&other| other == row));
        let next = match at {
            Some(at) => (at as isize + step).rem_euclid(rows.len().max(1) as isize) as usize,
            None => 0,
        };
        let Some(&row) = rows.get(next) else { return };
        match session.documents_at(&[row], session.layer()) {
            Ok(found) => {
                if let Some(found) = found.first() {
                    let id = found.document.id;
                    self.open_document(id);
                }
            }
            Err(error) => self.fail("error.document", &error),
        }
    }

    pub(super) fn go_to_line(&mut self, line: usize) {
        let span = self.with_page(|page| page.source.line_span(line.saturating_sub(1)));
        if let (Some(span), Some((_, view))) = (span, self.parts()) {
            view.page.select(Span::caret(span.start()));
            view.page.reveal(span);
            view.review.show_nothing();
        }
    }

    pub(super) fn reveal(&mut self, span: Span) {
        if let Some((_, view)) = self.parts() {
            view.page.select(span);
            view.page.reveal(span);
            view.review.show_nothing();
            view.focus = Some(crate::ui::view_state::Pane::Page);
        }
    }

    pub(super) fn select_entity(&mut self, id: EntityId) {
        let span = self
            .with_page(|page| page.annotations.entity(id).map(|entity| entity.span))
            .flatten();
        if let (Some(span), Some((_, view))) = (span, self.parts()) {
            view.entity = Some(id);
            view.held.take(Some(id));
            view.page.set_caret(span.start());
            view.page.reveal(span);
            view.review.show_nothing();
            view.focus = Some(crate::ui::view_state::Pane::Page);
        }
    }

    /// The next open question: in mode Segment text that belongs to nothing, in
    /// modes Entities and Read the next entity.
    pub(super) fn next_open(&mut self, step: isize) {
        let Some(mode) = self.view().map(|view| view.mode) else {
            return;
        };
        let selection = self
            .view()
            .map_or_else(Span::default, |view| view.page.selection());
        if mode == Mode::Review {
            self.step_question(step);
            return;
        }
        if matches!(mode, Mode::Entities | Mode::Read) {
            let from = self.view().and_then(|view| view.entity);
            if let Some(id) = self
                .with_page(|page| neighbour_entity(page, selection, from, step))
                .flatten()
            {
                self.select_entity(id);
            }
            return;
        }
        match self
            .with_page(|page| next_gap(page, selection, step))
            .flatten()
        {
            Some(gap) => self.reveal(gap),
            None => {
                let text = self.tr().get("toast.all-assigned").to_owned();
                self.toasts.success(text);
            }
        }
    }

    /// Grows the selection: line, paragraph, segment, article's outline, page.
    pub(super) fn expand_selection(&mut self) {
        let selection = self
            .view()
            .map_or_else(Span::default, |view| view.page.selection());
        let grown = self.with_page(|page| grow(page, selection));
        if let (Some(grown), Some((_, view))) = (grown, self.parts()) {
            view.page.select(grown);
        }
    }

    /// Looks at the page on screen.
    pub(super) fn with_page<T>(&self, look: impl FnOnce(Page<'_>) -> T) -> Option<T> {
        let Project { session, view } = self.project.as_ref()?;
        let page = session.page(view.current.as_ref()?.scope)?;
        Some(look(page.look(session.schema())))
    }
}

fn neighbour_entity(
    page: Page<'_>,
    selection: Span,
    from: Option<EntityId>,
    step: isize,
) -> Option<EntityId> {
    let current = from
        .and_then(|id| page.annotations.entity(id))
        .filter(|entity| entity.span.start() == selection.start());
    let all = || page.annotations.entities();
    let order = |entity: &crate::model::entity::Entity| (entity.span, entity.id);
    let found = match (step > 0, current) {
        (true, Some(current)) => all().find(|entity| order(entity) > order(current)),
        (true, None) => page.annotations.next_entity(selection.start()),
        (false, Some(current)) => all()
            .take_while(|entity| order(entity) < order(current))
            .last(),
        (false, None) => page.annotations.previous_entity(selection.start()),
    };
    // At either end it goes round.
    let wrapped = || if step > 0 { all().next() } else { all().last() };
    found.or_else(wrapped).map(|entity| entity.id)
}

/// The next run of text that belongs to nothing, after or before the selection,
/// going round at the ends; `None` if everything belongs to something.
fn next_gap(page: Page<'_>, selection: Span, step: isize) -> Option<Span> {
    let gaps = gaps(page);
    let other = |gap: &&Span| **gap != selection;
    let found = if step > 0 {
        gaps.iter()
            .filter(other)
            .find(|gap| gap.start() >= selection.start())
    } else {
        gaps.iter()
            .rev()
            .filter(other)
            .find(|gap| gap.start() < selection.start())
    };
    let wrapped = || if step > 0 { gaps.first() } else { gaps.last() };
    found.or_else(wrapped).copied()
}

/// All runs of text that belong to nothing.
fn gaps(page: Page<'_>) -> Vec<Span> {
    let mut free = CharOffset(0);
    let mut gaps = Vec::new();
    let end = Span::caret(page.source.span().end());
    for span in page
        .annotations
        .segments()
        .map(|segment| segment.span)
        .chain([end])
    {
        gaps.extend(
            page.source
                .trim(Span::between(free, span.start().max(free))),
        );
        free = span.end();
    }
    gaps
}

/// The next larger unit around a selection.
fn grow(page: Page<'_>, selection: Span) -> Span {
    let source = page.source;
    let lines = source.lines_of(selection);
    let line = source.span_of_lines(*lines.start(), *lines.end());
    let blank = |line: usize| source.is_blank_line(line);
    let first = (0..=*lines.start())
        .rev()
        .take_while(|&line| !blank(line))
        .last()
        .unwrap_or(*lines.start());
    let last = (*lines.end()..source.line_count())
        .take_while(|&line| !blank(line))
        .last()
        .unwrap_or(*lines.end());
    let paragraph = source.span_of_lines(first, last);
    let segment = page.annotations.segment_at(selection.start());
    let mut units = vec![line, paragraph];
    units.extend(segment.map(|segment| segment.span));
    if let Some(article) = segment.and_then(crate::model::article::Segment::article) {
        units.extend(
            page.annotations
                .segments_of(article)
                .map(|segment| segment.span)
                .reduce(Span::hull),
        );
    }
    units.push(source.span());
    let larger = |unit: &Span| unit.covers(selection) && *unit != selection;
    units
        .into_iter()
        .filter(larger)
        .min_by_key(|unit| unit.len())
        .unwrap_or(selection)
}
