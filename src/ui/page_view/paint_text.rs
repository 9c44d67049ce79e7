//! The text itself: tone by role, bold headings.
//!
//! A piece in one tone, which nearly all are, is painted as its galley with
//! that colour. Only where tones meet within a piece is the galley copied and
//! its glyphs coloured one by one. There is no bold face; headings are painted
//! a second time a little to the right, which leaves the layout as it is.

use std::sync::Arc;

use egui::epaint::TextShape;
use egui::{Color32, Galley, Painter, Pos2, pos2};

use super::Scene;
use super::layout::{Laid, is_unusual};
use super::seen::Seen;
use super::state::PageViewState;
use crate::model::article::{Place, Segment};
use crate::model::schema::Placement;
use crate::text::span::Span;

/// How far the second copy of bold text is to the right, as a share of its size.
const BOLD_SHIFT: f32 = 0.045;

/// How a glyph is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ink {
    color: Color32,
    bold: bool,
}

/// Paints the text of what is in view.
pub(super) fn paint(painter: &Painter, scene: &Scene<'_>, state: &PageViewState, seen: &Seen<'_>) {
    let mut inks = Vec::new();
    for laid in &state.laid {
        let pos = pos2(scene.areas.text.left(), laid.top);
        let style = scene.sheet.style(laid.piece);
        let settle = |ink: &mut Ink| {
            if style.quiet && ink.color == scene.colors.text {
                ink.color = scene.colors.caption;
            }
        };
        match uniform(scene, laid, seen, &mut inks) {
            Some(mut ink) => {
                settle(&mut ink);
                paint_galley(painter, scene, pos, &laid.galley, ink.bold, Some(ink.color));
            }
            None => {
                inks.iter_mut().for_each(settle);
                paint_mixed(painter, scene, pos, laid, &inks);
            }
        }
    }
}

/// The one ink of a piece; otherwise fills `inks`, one for each code point.
fn uniform(scene: &Scene<'_>, laid: &Laid, seen: &Seen<'_>, inks: &mut Vec<Ink>) -> Option<Ink> {
    let own = laid.piece.span;
    let raw = scene.source.slice(own);
    let plain = Ink {
        color: scene.colors.unassigned,
        bold: false,
    };
    let segments = seen.segments_in(own);
    let corrections = seen.corrections_in(own);
    let unusual = raw.chars().any(is_unusual);
    if corrections.is_empty() && !unusual {
        match segments.first() {
            None => return Some(plain),
            Some(segment) if segment.span.covers(own) => return Some(ink_of(scene, segment)),
            Some(_) => {}
        }
    }
    inks.clear();
    inks.resize(own.len() as usize, plain);
    for segment in segments {
        fill(inks, own, segment.span, |_| ink_of(scene, segment));
    }
    for correction in corrections {
        fill(inks, own, correction.span, |ink| Ink {
            color: scene.colors.caption,
            bold: ink.bold,
        });
    }
    if unusual {
        for (ink, c) in inks.iter_mut().zip(raw.chars()) {
            if is_unusual(c) {
                ink.color = scene.colors.strike;
            }
        }
    }
    None
}

fn fill(inks: &mut [Ink], own: Span, span: Span, change: impl Fn(Ink) -> Ink) {
    let Some(part) = span.intersection(own) else {
        return;
    };
    let from = (part.start() - own.start()) as usize;
    let to = (part.end() - own.start()) as usize;
    for ink in inks.get_mut(from..to).unwrap_or_default() {
        *ink = change(*ink);
    }
}

fn ink_of(scene: &Scene<'_>, segment: &Segment) -> Ink {
    let Place::Article { role, .. } = &segment.place else {
        return Ink {
            color: scene.colors.furniture,
            bold: false,
        };
    };
    let bold = matches!(
        role.as_str(),
        "kicker" | "headline" | "subheadline" | "heading"
    );
    let aside = scene.schema.placement(role) == Placement::Back;
    let color = if aside {
        scene.colors.caption
    } else {
        scene.colors.text
    };
    Ink { color, bold }
}

fn paint_mixed(painter: &Painter, scene: &Scene<'_>, pos: Pos2, laid: &Laid, inks: &[Ink]) {
    let view = scene.areas.view;
    let visible = [view.top() - pos.y, view.bottom() - pos.y];
    let color = |at: usize| inks.get(at).map_or(scene.colors.text, |ink| ink.color);
    let all = colored(&laid.galley, visible, color);
    paint_galley(painter, scene, pos, &all, false, None);
    if inks.iter().any(|ink| ink.bold) {
        let bold = colored(&laid.galley, visible, |at| match inks.get(at) {
            Some(ink) if ink.bold => ink.color,
            _ => Color32::TRANSPARENT,
        });
        paint_shifted(painter, scene, pos, &bold, None);
    }
}

/// A copy of a galley with the colour of each glyph set, on rows between two
/// heights; other rows are not seen and stay as they are.
fn colored(
    galley: &Arc<Galley>,
    visible: [f32; 2],
    color: impl Fn(usize) -> Color32,
) -> Arc<Galley> {
    let mut galley = Galley::clone(galley);
    let mut start = 0;
    for placed in &mut galley.rows {
        let count = placed.glyphs.len();
        if placed.max_y() >= visible[0] && placed.min_y() <= visible[1] {
            let row = Arc::make_mut(&mut placed.row);
            let end = row.visuals.glyph_vertex_range.end;
            for at in 0..count {
                let first = row
                    .glyphs
                    .get(at)
                    .map_or(end, |glyph| glyph.first_vertex as usize);
                let past = row
                    .glyphs
                    .get(at + 1)
                    .map_or(end, |glyph| glyph.first_vertex as usize);
                let own = row.visuals.mesh.vertices.get_mut(first..past);
                for vertex in own.unwrap_or_default() {
                    vertex.color = color(start + at);
                }
            }
        }
        start += count;
    }
    Arc::new(galley)
}

fn paint_galley(
    painter: &Painter,
    scene: &Scene<'_>,
    pos: Pos2,
    galley: &Arc<Galley>,
    bold: bool,
    color: Option<Color32>,
) {
    let fallback = color.unwrap_or(scene.colors.text);
    painter.add(TextShape::new(pos, Arc::clone(galley), fallback));
    if bold {
        paint_shifted(painter, scene, pos, galley, color);
    }
}

/// Paints the copies that make text bold.
///
/// Text is painted on whole pixels only, so a part of a pixel is made by
/// painting the last copy in part transparent.
fn paint_shifted(
    painter: &Painter,
    scene: &Scene<'_>,
    pos: Pos2,
    galley: &Arc<Galley>,
    color: Option<Color32>,
) {
    let per_point = painter.pixels_per_point();
    let pixels = (BOLD_SHIFT * scene.options.font_size * per_point).clamp(0.5, 6.0);
    let fallback = color.unwrap_or(scene.colors.text);
    let mut at = 1.0;
    while at < pixels + 1.0 {
        let opacity = (pixels - at + 1.0).min(1.0);
        if opacity > 0.05 {
            let shifted = pos + egui::vec2(at / per_point, 0.0);
            let shape = TextShape::new(shifted, Arc::clone(galley), fallback);
            painter.add(shape.with_opacity_factor(opacity));
        }
        at += 1.0;
    }
}
