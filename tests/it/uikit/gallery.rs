//! Every widget at once, in both themes and languages: nothing may panic,
//! every character must have a glyph (the harness panics on a missing one),
//! and people can look at the pictures.

use broadsheet::ui::dialogs::{Dialog, DialogButton};
use broadsheet::ui::i18n::{self, Language, Tr};
use broadsheet::ui::palette::{Palette, PaletteEntry};
use broadsheet::ui::theme::Theme;
use broadsheet::ui::widgets::{
    ButtonKind, Chip, Elide, Elided, Hint, Icon, IconButton, Row, SearchField, Segment, TextButton,
    Toasts, coverage_bar, keycap, section_header, segmented, text,
};
use egui::{Align, Id, Layout, Margin, Ui};

use crate::support::harness::Window;

const SIZE: [f32; 2] = [1180.0, 760.0];

/// Everything the gallery changes.
struct State {
    tr: Tr,
    mode: usize,
    search: String,
    toasts: Toasts,
}

impl State {
    fn new(language: Language) -> Self {
        Self {
            tr: Tr::new(language),
            mode: 1,
            search: "嘉峪关".to_owned(),
            toasts: Toasts::default(),
        }
    }

    /// One of two texts: the gallery has texts of its own.
    fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.tr.language() {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

fn gallery(ui: &mut Ui, state: &mut State) {
    top_bar(ui, state);
    hint_bar(ui, state);
    let bottom = egui::Frame::new().inner_margin(Margin::same(12));
    bottom.show(ui, |ui| {
        ui.columns(3, |columns| {
            left_column(&mut columns[0], state);
            middle_column(&mut columns[1], state);
            right_column(&mut columns[2], state);
        });
    });
    state.toasts.show(ui.ctx(), state.tr);
}

fn top_bar(ui: &mut Ui, state: &mut State) {
    let theme = Theme::of(ui);
    let frame = egui::Frame::new()
        .fill(theme.bar)
        .inner_margin(Margin::symmetric(14, 4));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            text::bold(ui, "Broadsheet", theme.size.text);
            ui.add_space(8.0);
            for name in ["项目", "编辑", "视图", "标注", "审核"] {
                text::weak(ui, name, theme.size.text);
            }
            ui.add_space(60.0);
            let names = [
                (state.say("版面", "Segment"), "F2", 0),
                (state.say("实体", "Entities"), "F3", 0),
                (state.say("清样", "Read"), "F4", 0),
                (state.say("审核", "Review"), "F5", 12),
            ];
            let segments = names.map(|(label, key, badge)| Segment { label, key, badge });
            segmented(ui, "mode", &segments, &mut state.mode);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let mut empty = String::new();
                SearchField::new(&mut empty, "corpus search", "clear corpus search")
                    .hint(state.say("查找语料 Ctrl+Shift+F", "Find in corpus Ctrl+Shift+F"))
                    .width(190.0)
                    .show(ui);
            });
        });
    });
}

fn hint_bar(ui: &mut Ui, state: &State) {
    let theme = Theme::of(ui);
    let city = theme.label_colors([44, 125, 89]);
    let official = theme.label_colors([176, 58, 120]);
    let initiative = theme.label_colors([104, 90, 205]);
    let frame = egui::Frame::new()
        .fill(theme.paper)
        .inner_margin(Margin::symmetric(14, 5));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            ui.add(Hint::new(&["B"], state.say("起新文章", "New article")));
            ui.add(Hint::new(&["1–9"], state.say("归入", "Assign")));
            ui.add(Hint::new(&["H K S Y D T C"], state.say("角色", "Role")));
            let why = state.say("没有建议", "No suggestion here");
            let accept = state.say("采纳建议", "Accept");
            ui.add(Hint::new(&["Enter"], accept).blocked(Some(why)));
            ui.add(Hint::new(&["1"], state.say("城市", "City")).chip(city));
            ui.add(Hint::new(&["2"], state.say("官员", "Official")).chip(official));
            ui.add(Hint::new(&["3"], state.say("举措", "Initiative")).chip(initiative));
            keycap(ui, "Tab");
        });
    });
}

