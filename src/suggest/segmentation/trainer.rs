//! Weights for the forms of lines, learned on top of the weights that come with the
//! program.
//!
//! An averaged structured learner with a margin: pages are labelled as they stand, any
//! wrong label counting one point in its own favour; where a label is wrong all the same,
//! the forms of the line move as far as the point is missed by and no further (the
//! passive-aggressive step of Crammer et al. 2006, averaged as in Collins 2002). The
//! weights that come with the program never change. Deterministic.

use std::collections::{BTreeMap, HashMap};

use strum::EnumCount;

use super::label::{Label, Weights};

/// How often each page is gone through.
const ROUNDS: usize = 4;
/// The farthest that one mistake moves the weight of a form.
const MOST: f32 = 0.12;
/// A form that fewer lines show is an accident.
const LINES: usize = 2;

/// Weights by label.
pub(super) type ByLabel = [f32; Label::COUNT];

/// A page to learn from.
#[derive(Debug, Clone)]
pub(super) struct Lesson {
    /// What the program's own weights say of each line.
    pub prior: Vec<ByLabel>,
    /// The forms of each line.
    pub forms: Vec<Vec<u64>>,
    /// What each line is; `None` where nobody said.
    pub labels: Vec<Option<Label>>,
}

/// What forms say for labels, besides what the program's own weights say.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Lessons {
    forms: BTreeMap<u64, ByLabel>,
    steps: [ByLabel; Label::COUNT],
}

impl Lessons {
    /// What the forms of a line say for each label.
    pub fn lean(&self, forms: &[u64]) -> ByLabel {
        let mut lean = [0.0; Label::COUNT];
        for weights in forms.iter().filter_map(|form| self.forms.get(form)) {
            lean.iter_mut().zip(weights).for_each(|(sum, w)| *sum += w);
        }
        lean
    }

    /// The weights with a share of what was learned of steps from label to label.
    pub fn steps(&self, own: &Weights, share: f32) -> Weights {
        let mut weights = own.clone();
        for (row, learned) in weights.steps.iter_mut().zip(&self.steps) {
            row.iter_mut()
                .zip(learned)
                .for_each(|(w, l)| *w += share * l);
        }
        weights
    }
}

/// What a wrong label costs.
fn cost(label: Label, found: Label) -> f32 {
    match () {
        () if label == found => 0.0,
        () if label.is_text() && found.is_text() => 0.1,
        () => 1.0,
    }
}

/// Learns from pages.
pub(super) fn train(own: &Weights, pages: &[&Lesson]) -> Lessons {
    let mut trainer = Trainer::new(own, pages);
    for _ in 0..ROUNDS {
        for (page, forms) in pages.iter().zip(trainer.pages.clone()) {
            trainer.learn(page, &forms);
        }
    }
    trainer.averaged()
}

struct Trainer {
    /// The forms that several lines show.
    names: Vec<u64>,
    /// By page and line: its forms, as indices into `names`.
    pages: Vec<Vec<Vec<u32>>>,
    weights: Weights,
    own: Weights,
    forms: Vec<ByLabel>,
    /// Each change times when it was made.
    late_forms: Vec<ByLabel>,
    late_steps: [ByLabel; Label::COUNT],
    time: f32,
}

impl Trainer {
    fn new(own: &Weights, pages: &[&Lesson]) -> Self {
        let mut counts: HashMap<u64, usize> = HashMap::new();
        let all = pages.iter().flat_map(|page| page.forms.iter().flatten());
        all.for_each(|form| *counts.entry(*form).or_default() += 1);
        let mut names: Vec<u64> = counts
            .into_iter()
            .filter(|(_, n)| *n >= LINES)
            .map(|(form, _)| form)
            .collect();
        names.sort_unstable();
        let places: HashMap<u64, u32> = names.iter().copied().zip(0..).collect();
        let of_line = |line: &Vec<u64>| {
            line.iter()
                .filter_map(|form| places.get(form).copied())
                .collect()
        };
        let numbered = pages
            .iter()
            .map(|page| page.forms.iter().map(of_line).collect())
            .collect();
        let none = [0.0; Label::COUNT];
        Self {
            forms: vec![none; names.len()],
            late_forms: vec![none; names.len()],
            late_steps: [none; Label::COUNT],
            names,
            pages: numbered,
            weights: own.clone(),
            own: own.clone(),
            time: 0.0,
        }
    }

