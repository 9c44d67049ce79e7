//! The arguments about what a project knows beforehand: gazetteers, and what it has learned.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Loudness;

/// Arguments of `gazetteer`.
#[derive(Debug, Clone, Args)]
pub struct GazetteerArgs {
    /// Project with the lists.
    pub project: PathBuf,
    /// What is to be done.
    #[command(subcommand)]
    pub work: GazetteerWork,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// What is to be done with gazetteers.
#[derive(Debug, Clone, Subcommand)]
pub enum GazetteerWork {
    /// Add a list of places, or put it in the place of the one of its name.
    Add {
        /// The table.
        csv: PathBuf,
        /// Name of the list [default: that of the file].
        #[arg(long)]
        name: Option<String>,
    },
    /// Name the lists with the numbers of their places.
    List,
    /// Remove a list; records made of its places stay.
    Remove {
        /// Name of the list.
        name: String,
    },
}

/// Arguments of `model`.
#[derive(Debug, Clone, Args)]
pub struct ModelArgs {
    /// Project that learns.
    pub project: PathBuf,
    /// What is to be done.
    #[command(subcommand)]
    pub work: ModelWork,
    /// How much is said.
    #[command(flatten)]
    pub loudness: Loudness,
}

/// What is to be done with what was learned.
#[derive(Debug, Clone, Subcommand)]
pub enum ModelWork {
    /// Write what was learned to a file.
    Export {
        /// File to write.
        file: PathBuf,
    },
    /// Use what another project has learned.
    Import {
        /// File that another project wrote.
        file: PathBuf,
    },
    /// Use no longer what was imported.
    Forget,
    /// Tell what is known of which label, and from how many mentions.
    Info,
    /// Name the page that is most useful to annotate next.
    Next,
}
