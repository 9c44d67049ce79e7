//! Engines are at work while somebody changes the schema.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use broadsheet::edit::schema::SchemaDraft;
use broadsheet::jobs::{Finished, Slot, Ticket};
use broadsheet::session::Session;
use broadsheet::session::schema::SchemaOutcome;
use broadsheet::session::suggest::SuggestRequest;

use super::Story;

fn rename_city(session: &mut Session) {
    let mut draft = SchemaDraft::new(session.schema());
    let city = draft.labels.iter_mut().find(|it| it.form.id == "CITY");
    city.unwrap().form.id = "PLACE".to_owned();
    let outcome = session.change_schema(&draft.edit(), &Ticket::default());
    assert!(matches!(outcome, Ok(SchemaOutcome::Changed(_))));
}

/// The labels that are proposed for a page.
fn labels(session: &mut Session, name: &str, story: &Story) -> Option<Vec<String>> {
    let document = story.scope(session, name).document;
    let proposal = session.load_proposal(document).unwrap()?;
    let labels = proposal.annotations.entities();
    Some(labels.map(|it| it.label.to_string()).collect())
}

#[test]
fn what_is_proposed_for_a_schema_that_is_gone_is_not_kept() {
    let (story, mut session, scope) = Story::with_page();
    let suggester = session.suggester(&[]).unwrap();
    let kept = session.suggest_anew(scope.document, &suggester).unwrap();
    assert!(kept.is_some());
    rename_city(&mut story.open());
    let kept = session.suggest_anew(scope.document, &suggester).unwrap();
    assert_eq!(kept, None);
    assert_eq!(labels(&mut session, "a.txt", &story), None);
    let suggester = session.suggester_after(&[], Some(suggester), &|| false);
    let kept = session.suggest_anew(scope.document, &suggester.unwrap());
    assert!(kept.unwrap().is_some());
}

#[test]
fn a_run_over_all_pages_begins_anew_for_the_new_schema() {
    let (story, mut session, _) = Story::with_page();
    for name in ["b.txt", "c.txt", "d.txt"] {
        story.import(&mut session, name, &format!("周文到清江县。{name}\n"));
    }
    let (project, reports) = (story.project(), AtomicU32::new(0));
    let wake = Arc::new(move || {
        if reports.fetch_add(1, Ordering::Relaxed) == 2 {
            rename_city(&mut Session::open(&project).unwrap());
        }
    });
    let mut slot = Slot::default();
    let project = story.project();
    let work = move |ticket: &Ticket| {
        let mut session = Session::open(&project).unwrap();
        session.suggest(&SuggestRequest::default(), ticket)
    };
    slot.start("suggestions", wake, work).unwrap();
    let Some(Finished::Done(report)) = slot.wait() else {
        panic!("it ends");
    };
    let report = report.unwrap();
    assert_eq!((report.documents, report.cancelled), (4, false));
    session.refresh().unwrap();
    for name in ["a.txt", "b.txt", "c.txt", "d.txt"] {
        let labels = labels(&mut session, name, &story).expect("every page was proposed for");
        assert!(!labels.contains(&"CITY".to_owned()), "{name}: {labels:?}");
    }
}

#[test]
fn the_first_proposal_after_a_change_is_seen_by_others() {
    let (story, mut session, _) = Story::with_page();
    let mut other = story.open();
    let suggest = |session: &mut Session| {
        let done = session.suggest(&SuggestRequest::default(), &Ticket::default());
        assert_eq!(done.unwrap().documents, 1);
    };
    suggest(&mut session);
    rename_city(&mut session);
    assert_eq!(labels(&mut session, "a.txt", &story), None);
    suggest(&mut other);
    assert!(session.refresh().unwrap());
    assert!(labels(&mut session, "a.txt", &story).is_some());
}
