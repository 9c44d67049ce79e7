//! Versions of a document: another reading of the same page takes its place, and
//! what was said of the old one is said of the new one as far as it can be.
//!
//! The old version leaves the lists and the exports, but it stays in the file with
//! everything that was said of it, and undoing brings it back.

use std::path::{Path, PathBuf};

use super::apply::{Entry, TURNS};
use super::carry_rejections::Replacing;
use super::import_files::read_page;
use super::{Session, SessionError};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op};
use crate::edit::reanchor::{Move, Reanchored};
use crate::edit::transaction::Transaction;
use crate::jobs::Ticket;
use crate::model::document::{Document, Sha256, Status};
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::{Layer, Scope};
use crate::store::journal::GestureId;
use crate::text::align::Alignment;
use crate::text::decode::{DecodeOptions, Decoded};
use crate::text::source::SourceText;

/// Another reading of a page, which is to take the place of a document.
#[derive(Debug, Clone)]
pub struct ReplaceRequest {
    /// The document that gives way.
    pub document: DocumentId,
    /// The file with the new text.
    pub path: PathBuf,
    /// Encoding and what to do about malformed bytes.
    pub decode: DecodeOptions,
}

/// What replacing a document has done.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceReport {
    /// The document that gave way.
    pub old: DocumentId,
    /// The document that took its place.
    pub new: DocumentId,
    /// The name of both.
    pub name: String,
    /// How many characters the two texts have in common, white space not counted.
    pub shared: u32,
    /// How many characters the old and the new text have, white space not counted.
    pub ink: (u32, u32),
    /// How many characters of the new text could not be read and were replaced.
    pub unreadable: usize,
    /// What has become of each layer that said something.
    pub layers: Vec<LayerReport>,
}

/// What has become of the annotations of one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerReport {
    /// The layer.
    pub layer: LayerId,
    /// Its name.
    pub name: String,
    /// What was carried, and what a person should look at. The changes are left out;
    /// they have been made.
    pub told: Reanchored,
}

impl ReplaceReport {
    /// How many things a person should look at.
    pub fn open(&self) -> usize {
        self.layers.iter().map(|it| it.told.review.len()).sum()
    }

    /// A number of every layer, added up.
    pub fn sum(&self, of: impl Fn(&Reanchored) -> usize) -> usize {
        self.layers.iter().map(|it| of(&it.told)).sum()
    }
}

/// How replacing ended.
#[derive(Debug, PartialEq)]
enum Replaced {
    Done(Box<ReplaceReport>),
    /// Nothing has changed: somebody asked for that.
    Cancelled,
    /// Nothing has changed: others have written in the meantime.
    Overtaken,
}

impl Session {
    /// Puts the text of a file in the place of a document.
    ///
    /// The new document has its name, its metadata and its status (one that was done
    /// is in progress again if there is something to look at), and the annotations
    /// of every layer but the one that engines fill. What was turned down or ignored
    /// stays so where its text is there. All of it is one step of undo.
    ///
    /// # Errors
    /// [`SessionError::Content`] if the file is empty, is no text or has the bytes of
    /// a document that is in the project; [`SessionError::File`] if it cannot be
    /// read; the store's. Nothing has changed then.
    pub fn replace_document(
        &mut self,
        request: &ReplaceRequest,
    ) -> Result<ReplaceReport, SessionError> {
        let report = self.replace_unless_cancelled(request, &Ticket::default())?;
        report.ok_or(SessionError::Overtaken)
    }

    /// As [`Session::replace_document`]; `None`, and nothing has changed, if it was
    /// cancelled before anything was written.
    ///
    /// # Errors
    /// As [`Session::replace_document`].
    pub fn replace_unless_cancelled(
        &mut self,
        request: &ReplaceRequest,
        ticket: &Ticket,
    ) -> Result<Option<ReplaceReport>, SessionError> {
        let content = |message: String| SessionError::Content {
            message,
            path: request.path.clone(),
        };
        let (sha256, decoded) = read_page(&request.path, &request.decode).map_err(content)?;
        // Aligning takes a while, and what others say of the old text meanwhile is to be
        // carried too.
        for _ in 0..TURNS {
            self.refresh()?;
            let before = self.document(request.document)?;
            if before.removed {
                let message = format!("{} was taken out or replaced before", before.name);
                return Err(content(message));
            }
            let old = SourceText::new(self.store.text(before.id)?);
            if let Some(name) = self.owner_of(sha256, &before, &decoded, &old)? {
                return Err(content(format!(
                    "the file has the very text of {name}, which is in the project; nothing \
                     to replace"
                )));
            }
            let read = (&decoded, sha256);
            match self.replace_with(&before, &request.path, read, &old, ticket)? {
                Replaced::Done(report) => return Ok(Some(*report)),
                Replaced::Cancelled => return Ok(None),
                Replaced::Overtaken => {}
            }
        }
        Err(SessionError::Overtaken)
    }

