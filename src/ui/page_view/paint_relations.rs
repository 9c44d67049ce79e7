//! Relations between mentions: arcs with an arrowhead.
//!
//! An arc within a row is always drawn. One from row to row would cross the text, so only its
//! ends are seen until one of its mentions is at hand: then it is drawn whole, with its name.
//! An arc whose other end is out of view points to where that is.

use std::collections::BTreeSet;

use egui::epaint::CubicBezierShape;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use super::Scene;
use super::paint_entities::starting_in_view;
use super::state::PageViewState;
use crate::model::id::EntityId;
use crate::model::relation::Relation;
use crate::text::span::Span;

/// At most so many arcs are drawn in one frame.
const ARC_CAP: usize = 300;
/// How far an arc rises above its row, in points.
const RISE: (f32, f32) = (9.0, 22.0);
/// How long the pieces are that are drawn at the ends of an arc, in points.
const END: f32 = 9.0;
/// How long an arc is whose other end is out of view, in points.
const AWAY: f32 = 34.0;
/// Length and half the width of an arrowhead, in points.
const HEAD: (f32, f32) = (6.0, 3.0);

/// Paints the relations with an end in view, over the text.
pub(super) fn paint(
    painter: &Painter,
    scene: &Scene<'_>,
    state: &PageViewState,
    hovered: Option<EntityId>,
) {
    if scene.annotations.relations().next().is_none() {
        return;
    }
    let active = scene.active_entity(state).map(|entity| entity.id);
    let pointed = [active, hovered, scene.emphasis.hovered];
    let mut seen = BTreeSet::new();
    let near = starting_in_view(scene.annotations, state);
    let relations = near.flat_map(|entity| scene.annotations.relations_of(entity.id));
    let mut strong = Vec::new();
    for relation in relations {
        if seen.len() >= ARC_CAP || !seen.insert(relation.id) {
            continue;
        }
        let ends = [Some(relation.from), Some(relation.to)];
        if pointed.iter().any(|it| it.is_some() && ends.contains(it)) {
            strong.push(relation);
        } else {
            weak(painter, scene, state, relation);
        }
    }
    for relation in strong {
        if let Some(arc) = Arc::of(scene, state, relation) {
            arc.draw(painter, scene.colors.accent, 1.6);
            name(painter, scene, relation, &arc);
        }
    }
}

/// Paints a relation of which no mention is at hand.
fn weak(painter: &Painter, scene: &Scene<'_>, state: &PageViewState, relation: &Relation) {
    let color = scene.colors.mark.gamma_multiply(0.6);
    match Arc::of(scene, state, relation) {
        Some(arc) if arc.in_row => arc.draw(painter, color, 1.0),
        Some(arc) => arc.draw_ends(painter, color),
        None => {}
    }
}

/// Paints the arc that a drag is drawing from a mention to the pointer.
pub(super) fn paint_drag(
    painter: &Painter,
    scene: &Scene<'_>,
    state: &PageViewState,
    from: Span,
    to: Pos2,
) {
    if let Some(start) = first_rect(scene, state, from) {
        let end = Rect::from_center_size(to, Vec2::ZERO);
        Arc::between(start, end).draw(painter, scene.colors.accent, 1.6);
    }
}

/// The course of an arc.
struct Arc {
    points: [Pos2; 4],
    /// Whether both ends stand on one row.
    in_row: bool,
    /// Which of its ends are mentions in view.
    seen: [bool; 2],
}

impl Arc {
    fn of(scene: &Scene<'_>, state: &PageViewState, relation: &Relation) -> Option<Self> {
        // Of an interrupted mention its first piece is the end of the arc.
        let span = |id| {
            let entity = scene.annotations.entity(id)?;
            entity.pieces().next()
        };
        let (from, to) = (span(relation.from)?, span(relation.to)?);
        let rect = |span| first_rect(scene, state, span);
        let (start, end) = (rect(from), rect(to));
        let seen = [start.is_some(), end.is_some()];
        let (start, end) = match (start, end) {
            (Some(start), Some(end)) => (start, end),
            (Some(start), None) => (start, away(state, start, to)),
            (None, Some(end)) => (away(state, end, from), end),
            (None, None) => return None,
        };
        let arc = Self::between(start, end);
        Some(Self { seen, ..arc })
    }

