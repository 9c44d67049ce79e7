//! What was taught leaves the project and comes into another; the most useful page.

use broadsheet::edit::verbs::documents;
use broadsheet::model::document::Status;
use broadsheet::session::SessionError;

use super::*;

const RIVERS: [&str; 6] = ["白水河", "黑石河", "青龙河", "柳林河", "沙沟河", "石门河"];

/// A story whose schema has rivers, with a page that is done and two that are not.
fn taught() -> (Story, Session) {
    let story = Story {
        folder: tempfile::tempdir().unwrap(),
    };
    let ron = broadsheet::model::schema::NEWSPAPER_RON.replace("INITIATIVE", "RIVER");
    let schema = Schema::from_ron(&ron).unwrap();
    let mut session = Session::create(&story.project(), &schema).unwrap();
    let lines: Vec<String> = RIVERS
        .iter()
        .map(|it| format!("清晨，人们在{it}边散步。"))
        .collect();
    story.import(&mut session, "a.txt", &lines.join("\n"));
    story.import(
        &mut session,
        "b.txt",
        "清晨，人们在马莲河边散步。\n傍晚，老人沿着泾水和渭河慢慢走。\n",
    );
    story.import(&mut session, "c.txt", "清晨，人们在白水河边散步。\n");
    (story, session)
}

fn teach(story: &Story, session: &mut Session) {
    let scope = story.scope(session, "a.txt");
    start_article(session, scope, 0);
    for line in 0..6 {
        let start = line * 14 + 6;
        tag(session, scope, start, start + 3, "RIVER");
    }
    let done = documents::set_status(&[document(session, "a.txt")], Status::Done).unwrap();
    session.apply(done).unwrap();
}

/// What is proposed as a river on a page.
fn rivers(story: &Story, session: &mut Session, name: &str) -> Vec<String> {
    let scope = story.scope(session, name);
    let suggester = session.suggester(&[]).unwrap();
    session.suggest_for(scope.document, &suggester).unwrap();
    let proposal = session.load_proposal(scope.document).unwrap().unwrap();
    let source = session.load(scope).unwrap().source.clone();
    let all = proposal.annotations.entities();
    let rivers = all.filter(|it| it.label.as_str() == "RIVER");
    rivers.map(|it| source.slice(it.span).to_owned()).collect()
}

#[test]
fn what_one_project_has_learned_is_proposed_in_another_until_it_is_forgotten() {
    let (story, mut session) = taught();
    let file = story.path("rivers.tagger");
    let nothing = session.export_model(&file, &|| false).unwrap_err();
    assert!(matches!(nothing, SessionError::NothingTaught), "{nothing}");
    assert!(!file.exists());
    teach(&story, &mut session);
    let known = session.export_model(&file, &|| false).unwrap().unwrap();
    assert_eq!(known, [("RIVER".to_owned(), 6)]);
    assert_eq!(
        rivers(&story, &mut session, "b.txt").first().unwrap(),
        "马莲河"
    );

    let (other_story, mut other) = taught();
    assert_eq!(rivers(&other_story, &mut other, "b.txt"), [""; 0]);
    assert_eq!(other.import_model(&file).unwrap(), known);
    let mut other = other_story.open();
    assert_eq!(
        rivers(&other_story, &mut other, "b.txt").first().unwrap(),
        "马莲河"
    );
    let info = other.model_info(&|| false).unwrap();
    assert_eq!((info.pages, info.used.len()), (0, 1));
    assert_eq!(info.brought.as_ref(), Some(&known));
    assert!(other.forget_model().unwrap());
    assert!(!other.forget_model().unwrap());
    assert_eq!(rivers(&other_story, &mut other, "b.txt"), [""; 0]);
    expect_sound(&other);
}

#[test]
fn files_that_are_no_taggers_are_refused_and_change_nothing() {
    let (story, mut session) = taught();
    teach(&story, &mut session);
    let file = story.path("rivers.tagger");
    session.export_model(&file, &|| false).unwrap();
    let good = std::fs::read(&file).unwrap();
    session.import_model(&file).unwrap();
    let cut = good[..good.len() / 2].to_vec();
    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 4;
    let mut newer = good.clone();
    newer[4] = 99;
    for (bytes, word) in [
        (Vec::new(), "not a tagger"),
        (b"code,name\n1,2\n".to_vec(), "not a tagger"),
        (cut, "damaged"),
        (flipped, "damaged"),
        (newer, "version 99"),
    ] {
        let bad = story.path("bad.tagger");
        std::fs::write(&bad, bytes).unwrap();
        let error = session.import_model(&bad).unwrap_err().to_string();
        assert!(
            error.contains(word) && error.contains("bad.tagger"),
            "{error}"
        );
    }
    assert!(session.model_info(&|| false).unwrap().brought.is_some());
    // A project without such a label has no use for it.
    let other = Story::new();
    let error = other.open().import_model(&file).unwrap_err().to_string();
    assert!(error.contains("RIVER"), "{error}");
}

#[test]
fn the_page_with_what_is_unknown_is_the_most_useful_one() {
    let (story, mut session) = taught();
    let find = |session: &Session, at_hand: Option<&str>| {
        let suggester = session.suggester(&[]).unwrap();
        let at_hand = at_hand.map(|name| document(session, name).id);
        let ticket = Ticket::default();
        let found = session.most_useful(at_hand, &suggester, &ticket).unwrap();
        let name = found.document.map(|id| session.document(id).unwrap().name);
        (name, found.looked, found.open, found.taught)
    };
    // Nothing was taught: what recognisers are unsure of is looked for.
    let (name, looked, open, was_taught) = find(&session, Some("a.txt"));
    assert!(name.is_some());
    assert_eq!((looked, open, was_taught), (2, 2, false));
    teach(&story, &mut session);
    let found = find(&session, None);
    assert_eq!(found, (Some("b.txt".to_owned()), 2, 2, true));
    let found = find(&session, Some("b.txt"));
    assert_eq!(found, (Some("c.txt".to_owned()), 1, 1, true));
    let stopped = Ticket::default();
    stopped.cancel();
    let suggester = session.suggester(&[]).unwrap();
    let found = session.most_useful(None, &suggester, &stopped).unwrap();
    assert!(found.cancelled && found.document.is_none());
}
