//! What the end of a line means.

/// The decision about one line end.
///
/// It is keyed by the upper line and holds for the whole run of line ends up to
/// the next line with text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineBreak {
    /// The upper line, counted from 1.
    pub line: u32,
    /// What the line end means.
    pub kind: BreakKind,
}

/// What a line end means.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum BreakKind {
    /// A hard wrap inside a paragraph: the lines are joined.
    Soft,
    /// The end of a paragraph.
    Para,
}

impl BreakKind {
    /// The name under which it is stored and exported.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The other kind.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Soft => Self::Para,
            Self::Para => Self::Soft,
        }
    }
}
