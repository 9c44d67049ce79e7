//! Changing records: what one says, which of two stays, what the record of some mentions
//! is called.

use egui::{Context, Id, Key, Modifiers, ScrollArea, TextEdit, Ui};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::edit::verbs::authorities;
use crate::model::authority::Authority;
use crate::model::entity::{Attributes, set_value};
use crate::model::id::EntityId;
use crate::model::schema::AttributeDef;
use crate::session::Session;
use crate::ui::action::Action;
use crate::ui::attributes::{Owner, PendingAttribute, attribute_rows};
use crate::ui::context::Ctx;
use crate::ui::env::Blocked;
use crate::ui::records::{RecordAction, words};
use crate::ui::theme::Theme;
use crate::ui::widgets::{Elided, text};

/// Height of a line of a field with several, in points, its share of the edge included.
const LINE: f32 = 22.0;
/// Attributes take no more height than this, in points; more of them scroll.
const ATTRIBUTES: f32 = 190.0;

/// What a record says, as it is edited.
#[derive(Debug, Clone)]
pub struct RecordForm {
    /// The record as it was.
    pub before: Authority,
    canonical: String,
    /// One a line.
    aliases: String,
    code: String,
    note: String,
    attributes: Attributes,
    /// What is being typed into the attributes, and what is no number.
    pending: Vec<PendingAttribute>,
}

impl RecordForm {
    /// The dialog as it opens.
    pub fn new(before: Authority) -> Self {
        Self {
            canonical: before.canonical.clone(),
            aliases: before.aliases.join("\n"),
            code: before.code.clone().unwrap_or_default(),
            note: before.note.clone(),
            attributes: before.attributes.clone(),
            pending: Vec::new(),
            before,
        }
    }

    /// Puts what was typed over a record that others have changed meanwhile. What was
    /// not touched here becomes as they have it.
    pub fn rebase(&mut self, now: Authority) {
        let old = Self::new(self.before.clone());
        let mut new = Self::new(now);
        let fields = [
            (&mut new.canonical, &self.canonical, &old.canonical),
            (&mut new.aliases, &self.aliases, &old.aliases),
            (&mut new.code, &self.code, &old.code),
            (&mut new.note, &self.note, &old.note),
        ];
        for (new, typed, old) in fields {
            if typed != old {
                new.clone_from(typed);
            }
        }
        for name in self.attributes.keys().chain(old.attributes.keys()) {
            let typed = self.attributes.get(name);
            if typed != old.attributes.get(name) {
                set_value(&mut new.attributes, name, typed.cloned());
            }
        }
        new.pending = std::mem::take(&mut self.pending);
        *self = new;
    }

    fn after(&self) -> Authority {
        Authority {
            canonical: self.canonical.clone(),
            aliases: self.aliases.lines().map(str::to_owned).collect(),
            code: Some(self.code.clone()),
            note: self.note.clone(),
            attributes: self.attributes.clone(),
            ..self.before.clone()
        }
    }

    /// Takes what was typed into the attributes for their values. What is no number is
    /// left there, and returned as the key of the sentence that says so.
    fn settle(&mut self) -> Option<&'static str> {
        let mut trouble = None;
        for typed in &self.pending {
            match typed.value() {
                Some(value) => set_value(&mut self.attributes, &typed.name, value),
                None => trouble = Some("attributes.no-number"),
            }
        }
        trouble
    }

    fn attributes_ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, defs: &[AttributeDef]) {
        let owner = Owner::Record(self.before.id);
        let (values, pending) = (&self.attributes, &mut self.pending);
        let set = attribute_rows(ui, ctx, owner, defs, values, pending, &mut false);
        if let Some((name, value)) = set {
            set_value(&mut self.attributes, &name, value);
        }
        self.settle();
        let typing = |it: &PendingAttribute| ui.memory(|memory| memory.has_focus(it.widget));
        self.pending.retain(|it| typing(it) || it.value().is_none());
    }
}

