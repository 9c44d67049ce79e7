//! Mentions that engines propose, from the run to the editor's own layer.

use broadsheet::model::evidence::Subject;
use broadsheet::review::difference::Kind;
use broadsheet::session::review::Answer;
use broadsheet::session::suggest::SuggestRequest;
use broadsheet::suggest::Engine;

use super::*;

const NEWS: &str = "陇南市召开会议\n本报陇南讯（通讯员张三）1月29日，陇南市政协主席李明\n在两当县调研。会议强调，要把两当的工作做好。\n";

fn suggest(session: &mut Session, engines: &[Engine]) {
    let request = SuggestRequest {
        engines: engines.to_vec(),
        ..SuggestRequest::default()
    };
    session.suggest(&request, &Ticket::default()).unwrap();
}

fn proposed(session: &mut Session, scope: Scope) -> Vec<String> {
    let proposal = session.load_proposal(scope.document).unwrap().unwrap();
    let page = session.load(scope).unwrap().clone();
    let evidence = |id| proposal.evidence.get(&Subject::Entity(id)).unwrap();
    assert!(proposal.annotations.entities().all(|it| {
        let evidence = evidence(it.id);
        (0.0..=1.0).contains(&evidence.score) && !evidence.reasons.is_empty()
    }));
    view_of(&proposal.annotations, &page).1
}

#[test]
fn mentions_are_proposed_kept_and_accepted() {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "news.txt", NEWS);
    let scope = story.scope(&session, "news.txt");
    suggest(&mut session, &[Engine::Entities]);
    let mentions = proposed(&mut session, scope);
    let cities = [
        "CITY:陇南市",
        "CITY:陇南",
        "CITY:陇南市",
        "CITY:两当县",
        "CITY:两当",
    ];
    let found: Vec<_> = mentions
        .iter()
        .filter(|it| it.starts_with("CITY"))
        .collect();
    assert_eq!(found, cities);
    // Another session reads the same from the file.
    drop(session);
    let mut session = story.open();
    assert_eq!(proposed(&mut session, scope), mentions);
    let layer = session.suggestions_layer().unwrap();
    let review = session.review(scope.document, layer).unwrap().unwrap();
    assert!(!review.questions.is_empty());
    let tags = |it: &broadsheet::review::difference::Question| {
        matches!(it.kind, Kind::Tag { .. } | Kind::Relate { .. })
    };
    assert!(review.questions.iter().all(tags), "{:?}", review.questions);
    session
        .review_accept(&review, &review.questions, Answer::Yes)
        .unwrap();
    assert_eq!(view(&mut session, scope).1, mentions);
    expect_sound(&session);
}

#[test]
fn mentions_are_looked_for_in_the_articles_of_the_editor() {
    let story = Story::new();
    let mut session = story.open();
    let text = "会议指出，要把两当\n一则短讯\n县的工作做好，把两当县的农民放在心上。\n";
    story.import(&mut session, "cut.txt", text);
    let scope = story.scope(&session, "cut.txt");
    session.load(scope).unwrap();
    start_article(&mut session, scope, 0);
    suggest(&mut session, &[Engine::Entities]);
    let page = session.load(scope).unwrap().annotations.clone();
    assert_eq!(page.article_count(), 1);
    assert!(!proposed(&mut session, scope).is_empty());
    // Only mentions are proposed when only they are wanted.
    let proposal = session.load_proposal(scope.document).unwrap().unwrap();
    assert_eq!(proposal.annotations.article_count(), 0);
}
