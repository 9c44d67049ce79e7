//! Cuts Rust code into tokens: words, texts, marks.
//!
//! Comments are dropped. Numbers, characters and lifetimes are kept as tokens
//! of a kind that no rule looks at.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or keyword.
    Word,
    /// A string literal of any form.
    Text,
    /// Punctuation; `::` is one mark.
    Mark,
    /// A number, a character, a lifetime.
    Other,
}

/// A token with its place.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// A word or mark as it stands; a text as it reads, with escapes resolved.
    pub text: String,
    /// The line it begins on, from 1.
    pub line: usize,
}

impl Token {
    /// Whether it is this word or mark.
    pub fn is(&self, what: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Mark) && self.text == what
    }
}

/// Cuts code into tokens.
pub fn tokens(code: &str) -> Vec<Token> {
    let mut reader = Reader {
        chars: code.chars().collect(),
        at: 0,
        line: 1,
    };
    let mut found = Vec::new();
    while let Some(c) = reader.peek(0) {
        let line = reader.line;
        let (kind, text) = match c {
            '/' if reader.peek(1) == Some('/') => {
                reader.take_while(|c| c != '\n');
                continue;
            }
            '/' if reader.peek(1) == Some('*') => {
                reader.block_comment();
                continue;
            }
            '"' => (Kind::Text, reader.string()),
            '\'' => (Kind::Other, reader.character_or_lifetime()),
            c if c.is_alphabetic() || c == '_' => {
                let word = reader.take_while(|c| c.is_alphanumeric() || c == '_');
                match reader.literal_after(&word) {
                    Some(text) => (Kind::Text, text),
                    None => (Kind::Word, word),
                }
            }
            c if c.is_ascii_digit() => {
                let number = reader.take_while(|c| c.is_alphanumeric() || c == '_');
                (Kind::Other, number)
            }
            ':' if reader.peek(1) == Some(':') => {
                reader.skip(2);
                (Kind::Mark, "::".to_owned())
            }
            c => {
                reader.skip(1);
                if c.is_whitespace() {
                    continue;
                }
                (Kind::Mark, c.to_string())
            }
        };
        found.push(Token { kind, text, line });
    }
    found
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.next();
        }
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(c) = self.peek(0).filter(|&c| keep(c)) {
            taken.push(c);
            self.next();
        }
        taken
    }

    /// Block comments may hold block comments.
    fn block_comment(&mut self) {
        let mut depth = 0;
        while let Some(c) = self.next() {
            match (c, self.peek(0)) {
                ('/', Some('*')) => {
                    self.skip(1);
                    depth += 1;
                }
                ('*', Some('/')) => {
                    self.skip(1);
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// The string literal whose prefix is `word`: `b"…"`, `r#"…"#` and the like.
    fn literal_after(&mut self, word: &str) -> Option<String> {
        if !["r", "b", "c", "br", "cr"].contains(&word) {
            return None;
        }
        let hashes = (0..).take_while(|&n| self.peek(n) == Some('#')).count();
        if self.peek(hashes) != Some('"') {
            return None;
        }
        if !word.contains('r') {
            return Some(self.string());
        }
        self.skip(hashes + 1);
        let mut text = String::new();
        while let Some(c) = self.next() {
            if c == '"' && (0..hashes).all(|n| self.peek(n) == Some('#')) {
                self.skip(hashes);
                break;
            }
            text.push(c);
        }
        Some(text)
    }

    /// A string with escapes, from its opening quotation mark.
    fn string(&mut self) -> String {
        self.skip(1);
        let mut text = String::new();
        while let Some(c) = self.next() {
            match c {
                '"' => break,
                '\\' => text.extend(self.escape()),
                c => text.push(c),
            }
        }
        text
    }

    /// What stands after a backslash.
    fn escape(&mut self) -> Option<char> {
        match self.next()? {
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            '0' => Some('\0'),
            'u' => {
                self.skip(1);
                let digits = self.take_while(|c| c != '}');
                self.skip(1);
                let value = u32::from_str_radix(&digits.replace('_', ""), 16).ok()?;
                char::from_u32(value)
            }
            'x' => {
                self.skip(2);
                Some('?')
            }
            // The line goes on after the white space.
            '\n' => {
                self.take_while(char::is_whitespace);
                None
            }
            c => Some(c),
        }
    }

    fn character_or_lifetime(&mut self) -> String {
        self.skip(1);
        if self.peek(0) == Some('\\') {
            self.skip(2);
            self.take_while(|c| c != '\'');
            self.skip(1);
        } else if self.peek(1) == Some('\'') {
            self.skip(2);
        } else {
            self.take_while(|c| c.is_alphanumeric() || c == '_');
        }
        String::new()
    }
}

#[test]
fn texts_are_read_as_they_read() {
    let read = |code: &str| -> Vec<(Kind, String)> {
        let all = tokens(code).into_iter();
        all.map(|token| (token.kind, token.text)).collect()
    };
    let text = |text: &str| (Kind::Text, text.to_owned());
    assert_eq!(read(r#""a\"b\n""#), [text("a\"b\n")]);
    assert_eq!(read("\"one \\\n   two\""), [text("one two")]);
    assert_eq!(
        read("r#\"a\"b\"# /* \" /* */ */ b\"c\""),
        [text("a\"b"), text("c")]
    );
    assert_eq!(read(r"'\'' '\u{41}' 'x' 'static")[3].0, Kind::Other);
    assert_eq!(tokens("a\n\"b\nc\"\nd")[2].line, 4);
}
