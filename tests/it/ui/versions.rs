//! Replacing the text of a document, looking at the old version, and articles that
//! run on over pages.

use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

const PAGE: &str = "清江县新闻\n清江县开工了。\n周文谈发展\n周文到清江县。\n";

/// Chooses a command by its name in the palette.
fn command(desk: &mut Desk, name: &str) {
    desk.keys(&["Ctrl+Shift+P"]);
    desk.type_text(name);
    desk.keys(&["Enter"]);
}

fn text(desk: &Desk) -> String {
    desk.page().source.text().to_owned()
}

/// Replaces the text of the document on screen by way of the file dialog.
fn replace(desk: &mut Desk, new: &str) {
    let path = desk.folder.path().join("again.txt");
    std::fs::write(&path, new).unwrap();
    command(desk, "Replace text");
    // What is typed goes on from the folder that the dialog begins in.
    desk.type_text(&format!("{}{}", "../".repeat(12), path.display()));
    desk.keys(&["Enter"]);
}

#[test]
fn a_better_text_is_looked_through_line_by_line_and_taken_back() {
    let mut desk = Setup::default().pages(&[("page.txt", PAGE)]);
    desk.caret("清江县新闻").keys(&["B"]);
    desk.keys(&["F3"]).select("到清江县").keys(&["1", "F2"]);
    let articles = desk.articles();
    replace(
        &mut desk,
        &PAGE.replace("到清江县", "到青江县").replace('\n', "\n\n"),
    );
    assert!(text(&desk).contains("到青江县"));
    assert!(
        desk.articles().starts_with("1 body[清江县新"),
        "{}",
        desk.articles()
    );
    // The report names the mention that reads otherwise; a click leads there.
    desk.picture("replaced");
    let line = desk.harness.get_by_label_contains("Line 7");
    line.click();
    desk.settle();
    let there = desk.span("到青江县");
    assert_eq!(desk.app().view().unwrap().page.selection(), there);

    // The old version can be looked at and not be changed.
    command(&mut desk, "Show the old version");
    assert_eq!(text(&desk), PAGE);
    assert_eq!(desk.articles(), articles);
    desk.keys(&["B", "X", "Delete"]);
    assert_eq!(desk.articles(), articles);
    command(&mut desk, "Show the old version");
    assert!(text(&desk).contains("到青江县"));

    // The report comes up again, and undo brings the old version back.
    command(&mut desk, "Report of the last replacement");
    assert!(desk.harness.query_all_by_label_contains("Line 7").count() > 0);
    desk.keys(&["Escape", "Ctrl+Z"]);
    assert_eq!(text(&desk), PAGE);
    assert_eq!(desk.articles(), articles);
    desk.keys(&["Ctrl+Shift+Z"]);
    assert!(text(&desk).contains("到青江县"));
}

#[test]
fn an_article_is_linked_to_the_page_where_it_began_and_found_from_there() {
    let front = "春耕会议召开\n全市春耕会议昨日召开，各县抓紧备耕，种子站\n（下转第三版）\n";
    let inside = "（上接第一版《春耕会议召开》）要检查种子。\n图书馆开放\n读者很多。\n";
    let names = ["青禾日报_2024-03-15_01.txt", "青禾日报_2024-03-15_03.txt"];
    let mut desk = Setup::default().pages(&[(names[0], front), (names[1], inside)]);
    desk.harness.get_by_label(names[0]).click();
    desk.settle();
    desk.caret("春耕会议").keys(&["B", "Shift+Down"]);
    desk.caret("春耕会议").keys(&["H"]);
    desk.harness.get_by_label(names[1]).click();
    desk.settle();
    desk.caret("图书馆开放").keys(&["B"]);
    desk.caret("（上接").keys(&["B", "L"]);
    desk.picture("continuation");
    desk.keys(&["Enter"]);
    let article = |desk: &Desk| desk.page().annotations.articles().next().unwrap().clone();
    assert!(article(&desk).continues.is_some());

    // The inspector leads to where the article began, and from there back.
    desk.harness.get_by_label_contains("← continues").click();
    desk.settle();
    assert!(text(&desk).starts_with("春耕会议召开"));
    desk.harness.get_by_label_contains("→ continued in").click();
    desk.settle();
    assert!(text(&desk).starts_with("（上接"));

    // Linking the other way round would go in a circle; unlinking takes it back.
    desk.caret("（上接");
    command(&mut desk, "Unlink from what");
    assert_eq!(article(&desk).continues, None);
    assert_eq!(
        desk.harness
            .query_all_by_label_contains("← continues")
            .count(),
        0
    );
    desk.keys(&["Ctrl+Z"]);
    assert!(article(&desk).continues.is_some());

    // Typing narrows the list; Escape leaves things as they are.
    desk.caret("图书馆开放").keys(&["L"]);
    desk.type_text("春耕");
    desk.settle();
    assert!(
        desk.harness
            .query_all_by_label_contains("春耕会议召开")
            .count()
            > 0
    );
    desk.keys(&["Escape"]);
    let last = desk.page().annotations.articles().last().unwrap().clone();
    assert_eq!(last.continues, None);
}
