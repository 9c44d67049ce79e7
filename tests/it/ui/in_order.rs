//! What is typed in one slow frame comes in its order, as if each key had one of its own.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

/// Control, as the window is told of it where it is the key of commands.
const CONTROL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

/// The letter B as a keyboard sends it.
fn b() -> [Event; 2] {
    [press(Key::B, Modifiers::NONE), Event::Text("b".to_owned())]
}

/// Has one frame get a shortcut and what is typed after it; all keys are let go of.
fn in_one_frame(desk: &mut Desk, shortcut: Event, typed: impl IntoIterator<Item = Event>) {
    let mut all = vec![shortcut];
    all.extend(typed);
    let let_go = all.clone().into_iter().filter_map(|mut event| {
        if let Event::Key { pressed, .. } = &mut event {
            *pressed = false;
            return Some(event);
        }
        None
    });
    all.extend(let_go);
    desk.harness.input_mut().events.extend(all);
    desk.settle();
}

fn desk() -> Desk {
    let mut desk = Setup::default().pages(&[("page.txt", "一版\n谛造者来了\n")]);
    desk.caret("谛造");
    desk
}

#[test]
fn letters_behind_a_shortcut_are_typed_into_the_field_that_it_opens() {
    let mut desk = desk();
    in_one_frame(&mut desk, press(Key::F, CONTROL), b());
    let found = desk.app().view().unwrap().find.as_ref();
    assert_eq!(found.expect("the find bar is open").needle, "b");
    assert_eq!(desk.page().annotations.articles().count(), 0);

    desk.keys(&["Escape"]).caret("谛造");
    let all = CONTROL | Modifiers::SHIFT;
    in_one_frame(&mut desk, press(Key::F, all), b());
    let search = &desk.app().view().unwrap().search;
    assert_eq!((search.open, search.form.text.as_str()), (true, "b"));
    assert_eq!(desk.page().annotations.articles().count(), 0);
}

#[test]
fn a_correction_takes_the_letters_behind_its_key_and_not_the_letter_of_the_key() {
    let mut desk = desk();
    let e = press(Key::E, Modifiers::NONE);
    let typed = [Event::Text("e".to_owned())].into_iter().chain(b());
    in_one_frame(&mut desk, e, typed);
    let typing = desk.app().view().unwrap().correcting.as_ref();
    assert_eq!(typing.expect("a correction is being typed").text, "b");
    assert_eq!(desk.page().annotations.articles().count(), 0);
}

#[test]
fn keys_of_the_page_that_come_in_one_frame_are_all_heard() {
    let mut desk = desk();
    // They are still down when they are heard, yet were pressed but once.
    let typed = [
        press(Key::B, Modifiers::NONE),
        press(Key::N, Modifiers::NONE),
    ];
    desk.harness.input_mut().events.extend(typed);
    desk.settle();
    assert_eq!(desk.page().annotations.articles().count(), 1);
    let field = desk.app().tr().get("title.field");
    assert!(desk.harness.query_all_by_label(field).next().is_some());
}
