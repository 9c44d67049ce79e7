//! Layouts that are read, and files that are broken.

use std::io::BufReader;

use proptest::prelude::*;

use super::*;

/// What comes out of a file: names of pages, and errors in their places. Read in
/// small bites, so that every state of the reader meets the end of its buffer.
fn read(bytes: &[u8]) -> Vec<String> {
    let whole: Vec<String> = read_pages(bytes).map(outcome).collect();
    for bite in [1, 7] {
        // The start of the file is looked at as a whole.
        let bitten = read_pages(BufReader::with_capacity(bite.max(3), bytes)).map(outcome);
        assert_eq!(bitten.collect::<Vec<_>>(), whole);
    }
    whole
}

fn outcome(page: Result<PageRecord, FormatError>) -> String {
    page.map_or_else(|error| error.to_string(), |page| page.document)
}

fn assert_error(outcome: &str, start: &str) {
    assert!(outcome.starts_with(start), "{outcome}");
    assert!(outcome.contains("; "), "no remedy: {outcome}");
}

#[test]
fn every_usual_layout_is_read() {
    let lines = "{\"document\":\"甲\"}\n{\"document\":\"乙\"}\n";
    let pretty =
        "{\n  \"document\": \"甲\",\n  \"furniture\": [\n    [\n      1,\n      2\n    ]\n  ]\n}\n";
    let flat = "{\n\"document\": \"乙\",\n\"entities\": [\n{\n\"start\": 1\n},\n{\n\"start\": 2\n}\n]\n}\n";
    assert_eq!(read(lines.as_bytes()), ["甲", "乙"]);
    assert_eq!(
        read(lines.replace('\n', "\r\n\r\n").as_bytes()),
        ["甲", "乙"]
    );
    assert_eq!(read(lines.trim_end().as_bytes()), ["甲", "乙"]);
    assert_eq!(read(lines.replace('\n', "").as_bytes()), ["甲", "乙"]);
    assert_eq!(read(format!("\u{feff}{lines}").as_bytes()), ["甲", "乙"]);
    assert_eq!(read(format!("{pretty}{flat}").as_bytes()), ["甲", "乙"]);
    assert_eq!(
        read(format!("[{pretty},{flat}]\n").as_bytes()),
        ["甲", "乙"]
    );
    assert_eq!(
        read(b"[{\"document\":\"a\"},{\"document\":\"b\"}]"),
        ["a", "b"]
    );
    assert_eq!(
        read(b"[\n  {\n    \"document\": \"a\"\n  },\n  {\n    \"document\": \"b\"\n  }\n]"),
        ["a", "b"]
    );
    for nothing in ["", "\n \n", "[]", "\u{feff}"] {
        assert_eq!(read(nothing.as_bytes()), [""; 0]);
    }
}

#[test]
fn a_bad_line_does_not_stop_the_good_ones() {
    let file = concat!(
        "{\"document\":\"one\"}\n",
        "{\"document\":\"𠮷\",\"articles\":[}\n",
        "{\"document\":\"cut\",\"articles\":[{\"title\":\"brea\n",
        "{\"document\":\"cut\",\"articles\":[{\"title\":\"x\"}\n",
        "{\"meta\":{}}\n",
        "plain words { } \"\n",
        "\"a string\"\n",
        "{\"document\":\"x\",\"entities\":7}\n",
        "{\"document\":\"two\"} tail\n",
        "{\"document\":\"three\"}\n",
        "{\"document\":\"end",
    );
    let read = read(file.as_bytes());
    assert_eq!(read[0], "one");
    assert_error(&read[1], "line 2, column 29: expected value; ");
    assert_error(
        &read[2],
        "line 3, column 44: EOF while parsing a string; the page is cut off, or",
    );
    assert_error(
        &read[3],
        "line 4, column 43: EOF while parsing a list; the page is cut off",
    );
    assert_error(
        &read[4],
        "line 5, column 1: this object does not say which page",
    );
    assert_error(&read[5], "line 6, column 1: a page should begin here");
    assert_error(&read[6], "line 8, column 28: invalid type: integer `7`");
    assert_eq!(read[7], "two");
    assert_error(&read[8], "line 9, column 20: a page should begin here");
    assert_eq!(read[9], "three");
    assert_error(&read[10], "line 11, column 16: EOF while parsing a string");
    assert_eq!(read.len(), 11);
}

#[test]
fn a_broken_page_of_many_lines_is_one_error() {
    let page = |name: &str| {
        format!(
            " {{\n  \"document\": \"{name}\",\n  \"entities\": [\n   {{\n    \"start\": 1\n   }}\n  ]\n }}"
        )
    };
    let good = page("good");
    for broken in [
        page("a").replace("1\n", "1,,\n"),
        page("a").replace("   }\n", ""),
        page("a").replace("  ]\n }", ""),
        page("a").replace("a\",", "a,"),
    ] {
        for file in [
            format!("[\n{good},\n{broken},\n{good}\n]\n"),
            format!("{good}\n{broken}\n{good}\n"),
        ] {
            let read = read(file.as_bytes());
            assert_eq!(read.len(), 3, "{file}\n{read:#?}");
            assert_eq!((read[0].as_str(), read[2].as_str()), ("good", "good"));
            assert_error(&read[1], "line ");
        }
    }
    let last = format!("[\n{good},\n{}\n]\n", page("a").replace("1\n", "\"\n"));
    assert_eq!(read(last.as_bytes()).len(), 2);
}

