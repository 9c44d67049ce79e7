//! Reviewing what engines and colleagues say, by keyboard.

use broadsheet::model::annotations::{Annotations, Parts};
use broadsheet::model::article::{Article, Place, RANK_STEP, Segment};
use broadsheet::model::entity::Attributes;
use broadsheet::model::evidence::{Evidence, OpenBlock, Proposal, Subject};
use broadsheet::model::id::{ArticleId, Role, SegmentId};
use broadsheet::model::line_break::{BreakKind, LineBreak};
use broadsheet::session::Session;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

pub(super) const PAGE: &str =
    "▲图一\n\n正文甲一\n正文甲二\n\n正文乙一\n正文乙二\n\n主题乙\n栏目栏目\n";

/// Article 1 from 正文甲一, article 2 from 主题乙 and 正文乙; the caption is open.
pub(super) fn propose(desk: &Desk) {
    let ids = [ArticleId::new(), ArticleId::new()];
    let segment = |article: usize, rank: i64, role: &str, needle: &str| Segment {
        id: SegmentId::new(),
        span: desk.span(needle),
        place: Place::Article {
            article: ids[article],
            rank: rank * RANK_STEP,
            role: Role::from(role),
        },
    };
    let article = |(rank, id): (i64, ArticleId)| Article {
        id,
        rank: rank * RANK_STEP,
        title: None,
        continues: None,
        attributes: Attributes::new(),
    };
    let score = |score| Evidence {
        score,
        ..Evidence::default()
    };
    let furniture = Segment {
        id: SegmentId::new(),
        span: desk.span("栏目栏目"),
        place: Place::Furniture,
    };
    let evidence = [
        (Subject::Article(ids[0]), score(0.7)),
        (Subject::Article(ids[1]), score(0.92)),
        (Subject::Segment(furniture.id), score(0.97)),
        (Subject::LineBreak(3), score(0.95)),
        (Subject::LineBreak(6), score(0.5)),
    ];
    let proposal = Proposal {
        annotations: Annotations::from_parts(Parts {
            articles: (1..).zip(ids).map(article).collect(),
            segments: vec![
                segment(0, 1, "body", "正文甲一\n正文甲二"),
                segment(1, 1, "headline", "主题乙"),
                segment(1, 2, "body", "正文乙一\n正文乙二"),
                furniture,
            ],
            line_breaks: [(3, BreakKind::Soft), (6, BreakKind::Para)]
                .map(|(line, kind)| LineBreak { line, kind })
                .into(),
            ..Parts::default()
        }),
        evidence: evidence.into(),
        open: vec![OpenBlock {
            span: desk.span("▲图一"),
            choices: vec![(ids[0], 0.5), (ids[1], 0.4)],
        }],
        ..Proposal::default()
    };
    let mut session = Session::open(&desk.project).unwrap();
    let document = desk.app().view().unwrap().current.as_ref().unwrap();
    session
        .put_proposal(document.document.id, proposal, "test")
        .unwrap();
}

pub(super) fn desk() -> Desk {
    desk_of(&Setup::default())
}

pub(super) fn desk_of(setup: &Setup) -> Desk {
    let mut desk = setup.pages(&[("page.txt", PAGE)]);
    while desk.app().is_suggesting() {
        desk.settle();
    }
    propose(&desk);
    desk.keys(&["F5"]);
    desk
}

/// What is open, as it is named in the list.
pub(super) fn open(desk: &Desk) -> Vec<&'static str> {
    let view = desk.app().view().unwrap();
    view.review
        .walk()
        .flatten()
        .map(|question| question.kind.name())
        .collect()
}

#[test]
fn a_page_is_reviewed_without_touching_the_mouse() {
    let mut desk = desk();
    assert_eq!(
        open(&desk),
        [
            "choose",
            "new-article",
            "new-article",
            "line-breaks",
            "furniture"
        ]
    );
    desk.keys(&["Tab", "Enter"]);
    assert_eq!(desk.articles(), "1 body[正文甲一正文甲二]");
    assert_eq!(desk.page().annotations.line_break(3), Some(BreakKind::Soft));
    desk.keys(&["Enter", "Enter", "Enter"]);
    assert_eq!(open(&desk), ["choose"]);
    desk.keys(&["2"]);
    assert_eq!(
        desk.articles(),
        "1 body[正文甲一正文甲二]\n2 headline[主题乙] body[▲图一] body[正文乙一正文乙二]\nx[栏目栏目]"
    );
    assert_eq!(desk.page().annotations.line_break(6), Some(BreakKind::Para));
    assert!(desk.harness.query_by_label("All reviewed").is_some());
    desk.keys(&["Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z"]);
    assert_eq!(desk.articles(), "");
    assert_eq!(open(&desk).len(), 5);
}

