//! Searching the corpus finds what a reader finds, filters it, and tags it.

use broadsheet::edit::verbs::{articles, corrections, segments};
use broadsheet::jobs::Ticket;
use broadsheet::model::document::Status;
use broadsheet::model::id::{Label, Role};
use broadsheet::session::Session;
use broadsheet::session::search::{
    DocumentTest, Ground, Hit, MentionWish, SearchReport, SearchRequest, SearchedText, SortBy,
    sort_hits, write_csv,
};
use broadsheet::text::offset::CharOffset;
use broadsheet::text::pattern::Pattern;
use broadsheet::text::span::Span;

use super::{Story, expect_sound, tag, view};

fn corpus() -> (Story, Session) {
    let story = Story::new();
    let mut session = story.open();
    story.import(
        &mut session,
        "青禾日报_2024-03-15_01.txt",
        "陇南来信\n政协陇南市委员会，陇\n南又讯。\n",
    );
    story.import(
        &mut session,
        "清江日报_2023-01-02_02.txt",
        "隴南县长说：陇 南。\n广告陇南\n",
    );
    story.import(&mut session, "c.txt", "develop-\nment of GDP\n");
    session.index_for_search(&Ticket::default()).unwrap();
    let scope = story.scope(&session, "青禾日报_2024-03-15_01.txt");
    let schema = session.schema().clone();
    let page = session.load(scope).unwrap();
    let start = articles::start(page.look(&schema), CharOffset(0), articles::Start::Line);
    session.edit(start.unwrap()).unwrap();
    let page = session.load(scope).unwrap();
    let head = Span::new(0, 4).unwrap();
    let role = segments::set_role(page.look(&schema), head, &Role::from("headline"));
    session.edit(role.unwrap()).unwrap();
    tag(&mut session, scope, 7, 10, "CITY");
    let scope = story.scope(&session, "清江日报_2023-01-02_02.txt");
    let page = session.load(scope).unwrap();
    let mended = corrections::correct(page.look(&schema), Span::new(0, 1).unwrap(), "陇");
    session.edit(mended.unwrap()).unwrap();
    (story, session)
}

fn search(session: &Session, request: &SearchRequest) -> (Vec<Hit>, SearchReport) {
    let mut all = Vec::new();
    let report = session.search(request, &Ticket::default(), |hits| {
        all.extend(hits);
        true
    });
    (all, report.unwrap())
}

fn words(session: &Session, text: &str) -> SearchRequest {
    SearchRequest::new(Pattern::words(text, false).unwrap(), session.layer())
}

fn regex(session: &Session, text: &str) -> SearchRequest {
    SearchRequest::new(Pattern::regex(text, false).unwrap(), session.layer())
}

/// Document (its first character), line and what reads there.
fn shown(hits: &[Hit]) -> Vec<String> {
    let one = |hit: &Hit| {
        let name: String = hit.found_in.name.chars().take(1).collect();
        format!("{name}{} {}", hit.line, hit.context[1])
    };
    hits.iter().map(one).collect()
}

#[test]
fn names_are_found_over_line_ends_spaces_and_corrections() {
    let (_story, session) = corpus();
    let (hits, report) = search(&session, &words(&session, "陇南"));
    assert_eq!(hits.len(), 6, "{:?}", shown(&hits));
    assert_eq!((report.hits, report.documents, report.cut), (6, 2, false));
    let raw = SearchRequest {
        over: SearchedText::Raw,
        ..words(&session, "陇南")
    };
    let (hits, _) = search(&session, &raw);
    assert_eq!(hits.len(), 5, "the correction is not in the raw text");
    let (hits, _) = search(&session, &words(&session, "development"));
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].span, Span::new(0, 13).unwrap());
    let (hits, _) = search(&session, &words(&session, "ｇｄｐ"));
    assert_eq!(hits.len(), 1);
}

#[test]
fn expressions_are_found_with_and_without_a_beginning_that_is_known() {
    let (_story, session) = corpus();
    let (hits, _) = search(&session, &regex(&session, "陇南[市县]"));
    assert_eq!(shown(&hits), ["青2 陇南市", "清1 陇南县"]);
    let (hits, _) = search(&session, &regex(&session, ".长说"));
    assert_eq!(shown(&hits), ["清1 县长说"]);
    let (hits, _) = search(&session, &regex(&session, "(a|b)*$^"));
    assert!(hits.is_empty());
}

