//! Small pages that show what an editor may rely on.

use crate::model::evidence::Proposal;
use crate::model::line_break::BreakKind;
use crate::model::schema::Schema;
use crate::suggest::{Engine, propose};
use crate::text::source::SourceText;

pub(super) fn proposal(text: &str) -> (SourceText, Proposal) {
    let source = SourceText::new(text);
    let engines = [Engine::Segmentation, Engine::LineBreaks];
    let found = propose(&source, &Schema::newspaper(), &engines, None);
    (source, found)
}

/// Each article as its roles and texts in reading order.
pub(super) fn articles(text: &str) -> Vec<Vec<(String, String)>> {
    let (source, found) = proposal(text);
    let all = &found.annotations;
    let of_article = |article: &crate::model::article::Article| {
        all.segments_of(article.id)
            .map(|s| {
                let role = s.role().map_or("", |role| role.as_str());
                (role.to_owned(), source.slice(s.span).replace('\n', ""))
            })
            .collect()
    };
    all.articles().map(of_article).collect()
}

pub(super) fn roles(article: &[(String, String)]) -> Vec<&str> {
    article.iter().map(|(role, _)| role.as_str()).collect()
}

const TWO_ITEMS: &str = "\
本报青禾讯（通讯员 王某）3月2日，
青禾县的水渠通了水，四百户农家的
油菜田浇上了头一遍水，县水利局说
再过十天能浇完全县的油菜。

本报南坪讯（通讯员 赵某）3月3日，
南坪县的夜校开了课，木匠和电工坐
在一间教室里，从认图纸学起，一共
要学四十个晚上。

南坪县夜校开课教手艺

青禾县水渠通水浇油菜
";

#[test]
fn headlines_that_stand_apart_go_to_their_stories() {
    let found = articles(TWO_ITEMS);
    assert_eq!(found.len(), 2);
    assert_eq!(roles(&found[0]), ["headline", "dateline", "body"]);
    assert_eq!(found[0][0].1, "青禾县水渠通水浇油菜");
    assert_eq!(found[0][1].1, "本报青禾讯（通讯员 王某）3月2日，");
    assert_eq!(found[1][0].1, "南坪县夜校开课教手艺");
}

#[test]
fn every_break_inside_an_article_is_decided() {
    let (_, found) = proposal(TWO_ITEMS);
    let breaks: Vec<_> = found
        .annotations
        .line_breaks()
        .map(|b| (b.line, b.kind))
        .collect();
    let soft = [1, 2, 3, 6, 7, 8].map(|line| (line, BreakKind::Soft));
    assert_eq!(breaks, soft);
}

#[test]
fn captions_go_where_their_places_are_named() {
    let text = format!("▲ 南坪县夜校的木匠在认图纸。\n\n{TWO_ITEMS}");
    let found = articles(&text);
    let last = found[1].last().unwrap();
    assert_eq!(
        (last.0.as_str(), last.1.as_str()),
        ("caption", "▲ 南坪县夜校的木匠在认图纸。")
    );
}

#[test]
fn of_shadow_text_one_copy_stays() {
    let text = format!("{TWO_ITEMS}青禾县水渠通水浇油菜\n青禾县水渠通水浇油菜\n市市县县新新闻闻\n");
    let (source, found) = proposal(&text);
    let furniture: Vec<_> = found
        .annotations
        .segments()
        .filter(|s| s.article().is_none())
        .map(|s| source.slice(s.span))
        .collect();
    assert_eq!(
        furniture,
        [
            "青禾县水渠通水浇油菜",
            "青禾县水渠通水浇油菜",
            "市市县县新新闻闻"
        ]
    );
}

#[test]
fn a_sentence_cut_by_another_story_goes_on() {
    let text = "\
青禾县水渠通水浇油菜

　　青禾县的水渠通了水，四百户农
家的油菜田浇上了头一遍水，渠边的
水闸每天早上六点由闸工老秦打开，

南坪县夜校开课教手艺

　　南坪县的夜校开了课，木匠和电
工坐在一间教室里，从认图纸学起，
一共要学四十个晚上。

晚上八点再关上。老秦说，水渠比从
前听话，青禾县的油菜有福了。
";
    let found = articles(text);
    assert_eq!(found.len(), 2);
    assert_eq!(roles(&found[0]), ["headline", "body", "body"]);
    assert!(found[0][2].1.starts_with("晚上八点"));
}

