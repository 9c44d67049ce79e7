//! Each kind of problem: where it is seen, where it is not, and what mends it.

mod entities;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::edit::apply::{Ground, apply_changes};
use crate::edit::op::Op;
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{Article, Place, Segment};
use crate::model::correction::Correction;
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{CorrectionId, DocumentId, EntityId, Label, LayerId, Role, SegmentId};
use crate::model::layer::Scope;
use crate::model::line_break::{BreakKind, LineBreak};
use crate::model::schema::Schema;
use crate::text::source::SourceText;

/// A page in the making.
struct Desk {
    source: SourceText,
    parts: Parts,
    schema: Schema,
    continued: BTreeSet<ArticleId>,
}

impl Desk {
    /// Lines with their owners: `1h` is the headline of article 1, `x` furniture, an
    /// empty owner nothing. Lines of one owner that follow each other are one segment;
    /// a number at the end is the place of the segment in its article.
    fn of(lines: &[(&str, &str)]) -> Self {
        let text: Vec<_> = lines.iter().map(|(_, text)| *text).collect();
        let source = SourceText::new(text.join("\n"));
        let mut desk = Self {
            source,
            parts: Parts::default(),
            schema: Schema::newspaper(),
            continued: BTreeSet::new(),
        };
        let mut first = 0;
        for (at, (owner, _)) in lines.iter().enumerate() {
            let next = lines.get(at + 1).map(|(owner, _)| owner);
            if next != Some(owner) {
                desk.segment(owner, first, at);
                first = at + 1;
            }
        }
        desk
    }

    fn segment(&mut self, owner: &str, first: usize, last: usize) {
        let mut marks = owner.chars();
        let place = match (marks.next(), marks.next()) {
            (None, _) => return,
            (Some('x'), _) => Place::Furniture,
            (Some(number), role) => Place::Article {
                article: self.article(number),
                rank: marks.as_str().parse().unwrap_or(first as i64 * 100),
                role: Role::from(match role {
                    Some('k') => "kicker",
                    Some('h') => "headline",
                    Some('y') => "byline",
                    Some('d') => "dateline",
                    Some('g') => "heading",
                    Some('c') => "caption",
                    _ => "body",
                }),
            },
        };
        self.parts.segments.push(Segment {
            id: SegmentId::new(),
            span: self.source.span_of_lines(first, last),
            place,
        });
    }

    fn article(&mut self, number: char) -> ArticleId {
        let rank = i64::from(u32::from(number));
        if let Some(known) = self.parts.articles.iter().find(|it| it.rank == rank) {
            return known.id;
        }
        let id = ArticleId::new();
        self.parts.articles.push(Article {
            id,
            rank,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        });
        id
    }

    fn find(&self, needle: &str, nth: usize) -> Span {
        let (byte, _) = self.source.text().match_indices(needle).nth(nth).unwrap();
        let start = self.source.text()[..byte].chars().count() as u32;
        Span::new(start, start + needle.chars().count() as u32).unwrap()
    }

    fn entity(mut self, label: &str, needle: &str, nth: usize) -> Self {
        let span = self.find(needle, nth);
        self.parts.entities.push(Entity {
            id: EntityId::new(),
            span,
            label: Label::from(label),
            authority: None,
            attributes: Attributes::new(),
            parts: Vec::new(),
        });
        self
    }

    fn correction(mut self, needle: &str, to: &str) -> Self {
        let span = self.find(needle, 0);
        self.parts.corrections.push(Correction {
            id: CorrectionId::new(),
            span,
            replacement: to.to_owned(),
        });
        self
    }

    fn para(mut self, line: u32) -> Self {
        let kind = BreakKind::Para;
        self.parts.line_breaks.push(LineBreak { line, kind });
        self
    }

    fn annotations(&self) -> Annotations {
        Annotations::from_parts(self.parts.clone())
    }

    fn problems_in(&self, annotations: &Annotations) -> Vec<Problem> {
        let breaks = BreakContext::of(&self.source);
        let context = Context {
            breaks: &breaks,
            continued: &self.continued,
        };
        problems(self.page(annotations), context)
    }

