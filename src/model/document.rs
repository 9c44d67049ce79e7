//! A raw page as the project knows it, without its text.

use std::fmt;

use super::id::DocumentId;
use super::meta::PageMeta;

/// A raw page: where it came from and what is known of it.
///
/// The text itself is kept apart and never changes; documents are listed by the
/// hundred thousand, their texts are read one at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its identity.
    pub id: DocumentId,
    /// The file name without folders; what lists and exports show.
    pub name: String,
    /// The path it was read from.
    pub source: String,
    /// SHA-256 of the bytes of the file.
    pub sha256: Sha256,
    /// The encoding in which the bytes were read, such as `GB18030`.
    pub encoding: String,
    /// Length of the text in code points.
    pub chars: u32,
    /// Number of lines, as `split('\n')` counts them.
    pub lines: u32,
    /// Code points that are not white space: what can be assigned.
    pub ink: u32,
    /// Newspaper, date, page and whatever else is known.
    pub meta: PageMeta,
    /// How far the work on it is.
    pub status: Status,
    /// Whether it was taken out of the project. The row and the text stay, so
    /// that taking out can be undone.
    pub removed: bool,
    /// The document whose place this one takes: another reading of the same page.
    pub supersedes: Option<DocumentId>,
}

/// How far the work on a document is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// Nobody has worked on it.
    #[default]
    New,
    /// It has annotations.
    InProgress,
    /// Its editor says that it is complete.
    Done,
    /// A second person has checked it.
    Reviewed,
}

impl Status {
    /// The name under which it is stored and exported.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A SHA-256 digest (FIPS 180-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(pub [u8; 32]);

impl Sha256 {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// Reads 64 hexadecimal digits; `None` for anything else.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let text = std::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(text, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_standard() {
        let abc = Sha256::of(b"abc");
        assert_eq!(
            abc.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(Sha256::parse(&abc.to_string()), Some(abc));
        assert_eq!(Sha256::parse("ba78"), None);
        assert_eq!(Sha256::parse(&"zz".repeat(32)), None);
    }
}
