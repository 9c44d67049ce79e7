//! What was turned down, in the names of a schema that has become another one.
//!
//! A rejection is known by words ([`difference`] and
//! [`problems`](super::problems) say which), and names of roles, labels, relations and
//! attributes stand in them at certain places. Only there they are followed: the same
//! word in a title or a replacement is no name.

use super::difference;
use super::problems::Kind;
use crate::edit::schema::Plan;
use crate::model::entity::{AttributeValue, Attributes};

/// The words by which the same is known afterwards; `None` if they stay as they are.
/// Words that nobody would write today stay, and so do the digests that earlier versions
/// kept of long ones: nothing tells their words.
pub fn renamed(words: &str, plan: &Plan) -> Option<String> {
    let after = match words.split_once(' ') {
        Some((kind, rest)) if !kind.contains('@') => {
            let after = Words { rest, plan }.of_kind(kind)?;
            difference::words(kind, &after)
        }
        _ => of_problem(words, plan)?,
    };
    (after != words).then_some(after)
}

/// Words of an ignored problem.
fn of_problem(words: &str, plan: &Plan) -> Option<String> {
    let (kind, rest) = words.split_once('@')?;
    if kind == Kind::MissingInArticle.as_str() {
        let (place, attribute) = rest.split_once('=')?;
        return Some(format!(
            "{kind}@{place}={}",
            plan.article_attribute(attribute)
        ));
    }
    let mixed = [Kind::MixedLabels, Kind::MixedInCorpus];
    if !mixed.iter().any(|it| it.as_str() == kind) {
        return None;
    }
    // The surface stands before the labels and may say anything, so read from the end.
    let labels = || plan.before().labels.iter().map(|def| def.id.as_str());
    let ends = |text: &str, sign: &str, label: &str| {
        Some(text.strip_suffix(label)?.strip_suffix(sign)?.len())
    };
    let found = labels().filter_map(|label| Some((ends(rest, " · ", label)?, label)));
    let (at, common) = found.min()?;
    let rest = rest.get(..at)?;
    let found = labels().filter_map(|label| Some((ends(rest, "=", label)?, label)));
    let (at, rarer) = found.min()?;
    let (surface, rarer, common) = (rest.get(..at)?, plan.label(rarer), plan.label(common));
    Some(format!("{kind}@{surface}={rarer} · {common}"))
}

/// Words of which the first are read already.
struct Words<'w> {
    rest: &'w str,
    plan: &'w Plan,
}

impl<'w> Words<'w> {
    /// The words behind the kind of a rejected proposal, whole.
    fn of_kind(mut self, kind: &str) -> Option<String> {
        let after = match kind {
            "tag" | "untag" => self.mention()?,
            "relate" | "unrelate" => self.relation()?,
            "article" | "order" => self.list()?,
            "segment" => {
                let placed = self.placed()?;
                placed + std::mem::take(&mut self.rest)
            }
            "attributes" => {
                let said = self.attributes()?;
                let after = self.plan.of_article(&said).unwrap_or(said);
                format!("{after:?}") + std::mem::take(&mut self.rest)
            }
            _ => return None,
        };
        self.rest.is_empty().then_some(after)
    }

    /// Segments in their order.
    fn list(&mut self) -> Option<String> {
        let mut all = self.placed()?;
        while self.take("; ").is_some() {
            all.push_str("; ");
            all.push_str(&self.placed()?);
        }
        Some(all)
    }

    /// A stretch and its role.
    fn placed(&mut self) -> Option<String> {
        let span = self.span()?;
        self.take(" ")?;
        let roles = self.plan.before().roles.iter().map(|def| def.id.as_str());
        let follows = |rest: &str| {
            let next = rest.strip_prefix("; ");
            rest.is_empty() || rest.starts_with(" of ") || next.is_some_and(starts_with_span)
        };
        let role = self.name(roles.chain(["furniture"]), follows)?;
        Some(format!("{span} {}", self.plan.role(role)))
    }

    fn relation(&mut self) -> Option<String> {
        let types = self.plan.before().relations.iter();
        let follows = |rest: &str| {
            let end = rest.strip_prefix(' ');
            let starts = |end: &str| {
                end.starts_with(ONLY_MINE) || end.starts_with(TO) || starts_with_span(end)
            };
            end.is_some_and(starts)
        };
        let relation = self.name(types.map(|def| def.id.as_str()), follows)?;
        self.take(" ")?;
        let from = self.end()?;
        self.take(TO)?;
        let to = self.end()?;
        Some(format!(
            "{} {from}{TO}{to}",
            self.plan.relation_type(relation)
        ))
    }

