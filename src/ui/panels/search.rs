//! The corpus search: what is looked for, filters, and what was found.

use egui::{Align, ComboBox, Frame, Key, Layout, Margin, Modifiers, Panel, TextEdit, Ui};
use strum::IntoEnumIterator as _;

use super::search_list::list_ui;
use crate::model::document::Status;
use crate::model::id::{Label, Role};
use crate::session::Session;
use crate::session::search::{Ground, SortBy};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::ime;
use crate::ui::label_text;
use crate::ui::pattern_text;
use crate::ui::search_state::{SearchForm, SearchState, Tagging};
use crate::ui::tasks::Tasks;
use crate::ui::theme::Theme;
use crate::ui::view_state::ViewState;
use crate::ui::widgets::{Icon, IconButton, SearchField, text};

/// The field for what is looked for, as far as the keyboard is concerned.
pub fn search_field_id() -> egui::Id {
    egui::Id::unique("broadsheet::corpus search")
}

/// Draws the panel, if it is open.
pub fn search_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    tasks: &Tasks,
    free: bool,
) {
    if !view.search.open {
        return;
    }
    let theme = Theme::of(ui);
    let frame = Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(12, 6));
    let most = (ui.available_height() - 180.0).max(160.0);
    Panel::bottom("corpus search")
        .resizable(true)
        .default_size(280.0)
        .size_range(140.0..=most)
        .frame(frame)
        .show(ui, |ui| {
            ui.set_min_height(ui.available_height());
            let search = &mut view.search;
            let before = search.form.clone();
            ui.horizontal(|ui| query_ui(ui, ctx, search, tasks, free));
            if search.filters {
                ui.horizontal_wrapped(|ui| {
                    places_ui(ui, ctx, session, &mut search.form);
                    documents_ui(ui, ctx, &mut search.form);
                });
            }
            if search.form != before {
                ctx.send(Action::Search);
            }
            ui.add_space(4.0);
            list_ui(ui, ctx, session.schema(), search, free);
        });
}

/// What is looked for, how, how much was found, and what to do with it.
fn query_ui(ui: &mut Ui, ctx: Ctx<'_>, search: &mut SearchState, tasks: &Tasks, free: bool) {
    let tr = ctx.tr;
    let id = search_field_id();
    let composing = ime::composing(ui.ctx());
    let (name, clear) = (tr.get("search.name"), tr.get("search.clear"));
    let field = SearchField::new(&mut search.form.text, name, clear)
        .hint(tr.get("search.hint"))
        .width(280.0)
        .id(id);
    let response = field.show(ui);
    if std::mem::take(&mut search.focus_field) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    if free && response.lost_focus() && enter && !composing {
        search.focus_list = true;
    }
    ui.checkbox(&mut search.form.regex, tr.get("search.regex"));
    ui.checkbox(&mut search.form.case, tr.get("search.case"));
    ui.checkbox(&mut search.form.raw, tr.get("search.raw"));
    let mark = if search.form.filters() { " •" } else { "" };
    let filters = format!("{}{mark}", tr.get("search.filters"));
    ui.toggle_value(&mut search.filters, filters);
    found_ui(ui, ctx, search, tasks);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let close = IconButton::new(Icon::Close, tr.get("search.close"));
        // Escape clears a field that has text; one that has none has lost the keyboard by it.
        let escape = free
            && !composing
            && response.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if ui.add(close).clicked() || escape {
            ctx.send(Action::CloseSearch);
        }
        if ui.button(tr.get("search.export")).clicked() && !search.hits.is_empty() {
            ctx.send(Action::AskHits);
        }
        sort_ui(ui, ctx, search.sort);
    });
}

/// How many hits there are, or why there are none.
fn found_ui(ui: &mut Ui, ctx: Ctx<'_>, search: &SearchState, tasks: &Tasks) {
    let theme = Theme::of(ui);
    if let Some(problem) = &search.problem {
        let problem = pattern_text::sentence(ctx.tr, problem);
        text::colored(ui, &problem, theme.size.small, theme.danger);
        return;
    }
    let n = search.hits.len();
    let count = match search.report {
        Some(report) if report.cut => ctx.tr.with("search.cut", &[("n", &n)]),
        Some(report) => {
            let values = [
                ("n", &n as &dyn std::fmt::Display),
                ("documents", &report.documents),
            ];
            ctx.tr.with("search.found", &values)
        }
        None if tasks.is_searching() => ctx.tr.with("search.searching", &[("n", &n)]),
        None => String::new(),
    };
    text::weak(ui, &count, theme.size.small);
    if !search.chosen.is_empty() {
        let chosen = ctx.tr.with("search.chosen", &[("n", &search.chosen.len())]);
        text::colored(ui, &chosen, theme.size.small, theme.accent);
    }
}

