//! Putting a long list in order off the window's thread.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::choices::Sorting;
use super::shown::{Listed, Listing};
use crate::jobs::{Finished, Slot, Wake};
use crate::session::statistics::Statistics;

/// So many rows are sorted while a frame waits.
const AT_ONCE: usize = 2_000;

/// Sorts lists. A long one stands as it stood until it has been sorted.
#[derive(Clone, Default)]
pub struct Sorter {
    /// Shared by all copies of a report, of which one is shown at a time.
    job: Arc<Mutex<Slot<Listing>>>,
    /// What it sorts.
    asked: Option<Asked>,
}

#[derive(Clone)]
struct Asked {
    statistics: Arc<Statistics>,
    listed: Listed,
    by: Option<Sorting>,
}

impl fmt::Debug for Sorter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = self.asked.as_ref().map(|it| it.by);
        f.debug_struct("Sorter").field("by", &by).finish()
    }
}

impl Sorter {
    /// The list in another order, if it is short or has been sorted by now. Otherwise
    /// `wake` is called when it has, and asking again gives it.
    pub fn sorted(
        &mut self,
        statistics: &Arc<Statistics>,
        listing: &Listing,
        by: Option<Sorting>,
        wake: Wake,
    ) -> Option<Listing> {
        if by.is_none() || listing.len() <= AT_ONCE {
            self.asked = None;
            return Some(listing.sorted(statistics, by));
        }
        let is_asked = |it: &Asked| {
            Arc::ptr_eq(&it.statistics, statistics) && it.listed == listing.listed() && it.by == by
        };
        if self.asked.as_ref().is_some_and(is_asked) {
            let finished = self.job().poll()?;
            self.asked = None;
            return Some(match finished {
                Finished::Done(sorted) => sorted,
                Finished::Failed(reason) => unsorted(listing, by, &reason),
            });
        }
        let (rows, counted) = (listing.clone(), statistics.clone());
        let work = move |_: &_| rows.sorted(&counted, by);
        let started = self.job().start("sorting", wake, work);
        if let Err(error) = started {
            return Some(unsorted(listing, by, &error.to_string()));
        }
        self.asked = Some(Asked {
            statistics: statistics.clone(),
            listed: listing.listed(),
            by,
        });
        None
    }

    fn job(&self) -> MutexGuard<'_, Slot<Listing>> {
        self.job.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The list as it is, for it cannot be sorted.
fn unsorted(listing: &Listing, by: Option<Sorting>, reason: &str) -> Listing {
    log::warn!("a list stays as it is: {reason}");
    listing.called_sorted(by)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::super::choices::{Choices, Tab};
    use super::*;
    use crate::model::id::DocumentId;
    use crate::session::statistics::DocumentCount;

    fn documents(count: u64) -> Arc<Statistics> {
        let document = |at: u64| DocumentCount {
            id: DocumentId::new(),
            name: format!("p{at}"),
            date: None,
            ink: (at * 7) % count,
            assigned: 0,
            articles: at % 2,
            mentions: Vec::new(),
        };
        Arc::new(Statistics {
            documents: (0..count).map(document).collect(),
            ..Statistics::default()
        })
    }

    fn listing(statistics: &Statistics) -> Listing {
        let mut choices = Choices::new((0, 1));
        choices.tab = Tab::Documents;
        Listing::new(statistics, Listed::of(&choices))
    }

    fn by(column: usize) -> Option<Sorting> {
        let falling = true;
        Some(Sorting { column, falling })
    }

    fn quiet() -> Wake {
        Arc::new(|| {})
    }

    #[test]
    fn a_short_list_is_sorted_at_once() {
        let statistics = documents(10);
        let mut sorter = Sorter::default();
        let listing = listing(&statistics);
        let sorted = sorter
            .sorted(&statistics, &listing, by(2), quiet())
            .unwrap();
        assert_eq!(sorted.source(0), Some(7), "7 times 7 leaves 9");
        let back = sorter.sorted(&statistics, &sorted, None, quiet()).unwrap();
        assert_eq!(back.source(0), Some(0));
    }

    #[test]
    fn a_long_list_comes_when_it_is_sorted_and_only_the_one_asked_for_last() {
        let count = AT_ONCE as u64 + 1;
        let statistics = documents(count);
        let mut sorter = Sorter::default();
        let listing = listing(&statistics);
        let (woken, waits) = channel();
        let wake: Wake = Arc::new(move || woken.send(()).unwrap_or_default());
        let mut ask = |by| sorter.sorted(&statistics, &listing, by, wake.clone());
        assert!(ask(by(2)).is_none(), "the frame does not wait");
        assert!(ask(by(4)).is_none(), "another wish starts anew");
        let sorted = loop {
            waits.recv_timeout(Duration::from_secs(60)).unwrap();
            if let Some(sorted) = ask(by(4)) {
                break sorted;
            }
        };
        assert_eq!(sorted.by(), by(4));
        assert_eq!(sorted.len() as u64, count);
        let places: Vec<_> = (0..3).map(|at| sorted.source(at)).collect();
        assert_eq!(places, [Some(1), Some(3), Some(5)], "equal ones as counted");
        let back = sorter.sorted(&statistics, &sorted, None, quiet()).unwrap();
        assert_eq!(back.source(0), Some(0), "what was counted is there at once");
    }
}
