//! How keys are written on caps and in menus.

use egui::{Context, Key, KeyboardShortcut, ModifierNames, Modifiers};

/// A shortcut as the platform writes it: `Ctrl+Shift+P` or `⌘⇧P`.
pub fn shortcut(ctx: &Context, shortcut: KeyboardShortcut) -> String {
    let is_mac = ctx.os() == egui::os::OperatingSystem::Mac;
    format(shortcut.modifiers, shortcut.logical_key, is_mac)
}

/// The same for a given platform.
pub fn format(modifiers: Modifiers, key: Key, is_mac: bool) -> String {
    let names = ModifierNames::NAMES;
    let before = names.format(&modifiers, is_mac);
    let name = key_name(key);
    if before.is_empty() {
        name.to_owned()
    } else {
        format!("{before}+{name}")
    }
}

/// The name on the key.
fn key_name(key: Key) -> &'static str {
    match key {
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::PageUp => "PgUp",
        Key::PageDown => "PgDn",
        Key::Backspace => "Bksp",
        Key::Delete => "Del",
        Key::Comma => ",",
        Key::Period => ".",
        Key::Plus => "+",
        Key::Equals => "=",
        Key::Minus => "-",
        Key::Slash => "/",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_read_as_people_write_them() {
        assert_eq!(
            format(Modifiers::COMMAND | Modifiers::SHIFT, Key::P, false),
            "Ctrl+Shift+P"
        );
        assert_eq!(format(Modifiers::NONE, Key::Slash, false), "/");
        assert_eq!(format(Modifiers::ALT, Key::ArrowUp, false), "Alt+↑");
    }
}
