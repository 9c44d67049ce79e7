//! Which spans touch a stretch of text? Answers in the time of what is found.
//!
//! Spans are kept sorted in blocks of bounded size, each with the furthest end
//! in it, so that a query skips whole blocks and an edit moves at most one
//! block. A page with 50,000 annotations changes one in microseconds.

use super::offset::CharOffset;
use super::span::Span;

/// A block is split in two when it grows beyond this many entries.
const BLOCK: usize = 256;

/// A sorted multiset of spans, each with a key; order is start, end, key.
#[derive(Debug, Clone)]
pub struct SpanIndex<K> {
    blocks: Vec<Block<K>>,
    len: usize,
}

#[derive(Debug, Clone)]
struct Block<K> {
    /// Invariant: not empty, sorted.
    entries: Vec<(Span, K)>,
    /// The start of the first entry; kept here so that skipping blocks reads
    /// them one after another.
    first: CharOffset,
    /// The furthest end of any entry.
    reach: CharOffset,
}

impl<K> Default for SpanIndex<K> {
    fn default() -> Self {
        Self {
            blocks: Vec::new(),
            len: 0,
        }
    }
}

impl<K: Copy + Ord> SpanIndex<K> {
    /// An index over entries in any order.
    pub fn from_entries(mut entries: Vec<(Span, K)>) -> Self {
        entries.sort_unstable();
        let len = entries.len();
        let blocks = entries
            .chunks(BLOCK / 2)
            .map(|chunk| Block::new(chunk.to_vec()))
            .collect();
        Self { blocks, len }
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds an entry; an equal one may already be there.
    pub fn insert(&mut self, span: Span, key: K) {
        self.len += 1;
        let at = self.block_for(span, key);
        let Some(block) = self.blocks.get_mut(at) else {
            self.blocks.push(Block::new(vec![(span, key)]));
            return;
        };
        block.insert(span, key);
        if block.entries.len() > BLOCK {
            let upper = block.entries.split_off(BLOCK / 2);
            block.measure();
            self.blocks.insert(at + 1, Block::new(upper));
        }
    }

    /// Removes one entry; `false` if it was not there.
    pub fn remove(&mut self, span: Span, key: K) -> bool {
        let at = self.block_for(span, key);
        let Some(block) = self.blocks.get_mut(at) else {
            return false;
        };
        let Ok(place) = block.entries.binary_search(&(span, key)) else {
            return false;
        };
        block.entries.remove(place);
        if block.entries.is_empty() {
            self.blocks.remove(at);
        } else {
            block.measure();
        }
        self.len -= 1;
        true
    }

    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (Span, K)> + '_ {
        self.blocks
            .iter()
            .flat_map(|block| block.entries.iter().copied())
    }

    /// Entries that share a code point with `span`, in order.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = (Span, K)> + '_ {
        self.reaching(span.start(), span.end())
            .filter(move |(entry, _)| entry.overlaps(span))
    }

    /// Entries that have `offset` inside or at either edge, in order: what a
    /// caret there touches.
    pub fn touching(&self, offset: CharOffset) -> impl Iterator<Item = (Span, K)> + '_ {
        self.reaching(offset, offset + 1)
            .filter(move |(entry, _)| entry.start() <= offset && offset <= entry.end())
    }

    /// The first entry that starts at or after `offset`.
    pub fn next_from(&self, offset: CharOffset) -> Option<(Span, K)> {
        let at = self
            .blocks
            .partition_point(|block| block.last_start() < offset);
        let block = self.blocks.get(at)?;
        let place = block
            .entries
            .partition_point(|(span, _)| span.start() < offset);
        block.entries.get(place).copied()
    }

    /// The last entry that starts before `offset`.
    pub fn last_before(&self, offset: CharOffset) -> Option<(Span, K)> {
        let at = self
            .blocks
            .partition_point(|block| block.first_start() < offset)
            .checked_sub(1)?;
        let block = self.blocks.get(at)?;
        let place = block
            .entries
            .partition_point(|(span, _)| span.start() < offset)
            .checked_sub(1)?;
        block.entries.get(place).copied()
    }

    /// Entries that start before `end` in blocks that reach `start`.
    fn reaching(&self, start: CharOffset, end: CharOffset) -> impl Iterator<Item = (Span, K)> + '_ {
        self.blocks
            .iter()
            .take_while(move |block| block.first_start() < end)
            .filter(move |block| block.reach >= start)
            .flat_map(|block| block.entries.iter().copied())
            .take_while(move |(span, _)| span.start() < end)
    }

    /// The block in which an entry is or would be.
    fn block_for(&self, span: Span, key: K) -> usize {
        let after = self.blocks.partition_point(|block| {
            block
                .entries
                .first()
                .is_some_and(|first| *first <= (span, key))
        });
        after.saturating_sub(1)
    }
}

