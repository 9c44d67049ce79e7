//! What another layer says of the page on screen, and which question is at hand.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::review_tally::Tally;
use super::view_state::ViewState;
use crate::model::id::LayerId;
use crate::model::layer::Scope;
use crate::review::difference::Question;
use crate::session::Session;
use crate::session::review::Review;
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// What questions are made for: a page, a layer to review, a revision of the project.
pub type Compared = (Scope, LayerId, u64);

/// The sureness from which everything is accepted at once until somebody sets another, in per
/// cent. Probabilities are measured ones: few articles as a whole are surer than this.
const DEFAULT_SURENESS: u8 = 85;

/// In which order questions are walked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WalkOrder {
    /// As they stand in the text.
    #[default]
    Position,
    /// Those first of which the proposer is surest: many are accepted quickly.
    Surest,
    /// Those first of which the proposer is least sure that they are right or wrong: most
    /// is learned from them.
    Doubtful,
}

impl WalkOrder {
    /// The next order, round.
    pub fn next(self) -> Self {
        match self {
            Self::Position => Self::Surest,
            Self::Surest => Self::Doubtful,
            Self::Doubtful => Self::Position,
        }
    }

    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Position => "review.by-position",
            Self::Surest => "review.by-confidence",
            Self::Doubtful => "review.by-doubt",
        }
    }

    /// What questions are sorted by, ascending; questions without a score come last.
    fn place(self, score: Option<f64>) -> f64 {
        match (self, score) {
            (Self::Position, _) => 0.0,
            (_, None) => 2.0,
            (Self::Surest, Some(score)) => 1.0 - score,
            (Self::Doubtful, Some(score)) => (score - 0.5).abs(),
        }
    }
}

/// The review of the page on screen.
pub struct ReviewState {
    /// The layer that is reviewed; `None` for what the engines propose.
    pub source: Option<LayerId>,
    /// In which order questions are walked through.
    pub walk_order: WalkOrder,
    /// The share from which the proposer counts as sure, in per cent.
    pub sureness: u8,
    /// What is compared; `None` if there is nothing to compare.
    open: Option<Arc<Review>>,
    /// For which page, layer and revision of the project `open` was made.
    made_for: Option<Compared>,
    /// What a job is making.
    pending: Option<Compared>,
    /// Places in `open.questions`, in the order of the walk.
    order: Vec<usize>,
    /// The place in `order` of the question at hand.
    at: usize,
    /// The most questions that this page had while it was on screen.
    most: usize,
    /// Grows with every comparison.
    stamp: u64,
    /// Questions were answered since the last comparison: what then stands at this
    /// place in the walk is at hand.
    resume: Option<usize>,
    /// A change was taken back: the question that comes back is the one at hand.
    returning: bool,
    /// The question at hand is to be brought into sight as soon as it is there.
    to_show: bool,
    /// What there is to count, counted once for each comparison.
    tally: Tally,
    /// Whether a selection touches a question, for the comparison and the selection
    /// that were asked about last.
    touched: Cell<Option<(u64, Span, bool)>>,
}

impl Default for ReviewState {
    fn default() -> Self {
        Self {
            source: None,
            walk_order: WalkOrder::default(),
            sureness: DEFAULT_SURENESS,
            open: None,
            made_for: None,
            pending: None,
            order: Vec::new(),
            at: 0,
            most: 0,
            stamp: 0,
            resume: None,
            returning: false,
            to_show: false,
            tally: Tally::default(),
            touched: Cell::new(None),
        }
    }
}

impl ReviewState {
    /// What is compared.
    pub fn open(&self) -> Option<&Arc<Review>> {
        self.open.as_ref()
    }

    /// The questions in text order.
    pub fn questions(&self) -> &[Question] {
        self.open.as_ref().map_or(&[], |review| &review.questions)
    }

    /// A number that changes whenever the questions do.
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// The questions in the order of the walk.
    pub fn walk(&self) -> impl ExactSizeIterator<Item = Option<&Question>> {
        self.order.iter().map(|&at| self.questions().get(at))
    }

    /// The question at hand.
    pub fn current(&self) -> Option<&Question> {
        self.questions().get(*self.order.get(self.at)?)
    }

    /// The place of the question at hand in the walk, from 0.
    pub fn place(&self) -> usize {
        self.at
    }

    /// How many were answered, and how many there were, since the page was opened.
    pub fn progress(&self) -> (usize, usize) {
        let open = self.order.len();
        (self.most.saturating_sub(open), self.most)
    }

    /// The question that a selection or caret means: the smallest that it touches.
    pub fn at(&self, selection: Span) -> Option<&Question> {
        let touched = self.questions().iter().filter(|one| one.touches(selection));
        touched.min_by_key(|one| one.spans.iter().map(|span| span.len()).sum::<u32>())
    }

    /// Whether a selection or caret touches a question.
    pub fn touches(&self, selection: Span) -> bool {
        if let Some((stamp, span, touches)) = self.touched.get()
            && (stamp, span) == (self.stamp, selection)
        {
            return touches;
        }
        let touches = self.questions().iter().any(|one| one.touches(selection));
        self.touched.set(Some((self.stamp, selection, touches)));
        touches
    }

    /// The questions, counted.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Whether a job is making the questions.
    pub fn is_waiting(&self) -> bool {
        self.pending.is_some()
    }

    /// Whether `wanted` is what the questions were made for.
    pub(super) fn is_fresh(&self, wanted: Compared) -> bool {
        self.made_for == Some(wanted)
    }

