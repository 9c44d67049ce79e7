//! Which mentions are to be relabelled or removed, as it is filled in.

use crate::edit::verbs::many::MentionTest;
use crate::model::id::{AuthorityId, Label};
use crate::session::propagate::Extent;
use crate::text::pattern::{Pattern, PatternError};

/// A filled-in form, to be compared and counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionsWish {
    /// How they read; empty for anything.
    pub text: String,
    /// Whether `text` is a regular expression.
    pub regex: bool,
    /// Their label; `None` for any.
    pub label: Option<Label>,
    /// Their record; `None` for any or none.
    pub authority: Option<AuthorityId>,
    /// How far it reaches.
    pub extent: Extent,
}

impl MentionsWish {
    /// The test that the form stands for.
    ///
    /// # Errors
    /// [`PatternError`] if the expression cannot be used.
    pub fn test(&self) -> Result<MentionTest, PatternError> {
        let surface = if self.text.trim().is_empty() {
            None
        } else if self.regex {
            Some(Pattern::regex(&self.text, true)?)
        } else {
            Some(Pattern::words(&self.text, true)?)
        };
        Ok(MentionTest {
            label: self.label.clone(),
            authority: self.authority,
            surface,
        })
    }

    /// Whether any condition is given: nothing at all would mean everything.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.label.is_none() && self.authority.is_none()
    }
}
