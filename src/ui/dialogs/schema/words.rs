//! What the editor says.

use egui::Ui;

use crate::edit::schema::{Hitch, Kind, Name, Owner, SchemaDraft, Step, Trouble, What};
use crate::model::schema::{AttributeDef, Schema};
use crate::store::name_rows::Use;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::key_text;

/// The key of the sentence for what is wrong.
pub(super) fn what(what: What) -> &'static str {
    match what {
        What::NoName => "schema.no-name",
        What::BadName => "schema.bad-name",
        What::NameTaken => "schema.name-taken",
        What::NoKey => "schema.no-key",
        What::KeyTaken => "schema.key-taken",
        What::BadColor => "schema.bad-color",
        What::NoChoices => "schema.no-choices",
        What::NoRoles => "schema.no-roles",
        What::NoEnds => "schema.no-ends",
    }
}

/// What is wrong, and with which definition.
pub(super) fn trouble_at(ctx: Ctx<'_>, draft: &SchemaDraft, trouble: &Trouble) -> String {
    let said = ctx.tr.get(what(trouble.what));
    let key = trouble.at.item;
    let labels = draft
        .labels
        .iter()
        .map(|it| (it.key, &it.form.name, &it.form.id));
    let roles = draft
        .roles
        .iter()
        .map(|it| (it.key, &it.form.name, &it.form.id));
    let relations = draft
        .relations
        .iter()
        .map(|it| (it.key, &it.form.name, &it.form.id));
    let attributes = draft
        .article_attributes
        .iter()
        .chain(&draft.record_attributes);
    let attributes = attributes.map(|it| (it.key, &it.form.name, &it.form.id));
    let mut all = labels.chain(roles).chain(relations).chain(attributes);
    let found = all.find(|(it, _, _)| *it == key);
    match found {
        Some((_, name, id)) => {
            let shown = ctx.name(name);
            let shown = if shown.trim().is_empty() { id } else { shown };
            let values = [("name", &shown as &dyn std::fmt::Display), ("what", &said)];
            ctx.tr.with("schema.trouble-at", &values)
        }
        None => said.to_owned(),
    }
}

/// The key of the name of a kind of attributes.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "schema.kind-text",
        Kind::Choice => "schema.kind-choice",
        Kind::YesNo => "schema.kind-yes-no",
        Kind::Number => "schema.kind-number",
    }
}

/// What a name of the project is called for people.
pub(super) fn name(ctx: Ctx<'_>, schema: &Schema, name: &Name) -> String {
    let tr = ctx.tr;
    let quoted = |key: &str, shown: &str, id: &str| {
        let shown = if shown == id || shown.trim().is_empty() {
            id.to_owned()
        } else {
            format!("{shown} ({id})")
        };
        tr.with(key, &[("name", &shown)])
    };
    match name {
        Name::Role(id) => {
            let def = schema.roles.iter().find(|def| def.id == *id);
            quoted(
                "schema.a-role",
                def.map_or(id, |def| ctx.name(&def.name)),
                id,
            )
        }
        Name::Label(id) => quoted("schema.a-label", label(ctx, schema, id), id),
        Name::Relation(id) => {
            let def = schema.relations.iter().find(|def| def.id == *id);
            quoted(
                "schema.a-relation",
                def.map_or(id, |def| ctx.name(&def.name)),
                id,
            )
        }
        Name::Attribute(owner, id) => {
            let def = attributes(schema, owner).iter().find(|def| def.id == *id);
            let shown = def.map_or(id.as_str(), |def| ctx.name(&def.name));
            let of = owner_name(ctx, schema, owner);
            let values = [("name", &shown as &dyn std::fmt::Display), ("of", &of)];
            tr.with("schema.an-attribute", &values)
        }
        Name::Choice(owner, id, value) => {
            let def = attributes(schema, owner).iter().find(|def| def.id == *id);
            let shown = def.map_or(id.as_str(), |def| ctx.name(&def.name));
            let of = owner_name(ctx, schema, owner);
            let values = [
                ("value", &value as &dyn std::fmt::Display),
                ("name", &shown),
                ("of", &of),
            ];
            tr.with("schema.a-choice", &values)
        }
    }
}

