//! Caret, selection and gestures by the pointer.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use proptest::prelude::*;

use super::super::Mode;
use super::*;

fn button(harness: &mut Harness<'static, Stage>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    harness.event(Event::PointerMoved(pos));
    harness.event_modifiers(
        Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        },
        modifiers,
    );
    harness.step();
}

fn click(harness: &mut Harness<'static, Stage>, pos: Pos2) {
    button(harness, pos, true, Modifiers::NONE);
    button(harness, pos, false, Modifiers::NONE);
}

fn pause(harness: &mut Harness<'static, Stage>) {
    harness.run_steps(40);
    harness.state_mut().events.clear();
}

fn drag(harness: &mut Harness<'static, Stage>, from: Pos2, to: Pos2) {
    button(harness, from, true, Modifiers::NONE);
    for share in [0.3, 0.7, 1.0] {
        harness.event(Event::PointerMoved(from.lerp(to, share)));
        harness.step();
    }
    button(harness, to, false, Modifiers::NONE);
}

#[test]
fn a_click_puts_the_caret_and_shift_extends() {
    let mut harness = harness(Stage::new("甲乙丙丁\n戊己庚辛"));
    let pos = before(&harness, 2);
    click(&mut harness, pos);
    assert_eq!(caret(&harness), CharOffset(2));
    let pos = before(&harness, 7);
    button(&mut harness, pos, true, Modifiers::SHIFT);
    button(&mut harness, pos, false, Modifiers::SHIFT);
    assert_eq!(harness.state().selected(), "丙丁\n戊己");
    // Beside and below the text the nearest place is meant.
    pause(&mut harness);
    let right = glyph(&harness, 3).right_center() + vec2(90.0, 0.0);
    click(&mut harness, right);
    assert_eq!(caret(&harness), CharOffset(4));
    pause(&mut harness);
    click(&mut harness, Pos2::new(right.x, 250.0));
    assert_eq!(caret(&harness), CharOffset(9));
}

#[test]
fn either_half_of_a_cluster_leads_to_its_own_side() {
    let mut harness = harness(Stage::new("甲e\u{301}乙"));
    let cluster = harness.state().state.rects_of(span(1, 3))[0];
    for (share, expected) in [(0.2, 1), (0.4, 1), (0.6, 3), (0.9, 3)] {
        pause(&mut harness);
        let pos = Pos2::new(cluster.left() + share * cluster.width(), cluster.center().y);
        click(&mut harness, pos);
        assert_eq!(caret(&harness), CharOffset(expected), "{share}");
    }
}

#[test]
fn dragging_selects_in_both_directions() {
    let mut harness = harness(Stage::new("甲乙丙丁\n戊己庚辛"));
    let (from, to) = (before(&harness, 6), before(&harness, 1));
    drag(&mut harness, from, to);
    assert_eq!(harness.state().selected(), "乙丙丁\n戊");
    assert_eq!(caret(&harness), CharOffset(1));
    pause(&mut harness);
    drag(&mut harness, to, from);
    assert_eq!(caret(&harness), CharOffset(6));
}

#[test]
fn clicks_in_a_row_take_word_and_line() {
    let mut harness = harness(Stage::new("one two three\nfour"));
    let pos = before(&harness, 5);
    click(&mut harness, pos);
    click(&mut harness, pos);
    assert_eq!(harness.state().selected(), "two");
    click(&mut harness, pos);
    assert_eq!(harness.state().selected(), "one two three");
    click(&mut harness, pos);
    assert_eq!(
        harness.state().selected(),
        "",
        "the fourth is a first again"
    );
}

#[test]
fn dragging_after_a_double_click_goes_by_words() {
    let mut harness = harness(Stage::new("one two three four"));
    let (two, three) = (before(&harness, 5), before(&harness, 10));
    click(&mut harness, two);
    drag(&mut harness, two, three);
    assert_eq!(harness.state().selected(), "two three");
    pause(&mut harness);
    let one = before(&harness, 1);
    click(&mut harness, two);
    drag(&mut harness, two, one);
    assert_eq!(harness.state().selected(), "one two");
    assert_eq!(caret(&harness), CharOffset(0));
}

