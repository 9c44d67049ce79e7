//! What is carried, what is not, and that all of it is legal.

use proptest::prelude::*;

use super::*;
use crate::edit::apply::{Ground, apply_changes};
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::correction::Correction;
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{ArticleId, CorrectionId, EntityId, RelationId, SegmentId};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::model::relation::Relation;
use crate::text::source::SourceText;
use crate::text::span::Span;

const OLD: &str = "青禾市召开大会部署春耕\n\n本报讯三月三日青禾市在河西\n礼堂召开大会林远出席并讲\n话。\n\n\
     会议要求各县抓紧备耕。\n▲大会现场\n另一篇文章说的是图书馆开放\n读者很多\n";

/// The span of `needle`, which stands once in the text.
fn find(text: &str, needle: &str) -> Span {
    let byte = text.find(needle).unwrap_or_else(|| panic!("{needle}"));
    let start = text[..byte].chars().count() as u32;
    Span::new(start, start + needle.chars().count() as u32).unwrap()
}

struct Page {
    parts: Parts,
    articles: [ArticleId; 2],
}

fn segment(article: ArticleId, number: i64, role: &str, span: Span) -> Segment {
    Segment {
        id: SegmentId::new(),
        span,
        place: Place::Article {
            article,
            rank: number * RANK_STEP,
            role: role.into(),
        },
    }
}

fn entity(label: &str, span: Span) -> Entity {
    Entity {
        id: EntityId::new(),
        span,
        label: label.into(),
        authority: None,
        attributes: Attributes::new(),
        parts: Vec::new(),
    }
}

/// Two articles with everything that a page can have.
fn page() -> Page {
    let articles = [ArticleId::new(), ArticleId::new()];
    let [first, second] = articles;
    let body = find(OLD, "本报讯").hull(find(OLD, "抓紧备耕。"));
    let place = entity("CITY", find(OLD, "青禾市在"));
    let place = Entity {
        span: Span::between(place.span.start(), place.span.end().back(1)),
        ..place
    };
    let person = entity("OFFICIAL", find(OLD, "林远"));
    let relation = Relation {
        id: RelationId::new(),
        label: Schema::newspaper().relations[0].id.as_str().into(),
        from: person.id,
        to: place.id,
    };
    let parts = Parts {
        articles: [(first, None), (second, Some(first))]
            .into_iter()
            .zip(1..)
            .map(|((id, continues), number)| Article {
                id,
                rank: number * RANK_STEP,
                title: Some(format!("第{number}篇")),
                continues,
                attributes: Attributes::new(),
            })
            .collect(),
        segments: vec![
            segment(first, 1, "headline", find(OLD, "青禾市召开大会部署春耕")),
            segment(first, 2, "body", body),
            segment(first, 3, "caption", find(OLD, "▲大会现场")),
            segment(
                second,
                1,
                "body",
                find(OLD, "另一篇文章说的是图书馆开放\n读者很多"),
            ),
        ],
        line_breaks: vec![
            LineBreak {
                line: 3,
                kind: BreakKind::Soft,
            },
            LineBreak {
                line: 5,
                kind: BreakKind::Para,
            },
        ],
        corrections: vec![Correction {
            id: CorrectionId::new(),
            span: find(OLD, "礼堂"),
            replacement: "会堂".into(),
        }],
        entities: vec![place, person],
        relations: vec![relation],
    };
    Page { parts, articles }
}

fn carried(annotations: &Annotations, old: &str, new: &str) -> (Reanchored, Annotations) {
    let (old, new) = (SourceText::new(old), SourceText::new(new));
    let schema = Schema::newspaper();
    let alignment = Alignment::of(&old, &new);
    let told = Move {
        annotations,
        alignment: &alignment,
        schema: &schema,
    }
    .carry();
    let mut made = Annotations::default();
    let ground = Ground {
        source: &new,
        schema: &schema,
    };
    apply_changes(&mut made, ground, &told.changes).unwrap();
    (told, made)
}

