//! `suggest`: proposals go into a layer of their own, come out like any other layer,
//! and leave what people did alone.

use broadsheet::edit::verbs::documents::set_status;
use broadsheet::model::document::Status;
use broadsheet::session::Session;
use broadsheet::session::documents::DocumentFilter;
use serde_json::{Value, json};

use super::annotated;
use crate::support::cli::Desk;

/// Two reports whose headlines stand below both, as pages come out of extractors.
const PAGE: &str = "\
本报青禾讯（记者李青）3月14日，青禾市图书馆新
馆开门迎客。新馆有座位八百个，藏书四十万册，每
天从早上八点开到晚上十点。馆长周文说，开馆头一
天就来了三千多名读者。
新馆还为盲人读者备了有声阅览室，市民凭身份证就
能借书，还书可以送到任何一个社区的自助书柜。
本报清江讯（记者王田）3月13日，清江县举行春季
植树活动。八百多名干部群众在河滩种下杨树两万多
株，预计三年后成林，可以挡住春天的风沙。
县林草局技术员在现场教大家挖坑、扶苗、培土，并
逐一登记每棵树的位置。
青禾市图书馆新馆开门迎客
▲清江县的干部群众在河滩植树。
清江县春季植树两万多株
";

const SUGGESTIONS: [&str; 4] = ["--format", "jsonl-pages", "--layer", "suggestions"];

/// A project with [`PAGE`] as `a.txt` and nothing else.
fn raw() -> Desk {
    let desk = Desk::with_project();
    desk.write("a.txt", PAGE);
    desk.run(&["import", "p.broadsheet", "a.txt"]).expect_fine();
    desk
}

/// The texts of a role in an article of a record, by its place from 0.
fn texts(record: &Value, article: usize, role: &str) -> Vec<String> {
    let segments = record["articles"][article]["segments"].as_array().unwrap();
    let of_role = segments.iter().filter(|segment| segment["role"] == role);
    of_role
        .map(|segment| {
            let (start, end) = (segment["start"].as_u64(), segment["end"].as_u64());
            let skip = start.unwrap() as usize;
            let take = end.unwrap() as usize - skip;
            PAGE.chars().skip(skip).take(take).collect()
        })
        .collect()
}

#[test]
fn a_raw_page_gets_a_complete_proposal_in_its_own_layer() {
    let desk = raw();
    let run = desk.run(&["suggest", "p.broadsheet"]).expect_fine();
    assert!(
        run.out.starts_with("suggested 2 articles and ") && run.out.contains(" on 1 page,"),
        "{}",
        run.out
    );
    let proposed = &desk.records(&SUGGESTIONS)[0];
    assert_eq!(texts(proposed, 0, "headline"), ["青禾市图书馆新馆开门迎客"]);
    assert_eq!(
        texts(proposed, 0, "dateline"),
        ["本报青禾讯（记者李青）3月14日，"]
    );
    assert_eq!(texts(proposed, 1, "headline"), ["清江县春季植树两万多株"]);
    assert_eq!(
        texts(proposed, 1, "caption"),
        ["▲清江县的干部群众在河滩植树。"]
    );
    let breaks = &proposed["line_breaks"];
    assert_eq!(
        (&breaks["1"], &breaks["4"]),
        (&json!("soft"), &json!("para"))
    );
    // The editor's own layer is as empty as it was, and so is the history.
    assert_eq!(
        desk.records(&["--format", "jsonl-pages"])[0]["articles"],
        json!([])
    );
    desk.expect_sound();
}

#[test]
fn a_new_run_takes_the_place_of_the_old_one() {
    let desk = raw();
    desk.run(&["suggest", "p.broadsheet"]).expect_fine();
    let first = desk.records(&SUGGESTIONS);
    desk.run(&["suggest", "p.broadsheet"]).expect_fine();
    let strip = |mut records: Vec<Value>| {
        for kind in ["articles", "entities"] {
            for thing in records
                .iter_mut()
                .flat_map(|it| it[kind].as_array_mut().unwrap())
            {
                thing.as_object_mut().unwrap().remove("id");
            }
        }
        records
    };
    assert_eq!(strip(desk.records(&SUGGESTIONS)), strip(first));
    desk.run(&["suggest", "p.broadsheet", "--engine", "line-breaks"])
        .expect_fine();
    let breaks = &desk.records(&SUGGESTIONS)[0];
    assert_eq!(breaks["articles"], json!([]));
    assert_eq!(breaks["line_breaks"]["1"], "soft");
}