#[test]
fn the_gutter_selects_whole_lines() {
    let mut stage = Stage::new("甲乙\n丙丁\n戊己\n庚辛");
    let article = stage.article(0);
    stage.segment(3, 8, in_article(article, "body"));
    let mut harness = harness(stage);
    let number = |harness: &Harness<'static, Stage>, offset| {
        Pos2::new(22.0, glyph(harness, offset).center().y)
    };
    let (second, third) = (number(&harness, 3), number(&harness, 6));
    drag(&mut harness, third, second);
    assert_eq!(harness.state().selected(), "丙丁\n戊己");
    assert_eq!(caret(&harness), CharOffset(3));
    assert!(
        harness
            .state()
            .events
            .contains(&PageEvent::GutterDragged(1..=2))
    );
    pause(&mut harness);
    click(&mut harness, second);
    assert_eq!(harness.state().selected(), "丙丁");
    let clicked = PageEvent::ArticleClicked(article);
    assert!(!harness.state().events.contains(&clicked));
    // The bar is an article's; twice takes the whole segment.
    pause(&mut harness);
    let bar = harness.state().state.areas.bar.center().x;
    click(&mut harness, Pos2::new(bar, second.y));
    assert!(harness.state().events.contains(&clicked));
    click(&mut harness, Pos2::new(bar, second.y));
    assert_eq!(harness.state().selected(), "丙丁\n戊己");
}

#[test]
fn a_mention_over_a_line_break_has_two_rectangles_and_is_clicked_on_both() {
    let mut stage = Stage::new("甲乙丙丁\n戊己庚辛");
    let id = stage.entity(2, 7, "CITY");
    let inner = stage.entity(5, 6, "OFFICIAL");
    let mut harness = harness(stage);
    let rects = harness.state().state.rects_of(span(2, 7));
    assert_eq!(rects.len(), 2);
    assert!(rects[0].bottom() <= rects[1].top());
    assert_eq!(rects[0].left(), glyph(&harness, 2).left());
    assert_eq!(rects[1].right(), glyph(&harness, 6).right());
    for (offset, expected) in [(3, id), (6, id), (5, inner)] {
        pause(&mut harness);
        let pos = glyph(&harness, offset).center();
        click(&mut harness, pos);
        let clicked = PageEvent::EntityClicked(expected);
        assert!(harness.state().events.contains(&clicked), "{offset}");
    }
    pause(&mut harness);
    let outside = glyph(&harness, 7).center();
    click(&mut harness, outside);
    let clicked = |event: &PageEvent| matches!(event, PageEvent::EntityClicked(_));
    assert!(!harness.state().events.iter().any(clicked));
}

#[test]
fn what_is_under_the_pointer_is_reported_and_told() {
    use egui_kittest::kittest::Queryable as _;
    let mut stage = Stage::new("甲乙丙丁\n戊己\u{7}辛");
    let id = stage.entity(1, 3, "CITY");
    let article = stage.article(0);
    stage.segment(0, 4, in_article(article, "caption"));
    let mut harness = harness(stage);
    let hover = |harness: &mut Harness<'static, Stage>, pos: Pos2| {
        harness.hover_at(pos);
        harness.run_steps(60);
        harness.state().hovered
    };
    let pos = glyph(&harness, 2).center();
    assert_eq!(hover(&mut harness, pos), (Some(id), Some(0)));
    assert!(harness.query_by_value("城市").is_some());
    assert!(harness.query_by_value("乙丙").is_some());
    let pos = glyph(&harness, 7).center();
    assert_eq!(hover(&mut harness, pos), (None, Some(1)));
    assert!(harness.query_by_value("U+0007").is_some());
    let bar = harness.state().state.areas.bar.center().x;
    let pos = Pos2::new(bar, glyph(&harness, 0).center().y);
    assert_eq!(hover(&mut harness, pos), (None, Some(0)));
    assert!(harness.query_by_value("文章 1 · 图注").is_some());
    assert_eq!(hover(&mut harness, Pos2::new(250.0, 280.0)), (None, None));
}

