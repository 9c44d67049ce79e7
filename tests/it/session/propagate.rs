//! Tag one, tag all; relabel all, remove all: counted first, one step to take back,
//! nothing in the way is touched.

use broadsheet::edit::likeness::{ConflictKind, Likeness};
use broadsheet::edit::verbs::corrections;
use broadsheet::edit::verbs::many::MentionTest;
use broadsheet::jobs::Ticket;
use broadsheet::model::id::Label;
use broadsheet::model::layer::Scope;
use broadsheet::session::Session;
use broadsheet::session::mentions::Fate;
use broadsheet::session::propagate::Extent;
use broadsheet::session::retrace::Way;
use broadsheet::text::pattern::Pattern;
use broadsheet::text::span::Span;

use super::{Story, expect_sound, tag, view};

/// Three documents with the name, whole, cut by a line end, misspelt and mended; one
/// without. In `c.txt` it stands inside a longer mention too.
fn corpus(indexed: bool) -> (Story, Session, Scope, Likeness) {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", "代表来自陇南市，陇南市政协。\n");
    story.import(&mut session, "b.txt", "没有这个城市。\n");
    story.import(&mut session, "c.txt", "到陇\n南市去，看陇南市行动。\n");
    story.import(&mut session, "d.txt", "隴南市来了。\n");
    if indexed {
        session.index_for_search(&Ticket::default()).unwrap();
    }
    let d = story.scope(&session, "d.txt");
    let schema = session.schema().clone();
    let page = session.load(d).unwrap();
    let mended = corrections::correct(page.look(&schema), Span::new(0, 1).unwrap(), "陇");
    session.edit(mended.unwrap()).unwrap();
    let c = story.scope(&session, "c.txt");
    tag(&mut session, c, 8, 13, "INITIATIVE");
    let scope = story.scope(&session, "a.txt");
    tag(&mut session, scope, 4, 7, "CITY");
    let page = session.load(scope).unwrap();
    let first = page.annotations.entities().next().unwrap().id;
    let like = page.likeness(first).unwrap();
    (story, session, scope, like)
}

fn entities(session: &mut Session, story: &Story, name: &str) -> Vec<String> {
    let scope = story.scope(session, name);
    view(session, scope).1
}

#[test]
fn equal_names_are_counted_before_they_are_tagged_in_one_step() {
    for indexed in [false, true] {
        let (story, mut session, scope, like) = corpus(indexed);
        let before = session.undo_label().cloned();
        let ticket = Ticket::default();
        let here = session
            .count_like(&like, Extent::Document(scope.document), &ticket)
            .unwrap();
        assert_eq!((here.places(), here.already), (1, 1));
        let found = session.count_like(&like, Extent::Project, &ticket).unwrap();
        let counts: Vec<_> = found.documents.iter().map(|(_, count)| *count).collect();
        assert_eq!((counts, found.already), (vec![1, 1, 1], 1), "{indexed}");
        assert_eq!(found.conflict_count, 1);
        let conflict = &found.conflicts[0];
        assert_eq!(conflict.conflict.kind, ConflictKind::Inside);
        assert_eq!(
            (&*conflict.name, conflict.label.as_str()),
            ("c.txt", "INITIATIVE")
        );
        assert_eq!(conflict.context[1], "陇南市");
        assert_eq!(
            session.undo_label().cloned(),
            before,
            "counting changes nothing"
        );

        let done = session.tag_like(&like, Extent::Project, &ticket).unwrap();
        assert_eq!(done, found, "what was counted was done");
        assert_eq!(entities(&mut session, &story, "a.txt").len(), 2);
        assert_eq!(
            entities(&mut session, &story, "c.txt"),
            ["CITY:陇\n南市", "INITIATIVE:陇南市行动"]
        );
        assert_eq!(entities(&mut session, &story, "d.txt"), ["CITY:隴南市"]);
        let again = session.count_like(&like, Extent::Project, &ticket).unwrap();
        assert_eq!((again.places(), again.already), (0, 4));
        expect_sound(&session);

        drop(session);
        let mut session = story.open();
        session.undo().unwrap().unwrap();
        assert_eq!(
            session.undo_label().cloned(),
            before,
            "one step takes all back"
        );
        assert_eq!(
            entities(&mut session, &story, "c.txt"),
            ["INITIATIVE:陇南市行动"]
        );
        assert!(entities(&mut session, &story, "d.txt").is_empty());
        session.redo().unwrap().unwrap();
        assert_eq!(entities(&mut session, &story, "d.txt"), ["CITY:隴南市"]);
        expect_sound(&session);
    }
}

