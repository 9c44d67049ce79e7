//! Authority records over a whole project: link, merge, split, offers; two people of one
//! name stay apart.

use std::collections::BTreeSet;

use broadsheet::edit::verbs::{Refusal, authorities};
use broadsheet::format::export_format::ExportFormat;
use broadsheet::jobs::Ticket;
use broadsheet::model::authority::Authority;
use broadsheet::model::id::{AuthorityId, EntityId, Label};
use broadsheet::model::layer::Scope;
use broadsheet::session::Session;
use broadsheet::session::authorities::{Relinked, Target, Why};
use broadsheet::session::documents::DocumentFilter;
use broadsheet::session::export::ExportRequest;
use broadsheet::session::import_pages::PagesRequest;

use super::{Story, expect_sound, tag};

/// Tags a text wherever it stands on a page.
fn tag_all(session: &mut Session, scope: Scope, text: &str, label: &str) {
    let source = session.load(scope).unwrap().source.clone();
    let chars: Vec<char> = source.text().chars().collect();
    let wanted: Vec<char> = text.chars().collect();
    for at in 0..chars.len().saturating_sub(wanted.len() - 1) {
        if chars[at..at + wanted.len()] == wanted[..] {
            let (start, end) = (at as u32, (at + wanted.len()) as u32);
            tag(session, scope, start, end, label);
        }
    }
}

/// The mentions of a page with their records, in text order.
fn mentions(session: &mut Session, scope: Scope) -> Vec<(EntityId, Option<AuthorityId>)> {
    let page = session.load(scope).unwrap();
    let all = page.annotations.entities();
    all.map(|it| (it.id, it.authority)).collect()
}

/// Makes a record of the nth mention of a page.
fn create(session: &mut Session, scope: Scope, nth: usize, name: &str) -> Authority {
    let id = mentions(session, scope)[nth].0;
    let schema = session.schema().clone();
    let page = session.load(scope).unwrap();
    let label = page.annotations.entity(id).unwrap().label.clone();
    let record = authorities::record(&label, name).unwrap();
    let change = authorities::create(page.look(&schema), &[id], record.clone()).unwrap();
    session.edit(change).unwrap();
    record
}

fn link(session: &mut Session, scope: Scope, nth: usize, record: &Authority) {
    let id = mentions(session, scope)[nth].0;
    let schema = session.schema().clone();
    let page = session.load(scope).unwrap();
    let change = authorities::link(page.look(&schema), &[id], record).unwrap();
    session.edit(change).unwrap();
}

fn edit(session: &mut Session, after: Authority) {
    let before = session.authority(after.id).unwrap().clone();
    let change = session.edit_record(&before, after).unwrap();
    session.apply(change).unwrap();
}

/// Names of the offers with their reasons, in order.
fn offers(session: &mut Session, scope: Scope, nth: usize, typed: &str) -> Vec<(String, Vec<Why>)> {
    let id = mentions(session, scope)[nth].0;
    let linking = session.linking(scope, id).unwrap();
    let offers = session.offers(&linking, typed).into_iter();
    offers
        .map(|offer| match offer.target {
            Target::Record(id) => {
                let record = session.authority(id).unwrap();
                let note = &record.note;
                (format!("{}{note}", record.canonical), offer.whys)
            }
            Target::Place(place) => (format!("+{} {}", place.code, place.name), offer.whys),
        })
        .collect()
}

/// Two records of one city on 70 pages.
fn corpus() -> (Story, Session, [Authority; 2], Vec<Scope>) {
    let story = Story::new();
    let mut session = story.open();
    let mut scopes = Vec::new();
    for number in 0..70 {
        let name = format!("p{number:02}.txt");
        let text = format!("清江县开会。清江也开会。{number}\n");
        story.import(&mut session, &name, &text);
        let scope = story.scope(&session, &name);
        tag(&mut session, scope, 0, 3, "CITY");
        tag(&mut session, scope, 6, 8, "CITY");
        scopes.push(scope);
    }
    let long = create(&mut session, scopes[0], 0, "清江县");
    let short = create(&mut session, scopes[0], 1, "清江");
    for &scope in &scopes[1..] {
        link(&mut session, scope, 0, &long);
        link(&mut session, scope, 1, &short);
    }
    (story, session, [long, short], scopes)
}

#[test]
fn merging_relinks_every_mention_of_every_page_and_is_one_step() {
    let (story, mut session, [long, short], scopes) = corpus();
    let layer = session.layer();
    let before = session.undo_label().cloned();
    let list = session.mentions_of(short.id, layer, None, 5).unwrap();
    assert_eq!(list.found.len(), 5);
    assert_eq!(list.found[0].words, ["清江县开会。", "清江", "也开会。0\n"]);

    let done = session.merge_records(long.id, short.id, &Ticket::default());
    let all = Relinked {
        mentions: 70,
        pages: 70,
        cancelled: false,
    };
    assert_eq!(done.unwrap(), Ok(all));
    assert!(session.authority(short.id).is_none());
    assert_eq!(session.authority(long.id).unwrap().aliases, ["清江"]);
    assert_eq!(session.mention_counts(layer).unwrap()[&long.id], 140);
    expect_sound(&session);

    drop(session);
    let mut session = story.open();
    session.undo().unwrap().unwrap();
    assert_eq!(session.undo_label().cloned(), before, "one step");
    assert_eq!(session.authority(short.id), Some(&short));
    assert_eq!(session.authority(long.id), Some(&long));
    for scope in [scopes[0], scopes[69]] {
        let links: Vec<_> = mentions(&mut session, scope)
            .iter()
            .map(|it| it.1)
            .collect();
        assert_eq!(links, [Some(long.id), Some(short.id)]);
    }
    expect_sound(&session);
    session.redo().unwrap().unwrap();
    assert_eq!(session.mention_counts(layer).unwrap()[&long.id], 140);
    expect_sound(&session);
}