    /// Labels a page and mends what is wrong.
    fn learn(&mut self, page: &Lesson, forms: &[Vec<u32>]) {
        let scores: Vec<ByLabel> = page
            .prior
            .iter()
            .zip(forms)
            .zip(&page.labels)
            .map(|((prior, forms), label)| self.score(prior, forms, *label))
            .collect();
        let found = self.weights.best(&scores);
        for (at, (label, found_label)) in page.labels.iter().zip(&found).enumerate() {
            self.time += 1.0;
            let (Some(label), Some(forms), Some(scores)) = (*label, forms.get(at), scores.get(at))
            else {
                continue;
            };
            if label == *found_label {
                continue;
            }
            let (yes, no) = (label as usize, *found_label as usize);
            let step = at.checked_sub(1).and_then(|before| found.get(before));
            let step = step.map_or(0.0, |before| {
                let row = &self.weights.steps[*before as usize];
                row[no] - row[yes]
            });
            let missed = (scores[no] - scores[yes] + step).max(0.2);
            let by = (missed / (2.0 * (forms.len() + 1) as f32)).min(MOST);
            let by = by * cost(label, *found_label);
            self.change(forms, yes, by);
            self.change(forms, no, -by);
            let before = at
                .checked_sub(1)
                .and_then(|at| page.labels.get(at).copied().flatten());
            if let Some(before) = before {
                self.change_step(before as usize, yes, by);
                self.change_step(before as usize, no, -by);
            }
        }
    }

    fn score(&self, prior: &ByLabel, forms: &[u32], label: Option<Label>) -> ByLabel {
        let mut scores = *prior;
        for weights in forms
            .iter()
            .filter_map(|form| self.forms.get(*form as usize))
        {
            scores.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
        }
        if let Some(label) = label {
            let own = scores[label as usize];
            scores.iter_mut().for_each(|score| *score += 1.0);
            scores[label as usize] = own;
        }
        scores
    }

    fn change(&mut self, forms: &[u32], label: usize, by: f32) {
        for &form in forms {
            let form = form as usize;
            if let (Some(now), Some(late)) =
                (self.forms.get_mut(form), self.late_forms.get_mut(form))
            {
                now[label] += by;
                late[label] += by * self.time;
            }
        }
    }

    fn change_step(&mut self, before: usize, label: usize, by: f32) {
        self.weights.steps[before][label] += by;
        self.late_steps[before][label] += by * self.time;
    }

    /// The mean of the weights over all lines.
    fn averaged(self) -> Lessons {
        let time = self.time + 1.0;
        let mean = |now: f32, late: f32| now - late / time;
        let mut lessons = Lessons::default();
        for (name, (now, late)) in self
            .names
            .iter()
            .zip(self.forms.iter().zip(&self.late_forms))
        {
            let mut row = [0.0; Label::COUNT];
            for (out, (now, late)) in row.iter_mut().zip(now.iter().zip(late)) {
                *out = mean(*now, *late);
            }
            if row.iter().any(|weight| weight.abs() > 1e-4) {
                lessons.forms.insert(*name, row);
            }
        }
        for (before, row) in lessons.steps.iter_mut().enumerate() {
            for (label, out) in row.iter_mut().enumerate() {
                let now = self.weights.steps[before][label] - self.own.steps[before][label];
                *out = mean(now, self.late_steps[before][label]);
            }
        }
        lessons
    }
}
