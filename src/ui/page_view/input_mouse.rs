//! Caret, selection and gestures by the pointer.
//!
//! A gesture begins with the press and is told apart by where the press was:
//! on the edge of the active mention, in the gutter, or in the text, where the
//! second and third press in a row take words and lines.

use egui::{Pos2, Response, Ui};

use super::Scene;
use super::pieces::Place;
use super::state::PageViewState;
use super::steps;
use super::types::{Mode, PageEvent};
use crate::model::id::EntityId;
use crate::text::span::Span;

/// How far the pointer moves before a press becomes a drag, in points.
const DRAG_START: f32 = 3.0;
/// How fast the page scrolls when a selection is dragged past its edge: rows
/// per second for each row's height the pointer is outside.
const DRAG_SCROLL: f32 = 12.0;

/// The pointer's gesture, and what is needed to count clicks.
#[derive(Default)]
pub(super) struct Press {
    gesture: Gesture,
    /// Presses in a row at one place: 1, 2 or 3.
    count: u32,
    time: f64,
    origin: Pos2,
    dragged: bool,
}

#[derive(Default, Clone, Copy)]
enum Gesture {
    #[default]
    None,
    /// Selecting text; the first unit stays selected.
    Select { unit: Unit, first: Span },
    /// Selecting lines in the gutter.
    Lines { first: usize, last: usize },
    /// Leading a relation from a mention to another one.
    Relate {
        from: EntityId,
        span: Span,
        to: Pos2,
    },
    /// Moving an edge of a mention.
    Edge {
        id: EntityId,
        at_start: bool,
        was: Span,
        now: Span,
    },
}

#[derive(Clone, Copy)]
enum Unit {
    Cluster,
    Word,
    Line,
}

impl Press {
    /// Whether a gesture is going on.
    pub fn is_active(&self) -> bool {
        !matches!(self.gesture, Gesture::None)
    }

    /// Ends the gesture without effect; `false` unless a mention was being resized.
    pub fn cancel(&mut self) -> bool {
        let resizing = self.resizing().is_some();
        self.gesture = Gesture::None;
        resizing
    }

    /// The mention from which a relation is being led, and the pointer.
    pub fn relating(&self) -> Option<(Span, Pos2)> {
        match self.gesture {
            Gesture::Relate { span, to, .. } if self.dragged => Some((span, to)),
            _ => None,
        }
    }

    /// The mention that is being resized and where it would be.
    pub fn resizing(&self) -> Option<(EntityId, Span)> {
        match self.gesture {
            Gesture::Edge { id, now, .. } => Some((id, now)),
            _ => None,
        }
    }
}

/// Handles presses, drags and releases of this frame.
pub(super) fn handle(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut PageViewState,
    response: &Response,
    events: &mut Vec<PageEvent>,
) {
    let (pos, pressed, down, released) = ui.input(|input| {
        let pointer = &input.pointer;
        (
            pointer.interact_pos(),
            pointer.primary_pressed(),
            pointer.primary_down(),
            pointer.primary_released(),
        )
    });
    let Some(pos) = pos else {
        return;
    };
    let ours = response.is_pointer_button_down_on() || response.clicked();
    if pressed && ours && scene.areas.view.contains(pos) {
        begin(ui, scene, state, pos);
    }
    if state.press.is_active() && (down || released) && !pressed {
        drag(ui, scene, state, pos);
    }
    if state.press.is_active() && (released || !down) {
        release(scene, state, pos, events);
    }
    if response.secondary_clicked() {
        menu(scene, state, pos, events);
    }
}

fn begin(ui: &Ui, scene: &Scene<'_>, state: &mut PageViewState, pos: Pos2) {
    let options = ui.ctx().options(|options| options.input_options);
    let (time, shift) = ui.input(|input| (input.time, input.modifiers.shift));
    let again = time - state.press.time < options.max_double_click_delay
        && pos.distance(state.press.origin) < options.max_click_dist;
    let count = if again { state.press.count % 3 + 1 } else { 1 };
    state.press = Press {
        gesture: Gesture::None,
        count,
        time,
        origin: pos,
        dragged: false,
    };
    state.moved_at = time;
    state.goal_x = None;
    let Some(place) = scene.place_near(state, pos) else {
        return;
    };
    let leads = ui.input(|input| input.modifiers.command) && scene.options.mode == Mode::Entities;
    if let Some(entity) = scene.entity_under(state, pos).filter(|_| leads) {
        state.press.gesture = Gesture::Relate {
            from: entity.id,
            span: entity.span,
            to: pos,
        };
        return;
    }
    state.press.gesture = if let Some((entity, at_start)) = scene.edge_at(state, pos) {
        Gesture::Edge {
            id: entity.id,
            at_start,
            was: entity.span,
            now: entity.span,
        }
    } else if pos.x < scene.areas.marks.right() {
        begin_in_gutter(scene, state, place, shift)
    } else if shift {
        state.caret = place;
        Gesture::Select {
            unit: Unit::Cluster,
            first: Span::caret(state.mark),
        }
    } else {
        let (unit, first) = match count {
            1 => (Unit::Cluster, Span::caret(place.offset)),
            2 => (Unit::Word, scene.word_under(state, pos, place)),
            _ => (Unit::Line, scene.line_span_at(place.offset)),
        };
        state.select(first);
        if count == 1 {
            state.caret = place;
        }
        Gesture::Select { unit, first }
    };
}

