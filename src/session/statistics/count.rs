//! Counting page by page.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::pairs::Pairs;
use super::{ArticleCount, DocumentCount, LabelCount, Statistics, ThingCount};
use crate::edit::verbs::many::name_of;
use crate::format::title::{opening, title_of};
use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::document::Document;
use crate::model::entity::{Entity, OMITTED};
use crate::model::id::{ArticleId, AuthorityId, DocumentId};
use crate::model::reading::Readings;
use crate::model::schema::Schema;
use crate::text::projection::BreakContext;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// What is one thing: a record, or mentions of one label with one surface.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Record(AuthorityId, usize),
    Surface(String, usize),
}

/// The sums so far.
pub(super) struct Counter<'s> {
    labels: Vec<LabelCount>,
    place_of_label: BTreeMap<String, usize>,
    records: HashMap<AuthorityId, &'s str>,
    place_of_thing: HashMap<Key, usize>,
    things: Vec<ThingCount>,
    documents: Vec<DocumentCount>,
    articles: Vec<ArticleCount>,
    pairs: Pairs,
}

/// What was seen on one page.
#[derive(Default)]
struct Seen {
    labels: BTreeSet<usize>,
    label_articles: BTreeSet<(usize, ArticleId)>,
    things: BTreeSet<usize>,
    by_article: BTreeMap<ArticleId, BTreeSet<usize>>,
    /// Mentions by label.
    mentions: BTreeMap<ArticleId, Vec<u64>>,
}

/// Code points of the text that an article without a title is called by.
const OPENING: usize = 24;

/// Adds one to a sum in a list that may still be too short for it.
fn count(sums: &mut Vec<u64>, at: usize) {
    sums.resize(sums.len().max(at + 1), 0);
    if let Some(sum) = sums.get_mut(at) {
        *sum += 1;
    }
}

impl<'s> Counter<'s> {
    /// Nothing counted yet; `records` has the canonical names of the authority records.
    pub fn new(schema: &Schema, records: HashMap<AuthorityId, &'s str>) -> Self {
        let mut counter = Self {
            labels: Vec::new(),
            place_of_label: BTreeMap::new(),
            records,
            place_of_thing: HashMap::new(),
            things: Vec::new(),
            documents: Vec::new(),
            articles: Vec::new(),
            pairs: Pairs::default(),
        };
        for def in &schema.labels {
            counter.label(&def.id);
        }
        counter
    }

    fn label(&mut self, name: &str) -> usize {
        if let Some(&place) = self.place_of_label.get(name) {
            return place;
        }
        let place = self.labels.len();
        self.labels.push(LabelCount {
            label: name.to_owned(),
            ..LabelCount::default()
        });
        self.place_of_label.insert(name.to_owned(), place);
        place
    }

    /// Counts a page.
    pub fn add(&mut self, document: &Document, source: &SourceText, annotations: &Annotations) {
        let surfaces = Surfaces::of(source, annotations);
        let mut seen = Seen::default();
        let mut mentions: Vec<u64> = Vec::new();
        for entity in annotations.entities() {
            let label = self.label(entity.label.as_str());
            count(&mut mentions, label);
            let place = (document.id, entity.span);
            let thing = self.thing(label, entity, &surfaces, place);
            seen.labels.insert(label);
            seen.things.insert(thing);
            let first = entity.pieces().next().unwrap_or(entity.span);
            let segment = annotations.segments_in(first).next();
            if let Some(article) = segment.and_then(Segment::article) {
                seen.label_articles.insert((label, article));
                seen.by_article.entry(article).or_default().insert(thing);
                count(seen.mentions.entry(article).or_default(), label);
            }
        }
        self.note(&seen);
        self.add_articles(source, annotations, &mut seen.mentions);
        self.documents.push(DocumentCount {
            id: document.id,
            name: document.name.clone(),
            date: document.meta.date.clone(),
            ink: u64::from(document.ink),
            assigned: annotations
                .segments()
                .map(|it| u64::from(source.ink(it.span)))
                .sum(),
            articles: annotations.article_count() as u64,
            mentions,
        });
    }

    /// Lists the articles of the page that is counted.
    fn add_articles(
        &mut self,
        source: &SourceText,
        annotations: &Annotations,
        mentions: &mut BTreeMap<ArticleId, Vec<u64>>,
    ) {
        let room = Statistics::MOST_ARTICLES - self.articles.len();
        for article in annotations.articles().take(room) {
            let spans = || annotations.segments_of(article.id).map(|it| it.span);
            let Some(first) = spans().next() else {
                continue;
            };
            self.articles.push(ArticleCount {
                document: self.documents.len(),
                title: match title_of(source, annotations, article) {
                    title if title.is_empty() => opening(source.slice(first), OPENING).into(),
                    title => title.into(),
                },
                first,
                ink: spans().map(|span| u64::from(source.ink(span))).sum(),
                segments: spans().count() as u64,
                mentions: mentions.remove(&article.id).unwrap_or_default().into(),
            });
        }
    }

