//! Small widgets that know nothing of the session.
//!
//! Each takes plain arguments, returns a [`egui::Response`] and gives itself
//! an accessible name. Colours and sizes come from [`super::theme`], shown
//! texts from the caller.

pub mod button;
pub mod chip;
pub mod choice;
pub mod coverage_bar;
pub mod elided;
pub mod hint;
pub mod icon;
pub mod icon_button;
pub mod keycap;
pub mod row;
pub mod search_field;
pub mod section_header;
pub mod segmented;
pub mod text;
pub mod toast;

pub use button::{ButtonKind, TextButton};
pub use chip::Chip;
pub use choice::{Chosen, choice};
pub use coverage_bar::coverage_bar;
pub use elided::{Elide, Elided};
pub use hint::Hint;
pub use icon::Icon;
pub use icon_button::IconButton;
pub use keycap::keycap;
pub use row::Row;
pub use search_field::SearchField;
pub use section_header::section_header;
pub use segmented::{Segment, segmented};
pub use toast::{ToastKind, Toasts};
