//! `broadsheet check`: is everything in order?
//!
//! With `--json` one object; keys are only ever added:
//!
//! | key | value |
//! | --- | --- |
//! | `ok` | `true` if there is nothing worse than advice |
//! | `findings` | list of what was found |
//! | `problems` | numbers of problems of the pages: `found`, `ignored` |
//!
//! A finding has `severity` (`error` or `advice`), `place` (a document and layer, a
//! table, the file) and `message`. One that is a problem of a page also has `kind`
//! (the kind of problem, such as `no-headline`), `level` (`error`, `warning`, `hint`),
//! `document`, `layer` and `line` (from 1). Problems of pages are always advice.

use serde_json::{Value, json};

use super::args::{CheckArgs, ProblemList};
use super::failure::{Failure, Outcome};
use super::output::Output;
use crate::model::layer::{Layer, Scope};
use crate::session::continuations::LinkProblem;
use crate::session::documents::DocumentFilter;
use crate::session::problems::PageProblem;
use crate::session::{Session, SessionError};
use crate::store::error::StoreError;
use crate::store::verify::{Finding, Severity};

/// So many problems are listed unless all are asked for.
const FIRST: usize = 100;

/// The problems of the pages, each with the name of its layer.
#[derive(Default)]
struct Advice {
    found: Vec<(String, PageProblem)>,
    ignored: u64,
    /// Links between articles that lead nowhere, double or in a circle.
    links: Vec<Finding>,
}

/// Checks and writes what was found.
///
/// # Errors
/// If the check cannot run. A file that is too damaged to be opened has been
/// checked: that is what was found.
pub(super) fn run(args: &CheckArgs, output: &Output) -> Result<Outcome, Failure> {
    let checked = Session::open_read_only(&args.project).and_then(|session| {
        let findings = output.watch("checked", |ticket| session.check(ticket))?;
        // What a damaged page says is not worth advice.
        let sound = number(&findings, Severity::Error) == 0;
        let wanted = sound && args.problems != ProblemList::None;
        let advice = wanted
            .then(|| look_at_pages(&session, output))
            .transpose()?;
        Ok((findings, advice))
    });
    let (mut findings, mut advice) = match checked {
        Ok(checked) => checked,
        Err(error @ SessionError::Store(StoreError::Damaged { .. })) => {
            let finding = Finding {
                severity: Severity::Error,
                place: "file".to_owned(),
                message: error.to_string(),
            };
            (vec![finding], None)
        }
        Err(error) => return Err(error.into()),
    };
    if let Some(advice) = &mut advice {
        findings.append(&mut advice.links);
    }
    let errors = number(&findings, Severity::Error);
    if args.json {
        output.json(&as_json(&findings, advice.as_ref(), args.problems))?;
    } else {
        say(&findings, advice.as_ref(), args.problems, output)?;
    }
    Ok(Outcome::of(errors > 0))
}

/// The problems of all pages in all layers that people work in.
fn look_at_pages(session: &Session, output: &Output) -> Result<Advice, SessionError> {
    let mut advice = Advice::default();
    for layer in session.own_layers() {
        let report = output.watch("looked at", |ticket| {
            session.problems(layer.id, &DocumentFilter::default(), ticket)
        })?;
        advice.ignored += report.ignored;
        for problem in session.link_problems(layer.id)? {
            advice.links.push(link_finding(session, layer, problem)?);
        }
        let found = report.found.into_iter();
        advice
            .found
            .extend(found.map(|problem| (layer.name.clone(), problem)));
    }
    Ok(advice)
}

/// A link between articles that is not as it should be, as advice.
fn link_finding(
    session: &Session,
    layer: &Layer,
    problem: LinkProblem,
) -> Result<Finding, SessionError> {
    let (link, what) = match problem {
        LinkProblem::Missing(link) => (
            link,
            "continues an article that is in no page of the project; link it anew",
        ),
        LinkProblem::Twice(link) => (
            link,
            "continues an article that another one continues already; unlink one of the two",
        ),
        LinkProblem::Circle(link) => (link, "continues itself by way of others; unlink it"),
    };
    let scope = Scope {
        document: link.from.document,
        layer: layer.id,
    };
    let annotations = session.annotations_now(scope)?;
    let number = annotations
        .article_number(link.from.article)
        .unwrap_or_default();
    let document = session.document(scope.document)?;
    Ok(Finding {
        severity: Severity::Advice,
        place: format!("{} ({})", document.name, layer.name),
        message: format!("article {number} {what}"),
    })
}

/// The problems that are to be listed.
fn listed(advice: Option<&Advice>, list: ProblemList) -> &[(String, PageProblem)] {
    let all = advice.map_or(&[][..], |advice| &advice.found);
    match list {
        ProblemList::All => all,
        ProblemList::First => all.get(..FIRST).unwrap_or(all),
        ProblemList::Count | ProblemList::None => &[],
    }
}

fn say(
    findings: &[Finding],
    advice: Option<&Advice>,
    list: ProblemList,
    output: &Output,
) -> std::io::Result<()> {
    for finding in findings {
        let (severity, place) = (name(finding.severity), &finding.place);
        output.result(&format!("{severity}: {place}: {}", finding.message))?;
    }
    let listed = listed(advice, list);
    for (layer, found) in listed {
        let place = place(layer, found);
        output.result(&format!("advice: {place}: {}", found.problem))?;
    }
    let errors = number(findings, Severity::Error);
    let mut told = number(findings, Severity::Advice);
    if let Some(Advice { found, ignored, .. }) = advice {
        told += found.len();
        let more = found.len() - listed.len();
        if more > 0 && list == ProblemList::First {
            output.done(&format!("and {more} more; `--problems all` lists them"))?;
        }
        if *ignored > 0 {
            output.done(&format!("problems that are ignored: {ignored}"))?;
        }
    }
    output.done(&format!("errors: {errors}, advice: {told}"))
}

/// Where a problem is, in words.
fn place(layer: &str, found: &PageProblem) -> String {
    format!("{} ({layer}), line {}", found.name, found.line)
}

fn number(findings: &[Finding], severity: Severity) -> usize {
    let of = findings.iter().filter(|found| found.severity == severity);
    of.count()
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Advice => "advice",
        Severity::Error => "error",
    }
}

fn as_json(findings: &[Finding], advice: Option<&Advice>, list: ProblemList) -> Value {
    let of_file = findings.iter().map(|finding| {
        json!({
            "severity": name(finding.severity),
            "place": finding.place,
            "message": finding.message,
        })
    });
    let of_pages = listed(advice, list).iter().map(|(layer, found)| {
        json!({
            "severity": name(Severity::Advice),
            "place": place(layer, found),
            "message": found.problem.to_string(),
            "kind": found.problem.kind.as_str(),
            "level": found.problem.severity.as_str(),
            "document": found.name,
            "layer": layer,
            "line": found.line,
        })
    });
    let mut object = json!({
        "ok": number(findings, Severity::Error) == 0,
        "findings": of_file.chain(of_pages).collect::<Vec<_>>(),
    });
    if let Some(Advice { found, ignored, .. }) = advice {
        object["problems"] = json!({ "found": found.len(), "ignored": ignored });
    }
    object
}
