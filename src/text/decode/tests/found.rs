//! Which encoding is found, and what names of one are understood.

use super::*;

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
