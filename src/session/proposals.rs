//! What engines propose for a page: kept in the machine layer, beside everything that
//! people do.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Session, SessionError};
use crate::model::annotations::Annotations;
use crate::model::entity::Entity;
use crate::model::evidence::Proposal;
use crate::model::id::{AuthorityId, DocumentId, LayerId};
use crate::model::layer::{Layer, LayerKind, SUGGESTIONS_LAYER, Scope};
use crate::model::rejection::Rejection;
use crate::model::schema::Schema;
use crate::store::error::StoreError;
use crate::store::progress::Progress;

/// The proposals that were looked at last.
#[derive(Debug, Default)]
pub(super) struct ProposalCache {
    /// Least recently read first; `None` for pages without a proposal.
    kept: Vec<(DocumentId, Option<Arc<Proposal>>)>,
    /// The last run that is known here.
    run: i64,
}

/// Enough for going back and forth.
const KEPT: usize = 12;

impl ProposalCache {
    /// Forgets what was read before the last run was this one.
    pub(super) fn forget(&mut self, run: i64) {
        self.kept.clear();
        self.run = run;
    }

    fn get(&self, document: DocumentId) -> Option<&Option<Arc<Proposal>>> {
        let found = self.kept.iter().rev().find(|(id, _)| *id == document);
        found.map(|(_, proposal)| proposal)
    }

    fn keep(&mut self, document: DocumentId, proposal: Option<Arc<Proposal>>) {
        self.kept.retain(|(id, _)| *id != document);
        self.kept.push((document, proposal));
        if self.kept.len() > KEPT {
            self.kept.remove(0);
        }
    }
}

/// The proposal without links to records that are not there.
fn known_records(proposal: Proposal, is_there: impl Fn(AuthorityId) -> bool) -> Proposal {
    let lost = |entity: &Entity| entity.authority.is_some_and(|id| !is_there(id));
    if !proposal.annotations.entities().any(lost) {
        return proposal;
    }
    let mut parts = proposal.annotations.to_parts();
    for entity in parts.entities.iter_mut().filter(|it| lost(it)) {
        entity.authority = None;
    }
    Proposal {
        annotations: Annotations::from_parts(parts),
        ..proposal
    }
}

impl Session {
    /// The layer that engines fill; `None` before their first run.
    pub fn suggestions_layer(&self) -> Option<LayerId> {
        let mut layers = self.layers.iter();
        layers.find(|layer| layer.is_derived()).map(|it| it.id)
    }

    /// Puts a proposal, made for the schema that this session has, in the place of the
    /// one that the page had. `maker` says which engines made it and from what. Nothing
    /// is journalled, so undo does not lead through it. `false`, and nothing is put
    /// there, if the project has another schema by now.
    ///
    /// # Errors
    /// [`SessionError::DerivedLayer`] if a person's layer has the name of the one that
    /// engines fill; the store's.
    pub fn put_proposal(
        &mut self,
        document: DocumentId,
        proposal: Proposal,
        maker: &str,
    ) -> Result<bool, SessionError> {
        let schema = Arc::clone(&self.schema);
        self.put_proposal_for(document, proposal, maker, &schema)
    }

