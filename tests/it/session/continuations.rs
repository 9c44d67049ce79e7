//! Articles that run on over pages: linking, reading, exporting.

use broadsheet::edit::verbs::{Refusal, articles, continuations, segments};
use broadsheet::format::ExportFormat;
use broadsheet::jobs::Ticket;
use broadsheet::model::id::ArticleId;
use broadsheet::model::layer::Scope;
use broadsheet::session::Session;
use broadsheet::session::continuations::{ArticleAt, LinkProblem};
use broadsheet::session::documents::DocumentFilter;
use broadsheet::session::export::ExportRequest;
use broadsheet::session::import_pages::PagesRequest;
use broadsheet::suggest::continuation::Cue;
use broadsheet::text::offset::CharOffset;
use serde_json::Value;

use super::{Story, expect_sound, plan, start_article, tag};

const FRONT: &str = "春耕会议召开\n全市春耕会议昨日召开，各县抓紧备耕，种子站\n（下转第三版）\n";
const INSIDE: &str = "（上接第一版《春耕会议召开》）要检查种子。\n图书馆开放\n读者很多。\n";

struct Pages {
    story: Story,
    session: Session,
    front: Scope,
    inside: Scope,
}

impl Pages {
    /// A front page with one article and an inner page with two, not linked.
    fn new() -> Self {
        let story = Story::new();
        let mut session = story.open();
        story.import(&mut session, "青禾日报_2024-03-15_01.txt", FRONT);
        story.import(&mut session, "青禾日报_2024-03-15_03.txt", INSIDE);
        let front = story.scope(&session, "青禾日报_2024-03-15_01.txt");
        let inside = story.scope(&session, "青禾日报_2024-03-15_03.txt");
        start_article(&mut session, front, 0);
        start_article(&mut session, inside, 0);
        start_article(&mut session, inside, 24);
        tag(&mut session, inside, 24, 27, "INITIATIVE");
        Self {
            story,
            session,
            front,
            inside,
        }
    }

    fn at(&mut self, scope: Scope, number: usize) -> ArticleAt {
        let page = self.session.load(scope).unwrap();
        ArticleAt {
            document: scope.document,
            article: page.annotations.article_by_number(number).unwrap().id,
        }
    }

    fn try_link(&mut self, scope: Scope, from: ArticleId, to: ArticleId) -> Result<(), Refusal> {
        let outcome = self.session.link_continuation(scope, from, to).unwrap();
        self.session.edit(outcome?).unwrap();
        Ok(())
    }

