//! Attributes of mentions, articles and records, edited where they stand: a field for
//! texts and numbers, the values side by side for choices and for yes or no.

use egui::{Id, TextEdit, Ui, vec2};

use super::action::Action;
use super::context::Ctx;
use super::theme::Theme;
use super::view_state::ViewState;
use super::widgets::elided::cut_end;
use super::widgets::{Chosen, choice};
use crate::model::entity::{AttributeValue, Attributes};
use crate::model::id::{ArticleId, AuthorityId, EntityId};
use crate::model::schema::{AttributeDef, AttributeKind};

/// The names of attributes take no more than this share of the width.
const NAMES: f32 = 0.42;

/// What has attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A mention of the page.
    Entity(EntityId),
    /// An article of the page.
    Article(ArticleId),
    /// An authority record.
    Record(AuthorityId),
}

/// The value of an attribute while it is being typed.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingAttribute {
    /// What has it.
    pub owner: Owner,
    /// The attribute, as the schema names it.
    pub name: String,
    /// Whether it takes a number.
    pub is_number: bool,
    /// What has been typed.
    pub text: String,
    /// The field; while it has the keyboard the typing goes on.
    pub widget: Id,
}

impl PendingAttribute {
    /// What the attribute becomes: an empty field clears it. `None` if a number
    /// belongs there and none stands there; the old one then stays.
    pub fn value(&self) -> Option<Option<AttributeValue>> {
        let text = self.text.trim();
        if text.is_empty() {
            return Some(None);
        }
        Some(Some(if self.is_number {
            AttributeValue::Number(number(text)?)
        } else {
            AttributeValue::Text(text.to_owned())
        }))
    }
}

/// A finite number, its digits and signs as wide as letters or as Han characters.
fn number(text: &str) -> Option<f64> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '．' => '.',
        '－' | '−' => '-',
        other => other,
    };
    let text: String = text.chars().map(narrow).collect();
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// What an attribute, named as the schema does, was set to; `None` is no value.
pub type Setting = (String, Option<AttributeValue>);

/// Draws all attributes of `owner`; a choice that was made just now is sent.
/// With `focus` the first of them gets the keyboard, and `focus` is taken back.
pub fn attributes_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    owner: Owner,
    defs: &[AttributeDef],
    values: &Attributes,
    pending: &mut Option<PendingAttribute>,
    focus: &mut bool,
) {
    // In a panel only one is typed at a time: it is saved when its field is left.
    let mut typed = Vec::from_iter(pending.take());
    let set = attribute_rows(ui, ctx, owner, defs, values, &mut typed, focus);
    *pending = typed.pop();
    if let Some((name, value)) = set {
        ctx.send(Action::SetAttribute(owner, name, value));
    }
}

/// As [`attributes_ui`], but returns the choice that was made, and keeps what is typed
/// into each field apart. What cannot be changed now is only shown.
pub fn attribute_rows(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    owner: Owner,
    defs: &[AttributeDef],
    values: &Attributes,
    pending: &mut Vec<PendingAttribute>,
    focus: &mut bool,
) -> Option<Setting> {
    let mut set = None;
    let size = Theme::of(ui).size;
    let most = ui.available_width() * NAMES;
    let widest = |def: &AttributeDef| {
        cut_end(ui, ctx.name(&def.name), size.small, most)
            .0
            .size()
            .x
    };
    let column = defs.iter().map(widest).fold(0.0, f32::max) + 8.0;
    let changes = ctx.env.writable && !ctx.env.changing;
    for def in defs {
        let value = values.get(&def.id);
        ui.horizontal(|ui| {
            if !changes {
                ui.disable();
            }
            let name = name_ui(ui, ctx, def, value, column);
            let row = AttributeRow {
                owner,
                def,
                value,
                name,
            };
            let (field, chosen) = row.show(ui, ctx, pending);
            if let Some(value) = chosen {
                set = Some((def.id.clone(), value));
            }
            if std::mem::take(focus) {
                field.request_focus();
                field.scroll_to_me(None);
            }
        });
    }
    set
}

/// The name of an attribute; what is missing is pointed out.
fn name_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    def: &AttributeDef,
    value: Option<&AttributeValue>,
    column: f32,
) -> egui::Response {
    let theme = Theme::of(ui);
    let missing = def.required && value.is_none();
    let (galley, cut) = cut_end(ui, ctx.name(&def.name), theme.size.small, column - 8.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(column, theme.size.row), egui::Sense::hover());
    let color = if missing { theme.warn } else { theme.weak };
    let at = super::widgets::text::centered(rect.left(), rect.center().y, &galley);
    ui.painter().galley(at, galley, color);
    if missing {
        let mark = egui::pos2(rect.right() - 4.0, rect.center().y);
        ui.painter().circle_filled(mark, 2.5, theme.warn);
    }
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, ctx.name(&def.name)));
    let response = if missing {
        response.on_hover_text(ctx.tr.get("attributes.missing"))
    } else {
        response
    };
    if cut {
        response.on_hover_text(ctx.name(&def.name))
    } else {
        response
    }
}

/// One attribute.
struct AttributeRow<'a> {
    owner: Owner,
    def: &'a AttributeDef,
    value: Option<&'a AttributeValue>,
    name: egui::Response,
}

