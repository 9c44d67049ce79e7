//! Claims about decoding and detection.

use proptest::prelude::*;

use super::*;

/// Sentences of the kind newspapers print, simplified.
const SIMPLIFIED: &[&str] = &[
    "本报讯 昨日上午，全市春耕备耕工作会议在市政府礼堂召开，副市长出席并讲话。",
    "记者从交通部门获悉，新建的跨江大桥将于下月通车，届时两岸往来只需十分钟。",
    "夏粮收购进展顺利，各地粮站延长营业时间，方便农民交售余粮",
    "五月三日，三十二名运动员从这里出发，参加在南方举行的马拉松比赛。",
    "图为工人们正在检修设备。\n（通讯员 李某某 摄）\n责任编辑：王某某",
];

/// The same, traditional.
const TRADITIONAL: &[&str] = &[
    "【本報訊】昨日上午，市政府召開記者會，說明颱風過後的復原工作與補助辦法。",
    "記者從交通部門獲悉，新建的跨海大橋將於下月通車，屆時兩岸往來只需十分鐘。",
    "立法院昨天三讀通過預算案，總額較去年增加百分之三，在野黨表示遺憾",
    "本屆圖書展覽會於週六開幕，共有二十個國家的出版社參展，盛況空前。",
    "農曆新年將至，各地車站湧現返鄉人潮，鐵路局加開列車疏運旅客。",
];

/// The bytes of a text in an encoding that can hold it.
fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    if encoding == Encoding::UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == Encoding::UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    let (bytes, _, lost) = encoding.standard().encode(text);
    assert!(!lost, "{encoding} cannot hold {text:?}");
    bytes.into_owned()
}

fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<Decoded, DecodeError> {
    decode(
        bytes,
        &DecodeOptions {
            encoding: Some(encoding),
            malformed: Malformed::Refuse,
        },
    )
}

fn decode_unnamed(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    decode(bytes, &DecodeOptions::default())
}

