//! Which documents are searched and which hits are wanted.

use crate::model::annotations::Annotations;
use crate::model::article::Place;
use crate::model::document::{Document, Status};
use crate::model::id::{Label, Role};
use crate::text::span::Span;

/// Which documents are searched: all conditions that are given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentTest {
    /// Their name has this in it; case matters outside of A–Z.
    pub name: String,
    /// The newspaper's name has this in it.
    pub newspaper: String,
    /// They are not older than this date (ISO 8601: a year, a month or a day).
    pub from: String,
    /// They are not newer than this date; a year or a month means its end.
    pub to: String,
    /// Their status is one of these; empty for any.
    pub statuses: Vec<Status>,
}

impl DocumentTest {
    /// Whether the document is searched. One without a date is in no range of dates.
    pub fn admits(&self, document: &Document) -> bool {
        let has = |text: &str, part: &str| {
            part.is_empty()
                || text
                    .to_ascii_lowercase()
                    .contains(&part.to_ascii_lowercase())
        };
        let newspaper = document.meta.newspaper.as_deref().unwrap_or_default();
        let statuses = &self.statuses;
        has(&document.name, self.name.trim())
            && has(newspaper, self.newspaper.trim())
            && (statuses.is_empty() || statuses.contains(&document.status))
            && self.admits_date(document.meta.date.as_deref())
    }

    fn admits_date(&self, date: Option<&str>) -> bool {
        let (from, to) = (self.from.trim(), self.to.trim());
        if from.is_empty() && to.is_empty() {
            return true;
        }
        // A month that is known only by its year may lie in the range.
        let compare = |date: &str, bound: &str| {
            let shared = date.len().min(bound.len());
            date.get(..shared).cmp(&bound.get(..shared))
        };
        date.is_some_and(|date| {
            (from.is_empty() || compare(date, from).is_ge())
                && (to.is_empty() || compare(date, to).is_le())
        })
    }
}

/// On what ground a hit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// In a segment with this role.
    Role(Role),
    /// In furniture.
    Furniture,
    /// In text that belongs to nothing yet.
    Unassigned,
}

impl Ground {
    /// The ground on which a span begins.
    pub fn at(annotations: &Annotations, span: Span) -> Self {
        let first = annotations.segments_in(span).next();
        let first = first.filter(|segment| segment.span.contains(span.start()));
        match first.map(|segment| &segment.place) {
            Some(Place::Article { role, .. }) => Self::Role(role.clone()),
            Some(Place::Furniture) => Self::Furniture,
            None => Self::Unassigned,
        }
    }

    /// The ground of this name: a role, `furniture` or `unassigned`.
    pub fn named(name: &str) -> Self {
        match name {
            "furniture" => Self::Furniture,
            "unassigned" => Self::Unassigned,
            role => Self::Role(Role::from(role)),
        }
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Role(role) => role.as_str(),
            Self::Furniture => "furniture",
            Self::Unassigned => "unassigned",
        }
    }
}

/// What must be tagged where a hit stands; `None` means any label.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum MentionWish {
    /// Anything or nothing.
    #[default]
    Any,
    /// A mention covers the hit.
    Inside(Option<Label>),
    /// No mention shares text with it.
    Outside(Option<Label>),
    /// A mention has its very ends.
    Tagged(Option<Label>),
    /// No mention has its very ends.
    Untagged(Option<Label>),
}

impl MentionWish {
    /// Whether a hit is wanted.
    pub fn admits(&self, mentions: &Annotations, span: Span) -> bool {
        let any = |label: &Option<Label>, fits: fn(Span, Span) -> bool| {
            mentions.entities_in(span).any(|mention| {
                let labelled = label.as_ref().is_none_or(|label| mention.label == *label);
                labelled && mention.pieces().any(|piece| fits(piece, span))
            })
        };
        match self {
            Self::Any => true,
            Self::Inside(label) => any(label, Span::covers),
            Self::Outside(label) => !any(label, |_, _| true),
            Self::Tagged(label) => any(label, |mention, hit| mention == hit),
            Self::Untagged(label) => !any(label, |mention, hit| mention == hit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_dates_means_whole_months_and_years() {
        let test = |from: &str, to: &str, date: Option<&str>| {
            let test = DocumentTest {
                from: from.to_owned(),
                to: to.to_owned(),
                ..DocumentTest::default()
            };
            test.admits_date(date)
        };
        assert!(test("", "", None));
        assert!(!test("2024", "", None));
        assert!(test("2024-03", "2024", Some("2024-12-31")));
        assert!(!test("2024-03", "2024", Some("2024-02-28")));
        assert!(!test("", "2024-03-14", Some("2024-03-15")));
        assert!(test("2024-03-15", "2024-03-15", Some("2024-03-15")));
        assert!(test("2024-03-15", "", Some("2024")), "it may be so");
    }
}
