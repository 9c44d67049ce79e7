//! The problems of the page on screen, kept in step with it.
//!
//! They are worked out when the page has changed, never for a frame: at once on a
//! page that takes a few milliseconds, by a job on a larger one. Until the job
//! answers, the list of before stays.

use std::collections::BTreeMap;

use crate::jobs::{Finished, Slot, Wake};
use crate::model::layer::Scope;
use crate::model::rejection::{PROBLEMS, Rejection};
use crate::review::problems::Problem;
use crate::session::pages::OpenPage;
use crate::session::problems::{ProblemReport, problems_of};
use crate::session::{Session, SessionError};
use crate::text::span::Span;

/// A page with more code points is looked at by a job.
const SMALL_TEXT: u32 = 20_000;
/// A page with more entities is looked at by a job.
const FEW_ENTITIES: usize = 1_000;

/// So many problems before the caret are looked at for the one that is meant.
const NEAR: usize = 256;

/// Which problems the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listed {
    /// Those of the page.
    #[default]
    Page,
    /// Those of all pages.
    Project,
}

/// A page at a revision.
type State = (Scope, u64);

/// What the panel of problems shows.
#[derive(Default)]
pub struct ProblemsState {
    /// The problems that are not ignored, in the order of the text.
    pub open: Vec<Problem>,
    /// Those that are, each with why.
    pub ignored: Vec<(Problem, Rejection)>,
    /// The problem that was gone to last, by its place in `open`.
    pub at: Option<usize>,
    /// The list is to show the problem that was gone to.
    pub reveal: bool,
    /// Which ones are shown.
    pub listed: Listed,
    /// Whether the ignored ones are shown too.
    pub show_ignored: bool,
    /// The problems of all pages, when they have been asked for.
    pub project: Option<ProblemReport>,
    all: Vec<Problem>,
    /// For which page at which revision `all` was made.
    made_for: Option<State>,
    asked_for: Option<State>,
    /// For which revision of the project open and ignored ones were told apart.
    sorted_for: Option<u64>,
    job: Slot<(State, Vec<Problem>)>,
}

impl ProblemsState {
    /// Brings the list up to date with the page on screen.
    ///
    /// # Errors
    /// The store's.
    pub fn follow(
        &mut self,
        session: &Session,
        scope: Scope,
        wake: &Wake,
    ) -> Result<(), SessionError> {
        let Some(page) = session.page(scope) else {
            return Ok(());
        };
        let wanted = (scope, page.revision);
        if let Some(Finished::Done((made_for, found))) = self.job.poll()
            && made_for == wanted
        {
            self.take(found, Some(wanted));
        }
        if self.asked_for != Some(wanted) {
            if self.asked_for.is_none_or(|(before, _)| before != scope) {
                self.take(Vec::new(), None);
                self.at = None;
            }
            self.asked_for = Some(wanted);
            self.look(session, page, wake)?;
        }
        if self.sorted_for != Some(session.revision()) {
            self.sorted_for = Some(session.revision());
            self.sort(session.rejections(scope, PROBLEMS)?);
        }
        Ok(())
    }

    fn look(
        &mut self,
        session: &Session,
        page: &OpenPage,
        wake: &Wake,
    ) -> Result<(), SessionError> {
        let continued = session.continued_articles(page.scope.layer)?;
        let small =
            page.source.len() <= SMALL_TEXT && page.annotations.entity_count() <= FEW_ENTITIES;
        if small {
            self.job.cancel();
            let found = problems_of(page, session.schema(), &continued);
            self.take(found, Some((page.scope, page.revision)));
            return Ok(());
        }
        let (page, schema) = (page.clone(), session.schema().clone());
        let started = self.job.start("problems", wake.clone(), move |_| {
            let found = problems_of(&page, &schema, &continued);
            ((page.scope, page.revision), found)
        });
        if let Err(error) = started {
            log::warn!("the page is not looked at for problems: {error}");
        }
        Ok(())
    }

    /// Whether the list was made of the page as it is now: only then may what it would
    /// mend be mended.
    pub fn is_of(&self, page: &OpenPage) -> bool {
        self.made_for == Some((page.scope, page.revision))
    }

    /// Whether a job is looking at the page.
    pub fn is_looking(&self) -> bool {
        self.job.is_busy()
    }

    fn take(&mut self, found: Vec<Problem>, made_for: Option<State>) {
        self.all = found;
        self.made_for = made_for;
        self.sorted_for = None;
    }

    /// Tells the ignored problems from the others.
    fn sort(&mut self, rejections: Vec<Rejection>) {
        let by_fingerprint = |it: Rejection| (it.fingerprint.clone(), it);
        let mut rejections: BTreeMap<_, _> = rejections.into_iter().map(by_fingerprint).collect();
        self.open.clear();
        self.ignored.clear();
        for problem in &self.all {
            let ignored = if rejections.is_empty() {
                None
            } else {
                rejections.remove(&problem.fingerprint())
            };
            match ignored {
                Some(why) => self.ignored.push((problem.clone(), why)),
                None => self.open.push(problem.clone()),
            }
        }
    }

    /// The problem that a key means, by its place in the list: the one that was gone
    /// to while it is selected, else the shortest that the selection touches.
    pub fn at_hand(&self, selection: Span) -> Option<usize> {
        let place = |at: usize| self.open.get(at).map(Problem::place);
        if let Some(at) = self.at.filter(|&at| place(at) == Some(selection)) {
            return Some(at);
        }
        let end = self
            .open
            .partition_point(|problem| problem.place().start() <= selection.end());
        let before = self.open.iter().enumerate().take(end).rev();
        before
            .take(NEAR)
            .filter(|(_, problem)| selection.start() <= problem.place().end())
            .min_by_key(|(_, problem)| problem.place().len())
            .map(|(at, _)| at)
    }

    /// The next (`1`) or previous (`-1`) problem from the selection on, round and round.
    pub fn step(&self, selection: Span, step: isize) -> Option<usize> {
        let count = self.open.len();
        let place = |at: usize| self.open.get(at).map(Problem::place);
        if let Some(at) = self.at.filter(|&at| place(at) == Some(selection)) {
            return Some((at as isize + step).rem_euclid(count as isize) as usize);
        }
        let starts_before = |problem: &Problem| problem.place().start() < selection.start();
        let next = self.open.partition_point(starts_before);
        let found = if step > 0 {
            next
        } else {
            next + count.max(1) - 1
        };
        (count > 0).then(|| found % count)
    }
}
