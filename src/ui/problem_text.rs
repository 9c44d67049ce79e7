//! What a person reads of a problem and of what would mend it.

use super::context::name_in;
use super::i18n::Tr;
use crate::model::id::{Label, RelationType, Role};
use crate::model::schema::Schema;
use crate::review::problems::{Fix, Problem};

/// The sentence for a problem.
pub fn sentence(tr: Tr, schema: &Schema, problem: &Problem) -> String {
    let other = names(tr, schema, &problem.other);
    let article = problem.article.unwrap_or_default();
    let key = format!("problem.{}", problem.kind.as_str());
    tr.with(
        &key,
        &[
            ("text", &problem.text),
            ("other", &other),
            ("article", &article),
        ],
    )
}

/// What a fix does, in a few words.
pub fn fix(tr: Tr, schema: &Schema, problem: &Problem, fix: &Fix) -> String {
    let article = problem.article.unwrap_or_default();
    let what = match fix {
        Fix::Role { role, .. }
        | Fix::Assign {
            role: Some(role), ..
        } => role_name(tr, schema, role).to_owned(),
        Fix::Assign { .. } => role_name(tr, schema, &schema.body_role()).to_owned(),
        Fix::Relabel { label, .. } => names(tr, schema, label.as_str()),
        _ => problem.other.clone(),
    };
    let key = format!("fix.{}", fix.name());
    tr.with(&key, &[("article", &article), ("what", &what)])
}

fn role_name<'s>(tr: Tr, schema: &'s Schema, role: &'s Role) -> &'s str {
    schema
        .role(role)
        .map_or(role.as_str(), |def| name_in(tr.language(), &def.name))
}

/// Ids of labels and attributes as the schema calls them; anything else as it is.
fn names(tr: Tr, schema: &Schema, text: &str) -> String {
    let name = |id: &str| {
        let label = schema.label(&Label::from(id)).map(|def| &def.name);
        let of_labels = schema.labels.iter().flat_map(|def| &def.attributes);
        let mut attributes = of_labels.chain(&schema.article_attributes);
        let attribute = || attributes.find(|def| def.id == id).map(|def| &def.name);
        let relation = || {
            schema
                .relation(&RelationType::from(id))
                .map(|def| &def.name)
        };
        label
            .or_else(attribute)
            .or_else(relation)
            .map_or(id.to_owned(), |names| {
                name_in(tr.language(), names).to_owned()
            })
    };
    let parts: Vec<_> = text.split(" · ").map(name).collect();
    parts.join(" · ")
}
