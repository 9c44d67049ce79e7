//! Caret, selection and scrolling by the keyboard.
//!
//! Only keys that mean something here are taken from the frame's events; the
//! keys of commands are the window's, and typed text is nobody's.

use egui::{Event, Key, Modifiers, Ui, os::OperatingSystem};

use super::Scene;
use super::layout::Sheet;
use super::pieces::Place;
use super::scroll::Reveal;
use super::state::PageViewState;
use super::steps;
use super::types::PageEvent;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// A way to move the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    RowStart,
    RowEnd,
    PageUp,
    PageDown,
    Top,
    Bottom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyCommand {
    Move { motion: Motion, extend: bool },
    Scroll { down: bool },
    SelectAll,
    SelectLine,
    Collapse,
    Copy,
    Menu,
}

/// Handles the keys of this frame; the page has the keyboard.
pub(super) fn handle(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut PageViewState,
    events: &mut Vec<PageEvent>,
) {
    let os = ui.ctx().os();
    let can_collapse = !state.selection().is_empty() || state.press.is_active();
    let mut commands = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match command(event, os) {
            Some(KeyCommand::Collapse) if !can_collapse => true,
            Some(command) => {
                commands.push(command);
                false
            }
            None => true,
        });
    });
    for command in commands {
        run(ui, scene, state, command, events);
    }
}

fn run(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut PageViewState,
    command: KeyCommand,
    events: &mut Vec<PageEvent>,
) {
    let end = CharOffset(scene.source.len());
    match command {
        KeyCommand::Move { motion, extend } => {
            let caret = moved(scene, state, motion, extend);
            state.caret = caret;
            if !extend {
                state.mark = caret.offset;
            }
            state.reveal = Some((Span::caret(caret.offset), Reveal::Nearest));
        }
        KeyCommand::Scroll { down } => {
            let row = scene.sheet.line_height;
            let distance = if down { row } else { -row };
            state.anchor = scene.sheet.moved(state.anchor, distance);
        }
        KeyCommand::SelectAll => {
            state.mark = CharOffset(0);
            state.caret = Place::at(end);
        }
        KeyCommand::SelectLine => {
            let selection = grown_by_line(scene, state.selection());
            state.select(selection);
            let caret = Span::caret(selection.end());
            state.reveal = Some((caret, Reveal::Nearest));
        }
        KeyCommand::Collapse => {
            if !state.press.cancel() {
                state.mark = state.caret.offset;
            }
        }
        KeyCommand::Copy => {
            let text = scene.source.slice(state.selection());
            if !text.is_empty() {
                ui.ctx().copy_text(text.to_owned());
            }
        }
        KeyCommand::Menu => {
            if let Some(rect) = state.caret_rect() {
                let at = state.caret();
                events.push(PageEvent::ContextMenu {
                    at,
                    entity: scene.entity_near(at).map(|entity| entity.id),
                    pos: rect.left_bottom(),
                });
            }
        }
    }
    state.moved_at = ui.input(|input| input.time);
}

/// The selection widened to whole lines, or by one more line if it is that already.
fn grown_by_line(scene: &Scene<'_>, selection: Span) -> Span {
    let source = scene.source;
    let (first, last) = (
        source.line_of(selection.start()),
        source.line_of(selection.end()),
    );
    let lines = source.span_of_lines(first, last);
    // A blank line that is selected looks like a caret on it.
    if lines == selection && last + 1 < source.line_count() {
        source.span_of_lines(first, last + 1)
    } else {
        lines
    }
}

