//! Is everything in order, and what can be saved if not? For `broadsheet check` and
//! `broadsheet salvage`.

use std::path::Path;

use super::{Session, SessionError};
use crate::jobs::Ticket;
use crate::store::salvage::SalvageReport;
use crate::store::verify::Finding;

/// Saves what can be read of the project `damaged` into the new project `out`.
///
/// # Errors
/// The store's, if nothing can be read or `out` cannot be made; the damaged file is
/// as it was in any case.
pub fn salvage(damaged: &Path, out: &Path) -> Result<SalvageReport, SessionError> {
    Ok(crate::store::salvage::salvage(damaged, out)?)
}

impl Session {
    /// Checks the file and everything in it.
    ///
    /// # Errors
    /// The store's, if it cannot even be looked at; damage is a finding.
    pub fn check(&self, ticket: &Ticket) -> Result<Vec<Finding>, SessionError> {
        Ok(self.store.verify(|done, total| {
            ticket.report(done, total);
            !ticket.is_cancelled()
        })?)
    }

    /// Brings the search index up to date, in small steps between which others
    /// may write.
    ///
    /// # Errors
    /// The store's.
    pub fn index_for_search(&mut self, ticket: &Ticket) -> Result<(), SessionError> {
        while !ticket.is_cancelled() && self.store.index_pending(25)? > 0 {
            // Whoever edits meanwhile must find a gap between two steps.
            std::thread::sleep(std::time::Duration::from_millis(30));
        }
        Ok(())
    }
}
