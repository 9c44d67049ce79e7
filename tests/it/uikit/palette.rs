//! The palette by keyboard and mouse.

use broadsheet::ui::i18n::{Language, Tr};
use broadsheet::ui::palette::{Palette, PaletteEntry};
use egui::{Event, ImeEvent, Key};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::harness::{Shown, Window};

/// Group, Chinese, English, key.
pub const COMMANDS: [(&str, &str, &str, &str); 18] = [
    ("项目", "打开项目…", "Open project…", "Ctrl+O"),
    ("项目", "导入版面…", "Import pages…", "Ctrl+I"),
    ("项目", "导出语料…", "Export corpus…", "Ctrl+E"),
    ("项目", "保存副本…", "Save a copy…", "Ctrl+Shift+S"),
    ("编辑", "撤销", "Undo", "Ctrl+Z"),
    ("编辑", "重做", "Redo", "Ctrl+Y"),
    ("标注", "起新文章", "Start an article", "B"),
    ("标注", "合并到上文", "Join to the article above", "J"),
    ("标注", "设为主题", "Role: headline", "H"),
    ("标注", "设为引题", "Role: kicker", "K"),
    ("标注", "设为副题", "Role: subheadline", "S"),
    ("标注", "设为署名", "Role: byline", "Y"),
    ("标注", "设为电头", "Role: dateline", "D"),
    ("标注", "设为小标题", "Role: heading", "G"),
    ("标注", "设为正文", "Role: body", "T"),
    ("标注", "设为图注", "Role: caption", "C"),
    ("视图", "放大", "Zoom in", "Ctrl++"),
    ("视图", "缩小", "Zoom out", "Ctrl+-"),
];

struct State {
    palette: Palette,
    chosen: Vec<usize>,
    note: String,
}

fn window<'a>() -> Shown<'a, State> {
    let mut palette = Palette::default();
    palette.open();
    let state = State {
        palette,
        chosen: Vec::new(),
        note: String::new(),
    };
    Window::default().show(state, |ui, state| {
        ui.text_edit_singleline(&mut state.note)
            .accessible_name("note");
        let entries = COMMANDS
            .iter()
            .map(|&(group, text, other_words, shortcut)| PaletteEntry {
                group,
                text,
                other_words,
                shortcut,
                blocked: (text == "撤销").then_some("没有可撤销的操作"),
            });
        let tr = Tr::new(Language::Zh);
        state
            .chosen
            .extend(state.palette.show(ui.ctx(), tr, entries));
    })
}

fn type_text(shown: &mut Shown<'_, State>, text: &str) {
    for letter in text.chars() {
        shown.harness.event(Event::Text(letter.to_string()));
    }
    shown.harness.run();
}

fn press(shown: &mut Shown<'_, State>, key: Key) {
    shown.harness.key_press(key);
    shown.harness.run();
}

fn chosen(shown: &Shown<'_, State>) -> Vec<&'static str> {
    let chosen = &shown.harness.state().chosen;
    chosen.iter().map(|&index| COMMANDS[index].1).collect()
}

#[test]
fn typing_pinyin_initials_and_enter_chooses_a_chinese_command() {
    let mut shown = window();
    type_text(&mut shown, "hb");
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), ["合并到上文"]);
    assert!(!shown.harness.state().palette.is_open());
}

#[test]
fn english_words_find_chinese_commands() {
    let mut shown = window();
    type_text(&mut shown, "headl");
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), ["设为主题"]);
}

#[test]
fn arrows_walk_the_list_and_turn_around_at_its_ends() {
    let mut shown = window();
    press(&mut shown, Key::ArrowDown);
    press(&mut shown, Key::ArrowDown);
    press(&mut shown, Key::ArrowUp);
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), ["导入版面…"]);

    let mut shown = window();
    press(&mut shown, Key::ArrowUp);
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), ["缩小"]);
}

#[test]
fn page_down_stops_at_the_last_row() {
    let mut shown = window();
    for _ in 0..5 {
        press(&mut shown, Key::PageDown);
    }
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), ["缩小"]);
}

#[test]
fn row_that_stands_for_more_unfolds_its_group() {
    let mut shown = window();
    assert!(shown.harness.query_by_label("设为图注").is_none());
    // Four and two rows stand before the group, seven of its own above.
    for _ in 0..13 {
        press(&mut shown, Key::ArrowDown);
    }
    let more = shown.harness.get_by_label("+ 还有 3 条").rect();
    assert!(more.bottom() < 640.0, "the list follows the selection");
    press(&mut shown, Key::Enter);
    press(&mut shown, Key::ArrowDown);
    press(&mut shown, Key::ArrowDown);
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), ["设为图注"]);
}

#[test]
fn click_chooses_and_click_beside_closes() {
    let mut shown = window();
    shown.harness.get_by_label("重做").click();
    shown.harness.run();
    assert_eq!(chosen(&shown), ["重做"]);

    let mut shown = window();
    let beside = egui::pos2(5.0, 630.0);
    shown.harness.drag_at(beside);
    shown.harness.drop_at(beside);
    shown.harness.run();
    assert!(!shown.harness.state().palette.is_open());
    assert!(chosen(&shown).is_empty());
}

#[test]
fn blocked_command_is_not_chosen_and_says_why() {
    let mut shown = window();
    type_text(&mut shown, "撤销");
    press(&mut shown, Key::Enter);
    assert!(chosen(&shown).is_empty());
    assert!(shown.harness.state().palette.is_open());
    let row = shown.harness.get_by_label("撤销");
    assert!(row.accesskit_node().is_disabled());
}

#[test]
fn enter_that_ends_a_composition_does_not_choose() {
    let mut shown = window();
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    };
    shown.harness.event(preedit("he bing"));
    shown.harness.run();
    press(&mut shown, Key::Enter);
    press(&mut shown, Key::ArrowDown);
    press(&mut shown, Key::Escape);
    assert!(shown.harness.state().palette.is_open());
    assert!(chosen(&shown).is_empty());
    shown
        .harness
        .event(Event::Ime(ImeEvent::Commit("合并".to_owned())));
    shown.harness.run();
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), ["合并到上文"]);
}

#[test]
fn nothing_typed_into_the_palette_reaches_the_window_behind() {
    let mut shown = window();
    shown.harness.state_mut().palette.close();
    shown.harness.run_steps(2);
    shown.harness.get_by_label("note").focus();
    shown.harness.run();
    shown.harness.state_mut().palette.open();
    shown.harness.run();
    type_text(&mut shown, "abc");
    assert_eq!(shown.harness.state().note, "");
    assert_eq!(shown.harness.state().palette.query(), "abc");
    press(&mut shown, Key::Escape);
    assert!(!shown.harness.state().palette.is_open());
    // The focus is back where it was.
    type_text(&mut shown, "d");
    assert_eq!(shown.harness.state().note, "d");
}
