//! Engines that propose annotations: pure functions over a text, without
//! network and without model files.
//!
//! An engine looks at one page and answers with a
//! [`Proposal`](crate::model::evidence::Proposal): annotations like an editor's own, with
//! a probability and reasons for each part. Nothing here knows projects; what is
//! learned from a project's accepted pages comes in as a value.
