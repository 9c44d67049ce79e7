//! What holds for every text, however strange: nothing panics, and what comes out could
//! be an editor's own work.

use proptest::prelude::*;

use crate::edit::apply::{Ground, apply_changes};
use crate::edit::op::{Change, PageChange};
use crate::model::annotations::Annotations;
use crate::model::evidence::{Proposal, Subject};
use crate::model::schema::Schema;
use crate::suggest::{Engine, Learned, propose};
use crate::text::source::SourceText;

const ALL: [Engine; 2] = [Engine::Segmentation, Engine::LineBreaks];

/// Pieces of which pages are made: what newspapers have, and what extractors leave.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("　　".to_owned()),
        Just("本报甲县讯（通讯员 王 某）1 月\n29 日，".to_owned()),
        Just("本报".to_owned()),
        Just("▲ 甲县政协委员视察。张三 摄".to_owned()),
        Just("——甲县工作综述".to_owned()),
        Just("通讯员 李某某".to_owned()),
        Just("一、抓学习 强本领".to_owned()),
        Just("◆供热 城区的锅炉点火".to_owned()),
        Just("（下转第三版）".to_owned()),
        Just("（上接一版）".to_owned()),
        Just("甲甲县县新新闻闻".to_owned()),
        Just("坚定站位强定力 团结民主聚合力".to_owned()),
        Just("个旧 11 8 6".to_owned()),
        Just("编辑同志：".to_owned()),
        Just("By Nora Quill\nLEEDS — Eleven stone bridges over the ri-\nver".to_owned()),
        western(),
        "[甲乙丙丁，。、：；“”（）]{1,30}",
        "[a-zA-Z ,.;-]{1,40}",
        "\\PC{0,12}",
        any::<String>(),
    ]
}

/// What pages in alphabetic scripts have.
const WESTERN: &[&str] = &[
    "THE TARROW COURIER\nSaturday, May 11, 2024   Page 5\n",
    "Nr. 67. Dienstag, den 22. März 1904.\nPreis monatlich 1 Mark, die Zeile 10 Pf.\n",
    "Fire in Mill Street.\n",
    "HARBOR PLAN SINKS\n",
    "By Nora Quill\nStaff Writer\n",
    "PARIS, June 10.— The Emperor has retur-\n",
    "Grünberg, den 18. März 1904.\nDer Magistrat.\n",
    "(Unglücksfall.) Beim Abbruch der alten\n",
    "Sperrung: Der Uferweg wird ab Montag\n",
    "● Вечер поэзии состоялся в Доме куль-\n",
    "ned from the river, where the wheel of the\n",
    "mill had stood for a year and a day.\n",
    "SIR,—I have lived opposite the pump.\n",
    "Yours truly,\nA. B. Fenn\n",
    "WANTED, a steady man. Apply to Box 40.\n",
    "Wheat, per quarter ..... 68s. to 74s.\n",
    "Tam Ostler and his van. (Photo Meike Arndt)\n",
    "(Continued on page 7)\n",
    "————\n",
    "Αθήνα, 3 Μαΐου. Η γέφυρα άνοιξε\n",
    "Printed and published by J. Fenn, High-street.\n",
    "\n",
];

/// Pieces of pages in alphabetic scripts, of which whole pages are made too.
fn western() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(WESTERN).prop_map(str::to_owned),
        1 => "[A-Za-zÄäßéЖжΩω ]{1,40}[-.,:?\n]",
    ]
}

fn western_page() -> impl Strategy<Value = String> {
    prop::collection::vec(western(), 1..60).prop_map(|pieces| pieces.concat())
}

fn page() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

/// Puts a proposal into an empty layer by the checks that every edit passes.
fn accept(
    proposal: &Proposal,
    source: &SourceText,
    schema: &Schema,
) -> Result<Annotations, String> {
    let all = &proposal.annotations;
    let articles = all
        .articles()
        .cloned()
        .map(|it| PageChange::Article(Change::Insert(it)));
    let segments = all
        .segments()
        .cloned()
        .map(|it| PageChange::Segment(Change::Insert(it)));
    let breaks = all
        .line_breaks()
        .map(|it| PageChange::LineBreak(Change::Insert(it)));
    let changes: Vec<_> = articles.chain(segments).chain(breaks).collect();
    let mut layer = Annotations::default();
    apply_changes(&mut layer, Ground { source, schema }, &changes).map_err(|e| e.to_string())?;
    Ok(layer)
}

