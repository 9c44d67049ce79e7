//! Finding the encoding of a file from its bytes alone.
//!
//! In this order: a byte order mark; sound UTF-8; UTF-16 by the look of its
//! code units; UTF-8 with a few faults; and for everything else the detector
//! that browsers use, checked against what it would have to decode. Nothing
//! here decides what to do with faults: a damaged file is given the encoding it
//! was most likely written in, and reading it reports the damage.

use std::collections::HashSet;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::{Encoding, Malformed, read};

/// How much of a large file is looked at where statistics decide, in bytes.
const SAMPLE: usize = 256 * 1024;

/// Byte order marks and what they stand for.
const MARKS: [(&[u8], Encoding); 4] = [
    (b"\xEF\xBB\xBF", Encoding::UTF_8),
    (b"\xFF\xFE", Encoding::UTF_16LE),
    (b"\xFE\xFF", Encoding::UTF_16BE),
    (b"\x84\x31\x95\x33", Encoding::GB18030),
];

/// The encoding that `bytes` are most likely written in.
///
/// Files of ASCII, and files of no bytes, are UTF-8.
pub fn detect(bytes: &[u8]) -> Encoding {
    if let Some(encoding) = by_mark(bytes) {
        return encoding;
    }
    let sound = std::str::from_utf8(bytes).is_ok();
    // Two ASCII letters are also one Chinese character of UTF-16, so what is
    // sound UTF-8 stays UTF-8 unless it is full of wide letters.
    if sound && !bytes.contains(&0) {
        return Encoding::UTF_8;
    }
    if let Some(reading) = utf_16(bytes)
        && (reading.is_alphabetic() || !sound)
    {
        return reading.encoding;
    }
    if sound || is_damaged_utf_8(bytes) {
        return Encoding::UTF_8;
    }
    legacy(bytes)
}

/// The encoding that a byte order mark states.
fn by_mark(bytes: &[u8]) -> Option<Encoding> {
    MARKS
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|&(_, encoding)| encoding)
}

/// `named`, but in the byte order of the mark if it is UTF-16.
pub(super) fn byte_order(named: Encoding, bytes: &[u8]) -> Encoding {
    let is_wide = |encoding| [Encoding::UTF_16LE, Encoding::UTF_16BE].contains(&encoding);
    by_mark(bytes)
        .filter(|&marked| is_wide(named) && is_wide(marked))
        .unwrap_or(named)
}

/// Whether this is UTF-8 that was cut short or has a fault here and there.
///
/// Characters of several bytes hardly ever come about by chance in other
/// encodings: of two random bytes above 0x7F one in seven pairs is a character.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut faults) = (0_usize, 0_usize);
    let mut last_fault = 0..0;
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            faults += 1;
            last_fault = at..at + chunk.invalid().len();
        }
        at += chunk.invalid().len();
        if faults > 64 && good < faults * 8 {
            return false;
        }
    }
    let cut_short = faults == 1
        && last_fault.end == bytes.len()
        && bytes
            .get(last_fault)
            .is_some_and(|tail| std::str::from_utf8(tail).is_err_and(|e| e.error_len().is_none()));
    (good >= 8 && good >= faults * 8) || (cut_short && good >= 2)
}

/// UTF-16 without a mark, if the bytes look like it.
///
/// In running text of UTF-16, about every fifth unit has a byte that no older
/// encoding uses for text: the zero of wide ASCII, the 02 of 。 and the FF of ，
/// and a control code in the lower half of one Han character in eight. Without
/// these (4 % of the units at least) the bytes are left to other encodings;
/// with them, units must be letters, Han and punctuation nearly throughout.
fn utf_16(bytes: &[u8]) -> Option<Wide> {
    let sample = sample(bytes, 0);
    let telling = sample.as_chunks::<2>().0.iter().filter(|pair| {
        pair.iter()
            .any(|byte| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F | 0xFF))
    });
    if telling.count() * 25 < sample.len() / 2 {
        return None;
    }
    best_byte_order(sample)
}

/// The byte order in which `sample` makes more sense, if it makes any in either.
fn best_byte_order(sample: &[u8]) -> Option<Wide> {
    let little = Wide::read(sample, Encoding::UTF_16LE, u16::from_le_bytes);
    let big = Wide::read(sample, Encoding::UTF_16BE, u16::from_be_bytes);
    let best = if little.weight() >= big.weight() {
        little
    } else {
        big
    };
    (best.plausible > 0 && best.plausible * 100 >= best.units * 85).then_some(best)
}

/// How much of a sample is text when read as UTF-16 in one byte order.
struct Wide {
    encoding: Encoding,
    /// All 16-bit units of the sample.
    units: usize,
    /// Those that make up characters newspapers print.
    plausible: usize,
    /// Those that are Latin, Greek or Cyrillic.
    alphabetic: usize,
}

