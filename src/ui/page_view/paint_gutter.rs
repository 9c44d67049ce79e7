//! The gutter: line numbers, bars of articles, marks of roles.
//!
//! A bar runs beside every row of a segment, blank lines inside it included.
//! Where segments meet on one row they share its height, the first on top.

use egui::{Align2, Color32, FontId, Painter, Rect, Shape, pos2, vec2};

use super::Scene;
use super::geometry::NUMBER_SIZE;
use super::layout::Laid;
use super::seen::Seen;
use super::state::PageViewState;
use crate::model::article::Segment;
use crate::text::span::Span;

/// Stripes of a hatched bar per row of text.
const STRIPES: f32 = 5.0;
/// At most so many segments are drawn beside one row.
const ROW_CAP: usize = 12;

/// How a bar is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hatch {
    /// One colour: decided.
    Solid,
    /// Stripes: furniture, or only suggested.
    Striped,
}

/// Paints the gutter beside what is in view.
pub(super) fn paint(painter: &Painter, scene: &Scene<'_>, state: &PageViewState, seen: &Seen<'_>) {
    let caret_line = scene.source.line_of(state.caret()) as u32;
    let size = scene.options.font_size * NUMBER_SIZE;
    let font = FontId::monospace(size);
    let suggested = scene
        .extras
        .suggested
        .map_or_else(Seen::default, |layer| Seen::new(scene, layer, state));
    for laid in &state.laid {
        let first_row = laid.galley.rows.first().map_or(0.0, |row| row.height());
        if laid.piece.first && scene.options.show_numbers {
            let color = if laid.piece.line == caret_line {
                scene.colors.caption
            } else {
                scene.colors.number
            };
            painter.text(
                pos2(scene.areas.numbers_right, laid.top + first_row / 2.0),
                Align2::RIGHT_CENTER,
                laid.piece.line + 1,
                font.clone(),
                color,
            );
        }
        let reach = reach(scene, laid);
        let own = seen.segments_in(reach);
        let new = suggested.segments_in(reach);
        if own.is_empty() {
            beside(painter, scene, laid, new, Hatch::Striped);
        } else {
            beside(painter, scene, laid, own, Hatch::Solid);
        }
    }
}

/// The text of a piece with its line end, so that a blank line has some too.
fn reach(scene: &Scene<'_>, laid: &Laid) -> Span {
    let own = laid.piece.span;
    let next = scene.sheet.pieces.get(laid.piece.index + 1);
    let end = next.span.start().max(own.end());
    Span::between(own.start(), if end > own.start() { end } else { end + 1 })
}

/// Bars and marks of the segments of one layer beside one piece.
fn beside(painter: &Painter, scene: &Scene<'_>, laid: &Laid, segments: &[&Segment], hatch: Hatch) {
    let reach = reach(scene, laid);
    if let [one] = segments
        && one.span.covers(reach)
    {
        let above = space_within(scene, laid, one);
        let rect = bar_rect(scene, one, laid.top - above, laid.bottom());
        paint_bar(painter, scene, one, rect, hatch);
        if one.span.start() == laid.piece.span.start() {
            let mark = role_mark(scene, one);
            let height = laid.galley.rows.first().map_or(0.0, |row| row.height());
            marks(painter, scene, laid.top, height, &mark, hatch);
        }
        return;
    }
    let rows = laid.galley.rows.len();
    let mut start = laid.piece.span.start();
    for (at, row) in laid.galley.rows.iter().enumerate() {
        let end = if at + 1 == rows {
            reach.end()
        } else {
            start + row.glyphs.len() as u32
        };
        let span = Span::between(start, end);
        let first = segments.partition_point(|segment| segment.span.end() <= start);
        let past = segments.partition_point(|segment| segment.span.start() < end);
        let here = segments.get(first..past).unwrap_or_default();
        let top = laid.top + row.min_y();
        let share = row.height() / here.len().clamp(1, ROW_CAP) as f32;
        let mut mark = String::new();
        for (place, &segment) in here.iter().take(ROW_CAP).enumerate() {
            let top = top + share * place as f32;
            let above = if at == 0 && place == 0 {
                space_within(scene, laid, segment)
            } else {
                0.0
            };
            let rect = bar_rect(scene, segment, top - above, top + share);
            paint_bar(painter, scene, segment, rect, hatch);
            if span.contains(segment.span.start()) {
                mark.push_str(&role_mark(scene, segment));
            }
        }
        marks(painter, scene, top, row.height(), &mark, hatch);
        start = end;
    }
}

