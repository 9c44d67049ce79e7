//! The places that differ, each with what either layer says of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::counts::Counts;
use super::entities::{self, Pieces as Mention};
use super::grouping::{Meet, Meets};
use super::order::{in_place, shared_ranks};
use super::pieces::{Piece, Pieces, Place, Side};
use crate::model::annotations::Annotations;
use crate::model::id::{Label, Role};
use crate::model::line_break::BreakKind;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// One place on which two layers differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where it is, in code points of the raw text.
    pub span: Span,
    /// The line where it begins, from 1.
    pub line: u32,
    /// What they differ about.
    pub subject: Subject,
    /// What gold says.
    pub gold: Verdict,
    /// What the other layer says.
    pub other: Verdict,
    /// The first words of the place.
    pub excerpt: String,
}

/// What two layers differ about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Subject {
    /// To which article the text belongs.
    Article,
    /// What it is in its article.
    Role,
    /// After what it is read.
    Order,
    /// What the line end means.
    LineBreak,
    /// A mention.
    Entity,
    /// A correction.
    Correction,
}

impl Subject {
    /// The name in files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What a layer says of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: no mention, no correction, no decision.
    Nothing,
    /// It belongs to nothing yet.
    Unassigned,
    /// It belongs to no article.
    Furniture,
    /// It belongs to the article that has this number in gold, from 1.
    Article(u32),
    /// It belongs to an article that matches none of gold; the number, from 1, is that
    /// of the other layer.
    Extra(u32),
    /// It has this role.
    Role(Role),
    /// It is read first of what both layers have in the article.
    First,
    /// It is read right after this line, from 1, of what both have in the article.
    After(u32),
    /// The line end means this.
    Break(BreakKind),
    /// It is a mention with this label.
    Label(Label),
    /// It should read so.
    Text(String),
}

/// How many characters of a place are shown.
const EXCERPT_CHARS: usize = 32;

/// The first words of a stretch of text, on one line.
pub(super) fn excerpt(source: &SourceText, span: Span) -> String {
    let text = source.slice(span).trim_start();
    let mut shown = String::new();
    let mut chars = text.chars();
    for c in chars.by_ref().take(EXCERPT_CHARS) {
        shown.push(if c.is_whitespace() || c.is_control() {
            ' '
        } else {
            c
        });
    }
    let shortened = chars.next().is_some();
    shown.truncate(shown.trim_end().len());
    if shortened {
        shown.push('…');
    }
    shown
}

/// Counts corrections with the same span and the same replacement.
pub(super) fn corrections(gold: &Annotations, other: &Annotations) -> Counts {
    let set = |layer: &Annotations| -> BTreeSet<(Span, String)> {
        let all = layer.corrections();
        all.map(|it| (it.span, it.replacement.clone())).collect()
    };
    let (gold, other) = (set(gold), set(other));
    Counts {
        both: gold.intersection(&other).count() as u64,
        gold: gold.len() as u64,
        other: other.len() as u64,
    }
}

/// All places that differ, in text order.
pub(super) fn differences(
    source: &SourceText,
    pieces: &Pieces<'_>,
    meets: &Meets,
    gold: &Annotations,
    other: &Annotations,
) -> Vec<Difference> {
    let matches = Matches::of(meets);
    let mut list = List {
        source,
        found: Vec::new(),
    };
    list.places(pieces, &matches);
    list.order(pieces, &matches.other_of);
    list.line_breaks(gold, other);
    list.entities(gold, other);
    list.corrections(gold, other);
    let mut found = list.found;
    found.sort_by_key(|it| (it.span.start(), it.subject, it.span.end()));
    found
}

/// Which articles match, by their numbers.
struct Matches {
    other_of: HashMap<u32, u32>,
    gold_of: HashMap<u32, u32>,
}

impl Matches {
    fn of(meets: &Meets) -> Self {
        let matched = || meets.iter().filter(Meet::is_match);
        Self {
            other_of: matched().map(|meet| (meet.gold, meet.other)).collect(),
            gold_of: matched().map(|meet| (meet.other, meet.gold)).collect(),
        }
    }
}

