//! What holds for any two layers.

use proptest::prelude::*;

use super::super::*;
use super::Layer;
use crate::model::line_break::BreakKind;

/// A page of some lines and a layer over it: which article each line is in (0 for
/// none), with a key that decides the order in the article, and what its end means.
fn layers() -> impl Strategy<Value = (SourceText, Annotations, Annotations)> {
    let line = (0..4_u8, any::<u16>(), 0..3_u8, any::<bool>(), any::<bool>());
    let answers = prop::collection::vec((line.clone(), line), 1..24);
    answers.prop_map(|lines| {
        let source = SourceText::new("甲乙 丙\n".repeat(lines.len()));
        let layer = |answers: Vec<(u8, u16, u8, bool, bool)>| {
            let mut layer = Layer::default();
            for article in 1..4 {
                let mut segments: Vec<_> = answers
                    .iter()
                    .zip(0..)
                    .filter(|(answer, _)| answer.0 == article)
                    .map(|(answer, at)| {
                        (
                            answer.1,
                            at * 5,
                            ["body", "caption", "byline"][answer.2 as usize],
                        )
                    })
                    .collect();
                segments.sort_unstable();
                let segments: Vec<_> = segments
                    .into_iter()
                    .map(|(_, at, role)| (at, at + 4, role))
                    .collect();
                if !segments.is_empty() {
                    layer = layer.article(&segments);
                }
            }
            for (answer, at) in answers.iter().zip(0..) {
                let kind = if answer.3 {
                    BreakKind::Para
                } else {
                    BreakKind::Soft
                };
                layer = layer.line_break(at + 1, kind);
                if answer.4 {
                    layer = layer.entity(at * 5, at * 5 + 2, "CITY").correction(
                        at * 5 + 2,
                        at * 5 + 3,
                        "",
                    );
                }
            }
            layer.done()
        };
        let (gold, other) = lines.into_iter().unzip();
        (source, layer(gold), layer(other))
    })
}

/// Every figure of a page that says something, with a name.
fn all(figures: &Figures) -> Vec<(&'static str, Option<f64>)> {
    vec![
        ("precision", figures.grouping.precision()),
        ("recall", figures.grouping.recall()),
        ("f1", figures.grouping.f1()),
        ("pairs", figures.grouping.pairs.f1()),
        ("quality", figures.articles.quality()),
        ("overlap", figures.articles.mean_overlap()),
        ("tau", figures.order.tau()),
        ("successors", figures.order.successors.f1()),
        ("kept", figures.order.kept_share()),
        ("roles", figures.roles.accuracy()),
        ("para", figures.breaks.para.f1()),
        ("breaks", figures.breaks.accuracy()),
        ("strict", figures.entities.all().strict.f1()),
        ("overlapping", figures.entities.all().overlapping.f1()),
        ("corrections", figures.corrections.f1()),
    ]
}

proptest! {
    #[test]
    fn a_layer_agrees_with_itself((source, layer, _) in layers()) {
        let agreement = measure(&source, &layer, &layer);
        for (name, figure) in all(&agreement.scores.layer) {
            prop_assert!(figure.is_none_or(|it| (it - 1.0).abs() < 1e-9), "{} {:?}", name, figure);
        }
        prop_assert_eq!(&agreement.differences, &[]);
        prop_assert_eq!(agreement.scores.layer.articles.repairs(), 0);
        prop_assert!(agreement.articles.iter().all(|it| it.outcome == ArticleOutcome::Matched));
    }

    #[test]
    fn exchanging_the_layers_exchanges_the_figures((source, one, two) in layers()) {
        let there = measure(&source, &one, &two).scores.layer;
        let back = measure(&source, &two, &one).scores.layer;
        let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            (a, b) => a == b,
        };
        prop_assert!(near(there.grouping.precision(), back.grouping.recall()));
        prop_assert!(near(there.grouping.f1(), back.grouping.f1()));
        prop_assert_eq!(there.grouping.pairs.f1(), back.grouping.pairs.f1());
        prop_assert_eq!(there.articles.splits, back.articles.merges);
        prop_assert!(near(there.articles.quality(), back.articles.quality()));
        prop_assert!(near(there.order.tau(), back.order.tau()));
        prop_assert_eq!(there.order.successors.precision(), back.order.successors.recall());
        prop_assert_eq!(there.roles.accuracy(), back.roles.accuracy());
        prop_assert_eq!(there.breaks.para.f1(), back.breaks.para.f1());
        prop_assert_eq!(there.entities.all().strict.f1(), back.entities.all().strict.f1());
        prop_assert_eq!(there.corrections.f1(), back.corrections.f1());
    }

    #[test]
    fn ids_and_the_order_of_articles_do_not_matter((source, gold, other) in layers()) {
        // The same articles with new ids, listed the other way round.
        let mut turned = Layer::default();
        for article in other.articles().collect::<Vec<_>>().into_iter().rev() {
            let segments: Vec<_> = other
                .segments_of(article.id)
                .map(|it| (it.span.start().0, it.span.end().0, it.role().unwrap().as_str()))
                .collect();
            turned = turned.article(&segments);
        }
        let turned = turned.done();
        let (before, after) = (measure(&source, &gold, &other), measure(&source, &gold, &turned));
        for (a, b) in all(&before.scores.layer).into_iter().zip(all(&after.scores.layer)).take(10) {
            prop_assert!(a == b || (a.1.unwrap() - b.1.unwrap()).abs() < 1e-9, "{:?} {:?}", a, b);
        }
    }

    #[test]
    fn figures_are_shares_and_places_are_in_the_text((source, gold, other) in layers()) {
        let agreement = measure(&source, &gold, &other);
        for scores in [&agreement.scores.layer, &agreement.scores.one_article, &agreement.scores.every_block] {
            for (name, figure) in all(scores) {
                let low = if name == "tau" { -1.0 } else { 0.0 };
                prop_assert!(figure.is_none_or(|it| (low..=1.0 + 1e-9).contains(&it)), "{} {:?}", name, figure);
            }
        }
        let places = &agreement.differences;
        prop_assert!(places.iter().all(|it| source.contains(it.span)));
        prop_assert!(places.iter().all(|it| it.gold != it.other));
        prop_assert!(places.is_sorted_by_key(|it| it.span.start()));
    }

    #[test]
    fn pooling_adds_counts((source, gold, other) in layers()) {
        let page = measure(&source, &gold, &other).scores;
        let mut twice = page.clone();
        twice.add(&page);
        for (a, b) in all(&page.layer).into_iter().zip(all(&twice.layer)) {
            prop_assert!(a == b || (a.1.unwrap() - b.1.unwrap()).abs() < 1e-9, "{:?} {:?}", a, b);
        }
        prop_assert_eq!(twice.layer.grouping.ink, 2 * page.layer.grouping.ink);
    }
}