    /// The place of what a mention names, which counts it.
    fn thing(
        &mut self,
        label: usize,
        entity: &Entity,
        surfaces: &Surfaces<'_>,
        first: (DocumentId, Span),
    ) -> usize {
        if let Some(count) = self.labels.get_mut(label) {
            count.mentions += 1;
            count.linked += u64::from(entity.authority.is_some());
        }
        let record = entity.authority.filter(|id| self.records.contains_key(id));
        let key = match record {
            Some(id) => Key::Record(id, label),
            None => Key::Surface(surfaces.surface(entity), label),
        };
        let place = match self.place_of_thing.get(&key) {
            Some(&place) => place,
            None => self.new_thing(key, label, record, first),
        };
        if let Some(thing) = self.things.get_mut(place) {
            thing.mentions += 1;
        }
        place
    }

    fn new_thing(
        &mut self,
        key: Key,
        label: usize,
        record: Option<AuthorityId>,
        first: (DocumentId, Span),
    ) -> usize {
        let name = match &key {
            Key::Record(id, _) => self.records.get(id).copied().unwrap_or_default().to_owned(),
            Key::Surface(surface, _) => surface.clone(),
        };
        let place = self.things.len();
        self.things.push(ThingCount {
            label,
            name,
            record,
            first,
            mentions: 0,
            documents: 0,
            articles: 0,
        });
        self.place_of_thing.insert(key, place);
        if let Some(count) = self.labels.get_mut(label) {
            count.things += 1;
        }
        place
    }

    fn note(&mut self, seen: &Seen) {
        for &label in &seen.labels {
            if let Some(count) = self.labels.get_mut(label) {
                count.documents += 1;
            }
        }
        for &(label, _) in &seen.label_articles {
            if let Some(count) = self.labels.get_mut(label) {
                count.articles += 1;
            }
        }
        for &thing in &seen.things {
            if let Some(count) = self.things.get_mut(thing) {
                count.documents += 1;
            }
        }
        for things in seen.by_article.values() {
            for &thing in things {
                if let Some(count) = self.things.get_mut(thing) {
                    count.articles += 1;
                }
            }
            let of_label = |thing: usize| self.things.get(thing).map_or(0, |it| it.label);
            self.pairs.add(things, of_label);
        }
    }

    /// All that was counted, things and pairs in their order.
    pub fn finish(mut self) -> Statistics {
        let labels = self.labels.len();
        for document in &mut self.documents {
            document.mentions.resize(labels, 0);
        }
        let mut order: Vec<usize> = (0..self.things.len()).collect();
        let things = &self.things;
        order.sort_by_key(|&at| {
            let thing = things.get(at);
            let mentions = thing.map_or(0, |it| it.mentions);
            let name = thing.map_or("", |it| it.name.as_str());
            (std::cmp::Reverse(mentions), name, at)
        });
        let mut now = vec![0; order.len()];
        for (place, &was) in order.iter().enumerate() {
            if let Some(slot) = now.get_mut(was) {
                *slot = place;
            }
        }
        let pairs = self.pairs.most(&now);
        let things = order.iter().filter_map(|&at| self.things.get(at).cloned());
        Statistics {
            labels: self.labels,
            things: things.collect(),
            documents: self.documents,
            articles: self.articles,
            pairs,
            ..Statistics::default()
        }
    }
}

/// Gives the surfaces of the mentions of a page as they should read.
struct Surfaces<'a> {
    source: &'a SourceText,
    annotations: &'a Annotations,
    corrected: bool,
    inferred: OnceCell<BreakContext>,
}

impl<'a> Surfaces<'a> {
    fn of(source: &'a SourceText, annotations: &'a Annotations) -> Self {
        Self {
            source,
            annotations,
            corrected: annotations.corrections().next().is_some(),
            inferred: OnceCell::new(),
        }
    }

    fn surface(&self, entity: &Entity) -> String {
        let pieces: Vec<String> = entity.pieces().map(|it| self.piece(it)).collect();
        pieces.join(OMITTED)
    }

    fn piece(&self, span: Span) -> String {
        let raw = self.source.slice(span);
        if !self.corrected && !raw.contains(['\n', '\r']) {
            return name_of(raw);
        }
        let inferred = self.inferred.get_or_init(|| BreakContext::of(self.source));
        let readings = Readings::of(self.source, self.annotations, inferred);
        let text = readings.stretch(span);
        name_of(text.text())
    }
}
