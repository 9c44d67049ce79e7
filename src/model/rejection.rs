//! What an editor does not want: proposals that were turned down, and problems
//! that are none.

use super::id::LayerId;
use super::layer::Scope;

/// Something that was proposed for a page and is not wanted there.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejection {
    /// The page, and the layer that it is not wanted in.
    pub scope: Scope,
    /// The layer that proposed it; [`PROBLEMS`] for an ignored problem.
    pub source: LayerId,
    /// What was proposed, in words that do not depend on ids.
    pub fingerprint: String,
    /// Why not; may be empty.
    pub reason: String,
    /// When.
    pub at: jiff::Timestamp,
}

/// The source of problems that an editor ignores. It is no layer; no layer gets an
/// id like this.
pub const PROBLEMS: LayerId = LayerId(uuid::Uuid::max());
