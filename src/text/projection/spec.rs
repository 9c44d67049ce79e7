//! What a reading text is, example by example.

use super::*;
use crate::text::offset::CharOffset;

const S: Option<Break> = Some(Break::Soft);
const P: Option<Break> = Some(Break::Para);

/// The reading text of a page: `decisions` are those of line 1, 2 … in order.
fn page(raw: &str, decisions: &[Option<Break>]) -> String {
    corrected(raw, decisions, &[]).text().to_owned()
}

fn corrected(raw: &str, decisions: &[Option<Break>], corrections: &[(Span, &str)]) -> ReadingText {
    let source = SourceText::new(raw);
    let segments = [source.span()];
    project(&source, &segments, decisions, corrections)
}

fn project(
    source: &SourceText,
    segments: &[Span],
    decisions: &[Option<Break>],
    corrections: &[(Span, &str)],
) -> ReadingText {
    ProjectionInput {
        source,
        segments,
        flows: &[],
        breaks: &|line| decisions.get(line as usize - 1).copied().flatten(),
        inferred: &BreakContext::of(source),
        corrections,
    }
    .project()
}

fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap()
}

/// The span of the only place where `part` stands in `raw`.
fn find(raw: &str, part: &str) -> Span {
    let (before, after) = raw.split_once(part).expect("the part is there");
    assert!(!after.contains(part), "“{part}” stands once");
    let start = before.chars().count() as u32;
    span(start, start + part.chars().count() as u32)
}

#[test]
fn lines_are_joined_or_parted_as_decided() {
    for (what, raw, decisions, wanted) in [
        (
            "a word cut by a wrap",
            "陇南市政\n协委员会",
            &[S][..],
            "陇南市政协委员会",
        ),
        (
            "a name cut, a blank line between",
            "主席王\n\n毅主持",
            &[S],
            "主席王毅主持",
        ),
        ("a paragraph", "发展。\n会议指出", &[P], "发展。\n会议指出"),
        (
            "a paragraph over blank lines",
            "发展。\n \n\n会议",
            &[P],
            "发展。\n会议",
        ),
        ("a blank line decides nothing", "甲\n\n乙", &[S, P], "甲乙"),
        ("the upper line decides", "甲\n乙\n丙", &[P, S], "甲\n乙丙"),
        (
            "Windows line ends",
            "甲\r\n\r\n乙\r\n丙",
            &[S, None, P],
            "甲乙\n丙",
        ),
        ("old Macintosh line ends", "甲\r乙\r丙", &[S, P], "甲乙\n丙"),
        ("a stray carriage return", "甲\r乙\n丙", &[P], "甲乙\n丙"),
        ("indents go", "　　甲\n　　乙\n  丙  ", &[P, S], "甲\n乙丙"),
        ("a tab at the line end goes", "甲\t\n\t乙", &[S], "甲乙"),
        (
            "white space inside stays",
            "罗  琼\n围绕　大局",
            &[P],
            "罗  琼\n围绕　大局",
        ),
        (
            "a control character stays",
            "甲\u{1}\n\u{2}乙",
            &[S],
            "甲\u{1}\u{2}乙",
        ),
        ("nothing but blanks", " \n\u{3000}\n", &[P, P], ""),
        ("an empty page", "", &[], ""),
        ("a number and Han", "成立 75\n周年", &[S], "成立 75周年"),
        ("Han and Latin", "采用\nAI 技术", &[S], "采用AI 技术"),
        ("full-width letters", "Ａ\nＢ", &[S], "ＡＢ"),
        (
            "English words",
            "the city\ncouncil",
            &[S],
            "the city council",
        ),
        (
            "after English punctuation",
            "the end,\nthen",
            &[S],
            "the end, then",
        ),
        (
            "no second space",
            "the city \n council",
            &[S],
            "the city council",
        ),
        ("hyphenated", "consul-\ntation", &[S], "consultation"),
        (
            "hyphenated over a blank line",
            "consul-\n\n  tation",
            &[S],
            "consultation",
        ),
        (
            "a soft hyphen",
            "consul\u{AD}\ntation",
            &[S],
            "consultation",
        ),
        ("a compound", "Trans-\nSiberian", &[S], "Trans-Siberian"),
        (
            "a hyphen at a paragraph end",
            "consul-\ntation",
            &[P],
            "consul-\ntation",
        ),
        ("a lone hyphen", "-\nab", &[S], "-ab"),
        ("Korean words", "정치\n협상", &[S], "정치 협상"),
        ("beyond the basic plane", "𠮷\n野", &[S], "𠮷野"),
    ] {
        assert_eq!(page(raw, decisions), wanted, "{what}");
    }
}

