//! Stretches that two texts share, in whatever order.

use super::ink::Ink;

/// A stretch of ink that is the same in both texts, and of no other stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// The first character in the old text.
    pub old: u32,
    /// The first character in the new text.
    pub new: u32,
    /// How many characters; never 0.
    pub len: u32,
}

impl Block {
    /// One past the last character in the old text.
    pub fn old_end(self) -> u32 {
        self.old + self.len
    }

    /// One past the last character in the new text.
    pub fn new_end(self) -> u32 {
        self.new + self.len
    }

    /// The part that lies in `from..to` of the old text; `None` if nothing does.
    pub fn within(self, from: u32, to: u32) -> Option<Self> {
        let (start, end) = (self.old.max(from), self.old_end().min(to));
        (start < end).then(|| Self {
            old: start,
            new: self.new + (start - self.old),
            len: end - start,
        })
    }

    /// The part that begins at `old` at the earliest; empty if none does.
    fn from(self, old: u32) -> Self {
        let cut = old.saturating_sub(self.old).min(self.len);
        Self {
            old: self.old + cut,
            new: self.new + cut,
            len: self.len - cut,
        }
    }

    /// The part that ends at `old` at the latest; empty if none does.
    fn to(self, old: u32) -> Self {
        Self {
            len: self.len.min(old.saturating_sub(self.old)),
            ..self
        }
    }
}

/// Blocks with both of their orders.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// In the order of the old text.
    list: Vec<Block>,
    /// Places in `list`, in the order of the new text.
    by_new: Vec<u32>,
    /// The place in `by_new` of each block of `list`.
    rank: Vec<u32>,
}

/// The gap before a block, or behind the last one, that both texts have in the
/// same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    /// From where to where in the old text.
    pub old: (u32, u32),
    /// From where to where in the new text.
    pub new: (u32, u32),
}

impl Blocks {
    /// Blocks of which no two share a character, in any order.
    pub fn new(mut list: Vec<Block>) -> Self {
        list.retain(|block| block.len > 0);
        list.sort_unstable_by_key(|block| block.old);
        list.dedup_by(|next, before| {
            let joins = before.old_end() == next.old && before.new_end() == next.new;
            if joins {
                before.len += next.len;
            }
            joins
        });
        let mut by_new: Vec<u32> = (0..list.len() as u32).collect();
        by_new.sort_unstable_by_key(|&at| list.get(at as usize).map(|block| block.new));
        let mut rank = vec![0; list.len()];
        for (place, &at) in by_new.iter().enumerate() {
            if let Some(slot) = rank.get_mut(at as usize) {
                *slot = place as u32;
            }
        }
        Self { list, by_new, rank }
    }

    /// All of them in the order of the old text.
    pub fn list(&self) -> &[Block] {
        &self.list
    }

    /// All of them with more, which must share no character with them.
    pub fn with(self, more: Vec<Block>) -> Self {
        if more.is_empty() {
            return self;
        }
        let mut list = self.list;
        list.extend(more);
        Self::new(list)
    }

