//! Annotations that wait to be written together.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::Session;
use super::apply::Entry;
use super::import_pages::PagesReport;
use crate::model::authority::Authority;
use crate::model::document::Sha256;
use crate::model::entity::Attributes;
use crate::model::id::{AuthorityId, DocumentId, Label, LayerId};
use crate::store::journal::GestureId;

/// How long pages are gathered before they are written as one.
const BATCH_TIME: Duration = Duration::from_millis(800);
/// How many pages are gathered before they are written as one.
const BATCH_PAGES: usize = 1000;

/// What waits to be written.
pub(super) struct Work {
    /// The layer; `None` until it is made.
    pub layer: Option<LayerId>,
    pub entries: Vec<Entry>,
    pub gesture: GestureId,
    pub since: Instant,
    /// Documents that are about to be written, by digest.
    pub waiting: BTreeMap<Sha256, DocumentId>,
    /// Documents whose record has come.
    pub met: BTreeSet<DocumentId>,
    /// Records by label and name, those of the project and new ones; `None` where
    /// several have the name.
    pub authorities: BTreeMap<(Label, String), Option<AuthorityId>>,
    pub new_authorities: Vec<Authority>,
    /// Whether what the layer says of a page may be replaced: only if a person
    /// named the layer.
    pub may_replace: bool,
    pub report: PagesReport,
}

impl Work {
    pub fn new(layer: &str, session: &Session) -> Self {
        let mut known = BTreeMap::new();
        for record in session.authorities() {
            known
                .entry((record.label.clone(), record.canonical.clone()))
                .and_modify(|sole| *sole = None)
                .or_insert(Some(record.id));
        }
        Self {
            layer: session.layer_named(layer).ok().map(|layer| layer.id),
            entries: Vec::new(),
            gesture: GestureId::new(),
            since: Instant::now(),
            waiting: BTreeMap::new(),
            met: BTreeSet::new(),
            authorities: known,
            new_authorities: Vec::new(),
            may_replace: true,
            report: PagesReport {
                layer: layer.to_owned(),
                ..PagesReport::default()
            },
        }
    }

    /// The record of this name, made if it is not there; `None` if several have it.
    pub fn authority(&mut self, label: &Label, name: &str) -> Option<AuthorityId> {
        let key = (label.clone(), name.to_owned());
        if let Some(&id) = self.authorities.get(&key) {
            return id;
        }
        let id = AuthorityId::new();
        self.authorities.insert(key, Some(id));
        self.new_authorities.push(Authority {
            id,
            label: label.clone(),
            canonical: name.to_owned(),
            aliases: Vec::new(),
            code: None,
            note: String::new(),
            attributes: Attributes::new(),
        });
        Some(id)
    }

    pub fn is_full(&self) -> bool {
        self.entries.len() >= BATCH_PAGES
            || (!self.entries.is_empty() && self.since.elapsed() >= BATCH_TIME)
    }
}
