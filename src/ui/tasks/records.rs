//! Jobs on authority records.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{TaskAnswer, TaskKind, Tasks};
use crate::jobs::Wake;
use crate::model::authority::Authority;
use crate::model::id::{AuthorityId, EntityId};
use crate::session::Session;
use crate::ui::records::state::Stamp;

impl Tasks {
    /// Starts making one record, `gone`, part of another.
    pub fn merge_records(
        &mut self,
        project: PathBuf,
        author: String,
        (kept, gone): (AuthorityId, AuthorityId),
        wake: Wake,
    ) {
        self.start(TaskKind::Relink, wake, move |ticket| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            let done = session.merge_records(kept, gone, ticket)?;
            Ok(TaskAnswer::Relinked(done))
        });
    }

    /// Starts giving mentions of a record one of their own.
    pub fn split_record(
        &mut self,
        project: PathBuf,
        author: String,
        (from, new): (AuthorityId, Authority),
        mentions: BTreeSet<EntityId>,
        wake: Wake,
    ) {
        self.start(TaskKind::Relink, wake, move |ticket| {
            let mut session = Session::open(&project)?;
            session.set_author(&author);
            let done = session.split_record(from, new, &mentions, ticket)?;
            Ok(TaskAnswer::Relinked(done))
        });
    }

    /// Counts how often each record is mentioned, in the background.
    pub fn count_records(&mut self, project: PathBuf, stamp: Stamp, wake: Wake) {
        let started = self.mentions.start("mentions", wake, move |_| {
            let counted = Session::open_read_only(&project)
                .and_then(|session| session.mention_counts(stamp.1));
            let counted = counted.inspect_err(|error| log::warn!("not counted: {error}"));
            counted.ok().map(|counts| (stamp, counts))
        });
        if let Err(error) = started {
            log::warn!("no thread to count mentions: {error}");
        }
    }

    /// Whether the mentions of records are being counted.
    pub fn is_counting(&self) -> bool {
        self.mentions.is_busy()
    }
}
