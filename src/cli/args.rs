//! What the user typed: subcommands, options and their help texts.
//!
//! Only the form is checked here; files are opened and names of layers, labels
//! and documents are looked up where the work is done.

mod care;
mod known;

use std::path::PathBuf;

pub use care::{CheckArgs, ProblemList, SalvageArgs};
pub use known::{GazetteerArgs, GazetteerWork, ModelArgs, ModelWork};

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};
use strum::IntoEnumIterator as _;

use crate::format::ExportFormat;
use crate::format::metadata::NamePattern;
use crate::model::document::Status;
use crate::session::statistics::{Grain, TableKind};
use crate::suggest::Engine;
use crate::text::decode::Encoding;

/// Said below every help text.
const EXIT_CODES: &str = "Exit codes: 0 all is well, 1 something was found or left out, \
     2 it could not be done.";

/// Turns raw newspaper pages into annotated corpora.
///
/// Without a subcommand the window opens.
#[derive(Debug, Clone, Parser)]
#[command(
    name = "broadsheet",
    version,
    args_conflicts_with_subcommands = true,
    after_help = EXIT_CODES
)]
pub(super) struct Typed {
    /// What the window is to show.
    #[command(flatten)]
    pub window: WindowArgs,
    /// The work, if it is for the command line.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the window is to show when it opens.
#[derive(Debug, Clone, Args, PartialEq, Eq)]
pub struct WindowArgs {
    /// Project to open in the window.
    pub project: Option<PathBuf>,
    /// Open a sample project with a few pages, to try things out.
    #[arg(long, conflicts_with = "project")]
    pub sample: bool,
    /// Use Broadsheet's own file dialogs instead of those of the desktop.
    #[arg(long)]
    pub own_dialogs: bool,
}

/// Work without a window.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Make an empty project.
    New(NewArgs),
    /// Import raw pages, or annotations into a layer.
    ///
    /// Files whose very bytes are in the project already are passed over, so the same
    /// folder can be imported again when it has grown. What was reported as imported
    /// is on the disk: stopping with Ctrl-C loses none of it.
    Import(ImportArgs),
    /// Put other texts of pages in the place of documents: another OCR run, a better
    /// reader.
    ///
    /// A file takes the place of the document of its name. Annotations are carried
    /// over where the text is equal; what is not certain is listed for review. The
    /// old versions stay in the project but leave lists and exports. Exit code 1 when
    /// there is something to review or a file was refused.
    Replace(ReplaceArgs),
    /// Write a dataset.
    ///
    /// The file appears when it is complete; an older one of the same name is
    /// replaced then and not before.
    Export(ExportArgs),
    /// Propose articles, line ends, corrections and entities, into the layer `suggestions`.
    ///
    /// What was proposed for a page before is replaced; nothing that people did is
    /// touched. Pages that are done or reviewed are learned from.
    Suggest(SuggestArgs),
    /// Keep lists of places in the project, beside the built-in one.
    ///
    /// Recognisers look for their names, and mentions can be linked to them. The first
    /// row of a list names its columns: code and name, and if wanted aliases, level,
    /// parent, former and until. Exit code 1 when rows were left out.
    Gazetteer(GazetteerArgs),
    /// Export or import what the project has learned of mentions.
    ///
    /// Learned is from the pages that are done or reviewed. For each label an imported
    /// tagger is used until the project's own pages have taught more.
    Model(ModelArgs),
    /// Find words, or what a regular expression stands for, in all documents.
    ///
    /// Words are found over line ends and spaces, as the pages read with their
    /// corrections. Each hit is one line: document, line, and what stands around it.
    /// Exit code 1 when there are more hits than --limit.
    Search(SearchArgs),
    /// Print the schema of a project, or change it together with what uses it.
    ///
    /// One step of undo. Exit code 2 when something that is in use stands in the way.
    Schema(super::SchemaArgs),
    /// Count documents, annotations and coverage.
    Stats(StatsArgs),
    /// Measure a layer against another one that is taken as right.
    ///
    /// Counted are the documents of which the gold layer says something. Exit code 1
    /// when it says nothing of a document that was named, 2 when it says nothing at all.
    Evaluate(EvaluateArgs),
    /// Check the project file and everything in it; nothing is changed.
    ///
    /// Exit code 0 when there is nothing worse than advice, 1 for errors, 2 when the
    /// check could not run.
    Check(CheckArgs),
    /// Save what can be read of a damaged project into a new one.
    ///
    /// The damaged file is not touched. Exit code 1 when something was lost.
    Salvage(SalvageArgs),
}

