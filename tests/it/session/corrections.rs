//! One correction for all equal places of a project: counted first, one step to
//! take back, raw text as it was.

use broadsheet::edit::verbs::corrections;
use broadsheet::edit::wrong_text::WrongText;
use broadsheet::jobs::Ticket;
use broadsheet::model::document::Status;
use broadsheet::model::layer::Scope;
use broadsheet::session::Session;
use broadsheet::text::span::Span;

use super::{Story, expect_sound};

const RIGHT: &str = "缔造者";

/// Three documents with the wrong text and one without, the first of them
/// corrected in one place.
fn corpus() -> (Story, Session, Scope, WrongText) {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", "谛造者来了。\n谛造者又来了。\n");
    story.import(&mut session, "b.txt", "没有错字。\n");
    story.import(&mut session, "c.txt", "谛造者，谛造者，谛造\n者。\n");
    story.import(&mut session, "d.txt", "甲谛造者乙\n");
    let scope = story.scope(&session, "a.txt");
    let schema = session.schema().clone();
    let page = session.load(scope).unwrap();
    let span = Span::new(0, 3).unwrap();
    let transaction = corrections::correct(page.look(&schema), span, RIGHT).unwrap();
    session.edit(transaction).unwrap();
    let page = session.page(scope).unwrap();
    let first = page.annotations.corrections().next().unwrap();
    let wrong = WrongText::of(&page.source, first).unwrap();
    (story, session, scope, wrong)
}

fn corrected(session: &mut Session, story: &Story, name: &str) -> String {
    let scope = story.scope(session, name);
    let page = session.load(scope).unwrap();
    page.readings().page().text().to_owned()
}

#[test]
fn equal_places_are_counted_before_they_are_corrected_in_one_step() {
    let (story, mut session, _, wrong) = corpus();
    let before = session.undo_label().cloned();
    let found = session
        .count_equal_places(&wrong, &Ticket::default())
        .unwrap();
    let counts: Vec<_> = found.documents.iter().map(|(_, count)| *count).collect();
    assert_eq!((found.places(), counts), (4, vec![1, 2, 1]));
    assert_eq!(
        session.undo_label().cloned(),
        before,
        "counting changes nothing"
    );

    let ticket = Ticket::default();
    let done = session.correct_equal_places(&wrong, &ticket).unwrap();
    assert_eq!(done, found, "what was counted was done");
    assert_eq!(
        corrected(&mut session, &story, "c.txt"),
        "缔造者，缔造者，谛造者。"
    );
    assert_eq!(corrected(&mut session, &story, "d.txt"), "甲缔造者乙");
    let scope = story.scope(&session, "c.txt");
    let raw = session.load(scope).unwrap().source.text();
    assert_eq!(
        raw, "谛造者，谛造者，谛造\n者。\n",
        "raw text never changes"
    );
    let again = session.count_equal_places(&wrong, &ticket).unwrap();
    assert_eq!(again.places(), 0);
    let status = |session: &Session, name| super::document(session, name).status;
    assert_eq!(
        ["a.txt", "b.txt", "c.txt", "d.txt"].map(|name| status(&session, name)),
        [
            Status::InProgress,
            Status::New,
            Status::InProgress,
            Status::InProgress
        ],
        "what was edited is in progress"
    );
    expect_sound(&session);

    drop(session);
    let mut session = story.open();
    session.undo().unwrap().unwrap();
    assert_eq!(
        session.undo_label().cloned(),
        before,
        "one step takes all back"
    );
    assert_eq!(corrected(&mut session, &story, "d.txt"), "甲谛造者乙");
    assert_eq!(status(&session, "d.txt"), Status::New, "the status as well");
    assert_eq!(
        corrected(&mut session, &story, "a.txt"),
        "缔造者来了。\n谛造者又来了。"
    );
    session.redo().unwrap().unwrap();
    assert_eq!(corrected(&mut session, &story, "d.txt"), "甲缔造者乙");
    expect_sound(&session);
}

#[test]
fn a_stopped_count_says_so_and_a_stopped_correction_does_nothing_more() {
    let (_story, mut session, _, wrong) = corpus();
    let ticket = Ticket::default();
    ticket.cancel();
    let found = session.count_equal_places(&wrong, &ticket).unwrap();
    assert!(found.cancelled && found.documents.is_empty());
    let before = session.undo_label().cloned();
    let done = session.correct_equal_places(&wrong, &ticket).unwrap();
    assert!(done.cancelled);
    assert_eq!(session.undo_label().cloned(), before);
}

#[test]
fn many_documents_are_still_one_step() {
    let (story, mut session, _, wrong) = corpus();
    for number in 0..150 {
        let name = format!("m{number}.txt");
        story.import(&mut session, &name, &format!("{number} 谛造者\n"));
    }
    let before = session.undo_label().cloned();
    let done = session
        .correct_equal_places(&wrong, &Ticket::default())
        .unwrap();
    assert_eq!(done.places(), 154);
    session.undo().unwrap().unwrap();
    assert_eq!(session.undo_label().cloned(), before);
    assert_eq!(corrected(&mut session, &story, "m149.txt"), "149 谛造者");
}