fn left_column(ui: &mut Ui, state: &mut State) {
    let theme = Theme::of(ui);
    section_header(ui, state.say("版面", "Pages"), "5 · 75%");
    let hint = state.say("筛选…", "Filter…").to_owned();
    let clear = state.tr.get("search.clear");
    SearchField::new(&mut state.search, "filter", clear)
        .hint(&hint)
        .show(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    let pages = [
        ("000_463d56", 1.0, true),
        ("002_4338aa", 0.64, false),
        ("003_ee4d71", 0.12, false),
        ("sample-01", 0.0, false),
    ];
    for (name, share, selected) in pages {
        let (rect, _) = Row::new(name, 56.0).selected(selected).marked().show(ui);
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink(9.0)));
        inside.spacing_mut().item_spacing.y = 0.0;
        inside.add(Elided::new(name));
        text::weak(&mut inside, "样例日报 · 第 3 版", theme.size.small);
        coverage_bar(&mut inside, name, share);
    }
    ui.add_space(10.0);
    section_header(
        ui,
        state.say("很长的标题要让数字让开", "A title that is long"),
        "1",
    );
    ui.add(Elided::new(
        "学习贯彻某某思想主题教育与一件很长很长很长很长的举措",
    ));
    ui.add(Elided::new("/home/editor/corpus/2024/newspapers/page-003.txt").elide(Elide::Start));
    ui.add(Elided::new(state.say("粗体标题也能截断，截断之后看得见全文", "Bold, cut")).bold());
}

fn middle_column(ui: &mut Ui, state: &State) {
    ui.horizontal_wrapped(|ui| {
        let save = state.say("保存", "Save");
        ui.add(TextButton::new(save).kind(ButtonKind::Primary).key("Enter"));
        ui.add(TextButton::new(state.say("取消", "Cancel")).key("Esc"));
        ui.add(TextButton::new(state.say("删除", "Delete")).kind(ButtonKind::Danger));
        ui.add(TextButton::new(state.say("修复 F8", "Fix F8")).kind(ButtonKind::Link));
        ui.add(TextButton::new(state.say("不可用", "Blocked")).blocked(Some("because")));
    });
    ui.add_space(8.0);
    let icons = [
        Icon::Close,
        Icon::Check,
        Icon::Plus,
        Icon::Minus,
        Icon::Up,
        Icon::Down,
        Icon::Left,
        Icon::Right,
        Icon::More,
        Icon::Search,
        Icon::Folder,
        Icon::File,
        Icon::Home,
        Icon::Info,
        Icon::Alert,
        Icon::Undo,
        Icon::Redo,
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for icon in icons {
            ui.add(IconButton::new(icon, &format!("{icon:?}")));
        }
        ui.add(IconButton::new(Icon::Undo, "blocked icon").blocked(Some("nothing to undo")));
        ui.add(IconButton::new(Icon::Search, "chosen icon").selected(true));
    });
    ui.add_space(8.0);
    native(ui, state);
}

/// egui's own widgets must fit in with ours.
fn native(ui: &mut Ui, state: &State) {
    let mut on = true;
    let mut number = 40.0;
    let mut note = "备注 note".to_owned();
    ui.horizontal(|ui| {
        ui.add(egui::Button::new(state.say("按钮", "Button")));
        ui.add_enabled(false, egui::Button::new(state.say("停用", "Disabled")));
        ui.checkbox(&mut on, state.say("选中", "Checked"));
        ui.radio_value(&mut on, true, state.say("单选", "Radio"));
    });
    ui.add(egui::Slider::new(&mut number, 0.0..=100.0).text(state.say("阈值", "Limit")));
    let label = ui.label(state.say("备注", "Note"));
    ui.text_edit_singleline(&mut note).labelled_by(label.id);
    egui::ComboBox::from_label(state.say("语言", "Language"))
        .selected_text(state.tr.language().name())
        .show_ui(ui, |_| {});
    ui.collapsing(state.say("更多", "More"), |_| {});
    ui.separator();
    ui.weak(state.say("次要文字，条理清楚", "Weak text"));
    ui.hyperlink_to(state.say("链接", "Link"), "https://example.org");
}

fn right_column(ui: &mut Ui, state: &State) {
    let theme = Theme::of(ui);
    section_header(ui, state.say("颜色", "Colours"), "8");
    ui.horizontal(|ui| {
        for index in 0..8 {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(26.0, 18.0), egui::Sense::hover());
            ui.painter()
                .rect_filled(rect, 3.0, theme.article_color(index));
        }
    });
    ui.add_space(6.0);
    let schema = [
        [44, 125, 89],
        [176, 58, 120],
        [104, 90, 205],
        [255, 255, 0],
        [0, 0, 0],
        [255, 255, 255],
        [255, 0, 0],
        [0, 120, 255],
    ];
    for color in schema {
        let set = theme.label_colors(color);
        ui.horizontal(|ui| {
            ui.add(Chip::new(state.say("城市", "City"), set));
            let galley = text::line(ui, "在推动嘉峪关市经济", theme.size.page_text);
            let (rect, _) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
            let mention = rect
                .with_min_x(rect.left() + 46.5)
                .with_max_x(rect.left() + 108.5);
            ui.painter().rect_filled(mention, 3.0, set.fill);
            let under = egui::Stroke::new(2.0, set.line);
            ui.painter()
                .hline(mention.x_range(), mention.bottom() - 1.0, under);
            ui.painter().galley(rect.min, galley, theme.text);
            text::colored(
                ui,
                state.say("官员", "Official"),
                theme.size.small,
                set.text,
            );
        });
    }
}

