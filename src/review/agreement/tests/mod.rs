//! Cases that can be worked out by hand, and input that breaks the rules.

mod laws;

use super::*;
use crate::model::annotations::Parts;
use crate::model::article::{Article, Place, Segment};
use crate::model::correction::Correction;
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{ArticleId, CorrectionId, EntityId, SegmentId};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::text::span::Span;

fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap()
}

/// A layer in the making.
#[derive(Default, Clone)]
struct Layer {
    parts: Parts,
}

impl Layer {
    /// Adds an article with these segments in reading order.
    fn article(mut self, segments: &[(u32, u32, &str)]) -> Self {
        let id = ArticleId::new();
        self.parts.articles.push(Article {
            id,
            rank: self.parts.articles.len() as i64,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        });
        for (&(start, end, role), rank) in segments.iter().zip(0..) {
            let place = Place::Article {
                article: id,
                rank,
                role: role.into(),
            };
            self = self.segment(start, end, place);
        }
        self
    }

    fn segment(mut self, start: u32, end: u32, place: Place) -> Self {
        self.parts.segments.push(Segment {
            id: SegmentId::new(),
            span: span(start, end),
            place,
        });
        self
    }

    fn furniture(self, start: u32, end: u32) -> Self {
        self.segment(start, end, Place::Furniture)
    }

    fn line_break(mut self, line: u32, kind: BreakKind) -> Self {
        self.parts.line_breaks.push(LineBreak { line, kind });
        self
    }

    fn entity(mut self, start: u32, end: u32, label: &str) -> Self {
        self.parts.entities.push(Entity {
            id: EntityId::new(),
            span: span(start, end),
            label: label.into(),
            authority: None,
            attributes: Default::default(),
            parts: Vec::new(),
        });
        self
    }

    fn correction(mut self, start: u32, end: u32, to: &str) -> Self {
        self.parts.corrections.push(Correction {
            id: CorrectionId::new(),
            span: span(start, end),
            replacement: to.to_owned(),
        });
        self
    }

    fn done(self) -> Annotations {
        Annotations::from_parts(self.parts)
    }
}

fn near(found: Option<f64>, wanted: f64) -> bool {
    found.is_some_and(|found| (found - wanted).abs() < 1e-12)
}

/// Six lines of two characters; the line ends are at 2, 5, 8, 11, 14.
fn six_lines() -> SourceText {
    SourceText::new("甲甲\n乙乙\n丙丙\n丁丁\n戊戊\n己己")
}

/// Gold: lines 1 to 4 are one article, lines 5 and 6 another.
fn two_articles() -> Annotations {
    Layer::default()
        .article(&[(0, 2, "headline"), (3, 11, "body")])
        .article(&[(12, 17, "body")])
        .done()
}

#[test]
fn grouping_by_hand() {
    let source = six_lines();
    // The last line of the first article went to the second one.
    let other = Layer::default()
        .article(&[(0, 2, "headline"), (3, 8, "body")])
        .article(&[(9, 17, "body")])
        .done();
    let figures = measure(&source, &two_articles(), &other).scores.layer;
    let grouping = figures.grouping;
    assert_eq!(grouping.ink, 12);
    // Shared: 6 of (8, 6), 2 of (8, 6), 4 of (4, 6).
    assert!(near(grouping.precision(), (36.0 + 4.0 + 16.0) / 6.0 / 12.0));
    assert!(near(grouping.recall(), (40.0 / 8.0 + 16.0 / 4.0) / 12.0));
    assert_eq!(
        grouping.pairs,
        Counts {
            both: 15 + 1 + 6,
            gold: 28 + 6,
            other: 15 + 15
        }
    );
    // Overlaps 6/8 and 4/6: both matched, none the same.
    let articles = figures.articles;
    assert_eq!((articles.matched, articles.exact), (2, 0));
    assert!(near(articles.quality(), (6.0 / 8.0 + 4.0 / 6.0) / 2.0));
    assert_eq!((articles.splits, articles.merges), (1, 1));
}

#[test]
fn text_in_no_article_is_one_class() {
    let source = six_lines();
    let gold = Layer::default().article(&[(0, 5, "body")]).done();
    let other = Layer::default()
        .article(&[(0, 5, "body")])
        .furniture(6, 8)
        .done();
    let agreement = measure(&source, &gold, &other);
    assert_eq!(agreement.scores.layer.grouping.f1(), Some(1.0));
    assert_eq!(agreement.differences, []);
    assert_eq!(agreement.scores.layer.articles.repairs(), 0);
}

#[test]
fn trivial_answers_by_hand() {
    let source = six_lines();
    let gold = two_articles();
    let scores = measure(&source, &gold, &gold).scores;
    let one = scores.one_article;
    assert!(near(one.grouping.precision(), (64.0 + 16.0) / 12.0 / 12.0));
    assert_eq!(one.grouping.recall(), Some(1.0));
    assert_eq!((one.articles.splits, one.articles.merges), (0, 1));
    // There is no blank line, so a block is a line.
    let each = scores.every_block;
    assert_eq!(each.articles.other, 6);
    assert_eq!((each.articles.splits, each.articles.merges), (4, 0));
    assert_eq!(each.grouping.precision(), Some(1.0));
    // The most frequent role is body: 10 of 12.
    assert!(near(one.roles.accuracy(), 10.0 / 12.0));
}

