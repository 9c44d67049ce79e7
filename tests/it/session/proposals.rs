//! What engines propose stands beside what people do: it is replaced at each run, it
//! is in no history, and what was turned down stays turned down.

use broadsheet::edit::label::{Deed, EditLabel};
use broadsheet::edit::op::{Change, Op};
use broadsheet::model::annotations::Parts;
use broadsheet::model::article::{Article, Place, RANK_STEP, Segment};
use broadsheet::model::entity::Attributes;
use broadsheet::model::evidence::{Cue, Evidence, OpenBlock, Proposal, Reason, Subject};
use broadsheet::model::id::{ArticleId, Role, SegmentId};
use broadsheet::model::layer::{LayerKind, SUGGESTIONS_LAYER};
use broadsheet::model::line_break::{BreakKind, LineBreak};
use broadsheet::model::rejection::{PROBLEMS, Rejection};
use broadsheet::session::SessionError;
use broadsheet::session::check::salvage;

use super::*;

/// One article over the first two lines of [`PAGE`]; the rest is left open.
fn proposal() -> Proposal {
    let (article, segment) = (ArticleId::new(), SegmentId::new());
    let evidence = Evidence {
        score: 0.75,
        reasons: vec![Reason::about(Cue::SamePlace, "清江县")],
    };
    Proposal {
        annotations: Annotations::from_parts(Parts {
            articles: vec![Article {
                id: article,
                rank: RANK_STEP,
                title: None,
                continues: None,
                attributes: Attributes::new(),
            }],
            segments: vec![Segment {
                id: segment,
                span: Span::new(0, 13).unwrap(),
                place: Place::Article {
                    article,
                    rank: RANK_STEP,
                    role: Role::from("body"),
                },
            }],
            line_breaks: vec![LineBreak {
                line: 1,
                kind: BreakKind::Para,
            }],
            ..Parts::default()
        }),
        evidence: [(Subject::Segment(segment), evidence)].into(),
        open: vec![OpenBlock {
            span: Span::new(14, 19).unwrap(),
            choices: vec![(article, 0.5)],
        }],
        ..Proposal::default()
    }
}

fn rejection(scope: Scope, fingerprint: &str) -> Rejection {
    Rejection {
        scope,
        source: PROBLEMS,
        fingerprint: fingerprint.to_owned(),
        reason: "quoted as printed".to_owned(),
        at: jiff::Timestamp::now(),
    }
}

fn reject(session: &mut Session, rejection: Rejection) {
    let label = EditLabel::new(Deed::Other);
    let op = Op::Rejection(Change::Insert(rejection));
    session.apply(Transaction::new(label, vec![op])).unwrap();
}

#[test]
fn a_proposal_is_read_back_after_a_restart_and_replaced_by_the_next() {
    let (story, mut session, scope) = Story::with_page();
    let first = proposal();
    session
        .put_proposal(scope.document, first.clone(), "test 1")
        .unwrap();
    drop(session);
    let mut session = story.open();
    let read = session.load_proposal(scope.document).unwrap().unwrap();
    assert_eq!(*read, first);
    let second = proposal();
    session
        .put_proposal(scope.document, second.clone(), "test 2")
        .unwrap();
    let mut session = story.open();
    let read = session.load_proposal(scope.document).unwrap().unwrap();
    assert_eq!(*read, second);
    let maker = session.proposal_maker(scope.document).unwrap();
    assert_eq!(maker.as_deref(), Some("test 2"));
}

#[test]
fn proposals_are_in_no_history_and_leave_the_editors_work_alone() {
    let (_story, mut session, scope) = Story::with_page();
    let label = session.undo_label().cloned();
    let before = session.page(scope).unwrap().annotations.clone();
    session
        .put_proposal(scope.document, proposal(), "test")
        .unwrap();
    assert_eq!(session.undo_label(), label.as_ref());
    assert_eq!(session.load(scope).unwrap().annotations, before);
    assert_eq!(session.own_layers().count(), 1);
    assert_eq!(session.check(&Ticket::default()).unwrap(), []);
}

