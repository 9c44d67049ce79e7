//! Verbs on authority records: what mentions stand for.
//!
//! A record belongs to the project, its mentions to pages. What concerns mentions of
//! many pages is one transaction a page; the session puts them together.

use std::collections::BTreeSet;

use super::{Outcome, Refusal};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::model::authority::Authority;
use crate::model::entity::{self, Attributes, Entity};
use crate::model::id::{AuthorityId, EntityId, Label};

/// A new record for mentions of `label`, called `canonical`.
///
/// # Errors
/// [`Refusal::NoName`] if nothing of the name can be seen.
pub fn record(label: &Label, canonical: &str) -> Result<Authority, Refusal> {
    tidied(Authority {
        id: AuthorityId::new(),
        label: label.clone(),
        canonical: canonical.to_owned(),
        aliases: Vec::new(),
        code: None,
        note: String::new(),
        attributes: Attributes::new(),
    })
}

/// A record as it may be kept: names on one line, no alias twice, none that is the
/// canonical name.
///
/// # Errors
/// [`Refusal::NoName`] if nothing of the canonical name can be seen.
pub fn tidied(record: Authority) -> Result<Authority, Refusal> {
    let canonical = one_line(&record.canonical);
    if canonical.is_empty() {
        return Err(Refusal::NoName);
    }
    let mut met = BTreeSet::from([canonical.clone()]);
    let aliases = record.aliases.iter().map(|name| one_line(name));
    let aliases = aliases
        .filter(|name| !name.is_empty() && met.insert(name.clone()))
        .collect();
    let code = record.code.as_deref().map(one_line);
    let seen = |c: &char| *c == '\n' || !c.is_control();
    let note: String = record.note.chars().filter(seen).collect();
    Ok(Authority {
        canonical,
        aliases,
        code: code.filter(|code| !code.is_empty()),
        note: note.trim().to_owned(),
        ..record
    })
}

