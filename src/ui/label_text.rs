//! What a person reads of a change, in the language of the window.

use super::context::name_in;
use super::i18n::Tr;
use crate::edit::label::{Deed, EditLabel};
use crate::model::document::Status;
use crate::model::id::{Label, RelationType, Role};
use crate::model::schema::Schema;

/// The sentence for a change, such as "Assign 3 lines to article 2".
pub fn sentence(tr: Tr, schema: &Schema, label: &EditLabel) -> String {
    let subject = subject(tr, schema, label);
    tr.with(
        &format!("edit.{}", label.deed.as_str()),
        &[("n", &label.count), ("what", &subject)],
    )
}

/// The subject in the words of the schema or of the tables.
fn subject(tr: Tr, schema: &Schema, label: &EditLabel) -> String {
    let name = label.subject.as_str();
    let names = match label.deed {
        Deed::SetRole => schema.role(&Role::from(name)).map(|def| &def.name),
        Deed::Tag
        | Deed::Relabel
        | Deed::RelabelUnrelate
        | Deed::RelabelAllUnrelate
        | Deed::Resize
        | Deed::AddPart
        | Deed::RemovePart
        | Deed::Untag => schema.label(&Label::from(name)).map(|def| &def.name),
        Deed::SetArticleAttribute => schema
            .article_attributes
            .iter()
            .find(|def| def.id == name)
            .map(|def| &def.name),
        Deed::Relate | Deed::Unrelate => schema
            .relation(&RelationType::from(name))
            .map(|def| &def.name),
        Deed::SetStatus => return status(tr, name.parse().unwrap_or_default()).to_owned(),
        Deed::SetLineBreak => return tr.get(&format!("break.{name}")).to_owned(),
        _ => None,
    };
    names.map_or_else(
        || name.to_owned(),
        |names| name_in(tr.language(), names).to_owned(),
    )
}

/// The name of a status.
pub fn status(tr: Tr, status: Status) -> &'static str {
    tr.get(match status {
        Status::New => "status.new",
        Status::InProgress => "status.in-progress",
        Status::Done => "status.done",
        Status::Reviewed => "status.reviewed",
    })
}
