//! Scrolling, revealing, and what a frame costs.

use egui::{Event, Key, Modifiers, Pos2, vec2};

use super::*;

fn lines(count: usize) -> String {
    let mut text = String::new();
    for line in 0..count {
        text.push_str(["今年是人民政协成立七十五周年", "", "委员会成立以来，始终"][line % 3]);
        text.push('\n');
    }
    text
}

fn wheel(harness: &mut Harness<'static, Stage>, down: f32) {
    harness.event(Event::PointerMoved(Pos2::new(250.0, 150.0)));
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -down),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(30);
}

#[test]
fn a_frame_asks_for_what_is_in_view_and_no_more() {
    let mut stage = Stage::new(&lines(100_000));
    for at in 0..5_000_u32 {
        stage.entity(at * 100, at * 100 + 3, "CITY");
    }
    let mut harness = harness(stage);
    let rows = 300 / 25 + 2;
    let check = |harness: &Harness<'static, Stage>, what: &str| {
        let state = &harness.state().state;
        assert!(
            state.laid.len() <= rows,
            "{what}: {} pieces",
            state.laid.len()
        );
        let asked = state.galleys_asked() as usize;
        assert!(asked <= 8 * rows, "{what}: {asked} galleys asked for");
    };
    check(&harness, "top");
    let end = CharOffset(harness.state().source.len());
    harness.state_mut().state.reveal(Span::caret(end));
    harness.run();
    check(&harness, "end");
    wheel(&mut harness, -400.0);
    check(&harness, "wheel");
    press(&mut harness, Modifiers::NONE, Key::PageUp);
    check(&harness, "page up");
    harness.run();
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method's path is not general enough over lifetimes"
    )]
    let galleys = harness.ctx.fonts(|fonts| fonts.num_galleys_in_cache());
    assert!(galleys < 200, "{galleys} galleys kept");
}

#[test]
fn the_wheel_moves_and_stops_at_the_ends() {
    let mut harness = harness(Stage::new(&lines(300)));
    wheel(&mut harness, -500.0);
    assert_eq!(harness.state().state.top(), CharOffset(0));
    wheel(&mut harness, 100.0);
    let anchor = harness.state().state.anchor;
    assert!(anchor.piece >= 3, "{anchor:?}");
    for _ in 0..40 {
        wheel(&mut harness, 1_000.0);
    }
    let state = &harness.state().state;
    let last = state.laid.last().unwrap();
    assert!(last.piece.line == 300);
    let gap = state.areas.view.bottom() - last.bottom();
    assert!(
        (0.0..60.0).contains(&gap),
        "the page ends at the bottom, {gap}"
    );
}

#[test]
fn a_short_page_does_not_scroll() {
    let mut harness = harness(Stage::new("甲\n乙"));
    wheel(&mut harness, 300.0);
    assert_eq!(harness.state().state.anchor, Default::default());
}

#[test]
fn revealing_centres_what_is_far_and_leaves_what_is_near() {
    let mut harness = harness(Stage::new(&lines(9_000)));
    let source = harness.state().source.clone();
    let far = source.line_span(6_000);
    assert!(harness.state().state.rects_of(far).is_empty());
    harness.state_mut().state.reveal(far);
    harness.run();
    let rect = harness.state().state.rects_of(far)[0];
    assert!((60.0..220.0).contains(&rect.center().y), "{rect:?}");
    let anchor = harness.state().state.anchor;
    harness.state_mut().state.reveal(source.line_span(6_001));
    harness.run();
    assert_eq!(harness.state().state.anchor, anchor, "it was in view");
    let below = source.line_span(6_012);
    harness.state_mut().state.reveal(below);
    harness.run();
    let rect = harness.state().state.rects_of(below)[0];
    assert!(
        rect.bottom() < 300.0 - 40.0,
        "with lines around it: {rect:?}"
    );
    harness
        .state_mut()
        .state
        .scroll_to(source.line_span(3_000).start());
    harness.run();
    let top = harness.state().state.top();
    assert_eq!(top, source.line_span(3_000).start());
}

