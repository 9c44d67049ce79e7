//! From the record of a page to changes of the model.
//!
//! What is good is kept and what is not is listed, one [`Problem`] each; the
//! changes that come out can all be applied to a page that has no annotations
//! in the layer. Only a record whose text is not that of the page is refused as
//! a whole: none of its offsets would mean anything.

mod articles;
mod ids;
mod mentions;
mod problem;
mod repairs;

use std::fmt;

pub use problem::Problem;

use uuid::Uuid;

use crate::edit::op::{Change, PageChange};
use crate::format::pages::{Number, PageRecord};
use crate::model::id::{AuthorityId, Label};
use crate::model::schema::Schema;
use crate::text::offset::ByteOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// How records become objects.
#[derive(Debug, Clone, Copy)]
pub struct AttachOptions {
    /// Whether everything gets a fresh id even where the record has a UUID. Only
    /// a caller who knows that the project has none of them may say `false`: the
    /// same file can be imported into two layers.
    pub fresh_ids: bool,
    /// Gives articles ids that depend on nothing but this and their ids in the file,
    /// so that links between articles of different pages still lead where they led.
    /// Something that no other import has, such as the id of the layer.
    pub space: Option<Uuid>,
}

impl Default for AttachOptions {
    fn default() -> Self {
        Self {
            fresh_ids: true,
            space: None,
        }
    }
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attached {
    /// Insertions in an order in which they can be applied.
    pub changes: Vec<PageChange>,
    /// What was left out or altered, in the order of the record.
    pub problems: Vec<Problem>,
}

/// Makes changes out of a record for the page that has the text `source`.
///
/// `authority` finds or makes the authority record for a canonical name; it is
/// asked only for mentions that are kept. Where it cannot say which one is meant, the
/// mention is kept without a record.
pub fn attach(
    record: &PageRecord,
    source: &SourceText,
    schema: &Schema,
    authority: &mut dyn FnMut(&Label, &str) -> Option<AuthorityId>,
    options: AttachOptions,
) -> Attached {
    let mut attacher = Attacher {
        document: &record.document,
        source,
        schema,
        options,
        out: Attached::default(),
    };
    if let Some(text) = &record.text
        && let Some(message) = difference(source, text)
    {
        attacher.problem("text", message);
        return attacher.out;
    }
    // Before the articles, whose headlines they correct.
    attacher.corrections(record);
    attacher.articles(record);
    attacher.line_breaks(record);
    attacher.mentions(record, authority);
    attacher.out
}

/// The work on one record.
struct Attacher<'a> {
    /// What the record calls its page.
    document: &'a str,
    source: &'a SourceText,
    schema: &'a Schema,
    options: AttachOptions,
    out: Attached,
}

impl Attacher<'_> {
    fn problem(&mut self, place: impl fmt::Display, message: impl Into<String>) {
        self.out.problems.push(Problem {
            place: place.to_string(),
            message: message.into(),
        });
    }

    fn insert<T>(&mut self, kind: impl FnOnce(Change<T>) -> PageChange, value: T) {
        self.out.changes.push(kind(Change::Insert(value)));
    }

    /// The span that a record gives, or why it is none of this page.
    fn span(&self, start: &Number, end: &Number) -> Result<Span, String> {
        let (start, end) = match (&start.0, &end.0) {
            (Ok(start), Ok(end)) => (*start, *end),
            (Err(instead), _) => return Err(not_an_offset("start", instead)),
            (_, Err(instead)) => return Err(not_an_offset("end", instead)),
        };
        let len = self.source.len();
        let span = Span::new(start, end).ok_or_else(|| {
            format!("{start}..{end} runs backwards; the end must come after the start")
        })?;
        if span.is_empty() {
            return Err(format!(
                "{span} is empty; ends are exclusive, so one character at {start} is {start}..{}",
                u64::from(start) + 1
            ));
        }
        if !self.source.contains(span) {
            return Err(format!(
                "{span} leaves the text, which has {len} code points; offsets count code points, \
                 neither bytes nor UTF-16 units"
            ));
        }
        Ok(span)
    }
}

fn not_an_offset(key: &str, instead: &str) -> String {
    let instead = if instead.is_empty() {
        "missing"
    } else {
        instead
    };
    format!("its {key} is {instead}; write a whole number from 0 on, without quotation marks")
}

/// Where a text is not that of the page, in words; `None` if it is.
fn difference(source: &SourceText, text: &str) -> Option<String> {
    const REMEDY: &str = "import it only into the page from which it was made";
    let own = source.text();
    if own == text {
        return None;
    }
    let same = own.bytes().zip(text.bytes()).take_while(|(a, b)| a == b);
    let at = source.char_offset(ByteOffset(same.count() as u32));
    let line = source.line_of(at) + 1;
    // The texts are alike up to here, so the offset is good in both.
    let theirs = text.get(source.byte_offset(at).index()..)?.chars().next();
    Some(match (source.char_at(at), theirs) {
        (Some(own), Some(theirs)) => format!(
            "at code point {at} (line {line}) the record has {theirs:?} where the page has \
             {own:?}; {REMEDY}"
        ),
        (None, _) => format!("the record's text goes on after the end of the page's; {REMEDY}"),
        (_, None) => format!(
            "the record's text ends at code point {at} (line {line}) and the page's goes on; \
             {REMEDY}"
        ),
    })
}

#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;
