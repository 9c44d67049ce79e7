//! `broadsheet new`: an empty project.

use super::args::NewArgs;
use super::failure::{Failure, Outcome};
use super::output::Output;
use crate::model::schema::Schema;
use crate::session::Session;
use crate::session::error::io_words;

/// Makes the project.
///
/// # Errors
/// If the schema cannot be used or the file cannot be made.
pub(super) fn run(args: &NewArgs, output: &Output) -> Result<Outcome, Failure> {
    let schema = match &args.schema {
        Some(path) => {
            let failed = |message| Failure::File {
                message,
                path: path.clone(),
            };
            let text = std::fs::read_to_string(path).map_err(|error| {
                failed(format!("the schema cannot be read: {}", io_words(&error)))
            })?;
            Schema::from_ron(&text).map_err(|error| {
                failed(format!("the schema cannot be used: {error}; mend the file"))
            })?
        }
        None => Schema::newspaper(),
    };
    Session::create(&args.project, &schema)?;
    output.done(&format!("made {}", args.project.display()))?;
    Ok(Outcome::Fine)
}