    /// The places of the blocks that share text with `from..to` of the old text.
    pub fn places_in(&self, from: u32, to: u32) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|block| block.old_end() <= from);
        let last = self.list.partition_point(|block| block.old < to);
        first..last.max(first)
    }

    /// The gap before the block at `place` of the old order, or behind the last one;
    /// `None` if the blocks around it are not neighbours in the new text too.
    pub fn gap(&self, place: usize, old_len: u32, new_len: u32) -> Option<Gap> {
        let before = place
            .checked_sub(1)
            .and_then(|at| Some((self.list.get(at)?, *self.rank.get(at)?)));
        let after = self
            .list
            .get(place)
            .and_then(|block| Some((block, *self.rank.get(place)?)));
        let rank_before = before.map_or(-1, |(_, rank)| i64::from(rank));
        let rank_after = after.map_or(self.list.len() as i64, |(_, rank)| i64::from(rank));
        (rank_before + 1 == rank_after).then(|| Gap {
            old: (
                before.map_or(0, |(block, _)| block.old_end()),
                after.map_or(old_len, |(block, _)| block.old),
            ),
            new: (
                before.map_or(0, |(block, _)| block.new_end()),
                after.map_or(new_len, |(block, _)| block.new),
            ),
        })
    }

    /// What is free behind the block at `place` of the old order, in either text, if
    /// those are not the two sides of one gap.
    pub fn behind(&self, place: usize, old_len: u32, new_len: u32) -> Option<Gap> {
        let block = self.list.get(place)?;
        let rank = *self.rank.get(place)?;
        if self.gap(place + 1, old_len, new_len).is_some() {
            return None;
        }
        let old = self.list.get(place + 1).map_or(old_len, |next| next.old);
        let new = self.ranked(rank + 1).map_or(new_len, |next| next.new);
        Some(Gap {
            old: (block.old_end(), old),
            new: (block.new_end(), new),
        })
    }

    /// As [`Blocks::behind`] for what is free before the block.
    pub fn ahead(&self, place: usize, old_len: u32, new_len: u32) -> Option<Gap> {
        let block = self.list.get(place)?;
        let rank = *self.rank.get(place)?;
        if self.gap(place, old_len, new_len).is_some() {
            return None;
        }
        let old = place.checked_sub(1).and_then(|at| self.list.get(at));
        let new = rank.checked_sub(1).and_then(|rank| self.ranked(rank));
        Some(Gap {
            old: (old.map_or(0, |before| before.old_end()), block.old),
            new: (new.map_or(0, |before| before.new_end()), block.new),
        })
    }

    /// The block with this place in the new order.
    fn ranked(&self, rank: u32) -> Option<&Block> {
        self.list.get(*self.by_new.get(rank as usize)? as usize)
    }

    /// The stretches of the old text and of the new text that no block has.
    pub fn free(&self, old_len: u32, new_len: u32) -> [Vec<(u32, u32)>; 2] {
        let of = |spans: &mut dyn Iterator<Item = (u32, u32)>, len: u32| {
            let mut free = Vec::new();
            let mut end = 0;
            for (from, to) in spans.chain([(len, len)]) {
                if end < from {
                    free.push((end, from));
                }
                end = to;
            }
            free
        };
        let mut old = self.list.iter().map(|block| (block.old, block.old_end()));
        let mut new = self
            .by_new
            .iter()
            .filter_map(|&at| self.list.get(at as usize))
            .map(|block| (block.new, block.new_end()));
        [of(&mut old, old_len), of(&mut new, new_len)]
    }
}

/// Where something that came or went lies between two blocks.
impl Blocks {
    /// Moves what came or went to where lines begin: when a line goes whose first
    /// characters are those of the next, it went as a whole.
    pub fn slid(self, old: &Ink, new: &Ink) -> Self {
        let mut list = self.list;
        for at in 1..list.len() {
            let neighbours = match (self.rank.get(at - 1), self.rank.get(at)) {
                (Some(before), Some(next)) => before + 1 == *next,
                _ => false,
            };
            let Some([before, next]) = list.get_mut(at - 1..=at) else {
                continue;
            };
            let gaps = (
                next.old - before.old_end(),
                next.new.wrapping_sub(before.new_end()),
            );
            if neighbours && (gaps.0 == 0) != (gaps.1 == 0) {
                let shift = best_shift(*before, *next, old, new);
                before.len = before.len.saturating_add_signed(shift);
                *next = Block {
                    old: next.old.saturating_add_signed(shift),
                    new: next.new.saturating_add_signed(shift),
                    len: next.len.saturating_add_signed(-shift),
                };
            }
        }
        Self::new(list)
    }
}

