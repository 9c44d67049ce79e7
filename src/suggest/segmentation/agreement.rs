//! How far a proposal agrees with what an editor accepted, by which it is found out how far
//! what was learned may be trusted.

use std::collections::HashMap;

use crate::model::annotations::Annotations;
use crate::model::id::Role;
use crate::text::source::SourceText;

/// What a character belongs to: its article, 0 for none, and its role, empty for none.
type Place<'a> = (usize, &'a str);

/// The mean of two shares, 0 to 1, over the characters with ink that were annotated: B³ F1 of
/// the articles (Bagga and Baldwin 1998), and the share with the right role.
pub(super) fn agreement(source: &SourceText, wanted: &Annotations, found: &Annotations) -> f64 {
    let (wanted, found) = (places(source, wanted), places(source, found));
    let mut together: HashMap<(usize, usize), f64> = HashMap::new();
    let (mut of_wanted, mut of_found) = (HashMap::new(), HashMap::new());
    let (mut right, mut all) = (0.0, 0.0);
    let pairs = wanted.iter().zip(&found).zip(source.text().chars());
    let pairs = pairs.filter(|((wanted, _), c)| wanted.is_some() && !c.is_whitespace());
    for ((wanted, found), _) in pairs {
        let (wanted, found) = (wanted.unwrap_or_default(), found.unwrap_or((0, "open")));
        *together.entry((wanted.0, found.0)).or_default() += 1.0;
        *of_wanted.entry(wanted.0).or_insert(0.0) += 1.0;
        *of_found.entry(found.0).or_insert(0.0) += 1.0;
        all += 1.0;
        right += f64::from(u8::from(wanted.1 == found.1));
    }
    if all == 0.0 {
        return 0.0;
    }
    let share = |counts: &HashMap<usize, f64>, of: usize| counts.get(&of).copied().unwrap_or(1.0);
    let (mut recall, mut precision) = (0.0, 0.0);
    let mut cells: Vec<_> = together.into_iter().collect();
    // Sums of floating point numbers depend on their order.
    cells.sort_unstable_by_key(|(pair, _)| *pair);
    for ((wanted, found), count) in cells {
        recall += count * count / share(&of_wanted, wanted);
        precision += count * count / share(&of_found, found);
    }
    let (recall, precision) = (recall / all, precision / all);
    f64::midpoint(2.0 * recall * precision / (recall + precision), right / all)
}

/// The place of every character of the text; `None` where nothing is annotated.
fn places<'a>(source: &SourceText, all: &'a Annotations) -> Vec<Option<Place<'a>>> {
    let mut places = vec![None; source.len() as usize];
    for segment in all.segments() {
        let article = segment.article().and_then(|id| all.article_number(id));
        let role = segment.role().map_or("", Role::as_str);
        let (from, to) = (segment.span.start().0, segment.span.end().0);
        let range = places.get_mut(from as usize..to as usize);
        let place = article.unwrap_or(0);
        range.unwrap_or_default().fill(Some((place, role)));
    }
    places
}
