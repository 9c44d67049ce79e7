//! Which record does a mention mean? Offers with their reasons, likeliest first; typing
//! looks for others, Enter links, the last line makes a new record.

use std::collections::BTreeMap;

use egui::{Context, Id, Key, Modifiers, ScrollArea, Ui, pos2};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::edit::verbs::authorities;
use crate::model::authority::Authority;
use crate::model::id::{AuthorityId, EntityId};
use crate::model::layer::Scope;
use crate::session::Session;
use crate::session::authorities::{Linking, Offer, Target};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::records::{RecordAction, RecordChoice, words};
use crate::ui::theme::Theme;
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{Elided, Icon, Row, text};

/// Height of an offer.
const ROW: f32 = 42.0;
/// Code points on either side of a mention that tell records apart.
const SEEN: usize = 8;
/// Code points of a surface that are shown in the title.
const TITLE: usize = 24;

/// The dialog with what was typed into it.
#[derive(Debug, Clone)]
pub struct LinkForm {
    /// The mention, and what its page says.
    pub linking: Linking,
    /// What was typed.
    pub typed: String,
    /// The line that Enter takes.
    pub cursor: usize,
    /// What is offered, and for what.
    pub offers: Option<(String, Vec<Offer>)>,
    /// Where records that share a name are mentioned first.
    pub seen: BTreeMap<AuthorityId, String>,
}

impl LinkForm {
    /// The dialog as it opens.
    pub fn new(linking: Linking) -> Self {
        Self {
            linking,
            typed: String::new(),
            cursor: 0,
            offers: None,
            seen: BTreeMap::new(),
        }
    }

    /// The name that a new record would get.
    fn name(&self) -> String {
        let typed = authorities::one_line(&self.typed);
        if typed.is_empty() {
            self.linking.surface.clone()
        } else {
            typed
        }
    }

    fn offers(&self) -> &[Offer] {
        self.offers.as_ref().map_or(&[], |(_, offers)| offers)
    }

    /// Looks for offers if something else was typed.
    fn follow(&mut self, egui: &Context, session: &Session) {
        if self
            .offers
            .as_ref()
            .is_none_or(|(for_, _)| *for_ != self.typed)
        {
            let offers = session.offers(&self.linking, &self.typed);
            for id in offers.iter().filter(|it| it.twin).filter_map(record_of) {
                self.seen.entry(id).or_insert_with(|| seen(session, id));
            }
            self.offers = Some((self.typed.clone(), offers));
            // The dialog takes a frame to get its new height.
            egui.request_repaint();
            self.cursor = 0;
        }
    }

    /// What a line stands for; the line after the offers is a new record.
    fn choice(&self, at: usize) -> Option<RecordChoice> {
        let label = &self.linking.label;
        match self.offers().get(at).map(|offer| &offer.target) {
            Some(Target::Record(id)) => Some(RecordChoice::There(*id)),
            Some(Target::Place(place)) => Some(RecordChoice::New(Box::new(place.record(label)))),
            None => {
                let mut record = authorities::record(label, &self.name()).ok()?;
                // What the page says is a name of the thing, too.
                record.aliases.push(self.linking.surface.clone());
                Some(RecordChoice::New(Box::new(record)))
            }
        }
    }
}

/// The record that is offered, if it is one.
fn record_of(offer: &Offer) -> Option<AuthorityId> {
    match offer.target {
        Target::Record(id) => Some(id),
        Target::Place(_) => None,
    }
}

/// The words around the first mention of a record.
fn seen(session: &Session, id: AuthorityId) -> String {
    let list = session.mentions_of(id, session.layer(), None, 1);
    let list = list.inspect_err(|error| log::warn!("a mention cannot be read: {error}"));
    let first = list.ok().and_then(|list| list.found.into_iter().next());
    first.map_or_else(String::new, |mention| {
        let [before, name, after] = mention.words.each_ref().map(|it| words::flat(it));
        let count = before.chars().count();
        let head: String = before.chars().skip(count.saturating_sub(SEEN)).collect();
        let tail: String = after.chars().take(SEEN).collect();
        format!("…{head}{name}{tail}…")
    })
}

/// Draws the dialog.
pub fn link_record_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &mut LinkForm,
    session: Option<&Session>,
) -> Wish {
    let Some(session) = session else {
        return Wish::Close;
    };
    let tr = ctx.tr;
    form.follow(egui, session);
    let surface: String = form.linking.surface.chars().take(TITLE).collect();
    let title = tr.with("link-record.title", &[("what", &surface)]);
    let lines = form.offers().len() + 1;
    move_cursor(egui, &mut form.cursor, lines);
    let waits = ctx.waits();
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("link-record.link")).blocked(waits),
    ];
    let height = egui.content_rect().height() - 300.0;
    let answer = Dialog::new(Id::unique("link record dialog"), &title)
        .width(560.0)
        .show(egui, &buttons, |ui| {
            let field = form::text_row(ui, tr.get("link-record.find"), &mut form.typed, &surface);
            form::focus_first(ui, &field);
            form.follow(egui, session);
            ui.add_space(4.0);
            if form.offers().iter().any(|offer| offer.twin) {
                let theme = Theme::of(ui);
                text::colored(
                    ui,
                    tr.get("link-record.twins"),
                    theme.size.small,
                    theme.warn,
                );
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical()
                .max_height(height.max(3.0 * ROW))
                .auto_shrink([false, true])
                .show(ui, |ui| rows_ui(ui, ctx, session, form))
                .inner
        });
    let chosen = match (answer.inner, answer.pressed) {
        (Some(clicked), _) if waits.is_none() => clicked,
        (_, Some(1)) => form.cursor,
        (_, Some(_)) => return Wish::Close,
        (_, None) => return Wish::Stay,
    };
    if let Some(choice) = form.choice(chosen) {
        let (scope, mention) = (form.linking.scope, form.linking.mention);
        ctx.send(Action::Record(RecordAction::Link(scope, mention, choice)));
    }
    Wish::Close
}

