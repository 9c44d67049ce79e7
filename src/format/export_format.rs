//! The forms in which annotations leave a project, by name.

use std::fmt;
use std::str::FromStr;

use strum::IntoEnumIterator as _;

use super::error::FormatError;

/// A form in which annotations leave a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ExportFormat {
    /// Whole pages, one a line, with offsets into the raw text: the form that
    /// [`pages`](super::pages) writes and reads back without loss.
    JsonlPages,
    /// Articles, one a line, with offsets into the reading text.
    JsonlArticles,
    /// A table with one row for each mention.
    CsvEntities,
    /// A table with one row for each article.
    CsvArticles,
}

impl ExportFormat {
    /// The name under which a user asks for it, such as `jsonl-pages`.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The usual ending of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::JsonlPages | Self::JsonlArticles => "jsonl",
            Self::CsvEntities | Self::CsvArticles => "csv",
        }
    }

    /// All names, for messages.
    pub fn names() -> String {
        let names: Vec<&str> = Self::iter().map(Self::as_str).collect();
        names.join(", ")
    }
}

impl fmt::Display for ExportFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ExportFormat {
    type Err = FormatError;

    /// Reads a name as [`ExportFormat::as_str`] writes it.
    ///
    /// # Errors
    /// [`FormatError::UnknownFormat`] lists the names that there are.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::iter()
            .find(|format| format.as_str() == name)
            .ok_or_else(|| FormatError::UnknownFormat {
                name: name.to_owned(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_name_is_answered_with_the_right_ones() {
        for format in ExportFormat::iter() {
            assert_eq!(format.as_str().parse::<ExportFormat>().unwrap(), format);
        }
        assert_eq!(
            "xlsx".parse::<ExportFormat>().unwrap_err().to_string(),
            "there is no format \"xlsx\"; the formats are jsonl-pages, jsonl-articles, \
             csv-entities, csv-articles"
        );
    }
}
