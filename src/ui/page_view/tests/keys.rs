//! Caret and selection by the keyboard.

use egui::{Key, Modifiers};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

#[test]
fn arrows_move_by_cluster_and_shift_selects() {
    let mut harness = harness(Stage::new("甲e\u{301}乙\r\n丙"));
    for expected in [1, 3, 4, 6, 7, 7] {
        press(&mut harness, NONE, Key::ArrowRight);
        assert_eq!(caret(&harness), CharOffset(expected));
    }
    for expected in ["丙", "\r\n丙", "乙\r\n丙", "e\u{301}乙\r\n丙"] {
        press(&mut harness, SHIFT, Key::ArrowLeft);
        assert_eq!(harness.state().selected(), expected);
    }
    press(&mut harness, NONE, Key::ArrowRight);
    assert_eq!(
        caret(&harness),
        CharOffset(7),
        "to the end of the selection"
    );
    assert_eq!(harness.state().selected(), "");
}

#[test]
fn every_move_is_reported_once() {
    let mut harness = harness(Stage::new("甲乙"));
    press(&mut harness, SHIFT, Key::ArrowRight);
    assert_eq!(
        harness.state().events,
        [PageEvent::SelectionChanged {
            selection: span(0, 1),
            caret: CharOffset(1)
        }]
    );
    harness.state_mut().events.clear();
    press(&mut harness, NONE, Key::Home);
    press(&mut harness, NONE, Key::Home);
    assert_eq!(harness.state().events.len(), 1);
}

#[test]
fn rows_of_a_wrapped_line_are_walked_in_their_column() {
    let text = format!("{}\n短\n{}", "文".repeat(90), "字".repeat(90));
    let mut harness = harness(Stage::new(&text));
    for _ in 0..3 {
        press(&mut harness, NONE, Key::ArrowRight);
    }
    press(&mut harness, NONE, Key::ArrowDown);
    let per_row = caret(&harness).0 - 3;
    assert!((10..60).contains(&per_row), "{per_row}");
    press(&mut harness, NONE, Key::End);
    assert_eq!(caret(&harness).0, 2 * per_row);
    let right = harness.state().state.caret_rect().unwrap().left();
    assert!(right > 300.0, "the caret stays at the end of its row");
    press(&mut harness, NONE, Key::Home);
    assert_eq!(caret(&harness).0, per_row);
    // Over a short line and back the column is kept.
    press(&mut harness, CTRL, Key::Home);
    for _ in 0..5 {
        press(&mut harness, NONE, Key::ArrowRight);
    }
    let rows = 90_u32.div_ceil(per_row);
    for _ in 0..rows {
        press(&mut harness, NONE, Key::ArrowDown);
    }
    assert_eq!(caret(&harness).0, 92, "the end of the short line");
    press(&mut harness, NONE, Key::ArrowDown);
    assert_eq!(caret(&harness).0, 93 + 5);
    press(&mut harness, NONE, Key::ArrowUp);
    press(&mut harness, NONE, Key::ArrowUp);
    let last_row = (rows - 1) * per_row;
    assert_eq!(caret(&harness).0, (last_row + 5).min(90));
}

#[test]
fn words_and_ends_of_the_page() {
    let mut harness = harness(Stage::new("one two\n\nthree"));
    press(&mut harness, CTRL, Key::ArrowRight);
    assert_eq!(caret(&harness), CharOffset(4));
    press(&mut harness, CTRL | SHIFT, Key::ArrowRight);
    assert_eq!(harness.state().selected(), "two");
    press(&mut harness, CTRL, Key::End);
    assert_eq!(caret(&harness), CharOffset(14));
    press(&mut harness, CTRL, Key::ArrowLeft);
    assert_eq!(caret(&harness), CharOffset(9));
    press(&mut harness, CTRL | SHIFT, Key::Home);
    assert_eq!(harness.state().selected(), "one two\n\n");
}

#[test]
fn lines_are_selected_one_after_another() {
    let mut harness = harness(Stage::new("甲乙\n\n丙丁\n戊"));
    press(&mut harness, NONE, Key::ArrowRight);
    for expected in ["甲乙", "甲乙\n", "甲乙\n\n丙丁", "甲乙\n\n丙丁\n戊"] {
        press(&mut harness, CTRL, Key::L);
        assert_eq!(harness.state().selected(), expected);
    }
    press(&mut harness, CTRL, Key::L);
    assert_eq!(harness.state().selected(), "甲乙\n\n丙丁\n戊");
}

