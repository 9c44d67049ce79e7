//! A small page for the tests of the formats, with everything on it.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::export_page::ExportPage;
use crate::edit::apply::{Ground, apply_changes};
use crate::edit::op::{Change, PageChange};
use crate::model::annotations::Annotations;
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::authority::Authority;
use crate::model::correction::Correction;
use crate::model::document::{Document, Sha256, Status};
use crate::model::entity::{AttributeValue, Attributes, Entity};
use crate::model::id::{
    ArticleId, AuthorityId, CorrectionId, DocumentId, EntityId, Label, RelationId, RelationType,
    Role, SegmentId,
};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::model::meta::PageMeta;
use crate::model::relation::Relation;
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// 𠮷 is one code point and two UTF-16 units: 县 is at 2, 王 at 12, 二 at 21.
pub(super) const TEXT: &str =
    "𠮷田县召开会议\n本报讯 王毅到上\n海市调研二 O 二四年。\n\n报头报头\n";

pub(super) fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap()
}

pub(super) fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A page with its annotations and authority file.
pub(super) struct Sample {
    pub document: Document,
    pub source: SourceText,
    pub annotations: Annotations,
    pub authorities: BTreeMap<AuthorityId, Authority>,
    pub labels: Option<BTreeSet<Label>>,
}

impl Sample {
    /// A page with this text and nothing on it.
    pub fn bare(text: &str) -> Self {
        let source = SourceText::new(text);
        let document = Document {
            id: DocumentId(uuid(0xD)),
            name: "page.txt".into(),
            source: "in/page.txt".into(),
            sha256: Sha256::of(text.as_bytes()),
            encoding: "UTF-8".into(),
            chars: source.len(),
            lines: source.line_count() as u32,
            ink: source.ink(source.span()),
            meta: PageMeta {
                newspaper: Some("民主协商报".into()),
                date: Some("2024-02-01".into()),
                page: None,
                extra: BTreeMap::from([("edition".into(), "A".into())]),
            },
            status: Status::New,
            removed: false,
            supersedes: None,
        };
        Self {
            document,
            source,
            annotations: Annotations::default(),
            authorities: BTreeMap::new(),
            labels: None,
        }
    }

    /// The page with [`TEXT`], annotated.
    pub fn full() -> Self {
        let mut sample = Self::bare(TEXT);
        sample.article();
        sample.repairs();
        sample.mentions();
        sample
    }

    fn article(&mut self) {
        let article = ArticleId(uuid(0xA1));
        let in_article = |rank, role| Place::Article {
            article,
            rank: rank * RANK_STEP,
            role: Role::from(role),
        };
        self.insert(
            PageChange::Article,
            Article {
                id: article,
                rank: RANK_STEP,
                title: None,
                continues: None,
                attributes: Attributes::new(),
            },
        );
        for (id, span, place) in [
            (1, span(0, 7), in_article(1, "headline")),
            (2, span(8, 29), in_article(2, "body")),
            (3, span(31, 35), Place::Furniture),
        ] {
            let id = SegmentId(uuid(id));
            self.insert(PageChange::Segment, Segment { id, span, place });
        }
    }

    fn repairs(&mut self) {
        self.insert(
            PageChange::LineBreak,
            LineBreak {
                line: 2,
                kind: BreakKind::Soft,
            },
        );
        self.insert(
            PageChange::Correction,
            Correction {
                id: CorrectionId(uuid(0xC)),
                span: span(21, 26),
                replacement: "二〇二".into(),
            },
        );
    }

    fn mentions(&mut self) {
        self.entity(0xE1, span(0, 3), "CITY", "𠮷田县");
        self.entity(0xE2, span(12, 14), "OFFICIAL", "王毅");
        self.entity(0xE3, span(15, 19), "CITY", "上海市");
        self.insert(
            PageChange::Relation,
            Relation {
                id: RelationId(uuid(0xF)),
                label: RelationType::from("holds_office_in"),
                from: EntityId(uuid(0xE2)),
                to: EntityId(uuid(0xE3)),
            },
        );
    }

    /// Adds a mention with an authority record of its own; officials get a title.
    pub fn entity(&mut self, id: u128, span: Span, label: &str, canonical: &str) {
        let authority = AuthorityId(uuid(id));
        self.authorities.insert(
            authority,
            Authority {
                id: authority,
                label: Label::from(label),
                canonical: canonical.into(),
                aliases: Vec::new(),
                code: (canonical == "上海市").then(|| "310000".into()),
                note: String::new(),
                attributes: Attributes::new(),
            },
        );
        let title = ("title".to_owned(), AttributeValue::Text("部长".into()));
        self.insert(
            PageChange::Entity,
            Entity {
                id: EntityId(uuid(id)),
                span,
                label: Label::from(label),
                authority: Some(authority),
                attributes: (label == "OFFICIAL").then_some(title).into_iter().collect(),
                parts: Vec::new(),
            },
        );
    }

    /// Adds a mention in several parts.
    pub fn in_parts(&mut self, id: u128, parts: &[Span]) {
        let entity = Entity {
            id: EntityId(uuid(id)),
            span: Span::default(),
            parts: Vec::new(),
            label: Label::from("INITIATIVE"),
            authority: None,
            attributes: Attributes::new(),
        };
        let entity = entity.with_pieces(parts.iter().copied()).unwrap();
        self.insert(PageChange::Entity, entity);
    }

    /// Says something of all articles.
    pub fn say_of_articles(&mut self, name: &str, value: &AttributeValue) {
        let articles: Vec<Article> = self.annotations.articles().cloned().collect();
        for before in articles {
            let mut after = before.clone();
            after.attributes.insert(name.to_owned(), value.clone());
            self.apply(&[PageChange::Article(Change::Replace { before, after })]);
        }
    }

    /// Adds one thing.
    pub fn insert<T>(&mut self, kind: impl FnOnce(Change<T>) -> PageChange, value: T) {
        self.apply(&[kind(Change::Insert(value))]);
    }

    /// Applies changes, which must be good.
    pub fn apply(&mut self, changes: &[PageChange]) {
        let schema = Schema::newspaper();
        let ground = Ground {
            source: &self.source,
            schema: &schema,
        };
        apply_changes(&mut self.annotations, ground, changes).unwrap();
    }

    /// Gives the page to an exporter.
    pub fn export<T>(&self, write: impl FnOnce(&ExportPage<'_>) -> T) -> T {
        write(&ExportPage {
            document: &self.document,
            source: &self.source,
            annotations: &self.annotations,
            layer: "main",
            authority: &|id| self.authorities.get(&id),
            labels: self.labels.as_ref(),
        })
    }
}
