//! Review mode under hands that are faster than the window, and after steps back.

use broadsheet::ui::view_state::{Mode, Pane};
use egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::review::{desk, open, propose_lines};
use crate::support::desk::{Desk, Setup};

/// The kind of the question at hand, and the line on which it stands.
fn at_hand(desk: &Desk) -> (&'static str, usize) {
    let view = desk.app().view().unwrap();
    let question = view.review.current().expect("a question");
    let line = desk.page().source.line_of(question.place().start());
    (question.kind.name(), line + 1)
}

/// A press in every frame, as when a key is held down or frames are slow.
#[test]
fn tab_in_every_frame_walks_and_never_leaves_the_page() {
    let mut desk = desk();
    let all = open(&desk).len();
    for _ in 0..all - 1 {
        desk.harness.key_down(Key::Tab);
    }
    desk.settle();
    let view = desk.app().view().unwrap();
    assert_eq!(view.review.place(), all - 1);
    let focus = view.pane_in_focus(&desk.harness.ctx);
    assert_eq!(focus, Some(Pane::Page));
    desk.keys(&["Enter"]);
    assert_eq!(
        open(&desk).len(),
        all - 1,
        "Enter answers, it opens no menu"
    );
}

/// The keys mean what one looks at.
#[test]
fn a_click_on_what_is_suggested_asks_about_it() {
    let mut desk = desk();
    desk.caret("栏目栏目");
    assert_eq!(at_hand(&desk).0, "furniture");
    desk.keys(&["Enter"]);
    assert_eq!(desk.articles(), "x[栏目栏目]");
}

#[test]
fn what_is_taken_back_is_the_question_at_hand() {
    let mut desk = desk();
    desk.keys(&["Tab", "Tab"]);
    let asked = at_hand(&desk);
    desk.keys(&["Enter", "Tab"]);
    assert_ne!(at_hand(&desk), asked);
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(at_hand(&desk), asked);
    desk.keys(&["Backspace", "Tab", "Ctrl+Z"]);
    assert_eq!(at_hand(&desk), asked, "a rejection as well");
}

/// An article that is accepted before the one that comes before it: until both are
/// accepted each has a colour of its own.
#[test]
fn what_is_suggested_has_not_the_colour_of_what_is_mine() {
    let mut desk = desk();
    desk.keys(&["Tab", "Tab", "Enter"]);
    assert_eq!(desk.articles(), "1 headline[主题乙] body[正文乙一正文乙二]");
    let review = desk.app().view().unwrap().review.open().unwrap().clone();
    let numbers: Vec<_> = review.newcomers.values().copied().collect();
    assert_eq!(numbers, [2]);
    let id = review.newcomers.keys().next().unwrap();
    assert_eq!(review.preview.article_number(*id), Some(1));
}

#[test]
fn a_line_end_is_shown_with_what_stands_on_both_sides() {
    let mut desk = desk();
    desk.keys(&["Tab", "Tab", "Tab"]);
    assert_eq!(at_hand(&desk), ("line-breaks", 6));
    assert!(desk.harness.query_by_label("正文乙一 / 正文乙二").is_some());
}

#[test]
fn where_nothing_is_accepted_yet_the_way_on_is_told() {
    let mut desk = desk();
    desk.keys(&["F4"]);
    assert_eq!(desk.app().view().unwrap().mode, Mode::Read);
    desk.keys(&["F2"]);
    let hint = desk.app().tr().get("articles.none-yet");
    assert!(desk.harness.query_by_label(hint).is_some());
}

/// In a window as low as it can be the questions stay above the problems.
#[test]
fn the_list_of_questions_keeps_off_the_problems() {
    let mut setup = Setup::default();
    setup.window.size = [860.0, 520.0];
    let mut desk = setup.sample();
    while desk.app().is_suggesting() {
        desk.settle();
    }
    desk.keys(&["F5"]);
    let problems = desk.harness.get_by_label("This document").rect();
    let list = desk.harness.get_by_label("Open").rect();
    assert!(list.bottom() < problems.top(), "{list} {problems}");
    // What answers a question is in sight for each of them.
    let all = open(&desk).len();
    for _ in 0..all {
        let buttons = desk.harness.get_all_by_label("Reject").map(|it| it.rect());
        let reject: Vec<_> = buttons.filter(|it| it.left() > list.left()).collect();
        assert!(reject[0].bottom() < list.top(), "{reject:?} {list}");
        desk.keys(&["Tab"]);
    }
    // The modes stay in the window; the menus are in one.
    for mode in desk.harness.get_all_by_label_contains("Review") {
        assert!(mode.rect().right() <= 860.0, "{}", mode.rect());
    }
    desk.harness.get_by_label("Menu").click();
    desk.settle();
    let named = desk.harness.query_all_by_label_contains("Problems");
    assert!(named.count() > 1, "the panel and the menu");
}

