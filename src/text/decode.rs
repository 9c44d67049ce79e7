//! Raw bytes to text: which encoding, and is every byte of it sound?
//!
//! The text comes out exactly as decoded. Only a byte order mark is taken off;
//! line ends stay as they are and nothing is normalised, because offsets count
//! the code points of this text for ever after. Reading the file, and deciding
//! what to do with an empty text, is left to the importer.

mod binary;
mod detect;
mod encoding;
#[cfg(test)]
mod tests;

use encoding_rs::DecoderResult;
use thiserror::Error;

pub use detect::detect;
pub use encoding::{Encoding, UnknownEncoding};

/// The largest file that is taken as one document, in bytes (64 MiB).
///
/// A newspaper page has some 10 KB; a file a thousand times that size is a
/// whole archive in one file, or not a page at all.
pub const MAX_DOCUMENT_BYTES: usize = 64 * 1024 * 1024;

/// Room that a decoder may want beyond what its input needs, in bytes.
const SLACK: usize = 64;

/// How to read the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DecodeOptions {
    /// The encoding the user named; `None` finds out.
    pub encoding: Option<Encoding>,
    /// What to do with bytes that are no text in that encoding.
    pub malformed: Malformed,
}

/// What to do with bytes that are no text in the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Malformed {
    /// Give an error that says where they are.
    #[default]
    Refuse,
    /// Put U+FFFD in their place and count how often.
    Replace,
}

/// A text together with how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// The encoding it was read in.
    pub encoding: Encoding,
    /// Whether a byte order mark stood in front of it.
    pub had_bom: bool,
    /// The number of U+FFFD put in place of malformed bytes; those that were
    /// in the file already are not counted.
    pub replaced: usize,
}

/// Why bytes did not become a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The file is larger than [`MAX_DOCUMENT_BYTES`].
    #[error(
        "the file has {bytes} bytes and a document may have {limit}; split it into pages and import those"
    )]
    TooLarge {
        /// The size of the file in bytes.
        bytes: usize,
        /// The largest size allowed in bytes.
        limit: usize,
    },
    /// The first bytes are those of a known kind of file that is not text.
    #[error("this is {kind}, not plain text; {remedy}")]
    Binary {
        /// What it looks like, with its article: "a PDF file".
        kind: &'static str,
        /// What the user can do about it.
        remedy: &'static str,
    },
    /// The text contains U+0000.
    #[error(
        "line {line} contains a NUL character when read as {encoding}, as binary files do; if it is text, name its encoding (--encoding) or save it as UTF-8"
    )]
    Nul {
        /// The encoding tried.
        encoding: Encoding,
        /// The line of the first NUL, counted from 1.
        line: usize,
    },
    /// Bytes that do not exist in the encoding, or a lone surrogate.
    #[error("{}", malformed_sentence(*encoding, *byte, *line, found, *readable_as))]
    Malformed {
        /// The encoding tried.
        encoding: Encoding,
        /// Where the malformed bytes start, in bytes from the start of the file.
        byte: usize,
        /// Their line, counted from 1.
        line: usize,
        /// The malformed bytes (one to four).
        found: Vec<u8>,
        /// Another encoding that reads the whole file without error.
        readable_as: Option<Encoding>,
    },
    /// The last character is not complete.
    #[error(
        "the file ends in the middle of a character at byte {byte} (line {line}, {encoding}), as if it had been cut short; get the whole file, name another encoding (--encoding), or accept replacement characters"
    )]
    Truncated {
        /// The encoding tried.
        encoding: Encoding,
        /// Where the incomplete character starts, in bytes from the start of the file.
        byte: usize,
        /// Its line, counted from 1.
        line: usize,
    },
}

/// The sentence of [`DecodeError::Malformed`].
fn malformed_sentence(
    encoding: Encoding,
    byte: usize,
    line: usize,
    found: &[u8],
    readable_as: Option<Encoding>,
) -> String {
    let hex: Vec<String> = found.iter().map(|byte| format!("{byte:02X}")).collect();
    let remedy = readable_as.map_or_else(
        || "name the right encoding (--encoding)".to_owned(),
        |other| format!("read it as {other} (--encoding {other}), which fits the whole file"),
    );
    format!(
        "not {encoding} at byte {byte} (line {line}, bytes {}); {remedy}, or accept replacement characters",
        hex.join(" ")
    )
}