    /// The records of an export.
    fn export(&self, format: ExportFormat, names: &[&str]) -> Vec<Value> {
        let request = ExportRequest {
            format,
            path: self.story.path("out"),
            layer: self.session.layer(),
            labels: Vec::new(),
            documents: DocumentFilter {
                names: names.iter().map(ToString::to_string).collect(),
            },
        };
        self.session.export(&request, &Ticket::default()).unwrap();
        let text = std::fs::read_to_string(self.story.path("out")).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

#[test]
fn what_the_notes_name_is_offered_first_and_read_on_after_linking() {
    let mut pages = Pages::new();
    let (first, rest, other) = (
        pages.at(pages.front, 1),
        pages.at(pages.inside, 1),
        pages.at(pages.inside, 2),
    );
    let layer = pages.session.layer();
    let offered = pages.session.continuation_candidates(layer, rest).unwrap();
    assert_eq!(offered[0].at, first);
    assert!(offered[0].cues.contains(&Cue::NamesPage) && offered[0].cues.contains(&Cue::BothNotes));
    assert!(offered.iter().any(|it| it.at == other) && offered.iter().all(|it| it.at != rest));

    pages
        .try_link(pages.inside, rest.article, first.article)
        .unwrap();
    for part in [first, rest] {
        assert_eq!(pages.session.chain(layer, part).unwrap(), [first, rest]);
    }
    assert_eq!(pages.session.chain(layer, other).unwrap(), [other]);
    assert_eq!(pages.session.continues(layer, rest).unwrap(), Some(first));
    assert_eq!(
        pages.session.continued_by(layer, first.article).unwrap(),
        Some(rest)
    );
    let reading = pages.session.chain_reading(layer, rest).unwrap();
    let names: Vec<_> = reading
        .iter()
        .map(|part| part.document.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["青禾日报_2024-03-15_01.txt", "青禾日报_2024-03-15_03.txt"]
    );
    assert!(reading[0].reading.text().contains("各县抓紧备耕"));
    assert!(reading[1].reading.text().contains("要检查种子"));
    expect_sound(&pages.session);

    // Undo takes the link back.
    pages.session.undo().unwrap().unwrap();
    assert_eq!(pages.session.chain(layer, first).unwrap(), [first]);
}

#[test]
fn circles_and_forks_are_refused_and_unlinking_makes_room() {
    let mut pages = Pages::new();
    let (a, b, c) = (
        pages.at(pages.front, 1),
        pages.at(pages.inside, 1),
        pages.at(pages.inside, 2),
    );
    pages.try_link(pages.inside, b.article, a.article).unwrap();
    pages.try_link(pages.inside, c.article, b.article).unwrap();
    let layer = pages.session.layer();
    assert_eq!(pages.session.chain(layer, b).unwrap(), [a, b, c]);
    let refused = [
        (pages.front, a.article, c.article, Refusal::WouldCircle),
        (pages.front, a.article, a.article, Refusal::WouldCircle),
        (
            pages.inside,
            c.article,
            a.article,
            Refusal::ContinuedAlready,
        ),
        (pages.inside, b.article, a.article, Refusal::AlreadySo),
        (
            pages.inside,
            b.article,
            ArticleId::new(),
            Refusal::NoSuchArticle,
        ),
    ];
    for (scope, from, to, refusal) in refused {
        assert_eq!(pages.try_link(scope, from, to), Err(refusal));
    }
    let unlinked = plan(&mut pages.session, pages.inside, |page, schema| {
        continuations::unlink(page.look(schema), b.article)
    });
    pages.session.edit(unlinked).unwrap();
    pages.try_link(pages.front, a.article, c.article).unwrap();
    assert_eq!(pages.session.chain(layer, a).unwrap(), [b, c, a]);
    assert_eq!(pages.session.link_problems(layer).unwrap(), []);
}

#[test]
fn a_link_to_a_page_that_was_taken_out_is_a_problem_and_no_part() {
    let mut pages = Pages::new();
    let (a, b) = (pages.at(pages.front, 1), pages.at(pages.inside, 1));
    pages.try_link(pages.inside, b.article, a.article).unwrap();
    let front = pages.session.document(pages.front.document).unwrap();
    let gone = broadsheet::edit::verbs::documents::remove(&[front]).unwrap();
    pages.session.apply(gone).unwrap();
    let layer = pages.session.layer();
    assert_eq!(pages.session.chain(layer, b).unwrap(), [b]);
    let problems = pages.session.link_problems(layer).unwrap();
    assert!(matches!(problems[..], [LinkProblem::Missing(link)] if link.from == b));
    assert_eq!(pages.export(ExportFormat::JsonlArticles, &[]).len(), 2);
}

#[test]
fn an_article_of_two_pages_is_exported_as_one() {
    let mut pages = Pages::new();
    let (a, b) = (pages.at(pages.front, 1), pages.at(pages.inside, 1));
    pages.try_link(pages.inside, b.article, a.article).unwrap();
    let articles = pages.export(ExportFormat::JsonlArticles, &[]);
    assert_eq!(articles.len(), 2);
    let whole = &articles[0];
    let text: Vec<char> = whole["text"].as_str().unwrap().chars().collect();
    let parts = whole["parts"].as_array().unwrap();
    assert_eq!(parts.len(), 2);
    assert_eq!(parts[1]["document"], "青禾日报_2024-03-15_03.txt");
    assert_eq!(parts[1]["id"], b.article.to_string());
    let at = |value: &Value| value.as_u64().unwrap() as usize;
    let second: String = text[at(&parts[1]["start"])..at(&parts[1]["end"])]
        .iter()
        .collect();
    assert!(second.starts_with("（上接第一版"), "{second}");
    let last = whole["segments"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (last["part"].as_u64(), last["end"].as_u64()),
        (Some(2), Some(text.len() as u64))
    );
    assert!(articles[1].get("parts").is_none());
    // An article is cut where the export is.
    let some = pages.export(ExportFormat::JsonlArticles, &["青禾日报_2024-03-15_03"]);
    assert_eq!(some.len(), 2);
    assert!(some[0].get("parts").is_none());
}

#[test]
fn links_leave_and_come_back_with_the_pages() {
    let mut pages = Pages::new();
    let (a, b) = (pages.at(pages.front, 1), pages.at(pages.inside, 1));
    pages.try_link(pages.inside, b.article, a.article).unwrap();
    let records = pages.export(ExportFormat::JsonlPages, &[]);
    let link = &records[1]["articles"][0]["continues"];
    assert_eq!(link["document"], "青禾日报_2024-03-15_01.txt");
    assert_eq!(link["article"], a.article.to_string());
    let path = pages.story.path("pages.jsonl");
    std::fs::copy(pages.story.path("out"), &path).unwrap();
    // Twice into the same layer: the second time replaces the first.
    for _ in 0..2 {
        let request = PagesRequest {
            paths: vec![path.clone()],
            layer: "again".to_owned(),
        };
        let report = pages
            .session
            .import_pages(&request, &Ticket::default())
            .unwrap();
        assert_eq!((report.pages, report.problems), (2, vec![]));
    }
    let layer = pages.session.layer_named("again").unwrap().id;
    let front = Scope {
        layer,
        ..pages.front
    };
    let inside = Scope {
        layer,
        ..pages.inside
    };
    let (first, rest) = (pages.at(front, 1), pages.at(inside, 1));
    assert_ne!(first.article, a.article);
    assert_eq!(pages.session.chain(layer, rest).unwrap(), [first, rest]);
    assert_eq!(
        pages.session.chain(pages.session.layer(), b).unwrap(),
        [a, b]
    );
    expect_sound(&pages.session);
}

#[test]
fn a_link_outlives_another_reading_of_either_page() {
    let mut pages = Pages::new();
    let (a, b) = (pages.at(pages.front, 1), pages.at(pages.inside, 1));
    pages.try_link(pages.inside, b.article, a.article).unwrap();
    let layer = pages.session.layer();
    for (scope, text) in [(pages.front, FRONT), (pages.inside, INSIDE)] {
        let path = pages.story.path("again.txt");
        std::fs::write(&path, text.replace('\n', "\n\n")).unwrap();
        let request = broadsheet::session::versions::ReplaceRequest {
            document: scope.document,
            path,
            decode: Default::default(),
        };
        pages.session.replace_document(&request).unwrap();
        let chain = pages.session.chain(layer, b).unwrap();
        let articles: Vec<_> = chain.iter().map(|at| at.article).collect();
        assert_eq!(articles, [a.article, b.article]);
    }
    let chain = pages
        .session
        .chain_reading(
            layer,
            pages
                .session
                .find_article(layer, b.article)
                .unwrap()
                .unwrap(),
        )
        .unwrap();
    assert!(
        chain
            .iter()
            .all(|part| !part.document.removed && part.document.supersedes.is_some())
    );
    assert_eq!(pages.export(ExportFormat::JsonlArticles, &[]).len(), 2);
    expect_sound(&pages.session);
}

/// Five parts of one article, four of them on one page: whichever two of those are made
/// one, every link still leads somewhere, and undo brings all links back.
#[test]
fn links_go_over_to_the_article_that_takes_in_another() {
    let mut pages = Pages::new();
    pages
        .story
        .import(&mut pages.session, "four.txt", "甲一\n乙二\n丙三\n丁四\n");
    let scope = pages.story.scope(&pages.session, "four.txt");
    for at in [0, 3, 6, 9] {
        start_article(&mut pages.session, scope, at);
    }
    let four = [1, 2, 3, 4].map(|number| pages.at(scope, number).article);
    let last = pages.at(pages.front, 1);
    for pair in four.windows(2) {
        pages.try_link(scope, pair[1], pair[0]).unwrap();
    }
    pages.try_link(pages.front, last.article, four[3]).unwrap();
    let layer = pages.session.layer();
    let whole = pages.session.chain(layer, last).unwrap();
    assert_eq!(whole.len(), 5);
    for from in 0..4 {
        for into in (0..4).filter(|into| *into != from) {
            let merged = plan(&mut pages.session, scope, |page, schema| {
                articles::merge(page.look(schema), four[from], four[into])
            });
            pages.session.edit(merged).unwrap();
            let problems = pages.session.link_problems(layer).unwrap();
            let twice = |it: &LinkProblem| matches!(it, LinkProblem::Twice(_));
            assert!(problems.iter().all(twice), "{from} {into} {problems:?}");
            let now = pages.session.chain(layer, last).unwrap();
            if from.abs_diff(into) == 1 {
                assert_eq!((problems.len(), now.len()), (0, 4), "{from} {into}");
            }
            expect_sound(&pages.session);
            pages.session.undo().unwrap().unwrap();
            assert_eq!(pages.session.chain(layer, last).unwrap(), whole);
            assert_eq!(pages.session.link_problems(layer).unwrap(), []);
        }
    }
}

/// The same where segments are joined one by one, or all articles at once.
#[test]
fn links_go_over_however_an_article_is_merged_away() {
    let mut pages = Pages::new();
    let (a, b, c) = (
        pages.at(pages.front, 1),
        pages.at(pages.inside, 1),
        pages.at(pages.inside, 2),
    );
    pages.try_link(pages.inside, c.article, a.article).unwrap();
    let scope = pages.inside;
    let joined = plan(&mut pages.session, scope, |page, schema| {
        segments::join_above(page.look(schema), CharOffset(24))
    });
    pages.session.edit(joined).unwrap();
    let layer = pages.session.layer();
    assert_eq!(pages.session.chain(layer, a).unwrap(), [a, b]);
    pages.session.undo().unwrap().unwrap();
    assert_eq!(pages.session.chain(layer, a).unwrap(), [a, c]);
    assert_eq!(pages.session.chain(layer, b).unwrap(), [b]);
}
