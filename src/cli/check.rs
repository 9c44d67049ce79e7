//! `broadsheet check`: is everything in order?
//!
//! With `--json` one object; keys are only ever added:
//!
//! | key | value |
//! | --- | --- |
//! | `ok` | `true` if there is nothing worse than advice |
//! | `findings` | list of what was found |
//!
//! A finding has `severity` (`error` or `advice`), `place` (a document and layer, a
//! table, the file) and `message`.

use serde_json::{Value, json};

use super::args::CheckArgs;
use super::failure::{Failure, Outcome};
use super::output::Output;
use crate::session::{Session, SessionError};
use crate::store::error::StoreError;
use crate::store::verify::{Finding, Severity};

/// Checks and writes what was found.
///
/// # Errors
/// If the check cannot run. A file that is too damaged to be opened has been
/// checked: that is what was found.
pub(super) fn run(args: &CheckArgs, output: &Output) -> Result<Outcome, Failure> {
    let checked = Session::open_read_only(&args.project)
        .and_then(|session| output.watch("checked", |ticket| session.check(ticket)));
    let findings = match checked {
        Ok(findings) => findings,
        Err(error @ SessionError::Store(StoreError::Damaged { .. })) => vec![Finding {
            severity: Severity::Error,
            place: "file".to_owned(),
            message: error.to_string(),
        }],
        Err(error) => return Err(error.into()),
    };
    let errors = number(&findings, Severity::Error);
    if args.json {
        output.json(&as_json(&findings))?;
    } else {
        for finding in &findings {
            let (severity, place) = (name(finding.severity), &finding.place);
            output.result(&format!("{severity}: {place}: {}", finding.message))?;
        }
        let advice = number(&findings, Severity::Advice);
        output.done(&format!("errors: {errors}, advice: {advice}"))?;
    }
    Ok(Outcome::of(errors > 0))
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

fn as_json(findings: &[Finding]) -> Value {
    let list: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!({
                "severity": name(finding.severity),
                "place": finding.place,
                "message": finding.message,
            })
        })
        .collect();
    json!({
        "ok": number(findings, Severity::Error) == 0,
        "findings": list,
    })
}