#[test]
fn only_the_pages_that_were_named_are_proposed_for() {
    let desk = annotated();
    let before = desk.records(&["--format", "jsonl-pages"]);
    desk.run(&["suggest", "p.broadsheet", "--document", "a"])
        .expect_fine();
    let records = desk.records(&SUGGESTIONS);
    let proposed: Vec<_> = records
        .iter()
        .filter(|record| record["articles"] != json!([]))
        .map(|record| record["document"].as_str().unwrap())
        .collect();
    assert_eq!(proposed, ["a.txt"]);
    assert_eq!(desk.records(&["--format", "jsonl-pages"]), before);
}

#[test]
fn names_that_are_not_there_are_refused() {
    let desk = raw();
    desk.run(&["suggest", "p.broadsheet", "--engine", "crystal-ball"])
        .expect_sentence(2, &["crystal-ball", "segmentation"]);
    desk.run(&["suggest", "p.broadsheet", "--document", "z.txt"])
        .expect_sentence(2, &["z.txt"]);
    desk.run(&["suggest", "nowhere.broadsheet"])
        .expect_sentence(2, &["nowhere.broadsheet"]);
    desk.run(&["import", "p.broadsheet", "a.txt"]);
    desk.write("n.jsonl", super::ANNOTATED);
    let import = [
        "import",
        "p.broadsheet",
        "n.jsonl",
        "--format",
        "jsonl-pages",
    ];
    desk.run(&[&import[..], &["--layer", "suggestions"]].concat())
        .expect_sentence(2, &["suggestions", "another layer"]);
}

#[test]
fn what_is_sure_enough_is_taken_over_at_once() {
    let desk = raw();
    let run = desk
        .run(&["suggest", "p.broadsheet", "--accept-above", "0"])
        .expect_fine();
    assert!(run.out.contains("accepted "), "{}", run.out);
    let mine = &desk.records(&["--format", "jsonl-pages"])[0];
    let proposed = &desk.records(&SUGGESTIONS)[0];
    for index in [0, 1] {
        for role in ["headline", "dateline", "body", "caption"] {
            assert_eq!(texts(mine, index, role), texts(proposed, index, role));
        }
    }
    assert_eq!(mine["line_breaks"], proposed["line_breaks"]);
    desk.expect_sound();
    desk.run(&["suggest", "p.broadsheet", "--accept-above", "2"])
        .expect_sentence(2, &["2", "from 0 to 1"]);
}

#[test]
fn what_people_said_of_a_page_is_only_added_to() {
    let desk = raw();
    let end = PAGE.trim_end().chars().count();
    let whole = json!([{"id": "a1", "segments": [{"start": 0, "end": end, "role": "body"}]}]);
    let record = json!({"document": "a.txt", "articles": whole});
    desk.write("n.jsonl", record.to_string());
    let import = [
        "import",
        "p.broadsheet",
        "n.jsonl",
        "--format",
        "jsonl-pages",
    ];
    desk.run(&import).expect_fine();
    let before = &desk.records(&["--format", "jsonl-pages"])[0];
    desk.run(&["suggest", "p.broadsheet", "--accept-above", "0"])
        .expect_fine();
    let after = &desk.records(&["--format", "jsonl-pages"])[0];
    assert_eq!(after["articles"], before["articles"]);
    assert_eq!(after["furniture"], before["furniture"]);
    // What nobody had decided is decided now.
    assert_eq!(after["line_breaks"]["2"], "soft");
}

#[test]
fn pages_that_are_reviewed_stay_as_they_are() {
    let desk = raw();
    let mut session = Session::open(&desk.path("p.broadsheet")).unwrap();
    let documents = session.documents(&DocumentFilter::default()).unwrap();
    let reviewed = set_status(&documents, Status::Reviewed).unwrap();
    session.apply(reviewed).unwrap();
    drop(session);
    let before = desk.records(&["--format", "jsonl-pages"]);
    let run = desk
        .run(&["suggest", "p.broadsheet", "--accept-above", "0"])
        .expect_fine();
    assert!(
        run.out
            .contains("pages done or reviewed, which stay as they are: 1"),
        "{}",
        run.out
    );
    assert_eq!(desk.records(&["--format", "jsonl-pages"]), before);
    assert_ne!(desk.records(&SUGGESTIONS)[0]["articles"], json!([]));
}