#[test]
fn a_stopped_propagation_does_nothing_more_and_says_so() {
    let (_story, mut session, _, like) = corpus(true);
    let before = session.undo_label().cloned();
    let ticket = Ticket::default();
    ticket.cancel();
    assert!(
        session
            .count_like(&like, Extent::Project, &ticket)
            .unwrap()
            .cancelled
    );
    let done = session.tag_like(&like, Extent::Project, &ticket).unwrap();
    assert!(done.cancelled && done.places() == 0);
    assert_eq!(session.undo_label().cloned(), before);
}

#[test]
fn many_documents_are_one_step() {
    let (story, mut session, _, like) = corpus(true);
    for number in 0..150 {
        let name = format!("m{number}.txt");
        story.import(&mut session, &name, &format!("{number} 陇南市\n"));
    }
    let before = session.undo_label().cloned();
    let ticket = Ticket::default();
    let done = session.tag_like(&like, Extent::Project, &ticket).unwrap();
    assert_eq!(done.places(), 153);
    session.undo().unwrap().unwrap();
    assert_eq!(session.undo_label().cloned(), before);
    assert!(entities(&mut session, &story, "m149.txt").is_empty());
}

#[test]
fn many_documents_are_taken_back_in_batches_and_what_is_left_is_the_next_step() {
    let (story, mut session, _, like) = corpus(true);
    for number in 0..150 {
        let name = format!("m{number}.txt");
        story.import(&mut session, &name, &format!("{number} 陇南市\n"));
    }
    let before = session.undo_label().cloned();
    assert!(!session.is_long(Way::Undo).unwrap());
    let ticket = Ticket::default();
    session.tag_like(&like, Extent::Project, &ticket).unwrap();
    let tagged = session.undo_label().cloned();
    assert!(session.is_long(Way::Undo).unwrap());

    let stopping = Ticket::default();
    stopping.cancel();
    let stopped = session.retrace_in_batches(Way::Undo, &stopping).unwrap();
    assert!(stopped.stopped && stopped.applied.is_none());
    assert_eq!(session.undo_label().cloned(), tagged, "nothing is lost");

    let done = session.retrace_in_batches(Way::Undo, &ticket).unwrap();
    assert_eq!((done.label, done.stopped), (tagged.clone(), false));
    assert_eq!(session.undo_label().cloned(), before);
    assert!(entities(&mut session, &story, "m149.txt").is_empty());
    assert!(session.is_long(Way::Redo).unwrap());
    let again = session.retrace_in_batches(Way::Redo, &ticket).unwrap();
    assert!(again.applied.is_some());
    assert_eq!(session.undo_label().cloned(), tagged);
    assert_eq!(entities(&mut session, &story, "m149.txt"), ["CITY:陇南市"]);
    expect_sound(&session);
    session.undo().unwrap().unwrap();
    assert_eq!(session.undo_label().cloned(), before, "it stays one step");
}

#[test]
fn many_mentions_are_relabelled_or_removed_after_they_were_counted() {
    let (story, mut session, scope, like) = corpus(true);
    let ticket = Ticket::default();
    session.tag_like(&like, Extent::Project, &ticket).unwrap();
    let before = session.undo_label().cloned();
    let test = MentionTest {
        label: Some(Label::from("CITY")),
        surface: Some(Pattern::words("陇南市", true).unwrap()),
        ..MentionTest::default()
    };
    let counted = session
        .count_mentions(&test, Extent::Project, &ticket)
        .unwrap();
    assert_eq!(counted.mentions(), 4);
    assert_eq!(counted.names, [("陇南市".to_owned(), 4)]);
    assert_eq!(
        session.undo_label().cloned(),
        before,
        "counting changes nothing"
    );
    let here = Extent::Document(scope.document);
    assert_eq!(
        session
            .count_mentions(&test, here, &ticket)
            .unwrap()
            .mentions(),
        2
    );

    let fate = Fate::Relabel(Label::from("OFFICIAL"));
    let done = session
        .change_mentions(&test, &fate, Extent::Project, &ticket)
        .unwrap();
    assert_eq!(done, counted);
    assert_eq!(entities(&mut session, &story, "d.txt"), ["OFFICIAL:隴南市"]);
    session.undo().unwrap().unwrap();
    assert_eq!(session.undo_label().cloned(), before);

    let test = MentionTest {
        surface: Some(Pattern::regex("^陇.市", true).unwrap()),
        ..MentionTest::default()
    };
    let gone = session
        .change_mentions(&test, &Fate::Remove, Extent::Project, &ticket)
        .unwrap();
    assert_eq!(gone.mentions(), 5, "the initiative begins so, too");
    for name in ["a.txt", "c.txt", "d.txt"] {
        assert!(entities(&mut session, &story, name).is_empty(), "{name}");
    }
    session.undo().unwrap().unwrap();
    assert_eq!(session.undo_label().cloned(), before);
    expect_sound(&session);
}
