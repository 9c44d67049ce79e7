//! A passage in the form in which recognisers match names: simplified script, and without
//! the spaces of letter-spaced lines; with the way back.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::simplified::simplified;
use crate::suggest::gazetteer::Gazetteer;

/// The characters of the names of the gazetteer: 乾县 is written so in either script.
static NAMED: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let names = Gazetteer::builtin().names();
    names.flat_map(str::chars).collect()
});

/// The simplified form of a character, if it has one that is as long in bytes.
fn simple(c: char) -> char {
    let simple = simplified(c);
    let same = simple.len_utf8() == c.len_utf8() && !NAMED.contains(&c);
    if same { simple } else { c }
}

/// Characters that every text in traditional script has and none in simplified script: a
/// text without them is left as it is, since 乾 and 著 stand in simplified script, too.
const TELLTALES: [char; 28] = [
    '縣', '區', '訊', '電', '國', '會', '長', '與', '個', '報', '來', '們', '蘭', '協', '東', '車',
    '門', '開', '見', '馬', '黨', '員', '議', '務', '動', '實', '學', '書',
];

/// A passage made plain.
#[derive(Debug, Clone)]
pub(super) struct Plain<'p> {
    text: Cow<'p, str>,
    /// Places behind which something was left out: bytes of the plain text and how many
    /// bytes are missing up to there.
    gaps: Vec<(usize, usize)>,
}

impl<'p> Plain<'p> {
    /// Makes a passage plain.
    pub(super) fn of(passage: &'p str) -> Self {
        let traditional = passage.contains(TELLTALES);
        let spaces = spaces(passage);
        if !traditional && spaces.is_empty() {
            return Self {
                text: Cow::Borrowed(passage),
                gaps: Vec::new(),
            };
        }
        let mut text = String::with_capacity(passage.len());
        let mut gaps = Vec::with_capacity(spaces.len());
        let mut missing = 0;
        let mut spaces = spaces.into_iter().peekable();
        for (at, c) in passage.char_indices() {
            while spaces.next_if(|space| space.end <= at).is_some() {}
            if spaces.peek().is_some_and(|space| space.contains(&at)) {
                missing += c.len_utf8();
                gaps.push((text.len(), missing));
                continue;
            }
            text.push(if traditional { simple(c) } else { c });
        }
        Self {
            text: Cow::Owned(text),
            gaps,
        }
    }

    /// The plain text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether blanks were left out in the middle of two characters, but not beside them as
    /// well, as in a letter-spaced line: 应 县.
    pub(super) fn is_spread(&self, range: &Range<usize>) -> bool {
        let gap = |at: usize| self.gaps.binary_search_by(|it| it.0.cmp(&at)).is_ok();
        let text = self.text.get(range.clone()).unwrap_or("");
        let mut chars = text.chars();
        let (Some(first), Some(_), None) = (chars.next(), chars.next(), chars.next()) else {
            return false;
        };
        let before = self
            .text
            .get(..range.start)
            .unwrap_or("")
            .chars()
            .next_back();
        let after = self.text.get(range.end..).unwrap_or("").chars().next();
        let spaced_before =
            gap(range.start) && before.is_some_and(|it| gap(range.start - it.len_utf8()));
        let spaced_after = gap(range.end) && after.is_some_and(|it| gap(range.end + it.len_utf8()));
        gap(range.start + first.len_utf8()) && !spaced_before && !spaced_after
    }

    /// Where a stretch of the plain text stands in the passage, in bytes.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let missing = |behind: usize| {
            let before = self.gaps.partition_point(|&(at, _)| at < behind);
            let last = before.checked_sub(1).and_then(|at| self.gaps.get(at));
            last.map_or(0, |&(_, missing)| missing)
        };
        // A gap at the start is before the stretch, one at the end behind it.
        let start = range.start + missing(range.start + 1);
        start..range.end + missing(range.end)
    }
}

/// The single spaces between Han characters, and wider ones beside a character that stands
/// alone, as in a letter-spaced line.
fn spaces(passage: &str) -> Vec<Range<usize>> {
    if !passage.contains([' ', '\u{3000}']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    let mut flush = |runs: &mut Vec<(Range<usize>, usize)>| {
        for two in runs.windows(2) {
            let [(left, left_len), (right, right_len)] = two else {
                continue;
            };
            if *left_len.min(right_len) == 1 || right.start - left.end == 1 {
                found.push(left.end..right.start);
            }
        }
        runs.clear();
    };
    let mut blank = true;
    for (at, c) in passage.char_indices() {
        let end = at + c.len_utf8();
        match c {
            ' ' | '\u{3000}' => blank = true,
            _ if is_han(c) => {
                match runs.last_mut() {
                    Some((range, len)) if !blank => {
                        range.end = end;
                        *len += 1;
                    }
                    _ => runs.push((at..end, 1)),
                }
                blank = false;
            }
            _ => {
                flush(&mut runs);
                blank = true;
            }
        }
    }
    flush(&mut runs);
    found
}

pub(super) use crate::suggest::lexicon::is_han;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn traditional_script_and_letter_spacing_are_made_plain() {
        let plain = Plain::of("【蘭州訊】蘭州市長");
        assert_eq!(plain.text(), "【兰州讯】兰州市长");
        let passage = "在 陇 南 市 召开";
        let plain = Plain::of(passage);
        assert_eq!(plain.text(), "在陇南市召开");
        let range = plain.original(3..12);
        assert_eq!(passage.get(range), Some("陇 南 市"));
    }

    #[test]
    fn spaces_between_words_stay() {
        assert_eq!(
            Plain::of("心往一处想　水往田里流").text(),
            "心往一处想　水往田里流"
        );
        assert_eq!(Plain::of("兰山区　城镇").text(), "兰山区　城镇");
    }

    proptest! {
        #[test]
        fn every_stretch_comes_from_one_that_reads_the_same(
            passage in "[礼县縣會区。 　a\n]{0,24}", a in 0_usize..80, b in 0_usize..80,
        ) {
            let plain = Plain::of(&passage);
            let text = plain.text();
            prop_assert_eq!(plain.original(0..text.len()).len() <= passage.len(), true);
            let (a, b) = (a.min(text.len()), b.min(text.len()));
            if a < b && text.is_char_boundary(a) && text.is_char_boundary(b) {
                let range = plain.original(a..b);
                let bare = |it: &str| -> String {
                    let plain = it.chars().filter(|c| !matches!(c, ' ' | '\u{3000}'));
                    plain.map(simple).collect()
                };
                let cut = passage.get(range).map(bare);
                prop_assert_eq!(cut, Some(bare(&text[a..b])));
            }
        }
    }
}