/// Where the caret goes; keeps the column for movement between rows.
fn moved(scene: &Scene<'_>, state: &mut PageViewState, motion: Motion, extend: bool) -> Place {
    let sheet = &scene.sheet;
    let caret = state.caret;
    let selection = state.selection();
    let collapses = !extend && !selection.is_empty();
    if let Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown = motion {
        let x = *state.goal_x.get_or_insert_with(|| sheet.x_of(caret));
        return between_rows(sheet, state, motion, x, scene.areas.view.height());
    }
    state.goal_x = None;
    let pieces = &sheet.pieces;
    let word_at = scene.word_at();
    match motion {
        Motion::Left if collapses => Place::at(selection.start()),
        Motion::Right if collapses => Place::at(selection.end()),
        Motion::Left => Place::at(steps::previous(pieces, caret.offset)),
        Motion::Right => Place::at(steps::next(pieces, caret.offset)),
        Motion::WordLeft => Place::at(steps::previous_word(pieces, caret.offset, word_at)),
        Motion::WordRight => Place::at(steps::next_word(pieces, caret.offset, word_at)),
        Motion::RowStart => sheet.row_end(caret, false),
        Motion::RowEnd => sheet.row_end(caret, true),
        Motion::Top => Place::at(CharOffset(0)),
        _ => Place::at(CharOffset(scene.source.len())),
    }
}

fn between_rows(
    sheet: &Sheet<'_>,
    state: &mut PageViewState,
    motion: Motion,
    x: f32,
    view_height: f32,
) -> Place {
    let caret = state.caret;
    let down = matches!(motion, Motion::Down | Motion::PageDown);
    if let Motion::Up | Motion::Down = motion {
        // At the first or last row the caret goes to the very end of the page.
        return sheet
            .beside_row(caret, down, x)
            .unwrap_or_else(|| sheet.row_end(caret, down));
    }
    let page = (view_height - sheet.line_height).max(sheet.line_height);
    let distance = if down { page } else { -page };
    state.anchor = sheet.moved(state.anchor, distance);
    sheet.far_row(caret, distance, x)
}

/// What an event means to the page, if anything.
fn command(event: &Event, os: OperatingSystem) -> Option<KeyCommand> {
    if let Event::Copy = event {
        return Some(KeyCommand::Copy);
    }
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    let mac = os.is_mac();
    let Modifiers { shift, command, .. } = *modifiers;
    let plain = !modifiers.alt && !modifiers.ctrl && !command;
    if plain && shift && *key == Key::F10 {
        return Some(KeyCommand::Menu);
    }
    if plain && !shift && *key == Key::Escape {
        return Some(KeyCommand::Collapse);
    }
    if command && !shift && !modifiers.alt {
        match key {
            Key::A => return Some(KeyCommand::SelectAll),
            Key::L => return Some(KeyCommand::SelectLine),
            Key::ArrowUp if !mac => return Some(KeyCommand::Scroll { down: false }),
            Key::ArrowDown if !mac => return Some(KeyCommand::Scroll { down: true }),
            _ => {}
        }
    }
    // Words: Alt on a Mac, Ctrl elsewhere. Ends of the page: Command, Ctrl.
    let word = if mac { modifiers.alt } else { command };
    let other = modifiers.alt || modifiers.ctrl || command;
    let motion = match key {
        Key::ArrowLeft if mac && command => Motion::RowStart,
        Key::ArrowRight if mac && command => Motion::RowEnd,
        Key::ArrowUp if mac && command => Motion::Top,
        Key::ArrowDown if mac && command => Motion::Bottom,
        Key::ArrowLeft if word && (mac || !modifiers.alt) => Motion::WordLeft,
        Key::ArrowRight if word && (mac || !modifiers.alt) => Motion::WordRight,
        Key::Home if command && !modifiers.alt => Motion::Top,
        Key::End if command && !modifiers.alt => Motion::Bottom,
        _ if other => return None,
        Key::ArrowLeft => Motion::Left,
        Key::ArrowRight => Motion::Right,
        Key::ArrowUp => Motion::Up,
        Key::ArrowDown => Motion::Down,
        Key::Home => Motion::RowStart,
        Key::End => Motion::RowEnd,
        Key::PageUp => Motion::PageUp,
        Key::PageDown => Motion::PageDown,
        _ => return None,
    };
    Some(KeyCommand::Move {
        motion,
        extend: shift,
    })
}