impl AttributeRow<'_> {
    /// Draws what is to be filled in, and returns what was chosen in it.
    fn show(
        &self,
        ui: &mut Ui,
        ctx: Ctx<'_>,
        pending: &mut Vec<PendingAttribute>,
    ) -> (egui::Response, Option<Option<AttributeValue>>) {
        match &self.def.kind {
            AttributeKind::YesNo => {
                let names = [ctx.tr.get("attributes.yes"), ctx.tr.get("attributes.no")];
                let chosen = match self.value {
                    Some(AttributeValue::Flag(flag)) => Some(usize::from(!flag)),
                    _ => None,
                };
                let flag = |at| AttributeValue::Flag(at == 0);
                self.choose(ui, ctx, &names, chosen, flag)
            }
            AttributeKind::Choice(choices) => {
                let shown: Vec<_> = choices.iter().map(|it| self.def.shown(it)).collect();
                let names: Vec<_> = shown.iter().map(|it| ctx.name(it)).collect();
                let chosen = choices.iter().position(
                    |it| matches!(self.value, Some(AttributeValue::Text(text)) if text == it),
                );
                let text =
                    |at: usize| AttributeValue::Text(choices.get(at).cloned().unwrap_or_default());
                self.choose(ui, ctx, &names, chosen, text)
            }
            AttributeKind::Text | AttributeKind::Number => (self.field(ui, ctx, pending), None),
        }
    }

    fn choose(
        &self,
        ui: &mut Ui,
        ctx: Ctx<'_>,
        names: &[&str],
        chosen: Option<usize>,
        value: impl Fn(usize) -> AttributeValue,
    ) -> (egui::Response, Option<Option<AttributeValue>>) {
        let name = ctx.name(&self.def.name);
        let (response, answer) = choice(ui, self.id(ui), name, names, chosen);
        let answer = answer.map(|it| match it {
            Chosen::Value(at) => Some(value(at)),
            Chosen::Nothing => None,
        });
        (response, answer)
    }

    /// A dialog can show what the panel under it shows, too.
    fn id(&self, ui: &Ui) -> Id {
        Id::unique(("attribute", ui.layer_id(), self.owner, &self.def.id))
    }

    fn field(
        &self,
        ui: &mut Ui,
        ctx: Ctx<'_>,
        pending: &mut Vec<PendingAttribute>,
    ) -> egui::Response {
        let is_number = self.def.kind == AttributeKind::Number;
        let is_this = |it: &PendingAttribute| it.owner == self.owner && it.name == self.def.id;
        let waiting = pending.iter().find(|it| is_this(it));
        let wrong = waiting.is_some_and(|it| it.value().is_none());
        let mut edited = waiting.map_or_else(|| shown(self.value), |it| it.text.clone());
        let missing = self.def.required && self.value.is_none();
        let hint = if missing {
            ctx.tr.get("attributes.required")
        } else {
            ""
        };
        let mut field = TextEdit::singleline(&mut edited)
            .id(self.id(ui))
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        if wrong {
            field = field.text_color(Theme::of(ui).danger);
        }
        let waits = waiting.is_some();
        let mut response = ui.add(field).labelled_by(self.name.id);
        if wrong {
            response = response.on_hover_text(ctx.tr.get("attributes.no-number"));
        }
        // Enter lets go of the field in the very frame in which it took the last letters.
        if response.changed() || (response.has_focus() && waits) {
            pending.retain(|it| !is_this(it));
            pending.push(PendingAttribute {
                owner: self.owner,
                name: self.def.id.clone(),
                is_number,
                text: edited,
                widget: response.id,
            });
        }
        response
    }
}

/// Has what was typed into an attribute saved as soon as its field has lost the
/// keyboard, wherever the keyboard has gone; while a job changes the project it waits.
pub fn settle_attribute(ui: &Ui, ctx: Ctx<'_>, view: &ViewState) {
    let typing = |it: &PendingAttribute| ui.memory(|memory| memory.has_focus(it.widget));
    if !ctx.env.changing && view.attribute.as_ref().is_some_and(|it| !typing(it)) {
        ctx.send(Action::SettleAttribute);
    }
}

fn shown(value: Option<&AttributeValue>) -> String {
    match value {
        Some(AttributeValue::Text(text)) => text.clone(),
        Some(AttributeValue::Number(number)) => number.to_string(),
        Some(AttributeValue::Flag(flag)) => flag.to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, is_number: bool) -> Option<Option<AttributeValue>> {
        let pending = PendingAttribute {
            owner: Owner::Entity(EntityId::new()),
            name: "n".to_owned(),
            is_number,
            text: text.to_owned(),
            widget: Id::unique("field"),
        };
        pending.value()
    }

    #[test]
    fn what_is_no_number_changes_nothing_and_an_empty_field_clears() {
        assert_eq!(typed(" ", true), Some(None));
        assert_eq!(
            typed("１２．５", true),
            Some(Some(AttributeValue::Number(12.5)))
        );
        for text in ["x", "1e999", "NaN", "inf", "1 2"] {
            assert_eq!(typed(text, true), None, "{text}");
        }
        let text = AttributeValue::Text("x y".into());
        assert_eq!(typed(" x y ", false), Some(Some(text)));
        assert_eq!(typed("", false), Some(None));
    }
}
