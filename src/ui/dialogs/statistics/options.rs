//! The rows above the plot: what was counted, the tabs, what can be chosen on each.

use egui::{Align, ComboBox, Layout, Modifiers, Ui};
use strum::IntoEnumIterator as _;

use super::StatisticsReport;
use super::choices::{Choices, Extent, Measure, TOPS, Tab};
use super::saved::SaveKind;
use crate::model::id::Label;
use crate::model::schema::Schema;
use crate::session::Session;
use crate::session::statistics::Grain;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::dialogs::open::Wish;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Segment, TextButton, segmented, text};

/// Which layer, which documents, how much; gives a wish if another count is asked for.
pub fn about_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    report: &mut StatisticsReport,
    session: &Session,
) -> Option<Wish> {
    let tr = ctx.tr;
    let (layer, is_listed) = report.counted();
    let mut wanted = (layer, is_listed);
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        let points = Theme::of(ui).size.text;
        let name = text::weak(ui, tr.get("statistics.layer"), points);
        let layers = session.layers();
        let current = layers.iter().find(|it| Some(it.id) == layer);
        let combo = ComboBox::from_id_salt("layer")
            .selected_text(current.map_or("—", |it| it.name.as_str()))
            .width(150.0)
            .show_ui(ui, |ui| {
                for it in layers {
                    let is_chosen = Some(it.id) == layer;
                    if ui.selectable_label(is_chosen, it.name.as_str()).clicked() {
                        wanted.0 = Some(it.id);
                    }
                }
            });
        combo.response.labelled_by(name.id);
        ui.add_space(6.0);
        let keys = ["statistics.all-documents", "statistics.listed-documents"];
        let mut at = usize::from(is_listed);
        switch(ui, "documents", &keys.map(|key| tr.get(key)), &mut at);
        wanted.1 = at == 1;
        ui.add_space(6.0);
        text::weak(ui, &summary(ctx, report), points);
    });
    let layer = wanted.0.filter(|_| wanted != (layer, is_listed))?;
    let listed = wanted.1;
    ctx.send(Action::CountStatistics { layer, listed });
    Some(Wish::Close)
}

/// What was counted, in a line.
fn summary(ctx: Ctx<'_>, report: &StatisticsReport) -> String {
    let statistics = &report.statistics;
    let mentions: u64 = statistics.labels.iter().map(|it| it.mentions).sum();
    let mut parts = vec![ctx.tr.with(
        "statistics.what",
        &[
            ("documents", &statistics.documents.len()),
            ("mentions", &mentions),
            ("things", &statistics.things.len()),
        ],
    )];
    if !report.needle.is_empty() {
        parts.push(
            ctx.tr
                .with("statistics.filter", &[("text", &report.needle)]),
        );
    }
    if statistics.cancelled {
        parts.push(ctx.tr.get("statistics.cancelled").to_owned());
    }
    parts.join(" · ")
}

/// The tabs, and at the right what can be saved.
pub fn tabs_ui(ui: &mut Ui, ctx: Ctx<'_>, report: &mut StatisticsReport) -> Option<Wish> {
    let mut asked = None;
    ui.horizontal(|ui| {
        let keys: Vec<String> = (1..=Tab::iter().count()).map(|n| n.to_string()).collect();
        let tabs = Tab::iter().zip(&keys);
        let segments: Vec<Segment<'_>> = tabs
            .map(|(tab, key)| Segment {
                label: ctx.tr.get(&tab.key()),
                key,
                badge: 0,
            })
            .collect();
        let mut at = report.choices.tab as usize;
        segmented(ui, "tabs", &segments, &mut at);
        report.choices.tab = Tab::from_repr(at).unwrap_or_default();
        let listens = is_free(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for kind in [SaveKind::Png, SaveKind::Svg, SaveKind::Csv] {
                let name = format!("statistics.save-{}", kind.extension());
                let key = kind.key();
                let button = TextButton::new(ctx.tr.get(&name)).key(key.name());
                let pressed = |ui: &Ui| ui.input_mut(|it| it.consume_key(Modifiers::NONE, key));
                if ui.add(button).clicked() || listens && pressed(ui) {
                    asked = Some(kind);
                }
            }
        });
    });
    let kind = asked?;
    report.saving.ask(kind);
    Some(Wish::StatisticsPath(kind, report.choices.tab.as_str()))
}

/// Whether plain keys are ours: nothing lies over the window and nobody types.
pub fn is_free(ui: &Ui) -> bool {
    let on_top = ui.memory(egui::Memory::top_modal_layer) == Some(ui.layer_id());
    on_top && !egui::Popup::is_any_open(ui.ctx()) && !ui.ctx().text_edit_focused()
}

