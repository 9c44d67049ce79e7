//! Single widgets, found by the names a screen reader uses.

use broadsheet::ui::dialogs::{Dialog, DialogButton};
use broadsheet::ui::i18n::{Language, Tr};
use broadsheet::ui::widgets::{
    Elided, Hint, Icon, IconButton, SearchField, Segment, Toasts, coverage_bar, elided,
    section_header, segmented,
};
use egui::{Event, Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};

use crate::support::harness::{Shown, Window};

/// How many labels show exactly this text. (A label whose text can be selected
/// also has its lines as nodes, which do not count.)
fn labels<State>(shown: &Shown<'_, State>, text: &str) -> usize {
    let is_label = by().role(Role::Label).value(text);
    shown.harness.query_all(is_label).count()
}

fn switch<'a>(start: usize) -> Shown<'a, (usize, usize)> {
    Window::default().show((start, 0), |ui, (mode, changes)| {
        let segments = ["版面", "实体", "清样"].map(|label| Segment {
            label,
            key: "F2",
            badge: 0,
        });
        if segmented(ui, "mode", &segments, mode).changed() {
            *changes += 1;
        }
        ui.add(egui::Button::new("after"));
    })
}

#[test]
fn mode_is_switched_by_click() {
    let mut shown = switch(0);
    shown.harness.get_by_label("清样").click();
    shown.harness.run();
    assert_eq!(*shown.harness.state(), (2, 1));
}

#[test]
fn mode_is_switched_by_arrows_and_the_switch_is_one_tab_stop() {
    let mut shown = switch(0);
    for key in [Key::Tab, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight] {
        shown.harness.key_press(key);
        shown.harness.run();
    }
    assert_eq!(
        shown.harness.state().0,
        0,
        "three to the right is round once"
    );
    shown.harness.key_press(Key::End);
    shown.harness.run();
    assert_eq!(shown.harness.state().0, 2);
    shown.harness.key_press(Key::Tab);
    shown.harness.run();
    assert!(shown.harness.get_by_label("after").is_focused());
}

#[test]
fn search_is_cleared_by_button_and_by_escape() {
    let search = || {
        Window::default().show(("嘉峪关".to_owned(), 0), |ui, (text, changes)| {
            let field = SearchField::new(text, "查找", "清除").width(200.0);
            if field.show(ui).changed() {
                *changes += 1;
            }
        })
    };
    let mut shown = search();
    shown.harness.get_by_label("清除").click();
    shown.harness.run();
    assert_eq!(*shown.harness.state(), (String::new(), 1));
    assert!(shown.harness.query_by_label("清除").is_none());
    shown.harness.event(Event::Text("市".to_owned()));
    shown.harness.run();
    assert_eq!(shown.harness.state().0, "市", "the focus is in the field");

    let mut shown = search();
    shown
        .harness
        .get_by_role_and_label(Role::TextInput, "查找")
        .focus();
    shown.harness.run();
    shown.harness.key_press(Key::Escape);
    shown.harness.run();
    assert_eq!(*shown.harness.state(), (String::new(), 1));
    assert!(shown.harness.get_by_label("查找").is_focused());
    shown.harness.key_press(Key::Escape);
    shown.harness.run();
    assert!(!shown.harness.get_by_label("查找").is_focused());
}

#[test]
fn hint_can_be_clicked_unless_it_is_blocked() {
    let mut shown = Window::default().show((0, 0), |ui, (free, blocked)| {
        *free += usize::from(ui.add(Hint::new(&["B"], "起新文章")).clicked());
        let hint = Hint::new(&["Enter"], "采纳").blocked(Some("没有建议"));
        *blocked += usize::from(ui.add(hint).clicked());
    });
    shown.harness.get_by_label("起新文章").click();
    shown.harness.get_by_label("采纳").click();
    shown.harness.run();
    assert_eq!(*shown.harness.state(), (1, 0));
    assert!(
        shown
            .harness
            .get_by_label("采纳")
            .accesskit_node()
            .is_disabled()
    );
}

#[test]
fn blocked_icon_does_nothing_and_tells_why_on_hover() {
    let mut shown = Window::default().show(0, |ui, clicks| {
        let button = IconButton::new(Icon::Undo, "撤销").blocked(Some("没有可撤销的操作"));
        *clicks += usize::from(ui.add(button).clicked());
    });
    shown.harness.get_by_label("撤销").click();
    shown.harness.run();
    assert_eq!(*shown.harness.state(), 0);
    shown.harness.get_by_label("撤销").hover();
    shown.harness.run_steps(8);
    assert_eq!(labels(&shown, "没有可撤销的操作"), 1);
}