fn replacing(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, DecodeError> {
    decode(
        bytes,
        &DecodeOptions {
            encoding,
            malformed: Malformed::Replace,
        },
    )
}

/// Asserts that `text` in `encoding` is found and read back without being named.
fn found(text: &str, encoding: Encoding) {
    let bytes = encode(text, encoding);
    let decoded = decode_unnamed(&bytes).unwrap_or_else(|e| panic!("{encoding} {text:?}: {e}"));
    assert_eq!(decoded.encoding, encoding, "{text:?}");
    assert_eq!(decoded.text, text);
    assert_eq!(decoded.replaced, 0);
    assert!(!decoded.had_bom);
}

#[test]
fn short_chinese_texts_are_told_apart() {
    for text in SIMPLIFIED.iter().chain(TRADITIONAL) {
        found(text, Encoding::UTF_8);
        found(text, Encoding::UTF_16LE);
        found(text, Encoding::UTF_16BE);
        found(text, Encoding::GB18030);
    }
    for text in TRADITIONAL {
        found(text, Encoding::BIG5);
    }
}

#[test]
fn sixty_bytes_are_enough() {
    for (texts, encodings) in [
        (SIMPLIFIED, &[Encoding::GB18030][..]),
        (TRADITIONAL, &[Encoding::GB18030, Encoding::BIG5][..]),
    ] {
        for text in texts {
            let short: String = text.chars().take(30).collect();
            for &encoding in encodings {
                found(&short, encoding);
            }
        }
    }
}

#[test]
fn a_whole_page_is_found_in_every_chinese_encoding() {
    let simplified = SIMPLIFIED.join("\r\n").repeat(40);
    let traditional = TRADITIONAL.join("\r\n").repeat(40);
    for encoding in [
        Encoding::UTF_8,
        Encoding::UTF_16LE,
        Encoding::UTF_16BE,
        Encoding::GB18030,
    ] {
        found(&simplified, encoding);
        found(&traditional, encoding);
    }
    found(&traditional, Encoding::BIG5);
}

#[test]
fn a_long_english_head_does_not_hide_what_follows() {
    let head = "Printed from the archive. All rights reserved.\n".repeat(20_000);
    found(&format!("{head}{}", SIMPLIFIED[0]), Encoding::GB18030);
    found(&format!("{head}{}", TRADITIONAL[0]), Encoding::BIG5);
    found(&format!("{head}{}", SIMPLIFIED[1]), Encoding::UTF_8);
}

#[test]
fn characters_outside_gbk_are_read_as_gb18030() {
    found(
        &format!("{}\n演员㐂𠮷参加了演出，观众反响热烈。", SIMPLIFIED[0]),
        Encoding::GB18030,
    );
}

#[test]
fn other_languages_are_found() {
    found(
        "きのう午前、市役所で記者会見が開かれ、新しい図書館の計画が発表された。",
        Encoding::SHIFT_JIS,
    );
    found(
        "きのう午前、市役所で記者会見が開かれ、新しい図書館の計画が発表された。",
        Encoding::EUC_JP,
    );
    found(
        "어제 오전 시청에서 기자 회견이 열려 새 도서관 계획이 발표되었다.",
        Encoding::EUC_KR,
    );
    found(
        "Le maire a inauguré hier la nouvelle bibliothèque, située à côté de l'hôtel de ville.",
        Encoding::WINDOWS_1252,
    );
    found(
        "Der Bürgermeister eröffnete gestern die neue Brücke über den Fluß; viele Gäste hörten zu.",
        Encoding::WINDOWS_1252,
    );
    found(
        "Вчера в городе открылась новая библиотека, сообщили в мэрии.",
        "windows-1251".parse().unwrap(),
    );
    found(
        "เมื่อวานนี้นายกเทศมนตรีเปิดห้องสมุดแห่งใหม่ของเมือง มีประชาชนมาร่วมงานจำนวนมาก",
        "windows-874".parse().unwrap(),
    );
    found(
        "Вчера в городе открылась новая библиотека, сообщили в мэрии.",
        "koi8-u".parse().unwrap(),
    );
    found(
        "Χθες ο δήμαρχος εγκαινίασε τη νέα βιβλιοθήκη της πόλης.",
        "windows-1253".parse().unwrap(),
    );
    found(
        "Yesterday the mayor opened the new bridge.\n",
        Encoding::UTF_16LE,
    );
    found(
        "Yesterday the mayor opened the new bridge.\n",
        Encoding::UTF_16BE,
    );
    found(
        "きのう午前、市役所で記者会見が開かれ、新しい図書館の計画が発表された。",
        Encoding::UTF_16LE,
    );
    found(
        "Вчера в городе открылась новая библиотека.",
        Encoding::UTF_16BE,
    );
}

#[test]
fn ascii_is_utf_8_even_where_two_letters_make_a_han_character() {
    found("Bush hid the facts", Encoding::UTF_8);
    found("word", Encoding::UTF_8);
    found(
        "mostly plain ASCII, with one naïve word in it",
        Encoding::UTF_8,
    );
    found("", Encoding::UTF_8);
}

#[test]
fn a_control_character_does_not_make_text_wide() {
    for text in SIMPLIFIED.iter().chain(TRADITIONAL) {
        found(&format!("\u{B}\u{B}{text}"), Encoding::GB18030);
    }
    found(
        "\u{1F}きのう午前、市役所で記者会見が開かれ、新しい図書館の計画が発表された。",
        Encoding::SHIFT_JIS,
    );
}

#[test]
fn a_byte_order_mark_decides_and_is_taken_off() {
    for encoding in [
        Encoding::UTF_8,
        Encoding::UTF_16LE,
        Encoding::UTF_16BE,
        Encoding::GB18030,
    ] {
        let bytes = encode("\u{FEFF}第一行\r\n第二行\u{FEFF}\r\n", encoding);
        for decoded in [decode_unnamed(&bytes), decode_as(&bytes, encoding)] {
            let decoded = decoded.unwrap();
            assert_eq!(decoded.text, "第一行\r\n第二行\u{FEFF}\r\n");
            assert_eq!(decoded.encoding, encoding);
            assert!(decoded.had_bom);
        }
    }
    let big = encode("\u{FEFF}第一行", Encoding::UTF_16BE);
    let decoded = decode_as(&big, "utf-16".parse().unwrap()).unwrap();
    assert_eq!(
        (decoded.encoding, decoded.text.as_str()),
        (Encoding::UTF_16BE, "第一行")
    );
}

#[test]
fn an_empty_file_is_an_empty_text() {
    for bytes in [&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"] {
        let decoded = decode_unnamed(bytes).unwrap();
        assert_eq!(decoded.text, "");
        assert_eq!(decoded.had_bom, !bytes.is_empty());
    }
}

#[test]
fn malformed_bytes_are_placed_and_the_right_encoding_is_proposed() {
    let bytes = encode("第一行\n第二行讲的是昨日召开的会议", Encoding::GB18030);
    let error = decode_as(&bytes, Encoding::UTF_8).unwrap_err();
    let DecodeError::Malformed {
        byte: 0,
        line: 1,
        readable_as,
        ..
    } = &error
    else {
        panic!("{error:?}");
    };
    assert_eq!(*readable_as, Some(Encoding::GB18030));
    let sentence = error.to_string();
    assert!(sentence.contains("--encoding GB18030"), "{sentence}");
}

#[test]
fn one_bad_byte_in_a_chinese_file_is_reported_where_it_is() {
    for (text, encoding) in [
        (SIMPLIFIED.join("\n"), Encoding::GB18030),
        (SIMPLIFIED.join("\n"), Encoding::UTF_8),
        (TRADITIONAL.join("\n"), Encoding::BIG5),
    ] {
        let mut bytes = encode(&text, encoding);
        let at = bytes.iter().position(|&byte| byte == b'\n').unwrap() + 1;
        bytes.insert(at, 0xFF);
        match decode_unnamed(&bytes) {
            Err(DecodeError::Malformed {
                encoding: tried,
                byte,
                line: 2,
                found,
                ..
            }) => {
                assert_eq!((tried, byte, found), (encoding, at, vec![0xFF]));
            }
            other => panic!("{encoding}: {other:?}"),
        }
        let repaired = replacing(&bytes, None).unwrap();
        assert_eq!((repaired.encoding, repaired.replaced), (encoding, 1));
        assert_eq!(repaired.text.replace('\u{FFFD}', ""), text);
    }
}

#[test]
fn a_lost_byte_does_not_turn_a_chinese_file_into_a_western_one() {
    for (text, encoding) in [
        (SIMPLIFIED.join("\n"), Encoding::GB18030),
        (TRADITIONAL.join("\n"), Encoding::BIG5),
        (TRADITIONAL.join("\n"), Encoding::GB18030),
    ] {
        let mut bytes = encode(&text, encoding);
        // The second byte of the character at the end of the first line.
        let end = bytes.iter().position(|&byte| byte == b'\n').unwrap();
        bytes.remove(end - 1);
        match decode_unnamed(&bytes) {
            Err(DecodeError::Malformed {
                encoding: tried,
                byte,
                line: 1,
                ..
            }) => assert_eq!((tried, byte), (encoding, end - 2)),
            other => panic!("{encoding}: {other:?}"),
        }
    }
}

#[test]
fn malformed_bytes_are_placed_where_they_start() {
    for (bytes, encoding, byte, found) in [
        // Four bytes announced that break off after two and after three.
        (
            &b"\xB0\xA1\x81\x30A"[..],
            Encoding::GB18030,
            2,
            &b"\x81"[..],
        ),
        (b"\xB0\xA1\x81\x30\x81A", Encoding::GB18030, 2, b"\x81"),
        (b"\xB0\xA1\x81\x30\x81\x7F", Encoding::GB18030, 2, b"\x81"),
        (b"ab\xE4\xBAc", Encoding::UTF_8, 2, b"\xE4\xBA"),
        (
            b"a\0\x42\xD8\x42\xD8\xB7\xDF",
            Encoding::UTF_16LE,
            2,
            b"\x42\xD8",
        ),
        (b"\xA4\x40\xA4 ", Encoding::BIG5, 2, b"\xA4"),
    ] {
        match decode_as(bytes, encoding) {
            Err(DecodeError::Malformed {
                byte: at,
                found: what,
                ..
            }) => assert_eq!((at, &what[..]), (byte, found), "{bytes:X?}"),
            other => panic!("{bytes:X?}: {other:?}"),
        }
    }
}

#[test]
fn a_file_cut_inside_a_character_is_called_cut() {
    for (text, encoding, cut) in [
        (SIMPLIFIED[0], Encoding::UTF_8, 2),
        (SIMPLIFIED[0], Encoding::UTF_8, 1),
        (SIMPLIFIED[2], Encoding::GB18030, 1),
        (TRADITIONAL[2], Encoding::BIG5, 1),
        (SIMPLIFIED[0], Encoding::UTF_16LE, 1),
        (SIMPLIFIED[0], Encoding::UTF_16BE, 1),
        (
            "きのう午前、市役所で記者会見が開かれ、新しい図書館",
            Encoding::SHIFT_JIS,
            1,
        ),
    ] {
        let mut bytes = encode(text, encoding);
        bytes.truncate(bytes.len() - cut);
        match decode_unnamed(&bytes) {
            Err(DecodeError::Truncated {
                encoding: tried,
                byte,
                line: 1,
            }) => {
                assert_eq!(tried, encoding);
                assert!(byte < bytes.len() && byte + 3 >= bytes.len(), "{byte}");
            }
            other => panic!("{encoding}: {other:?}"),
        }
        assert_eq!(replacing(&bytes, None).unwrap().replaced, 1);
    }
}

#[test]
fn lone_surrogates_are_malformed() {
    let mut units: Vec<u16> = SIMPLIFIED[0].encode_utf16().collect();
    units.insert(4, 0xD842);
    units.insert(9, 0xDFB7);
    let bytes: Vec<u8> = units.iter().copied().flat_map(u16::to_le_bytes).collect();
    for encoding in [None, Some(Encoding::UTF_16LE)] {
        let options = DecodeOptions {
            encoding,
            malformed: Malformed::Refuse,
        };
        match decode(&bytes, &options) {
            Err(DecodeError::Malformed { byte: 8, found, .. }) => assert_eq!(found, [0x42, 0xD8]),
            other => panic!("{other:?}"),
        }
    }
    let repaired = replacing(&bytes, None).unwrap();
    assert_eq!(
        (repaired.encoding, repaired.replaced),
        (Encoding::UTF_16LE, 2)
    );
}

#[test]
fn replacement_characters_of_the_file_itself_are_not_counted() {
    let decoded = replacing("这里本来就有\u{FFFD}一个".as_bytes(), None).unwrap();
    assert_eq!(decoded.replaced, 0);
    assert!(decoded.text.contains('\u{FFFD}'));
}

#[test]
fn nul_is_refused_with_its_line() {
    let error = decode_unnamed("第一行\n第\0二行".as_bytes()).unwrap_err();
    assert_eq!(
        error,
        DecodeError::Nul {
            encoding: Encoding::UTF_8,
            line: 2
        }
    );
    let error = replacing(b"plain\rold\rma\0c", None).unwrap_err();
    assert_eq!(
        error,
        DecodeError::Nul {
            encoding: Encoding::UTF_8,
            line: 3
        }
    );
    assert!(decode_unnamed(&[0; 100]).is_err());
    assert!(decode_unnamed(b"word\0word\0word\0").is_err());
}

#[test]
fn files_that_are_no_text_are_called_by_name() {
    for (bytes, kind) in [
        (&b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..], "PNG"),
        (b"PK\x03\x04\x14\0\x06\0", "ZIP"),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "PDF"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "JPEG"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Office"),
        (b"\xFF\xFE\0\0\x2D\x4E\0\0", "UTF-32"),
    ] {
        for encoding in [None, Some(Encoding::GB18030)] {
            let error = replacing(bytes, encoding).unwrap_err().to_string();
            assert!(error.contains(kind), "{error}");
        }
    }
}

