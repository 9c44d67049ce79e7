//! Changing the schema together with the rows that use it.
//!
//! Rows of all documents and layers are moved and the schema is replaced in one SQLite
//! transaction and one step of undo: at no time does the file have a name that its
//! schema does not know. The rows are read and written page by page, so that memory
//! does not grow with the project. What stands in the way is counted first, and then
//! nothing is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::apply::{Applied, TURNS};
use super::retrace::Way;
use super::whole_file::read_whole;
use super::{Session, SessionError};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::schema::{Finding, Hitch, Name, Plan, SchemaEdit, Step};
use crate::edit::transaction::Transaction;
use crate::jobs::Ticket;
use crate::model::authority::Authority;
use crate::model::id::DocumentId;
use crate::model::layer::Scope;
use crate::model::rejection::Rejection;
use crate::model::schema::Schema;
use crate::review::renamed::renamed;
use crate::store::error::StoreError;
use crate::store::journal::{GestureId, NewEntry, NewKind};
use crate::store::name_rows::{NameRows, Use, Wanted};
use crate::store::writer::Writer;
use crate::text::span::Span;

/// No schema file is larger, in bytes.
pub const LARGEST_SCHEMA: u64 = 4 << 20;
/// The most steps in one entry of the journal.
const STEPS_AN_ENTRY: usize = 2_000;
/// Pages between two reports of progress.
const STRIDE: usize = 16;
/// Code points of an example that are shown.
const EXAMPLE: usize = 40;

/// Rows in which the same was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// How many mentions, segments or relations of how many documents, and records.
    pub number: Use,
    /// The first place on a page.
    pub first: Option<Example>,
    /// The document that was counted last.
    last: Option<DocumentId>,
}

/// A place on a page, to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The page and layer.
    pub scope: Scope,
    /// Where, in the raw text.
    pub span: Span,
    /// The name of the document; empty while counting.
    pub document: String,
    /// The text there, cut if it is long; empty while counting.
    pub text: String,
}

/// What a change of the schema would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// What becomes of rows.
    pub steps: Vec<(Step, Count)>,
    /// What stands in the way.
    pub hitches: Vec<(Hitch, Count)>,
    /// Labels for which recognisers will propose nothing any more.
    pub silenced: Vec<Name>,
}

/// How changing the schema ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaOutcome {
    /// It was changed, and so many rows with it.
    Changed(Survey),
    /// Rows stand in the way; nothing was changed.
    Refused(Survey),
    /// It was stopped; nothing was changed.
    Cancelled,
}

impl Survey {
    /// How many rows of pages and records change.
    pub fn rows(&self) -> u64 {
        // What is the same as another by then has been counted with its new name.
        let is_change = |step: &Step| !matches!(step, Step::Twin(_) | Step::Namesake(_));
        let steps = self.steps.iter().filter(|(step, _)| is_change(step));
        let counts = steps.map(|(_, count)| count.number);
        counts.map(|number| number.rows + number.records).sum()
    }
}

/// Reads a schema from a file.
///
/// # Errors
/// A sentence that names line and column, or the part that is wrong, and the file.
pub fn read_schema(path: &Path) -> Result<Schema, SessionError> {
    let bytes = read_whole(path, LARGEST_SCHEMA, "the schema cannot be read")?;
    let path = path.to_path_buf();
    match String::from_utf8(bytes) {
        Ok(text) => {
            Schema::from_ron(&text).map_err(|error| SessionError::SchemaFile { error, path })
        }
        Err(_) => Err(SessionError::SchemaBytes { path }),
    }
}

impl Session {
    /// How many rows of all layers use each name of the schema.
    ///
    /// # Errors
    /// The store's.
    pub fn schema_uses(&self) -> Result<BTreeMap<Name, Use>, SessionError> {
        Ok(self.store.name_rows(|rows| rows.uses())?)
    }

