//! Runs of short lines that are no heads: lists, tables, verse.

use super::super::lines::Lines;
use super::label::Label;
use super::signs::Sign;
use super::stretches::Page;

/// So many lines in a row that stop short, without a blank line between, are a list, a
/// table or verse and not titles.
const LIST: usize = 5;
/// So many are, whatever is in them and follows them.
const SURELY: usize = 9;
/// A table begins within so many lines below its head.
const HEAD: usize = 4;
/// So many lines in a row that all begin with capitals are verse.
const VERSE: usize = 8;

/// Makes text of lists, tables and verse, and marks their lines.
pub(super) fn settle(page: &mut Page) {
    runs(page, short, |page, first, end| {
        let row = |at: &usize| page.has(*at, Sign::Tabular) || page.has(*at, Sign::Junk);
        let rows = (first..end.min(first + HEAD)).find(row);
        let first = rows
            .or_else(|| (first..end).find(|&at| !titled(page, at)))
            .unwrap_or(end);
        let foot = (first.max(end.saturating_sub(HEAD))..end).rev().find(row);
        let last = foot.or_else(|| (first..end).rev().find(|&at| !titled(page, at)));
        let end = last.map_or(first, |at| at + 1);
        if is_list(page, first, end) {
            mark(page, first, end);
        }
    });
    runs(page, line_of_verse, |page, first, end| {
        let stops = |at: &usize| page.has(*at, Sign::EndFinal) || page.has(*at, Sign::EndComma);
        if end - first >= VERSE && (first..end).filter(stops).count() * 4 >= end - first {
            mark(page, first, end);
            page.verse.push(first);
        }
    });
}

/// Calls `found` with every run of lines, without a blank line inside, of which `part`
/// holds.
fn runs(
    page: &mut Page,
    part: impl Fn(&Page, usize) -> bool,
    mut found: impl FnMut(&mut Page, usize, usize),
) {
    let mut first = 0;
    for at in 0..=page.labels.len() {
        let belongs = at < page.labels.len() && part(page, at);
        if belongs && (at == first || !page.lines.set_off(at)) {
            continue;
        }
        found(page, first, at);
        first = if belongs { at } else { at + 1 };
    }
}

fn mark(page: &mut Page, first: usize, end: usize) {
    let lines = first..end;
    page.labels
        .get_mut(lines.clone())
        .unwrap_or_default()
        .fill(Label::Text);
    page.listed.get_mut(lines).unwrap_or_default().fill(true);
}

/// Whether a line stops short of its column or is a row of a table.
fn short(page: &Page, at: usize) -> bool {
    let label = page.label(at);
    let speck = page.has(at, Sign::Rule) && page.text(at).chars().count() <= 3;
    let furniture = label == Label::Furniture && !page.has(at, Sign::Junk) && !speck;
    let narrow = page
        .lines
        .all
        .get(at)
        .is_some_and(|line| line.width < 0.45 * line.column);
    let row = page.has(at, Sign::Tabular) || page.has(at, Sign::Junk) || narrow || speck;
    !furniture && label != Label::Byline && (label == Label::Title || row)
}

/// Whether a short line is rather the head of what follows or precedes.
fn titled(page: &Page, at: usize) -> bool {
    page.has(at, Sign::Caps) && !page.has(at, Sign::Tabular)
        || page.label(at) == Label::Title && page.has(at, Sign::Wider)
}

/// Whether a run of short lines is a list or a table: figures in it, or more lines than a
/// head has, or no text below.
fn is_list(page: &Page, first: usize, end: usize) -> bool {
    let count = end - first;
    let rows = (first..end)
        .filter(|&at| page.has(at, Sign::Tabular) || page.has(at, Sign::Junk))
        .count();
    let capitals = (first..end).filter(|&at| page.has(at, Sign::Caps)).count();
    let heads = page.label(end).is_text() && !Lines::set_off(page.lines, end)
        || page.label(end) == Label::Byline;
    count >= LIST && capitals * 2 < count && (rows * 3 >= count || count >= SURELY || !heads)
}

fn line_of_verse(page: &Page, at: usize) -> bool {
    let text = page
        .text(at)
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    let label = page.label(at);
    text.starts_with(char::is_uppercase)
        && !page.has(at, Sign::Tabular)
        && !page.has(at, Sign::Caps)
        && (label.is_text() || label == Label::Title)
}
