//! `broadsheet export`: a dataset, into a file or to standard output.

use std::io;
use std::path::Path;

use super::args::ExportArgs;
use super::failure::{Failure, Outcome};
use super::output::{Output, count};
use crate::session::Session;
use crate::session::documents::DocumentFilter;
use crate::session::export::ExportRequest;

/// Writes the dataset.
///
/// # Errors
/// If the layer, a label or a document is not in the project, or the file cannot be
/// written; an older file of the same name is then as it was.
pub(super) fn run(args: &ExportArgs, output: &Output) -> Result<Outcome, Failure> {
    let session = Session::open_read_only(&args.project)?;
    let request = ExportRequest {
        format: args.format,
        path: args.out.clone(),
        layer: session.layer_named(&args.layer)?.id,
        labels: session.labels_named(&args.label)?,
        documents: DocumentFilter {
            names: args.document.clone(),
        },
    };
    if args.out == Path::new("-") {
        output.watch("exported", |ticket| {
            session.export_to(&request, ticket, io::stdout().lock())
        })?;
        return Ok(Outcome::Fine);
    }
    let report = output.watch("exported", |ticket| session.export(&request, ticket))?;
    output.done(&format!(
        "{} of {} written to {}",
        count(report.records, "record"),
        count(report.documents, "document"),
        args.out.display()
    ))?;
    Ok(Outcome::Fine)
}
