//! How good proposals are on pages annotated by hand, and whether accepted pages help.
//!
//! Run with `BROADSHEET_RAW=FOLDER` and `--ignored`: the folder holds `raw/*.txt`
//! and, under the same names, `gold/*.json`.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{Article, Place, Segment};
use crate::model::entity::Attributes;
use crate::model::id::{ArticleId, Role, SegmentId};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::model::schema::Schema;
use crate::suggest::{Engine, Learned, propose};
use crate::text::source::SourceText;
use crate::text::span::Span;

pub(super) struct Page {
    pub name: String,
    pub source: SourceText,
    pub gold: Annotations,
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a number")).expect("a small number")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn annotations(gold: &Value) -> Annotations {
    let mut parts = Parts::default();
    for (rank, article) in (1_i64..).zip(list(&gold["articles"])) {
        let id = ArticleId::new();
        parts.articles.push(Article {
            id,
            rank,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        });
        for (rank, segment) in (1_i64..).zip(list(&article["segments"])) {
            let span =
                Span::new(number(&segment["start"]), number(&segment["end"])).expect("a span");
            let role = Role::from(segment["role"].as_str().expect("a role"));
            let place = Place::Article {
                article: id,
                rank,
                role,
            };
            parts.segments.push(Segment {
                id: SegmentId::new(),
                span,
                place,
            });
        }
    }
    for range in list(&gold["furniture"]) {
        let span = Span::new(number(&range[0]), number(&range[1])).expect("a span");
        parts.segments.push(Segment {
            id: SegmentId::new(),
            span,
            place: Place::Furniture,
        });
    }
    for (line, kind) in gold["line_breaks"].as_object().expect("decisions") {
        let para = kind.as_str() == Some("para");
        let kind = if para {
            BreakKind::Para
        } else {
            BreakKind::Soft
        };
        parts.line_breaks.push(LineBreak {
            line: line.parse().expect("a number"),
            kind,
        });
    }
    Annotations::from_parts(parts)
}

fn pages() -> Vec<Page> {
    let root =
        PathBuf::from(std::env::var("BROADSHEET_RAW").expect("BROADSHEET_RAW names the folder"));
    pages_in(&root.join("raw"), &root.join("gold"))
}

/// The pages with annotations in `gold` and texts of the same names in `raw`, by name.
pub(super) fn pages_in(raw: &Path, gold: &Path) -> Vec<Page> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(gold)
        .expect("a folder of annotations")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    files.sort();
    let page = |path: &PathBuf| {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = raw.join(format!("{name}.txt"));
        let gold: Value =
            serde_json::from_slice(&std::fs::read(path).expect("annotations")).expect("JSON");
        Page {
            source: SourceText::new(std::fs::read_to_string(text).expect("UTF-8")),
            gold: annotations(&gold),
            name,
        }
    };
    files.iter().map(page).collect()
}

/// By code point with ink: its article, its role and its place in the article.
type Ink = HashMap<u32, (ArticleId, String, usize)>;

fn ink(source: &SourceText, all: &Annotations) -> Ink {
    let text: Vec<char> = source.text().chars().collect();
    let mut found = Ink::new();
    for article in all.articles() {
        let mut place = 0;
        for segment in all.segments_of(article.id) {
            for at in segment.span.start().0..segment.span.end().0 {
                if text.get(at as usize).is_some_and(|c| !c.is_whitespace()) {
                    let role = segment.role().map_or("", Role::as_str).to_owned();
                    found.insert(at, (article.id, role, place));
                    place += 1;
                }
            }
        }
    }
    found
}

