//! Learning the weights of one label: a conditional random field, its likelihood climbed
//! sentence by sentence with steps that shrink by weight (AdaGrad, Duchi et al. 2011).

use std::ops::Range;

use super::Cancelled;
use super::chain::{BEGIN, ByTag, END, INSIDE, Lattice, OUT, SINGLE, Steps, TAGS};
use super::table::{BITS, Row, Table, rounded, slot};

/// Passes over all sentences; those that are known well are left out of most.
const PASSES: u32 = 8;
/// The length of steps.
const RATE: f32 = 0.25;
/// The square that each weight begins with: its root divides the first step.
const CAUTION: f32 = 1.0;
/// How strongly weights are drawn to zero.
const DECAY: f32 = 1e-4;
/// An error of a tag's probability below this teaches nothing.
const SMALL: f32 = 0.004;
/// A sentence whose tags are this likely is left out of the next passes.
const KNOWN: f32 = 0.97;
/// Weights smaller than this are dropped.
const NOTHING: f32 = 0.02;
/// The share of signs that are left out by chance at each step, in 256ths: what is around
/// a name must do without the name now and then (dropout, Srivastava et al. 2014).
const LEFT_OUT: u64 = 38;
/// What weights are multiplied by in the end, because no sign is left out then. Held
/// against pages left out, probabilities are right with this.
const TEMPER: f32 = 0.8;

/// Signs of a page as rows of weights.
#[derive(Debug, Default)]
pub(super) struct PageRows {
    rows: Vec<u32>,
    ends: Vec<usize>,
}

impl PageRows {
    fn of(&self, unit: usize) -> &[u32] {
        let end = self.ends.get(unit).copied().unwrap_or(0);
        let start = unit.checked_sub(1).and_then(|it| self.ends.get(it));
        self.rows
            .get(start.copied().unwrap_or(0)..end)
            .unwrap_or_default()
    }
}

/// Numbers the signs that occur, in the order in which they are met, so that weights
/// stand close together.
#[derive(Debug)]
pub(super) struct Numbering {
    /// By slot: a number, counted from 1.
    numbers: Vec<u32>,
    slots: Vec<u32>,
}

impl Numbering {
    pub fn new() -> Self {
        Self {
            numbers: vec![0; 1 << BITS],
            slots: Vec::new(),
        }
    }

    /// The rows of a page's signs.
    pub fn rows(&mut self, (signs, ends): (Vec<u32>, Vec<usize>)) -> PageRows {
        let mut rows = signs;
        for sign in &mut rows {
            let slot = slot(*sign);
            let Some(number) = self.numbers.get_mut(slot as usize) else {
                continue;
            };
            if *number == 0 {
                self.slots.push(slot);
                *number = self.slots.len() as u32;
            }
            *sign = *number - 1;
        }
        PageRows { rows, ends }
    }
}

/// A stretch of a page to learn from.
pub(super) struct Lesson<'a> {
    pub rows: &'a PageRows,
    pub stretch: Range<usize>,
    /// Mentions in it, apart from each other, in order.
    pub mentions: Vec<Range<usize>>,
}

/// What was learned: weights of steps and of signs.
pub(super) struct Weights {
    pub steps: [Row; TAGS],
    pub table: Table,
}

/// Learns one label; `None` if `cancelled` says so on the way.
pub(super) fn train(
    numbering: &Numbering,
    lessons: &[Lesson],
    cancelled: Cancelled,
) -> Option<Weights> {
    let mut state = State::new(numbering.slots.len());
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    // For each lesson: the pass in which it is next due, and how many are left out then.
    let mut due = vec![(0, 1); lessons.len()];
    let mut dice = Dice::new();
    for pass in 0..PASSES {
        shuffle(&mut order, &mut dice);
        for (done, &at) in order.iter().enumerate() {
            if done % 64 == 0 && cancelled() {
                return None;
            }
            let (Some(lesson), Some((next, pause))) = (lessons.get(at), due.get_mut(at)) else {
                continue;
            };
            if *next > pass {
                continue;
            }
            if state.learn(lesson) >= KNOWN {
                *next = pass + 1 + *pause;
                *pause *= 2;
            } else {
                *pause = 1;
            }
        }
    }
    Some(state.finish(numbering))
}

fn shuffle(order: &mut [usize], dice: &mut Dice) {
    for at in (1..order.len()).rev() {
        order.swap(at, (dice.roll() % (at as u64 + 1)) as usize);
    }
}

