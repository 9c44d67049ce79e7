//! Bytes that are no text, or none in their encoding: where, and what helps.

use super::*;

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
