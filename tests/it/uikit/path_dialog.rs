//! The path dialog over a real folder, by keyboard and mouse.

use std::fs;
use std::path::{Path, PathBuf};

use broadsheet::ui::dialogs::{Outcome, PathDialog, PathMode};
use broadsheet::ui::i18n::{Language, Tr};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::harness::{Shown, Window};

type State = (PathDialog, Option<Outcome>);

/// `corpus/{page2.txt, page10.txt, notes.pdf, 版面/{一.txt}}` and `corpse/`.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder for the test");
    for folder in ["corpus/版面", "corpse"] {
        fs::create_dir_all(dir.path().join(folder)).expect("the folder can be written to");
    }
    for file in ["page2.txt", "page10.txt", "notes.pdf", "版面/一.txt"] {
        fs::write(dir.path().join("corpus").join(file), "x").expect("the folder can be written to");
    }
    dir
}

fn open<'a>(mode: PathMode, start: &Path) -> Shown<'a, State> {
    with(PathDialog::new(mode, "打开版面", start).extensions(&["txt"]))
}

fn with<'a>(dialog: PathDialog) -> Shown<'a, State> {
    let mut shown = Window::default().show((dialog, None), |ui, (dialog, outcome): &mut State| {
        if outcome.is_none() {
            *outcome = dialog.show(ui.ctx(), Tr::new(Language::Zh));
        }
    });
    settle(&mut shown);
    shown
}

/// Runs until the folder has been read: that happens on another thread.
fn settle(shown: &mut Shown<'_, State>) {
    for _ in 0..200 {
        shown.harness.run();
        if shown.harness.query_by_value("正在读取文件夹…").is_none() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the folder is never read");
}

fn press(shown: &mut Shown<'_, State>, key: Key) {
    shown.harness.key_press(key);
    settle(shown);
}

fn field(shown: &Shown<'_, State>) -> String {
    let field = shown.harness.get_by_role_and_label(Role::TextInput, "路径");
    field.value().unwrap_or_default()
}

fn write(shown: &mut Shown<'_, State>, text: &str) {
    shown
        .harness
        .get_by_role_and_label(Role::TextInput, "路径")
        .focus();
    shown.harness.run();
    shown
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::A);
    shown.harness.event(Event::Text(text.to_owned()));
    settle(shown);
}

fn chosen(shown: &Shown<'_, State>) -> Vec<PathBuf> {
    match &shown.harness.state().1 {
        Some(Outcome::Chosen(paths)) => paths.clone(),
        other => panic!("nothing chosen: {other:?}"),
    }
}

#[test]
fn arrows_and_enter_walk_into_a_folder_and_choose_a_file() {
    let dir = folder();
    let corpus = dir.path().join("corpus");
    let mut shown = open(PathMode::OpenFile, &corpus);
    press(&mut shown, Key::ArrowDown);
    assert_eq!(field(&shown), corpus.join("版面").to_string_lossy());
    press(&mut shown, Key::Enter);
    press(&mut shown, Key::ArrowDown);
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), [corpus.join("版面/一.txt")]);
}

#[test]
fn list_shows_folders_first_and_only_files_that_fit() {
    let dir = folder();
    let shown = open(PathMode::OpenFile, &dir.path().join("corpus"));
    let rect = |name: &str| shown.harness.get_by_label(name).rect();
    assert!(rect("版面").top() < rect("page2.txt").top());
    assert!(rect("page2.txt").top() < rect("page10.txt").top());
    assert!(shown.harness.query_by_label("notes.pdf").is_none());
}

#[test]
fn backspace_goes_up_and_the_cursor_stands_where_we_came_from() {
    let dir = folder();
    let mut shown = open(PathMode::OpenFile, &dir.path().join("corpus"));
    press(&mut shown, Key::Backspace);
    press(&mut shown, Key::Enter);
    assert!(shown.harness.query_by_label("page2.txt").is_some());
}