fn sort_ui(ui: &mut Ui, ctx: Ctx<'_>, sort: SortBy) {
    let name = |by: SortBy| {
        ctx.tr.get(match by {
            SortBy::Found => "search.sort-found",
            SortBy::Left => "search.sort-left",
            SortBy::Right => "search.sort-right",
            SortBy::Document => "search.sort-document",
            SortBy::Date => "search.sort-date",
        })
    };
    ComboBox::from_id_salt("sort hits")
        .selected_text(name(sort))
        .width(120.0)
        .show_ui(ui, |ui| {
            for by in SortBy::iter() {
                if ui.selectable_label(by == sort, name(by)).clicked() {
                    ctx.send(Action::SortHits(by));
                }
            }
        })
        .response
        .accessible_name(ctx.tr.get("search.sort"));
}

/// On what ground hits stand and what is tagged there.
fn places_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, form: &mut SearchForm) {
    let (tr, schema) = (ctx.tr, session.schema());
    let ground = |ground: &Option<Ground>| match ground {
        None => tr.get("search.anywhere").to_owned(),
        Some(Ground::Furniture) => tr.get("page.furniture").to_owned(),
        Some(Ground::Unassigned) => tr.get("search.unassigned").to_owned(),
        Some(Ground::Role(role)) => ctx.role_name(schema, role).to_owned(),
    };
    let roles = schema
        .roles
        .iter()
        .map(|def| Ground::Role(Role::from(def.id.as_str())));
    let mut grounds = vec![None];
    grounds.extend(
        roles
            .chain([Ground::Furniture, Ground::Unassigned])
            .map(Some),
    );
    choice(
        ui,
        tr.get("search.ground"),
        &mut form.ground,
        grounds,
        ground,
    );
    let tagging = |tagging: &Tagging| {
        let id: &'static str = (*tagging).into();
        tr.get(&format!("tagging.{id}")).to_owned()
    };
    choice(
        ui,
        tr.get("search.tagging"),
        &mut form.tagging,
        Tagging::iter().collect(),
        tagging,
    );
    if form.tagging == Tagging::Any {
        return;
    }
    let label = |label: &Option<Label>| match label {
        None => tr.get("mentions.any-label").to_owned(),
        Some(label) => ctx.label_name(schema, label).to_owned(),
    };
    let mut labels = vec![None];
    labels.extend(
        schema
            .labels
            .iter()
            .map(|def| Some(Label::from(def.id.as_str()))),
    );
    choice(ui, tr.get("mentions.label"), &mut form.label, labels, label);
    let layer = |layer: &Option<crate::model::id::LayerId>| {
        let found = session.layers().iter().find(|it| Some(it.id) == *layer);
        let name = found.map_or(session.layer_name(), |it| it.name.as_str());
        tr.with("search.by", &[("layer", &name)])
    };
    let mut layers = vec![None];
    layers.extend(session.layers().iter().map(|layer| Some(layer.id)));
    choice(ui, tr.get("layer.title"), &mut form.by, layers, layer);
}

/// Which documents are searched.
fn documents_ui(ui: &mut Ui, ctx: Ctx<'_>, form: &mut SearchForm) {
    let tr = ctx.tr;
    let status = |status: &Option<Status>| match status {
        None => tr.get("search.any-status").to_owned(),
        Some(status) => label_text::status(tr, *status).to_owned(),
    };
    let mut statuses = vec![None];
    statuses.extend(Status::iter().map(Some));
    choice(
        ui,
        tr.get("search.status"),
        &mut form.status,
        statuses,
        status,
    );
    for (value, key, width) in [
        (&mut form.name, "search.document", 130.0),
        (&mut form.newspaper, "search.newspaper", 110.0),
        (&mut form.from, "search.from", 90.0),
        (&mut form.to, "search.to", 90.0),
    ] {
        let edit = TextEdit::singleline(value)
            .hint_text(tr.get(key))
            .desired_width(width);
        ui.add(edit).accessible_name(tr.get(key));
    }
}

/// A box with choices; `label` is its accessible name.
fn choice<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut T,
    choices: Vec<T>,
    name: impl Fn(&T) -> String,
) {
    ComboBox::from_id_salt(label)
        .selected_text(name(chosen))
        .width(110.0)
        .show_ui(ui, |ui| {
            for one in choices {
                let text = name(&one);
                ui.selectable_value(chosen, one, text);
            }
        })
        .response
        .accessible_name(label);
}
