//! Identities: one type per kind of object, so that they cannot be mixed up.

use std::fmt;
use std::sync::Arc;

use uuid::Uuid;

/// Declares an id type over a UUID of version 7.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, later in order than every id made before in this process.
            #[expect(clippy::new_without_default, reason = "a default id would be a surprise")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A raw page.
    DocumentId;
    /// One complete set of annotations.
    LayerId;
    /// An article of one layer of one document.
    ArticleId;
    /// A stretch of a document that belongs to an article, or furniture.
    SegmentId;
    /// A mention.
    EntityId;
    /// A typed link between two mentions.
    RelationId;
    /// A stand-off repair of the text.
    CorrectionId;
    /// A record of the authority file.
    AuthorityId;
}

/// Declares a type for a name that the schema defines.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as the schema writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self(name.into())
            }
        }

        impl From<String> for $name {
            fn from(name: String) -> Self {
                Self(name.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// The role of a segment in its article, such as `headline`.
    Role;
    /// The label of an entity, such as `CITY`.
    Label;
    /// The type of a relation, such as `holds_office_in`.
    RelationType;
}
