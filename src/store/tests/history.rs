//! The journal: nothing in it changes, and it knows what can be undone.

use super::*;
use crate::edit::transaction::Focus;
use crate::store::journal::{EntryKind, JournalState};

fn nothing(deed: Deed) -> Transaction {
    Transaction::new(EditLabel::new(deed), Vec::new())
}

#[test]
fn undo_and_redo_walk_the_same_way_as_two_stacks() {
    let mut store = project();
    let mut did = |kind| record(&mut store, kind, &nothing(Deed::Tag)).unwrap();
    let (a, b) = (did(NewKind::Edit), did(NewKind::Edit));
    let undo_b = did(NewKind::Undo { of: b });
    let undo_a = did(NewKind::Undo { of: a });
    let redo_a = did(NewKind::Redo { of: undo_a });
    let state = store.journal_state().unwrap();
    assert_eq!(
        state,
        JournalState {
            last: Some(redo_a),
            undo_top: Some(redo_a),
            redo_top: Some(undo_b)
        }
    );
    // A new edit forgets what could be redone; what was redone can be undone again.
    let mut did = |kind| record(&mut store, kind, &nothing(Deed::Tag)).unwrap();
    let c = did(NewKind::Edit);
    did(NewKind::Undo { of: c });
    let undo_a = did(NewKind::Undo { of: redo_a });
    let state = store.journal_state().unwrap();
    assert_eq!((state.undo_top, state.redo_top), (None, Some(undo_a)));
}

#[test]
fn only_what_comes_next_can_be_undone() {
    let mut store = project();
    let a = record(&mut store, NewKind::Edit, &nothing(Deed::Tag)).unwrap();
    record(&mut store, NewKind::Edit, &nothing(Deed::Tag)).unwrap();
    for kind in [
        NewKind::Undo { of: a },
        NewKind::Redo { of: a },
        NewKind::Undo { of: 99 },
    ] {
        let error = record(&mut store, kind, &nothing(Deed::Tag)).unwrap_err();
        assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    }
}

#[test]
fn an_entry_comes_back_with_everything() {
    let mut store = project();
    let scope = import(&mut store, "a.txt", "甲乙丙");
    let transaction = Transaction {
        label: EditLabel::new(Deed::Tag).times(3).about("城市 \"CITY\""),
        ops: vec![tag(scope, entity(0, 1, "CITY"))],
        focus: Some(Focus {
            document: scope.document,
            before: span(0, 0),
            after: span(0, 1),
        }),
    };
    let (gesture, at) = (
        GestureId::new(),
        "2024-02-29T23:59:59.999Z".parse().unwrap(),
    );
    let seq = store
        .write(|writer| {
            writer.apply(&transaction.ops[0])?;
            writer.append(&NewEntry {
                gesture,
                kind: NewKind::Edit,
                author: "罗",
                at,
                transaction: &transaction,
            })
        })
        .unwrap();
    let entry = store.entry(seq).unwrap();
    assert_eq!(entry.transaction, transaction);
    assert_eq!(
        (entry.gesture, entry.kind, entry.author.as_str()),
        (gesture, EntryKind::Edit, "罗")
    );
    assert_eq!((entry.at, entry.below), (at, Some(1)));
    let history = store.history(None, 10).unwrap();
    assert_eq!(history.iter().map(|e| e.seq).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(history[0].label, transaction.label);
    assert_eq!(history[0].focus, transaction.focus);
    assert_eq!(store.history(Some(2), 10).unwrap()[0].seq, 1);
    assert_eq!(store.entry_summary(seq).unwrap(), history[0]);
}

#[test]
fn entries_can_be_neither_changed_nor_deleted_nor_replaced() {
    let mut store = project();
    import(&mut store, "a.txt", "甲");
    for sql in [
        "UPDATE journal SET author = 'somebody else'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal (seq, gesture, kind, author, at, deed, count, subject, \
         version, ops) VALUES (1, zeroblob(16), 'edit', '', '', '', 1, '', 1, '[]')",
    ] {
        let error = store.connection.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    assert_eq!(store.entry(1).unwrap().author, "tester");
}

#[test]
fn entries_of_a_newer_program_are_named() {
    let mut store = project();
    record(&mut store, NewKind::Edit, &nothing(Deed::Tag)).unwrap();
    store
        .connection
        .execute_batch(
            "INSERT INTO journal (gesture, kind, author, at, deed, count, subject, version, ops) \
             VALUES (zeroblob(16), 'edit', 'x', '2030-01-01T00:00:00.000Z', 'fold', 1, '', 4, '{}')",
        )
        .unwrap();
    let error = store.entry(2).unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::NewerEntry {
                seq: 2,
                version: 4,
                ..
            }
        ),
        "{error}"
    );
    // It is still listed.
    assert_eq!(store.history(None, 1).unwrap()[0].label.deed, Deed::Other);
    assert!(store.replay().any(|op| op.is_err()));
}

#[test]
fn a_garbled_entry_is_damage_and_no_panic() {
    let store = project();
    for ops in [
        "",
        "[{\"page\":{}}]",
        "[{\"layer\":{\"add\":{\"id\":\"zz\"}}}]",
        "[[[[",
        "{\"v\":1}",
    ] {
        store
            .connection
            .execute(
                "INSERT INTO journal (gesture, kind, author, at, deed, count, subject, version, ops) \
                 VALUES (zeroblob(16), 'edit', 'x', '2030-01-01T00:00:00Z', 'tag', 1, '', 1, ?)",
                [ops],
            )
            .unwrap();
        let last = store.journal_state().unwrap().last.unwrap();
        let error = store.entry(last).unwrap_err();
        assert!(
            matches!(error, StoreError::Damaged { .. }),
            "{ops}: {error}"
        );
    }
}

#[test]
fn the_json_of_an_edit_is_short_and_readable() {
    let mut store = project();
    let scope = import(&mut store, "a.txt", "甲乙丙");
    let name = entity(0, 2, "CITY");
    edit(
        &mut store,
        Deed::Tag,
        vec![tag(scope, name.clone()), tag(scope, entity(2, 3, "CITY"))],
    )
    .unwrap();
    let json: String = store
        .connection
        .query_row("SELECT ops FROM journal WHERE seq = 2", [], |row| {
            row.get(0)
        })
        .unwrap();
    let start = format!(
        "[{{\"page\":{{\"document\":\"{}\",\"layer\":\"{}\",\"changes\":[{{\"entity\":{{\"add\":\
         {{\"id\":\"{}\",\"at\":[0,2],\"label\":\"CITY\"}}}}}},",
        scope.document.0.simple(),
        scope.layer.0.simple(),
        name.id.0.simple(),
    );
    assert!(json.starts_with(&start), "{json}");
}