#[test]
fn half_characters_are_named_with_their_place() {
    let read = read(
        b"{\"document\":\"\\ud800\"}\n{\"document\":\"\\ude00x\"}\n{\"document\":\"\xff\"}\n{\"document\":\"\\ud842\\udfb7\"}",
    );
    for (line, outcome) in read.iter().take(3).enumerate() {
        assert_error(outcome, &format!("line {}, column ", line + 1));
        assert!(outcome.contains("half a character"), "{outcome}");
    }
    assert_eq!(read[3], "𠮷");
}

#[test]
fn other_encodings_are_refused_in_one_sentence() {
    let utf16: Vec<u8> = "{\"document\":\"甲\"}\n{}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = [&[0xFF, 0xFE], &utf16[..]].concat();
    for bytes in [&utf16[..], &marked, &[0; 5000]] {
        let read = read(bytes);
        assert_eq!(read.len(), 1);
        assert_error(&read[0], "line 1, column 1: the file is UTF-16");
    }
}

#[test]
fn numbers_beyond_json_and_deep_nesting_are_errors() {
    let deep = format!("{{\"document\":{}", "[".repeat(200_000));
    let closed = format!(
        "{{\"document\":{}{}}}",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let objects = format!(
        "{{\"document\":\"a\",\"meta\":{}",
        "{\"a\":".repeat(100_000)
    );
    for file in [&deep, &closed, &objects] {
        assert!(
            read_pages(file.as_bytes())
                .all(|page| page.is_err() || page.unwrap().document.is_empty())
        );
    }
    let read = read(b"{\"document\":\"a\",\"furniture\":[[1e400,NaN]]}\n{\"document\":\"b\",\"entities\":[],\"entities\":[]}");
    assert_error(&read[0], "line 1, column 3");
    assert!(read[0].contains("number out of range"), "{}", read[0]);
    assert!(
        read[1].contains("duplicate field `entities`"),
        "{}",
        read[1]
    );
}

#[test]
fn a_line_of_100_megabytes_is_read() {
    let text = "字".repeat(35_000_000);
    let file = format!("{{\"document\":\"big\",\"text\":\"{text}\"}}\n{{\"document\":\"next\"}}\n");
    let names: Vec<_> = read_pages(BufReader::new(file.as_bytes()))
        .map(outcome)
        .collect();
    assert_eq!(names, ["big", "next"]);
}

#[test]
fn a_page_that_is_too_large_is_passed_over() {
    let file = format!(
        "{{\"document\":\"{}\"}}\n{{\"document\":\"next\"}}\n",
        "x".repeat(5000)
    );
    let mut pages = read_pages(BufReader::with_capacity(64, file.as_bytes()));
    pages.limit = 1000;
    let read: Vec<_> = pages.map(outcome).collect();
    assert_error(&read[0], "line 1, column ");
    assert!(read[0].contains("larger than"), "{}", read[0]);
    assert_eq!(read[1..], ["next"]);
}

#[test]
fn unknown_keys_are_listed_once() {
    let line = r#"{"document":"a","optional_entities":[{"start":1}],"meta":{"any":"1"},"entities":[{"start":0,"note":{"deep":1},"attributes":{"free":1}},{"note":2}],"articles":[{"segments":[{"rôle":1}]}]}"#;
    let file = format!("{line}\n{line}\n");
    let mut pages = read_pages(file.as_bytes());
    assert_eq!(pages.by_ref().filter(Result::is_ok).count(), 2);
    let keys: Vec<_> = pages.unknown_keys().collect();
    assert_eq!(
        keys,
        ["entities.note", "optional_entities", "segments.rôle"]
    );
}

#[test]
fn of_each_page_it_is_known_on_which_line_it_begins() {
    let file =
        "\n[\n {\"document\":\"a\"}, {\"document\":\"b\"},\n\n {\n\"document\":7},\n {}\n]\n";
    let mut pages = read_pages(file.as_bytes());
    let mut lines = Vec::new();
    while let Some(page) = pages.next() {
        lines.push((page.is_ok(), pages.line()));
    }
    assert_eq!(lines, [(true, 3), (true, 3), (true, 5), (false, 7)]);
}

#[test]
fn a_disk_that_fails_ends_the_reading() {
    struct Failing;
    impl std::io::Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("cable"))
        }
    }
    let file = std::io::Read::chain(&b"{\"document\":\"a\"}\n{\"docu"[..], Failing);
    let read: Vec<_> = read_pages(BufReader::new(file)).map(outcome).collect();
    assert_eq!(read[0], "a");
    assert!(read[1].contains("cable"), "{}", read[1]);
    assert_eq!(read.len(), 2);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic_or_loop(
        bytes in prop::collection::vec(prop::sample::select(&b"{}[]\",:\\ \n\xE5\xAD\x97a1d\x00"[..]), 0..200)
    ) {
        prop_assert!(read(&bytes).len() <= bytes.len() + 1);
    }

    #[test]
    fn a_cut_file_keeps_the_pages_before_the_cut(cut in 0_usize..60) {
        let file = "{\"document\":\"one\",\"text\":\"字\"}\n{\"document\":\"two\"}\n";
        let cut = cut.min(file.len());
        let read = read(&file.as_bytes()[..cut]);
        let first = "{\"document\":\"one\",\"text\":\"字\"}".len();
        prop_assert_eq!(read.first().is_some_and(|name| name == "one"), cut >= first);
    }
}