/// Chance that is the same each time (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        Self(0x2545_F491_4F6C_DD1D)
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }
}

struct State {
    weights: Vec<ByTag>,
    squares: Vec<ByTag>,
    steps: [ByTag; TAGS],
    step_squares: [ByTag; TAGS],
    dice: Dice,
    /// Of the stretch at hand: the rows that count, and where those of each unit end.
    rows: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<ByTag>,
    tags: Vec<usize>,
    lattice: Lattice,
}

impl State {
    fn new(rows: usize) -> Self {
        Self {
            weights: vec![[0.0; TAGS]; rows],
            squares: vec![[CAUTION; TAGS]; rows],
            steps: [[0.0; TAGS]; TAGS],
            step_squares: [[CAUTION; TAGS]; TAGS],
            dice: Dice::new(),
            rows: Vec::new(),
            ends: Vec::new(),
            scores: Vec::new(),
            tags: Vec::new(),
            lattice: Lattice::default(),
        }
    }

    /// Takes one step and says how likely the least likely of the right tags was.
    fn learn(&mut self, lesson: &Lesson) -> f32 {
        self.score(lesson);
        tags(lesson, &mut self.tags);
        let steps = Steps::of(&self.steps);
        self.lattice.run(&self.scores, &steps);
        let mut least = 1.0_f32;
        let mut from = 0;
        for (at, (&tag, &to)) in self.tags.iter().zip(&self.ends).enumerate() {
            let rows = self.rows.get(from..to).unwrap_or_default();
            from = to;
            let mut error = self.lattice.marginal(at);
            least = least.min(error[tag]);
            error[tag] -= 1.0;
            if error.iter().all(|it| it.abs() < SMALL) {
                continue;
            }
            for row in rows {
                let row = *row as usize;
                if let (Some(weights), Some(squares)) =
                    (self.weights.get_mut(row), self.squares.get_mut(row))
                {
                    step(weights, squares, &error);
                }
            }
            if let Some(&next) = self.tags.get(at + 1) {
                let mut pair = self.lattice.pair(at, &steps);
                pair[tag][next] -= 1.0;
                for (from, error) in pair.iter().enumerate() {
                    step(&mut self.steps[from], &mut self.step_squares[from], error);
                }
            }
        }
        least
    }

    /// Weighs the tags of a stretch by some of its signs.
    fn score(&mut self, lesson: &Lesson) {
        self.rows.clear();
        self.ends.clear();
        self.scores.clear();
        for unit in lesson.stretch.clone() {
            let mut sum = [0.0; TAGS];
            for row in lesson.rows.of(unit) {
                if self.dice.roll() % 256 < LEFT_OUT {
                    continue;
                }
                if let Some(weights) = self.weights.get(*row as usize) {
                    sum.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
                    self.rows.push(*row);
                }
            }
            self.ends.push(self.rows.len());
            self.scores.push(sum);
        }
    }

    fn finish(self, numbering: &Numbering) -> Weights {
        let mut rows: Vec<(u32, Row)> = numbering
            .slots
            .iter()
            .zip(&self.weights)
            .filter(|(_, row)| row.iter().any(|it| it.abs() >= NOTHING))
            .map(|(slot, row)| (*slot, row.map(tempered)))
            .collect();
        rows.sort_unstable_by_key(|(slot, _)| *slot);
        Weights {
            steps: self.steps.map(|row| row.map(tempered)),
            table: Table::of(rows.into_iter()),
        }
    }
}

fn tempered(weight: f32) -> i16 {
    rounded(weight * TEMPER)
}

fn step(weights: &mut ByTag, squares: &mut ByTag, error: &ByTag) {
    for ((weight, square), error) in weights.iter_mut().zip(squares).zip(error) {
        let slope = *error + DECAY * *weight;
        *square += slope * slope;
        *weight -= RATE * slope / square.sqrt();
    }
}

/// The tags of a stretch with mentions.
fn tags(lesson: &Lesson, tags: &mut Vec<usize>) {
    tags.clear();
    tags.resize(lesson.stretch.len(), OUT);
    for mention in &lesson.mentions {
        let start = mention.start.saturating_sub(lesson.stretch.start);
        let end = mention.end.saturating_sub(lesson.stretch.start);
        let Some(inside) = tags.get_mut(start..end) else {
            continue;
        };
        inside.fill(INSIDE);
        match inside {
            [] => {}
            [only] => *only = SINGLE,
            [first, .., last] => {
                *first = BEGIN;
                *last = END;
            }
        }
    }
}
