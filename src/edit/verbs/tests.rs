//! Verbs read as a specification: a text, what is done, what the page says then.
//!
//! Positions are given by what they stand before: `at("乙")`. A page is printed
//! as one line per article, `1 headline[…] body[…]`, then furniture as `x[…]`.

mod parts;

use proptest::prelude::*;

use super::desk::Desk;
use super::{Outcome, Refusal, articles, entities, line_breaks, relations, segments};
use crate::edit::apply::{Ground, apply_changes};
use crate::edit::draft::Page;
use crate::edit::op::{Op, PageChange};
use crate::model::id::{Label, Role};
use crate::model::line_break::BreakKind;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

impl Desk {
    fn run(&mut self, verb: impl FnOnce(&Self) -> Outcome) -> &mut Self {
        let transaction = verb(self).unwrap();
        self.apply(&transaction);
        self
    }

    fn start(&mut self, needle: &str) -> &mut Self {
        self.run(|desk| articles::start(desk.page(), desk.at(needle), articles::Start::Line))
    }

    fn role(&mut self, needle: &str, role: &str) -> &mut Self {
        self.run(|desk| segments::set_role(desk.page(), desk.span(needle), &Role::from(role)))
    }

    fn assign(&mut self, needle: &str, number: usize) -> &mut Self {
        self.run(|desk| {
            let article = desk.annotations.article_by_number(number).unwrap().id;
            segments::assign(desk.page(), desk.span(needle), article)
        })
    }

    fn print(&self) -> String {
        let shown = |span| self.source.slice(span).replace('\n', "/");
        let mut lines: Vec<_> = self
            .annotations
            .articles()
            .zip(1..)
            .map(|(article, number)| {
                let parts = self.annotations.segments_of(article.id).map(|segment| {
                    format!(" {}[{}]", segment.role().unwrap(), shown(segment.span))
                });
                format!("{number}{}", parts.collect::<String>())
            })
            .collect();
        let loose = self
            .annotations
            .segments()
            .filter(|segment| segment.article().is_none());
        lines.extend(loose.map(|segment| format!("x[{}]", shown(segment.span))));
        lines.join("; ")
    }
}

#[test]
fn an_article_starts_at_the_line_of_the_caret() {
    let mut desk = Desk::new("甲一\n甲二\n\n乙一\n乙二\n");
    assert_eq!(desk.start("甲二").print(), "1 body[甲二//乙一/乙二]");
    assert_eq!(
        desk.start("一").print(),
        "1 body[甲一]; 2 body[甲二//乙一/乙二]"
    );
    assert_eq!(
        desk.start("乙一").print(),
        "1 body[甲一]; 2 body[甲二]; 3 body[乙一/乙二]"
    );
    let again = articles::start(desk.page(), desk.at("乙一"), articles::Start::Line);
    assert_eq!(again, Err(Refusal::AlreadyStarts));
}

#[test]
fn an_article_can_start_inside_a_line() {
    let mut desk = Desk::new("甲完。乙始");
    desk.start("甲")
        .run(|desk| articles::start(desk.page(), desk.at("乙"), articles::Start::Caret));
    assert_eq!(desk.print(), "1 body[甲完。]; 2 body[乙始]");
}

#[test]
fn starting_inside_an_article_takes_what_is_read_later_and_stands_below() {
    let mut desk = Desk::new("题\n甲\n节\n乙\n图");
    desk.start("题")
        .role("题", "headline")
        .role("节", "heading")
        .role("图", "caption");
    assert_eq!(
        desk.print(),
        "1 headline[题] body[甲] heading[节] body[乙] caption[图]"
    );
    assert_eq!(
        desk.start("节").print(),
        "1 headline[题] body[甲]; 2 heading[节] body[乙] caption[图]"
    );
}