    fn page<'a>(&'a self, annotations: &'a Annotations) -> Page<'a> {
        Page {
            scope: Scope {
                document: DocumentId(uuid::Uuid::nil()),
                layer: LayerId(uuid::Uuid::nil()),
            },
            source: &self.source,
            annotations,
            schema: &self.schema,
        }
    }

    fn kinds(&self) -> Vec<Kind> {
        let found = self.problems_in(&self.annotations());
        found.iter().map(|problem| problem.kind).collect()
    }

    /// The page has just this problem, and its quick fix leaves none.
    fn mended(&self, kind: Kind) {
        let mut annotations = self.annotations();
        let found = self.problems_in(&annotations);
        let kinds: Vec<_> = found.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [kind]);
        let fix = found[0].fix.as_ref().expect("a quick fix");
        let transaction = fix.transaction(self.page(&annotations)).unwrap();
        let changes: Vec<_> = transaction
            .ops
            .into_iter()
            .filter_map(|op| match op {
                Op::Page { change, .. } => Some(change),
                _ => None,
            })
            .collect();
        let ground = Ground {
            source: &self.source,
            schema: &self.schema,
        };
        apply_changes(&mut annotations, ground, &changes).unwrap();
        assert_eq!(self.problems_in(&annotations), [], "after {fix:?}");
    }
}

const HEAD: (&str, &str) = ("1h", "青禾新增三个口袋公园");
const BODY: (&str, &str) = ("1b", "本月起，三个口袋公园向市民开放。");
const OTHER_HEAD: (&str, &str) = ("2h", "河道清淤全部完成");
const OTHER_BODY: (&str, &str) = ("2b", "清淤工程历时两个月，昨日完工。");

#[test]
fn a_page_that_is_well_annotated_or_not_begun_has_no_problems() {
    assert_eq!(Desk::of(&[HEAD, BODY, OTHER_HEAD, OTHER_BODY]).kinds(), []);
    assert_eq!(Desk::of(&[("", "没有人动过的一版")]).kinds(), []);
    assert_eq!(Desk::of(&[]).kinds(), []);
}

#[test]
fn text_of_nothing_goes_to_its_neighbour_or_becomes_a_headline() {
    Desk::of(&[HEAD, BODY, ("", "公园里还有一座图书亭。")]).mended(Kind::Unassigned);
    let headless = Desk::of(&[HEAD, BODY, ("", OTHER_HEAD.1), OTHER_BODY]);
    let found = headless.problems_in(&headless.annotations());
    let gap = found.iter().find(|it| it.kind == Kind::Unassigned).unwrap();
    assert_eq!(gap.article, Some(2));
    let fix = gap.fix.as_ref().unwrap();
    assert!(matches!(fix, Fix::Assign { role: Some(role), .. } if role.as_str() == "headline"));
    let junk = Desk::of(&[HEAD, BODY, ("", "———")]);
    assert_eq!(
        junk.problems_in(&junk.annotations())[0].severity,
        Severity::Hint
    );
    junk.mended(Kind::Unassigned);
}

#[test]
fn a_byline_needs_an_article() {
    Desk::of(&[HEAD, BODY, ("", "本报记者 周远")]).mended(Kind::StrayByline);
    let furniture = Desk::of(&[HEAD, BODY, ("x", "本报记者 周远")]);
    assert_eq!(furniture.kinds(), [Kind::StrayByline]);
    let claimed = Desk::of(&[HEAD, ("1y", "本报记者 周远"), BODY]);
    assert_eq!(claimed.kinds(), []);
}

#[test]
fn articles_need_a_headline_and_text() {
    let long = "公园里有步道、座椅和一座图书亭。".repeat(30);
    let headless = Desk::of(&[("1b", "三个口袋公园"), ("1b", &long)]).para(1);
    headless.mended(Kind::NoHeadline);
    Desk::of(&[HEAD, ("1g", BODY.1)]).mended(Kind::NoBody);
    assert_eq!(Desk::of(&[HEAD, ("1c", "▲新开放的公园")]).kinds(), []);
    let mut titled = Desk::of(&[BODY]);
    titled.parts.articles[0].title = Some("三个口袋公园".into());
    assert_eq!(titled.kinds(), []);
    titled.parts.articles[0].title = Some(" ".into());
    assert!(titled.kinds().contains(&Kind::EmptyTitle));
    let mut empty = Desk::of(&[HEAD, BODY]);
    empty.parts.articles[0].title = Some("—".into());
    empty.mended(Kind::EmptyTitle);
}