    /// Counts what a change of the schema would do, and what stands in its way; `None` if
    /// it was stopped. Changes nothing.
    ///
    /// # Errors
    /// [`SessionError::Plan`] if the change makes no sense; the store's.
    pub fn survey_schema(
        &self,
        edit: &SchemaEdit,
        ticket: &Ticket,
    ) -> Result<Option<Survey>, SessionError> {
        let plan = Plan::new(edit)?;
        let records: Vec<_> = self.authorities.values().cloned().collect();
        let tally = self.store.name_rows(|rows| {
            let pages = rows.pages(&wanted(&plan))?;
            survey(rows, &plan, (&pages, &records), ticket, pages.len() as u64)
        })?;
        let told = tally.map(|tally| self.told(tally, &plan)).transpose()?;
        Ok(told)
    }

    /// Changes the schema and all rows with it, unless some stand in the way.
    ///
    /// # Errors
    /// [`SessionError::SchemaMoved`] if the project has another schema by now;
    /// [`SessionError::Plan`] if the change makes no sense, [`SessionError::BadSchema`] if
    /// the new schema makes none; the store's. Nothing has changed then.
    pub fn change_schema(
        &mut self,
        edit: &SchemaEdit,
        ticket: &Ticket,
    ) -> Result<SchemaOutcome, SessionError> {
        let plan = Plan::new(edit)?;
        Schema::from_ron(&edit.after.to_ron()).map_err(SessionError::BadSchema)?;
        for _ in 0..TURNS {
            self.refresh()?;
            if **self.schema() != edit.before {
                return Err(SessionError::SchemaMoved);
            }
            if edit.before == edit.after && edit.moves.iter().next().is_none() {
                return Ok(SchemaOutcome::Changed(Survey::default()));
            }
            let written = self.write_schema(&plan, ticket)?;
            match written {
                Written::Overtaken => {}
                Written::Cancelled => return Ok(SchemaOutcome::Cancelled),
                Written::Refused(tally) => {
                    return Ok(SchemaOutcome::Refused(self.told(tally, &plan)?));
                }
                Written::Done(tally) => {
                    self.reload()?;
                    return Ok(SchemaOutcome::Changed(self.told(tally, &plan)?));
                }
            }
        }
        Err(SessionError::Overtaken)
    }

    fn write_schema(&mut self, plan: &Plan, ticket: &Ticket) -> Result<Written, SessionError> {
        let (seen, journal, author) = (self.seen, self.journal, self.author.clone());
        let records: Vec<_> = self.authorities.values().cloned().collect();
        let written = self.store.write(|writer| {
            if writer.data_version()? != seen && writer.journal_state()? != journal {
                return Ok(Written::Overtaken);
            }
            let pages = writer.name_rows().pages(&wanted(plan))?;
            let total = 2 * pages.len() as u64;
            let sources = (pages.as_slice(), records.as_slice());
            let Some(tally) = survey(writer.name_rows(), plan, sources, ticket, total)? else {
                return Ok(Written::Cancelled);
            };
            if tally
                .keys()
                .any(|finding| matches!(finding, Finding::Hitch(_)))
            {
                return Ok(Written::Refused(tally));
            }
            Migration::new(writer, plan, &author).run(sources, ticket)?;
            Ok(Written::Done(tally))
        });
        match written {
            // What was written before it was stopped has been rolled back.
            Err(StoreError::Interrupted) if ticket.is_cancelled() => Ok(Written::Cancelled),
            written => Ok(written?),
        }
    }

    /// Takes back a change of the schema, or does it again: entry by entry, for they may
    /// be many, in one transaction. `None`, and nothing has changed, if it was stopped.
    pub(super) fn retrace_schema(
        &mut self,
        way: Way,
        top: i64,
        ticket: &Ticket,
    ) -> Result<Option<Applied>, SessionError> {
        let (total, _) = self.store.gesture_size(top, usize::MAX)?;
        let author = self.author.clone();
        let undone = GestureId::new();
        let written = self.store.write(|writer| {
            let (mut next, mut done) = (Some(top), 0);
            let mut gesture = None;
            while let Some(seq) = next {
                let entry = writer.entry(seq)?;
                if *gesture.get_or_insert(entry.gesture) != entry.gesture {
                    break;
                }
                if ticket.is_cancelled() {
                    return Err(StoreError::Interrupted);
                }
                ticket.report(done, total as u64);
                done += 1;
                next = entry.below;
                let transaction = entry.transaction.inverse();
                carry_out(writer, &transaction.ops)?;
                writer.append(&NewEntry {
                    gesture: undone,
                    kind: way.kind(seq),
                    author: &author,
                    at: jiff::Timestamp::now(),
                    transaction: &transaction,
                })?;
            }
            writer.clear_proposals()
        });
        match written {
            Err(StoreError::Interrupted) if ticket.is_cancelled() => return Ok(None),
            written => written?,
        }
        self.reload()?;
        let (focus, layer) = (None, None);
        Ok(Some(Applied { focus, layer }))
    }

