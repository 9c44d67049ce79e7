//! Jobs on all documents: equal names, many mentions, searching.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use super::{TaskAnswer, TaskKind, Tasks};
use crate::edit::likeness::Likeness;
use crate::jobs::{Finished, Slot, Wake};
use crate::model::id::{DocumentId, Label, LayerId};
use crate::session::Session;
use crate::session::mentions::{Chosen, Fate};
use crate::session::propagate::{Extent, LikeFound};
use crate::session::search::{Hit, SearchReport, SearchRequest, SortBy, sort_hits};
use crate::text::span::Span;
use crate::ui::mentions_wish::MentionsWish;

/// Who works on which file in which layer.
#[derive(Debug, Clone)]
pub struct Work {
    /// The project file.
    pub project: PathBuf,
    /// The author of changes.
    pub author: String,
    /// The layer.
    pub layer: LayerId,
}

impl Work {
    pub(super) fn open(&self) -> Result<Session, crate::session::SessionError> {
        let mut session = Session::open(&self.project)?;
        session.set_author(&self.author);
        session.set_layer(self.layer)?;
        Ok(session)
    }

    fn look(&self) -> Result<Session, crate::session::SessionError> {
        let mut session = Session::open_read_only(&self.project)?;
        session.set_layer(self.layer)?;
        Ok(session)
    }
}

/// What a search gives a window that looks once a frame.
#[derive(Debug)]
pub enum Searched {
    /// More hits.
    Hits(Vec<Arc<Hit>>),
    /// It has ended.
    Ended(Result<SearchReport, String>),
}

/// The background jobs of this file.
#[derive(Default)]
pub(super) struct Corpus {
    alike: Slot<Option<(Likeness, LikeFound)>>,
    mentions: Slot<Option<(MentionsWish, Chosen)>>,
    search: Slot<Result<SearchReport, String>>,
    hits: Option<Receiver<Vec<Arc<Hit>>>>,
    /// How the search ended, until its last hits are taken.
    ended: Option<Result<SearchReport, String>>,
    sort: Slot<(usize, SortBy, Vec<usize>)>,
}

impl Corpus {
    pub(super) fn is_busy(&self) -> bool {
        self.alike.is_busy()
            || self.mentions.is_busy()
            || self.search.is_busy()
            || self.ended.is_some()
            || self.sort.is_busy()
    }

    /// The answer of a background job, once, when it has come.
    pub(super) fn poll(&mut self) -> Option<TaskAnswer> {
        match self.alike.poll() {
            Some(Finished::Done(found)) => {
                return Some(TaskAnswer::CountedAlike(found.map(Box::new)));
            }
            Some(Finished::Failed(_)) => return Some(TaskAnswer::CountedAlike(None)),
            None => {}
        }
        match self.mentions.poll() {
            Some(Finished::Done(found)) => {
                return Some(TaskAnswer::CountedMentions(found.map(Box::new)));
            }
            Some(Finished::Failed(_)) => return Some(TaskAnswer::CountedMentions(None)),
            None => {}
        }
        match self.sort.poll() {
            Some(Finished::Done((count, by, order))) => Some(TaskAnswer::Sorted(count, by, order)),
            Some(Finished::Failed(_)) | None => None,
        }
    }
}

impl Tasks {
    /// Whether something is being counted, searched or sorted.
    pub fn is_looking(&self) -> bool {
        self.corpus.is_busy()
    }

    /// Counts the places of a name in all documents, in the background; the newest wins.
    pub fn count_alike(&mut self, work: Work, like: Likeness, wake: Wake) {
        let started = self.corpus.alike.start("equal names", wake, move |ticket| {
            let counted = work
                .look()
                .and_then(|session| session.count_like(&like, Extent::Project, ticket));
            let counted = counted.inspect_err(|error| log::warn!("not counted: {error}"));
            let counted = counted.ok().filter(|found| !found.cancelled)?;
            Some((like, counted))
        });
        if let Err(error) = started {
            log::warn!("no thread to count: {error}");
        }
    }

    /// Starts tagging all places of a name.
    pub fn tag_alike(&mut self, work: Work, like: Likeness, extent: Extent, wake: Wake) {
        self.start(TaskKind::TagAll, wake, move |ticket| {
            let done = work.open()?.tag_like(&like, extent, ticket)?;
            Ok(TaskAnswer::TaggedAlike(Box::new(done)))
        });
    }

