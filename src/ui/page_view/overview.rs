//! The strip at the right edge: the whole page at a glance, and the scroll bar.
//!
//! Each row of pixels stands for a stretch of *extent* (see `scroll`) and takes
//! the colour of the first segment in it, so drawing the strip asks the indexes
//! once per row of pixels, however long the page. What was drawn is kept until
//! text, annotations, colours or size change.

use std::sync::Arc;

use egui::{Color32, Mesh, Rect, Response, Shape, Stroke, StrokeKind, Ui, pos2};

use super::Scene;
use super::pieces::PieceTable;
use super::scroll::{page_extent, piece_at_extent, piece_extent};
use super::state::PageViewState;
use super::types::Highlight;
use crate::model::annotations::Annotations;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A short page does not fill the strip: a unit of extent is at most this high,
/// in points.
const MAX_SCALE: f64 = 0.09;
/// The box of the view is at least this high, in points.
const MIN_BOX: f32 = 8.0;
/// Strength of what is only suggested.
const SUGGESTED: f32 = 0.35;
/// At most so many rows are drawn, however fine the screen.
const MAX_ROWS: f32 = 1_200.0;
/// Width of the column of mentions, in points.
const TICKS: f32 = 4.0;

/// The drawn strip, and what it was drawn from.
#[derive(Default)]
pub(super) struct OverviewCache {
    key: Option<Key>,
    mesh: Arc<Mesh>,
    /// How often the strip was drawn anew.
    pub drawn: u32,
    /// Where in the box of the view the pointer took hold, in points.
    grip: Option<f32>,
}

#[derive(Clone)]
struct Key {
    source: SourceText,
    revision: u64,
    suggests: bool,
    rect: Rect,
    pixels_per_point: f32,
    dark: u64,
}

impl Key {
    fn same(&self, other: &Self) -> bool {
        self.source.same_as(&other.source)
            && (self.revision, self.suggests) == (other.revision, other.suggests)
            && self.rect == other.rect
            && self.pixels_per_point == other.pixels_per_point
            && self.dark == other.dark
    }
}

/// Points per unit of extent.
fn scale(scene: &Scene<'_>) -> f64 {
    let total = page_extent(&scene.sheet.pieces).max(1.0);
    (f64::from(scene.areas.strip.height()) / total).min(MAX_SCALE)
}

/// The box that stands for what is in view.
pub(super) fn view_box(scene: &Scene<'_>, state: &PageViewState) -> Rect {
    let strip = scene.areas.strip;
    let scale = scale(scene);
    let top = scene.sheet.extent_at(state.anchor.piece, state.anchor.into);
    let bottom = state.laid.last().map_or(top, |laid| {
        let seen = scene.areas.view.bottom() - laid.top;
        scene.sheet.extent_at(laid.piece.index, seen.max(0.0))
    });
    let [top, bottom] = [top, bottom].map(|extent| strip.top() + (extent * scale) as f32);
    let top = top.min(strip.bottom() - MIN_BOX).max(strip.top());
    let bottom = bottom.max(top + MIN_BOX);
    Rect::from_min_max(pos2(strip.left(), top), pos2(strip.right(), bottom))
}

/// Scrolls by clicks and drags on the strip.
pub(super) fn handle(scene: &Scene<'_>, state: &mut PageViewState, response: &Response) {
    let held = response.is_pointer_button_down_on();
    let Some(pos) = response.interact_pointer_pos().filter(|_| held) else {
        state.overview.grip = None;
        return;
    };
    let seen = view_box(scene, state);
    let strip = scene.areas.strip;
    let grip = *state.overview.grip.get_or_insert_with(|| {
        if seen.y_range().contains(pos.y) {
            pos.y - seen.top()
        } else {
            seen.height() / 2.0
        }
    });
    let above = f64::from((pos.y - grip - strip.top()).max(0.0));
    state.anchor = scene.sheet.anchor_at_extent(above / scale(scene));
}

/// Paints the strip and the box of the view.
pub(super) fn paint(ui: &Ui, scene: &Scene<'_>, state: &mut PageViewState) {
    let strip = scene.areas.strip;
    if !strip.is_positive() {
        return;
    }
    let painter = ui.painter_at(scene.areas.all);
    painter.rect_filled(strip.expand(1.0), 3, scene.colors.strip);
    let key = Key {
        source: scene.source.clone(),
        revision: scene.revision,
        suggests: scene.extras.suggested.is_some(),
        rect: strip,
        pixels_per_point: ui.ctx().pixels_per_point(),
        dark: u64::from(u32::from_le_bytes(scene.colors.paper.to_array())),
    };
    let cache = &mut state.overview;
    if !cache.key.as_ref().is_some_and(|old| old.same(&key)) {
        cache.mesh = Arc::new(draw(scene, key.pixels_per_point));
        cache.key = Some(key);
        cache.drawn += 1;
    }
    painter.add(Shape::Mesh(Arc::clone(&cache.mesh)));
    hits(&painter, scene);
    let seen = view_box(scene, state);
    painter.rect_filled(seen, 2, scene.colors.text.gamma_multiply(0.08));
    let stroke = Stroke::new(1.0, scene.colors.text.gamma_multiply(0.8));
    painter.rect_stroke(seen, 2, stroke, StrokeKind::Inside);
}