    fn between(start: Rect, end: Rect) -> Self {
        let (a, b) = (start.center(), end.center());
        let in_row = (a.y - b.y).abs() < start.height() * 0.5;
        let points = if in_row {
            let rise = ((a.x - b.x).abs() * 0.18).clamp(RISE.0, RISE.1);
            let (a, b) = (pos2(a.x, start.top() + 3.0), pos2(b.x, end.top() + 3.0));
            [a, a - vec2(0.0, rise), b - vec2(0.0, rise), b]
        } else {
            let down = b.y > a.y;
            let (a, b) = if down {
                (start.center_bottom(), end.center_top())
            } else {
                (start.center_top(), end.center_bottom())
            };
            let bend = vec2(
                0.0,
                ((b.y - a.y) * 0.5).abs().max(8.0) * if down { 1.0 } else { -1.0 },
            );
            [a, a + bend, b - bend, b]
        };
        Self {
            points,
            in_row,
            seen: [true; 2],
        }
    }

    /// Draws only a short piece at each end that is a mention in view.
    fn draw_ends(&self, painter: &Painter, color: Color32) {
        let [start, next, before, end] = self.points;
        let piece = |from: Pos2, to: Pos2| from + (to - from).normalized() * END;
        if self.seen[0] {
            painter.line_segment([start, piece(start, next)], Stroke::new(1.2, color));
        }
        if self.seen[1] {
            let from = piece(end, before);
            painter.line_segment([from, end], Stroke::new(1.2, color));
            head(painter, from, end, color);
        }
    }

    fn draw(&self, painter: &Painter, color: Color32, width: f32) {
        let stroke = Stroke::new(width, color);
        let curve =
            CubicBezierShape::from_points_stroke(self.points, false, Color32::TRANSPARENT, stroke);
        painter.add(curve);
        let [_, _, before, tip] = self.points;
        head(painter, before, tip, color);
    }

    /// The middle of the curve.
    fn middle(&self) -> Pos2 {
        let [a, b, c, d] = self.points.map(Pos2::to_vec2);
        ((a + 3.0 * b + 3.0 * c + d) / 8.0).to_pos2()
    }
}

/// Where the visible first part of a span is on the screen.
fn first_rect(scene: &Scene<'_>, state: &PageViewState, span: Span) -> Option<Rect> {
    let mut found = None;
    for laid in &state.laid {
        laid.bands(scene.areas.text.left(), span, |band| {
            let shown = band.rect.intersect(scene.areas.view);
            if found.is_none() && shown.is_positive() {
                found = Some(shown);
            }
        });
        if found.is_some() {
            break;
        }
    }
    found
}

/// The place above or below an end to which an arc points whose other end is out of view.
fn away(state: &PageViewState, seen: Rect, other: Span) -> Rect {
    let y = if other.start() < state.visible().start() {
        seen.top() - AWAY
    } else {
        seen.bottom() + AWAY
    };
    Rect::from_center_size(pos2(seen.center().x, y), Vec2::ZERO)
}

/// Paints an arrowhead at `tip`.
fn head(painter: &Painter, before: Pos2, tip: Pos2, color: Color32) {
    let along = (tip - before).normalized();
    let across = along.rot90() * HEAD.1;
    let back = tip - along * HEAD.0;
    let corners = vec![tip, back + across, back - across];
    painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

/// The name of a relation, on its arc.
fn name(painter: &Painter, scene: &Scene<'_>, relation: &Relation, arc: &Arc) {
    let def = scene.schema.relation(&relation.label);
    let name = def.map_or(relation.label.as_str(), |def| (scene.texts.pick)(&def.name));
    let font = FontId::proportional(scene.options.font_size * 0.75);
    let galley = painter.layout_no_wrap(name.to_owned(), font, scene.colors.paper);
    let place = Align2::CENTER_CENTER.anchor_size(arc.middle(), galley.size());
    let inside = place.translate(Vec2::ZERO.max(scene.areas.view.min - place.min));
    painter.rect_filled(inside.expand2(vec2(5.0, 1.0)), 4.0, scene.colors.accent);
    painter.galley(inside.min, galley, scene.colors.paper);
}