    /// Counts the mentions that are meant, in the background; the newest wins.
    pub fn count_mentions(&mut self, work: Work, wish: MentionsWish, wake: Wake) {
        let started = self.corpus.mentions.start("mentions", wake, move |ticket| {
            let test = wish.test().ok()?;
            let counted = work
                .look()
                .and_then(|session| session.count_mentions(&test, wish.extent, ticket));
            let counted = counted.inspect_err(|error| log::warn!("not counted: {error}"));
            let counted = counted.ok().filter(|found| !found.cancelled)?;
            Some((wish, counted))
        });
        if let Err(error) = started {
            log::warn!("no thread to count: {error}");
        }
    }

    /// Starts relabelling or removing the mentions that are meant.
    pub fn change_mentions(&mut self, work: Work, wish: MentionsWish, fate: Fate, wake: Wake) {
        self.start(TaskKind::Mentions, wake, move |ticket| {
            let mut session = work.open()?;
            let done = match wish.test() {
                Ok(test) => session.change_mentions(&test, &fate, wish.extent, ticket)?,
                Err(_) => Chosen::default(),
            };
            Ok(TaskAnswer::ChangedMentions(fate, Box::new(done)))
        });
    }

    /// Starts tagging places, such as the hits of a search.
    pub fn tag_spans(
        &mut self,
        work: Work,
        places: Vec<(DocumentId, Span)>,
        label: Label,
        wake: Wake,
    ) {
        self.start(TaskKind::TagAll, wake, move |ticket| {
            let mut session = work.open()?;
            let done = session.tag_spans(&places, &label, None, ticket)?;
            Ok(TaskAnswer::TaggedSpans(done))
        });
    }

    /// Starts writing hits as a table.
    pub fn write_hits(&mut self, work: Work, hits: Vec<Arc<Hit>>, path: PathBuf, wake: Wake) {
        self.start(TaskKind::Export, wake, move |_| {
            let session = work.look()?;
            session.export_hits(&path, hits.iter().map(AsRef::as_ref))?;
            Ok(TaskAnswer::WrittenHits(path, hits.len()))
        });
    }

    /// Starts a search; the newest wins, and nothing more comes of the one before.
    pub fn search(&mut self, project: PathBuf, request: SearchRequest, wake: Wake) {
        let (sender, receiver) = channel();
        let woken = wake.clone();
        let started = self.corpus.search.start("search", wake, move |ticket| {
            let outcome = Session::open_read_only(&project).and_then(|session| {
                session.search(&request, ticket, |hits| {
                    let sent = sender.send(hits.into_iter().map(Arc::new).collect());
                    woken();
                    sent.is_ok()
                })
            });
            outcome.map_err(|error| error.to_string())
        });
        match started {
            Ok(()) => {
                self.corpus.hits = Some(receiver);
                self.corpus.ended = None;
            }
            Err(error) => log::warn!("no thread to search: {error}"),
        }
    }

    /// Stops the search; what it has found stays.
    pub fn stop_search(&self) {
        self.corpus.search.cancel();
    }

    /// Stops the search and drops what it has found and not told yet.
    pub fn forget_search(&mut self) {
        self.corpus.search.cancel();
        self.corpus.search = Slot::default();
        self.corpus.hits = None;
        self.corpus.ended = None;
    }

    /// Whether a search is going on.
    pub fn is_searching(&self) -> bool {
        self.corpus.search.is_busy() || self.corpus.ended.is_some()
    }

    /// What the search has found since this was asked last, a few thousand hits at
    /// most; then, once, how it ended.
    pub fn searched(&mut self) -> Option<Searched> {
        const AT_ONCE: usize = 4000;
        let mut hits: Vec<Arc<Hit>> = Vec::new();
        // Asked before: what was sent until the end is then sure to be there.
        if self.corpus.ended.is_none() {
            self.corpus.ended = self.corpus.search.poll().map(|finished| match finished {
                Finished::Done(outcome) => outcome,
                Finished::Failed(reason) => Err(reason),
            });
        }
        if let Some(receiver) = &self.corpus.hits {
            while hits.len() < AT_ONCE
                && let Ok(more) = receiver.try_recv()
            {
                hits.extend(more);
            }
        }
        if !hits.is_empty() {
            return Some(Searched::Hits(hits));
        }
        self.corpus.ended.take().map(Searched::Ended)
    }

    /// Sorts hits in the background; the newest wins.
    pub fn sort_hits(&mut self, hits: Vec<Arc<Hit>>, by: SortBy, wake: Wake) {
        let started = self.corpus.sort.start("sorting", wake, move |_| {
            (hits.len(), by, sort_hits(&hits, by))
        });
        if let Err(error) = started {
            log::warn!("no thread to sort: {error}");
        }
    }
}
