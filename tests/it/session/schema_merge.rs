//! Two labels become one: nothing is there twice unseen, and what was turned down stays
//! turned down.

use broadsheet::edit::label::{Deed, EditLabel};
use broadsheet::edit::op::{Change, Op, PageChange};
use broadsheet::edit::schema::{Moves, Name, SchemaEdit, Step};
use broadsheet::edit::transaction::Transaction;
use broadsheet::edit::verbs::authorities;
use broadsheet::jobs::Ticket;
use broadsheet::model::entity::{Attributes, Entity};
use broadsheet::model::id::EntityId;
use broadsheet::model::layer::Scope;
use broadsheet::model::rejection::{PROBLEMS, Rejection};
use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::session::schema::{SchemaOutcome, Survey};
use broadsheet::text::span::Span;

use super::{Story, expect_sound, view};

fn insert(session: &mut Session, op: Op) {
    let label = EditLabel::new(Deed::Other);
    session.apply(Transaction::new(label, vec![op])).unwrap();
}

fn mention(session: &mut Session, scope: Scope, label: &str) {
    let entity = Entity {
        id: EntityId::new(),
        span: Span::new(0, 3).unwrap(),
        label: label.into(),
        authority: None,
        attributes: Attributes::new(),
        parts: Vec::new(),
    };
    let change = PageChange::Entity(Change::Insert(entity));
    insert(session, Op::Page { scope, change });
}

fn reject(session: &mut Session, scope: Scope, fingerprint: &str) {
    let rejection = Rejection {
        scope,
        source: PROBLEMS,
        fingerprint: fingerprint.to_owned(),
        reason: String::new(),
        at: jiff::Timestamp::now(),
    };
    insert(session, Op::Rejection(Change::Insert(rejection)));
}

/// `INITIATIVE` becomes `CITY`.
fn merge(session: &mut Session) -> Survey {
    let before = Schema::newspaper();
    let mut after = before.clone();
    after.labels.retain(|it| it.id != "INITIATIVE");
    for relation in &mut after.relations {
        for end in relation.from.iter_mut().chain(&mut relation.to) {
            if end == "INITIATIVE" {
                "CITY".clone_into(end);
            }
        }
    }
    let mut moves = Moves::default();
    moves.rename(Name::Label("INITIATIVE".into()), "CITY");
    let edit = SchemaEdit {
        before,
        after,
        moves,
    };
    let surveyed = session.survey_schema(&edit, &Ticket::default()).unwrap();
    let outcome = session.change_schema(&edit, &Ticket::default()).unwrap();
    let SchemaOutcome::Changed(survey) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(Some(&survey), surveyed.as_ref());
    survey
}

#[test]
fn of_two_mentions_of_one_place_one_goes_and_undo_brings_it_back() {
    let (_story, mut session, scope) = Story::with_page();
    mention(&mut session, scope, "CITY");
    mention(&mut session, scope, "INITIATIVE");
    for label in ["CITY", "INITIATIVE"] {
        let record = authorities::record(&label.into(), "清江县").unwrap();
        insert(&mut session, Op::Authority(Change::Insert(record)));
    }
    let before = view(&mut session, scope);
    assert_eq!(before.1.len(), 2);
    let survey = merge(&mut session);
    let name = || Name::Label("CITY".into());
    let count = |wanted: Step| {
        let mut steps = survey.steps.iter();
        let found = steps.find(|(step, _)| *step == wanted);
        found.map(|(_, count)| (count.number.rows, count.number.records))
    };
    assert_eq!(count(Step::Twin(name())), Some((1, 0)));
    assert_eq!(count(Step::Namesake(name())), Some((0, 1)));
    assert_eq!(survey.rows(), 2);
    assert_eq!(survey.silenced, [Name::Label("INITIATIVE".into())]);
    assert_eq!(view(&mut session, scope).1, ["CITY:清江县"]);
    assert_eq!(session.authorities().count(), 2);
    expect_sound(&session);
    session.undo().unwrap();
    assert_eq!(view(&mut session, scope).1.len(), 2);
    expect_sound(&session);
    session.redo().unwrap();
    assert_eq!(view(&mut session, scope).1, ["CITY:清江县"]);
    expect_sound(&session);
}

#[test]
fn what_was_turned_down_is_followed_and_kept_in_entries_that_do_not_grow() {
    let (story, mut session, scope) = Story::with_page();
    for fingerprint in [
        "tag 0..3 INITIATIVE  {}",
        "tag 0..3 CITY  {}",
        "mixed-labels@清江县=INITIATIVE · OFFICIAL",
        "title INITIATIVE of 0..3",
    ] {
        reject(&mut session, scope, fingerprint);
    }
    let many = (0..2100).map(|at| {
        let record = authorities::record(&"INITIATIVE".into(), &format!("行动{at}"));
        Op::Authority(Change::Insert(record.unwrap()))
    });
    let label = EditLabel::new(Deed::Other);
    let records = Transaction::new(label, many.collect());
    session.apply(records).unwrap();
    merge(&mut session);
    let now = session.rejected(scope, PROBLEMS).unwrap();
    let now: Vec<&str> = now.iter().map(String::as_str).collect();
    assert_eq!(
        now,
        [
            "mixed-labels@清江县=CITY · OFFICIAL",
            "tag 0..3 CITY  {}",
            "title INITIATIVE of 0..3",
        ]
    );
    let file = rusqlite::Connection::open(story.project()).unwrap();
    let deed = Deed::ChangeSchema.as_str();
    let sql = "SELECT count(*) FROM journal WHERE deed = ?";
    let entries: u32 = file.query_row(sql, [deed], |row| row.get(0)).unwrap();
    assert_eq!(entries, 2);
    expect_sound(&session);
    session.undo().unwrap();
    assert_eq!(session.rejected(scope, PROBLEMS).unwrap().len(), 4);
    assert_eq!(**session.schema(), Schema::newspaper());
    expect_sound(&session);
}
