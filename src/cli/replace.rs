//! `broadsheet replace`: other texts of pages take the place of documents.
//!
//! With `--json` one object; keys are only ever added:
//!
//! | key | value |
//! | --- | --- |
//! | `replaced` | list, one object for each document that was replaced |
//! | `refused` | list of objects with `file` and `message` |
//!
//! A replaced document has `document`, `file`, `shared`, `old_characters`,
//! `new_characters` (white space not counted), `exact`, `adjusted`, `settled` (how many
//! things were carried to equal text, carried over text that differs inside, not needed
//! any more) and `review`, a list of objects with `layer`, `what`, `name`, `fate`,
//! `carried` (whether the new version has it), `text`, `old_line`, `line` (from 1) and
//! `start`, `end` (code points of the new text).

use std::path::Path;

use serde_json::{Value, json};

use super::args::ReplaceArgs;
use super::failure::{Failure, Outcome};
use super::output::{Output, complain};
use crate::edit::reanchor::{Fate, Review, What};
use crate::model::document::Document;
use crate::session::documents::DocumentFilter;
use crate::session::versions::{LayerReport, ReplaceReport, ReplaceRequest};
use crate::session::{Session, SessionError};
use crate::text::decode::{DecodeOptions, Malformed};
use crate::text::source::SourceText;

/// A file that was not used.
struct Refused<'a> {
    file: &'a Path,
    message: String,
}

/// A document that was replaced, with both texts for the lines of places.
struct Done<'a> {
    file: &'a Path,
    report: ReplaceReport,
    old: SourceText,
    new: SourceText,
}

/// Replaces and says what was carried over.
///
/// # Errors
/// If arguments do not go together or the project cannot be written.
pub(super) fn run(args: &ReplaceArgs, output: &Output) -> Result<Outcome, Failure> {
    if args.document.is_some() && args.files.len() > 1 {
        let message = "--document names one document; give one file with it";
        return Err(Failure::Usage(message.to_owned()));
    }
    let mut session = Session::open(&args.project)?;
    let mut refused = Vec::new();
    let mut done = Vec::new();
    let ended = output.watch("replaced", |ticket| {
        for (file, number) in args.files.iter().zip(1..) {
            match replace(&mut session, args, file)? {
                Ok(one) => done.push(one),
                Err(message) => refused.push(Refused { file, message }),
            }
            ticket.report(number, args.files.len() as u64);
        }
        Ok::<(), Failure>(())
    });
    // What was replaced before something went wrong has its list of things to review too.
    let ended = match ended {
        Err(error) if done.is_empty() => return Err(error),
        ended => ended,
    };
    let open = done.iter().any(|one| one.report.open() > 0);
    if args.json {
        output.json(&as_json(&done, &refused))?;
    } else {
        tell(&done, &refused, output)?;
    }
    ended?;
    Ok(Outcome::of(open || !refused.is_empty()))
}

/// Replaces one document, or says why the file cannot be used.
fn replace<'a>(
    session: &mut Session,
    args: &'a ReplaceArgs,
    file: &'a Path,
) -> Result<Result<Done<'a>, String>, Failure> {
    let own = file.file_name().unwrap_or_default().to_string_lossy();
    let name = args.document.as_deref().unwrap_or(&own);
    let document = match find(session, name) {
        Ok(document) => document,
        // A name that was typed is an argument; one of a file is one of many.
        Err(error) if args.document.is_some() => return Err(error.into()),
        Err(error) => return Ok(Err(error.to_string())),
    };
    let malformed = if args.lossy {
        Malformed::Replace
    } else {
        Malformed::Refuse
    };
    let request = ReplaceRequest {
        document: document.id,
        path: file.to_path_buf(),
        decode: DecodeOptions {
            encoding: args.encoding,
            malformed,
        },
    };
    match session.replace_document(&request) {
        Ok(report) => {
            let (old, new) = (session.text_of(report.old)?, session.text_of(report.new)?);
            Ok(Ok(Done {
                file,
                report,
                old,
                new,
            }))
        }
        Err(SessionError::Content { message, .. }) => Ok(Err(message)),
        Err(error) => Err(error.into()),
    }
}