#[test]
fn what_is_rejected_goes_and_stays_away() {
    let mut desk = desk();
    desk.keys(&["Tab", "Backspace"]);
    let left = [
        "choose",
        "line-breaks",
        "new-article",
        "line-breaks",
        "furniture",
    ];
    assert_eq!(open(&desk), left);
    assert_eq!(desk.articles(), "");
    propose(&desk);
    desk.settle();
    assert_eq!(open(&desk), left, "a new run says the same");
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(open(&desk).len(), 5, "undo brings it back");
}

#[test]
fn many_are_accepted_at_once_by_confidence_and_all() {
    let mut desk = desk();
    desk.keys(&["O"]);
    assert_eq!(
        open(&desk),
        [
            "furniture",
            "new-article",
            "new-article",
            "choose",
            "line-breaks"
        ]
    );
    desk.keys(&["Ctrl+Shift+A"]);
    assert_eq!(
        desk.articles(),
        "1 headline[主题乙] body[正文乙一正文乙二]\nx[栏目栏目]"
    );
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.articles(), "", "one step of undo");
    desk.keys(&["Shift+A"]);
    assert_eq!(open(&desk), ["choose"]);
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.articles(), "");
    // The least sure come first when most is to be taught.
    desk.keys(&["O"]);
    assert_eq!(
        open(&desk),
        [
            "choose",
            "line-breaks",
            "new-article",
            "new-article",
            "furniture"
        ]
    );
    desk.keys(&["O", "A"]);
}

#[test]
fn enter_in_mode_segment_accepts_what_is_proposed_under_the_caret() {
    let mut desk = desk();
    desk.keys(&["F2"]).caret("主题乙").keys(&["Enter"]);
    assert_eq!(desk.articles(), "1 headline[主题乙] body[正文乙一正文乙二]");
    desk.caret("栏目栏目").keys(&["Enter", "Enter"]);
    assert!(desk.articles().ends_with("x[栏目栏目]"));
}

#[test]
fn the_selection_is_accepted_as_one() {
    let mut desk = desk();
    desk.select("正文乙二\n\n主题乙\n栏目栏目")
        .keys(&["Shift+Enter"]);
    assert_eq!(
        desk.articles(),
        "1 headline[主题乙] body[正文乙一正文乙二]\nx[栏目栏目]"
    );
}

/// So large a page is compared by a job, while the window goes on.
#[test]
fn a_large_page_is_reviewed_when_the_comparison_is_there() {
    let lines: Vec<String> = (0..700).map(|n| format!("第{n}行")).collect();
    let text = lines.join("\n");
    let mut desk = Setup::default().pages(&[("large.txt", &text)]);
    while desk.app().is_suggesting() {
        desk.settle();
    }
    propose_lines(&desk, 0);
    desk.keys(&["F5"]);
    for answered in [0, 1] {
        let since = std::time::Instant::now();
        while open(&desk).len() + answered != 2 {
            assert!(since.elapsed().as_secs() < 30, "{:?}", open(&desk));
            desk.settle();
        }
        desk.keys(&["Enter"]);
    }
    assert_eq!(desk.page().annotations.segment_count(), 700);
}

/// Two articles, of the even and of the odd lines of the page from line `first` (from 0)
/// on, and their line ends.
pub(super) fn propose_lines(desk: &Desk, first: usize) {
    let source = desk.page().source.clone();
    let ids = [ArticleId::new(), ArticleId::new()];
    let articles = (1..).zip(ids).map(|(rank, id)| Article {
        id,
        rank: rank * RANK_STEP,
        title: None,
        continues: None,
        attributes: Attributes::new(),
    });
    let segments = (first..source.line_count()).map(|line| Segment {
        id: SegmentId::new(),
        span: source.line_span(line),
        place: Place::Article {
            article: ids[line % 2],
            rank: line as i64 * RANK_STEP,
            role: Role::from("body"),
        },
    });
    let line_breaks = (first as u32 + 1..source.line_count() as u32).map(|line| LineBreak {
        line,
        kind: BreakKind::Para,
    });
    let proposal = Proposal {
        annotations: Annotations::from_parts(Parts {
            articles: articles.collect(),
            segments: segments.collect(),
            line_breaks: line_breaks.collect(),
            ..Parts::default()
        }),
        ..Proposal::default()
    };
    let mut session = Session::open(&desk.project).unwrap();
    let document = desk.app().view().unwrap().current.as_ref().unwrap();
    session
        .put_proposal(document.document.id, proposal, "test")
        .unwrap();
}