#[test]
fn copying_gives_the_raw_text() {
    let mut harness = harness(Stage::new("甲\u{7}\u{200b}\t乙\r\n丙"));
    press(&mut harness, CTRL, Key::A);
    harness.event(egui::Event::Copy);
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(copied, Some("甲\u{7}\u{200b}\t乙\r\n丙"));
}

#[test]
fn escape_collapses_and_then_is_left_to_others() {
    let mut harness = harness(Stage::new("甲乙丙"));
    press(&mut harness, CTRL, Key::A);
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().selected(), "");
    assert_eq!(caret(&harness), CharOffset(3));
    assert!(page(&harness).is_focused());
}

#[test]
fn keys_that_mean_nothing_here_are_left_in_the_input() {
    let left = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let seen = std::rc::Rc::clone(&left);
    let mut harness = Harness::builder()
        .with_context_setup(install_face)
        .allow_missing_glyphs()
        .build_ui_state(
            move |ui, stage: &mut Stage| {
                stage.show(ui);
                ui.input(|input| {
                    for event in &input.events {
                        if let egui::Event::Key {
                            key, pressed: true, ..
                        } = event
                        {
                            seen.borrow_mut().push(*key);
                        }
                    }
                });
            },
            Stage::new("甲乙丙\n丁"),
        );
    page(&harness).focus();
    harness.run();
    for key in [
        Key::B,
        Key::Tab,
        Key::Num1,
        Key::Escape,
        Key::ArrowRight,
        Key::Enter,
    ] {
        press(&mut harness, NONE, key);
    }
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    let left = left.borrow().clone();
    let expected = [
        Key::B,
        Key::Tab,
        Key::Num1,
        Key::Escape,
        Key::Enter,
        Key::ArrowUp,
    ];
    assert_eq!(left, expected);
    assert!(page(&harness).is_focused(), "Tab does not leave the page");
    assert_eq!(caret(&harness), CharOffset(1));
}

#[test]
fn screen_readers_get_the_line_of_the_caret() {
    let mut harness = harness(Stage::new("第一行\n第二行"));
    assert_eq!(page(&harness).value().as_deref(), Some("第一行"));
    press(&mut harness, NONE, Key::ArrowDown);
    assert_eq!(page(&harness).value().as_deref(), Some("第二行"));
}

#[test]
fn empty_and_blank_pages_are_safe() {
    for text in ["", "\n", "\r\n\r\n\r\n", &"\n".repeat(500)] {
        let mut harness = harness(Stage::new(text));
        for key in [
            Key::ArrowDown,
            Key::ArrowRight,
            Key::PageDown,
            Key::End,
            Key::ArrowUp,
            Key::PageUp,
            Key::Home,
            Key::ArrowLeft,
        ] {
            press(&mut harness, NONE, key);
            press(&mut harness, CTRL | SHIFT, key);
        }
        press(&mut harness, CTRL, Key::End);
        let source = &harness.state().source;
        assert_eq!(caret(&harness).0, source.len());
        press(&mut harness, CTRL, Key::L);
        press(&mut harness, CTRL, Key::A);
        assert_eq!(harness.state().selected(), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_key_leaves_the_caret_inside_a_cluster(
        text in "[a 甲乙丙，\\n\\r\u{301}\u{200d}👍🇨\u{7}\t]{0,200}",
        keys in prop::collection::vec((0_usize..8, any::<bool>(), any::<bool>()), 1..40),
    ) {
        let mut harness = sized(Stage::new(&text), [200.0, 160.0]);
        let source = harness.state().source.clone();
        let mut places = Vec::new();
        for line in 0..source.line_count() {
            let mut at = source.line_span(line).start().0;
            places.push(at);
            for cluster in source.line(line).graphemes(true) {
                at += cluster.chars().count() as u32;
                places.push(at);
            }
        }
        for (key, shift, ctrl) in keys {
            let key = [
                Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown,
                Key::Home, Key::End, Key::PageUp, Key::PageDown,
            ][key];
            let mut modifiers = NONE;
            if shift { modifiers |= SHIFT; }
            if ctrl { modifiers |= CTRL; }
            press(&mut harness, modifiers, key);
            let state = &harness.state().state;
            prop_assert!(places.contains(&state.caret().0), "{key:?} to {}", state.caret());
            // Ctrl with these scrolls, or is left to others: the caret stays where it is.
            let vertical = [Key::ArrowUp, Key::ArrowDown, Key::PageUp, Key::PageDown];
            if !(ctrl && vertical.contains(&key)) {
                prop_assert!(state.caret_rect().is_some(), "{key:?}: the caret is in view");
            }
        }
    }
}
