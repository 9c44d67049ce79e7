//! Reviewing what another layer says: accepted, rejected, taken back.

use broadsheet::model::annotations::Parts;
use broadsheet::model::article::{Article, Place, RANK_STEP, Segment};
use broadsheet::model::document::Status;
use broadsheet::model::entity::Attributes;
use broadsheet::model::evidence::{Cue, Evidence, OpenBlock, Proposal, Reason, Subject};
use broadsheet::model::id::{ArticleId, LayerId, Role, SegmentId};
use broadsheet::model::layer::LayerKind;
use broadsheet::model::line_break::{BreakKind, LineBreak};
use broadsheet::review::bulk::Bulk;
use broadsheet::review::same::says_the_same;
use broadsheet::session::review::{Answer, Review};
use broadsheet::store::Store;
use broadsheet::store::reviews::Verdict;

use super::*;

/// Two articles over [`PAGE`], the second without its body, which is left open; new
/// ids each time.
fn proposal() -> Proposal {
    let articles = [ArticleId::new(), ArticleId::new()];
    let segment = |article: usize, rank: i64, role: &str, start, end| Segment {
        id: SegmentId::new(),
        span: Span::new(start, end).unwrap(),
        place: Place::Article {
            article: articles[article],
            rank: rank * RANK_STEP,
            role: Role::from(role),
        },
    };
    let segments = vec![
        segment(0, 1, "headline", 0, 5),
        segment(0, 2, "body", 6, 13),
        segment(1, 1, "headline", 14, 19),
    ];
    let sure = |score| Evidence {
        score,
        reasons: vec![Reason::about(Cue::SamePlace, "清江县")],
    };
    Proposal {
        evidence: [
            (Subject::Article(articles[0]), sure(0.9)),
            (Subject::Article(articles[1]), sure(0.6)),
            (Subject::LineBreak(2), sure(0.95)),
        ]
        .into(),
        annotations: Annotations::from_parts(Parts {
            articles: (1..)
                .zip(articles)
                .map(|(rank, id)| Article {
                    id,
                    rank: rank * RANK_STEP,
                    title: None,
                    continues: None,
                    attributes: Attributes::new(),
                })
                .collect(),
            segments,
            line_breaks: vec![LineBreak {
                line: 2,
                kind: BreakKind::Para,
            }],
            ..Parts::default()
        }),
        open: vec![OpenBlock {
            span: Span::new(20, 27).unwrap(),
            choices: vec![(articles[1], 0.7), (articles[0], 0.2)],
        }],
        ..Proposal::default()
    }
}

fn propose(session: &mut Session, scope: Scope) -> LayerId {
    session
        .put_proposal(scope.document, proposal(), "test")
        .unwrap();
    session.suggestions_layer().unwrap()
}

fn review(session: &mut Session, scope: Scope, source: LayerId) -> Review {
    session.review(scope.document, source).unwrap().unwrap()
}

/// The kinds and places of what is asked.
fn asked(review: &Review) -> Vec<String> {
    let print = |it: &broadsheet::review::difference::Question| {
        format!("{} {}", it.kind.name(), it.place())
    };
    review.questions.iter().map(print).collect()
}

#[test]
fn a_page_is_reviewed_question_by_question() {
    let (story, mut session, scope) = Story::with_page();
    let source = propose(&mut session, scope);
    let empty = view(&mut session, scope);
    let open = review(&mut session, scope, source);
    assert_eq!(
        asked(&open),
        ["new-article 0..5", "new-article 14..19", "choose 20..27"]
    );
    assert_eq!(open.questions[0].score, Some(0.9));
    for _ in 0..2 {
        let open = review(&mut session, scope, source);
        let first = &open.questions[..1];
        let done = session.review_accept(&open, first, Answer::Yes);
        assert!(done.unwrap().is_some());
    }
    let open = review(&mut session, scope, source);
    session
        .review_accept(&open, &open.questions, Answer::Choice(0))
        .unwrap();
    let full = view(&mut session, scope);
    assert_eq!(
        full.0,
        [
            "headline:清江县新闻|body:清江县开工了。",
            "headline:周文谈发展|body:周文到清江县。"
        ]
    );
    assert_eq!(asked(&review(&mut session, scope, source)).len(), 0);
    assert_eq!(document(&session, "a.txt").status, Status::InProgress);

    for _ in 0..3 {
        session.undo().unwrap().unwrap();
    }
    assert_eq!(view(&mut session, scope), empty);
    assert_eq!(
        asked(&review(&mut session, scope, source)),
        asked_at_first()
    );
    for _ in 0..3 {
        session.redo().unwrap().unwrap();
    }
    assert_eq!(view(&mut session, scope), full);
    expect_sound(&session);
    drop(session);
    let store = Store::open_read_only(&story.project()).unwrap();
    let decisions = store.decisions(Some(scope.document)).unwrap();
    assert_eq!(decisions.len(), 3);
    assert_eq!(decisions[0].score, Some(0.9));
    assert!(decisions[0].what.contains("\"kind\":\"new-article\""));
}