    /// Findings in the order in which they are told, with the words of their examples.
    fn told(&self, tally: Tally, plan: &Plan) -> Result<Survey, SessionError> {
        let mut survey = Survey {
            silenced: plan.silenced(),
            ..Survey::default()
        };
        for (finding, mut count) in tally {
            if let Some(example) = &mut count.first {
                let document = self.document(example.scope.document)?;
                let text = self.store.text(document.id)?;
                let (start, end) = (
                    example.span.start().0 as usize,
                    example.span.end().0 as usize,
                );
                let all = text.chars().skip(start).take(end.saturating_sub(start));
                example.text = all.take(EXAMPLE).collect();
                example.document = document.name;
            }
            match finding {
                Finding::Step(step) => survey.steps.push((step, count)),
                Finding::Hitch(hitch) => survey.hitches.push((hitch, count)),
            }
        }
        Ok(survey)
    }
}

type Tally = BTreeMap<Finding, Count>;

/// Pages and records that have to be looked at.
type Sources<'s> = (&'s [Scope], &'s [Authority]);

enum Written {
    Done(Tally),
    Refused(Tally),
    Cancelled,
    Overtaken,
}

fn wanted(plan: &Plan) -> Wanted<'_> {
    Wanted {
        labels: plan.labels(),
        roles: plan.roles(),
        relations: plan.relations(),
        articles: plan.touches_articles(),
    }
}

/// Counts what a plan does to all rows; `None` if it was stopped.
fn survey(
    rows: NameRows<'_>,
    plan: &Plan,
    (pages, records): Sources<'_>,
    ticket: &Ticket,
    total: u64,
) -> Result<Option<Tally>, StoreError> {
    let mut tally = Tally::new();
    for (at, &scope) in pages.iter().enumerate() {
        if at % STRIDE == 0 {
            if ticket.is_cancelled() {
                return Ok(None);
            }
            ticket.report(at as u64, total);
        }
        let mut found = Vec::new();
        plan.page(&rows.annotations(scope)?, &mut found);
        for (finding, span) in found {
            let count = tally.entry(finding).or_default();
            count.number.rows += 1;
            if count.last != Some(scope.document) {
                count.last = Some(scope.document);
                count.number.documents += 1;
            }
            count.first.get_or_insert(Example {
                scope,
                span,
                document: String::new(),
                text: String::new(),
            });
        }
    }
    for finding in of_records(plan, records) {
        tally.entry(finding).or_default().number.records += 1;
    }
    Ok(Some(tally))
}

/// What is found at records.
fn of_records(plan: &Plan, records: &[Authority]) -> Vec<Finding> {
    let mut found = Vec::new();
    if !plan.touches_records() {
        return found;
    }
    let mut taken = BTreeMap::new();
    for record in records {
        plan.record(record, &mut found);
        let label = plan.label(record.label.as_str());
        let name = (label.to_owned(), record.canonical.as_str());
        let before = taken.entry(name).or_insert(&record.label);
        if **before != record.label {
            let label = Name::Label(label.to_owned());
            found.push(Finding::Step(Step::Namesake(label)));
        }
    }
    found
}

fn replace<T: Clone>(before: &T, after: T) -> Change<T> {
    Change::Replace {
        before: before.clone(),
        after,
    }
}

