//! What is suggested for made-up pages, kind by kind, and what must not be.

use proptest::prelude::*;

use super::*;
use crate::model::annotations::Parts;
use crate::model::article::{Article, Place, Segment};
use crate::model::entity::Attributes;
use crate::model::evidence::Cue;
use crate::model::id::{ArticleId, SegmentId};

/// A layout in which each line is what stands before the `|` of it, or unknown.
fn page(marked: &str) -> (SourceText, Annotations) {
    let article = ArticleId::new();
    let (mut text, mut segments, mut start) = (String::new(), Vec::new(), 0);
    for line in marked.split('\n') {
        let (role, line) = line.split_once('|').unwrap_or(("", line));
        let end = start + u32::try_from(line.chars().count()).unwrap();
        let place = match role {
            "" => None,
            "furniture" => Some(Place::Furniture),
            role => Some(Place::Article {
                article,
                rank: i64::from(start),
                role: role.into(),
            }),
        };
        if let Some(place) = place {
            let (id, span) = (SegmentId::new(), Span::new(start, end).unwrap());
            segments.push(Segment { id, span, place });
        }
        text.push_str(line);
        text.push('\n');
        start = end + 1;
    }
    let whole = Article {
        id: article,
        rank: 0,
        title: None,
        continues: None,
        attributes: Attributes::new(),
    };
    let layout = Annotations::from_parts(Parts {
        articles: vec![whole],
        segments,
        ..Parts::default()
    });
    (SourceText::new(text), layout)
}

fn found_with(marked: &str, options: Options) -> Vec<(String, String)> {
    let (source, layout) = page(marked);
    corrections(&source, &layout, options)
        .into_iter()
        .map(|it| (source.slice(it.span).to_owned(), it.replacement))
        .collect()
}

fn assert_corrects(marked: &str, raw: &str, meant: &str) {
    let found = found_with(marked, Options::default());
    assert_eq!(found, [(raw.to_owned(), meant.to_owned())], "{marked}");
}

fn assert_leaves(marked: &str) {
    let found = found_with(marked, Options::default());
    assert!(found.is_empty(), "{marked}: {found:?}");
}

#[test]
fn a_character_doubled_over_a_line_end_is_one() {
    assert_corrects("棚子里的温度很低，夜里\n里降到零度以下", "里\n里", "里");
    assert_corrects("统计局\n\n觉\n觉得蹊跷，上门去问", "觉\n觉", "觉");
    assert_corrects("the mayor of the\nthe town spoke", "the\nthe", "the");
    assert_corrects("er kam aus dem\ndem Rathaus", "dem\ndem", "dem");
}

#[test]
fn what_the_language_doubles_stays() {
    for text in [
        "他们天\n天都到河边去",
        "他往\n往很晚回家",
        "他刚\n刚回到家里",
        "孩子的妈\n妈在城里",
        "机关工作\n作风持续好转",
        "区医保局\n局长到会",
        "提出的建议一条\n条都有回音",
        "让老人也能顺\n顺当当看病",
        "he said that\nthat man had left",
        "die Frau, die\ndie Stadt kannte",
        "vous\nvous levez",
        "the 20\n20 men",
    ] {
        assert_leaves(text);
    }
}

#[test]
fn the_page_tells_what_was_doubled_wrongly() {
    let text = "用党的创新理论武装头脑，指导实践\n全面加强思想理\n理武装，不断学习";
    assert_corrects(text, "理\n理武装", "理论武装");
}

#[test]
fn doubling_inside_a_line_needs_more() {
    assert_corrects("subheadline|——市总工会亮点工工作巡礼", "工工", "工");
    assert_corrects(
        "subheadline|——政协定边县委委员会工作综述",
        "县委委员会",
        "县委员会",
    );
    for text in [
        "人人都说好",
        "市委委员会议今天召开",
        "各项工作作风",
        "哈哈哈哈",
        "妈妈说常常去看看",
    ] {
        assert_leaves(text);
    }
}

