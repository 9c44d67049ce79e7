//! What a session keeps in memory of a project as a whole, read at one moment.
//!
//! Others may write at any time. What is kept must agree with the state of the journal
//! that is kept beside it, for that state is all by which a session knows what it has
//! missed: a change that came between two reads would never be noticed.

use super::gazetteers;
use crate::model::authority::Authority;
use crate::model::layer::Layer;
use crate::model::schema::Schema;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::journal::JournalState;

/// What a project has, at one moment.
pub(super) struct Memory {
    pub schema: Schema,
    pub layers: Vec<Layer>,
    pub authorities: Vec<Authority>,
    pub journal: JournalState,
    /// The list of the project's own gazetteers.
    pub gazetteers: String,
    /// The last run of engines.
    pub run: i64,
    /// What the file's `data_version` was.
    pub seen: i64,
}

impl Memory {
    /// Reads everything, whatever others write meanwhile.
    pub(super) fn read(store: &Store) -> Result<Self, StoreError> {
        let read = || {
            Ok(Self {
                schema: store.schema()?,
                layers: store.layers()?,
                authorities: store.authorities()?,
                journal: store.journal_state()?,
                gazetteers: gazetteers::list_of(store)?,
                run: store.proposal_run()?,
                seen: store.data_version()?,
            })
        };
        store.snapshot(read)?
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::edit::label::{Deed, EditLabel};
    use crate::edit::op::{Change, Op};
    use crate::edit::transaction::Transaction;
    use crate::edit::verbs::authorities::record;
    use crate::model::schema::Schema;
    use crate::session::Session;

    /// Each entry of the journal brings one record here.
    fn agrees(session: &Session) -> bool {
        let entries = session.journal.last.unwrap_or_default();
        entries == session.authorities.len() as i64
    }

    fn work(path: &Path, name: &str) -> bool {
        let mut session = Session::open(path).unwrap();
        (0..150).all(|at| {
            let record = record(&"CITY".into(), &format!("{name}{at}")).unwrap();
            let op = Op::Authority(Change::Insert(record));
            let label = EditLabel::new(Deed::Other);
            session.apply(Transaction::new(label, vec![op])).unwrap();
            let after_writing = agrees(&session);
            session.refresh().unwrap();
            after_writing && agrees(&session)
        })
    }

    #[test]
    fn what_is_kept_agrees_with_the_journal_while_others_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.broadsheet");
        drop(Session::create(&path, &Schema::newspaper()).unwrap());
        let all = std::thread::scope(|threads| {
            let path = &path;
            let writers = ["甲", "乙", "丙"].map(|name| threads.spawn(move || work(path, name)));
            writers.map(|writer| writer.join().unwrap())
        });
        assert_eq!(all, [true; 3]);
        assert!(agrees(&Session::open(&path).unwrap()));
    }
}