/// So large a page is compared by a job: when its answer comes, the page shows the
/// question at hand. An answer that nobody waits for does not move the page.
#[test]
fn the_page_goes_to_the_question_that_a_job_brings() {
    let lines: Vec<String> = (0..900).map(|n| format!("第{n}行")).collect();
    let text = lines.join("\n");
    let mut desk = Setup::default().pages(&[("large.txt", &text)]);
    while desk.app().is_suggesting() {
        desk.settle();
    }
    let wait = |desk: &mut Desk, line: usize| {
        let since = std::time::Instant::now();
        while desk.app().view().unwrap().review.current().is_none() || at_hand(desk).1 != line {
            assert!(since.elapsed().as_secs() < 30, "nothing is compared");
            desk.settle();
        }
        desk.settle();
        let view = desk.app().view().unwrap();
        let asked = view.review.current().unwrap().place();
        view.page.visible().overlaps(asked)
    };
    propose_lines(&desk, 500);
    desk.keys(&["Ctrl+Home", "F5"]);
    assert!(wait(&mut desk, 501));
    desk.keys(&["Ctrl+Home"]);
    propose_lines(&desk, 400);
    assert!(!wait(&mut desk, 401));
}

/// In a wide window the place beside the page shows what the article reads.
#[test]
fn the_article_that_is_asked_about_is_read_beside_the_page() {
    let mut setup = Setup::default();
    setup.window.size = [1920.0, 1080.0];
    let mut desk = super::review::desk_of(&setup);
    let read = |desk: &Desk| {
        let text = desk.app().view().unwrap().asked.text();
        text.map(|text| text.reading.text().replace('\n', "|"))
    };
    assert_eq!(at_hand(&desk).0, "choose");
    let likeliest = "▲图一正文甲一正文甲二".to_owned();
    assert_eq!(read(&desk), Some(likeliest), "the likeliest article");
    let second = Some("主题乙|正文乙一|正文乙二".to_owned());
    desk.keys(&["Tab", "Tab"]);
    assert_eq!(at_hand(&desk).0, "new-article");
    assert_eq!(read(&desk), second);
    desk.keys(&["Enter"]);
    assert_eq!(at_hand(&desk).0, "line-breaks");
    assert_eq!(read(&desk), second, "an article of the page by now");
    desk.keys(&["Tab"]);
    assert_eq!(at_hand(&desk).0, "furniture");
    assert_eq!(read(&desk), None);
}

/// It takes no room from the page.
#[test]
fn a_page_that_needs_its_room_keeps_it() {
    let text = format!("{}{}\n", super::review::PAGE, "长行".repeat(30));
    let mut desk = Setup::default().pages(&[("page.txt", &text)]);
    while desk.app().is_suggesting() {
        desk.settle();
    }
    super::review::propose(&desk);
    desk.keys(&["F5"]);
    assert_eq!(at_hand(&desk).0, "choose");
    assert!(desk.app().view().unwrap().asked.text().is_none());
}

/// The window goes on while so much is accepted, and it is one step of undo.
#[test]
fn much_is_accepted_by_a_job() {
    let lines: Vec<String> = (0..700).map(|n| format!("第{n}行")).collect();
    let mut desk = Setup::default().pages(&[("large.txt", &lines.join("\n"))]);
    while desk.app().is_suggesting() {
        desk.settle();
    }
    propose_lines(&desk, 0);
    desk.keys(&["F5"]);
    while open(&desk).len() != 2 {
        desk.settle();
    }
    desk.harness
        .key_press_modifiers(egui::Modifiers::SHIFT, Key::A);
    desk.harness.step();
    desk.harness.step();
    assert!(desk.app().is_busy());
    desk.settle();
    assert_eq!(desk.page().annotations.segment_count(), 700);
    while !open(&desk).is_empty() {
        desk.settle();
    }
    assert!(desk.harness.query_by_label("All reviewed").is_some());
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.page().annotations.segment_count(), 0);
}