#[test]
fn corrections_replace_raw_text_with_its_breaks() {
    for (what, raw, part, to, decisions, wanted) in [
        (
            "a wrong character",
            "历史谛造了",
            "谛",
            "缔",
            &[][..],
            "历史缔造了",
        ),
        (
            "doubled over a break",
            "理\n\n理武装",
            "理\n\n理",
            "理",
            &[P],
            "理武装",
        ),
        (
            "doubled, more covered",
            "思想理\n\n理武装",
            "理\n\n理武装",
            "理论武装",
            &[P],
            "思想理论武装",
        ),
        (
            "several lines",
            "甲\n乙\n丙\n丁",
            "\n乙\n丙\n",
            "，",
            &[P, P, P],
            "甲，丁",
        ),
        ("only the break", "甲\n乙", "\n", "", &[P], "甲乙"),
        (
            "the break with an indent after it",
            "甲\n　乙",
            "\n",
            "",
            &[P],
            "甲乙",
        ),
        (
            "the break with a space before it",
            "甲 \n乙",
            "\n",
            "、",
            &[P],
            "甲、乙",
        ),
        ("deleted inside", "思 想", " ", "", &[], "思想"),
        ("deleted at the start", "▲ 甲", "▲", "", &[], "甲"),
        ("deleted at the end", "甲乙", "乙", "", &[], "甲"),
        ("everything deleted", "甲\n乙", "甲\n乙", "", &[P], ""),
        (
            "a whole line deleted",
            "甲\n报\n乙",
            "报",
            "",
            &[S, S],
            "甲乙",
        ),
        (
            "a deleted line after a paragraph",
            "甲\n报\n乙",
            "报",
            "",
            &[P, S],
            "甲\n乙",
        ),
        (
            "a deleted line before a paragraph",
            "甲\n报\n乙",
            "报",
            "",
            &[S, P],
            "甲\n乙",
        ),
        (
            "a deleted line leaves one space",
            "the\nX\nend",
            "X",
            "",
            &[S, S],
            "the end",
        ),
        (
            "a replacement in lines",
            "甲乙丙",
            "乙",
            "\r\n",
            &[],
            "甲\n丙",
        ),
        (
            "a replacement ends in a space",
            "a\nb",
            "a",
            "x ",
            &[S],
            "x b",
        ),
        (
            "a corrected hyphen is meant",
            "ab=\ncd",
            "=",
            "-",
            &[S],
            "ab-cd",
        ),
        ("insertion", "甲丙", "甲", "甲乙", &[], "甲乙丙"),
    ] {
        let reading = corrected(raw, decisions, &[(find(raw, part), to)]);
        assert_eq!(reading.text(), wanted, "{what}");
    }
}

#[test]
fn segments_are_read_in_the_order_given() {
    let source = SourceText::new("标题\n　正文一\n正文二\n▲ 图注");
    let part = |text| find(source.text(), text);
    let segments = [part("▲ 图注"), part("标题"), part("　正文一\n正文二")];
    let reading = project(&source, &segments, &[S, S, S], &[]);
    assert_eq!(reading.text(), "▲ 图注\n标题\n正文一正文二");
    let ranges: Vec<_> = reading
        .segments()
        .iter()
        .map(|it| it.reading.clone())
        .collect();
    assert_eq!(ranges, [0..4, 5..7, 8..14]);
    let paragraphs: Vec<_> = reading.paragraphs().collect();
    assert_eq!(paragraphs, ranges);
}

#[test]
fn a_segment_may_begin_and_end_inside_a_line() {
    let source = SourceText::new("本报讯 会议召\n开。下接");
    let segments = [span(0, 4), span(4, 10)];
    let reading = project(&source, &segments, &[S], &[]);
    assert_eq!(reading.text(), "本报讯\n会议召开。");
}