/// Carries out steps on the rows; where mentions come or go, they are counted anew.
fn carry_out(writer: &mut Writer<'_>, ops: &[Op]) -> Result<(), StoreError> {
    writer.apply_all(ops)?;
    let counted = ops.iter().filter_map(|op| match op {
        Op::Page {
            scope,
            change: PageChange::Entity(Change::Insert(_) | Change::Remove(_)),
        } => Some(*scope),
        _ => None,
    });
    for scope in counted.collect::<BTreeSet<_>>() {
        writer.count_entities(scope)?;
    }
    Ok(())
}

/// Writes what a plan makes of all rows, an entry of the journal at a time.
struct Migration<'w, 'c> {
    writer: &'w mut Writer<'c>,
    plan: &'w Plan,
    author: &'w str,
    gesture: GestureId,
    ops: Vec<Op>,
}

impl<'w, 'c> Migration<'w, 'c> {
    fn new(writer: &'w mut Writer<'c>, plan: &'w Plan, author: &'w str) -> Self {
        Self {
            writer,
            plan,
            author,
            gesture: GestureId::new(),
            ops: Vec::new(),
        }
    }

    fn run(mut self, (pages, records): Sources<'_>, ticket: &Ticket) -> Result<(), StoreError> {
        self.ops.push(Op::Schema(Box::new(Change::Replace {
            before: self.plan.before().clone(),
            after: self.plan.after().clone(),
        })));
        let mut found = Vec::new();
        for before in records {
            if let Some(after) = self.plan.record(before, &mut found) {
                self.push(Op::Authority(replace(before, after)))?;
            }
        }
        if self.plan.touches_fingerprints() {
            let rejections = self.writer.name_rows().rejections()?;
            for op in follow(self.plan, rejections) {
                self.push(op)?;
            }
        }
        let total = 2 * pages.len() as u64;
        for (at, &scope) in pages.iter().enumerate() {
            if at % STRIDE == 0 {
                if ticket.is_cancelled() {
                    return Err(StoreError::Interrupted);
                }
                ticket.report((pages.len() + at) as u64, total);
            }
            let page = self.writer.name_rows().annotations(scope)?;
            let changes = self.plan.page(&page, &mut Vec::new());
            for change in changes {
                self.push(Op::Page { scope, change })?;
            }
        }
        self.flush()?;
        self.writer.clear_proposals()
    }

    /// Adds a step; an entry of the journal does not grow with the project.
    fn push(&mut self, op: Op) -> Result<(), StoreError> {
        self.ops.push(op);
        if self.ops.len() >= STEPS_AN_ENTRY {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        if self.ops.is_empty() {
            return Ok(());
        }
        let ops = std::mem::take(&mut self.ops);
        carry_out(self.writer, &ops)?;
        let transaction = Transaction::new(EditLabel::new(Deed::ChangeSchema), ops);
        self.writer.append(&NewEntry {
            gesture: self.gesture,
            kind: NewKind::Edit,
            author: self.author,
            at: jiff::Timestamp::now(),
            transaction: &transaction,
        })?;
        Ok(())
    }
}

/// Rejections under the names that things have now; of two that become one, one stays.
fn follow(plan: &Plan, rejections: Vec<Rejection>) -> Vec<Op> {
    let key = |it: &Rejection, words: &str| (it.scope, it.source, words.to_owned());
    let moved: Vec<_> = rejections
        .iter()
        .map(|it| renamed(&it.fingerprint, plan))
        .collect();
    let stays = rejections.iter().zip(&moved).filter(|(_, to)| to.is_none());
    let mut taken: BTreeSet<_> = stays.map(|(it, _)| key(it, &it.fingerprint)).collect();
    let mut gone = Vec::new();
    let mut come = Vec::new();
    for (before, to) in rejections.into_iter().zip(moved) {
        let Some(to) = to else { continue };
        if taken.insert(key(&before, &to)) {
            come.push(Op::Rejection(Change::Insert(Rejection {
                fingerprint: to,
                ..before.clone()
            })));
        }
        gone.push(Op::Rejection(Change::Remove(before)));
    }
    // Names may have been exchanged: all make room before any comes.
    gone.extend(come);
    gone
}
