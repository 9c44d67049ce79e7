//! Where does a JSON object end? Looks at brackets and quotes only.
//!
//! An object that does not end must not swallow the pages after it, so the
//! scanner also notices where the next one seems to begin.

/// What the scanner has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scan {
    /// The object goes on.
    More,
    /// The object is complete.
    Whole,
    /// The object breaks off.
    Broken,
}

/// Follows one object from its opening brace.
pub(super) struct Scanner {
    /// How many brackets are open.
    depth: u64,
    in_string: bool,
    /// Whether the last byte was a backslash in a string.
    escaped: bool,
    /// The column of the opening brace, if it is the first on its line.
    indent: Option<u64>,
    /// Whether the opening brace has its line for itself.
    alone: bool,
    /// The column at which the second line with text begins.
    second_indent: Option<u64>,
    /// White space passed on this line, while there is nothing else on it.
    leading: Option<u64>,
}

impl Scanner {
    /// A scanner for an object whose opening brace comes next; `indent` is its
    /// column if it is the first on its line.
    pub(super) fn new(indent: Option<u64>) -> Self {
        Self {
            depth: 0,
            in_string: false,
            escaped: false,
            indent,
            alone: true,
            second_indent: None,
            leading: None,
        }
    }

    /// Looks at the next bytes: how many of them belong to the object, and what
    /// comes of it.
    pub(super) fn scan(&mut self, bytes: &[u8]) -> (usize, Scan) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.in_string {
                let rest = bytes.get(at..).unwrap_or_default();
                let (used, broken) = self.scan_string(rest);
                at += used;
                if broken {
                    return (at, Scan::Broken);
                }
                continue;
            }
            match byte {
                b'\n' => self.leading = Some(0),
                b' ' | b'\t' | b'\r' => {
                    self.leading = self.leading.map(|columns| columns + 1);
                }
                _ => {
                    if self.begins_anew(byte) {
                        return (at, Scan::Broken);
                    }
                    if self.pass(byte) {
                        return (at + 1, Scan::Whole);
                    }
                }
            }
            at += 1;
        }
        (at, Scan::More)
    }

    /// Passes bytes of a string, up to and with its end: how many, and whether a
    /// line end was met, which no string can have.
    fn scan_string(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            if std::mem::take(&mut self.escaped) && rest.first() != Some(&b'\n') {
                at += 1;
                continue;
            }
            // Nearly all bytes of a file pass here.
            let Some(next) = rest
                .iter()
                .position(|byte| matches!(byte, b'"' | b'\\' | b'\n'))
            else {
                return (bytes.len(), false);
            };
            at += next + 1;
            match rest.get(next) {
                Some(b'\n') => return (at, true),
                Some(b'\\') => self.escaped = true,
                _ => {
                    self.in_string = false;
                    break;
                }
            }
        }
        (at, false)
    }

    /// Whether another page begins with this byte, the first on its line.
    ///
    /// It does if it is a brace as far to the right as that of this page, unless
    /// inner objects may stand there too: those of a page printed over many
    /// lines without indentation.
    fn begins_anew(&mut self, byte: u8) -> bool {
        let Some(columns) = self.leading.take() else {
            return false;
        };
        let second = *self.second_indent.get_or_insert(columns);
        byte == b'{'
            && self.indent == Some(columns)
            && (!self.alone || self.indent.is_some_and(|indent| second > indent))
    }

    /// Passes a byte that is no white space; `true` if it closes the object.
    fn pass(&mut self, byte: u8) -> bool {
        if self.depth > 0 && self.second_indent.is_none() {
            self.alone = false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}