    /// The name of the document that has these bytes already, if one has.
    fn owner_of(
        &self,
        sha256: Sha256,
        before: &Document,
        decoded: &Decoded,
        old: &SourceText,
    ) -> Result<Option<String>, SessionError> {
        if decoded.text == old.text() {
            return Ok(Some(before.name.clone()));
        }
        let mut found = self.store.documents_by_sha256(sha256)?;
        // The same bytes read in another encoding are another text.
        found.retain(|document| !document.removed && document.id != before.id);
        Ok(found.pop().map(|document| document.name))
    }

    /// Replaces, unless it is cancelled or others have written since the last refresh.
    fn replace_with(
        &mut self,
        before: &Document,
        path: &Path,
        (decoded, sha256): (&Decoded, Sha256),
        old: &SourceText,
        ticket: &Ticket,
    ) -> Result<Replaced, SessionError> {
        let new = SourceText::new(decoded.text.as_str());
        let alignment = Alignment::of(old, &new);
        let mut document = Document {
            id: DocumentId::new(),
            source: std::path::absolute(path)
                .unwrap_or_else(|_| path.to_path_buf())
                .to_string_lossy()
                .into_owned(),
            sha256,
            encoding: decoded.encoding.to_string(),
            chars: new.len(),
            lines: new.line_count() as u32,
            ink: new.ink(new.span()),
            supersedes: Some(before.id),
            ..before.clone()
        };
        let mut steps = Vec::new();
        let mut layers = Vec::new();
        for layer in self.own_layers().cloned().collect::<Vec<_>>() {
            let (carried, told) = self.carry(&layer, before.id, document.id, &alignment)?;
            steps.extend(carried);
            layers.extend(told);
            let replacing = Replacing {
                from: before.id,
                to: document.id,
                alignment: &alignment,
            };
            steps.extend(self.carry_rejections(layer.id, replacing)?);
        }
        let open = layers.iter().any(|layer| !layer.told.review.is_empty());
        if open && before.status != Status::New {
            document.status = Status::InProgress;
        }
        let report = ReplaceReport {
            old: before.id,
            new: document.id,
            name: before.name.clone(),
            shared: alignment.shared(),
            ink: alignment.ink(),
            unreadable: decoded.replaced,
            layers,
        };
        let gone = Document {
            removed: true,
            ..before.clone()
        };
        let mut ops = vec![
            Op::Document(Change::Insert(document)),
            Op::Document(Change::Replace {
                before: before.clone(),
                after: gone,
            }),
        ];
        ops.append(&mut steps);
        if ticket.is_cancelled() {
            return Ok(Replaced::Cancelled);
        }
        let label = EditLabel::new(Deed::ReplaceDocument).about(&before.name);
        let transaction = Transaction::new(label, ops);
        let entry = Entry::edit(transaction, GestureId::new(), vec![decoded.text.clone()]);
        let written = self.commit_if_unchanged(&[entry]);
        if !matches!(written, Ok(Some(_))) {
            // The page of a document that did not come in must not stay in memory.
            self.pages.clear();
        }
        Ok(match written? {
            Some(_) => Replaced::Done(Box::new(report)),
            None => Replaced::Overtaken,
        })
    }

