//! Applying the steps of a transaction to the annotations of a page, with every
//! check that the model's invariants ask for.
//!
//! A step is refused if what it expects is not what it meets, so that nothing is
//! overwritten unseen; the whole transaction is then taken back.

use super::op::{Change, PageChange};
use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::entity::{AttributeValue, Attributes, Entity};
use crate::model::id::{Label, RelationType, Role};
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// What is there is not what the change expects.
    #[error("the {0} has changed in the meantime")]
    Stale(&'static str),
    /// A span leaves the text or is empty.
    #[error("{what} {span} does not lie in the text, which has {len} code points")]
    OutOfText {
        /// What has the span.
        what: &'static str,
        /// The span in code points.
        span: Span,
        /// The length of the text in code points.
        len: u32,
    },
    /// Two things overlap that must not.
    #[error("{what} {span} overlaps {other}")]
    Overlap {
        /// What they are.
        what: &'static str,
        /// The newcomer.
        span: Span,
        /// What is already there.
        other: Span,
    },
    /// The parts of an entity do not make it up.
    #[error(
        "the parts of entity {0} are not at least two, apart, in text order and from its \
         beginning to its end"
    )]
    Parts(Span),
    /// An attribute is a number without an end, or none at all.
    #[error("the attribute {0:?} is not a finite number")]
    NotFinite(String),
    /// Something points to what is not there.
    #[error("the {0} it belongs to does not exist")]
    Missing(&'static str),
    /// Something still points to what is to go.
    #[error("the {0} is still in use")]
    InUse(&'static str),
    /// The schema does not know a name.
    #[error("the schema has no {what} {name:?}")]
    Unknown {
        /// Role, label, relation or attribute.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A replacement would change the identity of a thing.
    #[error("a {0} cannot become another one")]
    Identity(&'static str),
}

/// What a page change is checked against beside the annotations themselves.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The raw text of the page.
    pub source: &'a SourceText,
    /// The schema of the project.
    pub schema: &'a Schema,
}

/// Applies `changes` in order; if one cannot be made, none is.
///
/// # Errors
/// [`ApplyError`] for the first change that cannot be made; the annotations are
/// then as before.
pub fn apply_changes<'c>(
    annotations: &mut Annotations,
    ground: Ground<'_>,
    changes: impl IntoIterator<Item = &'c PageChange> + Clone,
) -> Result<(), ApplyError> {
    for (done, change) in changes.clone().into_iter().enumerate() {
        let outcome = apply_change(annotations, ground, change);
        if let Err(error) = outcome {
            take_back(annotations, changes.into_iter().take(done));
            return Err(error);
        }
    }
    // What depends on several objects is checked at the end: one segment may
    // grow into text that another step of the same transaction sets free.
    for change in changes.clone() {
        if let Err(error) = check_together(annotations, change) {
            take_back(annotations, changes.into_iter());
            return Err(error);
        }
    }
    Ok(())
}

/// Undoes changes that were applied, last first, without checks.
pub fn take_back<'c>(annotations: &mut Annotations, changes: impl Iterator<Item = &'c PageChange>) {
    let applied: Vec<_> = changes.collect();
    for change in applied.into_iter().rev() {
        put(annotations, &change.clone().inverse());
    }
}

fn apply_change(
    annotations: &mut Annotations,
    ground: Ground<'_>,
    change: &PageChange,
) -> Result<(), ApplyError> {
    check_before(annotations, change)?;
    check_after(ground, change)?;
    put(annotations, change);
    Ok(())
}

/// Does the change meet what it expects?
fn check_before(annotations: &Annotations, change: &PageChange) -> Result<(), ApplyError> {
    match change {
        PageChange::Article(c) => same("article", c, |a| a.id, |a| annotations.article(a.id)),
        PageChange::Segment(c) => same("segment", c, |s| s.id, |s| annotations.segment(s.id)),
        PageChange::Correction(c) => {
            same("correction", c, |x| x.id, |x| annotations.correction(x.id))
        }
        PageChange::Entity(c) => same("entity", c, |e| e.id, |e| annotations.entity(e.id)),
        PageChange::Relation(c) => same("relation", c, |r| r.id, |r| annotations.relation(r.id)),
        PageChange::LineBreak(c) => {
            let line = c.subject().line;
            if c.before().is_some_and(|before| before.line != line) {
                return Err(ApplyError::Identity("line break"));
            }
            let met = annotations.line_break(line);
            if met == c.before().map(|before| before.kind) {
                Ok(())
            } else {
                Err(ApplyError::Stale("line break"))
            }
        }
    }
}

fn same<'a, T: PartialEq + 'a, I: PartialEq>(
    what: &'static str,
    change: &Change<T>,
    id: impl Fn(&T) -> I,
    find: impl Fn(&T) -> Option<&'a T>,
) -> Result<(), ApplyError> {
    if let Change::Replace { before, after } = change
        && id(before) != id(after)
    {
        return Err(ApplyError::Identity(what));
    }
    if find(change.subject()) == change.before() {
        Ok(())
    } else {
        Err(ApplyError::Stale(what))
    }
}

