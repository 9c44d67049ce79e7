//! Mentions: a tint behind the text and a line under it in the label's colour.
//!
//! Nested and crossing mentions have their lines at different depths, the
//! innermost nearest to the text. A mention that goes on in the next row has no
//! rounded corner there. The number painted per frame is capped.

use egui::{CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2};

use super::Scene;
use super::layout::Band;
use super::state::PageViewState;
use super::types::{LabelColors, Mode};
use crate::model::annotations::Annotations;
use crate::model::entity::Entity;
use crate::model::id::EntityId;
use crate::text::span::Span;

/// One in so many code points of a piece may begin a mention that is painted.
const CROWD: u32 = 2;
/// At most so many rows of mentions are painted in one frame.
const BAND_CAP: usize = 2_500;
/// Depth is measured against so many following mentions.
const NEIGHBOURS: usize = 24;
/// Lines are drawn at so many depths; further ones share the last.
const DEPTHS: u8 = 3;
const LINE_WIDTH: f32 = 2.0;

/// A piece of a mention that is in view, or the text between two of them.
struct Shown {
    span: Span,
    colors: LabelColors,
    depth: u8,
    look: Look,
    /// Whether it has rounded corners: not where very many are in view, as they
    /// cost several times as much.
    round: bool,
    /// Whether the mention goes on before or after it in another piece.
    goes_on: [bool; 2],
    /// Whether it is what stands between two pieces: only a thin line under it.
    gap: bool,
}

/// With more mentions than this in view, corners are square.
const ROUND_CAP: usize = 400;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    Hovered,
    Active,
    /// Of the suggested layer.
    Suggested,
}

/// Paints the mentions in view, behind the text.
pub(super) fn paint(
    painter: &Painter,
    scene: &Scene<'_>,
    state: &PageViewState,
    hovered: Option<EntityId>,
) {
    let shown = collect(scene, state, hovered);
    each_band(scene, state, &shown, |one, band| fill(painter, one, band));
    each_band(scene, state, &shown, |one, band| {
        outline(painter, scene, one, band);
    });
}

fn each_band(
    scene: &Scene<'_>,
    state: &PageViewState,
    shown: &[Shown],
    mut each: impl FnMut(&Shown, Band),
) {
    let left = scene.areas.text.left();
    let view = scene.areas.view.y_range();
    let mut room = BAND_CAP;
    for laid in &state.laid {
        for one in shown
            .iter()
            .filter(|one| one.span.overlaps(laid.piece.span))
        {
            laid.bands(left, one.span, |band| {
                if room > 0 && band.rect.width() > 0.0 && band.rect.y_range().intersects(view) {
                    room -= 1;
                    each(one, band);
                }
            });
        }
    }
}

fn collect(scene: &Scene<'_>, state: &PageViewState, hovered: Option<EntityId>) -> Vec<Shown> {
    let resizing = state.press.resizing();
    let active = scene.active_entity(state).map(|entity| entity.id);
    let pointed = [hovered, scene.emphasis.hovered];
    let label_at = |entity: &Entity| {
        let labels = &scene.schema.labels;
        labels
            .iter()
            .position(|def| def.id == entity.label.as_str())
    };
    let mut shown: Vec<Shown> = starting_in_view(scene.annotations, state)
        .flat_map(|entity| {
            let look = if active == Some(entity.id) {
                Look::Active
            } else if pointed.contains(&Some(entity.id)) {
                Look::Hovered
            } else {
                Look::Plain
            };
            let resized = resizing
                .filter(|(id, _)| *id == entity.id)
                .and_then(|(_, span)| entity.clone().with_ends(span));
            let colors = scene.colors.label(label_at(entity));
            pieces(resized.as_ref().unwrap_or(entity), colors, look)
        })
        .collect();
    if let Some(suggested) = scene.extras.suggested {
        let new = starting_in_view(suggested, state).filter(|entity| {
            let mut same = scene.annotations.entities_in(entity.span).take(NEIGHBOURS);
            !same.any(|own| own.pieces().eq(entity.pieces()) && own.label == entity.label)
        });
        shown.extend(new.flat_map(|entity| {
            let colors = scene.colors.label(label_at(entity));
            pieces(entity, colors, Look::Suggested)
        }));
    }
    let round = shown.len() <= ROUND_CAP;
    for one in &mut shown {
        one.round = round;
    }
    set_depths(&mut shown);
    shown
}

/// What is painted of a mention: its pieces, and what links them.
fn pieces(entity: &Entity, colors: LabelColors, look: Look) -> Vec<Shown> {
    let one = |span, goes_on, gap| Shown {
        span,
        colors,
        depth: 0,
        look,
        round: true,
        goes_on,
        gap,
    };
    let mut shown: Vec<Shown> = Vec::with_capacity(2 * entity.parts.len() + 1);
    for piece in entity.pieces() {
        let before = shown.last().map(|it| it.span.end());
        shown.extend(before.map(|end| one(Span::between(end, piece.start()), [true; 2], true)));
        let ends = [before.is_some(), piece.end() < entity.span.end()];
        shown.push(one(piece, ends, false));
    }
    shown
}

