//! Another reading of a page takes the place of a document.

use std::path::PathBuf;

use broadsheet::edit::reanchor::{Fate, What};
use broadsheet::edit::verbs::documents;
use broadsheet::jobs::Ticket;
use broadsheet::model::document::Status;
use broadsheet::model::layer::{LayerKind, Scope};
use broadsheet::model::rejection::PROBLEMS;
use broadsheet::session::Session;
use broadsheet::session::import::ImportRequest;
use broadsheet::session::versions::{ReplaceReport, ReplaceRequest};
use broadsheet::text::decode::DecodeOptions;
use broadsheet::text::span::Span;

use super::{PAGE, Story, count, document, expect_sound, import, start_article, tag, view};

/// The same page, read better: a blank line, one joined line, one other character.
const BETTER: &str = "清江县新闻\n\n清江县开工了。\n周文谈发展\n周文到青江县。\n";

fn replace(session: &mut Session, document: &str, path: PathBuf) -> ReplaceReport {
    let request = ReplaceRequest {
        document: super::document(session, document).id,
        path,
        decode: DecodeOptions::default(),
    };
    session.replace_document(&request).unwrap()
}

/// A page with two articles and three mentions, the last of which will read otherwise.
fn annotated() -> (Story, Session, Scope) {
    let (story, mut session, scope) = Story::with_page();
    start_article(&mut session, scope, 0);
    start_article(&mut session, scope, 14);
    tag(&mut session, scope, 0, 3, "CITY");
    tag(&mut session, scope, 14, 16, "OFFICIAL");
    tag(&mut session, scope, 23, 26, "CITY");
    (story, session, scope)
}

#[test]
fn annotations_of_every_layer_come_along_in_one_step_of_undo() {
    let (story, mut session, scope) = annotated();
    let other = session
        .layer_or_new("colleague", LayerKind::Editor)
        .unwrap();
    let theirs = Scope {
        layer: other,
        ..scope
    };
    tag(&mut session, theirs, 20, 22, "OFFICIAL");
    let before = view(&mut session, scope);
    let path = story.path("again.txt");
    std::fs::write(&path, BETTER).unwrap();
    let report = replace(&mut session, "a.txt", path);

    assert_eq!(count(&session), 1);
    let new = document(&session, "a.txt");
    assert_eq!((new.id, new.supersedes), (report.new, Some(scope.document)));
    assert_eq!(new.status, Status::InProgress);
    let now = Scope {
        document: new.id,
        ..scope
    };
    let (articles, entities) = view(&mut session, now);
    assert_eq!(
        articles,
        [
            "body:清江县新闻\n\n清江县开工了。",
            "body:周文谈发展\n周文到青江县。"
        ]
    );
    assert_eq!(entities, ["CITY:清江县", "OFFICIAL:周文", "CITY:青江县"]);
    let their_page = Scope {
        document: new.id,
        ..theirs
    };
    assert_eq!(view(&mut session, their_page).1, ["OFFICIAL:周文"]);
    let open: Vec<_> = report.layers[0]
        .told
        .review
        .iter()
        .map(|it| (it.what, it.fate, it.surface.as_str()))
        .collect();
    assert_eq!(open, [(What::Entity, Fate::TextChanged, "清江县")]);
    assert_eq!(
        report.layers[0].told.review[0].place,
        Span::new(24, 27).unwrap()
    );
    assert_eq!((report.shared, report.ink), (23, (24, 24)));
    // The old version stays as it was, and can be looked at.
    let old: Vec<_> = session.earlier_versions(new.id).unwrap();
    assert_eq!((old.len(), old[0].id), (1, scope.document));
    assert_eq!(view(&mut session, scope), before);
    expect_sound(&session);

    drop(session);
    let mut session = story.open();
    session.undo().unwrap().unwrap();
    assert_eq!(document(&session, "a.txt").id, scope.document);
    assert_eq!(view(&mut session, scope), before);
    assert_eq!(
        session.newest_version(scope.document).unwrap().unwrap().id,
        scope.document
    );
    expect_sound(&session);
    session.redo().unwrap().unwrap();
    assert_eq!(document(&session, "a.txt").id, new.id);
    assert_eq!(view(&mut session, now), (articles, entities));
    expect_sound(&session);
}

#[test]
fn a_page_that_was_done_stays_so_if_nothing_is_open() {
    let (story, mut session, scope) = annotated();
    let done = documents::set_status(&[session.document(scope.document).unwrap()], Status::Done);
    session.apply(done.unwrap()).unwrap();
    let path = story.path("again.txt");
    std::fs::write(&path, PAGE.replace('\n', "\r\n\r\n")).unwrap();
    let report = replace(&mut session, "a.txt", path);
    assert_eq!(report.open(), 0);
    assert_eq!(session.document(report.new).unwrap().status, Status::Done);
}