/// Turns the bytes of a file into text.
///
/// Without an encoding in `options`, [`detect()`] finds one. With one, that one is
/// used even if the bytes look different, except that a byte order mark decides
/// between the two byte orders of UTF-16. Empty bytes give an empty text.
///
/// # Errors
///
/// For files that are too large, are not text, contain NUL, or (under
/// [`Malformed::Refuse`]) contain bytes that are malformed in the encoding.
pub fn decode(bytes: &[u8], options: &DecodeOptions) -> Result<Decoded, DecodeError> {
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(DecodeError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_DOCUMENT_BYTES,
        });
    }
    if let Some(found) = binary::recognise(bytes) {
        return Err(DecodeError::Binary {
            kind: found.kind,
            remedy: found.remedy,
        });
    }
    let encoding = options
        .encoding
        .map_or_else(|| detect(bytes), |named| detect::byte_order(named, bytes));
    let (mut text, replaced) =
        read(bytes, encoding, options.malformed).map_err(|fault| fault.explain(bytes, encoding))?;
    let had_bom = text.starts_with('\u{FEFF}');
    if had_bom {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if let Some(at) = text.find('\0') {
        let line = line_number(text.get(..at).unwrap_or_default());
        return Err(DecodeError::Nul { encoding, line });
    }
    Ok(Decoded {
        text,
        encoding,
        had_bom,
        replaced,
    })
}

/// The first malformed bytes of a file.
struct Fault {
    /// Where they start.
    byte: usize,
    /// How many they are.
    len: usize,
    /// Their line, counted from 1.
    line: usize,
    /// Whether they are malformed only because the file ends there.
    at_end: bool,
}

impl Fault {
    /// The error for the user; looks for another encoding that fits.
    fn explain(self, bytes: &[u8], encoding: Encoding) -> DecodeError {
        let Self { byte, line, .. } = self;
        if self.at_end {
            return DecodeError::Truncated {
                encoding,
                byte,
                line,
            };
        }
        let other = detect(bytes);
        let fits = other != encoding && read(bytes, other, Malformed::Refuse).is_ok();
        DecodeError::Malformed {
            encoding,
            byte,
            line,
            found: bytes
                .get(byte..byte + self.len)
                .unwrap_or_default()
                .to_vec(),
            readable_as: fits.then_some(other),
        }
    }
}

/// Decodes without any look at what the bytes mean; a mark stays in the text.
///
/// Gives the text and the number of replacements made.
fn read(bytes: &[u8], encoding: Encoding, malformed: Malformed) -> Result<(String, usize), Fault> {
    let mut decoder = encoding.standard().new_decoder_without_bom_handling();
    // Exact for UTF-8; a Chinese character has two bytes elsewhere and three here.
    let growth = if encoding == Encoding::UTF_8 {
        0
    } else {
        bytes.len() / 2
    };
    let mut text = String::with_capacity(bytes.len() + growth + SLACK);
    let (mut at, mut replaced) = (0, 0);
    // The end is announced only when all bytes are in, so that what is
    // malformed for lack of further bytes can be told from what is wrong.
    let mut at_end = false;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let (result, consumed) =
            decoder.decode_to_string_without_replacement(rest, &mut text, at_end);
        at += consumed;
        match result {
            DecoderResult::InputEmpty if at_end => return Ok((text, replaced)),
            DecoderResult::InputEmpty => at_end = true,
            DecoderResult::OutputFull => text.reserve(rest.len() * 3 + SLACK),
            DecoderResult::Malformed(len, after) => {
                let (len, after) = (usize::from(len), usize::from(after));
                if malformed == Malformed::Refuse {
                    return Err(Fault {
                        byte: at.saturating_sub(len + after),
                        len,
                        line: line_number(&text),
                        at_end,
                    });
                }
                text.push(char::REPLACEMENT_CHARACTER);
                replaced += 1;
            }
        }
    }
}

/// The number, counted from 1, of the line that follows `before`.
///
/// Lines end as they do in a source text: at line feeds, or at carriage returns
/// if there is no line feed.
pub(crate) fn line_number(before: &str) -> usize {
    let count = |end: u8| before.bytes().filter(|&byte| byte == end).count();
    match count(b'\n') {
        0 => 1 + count(b'\r'),
        feeds => 1 + feeds,
    }
}
