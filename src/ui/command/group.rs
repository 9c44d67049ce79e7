//! The groups of commands, which are also the menus.

/// How commands are grouped in menus, palette and help.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Group {
    /// The project file, import and export.
    Project,
    /// Undo, find, select.
    Edit,
    /// What is shown and how.
    View,
    /// Moving around.
    Go,
    /// What is probably wrong.
    Problems,
    /// The document as a whole.
    Document,
    /// Articles and segments.
    Segment,
    /// What another layer says.
    Review,
    /// Entities.
    Entity,
    /// Help.
    Help,
}

impl Group {
    /// The name by which its text is looked up: `group.NAME`.
    pub fn id(self) -> &'static str {
        self.into()
    }
}