fn attributes<'s>(schema: &'s Schema, owner: &Owner) -> &'s [AttributeDef] {
    match owner {
        Owner::Article => &schema.article_attributes,
        Owner::Record => &schema.record_attributes,
        Owner::Label(id) => {
            let def = schema.labels.iter().find(|def| def.id == *id);
            def.map_or(&[][..], |def| def.attributes.as_slice())
        }
    }
}

fn label<'s>(ctx: Ctx<'_>, schema: &'s Schema, id: &'s str) -> &'s str {
    let def = schema.labels.iter().find(|def| def.id == id);
    def.map_or(id, |def| ctx.name(&def.name))
}

fn owner_name<'s>(ctx: Ctx<'_>, schema: &'s Schema, owner: &'s Owner) -> &'s str {
    match owner {
        Owner::Article => ctx.tr.get("schema.of-article"),
        Owner::Record => ctx.tr.get("schema.of-record"),
        Owner::Label(id) => label(ctx, schema, id),
    }
}

/// What a step does.
pub(super) fn step(ui: &Ui, ctx: Ctx<'_>, schema: &Schema, step: &Step) -> String {
    match step {
        Step::Rename(from, to) => {
            let from = name(ctx, schema, from);
            let values = [("name", &from as &dyn std::fmt::Display), ("to", to)];
            ctx.tr.with("schema.step-rename", &values)
        }
        Step::Drop(from) => {
            let from = name(ctx, schema, from);
            ctx.tr.with("schema.step-drop", &[("name", &from)])
        }
        Step::Convert(from) => {
            let from = name(ctx, schema, from);
            ctx.tr.with("schema.step-convert", &[("name", &from)])
        }
        Step::Twin(of) => {
            let of = of.id();
            ctx.tr.with("schema.step-twin", &[("name", &of)])
        }
        Step::Namesake(of) => {
            let of = of.id();
            let keys = Command::Records.shortcuts().into_iter().next();
            let key = keys.map_or_else(String::new, |it| key_text::shortcut(ui.ctx(), it));
            let values = [("name", &of as &dyn std::fmt::Display), ("key", &key)];
            ctx.tr.with("schema.step-namesake", &values)
        }
    }
}

/// What stands in the way.
pub(super) fn hitch(ctx: Ctx<'_>, schema: &Schema, hitch: &Hitch) -> String {
    let of = |key: &str, it: &Name| {
        let name = name(ctx, schema, it);
        ctx.tr.with(key, &[("name", &name)])
    };
    match hitch {
        Hitch::InUse(it) => of("schema.hitch-in-use", it),
        Hitch::NoValue(it) => of("schema.hitch-no-value", it),
        Hitch::TwoValues(it) => of("schema.hitch-two-values", it),
        Hitch::Twins(it) => {
            let it = it.id();
            ctx.tr.with("schema.hitch-twins", &[("name", &it)])
        }
        Hitch::NoRelation(relation, from, to) => {
            let it = name(ctx, schema, &Name::Relation(relation.clone()));
            let values = [
                ("name", &it as &dyn std::fmt::Display),
                ("from", from),
                ("to", to),
            ];
            ctx.tr.with("schema.hitch-no-relation", &values)
        }
    }
}

/// How many rows, with what they are.
pub(super) fn number(ctx: Ctx<'_>, number: Use) -> String {
    let (rows, records) = (grouped(number.rows), grouped(number.records));
    let documents = grouped(number.documents);
    let values = [
        ("n", &rows as &dyn std::fmt::Display),
        ("documents", &documents),
        ("records", &records),
    ];
    let key = match (number.rows, number.records) {
        (0, 0) => "schema.unused",
        (_, 0) => "schema.used",
        (0, _) => "schema.used-records",
        _ => "schema.used-both",
    };
    ctx.tr.with(key, &values)
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
