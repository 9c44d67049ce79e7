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
