//! Every command, in every situation: it acts or says why not, and never panics.

use broadsheet::ui::command::Command;
use broadsheet::ui::label_text;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;
use strum::IntoEnumIterator as _;

use crate::support::desk::{Desk, Setup};

/// Invokes each command through the palette, as a person would.
fn invoke_all(mut make: impl FnMut() -> Desk) {
    let mut desk = make();
    for command in
        Command::iter().filter(|command| *command != Command::Quit && *command != Command::Palette)
    {
        let name = desk.app().tr().get(&command.text_key()).to_owned();
        desk.keys(&["Ctrl+Shift+P"]);
        desk.type_text(&name);
        desk.keys(&["Enter", "Escape", "Escape"]);
        if desk.app().session().is_none() {
            desk = make();
        }
    }
}

#[test]
fn every_command_can_be_tried_on_the_sample() {
    invoke_all(|| Setup::default().sample());
    invoke_all(|| {
        Setup {
            mode: Mode::Entities,
            ..Setup::default()
        }
        .sample()
    });
}

#[test]
fn every_command_can_be_tried_on_an_empty_project() {
    invoke_all(|| Setup::default().pages(&[]));
    invoke_all(|| Setup::default().pages(&[("blank.txt", "\n \n")]));
}

#[test]
fn panes_are_reached_by_keyboard() {
    let mut desk = Setup::default().sample();
    let first = desk
        .app()
        .view()
        .unwrap()
        .current
        .as_ref()
        .unwrap()
        .document
        .id;
    desk.keys(&["Shift+F6", "Down"]);
    assert_ne!(
        desk.app()
            .view()
            .unwrap()
            .current
            .as_ref()
            .unwrap()
            .document
            .id,
        first,
        "the list walks"
    );
    desk.keys(&["F6", "B", "F6", "Enter"]);
    let selected = desk.app().view().unwrap().page.selection();
    assert!(
        !selected.is_empty(),
        "Enter in the inspector shows the article"
    );
}

#[test]
fn undo_says_what_it_undoes() {
    let mut desk = Setup::default().pages(&[("page.txt", "甲\n")]);
    desk.caret("甲").keys(&["B"]);
    let label = desk.session().undo_label().unwrap().deed;
    assert_eq!(label.as_str(), "start-article");
    let schema = desk.session().schema().clone();
    let label = desk.session().undo_label().unwrap().clone();
    let sentence = label_text::sentence(desk.app().tr(), &schema, &label);
    assert!(
        desk.harness
            .query_all_by_label_contains(&sentence)
            .next()
            .is_some(),
        "{sentence}"
    );
}