#[test]
fn blocks_are_what_stands_between_blank_lines() {
    let source = SourceText::new("甲\n甲\n\n \n乙\n乙\n");
    let gold = Layer::default()
        .article(&[(0, 3, "body")])
        .article(&[(7, 10, "body")])
        .line_break(1, BreakKind::Soft)
        .line_break(2, BreakKind::Para)
        .line_break(5, BreakKind::Soft)
        .done();
    let each = measure(&source, &gold, &gold).scores.every_block;
    assert_eq!(each.grouping.f1(), Some(1.0));
    assert_eq!(each.articles.exact, 2);
    assert_eq!(each.breaks.accuracy(), Some(1.0));
}

#[test]
fn order_by_hand() {
    let source = six_lines();
    let read = |order: [u32; 4]| {
        let segments = order.map(|line| (line * 3, line * 3 + 2, "body"));
        Layer::default().article(&segments).done()
    };
    let agreement = measure(&source, &read([0, 1, 2, 3]), &read([3, 0, 1, 2]));
    let order = agreement.scores.layer.order;
    // Three of six pairs of lines are the wrong way round.
    assert!(near(order.tau(), 0.0));
    let successors = Counts {
        both: 2,
        gold: 3,
        other: 3,
    };
    assert_eq!(order.successors, successors);
    // Seven neighbours among eight characters, of which one pair is torn.
    assert_eq!((order.kept, order.neighbours), (6, 7));
    // One line has to be moved.
    let [moved] = agreement.differences.as_slice() else {
        panic!("{:?}", agreement.differences);
    };
    assert_eq!((moved.subject, moved.line), (Subject::Order, 4));
    assert_eq!(moved.gold, Verdict::After(3));
    assert_eq!(moved.other, Verdict::First);
}

#[test]
fn roles_by_hand() {
    let source = six_lines();
    let other = Layer::default()
        .article(&[(0, 5, "headline"), (6, 11, "body")])
        .done();
    let agreement = measure(&source, &two_articles(), &other);
    let roles = &agreement.scores.layer.roles;
    assert_eq!(roles.same_of_both(), (6, 8));
    let cell = |gold: Option<&str>, other: Option<&str>| {
        let key = (gold.map(Into::into), other.map(Into::into));
        roles.confusion.get(&key).copied()
    };
    assert_eq!(cell(Some("body"), Some("headline")), Some(2));
    assert_eq!(cell(Some("body"), None), Some(4));
    assert_eq!(cell(None, Some("body")), None);
    let seen: Vec<_> = agreement
        .differences
        .iter()
        .map(|it| (it.subject, it.line, it.excerpt.as_str()))
        .collect();
    let wanted = [
        (Subject::Role, 2, "乙乙"),
        (Subject::Article, 5, "戊戊 己己"),
    ];
    assert_eq!(seen, wanted);
}

#[test]
fn line_ends_by_hand() {
    let source = six_lines();
    let (soft, para) = (BreakKind::Soft, BreakKind::Para);
    let gold = Layer::default()
        .line_break(1, para)
        .line_break(2, soft)
        .line_break(3, para)
        .line_break(4, soft)
        .done();
    let other = Layer::default()
        .line_break(1, para)
        .line_break(2, para)
        .line_break(4, soft)
        .line_break(5, para)
        .done();
    let breaks = measure(&source, &gold, &other).scores.layer.breaks;
    let para = Counts {
        both: 1,
        gold: 2,
        other: 2,
    };
    assert_eq!(breaks.para, para);
    assert_eq!((breaks.same, breaks.decided), (2, 4));
}

#[test]
fn mentions_and_corrections_by_hand() {
    let source = SourceText::new("青禾市 周文去青禾市");
    let gold = Layer::default()
        .entity(0, 3, "CITY")
        .entity(4, 6, "OFFICIAL")
        .entity(7, 10, "CITY")
        .correction(3, 4, "")
        .correction(6, 7, "到")
        .done();
    let other = Layer::default()
        .entity(0, 4, "CITY")
        .entity(7, 9, "CITY")
        .entity(4, 6, "CITY")
        .correction(3, 4, "")
        .correction(6, 7, "往")
        .done();
    let agreement = measure(&source, &gold, &other);
    let figures = &agreement.scores.layer;
    let city = figures.entities.by_label[&"CITY".into()];
    // The space at the end does not count; 青禾 overlaps 青禾市.
    assert_eq!(
        (city.strict.both, city.strict.gold, city.strict.other),
        (1, 2, 3)
    );
    assert_eq!(
        (city.overlapping.gold_met, city.overlapping.other_met),
        (2, 2)
    );
    let official = figures.entities.by_label[&"OFFICIAL".into()];
    assert_eq!(official.strict.f1(), Some(0.0));
    assert_eq!(official.strict.precision(), None);
    assert_eq!(figures.corrections.f1(), Some(0.5));
    // 周文 has another label, which is one place; 青禾 and 青禾市 are two.
    let entities = agreement
        .differences
        .iter()
        .filter(|it| it.subject == Subject::Entity);
    assert_eq!(entities.count(), 3);
}

