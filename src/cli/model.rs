//! `broadsheet model`: what the project has learned of mentions, as a file.

use super::args::{ModelArgs, ModelWork};
use super::failure::{Failure, Outcome};
use super::output::{Output, count};
use crate::session::Session;

/// Exports, imports, forgets or tells; or names the page from which most is to be learned.
///
/// # Errors
/// If the project or the file cannot be read or written, or nothing was taught.
pub(super) fn run(args: &ModelArgs, output: &Output) -> Result<Outcome, Failure> {
    match &args.work {
        ModelWork::Export { file } => {
            let session = Session::open_read_only(&args.project)?;
            let known = session.export_model(file, &|| false)?.unwrap_or_default();
            output.done(&format!("exported a tagger that knows {}", told(&known)))?;
        }
        ModelWork::Import { file } => {
            let mut session = Session::open(&args.project)?;
            let known = session.import_model(file)?;
            output.done(&format!("imported a tagger that knows {}", told(&known)))?;
        }
        ModelWork::Forget => {
            let forgotten = Session::open(&args.project)?.forget_model()?;
            if !forgotten {
                let message = "no tagger was imported into the project".to_owned();
                return Err(Failure::Usage(message));
            }
            output.done("forgot the tagger that was imported")?;
        }
        ModelWork::Info => {
            let session = Session::open_read_only(&args.project)?;
            let info = session.model_info(&|| false)?;
            output.result(&format!("pages learned from: {}", info.pages))?;
            output.result(&format!("in use: {}", told(&info.used)))?;
            let brought = info.brought.as_deref().map_or("none".to_owned(), told);
            output.result(&format!("imported: {brought}"))?;
        }
        ModelWork::Next => {
            let session = Session::open_read_only(&args.project)?;
            let found = output.watch("looked at", |ticket| {
                let suggester = session.suggester(&[])?;
                session.most_useful(None, &suggester, ticket)
            })?;
            let Some(id) = found.document else {
                output.done("all pages are done")?;
                return Ok(Outcome::Fine);
            };
            output.result(&session.document(id)?.name)?;
            output.remark(&format!(
                "looked at {} of {} not done",
                found.looked,
                count(found.open, "page")
            ));
        }
    }
    Ok(Outcome::Fine)
}

fn told(labels: &[(String, u64)]) -> String {
    if labels.is_empty() {
        return "nothing".to_owned();
    }
    let each = labels.iter();
    let each = each.map(|(label, number)| format!("{label} from {}", count(*number, "mention")));
    each.collect::<Vec<_>>().join(", ")
}
