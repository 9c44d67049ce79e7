//! From the text of a pattern to the expression and groups it stands for, or to
//! the place where it cannot be understood.

use thiserror::Error;

use super::Group;

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("character {at} of the pattern: {problem}")]
pub struct PatternError {
    /// The character at fault, counted from 1.
    pub at: usize,
    /// What is wrong there.
    pub problem: PatternProblem,
}

/// What can be wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PatternProblem {
    /// No field at all, or no text.
    #[error("there is no field; write for example {{newspaper}}_{{date}}_{{page}}")]
    NoField,
    /// Longer than anyone means it to be.
    #[error("the pattern is too long; {limit} characters are enough for a file name")]
    TooLong {
        /// The longest pattern in characters.
        limit: usize,
    },
    /// `{` without `}`.
    #[error("this {{ is never closed; add }} behind the field name, or write {{{{ for a brace")]
    Unclosed,
    /// `}` without `{`.
    #[error("this }} closes nothing; write }}}} for a brace in the file name")]
    NothingToClose,
    /// A field name with characters that do not belong there, or none.
    #[error(
        "{name:?} is no field name; use newspaper, date, page, yyyy, mm, dd, * or a name of your own made of letters, figures and _"
    )]
    BadName {
        /// What stands between the braces.
        name: String,
    },
    /// The same field twice.
    #[error("{{{name}}} is there already; write {{*}} for the second")]
    Repeated {
        /// The name of the field.
        name: String,
    },
    /// `{date}` beside `{yyyy}`, `{mm}` or `{dd}`.
    #[error("the date is there already; use either {{date}} or {{yyyy}}, {{mm}} and {{dd}}")]
    SecondDate,
    /// `{mm}` without `{yyyy}`, or `{dd}` without `{mm}`.
    #[error("{{{part}}} alone is no date; add {{{missing}}}, or write {{*}} instead")]
    PartOfDate {
        /// The part that is there.
        part: &'static str,
        /// The part it needs.
        missing: &'static str,
    },
    /// `/` with nothing before or behind it.
    #[error("nothing stands between the folder marks here; write {{*}} for a folder of any name")]
    EmptyFolder,
}

impl PatternProblem {
    /// The problem at a character, counted from 1.
    pub(super) fn at(self, at: usize) -> PatternError {
        PatternError { at, problem: self }
    }
}

/// A pattern on its way to an expression.
#[derive(Default)]
pub(super) struct Parser {
    pub(super) expression: String,
    /// The groups so far, each with the place of its brace.
    pub(super) groups: Vec<(Group, usize)>,
    pub(super) folders: usize,
    /// Whether the last character was a folder mark, or none was yet.
    component_empty: bool,
}

impl Parser {
    /// Reads a whole pattern.
    pub(super) fn run(mut self, source: &str) -> Result<Self, PatternError> {
        let mut chars = (1..).zip(source.chars()).peekable();
        self.component_empty = true;
        while let Some((at, c)) = chars.next() {
            match c {
                '/' | '\\' => self.folder(at)?,
                '{' | '}' if chars.next_if(|&(_, next)| next == c).is_some() => self.literal(c),
                '}' => return Err(PatternProblem::NothingToClose.at(at)),
                '{' => {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            Some((_, '}')) => break,
                            Some((_, c)) => name.push(c),
                            None => return Err(PatternProblem::Unclosed.at(at)),
                        }
                    }
                    self.field(name.trim(), at)?;
                }
                other => self.literal(other),
            }
        }
        self.finish(source)
    }

    fn literal(&mut self, c: char) {
        self.component_empty = false;
        self.expression
            .push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
    }

    fn folder(&mut self, at: usize) -> Result<(), PatternError> {
        if self.component_empty {
            return Err(PatternProblem::EmptyFolder.at(at));
        }
        self.component_empty = true;
        self.folders += 1;
        self.expression.push('/');
        Ok(())
    }

    fn field(&mut self, name: &str, at: usize) -> Result<(), PatternError> {
        self.component_empty = false;
        if name == "*" {
            self.expression.push_str("[^/]*?");
            return Ok(());
        }
        let allowed = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == ' ';
        if name.is_empty() || !name.chars().all(allowed) {
            let name = name.to_owned();
            return Err(PatternProblem::BadName { name }.at(at));
        }
        let group = Group::named(name);
        if self.has(&group) {
            let name = name.to_owned();
            return Err(PatternProblem::Repeated { name }.at(at));
        }
        let in_pieces = [Group::Year, Group::Month, Group::Day];
        let second_date = if group == Group::Date {
            in_pieces.iter().any(|piece| self.has(piece))
        } else {
            in_pieces.contains(&group) && self.has(&Group::Date)
        };
        if second_date {
            return Err(PatternProblem::SecondDate.at(at));
        }
        self.expression.push_str(&group.expression());
        self.groups.push((group, at));
        Ok(())
    }

    fn has(&self, group: &Group) -> bool {
        self.groups.iter().any(|(other, _)| other == group)
    }

    /// What can only be judged when all is there.
    fn finish(self, source: &str) -> Result<Self, PatternError> {
        let end = source.chars().count().max(1);
        if self.groups.is_empty() {
            return Err(PatternProblem::NoField.at(1));
        }
        if self.component_empty {
            return Err(PatternProblem::EmptyFolder.at(end));
        }
        for (part, group, missing, needed) in [
            ("mm", Group::Month, "yyyy", Group::Year),
            ("dd", Group::Day, "mm", Group::Month),
        ] {
            let place = self.groups.iter().find(|(other, _)| *other == group);
            if let Some(&(_, at)) = place.filter(|_| !self.has(&needed)) {
                return Err(PatternProblem::PartOfDate { part, missing }.at(at));
            }
        }
        Ok(self)
    }
}
