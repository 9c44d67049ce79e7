//! In which order the text of an article is read.

use std::collections::{HashMap, HashSet};

use super::counts::{Counts, share};
use super::grouping::{Meet, Meets};
use super::pieces::{Pieces, Side};

/// Figures of order.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct OrderFigures {
    /// Sum of Kendall's τ over the matched articles that share two pieces of lines
    /// or more, each over what the two articles share.
    pub tau_sum: f64,
    /// The number of these articles.
    pub tau_articles: u64,
    /// Pairs of pieces of lines that are read one right after the other, in the
    /// articles of a matched pair. A piece is as much of a line as has one answer in
    /// both layers.
    pub successors: Counts,
    /// Neighbours in reading order, among the code points with ink of all articles of
    /// gold.
    pub neighbours: u64,
    /// Those of them that the other layer reads one right after the other too.
    pub kept: u64,
}

impl OrderFigures {
    pub(super) fn of(pieces: &Pieces<'_>, meets: &Meets) -> Self {
        let gold = pieces.in_order(Side::Gold);
        let other = pieces.in_order(Side::Other);
        let next: HashMap<usize, usize> = other.values().flat_map(|order| links(order)).collect();
        let mut figures = Self::default();
        for order in gold.values() {
            for (at, following) in links(order) {
                figures.neighbours += 1;
                figures.kept += u64::from(next.get(&at) == Some(&following));
            }
        }
        for piece in pieces.all.iter().filter(|piece| piece.gold.article > 0) {
            let inside = piece.ink - 1;
            figures.neighbours += inside;
            figures.kept += if piece.other.article > 0 { inside } else { 0 };
        }
        for meet in meets.iter().filter(Meet::is_match) {
            let (Some(wanted), Some(found)) = (gold.get(&meet.gold), other.get(&meet.other)) else {
                continue;
            };
            // What the rest of either layer keeps in order counts for no matched pair.
            let own: HashSet<_> = links(found).collect();
            figures.successors.add(Counts {
                both: links(wanted).filter(|link| own.contains(link)).count() as u64,
                gold: links(wanted).count() as u64,
                other: links(found).count() as u64,
            });
            if let Some(tau) = tau(&shared_ranks(wanted, found)) {
                figures.tau_sum += tau;
                figures.tau_articles += 1;
            }
        }
        figures
    }

    /// Adds the counts of other pages.
    pub fn add(&mut self, more: &Self) {
        self.tau_sum += more.tau_sum;
        self.tau_articles += more.tau_articles;
        self.successors.add(more.successors);
        self.neighbours += more.neighbours;
        self.kept += more.kept;
    }

    /// The mean of Kendall's τ over matched articles, −1 to 1.
    pub fn tau(&self) -> Option<f64> {
        (self.tau_articles > 0).then(|| self.tau_sum / self.tau_articles as f64)
    }

    /// The share of neighbouring code points that stay neighbours in this order, over
    /// all articles of gold, matched or not.
    pub fn kept_share(&self) -> Option<f64> {
        share(self.kept, self.neighbours)
    }
}

/// Each piece with the one that is read right after it.
fn links(order: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    order.iter().copied().zip(order.iter().copied().skip(1))
}

/// The places in `found` of the pieces that are in both, in the order of `wanted`.
pub(super) fn shared_ranks(wanted: &[usize], found: &[usize]) -> Vec<usize> {
    let rank: HashMap<usize, usize> = found.iter().copied().zip(0..).collect();
    wanted
        .iter()
        .filter_map(|at| rank.get(at).copied())
        .collect()
}

/// Which of some distinct ranks are part of a longest growing run (Schensted 1961,
/// *Longest increasing and decreasing subsequences*): the others are those that have
/// to be moved, and there is no way to move fewer.
pub(super) fn in_place(ranks: &[usize]) -> Vec<bool> {
    // The run of each length that ends lowest: its last rank and where that stands.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(ranks.len());
    for (at, &rank) in ranks.iter().enumerate() {
        let length = ends.partition_point(|(end, _)| *end < rank);
        let previous = length.checked_sub(1).and_then(|it| ends.get(it));
        before.push(previous.map(|(_, place)| *place));
        match ends.get_mut(length) {
            Some(end) => *end = (rank, at),
            None => ends.push((rank, at)),
        }
    }
    let mut stays = vec![false; ranks.len()];
    let mut next = ends.last().map(|(_, place)| *place);
    while let Some(place) = next {
        if let Some(slot) = stays.get_mut(place) {
            *slot = true;
        }
        next = before.get(place).copied().flatten();
    }
    stays
}

/// Kendall's τ of distinct ranks against growing order; `None` below two of them.
fn tau(ranks: &[usize]) -> Option<f64> {
    let number = ranks.len() as u64;
    let pairs = number * number.saturating_sub(1) / 2;
    if pairs == 0 {
        return None;
    }
    let mut sorted = ranks.to_vec();
    let discordant = inversions(&mut sorted, &mut ranks.to_vec());
    Some(1.0 - 2.0 * discordant as f64 / pairs as f64)
}

/// Sorts by merging and counts the pairs that stood the wrong way round (Knight 1966,
/// *A computer method for calculating Kendall's tau*). `room` is as long as `ranks`.
fn inversions(ranks: &mut [usize], room: &mut [usize]) -> u64 {
    let half = ranks.len() / 2;
    if half == 0 {
        return 0;
    }
    let (left, right) = ranks.split_at_mut(half);
    let (left_room, right_room) = room.split_at_mut(half);
    let mut found = inversions(left, left_room) + inversions(right, right_room);
    let (mut left, mut right) = (&*left, &*right);
    for slot in room.iter_mut() {
        *slot = match (left.split_first(), right.split_first()) {
            (Some((a, rest)), Some((b, _))) if a < b => {
                left = rest;
                *a
            }
            (_, Some((b, rest))) => {
                found += left.len() as u64;
                right = rest;
                *b
            }
            (Some((a, rest)), None) => {
                left = rest;
                *a
            }
            (None, None) => break,
        };
    }
    ranks.copy_from_slice(room);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tau_by_hand() {
        assert_eq!(tau(&[4]), None);
        assert_eq!(tau(&[1, 2, 3, 4]), Some(1.0));
        assert_eq!(tau(&[4, 3, 2, 1]), Some(-1.0));
        // One of six pairs is the wrong way round: (5 - 1) / 6.
        assert_eq!(tau(&[2, 1, 3, 4]), Some(1.0 - 2.0 / 6.0));
    }

    #[test]
    fn what_has_to_be_moved_is_as_little_as_possible() {
        assert_eq!(in_place(&[]), Vec::<bool>::new());
        // The first thing went to the end.
        assert_eq!(in_place(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(in_place(&[0, 1, 2]), [true; 3]);
    }

    proptest! {
        #[test]
        fn inversions_are_counted_as_by_definition(
            ranks in Just((0..40_usize).collect::<Vec<_>>()).prop_shuffle()
        ) {
            let mut pairs = 0;
            for (at, a) in ranks.iter().enumerate() {
                pairs += ranks.iter().skip(at).filter(|b| *b < a).count() as u64;
            }
            prop_assert_eq!(inversions(&mut ranks.clone(), &mut ranks.clone()), pairs);
        }
    }
}