#[test]
fn what_is_there_already_is_refused_with_its_name() {
    let (story, mut session, scope) = annotated();
    story.import(&mut session, "b.txt", "另一版\n");
    for (text, name) in [(PAGE, "a.txt"), ("另一版\n", "b.txt"), ("", "empty")] {
        let path = story.path("again.txt");
        std::fs::write(&path, text).unwrap();
        let request = ReplaceRequest {
            document: scope.document,
            path,
            decode: DecodeOptions::default(),
        };
        let message = session.replace_document(&request).unwrap_err().to_string();
        assert!(message.contains(name), "{message}");
    }
    assert_eq!(count(&session), 2);
    // A version that gave way cannot be replaced once more.
    let path = story.path("again.txt");
    std::fs::write(&path, BETTER).unwrap();
    replace(&mut session, "a.txt", path.clone());
    std::fs::write(&path, "又一版\n").unwrap();
    let request = ReplaceRequest {
        document: scope.document,
        path,
        decode: DecodeOptions::default(),
    };
    let message = session.replace_document(&request).unwrap_err().to_string();
    assert!(message.contains("replaced before"), "{message}");
    expect_sound(&session);
}

#[test]
fn importing_the_old_file_again_brings_no_old_version_back() {
    let (story, mut session, _) = annotated();
    let path = story.path("again.txt");
    std::fs::write(&path, BETTER).unwrap();
    let report = replace(&mut session, "a.txt", path);
    let imported = import(&mut session, &[story.path("a.txt")]);
    assert_eq!((imported.imported, imported.restored), (0, 0));
    assert_eq!(imported.known[0].message, "an earlier version of a.txt");
    assert_eq!(count(&session), 1);
    // Two versions later it is still known.
    let third = story.path("third.txt");
    std::fs::write(&third, format!("{BETTER}完\n")).unwrap();
    let last = replace(&mut session, "a.txt", third);
    let versions = session.earlier_versions(last.new).unwrap();
    assert_eq!(versions[0].id, report.new);
    assert_eq!(
        session.newest_version(report.old).unwrap().unwrap().id,
        last.new
    );
    let request = ImportRequest {
        paths: vec![story.path("a.txt"), story.path("again.txt")],
        ..ImportRequest::default()
    };
    let imported = session.import(&request, &Ticket::default()).unwrap();
    assert_eq!(
        (imported.imported, imported.restored, imported.known.len()),
        (0, 0, 2)
    );
}

/// What an editor has said no to is not asked again because the page was read anew.
#[test]
fn what_was_turned_down_and_ignored_stays_so_on_the_new_text() {
    let (story, mut session, scope) = annotated();
    let suggester = session.suggester(&[]).unwrap();
    let source = |session: &Session| session.suggestions_layer().unwrap();
    session.suggest_for(scope.document, &suggester).unwrap();
    let layer = source(&session);
    let review = session.review(scope.document, layer).unwrap().unwrap();
    assert!(!review.questions.is_empty());
    session
        .review_reject(&review, &review.questions, "")
        .unwrap();
    let schema = session.schema().clone();
    let found = |session: &Session, scope: Scope| {
        let page = session.page(scope).unwrap();
        broadsheet::session::problems::problems_of(page, &schema, &Default::default())
    };
    let problems = found(&session, scope);
    assert!(!problems.is_empty());
    for problem in &problems {
        session.ignore_problem(scope, problem, "so it is").unwrap();
    }

    let path = story.path("again.txt");
    std::fs::write(&path, format!("\n\n{PAGE}")).unwrap();
    let report = replace(&mut session, "a.txt", path);
    let now = Scope {
        document: report.new,
        ..scope
    };
    session.suggest_for(now.document, &suggester).unwrap();
    let again = session.review(now.document, layer).unwrap().unwrap();
    assert_eq!(again.questions, [], "nothing is asked twice");
    let ignored = session.rejected(now, PROBLEMS).unwrap();
    let open = found(&session, now);
    assert_eq!(open.len(), problems.len());
    assert!(
        open.iter().all(|it| ignored.contains(&it.fingerprint())),
        "{open:?} {ignored:?}"
    );
    let why = session.rejections(now, PROBLEMS).unwrap();
    assert!(why.iter().all(|it| it.reason == "so it is"));
    expect_sound(&session);

    session.undo().unwrap().unwrap();
    assert_eq!(session.rejected(now, PROBLEMS).unwrap().len(), 0);
    assert_ne!(session.rejected(scope, PROBLEMS).unwrap().len(), 0);
    expect_sound(&session);
}