#[test]
fn pages_go_by_what_is_in_view() {
    let mut harness = harness(Stage::new(&lines(900)));
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    let line = harness.state().source.line_of(caret(&harness));
    assert!((9..=12).contains(&line), "{line}");
    assert!(harness.state().state.caret_rect().is_some());
    press(&mut harness, Modifiers::NONE, Key::PageUp);
    assert_eq!(harness.state().source.line_of(caret(&harness)), 0);
    assert_eq!(harness.state().state.anchor, Default::default());
}

#[test]
fn one_line_of_a_hundred_kilobytes_is_walked_like_any_other() {
    let text = format!("头\n{}\n尾", "长行文字".repeat(9_000));
    let mut harness = harness(Stage::new(&text));
    let asked = harness.state().state.galleys_asked();
    assert!(asked < 30, "{asked}");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    let mut before = caret(&harness).0;
    for _ in 0..120 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        let now = caret(&harness).0;
        assert!(now > before, "{now} after {before}");
        before = now;
    }
    // 120 rows down is past the first cut; back up it is the same way.
    assert!(before > 2_002, "{before}");
    for _ in 0..121 {
        press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    }
    assert_eq!(caret(&harness), CharOffset(0));
    press(&mut harness, Modifiers::COMMAND, Key::End);
    assert_eq!(caret(&harness).0, 36_004);
    harness.state_mut().state.reveal(span(20_000, 20_010));
    harness.run();
    assert!(
        !harness
            .state()
            .state
            .rects_of(span(20_000, 20_010))
            .is_empty()
    );
}

#[test]
fn the_overview_scrolls_and_is_drawn_once() {
    let mut harness = harness(Stage::new(&lines(5_000)));
    let drawn = harness.state().state.overview.drawn;
    assert_eq!(drawn, 1);
    let strip = harness.state().state.areas.strip;
    for (share, lines) in [(0.5, 2_400..2_600), (1.0, 4_900..5_001), (0.0, 0..5)] {
        let pos = Pos2::new(strip.center().x, strip.top() + strip.height() * share);
        harness.drag_at(pos.clamp(strip.min, strip.max - vec2(0.0, 1.0)));
        harness.run();
        harness.drop_at(pos.clamp(strip.min, strip.max - vec2(0.0, 1.0)));
        harness.run();
        let state = &harness.state().state;
        let seen = state.laid.iter().map(|laid| laid.piece.line as usize);
        assert!(
            seen.clone().any(|line| lines.contains(&line)),
            "{share}: {:?}",
            state.anchor
        );
    }
    assert_eq!(harness.state().state.overview.drawn, 1);
    harness.state_mut().revision += 1;
    harness.run();
    assert_eq!(harness.state().state.overview.drawn, 2);
}

#[test]
fn another_text_in_the_same_state_is_safe() {
    let mut harness = harness(Stage::new(&lines(3_000)));
    press(&mut harness, Modifiers::COMMAND, Key::End);
    harness.state_mut().source = SourceText::new("e\u{301}短");
    harness.run();
    assert_eq!(caret(&harness), CharOffset(3));
    harness.state_mut().state.select(span(1, 900));
    harness.run();
    assert_eq!(harness.state().selected(), "e\u{301}短");
}

#[test]
fn hostile_annotations_are_drawn_up_to_a_limit() {
    let mut stage = Stage::new(&"字".repeat(3_000));
    for at in 0..6_000_u32 {
        stage.entity(at % 50, 100 + at % 900, "CITY");
    }
    let article = stage.article(0);
    for at in 0..2_900 {
        stage.segment(at, at + 1, in_article(article, "heading"));
    }
    let mut harness = harness(stage);
    harness.step();
    let shapes = harness.output().shapes.len();
    assert!(shapes < 30_000, "{shapes}");
}

#[test]
fn an_idle_page_settles() {
    let mut harness = harness(Stage::new(&lines(300)));
    assert!(harness.try_run().is_ok());
}