/// The one document of a name.
fn find(session: &Session, name: &str) -> Result<Document, SessionError> {
    let filter = DocumentFilter {
        names: vec![name.to_owned()],
    };
    let mut found = session.documents(&filter)?;
    match (found.pop(), found.is_empty()) {
        (Some(document), true) => Ok(document),
        _ => Err(SessionError::SeveralDocuments(name.to_owned())),
    }
}

fn tell(done: &[Done<'_>], refused: &[Refused<'_>], output: &Output) -> Result<(), Failure> {
    for refusal in refused {
        let (message, file) = (&refusal.message, refusal.file.display());
        complain(&format!("not replaced: {message}: {file}"));
    }
    for one in done {
        let report = &one.report;
        for (layer, review) in reviews(report) {
            output.result(&review_line(one, layer, review))?;
        }
        if report.unreadable > 0 {
            let count = report.unreadable;
            output.remark(&format!(
                "note: characters that could not be read and were replaced: {count}: {}",
                one.file.display()
            ));
        }
        output.done(&format!(
            "{}: {} of {} characters are in the new text; carried exactly: {}, over changed \
             text: {}, not needed any more: {}, for review: {}",
            report.name,
            report.shared,
            report.ink.0,
            report.sum(|told| told.exact),
            report.sum(|told| told.adjusted),
            report.sum(|told| told.settled),
            report.open(),
        ))?;
    }
    Ok(())
}

fn reviews(report: &ReplaceReport) -> impl Iterator<Item = (&LayerReport, &Review)> {
    let of = |layer| std::iter::repeat(layer);
    report
        .layers
        .iter()
        .flat_map(move |layer| of(layer).zip(&layer.told.review))
}

fn review_line(one: &Done<'_>, layer: &LayerReport, review: &Review) -> String {
    let what = match review.what {
        What::LineBreak => "line end",
        other => other.as_str(),
    };
    let name = if review.name.is_empty() {
        String::new()
    } else {
        format!(" {}", review.name)
    };
    let line = |source: &SourceText, at| source.line_of(at) + 1;
    format!(
        "review: {}, line {} (before: {}), layer {}: {what}{name}: {}: {}",
        one.report.name,
        line(&one.new, review.place.start()),
        line(&one.old, review.old.start()),
        layer.name,
        fate(review.fate),
        review.surface,
    )
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::TextChanged => "carried, but its text has changed",
        Fate::EndGuessed => "carried, but an end of it was guessed",
        Fate::TornApart => "carried in parts, its text was torn apart",
        Fate::Lost => "not carried, its text is not there",
        Fate::Unsupported => "not carried, a mention of it was not",
        Fate::NotInSchema => "not carried, the schema does not know it",
        Fate::RightAlready => "not carried, the new text reads right",
        Fate::LinesJoined => "not carried, the two lines are one now",
    }
}

fn as_json(done: &[Done<'_>], refused: &[Refused<'_>]) -> Value {
    let replaced: Vec<Value> = done.iter().map(done_json).collect();
    let refused: Vec<Value> = refused
        .iter()
        .map(|one| json!({"file": one.file.display().to_string(), "message": one.message}))
        .collect();
    json!({"replaced": replaced, "refused": refused})
}

fn done_json(one: &Done<'_>) -> Value {
    let report = &one.report;
    let review: Vec<Value> = reviews(report)
        .map(|(layer, review)| {
            json!({
                "layer": layer.name,
                "what": review.what.as_str(),
                "name": review.name,
                "fate": review.fate.as_str(),
                "carried": review.fate.is_carried(),
                "text": review.surface,
                "old_line": one.old.line_of(review.old.start()) + 1,
                "line": one.new.line_of(review.place.start()) + 1,
                "start": review.place.start().0,
                "end": review.place.end().0,
            })
        })
        .collect();
    json!({
        "document": report.name,
        "file": one.file.display().to_string(),
        "shared": report.shared,
        "old_characters": report.ink.0,
        "new_characters": report.ink.1,
        "exact": report.sum(|told| told.exact),
        "adjusted": report.sum(|told| told.adjusted),
        "settled": report.sum(|told| told.settled),
        "review": review,
    })
}