/// The text of two segments of which the second goes on with the first.
fn flow(raw: &str, upper: &str, lower: &str, decisions: &[Option<Break>]) -> String {
    let source = SourceText::new(raw);
    let reading = ProjectionInput {
        source: &source,
        segments: &[find(raw, upper), find(raw, lower)],
        flows: &[false, true],
        breaks: &|line| decisions.get(line as usize - 1).copied().flatten(),
        inferred: &BreakContext::of(&source),
        corrections: &[],
    }
    .project();
    for segment in reading.segments() {
        let back = reading.reading_range_of(segment.raw);
        assert_eq!(back, Some(segment.reading.clone()), "{raw}");
    }
    reading.text().to_owned()
}

#[test]
fn a_dateline_and_its_text_are_one_paragraph() {
    for (raw, decisions, wanted) in [
        ("本报讯会议召\n开。", &[S][..], "本报讯会议召开。"),
        ("本报讯　会议召\n开。", &[S], "本报讯会议召开。"),
        ("本报讯\n会议召\n开。", &[S, S], "本报讯会议召开。"),
        ("本报讯\n\n会议召\n开。", &[P, P, S], "本报讯\n会议召开。"),
    ] {
        assert_eq!(flow(raw, "本报讯", "会议召\n开。", decisions), wanted);
    }
    let raw = "PARIS, 3 mars. — Le ministre\nest arrivé.";
    let (upper, lower) = ("PARIS, 3 mars. —", "Le ministre\nest arrivé.");
    let wanted = "PARIS, 3 mars. — Le ministre est arrivé.";
    assert_eq!(flow(raw, upper, lower, &[S]), wanted);
}

#[test]
fn a_paragraph_goes_on_where_another_story_parts_it() {
    let upper = "甲乙丙丁戊己庚辛，\n壬癸子丑寅卯辰巳市政";
    let lower = "协委员说完了。";
    let page = |upper: &str, lower: &str| format!("{upper}\n别的标题\n{lower}");
    let raw = page(upper, lower);
    assert_eq!(
        flow(&raw, upper, lower, &[S]),
        "甲乙丙丁戊己庚辛，壬癸子丑寅卯辰巳市政协委员说完了。"
    );
    let decided = flow(&raw, upper, lower, &[S, P]);
    assert!(decided.ends_with("市政\n协委员说完了。"), "{decided}");
    for (upper, lower) in [
        ("甲乙丙丁戊己庚辛，\n壬癸子丑寅卯说完了。", "又开会了。"),
        ("甲乙丙丁戊己庚辛，\n壬癸子丑寅卯辰巳市政", "▲图为会场。"),
        ("甲乙丙丁戊己庚辛壬癸子丑，\n落款", "又开会了。"),
    ] {
        let raw = page(upper, lower);
        let read = flow(&raw, upper, lower, &[S]);
        assert!(read.ends_with(&format!("\n{lower}")), "{read}");
        let read = flow(&raw, upper, lower, &[S, S]);
        assert!(!read.contains('\n'), "decided: {read}");
    }
}

#[test]
fn a_word_divided_over_two_columns_is_one() {
    let (upper, lower) = ("the consul of the town is a consul-", "tant now.");
    let raw = format!("{upper}\nANOTHER\n{lower}");
    let wanted = "the consul of the town is a consultant now.";
    assert_eq!(flow(&raw, upper, lower, &[]), wanted);
}

#[test]
fn segments_without_text_leave_no_trace() {
    let source = SourceText::new("甲\n \n乙");
    let segments = [span(0, 1), span(1, 4), span(4, 5)];
    let reading = project(&source, &segments, &[], &[]);
    assert_eq!(reading.text(), "甲\n乙");
    assert_eq!(reading.segments()[1].reading, 1..1);
    assert_eq!(reading.reading_of(CharOffset(2), Bias::Before), Some(1));
}

#[test]
fn unusable_segments_and_corrections_are_left_out() {
    let source = SourceText::new("甲乙丙丁");
    let segments = [
        span(1, 3),
        span(0, 2),
        span(2, 2),
        span(3, 99),
        span(50, 60),
    ];
    let corrections = [
        (span(0, 2), "不"),
        (span(2, 3), "好"),
        (span(2, 4), "不"),
        (span(3, 4), "的"),
        (span(3, 99), "不"),
    ];
    let reading = project(&source, &segments, &[], &corrections);
    assert_eq!(reading.text(), "乙好\n的");
    let kept: Vec<_> = reading.segments().iter().map(|it| it.index).collect();
    assert_eq!(kept, [0, 3]);
}

