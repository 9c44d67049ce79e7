//! Claims about patterns.

use proptest::prelude::*;

use super::*;

fn apply(pattern: &str, path: &str) -> Option<PageMeta> {
    NamePattern::parse(pattern)
        .unwrap_or_else(|error| panic!("{pattern}: {error}"))
        .apply(path)
}

/// Asserts newspaper, date and page, `-` for none.
fn reads(pattern: &str, path: &str, newspaper: &str, date: &str, page: &str) {
    let meta = apply(pattern, path).unwrap_or_else(|| panic!("{pattern} does not fit {path}"));
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let found = [&meta.newspaper, &meta.date, &meta.page].map(shown);
    assert_eq!(found, [newspaper, date, page], "{pattern} on {path}");
}

#[test]
fn fields_are_read_off_the_name_without_extension() {
    reads(
        "{newspaper}_{date}_{page}",
        "晨报_2024-03-15_03.txt",
        "晨报",
        "2024-03-15",
        "03",
    );
    reads(
        "{newspaper}-{yyyy}{mm}{dd}-{page}",
        "晨报-20240315-A1.txt",
        "晨报",
        "2024-03-15",
        "A1",
    );
    reads(
        "{newspaper}-{date}",
        "晨报-2024.3.5",
        "晨报",
        "2024-03-05",
        "-",
    );
    reads(
        "{报纸}{日期}第{版}版",
        "晨报2024年3月15日第03版.txt",
        "晨报",
        "2024-03-15",
        "03",
    );
    reads(
        "{newspaper}_{date}_{page}",
        "China_Daily_20240315_1.ocr",
        "China_Daily",
        "2024-03-15",
        "1",
    );
    reads(
        "{yyyy}-{mm} {newspaper}",
        "1998-7 晚报.txt",
        "晚报",
        "1998-07",
        "-",
    );
    reads(
        "{yyyy}年 {newspaper}",
        "1998年 晚报.txt",
        "晚报",
        "1998",
        "-",
    );
    reads(
        "{newspaper}{date}{page}",
        "cb2024111512.txt",
        "cb",
        "2024-11-15",
        "12",
    );
}

#[test]
fn folders_are_reached_by_slashes() {
    let pattern = "{newspaper}/{date}/{page}";
    reads(
        pattern,
        "/home/me/晨报/2024-03-15/03.txt",
        "晨报",
        "2024-03-15",
        "03",
    );
    reads(
        pattern,
        r"D:\pages\晨报\20240315\03.txt",
        "晨报",
        "2024-03-15",
        "03",
    );
    reads(
        pattern,
        "./晨报//2024-03-15/./03.txt",
        "晨报",
        "2024-03-15",
        "03",
    );
    assert_eq!(apply(pattern, "2024-03-15/03.txt"), None);
    assert_eq!(
        apply("{newspaper}", "a/b.txt")
            .unwrap()
            .newspaper
            .as_deref(),
        Some("b")
    );
}

#[test]
fn other_names_become_further_metadata() {
    let meta = apply("{date}_{版名}_{edition}_{*}", "20240315_要闻_早_x_y.txt").unwrap();
    assert_eq!(meta.extra["版名"], "要闻");
    assert_eq!(meta.extra["edition"], "早");
    assert_eq!(meta.extra.len(), 2);
    assert_eq!(meta.page, None);
}

#[test]
fn braces_and_signs_stand_for_themselves() {
    reads("{{{page}}}", "{7}.txt", "-", "-", "7");
    reads("(.*+[{page}]^$", "(.*+[7]^$.txt", "-", "-", "7");
    assert_eq!(apply("a.{page}", "ab7.txt"), None);
}

#[test]
fn a_day_that_does_not_exist_does_not_fit() {
    for path in [
        "x_2023-02-29_1.txt",
        "x_20241301_1.txt",
        "x_2024-00-10_1.txt",
        "x_2024.4.31_1.txt",
        "x_2024_1.txt",
    ] {
        assert_eq!(apply("{newspaper}_{date}_{page}", path), None, "{path}");
    }
    for path in ["x-20230229-1.txt", "x-20241301-1.txt", "x-09990101-1.txt"] {
        assert_eq!(
            apply("{newspaper}-{yyyy}{mm}{dd}-{page}", path),
            None,
            "{path}"
        );
    }
    assert_eq!(apply("{newspaper}{date}{page}", "x2024139901.txt"), None);
    // Not the first of March and a page 5.
    assert_eq!(apply("{date}{page}", "2024-03-15.txt"), None);
}

#[test]
fn the_whole_name_must_fit() {
    assert_eq!(apply("{date}", "x20240315.txt"), None);
    assert_eq!(apply("{newspaper}_{page}", "_3.txt"), None);
    assert_eq!(apply("{newspaper}_{page}", " _3.txt"), None);
    assert_eq!(apply("{page}", ""), None);
    assert!(apply("{*}{date}{*}", "x20240315.txt").is_some());
}

#[test]
fn errors_name_the_character_at_fault() {
    for (pattern, at, word) in [
        ("", 1, "no field"),
        ("报纸.txt", 1, "no field"),
        ("{*}", 1, "no field"),
        ("报_{date", 3, "never closed"),
        ("报_date}", 7, "closes nothing"),
        ("{date}_{}", 8, "no field name"),
        ("{date}_{a{b}", 8, "no field name"),
        ("{page}/{a/b}", 8, "no field name"),
        ("{page}_{page}", 8, "already"),
        ("{page}_{版}", 8, "already"),
        ("{date}_{yyyy}", 8, "either"),
        ("{yyyy}_{date}", 8, "either"),
        ("x{mm}", 2, "{yyyy}"),
        ("{yyyy}{dd}", 7, "{mm}"),
        ("/{page}", 1, "folder"),
        ("{date}//{page}", 8, "folder"),
        ("{page}/", 7, "folder"),
    ] {
        let error = NamePattern::parse(pattern).expect_err(pattern);
        assert_eq!(error.at, at, "{pattern}: {error}");
        assert!(error.to_string().contains(word), "{pattern}: {error}");
    }
    assert!(NamePattern::parse(&"{page}".repeat(1000)).is_err());
    assert!(NamePattern::parse(&"x".repeat(1_000_000)).is_err());
}

#[test]
fn a_hostile_name_takes_no_time() {
    let anything = "{*}a".repeat(50);
    let pattern = NamePattern::parse(&format!("{anything}{{page}}b")).unwrap();
    assert_eq!(pattern.apply(&"a".repeat(20_000)), None);
}

proptest! {
    #[test]
    fn what_was_joined_is_taken_apart(newspaper in "[一-龥]{1,8}|[A-Za-z]{1,8}", page in "[A-D]?[1-9][0-9]?", day in 1..=31) {
        let path = format!("{newspaper}_2024-01-{day:02}_{page}.txt");
        let meta = apply("{newspaper}_{date}_{page}", &path).unwrap();
        prop_assert_eq!(meta.newspaper, Some(newspaper));
        prop_assert_eq!(meta.date, Some(format!("2024-01-{day:02}")));
        prop_assert_eq!(meta.page, Some(page));
    }

    #[test]
    fn any_pattern_on_any_path_fits_or_not(pattern in "([{}/*_]|date|page|yyyy|\\PC){0,20}", path in "[/\\\\.0-9]{0,20}|\\PC{0,30}") {
        match NamePattern::parse(&pattern) {
            Ok(pattern) => { pattern.apply(&path); }
            Err(error) => prop_assert!(error.at >= 1 && error.at <= pattern.chars().count().max(1)),
        }
        guess(&path);
    }
}
