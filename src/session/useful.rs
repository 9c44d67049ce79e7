//! The most useful page to annotate next: the one from which most is to be learned.
//!
//! Of pages that are not done, that is the one where the tagger expects most mentions to
//! be wrong or missing (uncertainty sampling: Lewis and Gale 1994, *A sequential algorithm
//! for training text classifiers*). Where nothing was taught yet, it is the one where the
//! recognisers are least sure. A large project is not read as a whole: pages are taken
//! from all over it, at equal distances.

use super::suggest::Suggester;
use super::{Session, SessionError};
use crate::jobs::Ticket;
use crate::model::document::{Document, Status};
use crate::model::id::DocumentId;
use crate::suggest::entities::taught;
use crate::text::source::SourceText;

/// No more pages than this are looked at, some milliseconds each.
const MOST: usize = 300;
/// A page with so few characters teaches half of what a long one does that is as dense.
const SHORT: f64 = 200.0;

/// Which page to annotate next.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Useful {
    /// The page; `None` if all others are done.
    pub document: Option<DocumentId>,
    /// How many pages were looked at.
    pub looked: usize,
    /// How many there are that are not done, the page at hand left out.
    pub open: usize,
    /// Whether pages that are done have taught what is useful.
    pub taught: bool,
    /// Whether it was stopped; the page is the best of those that were looked at.
    pub cancelled: bool,
}

impl Session {
    /// Looks for the most useful page to annotate next, other than the one at hand.
    ///
    /// # Errors
    /// The store's.
    pub fn most_useful(
        &self,
        at_hand: Option<DocumentId>,
        suggester: &Suggester,
        ticket: &Ticket,
    ) -> Result<Useful, SessionError> {
        let statuses = [Status::New, Status::InProgress];
        let mut rows = self.store.documents_of_status(&statuses)?;
        rows.sort_unstable();
        let known = suggester.known();
        let mut found = Useful {
            taught: known.tagger.is_some(),
            ..Useful::default()
        };
        // Removed ones are among the rows; they are few.
        let stride = rows.len().div_ceil(MOST).max(1);
        let looked: Vec<_> = rows.iter().copied().step_by(stride).collect();
        let total = looked.len() as u64;
        let mut best = f64::NEG_INFINITY;
        found.open = rows.len();
        for (done, row) in (0_u64..).zip(looked) {
            ticket.report(done, total);
            if ticket.is_cancelled() {
                found.cancelled = true;
                break;
            }
            for document in self.store.documents_by_rows(&[row])? {
                if document.removed || Some(document.id) == at_hand {
                    found.open = found.open.saturating_sub(1);
                    continue;
                }
                ticket.note(&document.name);
                let use_of = self.use_of(&document, suggester)?;
                found.looked += 1;
                if use_of > best {
                    best = use_of;
                    found.document = Some(document.id);
                }
            }
        }
        Ok(found)
    }

    /// How much is to be learned from a page.
    fn use_of(&self, document: &Document, suggester: &Suggester) -> Result<f64, SessionError> {
        let source = SourceText::new(self.store.text(document.id)?);
        let mine = self.store.annotations(self.scope_of(document.id))?;
        let known = suggester.known();
        let wrong = match known.tagger {
            Some(tagger) => taught::uncertainty(&source, &mine, &known, tagger),
            None => taught::doubt(&source, &mine, &self.schema, &known),
        };
        let length = f64::from(source.ink(source.span()));
        Ok(wrong * length / (length + SHORT))
    }
}