#[test]
fn two_headlines_are_not_one_headline_in_two_parts() {
    Desk::of(&[HEAD, BODY, ("1h", "河道清淤全部完成"), ("1b", OTHER_BODY.1)])
        .mended(Kind::TwoHeadlines);
    let parts = [
        ("1h2", "三个口袋公园"),
        ("", ""),
        ("1h1", "青禾新增"),
        ("1b", BODY.1),
    ];
    assert_eq!(Desk::of(&parts).kinds(), []);
}

#[test]
fn a_heading_needs_text_below_it() {
    let last = Desk::of(&[HEAD, BODY, ("1g", "二、下一步")]);
    assert_eq!(last.kinds(), [Kind::LastHeading]);
    let inner = Desk::of(&[HEAD, ("1g", "一、建成"), BODY]);
    assert_eq!(inner.kinds(), []);
}

#[test]
fn a_sentence_must_go_on_in_the_next_segment() {
    let open = ("1b", "公园开放。记者在现场看到，园内新铺了");
    let cut = Desk::of(&[HEAD, open, OTHER_HEAD, OTHER_BODY]);
    assert_eq!(cut.kinds(), [Kind::CutSentence]);
    let heading = Desk::of(&[HEAD, open, ("1g", "二、下一步"), ("1b", BODY.1)]);
    assert_eq!(heading.kinds(), [Kind::CutSentence]);
    let goes_on = [HEAD, open, OTHER_HEAD, OTHER_BODY, ("1b", "步道和座椅。")];
    assert_eq!(Desk::of(&goes_on).kinds(), []);
    let signed = Desk::of(&[HEAD, BODY, ("1b", "2024年4月16日")]).para(2);
    assert_eq!(signed.kinds(), []);
    let inside = Desk::of(&[HEAD, ("1b", "，园内新铺了步道。")]);
    assert_eq!(inside.kinds(), [Kind::MidSentence]);
    let dated = Desk::of(&[HEAD, ("1d", "本报讯 4月3日"), ("1b", "，公园开放。")]);
    assert_eq!(dated.kinds(), []);
}

#[test]
fn order_may_only_jump_for_a_reason() {
    let swapped = [
        HEAD,
        ("1b900", "第二段在上面。"),
        ("x", "青禾日报"),
        ("1b800", "第一段在下面。"),
    ];
    Desk::of(&swapped).mended(Kind::OrderJumps);
    let open = [
        HEAD,
        ("1b900", "步道和座椅。"),
        ("x", "青禾日报"),
        ("1b800", "公园开放。园内新铺了"),
    ];
    assert_eq!(Desk::of(&open).kinds(), []);
}

#[test]
fn a_paragraph_ends_with_a_sentence() {
    let lines = [
        HEAD,
        ("1b", "公园开放。园内新铺了"),
        ("1b", "步道和座椅，还有一座图书亭。"),
    ];
    Desk::of(&lines).para(2).mended(Kind::OpenParagraph);
    let verse = [HEAD, ("1b", "青禾的河"), ("1b", "慢慢地流")];
    assert_eq!(Desk::of(&verse).para(2).kinds(), []);
}

#[test]
fn copies_and_lines_printed_twice_become_furniture() {
    Desk::of(&[HEAD, BODY, ("", HEAD.1), ("", HEAD.1)]).mended(Kind::Repeated);
    Desk::of(&[HEAD, BODY, ("", "青禾日报社青禾日报社")]).mended(Kind::Doubled);
    let furniture = [HEAD, BODY, ("x", HEAD.1), ("x", "青禾日报社青禾日报社")];
    assert_eq!(Desk::of(&furniture).kinds(), []);
    let doubled = Desk::of(&[("1h", "口袋公园开放口袋公园开放"), BODY]);
    assert_eq!(doubled.kinds(), [Kind::Doubled]);
    let corrected = doubled.correction("口袋公园开放口袋公园开放", "口袋公园开放");
    assert_eq!(corrected.kinds(), []);
}