#[test]
fn a_merger_that_is_stopped_or_refused_leaves_nothing_dangling() {
    let (_story, mut session, [long, short], _) = corpus();
    let ticket = Ticket::default();
    ticket.cancel();
    let done = session.merge_records(long.id, short.id, &ticket).unwrap();
    assert!(done.unwrap().cancelled);
    assert!(session.authority(short.id).is_some());
    let ticket = Ticket::default();
    let same = session.merge_records(long.id, long.id, &ticket).unwrap();
    assert_eq!(same, Err(Refusal::AlreadySo));
    let none = session.merge_records(long.id, AuthorityId::new(), &ticket);
    assert_eq!(none.unwrap(), Err(Refusal::NoSuchRecord));
    let used = session.delete_record(short.id).unwrap();
    assert_eq!(used, Err(Refusal::RecordInUse));
    expect_sound(&session);
}

#[test]
fn splitting_gives_some_mentions_a_record_of_their_own() {
    let (_story, mut session, [long, _], scopes) = corpus();
    let some: BTreeSet<_> = scopes[..66]
        .iter()
        .map(|&scope| mentions(&mut session, scope)[0].0)
        .collect();
    let before = session.undo_label().cloned();
    let new = authorities::record(&long.label, "清江县").unwrap();
    let ticket = Ticket::default();
    let done = session.split_record(long.id, new.clone(), &some, &ticket);
    assert_eq!(done.unwrap().unwrap().mentions, 66);
    let counts = session.mention_counts(session.layer()).unwrap();
    assert_eq!((counts[&new.id], counts[&long.id]), (66, 4));
    assert_eq!(session.sole_record(&long.label, "清江县"), None);
    expect_sound(&session);
    session.undo().unwrap().unwrap();
    assert_eq!(session.undo_label().cloned(), before);
    assert!(session.authority(new.id).is_none());
    expect_sound(&session);
    let strange = BTreeSet::from([EntityId::new()]);
    let done = session.split_record(long.id, new, &strange, &ticket);
    assert_eq!(done.unwrap(), Err(Refusal::NoEntityHere));
}

#[test]
fn people_of_one_name_stay_apart() {
    let story = Story::new();
    let mut session = story.open();
    let text = "市长张伟。局长张伟。张伟又说。\n";
    story.import(&mut session, "a.txt", text);
    story.import(&mut session, "b.txt", &format!("{text}另一版。\n"));
    let (a, b) = (
        story.scope(&session, "a.txt"),
        story.scope(&session, "b.txt"),
    );
    tag_all(&mut session, a, "张伟", "OFFICIAL");
    tag_all(&mut session, b, "张伟", "OFFICIAL");
    let mayor = create(&mut session, a, 0, "张伟");
    let note = |record: &Authority, note: &str| Authority {
        note: note.to_owned(),
        ..record.clone()
    };
    edit(&mut session, note(&mayor, "市长"));
    let official = Label::from("OFFICIAL");
    assert_eq!(session.sole_record(&official, "张伟").unwrap().id, mayor.id);
    let other = create(&mut session, b, 1, "张伟");
    edit(&mut session, note(&other, "局长"));
    // Neither is meant by the name alone.
    assert_eq!(session.sole_record(&official, "张伟"), None);
    // Both are offered everywhere; the one that the page mentions comes first.
    let on_page = vec![Why::Name, Why::OnPage];
    assert_eq!(
        offers(&mut session, a, 2, ""),
        [
            ("张伟市长".to_owned(), on_page.clone()),
            ("张伟局长".to_owned(), vec![Why::Name])
        ]
    );
    assert_eq!(
        offers(&mut session, b, 2, ""),
        [
            ("张伟局长".to_owned(), on_page),
            ("张伟市长".to_owned(), vec![Why::Name])
        ]
    );
    // An import that knows only the name links to neither and says so.
    let line = r#"{"document":"a.txt","articles":[],"entities":[{"start":2,"end":4,"label":"OFFICIAL","canonical":"张伟"}]}"#;
    std::fs::write(story.path("n.jsonl"), line).unwrap();
    let request = PagesRequest {
        paths: vec![story.path("n.jsonl")],
        layer: "gold".to_owned(),
    };
    let report = session.import_pages(&request, &Ticket::default()).unwrap();
    assert_eq!(report.problems.len(), 1, "{:?}", report.problems);
    assert!(
        report.problems[0]
            .message
            .contains("several authority records")
    );
    let gold = Scope {
        layer: session.layer_named("gold").unwrap().id,
        ..a
    };
    assert_eq!(mentions(&mut session, gold)[0].1, None);
    assert_eq!(session.authorities().count(), 2);
}