#[test]
fn doubled_heads_are_one() {
    for role in ["headline", "furniture", "kicker"] {
        assert_corrects(
            &format!("{role}|与春天同行与春天同行"),
            "与春天同行与春天同行",
            "与春天同行",
        );
    }
    assert_corrects(
        "headline|高高原原图图书书驼驼队队",
        "高高原原图图书书驼驼队队",
        "高原图书驼队",
    );
    assert_corrects("furniture|要要闻闻", "要要闻闻", "要闻");
    let without = Options {
        furniture: false,
        ..Options::default()
    };
    assert!(found_with("furniture|与春天同行与春天同行", without).is_empty());
    for text in [
        "headline|高高兴兴",
        "headline|研究研究",
        "furniture|1234 1234",
        "furniture|————————",
        "furniture|+ + + +",
        "body|与春天同行与春天同行",
    ] {
        assert_leaves(text);
    }
}

#[test]
fn letter_spaced_text_is_joined() {
    assert_corrects(
        "body|谈心谈话，凝聚\nbody|共 识 ，努 力 营 造 环 境",
        "共 识 ，努 力 营 造 环 境",
        "共识，努力营造环境",
    );
    assert_corrects("headline|关于征地的公 告", "公 告", "公告");
    assert_corrects("headline|東 京 の 夜 は", "東 京 の 夜 は", "東京の夜は");
    assert_corrects(
        "headline|2 0 2 3 年 春 节",
        "2 0 2 3 年 春 节",
        "2023年春节",
    );
}

#[test]
fn couplets_keep_the_gap_between_their_halves() {
    let halves = |role: &str, gap: &str| {
        let text = format!("{role}|一 声 锣 响 齐 上 山{gap}一 口 大 锅 暖 人 心");
        found_with(&text, Options::default())
            .into_iter()
            .map(|(_, meant)| meant)
            .collect::<Vec<_>>()
    };
    for (role, gap) in [
        ("kicker", " "),
        ("kicker", "   "),
        ("kicker", "\u{3000}"),
        ("headline", " "),
    ] {
        assert_eq!(
            halves(role, gap),
            ["一声锣响齐上山", "一口大锅暖人心"],
            "{gap:?}"
        );
    }
    assert_leaves("kicker|坚定站位强定力 团结民主聚合力");
}

#[test]
fn spaces_that_are_meant_stay() {
    for text in [
        "dateline|本报两当讯（通讯员罗 琼）1 月 29 日，",
        "byline|本报记者 陈 静 文/图",
        "caption|春播时节 陈 静 摄",
        "caption|春水 资 水 摄",
        "body|（谷 雨）",
        "body|提出建议 1000 多条，组织 110 余次",
        "body|（通讯员 闸 北）汉川涵闸经过整修",
        "body|宁南县读者 桑 园",
        "furniture|版式：松 桃 校对：石 阡",
        "body|队 名 胜 平 负\nbody|红河 3 1 0\nbody|黑河 0 1 3",
        "headline|重视学习 提升履职能力",
        "headline|人 民",
    ] {
        let found = found_with(text, Options::default());
        let expected = usize::from(text.ends_with("人 民"));
        assert_eq!(found.len(), expected, "{text}: {found:?}");
    }
}

#[test]
fn numerals_lose_their_letters() {
    assert_corrects("在二 O 二三年春节", "二 O 二三年", "二〇二三年");
    assert_corrects("一九八o年代的报纸", "一九八o年", "一九八〇年");
    assert_corrects("二○○八年", "二○○八年", "二〇〇八年");
    assert_corrects("第一O五号文件", "O", "〇");
    assert_corrects("于2O23年3月", "2O23", "2023");
    assert_corrects("l998年建成", "l998", "1998");
    assert_corrects("共有１2台", "１2", "12");
    for text in [
        "二〇二三年",
        "2023年",
        "１２台",
        "O型血",
        "一年OO后",
        "CO2排放",
        "第3版",
        "iPhone l2",
        "A4纸",
        "I月",
    ] {
        assert_leaves(text);
    }
}