#[test]
fn a_name_found_in_the_reading_text_is_one_raw_span() {
    let raw = "主席王\n\n毅主持";
    let reading = corrected(raw, &[S], &[]);
    let found = 2..4;
    assert_eq!(reading.raw_of(found.clone()), [span(2, 3), span(5, 6)]);
    assert_eq!(reading.hull_of(found), Some(span(2, 6)));
    assert_eq!(reading.reading_range_of(span(2, 6)), Some(2..4));
    assert_eq!(reading.reading_range_of(span(3, 5)), Some(3..3));
}

#[test]
fn replaced_text_stands_for_all_that_was_changed() {
    let reading = corrected("年二O二三年底", &[], &[(span(1, 6), "二〇二三年")]);
    assert_eq!(reading.raw_of(2..3), [span(2, 3)]);
    assert_eq!(reading.raw_of(0..4), [span(0, 4)]);
    let reading = corrected("在理\n理武装", &[], &[(span(1, 6), "学习理论")]);
    assert_eq!(reading.text(), "在学习理论");
    assert_eq!(reading.raw_of(2..3), [span(1, 6)]);
    assert_eq!(reading.reading_range_of(span(3, 4)), Some(1..5));
    assert_eq!(reading.reading_of(CharOffset(3), Bias::Before), Some(1));
    assert_eq!(reading.reading_of(CharOffset(3), Bias::After), Some(5));
    assert_eq!(reading.raw_at(3, Bias::Before), Some(CharOffset(1)));
    assert_eq!(reading.raw_at(3, Bias::After), Some(CharOffset(6)));
}

#[test]
fn deleted_text_belongs_to_what_surrounds_it() {
    let reading = corrected("定西市委委会", &[], &[(span(3, 5), "委")]);
    assert_eq!(reading.text(), "定西市委会");
    assert_eq!(reading.raw_of(0..3), [span(0, 3)]);
    assert_eq!(reading.raw_of(3..5), [span(3, 6)]);
    assert_eq!(reading.raw_of(4..5), [span(5, 6)]);
    assert_eq!(reading.reading_range_of(span(4, 5)), Some(4..4));
}

#[test]
fn a_range_over_two_segments_has_no_hull() {
    let source = SourceText::new("甲乙");
    let reading = project(&source, &[span(1, 2), span(0, 1)], &[], &[]);
    assert_eq!(reading.text(), "乙\n甲");
    assert_eq!(reading.hull_of(0..3), None);
    assert_eq!(reading.hull_of(0..2), Some(span(1, 2)));
    assert_eq!(reading.hull_of(1..2), None);
    assert_eq!(reading.raw_of(0..3), [span(1, 2), span(0, 1)]);
    assert_eq!(reading.reading_range_of(span(0, 2)), Some(0..3));
    assert_eq!(reading.reading_ranges_of(span(0, 2)), [2..3, 0..1]);
}

#[test]
fn positions_beside_a_character_are_exact_and_bias_decides_elsewhere() {
    let reading = corrected("ab \n\n cd", &[S], &[]);
    assert_eq!(reading.text(), "ab cd");
    let at = |raw, bias| reading.reading_of(CharOffset(raw), bias);
    for (raw, before, after) in [
        (0, 0, 0),
        (2, 2, 2),
        (3, 2, 3),
        (5, 2, 3),
        (6, 3, 3),
        (8, 5, 5),
    ] {
        assert_eq!(at(raw, Bias::Before), Some(before), "{raw}");
        assert_eq!(at(raw, Bias::After), Some(after), "{raw}");
    }
    assert_eq!(at(9, Bias::Before), None);
    assert_eq!(reading.raw_at(2, Bias::After), Some(CharOffset(2)));
    assert_eq!(reading.raw_at(3, Bias::Before), Some(CharOffset(6)));
    assert_eq!(reading.raw_at(6, Bias::Before), None);
}

#[test]
fn where_two_segments_touch_bias_chooses_one() {
    let source = SourceText::new("甲乙丙");
    let reading = project(&source, &[span(1, 2), span(0, 1)], &[], &[]);
    assert_eq!(reading.text(), "乙\n甲");
    assert_eq!(reading.reading_of(CharOffset(1), Bias::Before), Some(3));
    assert_eq!(reading.reading_of(CharOffset(1), Bias::After), Some(0));
    assert_eq!(reading.reading_of(CharOffset(3), Bias::After), None);
}