/// The list in the making.
struct List<'s> {
    source: &'s SourceText,
    found: Vec<Difference>,
}

impl List<'_> {
    fn push(&mut self, subject: Subject, span: Span, gold: Verdict, other: Verdict) {
        self.found.push(Difference {
            line: self.source.line_of(span.start()) as u32 + 1,
            excerpt: excerpt(self.source, span),
            span,
            subject,
            gold,
            other,
        });
    }

    /// Stretches in another article, or with another role in the same one. What
    /// follows one another and has the same answers is one place.
    fn places(&mut self, pieces: &Pieces<'_>, matches: &Matches) {
        let mut open: Option<(Subject, Span, Verdict, Verdict)> = None;
        for piece in &pieces.all {
            let differs = place_differs(piece, matches);
            open = match (open, differs) {
                (Some((subject, span, gold, other)), Some(new))
                    if (subject, &gold, &other) == (new.0, &new.1, &new.2) =>
                {
                    Some((subject, span.hull(piece.span), gold, other))
                }
                (before, new) => {
                    if let Some((subject, span, gold, other)) = before {
                        self.push(subject, span, gold, other);
                    }
                    new.map(|(subject, gold, other)| (subject, piece.span, gold, other))
                }
            };
        }
        if let Some((subject, span, gold, other)) = open {
            self.push(subject, span, gold, other);
        }
    }

    /// Pieces of matched articles that have to be moved, of those that both layers have
    /// in the article; of several that move together, the first.
    fn order(&mut self, pieces: &Pieces<'_>, partner: &HashMap<u32, u32>) {
        let gold = pieces.in_order(Side::Gold);
        let other = pieces.in_order(Side::Other);
        for (number, wanted) in &gold {
            let Some(found) = partner.get(number).and_then(|number| other.get(number)) else {
                continue;
            };
            let ranks = shared_ranks(wanted, found);
            let shared = shared_in(wanted, pieces, partner);
            let spans: Vec<Span> = shared
                .iter()
                .filter_map(|at| pieces.all.get(*at).map(|piece| piece.span))
                .collect();
            let verdict = |place: Option<usize>| {
                let span = place.and_then(|place| spans.get(place));
                span.map_or(Verdict::First, |span| {
                    Verdict::After(self.source.line_of(span.start()) as u32 + 1)
                })
            };
            let moved: Vec<(Span, Verdict, Verdict)> = predecessors(&ranks)
                .into_iter()
                .zip(in_place(&ranks))
                .zip(&spans)
                .filter(|(((wanted, found), stays), _)| wanted != found && !stays)
                .map(|(((wanted, found), _), span)| (*span, verdict(wanted), verdict(found)))
                .collect();
            for (span, gold, other) in moved {
                self.push(Subject::Order, span, gold, other);
            }
        }
    }

    fn line_breaks(&mut self, gold: &Annotations, other: &Annotations) {
        for wanted in gold.line_breaks() {
            let found = other.line_break(wanted.line);
            if found == Some(wanted.kind) {
                continue;
            }
            let line = (wanted.line as usize).saturating_sub(1);
            let span = self.source.line_span(line);
            let span = self.source.trim(span).unwrap_or(span);
            let other = found.map_or(Verdict::Nothing, Verdict::Break);
            self.push(Subject::LineBreak, span, Verdict::Break(wanted.kind), other);
        }
    }

    fn entities(&mut self, gold: &Annotations, other: &Annotations) {
        let of = |layer| -> BTreeMap<Mention, BTreeSet<Label>> {
            let mut labels: BTreeMap<Mention, BTreeSet<Label>> = BTreeMap::new();
            for (label, mentions) in entities::spans(self.source, layer) {
                for pieces in mentions {
                    labels.entry(pieces).or_default().insert(label.clone());
                }
            }
            labels
        };
        let (mut gold, mut other) = (of(gold), of(other));
        let mentions: BTreeSet<Mention> = gold.keys().chain(other.keys()).cloned().collect();
        for pieces in mentions {
            let wanted = gold.remove(&pieces).unwrap_or_default();
            let found = other.remove(&pieces).unwrap_or_default();
            let hull = pieces.iter().copied().reduce(Span::hull);
            let span = hull.unwrap_or_default();
            let mut missing = wanted.difference(&found).cloned();
            let mut surplus = found.difference(&wanted).cloned();
            loop {
                // Another label for the same words is one place, not two.
                let pair = (missing.next(), surplus.next());
                if pair == (None, None) {
                    break;
                }
                let verdict = |label: Option<Label>| label.map_or(Verdict::Nothing, Verdict::Label);
                self.push(Subject::Entity, span, verdict(pair.0), verdict(pair.1));
            }
        }
    }

    fn corrections(&mut self, gold: &Annotations, other: &Annotations) {
        let of = |layer: &Annotations| -> BTreeMap<Span, String> {
            let all = layer.corrections();
            all.map(|it| (it.span, it.replacement.clone())).collect()
        };
        let (gold, other) = (of(gold), of(other));
        let spans: BTreeSet<Span> = gold.keys().chain(other.keys()).copied().collect();
        for span in spans {
            let (wanted, found) = (gold.get(&span), other.get(&span));
            if wanted != found {
                let verdict = |text: Option<&String>| {
                    text.map_or(Verdict::Nothing, |text| Verdict::Text(text.clone()))
                };
                self.push(Subject::Correction, span, verdict(wanted), verdict(found));
            }
        }
    }
}

