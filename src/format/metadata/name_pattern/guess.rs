//! Metadata from file names without asking the user for a pattern.
//!
//! Wrong metadata are worse than none: a guess needs a full date (or a page
//! that is called one), and what cannot be the name of a newspaper is left out.

use std::sync::LazyLock;

use super::NamePattern;
use crate::model::meta::PageMeta;

/// Common ways to name pages, the most telling first.
const COMMON: &[&str] = &[
    // The paper in the name of the file.
    "{newspaper}{date}第{page}版{*}",
    "{newspaper}_{date}_第{page}版{*}",
    "{newspaper}_{date}_{page}版{*}",
    "{newspaper}_{date}_{page}",
    "{newspaper}_{date}_{page}_{*}",
    "{newspaper}-{date}-{page}",
    "{newspaper}-{date}-{page}-{*}",
    "{newspaper} {date} {page}",
    "{newspaper}.{date}.{page}",
    "{newspaper}{date}-{page}",
    "{newspaper}{date}_{page}",
    "{newspaper}{date}{page}",
    "{date}_{newspaper}_{page}",
    "{date}-{newspaper}-{page}",
    "{date}{newspaper}第{page}版{*}",
    // The paper or the date in the names of folders.
    "{newspaper}/{date}/第{page}版{*}",
    "{newspaper}/{date}/{page}版{*}",
    "{newspaper}/{date}/{page}",
    "{newspaper}/{yyyy}/{mm}/{dd}/{page}",
    "{newspaper}/{yyyy}-{mm}/{dd}/{page}",
    "{newspaper}/{date}_{page}",
    "{newspaper}/{date}-{page}",
    "{newspaper}/{date}第{page}版{*}",
    "{date}/{newspaper}_{page}",
    "{date}/第{page}版{*}",
    "{date}/{page}版{*}",
    "{date}/{page}",
    "{yyyy}/{mm}/{dd}/{page}",
    // No paper.
    "{date}_第{page}版{*}",
    "{date}第{page}版{*}",
    "{date}_{page}",
    "{date}-{page}",
    "{date} {page}",
    "{date}{page}",
    // No page.
    "{newspaper}_{date}",
    "{newspaper}-{date}",
    "{newspaper}/{date}",
    "{newspaper}{date}",
    "{newspaper} {date}",
    "{date}_{newspaper}",
    "{date}",
    "{*}第{page}版{*}",
];

/// Words that stand before a date and are no newspaper.
const NO_NEWSPAPER: &[&str] = &[
    "scan",
    "page",
    "pages",
    "img",
    "image",
    "doc",
    "document",
    "text",
    "txt",
    "file",
    "ocr",
    "pdf",
    "news",
    "paper",
    "newspaper",
    "raw",
    "data",
    "output",
    "扫描",
    "掃描",
    "图片",
    "圖片",
    "文档",
    "文件",
    "文本",
    "报纸",
    "報紙",
    "版面",
];

/// How the names of newspapers end. A folder needs such a name to count as one:
/// anything may be the name of a folder.
const NEWSPAPER_ENDINGS: &[&str] = &[
    "报",
    "報",
    "刊",
    "新闻",
    "新聞",
    "日报社",
    "daily",
    "times",
    "news",
    "post",
    "herald",
    "gazette",
    "tribune",
    "journal",
    "courier",
    "chronicle",
];

static PATTERNS: LazyLock<Vec<NamePattern>> = LazyLock::new(|| {
    COMMON
        .iter()
        .filter_map(|source| NamePattern::parse(source).ok())
        .collect()
});

/// What the path of a file gives away if it is named in one of the common ways;
/// empty if it is not.
pub fn guess(path: &str) -> PageMeta {
    PATTERNS
        .iter()
        .find_map(|pattern| Some(sensible(pattern, pattern.apply(path)?)).flatten())
        .unwrap_or_default()
}

/// `meta` without a newspaper that is none; `None` if the page is no page either,
/// as then another pattern may fit better.
fn sensible(pattern: &NamePattern, mut meta: PageMeta) -> Option<PageMeta> {
    if !meta.page.as_deref().is_none_or(is_page) {
        return None;
    }
    if let Some(name) = &meta.newspaper {
        let from_folder = pattern.as_str().starts_with("{newspaper}/");
        if name.chars().any(char::is_numeric) {
            return None;
        }
        let name = name.to_lowercase();
        let known = NEWSPAPER_ENDINGS.iter().any(|end| name.ends_with(end));
        let word = name.chars().any(char::is_alphabetic) && !NO_NEWSPAPER.contains(&name.as_str());
        if !word || (from_folder && !known) {
            meta.newspaper = None;
        }
    }
    Some(meta)
}