fn each_look(name: &str, mut take: impl FnMut(Window, Language, &str)) {
    for (dark, theme) in [(false, "light"), (true, "dark")] {
        for (language, tongue) in [(Language::Zh, "zh"), (Language::En, "en")] {
            let window = Window {
                size: SIZE,
                dark,
                ..Window::default()
            };
            take(window, language, &format!("{name}-{theme}-{tongue}"));
        }
    }
}

#[test]
fn all_widgets_draw_in_both_themes_and_languages() {
    each_look("gallery", |window, language, name| {
        let mut state = State::new(language);
        state
            .toasts
            .success(state.say("已导入 3 个版面。", "3 pages imported."));
        state.toasts.error_with_detail(
            state.say(
                "第 12 行不是 UTF-8，文件没有导入。请换一种编码：page.txt",
                "Line 12 is not UTF-8, so the file was not imported. Choose another encoding: page.txt",
            ),
            "byte 0xC0 at offset 377",
        );
        let shown = window.show(state, gallery);
        shown.picture(name);
    });
}

#[test]
fn gallery_scales_to_large_pixels_and_narrow_windows() {
    for (size, scale) in [([1180.0, 760.0], 2.0), ([420.0, 300.0], 1.25)] {
        let window = Window {
            size,
            scale,
            dark: false,
        };
        let shown = window.show(State::new(Language::Zh), gallery);
        shown.picture(&format!("gallery-{scale}x"));
    }
}

#[test]
fn dialogs_and_palette_draw_in_both_themes_and_languages() {
    each_look("palette", |window, language, name| {
        let mut palette = Palette::default();
        palette.open();
        let state = (State::new(language), palette);
        let mut shown = window.show(state, |ui, (state, palette)| {
            gallery(ui, state);
            let entries = super::palette::COMMANDS
                .iter()
                .map(|&(group, zh, en, key)| {
                    let (text, other_words) = match state.tr.language() {
                        Language::Zh => (zh, en),
                        Language::En => (en, zh),
                    };
                    PaletteEntry {
                        group,
                        text,
                        other_words,
                        shortcut: key,
                        blocked: (key == "Ctrl+Z").then_some("没有可撤销的操作"),
                    }
                });
            palette.show(ui.ctx(), state.tr, entries);
        });
        shown.picture(name);
        let query = if language == Language::Zh { "dc" } else { "ex" };
        shown.harness.event(egui::Event::Text(query.to_owned()));
        shown.harness.run();
        shown.picture(&format!("{name}-{query}"));
    });
    each_look("dialog", |window, language, name| {
        let shown = window.show(State::new(language), |ui, state| {
            gallery(ui, state);
            let buttons = [
                DialogButton::cancel(state.tr.get("dialog.cancel")),
                DialogButton::other(state.say("另存为…", "Save as…")),
                DialogButton::default_action(state.tr.get("path.save")),
            ];
            let title = state.say("保存副本", "Save a copy");
            let body = state.say(
                "副本包含全部图层、规范档和日志，可以单独打开。",
                "The copy holds all layers, authorities and the journal.",
            );
            Dialog::new(Id::unique("test dialog"), title).show(ui.ctx(), &buttons, |ui| {
                ui.label(body);
            });
        });
        shown.picture(name);
    });
}

#[test]
fn every_text_of_both_languages_has_glyphs() {
    let shown = Window::default().show((), |ui, ()| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            for language in Language::ALL {
                for (_, shown) in i18n::entries(language) {
                    // The harness panics on a character without a glyph.
                    drop(text::line(ui, shown, 13.5));
                    drop(text::mono_line(ui, shown, 12.0));
                }
            }
        });
    });
    let font = egui::FontId::proportional(14.0);
    let rare = "▲△●○◆◇■□★☆※〇々〆㈠①⑳ⅠⅫ「」『』【】〔〕《》—…·‖￥龘𠮷嘉峪关陇䶮鿍";
    let lost: String = shown.harness.ctx.fonts_mut(|fonts| {
        rare.chars()
            .filter(|&c| !fonts.has_glyph(&font, c))
            .collect()
    });
    assert_eq!(lost, "");
}
