//! A linear chain of tags (Lafferty et al. 2001): outside, or begin, inside, end, single of
//! a mention. Probabilities come from the forward–backward algorithm, scaled at each unit.
//!
//! Everything is made of operations that IEEE 754 fixes bit for bit, the exponential
//! function too, so that the same pages give the same model on every machine.

use std::ops::Range;

/// How many tags there are.
pub(super) const TAGS: usize = 5;
/// Outside of mentions.
pub(super) const OUT: usize = 0;
/// The first of several units of a mention.
pub(super) const BEGIN: usize = 1;
/// In the middle of a mention.
pub(super) const INSIDE: usize = 2;
/// The last of several.
pub(super) const END: usize = 3;
/// A mention of one unit.
pub(super) const SINGLE: usize = 4;

/// A number for each tag.
pub(super) type ByTag = [f32; TAGS];

/// Whether a mention is open behind a tag.
const OPEN: [bool; TAGS] = [false, true, true, false, false];
/// Whether a mention is open before a tag.
const GOES_ON: [bool; TAGS] = [false, false, true, true, false];

/// Factors of steps from one tag to the next: zero where a step makes no sense.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Steps([ByTag; TAGS]);

impl Steps {
    /// From weights.
    pub fn of(weights: &[ByTag; TAGS]) -> Self {
        let mut steps = [[0.0; TAGS]; TAGS];
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, factor) in row.iter_mut().enumerate() {
                if OPEN[from] == GOES_ON[to] {
                    *factor = exp(weights[from][to]);
                }
            }
        }
        Self(steps)
    }
}

/// What forward and backward passes over a stretch found.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    /// Factors of tags by unit, the largest being one.
    local: Vec<ByTag>,
    forward: Vec<ByTag>,
    backward: Vec<ByTag>,
    /// By which each unit's forward numbers were multiplied.
    scales: Vec<f32>,
}

impl Lattice {
    /// Runs both passes over the weights of tags by unit.
    pub fn run(&mut self, weights: &[ByTag], steps: &Steps) {
        self.local.clear();
        self.local.extend(weights.iter().map(|row| {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            row.map(|weight| exp(weight - most))
        }));
        self.go_forward(steps);
        self.go_backward(steps);
    }

    fn go_forward(&mut self, Steps(steps): &Steps) {
        self.forward.clear();
        self.scales.clear();
        let last = self.local.len().saturating_sub(1);
        let mut before: Option<ByTag> = None;
        for (at, local) in self.local.iter().enumerate() {
            let mut row = [0.0; TAGS];
            for (to, out) in row.iter_mut().enumerate() {
                let into = match &before {
                    None => f32::from(u8::from(!GOES_ON[to])),
                    Some(before) => (0..TAGS).map(|from| before[from] * steps[from][to]).sum(),
                };
                let may = at < last || !OPEN[to];
                *out = if may { into * local[to] } else { 0.0 };
            }
            let scale = 1.0 / row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            let row = row.map(|it| it * scale);
            self.forward.push(row);
            self.scales.push(scale);
            before = Some(row);
        }
    }

    fn go_backward(&mut self, Steps(steps): &Steps) {
        self.backward.clear();
        self.backward.resize(self.local.len(), [0.0; TAGS]);
        let mut after: Option<(ByTag, f32)> = None;
        let rows = self.backward.iter_mut().zip(&self.local).zip(&self.scales);
        for ((row, local), scale) in rows.rev() {
            *row = match after {
                None => OPEN.map(|open| f32::from(u8::from(!open))),
                Some((after, scale)) => {
                    let mut row = [0.0; TAGS];
                    for (from, out) in row.iter_mut().enumerate() {
                        let sum: f32 = (0..TAGS).map(|to| steps[from][to] * after[to]).sum();
                        *out = sum * scale;
                    }
                    row
                }
            };
            let mut next = [0.0; TAGS];
            for (tag, out) in next.iter_mut().enumerate() {
                *out = row[tag] * local[tag];
            }
            after = Some((next, *scale));
        }
    }

    /// The probability of each tag at a unit.
    pub fn marginal(&self, at: usize) -> ByTag {
        let (Some(forward), Some(backward)) = (self.forward.get(at), self.backward.get(at)) else {
            return [0.0; TAGS];
        };
        let mut row = [0.0; TAGS];
        for (tag, out) in row.iter_mut().enumerate() {
            *out = forward[tag] * backward[tag];
        }
        row
    }

    /// The probability of two tags at a unit and the next.
    pub fn pair(&self, at: usize, Steps(steps): &Steps) -> [ByTag; TAGS] {
        let mut all = [[0.0; TAGS]; TAGS];
        if let (Some(forward), Some(local), Some(backward), Some(scale)) = (
            self.forward.get(at),
            self.local.get(at + 1),
            self.backward.get(at + 1),
            self.scales.get(at + 1),
        ) {
            for (from, row) in all.iter_mut().enumerate() {
                for (to, out) in row.iter_mut().enumerate() {
                    *out = forward[from] * steps[from][to] * local[to] * backward[to] * scale;
                }
            }
        }
        all
    }

    /// All mentions with a probability of at least `least`, with that probability.
    pub fn mentions(&self, steps: &Steps, least: f32) -> Vec<(Range<usize>, f32)> {
        let mut found = Vec::new();
        for start in 0..self.local.len() {
            let here = self.marginal(start);
            if here[SINGLE] >= least {
                found.push((start..start + 1, here[SINGLE]));
            }
            if here[BEGIN] >= least {
                self.mentions_from(start, steps, least, &mut found);
            }
        }
        found
    }

    /// Those of several units that begin at a unit: what begins like it is at least as likely
    /// as it, so the search ends where that is too unlikely.
    fn mentions_from(
        &self,
        start: usize,
        Steps(steps): &Steps,
        least: f32,
        found: &mut Vec<(Range<usize>, f32)>,
    ) {
        let mut reached = self.forward.get(start).map_or(0.0, |it| it[BEGIN]);
        let mut tag = BEGIN;
        for at in start + 1..self.local.len() {
            let (Some(local), Some(backward), Some(scale)) = (
                self.local.get(at),
                self.backward.get(at),
                self.scales.get(at),
            ) else {
                return;
            };
            let end = reached * steps[tag][END] * local[END] * scale * backward[END];
            if end >= least {
                found.push((start..at + 1, end.min(1.0)));
            }
            reached *= steps[tag][INSIDE] * local[INSIDE] * scale;
            tag = INSIDE;
            if reached * backward[INSIDE] < least {
                return;
            }
        }
    }
}

/// e to the power of `x`, which is held between −80 and 80: 2 to a whole power times a
/// polynomial, within 1e-6 of the truth.
pub(super) fn exp(x: f32) -> f32 {
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let x = x.clamp(-80.0, 80.0);
    let power = (x * std::f32::consts::LOG2_E + 0.5).floor();
    let rest = x - power * LN_2_HIGH - power * LN_2_LOW;
    let tail = 1.0 / 24.0 + rest * (1.0 / 120.0 + rest * (1.0 / 720.0));
    let sum = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * tail)));
    sum * f32::from_bits(((power as i32 + 127) << 23) as u32)
}
