//! Random layers of random pages for the laws of this module.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::edit::apply::{ApplyError, Ground, apply_changes};
use crate::edit::draft::Page;
use crate::edit::op::Op;
use crate::edit::transaction::Transaction;
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::correction::Correction;
use crate::model::entity::{AttributeValue, Attributes, Entity};
use crate::model::id::{
    ArticleId, AuthorityId, CorrectionId, DocumentId, EntityId, Label, LayerId, RelationId,
    RelationType, Role, SegmentId,
};
use crate::model::layer::Scope;
use crate::model::line_break::{BreakKind, LineBreak};
use crate::model::relation::Relation;
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A page with the layer that is mine, to be edited.
pub(super) struct Desk {
    pub source: SourceText,
    pub schema: Schema,
    pub mine: Annotations,
}

impl Desk {
    pub fn new(text: &str, mine: Annotations) -> Self {
        Self {
            source: SourceText::new(text),
            schema: Schema::newspaper(),
            mine,
        }
    }

    pub fn page(&self) -> Page<'_> {
        Page {
            scope: Scope {
                document: DocumentId(uuid::Uuid::nil()),
                layer: LayerId(uuid::Uuid::nil()),
            },
            source: &self.source,
            annotations: &self.mine,
            schema: &self.schema,
        }
    }

    pub fn apply(&mut self, transaction: &Transaction) -> Result<(), ApplyError> {
        let changes = transaction.ops.iter().filter_map(|op| match op {
            Op::Page { change, .. } => Some(change),
            _ => None,
        });
        let ground = Ground {
            source: &self.source,
            schema: &self.schema,
        };
        apply_changes(&mut self.mine, ground, changes.collect::<Vec<_>>())
    }
}

/// Where a mention is, its label, its attribute, whether it has a record.
type EntityDice = (u32, u32, u8, Option<u8>, Option<bool>);

/// What a layer is made of; numbers are taken modulo what there is.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Where the text is cut, and what each piece becomes: a part of an article
    /// with role and place, furniture, or nothing.
    pieces: Vec<(u32, u8, u8, i64)>,
    articles: Vec<(i64, Option<String>, Option<u8>)>,
    breaks: Vec<(u32, bool)>,
    corrections: Vec<(u32, u32, String)>,
    entities: Vec<EntityDice>,
    relations: Vec<(usize, usize, bool)>,
}

pub(super) fn texts() -> impl Strategy<Value = String> {
    "[甲乙丙a \\n]{0,60}"
}

fn plans() -> impl Strategy<Value = Plan> {
    let article = (
        0_i64..4,
        prop::option::of("[甲乙]{1,2}"),
        prop::option::of(0_u8..6),
    );
    let entity = (
        0_u32..60,
        1_u32..6,
        0_u8..3,
        prop::option::of(0_u8..2),
        prop::option::of(any::<bool>()),
    );
    (
        prop::collection::vec((0_u32..60, 0_u8..8, 0_u8..8, 0_i64..9), 0..12),
        prop::collection::vec(article, 5),
        prop::collection::vec((0_u32..12, any::<bool>()), 0..6),
        prop::collection::vec((0_u32..60, 1_u32..5, "[甲]{0,1}"), 0..4),
        prop::collection::vec(entity, 0..6),
        prop::collection::vec((0_usize..6, 0_usize..6, any::<bool>()), 0..4),
    )
        .prop_map(
            |(pieces, articles, breaks, corrections, entities, relations)| Plan {
                pieces,
                articles,
                breaks,
                corrections,
                entities,
                relations,
            },
        )
}

/// Two plans that have much in common, or nothing.
pub(super) fn pairs() -> impl Strategy<Value = (Plan, Plan)> {
    let masks = prop::collection::vec(prop::bool::weighted(0.8), 64);
    (plans(), plans(), masks).prop_map(|(one, other, mask)| {
        let mixed = Plan {
            pieces: mix(&one.pieces, &other.pieces, &mask),
            articles: mix(&one.articles, &other.articles, &mask),
            breaks: mix(&one.breaks, &other.breaks, &mask),
            corrections: mix(&one.corrections, &other.corrections, &mask),
            entities: mix(&one.entities, &other.entities, &mask),
            relations: mix(&one.relations, &other.relations, &mask),
        };
        if mask[63] { (one, mixed) } else { (one, other) }
    })
}

fn mix<T: Clone>(one: &[T], other: &[T], mask: &[bool]) -> Vec<T> {
    let longest = one.len().max(other.len());
    let pick = |at: usize| if mask[at] { one.get(at) } else { other.get(at) };
    (0..longest).filter_map(pick).cloned().collect()
}

