//! Which lines are captions: short paragraphs that speak of a picture.

use super::cues;
use super::label::Label;
use super::signs::Sign;
use super::stretches::Page;

/// The longest caption, in lines.
const LONGEST: usize = 6;

/// By line: the first line of the caption that it is part of.
pub(super) fn lines(page: &Page) -> Vec<Option<usize>> {
    let count = page.labels.len();
    let mut found = vec![None; count];
    let mut first = 0;
    while first < count {
        let end = end(page, first);
        if page.label(first).is_text() && is_caption(page, first, end) {
            found
                .get_mut(first..end)
                .unwrap_or_default()
                .fill(Some(first));
        }
        first = end;
    }
    found
}

/// The line after the last one of the paragraph that begins with line `first`. A credit on
/// a line of its own goes with the text above.
fn end(page: &Page, first: usize) -> usize {
    let count = page.labels.len();
    let goes_on = |at: usize| {
        let credit = cues::credited(page.text(at)) && !page.lines.set_off(at);
        page.label(at).is_text() && (!page.paragraph(at) || credit)
    };
    (first + 1..count).find(|&at| !goes_on(at)).unwrap_or(count)
}

fn is_caption(page: &Page, first: usize, end: usize) -> bool {
    if end - first > LONGEST || page.has(first, Sign::Dateline) {
        return false;
    }
    let apart = page.lines.set_off(first);
    let below_head = first
        .checked_sub(1)
        .is_some_and(|above| !apart && matches!(page.label(above), Label::Title | Label::Byline));
    let apart = apart && (page.lines.set_off(end) || !page.label(end).is_text());
    let speaks = page.has(first, Sign::Picture) || page.has(end - 1, Sign::Picture);
    let mut text = String::new();
    for at in first..end {
        let line = page.text(at);
        match line.strip_suffix('-').filter(|_| cues::hyphen(line)) {
            Some(cut) => text.push_str(cut),
            None => text.extend([line, " "]),
        }
    }
    let begins = cues::shows(&text);
    !below_head && (apart && speaks || begins || cues::credited(text.trim_end()))
}
