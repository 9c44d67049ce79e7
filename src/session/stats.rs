//! Numbers about a project.

use std::collections::BTreeMap;

use super::{Session, SessionError};
use crate::model::document::Status;
use crate::model::id::LayerId;

/// Numbers about a project and its layers.
#[derive(Debug, Clone, PartialEq)]
pub struct Stats {
    /// Documents in the project.
    pub documents: u64,
    /// Documents by status.
    pub by_status: Vec<(Status, u64)>,
    /// Code points that are not white space.
    pub ink: u64,
    /// Authority records.
    pub authorities: u64,
    /// Numbers of each layer.
    pub layers: Vec<LayerStats>,
}

/// Numbers of one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerStats {
    /// The layer.
    pub id: LayerId,
    /// Its name.
    pub name: String,
    /// Code points, white space not counted, in articles and furniture.
    pub assigned: u64,
    /// Articles.
    pub articles: u64,
    /// Segments, furniture included.
    pub segments: u64,
    /// Mentions.
    pub entities: u64,
    /// Mentions by label, in the order of the schema.
    pub by_label: Vec<(String, u64)>,
}

impl Session {
    /// Counts what is in the project.
    ///
    /// # Errors
    /// The store's.
    pub fn stats(&self) -> Result<Stats, SessionError> {
        let mut stats = Stats {
            documents: 0,
            by_status: Vec::new(),
            ink: 0,
            authorities: self.authorities.len() as u64,
            layers: Vec::new(),
        };
        for layer in &self.layers {
            let total = self.store.progress_total(layer.id)?;
            let counted: BTreeMap<String, u64> = self
                .store
                .entities_by_label(layer.id)?
                .into_iter()
                .collect();
            stats.documents = total.documents;
            stats.ink = total.ink;
            let statuses = [
                Status::New,
                Status::InProgress,
                Status::Done,
                Status::Reviewed,
            ];
            stats.by_status = statuses.into_iter().zip(total.by_status).collect();
            let labels = self.schema.labels.iter();
            stats.layers.push(LayerStats {
                id: layer.id,
                name: layer.name.clone(),
                assigned: total.assigned,
                articles: total.articles,
                segments: total.segments,
                entities: total.entities,
                by_label: labels
                    .map(|def| (def.id.clone(), counted.get(&def.id).copied().unwrap_or(0)))
                    .collect(),
            });
        }
        Ok(stats)
    }
}
