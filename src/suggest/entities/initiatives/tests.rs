//! What is found in small sentences, and what is not.

use proptest::prelude::*;

use super::*;

fn names(text: &str) -> Vec<String> {
    let found = initiatives(&[text]).into_iter().flatten();
    found.map(|it| text[it.range].to_owned()).collect()
}

#[test]
fn a_quoted_name_goes_on_to_its_noun() {
    for (text, name) in [
        ("扎实开展“三抓三促”行动和学习。", "“三抓三促”行动"),
        ("严格落实“第一议题”制度，学习新思想。", "“第一议题”制度"),
        (
            "开展“千站千室万名委员”联系服务界别群众行动，全市…",
            "“千站千室万名委员”联系服务界别群众行动",
        ),
        (
            "全县开展“党亲国好法大”教育实践活动专题调研",
            "“党亲国好法大”教育实践活动",
        ),
        ("推行“1+3+N”委员联系群众机制。", "“1+3+N”委员联系群众机制"),
        (
            "打造“陇中新风尚·有事好商量”“1+7”协商品牌体系，以专委会为依托",
            "“陇中新风尚·有事好商量”“1+7”协商品牌体系",
        ),
        ("围绕“十四五”规划实施情况开展监督", "“十四五”规划"),
        ("全市“三抓三促”行动推进会上获悉", "“三抓三促”行动"),
        ("列入海东“护苗工程”，区县跟进。", "“护苗工程”"),
        ("把陇南“1234”工作法同协商议事融合", "陇南“1234”工作法"),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
}

#[test]
fn names_without_marks_are_found() {
    for (text, name) in [
        ("扎实开展党纪学习教育，严格要求。", "党纪学习教育"),
        (
            "坚决扛牢学习贯彻习近平新时代中国特色社会主义思想主题教育政治责任",
            "学习贯彻习近平新时代中国特色社会主义思想主题教育",
        ),
        ("围绕乡村振兴战略建言资政", "乡村振兴战略"),
        ("先后实施三北防护林工程，压沙种树", "三北防护林工程"),
        ("积极开展结对关爱行动，联系群众", "结对关爱行动"),
        (
            "同时借助农村义务教育学生营养改善计划，配齐了消毒柜",
            "农村义务教育学生营养改善计划",
        ),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
}

#[test]
fn formulae_meetings_topics_and_the_like_are_no_initiatives() {
    for text in [
        "深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”",
        "胸怀“国之大者”，发挥“直通车”作用",
        "召开“助力文旅强市”双月协商座谈会",
        "协调推进“四个全面”战略布局",
        "这项活动很受欢迎，各项制度逐步完善，系列活动精彩",
        "印发《“十四五”县域普通高中发展提升行动计划》",
        "他说：“我们要行动。”",
        "用实际行动说话，重点工程进展顺利，开展志愿服务活动",
    ] {
        assert!(names(text).is_empty(), "{text}: {:?}", names(text));
    }
}

#[test]
fn a_name_is_found_again_without_its_noun() {
    let page = [
        "持续推进“书香政协”建设，",
        "以“书香政协”助推发展。",
        "读《“书香政协”纪实》",
    ];
    let counts: Vec<usize> = initiatives(&page).iter().map(Vec::len).collect();
    assert_eq!(counts, [1, 1, 0]);
}

proptest! {
    #[test]
    fn whatever_is_read_ranges_hold(text in "[“”《》三抓行动工程计划开展实施的等、，。 \n1+a]{0,60}") {
        for found in initiatives(&[&text, &text]) {
            let mut end = 0;
            for one in found {
                prop_assert!(text.get(one.range.clone()).is_some_and(|it| !it.is_empty()));
                prop_assert!(one.range.start >= end && (0.0..=1.0).contains(&one.score));
                end = one.range.end;
            }
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,40}", other in any::<String>()) {
        prop_assert_eq!(initiatives(&[&text, &other]).len(), 2);
    }
}