#[test]
fn roles_put_segments_where_they_are_read() {
    let mut desk = Desk::new("▲图\n正文一\n小节\n正文二\n主题\n引题");
    desk.start("▲图")
        .role("▲图", "caption")
        .role("小节", "heading");
    desk.role("主题", "headline").role("引题", "kicker");
    assert_eq!(
        desk.print(),
        "1 kicker[引题] headline[主题] body[正文一] heading[小节] body[正文二] caption[▲图]"
    );
    desk.role("小节", "body");
    assert_eq!(
        desk.print(),
        "1 kicker[引题] headline[主题] body[正文一/小节/正文二] caption[▲图]"
    );
}

#[test]
fn a_role_without_an_article_is_refused() {
    let desk = Desk::new("甲\n乙");
    let refused = segments::set_role(desk.page(), desk.span("甲"), &Role::from("headline"));
    assert_eq!(refused, Err(Refusal::NoArticleHere));
}

#[test]
fn a_role_inside_the_flow_keeps_the_place_an_editor_gave() {
    let mut desk = Desk::new("甲\n乙\n丙");
    desk.start("甲").role("乙", "heading");
    desk.run(|desk| segments::nudge(desk.page(), desk.at("丙"), -1));
    assert_eq!(desk.print(), "1 body[甲] body[丙] heading[乙]");
    desk.role("丙", "dateline");
    assert_eq!(desk.print(), "1 body[甲] dateline[丙] heading[乙]");
}

#[test]
fn a_role_for_text_of_two_articles_is_refused() {
    let mut desk = Desk::new("甲\n乙");
    desk.start("甲").start("乙");
    let refused = segments::set_role(desk.page(), desk.span("甲\n乙"), &Role::from("headline"));
    assert_eq!(refused, Err(Refusal::SeveralArticles));
}

#[test]
fn line_ends_of_selected_lines_are_those_between_them() {
    let mut desk = Desk::new("甲\n乙\n丙");
    let two = desk.span("甲\n乙");
    desk.run(|desk| line_breaks::toggle(desk.page(), two, &|_| BreakKind::Para));
    let now: Vec<_> = desk.annotations.line_breaks().map(|b| b.line).collect();
    assert_eq!(now, [1]);
}

#[test]
fn any_range_can_be_assigned_and_its_old_article_keeps_the_rest() {
    let mut desk = Desk::new("甲一甲二\n乙一\n丙一丙二");
    desk.start("甲一").start("乙一").start("丙一");
    assert_eq!(
        desk.assign("甲二\n乙一\n丙一", 3).print(),
        "1 body[甲一]; 2 body[甲二/乙一/丙一丙二]"
    );
}

#[test]
fn scattered_text_is_read_in_the_order_of_the_page() {
    let mut desk = Desk::new("甲一\n乙\n甲二\n图");
    desk.start("甲一")
        .start("乙")
        .start("甲二")
        .start("图")
        .role("图", "caption");
    desk.assign("图", 2).assign("甲二", 1);
    assert_eq!(
        desk.print(),
        "1 body[甲一] body[甲二]; 2 body[乙] caption[图]"
    );
}

#[test]
fn furniture_is_cut_out_and_set_free_again() {
    let mut desk = Desk::new("甲\n栏目栏目\n乙");
    desk.start("甲")
        .run(|desk| segments::toggle_furniture(desk.page(), desk.span("栏目栏目")));
    assert_eq!(desk.print(), "1 body[甲] body[乙]; x[栏目栏目]");
    desk.run(|desk| segments::toggle_furniture(desk.page(), desk.span("栏目栏目")));
    assert_eq!(desk.print(), "1 body[甲] body[乙]");
    desk.assign("栏目栏目", 1);
    assert_eq!(desk.print(), "1 body[甲/栏目栏目/乙]");
}

#[test]
fn segments_join_the_article_above_and_articles_merge() {
    let mut desk = Desk::new("甲\n乙\n丙");
    desk.start("甲").start("乙").start("丙");
    desk.run(|desk| segments::join_above(desk.page(), desk.at("丙")));
    assert_eq!(desk.print(), "1 body[甲]; 2 body[乙/丙]");
    desk.run(|desk| articles::merge_above(desk.page(), desk.at("丙")));
    assert_eq!(desk.print(), "1 body[甲/乙/丙]");
    assert_eq!(
        articles::merge_above(desk.page(), desk.at("丙")),
        Err(Refusal::NothingAbove)
    );
}

