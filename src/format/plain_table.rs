//! A table of words and numbers as CSV, for lists and statistics.
//!
//! UTF-8, comma separated, quoted where needed (RFC 4180), lines ended by LF, one header
//! row. Nothing is done to the values; see [`super::tables`] for what spreadsheets make
//! of some.

use std::io::Write;

use super::error::FormatError;

/// Writes a header row and rows.
///
/// # Errors
/// [`FormatError::Io`] if `out` fails; [`FormatError::Write`] for a row of another length
/// than the header.
pub fn write_table<W: Write>(
    out: W,
    columns: &[String],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<(), FormatError> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(columns)?;
    for row in rows {
        csv.write_record(&row)?;
    }
    Ok(csv.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were() {
        let columns = ["name".to_owned(), "number".to_owned()];
        let row = vec!["甲，\"乙\"\n=丙".to_owned(), "3".to_owned()];
        let mut bytes = Vec::new();
        write_table(&mut bytes, &columns, [row.clone()]).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(reader.headers().unwrap(), vec!["name", "number"]);
        let back = reader.records().next().unwrap().unwrap();
        assert_eq!(back, row);
        assert!(write_table(&mut bytes, &columns, [vec![]]).is_err());
    }
}