/// What a proposal says without its ids, which are fresh each time.
fn said(proposal: &Proposal) -> Vec<String> {
    let all = &proposal.annotations;
    let of_article = |id| all.article_number(id).unwrap_or(0);
    let segments = all.segments().map(|s| {
        let article = s.article().map(of_article);
        format!("{} {:?} {:?} {}", s.span, article, s.role(), s.rank())
    });
    let breaks = all
        .line_breaks()
        .map(|b| format!("{} {:?}", b.line, b.kind));
    segments.chain(breaks).collect()
}

fn check(text: &str, learned: Option<&Learned>) -> Result<(), TestCaseError> {
    let source = SourceText::new(text);
    let schema = Schema::newspaper();
    let found = propose(&source, &schema, &ALL, learned);
    let layer = accept(&found, &source, &schema);
    prop_assert_eq!(layer.as_ref(), Ok(&found.annotations));
    for article in found.annotations.articles() {
        prop_assert!(found.annotations.segments_of(article.id).next().is_some());
        prop_assert!(found.evidence.contains_key(&Subject::Article(article.id)));
    }
    for segment in found.annotations.segments() {
        prop_assert_eq!(source.trim(segment.span), Some(segment.span));
        prop_assert!(found.evidence.contains_key(&Subject::Segment(segment.id)));
    }
    for evidence in found.evidence.values() {
        prop_assert!((0.0..=1.0).contains(&evidence.score));
        prop_assert!(!evidence.reasons.is_empty());
    }
    for open in &found.open {
        prop_assert!(found.annotations.segments_in(open.span).next().is_none());
        prop_assert!((1..=3).contains(&open.choices.len()));
        for (article, _) in &open.choices {
            prop_assert!(found.annotations.article(*article).is_some());
        }
    }
    prop_assert_eq!(
        said(&found),
        said(&propose(&source, &schema, &ALL, learned))
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_proposal_could_be_an_editors(text in page()) {
        check(&text, None)?;
    }

    #[test]
    fn so_could_every_proposal_for_a_western_page(text in western_page()) {
        check(&text, None)?;
    }

    #[test]
    fn no_text_is_lost(text in prop_oneof![page(), western_page()]) {
        let source = SourceText::new(text.as_str());
        let found = propose(&source, &Schema::newspaper(), &ALL, None);
        let covered: u32 = found.annotations.segments().map(|s| source.ink(s.span)).sum();
        let open: u32 = found.open.iter().map(|open| source.ink(open.span)).sum();
        prop_assert_eq!(covered + open, source.ink(source.span()));
    }

    #[test]
    fn whatever_was_learned_proposals_stay_sound(taught in page(), text in page()) {
        let source = SourceText::new(taught.as_str());
        let found = propose(&source, &Schema::newspaper(), &ALL, None);
        let learned = Learned::train([(&source, &found.annotations)].into_iter());
        let again = Learned::train([(&source, &found.annotations)].into_iter());
        prop_assert_eq!(&learned, &again);
        check(&text, Some(&learned))?;
    }
}

#[test]
fn long_pages_are_done_in_good_time() {
    let item = "本报甲县讯（记者 王某）渠水流进最后一块田，这里\n去年还是一片干土，今年种下油菜。\n\n清渠通水到村头\n\n";
    let source = SourceText::new(item.repeat(4_000));
    let found = propose(&source, &Schema::newspaper(), &ALL, None);
    assert!(found.annotations.article_count() >= 4_000);
}

#[test]
fn a_schema_without_the_usual_roles_gets_what_it_has() {
    let schema = Schema::from_ron(
        "(name: \"x\", roles: [(id: \"text\", name: (zh: \"a\", en: \"a\"), mark: (zh: \"a\", en: \"a\"), key: 'T', placement: Flow)], labels: [])",
    )
    .unwrap();
    let source = SourceText::new("清渠通水到村头\n本报甲县讯（记者王某）渠水流进最后一块田。");
    let found = propose(&source, &schema, &ALL, None);
    assert!(
        found
            .annotations
            .segments()
            .all(|s| s.role().is_none_or(|r| r.as_str() == "text"))
    );
    assert!(accept(&found, &source, &schema).is_ok());
}