/// The mentions that touch the first piece in view or start in it or a later
/// one, in order, as many from each piece as can be told apart.
pub(super) fn starting_in_view<'a>(
    annotations: &'a Annotations,
    state: &'a PageViewState,
) -> impl Iterator<Item = &'a Entity> {
    state.laid.iter().enumerate().flat_map(|(at, laid)| {
        let own = laid.piece.span;
        // The line end counts too: a mention may start there.
        let reach = Span::between(own.start(), own.end() + 1);
        annotations
            .entities_around(reach)
            .filter(move |entity| at == 0 || reach.contains(entity.span.start()))
            .take((8 + own.len() / CROWD) as usize)
    })
}

/// Sorts outer before inner and gives each mention a depth below those in it.
fn set_depths(shown: &mut [Shown]) {
    shown.sort_by_key(|one| (one.span.start(), std::cmp::Reverse(one.span.end())));
    for at in (0..shown.len()).rev() {
        let (head, tail) = shown.split_at_mut(at + 1);
        let Some(one) = head.last_mut() else {
            continue;
        };
        one.depth = tail
            .iter()
            .take(NEIGHBOURS)
            .take_while(|next| next.span.start() < one.span.end())
            .filter(|next| next.span.overlaps(one.span))
            .map(|next| (next.depth + 1).min(DEPTHS - 1))
            .max()
            .unwrap_or(0);
    }
}

/// The tinted box of one row of a mention. Where the mention ends it is a little narrower
/// than the text, so that of two side by side each is seen.
fn tinted(one: &Shown, band: Band) -> Rect {
    let rise = 1.5 * f32::from(one.depth);
    let drop = 3.0 * f32::from(one.depth);
    let inset = |open: bool| if open { 0.0 } else { 0.75 };
    let (left, right) = (inset(band.open_left), inset(band.open_right));
    Rect::from_min_max(
        pos2(band.rect.left() + left, band.rect.top() + 2.0 - rise),
        pos2(band.rect.right() - right, band.rect.bottom() - 2.0 + drop),
    )
}

fn corners(one: &Shown, band: Band, top: u8, bottom: u8) -> CornerRadius {
    if !one.round {
        return CornerRadius::ZERO;
    }
    let left = u8::from(!band.open_left);
    let right = u8::from(!band.open_right);
    CornerRadius {
        nw: left * top,
        sw: left * bottom,
        ne: right * top,
        se: right * bottom,
    }
}

fn fill(painter: &Painter, one: &Shown, band: Band) {
    if one.gap {
        return;
    }
    let color = match one.look {
        Look::Plain => one.colors.fill,
        Look::Hovered | Look::Active => one.colors.line.gamma_multiply(0.32),
        Look::Suggested => one.colors.fill.gamma_multiply(0.45),
    };
    painter.rect_filled(tinted(one, band), corners(one, band, 4, 2), color);
}

fn outline(painter: &Painter, scene: &Scene<'_>, one: &Shown, band: Band) {
    let rect = tinted(one, band);
    let line = Rect::from_min_max(
        pos2(rect.left(), rect.bottom() - LINE_WIDTH),
        rect.right_bottom(),
    );
    if one.gap {
        link(painter, one, line);
        return;
    }
    if one.look == Look::Suggested {
        let y = line.center().y;
        let stroke = Stroke::new(1.5, one.colors.line);
        let ends = [pos2(line.left() + 1.0, y), pos2(line.right(), y)];
        painter.extend(egui::Shape::dashed_line(&ends, stroke, 4.0, 3.0));
        return;
    }
    painter.rect_filled(line, corners(one, band, 1, 2), one.colors.line);
    if one.look != Look::Active {
        return;
    }
    let stroke = Stroke::new(1.0, one.colors.line);
    painter.rect_stroke(rect, corners(one, band, 4, 2), stroke, StrokeKind::Inside);
    if scene.options.mode == Mode::Entities {
        for (open, x) in [
            (band.open_left || one.goes_on[0], rect.left()),
            (band.open_right || one.goes_on[1], rect.right()),
        ] {
            if !open {
                let grip = Rect::from_center_size(pos2(x, rect.center().y), egui::vec2(3.0, 9.0));
                painter.rect_filled(grip, 1.5, one.colors.line);
            }
        }
    }
}

/// The thin line between two pieces, under the text that is not the mention's.
fn link(painter: &Painter, one: &Shown, line: Rect) {
    let width = match one.look {
        Look::Active | Look::Hovered => 1.5,
        Look::Plain | Look::Suggested => 1.0,
    };
    let stroke = Stroke::new(width, one.colors.line);
    painter.hline(line.x_range(), line.center().y, stroke);
}
