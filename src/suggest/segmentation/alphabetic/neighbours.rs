//! Signs of a line that the lines above and below give it.

use super::super::lines::{Lines, Style};
use super::cues;
use super::signs::{Sign, push};

/// The share of a column that a head with a full stop fills, at most.
const ALONE: f32 = 0.85;
/// The share that one of more than four words fills, at most.
const SHORT: f32 = 0.65;
/// A page needs so many articles after blank lines to show how they open.
const ARTICLES: usize = 3;

/// The signs of all lines, as they were before any of this.
pub(super) struct Around<'a> {
    pub(super) lines: &'a Lines<'a>,
    own: Vec<Vec<Sign>>,
    /// Whether the heads of this page have no full stops.
    unstopped: bool,
    /// Whether articles open with a head after blank lines.
    led: bool,
}

/// Adds what the lines around say.
pub(super) fn add(found: &mut [Vec<Sign>], lines: &Lines) {
    let mut around = Around {
        lines,
        own: found.to_vec(),
        unstopped: false,
        led: false,
    };
    around.unstopped = around.heads_have_no_stops();
    around.led = around.articles_open_with_heads();
    for (at, signs) in found.iter_mut().enumerate() {
        around.say(signs, at);
    }
}

impl Around<'_> {
    pub(super) fn has(&self, at: usize, sign: Sign) -> bool {
        self.own.get(at).is_some_and(|signs| signs.contains(&sign))
    }

    pub(super) fn any(&self, at: usize, signs: &[Sign]) -> bool {
        signs.iter().any(|sign| self.has(at, *sign))
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.lines.all.get(at).map_or("", |line| line.text)
    }

    /// Whether a line was broken on purpose.
    fn broken(&self, at: usize) -> bool {
        self.has(at, Sign::Room) && !self.has(at, Sign::Tabular)
    }

    /// Whether line `at` is open, was broken on purpose and could be a head.
    fn open_head(&self, at: usize) -> bool {
        self.broken(at) && !self.any(at, &[Sign::LowerStart, Sign::Folio, Sign::Indented])
    }

    fn heads_have_no_stops(&self) -> bool {
        let ended = |at: usize| {
            at.checked_sub(1)
                .is_some_and(|at| self.has(at, Sign::EndFinal))
        };
        let all = 0..self.own.len();
        let prose = |at: usize| (at + 2..at + 5).any(|at| self.has(at, Sign::LowerStart));
        let open = all
            .clone()
            .filter(|&at| self.open_head(at) && ended(at) && prose(at));
        let stopped =
            all.filter(|&at| self.has(at, Sign::CapsFinal) || ended(at) && self.alone(at));
        open.count() > 2 * stopped.count() + 1
    }

    fn articles_open_with_heads(&self) -> bool {
        let count = self.own.len();
        let firsts: Vec<usize> = (1..count)
            .filter(|&at| self.has(at, Sign::SetOffAbove) && at + 3 < count)
            .filter(|&at| (at + 1..at + 3).all(|at| !self.has(at, Sign::SetOffAbove)))
            .collect();
        let heads = firsts.iter().filter(|&&at| self.could_lead(at));
        firsts.len() >= ARTICLES && heads.count() * 2 >= firsts.len()
    }

    /// Whether line `at`, after blank ones, could be a head: no sentence ends or goes on
    /// with it.
    fn could_lead(&self, at: usize) -> bool {
        let call = self.has(at, Sign::EndCall);
        let open = !self.any(at, &[Sign::EndFinal, Sign::EndComma, Sign::LowerStart]);
        (call || open) && !self.has(at + 1, Sign::LowerStart)
            || self.open_head(at)
            || self.any(at, &[Sign::Caps, Sign::Wider])
    }

    fn say(&self, signs: &mut Vec<Sign>, at: usize) {
        let next = at + 1;
        let begins = [Sign::Dateline, Sign::RunIn, Sign::Salutation];
        let lower = self.has(next, Sign::LowerStart) && !self.broken(next);
        push(signs, Sign::BeforeLower, lower);
        push(signs, Sign::BeforeByline, self.has(next, Sign::Byline));
        push(signs, Sign::BeforeDateline, self.any(next, &begins));
        push(signs, Sign::BeforeIndent, self.before_indent(at));
        push(signs, Sign::Indented, self.indented(at));
        let leads = self.led && at > 0 && self.has(at, Sign::SetOffAbove);
        push(
            signs,
            Sign::Leads,
            leads && !lower && !self.has(at, Sign::LowerStart),
        );
        let Some(above) = at.checked_sub(1) else {
            return;
        };
        let broken = self.broken(above) || self.has(above, Sign::Wider);
        push(signs, Sign::AfterTitleLike, self.broken(above));
        push(signs, Sign::AfterCaps, self.after_caps(at));
        push(signs, Sign::Greets, self.greets(at));
        push(
            signs,
            Sign::RunsOn,
            self.has(at, Sign::LowerStart) && !broken,
        );
        let name = self.signature(at);
        push(signs, Sign::Alone, self.stands_alone(at) && !name);
        push(signs, Sign::Closing, self.signs_off(at));
        push(signs, Sign::Signature, name);
    }

    fn indented(&self, at: usize) -> bool {
        let indent = self.lines.all.get(at).map_or(0.0, |line| line.indent);
        self.lines.style == Style::Indented && (0.9..=4.5).contains(&indent)
    }

    fn before_indent(&self, at: usize) -> bool {
        !self.has(at, Sign::EndFinal) && !self.indented(at) && self.indented(at + 1)
    }

    /// Whether line `at` is short, ends with a full stop and begins as a head does.
    fn alone(&self, at: usize) -> bool {
        let Some(line) = self.lines.all.get(at) else {
            return false;
        };
        let words = line.text.split_whitespace().count();
        self.has(at, Sign::EndFinal)
            && !self.any(
                at,
                &[
                    Sign::LowerStart,
                    Sign::Tabular,
                    Sign::Picture,
                    Sign::Rule,
                    Sign::Continued,
                ],
            )
            && !cues::opens_speech(line.text)
            && !line.text.chars().any(|c| c.is_ascii_digit())
            && (words <= 4 && line.width <= ALONE * line.column
                || words <= 6 && line.width <= SHORT * line.column)
            && !self.has(at + 1, Sign::LowerStart)
    }

    /// Whether line `at` stands alone like a head, though it ends with a full stop: no
    /// sentence is open above, and a text of full lines begins below it or below more
    /// lines like it.
    pub(super) fn stands_alone(&self, at: usize) -> bool {
        let above = at.wrapping_sub(1);
        let apart = self.any(at, &[Sign::SetOffAbove]) && self.has(at, Sign::SetOffBelow);
        let ended = self.any(above, &[Sign::EndFinal, Sign::Rule, Sign::Folio]);
        if !self.alone(at) || !(ended || self.broken(above)) {
            return false;
        }
        let chain = (at + 1..at + 4).find(|&at| !self.alone(at));
        let text = chain.is_some_and(|at| {
            let prose = !self.has(at, Sign::Narrow) && self.has(at + 1, Sign::LowerStart);
            prose
                || self.any(
                    at,
                    &[
                        Sign::Full,
                        Sign::Dateline,
                        Sign::RunIn,
                        Sign::Wider,
                        Sign::Long,
                        Sign::Continued,
                        Sign::Tabular,
                    ],
                )
        });
        apart && !self.has(at, Sign::ManyWords) || text && !self.unstopped
    }

    fn after_caps(&self, at: usize) -> bool {
        let above = at.wrapping_sub(1);
        let lower = self.has(at + 1, Sign::LowerStart) && !self.broken(at + 1);
        self.has(above, Sign::Caps)
            && !self.any(
                at,
                &[Sign::Caps, Sign::EndFinal, Sign::EndComma, Sign::Full],
            )
            && !self.any(at, &[Sign::LowerStart, Sign::Salutation, Sign::Tabular])
            && !lower
    }
}
