//! `broadsheet salvage`: what can be read of a damaged project, in a new one.

use super::args::SalvageArgs;
use super::failure::{Failure, Outcome};
use super::output::{Output, count};
use crate::session::check::salvage;

/// Saves what can be saved and says what was lost; findings if anything was.
///
/// # Errors
/// If nothing can be read or the new project cannot be made.
pub(super) fn run(args: &SalvageArgs, output: &Output) -> Result<Outcome, Failure> {
    let report = output.watch("salvaged", |_| salvage(&args.damaged, &args.new))?;
    if report.tables.iter().all(|table| table.kept == 0) {
        // The new project holds nothing, and nobody but us has seen it yet.
        if let Err(error) = std::fs::remove_file(&args.new) {
            log::warn!("an empty project is left behind: {error}");
        }
        let message = "nothing of a project was found in this file; nothing was saved".to_owned();
        return Err(Failure::File {
            message,
            path: args.damaged.clone(),
        });
    }
    for table in report.tables.iter().filter(|table| table.lost > 0) {
        output.result(&format!(
            "{}: {} lost, {} kept",
            table.table,
            count(table.lost, "row"),
            table.kept
        ))?;
    }
    for table in report.tables.iter().filter(|table| table.refused > 0) {
        output.result(&format!(
            "{}: rows that make no sense any more and were left out: {}",
            table.table, table.refused
        ))?;
    }
    for note in &report.notes {
        output.result(note)?;
    }
    let kept = |name: &str| {
        let found = report.tables.iter().find(|table| table.table == name);
        count(found.map_or(0, |table| table.kept), name)
    };
    output.done(&format!(
        "{}, {}, {} saved in {}",
        kept("document"),
        kept("article"),
        kept("entity"),
        args.new.display()
    ))?;
    Ok(Outcome::of(!report.is_complete()))
}
