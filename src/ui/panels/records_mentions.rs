//! Where the chosen record is mentioned: by document, each mention with the words
//! around it, the name in one column.

use egui::{ScrollArea, Ui, pos2};

use crate::model::authority::Authority;
use crate::session::Session;
use crate::session::authorities::MentionAt;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::records::RecordAction;
use crate::ui::records::state::{MentionLine, RecordsState};
use crate::ui::records::words::flat;
use crate::ui::theme::Theme;
use crate::ui::widgets::elided::{cut_end, cut_start};
use crate::ui::widgets::{Icon, Row, text};

/// Height of a line.
const ROW: f32 = 23.0;
/// Where the name begins, as a share of the width.
const COLUMN: f32 = 0.38;
/// Code points of a name that are shown.
const LONGEST: usize = 40;

/// Draws the list.
pub fn mentions_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    state: &mut RecordsState,
    focused: bool,
) {
    let cursor_line = state.cursor_line().unwrap_or(0);
    state.read_to(session, cursor_line);
    if state.lines().is_empty() {
        let weak = Theme::of(ui).weak;
        ui.label(egui::RichText::new(ctx.tr.get("records.unused")).color(weak));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("mentions of record");
    if state.reveal && state.in_mentions {
        let at = state.cursor_line().unwrap_or(0) as f32 * ROW;
        let middle = at - ui.available_height() / 2.0;
        area = area.vertical_scroll_offset(middle.max(0.0));
        state.reveal = false;
    }
    let mut last = 0;
    let mut clicked = None;
    area.show_rows(ui, ROW, state.lines().len(), |ui, range| {
        last = range.end;
        for line in state.lines().get(range).unwrap_or_default() {
            match line {
                MentionLine::Document(name) => document_ui(ui, name),
                MentionLine::Mention(at) => {
                    if mention_ui(ui, session, state, *at, focused) {
                        clicked = Some(*at);
                    }
                }
            }
        }
    });
    state.read_to(session, last);
    if let Some(at) = clicked {
        (state.cursor, state.in_mentions) = (at, true);
        if let Some(mention) = state.mention(at) {
            let go = RecordAction::Go(mention.document, mention.entity);
            ctx.send(Action::Record(go));
        }
    }
}

fn document_ui(ui: &mut Ui, name: &str) {
    let theme = Theme::of(ui);
    let size = egui::vec2(ui.available_width(), ROW);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let (galley, _) = cut_end(ui, name, theme.size.small, rect.width() - 8.0);
    let at = text::centered(rect.left() + 4.0, rect.center().y + 2.0, &galley);
    ui.painter().galley(at, galley, theme.weak);
}

/// One mention; true if it was clicked.
fn mention_ui(
    ui: &mut Ui,
    session: &Session,
    state: &RecordsState,
    at: usize,
    focused: bool,
) -> bool {
    let Some(mention) = state.mention(at) else {
        return false;
    };
    let theme = Theme::of(ui);
    let [before, name, after] = words_of(mention);
    let cursor = focused && state.in_mentions && state.cursor == at;
    let picked = state.picked.contains(&mention.entity);
    let said = format!("{before}{name}{after}");
    let (rect, response) = Row::new(&said, ROW).selected(picked).rounded().show(ui);
    let middle = rect.center().y;
    let column = rect.left() + 22.0 + (rect.width() - 22.0) * COLUMN;
    let record = state.chosen.and_then(|id| session.authority(id));
    let color = colored(theme, session, record);
    let name = text::line(ui, &name, theme.size.text);
    let end = column + name.size().x;
    let size = theme.size.text;
    let (head, _) = cut_start(ui, &before, size, column - rect.left() - 23.0);
    let (tail, _) = cut_end(ui, &after, size, rect.right() - end - 2.0);
    let part = rect.with_min_x(column).intersect(ui.clip_rect());
    let painter = ui.painter();
    let left = column - 1.0 - head.size().x;
    painter.galley(text::centered(left, middle, &head), head, theme.weak);
    let named = painter.with_clip_rect(part);
    named.galley(text::centered(column, middle, &name), name, color);
    painter.galley(text::centered(end + 1.0, middle, &tail), tail, theme.weak);
    if picked {
        let at = pos2(rect.left() + 11.0, middle);
        Icon::Check.paint(ui.painter(), at, 12.0, theme.accent);
    }
    if cursor {
        let inside = egui::StrokeKind::Inside;
        let stroke = (1.5, theme.accent);
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 3.0, stroke, inside);
    }
    response.clicked()
}

/// The words of a mention, each on one line.
fn words_of(mention: &MentionAt) -> [String; 3] {
    let [before, name, after] = &mention.words;
    let mut shown: String = flat(name).chars().take(LONGEST).collect();
    if name.chars().count() > LONGEST {
        shown.push('…');
    }
    [flat(before), shown, flat(after)]
}

fn colored(theme: &Theme, session: &Session, record: Option<&Authority>) -> egui::Color32 {
    let def = record.and_then(|it| session.schema().label(&it.label));
    def.map_or(theme.text, |def| theme.label_colors(def.rgb()).text)
}