fn begin_in_gutter(
    scene: &Scene<'_>,
    state: &mut PageViewState,
    place: Place,
    shift: bool,
) -> Gesture {
    let line = scene.source.line_of(place.offset);
    let first = if shift {
        scene.source.line_of(state.mark)
    } else {
        line
    };
    let segment = scene
        .annotations
        .segment_at(scene.source.line_span(line).start());
    match segment.filter(|_| state.press.count == 2) {
        Some(segment) => state.select(segment.span),
        None => select_lines(scene, state, first, line),
    }
    Gesture::Lines { first, last: line }
}

fn select_lines(scene: &Scene<'_>, state: &mut PageViewState, first: usize, last: usize) {
    let lines = scene.source.span_of_lines(first.min(last), first.max(last));
    state.select(lines);
    if last < first {
        state.mark = lines.end();
        state.caret = Place::at(lines.start());
    }
}

fn drag(ui: &Ui, scene: &Scene<'_>, state: &mut PageViewState, pos: Pos2) {
    if !state.press.dragged && pos.distance(state.press.origin) < DRAG_START {
        return;
    }
    state.press.dragged = true;
    scroll_at_edge(ui, scene, state, pos);
    let Some(place) = scene.place_near(state, pos) else {
        return;
    };
    match &mut state.press.gesture {
        Gesture::None => {}
        Gesture::Relate { to, .. } => *to = pos,
        Gesture::Select { unit, first } => {
            let (unit, first) = (*unit, *first);
            let reached = match unit {
                Unit::Cluster => Span::caret(place.offset),
                Unit::Word => scene.word_under(state, pos, place),
                Unit::Line => scene.line_span_at(place.offset),
            };
            if reached.start() < first.start() {
                state.mark = first.end();
                state.caret = Place::at(reached.start());
            } else {
                state.mark = first.start();
                state.caret = Place {
                    offset: reached.end().max(first.end()),
                    lower: place.lower && matches!(unit, Unit::Cluster),
                };
            }
        }
        Gesture::Lines { first, last } => {
            *last = scene.source.line_of(place.offset);
            let (first, last) = (*first, *last);
            select_lines(scene, state, first, last);
        }
        Gesture::Edge {
            at_start, was, now, ..
        } => {
            let pieces = &scene.sheet.pieces;
            *now = if *at_start {
                let latest = steps::previous(pieces, was.end());
                Span::between(place.offset.min(latest), was.end())
            } else {
                let earliest = steps::next(pieces, was.start());
                Span::between(was.start(), place.offset.max(earliest))
            };
        }
    }
}

fn scroll_at_edge(ui: &Ui, scene: &Scene<'_>, state: &mut PageViewState, pos: Pos2) {
    let view = scene.areas.view;
    let outside = (pos.y - view.bottom()).max(0.0) - (view.top() - pos.y).max(0.0);
    if outside == 0.0 {
        return;
    }
    let row = scene.sheet.line_height;
    let rows_out = (outside / row).clamp(-8.0, 8.0);
    let dt = ui.input(|input| input.stable_dt).min(0.1);
    let distance = rows_out * DRAG_SCROLL * row * dt;
    state.anchor = scene.sheet.moved(state.anchor, distance);
    scene.lay_out(state);
    ui.ctx().request_repaint();
}

fn release(scene: &Scene<'_>, state: &mut PageViewState, pos: Pos2, events: &mut Vec<PageEvent>) {
    let dragged = state.press.dragged;
    match std::mem::take(&mut state.press.gesture) {
        Gesture::None => {}
        Gesture::Relate { from, .. } => match scene.entity_under(state, pos) {
            Some(to) if to.id != from => {
                events.push(PageEvent::EntitiesRelated { from, to: to.id });
            }
            Some(same) => events.push(PageEvent::EntityClicked(same.id)),
            None => {}
        },
        Gesture::Select { unit, .. } => {
            if let (false, Unit::Cluster) = (dragged, unit)
                && let Some(entity) = scene.entity_under(state, pos)
            {
                events.push(PageEvent::EntityClicked(entity.id));
            }
        }
        Gesture::Lines { first, last } => {
            if first != last {
                events.push(PageEvent::GutterDragged(first.min(last)..=first.max(last)));
            } else if pos.x >= scene.areas.numbers_right
                && let Some(article) = scene.article_on_line(last)
            {
                events.push(PageEvent::ArticleClicked(article));
            }
        }
        Gesture::Edge { id, was, now, .. } => {
            if was != now {
                events.push(PageEvent::EntityResized { id, span: now });
            } else if let (false, Some(place)) = (dragged, scene.place_near(state, pos)) {
                // A click on an edge is a click like any other.
                state.select(Span::caret(place.offset));
                state.caret = place;
                events.push(PageEvent::EntityClicked(id));
            }
        }
    }
}

fn menu(scene: &Scene<'_>, state: &mut PageViewState, pos: Pos2, events: &mut Vec<PageEvent>) {
    let Some(place) = scene.place_near(state, pos) else {
        return;
    };
    let selection = state.selection();
    if !(selection.start() <= place.offset && place.offset <= selection.end()) {
        state.set_caret(place.offset);
    }
    events.push(PageEvent::ContextMenu {
        at: place.offset,
        entity: scene.entity_under(state, pos).map(|entity| entity.id),
        pos,
    });
}
