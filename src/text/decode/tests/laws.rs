//! What holds of any text and of any bytes.

use proptest::prelude::*;

use super::*;

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
