//! Checking a whole project: the file, the rows, and whether the rows say what the
//! journal says. Nothing is repaired here.

mod digest;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::annotations::{self, Page};
use super::documents::{self, DocumentSeq};
use super::error::StoreError;
use super::progress::{self, Progress};
use super::rows::{NO_TIME, read_id, read_name};
use super::{Store, layers, reviews};
use crate::edit::op::{Change, Op};
use crate::model::annotations::Annotations;
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::id::{AuthorityId, LayerId};
use crate::model::layer::{Layer, Scope};
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;
use digest::{Digests, Subject, count, count_page};

/// Findings that are kept; a file with more is beyond reading them.
const KEPT: usize = 5000;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is lost or wrong.
    Advice,
    /// Something is damaged or contradicts itself.
    Error,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Where: a document and a layer, a table, the history.
    pub place: String,
    /// What, and what helps.
    pub message: String,
}

impl Store {
    /// Checks everything. `watch` is told how many of how many documents are done and
    /// stops the check by returning `false`.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and the like. Damage is not an error here but a finding.
    pub fn verify(&self, watch: impl FnMut(u64, u64) -> bool) -> Result<Vec<Finding>, StoreError> {
        let mut check = Check {
            store: self,
            findings: Vec::new(),
            digests: BTreeMap::new(),
            records: BTreeSet::new(),
        };
        check.file()?;
        let schema = layers::schema(check.connection());
        let schema = check.met("schema", schema)?;
        check.records(schema.as_ref())?;
        let whole = match &schema {
            Some(schema) => check.documents(schema, watch)?,
            None => false,
        };
        if whole {
            check.journal()?;
        }
        Ok(check.findings)
    }
}

struct Check<'s> {
    store: &'s Store,
    findings: Vec<Finding>,
    /// What the tables hold, see [`Digests`].
    digests: Digests,
    /// The authority records that there are.
    records: BTreeSet<AuthorityId>,
}

