//! Places in a file, and errors that name them.

use crate::format::error::FormatError;

/// Where the reader is in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    /// From 1.
    pub line: u64,
    /// Code points of the line that have been read.
    pub column: u64,
    /// Whether they were all white space.
    pub blank: bool,
}

impl Default for At {
    fn default() -> Self {
        Self {
            line: 1,
            column: 0,
            blank: true,
        }
    }
}

impl At {
    /// Goes on past these bytes.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        let ends = bytes.iter().filter(|&&byte| byte == b'\n').count();
        let mut rest = bytes;
        if ends > 0 {
            (self.line, self.column, self.blank) = (self.line + ends as u64, 0, true);
            let last = bytes.iter().rposition(|&byte| byte == b'\n');
            rest = last.map_or(bytes, |last| bytes.get(last + 1..).unwrap_or_default());
        }
        self.column += code_points(rest);
        self.blank = self.blank && rest.iter().all(|&byte| is_space(byte));
    }
}

/// The number of code points that begin in `bytes`.
pub(super) fn code_points(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64
}

/// What JSON calls white space.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// An error at a place of the file.
pub(super) fn error_at(at: At, message: &str, remedy: &'static str) -> FormatError {
    FormatError::Content {
        line: at.line,
        column: at.column + 1,
        message: message.to_owned(),
        remedy,
    }
}

/// What the JSON reader says of a page that began at `start`, with its place in
/// the file.
pub(super) fn json_error(
    start: At,
    page: &[u8],
    whole: bool,
    error: &serde_json::Error,
) -> FormatError {
    let line_in_page = error.line().max(1);
    let line = page
        .split(|&byte| byte == b'\n')
        .nth(line_in_page - 1)
        .unwrap_or_default();
    let before = if line_in_page == 1 { start.column } else { 0 };
    let passed = line.get(..error.column().min(line.len())).unwrap_or(line);
    let text = error.to_string();
    let message = text
        .rfind(" at line ")
        .and_then(|end| text.get(..end))
        .unwrap_or(&text);
    FormatError::Content {
        line: start.line + line_in_page as u64 - 1,
        column: before + code_points(passed).max(1),
        message: message.to_owned(),
        remedy: remedy(message, whole, error),
    }
}

fn remedy(message: &str, whole: bool, error: &serde_json::Error) -> &'static str {
    if message.contains("hex escape") || message.contains("unicode code point") {
        "half a character stands there, such as a lone \\ud800: write it whole, as UTF-8"
    } else if error.is_data() {
        "compare with a page that this program has exported"
    } else if !whole && message.contains("string") {
        "the page is cut off, or a text has a line break in it, which JSON writes as \\n"
    } else if error.is_eof() || !whole {
        "the page is cut off: copy or export the file again"
    } else {
        "correct the JSON there or export the file again"
    }
}
