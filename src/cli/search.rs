//! `broadsheet search`: keyword in context, for people, as JSON or as a table.
//!
//! With `--json` one object a hit, one hit a line; keys are only ever added:
//!
//! | key | value |
//! | --- | --- |
//! | `document`, `newspaper`, `date`, `page` | the document; `null` for what is not known |
//! | `start`, `end` | code points of the raw text |
//! | `line` | the line on which it begins, from 1 |
//! | `article` | its number on the page, from 1, or `null` |
//! | `role` | a role, `furniture` or `unassigned` |
//! | `left`, `hit`, `right` | what stands before, in and after it |
//! | `label` | label of the mention with its very ends, or `null` |

use std::io::{self, Write as _};

use serde_json::{Value, json};

use super::args::SearchArgs;
use super::failure::{Failure, Outcome};
use super::output::{Output, count};
use crate::format::FormatError;
use crate::format::metadata::normalise_date;
use crate::model::id::Label;
use crate::session::Session;
use crate::session::search::{
    DocumentTest, Ground, Hit, MentionWish, SearchReport, SearchRequest, SearchedText, write_csv,
};
use crate::text::pattern::Pattern;

/// Searches and writes the hits.
///
/// # Errors
/// If the query cannot be used, a layer, label or role is not known, or the project
/// cannot be read.
pub(super) fn run(args: &SearchArgs, output: &Output) -> Result<Outcome, Failure> {
    let session = Session::open_read_only(&args.project)?;
    let request = request(args, &session)?;
    let report = if args.csv {
        table(args, &session, &request, output)?
    } else {
        lines(args, &session, &request, output)?
    };
    if report.cut {
        output.remark(&format!("there are more hits; --limit is {}", args.limit));
    }
    Ok(Outcome::of(report.cut))
}

fn request(args: &SearchArgs, session: &Session) -> Result<SearchRequest, Failure> {
    let pattern = if args.regex {
        Pattern::regex(&args.query, args.case)
    } else {
        Pattern::words(&args.query, args.case)
    };
    let pattern = pattern.map_err(|error| Failure::Usage(error.to_string()))?;
    let layer = session.layer_named(&args.layer)?.id;
    let by = args.by.as_deref().map(|name| session.layer_named(name));
    let over = if args.raw {
        SearchedText::Raw
    } else {
        SearchedText::Reading
    };
    Ok(SearchRequest {
        over,
        by: by.transpose()?.map(|layer| layer.id),
        documents: DocumentTest {
            name: args.document.clone(),
            newspaper: args.newspaper.clone(),
            from: date(&args.from)?,
            to: date(&args.to)?,
            statuses: args.status.clone(),
        },
        grounds: grounds(args, session)?,
        mention: mention(args, session)?,
        limit: args.limit,
        ..SearchRequest::new(pattern, layer)
    })
}

fn date(typed: &str) -> Result<String, Failure> {
    if typed.is_empty() {
        return Ok(String::new());
    }
    let message = || {
        Failure::Usage(format!(
            "{typed:?} is no date; write 2024, 2024-03 or 2024-03-15"
        ))
    };
    normalise_date(typed).ok_or_else(message)
}

fn grounds(args: &SearchArgs, session: &Session) -> Result<Vec<Ground>, Failure> {
    let ground = |name: &String| {
        let ground = Ground::named(name);
        match &ground {
            Ground::Role(role) if session.schema().role(role).is_none() => {
                let roles = session.schema().roles.iter().map(|def| def.id.as_str());
                let known: Vec<_> = roles.chain(["furniture", "unassigned"]).collect();
                let known = known.join(", ");
                let message = format!("the schema has no role {name:?}; it has: {known}");
                Err(Failure::Usage(message))
            }
            _ => Ok(ground),
        }
    };
    args.role.iter().map(ground).collect()
}

fn mention(args: &SearchArgs, session: &Session) -> Result<MentionWish, Failure> {
    let label = |name: &String| -> Result<Option<Label>, Failure> {
        if name == "any" {
            return Ok(None);
        }
        Ok(session.labels_named(std::slice::from_ref(name))?.pop())
    };
    Ok(match args {
        SearchArgs {
            inside: Some(name), ..
        } => MentionWish::Inside(label(name)?),
        SearchArgs {
            outside: Some(name),
            ..
        } => MentionWish::Outside(label(name)?),
        SearchArgs {
            tagged: Some(name), ..
        } => MentionWish::Tagged(label(name)?),
        SearchArgs {
            untagged: Some(name),
            ..
        } => MentionWish::Untagged(label(name)?),
        _ => MentionWish::Any,
    })
}

/// Writes hits as they are found.
fn lines(
    args: &SearchArgs,
    session: &Session,
    request: &SearchRequest,
    output: &Output,
) -> Result<SearchReport, Failure> {
    let mut written = Ok(());
    let report = output.watch("searched", |ticket| {
        session.search(request, ticket, |hits| {
            written = hits.iter().try_for_each(|hit| match args.json {
                true => output.json(&as_json(hit)),
                false => output.result(&line(hit)),
            });
            written.is_ok()
        })
    })?;
    written?;
    if !args.json {
        let hits = count(report.hits, "hit");
        let documents = count(report.documents, "document");
        output.remark(&format!("{hits} in {documents}"));
    }
    Ok(report)
}

fn table(
    args: &SearchArgs,
    session: &Session,
    request: &SearchRequest,
    output: &Output,
) -> Result<SearchReport, Failure> {
    let mut all = Vec::new();
    let report = output.watch("searched", |ticket| {
        session.search(request, ticket, |hits| {
            all.extend(hits);
            true
        })
    })?;
    let written = write_csv(io::stdout().lock(), &args.layer, &all);
    let mut out = written.map_err(|error| match error {
        FormatError::Io(error) => Failure::Out(error),
        other => Failure::Usage(other.to_string()),
    })?;
    out.flush()?;
    Ok(report)
}

fn line(hit: &Hit) -> String {
    let [left, found, right] = &hit.context;
    let (document, line) = (&hit.found_in.name, hit.line);
    format!("{document}:{line}: {left}[{found}]{right}")
}

fn as_json(hit: &Hit) -> Value {
    let meta = &hit.found_in.meta;
    let [left, found, right] = &hit.context;
    json!({
        "document": hit.found_in.name,
        "newspaper": meta.newspaper,
        "date": meta.date,
        "page": meta.page,
        "start": hit.span.start().0,
        "end": hit.span.end().0,
        "line": hit.line,
        "article": hit.article.map(|(_, number)| number),
        "role": hit.ground.as_str(),
        "left": left,
        "hit": found,
        "right": right,
        "label": hit.label.as_ref().map(Label::as_str),
    })
}
