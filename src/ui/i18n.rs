//! Texts of the window in Chinese and English.
//!
//! The texts stand in two flat RON maps, `assets/i18n/zh.ron` and `en.ron`,
//! from a key such as `"palette.hint"` to the text. A text may hold named
//! placeholders, `{n}`, filled in by [`Tr::with`]; Chinese and English put
//! them in different places, which is why they have names.
//!
//! Deliberately not here: plural rules (texts are worded to do without) and
//! the names in a project's schema, which the schema itself translates.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write as _};
use std::sync::{LazyLock, Mutex, PoisonError};

/// A language the window speaks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Language {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Language {
    /// Every language, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language's name in itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }

    /// The language of the desktop: Chinese where the locale says so, English
    /// everywhere else.
    #[must_use]
    pub fn detect() -> Self {
        sys_locale::get_locale().map_or(Self::En, |locale| Self::of_locale(&locale))
    }

    /// The language for a locale such as `zh-Hans-CN` or `en_US.UTF-8`.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let tag = locale
            .split(['-', '_', '.', '@'])
            .next()
            .unwrap_or_default();
        if tag.eq_ignore_ascii_case("zh") {
            Self::Zh
        } else {
            Self::En
        }
    }

    fn table(self) -> &'static Table {
        match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        }
    }
}

type Table = BTreeMap<String, String>;

static ZH: LazyLock<Table> = LazyLock::new(|| parse(include_str!("../../assets/i18n/zh.ron")));
static EN: LazyLock<Table> = LazyLock::new(|| parse(include_str!("../../assets/i18n/en.ron")));

/// A table that cannot be read leaves the keys on screen; the tests below make
/// sure that no such table is ever built in.
fn parse(source: &str) -> Table {
    ron::from_str(source).unwrap_or_else(|error| {
        log::error!("A table of texts cannot be read: {error}");
        Table::new()
    })
}

/// The texts in one language; cheap to copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tr {
    language: Language,
}

impl Tr {
    /// The texts in `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language of these texts.
    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }

    /// The text for a key, or the key itself where there is none (noted once in
    /// the log).
    #[must_use]
    pub fn get(&self, key: &str) -> &'static str {
        if let Some(text) = self.language.table().get(key) {
            return text;
        }
        missing(key)
    }

    /// The text for a key with every `{name}` replaced by the value of that
    /// name. Placeholders without a value stay as they are.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        let mut rest = self.get(key);
        let mut filled = String::with_capacity(rest.len() + 16);
        while let Some((before, inside, after)) = next_placeholder(rest) {
            filled.push_str(before);
            match values.iter().find(|(name, _)| *name == inside) {
                // Writing to a string fails only if the value itself does.
                Some((_, value)) => drop(write!(filled, "{value}")),
                None => drop(write!(filled, "{{{inside}}}")),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// Splits at the first `{name}`: what stands before it, the name, the rest.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, tail) = text.split_once('{')?;
    let (inside, after) = tail.split_once('}')?;
    Some((before, inside, after))
}

/// A key without a text stands for itself. It is kept for good, which the number
/// of keys in the program bounds.
fn missing(key: &str) -> &'static str {
    static MISSING: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = MISSING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(key) {
        return known;
    }
    log::warn!("No text for {key:?}");
    let kept: &'static str = Box::leak(key.to_owned().into_boxed_str());
    known.insert(kept);
    kept
}

/// All keys of a language with their texts, in alphabetical order.
pub fn entries(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    language
        .table()
        .iter()
        .map(|(key, text)| (key.as_str(), text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(mut text: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        while let Some((_, name, after)) = next_placeholder(text) {
            found.insert(name);
            text = after;
        }
        found
    }

    #[test]
    fn both_tables_can_be_read_and_have_the_same_keys() {
        let zh: Vec<_> = entries(Language::Zh).map(|(key, _)| key).collect();
        let en: Vec<_> = entries(Language::En).map(|(key, _)| key).collect();
        assert!(!zh.is_empty());
        assert_eq!(zh, en);
    }

    #[test]
    fn no_key_stands_twice_in_a_table() {
        for (source, language) in [
            (include_str!("../../assets/i18n/zh.ron"), Language::Zh),
            (include_str!("../../assets/i18n/en.ron"), Language::En),
        ] {
            let written = source
                .lines()
                .filter(|line| line.trim_start().starts_with('"'))
                .count();
            assert_eq!(written, entries(language).count(), "{language:?}");
        }
    }

    #[test]
    fn no_text_is_empty_and_placeholders_agree() {
        for (key, zh) in entries(Language::Zh) {
            let en = Tr::new(Language::En).get(key);
            assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{key}");
            assert_eq!(placeholders(zh), placeholders(en), "{key}");
        }
    }

    #[test]
    fn placeholders_are_filled_by_name_and_values_are_not_read_again() {
        let tr = Tr::new(Language::En);
        let text = tr.with("palette.more", &[("n", &12)]);
        assert!(text.contains("12") && !text.contains('{'), "{text}");
        let odd = tr.with("palette.more", &[("n", &"{n}")]);
        assert!(odd.contains("{n}"), "{odd}");
        let without = tr.with("palette.more", &[]);
        assert!(without.contains("{n}"), "{without}");
    }

    #[test]
    fn unknown_key_is_shown_as_it_is() {
        assert_eq!(Tr::new(Language::Zh).get("no.such.key"), "no.such.key");
    }

    #[test]
    fn locale_decides_the_language() {
        for locale in ["zh-CN", "zh_TW.UTF-8", "ZH", "zh-Hans-SG"] {
            assert_eq!(Language::of_locale(locale), Language::Zh);
        }
        for locale in ["en-US", "C", "", "de_DE@euro", "zha"] {
            assert_eq!(Language::of_locale(locale), Language::En);
        }
    }
}