fn move_cursor(egui: &Context, cursor: &mut usize, count: usize) {
    let pressed = |key| egui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        *cursor += 1;
    }
    if pressed(Key::ArrowUp) {
        *cursor = cursor.saturating_sub(1);
    }
    *cursor = (*cursor).min(count.saturating_sub(1));
}

/// The line that was clicked, if one was.
fn rows_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, form: &LinkForm) -> Option<usize> {
    let mut clicked = None;
    for (at, offer) in form.offers().iter().enumerate() {
        let (name, about) = match &offer.target {
            Target::Record(id) => match session.authority(*id) {
                Some(record) => (record.canonical.clone(), told_apart(form, record)),
                None => continue,
            },
            Target::Place(place) => (place.name.clone(), words::about_place(place)),
        };
        let mut whys: Vec<_> = offer
            .whys
            .iter()
            .map(|why| ctx.tr.get(&format!("why.{}", why.as_str())))
            .collect();
        if matches!(offer.target, Target::Place(_)) {
            whys.push(ctx.tr.get("link-record.not-yet"));
        }
        let now = matches!(offer.target, Target::Record(id) if Some(id) == form.linking.now);
        if row_ui(
            ui,
            [&name, &about, &whys.join(" · ")],
            at == form.cursor,
            now,
        ) {
            clicked = Some(at);
        }
    }
    let at = form.offers().len();
    let new = ctx.tr.with("link-record.new", &[("what", &form.name())]);
    let about = ctx.tr.get("link-record.new-about");
    if row_ui(ui, [&new, "", about], at == form.cursor, false) {
        clicked = Some(at);
    }
    clicked
}

/// What tells a record apart from others: what it says, and if it shares its name with
/// others where it is mentioned.
fn told_apart(form: &LinkForm, record: &Authority) -> String {
    let seen = form.seen.get(&record.id).cloned().unwrap_or_default();
    let parts = [words::about(record), seen];
    let parts: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(" · ")
}

/// One line with name, what tells it apart, and reasons; true if it was clicked.
fn row_ui(ui: &mut Ui, [name, about, whys]: [&str; 3], cursor: bool, now: bool) -> bool {
    let theme = Theme::of(ui);
    let (rect, response) = Row::new(name, ROW).selected(cursor).rounded().show(ui);
    if cursor && !ui.clip_rect().contains_rect(rect) {
        ui.scroll_to_rect(rect, None);
    }
    let inner = rect.shrink2(egui::vec2(10.0, 5.0));
    let mut left = inner.left();
    if now {
        let at = pos2(left + 6.0, inner.top() + 8.0);
        Icon::Check.paint(ui.painter(), at, 12.0, theme.accent);
        left += 18.0;
    }
    let (galley, _) = cut_end(ui, name, theme.size.text, (inner.right() - left) * 0.62);
    let end = left + galley.size().x + 10.0;
    ui.painter()
        .galley(pos2(left, inner.top() - 1.0), galley, theme.text);
    let (galley, _) = cut_end(ui, about, theme.size.small, inner.right() - end);
    let at = pos2(inner.right() - galley.size().x, inner.top());
    ui.painter().galley(at, galley, theme.weak);
    let (galley, _) = cut_end(ui, whys, theme.size.small, inner.width());
    let at = pos2(inner.left(), inner.bottom() - galley.size().y + 1.0);
    ui.painter().galley(at, galley, theme.weak);
    response.clicked()
}

/// The other mentions of a page that read as one that was just linked.
#[derive(Debug, Clone)]
pub struct LinkMoreForm {
    /// The page.
    pub scope: Scope,
    /// The mentions.
    pub mentions: Vec<EntityId>,
    /// What they read.
    pub surface: String,
    /// The record.
    pub record: AuthorityId,
    /// Its name.
    pub name: String,
}

/// Draws the offer to link them, too.
pub fn link_more_ui(egui: &Context, ctx: Ctx<'_>, form: &LinkMoreForm) -> Wish {
    let tr = ctx.tr;
    let count = form.mentions.len();
    let link = tr.with("link-more.link", &[("n", &count)]);
    let buttons = [
        DialogButton::cancel(tr.get("link-more.only-this")),
        DialogButton::default_action(&link).blocked(ctx.waits()),
    ];
    let answer = Dialog::new(Id::unique("link more dialog"), tr.get("link-more.title"))
        .width(420.0)
        .show(egui, &buttons, |ui| {
            let surface: String = form.surface.chars().take(TITLE).collect();
            let what = [("n", &count as &dyn std::fmt::Display), ("what", &surface)];
            ui.add(egui::Label::new(tr.with("link-more.count", &what)).wrap());
            let into = tr.with("link-more.into", &[("name", &form.name)]);
            ui.add(Elided::new(&into).color(Theme::of(ui).weak));
        });
    match answer.pressed {
        Some(1) => {
            let mentions = form.mentions.clone();
            let all = RecordAction::LinkAll(form.scope, mentions, form.record);
            ctx.send(Action::Record(all));
            Wish::Close
        }
        Some(_) => Wish::Close,
        None => Wish::Stay,
    }
}
