//! Records known to the recognisers, from the first proposal to the last link: all names
//! of a place lead to one record, people of one name stay apart.

use broadsheet::edit::verbs::authorities;
use broadsheet::model::authority::Authority;
use broadsheet::model::evidence::{Cue, Subject};
use broadsheet::model::id::AuthorityId;
use broadsheet::review::bulk::Bulk;
use broadsheet::review::difference::Kind;
use broadsheet::session::authorities::Target;

use super::*;

const PAGE_OF_PLACES: &str = "陇南召开现场会\n\
    本报讯 3月1日，陇南市召开现场会，政协陇南市委员会主席李明出席。会议还到武都区和成县参观。\n";

fn suggest(session: &mut Session, scope: Scope) {
    let suggester = session.suggester(&[]).unwrap();
    session.suggest_for(scope.document, &suggester).unwrap();
}

fn accept_all(session: &mut Session, scope: Scope) {
    session
        .accept_suggestions(scope.document, Bulk::All)
        .unwrap();
}

/// The mentions that read so, with their records.
fn linked(session: &mut Session, scope: Scope, part: &str) -> Vec<Option<AuthorityId>> {
    let page = session.load(scope).unwrap();
    let all = page.annotations.entities();
    let named = all.filter(|it| page.source.slice(it.span).contains(part));
    named.map(|it| it.authority).collect()
}

/// Makes the first offer for a mention its record.
fn link_first(session: &mut Session, scope: Scope, part: &str) -> AuthorityId {
    session.load(scope).unwrap();
    let page = session.page(scope).unwrap();
    let mention = {
        let mut all = page.annotations.entities();
        all.find(|it| page.source.slice(it.span) == part).unwrap()
    };
    let (id, label) = (mention.id, mention.label.clone());
    let linking = session.linking(scope, id).unwrap();
    let schema = session.schema().clone();
    let change = match session.offers(&linking, "").remove(0).target {
        Target::Record(record) => {
            let record = session.authority(record).unwrap().clone();
            authorities::link(page.look(&schema), &[id], &record)
        }
        Target::Place(place) => {
            authorities::create(page.look(&schema), &[id], place.record(&label))
        }
    };
    session.edit(change.unwrap()).unwrap();
    let page = session.page(scope).unwrap();
    page.annotations.entity(id).unwrap().authority.unwrap()
}

#[test]
fn the_short_name_the_full_one_and_that_inside_a_body_become_one_record() {
    let story = Story::new();
    let mut session = story.open();
    for name in ["a.txt", "b.txt"] {
        let text = format!("{PAGE_OF_PLACES}{name}\n");
        story.import(&mut session, name, &text);
    }
    let (first, second) = (
        story.scope(&session, "a.txt"),
        story.scope(&session, "b.txt"),
    );
    suggest(&mut session, first);
    let proposal = session.load_proposal(first.document).unwrap().unwrap();
    let lnan = proposal.places.values().filter(|code| *code == "621200");
    assert_eq!(lnan.count(), 3, "{:?}", proposal.places);
    // Half is accepted before there is a record, and the first is linked by one choice.
    let suggestions = session.suggestions_layer().unwrap();
    let review = session
        .review(first.document, suggestions)
        .unwrap()
        .unwrap();
    accept_all(&mut session, first);
    assert_eq!(linked(&mut session, first, "陇南"), [None, None, None]);
    let record = link_first(&mut session, first, "陇南");
    assert_eq!(
        session.authority(record).unwrap().code.as_deref(),
        Some("621200")
    );
    let second_one = link_first(&mut session, first, "陇南市");
    assert_eq!(second_one, record, "the full name leads to the same record");
    drop(review);
    // The next page is proposed with the record, and says why.
    suggest(&mut session, second);
    let proposal = session.load_proposal(second.document).unwrap().unwrap();
    let mut mentions = proposal
        .annotations
        .entities()
        .filter(|it| it.authority == Some(record));
    let reasons = |id| &proposal.evidence[&Subject::Entity(id)].reasons[0];
    assert!(mentions.all(|it| reasons(it.id).cue == Cue::Record));
    accept_all(&mut session, second);
    assert_eq!(linked(&mut session, second, "陇南"), [Some(record); 3]);
    // Undo takes the links back with the mentions.
    session.undo().unwrap();
    assert!(linked(&mut session, second, "陇南").is_empty());
    expect_sound(&session);
}

