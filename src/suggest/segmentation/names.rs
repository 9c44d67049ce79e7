//! Place names, learned from the page itself: what stands again and again before
//! 市, 县, 区, 政协 and the like, or between 本报 and 讯.
//!
//! No gazetteer is needed, and none would know the towns of a novel paper. Of the
//! strings before a suffix the longest is taken that is about as frequent as its
//! own end (the boundary entropy of Harris 1955, cut down to counts).

use std::collections::HashMap;

use super::lines::is_han;

/// What may follow a place name.
const SUFFIXES: [&str; 12] = [
    "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村", "政协", "縣", "區",
];
/// Characters that are seldom part of a place name.
const FOREIGN: &str = "的了在和与及是为对从到赴向由于以将把被等各全本该这那某每两三四五六七八九十一二几我你他她们省市县区州镇乡村会议委员主席书记政协党组中共上下前后内外大小新老同据经等";

/// The place names of a page, the most frequent first.
pub(super) fn places(texts: &[String]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for text in texts {
        let chars: Vec<char> = text.chars().collect();
        for at in 2..chars.len() {
            if suffix_at(&chars, at) {
                count_before(&chars, at, &mut counts);
            }
        }
        if let Some(place) = of_dateline(text) {
            *counts.entry(place).or_default() += 3;
        }
    }
    let mut names: Vec<(usize, String)> = counts
        .iter()
        .filter(|(name, count)| **count >= 2 && !is_part(name, **count, &counts))
        .map(|(name, &count)| (count, name.clone()))
        .collect();
    names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    names.truncate(40);
    names.into_iter().map(|(_, name)| name).collect()
}

fn suffix_at(chars: &[char], at: usize) -> bool {
    SUFFIXES.iter().any(|suffix| {
        suffix
            .chars()
            .enumerate()
            .all(|(k, c)| chars.get(at + k) == Some(&c))
    })
}

/// Counts the two and three characters before a suffix.
fn count_before(chars: &[char], at: usize, counts: &mut HashMap<String, usize>) {
    let fits = |c: &char| is_han(*c) && !FOREIGN.contains(*c);
    for length in 2..=3 {
        let Some(name) = at.checked_sub(length).and_then(|from| chars.get(from..at)) else {
            return;
        };
        if !name.iter().all(fits) {
            return;
        }
        *counts.entry(name.iter().collect()).or_default() += 1;
    }
}

/// The place in a dateline such as 本报…讯.
fn of_dateline(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("本报")
        .or_else(|| text.strip_prefix("新华社"))?;
    let place: String = rest
        .chars()
        .take_while(|c| is_han(*c) && !"讯电记通".contains(*c))
        .collect();
    (2..=5).contains(&place.chars().count()).then_some(place)
}

/// Whether the name is nearly always the end of a longer one, or a longer one is not
/// frequent enough to stand for itself.
fn is_part(name: &str, count: usize, counts: &HashMap<String, usize>) -> bool {
    let long = name.chars().count() >= 3;
    if long {
        let tail: String = name.chars().skip(1).collect();
        let of_tail = counts.get(&tail).copied().unwrap_or(0);
        return of_tail * 4 > count * 5;
    }
    counts.iter().any(|(other, &of_other)| {
        other.chars().count() == 3 && other.ends_with(name) && of_other * 5 >= count * 4
    })
}

/// How often each name occurs in a text.
pub(super) fn mentions(names: &[String], text: &str) -> Vec<f32> {
    names
        .iter()
        .map(|name| text.matches(name.as_str()).count() as f32)
        .collect()
}

/// How far two texts name the same places: the cosine of their mentions, or `None` if
/// one of them names none.
pub(super) fn overlap(a: &[f32], b: &[f32]) -> Option<f32> {
    let norm = |v: &[f32]| v.iter().map(|x| x * x).sum::<f32>().sqrt();
    let norms = norm(a) * norm(b);
    let dot: f32 = a.iter().zip(b).map(|(x, y)| x * y).sum();
    (norms > 0.0).then(|| dot / norms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_without_a_list() {
        let text = "嘉禾关市政协委员视察。嘉禾关市召开会议。赴平川县调研，平川县的经验。全市推广。";
        let found = places(&[text.to_owned()]);
        assert!(found.contains(&"嘉禾关".to_owned()), "{found:?}");
        assert!(found.contains(&"平川".to_owned()), "{found:?}");
        assert!(!found.contains(&"禾关".to_owned()), "{found:?}");
    }
}
