//! Annotations that come from files: into layers, again, with text, taken back.

use broadsheet::edit::verbs::documents;
use broadsheet::jobs::Ticket;
use broadsheet::model::layer::Scope;
use broadsheet::session::Session;
use broadsheet::session::import_pages::{PagesReport, PagesRequest};

use super::{PAGE, Story, count, document, expect_sound, start_article, tag, view};

const ANNOTATED: &str = r#"{"document":"a","articles":[{"segments":[{"start":0,"end":5,"role":"headline"},{"start":6,"end":13,"role":"body"}]}],"entities":[{"start":0,"end":3,"label":"CITY","canonical":"清江县"}]}"#;
const WITH_TEXT: &str = r#"{"document":"new.txt","text":"清江新闻\n","meta":{"newspaper":"清江晚报"},"articles":[{"segments":[{"start":0,"end":4,"role":"headline"}]}]}"#;

fn import_pages(story: &Story, session: &mut Session, lines: &[&str], layer: &str) -> PagesReport {
    std::fs::write(story.path("n.jsonl"), lines.join("\n")).unwrap();
    let request = PagesRequest {
        paths: vec![story.path("n.jsonl")],
        layer: layer.to_owned(),
    };
    session.import_pages(&request, &Ticket::default()).unwrap()
}

fn in_layer(session: &Session, scope: Scope, layer: &str) -> Scope {
    Scope {
        layer: session.layer_named(layer).unwrap().id,
        ..scope
    }
}

#[test]
fn importing_twice_is_importing_once() {
    let (story, mut session, scope) = Story::with_page();
    let once = import_pages(&story, &mut session, &[ANNOTATED], "gold");
    assert_eq!(once.problems, []);
    let gold = in_layer(&session, scope, "gold");
    let first = view(&mut session, gold);
    assert_eq!(first.0, ["headline:清江县新闻|body:清江县开工了。"]);
    let twice = import_pages(&story, &mut session, &[ANNOTATED], "gold");
    assert_eq!(twice.problems, []);
    assert_eq!(view(&mut session, gold), first);
    assert_eq!(session.authorities().count(), 1);
    // The editor's own layer is as it was.
    assert_eq!(view(&mut session, scope), (vec![], vec![]));
    expect_sound(&session);
}

#[test]
fn a_page_that_is_there_twice_in_a_file_is_taken_once() {
    let (story, mut session, scope) = Story::with_page();
    let other = ANNOTATED.replace("CITY", "INITIATIVE");
    let report = import_pages(&story, &mut session, &[ANNOTATED, &other], "gold");
    assert_eq!(report.problems.len(), 1);
    assert!(report.problems[0].message.contains("twice"));
    let gold = in_layer(&session, scope, "gold");
    assert_eq!(view(&mut session, gold).1, ["CITY:清江县"]);
    // So it is for pages that come in with their text.
    let report = import_pages(&story, &mut session, &[WITH_TEXT, WITH_TEXT], "gold");
    assert_eq!((report.documents, report.problems.len()), (1, 1));
    assert_eq!(count(&session), 2);
}

#[test]
fn records_with_text_become_documents() {
    let (story, mut session, _) = Story::with_page();
    let report = import_pages(&story, &mut session, &[WITH_TEXT], "");
    assert_eq!((report.documents, report.pages), (1, 1));
    assert_eq!(report.problems, []);
    let made = document(&session, "new.txt");
    assert_eq!(made.meta.newspaper.as_deref(), Some("清江晚报"));
    assert_eq!((made.chars, made.lines, made.ink), (5, 2, 4));
    let scope = story.scope(&session, "new.txt");
    assert_eq!(view(&mut session, scope).0, ["headline:清江新闻"]);
    assert_eq!(session.coverage(), (4, 28));
    // The raw file with these bytes is known from now on.
    let known = story.import(&mut session, "raw.txt", "清江新闻\n").known;
    assert_eq!(known.len(), 1);
    expect_sound(&session);
}

#[test]
fn one_step_back_takes_back_pages_documents_and_the_layer() {
    let (story, mut session, scope) = Story::with_page();
    import_pages(&story, &mut session, &[ANNOTATED, WITH_TEXT], "gold");
    let gold = in_layer(&session, scope, "gold");
    session.set_layer(gold.layer).unwrap();
    let full = view(&mut session, gold);
    session.undo().unwrap().unwrap();
    assert_eq!(count(&session), 1);
    assert!(session.layer_named("gold").is_err());
    assert_eq!(session.layer_name(), "main");
    expect_sound(&session);
    drop(session);
    let mut session = story.open();
    session.redo().unwrap().unwrap();
    assert!(session.redo().unwrap().is_none());
    assert_eq!(count(&session), 2);
    assert_eq!(view(&mut session, gold), full);
    expect_sound(&session);
}

