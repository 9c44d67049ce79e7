//! Read mode: both sides in step, tagging and correcting on either.

use broadsheet::text::span::Span;
use broadsheet::ui::read_link::Side;
use broadsheet::ui::view_state::ViewState;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

const PAGE: &str = "▲图一说明\n\n甲的标题\n本报讯昨天上午全体代表在上\n海市开会，会上通过三项决议\n并且合了影。\n第二段从这里开始写到行的末\n尾为止。\n";
/// What its article reads: first the headline, last the caption.
const READS: &str = "甲的标题\n本报讯昨天上午全体代表在上海市开会，会上通过三项决议并且合了影。\n第二段从这里开始写到行的末尾为止。\n▲图一说明";

/// A page with one article: headline, body, and a caption that stood before it.
fn marked() -> Desk {
    let mut desk = Setup::default().pages(&[("page.txt", PAGE)]);
    desk.caret("本报讯").keys(&["B"]);
    desk.caret("甲的标题").keys(&["1", "H"]);
    desk.caret("▲图一说明").keys(&["1", "C"]);
    desk.caret("甲的标题").keys(&["F4", "S"]);
    assert_eq!(view(&desk).read.side, Side::Clean);
    desk
}

fn view(desk: &Desk) -> &ViewState {
    desk.app().view().unwrap()
}

/// The clean text.
fn clean(desk: &Desk) -> String {
    let text = view(desk).read.text.as_ref().unwrap();
    text.reading.text().to_owned()
}

/// Puts the caret before `needle` on the clean side, by keys alone.
fn walk_to(desk: &mut Desk, needle: &str) {
    let before = clean(desk).split(needle).next().unwrap().to_owned();
    desk.keys(&["Ctrl+Home"]);
    for _ in before.chars() {
        desk.keys(&["Right"]);
    }
}

/// What is selected on the clean side, and what on the raw side.
fn selected(desk: &Desk) -> (String, String) {
    let text = view(desk).read.text.as_ref().unwrap();
    let clean = text
        .reading
        .source()
        .slice(view(desk).read.clean.selection());
    let raw = desk.page().source.slice(view(desk).page.selection());
    (clean.to_owned(), raw.to_owned())
}

#[test]
fn the_raw_side_follows_the_clean_one_and_the_other_way_round() {
    let mut desk = marked();
    assert_eq!(clean(&desk), READS);
    desk.picture("read");
    walk_to(&mut desk, "上海市");
    assert_eq!(view(&desk).page.caret(), desk.span("上海").start());
    desk.keys(&["Shift+Right", "Shift+Right", "Shift+Right"]);
    assert_eq!(selected(&desk), ("上海市".into(), "上\n海市".into()));
    desk.keys(&["Ctrl+End"]);
    assert_eq!(view(&desk).page.caret(), desk.span("▲图一说明").end());

    desk.keys(&["S"]);
    assert_eq!(view(&desk).read.side, Side::Raw);
    desk.select("第二段");
    assert_eq!(selected(&desk).0, "第二段");
    desk.keys(&["Right", "Shift+Left"]);
    assert_eq!(selected(&desk), ("段".into(), "段".into()));
    // Who goes on, on the other side, goes on with the same end.
    desk.keys(&["S", "Shift+Left"]);
    assert_eq!(selected(&desk), ("二段".into(), "二段".into()));
}

/// The caret in text of no article has no place on the clean side, which then shows
/// what is in view.
#[test]
fn read_mode_begins_where_the_page_was_left() {
    let lines: Vec<String> = (0..200).map(|n| format!("第{n}件事。")).collect();
    let text = format!("栏目\n\n{}\n", lines.join("\n"));
    let mut desk = Setup::default().pages(&[("page.txt", &text)]);
    desk.caret("第0件").keys(&["B"]);
    desk.caret("栏目").keys(&["X"]);
    let page = view(&desk).page_rect.unwrap();
    desk.harness.hover_at(page.center());
    desk.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -3_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    });
    desk.settle();
    desk.keys(&["F4"]);
    let text = view(&desk).read.text.as_ref().unwrap();
    let seen = text
        .reading
        .source()
        .slice(view(&desk).read.clean.visible());
    assert!(seen.contains("第130件"), "{seen}");
}

