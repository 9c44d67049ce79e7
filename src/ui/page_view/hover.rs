//! What is under the pointer: tooltips, the shape of the pointer, and the
//! report to the rest of the window.

use std::fmt::Write as _;

use egui::{CursorIcon, Response, RichText, Ui};

use super::Scene;
use super::layout::{is_unusual, laid_at};
use super::state::PageViewState;
use crate::model::article::{Place, Segment};
use crate::model::entity::Entity;
use crate::model::id::EntityId;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// A tooltip shows at most so many code points of a mention.
const SURFACE_CAP: usize = 60;

/// What is under the pointer.
#[derive(Default)]
pub(super) struct Hover {
    pub entity: Option<EntityId>,
    pub line: Option<usize>,
}

/// Finds what is under the pointer and shows its tooltip.
pub(super) fn show(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &PageViewState,
    response: &Response,
) -> Hover {
    let Some(pos) = response.hover_pos().or(response.interact_pointer_pos()) else {
        return Hover::default();
    };
    let Some(laid) = laid_at(&state.laid, pos.y).filter(|laid| pos.y < laid.bottom()) else {
        return Hover::default();
    };
    let line = Some(laid.piece.line as usize);
    if state.press.resizing().is_some() || scene.edge_at(state, pos).is_some() {
        ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        return Hover { entity: None, line };
    }
    if state.press.is_active() {
        return Hover { entity: None, line };
    }
    if pos.x < scene.areas.marks.right() {
        let start = scene.source.line_span(laid.piece.line as usize);
        let reach = Span::between(start.start(), start.end() + 1);
        if let Some(segment) = scene.annotations.segments_in(reach).next()
            && pos.x >= scene.areas.numbers_right
        {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            let text = segment_text(scene, segment);
            response.clone().on_hover_text_at_pointer(text);
        }
        return Hover { entity: None, line };
    }
    ui.set_cursor_icon(CursorIcon::Text);
    let Some(at) = scene.char_under(state, pos) else {
        return Hover { entity: None, line };
    };
    let entity = scene.entity_under(state, pos);
    let note = note_at(scene, at);
    if entity.is_some() || !note.is_empty() {
        response.clone().on_hover_ui_at_pointer(|ui| {
            if let Some(entity) = entity {
                entity_tooltip(ui, scene, entity);
            }
            if !note.is_empty() {
                ui.label(note);
            }
        });
    }
    Hover {
        entity: entity.map(|entity| entity.id),
        line,
    }
}

fn entity_tooltip(ui: &mut Ui, scene: &Scene<'_>, entity: &Entity) {
    let at = scene
        .schema
        .labels
        .iter()
        .position(|def| def.id == entity.label.as_str());
    let name = at
        .and_then(|at| scene.schema.labels.get(at))
        .map_or(entity.label.as_str(), |def| (scene.texts.pick)(&def.name));
    let color = scene.colors.label(at).line;
    let raw = entity.surface(scene.source);
    let mut surface: String = raw
        .chars()
        .filter(|c| !c.is_control())
        .take(SURFACE_CAP)
        .collect();
    if raw.chars().nth(SURFACE_CAP).is_some() {
        surface.push('…');
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new(name).color(color).strong());
        ui.label(surface);
    });
    if let Some(more) = scene.extras.describe.and_then(|describe| describe(entity)) {
        ui.label(RichText::new(more).weak());
    }
}

/// "Article 2 · Caption", or that it is furniture.
fn segment_text(scene: &Scene<'_>, segment: &Segment) -> String {
    match &segment.place {
        Place::Furniture => scene.texts.furniture.to_owned(),
        Place::Article { article, role, .. } => {
            let number = scene.annotations.article_number(*article).unwrap_or(0);
            let role = scene
                .schema
                .role(role)
                .map_or(role.as_str(), |def| (scene.texts.pick)(&def.name));
            format!("{} {number} · {role}", scene.texts.article)
        }
    }
}

/// What there is to say of one code point: its correction, or its number if it
/// is drawn as something else.
fn note_at(scene: &Scene<'_>, at: CharOffset) -> String {
    let mut note = String::new();
    let span = Span::between(at, at + 1);
    if let Some(correction) = scene.annotations.corrections_in(span).next() {
        let shown: String = correction.replacement.chars().take(SURFACE_CAP).collect();
        note = format!("{}: {shown}", scene.texts.correction);
    }
    if let Some(more) = scene.extras.note_at.and_then(|note_at| note_at(at)) {
        note.push_str(&more);
    }
    if let Some(c) = scene.source.char_at(at).filter(|&c| is_unusual(c)) {
        let gap = if note.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let _ok = write!(note, "{gap}U+{:04X}", u32::from(c)).is_ok();
    }
    note
}
