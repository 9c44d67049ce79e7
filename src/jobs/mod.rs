//! Work off the window's thread: named workers, progress, cancelling, newest wins.
//!
//! Knows no domain. A worker gets a [`Ticket`]; its owner keeps a [`Slot`] and
//! asks it once per frame whether something has come back. A panic in a worker
//! is caught and becomes a sentence.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Called by a worker when there is something to show; wakes the window.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What a worker holds: it reports progress and learns that nobody waits.
#[derive(Clone, Default)]
pub struct Ticket {
    shared: Arc<Shared>,
    wake: Option<Wake>,
}

#[derive(Default)]
struct Shared {
    cancelled: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
    note: Mutex<String>,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// Units done.
    pub done: u64,
    /// Units in all; 0 while unknown.
    pub total: u64,
    /// What is being worked on, such as a file name.
    pub note: String,
}

impl Ticket {
    /// Whether the result is no longer wanted; a worker asks often and stops.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }

    /// Asks the worker to stop.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// Says how many of how many units are done.
    pub fn report(&self, done: u64, total: u64) {
        self.shared.done.store(done, Ordering::Relaxed);
        self.shared.total.store(total, Ordering::Relaxed);
        if let Some(wake) = &self.wake {
            wake();
        }
    }

    /// Says what is being worked on.
    pub fn note(&self, note: &str) {
        let mut kept = self.shared.note.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clear();
        kept.push_str(note);
    }

    /// How far the work is.
    pub fn progress(&self) -> Progress {
        Progress {
            done: self.shared.done.load(Ordering::Relaxed),
            total: self.shared.total.load(Ordering::Relaxed),
            note: self.shared.note.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }
}

/// What comes back from a worker.
#[derive(Debug, PartialEq, Eq)]
pub enum Finished<T> {
    /// The work was done (or stopped early because it was cancelled).
    Done(T),
    /// The worker panicked; the text says why.
    Failed(String),
}

/// A place for one job of a kind: starting another cancels the one before.
pub struct Slot<T> {
    running: Option<Running<T>>,
}

struct Running<T> {
    ticket: Ticket,
    answer: Receiver<Finished<T>>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { running: None }
    }
}

impl<T: Send + 'static> Slot<T> {
    /// Starts `work` on a thread called `name`; what ran here before is
    /// cancelled and its answer dropped.
    ///
    /// # Errors
    /// The operating system's, if it gives no thread.
    pub fn start(
        &mut self,
        name: &str,
        wake: Wake,
        work: impl FnOnce(&Ticket) -> T + Send + 'static,
    ) -> std::io::Result<()> {
        self.cancel();
        let ticket = Ticket { shared: Arc::default(), wake: Some(wake.clone()) };
        let (sender, answer) = channel();
        let workers = ticket.clone();
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&workers)));
            let finished = outcome.map_or_else(|panic| Finished::Failed(panic_text(panic.as_ref())), Finished::Done);
            // Nobody listens any more when a newer job took the slot.
            if sender.send(finished).is_ok() {
                wake();
            }
        })?;
        self.running = Some(Running { ticket, answer });
        Ok(())
    }

    /// The answer, once, when it has come.
    pub fn poll(&mut self) -> Option<Finished<T>> {
        let running = self.running.as_ref()?;
        let finished = match running.answer.try_recv() {
            Ok(finished) => finished,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Finished::Failed("the worker ended without an answer".into()),
        };
        self.running = None;
        Some(finished)
    }

    /// Waits for the answer; `None` if nothing runs. For tests and the command line.
    pub fn wait(&mut self) -> Option<Finished<T>> {
        let running = self.running.take()?;
        let lost = || Finished::Failed("the worker ended without an answer".into());
        Some(running.answer.recv().unwrap_or_else(|_| lost()))
    }

    /// How far the running job is; `None` if nothing runs.
    pub fn progress(&self) -> Option<Progress> {
        self.running.as_ref().map(|running| running.ticket.progress())
    }

    /// Asks the running job to stop; its answer still comes.
    pub fn cancel(&self) {
        if let Some(running) = &self.running {
            running.ticket.cancel();
        }
    }

    /// Whether a job runs or its answer has not been taken.
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }
}

/// A slot that goes away wants nothing more.
impl<T> Drop for Slot<T> {
    fn drop(&mut self) {
        if let Some(running) = &self.running {
            running.ticket.cancel();
        }
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown cause".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet() -> Wake {
        Arc::new(|| {})
    }

    #[test]
    fn a_newer_job_cancels_the_older_one() {
        let mut slot = Slot::default();
        let (started, waiting) = channel();
        slot.start("old", quiet(), move |ticket| {
            started.send(ticket.clone()).unwrap();
            while !ticket.is_cancelled() {
                std::thread::yield_now();
            }
            "old"
        })
        .unwrap();
        let old = waiting.recv().unwrap();
        slot.start("new", quiet(), |_| "new").unwrap();
        assert!(old.is_cancelled());
        assert_eq!(slot.wait(), Some(Finished::Done("new")));
        assert_eq!(slot.poll(), None);
    }

    #[test]
    fn a_panic_becomes_a_sentence() {
        let mut slot: Slot<()> = Slot::default();
        slot.start("bad", quiet(), |_| panic!("out of {}", "paper")).unwrap();
        assert_eq!(slot.wait(), Some(Finished::Failed("out of paper".into())));
    }

    #[test]
    fn progress_is_seen_while_the_job_runs() {
        let mut slot = Slot::default();
        let (go, wait) = channel::<()>();
        let (ready, at_work) = channel();
        slot.start("work", quiet(), move |ticket| {
            ticket.note("a.txt");
            ticket.report(3, 10);
            ready.send(()).unwrap();
            wait.recv().unwrap();
        })
        .unwrap();
        at_work.recv().unwrap();
        let seen = Progress { done: 3, total: 10, note: "a.txt".into() };
        assert_eq!(slot.progress(), Some(seen));
        go.send(()).unwrap();
        assert_eq!(slot.wait(), Some(Finished::Done(())));
    }
}