/// How much is said.
#[derive(Debug, Clone, Copy, Args, PartialEq, Eq)]
pub struct Loudness {
    /// Say nothing but errors and what was asked for.
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// Arguments of `new`.
#[derive(Debug, Clone, Args)]
pub struct NewArgs {
    /// Project file to make, usually ending in .broadsheet.
    pub project: PathBuf,
    /// Schema with roles, labels and relations, in RON [default: for newspapers].
    #[arg(long, value_name = "FILE")]
    pub schema: Option<PathBuf>,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// What kind of files come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Raw text, one page a file.
    Txt,
    /// Annotations, one page a line, as `export --format jsonl-pages` writes them.
    JsonlPages,
}

/// Arguments of `import`.
#[derive(Debug, Clone, Args)]
pub struct ImportArgs {
    /// Project to import into.
    pub project: PathBuf,
    /// Files, and folders that are searched to their depth.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What the files hold.
    #[arg(long, value_enum, default_value_t = InputFormat::Txt)]
    pub format: InputFormat,
    /// Encoding of raw text, such as utf-8, gb18030, big5 or utf-16le [default: found out
    /// for each file].
    #[arg(long)]
    pub encoding: Option<Encoding>,
    /// Layer that annotations go into, made if it is not there [default: main].
    #[arg(long)]
    pub layer: Option<String>,
    /// Which files of folders are raw text [default: *.txt].
    #[arg(long)]
    pub glob: Option<String>,
    /// How file names tell of a page, such as "{newspaper}_{date}_{page}" [default:
    /// guessed]. {yyyy} {mm} {dd} are parts of a date, {*} is anything, / leads into the
    /// folders above.
    #[arg(long, value_parser = NamePattern::parse)]
    pub pattern: Option<NamePattern>,
    /// Table with a row for each file; its columns are file, newspaper, date, page and
    /// others [default: a metadata.csv beside the files].
    #[arg(long, value_name = "CSV")]
    pub metadata: Option<PathBuf>,
    /// Accept replacement characters (U+FFFD) for bytes that are no text in the encoding,
    /// instead of refusing the file.
    #[arg(long)]
    pub lossy: bool,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Arguments of `replace`.
#[derive(Debug, Clone, Args)]
pub struct ReplaceArgs {
    /// Project to change.
    pub project: PathBuf,
    /// Files with the new texts.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Name of the document that gives way, with or without its ending; for one file
    /// of another name [default: the name of each file].
    #[arg(long, value_name = "NAME")]
    pub document: Option<String>,
    /// Encoding of the files, such as utf-8, gb18030, big5 or utf-16le [default: found
    /// out for each file].
    #[arg(long)]
    pub encoding: Option<Encoding>,
    /// Accept replacement characters (U+FFFD) for bytes that are no text in the encoding,
    /// instead of refusing the file.
    #[arg(long)]
    pub lossy: bool,
    /// Write one JSON object instead of lines for people.
    #[arg(long)]
    pub json: bool,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Arguments of `export`.
#[derive(Debug, Clone, Args)]
pub struct ExportArgs {
    /// Project to export from.
    pub project: PathBuf,
    /// Form of the dataset.
    #[arg(long, value_parser = export_format())]
    pub format: ExportFormat,
    /// File to write; - for standard output.
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Layer to export.
    #[arg(long, default_value = crate::model::layer::MAIN_LAYER)]
    pub layer: String,
    /// Only entities with this label; may be repeated [default: all].
    #[arg(long)]
    pub label: Vec<String>,
    /// Only the document of this name, with or without its ending; may be repeated
    /// [default: all].
    #[arg(long)]
    pub document: Vec<String>,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Arguments of `suggest`.
#[derive(Debug, Clone, Args)]
pub struct SuggestArgs {
    /// Project to propose for.
    pub project: PathBuf,
    /// Only this engine; may be repeated [default: all].
    #[arg(long, value_parser = engine())]
    pub engine: Vec<Engine>,
    /// Take over at once what the engines are at least so sure of, from 0 to 1, into the
    /// main layer, where it only adds to what is there; the rest waits for review, and so
    /// does everything on pages that are done or reviewed.
    #[arg(long, value_name = "P", value_parser = probability)]
    pub accept_above: Option<f64>,
    /// Only the document of this name, with or without its ending; may be repeated
    /// [default: all].
    #[arg(long)]
    pub document: Vec<String>,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Arguments of `search`.
#[derive(Debug, Clone, Args)]
pub struct SearchArgs {
    /// Project to search.
    pub project: PathBuf,
    /// What to look for.
    pub query: String,
    /// Take the query for a regular expression, in the syntax of the Rust crate regex.
    #[arg(long)]
    pub regex: bool,
    /// Tell upper from lower case.
    #[arg(long)]
    pub case: bool,
    /// Search the texts as they stand in the files, not as they should read.
    #[arg(long)]
    pub raw: bool,
    /// Layer whose articles and corrections make the reading text.
    #[arg(long, default_value = crate::model::layer::MAIN_LAYER)]
    pub layer: String,
    /// Only in segments of this role, in `furniture`, or in `unassigned` text; may be
    /// repeated [default: anywhere].
    #[arg(long)]
    pub role: Vec<String>,
    /// Only inside mentions with this label; `any` for every label.
    #[arg(long, value_name = "LABEL", group = "mention")]
    pub inside: Option<String>,
    /// Only where no mention with this label has any of the text.
    #[arg(long, value_name = "LABEL", group = "mention")]
    pub outside: Option<String>,
    /// Only what is tagged with this label, end by end.
    #[arg(long, value_name = "LABEL", group = "mention")]
    pub tagged: Option<String>,
    /// Only what is not tagged with this label.
    #[arg(long, value_name = "LABEL", group = "mention")]
    pub untagged: Option<String>,
    /// Layer whose mentions these four ask about [default: --layer].
    #[arg(long, value_name = "LAYER", requires = "mention")]
    pub by: Option<String>,
    /// Only documents with this in their name.
    #[arg(
        long,
        value_name = "PART",
        default_value = "",
        hide_default_value = true
    )]
    pub document: String,
    /// Only newspapers with this in their name.
    #[arg(
        long,
        value_name = "PART",
        default_value = "",
        hide_default_value = true
    )]
    pub newspaper: String,
    /// Only documents of this date (2024, 2024-03 or 2024-03-15) and later ones.
    #[arg(
        long,
        value_name = "DATE",
        default_value = "",
        hide_default_value = true
    )]
    pub from: String,
    /// Only documents of this date and earlier ones.
    #[arg(
        long,
        value_name = "DATE",
        default_value = "",
        hide_default_value = true
    )]
    pub to: String,
    /// Only documents of this status; may be repeated [default: all].
    #[arg(long, value_parser = status())]
    pub status: Vec<Status>,
    /// The greatest number of hits.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub limit: usize,
    /// Write one JSON object a line instead of lines for people.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Write a table instead of lines for people.
    #[arg(long)]
    pub csv: bool,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Arguments of `stats`.