#[test]
fn too_large_is_refused_before_it_is_looked_at() {
    let bytes = vec![b'a'; MAX_DOCUMENT_BYTES + 1];
    let error = decode_unnamed(&bytes).unwrap_err();
    assert!(matches!(error, DecodeError::TooLarge { .. }));
    assert!(decode_unnamed(&bytes[..MAX_DOCUMENT_BYTES]).is_ok());
}

#[test]
fn names_that_people_write_are_understood() {
    for (name, label) in [
        ("utf8", "UTF-8"),
        ("UTF-8", "UTF-8"),
        ("utf_8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16LE"),
        ("UTF16", "UTF-16LE"),
        ("utf_16_be", "UTF-16BE"),
        ("gbk", "GB18030"),
        ("GB2312", "GB18030"),
        ("gb-18030", "GB18030"),
        (" cp936 ", "GB18030"),
        ("big5", "Big5"),
        ("Big5-HKSCS", "Big5"),
        ("cp950", "Big5"),
        ("sjis", "Shift_JIS"),
        ("Shift_JIS", "Shift_JIS"),
        ("shift-jis", "Shift_JIS"),
        ("latin1", "windows-1252"),
        ("euc-kr", "EUC-KR"),
        ("koi8-r", "KOI8-R"),
    ] {
        assert_eq!(name.parse::<Encoding>().unwrap().label(), label, "{name}");
    }
    for encoding in Encoding::COMMON {
        assert_eq!(encoding.label().parse::<Encoding>(), Ok(encoding));
    }
}