    /// What makes a layer say of the new text what it says of the old one.
    fn carry(
        &self,
        layer: &Layer,
        from: DocumentId,
        to: DocumentId,
        alignment: &Alignment,
    ) -> Result<(Vec<Op>, Option<LayerReport>), SessionError> {
        let annotations = self.store.annotations(Scope {
            document: from,
            layer: layer.id,
        })?;
        if annotations.is_empty() {
            return Ok((Vec::new(), None));
        }
        let mut told = Move {
            annotations: &annotations,
            alignment,
            schema: self.schema(),
        }
        .carry();
        let scope = Scope {
            document: to,
            layer: layer.id,
        };
        let changes = std::mem::take(&mut told.changes).into_iter();
        let ops = changes.map(|change| Op::Page { scope, change }).collect();
        let report = LayerReport {
            layer: layer.id,
            name: layer.name.clone(),
            told,
        };
        Ok((ops, Some(report)))
    }

    /// The raw text of a document, whatever version it is.
    ///
    /// # Errors
    /// The store's.
    pub fn text_of(&self, document: DocumentId) -> Result<SourceText, SessionError> {
        Ok(SourceText::new(self.store.text(document)?))
    }

    /// The version of a document that counts now: itself, or what took its place and
    /// was not taken out. `None` if it was taken out for good.
    ///
    /// # Errors
    /// The store's.
    pub fn newest_version(&self, id: DocumentId) -> Result<Option<Document>, SessionError> {
        let mut wave = vec![self.document(id)?];
        let mut seen = Vec::new();
        while let Some(document) = wave.pop() {
            if !document.removed {
                return Ok(Some(document));
            }
            if !seen.contains(&document.id) {
                seen.push(document.id);
                wave.extend(self.store.documents_superseding(document.id)?);
            }
        }
        Ok(None)
    }

    /// The earlier versions of a document, the latest first.
    ///
    /// # Errors
    /// The store's.
    pub fn earlier_versions(&self, id: DocumentId) -> Result<Vec<Document>, SessionError> {
        let mut found: Vec<Document> = Vec::new();
        let mut next = self.document(id)?.supersedes;
        while let Some(id) = next {
            // A damaged file may have a circle.
            if found.iter().any(|document| document.id == id) {
                break;
            }
            let document = self.document(id)?;
            next = document.supersedes;
            found.push(document);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::verbs::segments::toggle_furniture;
    use crate::model::schema::Schema;
    use crate::session::documents::DocumentFilter;
    use crate::session::import::ImportRequest;
    use crate::text::span::Span;

    #[test]
    fn what_others_say_while_texts_are_compared_is_carried_too() {
        let folder = tempfile::tempdir().unwrap();
        let name = |name: &str| folder.path().join(name);
        let project = name("p.broadsheet");
        let mut session = Session::create(&project, &Schema::newspaper()).unwrap();
        std::fs::write(name("a.txt"), "青禾日报\n春耕开始了").unwrap();
        std::fs::write(name("b.txt"), "青禾日报\n\n春耕开始了。").unwrap();
        let request = ImportRequest {
            paths: vec![name("a.txt")],
            ..ImportRequest::default()
        };
        session.import(&request, &Ticket::default()).unwrap();
        let document = session
            .documents(&DocumentFilter::default())
            .unwrap()
            .remove(0);
        session.refresh().unwrap();

        let mut editor = Session::open(&project).unwrap();
        let scope = editor.scope_of(document.id);
        let schema = editor.schema().clone();
        let page = editor.load(scope).unwrap().look(&schema);
        let change = toggle_furniture(page, Span::new(0, 4).unwrap()).unwrap();
        editor.apply(change).unwrap();

        let path = name("b.txt");
        let decode = DecodeOptions::default();
        let (sha256, decoded) = read_page(&path, &decode).unwrap();
        let old = SourceText::new(session.store.text(document.id).unwrap());
        let (read, ticket) = ((&decoded, sha256), Ticket::default());
        let outcome = session.replace_with(&document, &path, read, &old, &ticket);
        assert_eq!(outcome.unwrap(), Replaced::Overtaken);
        assert!(!session.document(document.id).unwrap().removed);

        let request = ReplaceRequest {
            document: document.id,
            path,
            decode,
        };
        ticket.cancel();
        let cancelled = session.replace_unless_cancelled(&request, &ticket);
        assert_eq!(cancelled.unwrap(), None);
        assert!(!session.document(document.id).unwrap().removed);
        let report = session.replace_document(&request).unwrap();
        let scope = session.scope_of(report.new);
        assert_eq!(session.load(scope).unwrap().annotations.segment_count(), 1);
    }
}
