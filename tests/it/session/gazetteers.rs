//! The project's own gazetteers: kept, replaced, removed; their places are recognised and
//! offered for linking.

use broadsheet::model::evidence::Cue;
use broadsheet::session::authorities::Target;

use super::*;

const TABLE: &str = "code,name,aliases,level\n\
    x-1,云岭新区,云岭,county\nx-2,,,\nx-3,乌蒙洲,,galaxy\nx-4,清江县,,county\n";
const TEXT: &str =
    "云岭新区召开大会\n本报讯 3月1日，云岭新区在清江县召开大会。\n记者从云岭获悉，大会开了三天。\n";

fn load(story: &Story, session: &mut Session, name: &str, table: &str) -> (usize, usize, bool) {
    let path = story.path(name);
    std::fs::write(&path, table).unwrap();
    let report = session.load_gazetteer(&path, None).unwrap();
    (report.taken, report.refused.len(), report.replaced)
}

fn names(session: &Session) -> Vec<(String, usize)> {
    let all = session.gazetteers().into_iter();
    all.map(|it| (it.name, it.places)).collect()
}

/// The proposed mentions of a page that a gazetteer speaks for.
fn listed(session: &mut Session, scope: Scope) -> Vec<String> {
    let suggester = session.suggester(&[]).unwrap();
    session.suggest_for(scope.document, &suggester).unwrap();
    let proposal = session.load_proposal(scope.document).unwrap().unwrap();
    let source = session.load(scope).unwrap().source.clone();
    let by_gazetteer = proposal.annotations.entities().filter(|it| {
        let subject = broadsheet::model::evidence::Subject::Entity(it.id);
        let reasons = &proposal.evidence[&subject].reasons;
        reasons.iter().any(|reason| reason.cue == Cue::Gazetteer)
    });
    by_gazetteer
        .map(|it| source.slice(it.span).to_owned())
        .collect()
}

#[test]
fn places_of_a_table_are_recognised_until_the_table_is_removed() {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", TEXT);
    let scope = story.scope(&session, "a.txt");
    let has = |found: &[String], name: &str| found.iter().any(|it| it == name);
    let before = listed(&mut session, scope);
    assert!(
        !has(&before, "云岭新区") && !has(&before, "云岭"),
        "{before:?}"
    );
    assert_eq!(
        load(&story, &mut session, "places.csv", TABLE),
        (2, 2, false)
    );
    // Another session and a restart know it, and the proposal is made anew.
    let mut session = story.open();
    assert_eq!(names(&session), [("places".to_owned(), 2)]);
    let found = listed(&mut session, scope);
    assert!(has(&found, "云岭新区") && has(&found, "云岭"), "{found:?}");
    assert!(session.remove_gazetteer("places").unwrap());
    assert!(!session.remove_gazetteer("places").unwrap());
    assert_eq!(listed(&mut session, scope), before);
    expect_sound(&session);
}

#[test]
fn places_of_a_table_are_offered_for_linking_and_found_by_name_and_code() {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", TEXT);
    let scope = story.scope(&session, "a.txt");
    load(&story, &mut session, "places.csv", TABLE);
    tag(&mut session, scope, 0, 4, "CITY");
    session.load(scope).unwrap();
    let mention = session.page(scope).unwrap().annotations.entities().next();
    let linking = session.linking(scope, mention.unwrap().id).unwrap();
    let first = |session: &Session, typed: &str| {
        let offer = session.offers(&linking, typed).remove(0);
        match offer.target {
            Target::Place(place) => place.code,
            Target::Record(_) => panic!("there is no record"),
        }
    };
    for typed in ["", "云岭", "ylxq", "x-1"] {
        assert_eq!(first(&session, typed), "x-1", "{typed:?}");
    }
}

#[test]
fn a_table_that_cannot_be_read_once_is_read_the_next_time() {
    let story = Story::new();
    let mut session = story.open();
    let table = "code,name\nonce-1,云岭新区\n";
    load(&story, &mut session, "once.csv", table);
    drop(session);
    let put = |text: &str| {
        let file = rusqlite::Connection::open(story.project()).unwrap();
        let sql = "UPDATE setting SET value = ? WHERE key = 'gazetteer/once'";
        assert_eq!(file.execute(sql, [text]).unwrap(), 1);
    };
    put("no table");
    assert!(story.open().gazetteer().place("once-1").is_none());
    put(table);
    assert!(story.open().gazetteer().place("once-1").is_some());
}

#[test]
fn a_table_takes_the_place_of_the_one_of_its_name_and_a_bad_one_changes_nothing() {
    let story = Story::new();
    let mut session = story.open();
    let mut watching = story.open();
    load(&story, &mut session, "b.csv", TABLE);
    load(&story, &mut session, "a.csv", "code,name\nq1,甲县\n");
    assert!(watching.refresh().unwrap(), "another session sees them");
    assert_eq!(names(&watching), [("a".to_owned(), 1), ("b".to_owned(), 2)]);
    let again = load(
        &story,
        &mut watching,
        "b.csv",
        "code,name\nq1,乙县\nq2,丙县\nq3,丁县\n",
    );
    assert_eq!(again, (3, 0, true));
    // Of two places with one code the one of the later gazetteer counts.
    assert_eq!(watching.gazetteer().place("q1").unwrap().name, "乙县");
    assert_eq!(watching.gazetteer().place("621200").unwrap().name, "陇南市");
    session.refresh().unwrap();
    assert_eq!(session.gazetteer().place("q3").unwrap().name, "丁县");
    for bad in [
        "",
        "a,b\n1,2\n",
        "code,name\n",
        "code,name\n,\n1,\n",
        "\u{0}",
    ] {
        let path = story.path("b.csv");
        std::fs::write(&path, bad).unwrap();
        let report = session.load_gazetteer(&path, None);
        assert!(report.is_err() || report.unwrap().taken == 0, "{bad:?}");
    }
    let mut many = "code,name\n".to_owned();
    many.extend((0..=200_000).map(|n| format!("{n},甲县\n")));
    std::fs::write(story.path("b.csv"), many).unwrap();
    let error = session
        .load_gazetteer(&story.path("b.csv"), None)
        .unwrap_err();
    assert!(error.to_string().contains("200000 places"), "{error}");
    assert!(
        session
            .load_gazetteer(&story.path("none.csv"), None)
            .is_err()
    );
    assert_eq!(names(&session), [("a".to_owned(), 1), ("b".to_owned(), 3)]);
    let odd = session
        .load_gazetteer(&story.path("a.csv"), Some(" x\ny\u{1b}[31m "))
        .unwrap();
    assert_eq!(odd.name, "x y [31m");
    expect_sound(&session);
}
