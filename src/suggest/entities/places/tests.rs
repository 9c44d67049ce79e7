//! What is a city in small sentences, and that nothing breaks.

use proptest::prelude::*;

use super::*;

/// The sentences with the cities that are found in brackets.
pub(super) fn marked(passages: &[&str]) -> String {
    let found = cities(passages, Gazetteer::builtin(), Names::builtin());
    let mut marked = Vec::new();
    for (passage, found) in passages.iter().zip(found) {
        let mut text = String::new();
        let mut last = 0;
        for it in found {
            text.push_str(&passage[last..it.range.start]);
            text.push_str(&format!("[{}]", &passage[it.range.clone()]));
            last = it.range.end;
        }
        text.push_str(&passage[last..]);
        marked.push(text);
    }
    marked.join("|")
}

/// Checks that exactly what stands in brackets is found.
fn check(sentences: &[&str]) {
    let wrong: Vec<_> = sentences
        .iter()
        .map(|wanted| (wanted.replace(['[', ']'], ""), wanted))
        .map(|(passage, wanted)| (marked(&[&passage]), wanted))
        .filter(|(got, wanted)| got != *wanted)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn names_with_their_suffix() {
    check(&[
        "[嘉峪关市]政协主席主持召开会议。",
        "政协[陇南市]委员会召开会议",
        "政协[礼县]委员会",
        "[白银市]委书记到[会宁县]委党校",
        "甘肃省[陇南市][两当县]的群众",
        "[临夏回族自治州][积石山保安族东乡族撒拉族自治县]",
        "立足[陇南]市情，服务[陇南]市民；[陇南市]民政局和[北京市]公安局",
        "到[积石山县]和[恩施州]考察",
        "在 [陇 南 市] 召开",
        "[蘭州市]政協主席",
    ]);
}

#[test]
fn words_that_only_look_like_names() {
    check(&[
        "全面建成小康县级标准",
        "政协和县委一起调研",
        "大家同心协力，心里平安踏实",
        "地里民乐声声，东方既白",
        "城关不止一处，和平路也不止一条",
        "建新城区还是修老城区",
        "全市各县区",
    ]);
}

#[test]
fn what_is_part_of_another_name() {
    check(&[
        "兰州大学举办培训班，兰州交通大学的学生",
        "端出一碗兰州牛肉面",
        "《礼县民俗》《人文武威》出版",
        "甘肃省、四川省和黄河",
        "[高台县]和平镇的街道",
        "金门高粱酒厂股份有限公司",
    ]);
}

#[test]
fn products_and_works_called_after_places() {
    check(&[
        "信阳毛尖、西峡香菇、吐鲁番葡萄干都在展销会上",
        "来自[绍兴]的黄酒，来自[金华]的火腿",
        "[韩城市]花椒大市场",
        "我在长春道住了四十年，汉中门也去过",
        "[安康]门诊部",
        "北京大学校长致辞",
        "[大同市]公安局[云冈区]分局",
    ]);
}

#[test]
fn words_before_an_office_are_no_counties() {
    check(&[
        "县委副书记、代县长作报告",
        "新任县委书记上任，某同志拟任县审计局局长",
        "山西[代县]的黄酒",
    ]);
}

#[test]
fn lists_help_their_members() {
    check(&[
        "[凤凰]、[古丈]也有跑友参加",
        "把[靖州]、[通道]、[芷江]三个自治县的做法印发",
        "[定西]的土豆、[静宁]的苹果、[岷县]的当归走出大山",
        "[仪征]旧称真州，[宝应]旧称安宜",
        "城东、城西两头跑",
    ]);
}

#[test]
fn banners_and_autonomous_counties_are_said_shortly() {
    check(&[
        "[东乌旗]旗长和[科左中旗]旗委书记",
        "中共[威宁自治县]县委书记",
        "红旗飘飘",
    ]);
}

#[test]
fn a_name_spaced_like_that_of_a_person_is_none() {
    check(&["（记者 应 县）讯", "在 [陇 南] 召 开"]);
}

#[test]
fn short_names_with_evidence() {
    check(&[
        "本报[陇南]讯（通讯员张三）1月29日，",
        "本报[朝阳]电　迎着朝阳",
        "[会宁]、[靖远]、[景泰]三县要抢抓农时",
        "[皇姑]、[铁西]两区已来取经",
        "[张掖][武威]两市",
        "湖北[十堰]、陕西[商洛]和[安康]三市",
        "[陇南]的水",
        "[永昌县]实施项目。在[永昌]召开会议",
    ]);
}

#[test]
fn the_page_says_what_a_short_name_means() {
    assert_eq!(
        marked(&[
            "[民乐]千亩油菜花开".replace(['[', ']'], "").as_str(),
            "民乐县的油菜花"
        ]),
        "[民乐]千亩油菜花开|[民乐县]的油菜花"
    );
    let found = cities(
        &["拉萨市城关区", "城关区的街道"],
        Gazetteer::builtin(),
        Names::builtin(),
    );
    let keys: Vec<_> = found
        .iter()
        .flatten()
        .filter_map(|it| it.key.as_deref())
        .collect();
    assert_eq!(keys, ["540100", "540102", "540102"]);
}

#[test]
fn places_that_no_gazetteer_has() {
    check(&[
        "四川省[青禾县]的农民",
        "[青禾县]政府召开会议。会后在[青禾县]调研",
        "明清时叫[伏羌县]",
        "上市公司和超市",
        "本报[青禾]讯　[青禾市]图书馆开门",
        "聚焦县委工作，围绕市政府部署",
    ]);
}

#[test]
fn every_mention_has_reasons_and_a_code() {
    let found = cities(&["本报陇南讯"], Gazetteer::builtin(), Names::builtin());
    let [it] = found.first().map(Vec::as_slice).unwrap_or_default() else {
        panic!("{found:?}")
    };
    assert_eq!(it.key.as_deref(), Some("621200"));
    assert!(it.score > 0.9 && it.score <= 1.0);
    assert_eq!(it.reasons.first().map(|it| it.cue), Some(Cue::Dateline));
}

proptest! {
    #[test]
    fn whatever_is_read_mentions_are_sound(
        passages in prop::collection::vec("([陇南市礼县和平区、两三州蘭縣 　\n《》讯本报]|城关|青海|大学|[a-z1。]|\\PC){0,40}", 0..4),
    ) {
        let passages: Vec<&str> = passages.iter().map(String::as_str).collect();
        let found = cities(&passages, Gazetteer::builtin(), Names::builtin());
        prop_assert_eq!(found.len(), passages.len());
        for (found, passage) in found.iter().zip(&passages) {
            let mut last = 0;
            for it in found {
                prop_assert!(last <= it.range.start && it.range.start < it.range.end);
                prop_assert!(passage.get(it.range.clone()).is_some());
                prop_assert!((0.0..=1.0).contains(&it.score));
                last = it.range.end;
            }
        }
    }
}
