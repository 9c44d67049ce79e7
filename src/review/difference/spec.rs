//! Differences read as a specification: what two layers say, what is asked.
//!
//! A layer is written as a list of articles, each a list of `role[text]`; `x[text]`
//! is furniture.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, Options, Question, Theirs, by_confidence, difference};
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::correction::Correction;
use crate::model::entity::{Attributes, Entity};
use crate::model::evidence::{Cue, Evidence, OpenBlock, Proposal, Reason, Subject};
use crate::model::id::{ArticleId, CorrectionId, EntityId, Label, Role, SegmentId};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::review::accept::{accept, accept_choice};
use crate::review::bulk::Bulk;
use crate::review::samples::Desk;
use crate::text::source::SourceText;
use crate::text::span::Span;

const TEXT: &str = "主题甲\n正文甲一\n正文甲二\n图注甲\n图注乙\n主题乙\n正文乙一\n栏目\n栏目";

fn span(needle: &str) -> Span {
    let byte = TEXT.find(needle).unwrap();
    let start = TEXT[..byte].chars().count() as u32;
    Span::new(start, start + needle.chars().count() as u32).unwrap()
}

/// A layer of articles; `x` as a role makes furniture.
fn layer(articles: &[&[(&str, &str)]]) -> Annotations {
    let mut parts = Parts::default();
    for (list, number) in articles.iter().zip(1..) {
        let article = ArticleId::new();
        if list.iter().any(|(role, _)| *role != "x") {
            parts.articles.push(Article {
                id: article,
                rank: number * RANK_STEP,
                title: None,
                continues: None,
                attributes: Attributes::new(),
            });
        }
        for ((role, needle), place) in list.iter().zip(1..) {
            let place = Place::Article {
                article,
                rank: place * RANK_STEP,
                role: Role::from(*role),
            };
            parts.segments.push(Segment {
                id: SegmentId::new(),
                span: span(needle),
                place: if *role == "x" {
                    Place::Furniture
                } else {
                    place
                },
            });
        }
    }
    Annotations::from_parts(parts)
}

fn ask(mine: &Annotations, theirs: Theirs<'_>, options: &Options) -> Vec<Question> {
    let desk = Desk::new(TEXT, mine.clone());
    let none = BTreeSet::new();
    difference(&desk.source, &desk.schema, mine, theirs, options, &none)
}

/// What is asked: the kind, and the text of each place.
fn print(questions: &[Question]) -> Vec<String> {
    let source = SourceText::new(TEXT);
    let shown = |span: &Span| source.slice(*span).replace('\n', "/");
    let line = |question: &Question| {
        let places: Vec<_> = question.spans.iter().map(shown).collect();
        format!("{} {}", question.kind.name(), places.join(" + "))
    };
    questions.iter().map(line).collect()
}

const BODY: (&str, &str) = ("body", "正文甲一\n正文甲二");

#[test]
fn an_article_that_i_do_not_have_is_one_question() {
    let theirs = layer(&[&[("headline", "主题甲"), BODY], &[("headline", "主题乙")]]);
    let mine = Annotations::default();
    let asked = ask(&mine, Theirs::from(&theirs), &Options::suggestions());
    assert_eq!(
        print(&asked),
        [
            "new-article 主题甲 + 正文甲一/正文甲二",
            "new-article 主题乙"
        ]
    );
}

#[test]
fn captions_of_one_article_are_one_question_and_a_headline_is_another() {
    let theirs = layer(&[&[
        ("headline", "主题甲"),
        BODY,
        ("caption", "图注甲"),
        ("caption", "图注乙"),
    ]]);
    let mine = layer(&[&[BODY]]);
    let asked = ask(&mine, Theirs::from(&theirs), &Options::suggestions());
    assert_eq!(print(&asked), ["assign 主题甲", "assign 图注甲 + 图注乙"]);
    let mut desk = Desk::new(TEXT, mine);
    let transaction = accept(desk.page(), &theirs, &asked).unwrap();
    desk.apply(&transaction).unwrap();
    let article = desk.mine.articles().next().unwrap().id;
    let roles: Vec<_> = desk
        .mine
        .segments_of(article)
        .map(|s| s.role().unwrap().as_str())
        .collect();
    assert_eq!(roles, ["headline", "body", "caption", "caption"]);
}