#[test]
fn long_line_is_cut_and_shows_the_whole_on_hover() {
    let long = "学习贯彻".repeat(40);
    let name = long.clone();
    let mut shown = Window::default().show((), move |ui, ()| {
        ui.vertical(|ui| {
            ui.set_max_width(120.0);
            ui.add(Elided::new(&long));
        });
    });
    let label = shown.harness.get_by_value(&name);
    assert!(label.rect().width() <= 121.0, "{:?}", label.rect());
    label.hover();
    shown.harness.run_steps(8);
    assert_eq!(labels(&shown, &name), 2);
}

#[test]
fn long_path_loses_its_start_and_never_outgrows_its_room() {
    let path = format!("/{}/page-003.txt", "很长的文件夹".repeat(20));
    let shown = Window::default().show((), move |ui, ()| {
        for width in [0.0, 8.0, 60.0, 180.0, 400.0] {
            let (galley, cut) = elided::cut_start(ui, &path, 13.5, width);
            assert!(cut && galley.text().starts_with('…'));
            assert!(path.ends_with(galley.text().trim_start_matches('…')));
            assert!(galley.size().x <= width.max(14.0), "{width}");
            if width > 150.0 {
                assert!(galley.text().ends_with("page-003.txt"));
            }
        }
    });
    drop(shown);
}

#[test]
fn enter_presses_the_default_button_but_not_the_enter_that_opened_the_dialog() {
    let mut shown = Window::default().show((false, Vec::new()), |ui, (open, pressed)| {
        *open |= ui.input(|input| input.key_pressed(Key::Enter));
        if *open {
            let buttons = [
                DialogButton::cancel("取消"),
                DialogButton::default_action("确定"),
            ];
            let dialog = Dialog::new(egui::Id::unique("ask"), "问");
            let answer = dialog.show(ui.ctx(), &buttons, |ui| ui.label("真的吗？").id);
            pressed.extend(answer.pressed);
        }
    });
    shown.harness.key_press(Key::Enter);
    shown.harness.run();
    assert!(
        shown
            .harness
            .query_by_role_and_label(Role::Dialog, "问")
            .is_some()
    );
    assert_eq!(shown.harness.state().1, Vec::<usize>::new());
    for (key, expected) in [(Key::Enter, 1), (Key::Escape, 0)] {
        shown.harness.key_press(key);
        shown.harness.run();
        assert_eq!(shown.harness.state_mut().1.pop(), Some(expected));
    }
}

#[test]
fn counts_and_shares_are_told_to_screen_readers() {
    let shown = Window::default().show((), |ui, ()| {
        section_header(ui, "文章", "2");
        coverage_bar(ui, "覆盖", 0.754);
        coverage_bar(ui, "未知", f32::NAN);
    });
    let header = shown.harness.get_by_role_and_label(Role::Heading, "文章");
    assert_eq!(header.accesskit_node().data().description(), Some("2"));
    let value = |name| {
        let node = shown
            .harness
            .get_by_role_and_label(Role::ProgressIndicator, name);
        node.accesskit_node().data().numeric_value()
    };
    assert_eq!(value("覆盖"), Some(75.0));
    assert_eq!(value("未知"), Some(0.0));
}

#[test]
fn success_goes_by_itself_and_error_stays_until_closed() {
    let mut shown = Window::default().show(Toasts::default(), |ui, toasts| {
        toasts.show(ui.ctx(), Tr::new(Language::Zh));
    });
    let toasts = shown.harness.state_mut();
    toasts.success("已保存");
    toasts.error_with_detail("没有导入", "第 3 行");
    toasts.error_with_detail("没有导入", "第 3 行");
    assert_eq!(toasts.len(), 2);
    shown.harness.run_steps(4);
    assert_eq!(labels(&shown, "已保存"), 1);
    assert_eq!(labels(&shown, "没有导入 ×2"), 1);
    shown.harness.run_steps(40);
    assert_eq!(labels(&shown, "已保存"), 0);
    assert_eq!(labels(&shown, "第 3 行"), 0);
    shown.harness.get_by_label("详情").click();
    shown.harness.run_steps(2);
    assert_eq!(labels(&shown, "第 3 行"), 1);
    shown.harness.get_by_label("关闭消息").click();
    shown.harness.run_steps(2);
    assert!(shown.harness.state().is_empty());
}

#[test]
fn flood_of_messages_keeps_the_errors() {
    let mut toasts = Toasts::default();
    toasts.error("first error");
    for number in 0..50 {
        toasts.info(format!("message {number}"));
    }
    assert!(toasts.len() <= 5);
    let shown = Window::default().show(toasts, |ui, toasts| {
        toasts.show(ui.ctx(), Tr::new(Language::En));
    });
    assert_eq!(labels(&shown, "first error"), 1);
    assert_eq!(labels(&shown, "message 49"), 1);
}
