//! From the model to the record of a page.

use std::collections::BTreeMap;

use super::{
    ArticleRecord, ContinuesRecord, CorrectionRecord, EntityRecord, Kind, Nest, Number, PageRecord,
    RelationRecord, SegmentRecord, Value,
};
use crate::format::export_page::ExportPage;
use crate::format::title::title_of;
use crate::model::article::{Article, Place, Segment};
use crate::model::entity::{AttributeValue, Attributes, Entity};
use crate::model::id::ArticleId;
use crate::model::relation::Relation;

/// Whether the raw text goes along with the annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextIn {
    /// The record has the text and can be read without the page.
    Record,
    /// The text is left out; the reader has the page.
    Nowhere,
}

impl PageRecord {
    /// The record of a page. Entities of unwanted labels are left out, and with
    /// them the relations that start from or lead to them.
    pub fn of(page: &ExportPage<'_>, text: TextIn) -> Self {
        let annotations = page.annotations;
        Self {
            document: page.document.name.clone(),
            sha256: Some(page.document.sha256.to_string()),
            meta: page.document.meta.clone(),
            layer: Some(page.layer.to_owned()),
            text: (text == TextIn::Record).then(|| page.source.text().to_owned()),
            articles: annotations
                .articles()
                .map(|article| article_record(page, article))
                .collect(),
            furniture: annotations
                .segments()
                .filter(|segment| segment.place == Place::Furniture)
                .map(|it| Nest(Ok([it.span.start().into(), it.span.end().into()])))
                .collect(),
            line_breaks: annotations
                .line_breaks()
                .map(|found| (Number(Ok(found.line)), Kind(Ok(found.kind))))
                .collect(),
            entities: page
                .entities()
                .map(|entity| entity_record(page, entity))
                .collect(),
            relations: annotations
                .relations()
                .filter(|relation| {
                    [relation.from, relation.to].iter().all(|&end| {
                        annotations
                            .entity(end)
                            .is_some_and(|entity| page.wants(entity))
                    })
                })
                .map(relation_record)
                .collect(),
            corrections: annotations
                .corrections()
                .map(|correction| CorrectionRecord {
                    start: correction.span.start().into(),
                    end: correction.span.end().into(),
                    to: Some(correction.replacement.clone()),
                })
                .collect(),
        }
    }
}

impl PageRecord {
    /// Says on which page each article is that is continued here and is on another.
    pub fn name_continued(&mut self, name: impl Fn(ArticleId) -> Option<String>) {
        let links = self
            .articles
            .iter_mut()
            .filter_map(|it| it.continues.as_mut());
        for link in links.filter(|link| link.document.is_empty()) {
            let id = uuid::Uuid::parse_str(&link.article).ok().map(ArticleId);
            link.document = id.and_then(&name).unwrap_or_default();
        }
    }
}

fn article_record(page: &ExportPage<'_>, article: &Article) -> ArticleRecord {
    ArticleRecord {
        id: Some(article.id.to_string()),
        title: Some(title_of(page.source, page.annotations, article)),
        continues: article.continues.map(|id| {
            let here = page.annotations.article(id).is_some();
            ContinuesRecord {
                document: if here {
                    page.document.name.clone()
                } else {
                    String::new()
                },
                article: id.to_string(),
            }
        }),
        attributes: values(&article.attributes),
        segments: page
            .annotations
            .segments_of(article.id)
            .map(segment_record)
            .collect(),
    }
}

fn segment_record(segment: &Segment) -> SegmentRecord {
    SegmentRecord {
        start: segment.span.start().into(),
        end: segment.span.end().into(),
        role: segment.role().map(ToString::to_string),
    }
}

fn entity_record(page: &ExportPage<'_>, entity: &Entity) -> EntityRecord {
    EntityRecord {
        id: Some(entity.id.to_string()),
        start: entity.span.start().into(),
        end: entity.span.end().into(),
        parts: Nest(Ok(entity
            .parts
            .iter()
            .map(|part| [part.start().into(), part.end().into()])
            .collect())),
        label: Some(entity.label.to_string()),
        canonical: page
            .authority_of(entity)
            .map(|authority| authority.canonical.clone()),
        attributes: values(&entity.attributes),
    }
}

fn values(attributes: &Attributes) -> Nest<BTreeMap<String, Value>> {
    let value =
        |(name, value): (&String, &AttributeValue)| (name.clone(), Value(Ok(value.clone())));
    Nest(Ok(attributes.iter().map(value).collect()))
}

fn relation_record(relation: &Relation) -> RelationRecord {
    RelationRecord {
        id: Some(relation.id.to_string()),
        label: Some(relation.label.to_string()),
        from: Some(relation.from.to_string()),
        to: Some(relation.to.to_string()),
    }
}
