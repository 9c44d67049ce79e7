//! Which commands answer a query, and how well.
//!
//! A query is matched three ways, best first: letter by letter against the
//! text (gaps allowed), as pinyin or its initials against Chinese text, and
//! against the words a command also goes by. Latin text of another language
//! is one such word, so a Chinese window still finds 合并 for "merge".

use std::cell::RefCell;

use ib_pinyin::matcher::PinyinMatcher;
use ib_pinyin::pinyin::{PinyinData, PinyinNotation};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Longest query looked at, in characters; a longer one matches nothing more.
const LONGEST_QUERY: usize = 64;

/// How a text answers a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// Higher is better; comparable only within one query.
    pub score: u32,
    /// Characters of the text (counted, not bytes) that matched, in order.
    pub chars: Vec<u32>,
}

/// Tables that are costly to build, kept between frames.
pub struct Finder {
    fuzzy: RefCell<Matcher>,
    pinyin: PinyinData,
    notations: PinyinNotation,
}

impl Default for Finder {
    fn default() -> Self {
        let notations = PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter;
        Self {
            fuzzy: RefCell::new(Matcher::new(Config::DEFAULT)),
            pinyin: PinyinData::new(notations),
            notations,
        }
    }
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Finder").finish_non_exhaustive()
    }
}

impl Finder {
    /// Makes a query ready to be asked of many texts.
    #[must_use]
    pub fn query<'a>(&'a self, words: &'a Words) -> Query<'a> {
        let pinyin = words.could_be_pinyin().then(|| {
            PinyinMatcher::builder(words.letters.as_str())
                .pinyin_notations(self.notations)
                .pinyin_data(&self.pinyin)
                .is_pattern_partial(true)
                .build()
        });
        Query {
            fuzzy: &self.fuzzy,
            words,
            pinyin,
        }
    }
}

/// What was typed, taken apart.
pub struct Words {
    pattern: Pattern,
    /// The query without spaces, in lower case.
    letters: String,
}

impl Words {
    /// Takes a query apart. Its first [`LONGEST_QUERY`] characters count.
    #[must_use]
    pub fn new(query: &str) -> Self {
        let kept: String = query.trim().chars().take(LONGEST_QUERY).collect();
        let letters = kept
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect();
        let pattern = Pattern::new(
            &kept,
            CaseMatching::Ignore,
            Normalization::Smart,
            AtomKind::Fuzzy,
        );
        Self { pattern, letters }
    }

    fn could_be_pinyin(&self) -> bool {
        !self.letters.is_empty() && self.letters.chars().all(|c| c.is_ascii_alphanumeric())
    }
}

/// A query ready to be asked.
pub struct Query<'a> {
    fuzzy: &'a RefCell<Matcher>,
    words: &'a Words,
    pinyin: Option<PinyinMatcher<'a>>,
}

impl Query<'_> {
    /// How well a text answers, or `None`. `other_words` are matched as well,
    /// at a lower rank, and light no characters up. An empty query is answered
    /// by everything alike.
    #[must_use]
    pub fn ask(&self, text: &str, other_words: &str) -> Option<Hit> {
        if self.words.letters.is_empty() {
            return Some(Hit::default());
        }
        let best = |text| self.in_text(text).or_else(|| self.by_pinyin(text));
        best(text).or_else(|| {
            let hit = best(other_words)?;
            Some(Hit {
                score: hit.score / 4,
                chars: Vec::new(),
            })
        })
    }

    fn in_text(&self, text: &str) -> Option<Hit> {
        let mut buffer = Vec::new();
        let mut chars = Vec::new();
        let mut matcher = self.fuzzy.try_borrow_mut().ok()?;
        let haystack = Utf32Str::new(text, &mut buffer);
        let score = self
            .words
            .pattern
            .indices(haystack, &mut matcher, &mut chars)?;
        chars.sort_unstable();
        chars.dedup();
        // Room below for the two weaker ways to match.
        Some(Hit {
            score: score.saturating_mul(4).saturating_add(1000),
            chars,
        })
    }

    fn by_pinyin(&self, text: &str) -> Option<Hit> {
        let matcher = self.pinyin.as_ref().filter(|_| !text.is_ascii())?;
        let found = matcher.find(text)?;
        let first = count(text.get(..found.start())?);
        let length = count(text.get(found.start()..found.end())?);
        // Early and short matches first; all of them below plain text.
        let score = 900_u32
            .saturating_sub(first.saturating_mul(20))
            .saturating_sub(length)
            .max(1);
        Some(Hit {
            score,
            chars: (first..first + length).collect(),
        })
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(query: &str, text: &str) -> Option<Hit> {
        Finder::default().query(&Words::new(query)).ask(text, "")
    }

    #[test]
    fn initials_and_full_pinyin_find_chinese_commands() {
        for query in ["hb", "hebing", "heb", "HB", "h b"] {
            let hit = ask(query, "合并到上一片段");
            assert_eq!(hit.expect(query).chars, [0, 1], "{query}");
        }
        assert_eq!(
            ask("sypd", "合并到上一片段").expect("inner").chars,
            [3, 4, 5, 6].map(|c: u32| c).to_vec()
        );
        assert!(ask("xyz", "合并到上一片段").is_none());
    }

    #[test]
    fn chinese_and_latin_letters_match_with_gaps() {
        assert_eq!(ask("合段", "合并到上一片段").expect("gap").chars, [0, 6]);
        assert!(ask("opd", "Open document").is_some());
        assert!(ask("zz", "Open document").is_none());
    }

    #[test]
    fn plain_text_ranks_above_pinyin_and_pinyin_above_other_words() {
        let finder = Finder::default();
        let words = Words::new("open");
        let query = finder.query(&words);
        let plain = query.ask("Open…", "").expect("plain").score;
        let other = query.ask("打开…", "open").expect("other word").score;
        let pinyin = finder
            .query(&Words::new("dk"))
            .ask("打开…", "")
            .expect("pinyin")
            .score;
        assert!(plain > other && plain > pinyin, "{plain} {other} {pinyin}");
        assert!(query.ask("打开…", "open").expect("other").chars.is_empty());
    }

    #[test]
    fn earlier_pinyin_ranks_higher() {
        let finder = Finder::default();
        let words = Words::new("dc");
        let query = finder.query(&words);
        let early = query.ask("导出语料", "").expect("early").score;
        let late = query.ask("把语料导出", "").expect("late").score;
        assert!(early > late);
    }

    #[test]
    fn empty_and_hostile_queries_do_no_harm() {
        assert_eq!(ask("   ", "合并"), Some(Hit::default()));
        for query in ["^", "!", "$", "'", "\\", "\u{0}", "👪🏽", "e\u{301}"] {
            let _ = ask(query, "合并 e\u{301}👪🏽!");
        }
        let long = "合".repeat(100_000);
        assert!(ask(&long, "合并").is_none());
        assert!(ask("hb", &"并".repeat(5000)).is_none());
    }
}