/// B³ F1 (Bagga and Baldwin 1998) over characters, role accuracy, share of neighbours
/// in order, F1 of paragraph ends.
pub(super) fn figures(page: &Page, found: &Annotations) -> [f64; 4] {
    let (gold, own) = (ink(&page.source, &page.gold), ink(&page.source, found));
    let text: Vec<char> = page.source.text().chars().collect();
    let of = |ink: &Ink, at: u32| ink.get(&at).map(|(article, ..)| *article);
    let mut counts: [HashMap<_, f64>; 3] = Default::default();
    let inked = (0_u32..)
        .zip(&text)
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(at, _)| at);
    for at in inked {
        let key = (of(&gold, at), of(&own, at));
        *counts[0].entry((key.0, None)).or_default() += 1.0;
        *counts[1].entry((None, key.1)).or_default() += 1.0;
        *counts[2].entry(key).or_default() += 1.0;
    }
    let sum = |side: usize| -> f64 {
        let each = counts[2].iter().map(|(&(g, o), n)| {
            n * n / counts[side][&if side == 0 { (g, None) } else { (None, o) }]
        });
        each.sum()
    };
    let total: f64 = counts[2].values().sum();
    let (recall, precision) = (sum(0) / total, sum(1) / total);
    let both = gold.iter().filter_map(|(at, g)| Some((g, own.get(at)?)));
    let (same, all) = both.fold((0.0, 0.0), |(same, all), (g, o)| {
        (same + f64::from(u8::from(g.1 == o.1)), all + 1.0)
    });
    let mut by_place: Vec<_> = gold
        .iter()
        .map(|(at, (a, _, place))| (*a, *place, *at))
        .collect();
    by_place.sort_unstable();
    let pairs = by_place.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let (kept, neighbours) = pairs.fold((0.0, 0.0), |(kept, n), pair| {
        let follows = match (own.get(&pair[0].2), own.get(&pair[1].2)) {
            (Some(a), Some(b)) => a.0 == b.0 && b.2 == a.2 + 1,
            _ => false,
        };
        (kept + f64::from(u8::from(follows)), n + 1.0)
    });
    let (mut hit, mut wrong) = (0.0, 0.0);
    for decision in page.gold.line_breaks() {
        let para = |kind| kind == BreakKind::Para;
        let own = found.line_break(decision.line).is_some_and(para);
        match (para(decision.kind), own) {
            (true, true) => hit += 1.0,
            (false, false) => {}
            _ => wrong += 1.0,
        }
    }
    [
        2.0 * recall * precision / (recall + precision),
        same / all,
        kept / neighbours,
        2.0 * hit / (2.0 * hit + wrong),
    ]
}

pub(super) fn proposal(page: &Page, learned: Option<&Learned>) -> Annotations {
    let engines = [Engine::Segmentation, Engine::LineBreaks];
    propose(&page.source, &Schema::newspaper(), &engines, learned).annotations
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn proposals_are_near_what_annotators_say() {
    const FLOORS: [f64; 4] = [0.998, 0.989, 0.998, 0.995];
    for page in pages() {
        let found = figures(&page, &proposal(&page, None));
        println!(
            "{}: grouping, roles, order, paragraphs {found:.3?}",
            page.name
        );
        for (found, floor) in found.iter().zip(FLOORS) {
            assert!(*found >= floor, "{}: {found} is below {floor}", page.name);
        }
    }
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn accepted_pages_do_no_harm_to_the_next() {
    let pages = pages();
    let [without, with] = leave_one_out(&pages);
    for (without, with) in without.iter().zip(with) {
        assert!(with >= without - 1e-9, "{with} is below {without}");
    }
}

/// The mean figures over the pages without learning and with what the others teach.
pub(super) fn leave_one_out(pages: &[Page]) -> [[f64; 5]; 2] {
    let mut sums = [[0.0; 5]; 2];
    for (out, page) in pages.iter().enumerate() {
        let others = pages.iter().enumerate().filter(|(at, _)| *at != out);
        let learned = Learned::train(others.map(|(_, page)| (&page.source, &page.gold)));
        let fresh = all_figures(page, &proposal(page, None));
        let taught = all_figures(page, &proposal(page, Some(&learned)));
        println!(
            "{}: {fresh:.3?} without, {taught:.3?} with the others",
            page.name
        );
        for (sums, figures) in sums.iter_mut().zip([fresh, taught]) {
            sums.iter_mut()
                .zip(figures)
                .for_each(|(sum, figure)| *sum += figure);
        }
    }
    sums.map(|sums| sums.map(|sum| sum / pages.len() as f64))
}

/// [`figures`] and F1 of furniture, 1 where there is none.
fn all_figures(page: &Page, found: &Annotations) -> [f64; 5] {
    let [grouping, roles, order, paragraphs] = figures(page, found);
    let furniture = |all: &Annotations| -> HashSet<u32> {
        let segments = all.segments().filter(|it| it.article().is_none());
        segments
            .flat_map(|it| it.span.start().0..it.span.end().0)
            .collect()
    };
    let (gold, own) = (furniture(&page.gold), furniture(found));
    let both = gold.intersection(&own).count() as f64;
    let all = (gold.len() + own.len()) as f64;
    let furniture = if all == 0.0 { 1.0 } else { 2.0 * both / all };
    [grouping, roles, order, paragraphs, furniture]
}
