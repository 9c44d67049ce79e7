//! Where records are mentioned: over all pages, whole documents at a time, by index.

use super::*;
use crate::model::authority::Authority;
use crate::model::entity::Attributes;
use crate::model::id::AuthorityId;
use crate::store::mentions::{COUNTS, MENTIONS, PAGES};

fn record(name: &str) -> Authority {
    Authority {
        id: AuthorityId::new(),
        label: Label::from("CITY"),
        canonical: name.to_owned(),
        aliases: Vec::new(),
        code: None,
        note: String::new(),
        attributes: Attributes::new(),
    }
}

fn linked(start: u32, end: u32, to: &Authority) -> Entity {
    Entity {
        authority: Some(to.id),
        ..entity(start, end, "CITY")
    }
}

const TEXT: &str = "前文𠮷林市，又𠮷\n林市。后文";

/// Pages that mention a record twice each, the later mention first.
fn corpus(pages: usize) -> (Store, Authority, Vec<Scope>) {
    let mut store = project();
    let city = record("𠮷林市");
    let insert = Op::Authority(Change::Insert(city.clone()));
    edit(&mut store, Deed::CreateRecord, vec![insert]).unwrap();
    let scopes: Vec<_> = (0..pages)
        .map(|number| import(&mut store, &format!("{number}.txt"), TEXT))
        .collect();
    for &scope in &scopes {
        let ops = [(7, 11), (2, 5)].map(|(start, end)| tag(scope, linked(start, end, &city)));
        edit(&mut store, Deed::Tag, ops.to_vec()).unwrap();
    }
    (store, city, scopes)
}

fn remove(store: &mut Store, scope: Scope) {
    let before = store.document(scope.document).unwrap().unwrap();
    let after = Document {
        removed: true,
        ..before.clone()
    };
    let change = Op::Document(Change::Replace { before, after });
    edit(store, Deed::RemoveDocuments, vec![change]).unwrap();
}

#[test]
fn mentions_come_by_document_in_text_order_with_their_words() {
    let (store, city, scopes) = corpus(2);
    let list = store
        .mentions_of(city.id, scopes[0].layer, None, 100, 3)
        .unwrap();
    assert_eq!(list.next, None);
    let told: Vec<_> = list
        .found
        .iter()
        .map(|it| format!("{} {}", it.name, it.words.join("|")))
        .collect();
    let lines = ["前文|𠮷林市|，又𠮷", "市，又|𠮷\n林市|。后文"];
    let expected: Vec<_> = ["0.txt", "1.txt"]
        .iter()
        .flat_map(|name| lines.map(|line| format!("{name} {line}")))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn a_list_is_read_a_piece_at_a_time_and_nothing_is_missed() {
    let (mut store, city, scopes) = corpus(7);
    remove(&mut store, scopes[3]);
    let layer = scopes[0].layer;
    let mut seen = Vec::new();
    let (mut after, mut turns) = (None, 0);
    loop {
        let list = store.mentions_of(city.id, layer, after, 3, 1).unwrap();
        seen.extend(list.found.iter().map(|it| it.name.clone()));
        after = list.next;
        turns += 1;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(turns, 4, "two documents at a time");
    let expected: Vec<_> = [0, 1, 2, 4, 5, 6]
        .iter()
        .flat_map(|number| [format!("{number}.txt"), format!("{number}.txt")])
        .collect();
    assert_eq!(seen, expected);
    assert_eq!(store.mention_counts(layer).unwrap()[&city.id], 12);
    // Mentions of a document that was taken out are there when it comes back.
    assert_eq!(store.pages_mentioning(city.id, 100).unwrap(), scopes);
    assert_eq!(store.pages_mentioning(city.id, 2).unwrap(), scopes[..2]);
    assert_eq!(store.count_pages_mentioning(city.id).unwrap(), 7);
}

#[test]
fn a_record_does_not_go_while_it_is_mentioned() {
    let (mut store, city, scopes) = corpus(1);
    let gone = || Op::Authority(Change::Remove(city.clone()));
    let error = edit(&mut store, Deed::DeleteRecord, vec![gone()]).unwrap_err();
    assert!(error.to_string().contains("still mentioned"), "{error}");
    let annotations = store.annotations(scopes[0]).unwrap();
    let mut ops: Vec<_> = annotations
        .entities()
        .map(|before| Op::Page {
            scope: scopes[0],
            change: PageChange::Entity(Change::Replace {
                before: before.clone(),
                after: Entity {
                    authority: None,
                    ..before.clone()
                },
            }),
        })
        .collect();
    ops.push(gone());
    edit(&mut store, Deed::DeleteRecord, ops).unwrap();
    assert!(store.authorities().unwrap().is_empty());
}

#[test]
fn hostile_texts_are_told_as_far_as_they_go() {
    let mut store = project();
    let city = record("名\u{0}");
    let insert = Op::Authority(Change::Insert(city.clone()));
    edit(&mut store, Deed::CreateRecord, vec![insert]).unwrap();
    let text = format!("\u{0}{}甲\u{0}乙{}", "\r\n".repeat(100), "𠮷".repeat(200));
    let scope = import(&mut store, "a.txt", &text);
    let mention = linked(201, 204, &city);
    edit(&mut store, Deed::Tag, vec![tag(scope, mention)]).unwrap();
    let list = store
        .mentions_of(city.id, scope.layer, None, 0, u32::MAX)
        .unwrap();
    let [before, it, after] = &list.found[0].words;
    assert_eq!((before.chars().count(), after.chars().count()), (201, 200));
    assert_eq!(it, "甲\u{0}乙");
}

#[test]
fn check_tells_of_links_that_lead_nowhere() {
    let (store, city, _) = corpus(1);
    let connection = &store.connection;
    connection
        .pragma_update(None, "foreign_keys", "OFF")
        .unwrap();
    let key = city.id.0.as_bytes();
    connection
        .execute("DELETE FROM authority WHERE id = ?", [key])
        .unwrap();
    let findings = store.verify(|_, _| true).unwrap();
    let told = findings.iter().any(|it| {
        it.place == "0.txt, layer main" && it.message.contains("records that are not there: 2")
    });
    assert!(told, "{findings:?}");
}

#[test]
fn mentions_are_found_by_index() {
    let store = project();
    let plan_of = |sql: &str| {
        let bound = ["?1", "?2", "?3"]
            .iter()
            .fold(sql.to_owned(), |sql, name| sql.replace(name, "1"));
        views::query(&store, &format!("EXPLAIN QUERY PLAN {bound}")).join("\n")
    };
    for sql in [MENTIONS, COUNTS, PAGES] {
        let plan = plan_of(sql);
        assert!(plan.contains("entity_by_authority"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
    let plan = plan_of(COUNTS);
    assert!(
        plan.contains("COVERING INDEX entity_by_authority"),
        "{plan}"
    );
}
