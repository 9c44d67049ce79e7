//! The lines of a head: which are kicker, headline, subheadline and byline.

use super::super::order::Role;
use super::label::Label;
use super::signs::Sign;
use super::stretches::Page;

/// The longest kicker, in words.
const KICKER: usize = 4;

/// Lines of a head that are one part of it.
type Group = Vec<usize>;

/// The parts of the head of an article, in order: role, first and last line.
pub(super) fn parts(page: &Page, head: &[usize]) -> Vec<(Role, usize, usize)> {
    let titles: Vec<usize> = head
        .iter()
        .copied()
        .filter(|&at| page.label(at) == Label::Title)
        .collect();
    let groups = groups(page, &titles);
    let mut found: Vec<(Role, usize, usize)> = groups
        .iter()
        .zip(roles(page, &groups))
        .filter_map(|(group, role)| Some((role, *group.first()?, *group.last()?)))
        .collect();
    let bylines = head.iter().filter(|at| page.label(**at) == Label::Byline);
    for &at in bylines {
        match found.last_mut() {
            Some((Role::Byline, _, last)) if *last + 1 == at => *last = at,
            _ => found.push((Role::Byline, at, at)),
        }
    }
    found.sort_by_key(|(role, first, _)| (*role, *first));
    found
}

/// Takes the titles apart where blank lines, a change of capitals or of purpose part them.
fn groups(page: &Page, titles: &[usize]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for &at in titles {
        let above = groups.last().and_then(|group| group.last()).copied();
        let joins = above.is_some_and(|above| above + 1 == at && goes_on(page, above, at));
        match groups.last_mut() {
            Some(group) if joins => group.push(at),
            _ => groups.push(vec![at]),
        }
    }
    groups
}

/// Whether a title goes on from one line to the next.
fn goes_on(page: &Page, above: usize, at: usize) -> bool {
    let caps = |at| page.has(at, Sign::Caps);
    let cased = page.has(above, Sign::TitleCase) || page.has(at, Sign::TitleCase);
    if page.lines.set_off(at)
        || caps(above) != caps(at)
        || page.ends(above)
        || page.has(above, Sign::Section)
    {
        return false;
    }
    if page.has(at, Sign::LowerStart) || caps(at) || cased {
        return true;
    }
    // A second sentence in small letters, though its first word had room above.
    !page.measure.room(above) || page.text(at).split_whitespace().count() <= 3
}

fn roles(page: &Page, groups: &[Group]) -> Vec<Role> {
    let words = |group: &Group| {
        group
            .iter()
            .map(|&at| page.text(at).split_whitespace().count())
            .sum::<usize>()
    };
    let kicker = match groups {
        [first, second, ..] => {
            let short = words(first) <= KICKER && words(first) + 2 <= words(second);
            let colon = first.last().is_some_and(|&at| page.text(at).ends_with(':'));
            let set = first.iter().all(|&at| page.has(at, Sign::Caps))
                && !second.iter().all(|&at| page.has(at, Sign::Caps));
            short && first.len() == 1 && (colon || set || words(first) <= 2)
        }
        _ => false,
    };
    let headline = usize::from(kicker);
    (0..groups.len())
        .map(|at| match at.cmp(&headline) {
            std::cmp::Ordering::Less => Role::Kicker,
            std::cmp::Ordering::Equal => Role::Headline,
            std::cmp::Ordering::Greater => Role::Subheadline,
        })
        .collect()
}
