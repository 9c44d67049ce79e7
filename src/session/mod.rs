//! The application without a face: open a project, look, change, undo, import,
//! export.
//!
//! The window and the command line are two thin clients of this. Nothing here
//! draws or reads arguments, and nothing but [`Session::apply`], undo and redo
//! changes a project.

pub mod apply;
pub mod authorities;
mod batches;
mod carry_rejections;
pub mod check;
pub mod continuations;
pub mod corrections;
pub mod documents;
pub mod error;
pub mod evaluate;
pub mod export;
mod export_linked;
pub mod gazetteers;
mod heirs;
pub mod import;
mod import_files;
mod import_meta;
pub mod import_pages;
mod import_queue;
pub mod layers;
mod look_through;
mod memory;
pub mod mentions;
pub mod model;
pub mod pages;
pub mod problems;
pub mod propagate;
pub mod proposals;
mod reach;
pub mod reading;
pub mod retrace;
pub mod review;
pub mod sample;
pub mod schema;
pub mod search;
pub mod statistics;
pub mod stats;
pub mod suggest;
pub mod useful;
pub mod versions;
mod whole_file;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use error::SessionError;
use gazetteers::ProjectPlaces;
use memory::Memory;
use pages::PageCache;
use proposals::ProposalCache;

use crate::edit::label::EditLabel;
use crate::model::authority::Authority;
use crate::model::id::{AuthorityId, LayerId};
use crate::model::layer::{Layer, MAIN_LAYER};
use crate::model::schema::Schema;
use crate::store::Store;
use crate::store::journal::JournalState;

/// An open project.
///
/// Several sessions, in one process or many, may have the same file open; each
/// notices the others' changes when it looks ([`Session::refresh`]) and before
/// it writes.
pub struct Session {
    pub(in crate::session) store: Store,
    schema: Arc<Schema>,
    layers: Vec<Layer>,
    authorities: BTreeMap<AuthorityId, Authority>,
    /// The layer that the editor works in.
    layer: LayerId,
    pages: PageCache,
    proposals: ProposalCache,
    /// The places of the project's own gazetteers.
    places: ProjectPlaces,
    journal: JournalState,
    undo_label: Option<EditLabel>,
    redo_label: Option<EditLabel>,
    author: String,
    /// Grows whenever anything changes; views compare it to what they show.
    revision: u64,
    /// Grows whenever documents come, go or are renamed.
    list_revision: u64,
    /// Assigned and assignable code points over all documents, in `layer`.
    coverage: (u64, u64),
    /// What the file's `data_version` was when memory agreed with it.
    seen: i64,
}

impl Session {
    /// Makes a project file with its schema and the editor's layer.
    ///
    /// # Errors
    /// [`SessionError`] if the file exists or cannot be written.
    pub fn create(path: &Path, schema: &Schema) -> Result<Self, SessionError> {
        Self::over(Store::create(path, schema)?)
    }

    /// Opens a project file.
    ///
    /// # Errors
    /// [`SessionError`] if it is missing, not a project, damaged, or of a newer version.
    pub fn open(path: &Path) -> Result<Self, SessionError> {
        Self::over(Store::open(path)?)
    }

