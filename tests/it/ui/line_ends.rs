//! Line ends: `P` on pages of every make, at the caret and over a selection.

use broadsheet::model::line_break::BreakKind;
use broadsheet::session::reading::effective_break;

use crate::support::desk::{Desk, Setup};

/// A blank line after every line.
const SPACED: &str = "甲市的代表昨天到达会场以后\n\n立即开始了讨论并且在当天下\n\n午通过决议。\n\n第二段也写到了这一行的最末\n\n尾为止。\n";
/// One paragraph a line.
const PARAGRAPHS: &str = "第一段写完了。\n第二段也写完了。\n第三段同样写完了。\n";
/// First lines begin two characters in.
const INDENTED: &str = "　　甲市的代表昨天到达会场以\n后立即开始了讨论并且在当天下\n午通过决议。\n　　第二段也写到了这一行的最\n末尾为止。\n";

/// The decisions in words, `3 soft`, and what the page reads.
fn decisions(desk: &Desk) -> Vec<String> {
    let all = desk.page().annotations.line_breaks();
    all.map(|it| format!("{} {}", it.line, it.kind.as_str()))
        .collect()
}

fn reads(desk: &Desk) -> String {
    desk.page().readings().page().text().to_owned()
}

fn is_para(desk: &Desk, line: u32) -> bool {
    let page = desk.page();
    let look = page.look(desk.session().schema());
    effective_break(look, page.inferred_breaks(), line) == BreakKind::Para
}

#[test]
fn a_page_with_a_blank_line_after_every_line_is_decided_by_lines_with_text() {
    let mut desk = Setup::default().pages(&[("page.txt", SPACED)]);
    assert!(!is_para(&desk, 1) && is_para(&desk, 5), "inferred");
    desk.caret("立即开始").keys(&["Up"]);
    // On the blank line the caret means the line above it.
    desk.keys(&["P"]);
    assert_eq!(decisions(&desk), ["1 para"]);
    assert!(reads(&desk).starts_with("甲市的代表昨天到达会场以后\n立即"));
    desk.keys(&["P"]);
    assert_eq!(decisions(&desk), ["1 soft"]);
    desk.keys(&["Ctrl+A", "P"]);
    let all = ["1 para", "3 para", "5 para", "7 para"];
    assert_eq!(
        decisions(&desk),
        all,
        "all become what the first one becomes"
    );
    desk.keys(&["Ctrl+Z", "Ctrl+Z", "Ctrl+Z"]);
    assert!(decisions(&desk).is_empty());
}

#[test]
fn paragraphs_that_are_lines_can_be_joined_one_by_one_or_all() {
    let mut desk = Setup::default().pages(&[("page.txt", PARAGRAPHS)]);
    assert!(is_para(&desk, 1) && is_para(&desk, 2));
    desk.caret("第二段").keys(&["P"]);
    assert_eq!(
        reads(&desk),
        "第一段写完了。\n第二段也写完了。第三段同样写完了。"
    );
    desk.select("第一段写完了。第二段也").keys(&["P"]);
    assert_eq!(decisions(&desk), ["1 soft", "2 soft"]);
}

#[test]
fn indents_part_paragraphs_and_a_decision_goes_before_them() {
    let mut desk = Setup::default().pages(&[("page.txt", INDENTED)]);
    assert_eq!(reads(&desk).lines().count(), 2, "{}", reads(&desk));
    desk.caret("午通过").keys(&["P"]);
    assert_eq!(reads(&desk).lines().count(), 1, "{}", reads(&desk));
    assert!(!reads(&desk).contains('\u{3000}'), "the indent is no text");
}
