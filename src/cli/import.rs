//! `broadsheet import`: raw pages, or annotations into a layer.

use std::path::Path;

use super::args::{ImportArgs, InputFormat};
use super::failure::{Failure, Outcome};
use super::output::{Output, complain, count};
use crate::session::Session;
use crate::session::import::{FileRemark, ImportReport, ImportRequest};
use crate::session::import_pages::{PagesReport, PagesRequest};
use crate::text::decode::{DecodeOptions, Malformed};

/// How many files that are in the project already are listed by name.
const LISTED: usize = 20;

/// Imports and says what came in; findings if something did not.
///
/// # Errors
/// If arguments do not go together or the project cannot be written.
pub(super) fn run(args: &ImportArgs, output: &Output) -> Result<Outcome, Failure> {
    check(args)?;
    let mut session = Session::open(&args.project)?;
    match args.format {
        InputFormat::Txt => {
            let request = raw_request(args);
            let report = output.watch("imported", |ticket| session.import(&request, ticket))?;
            tell_raw(&report, output)
        }
        InputFormat::JsonlPages => {
            let request = PagesRequest {
                paths: args.paths.clone(),
                layer: args.layer.clone().unwrap_or_default(),
            };
            let report =
                output.watch("imported", |ticket| session.import_pages(&request, ticket))?;
            tell_pages(&report, output)
        }
    }
}

/// Refuses options that would have no effect: whoever typed one expects something.
fn check(args: &ImportArgs) -> Result<(), Failure> {
    let given = match args.format {
        InputFormat::Txt => vec![("--layer", args.layer.is_some())],
        InputFormat::JsonlPages => vec![
            ("--encoding", args.encoding.is_some()),
            ("--glob", args.glob.is_some()),
            ("--pattern", args.pattern.is_some()),
            ("--metadata", args.metadata.is_some()),
            ("--lossy", args.lossy),
        ],
    };
    let Some((option, _)) = given.into_iter().find(|(_, given)| *given) else {
        return Ok(());
    };
    let other = match args.format {
        InputFormat::Txt => "jsonl-pages",
        InputFormat::JsonlPages => "txt",
    };
    Err(Failure::Usage(format!(
        "{option} means something only with --format {other}; leave it out or choose that format"
    )))
}

fn raw_request(args: &ImportArgs) -> ImportRequest {
    let malformed = if args.lossy {
        Malformed::Replace
    } else {
        Malformed::Refuse
    };
    ImportRequest {
        paths: args.paths.clone(),
        glob: args.glob.clone(),
        decode: DecodeOptions {
            encoding: args.encoding,
            malformed,
        },
        pattern: args.pattern.clone(),
        sidecar: args.metadata.clone(),
    }
}

fn tell_raw(report: &ImportReport, output: &Output) -> Result<Outcome, Failure> {
    for remark in &report.remarks {
        output.remark(&sentence("note: ", remark));
    }
    for known in report.known.iter().take(LISTED) {
        let (name, path) = (&known.message, shown(&known.path));
        output.remark(&format!("note: already in the project as {name}: {path}"));
    }
    let more = report.known.len().saturating_sub(LISTED);
    if more > 0 {
        output.remark(&format!("note: … and {more} more that were there already"));
    }
    for refused in &report.refused {
        complain(&sentence("not imported: ", refused));
    }
    let mut parts = vec![count(report.imported, "document") + " imported"];
    let mut also = |number: usize, what: &str| {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    };
    also(report.restored, "brought back");
    also(report.known.len(), "already in the project");
    also(report.refused.len(), "refused");
    output.done(&parts.join(", "))?;
    Ok(Outcome::of(!report.refused.is_empty()))
}

fn tell_pages(report: &PagesReport, output: &Output) -> Result<Outcome, Failure> {
    for problem in &report.problems {
        complain(&sentence("", problem));
    }
    let mut parts = vec![format!(
        "annotations of {} imported into layer {}",
        count(report.pages, "page"),
        report.layer
    )];
    if report.documents > 0 {
        parts.push(count(report.documents, "document") + " made");
    }
    if !report.problems.is_empty() {
        parts.push(count(report.problems.len(), "problem"));
    }
    output.done(&parts.join(", "))?;
    Ok(Outcome::of(!report.problems.is_empty()))
}

fn sentence(before: &str, remark: &FileRemark) -> String {
    format!("{before}{}: {}", remark.message, shown(&remark.path))
}

fn shown(path: &Path) -> std::path::Display<'_> {
    path.display()
}
