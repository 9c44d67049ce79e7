//! Weights by sign: few of all that could be, as whole numbers.

use super::chain::{ByTag, TAGS};

/// Signs are told apart by so many bits: what is not told apart shares its weights
/// (the hashing trick, Weinberger et al. 2009).
pub(super) const BITS: u32 = 21;
/// A weight of one as a whole number.
pub(super) const ONE: f32 = 512.0;
/// Keys are looked up by this many leading bits.
const LEADING: u32 = 14;

/// The slot of a sign.
pub(super) fn slot(sign: u32) -> u32 {
    sign >> (32 - BITS)
}

/// Weights as whole numbers.
pub(super) type Row = [i16; TAGS];

/// A weight as the nearest whole number.
pub(super) fn rounded(weight: f32) -> i16 {
    // `as` keeps within the range of the type.
    (weight * ONE).round() as i16
}

/// Whole numbers as weights.
pub(super) fn weights(row: &Row) -> ByTag {
    row.map(|it| f32::from(it) / ONE)
}

/// Weights by slot.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Table {
    /// In order, each once.
    keys: Vec<u32>,
    rows: Vec<Row>,
    /// Where the keys with each sequence of leading bits begin.
    starts: Vec<u32>,
}

impl Table {
    /// A table of some rows in order of their slots, each once.
    pub fn of(entries: impl Iterator<Item = (u32, Row)>) -> Self {
        let (keys, rows): (Vec<u32>, Vec<Row>) = entries.unzip();
        let bucket = |bucket: u32| keys.partition_point(|key| leading(*key) < bucket) as u32;
        let starts = (0..=1 << LEADING).map(bucket).collect();
        Self { keys, rows, starts }
    }

    /// Adds the weights of a sign to a sum, if it has any.
    pub fn add(&self, sign: u32, sum: &mut [i32; TAGS]) {
        let key = slot(sign);
        let bucket = leading(key) as usize;
        let (Some(&from), Some(&to)) = (self.starts.get(bucket), self.starts.get(bucket + 1))
        else {
            return;
        };
        let (from, to) = (from as usize, to as usize);
        let keys = self.keys.get(from..to).unwrap_or_default();
        if let Ok(at) = keys.binary_search(&key)
            && let Some(row) = self.rows.get(from + at)
        {
            sum.iter_mut()
                .zip(row)
                .for_each(|(sum, it)| *sum += i32::from(*it));
        }
    }

    /// Slots with their weights, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (u32, &Row)> {
        self.keys.iter().copied().zip(&self.rows)
    }
}

fn leading(key: u32) -> u32 {
    key >> (BITS - LEADING)
}
