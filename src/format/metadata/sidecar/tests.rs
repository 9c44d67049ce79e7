//! Claims about tables of metadata.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Sidecar {
    read_sidecar(text.as_bytes()).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

/// Newspaper, date and page of a file, `-` for none.
fn of(sidecar: &Sidecar, file: &str) -> [String; 3] {
    let meta = sidecar
        .get(file)
        .unwrap_or_else(|| panic!("no row for {file}"));
    [&meta.newspaper, &meta.date, &meta.page].map(|value| value.clone().unwrap_or("-".to_owned()))
}

fn problems(sidecar: &Sidecar) -> Vec<(usize, SidecarProblem)> {
    let warnings = sidecar.warnings().iter();
    warnings
        .map(|warning| (warning.line, warning.problem.clone()))
        .collect()
}

#[test]
fn columns_are_understood_in_both_languages_and_with_every_delimiter() {
    for text in [
        "file,newspaper,date,page,editor\na.txt,晨报,2024-03-15,03,李\n",
        "文件\t报纸\t日期\t版次\teditor\r\na.txt\t晨报\t2024年3月15日\t03\t李",
        "\u{FEFF}Page;EDITOR;FileName;Date;Newspaper\n03;李;a.txt;20240315;晨报\n",
        "sep=;\neditor;document;date;newspaper;版\n李;a.txt;2024/3/15;晨报;03\n",
        "sep=,\n\"file\",\"报纸\",\"date\",\"page\",\"editor\"\r\n\"a.txt\",\"晨报\",\"2024.3.15\",\"03\",\"李\"\r\n",
    ] {
        let sidecar = read(text);
        assert_eq!(
            of(&sidecar, "a.txt"),
            ["晨报", "2024-03-15", "03"],
            "{text:?}"
        );
        let extra = &sidecar.get("a.txt").unwrap().extra;
        assert_eq!(extra.len(), 1);
        assert!(
            extra
                .iter()
                .all(|(name, value)| name.eq_ignore_ascii_case("editor") && value == "李")
        );
        assert_eq!(sidecar.warnings(), []);
        assert_eq!(sidecar.len(), 1);
    }
}

#[test]
fn encodings_of_spreadsheets_are_read() {
    let text = "文件,报纸,日期,版次\r\n一月一日.txt,晨报,2024年1月1日,第一版\r\n一月二日.txt,晚报,2024年1月2日,第二版\r\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let wide: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [gb, wide] {
        let sidecar = read_sidecar(&bytes).unwrap();
        assert_eq!(of(&sidecar, "一月二日"), ["晚报", "2024-01-02", "第二版"]);
    }
}

#[test]
fn files_are_found_with_or_without_folder_and_extension() {
    let sidecar = read(
        "file,page\na.txt,1\nb,2\nx/c.txt,3\ny/c.txt,4\nd.pdf,5\nd.txt,6\ne.pdf,7\nz/f.txt,8\n",
    );
    for (file, page) in [
        ("a.txt", "1"),
        ("a", "1"),
        ("/data/pages/a.txt", "1"),
        ("b.txt", "2"),
        (r"C:\pages\b.txt", "2"),
        ("x/c.txt", "3"),
        ("/data/x/c.txt", "3"),
        ("data/y/c", "4"),
        ("d.pdf", "5"),
        ("d.txt", "6"),
        ("e.txt", "7"),
        ("f.txt", "8"),
        ("f", "8"),
        ("z/f", "8"),
    ] {
        assert_eq!(of(&sidecar, file)[2], page, "{file}");
    }
    for file in [
        "A.txt", "c.txt", "c", "w/c.txt", "w/f.txt", "d", "", "/", "a.txt/", "aa.txt", ".txt",
    ] {
        let page = sidecar.get(file).map(|meta| meta.page.clone());
        // A trailing slash is no part of a name.
        let expected = (file == "a.txt/").then(|| Some("1".to_owned()));
        assert_eq!(page, expected, "{file}");
    }
}

#[test]
fn faulty_rows_are_listed_with_their_lines_and_good_ones_kept() {
    let sidecar = read(
        "file,newspaper,date\n\
         a.txt,晨报,2024-02-30\n\
         ,晨报,2024-03-15\n\
         \n\
         b.txt,晨报,2024-03-15\n\
         b.txt,晚报,2024-03-16\n\
         c.txt,晨报,2024-03-15,多余\n\
         d.txt,晨报\n\
         e.txt,晨报,2024-03-15,,\n\
         ,,\n",
    );
    assert_eq!(
        problems(&sidecar),
        [
            (
                2,
                SidecarProblem::BadDate {
                    date: "2024-02-30".to_owned()
                }
            ),
            (3, SidecarProblem::NoFile),
            (
                6,
                SidecarProblem::Repeated {
                    file: "b.txt".to_owned(),
                    first: 5
                }
            ),
            (
                7,
                SidecarProblem::TooManyCells {
                    found: 4,
                    expected: 3
                }
            ),
            (
                8,
                SidecarProblem::TooFewCells {
                    found: 2,
                    expected: 3
                }
            ),
        ]
    );
    assert_eq!(of(&sidecar, "a"), ["晨报", "-", "-"]);
    assert_eq!(of(&sidecar, "b"), ["晨报", "2024-03-15", "-"]);
    assert_eq!(of(&sidecar, "d"), ["晨报", "-", "-"]);
    assert_eq!(of(&sidecar, "e"), ["晨报", "2024-03-15", "-"]);
    assert_eq!(sidecar.len(), 4);
    assert_eq!(
        sidecar.iter().map(|(file, _)| file).collect::<Vec<_>>(),
        ["a.txt", "b.txt", "d.txt", "e.txt"]
    );
    assert_eq!(
        sidecar.warnings()[0].to_string(),
        "line 2: \"2024-02-30\" is no date; write it as 2024-03-15, the rest of the row was kept"
    );
}