    /// One end of a relation; nothing if there is none.
    fn end(&mut self) -> Option<String> {
        if self.rest.is_empty() || self.rest.starts_with(TO) {
            return Some(String::new());
        }
        let mine = self.take(ONLY_MINE).unwrap_or_default();
        Some(mine.to_owned() + &self.mention()?)
    }

    fn mention(&mut self) -> Option<String> {
        let span = self.span()?;
        self.take(" ")?;
        let labels = self.plan.before().labels.iter().map(|def| def.id.as_str());
        let label = self.name(labels, |rest| authority_before_brace(rest).is_some())?;
        let authority = authority_before_brace(self.rest)?;
        self.rest = self.rest.get(authority.len()..)?;
        let said = self.attributes()?;
        let after = self.plan.of_mention(label, &said).unwrap_or(said);
        let mut words = format!("{span} {}{authority}{after:?}", self.plan.label(label));
        while self.rest.strip_prefix(' ').is_some_and(starts_with_span) {
            self.take(" ")?;
            words.push(' ');
            words.push_str(self.span()?);
        }
        Some(words)
    }

    /// The longest of some names that stands here with the right thing behind it.
    fn name(
        &mut self,
        names: impl Iterator<Item = &'w str>,
        follows: impl Fn(&str) -> bool,
    ) -> Option<&'w str> {
        let fits = |name: &&str| self.rest.strip_prefix(*name).is_some_and(&follows);
        let name = names.filter(fits).max_by_key(|name| name.len())?;
        self.take(name)?;
        Some(name)
    }

    fn span(&mut self) -> Option<&'w str> {
        let len = span_len(self.rest)?;
        let (span, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(span)
    }

    /// Attributes as they are written for tests and logs, which is how they stand in words.
    fn attributes(&mut self) -> Option<Attributes> {
        let mut all = Attributes::new();
        self.take("{")?;
        while self.take("}").is_none() {
            if !all.is_empty() {
                self.take(", ")?;
            }
            let id = self.literal()?;
            self.take(": ")?;
            let value = if self.take("Text(").is_some() {
                AttributeValue::Text(self.literal()?)
            } else if self.take("Flag(").is_some() {
                let yes = self.take("true").is_some();
                if !yes {
                    self.take("false")?;
                }
                AttributeValue::Flag(yes)
            } else {
                self.take("Number(")?;
                let (number, _) = self.rest.split_once(')')?;
                self.take(number)?;
                AttributeValue::Number(number.parse().ok()?)
            };
            self.take(")")?;
            all.insert(id, value);
        }
        Some(all)
    }

    /// A text in quotes, with the escapes of [`str::escape_debug`].
    fn literal(&mut self) -> Option<String> {
        self.take("\"")?;
        let mut text = String::new();
        let mut chars = self.rest.chars();
        loop {
            match chars.next()? {
                '"' => break,
                '\\' => text.push(match chars.next()? {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    '0' => '\0',
                    'u' => {
                        let (code, rest) = chars.as_str().strip_prefix('{')?.split_once('}')?;
                        chars = rest.chars();
                        char::from_u32(u32::from_str_radix(code, 16).ok()?)?
                    }
                    sign @ ('"' | '\\' | '\'') => sign,
                    _ => return None,
                }),
                plain => text.push(plain),
            }
        }
        self.rest = chars.as_str();
        Some(text)
    }

    /// Passes over these words if they stand here.
    fn take<'t>(&mut self, words: &'t str) -> Option<&'t str> {
        self.rest = self.rest.strip_prefix(words)?;
        Some(words)
    }
}

/// What stands before the end of a relation that only one side has.
const ONLY_MINE: &str = "only mine: ";
/// What stands between the ends of a relation.
const TO: &str = " > ";

/// The blank, the id of a record if there is one, and the blank before attributes.
fn authority_before_brace(rest: &str) -> Option<&str> {
    let (before, _) = rest.split_once('{')?;
    let id = before.strip_prefix(' ')?.strip_suffix(' ')?;
    let is_id = id.is_empty() || uuid::Uuid::try_parse(id).is_ok();
    is_id.then_some(before)
}

fn starts_with_span(rest: &str) -> bool {
    span_len(rest).is_some()
}

/// How many bytes of a stretch, such as `3..5`, stand here.
fn span_len(rest: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let start = digits(rest);
    let tail = rest.get(start..)?.strip_prefix("..")?;
    let end = digits(tail);
    (start > 0 && end > 0).then_some(start + 2 + end)
}

#[cfg(test)]
mod tests;
