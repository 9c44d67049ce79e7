//! `broadsheet evaluate`: how good a layer is, measured against another one.
//!
//! [`json`] says which keys there are, [`table`] is what people get.

mod json;
mod table;

use super::args::EvaluateArgs;
use super::failure::{Failure, Outcome};
use super::output::Output;
use crate::session::Session;
use crate::session::documents::DocumentFilter;

/// Measures and writes the figures.
///
/// # Errors
/// If a layer or a document is not in the project, or gold says nothing of any of the
/// documents.
pub(super) fn run(args: &EvaluateArgs, output: &Output) -> Result<Outcome, Failure> {
    let session = Session::open_read_only(&args.project)?;
    let gold = session.layer_named(&args.gold)?.id;
    let layer = session.layer_named(&args.layer)?.id;
    let documents = DocumentFilter {
        names: args.document.clone(),
    };
    let evaluation = output.watch("measured", |ticket| {
        session.evaluate(gold, layer, &documents, ticket)
    })?;
    if args.json {
        output.json(&json::of(&evaluation, &args.gold, &args.layer))?;
    } else {
        for line in table::lines(&evaluation, &args.gold, &args.layer) {
            output.result(&line)?;
        }
    }
    // Leaving out what has no gold is the use; leaving out what was named is not.
    let named = !args.document.is_empty();
    Ok(Outcome::of(named && !evaluation.left_out.is_empty()))
}
