//! `broadsheet schema`: the schema of a project, printed or changed.
//!
//! Rows that use a name which is called otherwise in the new schema follow it where
//! `--rename` says so; rows that stand in the way are told, one line for each kind, and
//! then nothing is changed.

use std::path::PathBuf;

use clap::Args;

use super::args::Loudness;
use super::failure::{Failure, Outcome};
use super::output::{Output, count};
use crate::edit::schema::{Hitch, Moves, SchemaEdit, Step};
use crate::session::Session;
use crate::session::schema::{Count, SchemaOutcome, Survey, read_schema};

/// Arguments of `schema`.
#[derive(Debug, Clone, Args)]
pub struct SchemaArgs {
    /// Project whose schema is meant.
    pub project: PathBuf,
    /// Put the schema of this file, in RON, in the place of the project's.
    #[arg(long, value_name = "FILE")]
    pub set: Option<PathBuf>,
    /// What is called OLD gets the name NEW of the new schema; may be repeated. OLD is
    /// role:NAME, label:NAME, relation:NAME, attribute:LABEL/NAME or
    /// choice:LABEL/NAME/VALUE, with (article) or (record) for LABEL where articles or
    /// records have the attribute. Nothing for NEW takes values of an attribute away.
    #[arg(long, value_name = "OLD=NEW", requires = "set")]
    pub rename: Vec<String>,
    /// Only say what would be done.
    #[arg(long, requires = "set")]
    pub dry_run: bool,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Prints the schema, or changes it.
///
/// # Errors
/// If the new schema cannot be used, rows stand in its way, or the project cannot be
/// read or written.
pub(super) fn run(args: &SchemaArgs, output: &Output) -> Result<Outcome, Failure> {
    let Some(path) = &args.set else {
        let session = Session::open_read_only(&args.project)?;
        for line in session.schema().to_ron().lines() {
            output.result(line)?;
        }
        return Ok(Outcome::Fine);
    };
    let after = read_schema(path)?;
    let mut moves = Moves::default();
    for text in &args.rename {
        moves.add(text).map_err(Failure::Usage)?;
    }
    let mut session = if args.dry_run {
        Session::open_read_only(&args.project)?
    } else {
        Session::open(&args.project)?
    };
    let before = (**session.schema()).clone();
    let edit = SchemaEdit {
        before,
        after,
        moves,
    };
    if args.dry_run {
        let survey = output.watch("looking at page", |ticket| {
            session.survey_schema(&edit, ticket)
        })?;
        return told(&survey.unwrap_or_default(), "would be changed", output);
    }
    let outcome = output.watch("changing page", |ticket| {
        session.change_schema(&edit, ticket)
    })?;
    match outcome {
        SchemaOutcome::Changed(survey) => told(&survey, "changed", output),
        SchemaOutcome::Refused(survey) => told(&survey, "", output),
        SchemaOutcome::Cancelled => Ok(Outcome::Findings),
    }
}

/// Writes what was or would be done; an error if something stands in the way.
fn told(survey: &Survey, done: &str, output: &Output) -> Result<Outcome, Failure> {
    if !survey.hitches.is_empty() {
        for (hitch, of) in &survey.hitches {
            output.remark(&hitch_line(hitch, of));
        }
        return Err(Failure::Usage(
            "the schema was not changed: what is in use can be renamed (--rename) or must stay"
                .to_owned(),
        ));
    }
    for name in &survey.silenced {
        output.remark(&format!(
            "recognisers know {name} by this name and propose nothing for another one"
        ));
    }
    for (step, of) in &survey.steps {
        output.done(&format!("{}: {}", step_words(step), number(of)))?;
    }
    output.done(&format!(
        "the schema {done}, {}",
        count(survey.rows(), "row")
    ))?;
    Ok(Outcome::Fine)
}

fn step_words(step: &Step) -> String {
    match step {
        Step::Rename(name, to) => format!("{name} to {to}"),
        Step::Drop(name) => format!("{name} taken away"),
        Step::Convert(name) => format!("{name} in another kind"),
        Step::Twin(name) => format!("{name} would be there twice, so one goes"),
        Step::Namesake(name) => {
            format!(
                "{name} gets records with the name of another, which all stay, for namesakes may \
                 be two; the panel of records (Ctrl+Shift+R) merges those that are one"
            )
        }
    }
}

fn hitch_line(hitch: &Hitch, of: &Count) -> String {
    let what = match hitch {
        Hitch::InUse(name) => format!("{name} is in use"),
        Hitch::NoValue(name) => format!("{name} has values that its new kind cannot say"),
        Hitch::TwoValues(name) => format!("{name} would be a second value of one attribute"),
        Hitch::Twins(name) => {
            format!("{name} would be there twice in one place and say different things")
        }
        Hitch::NoRelation(name, from, to) => {
            format!("relation:{name} would not be allowed from {from} to {to}")
        }
    };
    let place = of.first.as_ref().map_or_else(String::new, |example| {
        format!(", such as {:?} in {}", example.text, example.document)
    });
    format!("{what}: {}{place}", number(of))
}

fn number(of: &Count) -> String {
    let number = of.number;
    let rows = (number.rows > 0)
        .then(|| format!("{} in {}", number.rows, count(number.documents, "document")));
    let records = (number.records > 0).then(|| count(number.records, "record"));
    let parts: Vec<String> = rows.into_iter().chain(records).collect();
    parts.join(", ")
}
