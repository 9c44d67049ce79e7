//! `broadsheet suggest`: proposals for the pages of a project, into the layer
//! `suggestions`.

use super::args::SuggestArgs;
use super::failure::{Failure, Outcome};
use super::output::{Output, count};
use crate::session::Session;
use crate::session::documents::DocumentFilter;
use crate::session::suggest::SuggestRequest;

/// Proposes, and accepts what is sure enough if that was asked for.
///
/// # Errors
/// If the project cannot be read or written, or there is no document of a name.
pub(super) fn run(args: &SuggestArgs, output: &Output) -> Result<Outcome, Failure> {
    let mut session = Session::open(&args.project)?;
    let request = SuggestRequest {
        engines: args.engine.clone(),
        filter: DocumentFilter {
            names: args.document.clone(),
        },
        accept_above: args.accept_above,
    };
    let report = output.watch("suggested", |ticket| session.suggest(&request, ticket))?;
    output.done(&format!(
        "suggested {} and {} on {}, blocks of text left open: {}; learned from {}",
        count(report.proposed.articles, "article"),
        count(report.proposed.entities, "entity"),
        count(report.documents, "page"),
        report.proposed.open,
        count(report.taught, "accepted page"),
    ))?;
    if args.accept_above.is_some() {
        let finished = match report.finished {
            0 => String::new(),
            pages => format!("; pages done or reviewed, which stay as they are: {pages}"),
        };
        let accepted = count(report.accepted, "decision");
        output.done(&format!("accepted {accepted}{finished}"))?;
    }
    Ok(Outcome::Fine)
}
