//! The parts of an article in reading order, with their roles and places.

use super::super::order::Role;
use super::articles::Found;
use super::cues;
use super::heads;
use super::label::Label;
use super::stretches::{Page, Start, Stretch};
use crate::text::span::Span;

/// A part of an article.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub role: Role,
    pub span: Span,
    /// The first and last line, as indices among the lines with text.
    pub lines: (usize, usize),
    /// How sure it is, as log-odds.
    pub odds: f32,
}

/// The parts of an article: head, text with headings, captions.
pub(super) fn parts(page: &Page, all: &[Stretch], found: &Found, sections: &[usize]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, &(at, odds)) in found.stretches.iter().enumerate() {
        let Some(stretch) = all.get(at) else { continue };
        let mut writer = Writer {
            page,
            odds,
            parts: &mut parts,
        };
        let head: Vec<usize> = stretch
            .head
            .iter()
            .copied()
            .filter(|at| !sections.contains(at))
            .collect();
        if place == 0 {
            for (role, first, last) in heads::parts(page, &head) {
                writer.push(role, first, last);
            }
        } else {
            writer.headings(&head);
        }
        writer.text(stretch, !head.is_empty());
    }
    for &(at, odds) in &found.captions {
        let mut writer = Writer {
            page,
            odds,
            parts: &mut parts,
        };
        if let Some(stretch) = all.get(at) {
            writer.run(Role::Caption, &stretch.text);
        }
    }
    parts
}

struct Writer<'a> {
    page: &'a Page<'a>,
    odds: f32,
    parts: &'a mut Vec<Part>,
}

impl Writer<'_> {
    fn span(&self, at: usize) -> Option<Span> {
        self.page.lines.all.get(at).map(|line| line.span)
    }

    fn push(&mut self, role: Role, first: usize, last: usize) {
        if let (Some(a), Some(b)) = (self.span(first), self.span(last)) {
            self.put(role, a.hull(b), (first, last));
        }
    }

    /// Adds a part, or makes the last one longer if it goes on.
    fn put(&mut self, role: Role, span: Span, lines: (usize, usize)) {
        let joins = matches!(role, Role::Body | Role::Caption);
        if let Some(last) = self.parts.last_mut()
            && joins
            && last.role == role
            && last.lines.1 + 1 == lines.0
        {
            last.span = last.span.hull(span);
            last.lines.1 = lines.1;
            last.odds = last.odds.min(self.odds);
            return;
        }
        let odds = self.odds;
        self.parts.push(Part {
            role,
            span,
            lines,
            odds,
        });
    }

    /// A head inside an article.
    fn headings(&mut self, head: &[usize]) {
        for &at in head {
            let role = if self.page.label(at) == Label::Byline {
                Role::Byline
            } else {
                Role::Heading
            };
            match self.parts.last_mut() {
                Some(last)
                    if last.role == role
                        && last.lines.1 + 1 == at
                        && !self.page.lines.set_off(at) =>
                {
                    if let Some(line) = self.page.lines.all.get(at) {
                        last.span = last.span.hull(line.span);
                        last.lines.1 = at;
                    }
                }
                _ => self.push(role, at, at),
            }
        }
    }

    /// The text of a stretch: what begins its first line, the text, a name at its end.
    fn text(&mut self, stretch: &Stretch, headed: bool) {
        let Some((&first, rest)) = stretch.text.split_first() else {
            return;
        };
        let Some(whole) = self.span(first) else {
            return;
        };
        let text = self.page.text(first);
        let (role, length) = match stretch.start {
            Start::Dateline => {
                let length = cues::dateline(text).or_else(|| cues::place_lead(text));
                (Role::Dateline, length)
            }
            Start::RunIn if !headed => {
                let length = cues::run_in(text).or_else(|| cues::colon_lead(text));
                (Role::Headline, length)
            }
            _ => (Role::Body, None),
        };
        let begin = length
            .and_then(|length| u32::try_from(length).ok())
            .map(|length| whole.start() + length);
        let trim = |from, to| self.page.lines.source.trim(Span::between(from, to));
        match begin.filter(|begin| *begin <= whole.end()) {
            Some(begin) => {
                let (head, body) = (trim(whole.start(), begin), trim(begin, whole.end()));
                head.into_iter()
                    .for_each(|span| self.put(role, span, (first, first)));
                body.into_iter()
                    .for_each(|span| self.put(Role::Body, span, (first, first)));
            }
            None => self.run(Role::Body, &[first]),
        }
        let (rest, names) = rest.split_at(rest.len().saturating_sub(stretch.signed));
        self.run(Role::Body, rest);
        if let (Some(&first), Some(&last)) = (names.first(), names.last()) {
            self.push(Role::Byline, first, last);
        }
    }

    /// Lines of one role; what is foreign parts them.
    fn run(&mut self, role: Role, lines: &[usize]) {
        for &at in lines {
            if let Some(span) = self.span(at) {
                self.put(role, span, (at, at));
            }
        }
    }
}
