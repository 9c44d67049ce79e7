//! Two sessions on one file: each sees what the other does, and neither writes over
//! it unseen.

use broadsheet::session::SessionError;

use super::{PAGE, Story, count, document, expect_sound, start_article, tag, tagging, view};

#[test]
fn each_session_sees_what_the_other_does() {
    let (story, mut mine, scope) = Story::with_page();
    let mut theirs = story.open();
    assert!(!theirs.refresh().unwrap());
    start_article(&mut mine, scope, 0);
    let revision = theirs.revision();
    assert!(theirs.refresh().unwrap());
    assert!(theirs.revision() > revision);
    assert_eq!(view(&mut theirs, scope), view(&mut mine, scope));
    assert_eq!(theirs.coverage(), mine.coverage());
    assert_eq!(theirs.undo_label(), mine.undo_label());
    assert!(!theirs.refresh().unwrap());
    // One's own changes are no news.
    assert!(!mine.refresh().unwrap());

    story.import(&mut theirs, "b.txt", "别的\n");
    assert!(mine.refresh().unwrap());
    assert_eq!(count(&mine), 2);
}

#[test]
fn edits_in_different_places_both_arrive_without_looking() {
    let (story, mut mine, scope) = Story::with_page();
    let mut theirs = story.open();
    let planned = tagging(&mut theirs, scope, 14, 16, "OFFICIAL");
    tag(&mut mine, scope, 0, 3, "CITY");
    theirs.apply(planned).unwrap();
    mine.refresh().unwrap();
    assert_eq!(view(&mut mine, scope).1, ["CITY:清江县", "OFFICIAL:周文"]);
    assert_eq!(view(&mut theirs, scope), view(&mut mine, scope));
    expect_sound(&mine);
}

#[test]
fn neither_session_writes_over_the_other() {
    let (story, mut mine, scope) = Story::with_page();
    let mut theirs = story.open();
    let plan = |session: &mut broadsheet::session::Session| {
        use broadsheet::edit::verbs::articles::{Start, start};
        super::plan(session, scope, |page, schema| {
            let at = broadsheet::text::offset::CharOffset(0);
            start(page.look(schema), at, Start::Line)
        })
    };
    let planned = plan(&mut theirs);
    start_article(&mut mine, scope, 0);
    let met = theirs.edit(planned).unwrap_err();
    assert!(
        matches!(met, SessionError::Apply(_) | SessionError::Store(_)),
        "{met}"
    );
    // The failed attempt has shown them what is there now.
    assert_eq!(view(&mut theirs, scope), view(&mut mine, scope));
    assert_eq!(view(&mut theirs, scope).0.len(), 1);
    start_article(&mut theirs, scope, 14);
    mine.refresh().unwrap();
    assert_eq!(view(&mut mine, scope).0.len(), 2);
    expect_sound(&mine);
}

#[test]
fn undo_takes_back_the_last_edit_whoever_made_it() {
    let (story, mut mine, scope) = Story::with_page();
    let mut theirs = story.open();
    tag(&mut mine, scope, 0, 3, "CITY");
    tag(&mut theirs, scope, 14, 16, "OFFICIAL");
    mine.undo().unwrap().unwrap();
    assert_eq!(view(&mut mine, scope).1, ["CITY:清江县"]);
    theirs.redo().unwrap().unwrap();
    assert_eq!(view(&mut theirs, scope).1.len(), 2);
    expect_sound(&theirs);
}

#[test]
fn the_same_file_imported_by_both_is_there_once() {
    let (story, mut mine, _) = Story::with_page();
    let mut theirs = story.open();
    assert_eq!(story.import(&mut mine, "b.txt", "别的\n").imported, 1);
    assert_eq!(story.import(&mut theirs, "b.txt", "别的\n").known.len(), 1);
    assert_eq!(story.import(&mut theirs, "a.txt", PAGE).known.len(), 1);
    assert_eq!(count(&theirs), 2);
}

#[test]
fn a_writer_that_does_not_finish_is_named_and_nothing_changes() {
    let (story, mut session, scope) = Story::with_page();
    let before = view(&mut session, scope);
    let other = rusqlite::Connection::open(story.project()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let edit = tagging(&mut session, scope, 0, 3, "CITY");
    let error = session.apply(edit.clone()).unwrap_err().to_string();
    assert!(error.contains("another program is writing"), "{error}");
    assert!(error.ends_with("p.broadsheet"), "{error}");
    assert_eq!(view(&mut session, scope), before);
    other.execute_batch("ROLLBACK").unwrap();
    session.apply(edit).unwrap();
    assert_eq!(view(&mut session, scope).1.len(), 1);
    assert_eq!(document(&session, "a.txt").id, scope.document);
}

#[test]
fn the_layer_of_proposals_is_made_once() {
    let (story, mine, scope) = Story::with_page();
    drop(mine);
    // Jobs that begin at the same time: whoever is late finds the layer there.
    std::thread::scope(|jobs| {
        for _ in 0..4 {
            let mut session = story.open();
            jobs.spawn(move || {
                let suggester = session.suggester(&[]).unwrap();
                session.suggest_anew(scope.document, &suggester).unwrap();
            });
        }
    });
    let session = story.open();
    assert!(session.suggestions_layer().is_some());
    expect_sound(&session);
}
