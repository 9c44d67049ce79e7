//! Finds the pages of a file, one after the other, however the file is laid out:
//! one object a line, one printed over many lines, or a list of either.
//!
//! What is broken is reported with its place, and reading goes on with the next
//! page. Only one page is held in memory at a time.

use std::collections::BTreeSet;
use std::io::{BufRead, ErrorKind};

use super::PageRecord;
use super::keys::unknown_keys;
use crate::format::error::FormatError;

mod place;
mod scanner;

use place::{At, error_at, is_space, json_error};
use scanner::{Scan, Scanner};

/// The longest page that is read, in bytes of JSON. Ten times as much as the
/// largest text that a project takes.
pub const MAX_PAGE_BYTES: usize = 640 * 1024 * 1024;

/// Reads the pages of a file in the form `jsonl-pages`.
///
/// `input` is any [`BufRead`]: an open file in a `BufReader`, or a `&[u8]`.
pub fn read_pages<R: BufRead>(input: R) -> Pages<R> {
    Pages {
        input,
        at: At::default(),
        started: false,
        in_list: false,
        indent: None,
        line: 1,
        skipping: false,
        done: false,
        unknown: BTreeSet::new(),
        limit: MAX_PAGE_BYTES,
    }
}

/// The pages of a file; see [`read_pages`].
pub struct Pages<R> {
    input: R,
    at: At,
    /// Whether the start of the file has been looked at.
    started: bool,
    /// Whether the pages stand in a list.
    in_list: bool,
    /// The column at which the last page began, if it was the first on its line.
    indent: Option<u64>,
    /// The line on which the last page began, from 1.
    line: u64,
    /// Whether the rest of a broken page has to be passed over.
    skipping: bool,
    done: bool,
    unknown: BTreeSet<String>,
    /// [`MAX_PAGE_BYTES`], smaller in tests.
    limit: usize,
}

impl<R: BufRead> Iterator for Pages<R> {
    type Item = Result<PageRecord, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let found = self.next_page().unwrap_or_else(|error| {
            // Nothing can be read any more.
            self.done = true;
            Some(Err(error))
        });
        self.done |= found.is_none();
        found
    }
}

impl<R: BufRead> Pages<R> {
    /// Keys in the pages read so far that say nothing to this program, each once;
    /// those of inner objects with where they are, such as `entities.note`.
    pub fn unknown_keys(&self) -> impl Iterator<Item = &str> {
        self.unknown.iter().map(String::as_str)
    }

    /// The line of the file, from 1, on which the page begins that was read last.
    pub fn line(&self) -> u64 {
        self.line
    }

    fn next_page(&mut self) -> Result<Option<<Self as Iterator>::Item>, FormatError> {
        if !self.started {
            self.started = true;
            self.begin()?;
        }
        if self.skipping {
            self.skipping = false;
            self.skip_to_next_page()?;
        }
        loop {
            let Some(byte) = self.peek()? else {
                return Ok(self.close());
            };
            match byte {
                b'{' => return self.page().map(Some),
                b'[' if !self.in_list => self.in_list = true,
                b']' if self.in_list => self.in_list = false,
                b',' if self.in_list => {}
                _ if is_space(byte) => {
                    self.pass_spaces()?;
                    continue;
                }
                _ => {
                    self.skipping = true;
                    return Ok(Some(Err(self.error_here(
                        "a page should begin here, as a JSON object",
                        "every page stands in braces { }, one on each line",
                    ))));
                }
            }
            self.pass_buffered(|_| 1)?;
        }
    }

    /// Passes the byte order mark; refuses UTF-16, in which nothing is where it
    /// is looked for.
    fn begin(&mut self) -> Result<(), FormatError> {
        let start = self.fill()?;
        if start.starts_with(&[0xFF, 0xFE])
            || start.starts_with(&[0xFE, 0xFF])
            || start.get(..2).is_some_and(|two| two.contains(&0))
        {
            return Err(
                self.error_here("the file is UTF-16 or not text at all", "save it as UTF-8")
            );
        }
        if start.starts_with(&[0xEF, 0xBB, 0xBF]) {
            self.input.consume(3);
        }
        Ok(())
    }

