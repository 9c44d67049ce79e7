//! Jobs on gazetteers and taggers, and looking for the most useful page.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use super::{TaskAnswer, TaskKind, Tasks};
use crate::jobs::Wake;
use crate::model::id::{DocumentId, LayerId};
use crate::session::Session;

impl Tasks {
    /// Starts loading a gazetteer.
    pub fn load_gazetteer(&mut self, project: PathBuf, path: PathBuf, wake: Wake) {
        self.start(TaskKind::Gazetteer, wake, move |_| {
            let mut session = Session::open(&project)?;
            let report = session.load_gazetteer(&path, None)?;
            // The window will ask for the places: they are made here and kept.
            session.gazetteer();
            Ok(TaskAnswer::Gazetteer(Box::new(report)))
        });
    }

    /// Starts writing what was learned to a file.
    pub fn export_model(&mut self, project: PathBuf, path: PathBuf, wake: Wake) {
        self.start(TaskKind::ExportModel, wake, move |ticket| {
            let session = Session::open_read_only(&project)?;
            let known = session.export_model(&path, &|| ticket.is_cancelled())?;
            Ok(TaskAnswer::ExportedModel(known))
        });
    }

    /// Starts bringing in what another project has learned.
    pub fn import_model(&mut self, project: PathBuf, path: PathBuf, wake: Wake) {
        self.start(TaskKind::ImportModel, wake, move |_| {
            let known = Session::open(&project)?.import_model(&path)?;
            Ok(TaskAnswer::ImportedModel(known))
        });
    }

    /// Starts looking for the most useful page to annotate next.
    pub fn find_useful(
        &mut self,
        (project, layer): (PathBuf, LayerId),
        at_hand: Option<DocumentId>,
        wake: Wake,
    ) {
        let taught = Arc::clone(&self.taught);
        self.start(TaskKind::Useful, wake, move |ticket| {
            let mut session = Session::open_read_only(&project)?;
            session.set_layer(layer)?;
            // Pages that are opened meanwhile need the engines, too.
            let before = taught
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone();
            let cancelled = || ticket.is_cancelled();
            let suggester = session.suggester_after(&[], before, &cancelled)?;
            *taught.lock().unwrap_or_else(PoisonError::into_inner) = Some(suggester.clone());
            let found = session.most_useful(at_hand, &suggester, ticket)?;
            Ok(TaskAnswer::Useful(found))
        });
    }
}