/// Draws the dialog in which a record is edited.
pub fn record_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &mut RecordForm,
    session: Option<&Session>,
) -> Wish {
    let tr = ctx.tr;
    let defs = session.map_or(&[][..], |it| &it.schema().record_attributes);
    let no_number = form.settle();
    let no_name = authorities::tidied(form.after()).is_err();
    let blocked = no_name.then_some("refusal.no-name").or(no_number);
    let waits = ctx.waits();
    let blocked = blocked.map(|key| tr.get(key)).or(waits);
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("dialog.ok")).blocked(blocked),
    ];
    let saves = egui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let answer = Dialog::new(Id::unique("record dialog"), tr.get("record.title"))
        .width(520.0)
        .show(egui, &buttons, |ui| {
            let name = tr.get("record.canonical");
            let field = form::text_row(ui, name, &mut form.canonical, "");
            form::focus_first(ui, &field);
            let hint = tr.get("record.aliases-hint");
            lines_row(ui, tr.get("record.aliases"), &mut form.aliases, hint, 4);
            let hint = tr.get("record.code-hint");
            form::text_row(ui, tr.get("record.code"), &mut form.code, hint);
            lines_row(ui, tr.get("record.note"), &mut form.note, "", 3);
            if !defs.is_empty() {
                ui.add_space(4.0);
                ScrollArea::vertical()
                    .max_height(ATTRIBUTES)
                    .show(ui, |ui| form.attributes_ui(ui, ctx, defs));
                ui.add_space(4.0);
            }
            text::weak(ui, tr.get("record.keys"), Theme::of(ui).size.small);
        });
    let no_number = form.settle();
    match (answer.pressed, authorities::tidied(form.after())) {
        (Some(0), _) => Wish::Close,
        (pressed, Ok(after)) if no_number.or(waits).is_none() && (pressed.is_some() || saves) => {
            if after != form.before {
                let edit = RecordAction::Edit(Box::new([form.before.clone(), after]));
                ctx.send(Action::Record(edit));
            }
            Wish::Close
        }
        _ => Wish::Stay,
    }
}

/// Why no job can begin now, as a sentence, if one is running.
fn runs(ctx: Ctx<'_>) -> Option<&'static str> {
    let busy = ctx.env.busy;
    busy.then(|| ctx.tr.get(Blocked::Busy.key()))
}

/// A row of the form with several lines of text.
fn lines_row(ui: &mut Ui, label: &str, value: &mut String, hint: &str, rows: usize) {
    form::row(ui, label, |ui, name| {
        ScrollArea::vertical()
            .id_salt(label)
            .max_height(rows as f32 * LINE)
            .min_scrolled_height(rows as f32 * LINE)
            .show(ui, |ui| {
                let edit = TextEdit::multiline(value)
                    .hint_text(hint)
                    .desired_rows(rows)
                    .desired_width(f32::INFINITY);
                ui.add(edit).labelled_by(name.id);
            });
    });
}

/// Two records that are to be one.
#[derive(Debug, Clone)]
pub struct MergeForm {
    /// The records, each with how often it is mentioned, as far as that is known.
    pub records: [(Authority, Option<u64>); 2],
    /// Whether the second one stays.
    pub second: bool,
}

/// Draws the dialog that asks which record stays.
pub fn merge_records_ui(egui: &Context, ctx: Ctx<'_>, form: &mut MergeForm) -> Wish {
    let tr = ctx.tr;
    let pressed = |key| egui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) || pressed(Key::ArrowUp) {
        form.second = !form.second;
    }
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("merge-records.merge")).blocked(runs(ctx)),
    ];
    let title = tr.get("merge-records.title");
    let answer = Dialog::new(Id::unique("merge records dialog"), title)
        .width(480.0)
        .show(egui, &buttons, |ui| {
            for (at, (record, count)) in form.records.iter().enumerate() {
                let count = count.map_or_else(|| "…".to_owned(), |n| n.to_string());
                let name: String = record.canonical.chars().take(40).collect();
                let what = [("name", &name as &dyn std::fmt::Display), ("n", &count)];
                let stays = tr.with("merge-records.keep", &what);
                let chosen = form.second == (at == 1);
                if ui.radio(chosen, stays).clicked() {
                    form.second = at == 1;
                }
                let about = words::about(record);
                let indent = egui::Frame::new().inner_margin(egui::Margin {
                    left: 22,
                    ..egui::Margin::ZERO
                });
                if !about.is_empty() {
                    indent.show(ui, |ui| {
                        let theme = Theme::of(ui);
                        let about = Elided::new(&about).size(theme.size.small);
                        ui.add(about.color(theme.weak));
                    });
                }
                ui.add_space(4.0);
            }
            let weak = Theme::of(ui).weak;
            let note = egui::RichText::new(tr.get("merge-records.note")).color(weak);
            ui.add(egui::Label::new(note).wrap());
        });
    match answer.pressed {
        Some(1) => {
            let [(first, _), (second, _)] = &form.records;
            let (kept, gone) = if form.second {
                (second.id, first.id)
            } else {
                (first.id, second.id)
            };
            ctx.send(Action::Record(RecordAction::Merge { kept, gone }));
            Wish::Close
        }
        Some(_) => Wish::Close,
        None => Wish::Stay,
    }
}

/// Mentions that get a record of their own.
#[derive(Debug, Clone)]
pub struct SplitForm {
    /// The record that they have.
    pub from: Authority,
    /// The mentions.
    pub mentions: Vec<EntityId>,
    /// The name of the new record.
    pub name: String,
    /// What tells it apart from the old one.
    pub note: String,
}