    /// At the end of the file: is a list still open?
    fn close(&mut self) -> Option<<Self as Iterator>::Item> {
        std::mem::take(&mut self.in_list).then(|| {
            Err(self.error_here(
                "the file ends before its list is closed with ]",
                "it was cut off: copy or export it again",
            ))
        })
    }

    /// Reads the page that begins at the next byte.
    fn page(&mut self) -> Result<<Self as Iterator>::Item, FormatError> {
        let start = self.at;
        self.indent = start.blank.then_some(start.column);
        self.line = start.line;
        let mut scanner = Scanner::new(self.indent);
        let mut page = Vec::new();
        let whole = loop {
            let chunk = fill(&mut self.input)?;
            if chunk.is_empty() {
                break false;
            }
            let (used, scan) = scanner.scan(chunk);
            let part = chunk.get(..used).unwrap_or_default();
            if page.len() + part.len() > self.limit {
                self.skipping = true;
                return Ok(Err(self.error_here(
                    "this page is larger than any that can be read",
                    "cut it into smaller pages",
                )));
            }
            page.extend_from_slice(part);
            self.at.pass(part);
            self.input.consume(used);
            match scan {
                Scan::More => {}
                Scan::Whole => break true,
                Scan::Broken => {
                    self.skipping = true;
                    break false;
                }
            }
        };
        if !whole {
            // So that the error is where the text stops, not a line further.
            page.truncate(page.trim_ascii_end().len());
        }
        let read = serde_json::from_slice::<PageRecord>(&page);
        Ok(match read {
            Ok(record) if record.document.is_empty() && record.sha256.is_none() => Err(error_at(
                start,
                "this object does not say which page it is about",
                "give it the key \"document\" with the file name of the page",
            )),
            Ok(record) => {
                unknown_keys(&page, &mut self.unknown);
                Ok(record)
            }
            Err(error) => Err(json_error(start, &page, whole, &error)),
        })
    }

    /// Goes to the next line that begins with a brace as far to the right as the
    /// last page did, to the end of the list, or to the end of the file.
    fn skip_to_next_page(&mut self) -> Result<(), FormatError> {
        let mut fresh = self.at.blank;
        loop {
            if fresh {
                self.pass_spaces()?;
                let column = self.at.column;
                let begins = self.indent.is_none_or(|indent| column == indent);
                let closes = self.in_list && self.indent.is_some_and(|indent| column <= indent);
                match self.peek()? {
                    None => return Ok(()),
                    Some(b'{') if begins => return Ok(()),
                    Some(b']') if closes => return Ok(()),
                    Some(_) => {}
                }
            }
            while self.peek()?.is_some_and(|byte| byte != b'\n') {
                self.pass_buffered(|chunk| {
                    let end = chunk.iter().position(|&byte| byte == b'\n');
                    end.unwrap_or(chunk.len())
                })?;
            }
            fresh = true;
        }
    }

    fn pass_spaces(&mut self) -> Result<(), FormatError> {
        while self.peek()?.is_some_and(is_space) {
            self.pass_buffered(|chunk| {
                let end = chunk.iter().position(|&byte| !is_space(byte));
                end.unwrap_or(chunk.len())
            })?;
        }
        Ok(())
    }

    /// Passes as many of the bytes at hand as `count` says.
    fn pass_buffered(&mut self, count: impl FnOnce(&[u8]) -> usize) -> Result<(), FormatError> {
        let chunk = fill(&mut self.input)?;
        let used = count(chunk);
        self.at.pass(chunk.get(..used).unwrap_or_default());
        self.input.consume(used);
        Ok(())
    }

    fn peek(&mut self) -> Result<Option<u8>, FormatError> {
        Ok(self.fill()?.first().copied())
    }

    fn fill(&mut self) -> Result<&[u8], FormatError> {
        fill(&mut self.input)
    }

    fn error_here(&self, message: &str, remedy: &'static str) -> FormatError {
        error_at(self.at, message, remedy)
    }
}

/// The bytes at hand; empty only at the end of the file.
fn fill(input: &mut impl BufRead) -> Result<&[u8], FormatError> {
    // A loop that returns what it borrows is beyond the borrow checker, so the
    // bytes are asked for a second time once they are there.
    while let Err(error) = input.fill_buf() {
        if error.kind() != ErrorKind::Interrupted {
            return Err(error.into());
        }
    }
    Ok(input.fill_buf()?)
}

#[cfg(test)]
mod tests;
