//! What a project relies on: it learns any schema, says the same each time, survives bytes
//! and texts of any kind, and stops when told to.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use super::*;

type Mention = (Range<usize>, String);

/// A text with mentions in brackets: `[LABEL:surface]`.
fn marked(text: &str) -> (String, Vec<Mention>) {
    let (mut plain, mut mentions) = (String::new(), Vec::new());
    for (at, part) in text.split(['[', ']']).enumerate() {
        match part.split_once(':').filter(|_| at % 2 == 1) {
            Some((label, surface)) => {
                let start = plain.len();
                plain.push_str(surface);
                mentions.push((start..plain.len(), label.to_owned()));
            }
            None => plain.push_str(part),
        }
    }
    (plain, mentions)
}

fn taught(texts: &[&str]) -> Tagger {
    let texts: Vec<_> = texts.iter().map(|text| marked(text)).collect();
    let examples: Vec<Example> = texts
        .iter()
        .map(|(text, mentions)| Example {
            text,
            mentions,
            known: &[],
        })
        .collect();
    Tagger::train(&examples, &|| false).expect("not cancelled")
}

fn found(tagger: &Tagger, text: &str) -> Vec<(String, String)> {
    let tagged = tagger.tag(text, &[]).into_iter();
    tagged
        .map(|it| (it.label, text[it.range].to_owned()))
        .collect()
}

const HERBS: [&str; 4] = [
    "春天采[HERB:当归草]三钱，入药。老张去了镇上。\n秋天采[HERB:柴胡草]二钱，入药。",
    "立夏采[HERB:黄芩草]五钱，入药。村里修了路。\n医生说，[HERB:柴胡草]不可多用。",
    "白露采[HERB:甘松草]一钱，入药。孩子们上学去了。",
    "冬天采[HERB:当归草]四钱，入药。天气很冷。\n霜降采[HERB:半夏草]二钱，入药。",
];

#[test]
fn a_schema_of_ones_own_is_learned_from_a_few_pages() {
    let tagger = taught(&HERBS);
    let pairs = found(&tagger, "清明采防风草三钱，入药。老张去了镇上。");
    assert_eq!(pairs, [("HERB".to_owned(), "防风草".to_owned())]);
}

#[test]
fn what_was_tagged_on_one_page_is_found_on_the_next() {
    let tagger = taught(&HERBS[..2]);
    let pairs = found(&tagger, "书上说，柴胡草不可多用。");
    assert_eq!(pairs, [("HERB".to_owned(), "柴胡草".to_owned())]);
}

#[test]
fn words_are_the_units_of_scripts_with_spaces() {
    let tagger = taught(&[
        "The ship [SHIP:Northern Star] left port. The crew slept.\nThe ship [SHIP:Ocean Queen] left port.",
        "The ship [SHIP:Silver Wave] left port today. Rain fell.\nThe ship [SHIP:Old Harbour] left port.",
        "The ship [SHIP:Northern Star] left port again. It was late.",
    ]);
    let pairs = found(&tagger, "The ship Morning Breeze left port. Rain fell.");
    assert_eq!(pairs, [("SHIP".to_owned(), "Morning Breeze".to_owned())]);
}