#[test]
fn characters_that_look_alike_are_told_by_their_words() {
    assert_corrects("历史谛造了今天的城市", "谛", "缔");
    assert_corrects("他把机器白己修好了", "白", "自");
    for text in [
        "子曰学而时习之",
        "已经到了",
        "自己动手",
        "天上的白云",
        "他进入会场",
        "末班车",
        "人民大会",
    ] {
        assert_leaves(text);
    }
}

#[test]
fn punctuation_is_corrected_only_on_demand() {
    let text = "近年来,市里坚持“学习”,很好. 3,000人, see: you";
    assert_leaves(text);
    let options = Options {
        punctuation: true,
        ..Options::default()
    };
    let found: Vec<_> = found_with(text, options)
        .into_iter()
        .map(|it| it.1)
        .collect();
    assert_eq!(found, ["，", "，"]);
}

#[test]
fn unreadable_characters_are_left_to_an_editor() {
    assert_leaves("全面加\u{fffd}\n\u{fffd}强党的建设\u{fffd}\u{fffd}");
}

#[test]
fn every_suggestion_says_why() {
    let (source, layout) = page("headline|与春天同行与春天同行\n二 O 二三年的夜里\n里降到零度以下");
    let found = corrections(&source, &layout, Options::default());
    let cues: Vec<_> = found.iter().map(|it| it.evidence.reasons[0].cue).collect();
    assert_eq!(cues, [Cue::Doubled, Cue::Typography, Cue::Doubled]);
    assert!(
        found
            .iter()
            .all(|it| it.evidence.score > 0.5 && it.evidence.score <= 1.0)
    );
}

#[test]
fn a_correction_does_not_leave_its_segment() {
    assert!(
        found_with(
            "headline|统计局觉\nbody|觉得蹊跷，上门去问",
            Options::default()
        )
        .is_empty()
    );
}

#[test]
fn a_run_takes_in_the_neighbour_that_makes_a_word_with_it() {
    assert_corrects(
        "body|坚持凝聚思 想 共 识 ，努 力",
        "思 想 共 识 ，努 力",
        "思想共识，努力",
    );
    assert_corrects("headline|白银讯 一 声 锣 响", "一 声 锣 响", "一声锣响");
}

proptest! {
    #[test]
    fn hostile_pages_give_sound_suggestions(
        text in "[天理论武装工作市委员会一二OoO0１12年 \u{3000}\n\r,，。（）a𠮷々の\u{fffd}\0]{0,160}",
        cuts in prop::collection::vec(0_u32..160, 0..8),
        punctuation: bool,
    ) {
        let source = SourceText::new(text);
        let mut cuts: Vec<u32> = cuts.into_iter().filter(|&at| at <= source.len()).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let segments = cuts.windows(2).map(|pair| Segment {
            id: SegmentId::new(),
            span: Span::new(pair[0], pair[1]).unwrap(),
            place: Place::Furniture,
        });
        let layout = Annotations::from_parts(Parts { segments: segments.collect(), ..Parts::default() });
        let found = corrections(&source, &layout, Options { punctuation, furniture: true });
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        for it in &found {
            prop_assert!(!it.span.is_empty() && source.contains(it.span));
            prop_assert!(source.slice(it.span) != it.replacement);
            prop_assert!((0.0..=1.0).contains(&it.evidence.score));
            prop_assert!(!it.evidence.reasons.is_empty());
            prop_assert!(layout.segments_in(it.span).all(|segment| segment.span.covers(it.span)));
        }
        prop_assert_eq!(found, corrections(&source, &layout, Options { punctuation, furniture: true }));
    }
}
