//! What is suggested, and what must not be.

use proptest::prelude::*;

use super::*;

fn found(text: &str) -> Vec<(String, String)> {
    let source = SourceText::new(text);
    let all = corrections(&source, &Annotations::default(), Options::default());
    all.into_iter()
        .map(|it| (source.slice(it.span).to_owned(), it.replacement))
        .collect()
}

#[test]
fn a_character_that_a_line_end_doubled_is_read_once() {
    let text = "全县干部群众认真学习，不断加强思想理\n理武装，把各项工作做得更好，让群众满意。\n";
    assert_eq!(found(text), [("理\n理".to_owned(), "理".to_owned())]);
}

#[test]
fn words_that_are_doubled_on_purpose_stay() {
    for text in [
        "孩子们在操场上玩得很高兴，个个笑得合不拢嘴，天\n天都盼着来，谁也不愿意早早回家去。\n",
        "老人说，这些年日子好过了，家家户户都有余粮，人\n人脸上都有笑，村里的路也修好了。\n",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn letters_set_apart_are_joined_but_not_the_halves_of_a_couplet() {
    let text = "加强联谊交流，凝聚思 想 共 识 ，努 力 营 造 良 好 的 社 会 环 境。\n";
    let mut right = text.to_owned();
    for (raw, instead) in found(text) {
        right = right.replace(&raw, &instead);
    }
    assert_eq!(
        right,
        "加强联谊交流，凝聚思想共识，努力营造良好的社会环境。\n"
    );
    assert_eq!(found("坚定站位强定力 团结民主聚合力\n"), []);
}

#[test]
fn a_year_in_letters_gets_its_zero() {
    let text = "会议传达学习了在二 O 二三年春节团拜会上的重要讲话精神。\n";
    let right: Vec<_> = found(text).into_iter().map(|(_, right)| right).collect();
    assert!(right.iter().any(|it| it.contains("二〇二三")), "{right:?}");
}

#[test]
fn punctuation_is_left_alone_unless_it_is_asked_for() {
    let text = "会议指出,要抓好春耕生产,确保粮食安全。\n";
    assert_eq!(found(text), []);
    let source = SourceText::new(text);
    let options = Options {
        punctuation: true,
        ..Options::default()
    };
    let asked = corrections(&source, &Annotations::default(), options);
    assert_eq!(asked.len(), 2);
    assert!(asked.iter().all(|it| it.replacement == "，"));
}

/// Text of pieces that tempt the engine.
fn tempting() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "理",
        "理论",
        "\n",
        "\r\n",
        " ",
        "\u{3000}",
        "二 O 二三年",
        "１2",
        "O",
        "l",
        "，",
        ",",
        "民民生生",
        "the",
        "\u{fffd}",
        "\0",
        "𠮷",
        "○",
        "-",
        "。",
    ];
    proptest::collection::vec(proptest::sample::select(PIECES), 0..60)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever the text, suggestions lie in it, do not overlap, and change something.
    #[test]
    fn suggestions_can_always_be_applied(text in tempting()) {
        let source = SourceText::new(text.as_str());
        let options = Options { punctuation: true, ..Options::default() };
        let all = corrections(&source, &Annotations::default(), options);
        let mut free = 0;
        for it in &all {
            prop_assert!(source.contains(it.span) && !it.span.is_empty());
            prop_assert!(it.span.start().0 >= free);
            free = it.span.end().0;
            prop_assert_ne!(source.slice(it.span), it.replacement.as_str());
            prop_assert!((0.0..=1.0).contains(&it.evidence.score));
        }
    }
}
