//! How texts close: names under articles and letters, the words above them, the place and
//! day under a notice.

use super::cues;
use super::neighbours::Around;
use super::signs::Sign;

impl Around<'_> {
    /// Whether line `at` is the place and day under a text, or close below them.
    pub(super) fn signs_off(&self, at: usize) -> bool {
        let day = |at: usize| {
            let whole = cues::dateline(self.text(at))
                .is_some_and(|length| length >= self.text(at).chars().count());
            let above = at.wrapping_sub(1);
            whole
                && (self.has(above, Sign::EndFinal)
                    && !self.any(above, &[Sign::Caps, Sign::Rule])
                    && !self.stands_alone(above)
                    || self.signature(above))
        };
        let short = |at: usize| {
            self.text(at).split_whitespace().count() <= 5
                && !self.any(at, &[Sign::Full, Sign::Rule])
        };
        let below = |at: usize| short(at) && !self.lines.set_off(at);
        let first = at.wrapping_sub(1);
        day(at) || below(at) && day(first) || below(at) && below(first) && day(at.wrapping_sub(2))
    }

    /// Whether line `at` is a name and nothing else.
    fn name(&self, at: usize) -> bool {
        let signs = [
            Sign::Full,
            Sign::Wider,
            Sign::SetOffAbove,
            Sign::Byline,
            Sign::Section,
        ];
        !self.any(at, &signs) && cues::signature(self.text(at))
    }

    /// Whether line `at` closes a letter: a few words with a comma or without an end, and a
    /// name below them.
    pub(super) fn greets(&self, at: usize) -> bool {
        let above = at.wrapping_sub(1);
        let ends = self.any(above, &[Sign::EndFinal, Sign::EndComma]);
        let few = self.text(at).split_whitespace().count() <= 6;
        let next = self.text(at + 1);
        let named = self.name(at + 1) && (cues::names(next) || self.has(at + 1, Sign::Caps));
        let full = self.any(at + 2, &[Sign::Full]) && !self.begins(at + 2);
        let comma = self.has(at, Sign::EndComma);
        let plain = !self.any(
            at,
            &[Sign::EndFinal, Sign::Caps, Sign::Full, Sign::SetOffAbove],
        );
        ends && few && plain && named && (comma || !full && initial(next))
    }

    /// Whether something of its own begins with line `at`.
    fn begins(&self, at: usize) -> bool {
        let starts = [Sign::Salutation, Sign::Rule, Sign::Continued];
        let items = [Sign::RunIn, Sign::Bullet];
        self.lines.set_off(at)
            || self.any(at, &starts)
            || self.any(at, &items)
            || cues::capital_lead(self.text(at))
    }

    /// Whether line `at` is a name close below a text, or the second line of one, with
    /// nothing of the text following.
    pub(super) fn signature(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1).filter(|_| at < self.lines.all.len()) else {
            return false;
        };
        let names = cues::names(self.text(at));
        let below = |at: usize| self.has(at, Sign::EndFinal) && !self.has(at, Sign::Caps);
        let closed = |at: usize| {
            let sure = [Sign::Salutation, Sign::Rule, Sign::Continued];
            self.lines.set_off(at)
                || self.any(at, &sure)
                || self.begins(at) && names && !self.has(at - 1, Sign::Caps)
        };
        let second = || {
            let first = at.checked_sub(2).is_some_and(below) && self.name(above);
            closed(at + 1) && first && cues::names(self.text(above))
        };
        let apart = names || self.has(at, Sign::Caps) || !self.has(above, Sign::Full);
        let single = closed(at + 1) && apart;
        let double = names && self.name(at + 1) && closed(at + 2);
        let first = below(above) && (single || double) || self.greets(above);
        self.name(at) && (first || second())
    }
}

/// Whether a name begins with an initial.
fn initial(name: &str) -> bool {
    name.chars().nth(1) == Some('.')
}
