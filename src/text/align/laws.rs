//! What holds for every pair of texts.

use proptest::prelude::*;

use super::*;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

fn align_texts(old: &str, new: &str) -> Alignment {
    Alignment::of(&SourceText::new(old), &SourceText::new(new))
}

fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap()
}

fn ink_of(source: &SourceText, span: Span) -> String {
    let text = source.slice(span).chars();
    text.filter(|c| !c.is_whitespace()).collect()
}

/// A line that no other number gives.
fn line(number: u32) -> String {
    let mut seed = u64::from(number)
        .wrapping_add(1)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        char::from_u32(0x4E00 + (seed >> 20) as u32 % 3000).unwrap()
    };
    (0..18).map(|_| next()).collect()
}

#[test]
fn a_name_across_a_line_end_is_found_whatever_the_lines() {
    let alignment = align_texts("在河北省石家\n\n庄市召开", "  在河北省石家庄市召开\n");
    assert_eq!(alignment.map(span(2, 10)), Mapped::Exact(span(4, 10)));
}

#[test]
fn a_wrong_character_is_missing_from_what_it_is_in_and_nothing_else() {
    let alignment = align_texts("河北省石家庄市召开会议", "河北省石冢庄市召开会议");
    let partial = Mapped::Partial {
        span: span(3, 7),
        missing: 1,
    };
    assert_eq!(alignment.map(span(3, 7)), partial);
    assert_eq!(alignment.map(span(0, 3)), Mapped::Exact(span(0, 3)));
    assert_eq!(alignment.map(span(7, 9)), Mapped::Exact(span(7, 9)));
    assert_eq!(alignment.map(span(4, 5)), Mapped::Lost);
    let stretch = alignment.stretch(span(0, 11));
    assert_eq!(stretch.pieces.len(), 1);
    assert_eq!(stretch.pieces[0].span, span(0, 11));
    assert_eq!((stretch.pieces[0].kept, stretch.missing), (10, 1));
    assert!(!stretch.guessed);
}

#[test]
fn columns_in_another_order_are_found() {
    let text = |numbers: &mut dyn Iterator<Item = u32>| {
        numbers.map(|n| line(n) + "\n").collect::<String>()
    };
    let old = SourceText::new(text(&mut (0..40)));
    let new = SourceText::new(text(&mut (20..40).chain(0..20)));
    let alignment = Alignment::of(&old, &new);
    assert_eq!(alignment.shared(), 40 * 18);
    for number in 0..40 {
        let there = new.line_span((number + 20) % 40);
        assert_eq!(alignment.map(old.line_span(number)), Mapped::Exact(there));
    }
    let both = old.span_of_lines(0, 39);
    let pieces: Vec<_> = alignment.stretch(both).pieces;
    let spans: Vec<_> = pieces.iter().map(|piece| piece.span).collect();
    assert_eq!(spans, [new.span_of_lines(20, 39), new.span_of_lines(0, 19)]);
}

#[test]
fn a_headline_that_went_to_the_end_is_found() {
    let body: String = (0..8).map(|n| line(n) + "\n").collect();
    let old = format!("政协新风\n{body}");
    let new = format!("{body}政协新风");
    let alignment = align_texts(&old, &new);
    let at = new.chars().count() as u32 - 4;
    assert_eq!(alignment.map(span(0, 4)), Mapped::Exact(span(at, at + 4)));
}

#[test]
fn a_passage_that_went_is_not_found_letter_by_letter_elsewhere() {
    let old = "The mayor opened the new market hall on Monday.\nRain is expected.";
    let new = "Ten thousand people saw the fireworks on the river.\nRain is expected.";
    let alignment = align_texts(old, new);
    assert_eq!(alignment.map(span(4, 9)), Mapped::Lost);
    let rain = Mapped::Exact(span(52, 69));
    assert_eq!(alignment.map(span(48, 65)), rain);
}

#[test]
fn an_end_that_reads_otherwise_is_found_by_what_stands_beyond() {
    let old = "标题甲乙丙丁\n正文从这里开始并且继续下去直到末尾X\n下一篇文章在这里开始也要继续下去";
    let new =
        "标题甲乙丙丁\n正文从这里开始并且继续下去直到末尾YZ\n下一篇文章在这里开始也要继续下去";
    let alignment = align_texts(old, new);
    let body = SourceText::new(old).line_span(1);
    let stretch = alignment.stretch(body);
    assert_eq!(stretch.pieces[0].span, SourceText::new(new).line_span(1));
    assert!(stretch.guessed);
    let there = LineEnd::There {
        line: 1,
        same: false,
    };
    assert_eq!(alignment.line_end(1), there);
}

#[test]
fn line_ends_are_kept_or_joined_or_lost() {
    let alignment = align_texts(
        "第一行文字\n\n第二行文字\n第三行文字\n第四行\n",
        "第一行文字\n第二行文字第三行文字\n另一行别的\n第四行",
    );
    let there = LineEnd::There {
        line: 0,
        same: true,
    };
    assert_eq!(alignment.line_end(0), there);
    assert_eq!(alignment.line_end(1), there);
    assert_eq!(
        alignment.line_end(2),
        LineEnd::Joined(Span::caret(CharOffset(11)))
    );
    assert_eq!(alignment.line_end(3), LineEnd::Lost);
}

#[test]
fn a_space_is_where_its_neighbours_meet() {
    let alignment = align_texts("罗 琼说", "罗\u{3000}琼说");
    assert_eq!(alignment.map(span(1, 2)), Mapped::Exact(span(1, 2)));
    let alignment = align_texts("罗 琼说", "罗琼说");
    assert_eq!(alignment.map(span(1, 2)), Mapped::Lost);
    let now = alignment.between_neighbours(span(1, 2));
    assert_eq!(now, Some(Span::caret(CharOffset(1))));
}

