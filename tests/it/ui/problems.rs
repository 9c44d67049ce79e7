//! Walking through the problems of a page by keyboard.

use broadsheet::ui::i18n::Language;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};
use crate::support::harness::Window;

const PAGE: &str = "青禾新增三个口袋公园\n本月起，三个口袋公园向市民开放。\n园内铺了步道。\n青禾新增三个口袋公园\n河道清淤全部完成\n清淤工程历时两个月，昨日完工。\n本报记者 周远\n——————\n";

fn desk(setup: &Setup) -> Desk {
    let mut desk = setup.pages(&[("a.txt", PAGE), ("b.txt", "没有人动过\n")]);
    if setup.mode == Mode::Segment {
        desk.select("青禾新增三个口袋公园本月起，三个口袋公园向市民开放。");
        desk.keys(&["B"]);
        desk.caret("青禾新增三个口袋公园").keys(&["H"]);
    }
    desk
}

fn kinds(desk: &Desk) -> Vec<&'static str> {
    let view = desk.app().view().unwrap();
    let open = view.problems.open.iter();
    open.map(|problem| problem.kind.as_str()).collect()
}

#[test]
fn problems_are_gone_to_mended_and_ignored_by_keyboard() {
    let mut desk = desk(&Setup::default());
    desk.select("园内铺了步道。").keys(&["U"]);
    desk.select("本报记者 周远").keys(&["U"]);
    assert_eq!(kinds(&desk), ["unassigned", "repeated", "stray-byline"]);
    desk.keys(&["Ctrl+Home", "F8"]);
    let selection = |desk: &Desk| desk.app().view().unwrap().page.selection();
    assert_eq!(selection(&desk), desk.span("园内铺了步道。"));
    desk.keys(&["F8", "F8"]);
    assert_eq!(selection(&desk), desk.span("本报记者 周远"));
    desk.keys(&["F8"]);
    assert_eq!(
        selection(&desk),
        desk.span("园内铺了步道。"),
        "round and round"
    );
    desk.keys(&["F"]);
    assert_eq!(kinds(&desk), ["repeated", "stray-byline"]);
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(kinds(&desk), ["unassigned", "repeated", "stray-byline"]);
    desk.keys(&["Shift+F8", "F"]);
    assert_eq!(kinds(&desk), ["unassigned", "repeated"]);
    assert!(
        desk.articles().contains("byline[本报记者周远]"),
        "{}",
        desk.articles()
    );
    desk.keys(&["F8", "Shift+F"]);
    desk.type_text("以后再说");
    desk.keys(&["Enter"]);
    assert_eq!(kinds(&desk), ["repeated"]);
    let ignored = &desk.app().view().unwrap().problems.ignored;
    assert_eq!(ignored[0].1.reason, "以后再说");
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(kinds(&desk), ["unassigned", "repeated"]);
}

/// The one at hand is written out, with what would mend it.
#[test]
fn the_problem_at_hand_says_all_of_itself() {
    let mut desk = desk(&Setup::default());
    desk.select("园内铺了步道。").keys(&["U", "Ctrl+Home"]);
    let mends = "To article 1 as Body";
    assert!(desk.harness.query_by_label(mends).is_none());
    desk.keys(&["F8"]);
    assert_eq!(kinds(&desk)[0], "unassigned");
    desk.harness.get_by_label(mends).click();
    desk.settle();
    assert_ne!(kinds(&desk)[0], "unassigned");
}

#[test]
fn what_is_ignored_can_be_listed_again_with_a_click() {
    let mut desk = desk(&Setup::default());
    desk.select("本报记者 周远").keys(&["U"]);
    assert_eq!(kinds(&desk), ["repeated", "stray-byline"]);
    desk.keys(&["F8", "Shift+F", "Enter"]);
    assert_eq!(kinds(&desk), ["repeated"]);
    desk.harness.get_by_label("Ignored 1").click();
    desk.settle();
    desk.harness.get_by_label("List again").click();
    desk.settle();
    assert_eq!(kinds(&desk), ["repeated", "stray-byline"]);
}

#[test]
fn a_click_in_the_list_of_all_documents_shows_the_place() {
    let mut desk = desk(&Setup::default());
    desk.select("本报记者 周远").keys(&["U", "Ctrl+PageDown"]);
    assert!(kinds(&desk).is_empty());
    desk.harness.get_by_label("All documents").click();
    desk.settle();
    let name = "a.txt · line 7: The byline “本报记者 周远” belongs to no article";
    desk.harness.get_by_label(name).click();
    desk.settle();
    let view = desk.app().view().unwrap();
    assert_eq!(view.current.as_ref().unwrap().document.name, "a.txt");
    assert_eq!(view.page.selection(), desk.span("本报记者 周远"));
}

/// As every other command that has nothing to do.
#[test]
fn a_page_without_problems_says_so_when_asked_for_the_next_one() {
    let mut desk = desk(&Setup::default());
    desk.keys(&["Ctrl+PageDown"]);
    assert!(kinds(&desk).is_empty());
    let nothing = "The page has no problems";
    assert_eq!(desk.harness.query_all_by_label(nothing).count(), 0);
    desk.keys(&["F8"]);
    assert_ne!(desk.harness.query_all_by_label(nothing).count(), 0);
}

/// Of a large page the list is renewed by a job; until then what would mend a problem of
/// the page as it was is not done to the page as it is.
#[test]
fn what_was_found_before_the_page_changed_is_not_mended() {
    let lines: Vec<String> = (0..3_000).map(|n| format!("第{n}行到此为止。")).collect();
    let text = lines.join("\n");
    let mut desk = Setup::default().pages(&[("large.txt", &text)]);
    while desk.app().is_suggesting() {
        desk.settle();
    }
    desk.select("第1行到此为止。第2行到此为止。")
        .keys(&["B", "H"]);
    desk.select("第4行到此为止。").keys(&["X"]);
    let found = |desk: &Desk| desk.app().view().unwrap().problems.open.len();
    while found(&desk) == 0 || desk.app().view().unwrap().problems.is_looking() {
        desk.settle();
    }
    desk.keys(&["Ctrl+Home"]);
    while desk.app().view().unwrap().problems.open[0].fix.is_none() {
        desk.keys(&["F8"]);
    }
    let before = desk.articles();
    desk.harness.key_press(egui::Key::X);
    desk.harness.key_press(egui::Key::F);
    desk.harness.step();
    desk.harness.step();
    desk.harness.step();
    let changed = desk.app().tr().get("problems.stale");
    assert_ne!(desk.harness.query_all_by_label(changed).count(), 0);
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.articles(), before);
}

#[test]
fn pictures_of_the_panel() {
    for (language, dark, name) in [
        (Language::Zh, false, "problems-zh-light"),
        (Language::En, true, "problems-en-dark"),
    ] {
        let setup = Setup {
            language,
            window: Window {
                dark,
                ..Setup::default().window
            },
            ..Setup::default()
        };
        let mut desk = desk(&setup);
        desk.select("本报记者 周远").keys(&["U"]);
        desk.select("园内铺了步道。").keys(&["U"]);
        desk.select("河道清淤全部完成").keys(&["H"]);
        desk.keys(&["F8"]);
        desk.picture(name);
        assert!(kinds(&desk).len() > 2, "{:?}", kinds(&desk));
    }
}