/// What two layers say differently of where a piece belongs.
fn place_differs(piece: &Piece<'_>, matches: &Matches) -> Option<(Subject, Verdict, Verdict)> {
    let (gold, other) = (&piece.gold, &piece.other);
    let same = match gold.article {
        // What is in no article is one class.
        0 => other.article == 0,
        number => matches.other_of.get(&number) == Some(&other.article),
    };
    if !same {
        let numbered = matches.gold_of.get(&other.article).copied();
        return Some((
            Subject::Article,
            belongs(gold, Some(gold.article)),
            belongs(other, numbered),
        ));
    }
    let role = |place: &Place<'_>| place.role.cloned().map_or(Verdict::Nothing, Verdict::Role);
    (gold.role != other.role).then(|| (Subject::Role, role(gold), role(other)))
}

/// What a place belongs to; `number` is what gold calls the article.
fn belongs(place: &Place<'_>, number: Option<u32>) -> Verdict {
    match (place.article, number) {
        (0, _) if place.furniture => Verdict::Furniture,
        (0, _) => Verdict::Unassigned,
        (_, Some(number)) => Verdict::Article(number),
        (number, None) => Verdict::Extra(number),
    }
}

/// The pieces of an article of gold, in its order, that its partner has too.
fn shared_in(wanted: &[usize], pieces: &Pieces<'_>, partner: &HashMap<u32, u32>) -> Vec<usize> {
    let is_shared = |at: &&usize| {
        let piece = pieces.all.get(**at);
        piece.is_some_and(|it| partner.get(&it.gold.article) == Some(&it.other.article))
    };
    wanted.iter().filter(is_shared).copied().collect()
}

/// For each of some things in the order of gold: the place (in that order) of the one
/// before it in gold, and of the one before it by `ranks`.
fn predecessors(ranks: &[usize]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut by_rank: Vec<(usize, usize)> = ranks.iter().copied().zip(0..).collect();
    by_rank.sort_unstable();
    let mut before = vec![None; ranks.len()];
    let mut last = None;
    for (_, place) in by_rank {
        if let Some(slot) = before.get_mut(place) {
            *slot = last;
        }
        last = Some(place);
    }
    let wanted = (0..ranks.len()).map(|place| place.checked_sub(1));
    wanted.zip(before).collect()
}