/// The stretches of the page that the rows of pixels stand for, with the top of
/// each row and its height in points.
fn stretches<'a>(
    scene: &'a Scene<'_>,
    row_height: f32,
) -> impl Iterator<Item = (f32, f32, Span)> + use<'a> {
    let strip = scene.areas.strip;
    let scale = scale(scene);
    let pieces = &scene.sheet.pieces;
    let total = page_extent(pieces);
    let count = ((total * scale) as f32 / row_height).ceil().max(0.0) as u32;
    // Each stretch begins where the one above ended, and is looked for from there.
    let mut reached = (0, CharOffset(0));
    (0..count).map(move |row| {
        let y = row as f32 * row_height;
        let below = (f64::from(y + row_height) / scale).min(total);
        let (piece, start) = reached;
        reached = offset_at(pieces, piece, below);
        (strip.top() + y, row_height, Span::between(start, reached.1))
    })
}

/// The offset with `extent` above it, and its piece, which is not above `from`.
///
/// Within a piece its characters come first, then what it counts for being a piece.
fn offset_at(pieces: &PieceTable, from: u32, extent: f64) -> (u32, CharOffset) {
    let index = piece_at_extent(pieces, from, extent);
    let (above, own) = piece_extent(pieces, index);
    let piece = pieces.get(index);
    let share = ((extent - above) / own).clamp(0.0, 1.0);
    if share >= 1.0 {
        return (index, piece.span.end() + 1);
    }
    let chars = (share * f64::from(piece.span.len() + 1)) as u32;
    (index, piece.span.start() + chars)
}

fn draw(scene: &Scene<'_>, pixels_per_point: f32) -> Mesh {
    let strip = scene.areas.strip;
    // Rows of one pixel, unless the page is so long that each stands for lines.
    let pixel = (1.0 / pixels_per_point.max(0.1)).max(strip.height() / MAX_ROWS);
    let crowded = scene.sheet.pieces.len() as f32 > 4.0 * strip.height() / pixel;
    let row_height = if crowded { 2.0 * pixel } else { pixel };
    let split = strip.right() - TICKS - 1.0;
    let mut mesh = Mesh::default();
    let mut run: Option<(f32, f32, Color32)> = None;
    let mut last: Option<(Span, Color32)> = None;
    for (top, height, span) in stretches(scene, row_height) {
        // Most often the segment of the row above goes on.
        if !last.is_some_and(|(segment, _)| segment.contains(span.start())) {
            last = first_segment(scene, scene.annotations, span).or_else(|| {
                let coming = first_segment(scene, scene.extras.suggested?, span);
                coming.map(|(segment, color)| (segment, color.gamma_multiply(SUGGESTED)))
            });
        }
        let color = last.map(|(_, color)| color);
        match (&mut run, color) {
            (Some((_, bottom, old)), Some(color)) if *old == color => *bottom = top + height,
            _ => {
                add_run(&mut mesh, strip.left(), split, run.take());
                run = color.map(|color| (top, top + height, color));
            }
        }
        if let Some(color) = entity_color(scene, span) {
            let tick = (top, top + height.max(2.0 * pixel), color);
            add_run(&mut mesh, split + 1.0, strip.right(), Some(tick));
        }
    }
    add_run(&mut mesh, strip.left(), split, run);
    mesh
}

fn add_run(mesh: &mut Mesh, left: f32, right: f32, run: Option<(f32, f32, Color32)>) {
    if let Some((top, bottom, color)) = run {
        let rect = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        mesh.add_colored_rect(rect, color);
    }
}

/// The first segment of a layer in a stretch and its colour.
fn first_segment(scene: &Scene<'_>, layer: &Annotations, span: Span) -> Option<(Span, Color32)> {
    let before = layer.previous_segment(span.start() + 1);
    let segment = before
        .filter(|segment| segment.span.end() > span.start())
        .or_else(|| {
            let next = layer.next_segment(span.start());
            next.filter(|segment| segment.span.start() < span.end())
        })?;
    let color = match segment.article() {
        Some(article) => {
            let hue = scene.hue(article);
            scene.colors.article(hue).gamma_multiply(0.7)
        }
        None => scene.colors.furniture.gamma_multiply(0.5),
    };
    Some((segment.span, color))
}

/// The colour of the first mention that starts in a stretch.
fn entity_color(scene: &Scene<'_>, span: Span) -> Option<Color32> {
    let entity = scene
        .annotations
        .next_entity(span.start())
        .filter(|entity| entity.span.start() < span.end())?;
    let labels = &scene.schema.labels;
    let at = labels
        .iter()
        .position(|def| def.id == entity.label.as_str());
    Some(scene.colors.label(at).line)
}

/// Search hits, which change too often to be kept.
fn hits(painter: &egui::Painter, scene: &Scene<'_>) {
    let Some(highlights) = scene.extras.highlights.filter(|all| !all.is_empty()) else {
        return;
    };
    let strip = scene.areas.strip;
    for (top, height, span) in stretches(scene, 2.0) {
        let hit = highlights.next_from(span.start());
        let is_hit = |kind| !matches!(kind, Highlight::Problem | Highlight::Question);
        if hit.is_some_and(|(hit, kind)| hit.start() < span.end() && is_hit(kind)) {
            let rect = Rect::from_min_max(
                pos2(strip.left() - 2.0, top),
                pos2(strip.right() + 2.0, top + height),
            );
            painter.rect_filled(rect, 0, scene.colors.current_hit);
        }
    }
}