#[test]
fn splitting_keeps_the_reading_order() {
    let mut desk = Desk::new("甲乙\n丙");
    desk.start("甲")
        .run(|desk| segments::split(desk.page(), desk.at("乙")));
    assert_eq!(desk.print(), "1 body[甲] body[乙/丙]");
    assert_eq!(
        segments::split(desk.page(), desk.at("甲")),
        Err(Refusal::NotInside)
    );
    desk.run(|desk| segments::nudge(desk.page(), desk.at("丙"), -1));
    assert_eq!(desk.print(), "1 body[乙/丙] body[甲]");
    assert_eq!(
        segments::nudge(desk.page(), desk.at("丙"), -1),
        Err(Refusal::NoFurther)
    );
}

#[test]
fn reordering_without_room_between_ranks_still_works() {
    let mut desk = Desk::new("甲\n乙\n丙");
    desk.start("甲").start("乙").start("丙");
    for _ in 0..100 {
        desk.run(|desk| {
            articles::move_to(
                desk.page(),
                desk.annotations.article_by_number(3).unwrap().id,
                1,
            )
        });
    }
    assert_eq!(desk.print(), "1 body[甲]; 2 body[乙]; 3 body[丙]");
}

#[test]
fn a_deleted_article_leaves_its_text_free() {
    let mut desk = Desk::new("甲\n乙");
    desk.start("甲").start("乙");
    desk.run(|desk| {
        articles::delete(
            desk.page(),
            desk.annotations.article_by_number(1).unwrap().id,
        )
    });
    assert_eq!(desk.print(), "1 body[乙]");
}

#[test]
fn a_mention_may_run_over_a_line_break_and_change_label_and_ends() {
    let mut desk = Desk::new("在嘉峪\n关市 开会");
    desk.run(|desk| entities::tag(desk.page(), desk.span("嘉峪\n关市 "), &Label::from("CITY")));
    let entity = desk.annotations.entities().next().unwrap().clone();
    assert_eq!(desk.source.slice(entity.span), "嘉峪\n关市");
    assert_eq!(
        entities::tag(desk.page(), entity.span, &Label::from("CITY")),
        Err(Refusal::AlreadySo)
    );
    desk.run(|desk| entities::tag(desk.page(), entity.span, &Label::from("OFFICIAL")));
    desk.run(|desk| entities::resize(desk.page(), entity.id, desk.span("嘉峪")));
    let now = desk.annotations.entities().next().unwrap();
    assert_eq!(
        (now.label.as_str(), desk.source.slice(now.span)),
        ("OFFICIAL", "嘉峪")
    );
    desk.run(|desk| entities::untag(desk.page(), &[entity.id]));
    assert_eq!(desk.annotations.entity_count(), 0);
}

#[test]
fn line_ends_toggle_over_blank_lines_but_not_after_the_last_text() {
    let mut desk = Desk::new("甲\n\n乙\n丙\n\n");
    let soft = |_: u32| BreakKind::Soft;
    let blank = Span::caret(CharOffset(2));
    desk.run(|desk| line_breaks::toggle(desk.page(), blank, &soft));
    assert_eq!(desk.annotations.line_break(1), Some(BreakKind::Para));
    let whole = desk.source.span();
    desk.run(|desk| line_breaks::toggle(desk.page(), whole, &|_| BreakKind::Para));
    let now: Vec<_> = desk
        .annotations
        .line_breaks()
        .map(|b| (b.line, b.kind))
        .collect();
    assert_eq!(now, [(1, BreakKind::Soft), (3, BreakKind::Soft)]);
    let last = Span::caret(desk.at("丙"));
    assert_eq!(
        line_breaks::toggle(desk.page(), last, &soft),
        Err(Refusal::NoLineBreak)
    );
}