#[test]
fn another_session_sees_a_new_proposal() {
    let (story, mut session, scope) = Story::with_page();
    assert_eq!(session.load_proposal(scope.document).unwrap(), None);
    let mut other = story.open();
    other
        .put_proposal(scope.document, proposal(), "test")
        .unwrap();
    assert!(session.refresh().unwrap());
    assert!(session.load_proposal(scope.document).unwrap().is_some());
    let layer = session.layer_named(SUGGESTIONS_LAYER).unwrap();
    assert_eq!(layer.kind, LayerKind::Machine);
    assert!(!session.refresh().unwrap());
}

#[test]
fn nobody_edits_or_imports_into_the_layer_of_proposals() {
    let (_story, mut session, scope) = Story::with_page();
    session
        .put_proposal(scope.document, proposal(), "test")
        .unwrap();
    let layer = session.suggestions_layer().unwrap();
    let theirs = Scope { layer, ..scope };
    session.load(theirs).unwrap();
    let page = session.page(theirs).unwrap().look(session.schema());
    let start = articles::start(page, CharOffset(14), articles::Start::Line).unwrap();
    let error = session.apply(start).unwrap_err();
    assert!(matches!(error, SessionError::DerivedLayer(_)), "{error}");
    let error = session
        .layer_or_new(SUGGESTIONS_LAYER, LayerKind::Import)
        .unwrap_err();
    assert!(matches!(error, SessionError::DerivedLayer(_)), "{error}");
}

#[test]
fn a_rejection_survives_restarts_and_is_undone_like_any_edit() {
    let (story, mut session, scope) = Story::with_page();
    let one = rejection(scope, "two headlines 0..5");
    reject(&mut session, one.clone());
    drop(session);
    let mut session = story.open();
    assert_eq!(
        session.rejections(scope, PROBLEMS).unwrap(),
        std::slice::from_ref(&one)
    );
    session.undo().unwrap();
    assert_eq!(session.rejections(scope, PROBLEMS).unwrap(), []);
    session.redo().unwrap();
    assert_eq!(session.rejections(scope, PROBLEMS).unwrap(), [one]);
    assert_eq!(session.check(&Ticket::default()).unwrap(), []);
}

#[test]
fn salvage_leaves_proposals_behind_and_keeps_rejections() {
    let (story, mut session, scope) = Story::with_page();
    let one = rejection(scope, "two headlines 0..5");
    reject(&mut session, one.clone());
    session
        .put_proposal(scope.document, proposal(), "test")
        .unwrap();
    drop(session);
    let out = story.path("saved.broadsheet");
    salvage(&story.project(), &out).unwrap();
    let saved = Session::open(&out).unwrap();
    assert_eq!(saved.suggestions_layer(), None);
    assert_eq!(saved.rejections(scope, PROBLEMS).unwrap(), [one]);
    assert_eq!(saved.check(&Ticket::default()).unwrap(), []);
}

/// Engines propose roles and labels of the schema, so what they proposed for another
/// one is made anew.
#[test]
fn another_schema_makes_proposals_anew() {
    let (_story, mut session, scope) = Story::with_page();
    let suggest = |session: &mut Session| {
        let suggester = session.suggester(&[]).unwrap();
        session.suggest_for(scope.document, &suggester).unwrap()
    };
    assert!(suggest(&mut session).is_some());
    assert_eq!(suggest(&mut session), None, "nothing has changed");
    let before = Schema::clone(session.schema());
    let mut after = before.clone();
    after.roles.retain(|role| role.id != "byline");
    let label = EditLabel::new(Deed::SetStatus);
    let change = Op::Schema(Box::new(Change::Replace { before, after }));
    session
        .apply(Transaction::new(label, vec![change]))
        .unwrap();
    assert!(suggest(&mut session).is_some());
    assert_eq!(suggest(&mut session), None);
    session.undo().unwrap();
    assert!(
        suggest(&mut session).is_some(),
        "the schema of before again"
    );
}