/// Draws the dialog that asks for the name of the new record.
pub fn split_record_ui(egui: &Context, ctx: Ctx<'_>, form: &mut SplitForm) -> Wish {
    let tr = ctx.tr;
    let new = authorities::record(&form.from.label, &form.name);
    let blocked = new.is_err().then(|| tr.get("refusal.no-name"));
    let blocked = blocked.or(runs(ctx));
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("split-record.split")).blocked(blocked),
    ];
    let title = tr.with("split-record.title", &[("n", &form.mentions.len())]);
    let answer = Dialog::new(Id::unique("split record dialog"), &title)
        .width(480.0)
        .show(egui, &buttons, |ui| {
            let field = form::text_row(ui, tr.get("record.canonical"), &mut form.name, "");
            form::focus_first(ui, &field);
            let hint = tr.get("split-record.note-hint");
            form::text_row(ui, tr.get("record.note"), &mut form.note, hint);
        });
    match (answer.pressed, new) {
        (Some(1), Ok(new)) => {
            let new = Box::new(Authority {
                note: form.note.clone(),
                ..new
            });
            let split = RecordAction::Split(form.from.id, new, form.mentions.clone());
            ctx.send(Action::Record(split));
            Wish::Close
        }
        (Some(_), _) => Wish::Close,
        (None, _) => Wish::Stay,
    }
}

#[cfg(test)]
mod tests {
    use egui::{Event, RawInput};

    use super::*;
    use crate::model::entity::AttributeValue;
    use crate::model::id::{AuthorityId, Label};
    use crate::ui::action::Actions;
    use crate::ui::env::CommandEnv;
    use crate::ui::i18n::{Language, Tr};
    use crate::ui::prefs::Prefs;

    fn record() -> Authority {
        Authority {
            id: AuthorityId::new(),
            label: Label::from("CITY"),
            canonical: "陇南市".to_owned(),
            aliases: vec!["陇南".to_owned()],
            code: None,
            note: String::new(),
            attributes: Attributes::default(),
        }
    }

    fn typed(form: &mut RecordForm, name: &str, is_number: bool, text: &str) {
        form.pending.push(PendingAttribute {
            owner: Owner::Record(form.before.id),
            name: name.to_owned(),
            is_number,
            text: text.to_owned(),
            widget: Id::unique(name),
        });
    }

    #[test]
    fn every_field_that_is_no_number_blocks_and_the_others_count() {
        let mut form = RecordForm::new(record());
        typed(&mut form, "people", true, "约30万");
        typed(&mut form, "topic", false, "水");
        assert_eq!(form.settle(), Some("attributes.no-number"));
        assert_eq!(form.pending[0].text, "约30万");
        let topic = AttributeValue::Text("水".to_owned());
        assert_eq!(form.attributes.get("topic"), Some(&topic));
        assert_eq!(form.attributes.get("people"), None);
        form.pending[0].text = "300000".to_owned();
        assert_eq!(form.settle(), None);
        assert_eq!(form.attributes.len(), 2);
    }

    #[test]
    fn what_others_changed_meanwhile_is_kept_where_nothing_was_typed() {
        let before = record();
        let mut form = RecordForm::new(before.clone());
        form.canonical = "甘肃省陇南市".to_owned();
        typed(&mut form, "topic", false, "水");
        form.settle();
        let mut now = Authority {
            note: "别处所写".to_owned(),
            aliases: Vec::new(),
            ..before
        };
        set_value(
            &mut now.attributes,
            "first",
            Some(AttributeValue::Flag(true)),
        );
        form.rebase(now.clone());
        assert_eq!(form.before, now);
        let after = form.after();
        assert_eq!(after.canonical, "甘肃省陇南市");
        assert_eq!((after.note, after.aliases), (now.note, Vec::new()));
        let names: Vec<_> = after.attributes.into_keys().collect();
        assert_eq!(names, ["first", "topic"]);
    }

    /// What the dialog wants after Ctrl+Enter, and whether it asked for anything.
    fn saved(form: &mut RecordForm, changing: bool) -> (Wish, bool) {
        let (prefs, actions) = (Prefs::default(), Actions::default());
        let env = CommandEnv {
            changing,
            ..CommandEnv::default()
        };
        let ctx = Ctx {
            tr: Tr::new(Language::En),
            prefs: &prefs,
            env: &env,
            actions: &actions,
        };
        let enter = Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::COMMAND,
        };
        let input = RawInput {
            events: vec![enter],
            ..RawInput::default()
        };
        let mut wish = Wish::Stay;
        let output = Context::default().run_ui(input, |ui| {
            wish = record_ui(ui.ctx(), ctx, form, None);
        });
        output.drop_without_applying_deltas();
        (wish, actions.is_waiting())
    }

    #[test]
    fn the_dialog_stays_as_it_is_while_a_job_changes_the_project() {
        let mut form = RecordForm::new(record());
        form.note = "写了很久".to_owned();
        assert_eq!(saved(&mut form, true), (Wish::Stay, false));
        assert_eq!(form.note, "写了很久");
        assert_eq!(saved(&mut form, false), (Wish::Close, true));
    }
}