#[test]
fn tab_completes_a_written_path_as_far_as_it_is_certain() {
    let dir = folder();
    let mut shown = open(PathMode::OpenFile, dir.path());
    let base = dir.path().to_string_lossy().into_owned();
    write(&mut shown, &format!("{base}/c"));
    press(&mut shown, Key::Tab);
    assert_eq!(field(&shown), format!("{base}/corp"));
    shown.harness.event(Event::Text("u".to_owned()));
    settle(&mut shown);
    press(&mut shown, Key::Tab);
    assert_eq!(field(&shown), format!("{base}/corpus/"));
    shown.harness.event(Event::Text("page1".to_owned()));
    settle(&mut shown);
    press(&mut shown, Key::Tab);
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), [dir.path().join("corpus/page10.txt")]);
}

#[test]
fn relative_path_counts_from_the_folder_shown() {
    let dir = folder();
    let mut shown = open(PathMode::OpenFile, dir.path());
    write(&mut shown, "corpus/版面/");
    assert_eq!(
        field(&shown),
        format!("{}/", dir.path().join("corpus/版面").display())
    );
    shown.harness.event(Event::Text("一.txt".to_owned()));
    settle(&mut shown);
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), [dir.path().join("corpus/版面/一.txt")]);
}

#[test]
fn letter_in_the_list_begins_a_name() {
    let dir = folder();
    let mut shown = open(PathMode::OpenFile, &dir.path().join("corpus"));
    shown.harness.event(Event::Text("p".to_owned()));
    settle(&mut shown);
    assert!(field(&shown).ends_with("corpus/p"), "{}", field(&shown));
    assert!(shown.harness.query_by_label("版面").is_none());
    press(&mut shown, Key::ArrowDown);
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), [dir.path().join("corpus/page2.txt")]);
}

#[test]
fn several_files_are_picked_with_space_and_shift() {
    let dir = folder();
    let corpus = dir.path().join("corpus");
    let mut shown = open(PathMode::OpenFiles, &corpus);
    press(&mut shown, Key::ArrowDown);
    press(&mut shown, Key::ArrowDown);
    shown
        .harness
        .key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    settle(&mut shown);
    assert!(
        shown
            .harness
            .query_by_value("只显示：.txt · 已选 2 个")
            .is_some()
    );
    press(&mut shown, Key::Enter);
    let mut expected = vec![corpus.join("page2.txt"), corpus.join("page10.txt")];
    expected.sort();
    assert_eq!(chosen(&shown), expected);
}

#[test]
fn mouse_picks_and_double_click_chooses() {
    let dir = folder();
    let corpus = dir.path().join("corpus");
    let mut shown = open(PathMode::OpenFile, &corpus);
    shown.harness.get_by_label("page2.txt").click();
    settle(&mut shown);
    shown.harness.get_by_label("打开").click();
    settle(&mut shown);
    assert_eq!(chosen(&shown), [corpus.join("page2.txt")]);
}

#[test]
fn folder_mode_chooses_the_folder_shown() {
    let dir = folder();
    let mut shown = open(PathMode::OpenFolder, &dir.path().join("corpus"));
    assert!(shown.harness.query_by_label("page2.txt").is_none());
    shown.harness.get_by_label("选择此文件夹").click();
    settle(&mut shown);
    assert_eq!(chosen(&shown), [dir.path().join("corpus")]);
}

#[test]
fn saving_over_a_file_asks_and_enter_alone_never_replaces_it() {
    let dir = folder();
    let corpus = dir.path().join("corpus");
    let save = || {
        with(
            PathDialog::new(PathMode::SaveFile, "导出", &corpus)
                .extensions(&["txt"])
                .file_name("page2"),
        )
    };
    let mut shown = save();
    press(&mut shown, Key::Enter);
    assert!(shown.harness.query_by_label("覆盖").is_some());
    shown.picture("path-overwrite");
    press(&mut shown, Key::Enter);
    assert_eq!(shown.harness.state().1, None);
    press(&mut shown, Key::Escape);
    assert!(shown.harness.query_by_label("覆盖").is_none());
    assert_eq!(shown.harness.state().1, None);
    press(&mut shown, Key::Enter);
    shown.harness.get_by_label("覆盖").click();
    settle(&mut shown);
    assert_eq!(chosen(&shown), [corpus.join("page2.txt")]);

    let mut shown = save();
    write(&mut shown, "新文件");
    press(&mut shown, Key::Enter);
    assert_eq!(chosen(&shown), [corpus.join("新文件.txt")]);
}

