//! Editing a page, taking back, doing again, across restarts.

use broadsheet::edit::verbs::{documents, segments};
use broadsheet::jobs::Ticket;
use broadsheet::model::document::Status;
use broadsheet::model::id::Role;
use broadsheet::session::Session;
use broadsheet::session::import::ImportRequest;
use broadsheet::text::offset::CharOffset;
use broadsheet::text::span::Span;

use super::{
    PAGE, Story, count, document, expect_sound, import, plan, start_article, tag, tagging, view,
};

/// Starts two articles, gives one a headline, tags two names: five edits.
fn five_edits(session: &mut Session, scope: broadsheet::model::layer::Scope) {
    start_article(session, scope, 0);
    start_article(session, scope, 14);
    let headline = plan(session, scope, |page, schema| {
        let selection = Span::new(0, 5).unwrap();
        segments::set_role(page.look(schema), selection, &Role::from("headline"))
    });
    session.edit(headline).unwrap();
    tag(session, scope, 0, 3, "CITY");
    tag(session, scope, 14, 16, "OFFICIAL");
}

#[test]
fn everything_can_be_taken_back_and_done_again_across_restarts() {
    let (story, mut session, scope) = Story::with_page();
    let empty = view(&mut session, scope);
    five_edits(&mut session, scope);
    let full = view(&mut session, scope);
    assert_eq!(
        full.0,
        [
            "headline:清江县新闻|body:清江县开工了。",
            "body:周文谈发展\n周文到清江县。"
        ]
    );
    assert_eq!(full.1, ["CITY:清江县", "OFFICIAL:周文"]);
    expect_sound(&session);

    drop(session);
    let mut session = story.open();
    assert_eq!(view(&mut session, scope), full);
    for _ in 0..5 {
        session.undo().unwrap().unwrap();
    }
    assert_eq!(view(&mut session, scope), empty);
    assert_eq!(document(&session, "a.txt").status, Status::New);
    expect_sound(&session);

    drop(session);
    let mut session = story.open();
    for _ in 0..5 {
        session.redo().unwrap().unwrap();
    }
    assert!(session.redo().unwrap().is_none());
    assert_eq!(view(&mut session, scope), full);
    assert_eq!(document(&session, "a.txt").status, Status::InProgress);
    expect_sound(&session);
}

#[test]
fn undo_goes_back_to_an_empty_project_and_no_further() {
    let (_story, mut session, _) = Story::with_page();
    assert!(session.undo_label().is_some());
    session.undo().unwrap().unwrap();
    assert_eq!(count(&session), 0);
    assert!(session.undo().unwrap().is_none());
    assert_eq!(session.undo_label(), None);
    session.redo().unwrap().unwrap();
    assert_eq!(count(&session), 1);
    expect_sound(&session);
}

#[test]
fn a_new_edit_ends_what_could_be_done_again() {
    let (_story, mut session, scope) = Story::with_page();
    start_article(&mut session, scope, 0);
    session.undo().unwrap();
    assert!(session.redo_label().is_some());
    tag(&mut session, scope, 0, 3, "CITY");
    assert_eq!(session.redo_label(), None);
    assert!(session.redo().unwrap().is_none());
}

#[test]
fn a_document_is_in_progress_from_its_first_edit_on() {
    let (_story, mut session, scope) = Story::with_page();
    assert_eq!(document(&session, "a.txt").status, Status::New);
    tag(&mut session, scope, 0, 3, "CITY");
    assert_eq!(document(&session, "a.txt").status, Status::InProgress);
    // One step back takes back the edit and the status.
    session.undo().unwrap();
    assert_eq!(document(&session, "a.txt").status, Status::New);
    // What is done stays done.
    let done = documents::set_status(&[document(&session, "a.txt")], Status::Done).unwrap();
    session.apply(done).unwrap();
    tag(&mut session, scope, 0, 3, "CITY");
    assert_eq!(document(&session, "a.txt").status, Status::Done);
}

#[test]
fn coverage_counts_what_is_assigned() {
    let (story, mut session, scope) = Story::with_page();
    assert_eq!(session.coverage(), (0, 24));
    start_article(&mut session, scope, 14);
    assert_eq!(session.coverage(), (12, 24));
    start_article(&mut session, scope, 0);
    assert_eq!(session.coverage(), (24, 24));
    assert_eq!(session.load(scope).unwrap().assigned, 24);
    session.undo().unwrap();
    assert_eq!(session.coverage(), (12, 24));
    story.import(&mut session, "b.txt", "清江\n");
    assert_eq!(session.coverage(), (12, 26));
    drop(session);
    let session = story.open();
    assert_eq!(session.coverage(), (12, 26));
    let rows = session.document_rows("", Default::default()).unwrap();
    let listed = session.documents_at(&rows, session.layer()).unwrap();
    assert_eq!(listed[0].progress.assigned, 12);
    assert_eq!(listed[1].progress.assigned, 0);
    expect_sound(&session);
}

#[test]
fn a_document_that_was_taken_out_comes_back_with_its_annotations() {
    let (story, mut session, scope) = Story::with_page();
    start_article(&mut session, scope, 0);
    tag(&mut session, scope, 0, 3, "CITY");
    let before = view(&mut session, scope);
    let remove = documents::remove(&[document(&session, "a.txt")]).unwrap();
    session.apply(remove).unwrap();
    assert_eq!(count(&session), 0);
    assert_eq!(session.coverage(), (0, 0));

    // Twice in one go: the second file is what the first one has just brought back.
    std::fs::write(story.path("copy.txt"), PAGE).unwrap();
    let report = import(&mut session, &[story.path("a.txt"), story.path("copy.txt")]);
    assert_eq!((report.restored, report.imported), (1, 0));
    assert_eq!(report.known.len(), 1);
    assert_eq!(document(&session, "a.txt").id, scope.document);
    assert_eq!(view(&mut session, scope), before);
    assert_eq!(session.coverage(), (24, 24));
    session.undo().unwrap();
    assert_eq!(count(&session), 0);
    expect_sound(&session);
}

