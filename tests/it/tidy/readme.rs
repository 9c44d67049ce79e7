//! The table of shortcuts in the README, made from the commands.
//!
//! `UPDATE_README=1 cargo test --test it readme` writes it anew.

use broadsheet::model::schema::{Names, Schema};
use broadsheet::ui::command::{Command, Group};
use broadsheet::ui::i18n::{Language, Tr};
use broadsheet::ui::key_text;
use strum::IntoEnumIterator as _;

use super::source::root;

const BEGIN: &str = "<!-- shortcuts -->\n";
const END: &str = "<!-- /shortcuts -->";

/// The tables, one for each group of commands, then roles and labels.
fn tables() -> String {
    let (en, zh) = (Tr::new(Language::En), Tr::new(Language::Zh));
    let mut text = String::new();
    for group in Group::iter() {
        let key = format!("group.{}", group.id());
        let rows = Command::iter()
            .filter(|command| command.group() == group)
            .map(|command| {
                let name = command.text_key();
                (
                    en.get(&name).to_owned(),
                    zh.get(&name).to_owned(),
                    keys(command),
                )
            });
        table(&mut text, en.get(&key), rows);
    }
    let schema = Schema::newspaper();
    let named = |names: &Names, key: char| (names.en.clone(), names.zh.clone(), format!("`{key}`"));
    let digits = (
        "Assign to article 1 to 9".to_owned(),
        "归入文章 1 至 9".to_owned(),
        "`1` to `9`".to_owned(),
    );
    let roles = schema.roles.iter().map(|role| named(&role.name, role.key));
    table(&mut text, "Roles, in Segment mode", roles.chain([digits]));
    let labels = schema
        .labels
        .iter()
        .map(|label| named(&label.name, label.key));
    table(&mut text, "Labels, in Entities mode", labels);
    text
}

fn table(text: &mut String, title: &str, rows: impl Iterator<Item = (String, String, String)>) {
    text.push_str(&format!(
        "\n### {title}\n\n| Name | 中文 | Keys |\n| --- | --- | --- |\n"
    ));
    for (en, zh, keys) in rows {
        text.push_str(&format!("| {en} | {zh} | {keys} |\n"));
    }
}

/// The keys of a command, the one that is shown in the window first.
fn keys(command: Command) -> String {
    let shortcuts = command.shortcuts().into_iter();
    let caps: Vec<_> = shortcuts
        .map(|keys| {
            format!(
                "`{}`",
                key_text::format(keys.modifiers, keys.logical_key, false)
            )
        })
        .collect();
    caps.join(" or ")
}

#[test]
fn the_readme_lists_the_shortcuts_that_there_are() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("README.md has the mark <!-- shortcuts -->");
    let (listed, after) = rest
        .split_once(END)
        .expect("README.md has the mark <!-- /shortcuts -->");
    let wanted = format!("{}\n", tables());
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{wanted}{END}{after}"))
            .expect("README.md can be written");
        return;
    }
    assert!(
        listed == wanted,
        "README.md does not list the shortcuts as they are; run the tests once with UPDATE_README=1"
    );
}