fn fates(told: &Reanchored) -> Vec<(What, Fate, &str)> {
    told.review
        .iter()
        .map(|review| (review.what, review.fate, review.surface.as_str()))
        .collect()
}

#[test]
fn the_same_text_says_the_same() {
    let annotations = Annotations::from_parts(page().parts);
    let (told, made) = carried(&annotations, OLD, OLD);
    assert_eq!(made, annotations);
    assert_eq!((told.exact, told.adjusted, told.review), (10, 0, vec![]));
}

#[test]
fn other_lines_and_spaces_cost_nothing_that_can_be_said() {
    let annotations = Annotations::from_parts(page().parts);
    let new = OLD
        .replace("河西\n礼堂", "河西礼堂")
        .replace("\n\n", "\r\n")
        .replace("读者", "  读者");
    let (told, made) = carried(&annotations, OLD, &new);
    assert_eq!(fates(&told), []);
    assert_eq!((told.exact, told.settled), (9, 1));
    // The line break inside the sentence went; the paragraph end is a line higher.
    let kept: Vec<_> = made.line_breaks().collect();
    let para = LineBreak {
        line: 3,
        kind: BreakKind::Para,
    };
    assert_eq!(kept, [para]);
    assert_eq!(made.entity_count(), 2);
    assert_eq!(made.relations().count(), 1);
}

#[test]
fn a_paragraph_end_between_lines_that_are_one_now_is_told() {
    let annotations = Annotations::from_parts(page().parts);
    let (told, _) = carried(&annotations, OLD, &OLD.replace("话。\n\n", "话。"));
    assert_eq!(fates(&told), [(What::LineBreak, Fate::LinesJoined, "话。")]);
}

#[test]
fn a_correction_that_the_new_text_does_not_need_is_dropped_and_told() {
    let annotations = Annotations::from_parts(page().parts);
    let (told, made) = carried(&annotations, OLD, &OLD.replace("礼堂", "会堂"));
    assert_eq!(
        fates(&told),
        [(What::Correction, Fate::RightAlready, "礼堂")]
    );
    assert_eq!(made.corrections().count(), 0);
    let (told, made) = carried(&annotations, OLD, &OLD.replace("礼堂", "扎堂"));
    assert_eq!(fates(&told), [(What::Correction, Fate::Lost, "礼堂")]);
    assert_eq!(made.corrections().count(), 0);
}

#[test]
fn a_mention_whose_text_changed_is_told_and_one_that_is_gone_takes_its_relations_along() {
    let mut page = page();
    page.parts
        .entities
        .push(entity("CITY", find(OLD, "图书馆")));
    let annotations = Annotations::from_parts(page.parts);
    let new = OLD
        .replace("图书馆开", "图书倌开")
        .replace("林远出席", "有人出席");
    let (told, made) = carried(&annotations, OLD, &new);
    assert_eq!(
        fates(&told),
        [
            (What::Entity, Fate::Lost, "林远"),
            (What::Relation, Fate::Unsupported, "林远"),
            (What::Entity, Fate::TextChanged, "图书馆"),
        ]
    );
    let spans: Vec<_> = made.entities().map(|entity| entity.span).collect();
    assert_eq!(spans.last(), Some(&find(&new, "图书倌")));
}

