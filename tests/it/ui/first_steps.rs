//! The first five minutes as the README tells them, key by key.

use broadsheet::model::line_break::BreakKind;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

fn go_to_line(desk: &mut Desk, line: &str) {
    desk.keys(&["Ctrl+G"]);
    desk.type_text(line);
    desk.keys(&["Enter"]);
}

#[test]
fn the_first_steps_of_the_readme_lead_where_it_says() {
    let mut desk = Setup::default().sample();
    desk.harness
        .get_by_label("青禾日报_2024-03-15_01.txt")
        .click();
    desk.settle();

    for line in ["8", "63"] {
        go_to_line(&mut desk, line);
        desk.keys(&["B"]);
    }
    go_to_line(&mut desk, "101");
    desk.keys(&["1", "H"]);
    go_to_line(&mut desk, "96");
    desk.keys(&["H", "ArrowDown", "S"]);
    desk.keys(&["Tab"]);
    let captions = desk.app().view().unwrap().page.selection();
    assert!(
        desk.page().source.slice(captions).starts_with("▲ 略阳县"),
        "Tab selects the captions at the top"
    );
    desk.keys(&["2", "C"]);
    go_to_line(&mut desk, "103");
    desk.keys(&["X"]);
    let articles = desk.articles();
    let lines: Vec<_> = articles.lines().collect();
    assert_eq!(lines.len(), 3, "{articles}");
    assert!(
        lines[0].starts_with("1 headline[清渠引得春水来] body["),
        "{articles}"
    );
    assert!(
        lines[1].starts_with("2 headline[一江清水两地护] subheadline[——略阳…江侧记] body["),
        "{articles}"
    );
    assert!(lines[1].ends_with("caption[▲略阳县…浮物。]"), "{articles}");
    assert!(lines[2].starts_with("x["), "{articles}");

    go_to_line(&mut desk, "8");
    desk.keys(&["P"]);
    let decided = |desk: &Desk| desk.page().annotations.line_break(8).map(BreakKind::as_str);
    assert_eq!(decided(&desk), Some("para"));
    desk.keys(&["P"]);
    assert_eq!(decided(&desk), Some("soft"));

    desk.keys(&["F3"])
        .select("汉中")
        .keys(&["1", "Alt+ArrowRight"]);
    assert_eq!(desk.entities(), ["CITY 汉中市"]);
    desk.keys(&["Ctrl+Z", "Ctrl+Z"]);
    assert!(desk.entities().is_empty());
    desk.keys(&["Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Enter"]);
    let next = desk.app().view().unwrap().current.as_ref().unwrap();
    assert_ne!(next.document.name, "青禾日报_2024-03-15_01.txt");
}
