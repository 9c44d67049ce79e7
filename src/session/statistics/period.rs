//! Stretches of time in which documents appeared.

use std::fmt;

/// How long a period is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Grain {
    /// A day.
    Day,
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
}

impl Grain {
    /// Its name: `day`, `month` or `year`.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A day, month or year, in ISO 8601. Periods of one grain are in the order of time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(String);

impl Period {
    /// The period in which a date lies; `None` if the date is less exact or no date.
    pub fn of(date: &str, grain: Grain) -> Option<Self> {
        let length = match grain {
            Grain::Day => 10,
            Grain::Month => 7,
            Grain::Year => 4,
        };
        let fits = |(at, byte): (usize, u8)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        };
        let start = date.get(..length)?;
        let whole = date.as_bytes().get(length).is_none_or(|next| *next == b'-');
        (whole && start.bytes().enumerate().all(fits)).then(|| Self(start.to_owned()))
    }

    /// How many days, months or years it lies after the beginning of our era, so that it
    /// can be placed on an axis; days count 31 to a month.
    pub fn position(&self) -> f64 {
        let mut parts = self.0.split('-').map(|part| part.parse().unwrap_or(0.0));
        let mut next = || parts.next();
        match (next(), next(), next()) {
            (Some(year), Some(month), Some(day)) => (year * 12.0 + month - 1.0) * 31.0 + day - 1.0,
            (Some(year), Some(month), None) => year * 12.0 + month - 1.0,
            (year, ..) => year.unwrap_or(0.0),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
