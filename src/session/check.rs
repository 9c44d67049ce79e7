//! Is everything in order? For `broadsheet check`.

use super::{Session, SessionError};
use crate::jobs::Ticket;
use crate::store::verify::Finding;

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
        while !ticket.is_cancelled() && self.store.index_pending(100)? > 0 {}
        Ok(())
    }
}