    /// As [`Session::put_proposal`], for a proposal that was made for `schema`.
    pub(super) fn put_proposal_for(
        &mut self,
        document: DocumentId,
        proposal: Proposal,
        maker: &str,
        schema: &Schema,
    ) -> Result<bool, SessionError> {
        self.refresh()?;
        // A record may have gone while engines were at work.
        let proposal = known_records(proposal, |id| self.authority(id).is_some());
        let known = self.suggestions_layer();
        let layer = Layer {
            id: known.unwrap_or_else(LayerId::new),
            name: SUGGESTIONS_LAYER.to_owned(),
            kind: LayerKind::Machine,
        };
        if known.is_none() && self.layer_named(SUGGESTIONS_LAYER).is_ok() {
            return Err(SessionError::DerivedLayer(layer.name));
        }
        let scope = Scope {
            document,
            layer: layer.id,
        };
        let run = self.proposals.run;
        let source = match self.page(self.scope_of(document)) {
            Some(page) => page.source.clone(),
            None => crate::text::source::SourceText::new(self.store.text(document)?),
        };
        let progress = Progress::of(&proposal.annotations, &source);
        let written = self.store.write(|writer| {
            // Only here nobody can change it any more.
            if writer.schema()? != *schema {
                return Ok(false);
            }
            if known.is_none() {
                writer.add_derived_layer(&layer)?;
            }
            writer.put_proposal(scope, &proposal, &progress, maker)?;
            Ok(true)
        });
        if known.is_none() && matches!(written, Err(StoreError::Conflict { .. })) {
            // Another job or process may have made the layer since we looked.
            self.reload()?;
            if self.suggestions_layer().is_some() {
                return self.put_proposal_for(document, proposal, maker, schema);
            }
        }
        if !written? {
            return Ok(false);
        }
        if known.is_none() {
            self.layers.push(layer.clone());
        }
        let now = self.store.proposal_run()?;
        if now != run + 1 {
            // Others have proposed for other pages since we looked.
            self.proposals.forget(now);
            self.pages.forget_layer(layer.id);
        }
        self.proposals.run = now;
        self.pages.forget(scope);
        self.proposals.keep(document, Some(Arc::new(proposal)));
        self.revision += 1;
        Ok(true)
    }

    /// The proposal for a page, if one was made; read from the file when first asked
    /// for.
    ///
    /// # Errors
    /// The store's.
    pub fn load_proposal(
        &mut self,
        document: DocumentId,
    ) -> Result<Option<Arc<Proposal>>, SessionError> {
        if let Some(known) = self.proposals.get(document) {
            return Ok(known.clone());
        }
        let proposal = match self.suggestions_layer() {
            Some(layer) => self.store.proposal(Scope { document, layer })?,
            None => None,
        };
        let proposal = proposal.map(|(proposal, _)| Arc::new(proposal));
        self.proposals.keep(document, proposal.clone());
        Ok(proposal)
    }

    /// The proposal for a page if it is in memory; see [`Session::load_proposal`].
    pub fn proposal(&self, document: DocumentId) -> Option<&Arc<Proposal>> {
        self.proposals.get(document)?.as_ref()
    }

    /// What made the proposal for a page; `None` if there is none.
    ///
    /// # Errors
    /// The store's.
    pub fn proposal_maker(&self, document: DocumentId) -> Result<Option<String>, SessionError> {
        let Some(layer) = self.suggestions_layer() else {
            return Ok(None);
        };
        Ok(self.store.proposal_maker(Scope { document, layer })?)
    }

    /// What was rejected on a page from one source, in the order of fingerprints.
    ///
    /// # Errors
    /// The store's.
    pub fn rejections(
        &self,
        scope: Scope,
        source: LayerId,
    ) -> Result<Vec<Rejection>, SessionError> {
        Ok(self.store.rejections(scope, source)?)
    }

    /// The fingerprints of what was rejected on a page from one source.
    ///
    /// # Errors
    /// The store's.
    pub fn rejected(
        &self,
        scope: Scope,
        source: LayerId,
    ) -> Result<BTreeSet<String>, SessionError> {
        let rejections = self.rejections(scope, source)?.into_iter();
        Ok(rejections.map(|it| it.fingerprint).collect())
    }

    /// The page of a document in the layer that the editor works in.
    pub fn scope_of(&self, document: DocumentId) -> Scope {
        Scope {
            document,
            layer: self.layer,
        }
    }

    /// Forgets proposals that another process has replaced; `true` if there are any.
    pub(super) fn refresh_proposals(&mut self) -> Result<bool, SessionError> {
        let run = self.store.proposal_run()?;
        if run == self.proposals.run {
            return Ok(false);
        }
        self.proposals.forget(run);
        if self.suggestions_layer().is_none() {
            self.layers = self.store.layers()?;
        }
        if let Some(layer) = self.suggestions_layer() {
            self.pages.forget_layer(layer);
        }
        self.revision += 1;
        Ok(true)
    }

    /// Changes that people make never go to the layer that engines fill.
    pub(super) fn refuse_derived(&self, scope: Scope) -> Result<(), SessionError> {
        let layer = self.layers.iter().find(|layer| layer.id == scope.layer);
        match layer.filter(|layer| layer.is_derived()) {
            Some(layer) => Err(SessionError::DerivedLayer(layer.name.clone())),
            None => Ok(()),
        }
    }
}
