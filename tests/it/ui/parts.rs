//! Entities in several parts by keyboard and by mouse.

use broadsheet::model::entity::Entity;
use broadsheet::ui::i18n::Language;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

const TEXT: &str = "开展“暖心”和“护苗”两项行动\n陇南、天水两地参加，\n到会的还有三地的市长王明。\n";

fn setup() -> Setup {
    Setup {
        mode: Mode::Entities,
        ..Setup::default()
    }
}

fn desk() -> Desk {
    setup().pages(&[("page.txt", TEXT)])
}

fn surfaces(desk: &Desk) -> Vec<String> {
    let page = desk.page();
    let all = page.annotations.entities();
    all.map(|it| format!("{} {}", it.label, it.surface(&page.source)))
        .collect()
}

fn shown(desk: &Desk, text: &str) -> bool {
    desk.harness
        .query_all_by_label_contains(text)
        .next()
        .is_some()
}

#[test]
fn one_key_adds_a_part_and_takes_it_away() {
    let mut desk = desk();
    desk.select("“暖心”").keys(&["3"]);
    assert!(!shown(&desk, "Part of"), "not of itself");
    desk.select("行动");
    assert!(shown(&desk, "Part of “暖心”"), "the key says of which");
    desk.keys(&["Plus"]);
    assert_eq!(surfaces(&desk), ["INITIATIVE “暖心”…行动"]);
    assert!(
        shown(&desk, "“暖心”…行动"),
        "the inspector shows both parts"
    );
    desk.picture("parts-row");
    // A part on another line, of the entity that is at hand all the time.
    desk.select("两地").keys(&["Equals"]);
    assert_eq!(surfaces(&desk), ["INITIATIVE “暖心”…行动…两地"]);
    desk.picture("parts-lines");
    // The same key on a part takes it away; undo brings it back.
    desk.select("行动").keys(&["Plus"]);
    assert_eq!(surfaces(&desk), ["INITIATIVE “暖心”…两地"]);
    desk.keys(&["Ctrl+Z"]);
    desk.caret("两地").keys(&["Plus"]);
    assert_eq!(surfaces(&desk), ["INITIATIVE “暖心”…行动"]);
    desk.keys(&["Ctrl+Z", "Ctrl+Z", "Ctrl+Z"]);
    assert_eq!(surfaces(&desk), ["INITIATIVE “暖心”"]);
}

#[test]
fn without_an_entity_or_a_selection_the_key_says_what_is_missing() {
    let mut desk = desk();
    desk.select("行动").keys(&["Plus"]);
    assert!(shown(&desk, "Select the entity first"));
    desk.select("陇南").keys(&["1"]);
    desk.caret("陇南").keys(&["Plus"]);
    assert!(shown(&desk, "Select the text of the further part first"));
    assert_eq!(surfaces(&desk), ["CITY 陇南"]);
}

#[test]
fn an_entity_far_away_gets_no_part_unless_it_is_of_the_same_article() {
    let text = format!("陇南两地\n{}三地的市长\n", "其他的话。\n".repeat(120));
    for same in [false, true] {
        let mut desk = setup().pages(&[("page.txt", &text)]);
        if same {
            desk.keys(&["F2"]).caret("陇南").keys(&["B", "F3"]);
        }
        desk.select("陇南").keys(&["1"]);
        desk.select("三地");
        assert_eq!(shown(&desk, "Part of 陇南"), same);
        desk.keys(&["Plus"]);
        let wanted = if same {
            "CITY 陇南…三地"
        } else {
            "CITY 陇南"
        };
        assert_eq!(surfaces(&desk), [wanted]);
        assert_ne!(shown(&desk, "Select the entity first"), same);
    }
}

#[test]
fn a_selection_that_begins_at_another_entity_is_for_the_one_before() {
    let mut desk = desk();
    desk.select("天水").keys(&["1"]);
    desk.select("陇南").keys(&["1"]);
    // The press touches the end of 天水, which is not meant.
    desk.caret("陇南");
    desk.select("两地").keys(&["Plus"]);
    assert_eq!(surfaces(&desk), ["CITY 陇南…两地", "CITY 天水"]);
}

#[test]
fn any_part_selects_the_whole_and_the_gap_does_not() {
    let mut desk = desk();
    desk.select("陇南").keys(&["1"]);
    desk.select("两地").keys(&["Plus"]);
    let whole = desk.page().annotations.entities().next().unwrap().id;
    desk.caret("到会");
    assert_eq!(desk.app().view().unwrap().entity, None);
    let part = desk.middle("两地");
    desk.click(part);
    assert_eq!(desk.app().view().unwrap().entity, Some(whole));
    desk.caret("天水");
    assert_eq!(desk.app().view().unwrap().entity, None);
    // What stands between is tagged by itself, and deleted without the other.
    desk.select("天水").keys(&["1"]);
    assert_eq!(surfaces(&desk), ["CITY 陇南…两地", "CITY 天水"]);
    desk.caret("天水").keys(&["Delete"]);
    assert_eq!(surfaces(&desk), ["CITY 陇南…两地"]);
    // The ends move, the gap stays.
    desk.click(part);
    desk.keys(&["Alt+Right", "Alt+Shift+Right"]);
    assert_eq!(surfaces(&desk), ["CITY 南…两地参"]);
    desk.keys(&["Alt+Shift+Right"]);
    assert_eq!(surfaces(&desk), ["CITY 两地参"]);
}

#[test]
fn parts_live_on_when_the_project_is_opened_again() {
    let mut desk = desk();
    desk.select("陇南").keys(&["1"]);
    desk.select("两地").keys(&["Plus"]);
    let before: Vec<Entity> = desk.page().annotations.entities().cloned().collect();
    let desk = desk.reopen(&setup());
    let after: Vec<Entity> = desk.page().annotations.entities().cloned().collect();
    assert_eq!(before, after);
    assert_eq!(surfaces(&desk), ["CITY 陇南…两地"]);
}

#[test]
fn a_label_that_a_relation_cannot_have_takes_it_away_and_says_so() {
    let mut desk = desk();
    desk.select("陇南").keys(&["1"]);
    desk.select("两地").keys(&["Plus"]);
    desk.select("王明").keys(&["2", "M"]);
    desk.caret("陇南").keys(&["M"]);
    assert_eq!(desk.page().annotations.relations().count(), 1);
    desk.picture("parts-relation");
    desk.keys(&["3"]);
    assert_eq!(desk.page().annotations.relations().count(), 0);
    assert!(shown(&desk, "remove relations that no longer fit: 1"));
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.page().annotations.relations().count(), 1);
}

#[test]
fn pictures_in_chinese_and_in_the_dark() {
    let mut setup = setup();
    setup.language = Language::Zh;
    setup.window.dark = true;
    let mut desk = setup.pages(&[("page.txt", TEXT)]);
    desk.select("“暖心”").keys(&["3"]);
    desk.select("行动").keys(&["Plus"]);
    desk.select("“护苗”").keys(&["3"]);
    desk.select("三地").keys(&["Plus"]);
    desk.picture("parts-zh-dark");
    assert_eq!(
        surfaces(&desk),
        ["INITIATIVE “暖心”…行动", "INITIATIVE “护苗”…三地"]
    );
}