/// One random deed; positions are taken modulo the length of the text.
fn deed(desk: &Desk, kind: u8, a: u32, b: u32) -> Outcome {
    let page = desk.page();
    let len = desk.source.len() + 1;
    let (a, b) = (CharOffset(a % len), CharOffset(b % len));
    let span = Span::between(a, b);
    let number = 1 + b.index() % desk.annotations.article_count().max(1);
    let article = page
        .annotations
        .article_by_number(number)
        .map(|article| article.id)
        .ok_or(Refusal::NoSuchArticle);
    let roles = ["kicker", "headline", "body", "caption"];
    let role = Role::from(roles[b.index() % roles.len()]);
    match kind % 14 {
        0 | 1 => articles::start(page, a, articles::Start::Line),
        2 => articles::start(page, a, articles::Start::Caret),
        3 => segments::assign(page, span, article?),
        4 | 5 => segments::set_role(page, span, &role),
        6 => segments::toggle_furniture(page, span),
        7 => segments::unassign(page, span),
        8 => segments::split(page, a),
        9 => segments::join_above(page, a),
        10 => articles::merge_above(page, a),
        11 => articles::nudge(page, article?, if b.0 % 2 == 0 { 1 } else { -1 }),
        12 => entities::tag(page, span, &Label::from("CITY")),
        _ => segments::nudge(page, a, if b.0 % 2 == 0 { 1 } else { -1 }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever an editor does: no two segments overlap, no article is empty,
    /// and undoing everything gives every earlier state back.
    #[test]
    fn undoing_everything_gives_the_page_back(
        text in "[甲乙丙 \\n]{1,40}",
        deeds in prop::collection::vec((any::<u8>(), any::<u32>(), any::<u32>()), 1..25),
    ) {
        let mut desk = Desk::new(&text);
        let mut done = Vec::new();
        for (kind, a, b) in deeds {
            let Ok(transaction) = deed(&desk, kind, a, b) else { continue };
            let before = desk.annotations.clone();
            desk.apply(&transaction);
            done.push((before, transaction));
            let spans: Vec<_> = desk.annotations.segments().map(|s| s.span).collect();
            prop_assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{spans:?}");
            prop_assert!(spans.iter().all(|&span| desk.source.trim(span) == Some(span)), "untrimmed {spans:?}");
            for article in desk.annotations.articles() {
                prop_assert!(desk.annotations.segments_of(article.id).next().is_some(), "empty article");
            }
        }
        for (before, transaction) in done.into_iter().rev() {
            desk.apply(&transaction.inverse());
            prop_assert_eq!(&desk.annotations, &before);
        }
    }
}

#[test]
fn relations_lead_as_the_schema_says_and_each_once() {
    let mut desk = Desk::new("甲市市长乙丙与丁县");
    for (name, label) in [("甲市", "CITY"), ("乙丙", "OFFICIAL"), ("丁县", "CITY")] {
        let span = desk.span(name);
        desk.run(|desk| entities::tag(desk.page(), span, &Label::from(label)));
    }
    let id = |desk: &Desk, name: &str| {
        desk.annotations
            .entities_in(desk.span(name))
            .next()
            .unwrap()
            .id
    };
    let [city, person, county] = ["甲市", "乙丙", "丁县"].map(|name| id(&desk, name));
    let fits = relations::fits(desk.page(), city, person);
    assert_eq!(fits.len(), 1);
    assert_eq!((fits[0].from, fits[0].to), (person, city));
    assert!(relations::fits(desk.page(), city, county).is_empty());
    assert!(relations::fits(desk.page(), person, person).is_empty());
    let wrong = relations::Fit {
        from: city,
        to: county,
        ..fits[0].clone()
    };
    let refused = relations::relate(desk.page(), &wrong).unwrap_err();
    assert_eq!(refused, Refusal::NoRelationFits);
    desk.run(|desk| relations::relate(desk.page(), &fits[0]));
    let again = relations::relate(desk.page(), &fits[0]).unwrap_err();
    assert_eq!(again, Refusal::AlreadySo);
    desk.run(|desk| relations::unrelate_last(desk.page(), city));
    assert_eq!(desk.annotations.relations().count(), 0);
    let none = relations::unrelate_last(desk.page(), city).unwrap_err();
    assert_eq!(none, Refusal::NoRelationHere);
}
