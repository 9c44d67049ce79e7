//! Layers of the project: find, choose, make.

use super::{Session, SessionError};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op};
use crate::edit::transaction::Transaction;
use crate::model::id::{Label, LayerId};
use crate::model::layer::{Layer, LayerKind, SUGGESTIONS_LAYER};

impl Session {
    /// All layers, oldest first.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The layers that people work in: all but the one that engines fill.
    pub fn own_layers(&self) -> impl Iterator<Item = &Layer> {
        self.layers.iter().filter(|layer| !layer.is_derived())
    }

    /// The layer that the editor works in.
    pub fn layer(&self) -> LayerId {
        self.layer
    }

    /// The name of the layer that the editor works in.
    pub fn layer_name(&self) -> &str {
        self.layers
            .iter()
            .find(|layer| layer.id == self.layer)
            .map_or("", |layer| &layer.name)
    }

    /// Chooses the layer that the editor works in; unknown ones are ignored.
    ///
    /// # Errors
    /// The store's, when coverage is counted anew.
    pub fn set_layer(&mut self, id: LayerId) -> Result<(), SessionError> {
        if self.layer != id && self.layers.iter().any(|layer| layer.id == id) {
            self.layer = id;
            self.revision += 1;
            self.recount()?;
        }
        Ok(())
    }

    /// The layer of this name.
    ///
    /// # Errors
    /// [`SessionError::UnknownLayer`] with the names there are.
    pub fn layer_named(&self, name: &str) -> Result<&Layer, SessionError> {
        self.layers
            .iter()
            .find(|layer| layer.name == name)
            .ok_or_else(|| {
                let known: Vec<_> = self
                    .layers
                    .iter()
                    .map(|layer| layer.name.as_str())
                    .collect();
                SessionError::UnknownLayer {
                    name: name.to_owned(),
                    known: known.join(", "),
                }
            })
    }

    /// The layer of this name, made if it is not there.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn layer_or_new(&mut self, name: &str, kind: LayerKind) -> Result<LayerId, SessionError> {
        if name == SUGGESTIONS_LAYER {
            return Err(SessionError::DerivedLayer(name.to_owned()));
        }
        if let Ok(layer) = self.layer_named(name) {
            return Ok(layer.id);
        }
        let layer = Layer {
            id: LayerId::new(),
            name: name.to_owned(),
            kind,
        };
        let label = EditLabel::new(Deed::AddLayer).about(name);
        let id = layer.id;
        self.apply(Transaction::new(
            label,
            vec![Op::Layer(Change::Insert(layer))],
        ))?;
        Ok(id)
    }

    /// Labels by name, for filters.
    ///
    /// # Errors
    /// [`SessionError::UnknownLabel`] with the names there are.
    pub fn labels_named(&self, names: &[String]) -> Result<Vec<Label>, SessionError> {
        names
            .iter()
            .map(|name| {
                let label = Label::from(name.as_str());
                if self.schema.label(&label).is_some() {
                    return Ok(label);
                }
                let known: Vec<_> = self
                    .schema
                    .labels
                    .iter()
                    .map(|def| def.id.as_str())
                    .collect();
                Err(SessionError::UnknownLabel {
                    name: name.clone(),
                    known: known.join(", "),
                })
            })
            .collect()
    }
}