#[test]
fn what_is_wrong_is_said_in_a_sentence_and_nothing_is_chosen() {
    let dir = folder();
    let mut shown = open(PathMode::OpenFile, dir.path());
    let said = |shown: &Shown<'_, State>, part: &str| {
        shown.harness.query_by_value(part).is_some()
            || shown
                .harness
                .root()
                .children_recursive()
                .any(|node| node.value().is_some_and(|value| value.contains(part)))
    };
    press(&mut shown, Key::Enter);
    assert!(said(&shown, "还没有选择文件"));
    write(&mut shown, "/no/such/file.txt");
    press(&mut shown, Key::Enter);
    assert!(said(&shown, "没有这个文件或文件夹"));
    shown.picture("path-error");

    let mut shown = with(PathDialog::new(PathMode::SaveFile, "导出", dir.path()));
    write(&mut shown, "nowhere/x.txt");
    press(&mut shown, Key::Enter);
    assert!(said(&shown, "文件夹不存在"));
    write(&mut shown, "corpus");
    press(&mut shown, Key::Enter);
    assert!(said(&shown, "这是文件夹"));
    assert_eq!(shown.harness.state().1, None);
}

#[test]
fn escape_and_the_button_leave() {
    let dir = folder();
    let mut shown = open(PathMode::OpenFile, dir.path());
    press(&mut shown, Key::Escape);
    assert_eq!(shown.harness.state().1, Some(Outcome::Cancelled));
    let mut shown = open(PathMode::OpenFile, dir.path());
    shown.harness.get_by_label("取消").click();
    settle(&mut shown);
    assert_eq!(shown.harness.state().1, Some(Outcome::Cancelled));
}

#[test]
fn start_that_is_gone_falls_back_to_the_nearest_folder() {
    let dir = folder();
    let shown = open(PathMode::OpenFile, &dir.path().join("gone/deeper"));
    assert!(field(&shown).starts_with(&*dir.path().to_string_lossy()));
    assert!(shown.harness.query_by_label("corpus").is_some());
}

#[test]
fn folder_with_thousands_of_files_makes_only_the_rows_in_sight() {
    let dir = tempfile::tempdir().expect("a folder for the test");
    for number in 0..3000 {
        fs::write(dir.path().join(format!("page{number}.txt")), "")
            .expect("the folder can be written to");
    }
    let mut shown = open(PathMode::OpenFile, dir.path());
    press(&mut shown, Key::End);
    assert!(shown.harness.query_by_label("page2999.txt").is_some());
    assert!(
        shown.harness.query_by_label("page5.txt").is_none(),
        "rows out of sight are not made"
    );
    press(&mut shown, Key::Home);
    assert!(shown.harness.query_by_label("page0.txt").is_some());
}

#[test]
fn dialog_draws_in_both_themes() {
    let dir = folder();
    for (dark, name) in [(false, "path-light"), (true, "path-dark")] {
        let window = Window {
            dark,
            ..Window::default()
        };
        let dialog = PathDialog::new(PathMode::OpenFiles, "导入版面", &dir.path().join("corpus"))
            .extensions(&["txt"]);
        let mut shown = window.show((dialog, None), |ui, (dialog, outcome): &mut State| {
            if outcome.is_none() {
                *outcome = dialog.show(ui.ctx(), Tr::new(Language::Zh));
            }
        });
        settle(&mut shown);
        press(&mut shown, Key::ArrowDown);
        press(&mut shown, Key::ArrowDown);
        shown.picture(name);
    }
}
