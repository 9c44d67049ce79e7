//! Rows of delimited text, one at a time, with their line numbers.
//!
//! The `csv` crate ends an open quote at the end of the file without a word, and
//! all rows behind it are gone. A table that someone typed by hand must not lose
//! its good rows to one missing quote, so this reader can go back to the line
//! after the one with the quote. Otherwise it reads what `csv` reads: quotes
//! doubled within quotes, line ends of all systems, blank lines left out.

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::format) struct Row {
    /// The line it starts in, counted from 1.
    pub(in crate::format) line: usize,
    /// Its cells as they are, quotes taken off.
    pub(in crate::format) cells: Vec<String>,
    /// Whether its last quote is still open where the text, or the line, ends.
    pub(in crate::format) unclosed: bool,
    /// Whether it goes over more than one line.
    pub(in crate::format) spans_lines: bool,
    /// The byte at which its second line starts.
    second_line: usize,
}

/// Reads rows off a text.
#[derive(Debug, Clone)]
pub(in crate::format) struct Table<'t> {
    text: &'t str,
    delimiter: u8,
    /// The byte at which the next row starts.
    at: usize,
    /// The line of that byte, counted from 1.
    line: usize,
    /// Whether quotes may go over line ends; given up once one never closed,
    /// so that the text is gone through twice at most.
    quotes_span_lines: bool,
}

impl<'t> Table<'t> {
    /// A reader of `text` with an ASCII delimiter.
    pub(in crate::format) fn new(text: &'t str, delimiter: u8) -> Self {
        Self {
            text,
            delimiter,
            at: 0,
            line: 1,
            quotes_span_lines: true,
        }
    }

    /// Goes back to the line after the one that `row` starts in.
    ///
    /// Cheap in sum: the quote that made a row long closes at the next quote,
    /// and no line can both open one and leave one open that was so before.
    pub(in crate::format) fn back_to_second_line(&mut self, row: &Row) {
        self.at = row.second_line;
        self.line = row.line + 1;
    }

    /// The same text from here on with another delimiter.
    pub(in crate::format) fn with_delimiter(&self, delimiter: u8) -> Self {
        Self {
            delimiter,
            ..self.clone()
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The length in bytes of the line end at `at`; 0 if there is none.
    fn line_end(&self, at: usize) -> usize {
        match (self.byte(at), self.byte(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => 0,
        }
    }

    /// Reads a quoted part into `cell`, from behind its quote; `false` if no
    /// quote closes it.
    fn quoted(&mut self, cell: &mut Vec<u8>, row: &mut Row) -> bool {
        while let Some(byte) = self.byte(self.at) {
            let end = self.line_end(self.at);
            if byte == b'"' {
                self.at += 1;
                if self.byte(self.at) != Some(b'"') {
                    return true;
                }
            } else if end > 0 {
                if !self.quotes_span_lines {
                    return false;
                }
                if !row.spans_lines {
                    row.spans_lines = true;
                    row.second_line = self.at + end;
                }
                self.line += 1;
                // The second byte of a line end of two is taken like any other.
                if end == 2 {
                    cell.push(byte);
                    self.at += 1;
                }
            }
            cell.extend(self.byte(self.at));
            self.at += 1;
        }
        false
    }

    /// Reads a cell into `row`, up to its delimiter or line end.
    fn cell(&mut self, row: &mut Row) {
        let mut cell = Vec::new();
        if self.byte(self.at) == Some(b'"') {
            self.at += 1;
            row.unclosed = !self.quoted(&mut cell, row);
        }
        while let Some(byte) = self.byte(self.at) {
            if byte == self.delimiter || self.line_end(self.at) > 0 {
                break;
            }
            cell.push(byte);
            self.at += 1;
        }
        // Cells are cut at ASCII bytes only, so they are sound UTF-8.
        row.cells.push(String::from_utf8_lossy(&cell).into_owned());
    }
}

impl Iterator for Table<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            match self.line_end(self.at) {
                0 => break,
                end => self.at += end,
            }
            self.line += 1;
        }
        self.byte(self.at)?;
        let mut row = Row {
            line: self.line,
            cells: Vec::new(),
            unclosed: false,
            spans_lines: false,
            second_line: self.text.len(),
        };
        loop {
            self.cell(&mut row);
            if self.byte(self.at) != Some(self.delimiter) {
                break;
            }
            self.at += 1;
        }
        if row.unclosed {
            self.quotes_span_lines = false;
        }
        let end = self.line_end(self.at);
        self.at += end;
        self.line += usize::from(end > 0);
        if !row.spans_lines {
            row.second_line = self.at;
        }
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        Table::new(text, b',')
            .map(|row| (row.line, row.cells))
            .collect()
    }

    #[test]
    fn rows_keep_their_line_numbers() {
        let text = "\n\r\na,b\r\n\r\n\"c\nd\",\"e\"\"f\"\rg,\n";
        let expected: &[(usize, &[&str])] =
            &[(3, &["a", "b"]), (5, &["c\nd", "e\"f"]), (7, &["g", ""])];
        let found = cells(text);
        assert_eq!(found.len(), expected.len());
        for ((line, cells), (wanted_line, wanted)) in found.iter().zip(expected) {
            assert_eq!(
                (line, cells.as_slice()),
                (
                    wanted_line,
                    &wanted.iter().map(ToString::to_string).collect::<Vec<_>>()[..]
                )
            );
        }
    }

    #[test]
    fn a_quote_that_never_closes_costs_one_line() {
        let mut table = Table::new("a,b\n\"c,d\ne,f\n\"g,h\ni,j", b',');
        table.next().unwrap();
        let open = table.next().unwrap();
        assert!(
            open.spans_lines && !open.unclosed,
            "closed by the quote of g"
        );
        table.back_to_second_line(&open);
        assert_eq!(table.next().unwrap().cells, ["e", "f"]);
        let open = table.next().unwrap();
        assert!(open.unclosed);
        table.back_to_second_line(&open);
        let last = table.next().unwrap();
        assert_eq!(
            (last.line, last.cells),
            (5, vec!["i".to_owned(), "j".to_owned()])
        );
        assert_eq!(table.next(), None);
    }

    #[test]
    fn many_open_quotes_take_no_time() {
        let text = "\"a,\"\"b\n".repeat(200_000);
        let mut table = Table::new(&text, b',');
        let mut rows = 0;
        while let Some(row) = table.next() {
            table.back_to_second_line(&row);
            rows += 1;
        }
        assert_eq!(rows, 200_000);
    }

    proptest! {
        #[test]
        fn sound_tables_are_read_as_the_csv_crate_reads_them(
            rows in proptest::collection::vec(proptest::collection::vec("[a-c版,\"\r\n ]{0,6}", 2..5), 1..6)
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let found: Vec<Vec<String>> = Table::new(&text, b',').map(|row| row.cells).collect();
            prop_assert_eq!(found, rows);
        }

        #[test]
        fn any_text_comes_to_an_end(text in "[a,\"\r\n版]{0,60}") {
            let mut table = Table::new(&text, b',');
            let mut steps = 0;
            while let Some(row) = table.next() {
                prop_assert!(!row.cells.is_empty());
                table.back_to_second_line(&row);
                steps += 1;
                prop_assert!(steps <= 61);
            }
        }
    }
}
