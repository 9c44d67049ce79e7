//! The gazetteer that the program carries: the divisions of China.
//!
//! `assets/gazetteer/README.md` says where they come from.

use crate::model::place::{FormerName, Place};

/// The file; no value in it has a comma or a quote.
const DIVISIONS: &str = include_str!("../../../assets/gazetteer/divisions.csv");

/// What the standard does not list: the cities and counties of Taiwan.
const TAIWAN: &str = include_str!("../../../assets/gazetteer/taiwan.csv");

/// The divisions by code.
pub(super) fn places() -> impl Iterator<Item = Place> {
    let files = [DIVISIONS, TAIWAN].into_iter();
    files
        .flat_map(|file| file.lines().skip(1))
        .filter_map(place)
}

/// One line of the file: code, name, level, parent, aliases, former names, last year.
fn place(line: &str) -> Option<Place> {
    let mut cells = line.split(',');
    let mut cell = || cells.next();
    Some(Place {
        code: cell()?.to_owned(),
        name: cell()?.to_owned(),
        level: cell()?.parse().ok()?,
        parent: cell().filter(|it| !it.is_empty()).map(str::to_owned),
        aliases: list(cell()?).map(str::to_owned).collect(),
        former: list(cell()?).filter_map(former).collect(),
        until: cell()?.parse().ok(),
    })
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').filter(|it| !it.is_empty())
}

/// A former name with its years: `陇南地区@1985-2003`.
fn former(text: &str) -> Option<FormerName> {
    let (name, years) = text.split_once('@')?;
    let (first, last) = years.split_once('-')?;
    Some(FormerName {
        name: name.to_owned(),
        years: Some((first.parse().ok()?, last.parse().ok()?)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Level;

    #[test]
    fn every_line_is_read() {
        let lines = DIVISIONS.lines().count() + TAIWAN.lines().count() - 2;
        let all: Vec<Place> = places().collect();
        assert_eq!(all.len(), lines);
        let of = |level, until: bool| {
            let fits = |it: &&Place| it.level == level && it.until.is_some() == until;
            all.iter().filter(fits).count()
        };
        assert_eq!(of(Level::Province, false), 34);
        assert!((350..360).contains(&of(Level::Prefecture, false)));
        assert!((2840..2860).contains(&of(Level::County, false)));
        // The standard begins in 1980; counties of Taiwan have their names from 1945 on.
        let years = |it: &FormerName| it.years.is_some_and(|(a, b)| 1945 <= a && a <= b);
        assert!(all.iter().flat_map(|it| &it.former).all(years));
    }

    #[test]
    fn every_parent_is_there() {
        let all: Vec<Place> = places().collect();
        let known = |code: &String| all.iter().any(|it| it.code == *code);
        let orphan = all.iter().find(|it| {
            it.parent
                .as_ref()
                .map_or(it.level != Level::Province, |p| !known(p))
        });
        assert_eq!(orphan, None);
    }
}
