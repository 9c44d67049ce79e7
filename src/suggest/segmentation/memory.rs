//! Lines that were furniture on accepted pages: column heads, running heads, imprints.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::pattern;

/// The longest line that is remembered, in characters.
const LONGEST: usize = 60;
/// So many characters besides figures make a pattern; shorter lines are taken as
/// they are.
const ENOUGH: usize = 3;

/// How often lines, with their figures left out, were furniture and how often text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Memory {
    seen: BTreeMap<String, (u32, u32)>,
    /// Those that were furniture, by their first and by their last character: what is
    /// near a line shares one of the two with it.
    by_ends: BTreeMap<char, BTreeSet<String>>,
}

impl Memory {
    /// Counts a line, given without white space.
    pub fn note(&mut self, line: &str, furniture: bool) {
        if line.chars().count() > LONGEST {
            return;
        }
        let key = key(line);
        if furniture {
            self.note_ends(&key);
        }
        let counts = self.seen.entry(key).or_default();
        if furniture {
            counts.0 += 1;
        } else {
            counts.1 += 1;
        }
    }

    fn note_ends(&mut self, key: &str) {
        for end in ends(key) {
            let keys = self.by_ends.entry(end).or_default();
            if !keys.contains(key) {
                keys.insert(key.to_owned());
            }
        }
    }

    /// Adds what another page showed.
    pub fn add(&mut self, other: &Self) {
        for (line, (yes, no)) in &other.seen {
            if *yes > 0 {
                self.note_ends(line);
            }
            let counts = self.seen.entry(line.clone()).or_default();
            counts.0 += yes;
            counts.1 += no;
        }
    }

    /// Whether a line, given without white space, was furniture more often than not; a line
    /// that was never seen goes by one that differs in one place only. What `except`
    /// counted does not count.
    pub fn is_furniture(&self, line: &str, except: Option<&Self>) -> bool {
        if line.chars().count() > LONGEST {
            return false;
        }
        let key = key(line);
        let counts = |key: &str| {
            let (yes, no) = self.seen.get(key).copied().unwrap_or_default();
            let own = except.and_then(|it| it.seen.get(key)).copied();
            let own = own.unwrap_or_default();
            (yes.saturating_sub(own.0), no.saturating_sub(own.1))
        };
        match counts(&key) {
            (0, 0) => {
                let beside = ends(&key).filter_map(|end| self.by_ends.get(&end));
                let mut near = beside.flatten().filter(|other| is_near(&key, other));
                near.any(|other| {
                    let (yes, no) = counts(other);
                    yes > no
                })
            }
            (yes, no) => yes > no,
        }
    }

    /// Forgets the lines that were never furniture; they say nothing.
    pub fn prune(&mut self) {
        self.seen.retain(|_, (yes, no)| yes > no);
    }
}

fn key(line: &str) -> String {
    let pattern = pattern(line);
    if pattern.chars().filter(|c| *c != '#').count() >= ENOUGH {
        pattern
    } else {
        line.to_owned()
    }
}

/// The first and the last character of a line.
fn ends(line: &str) -> impl Iterator<Item = char> {
    let (first, last) = (line.chars().next(), line.chars().next_back());
    first.into_iter().chain(last)
}

/// Whether two lines differ in one place only, in one character of every six.
fn is_near(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 12 {
        return false;
    }
    let (long, short) = (
        a.chars().count().max(b.chars().count()),
        a.chars().count().min(b.chars().count()),
    );
    let most = long / 6;
    if most == 0 || long - short > most {
        return false;
    }
    let head = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let tail = a.chars().rev().zip(b.chars().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    head + tail + most >= long
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> Memory {
        let mut memory = Memory::default();
        memory.note("渡口周报总第二一三期六月初一", true);
        memory.note("河畔走笔", true);
        memory.note("三版", true);
        memory.note("灯下", true);
        memory.note("灯下", false);
        memory
    }

    #[test]
    fn imprints_are_known_with_other_figures_and_a_misread_character() {
        let memory = memory();
        assert!(memory.is_furniture("渡口周报总第二一九期六月初七", None));
        assert!(memory.is_furniture("渡口周报总策二一九期六月初七", None));
        assert!(memory.is_furniture("河畔走笔", None));
    }

    #[test]
    fn other_lines_are_not_known() {
        let memory = memory();
        for line in ["四版", "灯下", "河岸走笔", "渡口的人在周日读报"] {
            assert!(!memory.is_furniture(line, None), "{line}");
        }
        assert!(
            !memory.is_furniture("河畔走笔", Some(&memory)),
            "its own page says nothing"
        );
    }
}