#[test]
fn labels_may_nest_and_each_is_learned_by_itself() {
    let nested = |text: &str, inner: usize| {
        let (text, mut mentions) = marked(text);
        let (outer, _) = mentions.first().cloned().expect("a body");
        mentions.push((outer.start + 6..outer.start + 6 + inner, "CITY".to_owned()));
        (text, mentions)
    };
    let texts = [
        nested("近日，[BODY:政协安康市委员会]召开会议。", 9),
        nested("昨天，[BODY:政协石泉县委员会]召开会议。", 9),
        nested("上周，[BODY:政协广元市委员会]召开会议。", 9),
    ];
    let examples: Vec<Example> = texts
        .iter()
        .map(|(text, mentions)| Example {
            text,
            mentions,
            known: &[],
        })
        .collect();
    let tagger = Tagger::train(&examples, &|| false).expect("not cancelled");
    let pairs = found(&tagger, "今天，政协铜川市委员会召开会议。");
    let wanted = [("BODY", "政协铜川市委员会"), ("CITY", "铜川市")];
    assert_eq!(pairs, wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn what_is_known_without_the_tagger_is_learned_to_be_trusted() {
    let texts = [
        "甲乙丙丁戊己",
        "子丑寅卯辰巳",
        "金木水火土石",
        "东西南北中外",
    ];
    let range = 6..12;
    let mentions = [(range.clone(), "X".to_owned())];
    let known = [Known {
        range: range.clone(),
        kind: "list".to_owned(),
    }];
    let examples = texts.map(|text| Example {
        text,
        mentions: &mentions,
        known: &known,
    });
    let tagger = Tagger::train(&examples, &|| false).expect("not cancelled");
    let probability = |known: &[Known]| {
        let all = tagger.tag("红黄蓝绿青紫", known);
        let it = all.into_iter().find(|it| it.range == range);
        it.map_or(0.0, |it| it.probability)
    };
    assert!(probability(&known) > 0.5);
    assert!(probability(&known) > probability(&[]));
}

#[test]
fn a_mention_with_spaces_in_it_is_one() {
    let tagger = taught(&HERBS);
    let text = "清明采柴 胡 草三钱，入药。";
    assert_eq!(
        found(&tagger, text),
        [("HERB".to_owned(), "柴 胡 草".to_owned())]
    );
}

#[test]
fn a_page_like_those_taught_is_less_useful_than_a_strange_one() {
    let tagger = taught(&HERBS);
    let like = tagger.uncertainty("春天采当归草三钱，入药。老张去了镇上。", &[]);
    let strange = tagger.uncertainty("采白芷根，采苍术草，用三棱草二钱、莪术草。", &[]);
    assert!(like < strange, "{like} {strange}");
    assert!(tagger.uncertainty("", &[]).abs() < f64::EPSILON);
}

#[test]
fn of_two_taggers_the_one_that_was_taught_more_of_a_label_speaks_for_it() {
    let much = taught(&HERBS);
    let little = taught(&["春天采[HERB:车前草]三钱，[TOWN:青石镇]的人说。"]);
    let mentions = |tagger: &Tagger| {
        let all = tagger.mentions();
        all.map(|(label, n)| format!("{label} {n}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(mentions(&much), ["HERB 7"]);
    let joined = little.clone().or_better(much.clone(), 200);
    assert_eq!(mentions(&joined), ["HERB 7", "TOWN 1"]);
    assert_eq!(Tagger::from_bytes(&joined.to_bytes()), Ok(joined.clone()));
    // What was taught enough is left to itself, however much others know.
    assert_eq!(little.clone().or_better(much.clone(), 1), little);
    assert_eq!(much.clone().or_better(little, 200).labels().count(), 2);
    assert_eq!(Tagger::default().or_better(much.clone(), 200), much);
}

#[test]
fn nothing_taught_finds_nothing() {
    for tagger in [
        Tagger::default(),
        taught(&[]),
        taught(&["没有标注的文字。"]),
    ] {
        assert!(tagger.tag("春天采当归草三钱。", &[]).is_empty());
        assert_eq!(tagger.labels().count(), 0);
    }
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    let bytes = taught(&HERBS).to_bytes();
    assert_eq!(bytes, taught(&HERBS).to_bytes());
    assert!(bytes.len() < 60_000, "{}", bytes.len());
    let back = Tagger::from_bytes(&bytes).expect("what was written");
    assert_eq!(back, taught(&HERBS));
}

#[test]
fn learning_stops_when_told_to_at_any_moment() {
    let texts: Vec<_> = HERBS.iter().map(|text| marked(text)).collect();
    let examples: Vec<Example> = texts
        .iter()
        .map(|(text, mentions)| Example {
            text,
            mentions,
            known: &[],
        })
        .collect();
    let asked = AtomicUsize::new(0);
    let ask = |limit: usize| asked.fetch_add(1, Ordering::Relaxed) >= limit;
    assert!(Tagger::train(&examples, &|| ask(usize::MAX)).is_some());
    let times = asked.swap(0, Ordering::Relaxed);
    for limit in 0..times {
        assert!(Tagger::train(&examples, &|| ask(limit)).is_none());
        assert_eq!(asked.swap(0, Ordering::Relaxed), limit + 1, "went on");
    }
}

#[test]
fn bytes_that_are_no_tagger_are_refused_with_a_reason() {
    let bytes = taught(&HERBS).to_bytes();
    assert_eq!(Tagger::from_bytes(b""), Err(UnreadableTagger::Foreign));
    assert_eq!(
        Tagger::from_bytes(b"SQLite"),
        Err(UnreadableTagger::Foreign)
    );
    let mut newer = bytes.clone();
    newer[4] = 9;
    assert_eq!(
        Tagger::from_bytes(&newer),
        Err(UnreadableTagger::Version(9))
    );
    for end in (4..bytes.len()).step_by(97) {
        let cut = Tagger::from_bytes(&bytes[..end]);
        assert_eq!(cut, Err(UnreadableTagger::Damaged));
    }
}

/// Texts of signs that mean something here, and of anything.
fn hostile() -> impl Strategy<Value = String> {
    let odd = "[“”《》（）\\n\\r 市县王省a-zA-Z0-9。！.,、\u{0}\u{3000}𠀀é\u{301}👨\u{200D}]{0,60}";
    prop_oneof![odd, any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_taught_and_tagged(
        texts in proptest::collection::vec(hostile(), 1..4),
        ranges in proptest::collection::vec((0..80_usize, 0..80_usize, "[XY]"), 0..12),
        other in hostile(),
    ) {
        let mentions: Vec<Mention> = ranges.into_iter().map(|(a, b, label)| (a..b, label)).collect();
        let known: Vec<Known> = mentions
            .iter()
            .map(|(range, kind)| Known { range: range.clone(), kind: kind.clone() })
            .collect();
        let examples: Vec<Example> = texts
            .iter()
            .map(|text| Example { text, mentions: &mentions, known: &known })
            .collect();
        let tagger = Tagger::train(&examples, &|| false).expect("not cancelled");
        for text in texts.iter().chain([&other]) {
            for tagged in tagger.tag(text, &known) {
                let surface = text.get(tagged.range).expect("on borders of characters");
                prop_assert!(!surface.trim().is_empty());
                prop_assert!((0.0..=1.0).contains(&tagged.probability));
            }
            let uncertainty = tagger.uncertainty(text, &known);
            prop_assert!(uncertainty.is_finite() && uncertainty >= 0.0);
        }
        prop_assert_eq!(Tagger::from_bytes(&tagger.to_bytes()), Ok(tagger));
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        at in any::<proptest::sample::Index>(),
        with in proptest::collection::vec(any::<u8>(), 0..8),
    ) {
        let mut bytes = taught(&HERBS[..1]).to_bytes();
        let at = at.index(bytes.len());
        let end = (at + with.len()).min(bytes.len());
        let before = bytes.clone();
        bytes.splice(at..end, with);
        let read = Tagger::from_bytes(&bytes);
        prop_assert!(read.is_err() || bytes == before);
        // With the right checksum whatever is read can be written again.
        if let Ok(tagger) = Tagger::from_bytes(&bytes::sealed(&bytes)) {
            prop_assert_eq!(tagger.to_bytes(), bytes::sealed(&bytes));
            tagger.tag("春天采当归草三钱。", &[]);
        }
    }
}