/// What can be chosen on the tab that is shown.
pub fn options_ui(ui: &mut Ui, ctx: Ctx<'_>, report: &mut StatisticsReport, schema: &Schema) {
    let labels = &report.statistics.labels;
    let names = labels.iter().map(|it| Label::from(it.label.as_str()));
    let names: Vec<String> = names
        .map(|label| ctx.label_name(schema, &label).to_owned())
        .collect();
    ui.horizontal(|ui| {
        ui.set_min_height(30.0);
        let choices = &mut report.choices;
        match choices.tab {
            Tab::Labels => {
                text::weak(
                    ui,
                    ctx.tr.get("statistics.about-labels"),
                    Theme::of(ui).size.text,
                );
            }
            Tab::Things => things_ui(ui, ctx, choices, &names),
            Tab::Time => {
                let mut at = Grain::iter()
                    .position(|it| it == choices.grain)
                    .unwrap_or(0);
                let texts: Vec<&str> = Grain::iter()
                    .map(|it| ctx.tr.get(&format!("statistics.by-{}", it.as_str())))
                    .collect();
                switch(ui, "grain", &texts, &mut at);
                choices.grain = Grain::iter().nth(at).unwrap_or_default();
            }
            Tab::Together => together_ui(ui, ctx, choices, &names),
            Tab::Documents => {
                let mut at = Measure::iter()
                    .position(|it| it == choices.measure)
                    .unwrap_or(0);
                let texts: Vec<&str> = Measure::iter()
                    .map(|it| ctx.tr.get(&format!("statistics.per-{}", it.as_str())))
                    .collect();
                switch(ui, "measure", &texts, &mut at);
                choices.measure = Measure::iter().nth(at).unwrap_or_default();
            }
            Tab::Articles => {
                let mut at = Extent::iter()
                    .position(|it| it == choices.extent)
                    .unwrap_or(0);
                let texts: Vec<&str> = Extent::iter()
                    .map(|it| ctx.tr.get(&format!("statistics.of-{}", it.as_str())))
                    .collect();
                switch(ui, "extent", &texts, &mut at);
                choices.extent = Extent::iter().nth(at).unwrap_or_default();
            }
            Tab::Pace => {
                let keys = ["statistics.by-day", "statistics.by-person"];
                let mut at = usize::from(choices.by_person);
                switch(ui, "pace", &keys.map(|key| ctx.tr.get(key)), &mut at);
                if choices.by_person != (at == 1) {
                    choices.sort(None);
                }
                choices.by_person = at == 1;
            }
        }
    });
}

fn things_ui(ui: &mut Ui, ctx: Ctx<'_>, choices: &mut Choices, names: &[String]) {
    let mut at = choices.label.map_or(0, |label| label + 1);
    let all = ctx.tr.get("statistics.all-labels");
    let texts: Vec<&str> = [all]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .collect();
    combo(ui, ctx.tr.get("statistics.label"), &texts, &mut at);
    choices.label = at.checked_sub(1);
    ui.add_space(6.0);
    let tops = TOPS.map(|top| ctx.tr.with("statistics.top", &[("n", &top)]));
    let mut at = TOPS.iter().position(|top| *top == choices.top).unwrap_or(0);
    switch(ui, "top", &tops.each_ref().map(String::as_str), &mut at);
    choices.top = TOPS.get(at).copied().unwrap_or(choices.top);
}

fn together_ui(ui: &mut Ui, ctx: Ctx<'_>, choices: &mut Choices, names: &[String]) {
    let texts: Vec<&str> = names.iter().map(String::as_str).collect();
    combo(
        ui,
        ctx.tr.get("statistics.rows"),
        &texts,
        &mut choices.pair.0,
    );
    ui.add_space(6.0);
    combo(
        ui,
        ctx.tr.get("statistics.columns"),
        &texts,
        &mut choices.pair.1,
    );
    ui.add_space(6.0);
    text::weak(
        ui,
        ctx.tr.get("statistics.about-together"),
        Theme::of(ui).size.text,
    );
}

fn switch(ui: &mut Ui, salt: &str, texts: &[&str], at: &mut usize) {
    let segments: Vec<Segment<'_>> = texts
        .iter()
        .map(|label| Segment {
            label,
            key: "",
            badge: 0,
        })
        .collect();
    segmented(ui, salt, &segments, at);
}

fn combo(ui: &mut Ui, name: &str, texts: &[&str], at: &mut usize) {
    let label = text::weak(ui, name, Theme::of(ui).size.text);
    let shown = texts.get(*at).copied().unwrap_or("—");
    let combo = ComboBox::from_id_salt(name)
        .selected_text(shown)
        .width(130.0)
        .show_ui(ui, |ui| {
            for (place, text) in texts.iter().enumerate() {
                if ui.selectable_label(place == *at, *text).clicked() {
                    *at = place;
                }
            }
        });
    combo.response.labelled_by(label.id);
}
