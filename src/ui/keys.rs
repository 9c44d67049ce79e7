//! Shortcuts: from key events to actions.
//!
//! Plain letters and digits act only while the page has the keyboard, so that
//! typing into a field types; nothing acts while an input method is composing
//! or a dialog is open.

use egui::{Context, Event, Key, Modifiers};
use strum::IntoEnumIterator as _;

use super::action::Action;
use super::command::{Command, Group, Scope};
use super::env::CommandEnv;
use super::ime;
use super::in_order::InOrder;
use super::view_state::Mode;
use crate::model::id::{Label, Role};
use crate::model::schema::Schema;

/// Where the keyboard is.
#[derive(Debug, Clone, Copy)]
pub struct KeyFocus {
    /// The page has it.
    pub page: bool,
    /// A text field has it.
    pub field: bool,
}

/// Takes the first key press that means something now and returns what it asks for; a
/// key that is held down may ask several times.
///
/// What was typed after it is left to a later frame: the keyboard may be elsewhere when
/// that has been done.
pub fn listen(
    ctx: &Context,
    focus: KeyFocus,
    env: &CommandEnv,
    schema: Option<&Schema>,
) -> Vec<Action> {
    if ime::composing(ctx) {
        return Vec::new();
    }
    let schema = schema.filter(|_| focus.page);
    let meaning = |key, modifiers| {
        let action = command_for(key, modifiers, focus, env).map(Action::Run);
        action.or_else(|| schema_key(key, modifiers, env, schema?))
    };
    let mut heard = Heard::default();
    ctx.input_mut(|input| {
        let events = std::mem::take(&mut input.events);
        let left = events.into_iter().filter_map(|it| heard.hear(it, meaning));
        input.events = left.collect();
        for event in &heard.rest {
            if let Event::Key {
                key, repeat: false, ..
            } = event
            {
                // It comes again, and is no repetition then.
                input.keys_down.remove(key);
            }
        }
        if heard.key.is_some() && focus.page {
            // The letter of a key that was used must not arrive as text as well.
            let is_text = |event: &Event| matches!(event, Event::Text(_));
            input.events.retain(|event| !is_text(event));
        }
    });
    // A key that only goes on opens nothing that takes the keyboard: held down, it must not
    // fall behind.
    let goes = |it: &Action| matches!(it, Action::Run(Command::NextOpen | Command::PreviousOpen));
    let waits = !heard.rest.is_empty() || !heard.actions.iter().all(goes);
    if heard.key.is_some() && waits {
        ctx.with_plugin(|order: &mut InOrder| order.take_back(heard.rest));
    }
    heard.actions
}

/// What [`listen`] has heard of the events of a frame.
#[derive(Default)]
struct Heard {
    /// The key that something was asked for with.
    key: Option<Key>,
    /// What it asks for.
    actions: Vec<Action>,
    /// What was typed after it.
    rest: Vec<Event>,
}

impl Heard {
    /// Listens to the next event; returns it if it is for others in this frame.
    fn hear(
        &mut self,
        event: Event,
        meaning: impl Fn(Key, Modifiers) -> Option<Action>,
    ) -> Option<Event> {
        let alone = self.rest.is_empty();
        match (&event, self.key) {
            (
                &Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    repeat,
                    ..
                },
                before,
            ) if before.is_none() || (before == Some(key) && repeat && alone) => {
                let Some(action) = meaning(key, modifiers) else {
                    return Some(event);
                };
                if !repeat || repeats(&action) {
                    self.key = Some(key);
                    self.actions.push(action);
                }
                None
            }
            // Just behind it comes its own letter.
            (Event::Text(_), Some(_)) if alone => Some(event),
            (_, Some(_)) if is_typing(&event) => {
                self.rest.push(event);
                None
            }
            _ => Some(event),
        }
    }
}

/// Whether an event comes from the keyboard.
fn is_typing(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Ime(_)
            | Event::Paste(_)
            | Event::Copy
            | Event::Cut
    )
}

/// Whether holding the key down does it again and again: moving does, marking
/// does not.
fn repeats(action: &Action) -> bool {
    use Command as C;
    let Action::Run(command) = action else {
        return false;
    };
    matches!(command.group(), Group::Go | Group::View)
        || matches!(command, C::Undo | C::Redo | C::FindNext | C::FindPrevious)
        || matches!(command, C::NextProblem | C::PreviousProblem)
        || matches!(
            command,
            C::SegmentUp | C::SegmentDown | C::ArticleUp | C::ArticleDown
        )
        || matches!(
            command,
            C::EntityEndLeft | C::EntityEndRight | C::EntityStartLeft | C::EntityStartRight
        )
}

/// The command that a key press invokes now. One of the page or of a function key that
/// may not be invoked is returned all the same, to say why; any other leaves the key
/// to others.
fn command_for(
    key: Key,
    modifiers: Modifiers,
    focus: KeyFocus,
    env: &CommandEnv,
) -> Option<Command> {
    let heard = |command: Command| match command.scope() {
        Scope::Everywhere => !focus.field || works_in_fields(key, modifiers),
        scope => focus.page && scope.modes().contains(&env.mode),
    };
    let fits = |command: &Command| {
        let mut shortcuts = command.shortcuts().into_iter();
        shortcuts
            .any(|shortcut| shortcut.logical_key == key && same(modifiers, shortcut.modifiers, key))
    };
    Command::iter().filter(fits).find(|&command| {
        let nobody_else = command.scope() != Scope::Everywhere || is_function(key);
        heard(command) && (nobody_else || env.check(command).is_ok())
    })
}

