//! A tagger as bytes: a mark, a version, labels with their surfaces and weights, a checksum.
//!
//! Numbers are written in as few bytes as they need, seven bits in each (LEB128). What is
//! read is checked wherever it could be wrong, so that no bytes lead to a tagger that
//! could not have been written.

use std::collections::BTreeMap;

use super::chain::TAGS;
use super::surfaces::{Counts, LONGEST, Surfaces};
use super::table::{BITS, Row, Table};
use super::{Tagger, Taught};

const MARK: &[u8; 4] = b"BsTg";
const VERSION: u8 = 1;
/// How many bytes the checksum has.
const CHECKSUM: usize = 8;

/// Why bytes are no tagger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableTagger {
    /// They do not begin as they should.
    #[error("this is not a tagger that Broadsheet wrote")]
    Foreign,
    /// Another version wrote them.
    #[error(
        "this tagger is of version {0}, and this Broadsheet reads version {VERSION}: train it anew"
    )]
    Version(u8),
    /// They were cut off or changed.
    #[error("this tagger is damaged: train it anew")]
    Damaged,
}

impl Tagger {
    /// The tagger as bytes, a few hundred kilobytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MARK.to_vec();
        out.push(VERSION);
        put(&mut out, self.labels.len() as u64);
        for taught in &self.labels {
            put_label(&mut out, taught);
        }
        let sum = checksum(&out);
        out.extend(sum);
        out
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, UnreadableTagger> {
        let rest = bytes.strip_prefix(MARK).ok_or(UnreadableTagger::Foreign)?;
        match rest.first() {
            Some(&VERSION) => {}
            Some(&other) => return Err(UnreadableTagger::Version(other)),
            None => return Err(UnreadableTagger::Damaged),
        }
        read(bytes).ok_or(UnreadableTagger::Damaged)
    }
}

/// Reads bytes whose beginning is right; `None` if anything else is wrong.
fn read(bytes: &[u8]) -> Option<Tagger> {
    let (written, sum) = bytes.split_last_chunk::<CHECKSUM>()?;
    if checksum(written) != *sum {
        return None;
    }
    let mut input = written.get(MARK.len() + 1..)?;
    let count = count(&mut input)?;
    let mut labels: Vec<Taught> = Vec::new();
    for _ in 0..count {
        let taught = take_label(&mut input)?;
        if labels.last().is_some_and(|last| last.label >= taught.label) {
            return None;
        }
        labels.push(taught);
    }
    input.is_empty().then_some(Tagger { labels })
}

fn put_label(out: &mut Vec<u8>, taught: &Taught) {
    put(out, taught.label.len() as u64);
    out.extend(taught.label.as_bytes());
    out.push(u8::from(taught.whole_lines));
    put(out, taught.surfaces.iter().len() as u64);
    for (surface, counts) in taught.surfaces.iter() {
        put(out, surface.len() as u64);
        out.extend(surface.iter().flat_map(|symbol| symbol.to_le_bytes()));
        put(out, counts.tagged.into());
        put(out, counts.untagged.into());
    }
    taught.steps.iter().for_each(|row| put_row(out, row));
    put(out, taught.table.iter().len() as u64);
    let mut before = 0;
    for (key, row) in taught.table.iter() {
        put(out, u64::from(key - before));
        before = key;
        put_row(out, row);
    }
}

fn take_label(input: &mut &[u8]) -> Option<Taught> {
    let length = count(input)?;
    let label = std::str::from_utf8(take(input, length)?).ok()?.to_owned();
    let whole_lines = match take(input, 1)? {
        [0] => false,
        [1] => true,
        _ => return None,
    };
    let surfaces = take_surfaces(input)?;
    let mut steps = [[0; TAGS]; TAGS];
    for row in &mut steps {
        *row = take_row(input)?;
    }
    Some(Taught {
        label,
        whole_lines,
        surfaces,
        steps,
        table: take_table(input)?,
    })
}

fn take_surfaces(input: &mut &[u8]) -> Option<Surfaces> {
    let mut all = BTreeMap::new();
    for _ in 0..count(input)? {
        let length = count(input)?;
        if !(1..=LONGEST).contains(&length) {
            return None;
        }
        let (symbols, _) = take(input, 4 * length)?.as_chunks::<4>();
        let surface: Vec<u32> = symbols.iter().map(|it| u32::from_le_bytes(*it)).collect();
        let counts = Counts {
            tagged: u32::try_from(get(input)?).ok()?,
            untagged: u32::try_from(get(input)?).ok()?,
        };
        if all
            .last_key_value()
            .is_some_and(|(last, _)| *last >= surface)
        {
            return None;
        }
        all.insert(surface, counts);
    }
    Some(Surfaces::from_counts(all))
}

fn take_table(input: &mut &[u8]) -> Option<Table> {
    let count = count(input)?;
    let mut entries: Vec<(u32, Row)> = Vec::new();
    for _ in 0..count {
        let gap = u32::try_from(get(input)?).ok()?;
        let key = match entries.last() {
            Some(_) if gap == 0 => return None,
            Some((before, _)) => before.checked_add(gap)?,
            None => gap,
        };
        if key >> BITS != 0 {
            return None;
        }
        entries.push((key, take_row(input)?));
    }
    Some(Table::of(entries.into_iter()))
}

fn put_row(out: &mut Vec<u8>, row: &Row) {
    for weight in row {
        // Small numbers of either sign become small numbers (zigzag).
        let zigzag = (i32::from(*weight) << 1) ^ (i32::from(*weight) >> 31);
        put(out, zigzag as u64);
    }
}

fn take_row(input: &mut &[u8]) -> Option<Row> {
    let mut row = Row::default();
    for weight in &mut row {
        let zigzag = i32::try_from(get(input)?).ok()?;
        *weight = i16::try_from((zigzag >> 1) ^ -(zigzag & 1)).ok()?;
    }
    Some(row)
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number as u8) | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn get(input: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let (&byte, rest) = input.split_first()?;
        *input = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            // The shortest form only, so that bytes and taggers go one to one.
            return (shift == 0 || byte != 0).then_some(number);
        }
    }
    None
}

/// How many things follow: never more than there are bytes.
fn count(input: &mut &[u8]) -> Option<usize> {
    let count = usize::try_from(get(input)?).ok()?;
    (count <= input.len()).then_some(count)
}

fn take<'a>(input: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = input.split_at_checked(length)?;
    *input = rest;
    Some(taken)
}

/// FNV-1a of some bytes, in 64 bits.
fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step).to_le_bytes()
}

/// The bytes with a checksum in place of their last bytes, which is right.
#[cfg(test)]
pub(super) fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes
        .get(..bytes.len().saturating_sub(CHECKSUM))
        .unwrap_or_default()
        .to_vec();
    let sum = checksum(&out);
    out.extend(sum);
    out
}
