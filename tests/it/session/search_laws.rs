//! What the index leaves out of a search is nothing that reading everything would find, and
//! hits come in the order of the documents, however many look at once.

use broadsheet::jobs::Ticket;
use broadsheet::session::Session;
use broadsheet::session::search::{SearchRequest, SearchedText};
use broadsheet::text::pattern::Pattern;
use broadsheet::text::span::Span;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::Story;

/// So many pages that several rounds are looked at side by side.
const PAGES: usize = 120;

/// Short pages of few characters: names that line ends, hyphens and spaces cut.
fn pages() -> Vec<String> {
    let signs: Vec<char> = "甲乙丙丁aAbB1，。 -\n\n".chars().collect();
    let mut state = 7_u64;
    let mut dice = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    };
    let page = |_| {
        let length = 1 + dice(30);
        (0..length).map(|_| signs[dice(signs.len())]).collect()
    };
    (0..PAGES).map(page).collect()
}

fn found(session: &Session, pattern: &Pattern, over: SearchedText) -> Vec<(String, Span)> {
    let request = SearchRequest {
        over,
        ..SearchRequest::new(pattern.clone(), session.layer())
    };
    let mut all = Vec::new();
    let report = session.search(&request, &Ticket::default(), |hits| {
        all.extend(hits.iter().map(|it| (it.found_in.name.clone(), it.span)));
        true
    });
    assert_eq!(report.unwrap().hits, all.len());
    all
}

#[test]
fn a_search_with_the_index_finds_what_reading_everything_does() {
    let (story, other) = (Story::new(), Story::new());
    let (mut plain, mut indexed) = (story.open(), other.open());
    for (number, text) in pages().iter().enumerate() {
        let name = format!("{number:03}.txt");
        story.import(&mut plain, &name, text);
        other.import(&mut indexed, &name, text);
    }
    indexed.index_for_search(&Ticket::default()).unwrap();
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(400)
    };
    let wishes = (
        "[甲乙aB1.|*?+()\\[\\]，]{1,8}",
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    );
    TestRunner::new(config)
        .run(&wishes, |(typed, words, case, raw)| {
            let pattern = if words {
                Pattern::words(&typed, case)
            } else {
                Pattern::regex(&typed, case)
            };
            let Ok(pattern) = pattern else { return Ok(()) };
            let over = if raw {
                SearchedText::Raw
            } else {
                SearchedText::Reading
            };
            let expected = found(&plain, &pattern, over);
            prop_assert!(expected.is_sorted_by_key(|(name, _)| name));
            prop_assert_eq!(found(&indexed, &pattern, over), expected);
            Ok(())
        })
        .unwrap();
}
