//! From the first page to a project, and importing into it.

use broadsheet::ui::i18n::Language;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::Setup;

#[test]
fn a_new_project_is_made_and_pages_are_dropped_on_it() {
    let mut desk = Setup::default().welcome();
    desk.picture("welcome");
    desk.keys(&["Ctrl+N", "Ctrl+A"]);
    let path = desk.folder.path().join("mine.broadsheet");
    desk.type_text(&path.display().to_string());
    desk.keys(&["Enter"]);
    assert!(path.is_file());
    assert_eq!(desk.app().prefs().recent, [path]);

    let raw = desk.folder.path().join("raw");
    std::fs::create_dir(&raw).unwrap();
    std::fs::write(raw.join("民报_2024-01-02_3.txt"), "甲乙丙").unwrap();
    std::fs::write(raw.join("bad.txt"), b"\x00\x01\x02").unwrap();
    let file: std::sync::Arc<dyn egui::DroppedFile + Send + Sync> =
        std::sync::Arc::new(Dropped(raw));
    desk.harness.input_mut().dropped_files.push(file);
    desk.settle();
    desk.keys(&["Enter"]);
    desk.settle();
    assert!(
        desk.harness.query_by_label_contains("bad.txt").is_some(),
        "the refused file is named"
    );
    desk.picture("import-report");
    desk.keys(&["Enter"]);
    assert_eq!(desk.page().source.text(), "甲乙丙");
    let document = desk
        .app()
        .view()
        .unwrap()
        .current
        .as_ref()
        .unwrap()
        .document
        .clone();
    assert_eq!(document.meta.newspaper.as_deref(), Some("民报"));
    assert_eq!(document.meta.date.as_deref(), Some("2024-01-02"));
}

/// A file or folder that is dropped on the window.
#[derive(Debug)]
pub struct Dropped(pub std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("a folder".into())
    }
}

#[test]
fn the_window_speaks_both_languages() {
    let mut desk = Setup {
        language: Language::Zh,
        ..Setup::default()
    }
    .welcome();
    assert!(
        desk.harness
            .query_all_by_label_contains("打开")
            .next()
            .is_some()
    );
    desk.keys(&["Ctrl+Shift+L"]);
    assert!(
        desk.harness
            .query_all_by_label_contains("Open")
            .next()
            .is_some()
    );
}

#[test]
fn an_idle_window_comes_to_rest() {
    let mut desk = Setup::default().sample();
    // `run` panics if the window keeps asking to be drawn again.
    desk.harness.run();
}