impl<K: Copy + Ord> Block<K> {
    fn new(entries: Vec<(Span, K)>) -> Self {
        let mut block = Self {
            entries,
            first: CharOffset(0),
            reach: CharOffset(0),
        };
        block.measure();
        block
    }

    fn measure(&mut self) {
        self.first = self
            .entries
            .first()
            .map(|(span, _)| span.start())
            .unwrap_or_default();
        self.reach = self
            .entries
            .iter()
            .map(|(span, _)| span.end())
            .max()
            .unwrap_or_default();
    }

    fn insert(&mut self, span: Span, key: K) {
        let place = self.entries.partition_point(|entry| *entry < (span, key));
        self.entries.insert(place, (span, key));
        self.reach = self.reach.max(span.end());
        self.first = self
            .entries
            .first()
            .map_or(span, |(first, _)| *first)
            .start();
    }

    fn first_start(&self) -> CharOffset {
        self.first
    }

    fn last_start(&self) -> CharOffset {
        self.entries
            .last()
            .map_or(CharOffset(0), |(span, _)| span.start())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries() -> impl Strategy<Value = Vec<(Span, u32)>> {
        prop::collection::vec((0_u32..400, 1_u32..40, 0_u32..1000), 0..900).prop_map(|raw| {
            raw.into_iter()
                .map(|(start, len, key)| (Span::new(start, start + len).unwrap(), key))
                .collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn queries_agree_with_a_plain_scan(
            mut all in entries(), removed in prop::collection::vec(any::<prop::sample::Index>(), 0..50),
            at in 0_u32..450, len in 0_u32..60,
        ) {
            let mut index = SpanIndex::default();
            for &(span, key) in &all {
                index.insert(span, key);
            }
            for pick in removed {
                if all.is_empty() { break; }
                let (span, key) = all.swap_remove(pick.index(all.len()));
                prop_assert!(index.remove(span, key));
            }
            all.sort_unstable();
            prop_assert_eq!(index.len(), all.len());
            prop_assert_eq!(index.iter().collect::<Vec<_>>(), all.clone());
            prop_assert_eq!(SpanIndex::from_entries(all.clone()).iter().collect::<Vec<_>>(), all.clone());
            let wanted = Span::new(at, at + len).unwrap();
            let scan: Vec<_> = all.iter().copied().filter(|(span, _)| span.overlaps(wanted)).collect();
            prop_assert_eq!(index.overlapping(wanted).collect::<Vec<_>>(), scan);
            let offset = CharOffset(at);
            let touch: Vec<_> = all.iter().copied()
                .filter(|(span, _)| span.start() <= offset && offset <= span.end()).collect();
            prop_assert_eq!(index.touching(offset).collect::<Vec<_>>(), touch);
            prop_assert_eq!(index.next_from(offset), all.iter().copied().find(|(span, _)| span.start() >= offset));
            prop_assert_eq!(index.last_before(offset), all.iter().copied().rfind(|(span, _)| span.start() < offset));
        }
    }

    #[test]
    fn removing_what_is_not_there_changes_nothing() {
        let mut index = SpanIndex::from_entries(vec![(Span::new(0, 3).unwrap(), 1)]);
        assert!(!index.remove(Span::new(0, 3).unwrap(), 2));
        assert_eq!(index.len(), 1);
    }
}
