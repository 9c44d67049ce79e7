//! Patterns that read metadata off file names: `{newspaper}_{date}_{page}`.
//!
//! A pattern becomes a regular expression, so matching takes linear time however
//! odd the name; what the expression cannot say (that a day exists) is checked
//! on the match.

mod guess;
mod parser;
#[cfg(test)]
mod tests;

use std::fmt;

use regex::Regex;

use super::{Field, normalise_date};
use crate::model::meta::PageMeta;

use parser::Parser;

pub use guess::guess;
pub use parser::{PatternError, PatternProblem};

/// The longest pattern, in characters.
const MAX_PATTERN_CHARS: usize = 300;

/// A year a newspaper can bear, as [`normalise_date`] has it.
const YEAR: &str = "(?:1[6-9]|2[01])[0-9]{2}";
/// A month of one or two figures, two if there are two.
const MONTH: &str = "(?:1[0-2]|0[1-9]|[1-9])";
/// A day of one or two figures, two if there are two.
const DAY: &str = "(?:3[01]|[12][0-9]|0[1-9]|[1-9])";

/// How to read metadata off a file name.
///
/// `{newspaper}`, `{date}` and `{page}` (also `{报纸}`, `{日期}`, `{版}`) stand for
/// what they say; `{yyyy}`, `{mm}` and `{dd}` for the parts of a date that is
/// written in pieces; `{*}` for anything at all, nothing included; every other
/// `{name}` goes to the further metadata under that name. `{{` and `}}` are
/// braces, and the rest stands for itself. `/` (or `\`) leads into the folders:
/// `{newspaper}/{date}/{page}` reads the file and the two folders it lies in.
///
/// The pattern must fit the whole name without its extension. Where a name can
/// be cut in several ways, a field takes as little as it can, and a date as much.
#[derive(Debug, Clone)]
pub struct NamePattern {
    source: String,
    expression: Regex,
    /// What the groups of the expression are, in their order.
    groups: Vec<Group>,
    /// How many folders above the file take part.
    folders: usize,
}

/// What a group of the expression captures.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Group {
    Text(Field),
    Date,
    Year,
    Month,
    Day,
}

impl Group {
    /// The group of a field name.
    fn named(name: &str) -> Self {
        match name {
            "yyyy" => Self::Year,
            "mm" => Self::Month,
            "dd" => Self::Day,
            other => match Field::named(other) {
                Field::Date => Self::Date,
                field => Self::Text(field),
            },
        }
    }

    /// The expression that finds it.
    fn expression(&self) -> String {
        match self {
            Self::Text(_) => "([^/]+?)".to_owned(),
            Self::Year => format!("({YEAR})"),
            Self::Month => format!("({MONTH})"),
            Self::Day => format!("({DAY})"),
            Self::Date => {
                let mut forms: Vec<String> = ["-", r"\.", "_", " "]
                    .iter()
                    .map(|mark| format!("{YEAR}{mark}{MONTH}{mark}{DAY}"))
                    .collect();
                forms.push(format!("{YEAR} ?年 ?{MONTH} ?月 ?{DAY} ?[日号號]?"));
                forms.push(format!("{YEAR}[0-9]{{4}}"));
                format!("({})", forms.join("|"))
            }
        }
    }
}

impl Group {
    /// Whether `value` ends in a month or day of one figure that is half of a
    /// greater number, given what stands behind it: the 1 of 15 is no day.
    fn is_cut(&self, value: &str, behind: &str) -> bool {
        let is_figure = |byte: &u8| byte.is_ascii_digit();
        !matches!(self, Self::Text(_))
            && value.bytes().rev().take_while(is_figure).count() == 1
            && behind.bytes().next().as_ref().is_some_and(is_figure)
    }
}

impl NamePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// With the place of the character at fault.
    pub fn parse(source: &str) -> Result<Self, PatternError> {
        if source.chars().count() > MAX_PATTERN_CHARS {
            let limit = MAX_PATTERN_CHARS;
            return Err(PatternProblem::TooLong { limit }.at(limit + 1));
        }
        let parsed = Parser::default().run(source)?;
        // With the length bounded, the expression stays far below the size limit
        // of the engine; if ever not, the remedy is the same.
        let expression = Regex::new(&format!(r"\A{}\z", parsed.expression)).map_err(|_| {
            let limit = MAX_PATTERN_CHARS;
            PatternProblem::TooLong { limit }.at(1)
        })?;
        Ok(Self {
            source: source.to_owned(),
            expression,
            groups: parsed.groups.into_iter().map(|(group, _)| group).collect(),
            folders: parsed.folders,
        })
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Reads the metadata off the path of a file, of which only the name and as
    /// many folders as the pattern has are looked at. `None` if it does not fit.
    pub fn apply(&self, path: &str) -> Option<PageMeta> {
        let name = last_components(path, self.folders)?;
        let found = self.expression.captures(&name)?;
        let mut meta = PageMeta::default();
        let mut parts = [None, None, None];
        for (group, value) in self.groups.iter().zip(found.iter().skip(1)) {
            let value = value?;
            let behind = name.get(value.end()..).unwrap_or_default();
            let value = value.as_str();
            if group.is_cut(value, behind) {
                return None;
            }
            let value = value.trim();
            match group {
                Group::Text(_) if value.is_empty() => return None,
                Group::Text(field) => field.set(&mut meta, value.to_owned()),
                Group::Date => meta.date = Some(normalise_date(value)?),
                Group::Year => parts[0] = Some(value),
                Group::Month => parts[1] = Some(value),
                Group::Day => parts[2] = Some(value),
            }
        }
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        if !parts.is_empty() {
            meta.date = Some(normalise_date(&parts.join("-"))?);
        }
        Some(meta)
    }
}

impl fmt::Display for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.source)
    }
}

/// The file of a path without extension, with `folders` folders before it,
/// joined by `/`. `None` if the path has not as many.
fn last_components(path: &str, folders: usize) -> Option<String> {
    let mut from_end = components(path).rev();
    let mut parts = vec![without_extension(from_end.next()?)];
    parts.extend(from_end.take(folders));
    parts.reverse();
    (parts.len() == folders + 1).then(|| parts.join("/"))
}

/// The folders and the file of a path, written in the manner of any system.
pub(super) fn components(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split(['/', '\\'])
        .filter(|part| !part.is_empty() && *part != ".")
}

/// A file name without its extension: a dot and up to eight ASCII letters and
/// figures, a letter first, so that `2024.3.15` keeps its day.
pub(super) fn without_extension(name: &str) -> &str {
    name.rsplit_once('.')
        .filter(|(stem, extension)| {
            !stem.is_empty()
                && (1..=8).contains(&extension.len())
                && extension.starts_with(|c: char| c.is_ascii_alphabetic())
                && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
        .map_or(name, |(stem, _)| stem)
}
