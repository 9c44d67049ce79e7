//! What reviewing has left behind when a part of it cannot be read.

use super::*;
use crate::model::id::LayerId;
use crate::model::rejection::Rejection;
use crate::store::reviews::{Decision, Verdict};
use crate::store::rows::NO_TIME;
use crate::store::salvage::salvage;
use crate::store::verify::Severity;

/// Times that are none.
const BROKEN: [&str; 4] = [
    "'yesterday'",
    "''",
    "'2024-02-31T08:00:00Z'",
    "CAST(x'ff' AS TEXT)",
];

/// A rejection and a decision whose times another program wrote.
fn with_times(store: &mut Store, at: &str) -> (Scope, LayerId) {
    let scope = import(store, "甲.txt", "甲乙丙丁戊己庚辛");
    let (source, now) = (LayerId::new(), jiff::Timestamp::now());
    let rejection = Rejection {
        scope,
        source,
        fingerprint: "tag 0..2 CITY  {}".to_owned(),
        reason: "why".to_owned(),
        at: now,
    };
    let op = Op::Rejection(Change::Insert(rejection));
    edit(store, Deed::Reject, vec![op]).unwrap();
    let decision = Decision {
        scope,
        source,
        what: "{}".to_owned(),
        verdict: Verdict::Rejected,
        score: None,
        author: "a".to_owned(),
        at: now,
    };
    store
        .write(|writer| writer.add_decision(&decision))
        .unwrap();
    let sql = format!("UPDATE rejection SET at = {at}; UPDATE decision SET at = {at}");
    store.connection.execute_batch(&sql).unwrap();
    (scope, source)
}

#[test]
fn a_rejection_counts_whatever_its_time_is() {
    for at in BROKEN {
        let mut store = project();
        let (scope, source) = with_times(&mut store, at);
        let rejections = store.rejections(scope, source).unwrap();
        let [rejection] = rejections.as_slice() else {
            panic!("{at}: {rejections:?}");
        };
        assert_eq!(rejection.fingerprint, "tag 0..2 CITY  {}");
        assert_eq!(rejection.reason, "why");
        assert_eq!(rejection.at, NO_TIME.parse().unwrap());
        assert_eq!(
            store.name_rows(|rows| rows.rejections()).unwrap(),
            rejections
        );
        let decisions = store.decisions(Some(scope.document)).unwrap();
        assert_eq!(decisions[0].verdict, Verdict::Rejected);
        assert_eq!(decisions[0].at, rejection.at);
    }
}

#[test]
fn a_rejection_without_time_can_get_another_name() {
    let mut store = project();
    let (scope, source) = with_times(&mut store, "'yesterday'");
    let before = store.rejections(scope, source).unwrap().remove(0);
    let after = Rejection {
        fingerprint: "tag 0..2 PLACE  {}".to_owned(),
        ..before.clone()
    };
    let ops = vec![
        Op::Rejection(Change::Remove(before)),
        Op::Rejection(Change::Insert(after.clone())),
    ];
    edit(&mut store, Deed::ChangeSchema, ops).unwrap();
    assert_eq!(store.rejections(scope, source).unwrap(), [after]);
}

#[test]
fn times_that_cannot_be_read_are_told_with_a_remedy_that_helps() {
    let folder = tempfile::tempdir().unwrap();
    for (number, at) in BROKEN.into_iter().enumerate() {
        let path = folder.path().join(format!("a{number}"));
        let out = folder.path().join(format!("b{number}"));
        let mut store = Store::create(&path, &Schema::newspaper()).unwrap();
        let (scope, source) = with_times(&mut store, at);
        let found = store.verify(|_, _| true).unwrap();
        let errors: Vec<_> = found
            .iter()
            .filter(|it| it.severity == Severity::Error && it.place == "甲.txt")
            .collect();
        assert_eq!(errors.len(), 2, "{at}: {found:?}");
        for (error, what) in errors.iter().zip(["rejections", "decisions"]) {
            let message = &error.message;
            assert!(
                message.contains(&format!("{what} cannot be read: 1")),
                "{message}"
            );
            assert!(message.contains("salvage"), "{message}");
        }
        store.close().unwrap();

        let report = salvage(&path, &out).unwrap();
        for table in ["rejection", "decision"] {
            let of = report.tables.iter().find(|it| it.table == table).unwrap();
            assert_eq!((of.kept, of.refused, of.emptied), (1, 0, 1), "{at} {table}");
            let told = format!("The times of 1 {table}s");
            assert!(
                report.notes.iter().any(|it| it.contains(&told)),
                "{report:?}"
            );
        }
        let new = Store::open(&out).unwrap();
        assert_eq!(new.rejections(scope, source).unwrap().len(), 1);
        let left = new.verify(|_, _| true).unwrap();
        let left: Vec<_> = left
            .iter()
            .filter(|it| it.severity == Severity::Error)
            .collect();
        assert!(left.is_empty(), "{at}: {left:?}");
    }
}
