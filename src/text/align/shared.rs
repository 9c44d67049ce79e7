//! Long runs that occur once in each of two texts, found wherever they stand.
//!
//! The anchors of a patience diff (Cohen 2007) are lines that are unique in both
//! texts; here they are runs of `k` characters, because another reading of a page
//! has other lines, and their order is not asked for, because it may have put the
//! columns in another order.

use std::collections::HashMap;

use super::blocks::{Block, Blocks, settle};
use super::ink::Ink;

/// How many runs are looked at of each text, about; of longer texts a sample is
/// taken that depends on what the run says, so both texts have the same.
const MOST_RUNS: u32 = 1 << 20;

/// The multiplier of the rolling hash; odd, without pattern.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Finds runs of `k` or more characters that occur once in what is still free of
/// either text, and adds them where they weigh at least `weight` (see [`weigh`]).
pub(super) fn add_runs(blocks: Blocks, old: &Ink, new: &Ink, k: usize, weight: u32) -> Blocks {
    let [free_old, free_new] = blocks.free(old.len(), new.len());
    let total: u32 = free_old.iter().map(|(from, to)| to - from).sum();
    let mask = u64::from((total / MOST_RUNS).next_power_of_two()) - 1;
    let grams_old = unique(grams(old, &free_old, k, mask));
    let grams_new = unique(grams(new, &free_new, k, mask));
    let mut seeds = common(&grams_old, &grams_new);
    seeds.sort_unstable();
    let mut found = Vec::new();
    // Where the run that was found last on each diagonal ends.
    let mut reach: HashMap<i64, u32> = HashMap::new();
    for (at_old, at_new) in seeds {
        let diagonal = i64::from(at_new) - i64::from(at_old);
        if reach.get(&diagonal).is_some_and(|&end| at_old < end) {
            continue;
        }
        let limits = limits(&free_old, at_old).zip(limits(&free_new, at_new));
        let Some((limit_old, limit_new)) = limits else {
            continue;
        };
        let Some(block) = grow(old, new, (at_old, limit_old), (at_new, limit_new), k) else {
            continue;
        };
        reach.insert(diagonal, block.old_end());
        found.push(block);
    }
    let mut settled = settle(found, old, new);
    settled.retain(|block| weigh(old.slice(block.old, block.old_end())) >= weight);
    blocks.with(settled)
}

/// How much a run says: a letter of an alphabet counts 1, any other character 2.
pub(super) fn weigh(chars: &[char]) -> u32 {
    let of = |c: &char| if (*c as u32) < 0x2E80 { 1 } else { 2 };
    chars.iter().map(of).sum()
}

/// Adds lines that say the same, are whole in both texts and occur once in what is
/// free: a short headline that went elsewhere.
pub(super) fn add_lines(blocks: Blocks, old: &Ink, new: &Ink) -> Blocks {
    /// A line must weigh as much as three Han characters to be known by itself.
    const LEAST: u32 = 6;
    let [free_old, free_new] = blocks.free(old.len(), new.len());
    let mut seen: HashMap<&[char], [Vec<u32>; 2]> = HashMap::new();
    for (side, (ink, free)) in [(old, &free_old), (new, &free_new)].into_iter().enumerate() {
        for &(from, to) in free {
            let starts = ink.line_starts_in(from, to);
            for pair in starts.windows(2) {
                if let [start, end] = *pair {
                    note(&mut seen, ink.slice(start, end), side, start);
                }
            }
            if let Some(&start) = starts.last()
                && start < to
                && ink.starts_line(to)
            {
                note(&mut seen, ink.slice(start, to), side, start);
            }
        }
    }
    let found = seen.into_iter().filter_map(|(line, [olds, news])| {
        let (&[old], &[new]) = (olds.as_slice(), news.as_slice()) else {
            return None;
        };
        let len = line.len() as u32;
        (weigh(line) >= LEAST).then_some(Block { old, new, len })
    });
    let found = found.collect();
    blocks.with(found)
}

/// Remembers where a line stands; more than two places say no more than two.
fn note<'t>(seen: &mut HashMap<&'t [char], [Vec<u32>; 2]>, line: &'t [char], side: usize, at: u32) {
    if let Some(places) = seen.entry(line).or_default().get_mut(side)
        && places.len() < 2
    {
        places.push(at);
    }
}

/// Hashes and places of the runs of `k` characters in the free stretches.
fn grams(ink: &Ink, free: &[(u32, u32)], k: usize, mask: u64) -> Vec<(u64, u32)> {
    let top = (1..k).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut found = Vec::new();
    for &(from, to) in free {
        let chars = ink.slice(from, to);
        let mut hash = 0_u64;
        for (at, &c) in chars.iter().enumerate() {
            if let Some(&gone) = at.checked_sub(k).and_then(|gone| chars.get(gone)) {
                hash = hash.wrapping_sub(u64::from(gone).wrapping_add(1).wrapping_mul(top));
            }
            hash = hash
                .wrapping_mul(BASE)
                .wrapping_add(u64::from(c).wrapping_add(1));
            // The low bits of the hash know little; the multiplication mixes them.
            let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = mixed ^ (mixed >> 32);
            if at + 1 >= k && mixed & mask == 0 {
                found.push((mixed, from + (at + 1 - k) as u32));
            }
        }
    }
    found
}

/// Those whose hash occurs once, sorted by it.
fn unique(mut grams: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    grams.sort_unstable();
    let mut kept: Vec<(u64, u32)> = Vec::with_capacity(grams.len());
    for same in grams.chunk_by(|a, b| a.0 == b.0) {
        if let [one] = same {
            kept.push(*one);
        }
    }
    kept
}

/// The places of the hashes that both sorted lists have.
fn common(old: &[(u64, u32)], new: &[(u64, u32)]) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    let mut rest = new.iter().peekable();
    for &(hash, at) in old {
        while rest.next_if(|(other, _)| *other < hash).is_some() {}
        if let Some(&(_, there)) = rest.next_if(|(other, _)| *other == hash) {
            places.push((at, there));
        }
    }
    places
}

/// The free stretch that character `at` lies in.
fn limits(free: &[(u32, u32)], at: u32) -> Option<(u32, u32)> {
    let place = free
        .partition_point(|&(from, _)| from <= at)
        .checked_sub(1)?;
    free.get(place).copied().filter(|&(_, to)| at < to)
}

/// The longest run around a place that both texts share within their limits;
/// `None` if it is shorter than `k` (two hashes were the same by chance).
fn grow(
    old: &Ink,
    new: &Ink,
    (at_old, limit_old): (u32, (u32, u32)),
    (at_new, limit_new): (u32, (u32, u32)),
    k: usize,
) -> Option<Block> {
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let ahead = old
        .slice(at_old, limit_old.1)
        .iter()
        .zip(new.slice(at_new, limit_new.1))
        .take_while(same)
        .count();
    let back = old.slice(limit_old.0, at_old).iter().rev();
    let back = back.zip(new.slice(limit_new.0, at_new).iter().rev());
    let back = back.take_while(same).count();
    (ahead >= k).then(|| Block {
        old: at_old - back as u32,
        new: at_new - back as u32,
        len: (ahead + back) as u32,
    })
}