#[test]
fn a_name_cut_by_a_line_end_is_tagged_as_one_on_the_clean_side() {
    let mut desk = marked();
    walk_to(&mut desk, "上海市");
    desk.keys(&["Shift+Right", "Shift+Right", "Shift+Right", "1"]);
    assert_eq!(desk.entities(), ["CITY 上\n海市"]);
    let text = view(&desk).read.text.as_ref().unwrap();
    let shown: Vec<_> = text.annotations.entities().map(|e| e.span).collect();
    assert_eq!(
        shown,
        [Span::new(17, 20).unwrap()],
        "it is shown on both sides"
    );
    desk.keys(&["Delete"]);
    assert_eq!(desk.entities(), Vec::<String>::new());
}

#[test]
fn text_is_corrected_and_parted_on_the_clean_side() {
    let mut desk = marked();
    walk_to(&mut desk, "海市");
    desk.keys(&["Shift+Right", "Shift+Right", "E"]);
    desk.type_text("河县");
    desk.keys(&["Enter"]);
    assert!(clean(&desk).contains("在上河县开会"), "{}", clean(&desk));
    desk.keys(&["W"]);
    desk.picture("read-edits");
    // At the end of a raw line that was joined.
    walk_to(&mut desk, "并且");
    desk.keys(&["P"]);
    assert!(clean(&desk).contains("决议\n并且"), "{}", clean(&desk));
    desk.keys(&["P"]);
    assert!(clean(&desk).contains("决议并且"), "{}", clean(&desk));
}

#[test]
fn a_selection_from_several_places_of_the_page_is_refused() {
    let mut desk = marked();
    desk.keys(&["Ctrl+End", "Shift+Up", "Shift+Up", "1"]);
    assert_eq!(desk.entities(), Vec::<String>::new());
    let tr = desk.app().tr();
    let said = desk
        .harness
        .query_all_by_label_contains(tr.get("refusal.not-one-stretch"));
    assert!(said.count() > 0, "it is said why");
}

#[test]
fn scrolling_one_side_scrolls_the_other() {
    let lines: String = (0..400).map(|n| format!("第{n}行的文字在此。\n")).collect();
    let mut desk = Setup::default().pages(&[("page.txt", &lines)]);
    desk.caret("第0行").keys(&["B", "F4", "S"]);
    for _ in 0..6 {
        desk.keys(&["PageDown"]);
    }
    let both = |desk: &Desk| {
        let text = view(desk).read.text.as_ref().unwrap();
        let top = view(desk).read.clean.top();
        let at_top = text.reading.source().line_of(top);
        (at_top, desk.page().source.line_of(view(desk).page.top()))
    };
    let (clean, raw) = both(&desk);
    assert!(clean > 40 && clean.abs_diff(raw) <= 1, "{clean} and {raw}");
    desk.keys(&["S", "Ctrl+End"]);
    let (clean, raw) = both(&desk);
    assert!(raw > 300 && clean.abs_diff(raw) < 20, "{clean} and {raw}");
    let asked = view(&desk).read.clean.galleys_asked();
    assert!(asked < 200, "{asked} galleys for one screen");
}

#[test]
fn a_narrow_window_shows_the_side_at_work() {
    let mut setup = Setup::default();
    setup.window.size = [860.0, 520.0];
    let mut desk = setup.pages(&[("page.txt", PAGE)]);
    desk.caret("本报讯").keys(&["B", "F4", "S"]);
    walk_to(&mut desk, "上海市");
    desk.keys(&["Shift+Right", "Shift+Right", "1"]);
    assert_eq!(desk.entities(), ["CITY 上\n海"]);
    desk.picture("read-narrow");
    desk.keys(&["S"]);
    assert_eq!(selected(&desk).1, "上\n海");
}

#[test]
fn a_page_without_articles_can_be_entered_and_left() {
    let mut desk = Setup::default().pages(&[("page.txt", PAGE)]);
    desk.caret("本报讯").keys(&["F4"]);
    desk.picture("read-nothing");
    desk.keys(&["S", "Right", "E", "Escape", "S", "Down", "F2", "B"]);
    assert!(desk.articles().starts_with("1 body"), "{}", desk.articles());
}
