//! Problems of the pages of a project, and which of them an editor ignores.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::Applied;
use super::documents::DocumentFilter;
use super::pages::OpenPage;
use super::{Session, SessionError};
use crate::edit::draft::Page;
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op};
use crate::edit::transaction::{Focus, Transaction};
use crate::jobs::Ticket;
use crate::model::id::{ArticleId, DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::model::rejection::{PROBLEMS, Rejection};
use crate::model::schema::Schema;
use crate::review::problems::corpus::LabelTally;
use crate::review::problems::{Context, Problem, problems};
use crate::text::projection::BreakContext;
use crate::text::source::SourceText;

/// A problem of a page of the project.
#[derive(Debug, Clone, PartialEq)]
pub struct PageProblem {
    /// The document.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// The line of the place to go to, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// The problems of many pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProblemReport {
    /// What is wrong and is not ignored, page by page in order of import.
    pub found: Vec<PageProblem>,
    /// How many problems are ignored.
    pub ignored: u64,
    /// Pages that were looked at.
    pub documents: u64,
    /// Whether it was stopped before the last page.
    pub cancelled: bool,
}

/// The problems of a page in memory, the ignored ones too. A pure function over what
/// it is given, for the window's thread as well as for jobs.
pub fn problems_of(
    page: &OpenPage,
    schema: &Schema,
    continued: &BTreeSet<ArticleId>,
) -> Vec<Problem> {
    let context = Context {
        breaks: page.inferred_breaks(),
        continued,
    };
    problems(page.look(schema), context)
}

impl Session {
    /// The articles of a layer that another article continues.
    ///
    /// # Errors
    /// The store's.
    pub fn continued_articles(&self, layer: LayerId) -> Result<BTreeSet<ArticleId>, SessionError> {
        Ok(self.store.continued_articles(layer)?)
    }

    /// The problems of all pages that a filter lets through, in one layer, together
    /// with those that only show when pages are compared.
    ///
    /// # Errors
    /// [`SessionError::UnknownDocument`] for a name that fits none; the store's.
    pub fn problems(
        &self,
        layer: LayerId,
        filter: &DocumentFilter,
        ticket: &Ticket,
    ) -> Result<ProblemReport, SessionError> {
        let rows = self.filtered_rows(filter)?;
        let continued = self.continued_articles(layer)?;
        let mut report = ProblemReport::default();
        let mut tally = LabelTally::default();
        let mut lines: BTreeMap<DocumentId, (String, BTreeSet<String>)> = BTreeMap::new();
        let total = rows.len() as u64;
        for (done, row) in (0_u64..).zip(rows) {
            ticket.report(done, total);
            if ticket.is_cancelled() {
                report.cancelled = true;
                break;
            }
            for document in self.store.documents_by_rows(&[row])? {
                report.documents += 1;
                let scope = Scope {
                    document: document.id,
                    layer,
                };
                let annotations = self.store.annotations(scope)?;
                if annotations.is_empty() {
                    continue;
                }
                let source = SourceText::new(self.store.text(document.id)?);
                let page = Page {
                    scope,
                    source: &source,
                    annotations: &annotations,
                    schema: &self.schema,
                };
                let breaks = BreakContext::of(&source);
                let context = Context {
                    breaks: &breaks,
                    continued: &continued,
                };
                tally.add(page);
                let ignored = self.rejected(scope, PROBLEMS)?;
                for problem in problems(page, context) {
                    report.take(document.id, &document.name, &source, problem, &ignored);
                }
                lines.insert(document.id, (document.name, ignored));
            }
        }
        for (document, problem) in tally.problems() {
            if let Some((name, ignored)) = lines.get(&document) {
                let source = SourceText::new(self.store.text(document)?);
                report.take(document, name, &source, problem, ignored);
            }
        }
        Ok(report)
    }

    /// Ignores a problem of a page from now on; can be undone like any change.
    ///
    /// # Errors
    /// The store's.
    pub fn ignore_problem(
        &mut self,
        scope: Scope,
        problem: &Problem,
        reason: &str,
    ) -> Result<Applied, SessionError> {
        let rejection = Rejection {
            scope,
            source: PROBLEMS,
            fingerprint: problem.fingerprint(),
            reason: reason.trim().to_owned(),
            at: jiff::Timestamp::now(),
        };
        let label = EditLabel::new(Deed::IgnoreProblem).about(&problem.text);
        self.edit_rejection(scope, problem, label, Change::Insert(rejection))
    }

    /// Lists an ignored problem again.
    ///
    /// # Errors
    /// The store's.
    pub fn heed_problem(
        &mut self,
        scope: Scope,
        problem: &Problem,
        ignored: Rejection,
    ) -> Result<Applied, SessionError> {
        let label = EditLabel::new(Deed::HeedProblem).about(&problem.text);
        self.edit_rejection(scope, problem, label, Change::Remove(ignored))
    }

    fn edit_rejection(
        &mut self,
        scope: Scope,
        problem: &Problem,
        label: EditLabel,
        change: Change<Rejection>,
    ) -> Result<Applied, SessionError> {
        let place = problem.place();
        let mut transaction = Transaction::new(label, vec![Op::Rejection(change)]);
        transaction.focus = Some(Focus {
            document: scope.document,
            before: place,
            after: place,
        });
        self.apply(transaction)
    }
}

impl ProblemReport {
    fn take(
        &mut self,
        document: DocumentId,
        name: &str,
        source: &SourceText,
        problem: Problem,
        ignored: &BTreeSet<String>,
    ) {
        if ignored.contains(&problem.fingerprint()) {
            self.ignored += 1;
            return;
        }
        self.found.push(PageProblem {
            document,
            name: name.to_owned(),
            line: source.line_of(problem.place().start()) + 1,
            problem,
        });
    }
}