impl Wide {
    fn read(sample: &[u8], encoding: Encoding, unit: fn([u8; 2]) -> u16) -> Self {
        let pairs = sample.as_chunks::<2>().0;
        let mut wide = Self {
            encoding,
            units: pairs.len(),
            plausible: 0,
            alphabetic: 0,
        };
        for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).flatten() {
            if is_plausible(c) {
                wide.plausible += c.len_utf16();
                wide.alphabetic += usize::from(c < '\u{530}');
            }
        }
        wide
    }

    /// Alphabets count double: read in the wrong order they turn into Han and
    /// punctuation, and those hardly ever turn into letters.
    fn weight(&self) -> usize {
        self.plausible + self.alphabetic
    }

    /// Whether at least half of it is Latin, Greek or Cyrillic.
    fn is_alphabetic(&self) -> bool {
        self.alphabetic * 2 >= self.units
    }
}

/// Whether newspapers print this character.
fn is_plausible(c: char) -> bool {
    matches!(c,
        '\t' | '\n' | '\r' | ' '..='~'
        | '\u{A0}'..='\u{24F}'            // Latin with marks
        | '\u{370}'..='\u{52F}'         // Greek, Cyrillic
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' // dashes, quotes
        | '\u{20AC}' | '\u{2100}'..='\u{218F}' // euro, №, Roman figures
        | '\u{2190}'..='\u{27BF}'       // arrows, circled figures, ■▲●
        | '\u{3000}'..='\u{33FF}'       // Chinese punctuation, kana
        | '\u{4E00}'..='\u{9FFF}'       // Han
        | '\u{AC00}'..='\u{D7A3}'       // Hangul
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' // compatibility
        | '\u{FF01}'..='\u{FFE6}'       // full-width forms
        | '\u{20000}'..='\u{3FFFF}'     // rare Han
        | '\u{1F300}'..='\u{1FAFF}')
}

/// An encoding from before Unicode.
fn legacy(bytes: &[u8]) -> Encoding {
    // What stands before the first byte that is not ASCII tells nothing, but
    // the detector wants to see what the first word starts with.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(16);
    let text = sample(bytes, start);
    let guess = ask_detector(text, start + text.len() == bytes.len());
    if guess.standard().is_single_byte() {
        // One fault rules out all encodings of several bytes, and those of one
        // byte have no faults, so a damaged Chinese file would become gibberish.
        let unless_cut_short = ask_detector(text, false);
        return if unless_cut_short.standard().is_single_byte() {
            damaged_chinese(text).unwrap_or(guess)
        } else {
            unless_cut_short
        };
    }
    let others = [Encoding::GB18030, Encoding::BIG5].map(Some);
    let wide = best_byte_order(sample(bytes, 0)).map(|wide| wide.encoding);
    [Some(guess)]
        .into_iter()
        .chain(others)
        .chain([wide])
        .flatten()
        .find(|&encoding| read(bytes, encoding, Malformed::Refuse).is_ok())
        .unwrap_or(guess)
}

/// What the detector says; `whole` if the sample ends where the text ends.
fn ask_detector(sample: &[u8], whole: bool) -> Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, whole);
    Encoding::from_standard(detector.guess(None, Utf8Detection::Deny))
}

/// At most [`SAMPLE`] bytes from `start` on.
fn sample(bytes: &[u8], start: usize) -> &[u8] {
    let rest = bytes.get(start..).unwrap_or_default();
    rest.get(..SAMPLE).unwrap_or(rest)
}

/// GB18030 or Big5 with a few faults, if the bytes are clearly Chinese: read as
/// such, they must give characters in common use nearly throughout.
fn damaged_chinese(sample: &[u8]) -> Option<Encoding> {
    let mut best = None;
    let mut most = 0;
    for encoding in [Encoding::GB18030, Encoding::BIG5] {
        let Ok((text, faults)) = read(sample, encoding, Malformed::Replace) else {
            continue;
        };
        let is_wide = |c: &char| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER;
        let all = text.chars().filter(is_wide).count();
        let common = text.chars().filter(|c| COMMON.contains(c)).count();
        let chinese = common >= 8 && common * 100 >= all * 85 && faults * 20 <= all;
        if chinese && common > most {
            (best, most) = (Some(encoding), common);
        }
    }
    best
}

/// Chinese characters in common use, with punctuation.
///
/// Both standards keep them together: GB2312 the simplified ones in its level 1
/// (rows 16 to 55), Big5 the traditional ones in its own.
static COMMON: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let gb = |lead| (0xA1..=0xFE).map(move |trail| [lead, trail]);
    let big5 = |lead| {
        let trails = (0x40..=0x7E).chain(0xA1..=0xFE);
        trails.map(move |trail| [lead, trail])
    };
    let gb: Vec<u8> = (0xA1..=0xA3)
        .chain(0xB0..=0xD7)
        .flat_map(gb)
        .flatten()
        .collect();
    let big5: Vec<u8> = (0xA1..=0xC6).flat_map(big5).flatten().collect();
    [(gb, Encoding::GB18030), (big5, Encoding::BIG5)]
        .iter()
        .filter_map(|(bytes, encoding)| read(bytes, *encoding, Malformed::Replace).ok())
        .flat_map(|(text, _)| text.chars().collect::<Vec<_>>())
        .filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER)
        .collect()
});