/// Whether the modifiers that are down are just those that a shortcut asks for.
///
/// `+` needs Shift on many keyboards, so Shift is not looked at there.
fn same(down: Modifiers, wanted: Modifiers, key: Key) -> bool {
    let shift = down.shift == wanted.shift || key == Key::Plus;
    shift
        && down.alt == wanted.alt
        && down.command == wanted.command
        && (down.ctrl == down.command || cfg!(target_os = "macos"))
}

/// In a text field only keys that type nothing and edit nothing are shortcuts: Ctrl+U
/// deletes to the beginning of the line, and Ctrl with Alt is the key for letters that
/// some keyboards have as a third on a key.
fn works_in_fields(key: Key, modifiers: Modifiers) -> bool {
    let edits = matches!(
        key,
        Key::Z | Key::Y | Key::A | Key::C | Key::X | Key::V | Key::U | Key::Enter
    );
    is_function(key) || (modifiers.command && !modifiers.alt && !edits)
}

/// Whether it is one of F1, F2 …
fn is_function(key: Key) -> bool {
    key.name().len() > 1 && key.name().starts_with('F')
}

/// The keys of the digits from 1 on, for lists whose rows or tabs are numbered.
pub const NUMBERS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Roles, labels and numbers of articles, as the schema gives them keys.
fn schema_key(key: Key, modifiers: Modifiers, env: &CommandEnv, schema: &Schema) -> Option<Action> {
    if !modifiers.is_none() || !env.document || !env.writable {
        return None;
    }
    match env.mode {
        Mode::Segment => {
            let role = schema.roles.iter().find(|def| is_key(key, def.key));
            role.map(|def| Action::SetRole(Role::from(def.id.as_str())))
                .or_else(|| digit(key).filter(|&number| number > 0).map(Action::Assign))
        }
        Mode::Entities | Mode::Read => {
            let label = schema.labels.iter().find(|def| is_key(key, def.key));
            label.map(|def| Action::Tag(Label::from(def.id.as_str())))
        }
        Mode::Review => {
            let number = digit(key).filter(|number| (1..=3).contains(number));
            number.map(|number| Action::ChooseArticle(number - 1))
        }
    }
}

/// Whether a key is the one that a schema writes as a letter or digit.
pub fn is_key(key: Key, wanted: char) -> bool {
    let mut buffer = [0; 4];
    Key::from_name(wanted.to_ascii_uppercase().encode_utf8(&mut buffer)) == Some(key)
}

fn digit(key: Key) -> Option<usize> {
    key.name().parse().ok().filter(|_| key.name().len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn role_keys_of_the_default_schema_do_not_clash_with_commands() {
        let schema = Schema::newspaper();
        let segment = Command::iter().filter(|command| command.scope().meets(Scope::Segment));
        let plain: Vec<_> = segment
            .flat_map(Command::shortcuts)
            .filter(|s| s.modifiers.is_none())
            .map(|s| s.logical_key)
            .collect();
        for role in &schema.roles {
            assert!(
                !plain.iter().any(|&key| is_key(key, role.key)),
                "{}",
                role.id
            );
        }
    }

    #[test]
    fn a_key_that_is_held_down_is_heard_each_time_and_what_follows_waits() {
        let key = |key, repeat| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat,
            modifiers: Modifiers::NONE,
        };
        let meaning = |key, _| match key {
            Key::PageDown => Some(Action::Run(Command::NextDocument)),
            Key::B => Some(Action::Run(Command::StartArticle)),
            _ => None,
        };
        let heard = |events: &[Event]| {
            let mut heard = Heard::default();
            let events = events.iter().cloned();
            let left = events.filter_map(|it| heard.hear(it, meaning)).count();
            (heard.actions.len(), heard.rest.len(), left)
        };
        let (down, again) = (key(Key::PageDown, false), key(Key::PageDown, true));
        let held = [down.clone(), again.clone(), again.clone()];
        assert_eq!(heard(&held), (3, 0, 0));
        assert_eq!(heard(&[down.clone(), key(Key::B, false), again]), (1, 2, 0));
        // Pressed anew it is another step, and marking does not go on by itself.
        assert_eq!(heard(&[down.clone(), down]), (1, 1, 0));
        assert_eq!(heard(&[key(Key::B, true), key(Key::A, false)]), (0, 0, 1));
        let moved = Event::PointerMoved(egui::Pos2::ZERO);
        assert_eq!(heard(&[key(Key::B, false), moved]), (1, 0, 1));
    }

    #[test]
    fn fields_keep_the_keys_that_edit() {
        assert!(!works_in_fields(Key::Z, Modifiers::COMMAND));
        assert!(!works_in_fields(Key::B, Modifiers::NONE));
        assert!(!works_in_fields(Key::U, Modifiers::COMMAND));
        assert!(!works_in_fields(
            Key::S,
            Modifiers::COMMAND | Modifiers::ALT
        ));
        assert!(works_in_fields(Key::F2, Modifiers::NONE));
        assert!(works_in_fields(
            Key::P,
            Modifiers::COMMAND | Modifiers::SHIFT
        ));
    }
}