#[test]
fn a_record_made_after_the_proposal_is_linked_when_the_rest_is_accepted() {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", PAGE_OF_PLACES);
    let scope = story.scope(&session, "a.txt");
    suggest(&mut session, scope);
    tag(&mut session, scope, 0, 2, "CITY");
    let record = link_first(&mut session, scope, "陇南");
    accept_all(&mut session, scope);
    assert_eq!(linked(&mut session, scope, "陇南"), [Some(record); 3]);
    expect_sound(&session);
}

#[test]
fn a_record_that_has_gone_since_is_no_link() {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", PAGE_OF_PLACES);
    let scope = story.scope(&session, "a.txt");
    tag(&mut session, scope, 0, 2, "CITY");
    link_first(&mut session, scope, "陇南");
    let suggester = session.suggester(&[]).unwrap();
    session.suggest_for(scope.document, &suggester).unwrap();
    assert!(session.load_proposal(scope.document).unwrap().is_some());
    // The mention and its record go; the proposal in memory still names it.
    session.undo().unwrap();
    assert_eq!(session.authorities().count(), 0);
    accept_all(&mut session, scope);
    assert!(
        linked(&mut session, scope, "陇南")
            .iter()
            .all(Option::is_none)
    );
    // Engines that learned of it before write a proposal without it, too.
    session.suggest_anew(scope.document, &suggester).unwrap();
    expect_sound(&session);
}

#[test]
fn people_of_one_name_are_proposed_without_a_record() {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", "市委书记张伟讲话。\n");
    story.import(&mut session, "b.txt", "市长张伟到会。\n");
    let (first, second) = (
        story.scope(&session, "a.txt"),
        story.scope(&session, "b.txt"),
    );
    tag(&mut session, first, 4, 6, "OFFICIAL");
    let record = |session: &mut Session| -> Authority {
        let schema = session.schema().clone();
        let page = session.load(first).unwrap();
        let id = page.annotations.entities().next().unwrap().id;
        let label = Label::from("OFFICIAL");
        let record = authorities::record(&label, "张伟").unwrap();
        let change = authorities::create(page.look(&schema), &[id], record.clone()).unwrap();
        session.edit(change).unwrap();
        record
    };
    let one = record(&mut session);
    let proposed = |session: &mut Session| {
        suggest(session, second);
        let proposal = session.load_proposal(second.document).unwrap().unwrap();
        let mut all = proposal.annotations.entities();
        let of_person = all.find(|it| it.label.as_str() == "OFFICIAL");
        of_person.map(|it| it.authority)
    };
    assert_eq!(proposed(&mut session), Some(Some(one.id)));
    record(&mut session);
    assert_eq!(proposed(&mut session), Some(None), "two have the name");
}

#[test]
fn what_was_rejected_does_not_come_back_with_a_record_and_links_of_people_are_not_questioned() {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", PAGE_OF_PLACES);
    let scope = story.scope(&session, "a.txt");
    suggest(&mut session, scope);
    let suggestions = session.suggestions_layer().unwrap();
    let questions = |session: &mut Session| {
        let review = session
            .review(scope.document, suggestions)
            .unwrap()
            .unwrap();
        let source = session.load(scope).unwrap().source.clone();
        let about = |part: &str| {
            let all = review.questions.iter();
            let named = all.filter(|it| source.slice(it.place()) == part);
            named.cloned().collect::<Vec<_>>()
        };
        let mut found = (about("陇南"), about("陇南市"));
        // The one in the name of the body is still to be tagged.
        found.1.retain(|it| matches!(it.kind, Kind::Retag { .. }));
        (review, found)
    };
    let (review, (short, _)) = questions(&mut session);
    session.review_reject(&review, &short, "").unwrap().unwrap();
    tag(&mut session, scope, 17, 20, "CITY");
    let record = link_first(&mut session, scope, "陇南市");
    suggest(&mut session, scope);
    let (_, (short, full)) = questions(&mut session);
    assert!(short.is_empty(), "rejected without a record, and with one");
    assert_eq!(full.len(), 0, "{full:?}");
    // Another record of a person's choice is left alone.
    let other = authorities::record(&Label::from("CITY"), "别处").unwrap();
    let schema = session.schema().clone();
    let page = session.load(scope).unwrap();
    let mut all = page.annotations.entities();
    let id = all.find(|it| it.authority == Some(record)).unwrap().id;
    drop(all);
    let change = authorities::create(page.look(&schema), &[id], other).unwrap();
    session.edit(change).unwrap();
    suggest(&mut session, scope);
    let (_, (_, full)) = questions(&mut session);
    assert!(full.is_empty(), "{full:?}");
    assert_ne!(linked(&mut session, scope, "陇南市"), [Some(record)]);
}
