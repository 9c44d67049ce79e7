//! What is painted around the text: bands, selection, search hits, corrections,
//! line ends and the caret.

use egui::{Align2, Color32, FontId, Painter, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::Scene;
use super::layout::{Laid, stand_in};
use super::seen::Seen;
use super::state::PageViewState;
use super::types::{EditMark, Highlight, Mode};
use crate::model::correction::Correction;
use crate::model::line_break::BreakKind;
use crate::text::span::Span;

/// At most so many search hits are painted in one frame.
const HIT_CAP: usize = 3_000;
/// A replacement is drawn up to so many code points.
const REPLACEMENT_CAP: usize = 40;
/// Strength of marks that are only suggested.
const SUGGESTED: f32 = 0.6;
/// Strength of small text that is only suggested, which has to be read.
const SUGGESTED_TEXT: f32 = 0.85;
/// Size of a replacement as a share of the size of the text.
const REPLACEMENT_SIZE: f32 = 0.7;

impl Laid {
    /// Where the caret is on the screen.
    pub(super) fn caret_rect(&self, place: super::pieces::Place, left: f32) -> Rect {
        let mut rest = (place.offset - self.piece.span.start()) as usize;
        let rows = self.galley.rows.len();
        for (at, row) in self.galley.rows.iter().enumerate() {
            let count = row.glyphs.len();
            if rest < count || at + 1 == rows || (rest == count && !place.lower) {
                let x = left + row.pos.x + row.x_offset(rest.into());
                let [top, bottom] = [row.min_y(), row.max_y()].map(|y| self.top + y);
                return Rect::from_min_max(pos2(x, top), pos2(x, bottom));
            }
            rest -= count;
        }
        Rect::from_min_size(pos2(left, self.top), vec2(0.0, 1.0))
    }
}

/// The band of the current line, the selection and search hits.
pub(super) fn backgrounds(
    painter: &Painter,
    scene: &Scene<'_>,
    state: &PageViewState,
    focused: bool,
) {
    let view = scene.areas.view;
    let left = scene.areas.text.left();
    let selection = state.selection();
    let caret_line = scene.source.line_of(state.caret()) as u32;
    let color = if focused {
        scene.colors.selection
    } else {
        scene.colors.selection_idle
    };
    for laid in &state.laid {
        let band = Rect::from_x_y_ranges(view.x_range(), laid.top..=laid.bottom());
        if selection.is_empty() {
            if laid.piece.line == caret_line && scene.options.show_caret {
                painter.rect_filled(band, 0, scene.colors.current_line);
            }
            continue;
        }
        let line = scene.source.line_span(laid.piece.line as usize);
        if selection.covers(line) && (selection.end() > line.end() || !line.is_empty()) {
            painter.rect_filled(band, 0, color);
            continue;
        }
        laid.bands(left, selection, |band| {
            let mut rect = band.rect;
            if band.over_end {
                rect.max.x = view.right();
            }
            painter.rect_filled(rect, 0, color);
        });
    }
    hits(painter, scene, state);
}

fn hits(painter: &Painter, scene: &Scene<'_>, state: &PageViewState) {
    let Some(highlights) = scene.extras.highlights else {
        return;
    };
    let left = scene.areas.text.left();
    for (span, kind) in highlights.overlapping(state.visible()).take(HIT_CAP) {
        let color = match kind {
            Highlight::Hit => scene.colors.hit,
            Highlight::CurrentHit => scene.colors.current_hit,
            Highlight::Problem => scene.colors.problem,
            Highlight::Question => scene.colors.question,
        };
        for laid in pieces_of(state, span) {
            laid.bands(left, span, |band| {
                if kind == Highlight::Problem {
                    wave(painter, band.rect, color);
                } else {
                    painter.rect_filled(band.rect.shrink2(vec2(0.0, 2.0)), 3, color);
                }
            });
        }
    }
}

/// What corrections did to a clean text: a dotted line under what they wrote, a
/// wedge where they took something away.
pub(super) fn edits(painter: &Painter, scene: &Scene<'_>, state: &PageViewState) {
    let Some(edits) = scene.extras.edits else {
        return;
    };
    let left = scene.areas.text.left();
    let color = scene.colors.accent;
    for (span, mark) in edits.overlapping(state.visible()).take(HIT_CAP) {
        for laid in pieces_of(state, span) {
            laid.bands(left, span, |band| {
                let rect = band.rect.shrink2(vec2(0.0, 3.0));
                if mark == EditMark::Written {
                    painter.rect_filled(rect, 3, color.gamma_multiply(0.13));
                    let ends = [rect.left_bottom(), rect.right_bottom()];
                    painter.extend(Shape::dotted_line(&ends, color, 3.0, 1.0));
                } else if !band.open_left {
                    let (x, y) = (rect.left(), rect.top());
                    let wedge = vec![pos2(x - 4.0, y), pos2(x + 4.0, y), pos2(x, y + 6.0)];
                    painter.add(Shape::convex_polygon(
                        wedge,
                        scene.colors.strike,
                        Stroke::NONE,
                    ));
                }
            });
        }
    }
}

/// A wavy line along the lower edge of `rect`.
fn wave(painter: &Painter, rect: Rect, color: Color32) {
    const STEP: f32 = 3.0;
    let y = rect.bottom() - 2.5;
    let count = (rect.width() / STEP).max(1.0) as usize;
    let point = |at: usize| {
        let up = if at.is_multiple_of(2) { 0.0 } else { 2.0 };
        pos2(rect.left() + at as f32 * STEP, y - up)
    };
    let points = (0..=count).map(point).collect();
    painter.add(Shape::line(points, Stroke::new(1.0, color)));
}

/// The pieces in view that hold a part of `span`.
fn pieces_of(state: &PageViewState, span: Span) -> impl Iterator<Item = &Laid> {
    let first = state
        .laid
        .partition_point(|laid| laid.piece.span.end() <= span.start());
    let rest = state.laid.get(first..).unwrap_or_default();
    rest.iter()
        .take_while(move |laid| laid.piece.span.start() < span.end())
}

/// Lines through corrected text and the right text over it; lighter where that is
/// only suggested.
pub(super) fn corrections(
    painter: &Painter,
    scene: &Scene<'_>,
    state: &PageViewState,
    seen: &Seen<'_>,
) {
    for correction in seen.corrections().iter().take(HIT_CAP) {
        paint_correction(painter, scene, state, correction, 1.0);
    }
    let Some(layer) = scene.extras.suggested else {
        return;
    };
    for new in layer.corrections_in(state.visible()).take(HIT_CAP) {
        // Where there is one of mine, two texts would be written over each other.
        if seen.corrections_in(new.span).is_empty() {
            paint_correction(painter, scene, state, new, SUGGESTED);
        }
    }
}

fn paint_correction(
    painter: &Painter,
    scene: &Scene<'_>,
    state: &PageViewState,
    correction: &Correction,
    strength: f32,
) {
    let left = scene.areas.text.left();
    let accent = scene.colors.accent;
    let accent = accent.gamma_multiply(strength.max(SUGGESTED_TEXT));
    let mut first = true;
    for laid in pieces_of(state, correction.span) {
        laid.bands(left, correction.span, |band| {
            if band.rect.width() <= 0.0 {
                return; // a blank line inside the correction
            }
            let y = band.rect.center().y + 1.0;
            let strike = scene.colors.strike.gamma_multiply(strength);
            painter.hline(band.rect.x_range(), y, Stroke::new(1.5, strike));
            if std::mem::take(&mut first) && !correction.replacement.is_empty() {
                paint_replacement(painter, scene, band.rect, &correction.replacement, accent);
            }
        });
    }
}

/// Paints the right text; its feet stand on the heads of the raw text.
fn paint_replacement(
    painter: &Painter,
    scene: &Scene<'_>,
    band: Rect,
    replacement: &str,
    color: Color32,
) {
    let text: String = replacement
        .chars()
        .take(REPLACEMENT_CAP)
        .map(stand_in)
        .collect();
    let font = FontId::proportional(scene.options.font_size * REPLACEMENT_SIZE);
    let galley = painter.layout_no_wrap(text, font, color);
    let width = galley.rect.width();
    let x = if width > band.width() {
        band.left()
    } else {
        band.center().x - width / 2.0
    };
    let head = band.center().y - scene.options.font_size * 0.45;
    let pos = pos2(x, head - galley.rect.height() * 0.86);
    let back = Rect::from_min_size(pos, galley.rect.size())
        .shrink2(vec2(-1.0, galley.rect.height() * 0.14));
    painter.rect_filled(back, 2, scene.colors.paper.gamma_multiply(0.85));
    painter.galley(pos, galley, color);
}

/// Marks at line ends that join lines or end a paragraph.
pub(super) fn line_ends(painter: &Painter, scene: &Scene<'_>, state: &PageViewState) {
    if !scene.options.show_breaks {
        return;
    }
    let entities = scene.options.mode == Mode::Entities;
    for laid in state.laid.iter().filter(|laid| laid.piece.last) {
        let line = laid.piece.line + 1;
        let decided = scene.annotations.line_break(line);
        let suggested = scene.extras.suggested.and_then(|it| it.line_break(line));
        let suggested = suggested.filter(|_| suggested != decided);
        let inferred = || scene.extras.inferred_break.and_then(|infer| infer(line));
        let Some(kind) = suggested.or(decided).or_else(inferred) else {
            continue;
        };
        let Some(row) = laid.galley.rows.last() else {
            continue;
        };
        let size = scene.options.font_size;
        let x = scene.areas.text.left() + row.rect().right() + size * 0.45;
        let y = laid.top + row.rect().center().y;
        let mut color = match kind {
            BreakKind::Soft => scene.colors.faint,
            BreakKind::Para => scene.colors.mark,
        };
        if suggested.is_some() {
            color = scene.colors.accent.gamma_multiply(SUGGESTED);
        } else if decided.is_none() || (entities && kind == BreakKind::Soft) {
            color = color.gamma_multiply(0.55);
        }
        match kind {
            BreakKind::Soft => return_arrow(painter, pos2(x, y + 1.0), size * 0.5, color),
            BreakKind::Para => {
                let font = FontId::proportional(size * 0.72);
                painter.text(pos2(x, y), Align2::LEFT_CENTER, "¶", font, color);
            }
        }
    }
}

/// An arrow down and to the left, drawn because no bundled face has it.
fn return_arrow(painter: &Painter, at: egui::Pos2, width: f32, color: Color32) {
    let stroke = Stroke::new(1.0, color);
    let (left, right) = (at.x, at.x + width);
    let (head, y) = (width * 0.32, at.y + width * 0.2);
    painter.line_segment([pos2(right, y - width * 0.6), pos2(right, y)], stroke);
    painter.line_segment([pos2(right, y), pos2(left, y)], stroke);
    painter.line_segment([pos2(left + head, y - head), pos2(left, y)], stroke);
    painter.line_segment([pos2(left + head, y + head), pos2(left, y)], stroke);
}

/// The caret; hollow while the page has not the keyboard.
pub(super) fn caret(
    ui: &Ui,
    painter: &Painter,
    scene: &Scene<'_>,
    state: &PageViewState,
    focused: bool,
) {
    let Some(rect) = state.caret_rect().filter(|_| scene.options.show_caret) else {
        return;
    };
    let bar = Rect::from_min_max(
        pos2(rect.left() - 1.0, rect.top() + 2.0),
        pos2(rect.left() + 1.0, rect.bottom() - 2.0),
    );
    if !focused {
        painter.rect_filled(bar, 0, scene.colors.caret.gamma_multiply(0.35));
        return;
    }
    if is_lit(ui, state.moved_at) {
        painter.rect_filled(bar, 1, scene.colors.caret);
    }
}

/// Whether a blinking caret is to be seen now; asks to be painted at the next change.
fn is_lit(ui: &Ui, moved_at: f64) -> bool {
    let style = &ui.visuals().text_cursor;
    let (on, off) = (f64::from(style.on_duration), f64::from(style.off_duration));
    if !style.blink || on + off <= 0.0 {
        return true;
    }
    let (now, awake) = ui.input(|input| (input.time, input.focused));
    if !awake {
        return true;
    }
    let phase = (now - moved_at).max(0.0) % (on + off);
    let lit = phase < on;
    let rest = if lit { on - phase } else { on + off - phase };
    ui.ctx().request_repaint_after_secs(rest as f32);
    lit
}
