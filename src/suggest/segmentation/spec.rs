//! Small pages that show what an editor may rely on.

use crate::model::evidence::Proposal;
use crate::model::line_break::BreakKind;
use crate::model::schema::Schema;
use crate::suggest::{Engine, propose};
use crate::text::source::SourceText;

fn proposal(text: &str) -> (SourceText, Proposal) {
    let source = SourceText::new(text);
    let engines = [Engine::Segmentation, Engine::LineBreaks];
    let found = propose(&source, &Schema::newspaper(), &engines, None);
    (source, found)
}

/// Each article as its roles and texts in reading order.
fn articles(text: &str) -> Vec<Vec<(String, String)>> {
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

fn roles(article: &[(String, String)]) -> Vec<&str> {
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
fn a_picture_with_a_headline_is_a_story() {
    let text = format!("▶ 雾散以后第一班渡轮载着菜农离开码头。\n\n{TWO_ITEMS}\n雾里的第一班渡轮\n");
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
工坐在一间教室里，从认图纸学起，
一共学四十个晚上。
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

const COLUMNS_IN_TURN: &str = "\
鱼灯又游进了巷子
歙县溪头村的鱼灯停了二十三年，今年正
月又游进了巷子。最大的一条长八米，竹
篾扎骨，棉纸糊身，肚子里点四十八支蜡
烛，要十二个壮年人才举得动。
扎灯的师傅叫汪水仙，七十四岁，村里会
破篾的只剩他一个。他的手艺是跟岳父学
的，岳父扎灯不画图，只用一根麻绳量，
头几寸、身几寸，全打成绳结。那根麻绳
在灶台上挂了二十三年，熏得漆黑，结却
一个没有散。

一口老井的体检单
淄川区峨庄片区有四百多口老井，哪口能
喝，哪口只能浇地，以前全凭老人一句话。
今年起，每口井都有了一张体检单，水位、
硝酸盐、大肠菌群，一项一项写得明白。
写单子的是三个退休的化学老师。领头的
孙耐冬教了三十六年中学化学，退休那天
把实验室要报废的两台比色计要了回来。
他说仪器旧是旧，测井水足够了，比舌头
准。

年轻人肯回来，是因为一段录像。在杭州
送外卖的汪小满翻出父亲留下的带子，看
见自己四岁那年骑在鱼背上，当晚就在同
乡群里问：谁还会举灯？一个星期，报名
的有六十一人，最远的从乌鲁木齐赶回来。
练灯比扎灯还难。鱼要游得活，十二个人
的步子得像一个人，打鼓的快半拍，鱼尾
就甩到墙上。头三夜撞破了五处棉纸，汪
水仙提着糨糊桶跟在后头补，补到第四夜，
他说，行了，鱼认得路了。

第一张不合格的单子贴在西石村。村里那
口井号称八百年没有干过，外地人专门开
车来打水。孙耐冬测出硝酸盐超标两倍，
村里人不信，说他砸招牌。他不争，提着
仪器当着大家的面又测了三遍，三遍都一
样。
后来找到了原因：井的上坡新建了一个养
鸡场，粪水顺着石缝往下渗。镇里让鸡场
铺了防渗膜，改了排水沟，井边立起一圈
石栏。过了五个月再测，数字降到了限值
以下，西石村敲锣打鼓把体检单换了一张
新的。
";

#[test]
fn columns_that_end_with_a_paragraph_go_on_where_the_subject_does() {
    let found = articles(COLUMNS_IN_TURN);
    let with = |word: &str| {
        let holds =
            |article: &&Vec<(String, String)>| article.iter().any(|(_, text)| text.contains(word));
        found.iter().find(holds).expect("an article")
    };
    assert_eq!(found.len(), 2);
    assert_eq!(with("游进了巷子"), with("鱼认得路了"));
    assert_eq!(with("体检单"), with("渗膜"));
    assert_ne!(with("鱼认得路了"), with("渗膜"));
}