#[test]
fn another_role_another_order_and_furniture_are_asked_each() {
    let theirs = layer(&[
        &[("headline", "主题甲"), BODY],
        &[("headline", "主题乙"), ("body", "正文乙一")],
        &[("x", "栏目\n栏目")],
    ]);
    let mine = layer(&[
        &[("body", "正文乙一"), ("headline", "主题乙")],
        &[("kicker", "主题甲"), BODY],
    ]);
    let asked = ask(&mine, Theirs::from(&theirs), &Options::suggestions());
    assert_eq!(
        print(&asked),
        [
            "role 主题甲",
            "article-order 主题甲",
            "order 主题乙",
            "furniture 栏目/栏目"
        ]
    );
}

/// A proposal only proposes; a colleague's silence is a statement.
#[test]
fn what_only_mine_has_is_asked_of_colleagues_alone() {
    let mine = layer(&[&[BODY], &[("headline", "主题乙")]]);
    let theirs = layer(&[&[BODY]]);
    let asked = ask(&mine, Theirs::from(&theirs), &Options::suggestions());
    assert_eq!(print(&asked), [""; 0]);
    let asked = ask(&mine, Theirs::from(&theirs), &Options::colleagues());
    assert_eq!(print(&asked), ["free 主题乙"]);
    assert!(matches!(&asked[0].kind, Kind::Free { whole: true, .. }));
}

/// Two segments of one role in a row, or one over both: nothing to bother about in
/// a proposal.
#[test]
fn cuts_are_asked_of_colleagues_alone() {
    let mine = layer(&[&[("body", "正文甲一"), ("body", "正文甲二")]]);
    let theirs = layer(&[&[BODY]]);
    let asked = ask(&mine, Theirs::from(&theirs), &Options::suggestions());
    assert_eq!(print(&asked), [""; 0]);
    let asked = ask(&mine, Theirs::from(&theirs), &Options::colleagues());
    assert_eq!(print(&asked), ["cut 正文甲一/正文甲二"]);
}

/// A proposal over `annotations` with line ends, each with its score.
fn proposal(annotations: &Annotations, breaks: &[(u32, BreakKind, f64)]) -> Proposal {
    let evidence = |&(line, _, score): &(u32, BreakKind, f64)| {
        let reasons = vec![Reason::new(Cue::OpenSentence)];
        (Subject::LineBreak(line), Evidence { score, reasons })
    };
    let line_break = |&(line, kind, _): &(u32, BreakKind, f64)| LineBreak { line, kind };
    Proposal {
        annotations: Annotations::from_parts(Parts {
            articles: annotations.articles().cloned().collect(),
            segments: annotations.segments().cloned().collect(),
            line_breaks: breaks.iter().map(line_break).collect(),
            ..Parts::default()
        }),
        evidence: breaks.iter().map(evidence).collect(),
        ..Proposal::default()
    }
}

#[test]
fn sure_line_ends_come_with_their_article_or_together_and_doubtful_ones_alone() {
    use BreakKind::{Para, Soft};
    let article = layer(&[&[("headline", "主题甲"), BODY]]);
    let breaks = [
        (1, Para, 0.99),
        (2, Soft, 0.95),
        (3, Para, 0.4),
        (6, Soft, 0.9),
    ];
    let theirs = proposal(&article, &breaks);
    let mine = Annotations::default();
    let asked = ask(&mine, Theirs::from(&theirs), &Options::suggestions());
    let Kind::NewArticle { line_breaks, .. } = asked[0].kind else {
        panic!("{asked:?}");
    };
    assert_eq!(line_breaks, 2);
    assert_eq!(print(&asked[1..]), ["line-breaks 二", "line-breaks 乙"]);
    let asked = ask(&article, Theirs::from(&theirs), &Options::suggestions());
    assert_eq!(
        print(&asked),
        ["line-breaks 甲 + 一", "line-breaks 二", "line-breaks 乙"]
    );
    // A question is as sure as its weakest part.
    assert_eq!(asked[0].score, Some(0.95));
    assert_eq!(asked[0].reasons, [Reason::new(Cue::OpenSentence)]);
    let mut by_score = asked.clone();
    by_confidence(&mut by_score);
    let scores: Vec<_> = by_score.iter().filter_map(|one| one.score).collect();
    assert_eq!(scores, [0.95, 0.9, 0.4]);
    assert_eq!(Bulk::Above(0.9).pick(&asked).len(), 2);
    assert_eq!(Bulk::In(span("正文甲二")).pick(&asked).len(), 1);
}

