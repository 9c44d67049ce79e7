//! Places of a gazetteer: administrative divisions with their codes and names.

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its code: six digits of GB/T 2260 for Chinese divisions; of a place that is no
    /// more, its last one.
    pub code: String,
    /// The full official name.
    pub name: String,
    /// What kind of division it is.
    pub level: Level,
    /// The code of the place that it is part of.
    pub parent: Option<String>,
    /// Other names that are in use, such as the name without 市 or 县.
    pub aliases: Vec<String>,
    /// Names that it had once.
    pub former: Vec<FormerName>,
    /// The last year of a place that is no more.
    pub until: Option<u16>,
}

/// A name that a place had once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The first and the last year, as far as they are known.
    pub years: Option<(u16, u16)>,
}

/// The levels of administrative divisions.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Level {
    /// A province, an autonomous region or a municipality.
    Province,
    /// A prefecture or a city of that level.
    Prefecture,
    /// A county, a district, or a city of that level.
    #[default]
    County,
}

impl Place {
    /// Whether it is a municipality: a province that is a city (北京市).
    pub fn is_municipality(&self) -> bool {
        self.level == Level::Province && self.name.ends_with('市')
    }
}
