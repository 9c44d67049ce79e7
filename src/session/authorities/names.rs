//! Finding names by what is typed: a part of the name, or its pinyin.

use std::sync::LazyLock;

use ib_pinyin::matcher::PinyinMatcher;
use ib_pinyin::pinyin::{PinyinData, PinyinNotation};

use crate::model::authority::Authority;

/// Longest text that is looked for as pinyin, in letters.
const LONGEST: usize = 64;

static PINYIN: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(notations()));

/// Whole syllables and first letters.
fn notations() -> PinyinNotation {
    PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter
}

/// What is typed, taken apart.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// In lower case, without white space at its ends.
    part: String,
    /// The same without any white space.
    letters: String,
}

impl Typed {
    /// Takes a text apart.
    pub fn new(typed: &str) -> Self {
        let part = typed.trim().to_lowercase();
        let letters = part.chars().filter(|c| !c.is_whitespace()).collect();
        Self { part, letters }
    }

    /// The text ready to be asked of many names.
    pub fn query(&self) -> NameQuery<'_> {
        let plain = self.letters.chars().all(|c| c.is_ascii_alphabetic());
        let fits = !self.letters.is_empty() && self.letters.len() <= LONGEST && plain;
        let pinyin = fits.then(|| {
            PinyinMatcher::builder(self.letters.as_str())
                .pinyin_notations(notations())
                .pinyin_data(&PINYIN)
                .is_pattern_partial(true)
                .build()
        });
        NameQuery {
            part: &self.part,
            pinyin,
        }
    }
}

/// What is typed, ready to be asked of many names.
pub struct NameQuery<'a> {
    part: &'a str,
    pinyin: Option<PinyinMatcher<'a>>,
}

impl NameQuery<'_> {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.part.is_empty()
    }

    /// Whether a name has the text as a part; upper and lower case are the same.
    pub fn is_part_of(&self, name: &str) -> bool {
        name.to_lowercase().contains(self.part)
    }

    /// Whether the pinyin of a name has the text, whole or as first letters.
    pub fn sounds_in(&self, name: &str) -> bool {
        let pinyin = self.pinyin.as_ref().filter(|_| !name.is_ascii());
        pinyin.is_some_and(|pinyin| pinyin.find(name).is_some())
    }

    /// Whether a record answers by a name, its code or its note.
    pub fn finds(&self, record: &Authority) -> bool {
        let code = record.code.as_deref().unwrap_or_default();
        let fits = |name: &str| self.is_part_of(name) || self.sounds_in(name);
        self.is_empty()
            || record.names().any(fits)
            || code.starts_with(self.part)
            || self.is_part_of(&record.note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Attributes;
    use crate::model::id::{AuthorityId, Label};

    #[test]
    fn names_are_found_by_parts_pinyin_and_code() {
        let record = Authority {
            id: AuthorityId::new(),
            label: Label::from("CITY"),
            canonical: "陇南市".to_owned(),
            aliases: vec!["武都".to_owned()],
            code: Some("621200".to_owned()),
            note: String::new(),
            attributes: Attributes::new(),
        };
        for typed in ["", " ", "南", "lns", "longnan", "LN", "wd", "6212"] {
            assert!(Typed::new(typed).query().finds(&record), "{typed:?}");
        }
        let long = "陇".repeat(100_000);
        for typed in ["lz", "1200", "\u{0}", "陇市", &long] {
            assert!(!Typed::new(typed).query().finds(&record), "{typed:.9}");
        }
    }
}