fn asked_at_first() -> [&'static str; 3] {
    ["new-article 0..5", "new-article 14..19", "choose 20..27"]
}

#[test]
fn what_was_rejected_does_not_come_back_unless_that_is_undone() {
    let (story, mut session, scope) = Story::with_page();
    let source = propose(&mut session, scope);
    let open = review(&mut session, scope, source);
    session
        .review_reject(&open, &open.questions[..1], "another page")
        .unwrap();
    // The line end that would have come with the article is asked by itself.
    let left = ["line-breaks 12..13", "new-article 14..19", "choose 20..27"];
    assert_eq!(asked(&review(&mut session, scope, source)), left);
    // A new run has new ids and says the same.
    propose(&mut session, scope);
    assert_eq!(asked(&review(&mut session, scope, source)), left);
    drop(session);
    let mut session = story.open();
    session.load(scope).unwrap();
    assert_eq!(asked(&review(&mut session, scope, source)), left);
    assert!(
        session
            .review_reject(&open, &open.questions[..1], "")
            .unwrap()
            .is_none()
    );
    session.undo().unwrap().unwrap();
    assert_eq!(
        asked(&review(&mut session, scope, source)),
        asked_at_first()
    );
    session.redo().unwrap().unwrap();
    assert_eq!(asked(&review(&mut session, scope, source)), left);
    expect_sound(&session);
    drop(session);
    let store = Store::open_read_only(&story.project()).unwrap();
    let decisions = store.decisions(None).unwrap();
    assert_eq!(decisions.len(), 1);
    assert_eq!(decisions[0].verdict, Verdict::Rejected);
}

#[test]
fn a_rejection_whose_time_is_garbled_locks_nothing() {
    let (story, mut session, scope) = Story::with_page();
    let source = propose(&mut session, scope);
    let first = review(&mut session, scope, source);
    session
        .review_reject(&first, &first.questions[..1], "why")
        .unwrap();
    let left = asked(&review(&mut session, scope, source));
    let file = rusqlite::Connection::open(story.project()).unwrap();
    let sql = "UPDATE rejection SET at = 'soon'; UPDATE decision SET at = 'soon'";
    file.execute_batch(sql).unwrap();
    let mut session = story.open();
    let again = review(&mut session, scope, source);
    assert_eq!(asked(&again), left, "turned down all the same");
    session.review_reject(&again, &again.questions, "").unwrap();
    assert_eq!(asked(&review(&mut session, scope, source)), [""; 0]);
    let found = session.check(&Ticket::default()).unwrap();
    let told = |it: &broadsheet::store::verify::Finding| {
        it.place == "a.txt" && it.message.contains("`broadsheet salvage`")
    };
    assert_eq!(found.iter().filter(|it| told(it)).count(), 2, "{found:?}");
}

#[test]
fn many_questions_are_one_step_of_undo() {
    let (_story, mut session, scope) = Story::with_page();
    propose(&mut session, scope);
    let empty = view(&mut session, scope);
    let sure = session.accept_suggestions(scope.document, Bulk::Above(0.8));
    assert_eq!(sure.unwrap(), 1);
    assert_eq!(view(&mut session, scope).0.len(), 1);
    session.undo().unwrap().unwrap();
    assert_eq!(view(&mut session, scope), empty);
    let all = session.accept_suggestions(scope.document, Bulk::All);
    assert_eq!(all.unwrap(), 2);
    assert_eq!(view(&mut session, scope).0.len(), 2);
    session.undo().unwrap().unwrap();
    assert_eq!(view(&mut session, scope), empty);
    assert!(session.undo().unwrap().is_some(), "only the import is left");
}

#[test]
fn a_colleagues_layer_is_reviewed_in_both_directions() {
    let (_story, mut session, scope) = Story::with_page();
    start_article(&mut session, scope, 0);
    tag(&mut session, scope, 0, 3, "CITY");
    let mine = scope.layer;
    let other = session
        .layer_or_new("colleague", LayerKind::Editor)
        .unwrap();
    session.set_layer(other).unwrap();
    let theirs = Scope {
        layer: other,
        ..scope
    };
    start_article(&mut session, theirs, 14);
    tag(&mut session, theirs, 14, 16, "OFFICIAL");
    session.set_layer(mine).unwrap();
    let open = review(&mut session, scope, other);
    assert!(open.questions.iter().all(|one| one.score.is_none()));
    let kinds: Vec<_> = open.questions.iter().map(|it| it.kind.name()).collect();
    assert_eq!(kinds, ["free", "untag", "tag"]);
    session
        .review_accept(&open, &open.questions, Answer::Yes)
        .unwrap();
    let source = session.page(scope).unwrap().source.clone();
    let [a, b] = [scope, theirs].map(|scope| {
        let page = session.load(scope).unwrap();
        page.annotations.clone()
    });
    assert!(says_the_same(&source, &a, &b));
    assert_eq!(asked(&review(&mut session, scope, other)).len(), 0);
    assert!(session.review(scope.document, mine).unwrap().is_none());
    expect_sound(&session);
}
