//! The palette with everything that can be done: commands, roles, labels, articles.

use egui::Context;
use strum::IntoEnumIterator as _;

use crate::format::title::title_of;
use crate::model::article::Article;
use crate::model::id::{Label, Role};
use crate::session::Session;
use crate::ui::action::Action;
use crate::ui::command::{Command, Group, Scope};
use crate::ui::context::Ctx;
use crate::ui::i18n::{Language, Tr};
use crate::ui::key_text;
use crate::ui::palette::{Palette, PaletteEntry};
use crate::ui::view_state::{Mode, ViewState};

use super::top_bar::command_text;

struct Line {
    group: String,
    text: String,
    other: String,
    keys: String,
    blocked: Option<&'static str>,
    action: Action,
}

/// Draws the palette, if it is open, and returns what was chosen.
pub fn palette_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    palette: &mut Palette,
    project: Option<(&Session, &ViewState)>,
) -> Option<Action> {
    let session = project.map(|(session, _)| session);
    if !palette.is_open() {
        return None;
    }
    let mut lines = command_lines(egui, ctx, session);
    if let Some(session) = session {
        lines.extend(schema_lines(ctx, session));
    }
    if let Some((session, view)) = project {
        lines.extend(article_lines(ctx, session, view));
    }
    let entries = lines.iter().map(|line| PaletteEntry {
        group: &line.group,
        text: &line.text,
        other_words: &line.other,
        shortcut: &line.keys,
        blocked: line.blocked,
    });
    let chosen = palette.show(egui, ctx.tr, entries);
    if let Some(asked) = palette.take_asked()
        && let Some(Action::Tag(label)) = lines.get(asked).map(|line| &line.action)
    {
        palette.close();
        return Some(Action::ShowGuideline(label.clone()));
    }
    let chosen = chosen?;
    lines.into_iter().nth(chosen).map(|line| line.action)
}

fn command_lines(egui: &Context, ctx: Ctx<'_>, session: Option<&Session>) -> Vec<Line> {
    let other = Tr::new(match ctx.tr.language() {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    });
    let in_group = |group: Group| Command::iter().filter(move |command| command.group() == group);
    let all = Group::iter()
        .flat_map(in_group)
        .filter(|command| *command != Command::Palette);
    all.map(|command| Line {
        group: ctx
            .tr
            .get(&format!("group.{}", command.group().id()))
            .to_owned(),
        text: command_text(ctx, session, command),
        other: other.get(&command.text_key()).to_owned(),
        keys: command
            .shortcuts()
            .first()
            .map_or_else(String::new, |keys| key_text::shortcut(egui, *keys)),
        blocked: ctx.blocked(command),
        action: Action::Run(command),
    })
    .collect()
}

/// Roles and labels, which have no command of their own.
fn schema_lines(ctx: Ctx<'_>, session: &Session) -> Vec<Line> {
    let schema = session.schema();
    let blocked = |scope: Scope| {
        let key = if scope == Scope::Segment {
            "blocked.segment-mode"
        } else {
            "blocked.entities-mode"
        };
        let fits = scope.modes().contains(&ctx.env.mode);
        (!fits).then(|| ctx.tr.get(key))
    };
    let roles = schema.roles.iter().map(|def| Line {
        group: ctx.tr.get("group.roles").to_owned(),
        text: ctx
            .tr
            .with("palette.role", &[("role", &ctx.name(&def.name))]),
        other: def.id.clone(),
        keys: def.key.to_string(),
        blocked: blocked(Scope::Segment),
        action: Action::SetRole(Role::from(def.id.as_str())),
    });
    let labels = schema.labels.iter().map(|def| Line {
        group: ctx.tr.get("group.labels").to_owned(),
        text: ctx
            .tr
            .with("palette.label", &[("label", &ctx.name(&def.name))]),
        other: def.id.clone(),
        keys: def.key.to_string(),
        blocked: blocked(Scope::EntitiesOrRead),
        action: Action::Tag(Label::from(def.id.as_str())),
    });
    roles.chain(labels).collect()
}

/// Every article of the page, so that those past the ninth have a key too.
fn article_lines(ctx: Ctx<'_>, session: &Session, view: &ViewState) -> Vec<Line> {
    let Some(page) = view
        .current
        .as_ref()
        .and_then(|current| session.page(current.scope))
    else {
        return Vec::new();
    };
    let article = |(article, number): (&Article, usize)| {
        let title = title_of(&page.source, &page.annotations, article);
        let other = (ctx.env.mode != Mode::Segment).then(|| ctx.tr.get("blocked.segment-mode"));
        Line {
            group: ctx.tr.get("articles.title").to_owned(),
            text: ctx
                .tr
                .with("palette.assign", &[("number", &number), ("title", &title)]),
            other: String::new(),
            keys: if number < 10 {
                number.to_string()
            } else {
                String::new()
            },
            blocked: other,
            action: Action::AssignTo(article.id),
        }
    };
    page.annotations.articles().zip(1..).map(article).collect()
}