/// Is what comes legal by itself?
fn check_after(ground: Ground<'_>, change: &PageChange) -> Result<(), ApplyError> {
    match change {
        PageChange::Article(c) => c
            .after()
            .map_or(Ok(()), |after| check_attributes(&after.attributes)),
        PageChange::Segment(c) => c.after().map_or(Ok(()), |after| {
            check_span("segment", ground, after.span)?;
            after
                .role()
                .map_or(Ok(()), |role| check_role(ground.schema, role))
        }),
        PageChange::LineBreak(c) => match c.after() {
            Some(after) if after.line == 0 || after.line as usize > ground.source.line_count() => {
                Err(ApplyError::Missing("line"))
            }
            _ => Ok(()),
        },
        PageChange::Correction(c) => c
            .after()
            .map_or(Ok(()), |after| check_span("correction", ground, after.span)),
        PageChange::Entity(c) => c
            .after()
            .map_or(Ok(()), |after| check_entity(ground, after)),
        PageChange::Relation(c) => c.after().map_or(Ok(()), |after| {
            check_relation_type(ground.schema, &after.label)
        }),
    }
}

fn check_span(what: &'static str, ground: Ground<'_>, span: Span) -> Result<(), ApplyError> {
    if span.is_empty() || !ground.source.contains(span) {
        return Err(ApplyError::OutOfText {
            what,
            span,
            len: ground.source.len(),
        });
    }
    Ok(())
}

fn check_entity(ground: Ground<'_>, after: &Entity) -> Result<(), ApplyError> {
    check_span("entity", ground, after.span)?;
    if !Entity::are_sound(&after.parts, after.span) {
        return Err(ApplyError::Parts(after.span));
    }
    check_attributes(&after.attributes)?;
    check_label(ground.schema, &after.label)
}

/// Numbers that are none have no place in a file: nothing equals them, and JSON does
/// not know them.
fn check_attributes(attributes: &Attributes) -> Result<(), ApplyError> {
    let finite = |value: &AttributeValue| match value {
        AttributeValue::Number(number) => number.is_finite(),
        AttributeValue::Text(_) | AttributeValue::Flag(_) => true,
    };
    match attributes.iter().find(|(_, value)| !finite(value)) {
        Some((name, _)) => Err(ApplyError::NotFinite(name.clone())),
        None => Ok(()),
    }
}

fn no_overlap(what: &'static str, span: Span, other: Option<Span>) -> Result<(), ApplyError> {
    other.map_or(Ok(()), |other| {
        Err(ApplyError::Overlap { what, span, other })
    })
}

fn check_role(schema: &Schema, role: &Role) -> Result<(), ApplyError> {
    known(schema.role(role).is_some(), "role", role.as_str())
}

fn check_label(schema: &Schema, label: &Label) -> Result<(), ApplyError> {
    known(schema.label(label).is_some(), "label", label.as_str())
}

fn check_relation_type(schema: &Schema, label: &RelationType) -> Result<(), ApplyError> {
    known(schema.relation(label).is_some(), "relation", label.as_str())
}

fn known(is_known: bool, what: &'static str, name: &str) -> Result<(), ApplyError> {
    if is_known {
        Ok(())
    } else {
        Err(ApplyError::Unknown {
            what,
            name: name.to_owned(),
        })
    }
}

/// After all changes: does everything that was touched still hang together?
fn check_together(annotations: &Annotations, change: &PageChange) -> Result<(), ApplyError> {
    match change {
        PageChange::Article(c) if annotations.article(c.subject().id).is_none() => unused(
            "article",
            annotations.segments_of(c.subject().id).next().is_none(),
        ),
        PageChange::Segment(c) => annotations
            .segment(c.subject().id)
            .map_or(Ok(()), |now| check_segment(annotations, now)),
        PageChange::Correction(c) => annotations
            .correction(c.subject().id)
            .map_or(Ok(()), |now| {
                let clash = annotations
                    .corrections_in(now.span)
                    .find(|other| other.id != now.id);
                no_overlap("correction", now.span, clash.map(|other| other.span))
            }),
        PageChange::Entity(c) if annotations.entity(c.subject().id).is_none() => unused(
            "entity",
            annotations.relations_of(c.subject().id).next().is_none(),
        ),
        PageChange::Relation(c) => annotations.relation(c.subject().id).map_or(Ok(()), |now| {
            let ends = [now.from, now.to];
            exists(
                "entity",
                ends.iter().all(|&end| annotations.entity(end).is_some()),
            )
        }),
        _ => Ok(()),
    }
}

fn check_segment(annotations: &Annotations, now: &Segment) -> Result<(), ApplyError> {
    let clash = annotations
        .segments_in(now.span)
        .find(|other| other.id != now.id);
    no_overlap("segment", now.span, clash.map(|other| other.span))?;
    let home = now.article();
    exists(
        "article",
        home.is_none_or(|article| annotations.article(article).is_some()),
    )
}

fn unused(what: &'static str, is_unused: bool) -> Result<(), ApplyError> {
    if is_unused {
        Ok(())
    } else {
        Err(ApplyError::InUse(what))
    }
}

fn exists(what: &'static str, there: bool) -> Result<(), ApplyError> {
    if there {
        Ok(())
    } else {
        Err(ApplyError::Missing(what))
    }
}

/// Carries out a change that has been checked, or takes one back.
fn put(annotations: &mut Annotations, change: &PageChange) {
    match change {
        PageChange::Article(c) => {
            annotations.put_article(c.subject().id, c.after().cloned());
        }
        PageChange::Segment(c) => {
            annotations.put_segment(c.subject().id, c.after().cloned());
        }
        PageChange::LineBreak(c) => {
            annotations.put_line_break(c.subject().line, c.after().map(|after| after.kind));
        }
        PageChange::Correction(c) => {
            annotations.put_correction(c.subject().id, c.after().cloned());
        }
        PageChange::Entity(c) => {
            annotations.put_entity(c.subject().id, c.after().cloned());
        }
        PageChange::Relation(c) => {
            annotations.put_relation(c.subject().id, c.after().cloned());
        }
    }
}
