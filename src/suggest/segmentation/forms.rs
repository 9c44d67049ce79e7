//! The form of a line: what it has in common with lines of other pages of its paper,
//! whatever they say.
//!
//! A paper writes its bylines, captions, column heads and imprints the same way
//! every week. What stays the same is the pattern of the whole line with its figures
//! left out, how it opens and closes, its marks with the words left out, and its
//! shape. Forms are numbers (FNV-1a hashes of tagged text), so that they cost no memory
//! of their own.

use super::features::Feature;
use super::lines::{Ending, Lines};

/// The longest line whose whole pattern is a form, in characters.
const LONGEST: usize = 40;
/// The longest skeleton of marks, in characters.
const LONGEST_FRAME: usize = 12;

/// A line without white space, every run of figures (`12`, `二十`) one `#`.
pub(super) fn pattern(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len());
    for c in compact.chars() {
        if !is_figure(c) {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

fn is_figure(c: char) -> bool {
    c.is_numeric() || "〇零一二三四五六七八九十百千两".contains(c)
}

/// The forms of every line.
pub(super) fn forms(lines: &Lines, signs: &[Vec<Feature>]) -> Vec<Vec<u64>> {
    let shapes: Vec<u64> = (0..lines.all.len())
        .map(|at| shape(lines, signs, at))
        .collect();
    (0..lines.all.len())
        .map(|at| of_line(lines, signs, &shapes, at))
        .collect()
}

fn of_line(lines: &Lines, signs: &[Vec<Feature>], shapes: &[u64], at: usize) -> Vec<u64> {
    let compact = lines.compact(at, at);
    let pattern: Vec<char> = pattern(&compact).chars().collect();
    let mut forms = Vec::with_capacity(16);
    if pattern.len() <= LONGEST {
        forms.push(hash("whole", pattern.iter().copied()));
    }
    for length in 1..=3 {
        let (head, tail) = (pattern.get(..length), pattern.len().checked_sub(length));
        let tail = tail.and_then(|from| pattern.get(from..));
        forms.extend(head.map(|head| hash("opens", head.iter().copied())));
        forms.extend(tail.map(|tail| hash("closes", tail.iter().copied())));
    }
    let frame = frame(lines.all.get(at).map_or("", |line| line.text));
    if frame.len() <= LONGEST_FRAME && frame.iter().any(|c| *c != 'x') {
        forms.push(hash("frame", frame.into_iter()));
    }
    let shape = |at: Option<usize>| at.and_then(|at| shapes.get(at)).copied().unwrap_or(0);
    let (before, own, next) = (
        shape(at.checked_sub(1)),
        shape(Some(at)),
        shape(Some(at + 1)),
    );
    forms.push(mix("shape", &[own]));
    forms.push(mix("after", &[before, own]));
    forms.push(mix("before", &[own, next]));
    let shown = signs.get(at).map_or(&[][..], Vec::as_slice);
    forms.extend(shown.iter().map(|sign| form_of(*sign)));
    forms
}

/// The form that shows nothing but a sign.
pub(super) fn form_of(sign: Feature) -> u64 {
    mix("sign", &[sign as u64])
}

/// The text with every run of letters an `x`; wide spaces are kept apart from others.
fn frame(text: &str) -> Vec<char> {
    let mut out = Vec::new();
    for c in text.chars() {
        let c = match c {
            '\u{3000}' => '\u{3000}',
            _ if c.is_whitespace() => ' ',
            _ if c.is_alphanumeric() => 'x',
            other => other,
        };
        if out.last() != Some(&c) {
            out.push(c);
        }
        if out.len() > LONGEST_FRAME {
            break;
        }
    }
    out
}

/// How a line looks: its length, ending, indent, white space around and inside.
fn shape(lines: &Lines, signs: &[Vec<Feature>], at: usize) -> u64 {
    let Some(line) = lines.all.get(at) else {
        return 0;
    };
    let has = |sign| signs.get(at).is_some_and(|signs| signs.contains(&sign));
    let length = match line.text.chars().count() {
        0..=5 => 0,
        6..=9 => 1,
        10..=13 => 2,
        14..=18 => 3,
        _ => 4,
    };
    let ending = match line.ending {
        Ending::Final => 0,
        Ending::Comma => 1,
        Ending::Open => 2,
    };
    let parts = [
        length,
        ending,
        u64::from(line.indent >= 0.9),
        u64::from(has(Feature::SetOffAbove)),
        u64::from(has(Feature::Couplet)),
        u64::from(has(Feature::Full) || has(Feature::Long)),
    ];
    mix("line", &parts)
}

fn mix(tag: &str, parts: &[u64]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.to_le_bytes());
    fnv(tag.bytes().chain(bytes))
}

fn hash(tag: &str, text: impl Iterator<Item = char>) -> u64 {
    let bytes = text.flat_map(|c| u32::from(c).to_le_bytes());
    fnv(tag.bytes().chain(bytes))
}

/// FNV-1a (Fowler, Noll, Vo), the same on every machine.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_make_no_other_pattern() {
        assert_eq!(pattern("总第二一三期6月12日"), "总第#期#月#日");
        assert_eq!(pattern("总第９期10月1日"), pattern("总第二一三期6月12日"));
        assert_ne!(pattern("执笔甲"), pattern("执笔乙"));
    }

    #[test]
    fn frames_keep_marks_and_wide_spaces() {
        let of = |text| frame(text).into_iter().collect::<String>();
        assert_eq!(of("（文/图 王某）"), "（x/x x）");
        assert_eq!(of("甲乙　丙丁"), "x\u{3000}x");
    }
}