#[test]
fn an_article_in_another_order_is_carried_and_a_torn_one_in_parts() {
    let annotations = Annotations::from_parts(page().parts);
    let second = "另一篇文章说的是图书馆开放\n读者很多\n";
    let new = format!("{second}{}", OLD.replace(second, ""));
    let (told, made) = carried(&annotations, OLD, &new);
    assert_eq!(fates(&told), []);
    assert_eq!(made.segment_count(), 4);
    // Now in the middle of the first article's body.
    let without = OLD.replace(second, "");
    let new = without.replace("话。\n\n", &format!("话。\n{second}"));
    let (told, made) = carried(&annotations, OLD, &new);
    assert!(fates(&told).contains(&(
        What::Segment,
        Fate::TornApart,
        "本报讯三月三日青禾市在河西 礼堂召开大会林远出席并讲 话。 会议要求各县抓紧备耕。"
    )));
    let article = annotations.articles().next().unwrap();
    let texts: Vec<_> = {
        let source = SourceText::new(new.as_str());
        let segments = made.segments_of(article.id);
        segments
            .map(|segment| {
                source
                    .slice(segment.span)
                    .chars()
                    .take(3)
                    .collect::<String>()
            })
            .collect()
    };
    assert_eq!(texts, ["青禾市", "本报讯", "会议要", "▲大会"]);
}

#[test]
fn an_article_that_is_gone_is_one_line_of_the_report() {
    let page = page();
    let annotations = Annotations::from_parts(page.parts);
    let from = OLD.find("另一篇").unwrap();
    let (told, made) = carried(&annotations, OLD, &OLD[..from]);
    assert_eq!(
        fates(&told),
        [(
            What::Article,
            Fate::Lost,
            "另一篇文章说的是图书馆开放 读者很多"
        )]
    );
    assert_eq!(made.article_count(), 1);
    let (_, made) = carried(&annotations, OLD, &OLD[from..]);
    let left = made.articles().next().unwrap();
    assert_eq!((left.id, left.continues), (page.articles[1], None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Whatever the new text is, what is carried is legal, and nothing is forgotten:
    /// everything is carried, told or not needed.
    #[test]
    fn nothing_is_lost_in_silence(
        edits in prop::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(vec!["", "\n", "错", "大会", "另一段全新的文字"]), 0_usize..5),
            0..12,
        ),
        cut in any::<prop::sample::Index>(),
        swap in any::<bool>(),
    ) {
        let mut chars: Vec<char> = OLD.chars().collect();
        if swap {
            let at = cut.index(chars.len());
            chars.rotate_left(at);
        }
        for (at, text, gone) in edits {
            let at = at.index(chars.len() + 1);
            let end = (at + gone).min(chars.len());
            chars.splice(at..end, text.chars());
        }
        let new: String = chars.into_iter().collect();
        let annotations = Annotations::from_parts(page().parts);
        let (told, made) = carried(&annotations, OLD, &new);
        let gone = |what: What| {
            let of = told.review.iter().filter(|review| review.what == what);
            of.filter(|review| !review.fate.is_carried()).count()
        };
        prop_assert_eq!(made.entity_count() + gone(What::Entity), 2);
        prop_assert_eq!(made.relations().count() + gone(What::Relation), 1);
        prop_assert_eq!(made.article_count() + gone(What::Article), 2);
        prop_assert_eq!(made.corrections().count() + gone(What::Correction), 1);
        let old = SourceText::new(OLD);
        let new = SourceText::new(new);
        for review in &told.review {
            prop_assert!(old.contains(review.old) && new.contains(review.place));
        }
        let told_of = |span: Span| told.review.iter().any(|review| review.old == span);
        let gone_with = |segment: &Segment| {
            let article = segment.article().filter(|id| made.article(*id).is_none());
            article.is_some() && gone(What::Article) > 0
        };
        for segment in annotations.segments() {
            let there = made.segment(segment.id);
            let known = there.is_some() || told_of(segment.span) || gone_with(segment);
            prop_assert!(known, "{:?}", segment);
            if let Some(there) = there.filter(|_| !told_of(segment.span)) {
                let (was, is) = (old.ink(segment.span), new.ink(there.span));
                prop_assert!(was.abs_diff(is) * 10 <= was, "{:?} {:?}", segment, there);
            }
        }
        for entity in annotations.entities().filter(|entity| !told_of(entity.span)) {
            let there = made.entity(entity.id).unwrap().span;
            prop_assert_eq!(old.slice(entity.span), new.slice(there).replace('\n', ""));
        }
    }
}