#[test]
fn a_large_import_is_one_step_back_and_one_again() {
    let story = Story::new();
    let mut session = story.open();
    // More than is written at once: 48 files of 1 MB.
    let mut paths = Vec::new();
    for number in 0..48 {
        let path = story.path(&format!("{number}.txt"));
        std::fs::write(&path, format!("{number}\n{}", "a".repeat(1 << 20))).unwrap();
        paths.push(path);
    }
    assert_eq!(import(&mut session, &paths).imported, 48);
    assert_eq!(count(&session), 48);
    session.undo().unwrap().unwrap();
    assert_eq!(count(&session), 0);
    assert!(session.undo().unwrap().is_none());
    session.redo().unwrap().unwrap();
    assert_eq!(count(&session), 48);
    assert!(session.redo().unwrap().is_none());
    expect_sound(&session);
}

#[test]
fn a_cancelled_import_keeps_what_it_counts() {
    let story = Story::new();
    let mut session = story.open();
    std::fs::write(story.path("a.txt"), PAGE).unwrap();
    let ticket = Ticket::default();
    ticket.cancel();
    let request = ImportRequest {
        paths: vec![story.path("a.txt")],
        ..ImportRequest::default()
    };
    let report = session.import(&request, &ticket).unwrap();
    assert!(report.cancelled);
    assert_eq!(report.imported, count(&session));
}

#[test]
fn a_write_that_fails_changes_nothing_in_memory() {
    let (story, mut session, scope) = Story::with_page();
    start_article(&mut session, scope, 0);
    drop(session);
    let mut session = Session::open_read_only(&story.project()).unwrap();
    assert!(session.is_read_only());
    let before = view(&mut session, scope);
    let state = (
        session.coverage(),
        session.revision(),
        session.list_revision(),
    );
    let second = plan(&mut session, scope, |page, schema| {
        use broadsheet::edit::verbs::articles::{Start, start};
        start(page.look(schema), CharOffset(14), Start::Line)
    });
    let error = session.edit(second).unwrap_err();
    assert!(error.is_about_writing());
    assert!(error.to_string().contains("read-only"), "{error}");
    assert!(session.undo().is_err());
    let request = ImportRequest {
        paths: vec![story.path("a.txt")],
        ..ImportRequest::default()
    };
    std::fs::write(story.path("a.txt"), "别的").unwrap();
    assert!(session.import(&request, &Ticket::default()).is_err());
    assert_eq!(view(&mut session, scope), before);
    let after = (
        session.coverage(),
        session.revision(),
        session.list_revision(),
    );
    assert_eq!(after, state);
    expect_sound(&session);
}

#[test]
fn a_change_that_does_not_fit_changes_nothing_anywhere() {
    let (story, mut session, scope) = Story::with_page();
    story.import(&mut session, "b.txt", "清江县\n");
    let other = story.scope(&session, "b.txt");
    start_article(&mut session, scope, 0);
    let before = view(&mut session, scope);
    let coverage = session.coverage();
    // Good for the second page, stale for the first.
    let tagged = tagging(&mut session, scope, 0, 3, "CITY");
    session.edit(tagged.clone()).unwrap();
    let good = plan(&mut session, other, |page, schema| {
        use broadsheet::edit::verbs::articles::{Start, start};
        start(page.look(schema), CharOffset(0), Start::Line)
    });
    let mut both = good;
    both.ops.extend(tagged.ops);
    assert!(session.apply(both).is_err());
    session.undo().unwrap();
    assert_eq!(view(&mut session, scope), before);
    assert_eq!(view(&mut session, other), (vec![], vec![]));
    assert_eq!(session.coverage(), coverage);
    expect_sound(&session);
}

#[test]
fn a_page_read_in_the_wrong_encoding_can_be_read_anew() {
    use broadsheet::text::decode::{DecodeOptions, Encoding};
    let story = Story::new();
    let mut session = story.open();
    let (bytes, _, _) = encoding_rs::BIG5.encode("今天的新聞在第二版");
    std::fs::write(story.path("big5.txt"), &bytes).unwrap();
    let request = |encoding| ImportRequest {
        paths: vec![story.path("big5.txt")],
        decode: DecodeOptions {
            encoding: Some(encoding),
            ..DecodeOptions::default()
        },
        ..Default::default()
    };
    let ticket = Ticket::default();
    session
        .import(&request(Encoding::GB18030), &ticket)
        .unwrap();
    let wrong = document(&session, "big5.txt");
    session
        .apply(documents::remove(std::slice::from_ref(&wrong)).unwrap())
        .unwrap();
    let report = session.import(&request(Encoding::BIG5), &ticket).unwrap();
    assert_eq!((report.imported, report.restored), (1, 0));
    let right = document(&session, "big5.txt");
    assert_eq!(right.supersedes, Some(wrong.id));
    let scope = broadsheet::model::layer::Scope {
        document: right.id,
        layer: session.layer(),
    };
    assert_eq!(
        session.load(scope).unwrap().source.text(),
        "今天的新聞在第二版"
    );
}

#[test]
fn a_growing_search_index_is_no_change_of_the_project() {
    let story = Story::new();
    let mut mine = story.open();
    story.import(&mut mine, "a.txt", "甲乙丙");
    let before = mine.revision();
    let mut theirs = story.open();
    theirs.index_for_search(&Ticket::default()).unwrap();
    assert!(!mine.refresh().unwrap());
    assert_eq!(mine.revision(), before);
}
