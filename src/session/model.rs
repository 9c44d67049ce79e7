//! Taggers that leave the project or come in: what accepted pages taught of mentions, as a
//! file.
//!
//! A tagger that was brought in is kept in the project as a setting. For each label it
//! speaks until the project's own pages have taught more mentions of it than the tagger
//! was taught with, or enough of them (see [`super::suggest`]). Like gazetteers it is no
//! one's work on a page and stands in no journal.

use std::path::Path;

use super::whole_file::read_whole;
use super::{Session, SessionError};
use crate::model::document::Sha256;
use crate::suggest::Engine;
use crate::suggest::tagger::{Cancelled, Tagger};

/// The setting with the bytes of a tagger, two hexadecimal digits each.
const TAGGER: &str = "tagger";
/// The setting with a few digits that stand for it.
const DIGEST: &str = "tagger/digest";
/// Larger files are no taggers, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// What a tagger knows: labels with the numbers of mentions that taught them.
pub type Labels = Vec<(String, u64)>;

/// What the project has learned, and what it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModelInfo {
    /// Accepted pages of the project that are learned from.
    pub pages: usize,
    /// What is in use.
    pub used: Labels,
    /// What the tagger knows that was brought in; `None` if there is none.
    pub brought: Option<Labels>,
}

impl Session {
    /// What the project's pages teach, and what was brought in. Learns, which takes about a
    /// second for a hundred pages.
    ///
    /// # Errors
    /// The store's.
    pub fn model_info(&self, cancelled: Cancelled<'_>) -> Result<ModelInfo, SessionError> {
        let suggester = self.suggester_after(&[Engine::Entities], None, cancelled)?;
        Ok(ModelInfo {
            pages: suggester.taught(),
            used: suggester.tagger().map(labels).unwrap_or_default(),
            brought: self.brought_tagger()?.as_ref().map(labels),
        })
    }

    /// Writes the tagger that is in use to a file; answers with what it knows, or `None` if
    /// it was cancelled.
    ///
    /// # Errors
    /// [`SessionError::NothingTaught`] if no page has taught anything; the store's; those
    /// of the file.
    pub fn export_model(
        &self,
        path: &Path,
        cancelled: Cancelled<'_>,
    ) -> Result<Option<Labels>, SessionError> {
        let suggester = self.suggester_after(&[Engine::Entities], None, cancelled)?;
        if cancelled() {
            return Ok(None);
        }
        let tagger = suggester.tagger().ok_or(SessionError::NothingTaught)?;
        self.write_file(path, &tagger.to_bytes())?;
        Ok(Some(labels(tagger)))
    }

    /// Brings in a tagger from a file, in the place of the one that was brought in before.
    ///
    /// # Errors
    /// [`SessionError::Tagger`] if the file is no tagger that this program can read,
    /// [`SessionError::ForeignTagger`] if it knows no label of the schema; the store's; those
    /// of reading. Nothing has changed then.
    pub fn import_model(&mut self, path: &Path) -> Result<Labels, SessionError> {
        let bytes = read_whole(path, MOST_BYTES, "the tagger was not read")?;
        let path = || path.to_path_buf();
        let tagger = Tagger::from_bytes(&bytes).map_err(|error| SessionError::Tagger {
            error,
            path: path(),
        })?;
        let known = |label: &str| self.schema.labels.iter().any(|it| it.id.as_str() == label);
        if !tagger.labels().any(known) {
            let names: Vec<&str> = tagger.labels().collect();
            return Err(SessionError::ForeignTagger {
                known: names.join(", "),
                path: path(),
            });
        }
        let digest = Sha256::of(&bytes).to_string();
        let digest = digest.get(..16).unwrap_or(&digest);
        self.store.write(|writer| {
            writer.set_setting(TAGGER, Some(&to_hex(&bytes)))?;
            writer.set_setting(DIGEST, Some(digest))
        })?;
        self.revision += 1;
        Ok(labels(&tagger))
    }

    /// Forgets the tagger that was brought in; `false` if there is none.
    ///
    /// # Errors
    /// The store's.
    pub fn forget_model(&mut self) -> Result<bool, SessionError> {
        if self.store.setting(TAGGER)?.is_none() {
            return Ok(false);
        }
        self.store.write(|writer| {
            writer.set_setting(TAGGER, None)?;
            writer.set_setting(DIGEST, None)
        })?;
        self.revision += 1;
        Ok(true)
    }

    /// Stands for the tagger that was brought in; empty if there is none.
    pub(super) fn brought_digest(&self) -> Result<String, SessionError> {
        Ok(self.store.setting(DIGEST)?.unwrap_or_default())
    }

    /// The tagger that was brought in. One that cannot be read is none: it can be
    /// brought in again.
    pub(super) fn brought_tagger(&self) -> Result<Option<Tagger>, SessionError> {
        let Some(hex) = self.store.setting(TAGGER)? else {
            return Ok(None);
        };
        let tagger = of_hex(&hex).map(|bytes| Tagger::from_bytes(&bytes));
        Ok(match tagger {
            Some(Ok(tagger)) => Some(tagger),
            Some(Err(error)) => {
                log::warn!("the tagger that was brought in is not used: {error}");
                None
            }
            None => {
                log::warn!("the tagger that was brought in is no bytes");
                None
            }
        })
    }
}

fn labels(tagger: &Tagger) -> Labels {
    let all = tagger.mentions();
    all.map(|(label, count)| (label.to_owned(), count))
        .collect()
}

fn to_hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// The bytes of hexadecimal digits; `None` if there is anything else.
fn of_hex(hex: &str) -> Option<Vec<u8>> {
    let value = |digit: u8| char::from(digit).to_digit(16);
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    let byte = |[high, low]: &[u8; 2]| Some((value(*high)? * 16 + value(*low)?) as u8);
    let bytes = pairs.iter().map(byte).collect::<Option<_>>()?;
    rest.is_empty().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_become_digits_and_bytes_again(bytes: Vec<u8>, text: String) {
            prop_assert_eq!(of_hex(&to_hex(&bytes)), Some(bytes));
            if let Some(read) = of_hex(&text) {
                prop_assert_eq!(to_hex(&read), text.to_lowercase());
            }
        }
    }
}