#[test]
fn briefs_and_notes_of_continuation_are_taken_apart() {
    let text = "\
◆供热 青禾县城区的锅炉昨天点
火试压，比往年早八天，试压要留人。
◆站台 南坪县的十七个公交站台加
装了扶手，高度由老人定下（下转三版）
";
    let found = articles(text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0][0], ("headline".to_owned(), "◆供热".to_owned()));
    assert!(found[1][1].1.ends_with("老人定下"));
}

#[test]
fn headlines_piled_up_go_to_their_articles() {
    let text = TWO_ITEMS.replace(
        "南坪县夜校开课教手艺\n\n青禾县水渠通水浇油菜",
        "南坪县夜校开课教手艺\n青禾县水渠通水浇油菜",
    );
    let found = articles(&text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0][0].1, "青禾县水渠通水浇油菜");
    assert_eq!(found[1][0].1, "南坪县夜校开课教手艺");
}

#[test]
fn a_letter_and_its_answer_are_one_article() {
    let text = "\
小区门前的路灯灭了半年

编辑同志：小区东门外的路灯不亮了，放
学的孩子打着手电走路，没有人来看过一
眼，这几盏灯到底归谁管？
市民 柳 成荫
市城管局答复：
来信收悉，路灯尚未移交，我局已经抢
修电缆，路灯全部恢复照明，对给住户造
成的不便表示歉意。

青禾县水渠通水浇油菜

青禾县的水渠通了水，四百户农家的油
菜田浇上了头一遍水，县水利局说再过十
天能浇完全县的油菜。
";
    let found = articles(text);
    assert_eq!(found.len(), 2);
    assert_eq!(
        roles(&found[0]),
        ["headline", "body", "byline", "heading", "body"]
    );
}

#[test]
fn a_salutation_on_its_own_line_opens_a_letter() {
    let text = "\
编辑同志：
小区东门外的路灯不亮了，放学的孩子打
着手电走路，这几盏灯到底归谁管？
市民 柳 成荫
编辑同志：
东塬乡的水渠绕开了我家的油菜田，上下
两家都通了水，请问为什么？
村民 田 老根
";
    let found = articles(text);
    assert_eq!(found.len(), 2);
    for article in &found {
        assert!(article.iter().any(|part| part.1.starts_with("编辑同志")));
        assert_eq!(roles(article), ["body", "byline"]);
    }
}

#[test]
fn a_picture_with_a_headline_is_a_story() {
    let text = format!(
        "▶ 雾散以后第一班渡轮载着菜农离开码头。\n\n{TWO_ITEMS}\n第一班渡轮载着菜农穿过大雾\n"
    );
    let found = articles(&text);
    assert_eq!(found.len(), 3);
    let picture = found.iter().find(|article| article[0].1.contains("渡轮"));
    assert_eq!(roles(picture.unwrap()), ["headline", "caption"]);
}

#[test]
fn a_column_resumes_at_the_margin_after_another_story() {
    let text = "　　青禾县的水渠通了水，四百户农
家的油菜田浇上了头一遍水，渠边的
水闸由老秦打开。
　　老秦说，水渠比从前听话，到了晚
南坪县夜校开课教手艺
　　南坪县的夜校开了课，木匠和电
工坐在一间教室里。
　　四十个晚上里，两班人从认图纸学
起，学到能自己打一张桌子。
　　结业的那天晚上，木匠送给电工一
张凳子。
上八点他再把水闸关上，青禾县的油
菜有福了。
";
    let found = articles(text);
    let body = |at: usize| found[at].last().unwrap().1.clone();
    assert_eq!(found.len(), 2);
    assert!(body(0).starts_with("上八点") && body(1).starts_with("南坪县的夜校"));
}

#[test]
fn an_empty_page_has_no_proposal() {
    for text in ["", "\n \n\u{3000}\n"] {
        let (_, found) = proposal(text);
        assert!(found.annotations.is_empty() && found.open.is_empty());
    }
}

#[test]
fn columns_out_of_order_are_read_where_their_sentences_go_on() {
    let page = include_str!("../../../tests/it/fixtures/pages/columns-out-of-order.txt");
    let found = articles(page);
    let with = |words: &str| {
        let holds =
            |article: &Vec<(String, String)>| article.iter().any(|(_, text)| text.contains(words));
        found.iter().position(holds).expect("an article")
    };
    assert_eq!(with("农机部门当天调整了"), with("机收次序"));
    assert_eq!(with("她胖了十"), with("一斤，三百家店"));
    assert_eq!(with("区里没有装监"), with("控，在墙上"));
    assert_ne!(with("机收次序"), with("一斤，三百家店"));
    assert_ne!(with("控，在墙上"), with("一斤，三百家店"));
}