#[test]
fn an_edge_of_the_selected_mention_can_be_dragged() {
    let mut stage = Stage::new("甲乙丙丁戊己庚辛");
    stage.options.mode = Mode::Entities;
    let id = stage.entity(2, 4, "CITY");
    stage.emphasis.entity = Some(id);
    let mut harness = harness(stage);
    let resized = |harness: &Harness<'static, Stage>| {
        let mut events = harness.state().events.iter();
        events.find_map(|event| match event {
            PageEvent::EntityResized { id: which, span } if *which == id => Some(*span),
            _ => None,
        })
    };
    let right = glyph(&harness, 3).right_center();
    let to = before(&harness, 6);
    drag(&mut harness, right, to);
    assert_eq!(resized(&harness), Some(span(2, 6)));
    assert_eq!(harness.state().selected(), "", "no text was selected");
    // Past the other edge one cluster is left.
    pause(&mut harness);
    let left = glyph(&harness, 2).left_center();
    drag(&mut harness, left, to);
    assert_eq!(resized(&harness), Some(span(3, 4)));
    // Escape lets go without effect.
    pause(&mut harness);
    button(&mut harness, right, true, Modifiers::NONE);
    harness.event(Event::PointerMoved(to));
    harness.step();
    harness.key_press(Key::Escape);
    harness.step();
    button(&mut harness, to, false, Modifiers::NONE);
    assert_eq!(resized(&harness), None);
    // Back where it was is no change.
    drag(&mut harness, right, right + vec2(1.0, 0.0));
    assert_eq!(resized(&harness), None);
}

#[test]
fn a_menu_moves_the_caret_only_out_of_the_selection() {
    let mut harness = harness(Stage::new("甲乙丙丁戊己"));
    harness.state_mut().state.select(span(1, 3));
    harness.run();
    for (offset, selection) in [(2, span(1, 3)), (5, span(5, 5))] {
        let pos = before(&harness, offset);
        for pressed in [true, false] {
            harness.event(Event::PointerMoved(pos));
            harness.event(Event::PointerButton {
                pos,
                button: PointerButton::Secondary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            harness.step();
        }
        assert_eq!(harness.state().state.selection(), selection);
        let expected = PageEvent::ContextMenu {
            at: CharOffset(offset),
            entity: None,
            pos,
        };
        assert!(harness.state().events.contains(&expected));
    }
}

#[test]
fn dragging_past_the_edge_scrolls() {
    let mut harness = harness(Stage::new(&"一行文字\n".repeat(200)));
    let from = before(&harness, 1);
    button(&mut harness, from, true, Modifiers::NONE);
    for _ in 0..30 {
        harness.event(Event::PointerMoved(Pos2::new(from.x, 340.0)));
        harness.step();
    }
    let reached = caret(&harness);
    assert!(reached.0 > 80, "{reached}");
    assert!(harness.state().state.top().0 > 20);
    button(
        &mut harness,
        Pos2::new(from.x, 340.0),
        false,
        Modifiers::NONE,
    );
    harness.run();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_middle_of_what_is_drawn_leads_back_to_it(
        text in "[a 甲乙丙，。\\n𠮷\u{7}\u{200b}]{1,120}", width in 240.0_f32..500.0,
    ) {
        let harness = sized(Stage::new(&text), [width, 400.0]);
        let state = &harness.state().state;
        for offset in 0..harness.state().source.len() {
            let one = span(offset, offset + 1);
            for rect in state.rects_of(one) {
                let left = state.offset_at(rect.left_center() + vec2(0.2, 0.0));
                prop_assert_eq!(left, Some(CharOffset(offset)));
                let right = state.offset_at(rect.right_center() - vec2(0.2, 0.0));
                prop_assert_eq!(right, Some(CharOffset(offset + 1)));
            }
        }
    }
}
