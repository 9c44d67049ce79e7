//! The names of encodings: what users write, what is shown, what is stored.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// An encoding by its label, such as `UTF-8` or `GB18030`.
///
/// GBK and GB2312 are always taken as GB18030, of which they are a part, so the
/// label of a Chinese national encoding is `GB18030` wherever it came from.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(&encoding_rs::UTF_8_INIT);
    /// UTF-16, low byte first.
    pub const UTF_16LE: Self = Self(&encoding_rs::UTF_16LE_INIT);
    /// UTF-16, high byte first.
    pub const UTF_16BE: Self = Self(&encoding_rs::UTF_16BE_INIT);
    /// GB18030, and with it GBK and GB2312.
    pub const GB18030: Self = Self(&encoding_rs::GB18030_INIT);
    /// Big5 with the Hong Kong extensions.
    pub const BIG5: Self = Self(&encoding_rs::BIG5_INIT);
    /// Shift_JIS as Windows has it.
    pub const SHIFT_JIS: Self = Self(&encoding_rs::SHIFT_JIS_INIT);
    /// EUC-JP.
    pub const EUC_JP: Self = Self(&encoding_rs::EUC_JP_INIT);
    /// EUC-KR as Windows has it.
    pub const EUC_KR: Self = Self(&encoding_rs::EUC_KR_INIT);
    /// Western European as Windows has it; also read for ISO-8859-1.
    pub const WINDOWS_1252: Self = Self(&encoding_rs::WINDOWS_1252_INIT);

    /// The encodings to offer in a menu, most likely first.
    pub const COMMON: [Self; 9] = [
        Self::UTF_8,
        Self::GB18030,
        Self::BIG5,
        Self::UTF_16LE,
        Self::UTF_16BE,
        Self::SHIFT_JIS,
        Self::EUC_JP,
        Self::EUC_KR,
        Self::WINDOWS_1252,
    ];

    /// The label; [`Encoding::from_str`] reads it back.
    pub fn label(self) -> &'static str {
        if self == Self::GB18030 {
            "GB18030" // the standard for browsers writes it small
        } else {
            self.0.name()
        }
    }

    /// The table behind the label.
    pub(super) fn standard(self) -> &'static encoding_rs::Encoding {
        self.0
    }

    /// Takes over a finding of the standard's tables, GBK as GB18030.
    pub(super) fn from_standard(standard: &'static encoding_rs::Encoding) -> Self {
        if standard == encoding_rs::GBK {
            Self::GB18030
        } else {
            Self(standard)
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Encoding({})", self.label())
    }
}

/// A name that is no encoding.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "unknown encoding {name:?}; use {}, or another label of the WHATWG Encoding Standard",
    accepted()
)]
pub struct UnknownEncoding {
    /// The name as it was written.
    pub name: String,
}

/// The names to list in [`UnknownEncoding`].
fn accepted() -> String {
    let names: Vec<&str> = Encoding::COMMON
        .iter()
        .map(|&encoding| {
            if encoding == Encoding::GB18030 {
                "GB18030 (also for GBK and GB2312)"
            } else {
                encoding.label()
            }
        })
        .collect();
    names.join(", ")
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    /// Reads a label of the WHATWG Encoding Standard, or a name that other
    /// programs use (`cp936`, `utf16`, `utf-8-sig`), in any case.
    ///
    /// `utf-16` without byte order means low byte first unless a byte order
    /// mark says otherwise.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let key: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        // Some labels of the standard have hyphens, some underscores, some none.
        [name, &name.replace('_', "-"), &key]
            .into_iter()
            .find_map(|label| encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()))
            .map(Self::from_standard)
            .or_else(|| other_name(&key))
            .ok_or_else(|| UnknownEncoding {
                name: name.to_owned(),
            })
    }
}

/// Names in use that the standard has no label for, by their letters and figures.
fn other_name(key: &str) -> Option<Encoding> {
    match key {
        "utf8sig" | "utf8bom" | "cp65001" => Some(Encoding::UTF_8),
        "utf16" | "utf16le" | "ucs2" | "ucs2le" | "cp1200" => Some(Encoding::UTF_16LE),
        "utf16be" | "ucs2be" | "cp1201" => Some(Encoding::UTF_16BE),
        "gb180302000" | "gb180302005" | "gb180302022" | "euccn" | "cp936" | "ms936"
        | "windows936" | "cp54936" => Some(Encoding::GB18030),
        "big5eten" | "cp950" | "ms950" | "windows950" => Some(Encoding::BIG5),
        "cp932" | "windows932" => Some(Encoding::SHIFT_JIS),
        "cp949" | "ms949" | "uhc" => Some(Encoding::EUC_KR),
        _ => None,
    }
}
