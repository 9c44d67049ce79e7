//! The views are a dataset for people who have nothing but SQLite.

use super::*;
use crate::model::entity::AttributeValue;
use crate::store::documents::{DocumentSort, order_sql};

/// All rows of a query, cells joined by `|`.
pub(super) fn query(store: &Store, sql: &str) -> Vec<String> {
    let mut statement = store.connection.prepare(sql).unwrap();
    let width = statement.column_count();
    let rows = statement
        .query_map([], |row| {
            let cell = |at| -> rusqlite::Result<String> {
                Ok(match row.get::<_, rusqlite::types::Value>(at)? {
                    rusqlite::types::Value::Null => "NULL".to_owned(),
                    rusqlite::types::Value::Integer(number) => number.to_string(),
                    rusqlite::types::Value::Text(text) => text,
                    other => format!("{other:?}"),
                })
            };
            Ok((0..width)
                .map(cell)
                .collect::<Result<Vec<_>, _>>()?
                .join("|"))
        })
        .unwrap();
    rows.map(Result::unwrap).collect()
}

/// `𠮷` is beyond the Basic Multilingual Plane: two UTF-16 units, four bytes.
const TEXT: &str = "日报\n𠮷林市\n出台\u{3000}新\n 规\n见罗\n琼。";

#[test]
fn entity_view_shows_the_surface_and_who_says_so() {
    let mut store = project();
    let scope = import(&mut store, "a.txt", TEXT);
    let name = entity(16, 19, "OFFICIAL");
    let ops = vec![tag(scope, name.clone()), tag(scope, entity(3, 6, "CITY"))];
    edit(&mut store, Deed::Tag, ops).unwrap();
    assert_eq!(
        query(
            &store,
            "SELECT document, layer, label, start, end, text, joined, attributes FROM entity_view"
        ),
        [
            "a.txt|main|CITY|3|6|𠮷林市|𠮷林市|{}",
            "a.txt|main|OFFICIAL|16|19|罗\n琼|罗琼|{}",
        ]
    );
    let parts = entity(0, 1, "CITY").with_pieces([span(10, 13), span(3, 5), span(16, 19)]);
    edit(&mut store, Deed::Tag, vec![tag(scope, parts.unwrap())]).unwrap();
    assert_eq!(
        query(
            &store,
            "SELECT start, end, parts, text, joined FROM entity_view WHERE parts IS NOT NULL"
        ),
        ["3|19|[[3,5],[10,13],[16,19]]|𠮷林…新\n …罗\n琼|𠮷林…新 …罗琼"]
    );
    assert_eq!(
        query(
            &store,
            "SELECT entity_id, authority_id FROM entity_view WHERE label = 'OFFICIAL'"
        ),
        [format!("{}|NULL", name.id.0.simple())]
    );
}

#[test]
fn article_view_reads_the_title_off_the_headline() {
    let mut store = project();
    let scope = import(&mut store, "a.txt", TEXT);
    let mut ops = article(scope, 20, &[(15, 20, "body")]);
    if let Some(Op::Page {
        change: PageChange::Article(Change::Insert(article)),
        ..
    }) = ops.first_mut()
    {
        let water = AttributeValue::Text("水".to_owned());
        article.attributes.insert("topic".to_owned(), water);
    }
    ops.extend(article(scope, 10, &[(7, 14, "headline"), (3, 6, "body")]));
    ops.push(furniture(scope, 0, 2));
    edit(&mut store, Deed::StartArticle, ops).unwrap();
    assert_eq!(
        query(
            &store,
            "SELECT article, title, attributes, segments, text FROM article_view"
        ),
        [
            "1|出台 新 规|{}|2|出台\u{3000}新\n 规\n𠮷林市",
            "2|NULL|{\"topic\":\"水\"}|1|见罗\n琼。"
        ]
    );
    assert_eq!(
        query(&store, "SELECT article, role, rank, text FROM segment_view"),
        [
            "NULL|furniture|NULL|日报",
            "1|body|2|𠮷林市",
            "1|headline|1|出台\u{3000}新\n 规",
            "2|body|1|见罗\n琼。",
        ]
    );
}

#[test]
fn documents_that_were_taken_out_are_not_in_the_views() {
    let mut store = project();
    let scope = import(&mut store, "a.txt", TEXT);
    edit(
        &mut store,
        Deed::Tag,
        vec![tag(scope, entity(3, 6, "CITY"))],
    )
    .unwrap();
    let before = store.document(scope.document).unwrap().unwrap();
    let after = Document {
        removed: true,
        ..before.clone()
    };
    let change = Op::Document(Change::Replace { before, after });
    edit(&mut store, Deed::RemoveDocuments, vec![change]).unwrap();
    for view in ["entity_view", "article_view", "segment_view"] {
        assert!(query(&store, &format!("SELECT * FROM {view}")).is_empty());
    }
    assert!(
        store
            .document_order(Default::default(), false)
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        store
            .document_order(Default::default(), true)
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn lists_never_touch_the_rows_of_documents() {
    let store = project();
    for sort in [
        DocumentSort::Import,
        DocumentSort::Name,
        DocumentSort::Issue,
    ] {
        let sql = order_sql(sort);
        let plan = query(&store, &format!("EXPLAIN QUERY PLAN {sql}")).join("\n");
        assert!(plan.contains("COVERING INDEX"), "{sort:?}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{sort:?}: {plan}");
    }
}

#[test]
fn views_are_sorted_page_by_page() {
    let store = project();
    for view in ["entity_view", "article_view", "segment_view"] {
        let plan = query(&store, &format!("EXPLAIN QUERY PLAN SELECT * FROM {view}")).join("\n");
        let whole = plan
            .lines()
            .any(|line| line.ends_with("|0|0|USE TEMP B-TREE FOR ORDER BY"));
        assert!(!whole, "{view}: {plan}");
    }
}

#[test]
fn totals_count_what_is_in_the_project() {
    let mut store = project();
    let scopes = ["a.txt", "b.txt"].map(|name| import(&mut store, name, "甲乙 丙\n"));
    for scope in scopes {
        let mut ops = article(scope, 1, &[(0, 2, "body")]);
        ops.push(tag(scope, entity(0, 1, "CITY")));
        edit(&mut store, Deed::StartArticle, ops).unwrap();
    }
    let before = store.document(scopes[0].document).unwrap().unwrap();
    let after = Document {
        removed: true,
        ..before.clone()
    };
    let change = Op::Document(Change::Replace { before, after });
    edit(&mut store, Deed::RemoveDocuments, vec![change]).unwrap();
    let total = store.progress_total(scopes[0].layer).unwrap();
    assert_eq!((total.documents, total.ink, total.assigned), (1, 3, 2));
    assert_eq!((total.articles, total.segments, total.entities), (1, 1, 1));
    assert_eq!(total.by_status, [1, 0, 0, 0]);
    let order = store.document_order(Default::default(), true).unwrap();
    assert_eq!(
        store.progress(scopes[0].layer, &order).unwrap()[1].assigned,
        2
    );
}