    /// Waits for a job to make the questions; those of another page go at once.
    /// `false` if it is waited for already.
    pub(super) fn await_job(&mut self, wanted: Compared) -> bool {
        let (scope, source, _) = wanted;
        let other = |review: &Arc<Review>| (review.scope, review.source) != (scope, source);
        if self.open.as_ref().is_some_and(other) {
            self.close();
        }
        self.pending.replace(wanted) != Some(wanted)
    }

    /// Takes the answer of a comparison; the question at hand stays, or the one that
    /// came after it takes its place.
    pub(super) fn renew(&mut self, wanted: Compared, open: Option<Review>) {
        let resume = self.resume.take();
        self.at = resume.unwrap_or(self.at);
        let before = self.current().filter(|_| resume.is_none());
        let before = before.map(|question| question.fingerprint.clone());
        let known: Option<BTreeSet<String>> = std::mem::take(&mut self.returning).then(|| {
            let all = self.questions().iter();
            all.map(|question| question.fingerprint.clone()).collect()
        });
        let (scope, layer, _) = wanted;
        let same_page = self
            .made_for
            .is_some_and(|(s, l, _)| (s, l) == (scope, layer));
        self.open = open.map(Arc::new);
        self.tally = Tally::of(self.questions());
        self.made_for = Some(wanted);
        self.pending = None;
        self.stamp += 1;
        if !same_page {
            (self.at, self.most) = (0, 0);
        }
        self.sort(before.filter(|_| same_page).as_deref());
        self.most = self.most.max(self.order.len());
        if let Some(known) = known.filter(|_| same_page) {
            let is_back = |question: Option<&Question>| {
                question.is_some_and(|question| !known.contains(&question.fingerprint))
            };
            let back = self.walk().position(is_back);
            self.at = back.unwrap_or(self.at);
        }
    }

    /// Leaves out questions that were answered, until the next comparison: on a large
    /// page that takes a while, and no answer may be given twice.
    pub(super) fn leave_out(&mut self, answered: &[Question]) {
        let answered: BTreeSet<_> = answered.iter().map(|one| &one.fingerprint).collect();
        let questions = self.open.as_ref().map_or(&[][..], |it| &it.questions);
        let is_open = |at: &usize| {
            let question = questions.get(*at);
            question.is_some_and(|question| !answered.contains(&question.fingerprint))
        };
        let before = self.order.iter().take(self.at);
        let at = before.filter(|at| is_open(at)).count();
        self.order.retain(is_open);
        self.at = at.min(self.order.len().saturating_sub(1));
        self.resume = Some(at);
    }

    /// A change is about to be taken back or done again: the first question that the
    /// next comparison brings is the one at hand.
    pub(super) fn expect_back(&mut self) {
        self.returning = true;
    }

    /// The question at hand is to be brought into sight as soon as it is there: engines
    /// or a comparison may still be at work.
    pub(super) fn show_when_there(&mut self) {
        self.to_show = true;
    }

    /// The editor looks at something else by now.
    pub(super) fn show_nothing(&mut self) {
        self.to_show = false;
    }

    /// Whether the question at hand is there and is yet to be brought into sight.
    pub(super) fn is_to_show(&self) -> bool {
        self.to_show && self.pending.is_none() && self.current().is_some()
    }

    /// Forgets everything of the page.
    pub(super) fn close(&mut self) {
        (self.open, self.made_for, self.pending) = (None, None, None);
        self.order.clear();
        self.tally = Tally::default();
        (self.at, self.most) = (0, 0);
        self.stamp += 1;
    }

    /// Puts the questions into the order of the walk; the one with the fingerprint
    /// `keep` is the one at hand.
    pub(super) fn sort(&mut self, keep: Option<&str>) {
        let questions = self
            .open
            .as_ref()
            .map_or(&[][..], |review| &review.questions);
        self.order = (0..questions.len()).collect();
        let score = |at: &usize| questions.get(*at).and_then(|one| one.score);
        let place = |at: &usize| self.walk_order.place(score(at));
        self.order.sort_by(|a, b| place(a).total_cmp(&place(b)));
        let kept = keep.and_then(|keep| {
            let is_kept = |at: &usize| questions.get(*at).is_some_and(|q| q.fingerprint == keep);
            self.order.iter().position(is_kept)
        });
        self.at = kept
            .unwrap_or(self.at)
            .min(self.order.len().saturating_sub(1));
    }

    /// Goes `step` questions on or back, round at the ends.
    pub(super) fn step(&mut self, step: isize) {
        self.resume = None;
        let count = self.order.len().max(1) as isize;
        self.at = (self.at as isize + step).rem_euclid(count) as usize;
    }

    /// Makes the question under the caret the one at hand, for the keys are taken to
    /// mean what one looks at; where there is none the one at hand stays.
    pub(super) fn ask_at(&mut self, caret: CharOffset) {
        let here = self.at(Span::caret(caret));
        if let Some(fingerprint) = here.map(|question| question.fingerprint.clone()) {
            self.go_to(&fingerprint);
        }
    }

    /// Makes the question with this fingerprint the one at hand.
    pub(super) fn go_to(&mut self, fingerprint: &str) {
        let wanted = |at: &usize| {
            let question = self.questions().get(*at);
            question.is_some_and(|question| question.fingerprint == fingerprint)
        };
        if let Some(at) = self.order.iter().position(wanted) {
            self.at = at;
            self.resume = None;
        }
    }
}

/// The layers that the page can be reviewed against: what the engines propose, then
/// those of people, without the one that is edited.
pub fn reviewable<'s>(
    session: &'s Session,
    view: &ViewState,
) -> impl Iterator<Item = LayerId> + use<'s> {
    let mine = view.current.as_ref().map(|current| current.scope.layer);
    let engines = session.suggestions_layer().into_iter();
    let people = session.own_layers().map(|layer| layer.id);
    engines.chain(people.filter(move |id| Some(*id) != mine))
}