#[test]
fn an_unknown_name_is_answered_with_the_known_ones() {
    for name in ["", "klingon", "hz-gb-2312", "utf-9"] {
        let sentence = name.parse::<Encoding>().unwrap_err().to_string();
        for known in ["UTF-8", "UTF-16LE", "GB18030", "Big5", "Shift_JIS"] {
            assert!(sentence.contains(known), "{sentence}");
        }
    }
}

/// Text with all that pages contain; no NUL, and no mark at its start.
fn page() -> impl Strategy<Value = String> {
    "[^\0\u{FEFF}\u{FFFE}]([a-zA-Z0-9 ,.\r\n，。、“”一-龥]|[^\0]){0,80}"
}

/// Text of characters that all Chinese encodings have.
fn chinese() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9 ,.\r\n，。、；：人民日報會議在北京召開的一了是不我有大這中來上國]{0,80}"
}

proptest! {
    #[test]
    fn naming_the_encoding_gives_back_what_was_encoded(text in page(), common in chinese()) {
        for encoding in [Encoding::UTF_8, Encoding::UTF_16LE, Encoding::UTF_16BE] {
            let decoded = decode_as(&encode(&text, encoding), encoding).unwrap();
            prop_assert_eq!(&decoded.text, &text);
        }
        for encoding in [Encoding::GB18030, Encoding::BIG5] {
            let decoded = decode_as(&encode(&common, encoding), encoding).unwrap();
            prop_assert_eq!(&decoded.text, &common);
        }
    }

    #[test]
    fn gb18030_holds_every_character(text in page()) {
        // The private use area is mapped anew by every edition of the standard.
        let text: String = text.chars().filter(|c| !matches!(c, '\u{E000}'..='\u{F8FF}')).collect();
        prop_assume!(!text.starts_with('\u{FEFF}'));
        let decoded = decode_as(&encode(&text, Encoding::GB18030), Encoding::GB18030).unwrap();
        prop_assert_eq!(decoded.text, text);
    }

    #[test]
    fn utf_8_is_always_found_to_be_utf_8(text in page()) {
        prop_assert_eq!(detect(text.as_bytes()), Encoding::UTF_8);
        prop_assert_eq!(decode_unnamed(text.as_bytes()).unwrap().text, text);
    }

    #[test]
    fn utf_16_with_a_mark_comes_back_as_it_was(text in page()) {
        for encoding in [Encoding::UTF_16LE, Encoding::UTF_16BE] {
            let decoded = decode_unnamed(&encode(&format!("\u{FEFF}{text}"), encoding)).unwrap();
            prop_assert_eq!(decoded.encoding, encoding);
            prop_assert_eq!(&decoded.text, &text);
            prop_assert!(decoded.had_bom);
        }
    }

    #[test]
    fn arbitrary_bytes_give_text_or_a_sentence(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for encoding in [None].into_iter().chain(Encoding::COMMON.map(Some)) {
            for malformed in [Malformed::Refuse, Malformed::Replace] {
                match decode(&bytes, &DecodeOptions { encoding, malformed }) {
                    Ok(decoded) => prop_assert!(!decoded.text.contains('\0')),
                    Err(DecodeError::Malformed { byte, found, .. }) => {
                        prop_assert_eq!(malformed, Malformed::Refuse);
                        prop_assert!(!found.is_empty() && byte + found.len() <= bytes.len());
                    }
                    Err(DecodeError::Truncated { byte, .. }) => prop_assert!(byte < bytes.len()),
                    Err(other) => prop_assert!(!other.to_string().is_empty()),
                }
            }
        }
    }

    #[test]
    fn cutting_a_file_anywhere_never_changes_what_precedes_the_cut(text in chinese(), cut in 0_usize..100) {
        for encoding in [Encoding::UTF_8, Encoding::GB18030, Encoding::BIG5, Encoding::UTF_16LE] {
            let mut bytes = encode(&text, encoding);
            bytes.truncate(bytes.len().saturating_sub(cut));
            let decoded = replacing(&bytes, Some(encoding)).unwrap();
            prop_assert!(decoded.replaced <= 1);
            let sound = decoded.text.trim_end_matches(char::REPLACEMENT_CHARACTER);
            prop_assert!(text.starts_with(sound));
        }
    }
}