#[derive(Debug, Clone, Args)]
pub struct StatsArgs {
    /// Project to count.
    pub project: PathBuf,
    /// Write one JSON object instead of lines for people.
    #[arg(long)]
    pub json: bool,
    /// Write one table as CSV instead.
    #[arg(long, value_name = "TABLE", conflicts_with = "json", value_parser = table_kind())]
    pub table: Option<TableKind>,
    /// Layer of the table [default: main].
    #[arg(long, value_name = "LAYER", requires = "table")]
    pub layer: Option<String>,
    /// How long the periods are.
    #[arg(long, value_name = "PERIOD", default_value = "month", value_parser = grain())]
    pub by: Grain,
    /// How many things and pairs JSON lists; a table has all.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub top: usize,
}

/// Arguments of `evaluate`.
#[derive(Debug, Clone, Args)]
pub struct EvaluateArgs {
    /// Project with both layers.
    pub project: PathBuf,
    /// Layer that is taken as right.
    #[arg(long, value_name = "LAYER")]
    pub gold: String,
    /// Layer to measure.
    #[arg(long)]
    pub layer: String,
    /// Only the document of this name, with or without its ending; may be repeated
    /// [default: all].
    #[arg(long)]
    pub document: Vec<String>,
    /// Write one JSON object instead of tables for people.
    #[arg(long)]
    pub json: bool,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Reads the name of an export format and lists all of them in the help.
fn export_format() -> impl clap::builder::TypedValueParser<Value = ExportFormat> {
    PossibleValuesParser::new(ExportFormat::iter().map(ExportFormat::as_str))
        .try_map(|name| name.parse::<ExportFormat>())
}

/// Reads a number from 0 to 1.
fn probability(typed: &str) -> Result<f64, String> {
    let number = typed.parse().ok().filter(|it| (0.0..=1.0).contains(it));
    number.ok_or_else(|| format!("{typed:?} is no number from 0 to 1"))
}

/// Reads the name of a table of statistics and lists all of them in the help.
fn table_kind() -> impl clap::builder::TypedValueParser<Value = TableKind> {
    PossibleValuesParser::new(TableKind::iter().map(TableKind::as_str))
        .try_map(|name| name.parse::<TableKind>())
}

/// Reads how long periods are and lists the choices in the help.
fn grain() -> impl clap::builder::TypedValueParser<Value = Grain> {
    PossibleValuesParser::new(Grain::iter().map(Grain::as_str))
        .try_map(|name| name.parse::<Grain>())
}

/// Reads the name of a status and lists all of them in the help.
fn status() -> impl clap::builder::TypedValueParser<Value = Status> {
    PossibleValuesParser::new(Status::iter().map(Status::as_str))
        .try_map(|name| name.parse::<Status>())
}

/// Reads the name of an engine and lists all of them in the help.
fn engine() -> impl clap::builder::TypedValueParser<Value = Engine> {
    PossibleValuesParser::new(Engine::iter().map(Engine::as_str))
        .try_map(|name| name.parse::<Engine>())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        Typed::command().debug_assert();
    }

    #[test]
    fn every_argument_has_a_help_text() {
        let command = Typed::command();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                let (command, id) = (command.get_name(), argument.get_id());
                assert!(argument.get_help().is_some(), "{command}: {id}");
            }
        }
    }
}
