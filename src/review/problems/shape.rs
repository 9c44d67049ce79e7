//! What text looks like to somebody who hunts for mistakes.

use crate::text::projection::{ends_final, holds_sentence};

/// Brackets in which a note can stand after a sentence.
const NOTES: [(char, char); 4] = [('（', '）'), ('(', ')'), ('【', '】'), ('〔', '〕')];
/// Marks that cannot begin a text.
const NEVER_FIRST: &str = "，。、；：！？”’」』》〉】〕］）％,.;:!?)]}%";
/// Words of those who write and take pictures.
const TRADES: [&str; 8] = [
    "记者",
    "通讯员",
    "特约",
    "摄影",
    "撰文",
    "記者",
    "通訊員",
    "攝影",
];
/// Words before the name of an author.
const BY: [&str; 4] = ["By ", "BY ", "Von ", "Par "];
/// A byline is no longer than this, in code points.
const LONGEST_BYLINE: usize = 32;
/// Words are shortened to this, in code points.
const EXCERPT: usize = 24;

/// Whether text ends as a sentence does, a note in brackets after it left aside. A
/// note in brackets alone ends like a sentence too.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    if ends_final(text) {
        return true;
    }
    let note = NOTES.iter().find_map(|&(open, close)| {
        let inside = text.strip_suffix(close)?;
        Some(inside.rsplit_once(open)?.0)
    });
    note.map(str::trim_end)
        .is_some_and(|before| before.is_empty() || ends_final(before))
}

/// Whether the text is made of sentences: verses, tables and lists are not.
pub(super) fn is_prose(text: &str) -> bool {
    holds_sentence(text)
}

/// Whether text begins in the middle of a sentence.
pub(super) fn opens_mid_sentence(text: &str) -> bool {
    text.trim_start()
        .chars()
        .next()
        .is_some_and(|c| NEVER_FIRST.contains(c) || c.is_lowercase())
}

/// Whether a line names an author and nothing else.
pub(super) fn looks_like_byline(line: &str) -> bool {
    let line = line.trim();
    if line.chars().count() > LONGEST_BYLINE || holds_sentence(line) {
        return false;
    }
    if BY.iter().any(|by| line.starts_with(by)) {
        return true;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let named = TRADES.iter().find_map(|trade| {
        let (before, after) = bare.split_once(trade)?;
        (before.chars().count() <= 4).then_some(after)
    });
    // A name stands apart from the trade: what follows it at once is a sentence.
    named.is_some_and(|after| {
        after.starts_with(|c: char| !c.is_alphanumeric() && !"，。、；！？,.;".contains(c))
            || TRADES.iter().any(|trade| after.starts_with(trade))
    })
}

/// The number of letters and digits.
pub(super) fn letters(text: &str) -> usize {
    // Han characters first: they need no look into the tables of Unicode.
    let letter = |c: &char| matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric();
    text.chars().filter(letter).count()
}

/// A number that stands for the ink of a text (FNV-1a over its code points).
pub(super) fn ink_hash(text: &str) -> u64 {
    let ink = text.chars().filter(|c| !c.is_whitespace());
    ink.fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The words of a text on one line, shortened. Lines are joined as they are read:
/// without a space between characters of scripts that have none.
pub(super) fn excerpt(text: &str) -> String {
    let mut short = String::new();
    let mut length = 0;
    for line in text.lines() {
        for (at, word) in line.split_whitespace().enumerate() {
            let wide = |c: char| !c.is_ascii();
            let glued = at == 0 && short.ends_with(wide) && word.starts_with(wide);
            if !short.is_empty() && !glued {
                short.push(' ');
            }
            for c in word.chars() {
                if length == EXCERPT {
                    short.push('…');
                    return short;
                }
                short.push(c);
                length += 1;
            }
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_after_a_sentence_does_not_leave_it_open() {
        for text in [
            "完。",
            "完。（记者 王一）",
            "done. (Reuters)",
            "（王一著）",
            "完！”",
            "完。\n",
        ] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["完", "完（记者 王一）", "完，", ""] {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn bylines_are_told_from_sentences_about_reporters() {
        for line in [
            "本报记者 王一",
            "通讯员 李二 摄影报道",
            "（记者 王一 通讯员 李二）",
            "□本报通讯员：张三",
            "特约记者 王一",
            "By JOHN SMITH",
        ] {
            assert!(looks_like_byline(line), "{line}");
        }
        for line in [
            "记者从市文旅局获悉",
            "记者，是一个光荣的职业",
            "昨日上午在会场外，记者 看见",
            "Byzantine",
            "",
        ] {
            assert!(!looks_like_byline(line), "{line}");
        }
    }

    #[test]
    fn excerpts_stand_on_one_line() {
        assert_eq!(excerpt("甲乙\n\n丙 丁 one\ntwo"), "甲乙丙 丁 one two");
        assert_eq!(excerpt(&"字".repeat(40)).chars().count(), EXCERPT + 1);
    }
}