#[test]
fn an_unclosed_quote_costs_one_row() {
    let sidecar = read("file,page\na.txt,1\n\"b.txt,2\nc.txt,3\n");
    assert_eq!(problems(&sidecar), [(3, SidecarProblem::UnclosedQuote)]);
    assert_eq!(of(&sidecar, "c")[2], "3");
    // Closed by the quote of another row.
    let sidecar = read("file,page\n\"a.txt,1\nb.txt,2\n\"c.txt\",3\nd.txt,\"4\n");
    assert_eq!(
        problems(&sidecar),
        [
            (2, SidecarProblem::UnclosedQuote),
            (5, SidecarProblem::UnclosedQuote)
        ]
    );
    assert_eq!(of(&sidecar, "b")[2], "2");
    assert_eq!(of(&sidecar, "c")[2], "3");
}

#[test]
fn a_note_of_several_lines_is_one_value() {
    let sidecar = read("file,note\na.txt,\"first\nsecond, \"\"third\"\"\"\nb.txt,x");
    assert_eq!(
        sidecar.get("a").unwrap().extra["note"],
        "first\nsecond, \"third\""
    );
    assert_eq!(sidecar.len(), 2);
    assert_eq!(sidecar.warnings(), []);
}

#[test]
fn columns_that_clash_are_reported() {
    let sidecar = read("file,date,日期,note,note,\na.txt,2024-03-15,1999,x,y,z\n");
    let repeated = |name: &str| {
        (
            1,
            SidecarProblem::RepeatedColumn {
                name: name.to_owned(),
            },
        )
    };
    assert_eq!(problems(&sidecar), [repeated("日期"), repeated("note")]);
    assert_eq!(of(&sidecar, "a")[1], "2024-03-15");
    assert_eq!(sidecar.get("a").unwrap().extra["note"], "x");
}

#[test]
fn a_table_without_files_is_refused_with_the_columns_it_has() {
    assert_eq!(read_sidecar(b"").unwrap_err(), SidecarError::Empty);
    assert_eq!(read_sidecar(b"\r\n\n").unwrap_err(), SidecarError::Empty);
    assert_eq!(read_sidecar(b"sep=;\n").unwrap_err(), SidecarError::Empty);
    let error = read_sidecar("\n报纸;日期\n晨报;2024".as_bytes())
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("line 2") && error.contains("报纸, 日期") && error.contains("\"file\""),
        "{error}"
    );
    let long = read_sidecar("x".repeat(1_000_000).as_bytes())
        .unwrap_err()
        .to_string();
    assert!(long.len() < 300);
}

#[test]
fn nul_and_binary_files_are_refused_with_a_sentence() {
    let error = read_sidecar(b"file,page\na.txt,\0\n")
        .unwrap_err()
        .to_string();
    assert!(error.contains("line 2") && error.contains("NUL"), "{error}");
    let error = read_sidecar(b"PK\x03\x04xl/workbook.xml")
        .unwrap_err()
        .to_string();
    assert!(error.contains("Office"), "{error}");
}

#[test]
fn malformed_bytes_cost_no_more_than_their_row() {
    let mut bytes = "file,newspaper\na.txt,晨报与晚报都在这里刊登了这条消息\n"
        .as_bytes()
        .to_vec();
    bytes.extend(b"b.txt,\xFF\n");
    bytes.extend("c.txt,晚报\n".as_bytes());
    let sidecar = read_sidecar(&bytes).unwrap();
    assert_eq!(sidecar.len(), 3);
    assert!(matches!(
        problems(&sidecar)[..],
        [(3, SidecarProblem::Malformed { count: 1, .. })]
    ));
    assert_eq!(of(&sidecar, "c")[0], "晚报");
}

#[test]
fn a_huge_cell_is_left_out() {
    let huge = "x".repeat(1 << 20);
    let sidecar = read(&format!(
        "file,note\na.txt,{huge}\n{huge},y\n\"{huge}\nb.txt,z\n"
    ));
    let too_long = |column: &str| SidecarProblem::CellTooLong {
        column: column.to_owned(),
    };
    assert_eq!(
        problems(&sidecar),
        [
            (2, too_long("note")),
            (3, too_long("file")),
            (4, SidecarProblem::UnclosedQuote)
        ]
    );
    assert_eq!(sidecar.len(), 1);
    assert!(sidecar.get(&huge).is_none());
    assert!(sidecar.get(&"a/".repeat(100_000)).is_none());
}

proptest! {
    #[test]
    fn any_bytes_give_a_table_or_a_sentence(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut table = b"file,date\n".to_vec();
        table.extend(&bytes);
        for bytes in [&bytes, &table] {
            match read_sidecar(bytes) {
                Ok(sidecar) => {
                    for (file, _) in sidecar.iter() {
                        prop_assert!(sidecar.get(file).is_some(), "{:?}", file);
                    }
                }
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }

    #[test]
    fn every_row_is_kept_or_listed(rows in proptest::collection::vec("[ab./]{0,3},[2024-]{0,5}(,x)?", 0..20)) {
        let sidecar = read(&format!("file,date\n{}", rows.join("\n")));
        let kept = |problem: &SidecarProblem| matches!(problem, SidecarProblem::BadDate { .. });
        let left_out = problems(&sidecar).iter().filter(|(_, problem)| !kept(problem)).count();
        let filled = rows.iter().filter(|row| row.len() > 1).count();
        prop_assert_eq!(sidecar.len() + left_out, filled);
        prop_assert!(sidecar.warnings().is_sorted_by_key(|warning| warning.line));
    }
}