#[test]
fn articles_are_told_apart() {
    let source = six_lines();
    let other = Layer::default()
        .article(&[(12, 14, "body")])
        .article(&[(0, 2, "headline"), (3, 11, "body")])
        .article(&[(15, 17, "body")])
        .done();
    let agreement = measure(&source, &two_articles(), &other);
    let seen: Vec<_> = agreement
        .articles
        .iter()
        .map(|it| (it.outcome, it.gold, it.other, it.parts))
        .collect();
    use ArticleOutcome::*;
    let wanted = [
        (Matched, Some(1), Some(2), 1),
        // Exactly one half is no match.
        (Missed, Some(2), Some(1), 2),
        (Extra, Some(2), Some(1), 1),
        (Extra, Some(2), Some(3), 1),
    ];
    assert_eq!(seen, wanted);
    assert_eq!(agreement.articles[0].excerpt, "甲甲");
}

#[test]
fn nothing_is_neither_right_nor_wrong() {
    for text in ["", " \n\n", "甲"] {
        let source = SourceText::new(text);
        let empty = Annotations::default();
        let agreement = measure(&source, &empty, &empty);
        let figures = &agreement.scores.layer;
        assert_eq!(figures.articles.quality(), None);
        assert_eq!(figures.order.tau(), None);
        assert_eq!(figures.order.successors.f1(), None);
        assert_eq!(figures.roles.accuracy(), None);
        assert_eq!(figures.breaks.accuracy(), None);
        assert_eq!(figures.corrections.f1(), None);
        assert_eq!(agreement.differences, []);
    }
}

#[test]
fn one_sided_pages_are_measured() {
    let source = six_lines();
    let empty = Annotations::default();
    let missed = measure(&source, &two_articles(), &empty).scores.layer;
    assert_eq!(missed.articles.quality(), Some(0.0));
    assert_eq!(missed.articles.missed(), 2);
    assert_eq!(missed.order.kept, 0);
    let extra = measure(&source, &empty, &two_articles()).scores.layer;
    assert_eq!(extra.articles.extra(), 2);
}

#[test]
fn spans_outside_the_text_do_no_harm() {
    let source = six_lines();
    let wild = Layer::default()
        .article(&[(0, 9, "body"), (4, 400, "body")])
        .furniture(2, 3)
        .entity(16, 90, "CITY")
        .correction(90, 95, "x")
        .line_break(0, BreakKind::Para)
        .line_break(900, BreakKind::Soft)
        .done();
    for (gold, other) in [(&wild, &two_articles()), (&two_articles(), &wild)] {
        let agreement = measure(&source, gold, other);
        assert_eq!(agreement.scores.layer.grouping.ink, 12);
        assert!(!agreement.differences.is_empty());
    }
}

#[test]
fn a_long_page_is_measured_at_once() {
    // 100,000 lines in 500 articles, each scattered over 200 places.
    let (lines, articles) = (100_000_u32, 500);
    let source = SourceText::new("这一行有十个汉字在里\n".repeat(lines as usize));
    let layer = |shift: u32| {
        let mut layer = Layer::default();
        for article in 0..articles {
            let of_article = (0..lines / articles).map(|at| (at * articles + article) * 11);
            let mut segments: Vec<_> = of_article.map(|at| (at, at + 10, "body")).collect();
            segments.rotate_left(shift as usize);
            layer = layer.article(&segments);
        }
        layer.done()
    };
    let agreement = measure(&source, &layer(0), &layer(7));
    assert_eq!(agreement.scores.layer.articles.exact, 500);
    assert!(agreement.scores.layer.order.tau().unwrap() < 1.0);
    // In each article, the lines that went from its beginning to its end.
    assert_eq!(agreement.differences.len(), 500);
}

#[test]
fn successors_that_another_article_keeps_count_for_no_match() {
    // Lines of two characters; the last two of six went to an article of their own.
    let source = SourceText::new("甲甲\n乙乙\n丙丙\n丁丁\n戊戊\n己己\n");
    let gold = Layer::default().article(&[(0, 17, "body")]).done();
    let other = Layer::default()
        .article(&[(0, 11, "body")])
        .article(&[(12, 17, "body")])
        .done();
    let order = measure(&source, &gold, &other).scores.layer.order;
    let wanted = Counts {
        both: 3,
        gold: 5,
        other: 3,
    };
    assert_eq!(order.successors, wanted);
    assert_eq!(order.successors.precision(), Some(1.0));
    // Neighbouring characters are counted over all articles.
    assert_eq!((order.kept, order.neighbours), (10, 11));
}