#[test]
fn long_pages_of_one_letter_end_in_time() {
    let old = "啊".repeat(200_000);
    let new = format!("{}哦{}", "啊".repeat(99_000), "啊".repeat(99_000));
    let alignment = align_texts(&old, &new);
    assert!(alignment.shared() >= 190_000, "{}", alignment.shared());
    let other = align_texts(&"甲乙".repeat(100_000), &"丙丁".repeat(100_000));
    assert_eq!(other.shared(), 0);
    assert_eq!(other.map(span(10, 20)), Mapped::Lost);
}

/// What another reading of a page does to its lines.
#[derive(Debug, Clone)]
enum Change {
    Keep,
    BlankBelow,
    JoinBelow,
    Wrap(prop::sample::Index),
    Wrong(prop::sample::Index),
    Drop,
    New(u32),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let at = any::<prop::sample::Index>;
    let change = prop_oneof![
        6 => Just(Change::Keep),
        1 => Just(Change::BlankBelow),
        1 => Just(Change::JoinBelow),
        1 => at().prop_map(Change::Wrap),
        1 => at().prop_map(Change::Wrong),
        1 => Just(Change::Drop),
        1 => (1000_u32..2000).prop_map(Change::New),
    ];
    prop::collection::vec(change, 1..60)
}

/// The new text, and for each character of a line that is still there its place.
fn changed(changes: &[Change], order: &[usize]) -> (String, Vec<Option<Vec<Option<u32>>>>) {
    let mut text = String::new();
    let mut places = vec![None; changes.len()];
    for &number in order {
        let Some(change) = changes.get(number) else {
            continue;
        };
        if matches!(change, Change::Drop) {
            continue;
        }
        let mut row = Vec::new();
        let chars: Vec<char> = line(number as u32).chars().collect();
        for (at, &c) in chars.iter().enumerate() {
            if matches!(change, Change::Wrap(cut) if cut.index(chars.len()) == at) {
                text.push('\n');
            }
            let wrong = matches!(change, Change::Wrong(cut) if cut.index(chars.len()) == at);
            row.push((!wrong).then(|| text.chars().count() as u32));
            text.push(if wrong { '☒' } else { c });
        }
        places[number] = Some(row);
        match change {
            Change::JoinBelow => text.push(' '),
            Change::BlankBelow => text.push_str("\r\n\r\n"),
            Change::New(other) => text.push_str(&format!("\n{}\n", line(*other))),
            _ => text.push('\n'),
        }
    }
    (text, places)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_text_is_itself(
        text in "[甲乙丙a \\n\\r]{0,120}",
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let source = SourceText::new(text.as_str());
        let alignment = Alignment::of(&source, &source);
        let len = source.len() as usize + 1;
        let at = Span::between(
            CharOffset(from.index(len) as u32),
            CharOffset(to.index(len) as u32),
        );
        prop_assert_eq!(alignment.map(at), Mapped::Exact(at));
        if let Some(trimmed) = source.trim(at) {
            let stretch = alignment.stretch(at);
            prop_assert_eq!(stretch.pieces.len(), 1);
            prop_assert_eq!(stretch.pieces[0].span, trimmed);
            prop_assert!(!stretch.guessed && stretch.missing == 0);
        }
    }

    #[test]
    fn what_is_exact_says_the_same(old in "[甲乙丙丁戊 \\n]{0,80}", new in "[甲乙丙丁戊 \\n]{0,80}") {
        let (old, new) = (SourceText::new(old.as_str()), SourceText::new(new.as_str()));
        let alignment = Alignment::of(&old, &new);
        for start in (0..old.len()).step_by(3) {
            for len in [1, 2, 5] {
                let at = span(start, (start + len).min(old.len()));
                match alignment.map(at) {
                    Mapped::Exact(there) => prop_assert_eq!(ink_of(&old, at), ink_of(&new, there)),
                    Mapped::Partial { span, .. } => prop_assert!(new.contains(span)),
                    Mapped::Lost => {}
                }
                for piece in alignment.stretch(at).pieces {
                    prop_assert!(new.contains(piece.span) && !piece.span.is_empty());
                }
            }
        }
        for line in 0..old.line_count() + 1 {
            if let LineEnd::There { line, .. } = alignment.line_end(line) {
                prop_assert!(line < new.line_count());
            }
        }
    }

    #[test]
    fn text_that_was_not_touched_is_found_exactly(
        changes in changes(),
        cut in any::<prop::sample::Index>(),
        swapped in any::<bool>(),
    ) {
        let old: String = (0..changes.len() as u32).map(|n| line(n) + "\n").collect();
        let old = SourceText::new(old);
        let mut order: Vec<usize> = (0..changes.len()).collect();
        if swapped {
            order.rotate_left(cut.index(changes.len()));
        }
        let (new, places) = changed(&changes, &order);
        let alignment = Alignment::of(&old, &SourceText::new(new));
        for (number, places) in places.iter().enumerate() {
            let at = old.line_span(number);
            let Some(places) = places else { continue };
            for (from, to) in [(0, 2), (3, 7), (0, 18), (16, 18), (9, 10)] {
                let there: Option<Vec<u32>> = places[from..to].iter().copied().collect();
                let Some(there) = there else { continue };
                let (from, to) = (at.start() + from as u32, at.start() + to as u32);
                let expected = span(there[0], there[there.len() - 1] + 1);
                prop_assert_eq!(
                    alignment.map(Span::between(from, to)),
                    Mapped::Exact(expected),
                    "line {}", number
                );
            }
        }
    }
}