impl Check<'_> {
    fn connection(&self) -> &Connection {
        &self.store.connection
    }

    fn add(&mut self, severity: Severity, place: impl Into<String>, message: impl Into<String>) {
        if self.findings.len() < KEPT {
            self.findings.push(Finding {
                severity,
                place: place.into(),
                message: message.into(),
            });
        }
    }

    fn error(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.add(Severity::Error, place, message);
    }

    /// Turns damage into a finding; anything else ends the check.
    fn met<T>(
        &mut self,
        place: &str,
        outcome: Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(
                error @ (StoreError::Damaged { .. }
                | StoreError::Conflict { .. }
                | StoreError::Database { .. }),
            ) => {
                self.error(place, error.to_string());
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Pages of the file and references between rows.
    fn file(&mut self) -> Result<(), StoreError> {
        let lines = texts(self.connection(), "PRAGMA integrity_check(100)");
        for line in self.met("file", lines)?.unwrap_or_default() {
            if line != "ok" {
                self.error("file", line);
            }
        }
        let orphans = texts(
            self.connection(),
            "SELECT \"table\" || ': a row belongs to no ' || parent FROM pragma_foreign_key_check \
             LIMIT 100",
        );
        for orphan in self.met("file", orphans)?.unwrap_or_default() {
            self.error("tables", orphan);
        }
        Ok(())
    }

    /// Every document with all its layers; `false` if the watcher stopped it.
    fn documents(
        &mut self,
        schema: &Schema,
        mut watch: impl FnMut(u64, u64) -> bool,
    ) -> Result<bool, StoreError> {
        let order = self
            .store
            .document_order(documents::DocumentSort::Import, true);
        let order = self.met("documents", order)?.unwrap_or_default();
        let total = order.len() as u64;
        for (done, seq) in (0_u64..).zip(order) {
            if !watch(done, total) {
                return Ok(false);
            }
            self.document(seq, schema)?;
        }
        Ok(watch(total, total))
    }

    /// Every authority record, and whether its label is one of the schema's.
    fn records(&mut self, schema: Option<&Schema>) -> Result<(), StoreError> {
        const PLACE: &str = "authorities";
        let records = self.store.authorities();
        let records = self.met(PLACE, records)?.unwrap_or_default();
        let mut unknown = Unknown::new();
        for record in &records {
            if schema.is_some_and(|schema| schema.label(&record.label).is_none()) {
                note(&mut unknown, "label", record.label.as_str());
            }
        }
        self.unknown(PLACE, unknown);
        self.records = records.iter().map(|record| record.id).collect();
        for record in records {
            let change = Op::Authority(Change::Insert(record));
            count(&mut self.digests, &change);
        }
        Ok(())
    }

    fn document(&mut self, seq: DocumentSeq, schema: &Schema) -> Result<(), StoreError> {
        let row = format!("document number {}", seq.0);
        let read = self.store.documents_by_rows(&[seq]);
        let Some(document) = self.met(&row, read)?.and_then(|mut found| found.pop()) else {
            return Ok(());
        };
        count(
            &mut self.digests,
            &Op::Document(Change::Insert(document.clone())),
        );
        let text = self.store.text(document.id);
        let Some(text) = self.met(&document.name, text)? else {
            return Ok(());
        };
        let source = SourceText::new(text);
        self.description(&document, &source);
        self.times(&document.name, seq)?;
        let layers = layers_of(self.connection(), seq);
        for (layer, id, name, derived) in self.met(&document.name, layers)?.unwrap_or_default() {
            let page = Page {
                document: seq.0,
                layer,
            };
            let place = format!("{}, layer {name}", document.name);
            let loaded = annotations::load(self.connection(), page);
            let Some(annotations) = self.met(&place, loaded)? else {
                continue;
            };
            self.page(&place, &annotations, &source, schema);
            let stored = progress::get(self.connection(), page);
            let stored = self.met(&place, stored)?;
            if stored.is_some_and(|stored| stored != Progress::of(&annotations, &source)) {
                self.error(
                    &place,
                    "the progress that lists show is not that of the page",
                );
            }
            let scope = Scope {
                document: document.id,
                layer: id,
            };
            if !derived {
                count_page(&mut self.digests, scope, &annotations);
            }
        }
        Ok(())
    }

    fn description(&mut self, document: &Document, source: &SourceText) {
        let text = source.text();
        let found = [
            text.chars().count(),
            source.line_count(),
            text.chars().filter(|c| !c.is_whitespace()).count(),
        ];
        let said = [document.chars, document.lines, document.ink].map(|n| n as usize);
        if found != said {
            self.error(
                &document.name,
                format!(
                    "characters, lines and ink are described as {said:?}, the text has {found:?}"
                ),
            );
        }
    }

    /// Times of what reviewing has left behind.
    fn times(&mut self, place: &str, seq: DocumentSeq) -> Result<(), StoreError> {
        let found = reviews::without_time(self.connection(), seq);
        for (what, number) in self.met(place, found)?.into_iter().flatten() {
            if number > 0 {
                let message = format!(
                    "the times of {what} cannot be read: {number}; they count all the same, and \
                     `broadsheet salvage` puts {NO_TIME} in their place"
                );
                self.error(place, message);
            }
        }
        Ok(())
    }

    /// The rules that `edit` keeps, on what is stored.
    fn page(
        &mut self,
        place: &str,
        annotations: &Annotations,
        source: &SourceText,
        schema: &Schema,
    ) {
        let segments = || annotations.segments().map(|s| ("segment", s.span));
        let corrections = || annotations.corrections().map(|c| ("correction", c.span));
        let entities = annotations.entities().map(|e| ("entity", e.span));
        for (what, span) in segments().chain(corrections()).chain(entities) {
            if span.is_empty() || !source.contains(span) {
                self.error(
                    place,
                    format!(
                        "{what} {span} leaves the text, which has {} code points",
                        source.len()
                    ),
                );
            }
        }
        for entity in annotations.entities() {
            if !Entity::are_sound(&entity.parts, entity.span) {
                let message = format!("the parts of entity {} do not make it up", entity.span);
                self.error(place, message);
            }
        }
        self.overlaps(place, segments());
        self.overlaps(place, corrections());
        for line_break in annotations.line_breaks() {
            if line_break.line as usize > source.line_count() {
                self.error(
                    place,
                    format!(
                        "a line break is set for line {}, which is not there",
                        line_break.line
                    ),
                );
            }
        }
        self.links(place, annotations);
        self.names(place, annotations, schema);
    }

    /// Entities whose authority record is not there.
    fn links(&mut self, place: &str, annotations: &Annotations) {
        let linked = annotations.entities().filter_map(|it| it.authority);
        let lost = linked.filter(|id| !self.records.contains(id)).count();
        if lost > 0 {
            let message = format!(
                "entities are linked to authority records that are not there: {lost}; \
                 `broadsheet salvage` takes these links out"
            );
            self.error(place, message);
        }
    }

    fn overlaps(&mut self, place: &str, spans: impl Iterator<Item = (&'static str, Span)>) {
        let mut last: Option<Span> = None;
        for (what, span) in spans {
            if let Some(last) = last.filter(|last| last.overlaps(span)) {
                self.error(place, format!("{what} {span} overlaps {last}"));
            }
            last = Some(last.map_or(
                span,
                |last| if last.end() > span.end() { last } else { span },
            ));
        }
    }

    /// Roles, labels and relation types that the schema does not have.
    fn names(&mut self, place: &str, annotations: &Annotations, schema: &Schema) {
        let mut unknown = Unknown::new();
        let mut meet = |known: bool, what: &str, name: &str| {
            if !known {
                note(&mut unknown, what, name);
            }
        };
        for role in annotations.segments().filter_map(|s| s.role()) {
            meet(schema.role(role).is_some(), "role", role.as_str());
        }
        for entity in annotations.entities() {
            let label = &entity.label;
            meet(schema.label(label).is_some(), "label", label.as_str());
        }
        for relation in annotations.relations() {
            let label = &relation.label;
            meet(
                schema.relation(label).is_some(),
                "relation type",
                label.as_str(),
            );
        }
        self.unknown(place, unknown);
    }

    fn unknown(&mut self, place: &str, names: Unknown) {
        for (name, times) in names {
            let message = format!("the schema has no {name}, which is used {times} times");
            self.error(place, message);
        }
    }

    /// Can every entry be read, and do the entries together give the tables?
    fn journal(&mut self) -> Result<(), StoreError> {
        const PLACE: &str = "history";
        let gaps = texts(
            self.connection(),
            "SELECT 'entries are missing' \
             WHERE (SELECT count(*) <> coalesce(max(seq), 0) FROM journal) \
             UNION ALL SELECT 'an entry refers to one that is not there' FROM journal AS a \
             WHERE a.below IS NOT NULL \
               AND NOT EXISTS (SELECT 1 FROM journal AS b WHERE b.seq = a.below)",
        );
        let gaps = self.met(PLACE, gaps)?.unwrap_or_default();
        let whole = gaps.is_empty();
        for gap in gaps {
            self.add(Severity::Advice, PLACE, gap);
        }
        let mut replayed = Digests::new();
        for op in self.store.replay() {
            match self.met(PLACE, op)? {
                Some(op) => count(&mut replayed, &op),
                None => return Ok(()),
            }
        }
        // A project that was salvaged has lost entries; it was told so above.
        if whole {
            self.compare(&replayed);
        }
        Ok(())
    }

    fn compare(&mut self, replayed: &Digests) {
        let stored = std::mem::take(&mut self.digests);
        let subjects: BTreeSet<_> = stored.keys().chain(replayed.keys()).copied().collect();
        for subject in subjects {
            let of = |digests: &Digests| digests.get(&subject).copied().unwrap_or(0);
            if of(&stored) != of(replayed) {
                let what = match subject {
                    Subject::Document(id) => format!("document {id}"),
                    Subject::Page(scope) => {
                        format!("document {}, layer {}", scope.document, scope.layer)
                    }
                    Subject::Authorities => "authorities".to_owned(),
                };
                self.add(
                    Severity::Advice,
                    what,
                    "the history does not lead to what is stored: something was changed by \
                     another program",
                );
            }
        }
    }
}

/// Names that the schema does not have, and how often each is used.
type Unknown = BTreeMap<String, usize>;

fn note(unknown: &mut Unknown, what: &str, name: &str) {
    *unknown.entry(format!("{what} {name:?}")).or_default() += 1;
}

fn texts(connection: &Connection, sql: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    let found = statement.query_map([], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The layers that have, or had, something on a page, and whether they are derived.
fn layers_of(
    connection: &Connection,
    document: DocumentSeq,
) -> Result<Vec<(i64, LayerId, String, bool)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT l.seq, l.id, l.name, l.kind FROM layer AS l \
         JOIN progress AS p ON p.layer = l.seq AND p.document = ? ORDER BY l.seq",
    )?;
    let mut found = statement.query([document.0])?;
    let mut layers = Vec::new();
    while let Some(row) = found.next()? {
        let layer = Layer {
            id: LayerId(read_id(row, 1)?),
            name: row.get(2)?,
            kind: read_name(row, 3)?,
        };
        let derived = layer.is_derived();
        layers.push((row.get(0)?, layer.id, layer.name, derived));
    }
    Ok(layers)
}
