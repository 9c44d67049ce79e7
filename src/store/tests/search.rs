//! Searching finds what a reader would find, and nothing else.

use super::*;

fn find(store: &Store, query: &str) -> Vec<(String, Vec<(u32, u32)>)> {
    let found = store.search_documents(query, 100).unwrap();
    found
        .documents
        .iter()
        .map(|found| {
            let name = store.document(found.document).unwrap().unwrap().name;
            (
                name,
                found
                    .hits
                    .iter()
                    .map(|h| (h.start().0, h.end().0))
                    .collect(),
            )
        })
        .collect()
}

fn names(store: &Store, query: &str) -> Vec<String> {
    find(store, query)
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

fn corpus() -> Store {
    let mut store = project();
    for (name, text) in [
        ("a", "市长罗\r\n\r\n  琼到𠮷林调研。"),
        ("b", "京，市长说：北京市"),
        ("c", "Beijing 2023 年，GB18030"),
        ("d", "▲图为现场 罗某"),
    ] {
        import(&mut store, name, text);
    }
    store
}

#[test]
fn strings_of_any_length_are_found_with_their_places() {
    let mut store = corpus();
    // Once by reading, once by the index: the same.
    for _ in 0..2 {
        assert_eq!(names(&store, "罗"), ["a", "d"]);
        assert_eq!(find(&store, "罗琼"), [("a".to_owned(), vec![(2, 10)])]);
        assert_eq!(find(&store, "𠮷"), [("a".to_owned(), vec![(11, 12)])]);
        assert_eq!(names(&store, "罗琼到𠮷林调研。"), ["a"]);
        assert_eq!(find(&store, "京市"), [("b".to_owned(), vec![(7, 9)])]);
        assert_eq!(names(&store, "京,市"), ["b"]);
        assert_eq!(names(&store, "beij"), ["c"]);
        assert_eq!(names(&store, "ＢＥＩＪＩＮＧ 2023年"), ["c"]);
        assert_eq!(names(&store, "023"), ["c"]);
        assert_eq!(names(&store, "gb18030"), ["c"]);
        assert_eq!(names(&store, "▲"), ["d"]);
        assert_eq!(names(&store, "▲图"), ["d"]);
        for query in [
            "jing",
            "琼罗",
            "",
            "  \n",
            "没有",
            "\"",
            "\" OR 1 *",
            "罗*",
            "NEAR(罗 琼)",
        ] {
            assert!(names(&store, query).is_empty(), "{query}");
        }
        assert_eq!(
            store.index_pending(2).unwrap(),
            store.index_remaining().unwrap()
        );
        while store.index_pending(3).unwrap() > 0 {}
        assert_eq!(store.index_remaining().unwrap(), 0);
    }
}

#[test]
fn documents_that_were_taken_out_are_not_found() {
    let mut store = corpus();
    while store.index_pending(10).unwrap() > 0 {}
    let before = store.find_by_name("a").unwrap().remove(0);
    let after = Document {
        removed: true,
        ..before.clone()
    };
    let out = Op::Document(Change::Replace { before, after });
    edit(&mut store, Deed::RemoveDocuments, vec![out.clone()]).unwrap();
    assert_eq!(names(&store, "罗"), ["d"]);
    edit(&mut store, Deed::RemoveDocuments, vec![out.inverse()]).unwrap();
    assert_eq!(names(&store, "罗"), ["a", "d"]);
}

#[test]
fn a_limit_is_kept_and_later_imports_are_found() {
    let mut store = corpus();
    while store.index_pending(10).unwrap() > 0 {}
    import(&mut store, "e", "罗罗罗");
    assert_eq!(names(&store, "罗"), ["a", "d", "e"]);
    assert_eq!(store.search_documents("罗", 2).unwrap().documents.len(), 2);
    assert_eq!(store.search_documents("罗", 3).unwrap().unsearched, 0);
    assert_eq!(store.index_pending(10).unwrap(), 0);
    assert_eq!(find(&store, "罗罗"), [("e".to_owned(), vec![(0, 2)])]);
}

#[test]
fn a_query_of_any_length_is_answered() {
    let mut store = project();
    let long: String = (0..3000_u32)
        .filter_map(|n| char::from_u32(0x4e00 + n))
        .collect();
    import(&mut store, "a", &long);
    let words = "alpha beta ".repeat(100);
    import(&mut store, "b", &words);
    while store.index_pending(10).unwrap() > 0 {}
    assert_eq!(names(&store, &long), ["a"]);
    assert_eq!(names(&store, words.trim_end_matches("ta ")), ["b"]);
}

/// Names of the documents that may have a text, and whether anything was sure to be
/// left out.
fn may_have(store: &Store, text: &str) -> Vec<String> {
    let layer = store.layers().unwrap()[0].id;
    let rows = store
        .documents_that_may_have(&[text], layer)
        .unwrap()
        .unwrap();
    let documents = store.documents_by_rows(&rows).unwrap();
    documents.into_iter().map(|it| it.name).collect()
}

#[test]
fn documents_that_may_have_a_text_are_named_by_the_index_and_by_what_it_does_not_know() {
    let mut store = corpus();
    let layer = store.layers().unwrap()[0].id;
    assert_eq!(
        may_have(&store, "罗琼"),
        ["a", "b", "c", "d"],
        "nothing is indexed"
    );
    while store.index_pending(10).unwrap() > 0 {}
    assert_eq!(may_have(&store, "罗琼"), ["a"]);
    assert_eq!(may_have(&store, "罗"), ["a", "d"]);
    assert!(may_have(&store, "没有").is_empty());
    assert_eq!(store.documents_that_may_have(&["，"], layer).unwrap(), None);
    assert_eq!(
        store.documents_that_may_have(&["罗", "，"], layer).unwrap(),
        None
    );
    assert_eq!(store.documents_that_may_have(&[], layer).unwrap(), None);
    let either = store.documents_that_may_have(&["罗琼", "没有", "罗"], layer);
    assert_eq!(either.unwrap().unwrap().len(), 2);
    import(&mut store, "e", "develop-\nment of 罗");
    assert_eq!(may_have(&store, "没有"), ["e"], "it is not indexed yet");
    while store.index_pending(10).unwrap() > 0 {}
    assert_eq!(may_have(&store, "Development"), ["e"]);
    assert_eq!(may_have(&store, "develop"), ["e"]);
    assert!(may_have(&store, "velopment").is_empty());
    let hostile = "\"a\" OR b* NEAR(c) ^d:e '' 罗";
    assert!(may_have(&store, hostile).is_empty());
}
