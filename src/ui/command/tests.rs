//! Keys of commands: no two clash, and letters type where one types.

use strum::IntoEnumIterator as _;

use super::*;

#[test]
fn no_two_commands_clash() {
    let keys = |command: Command| {
        command
            .shortcuts()
            .into_iter()
            .map(move |shortcut| (command, shortcut))
    };
    let all: Vec<_> = Command::iter().flat_map(keys).collect();
    for (at, (one, first)) in all.iter().enumerate() {
        for (other, second) in &all[at + 1..] {
            let clash = first == second && one.scope().meets(other.scope());
            assert!(!clash, "{one:?} and {other:?} share {first:?}");
        }
    }
}

#[test]
fn plain_letters_are_only_listened_to_in_the_page() {
    for command in Command::iter() {
        for shortcut in command.shortcuts() {
            let is_plain = !shortcut.modifiers.command && !shortcut.modifiers.alt;
            let types = shortcut.logical_key.name().chars().count() == 1;
            assert!(
                !(is_plain && types && command.scope() == Scope::Everywhere),
                "{command:?}"
            );
        }
    }
}