#[test]
fn hits_are_filtered_by_document_ground_and_mention() {
    let (_story, mut session) = corpus();
    let request = words(&session, "陇南");
    let of = |request: SearchRequest, session: &Session| search(session, &request).0.len();
    let documents = |test: DocumentTest| SearchRequest {
        documents: test,
        ..request.clone()
    };
    let test = DocumentTest::default;
    let text = |text: &str| text.to_owned();
    assert_eq!(
        of(
            documents(DocumentTest {
                name: text("_02"),
                ..test()
            }),
            &session
        ),
        3
    );
    assert_eq!(
        of(
            documents(DocumentTest {
                newspaper: text("青禾"),
                ..test()
            }),
            &session
        ),
        3
    );
    assert_eq!(
        of(
            documents(DocumentTest {
                from: text("2024"),
                ..test()
            }),
            &session
        ),
        3
    );
    assert_eq!(
        of(
            documents(DocumentTest {
                to: text("2023-01"),
                ..test()
            }),
            &session
        ),
        3
    );
    let new = DocumentTest {
        statuses: vec![Status::New],
        ..test()
    };
    assert_eq!(of(documents(new), &session), 0, "both are in progress");
    let grounds = |names: &[&str]| SearchRequest {
        grounds: names.iter().map(|name| Ground::named(name)).collect(),
        ..request.clone()
    };
    assert_eq!(of(grounds(&["headline"]), &session), 1);
    assert_eq!(of(grounds(&["headline", "body"]), &session), 3);
    assert_eq!(of(grounds(&["unassigned"]), &session), 3);
    assert_eq!(of(grounds(&["furniture"]), &session), 0);
    let city = Some(Label::from("CITY"));
    let mention = |mention| SearchRequest {
        mention,
        ..request.clone()
    };
    assert_eq!(of(mention(MentionWish::Inside(city.clone())), &session), 1);
    assert_eq!(of(mention(MentionWish::Outside(city.clone())), &session), 5);
    assert_eq!(
        of(mention(MentionWish::Tagged(None)), &session),
        0,
        "it is a part"
    );
    assert_eq!(of(mention(MentionWish::Untagged(city)), &session), 6);
    let other = session
        .layer_or_new("other", broadsheet::model::layer::LayerKind::Editor)
        .unwrap();
    let by = SearchRequest {
        by: Some(other),
        ..mention(MentionWish::Inside(None))
    };
    assert_eq!(of(by, &session), 0, "nobody else has tagged anything");
}

#[test]
fn hits_come_in_pieces_up_to_a_limit_and_stop_when_nobody_wants_more() {
    let (_story, session) = corpus();
    for limit in 0..8 {
        let request = SearchRequest {
            limit,
            ..words(&session, "陇南")
        };
        let (hits, report) = search(&session, &request);
        assert_eq!((hits.len(), report.hits), (limit.min(6), limit.min(6)));
        assert_eq!(report.cut, limit < 6, "{limit}");
    }
    let mut pieces = 0;
    let report = session.search(&words(&session, "陇南"), &Ticket::default(), |_| {
        pieces += 1;
        false
    });
    assert!(report.unwrap().cancelled);
    assert_eq!(pieces, 1);
}

#[test]
fn hits_are_sorted_by_what_stands_beside_them() {
    let (_story, session) = corpus();
    let (hits, _) = search(&session, &words(&session, "陇南"));
    let column = |by, side: usize| -> Vec<String> {
        let order = sort_hits(&hits, by);
        assert_eq!(order.len(), hits.len());
        order
            .iter()
            .map(|&at| hits[at].context[side].clone())
            .collect()
    };
    let right = column(SortBy::Right, 2);
    assert!(right.is_sorted(), "{right:?}");
    let left = column(SortBy::Left, 0);
    let reversed: Vec<String> = left.iter().map(|it| it.chars().rev().collect()).collect();
    assert!(reversed.is_sorted(), "{left:?}");
    let dates = sort_hits(&hits, SortBy::Date);
    assert_eq!(
        hits[dates[0]].found_in.meta.date.as_deref(),
        Some("2023-01-02")
    );
    let table = write_csv(Vec::new(), "main", &hits).unwrap();
    assert_eq!(String::from_utf8(table).unwrap().lines().count(), 7);
}

#[test]
fn hits_are_tagged_in_one_step_and_what_is_spoken_for_stays() {
    let (story, mut session) = corpus();
    let before = session.undo_label().cloned();
    let (hits, _) = search(&session, &words(&session, "陇南"));
    let places: Vec<_> = hits.iter().map(Hit::place).collect();
    let label = Label::from("CITY");
    let ticket = Ticket::default();
    let done = session.tag_spans(&places, &label, None, &ticket).unwrap();
    assert_eq!((done.tagged, done.already, done.conflicts), (5, 0, 1));
    let again = session.tag_spans(&places, &label, None, &ticket).unwrap();
    assert_eq!((again.tagged, again.already, again.conflicts), (0, 5, 1));
    let scope = story.scope(&session, "清江日报_2023-01-02_02.txt");
    assert_eq!(
        view(&mut session, scope).1,
        ["CITY:隴南", "CITY:陇 南", "CITY:陇南"]
    );
    expect_sound(&session);
    session.undo().unwrap().unwrap();
    assert_eq!(session.undo_label().cloned(), before);
    assert!(view(&mut session, scope).1.is_empty());
}
