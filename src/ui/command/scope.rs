//! Where and in which modes a command's keys are listened to.

use crate::ui::view_state::Mode;

/// When a command's shortcut is listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere, also while typing into a field.
    Everywhere,
    /// While the page has the keyboard.
    Page,
    /// While the page has the keyboard in mode Segment.
    Segment,
    /// While the page has the keyboard in mode Segment or Read.
    SegmentOrRead,
    /// While the page has the keyboard in mode Entities or Read.
    EntitiesOrRead,
    /// While the page has the keyboard in mode Segment, Entities or Read.
    Annotating,
    /// While the page has the keyboard in mode Read.
    Read,
    /// While the page has the keyboard in mode Review.
    Review,
}

impl Scope {
    /// The modes in which it is listened to.
    pub fn modes(self) -> &'static [Mode] {
        match self {
            Self::Everywhere | Self::Page => {
                &[Mode::Segment, Mode::Entities, Mode::Read, Mode::Review]
            }
            Self::Segment => &[Mode::Segment],
            Self::SegmentOrRead => &[Mode::Segment, Mode::Read],
            Self::EntitiesOrRead => &[Mode::Entities, Mode::Read],
            Self::Annotating => &[Mode::Segment, Mode::Entities, Mode::Read],
            Self::Read => &[Mode::Read],
            Self::Review => &[Mode::Review],
        }
    }

    /// Whether two commands may be listened to at the same time.
    pub fn meets(self, other: Self) -> bool {
        self.modes().iter().any(|mode| other.modes().contains(mode))
    }
}
