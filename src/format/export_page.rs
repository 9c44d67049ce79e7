//! What every exporter gets to see of a page.

use std::collections::BTreeSet;

use crate::model::annotations::Annotations;
use crate::model::authority::Authority;
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::id::{AuthorityId, Label};
use crate::text::source::SourceText;

/// One page with one layer of annotations, ready to be written.
#[derive(Clone, Copy)]
pub struct ExportPage<'a> {
    /// What is known of the page.
    pub document: &'a Document,
    /// Its raw text.
    pub source: &'a SourceText,
    /// What the layer says of it.
    pub annotations: &'a Annotations,
    /// The name of the layer.
    pub layer: &'a str,
    /// Looks up the authority record that an entity is linked to.
    pub authority: &'a dyn Fn(AuthorityId) -> Option<&'a Authority>,
    /// The labels of the entities that are wanted; `None` for all.
    pub labels: Option<&'a BTreeSet<Label>>,
}

impl<'a> ExportPage<'a> {
    /// Whether an entity is to be written.
    pub fn wants(&self, entity: &Entity) -> bool {
        self.labels
            .is_none_or(|labels| labels.contains(&entity.label))
    }

    /// The entities that are to be written, in text order.
    pub fn entities(&self) -> impl Iterator<Item = &'a Entity> + use<'a> {
        let page = *self;
        page.annotations
            .entities()
            .filter(move |entity| page.wants(entity))
    }

    /// The authority record of an entity.
    pub fn authority_of(&self, entity: &Entity) -> Option<&'a Authority> {
        entity.authority.and_then(self.authority)
    }
}