/// How far what lies between two blocks is best moved: to the left below 0.
fn best_shift(before: Block, next: Block, old: &Ink, new: &Ink) -> i32 {
    let same = |ink: &Ink, a: u32, b: u32| ink.chars.get(a as usize) == ink.chars.get(b as usize);
    let left = (1..=before.len)
        .take_while(|&by| {
            same(old, before.old_end() - by, next.old - by)
                && same(new, before.new_end() - by, next.new - by)
        })
        .count() as i32;
    let right = (0..next.len)
        .take_while(|&by| {
            same(old, before.old_end() + by, next.old + by)
                && same(new, before.new_end() + by, next.new + by)
        })
        .count() as i32;
    let score = |shift: &i32| {
        let moved = |at: u32| at.saturating_add_signed(*shift);
        let old_lines = [before.old_end(), next.old].map(|at| old.starts_line(moved(at)));
        let new_lines = [before.new_end(), next.new].map(|at| new.starts_line(moved(at)));
        let lines = old_lines.into_iter().chain(new_lines).filter(|is| *is);
        (lines.count(), std::cmp::Reverse(shift.abs()))
    };
    (-left..=right).max_by_key(score).unwrap_or(0)
}

/// Cuts blocks so that no two share a character of either text.
///
/// A run that goes on behind its own end by chance, as where two columns were
/// swapped and begin alike, meets the run that really stands there: the cut is
/// then where a line begins, else the longer of the two keeps what both claim.
pub(super) fn settle(blocks: Vec<Block>, old: &Ink, new: &Ink) -> Vec<Block> {
    let cut = cut_overlaps(blocks, old);
    let turned = cut.into_iter().map(turn).collect();
    let cut = cut_overlaps(turned, new);
    cut.into_iter().map(turn).collect()
}

/// The block with the two texts in each other's place.
fn turn(block: Block) -> Block {
    Block {
        old: block.new,
        new: block.old,
        ..block
    }
}

fn cut_overlaps(mut blocks: Vec<Block>, ink: &Ink) -> Vec<Block> {
    blocks.sort_unstable_by_key(|block| (block.old, std::cmp::Reverse(block.len)));
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        while let Some(before) = kept.last_mut() {
            if before.old_end() <= block.old {
                break;
            }
            if block.old_end() <= before.old_end() {
                block.len = 0;
                break;
            }
            let (from, to) = (block.old, before.old_end());
            let line = ink.line_starts_in(from, to).first().copied();
            let longer = if before.len >= block.len { to } else { from };
            let at = line.unwrap_or(longer);
            *before = before.to(at);
            block = block.from(at);
            if before.len > 0 {
                break;
            }
            kept.pop();
        }
        if block.len > 0 {
            kept.push(block);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::SourceText;

    fn block(old: u32, new: u32, len: u32) -> Block {
        Block { old, new, len }
    }

    #[test]
    fn neighbours_that_touch_in_both_texts_are_one() {
        let blocks = Blocks::new(vec![block(3, 13, 2), block(0, 10, 3), block(5, 0, 4)]);
        assert_eq!(blocks.list(), [block(0, 10, 5), block(5, 0, 4)]);
    }

    #[test]
    fn a_gap_is_shared_only_between_neighbours_of_both_orders() {
        let blocks = Blocks::new(vec![block(1, 10, 4), block(6, 2, 4)]);
        assert_eq!(blocks.gap(0, 12, 20), None);
        assert_eq!(blocks.gap(1, 12, 20), None);
        let blocks = Blocks::new(vec![block(1, 2, 4), block(6, 10, 4)]);
        let gap = Gap {
            old: (5, 6),
            new: (6, 10),
        };
        assert_eq!(blocks.gap(1, 12, 20), Some(gap));
        assert_eq!(blocks.free(12, 20)[0], [(0, 1), (5, 6), (10, 12)]);
        assert_eq!(blocks.free(12, 20)[1], [(0, 2), (6, 10), (14, 20)]);
    }

    #[test]
    fn what_two_runs_claim_is_cut_where_a_line_begins() {
        let old = Ink::of(&SourceText::new("甲乙丙丁\n戊己庚辛"));
        let new = Ink::of(&SourceText::new("甲乙丙丁戊己庚辛戊己庚辛"));
        let settled = settle(vec![block(0, 0, 5), block(4, 8, 4)], &old, &new);
        assert_eq!(settled, [block(0, 0, 4), block(4, 8, 4)]);
    }
}
