//! Keys of labels and roles against those of the window, and which are free.

use egui::Key;
use strum::IntoEnumIterator as _;

use crate::ui::command::{Command, Scope};
use crate::ui::keys::is_key;

/// What stands in the way of a key of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyTrouble {
    /// A command of the window has it, and comes first.
    Command(Command),
    /// No keyboard has it.
    NoKeyboard,
    /// Digits give text to articles; the role comes first.
    Digit,
}

/// Where a key is listened to: roles in mode Segment, labels in Entities and Read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listener {
    Role,
    Label,
}

/// What is wrong with a key that is one character.
pub(super) fn trouble(key: &str, listener: Listener) -> Option<KeyTrouble> {
    let key = key.chars().next().filter(|_| key.chars().count() == 1)?;
    let mut buffer = [0; 4];
    let name = key.to_ascii_uppercase();
    if Key::from_name(name.encode_utf8(&mut buffer)).is_none() {
        return Some(KeyTrouble::NoKeyboard);
    }
    let scope = match listener {
        Listener::Role => Scope::Segment,
        Listener::Label => Scope::EntitiesOrRead,
    };
    let takes = |command: &Command| {
        let mut plain = command
            .shortcuts()
            .into_iter()
            .filter(|it| it.modifiers.is_none());
        command.scope().meets(scope) && plain.any(|it| is_key(it.logical_key, key))
    };
    if let Some(command) = Command::iter().find(takes) {
        return Some(KeyTrouble::Command(command));
    }
    (listener == Listener::Role && key.is_ascii_digit()).then_some(KeyTrouble::Digit)
}

/// Keys that nobody has yet.
pub(super) fn free(taken: &[&str], listener: Listener) -> Vec<char> {
    let all = ('1'..='9').chain('A'..='Z');
    let is_free = |key: &char| {
        let text = key.to_string();
        trouble(&text, listener).is_none() && !taken.iter().any(|it| it.eq_ignore_ascii_case(&text))
    };
    all.filter(is_free).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_commands_are_told_and_free_ones_offered() {
        let of = |key| trouble(key, Listener::Label);
        assert_eq!(of("a"), Some(KeyTrouble::Command(Command::TagAlikeArticle)));
        assert_eq!(of("E"), Some(KeyTrouble::Command(Command::Correct)));
        assert_eq!(of("1"), None);
        assert_eq!(of("城"), Some(KeyTrouble::NoKeyboard));
        assert_eq!(trouble("1", Listener::Role), Some(KeyTrouble::Digit));
        assert_eq!(
            trouble("b", Listener::Role),
            Some(KeyTrouble::Command(Command::StartArticle))
        );
        let free = free(&["1", "k"], Listener::Label);
        assert!(free.starts_with(&['2', '3']) && !free.contains(&'K') && !free.contains(&'A'));
    }
}