    /// Opens a project file without the possibility to change it.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub fn open_read_only(path: &Path) -> Result<Self, SessionError> {
        Self::over(Store::open_read_only(path)?)
    }

    /// A project in memory, for tests.
    ///
    /// # Errors
    /// None that a test would meet.
    pub fn in_memory(schema: &Schema) -> Result<Self, SessionError> {
        Self::over(Store::in_memory(schema)?)
    }

    fn over(store: Store) -> Result<Self, SessionError> {
        let mut session = Self {
            schema: Arc::new(Schema::newspaper()),
            layers: Vec::new(),
            authorities: BTreeMap::new(),
            layer: LayerId(uuid::Uuid::nil()),
            pages: PageCache::default(),
            proposals: ProposalCache::default(),
            places: ProjectPlaces::default(),
            journal: JournalState::default(),
            undo_label: None,
            redo_label: None,
            author: author_name(),
            revision: 0,
            list_revision: 0,
            coverage: (0, 0),
            seen: 0,
            store,
        };
        session.reload()?;
        Ok(session)
    }

    /// The project file; `None` for one in memory.
    pub fn path(&self) -> Option<PathBuf> {
        self.store.path().map(Path::to_path_buf)
    }

    /// The schema of the project.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// The authority record with this id.
    pub fn authority(&self, id: AuthorityId) -> Option<&Authority> {
        self.authorities.get(&id)
    }

    /// All authority records by id.
    pub fn authorities(&self) -> impl Iterator<Item = &Authority> {
        self.authorities.values()
    }

    /// Grows whenever anything in the project changes, from here or elsewhere.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&EditLabel> {
        self.undo_label.as_ref()
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&EditLabel> {
        self.redo_label.as_ref()
    }

    /// Grows whenever documents come, go or are renamed, from here or elsewhere.
    pub fn list_revision(&self) -> u64 {
        self.list_revision
    }

    /// Assigned and assignable code points over all documents, white space not
    /// counted, in the layer that is edited.
    pub fn coverage(&self) -> (u64, u64) {
        self.coverage
    }

    /// Whether the project can only be looked at.
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// The name under which changes are journalled.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// Sets the name under which changes are journalled.
    pub fn set_author(&mut self, author: &str) {
        author.trim().clone_into(&mut self.author);
    }

    /// Notices changes that another process or session made; `true` if there were any.
    ///
    /// # Errors
    /// The store's.
    pub fn refresh(&mut self) -> Result<bool, SessionError> {
        let version = self.store.data_version()?;
        if version == self.seen {
            return Ok(false);
        }
        // Everything that people do is journalled; the search index, which grows in
        // the background, and what engines propose are not.
        if self.store.journal_state()? == self.journal {
            self.seen = version;
            let places = self.refresh_gazetteers()?;
            return Ok(self.refresh_proposals()? || places);
        }
        self.reload()?;
        Ok(true)
    }

    /// Reads everything that is kept in memory anew.
    fn reload(&mut self) -> Result<(), SessionError> {
        let memory = Memory::read(&self.store)?;
        self.seen = memory.seen;
        self.schema = Arc::new(memory.schema);
        self.layers = memory.layers;
        self.see_gazetteers(memory.gazetteers);
        let records = memory.authorities.into_iter();
        self.authorities = records.map(|record| (record.id, record)).collect();
        self.pages.clear();
        self.proposals.forget(memory.run);
        self.journal = memory.journal;
        self.choose_layer()?;
        self.name_next()?;
        self.recount()?;
        self.revision += 1;
        self.list_revision += 1;
        Ok(())
    }

    /// Goes back to the main layer if the layer in use is gone.
    pub(in crate::session) fn choose_layer(&mut self) -> Result<(), SessionError> {
        if !self.layers.iter().any(|layer| layer.id == self.layer) {
            let main = self
                .layers
                .iter()
                .find(|layer| layer.name == MAIN_LAYER)
                .or(self.layers.first());
            self.layer = main.map(|layer| layer.id).ok_or(SessionError::NoLayer)?;
        }
        Ok(())
    }

    /// Counts the coverage of the layer anew.
    pub(in crate::session) fn recount(&mut self) -> Result<(), SessionError> {
        let total = self.store.progress_total(self.layer)?;
        self.coverage = (total.assigned, total.ink);
        Ok(())
    }

    /// Reads what undo and redo would do.
    fn name_next(&mut self) -> Result<(), SessionError> {
        let label = |seq: Option<i64>| -> Result<Option<EditLabel>, SessionError> {
            Ok(seq
                .map(|seq| self.store.entry_summary(seq))
                .transpose()?
                .map(|entry| entry.label))
        };
        let labels = (label(self.journal.undo_top)?, label(self.journal.redo_top)?);
        (self.undo_label, self.redo_label) = labels;
        Ok(())
    }
}

/// Who works here, as the operating system knows them.
fn author_name() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| {
            std::env::var(name)
                .ok()
                .filter(|name| !name.trim().is_empty())
        })
        .unwrap_or_else(|| "editor".to_owned())
}
