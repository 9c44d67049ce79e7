//! Looking through many documents: what this thread reads from the file, others look at
//! while it reads on.
//!
//! A connection belongs to one thread, and making the reading text of a page takes longer
//! than reading the page, so this is about as fast as the file is read if there are
//! processors for it. What is found is handed over in the order of the documents.

use std::collections::VecDeque;
use std::num::NonZero;
use std::thread::{self, ScopedJoinHandle};

use super::{Session, SessionError};
use crate::jobs::Ticket;
use crate::model::document::Document;
use crate::store::documents::DocumentSeq;

/// Documents that are looked at together: few at first, so that something is seen at once.
const FEWEST: usize = 4;
/// Documents that are looked at together later.
const MOST: usize = 32;
/// Together they have not much more text than this, in code points.
const MOST_TEXT: u64 = 1 << 20;
/// More threads than this would wait for what is read.
const MOST_THREADS: usize = 8;

impl Session {
    /// Reads documents by `read` (on this thread; `None` leaves one out), looks at each by
    /// `look` (on others), and gives what was seen to `take` (on this one, in order) until
    /// that says `false` or the ticket is cancelled.
    ///
    /// # Errors
    /// The store's, and those of `read`.
    pub(super) fn look_through<R: Send, T: Send>(
        &self,
        rows: &[DocumentSeq],
        ticket: &Ticket,
        mut read: impl FnMut(Document) -> Result<Option<R>, SessionError>,
        look: impl Fn(R) -> T + Sync,
        mut take: impl FnMut(T) -> bool,
    ) -> Result<(), SessionError> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.saturating_sub(1).clamp(1, MOST_THREADS);
        let total = rows.len() as u64;
        let (mut rest, mut size, mut done) = (rows, FEWEST, 0);
        thread::scope(|scope| {
            let mut looking = VecDeque::new();
            while !rest.is_empty() || !looking.is_empty() {
                if ticket.is_cancelled() {
                    return Ok(());
                }
                if let Some(some) = self.next_documents(&mut rest, size)? {
                    let count = some.len() as u64;
                    let read = some.into_iter().filter_map(|it| read(it).transpose());
                    let read = read.collect::<Result<Vec<R>, _>>()?;
                    let look = &look;
                    let go_on = |_: &R| !ticket.is_cancelled();
                    let seen = move || {
                        let read = read.into_iter().take_while(go_on);
                        read.map(look).collect::<Vec<T>>()
                    };
                    looking.push_back((count, scope.spawn(seen)));
                    size = (2 * size).min(MOST);
                }
                let is_due = |it: &VecDeque<(u64, ScopedJoinHandle<'_, Vec<T>>)>| {
                    let ready = it.front().is_some_and(|(_, first)| first.is_finished());
                    ready || it.len() > threads || rest.is_empty()
                };
                while is_due(&looking)
                    && let Some((count, seen)) = looking.pop_front()
                {
                    for seen in joined(seen) {
                        if ticket.is_cancelled() || !take(seen) {
                            return Ok(());
                        }
                    }
                    done += count;
                    ticket.report(done, total);
                }
            }
            Ok(())
        })
    }

    /// The next documents, at most `size` and not too large together; `None` if there are
    /// none left. Takes their rows from the front.
    fn next_documents(
        &self,
        rest: &mut &[DocumentSeq],
        size: usize,
    ) -> Result<Option<Vec<Document>>, SessionError> {
        let some = rest.get(..size.min(rest.len())).unwrap_or_default();
        if some.is_empty() {
            return Ok(None);
        }
        let mut documents = self.store.documents_by_rows(some)?;
        let mut text = 0;
        let fits = |it: &&Document| {
            let before = text;
            text += u64::from(it.chars);
            before < MOST_TEXT
        };
        let count = documents.iter().take_while(fits).count();
        documents.truncate(count);
        *rest = rest.get(count..).unwrap_or_default();
        Ok(Some(documents))
    }
}

/// What a thread has seen. If it panicked, so does this one.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