#[test]
fn a_note_that_text_goes_on_elsewhere_needs_a_link() {
    let mut desk = Desk::of(&[
        HEAD,
        ("1b", "公园开放。园内新铺了步道，"),
        ("x", "（下转第三版）"),
    ]);
    assert_eq!(desk.kinds(), [Kind::OpenContinuation]);
    desk.continued.insert(desk.parts.articles[0].id);
    assert_eq!(desk.kinds(), []);
    let mut rest = Desk::of(&[("x", "（上接第一版）"), ("1b", "还有一座图书亭。")]);
    assert_eq!(rest.kinds(), [Kind::OpenContinuation]);
    rest.parts.articles[0].continues = Some(ArticleId::new());
    assert_eq!(rest.kinds(), []);
}

#[test]
fn pages_together_show_labels_that_differ() {
    let page = |label| Desk::of(&[HEAD, ("1b", "王海出席会议。")]).entity(label, "王海", 0);
    let mut tally = corpus::LabelTally::default();
    let mut documents = Vec::new();
    for label in ["OFFICIAL", "CITY", "OFFICIAL"] {
        let desk = page(label);
        let annotations = desk.annotations();
        let document = DocumentId::new();
        documents.push(document);
        let mut page = desk.page(&annotations);
        page.scope.document = document;
        tally.add(page);
    }
    let found = tally.problems();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, documents[1]);
    assert_eq!(found[0].1.kind, Kind::MixedInCorpus);
}

#[test]
fn fingerprints_tell_problems_apart_and_outlive_ids() {
    let lines = [HEAD, BODY, ("", "公园里还有一座图书亭。"), OTHER_HEAD];
    let (one, other) = (Desk::of(&lines), Desk::of(&lines));
    let prints = |desk: &Desk| -> Vec<String> {
        let found = desk.problems_in(&desk.annotations());
        found.iter().map(Problem::fingerprint).collect()
    };
    assert_eq!(prints(&one), prints(&other));
    let different: BTreeSet<_> = prints(&one).into_iter().collect();
    assert_eq!(different.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is annotated on whatever text: nothing panics, places lie in the text,
    /// and a quick fix either is refused or can be applied.
    #[test]
    fn any_page_can_be_looked_at(
        lines in prop::collection::vec(
            ("[12][hbgcyd][0-9]{0,2}|x|", "[青禾市。，（）“”A-c ．\u{3000}\r下转第▲①]{0,14}"), 0..14),
        entities in prop::collection::vec((0_u32..90, 1_u32..9, 0_usize..3), 0..9),
        corrections in prop::collection::vec((0_u32..90, 1_u32..5, "[青a]{0,3}"), 0..3),
    ) {
        let lines: Vec<(&str, &str)> = lines.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let mut desk = Desk::of(&lines);
        desk.parts.segments.retain(|segment| !segment.span.is_empty());
        let fits = |start: u32, len: u32| {
            Span::new(start, start + len).filter(|span| desk.source.contains(*span))
        };
        let labels = ["CITY", "OFFICIAL", "INITIATIVE"];
        let tagged: Vec<_> = entities.iter().filter_map(|&(start, len, label)| Some(Entity {
            id: EntityId::new(),
            span: fits(start, len)?,
            label: Label::from(labels[label]),
            authority: None,
            attributes: Attributes::new(), parts: Vec::new(),
        })).collect();
        let mended: Vec<_> = corrections.into_iter().filter_map(|(start, len, replacement)| {
            let span = fits(start, len)?;
            Some(Correction { id: CorrectionId::new(), span, replacement })
        }).collect();
        desk.parts.entities = tagged;
        desk.parts.corrections = mended;
        let annotations = desk.annotations();
        for problem in desk.problems_in(&annotations) {
            prop_assert!(desk.source.contains(problem.place()));
            prop_assert!(!problem.to_string().is_empty());
            let Some(Ok(done)) = problem.fix.map(|fix| fix.transaction(desk.page(&annotations)))
            else { continue };
            let changes: Vec<_> = done.ops.into_iter().filter_map(|op| match op {
                Op::Page { change, .. } => Some(change),
                _ => None,
            }).collect();
            let ground = Ground { source: &desk.source, schema: &desk.schema };
            let applied = apply_changes(&mut annotations.clone(), ground, &changes);
            prop_assert!(applied.is_ok(), "{:?}", applied);
        }
    }
}