#[test]
fn annotations_bring_back_the_page_that_was_taken_out() {
    let (story, mut session, scope) = Story::with_page();
    start_article(&mut session, scope, 0);
    let before = view(&mut session, scope);
    let remove = documents::remove(&[document(&session, "a.txt")]).unwrap();
    session.apply(remove).unwrap();
    let text = serde_json::to_string(PAGE).unwrap();
    let record = format!(r#"{{"document":"a.txt","text":{text},"entities":[]}}"#);
    import_pages(&story, &mut session, &[&record], "gold");
    assert_eq!(count(&session), 1);
    assert_eq!(document(&session, "a.txt").id, scope.document);
    assert_eq!(view(&mut session, scope), before);
    expect_sound(&session);
}

#[test]
fn pages_of_one_name_are_told_apart_by_their_digest() {
    let (story, mut session, scope) = Story::with_page();
    tag(&mut session, scope, 0, 3, "CITY");
    let digest = "0".repeat(64);
    let without = format!(r#"{{"document":"a.txt","sha256":"{digest}","entities":[]}}"#);
    let report = import_pages(&story, &mut session, &[&without], "");
    assert!(report.problems[0].message.contains("other bytes"));
    let bad = r#"{"document":"a.txt","sha256":"zz","entities":[]}"#;
    let report = import_pages(&story, &mut session, &[bad], "");
    assert!(report.problems[0].message.contains("hexadecimal"));
    assert_eq!(view(&mut session, scope).1.len(), 1);
    let with = format!(r#"{{"document":"a.txt","sha256":"{digest}","text":"另一版"}}"#);
    let report = import_pages(&story, &mut session, &[&with], "");
    assert_eq!(report.documents, 1);
    assert_eq!(count(&session), 2);
    assert_eq!(view(&mut session, scope).1.len(), 1);
    // Two pages have the name now, and nothing tells which is meant.
    let report = import_pages(&story, &mut session, &[ANNOTATED], "");
    assert!(report.problems[0].message.contains("several"), "{report:?}");
}

#[test]
fn records_that_make_no_page_are_refused_with_the_reason() {
    let story = Story::new();
    let mut session = story.open();
    for (record, part) in [
        (r#"{"text":"无名"}"#, "name"),
        (r#"{"document":"x","text":""}"#, "empty"),
        (r#"{"document":"x","text":"a\u0000b"}"#, "NUL"),
        (r#"{"document":"x"}"#, "raw text first"),
    ] {
        let report = import_pages(&story, &mut session, &[record], "gold");
        assert_eq!(report.problems.len(), 1, "{record}");
        assert!(report.problems[0].message.contains(part), "{report:?}");
    }
    assert_eq!(count(&session), 0);
    let layers: Vec<_> = session.layers().iter().map(|it| it.name.as_str()).collect();
    assert_eq!(layers, ["main"]);
    assert_eq!(session.undo_label(), None);
}

#[test]
fn a_piece_of_furniture_that_is_none_costs_only_itself() {
    let (story, mut session, scope) = Story::with_page();
    let furniture = r#""furniture":[7,[14,19],{"start":0}],"articles":"#;
    let record = ANNOTATED.replacen(r#""articles":"#, furniture, 1);
    let report = import_pages(&story, &mut session, &["", &record], "gold");
    assert_eq!(report.pages, 1);
    let told = report.problems.iter();
    let told = told.map(|it| format!("{}: {}", it.path.display(), it.message));
    let told: Vec<String> = told.collect();
    assert_eq!(told.len(), 2, "{told:?}");
    for (told, what) in told
        .iter()
        .zip(["furniture 1: it is 7", "furniture 3: it is {"])
    {
        for part in [what, "n.jsonl", "line 2", "write it as [start, end]"] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
    let gold = in_layer(&session, scope, "gold");
    let page = session.load(gold).unwrap();
    assert_eq!(page.annotations.segments().count(), 3);
    assert_eq!(page.annotations.entity_count(), 1);
}

#[test]
fn another_writer_in_the_middle_does_not_stop_an_import() {
    let story = Story::new();
    let mut mine = story.open();
    let mut theirs = story.open();
    // Their change comes after we have looked: what waits with us must survive it.
    let lines: Vec<String> = (0..40)
        .map(|at| format!(r#"{{"document":"{at}.txt","text":"第{at}版","articles":[{{"segments":[{{"start":0,"end":2,"role":"body"}}]}}]}}"#))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for at in 0..20 {
                story.import(&mut theirs, &format!("t{at}.txt"), &format!("他{at}"));
            }
        });
        for round in 0..10 {
            let report = import_pages(&story, &mut mine, &lines, &format!("layer {round}"));
            assert_eq!(report.problems, []);
        }
        writer.join().unwrap();
    });
    mine.refresh().unwrap();
    assert_eq!(count(&mine), 60);
    assert_eq!(mine.layers().len(), 11);
    expect_sound(&mine);
}
