//! `broadsheet gazetteer`: the project's own lists of places.

use super::args::{GazetteerArgs, GazetteerWork};
use super::failure::{Failure, Outcome};
use super::output::{Output, count};
use crate::session::Session;
use crate::suggest::gazetteer::Gazetteer;

/// Adds, lists or removes.
///
/// # Errors
/// If the project or the table cannot be read, the project cannot be written, or there is
/// no gazetteer of a name.
pub(super) fn run(args: &GazetteerArgs, output: &Output) -> Result<Outcome, Failure> {
    match &args.work {
        GazetteerWork::Add { csv, name } => {
            let mut session = Session::open(&args.project)?;
            let report = session.load_gazetteer(csv, name.as_deref())?;
            for fault in &report.refused {
                output.remark(&format!("{fault}: {}", csv.display()));
            }
            if report.taken == 0 {
                return Err(Failure::File {
                    message: "it has no row that could be taken; the project stays as it is"
                        .to_owned(),
                    path: csv.clone(),
                });
            }
            let replaced = if report.replaced { " again" } else { "" };
            output.done(&format!(
                "added the gazetteer {:?}{replaced} with {}; rows left out: {}",
                report.name,
                count(report.taken, "place"),
                report.refused.len()
            ))?;
            Ok(Outcome::of(!report.refused.is_empty()))
        }
        GazetteerWork::List => {
            let session = Session::open_read_only(&args.project)?;
            let built_in = Gazetteer::builtin().places().len();
            output.result(&format!("built-in: {}", count(built_in, "place")))?;
            for info in session.gazetteers() {
                output.result(&format!("{}: {}", info.name, count(info.places, "place")))?;
            }
            Ok(Outcome::Fine)
        }
        GazetteerWork::Remove { name } => {
            let mut session = Session::open(&args.project)?;
            if !session.remove_gazetteer(name)? {
                let known = session.gazetteers().into_iter();
                let known: Vec<String> = known.map(|info| info.name).collect();
                return Err(Failure::Usage(format!(
                    "the project has no gazetteer {name:?}; it has: {}",
                    known.join(", ")
                )));
            }
            output.done(&format!("removed the gazetteer {name:?}"))?;
            Ok(Outcome::Fine)
        }
    }
}