#[test]
fn every_name_of_a_place_leads_to_one_record() {
    let story = Story::new();
    let mut session = story.open();
    let text = "陇南开会。陇南市开会。政协陇南市委员会开会。徽县开会。\n";
    story.import(&mut session, "a.txt", text);
    let scope = story.scope(&session, "a.txt");
    for (start, end) in [(0, 2), (5, 8), (11, 19), (22, 24)] {
        tag(&mut session, scope, start, end, "CITY");
    }
    let first = offers(&mut session, scope, 0, "");
    assert_eq!(first[0].0, "+621200 陇南市", "{first:?}");
    let id = mentions(&mut session, scope)[0].0;
    let linking = session.linking(scope, id).unwrap();
    let Target::Place(place) = session.offers(&linking, "").remove(0).target else {
        panic!("no place is offered");
    };
    let schema = session.schema().clone();
    let page = session.load(scope).unwrap();
    let record = place.record(&linking.label);
    let change = authorities::create(page.look(&schema), &[id], record.clone()).unwrap();
    session.edit(change).unwrap();
    for nth in [1, 2] {
        let found = offers(&mut session, scope, nth, "");
        assert!(found[0].0.starts_with("陇南市"), "{found:?}");
        assert!(found[0].1.contains(&Why::OnPage));
    }
    // It is found by pinyin, by code and by a part; never twice.
    for typed in ["lns", "6212", "longnan", "南市"] {
        let found = offers(&mut session, scope, 3, typed);
        assert!(
            found.iter().any(|it| it.0.starts_with("陇南市")),
            "{typed}: {found:?}"
        );
        assert!(
            !found.iter().any(|it| it.0.starts_with("+621200")),
            "{typed}"
        );
    }
    // A county of the province that the page speaks of.
    let county = offers(&mut session, scope, 3, "");
    assert_eq!(county[0].1, [Why::Gazetteer, Why::Near], "{county:?}");
    for hostile in ["\u{0}", "(", "\\", &"陇".repeat(100_000), "\u{202e}"] {
        offers(&mut session, scope, 0, hostile);
    }
}

#[test]
fn a_place_that_is_no_more_is_told_from_that_of_its_name() {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", "安康市开会。\n");
    let scope = story.scope(&session, "a.txt");
    tag(&mut session, scope, 0, 3, "CITY");
    let id = mentions(&mut session, scope)[0].0;
    let linking = session.linking(scope, id).unwrap();
    let offers = session.offers(&linking, "").into_iter();
    let places = offers.filter_map(|offer| match offer.target {
        Target::Place(place) => Some((place.about(), place.record(&linking.label).note)),
        Target::Record(_) => None,
    });
    let both = |about: &str| (about.to_owned(), about.to_owned());
    let places: Vec<_> = places.take(2).collect();
    assert_eq!(places, [both("陕西省"), both("陕西省 –1999")]);
}

#[test]
fn the_canonical_name_of_an_export_is_that_of_the_record() {
    let (story, mut session, scope) = Story::with_page();
    tag(&mut session, scope, 0, 3, "CITY");
    let record = create(&mut session, scope, 0, "清江县");
    edit(
        &mut session,
        Authority {
            canonical: "清江市".to_owned(),
            aliases: vec!["清江县".to_owned(), "长".repeat(100_000)],
            ..record.clone()
        },
    );
    let request = ExportRequest {
        format: ExportFormat::JsonlPages,
        path: story.path("out.jsonl"),
        layer: session.layer(),
        labels: Vec::new(),
        documents: DocumentFilter::default(),
    };
    session.export(&request, &Ticket::default()).unwrap();
    let out = std::fs::read_to_string(story.path("out.jsonl")).unwrap();
    assert!(out.contains(r#""canonical":"清江市""#), "{out}");
    session.undo().unwrap().unwrap();
    assert_eq!(session.authority(record.id), Some(&record));
}

#[test]
fn alike_mentions_without_a_record_are_offered_across_line_ends() {
    let story = Story::new();
    let mut session = story.open();
    story.import(&mut session, "a.txt", "清江县，清\n江县，清江县，清江\n");
    let scope = story.scope(&session, "a.txt");
    for (start, end) in [(0, 3), (4, 8), (9, 12), (13, 15)] {
        tag(&mut session, scope, start, end, "CITY");
    }
    let all = mentions(&mut session, scope);
    let alike = session.unlinked_alike(scope, all[0].0);
    assert_eq!(alike, [all[1].0, all[2].0]);
    let record = create(&mut session, scope, 1, "清江县");
    assert_eq!(session.unlinked_alike(scope, all[0].0), [all[2].0]);
    link(&mut session, scope, 2, &record);
    assert!(session.unlinked_alike(scope, all[1].0).len() == 1);
    assert!(session.unlinked_alike(scope, EntityId::new()).is_empty());
}
