//! The arguments about the project file itself: is it sound, and what can be saved of it.

use std::path::PathBuf;

use clap::Args;

use super::Loudness;

/// Arguments of `check`.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// Project to check.
    pub project: PathBuf,
    /// Which problems of the pages are listed as advice.
    #[arg(long, value_enum, default_value_t)]
    pub problems: ProblemList,
    /// Write one JSON object instead of lines for people.
    #[arg(long)]
    pub json: bool,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Which problems of the pages `check` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ProblemList {
    /// The first hundred, and how many there are.
    #[default]
    First,
    /// All of them.
    All,
    /// None, only how many there are.
    Count,
    /// None, and pages are not looked at.
    None,
}

/// Arguments of `salvage`.
#[derive(Debug, Clone, Args)]
pub struct SalvageArgs {
    /// Project that cannot be opened any more.
    pub damaged: PathBuf,
    /// Project to make out of it; there must be no file of this name.
    pub new: PathBuf,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}