/// A name without control characters, each run of white space as one space.
pub fn one_line(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Makes `record` and links mentions to it.
///
/// # Errors
/// Those of [`link`] and [`tidied`].
pub fn create(page: Page<'_>, mentions: &[EntityId], record: Authority) -> Outcome {
    let record = tidied(record)?;
    let mut transaction = link(page, mentions, &record)?;
    transaction.label.deed = Deed::CreateRecord;
    // The mentions need it there, so it comes first.
    transaction
        .ops
        .insert(0, Op::Authority(Change::Insert(record)));
    Ok(transaction)
}

/// Links mentions to a record; those that are linked to another one change over.
///
/// # Errors
/// [`Refusal::NoEntityHere`] if a mention is not on the page, [`Refusal::OtherLabel`]
/// if one has another label than the record, [`Refusal::AlreadySo`] if all are linked.
pub fn link(page: Page<'_>, mentions: &[EntityId], record: &Authority) -> Outcome {
    let found = found(page, mentions)?;
    if found.iter().any(|entity| entity.label != record.label) {
        return Err(Refusal::OtherLabel);
    }
    let deed = EditLabel::new(Deed::LinkRecord).about(&record.canonical);
    set(page, &found, Some(record.id), deed)
}

/// Takes the links of mentions away.
///
/// # Errors
/// [`Refusal::NoEntityHere`] if a mention is not on the page, [`Refusal::AlreadySo`] if
/// none is linked.
pub fn unlink(page: Page<'_>, mentions: &[EntityId]) -> Outcome {
    let found = found(page, mentions)?;
    let surface = found.first().map(|it| it.surface(page.source));
    let deed = EditLabel::new(Deed::UnlinkRecord).about(one_line(&surface.unwrap_or_default()));
    set(page, &found, None, deed)
}

/// Links the mentions that a page has of one record to another one: all of them, or
/// those of `some`.
///
/// # Errors
/// [`Refusal::AlreadySo`] if there is none.
pub fn relink(
    page: Page<'_>,
    from: AuthorityId,
    into: AuthorityId,
    some: Option<&BTreeSet<EntityId>>,
    deed: EditLabel,
) -> Outcome {
    let wanted = |entity: &&Entity| {
        entity.authority == Some(from) && some.is_none_or(|some| some.contains(&entity.id))
    };
    let found: Vec<_> = page.annotations.entities().filter(wanted).collect();
    set(page, &found, Some(into), deed)
}

/// The last step of making `gone` a part of `kept`: the names are united and `gone`
/// goes. All its mentions must be relinked before, or with it.
///
/// # Errors
/// [`Refusal::AlreadySo`] if they are one record, [`Refusal::OtherLabel`] if they stand
/// for mentions of different labels.
pub fn merge(kept: &Authority, gone: &Authority) -> Outcome {
    let united = united(kept, gone)?;
    let mut ops: Vec<_> = Change::between(Some(kept.clone()), Some(united))
        .map(Op::Authority)
        .into_iter()
        .collect();
    ops.push(Op::Authority(Change::Remove(gone.clone())));
    Ok(Transaction::new(merging(kept, gone), ops))
}

/// What a person reads of a merger.
pub fn merging(kept: &Authority, gone: &Authority) -> EditLabel {
    let what = format!("{} → {}", gone.canonical, kept.canonical);
    EditLabel::new(Deed::MergeRecords).about(what)
}

/// What `kept` says when `gone` has become a part of it: the canonical name of `gone`
/// becomes an alias, its code and its attributes count where there were none, its note
/// comes below.
///
/// # Errors
/// As [`merge`].
pub fn united(kept: &Authority, gone: &Authority) -> Result<Authority, Refusal> {
    if kept.id == gone.id {
        return Err(Refusal::AlreadySo);
    }
    if kept.label != gone.label {
        return Err(Refusal::OtherLabel);
    }
    let names = [
        &kept.aliases[..],
        std::slice::from_ref(&gone.canonical),
        &gone.aliases,
    ];
    let notes = [kept.note.as_str(), gone.note.as_str()];
    let mut notes: Vec<_> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    notes.dedup();
    tidied(Authority {
        aliases: names.concat(),
        code: kept.code.clone().or_else(|| gone.code.clone()),
        note: notes.join("\n"),
        attributes: entity::united(&kept.attributes, &gone.attributes),
        ..kept.clone()
    })
}

/// The first step of giving some mentions of `from` a record of their own.
///
/// # Errors
/// Those of [`tidied`]; [`Refusal::OtherLabel`] if it is to stand for another label.
pub fn split(from: &Authority, new: Authority) -> Outcome {
    let new = tidied(new)?;
    if new.label != from.label {
        return Err(Refusal::OtherLabel);
    }
    let label = splitting(from, &new);
    Ok(Transaction::new(
        label,
        vec![Op::Authority(Change::Insert(new))],
    ))
}

/// What a person reads of a split.
pub fn splitting(from: &Authority, new: &Authority) -> EditLabel {
    let what = format!("{} → {}", from.canonical, new.canonical);
    EditLabel::new(Deed::SplitRecord).about(what)
}

/// Makes a record say something else. Its identity and label stay.
///
/// # Errors
/// [`Refusal::AlreadySo`], [`Refusal::OtherLabel`] and those of [`tidied`].
pub fn edit(before: &Authority, after: Authority) -> Outcome {
    let after = tidied(after)?;
    if (after.id, &after.label) != (before.id, &before.label) {
        return Err(Refusal::OtherLabel);
    }
    let deed = EditLabel::new(Deed::EditRecord).about(&after.canonical);
    let change = Change::between(Some(before.clone()), Some(after));
    let change = change.ok_or(Refusal::AlreadySo)?;
    Ok(Transaction::new(deed, vec![Op::Authority(change)]))
}

/// Deletes a record. That nothing mentions it, the caller has seen to; the store
/// refuses it otherwise.
pub fn delete(record: &Authority) -> Transaction {
    let deed = EditLabel::new(Deed::DeleteRecord).about(&record.canonical);
    let change = Change::Remove(record.clone());
    Transaction::new(deed, vec![Op::Authority(change)])
}

fn found<'a>(page: Page<'a>, mentions: &[EntityId]) -> Result<Vec<&'a Entity>, Refusal> {
    let mentions: BTreeSet<_> = mentions.iter().collect();
    let found: Option<Vec<_>> = mentions
        .into_iter()
        .map(|&id| page.annotations.entity(id))
        .collect();
    let mut found = found.ok_or(Refusal::NoEntityHere)?;
    found.sort_by_key(|entity| entity.span);
    Ok(found)
}

/// Gives mentions a record or none.
fn set(
    page: Page<'_>,
    mentions: &[&Entity],
    record: Option<AuthorityId>,
    deed: EditLabel,
) -> Outcome {
    let mut draft = Draft::new(page);
    let others = mentions.iter().filter(|entity| entity.authority != record);
    let others: Vec<_> = others.copied().collect();
    let first = *others.first().ok_or(Refusal::AlreadySo)?;
    for &entity in &others {
        let after = Entity {
            authority: record,
            ..entity.clone()
        };
        draft.push(PageChange::Entity(Change::Replace {
            before: entity.clone(),
            after,
        }));
    }
    let deed = deed.times(others.len());
    draft.finish(deed, first.span).ok_or(Refusal::AlreadySo)
}

#[cfg(test)]
mod tests;