/// Whether this is how pages are counted: `3`, `03`, `A12`, `十二`.
fn is_page(page: &str) -> bool {
    let figures = page.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = page.len() - figures.len();
    let arabic = letters <= 2
        && (1..=3).contains(&figures.len())
        && figures.bytes().all(|byte| byte.is_ascii_digit());
    let chinese = "一二三四五六七八九十";
    arabic || (page.chars().count() <= 3 && page.chars().all(|c| chinese.contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_common_pattern_is_one() {
        for source in COMMON {
            if let Err(error) = NamePattern::parse(source) {
                panic!("{source}: {error}");
            }
        }
    }

    #[test]
    fn common_names_are_understood() {
        let date = "2024-03-15";
        for (path, newspaper, page) in [
            ("晨报_2024-03-15_03.txt", "晨报", "03"),
            ("晨报-20240315-A03.txt", "晨报", "A03"),
            ("/data/pages/晨报_2024-03-15_03.txt", "晨报", "03"),
            ("晨报2024年3月15日第03版.txt", "晨报", "03"),
            ("晨报_2024.3.15_第三版_要闻.txt", "晨报", "三"),
            ("cb2024031503.txt", "cb", "03"),
            ("cb20240315-03.txt", "cb", "03"),
            ("China_Morning_2024-03-15_3.txt", "China_Morning", "3"),
            ("2024-03-15_晨报_03.txt", "晨报", "03"),
            ("scans/晨报/2024-03-15/03.txt", "晨报", "03"),
            (r"C:\scans\晨报\2024\03\15\03.txt", "晨报", "03"),
            ("Morning Times/20240315/A1.txt", "Morning Times", "A1"),
            ("晨报/2024-03-15_03.txt", "晨报", "03"),
            ("晨报_2024-03-15_03_经济.txt", "晨报", "03"),
        ] {
            let meta = guess(path);
            assert_eq!(meta.newspaper.as_deref(), Some(newspaper), "{path}");
            assert_eq!(meta.date.as_deref(), Some(date), "{path}");
            assert_eq!(meta.page.as_deref(), Some(page), "{path}");
            assert!(meta.extra.is_empty(), "{path}");
        }
    }

    #[test]
    fn a_guess_leaves_out_what_it_cannot_know() {
        for (path, newspaper, date, page) in [
            (
                "scan_2024-03-15_01.txt",
                None,
                Some("2024-03-15"),
                Some("01"),
            ),
            (
                "Downloads/2024-03-15/01.txt",
                None,
                Some("2024-03-15"),
                Some("01"),
            ),
            ("2024-03-15.txt", None, Some("2024-03-15"), None),
            ("20240315.txt", None, Some("2024-03-15"), None),
            (
                "晨报_2024-03-15.txt",
                Some("晨报"),
                Some("2024-03-15"),
                None,
            ),
            (
                "晨报/2024-03-15.txt",
                Some("晨报"),
                Some("2024-03-15"),
                None,
            ),
            ("第12版.txt", None, None, Some("12")),
        ] {
            let meta = guess(path);
            assert_eq!(meta.newspaper.as_deref(), newspaper, "{path}");
            assert_eq!(meta.date.as_deref(), date, "{path}");
            assert_eq!(meta.page.as_deref(), page, "{path}");
        }
    }

    #[test]
    fn names_that_say_nothing_give_nothing() {
        for path in [
            "",
            "/",
            ".",
            "..",
            "a.txt",
            "007_9f3b12c04d5e6a78.txt",
            "page_12.txt",
            "扫描件 (3).txt",
            "20241399.txt",
            "晨报_2023-02-30_01.txt",
            "12345678901234567890.txt",
            "1998_12.txt",
            "\0\n\u{FFFD}",
            "晨报.txt",
        ] {
            assert_eq!(guess(path), PageMeta::default(), "{path}");
        }
        assert_eq!(guess(&"2024".repeat(100_000)), PageMeta::default());
    }
}