/// Puts a plan on a text, with new ids.
pub(super) fn layer(text: &str, plan: &Plan) -> Annotations {
    let source = SourceText::new(text);
    let entities = entities(&source, plan);
    let relations = relations(&entities, plan);
    let (articles, segments) = articles(&source, plan);
    Annotations::from_parts(Parts {
        articles,
        segments,
        line_breaks: line_breaks(&source, plan),
        corrections: corrections(&source, plan),
        entities,
        relations,
    })
}

fn articles(source: &SourceText, plan: &Plan) -> (Vec<Article>, Vec<Segment>) {
    let ids: Vec<_> = plan.articles.iter().map(|_| ArticleId::new()).collect();
    let roles = Schema::newspaper().roles;
    let mut pieces = plan.pieces.clone();
    pieces.sort_unstable();
    pieces.dedup_by_key(|piece| piece.0);
    let starts = pieces.iter().map(|piece| piece.0);
    let ends: Vec<_> = starts.skip(1).chain([source.len()]).collect();
    let mut segments = Vec::new();
    for ((start, kind, role, rank), end) in pieces.into_iter().zip(ends) {
        let Some(span) = Span::new(start, end.min(source.len())).filter(|span| !span.is_empty())
        else {
            continue;
        };
        let place = match kind {
            0..5 => Place::Article {
                article: ids[usize::from(kind)],
                rank: rank * RANK_STEP,
                role: Role::from(roles[usize::from(role)].id.as_str()),
            },
            5 => Place::Furniture,
            _ => continue,
        };
        let id = SegmentId::new();
        segments.push(Segment { id, span, place });
    }
    // An article without text is no article.
    let used = |id: &ArticleId| segments.iter().any(|s| s.article() == Some(*id));
    let elsewhere = ArticleId(uuid::Uuid::from_u128(6));
    let target = |at: u8| {
        let here = ids.get(usize::from(at)).copied();
        here.filter(used).unwrap_or(elsewhere)
    };
    let articles = plan
        .articles
        .iter()
        .zip(&ids)
        .map(|((rank, title, continues), &id)| Article {
            id,
            rank: *rank,
            title: title.clone(),
            continues: continues.map(target),
            attributes: (0..*rank)
                .map(|n| (format!("n{}", n % 2), AttributeValue::Number(n as f64)))
                .collect(),
        });
    let articles = articles.filter(|article| used(&article.id)).collect();
    (articles, segments)
}

fn line_breaks(source: &SourceText, plan: &Plan) -> Vec<LineBreak> {
    let of = |(line, soft): &(u32, bool)| {
        let kind = if *soft {
            BreakKind::Soft
        } else {
            BreakKind::Para
        };
        (line % source.line_count() as u32 + 1, kind)
    };
    let all: BTreeMap<_, _> = plan.breaks.iter().map(of).collect();
    all.into_iter()
        .map(|(line, kind)| LineBreak { line, kind })
        .collect()
}

fn corrections(source: &SourceText, plan: &Plan) -> Vec<Correction> {
    let mut all: Vec<Correction> = Vec::new();
    for (start, len, replacement) in &plan.corrections {
        let span = Span::new(*start, start + len).unwrap();
        if source.contains(span) && !all.iter().any(|other| other.span.overlaps(span)) {
            all.push(Correction {
                id: CorrectionId::new(),
                span,
                replacement: replacement.clone(),
            });
        }
    }
    all
}

fn entities(source: &SourceText, plan: &Plan) -> Vec<Entity> {
    let labels = ["CITY", "OFFICIAL", "INITIATIVE"];
    let of = |(start, len, label, authority, flag): &(u32, u32, u8, Option<u8>, Option<bool>)| {
        let flag = flag.map(|flag| ("flag".to_owned(), AttributeValue::Flag(flag)));
        let whole = Entity {
            id: EntityId::new(),
            span: Span::new(*start, start + len).unwrap(),
            label: Label::from(labels[usize::from(*label)]),
            authority: authority.map(|n| AuthorityId(uuid::Uuid::from_u128(n.into()))),
            attributes: flag.into_iter().collect::<Attributes>(),
            parts: Vec::new(),
        };
        if *len < 4 {
            return whole;
        }
        // Long ones are interrupted, after the first or the second code point.
        let cut = start + 1 + len % 2;
        let pieces = [(*start, cut), (cut + 1, start + len)].map(|(a, b)| Span::new(a, b).unwrap());
        whole.with_pieces(pieces).unwrap()
    };
    let all = plan.entities.iter().map(of);
    all.filter(|entity| source.contains(entity.span)).collect()
}

fn relations(entities: &[Entity], plan: &Plan) -> Vec<Relation> {
    let of = |&(from, to, first): &(usize, usize, bool)| {
        let label = if first {
            "holds_office_in"
        } else {
            "carried_out_in"
        };
        Some(Relation {
            id: RelationId::new(),
            label: RelationType::from(label),
            from: entities.get(from)?.id,
            to: entities.get(to)?.id,
        })
    };
    plan.relations.iter().filter_map(of).collect()
}