#[test]
fn equal_corrections_are_one_question() {
    let correction = |start: u32, len| Correction {
        id: CorrectionId::new(),
        span: Span::new(start, start + len).unwrap(),
        replacement: "版面".into(),
    };
    let (first, second) = (span("栏目"), span("栏目\n栏目"));
    let theirs = Annotations::from_parts(Parts {
        corrections: vec![
            correction(first.start().0, 2),
            correction(second.end().0 - 2, 2),
        ],
        ..Parts::default()
    });
    let mine = Annotations::default();
    let asked = ask(&mine, Theirs::from(&theirs), &Options::suggestions());
    assert_eq!(print(&asked), ["correct 栏目 + 栏目"]);
}

#[test]
fn of_a_mention_in_parts_only_these_are_in_question() {
    let parts = [span("主题甲"), span("甲二\n图注")];
    let mention = |label: &str| Entity {
        id: EntityId::new(),
        span: parts[0],
        parts: Vec::new(),
        label: Label::from(label),
        authority: None,
        attributes: Attributes::new(),
    };
    let split = mention("CITY").with_pieces(parts.to_vec()).unwrap();
    let whole = span("主题甲\n正文甲一\n正文甲二\n图注");
    let one = Annotations::from_parts(Parts {
        entities: vec![split],
        ..Parts::default()
    });
    let none = Annotations::default();
    for (mine, theirs) in [(&none, &one), (&one, &none)] {
        let asked = ask(mine, Theirs::from(theirs), &Options::colleagues());
        assert_eq!(asked[0].spans, [whole]);
        assert_eq!(asked[0].pieces(mine, theirs), parts);
    }
}

#[test]
fn open_text_goes_to_the_article_that_the_reviewer_chooses() {
    let theirs = layer(&[&[BODY], &[("headline", "主题乙")]]);
    let ids: Vec<_> = theirs.articles().map(|article| article.id).collect();
    let open = [OpenBlock {
        span: span("图注甲"),
        choices: vec![(ids[0], 0.5), (ids[1], 0.3), (ArticleId::new(), 0.1)],
    }];
    let evidence = BTreeMap::new();
    let theirs = Theirs {
        annotations: &theirs,
        evidence: Some(&evidence),
        open: &open,
    };
    let mut desk = Desk::new(TEXT, layer(&[&[BODY]]));
    let asked = ask(&desk.mine, theirs, &Options::suggestions());
    assert_eq!(print(&asked), ["choose 图注甲", "new-article 主题乙"]);
    // Nobody but the reviewer chooses.
    assert_eq!(print(&Bulk::All.pick(&asked)), ["new-article 主题乙"]);
    assert!(accept_choice(desk.page(), theirs.annotations, &asked[0], 2).is_err());
    // The second is not mine yet: it comes in whole.
    let transaction = accept_choice(desk.page(), theirs.annotations, &asked[0], 1).unwrap();
    desk.apply(&transaction).unwrap();
    assert_eq!(desk.mine.article_count(), 2);
    let second = desk.mine.articles().nth(1).unwrap().id;
    let roles: Vec<_> = desk
        .mine
        .segments_of(second)
        .map(|s| s.role().unwrap().as_str())
        .collect();
    assert_eq!(roles, ["headline", "body"]);
    assert_eq!(
        print(&ask(&desk.mine, theirs, &Options::suggestions())),
        [""; 0]
    );
}