/// The space above a piece over which the bar of its segment runs on: where the
/// segment began above.
fn space_within(scene: &Scene<'_>, laid: &Laid, segment: &Segment) -> f32 {
    let goes_on = segment.span.start() < laid.piece.span.start() && laid.piece.index > 0;
    if goes_on {
        scene.sheet.margin_above(laid.piece)
    } else {
        0.0
    }
}

fn bar_rect(scene: &Scene<'_>, segment: &Segment, top: f32, bottom: f32) -> Rect {
    let pointed = scene.emphasis.article.is_some() && scene.emphasis.article == segment.article();
    let wider = if pointed { 1.5 } else { 0.0 };
    let bar = scene.areas.bar;
    Rect::from_min_max(
        pos2(bar.left() - wider, top),
        pos2(bar.right() + wider, bottom),
    )
}

fn paint_bar(painter: &Painter, scene: &Scene<'_>, segment: &Segment, rect: Rect, hatch: Hatch) {
    match segment.article() {
        Some(article) => {
            let color = scene.colors.article(scene.hue(article));
            bar(painter, rect, color, hatch, scene.sheet.line_height);
        }
        None => {
            let color = scene.colors.furniture.gamma_multiply(0.6);
            bar(
                painter,
                rect,
                color,
                Hatch::Striped,
                scene.sheet.line_height,
            );
        }
    }
}

/// Paints one bar. Stripes repeat with the rows, so that bars of rows join.
pub(super) fn bar(painter: &Painter, rect: Rect, color: Color32, hatch: Hatch, row_height: f32) {
    if hatch == Hatch::Solid {
        painter.rect_filled(rect, 0, color);
        return;
    }
    painter.rect_filled(rect, 0, color.gamma_multiply(0.18));
    let seen = rect.intersect(painter.clip_rect());
    let painter = painter.with_clip_rect(seen);
    let period = row_height / STRIPES;
    let slope = rect.width();
    // The stripes that touch what is seen, counted from the top of the bar.
    let first = ((seen.top() - rect.top() - slope) / period).floor() - 1.0;
    let mut y = rect.top() + first * period;
    while y < seen.bottom() {
        painter.add(Shape::convex_polygon(
            vec![
                pos2(rect.left(), y + slope),
                pos2(rect.right(), y),
                pos2(rect.right(), y + period * 0.5),
                pos2(rect.left(), y + slope + period * 0.5),
            ],
            color,
            egui::Stroke::NONE,
        ));
        y += period;
    }
}

/// The letters for a role; nothing for furniture, which the hatching tells.
fn role_mark(scene: &Scene<'_>, segment: &Segment) -> String {
    let Some(role) = segment.role() else {
        return String::new();
    };
    let mark = scene
        .schema
        .role(role)
        .map(|def| (scene.texts.pick)(&def.mark));
    mark.unwrap_or("?").to_owned()
}

fn marks(painter: &Painter, scene: &Scene<'_>, top: f32, height: f32, mark: &str, hatch: Hatch) {
    if mark.is_empty() {
        return;
    }
    let area = scene.areas.marks;
    let body = scene.schema.role(&scene.schema.body_role());
    let plain = body.is_some_and(|def| (scene.texts.pick)(&def.mark) == mark);
    // Body text is the rule; what is not it is worth a look.
    let color = if plain || hatch == Hatch::Striped {
        scene.colors.faint
    } else {
        scene.colors.mark
    };
    let size = scene.options.font_size * NUMBER_SIZE;
    let galley = painter.layout_no_wrap(mark.to_owned(), FontId::proportional(size), color);
    let y = top + (height - galley.rect.height()) / 2.0;
    let clip = Rect::from_min_size(
        pos2(area.left() - 2.0, top),
        vec2(area.width() + 4.0, height),
    );
    // Right-aligned beside the text, unless there are more than have room.
    let x = (area.right() - galley.rect.width()).max(area.left() - 2.0);
    if galley.rect.width() > clip.width() {
        let painter = painter.with_clip_rect(clip.intersect(painter.clip_rect()));
        painter.galley(pos2(x, y), galley, color);
    } else {
        painter.galley(pos2(x, y), galley, color);
    }
}
