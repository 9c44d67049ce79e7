//! Colours and sizes of the window, by name.
//!
//! Every colour the window paints is a field of [`Theme`]; nothing outside this
//! file makes a colour from numbers. There are two themes, both constants, so a
//! widget asks [`Theme::of`] for the one in force and needs no argument for it.
//! Colours that come from a project's schema are made readable on the theme's
//! paper by [`Theme::label_colors`].
//!
//! Deliberately not here: fonts (see [`super::fonts`]) and what a colour means
//! in the domain, except that articles are told apart by [`Theme::article_color`].

mod contrast;
mod style;
pub mod vision;

use egui::{Color32, Context, Frame, Ui};

pub use contrast::Rgb;

/// What the user asked for; the system's own choice is the default.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum ThemeChoice {
    /// Follow the desktop.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl ThemeChoice {
    /// Every choice, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Key of the choice's name in the tables of texts.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::System => "theme.system",
            Self::Light => "theme.light",
            Self::Dark => "theme.dark",
        }
    }

    /// Gives egui both themes and says which one to use.
    ///
    /// `animations` off makes everything appear and scroll at once.
    pub fn apply(self, ctx: &Context, animations: bool) {
        for theme in [Theme::light(), Theme::dark()] {
            theme.apply(ctx);
        }
        if !animations {
            ctx.all_styles_mut(style::without_animations);
        }
        ctx.set_theme(match self {
            Self::System => egui::ThemePreference::System,
            Self::Light => egui::ThemePreference::Light,
            Self::Dark => egui::ThemePreference::Dark,
        });
    }
}

/// Sizes in points, the same in both themes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// Text of menus, lists and buttons.
    pub text: f32,
    /// Text of secondary lines, hints and counts.
    pub small: f32,
    /// Titles of dialogs.
    pub heading: f32,
    /// Letters on a keycap and other fixed-width text.
    pub mono: f32,
    /// Text of the page being annotated.
    pub page_text: f32,
    /// Distance between two lines of the page.
    pub page_line: f32,
    /// Line numbers beside the page.
    pub gutter_text: f32,
    /// Height of the bar at the top of the window.
    pub top_bar: f32,
    /// Height of the bar of key hints over the page.
    pub hint_bar: f32,
    /// Height of the bar at the bottom of the window.
    pub status_bar: f32,
    /// Space between the edge of a pane and what it shows.
    pub pane_margin: f32,
    /// Height of a row of a list.
    pub row: f32,
    /// Height of a keycap and of a chip.
    pub keycap: f32,
    /// Corner radius of buttons, fields and cards.
    pub rounding: u8,
    /// Corner radius of keycaps, chips and highlights.
    pub small_rounding: u8,
    /// Width of thin lines.
    pub line: f32,
}

/// The sizes of both themes.
pub const SIZES: Sizes = Sizes {
    text: 13.5,
    small: 12.0,
    heading: 15.0,
    mono: 12.0,
    page_text: 15.5,
    page_line: 25.0,
    gutter_text: 11.0,
    top_bar: 40.0,
    hint_bar: 33.0,
    status_bar: 26.0,
    pane_margin: 14.0,
    row: 26.0,
    keycap: 18.0,
    rounding: 6,
    small_rounding: 4,
    line: 1.0,
};

/// The colours made from one colour of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelColors {
    /// Behind the text of a mention on the page.
    pub fill: Color32,
    /// Under a mention, and the edge of anything of this label.
    pub line: Color32,
    /// Text in the label's colour on paper or on a panel.
    pub text: Color32,
    /// Behind the name of the label on a chip.
    pub chip_bg: Color32,
    /// The name of the label on a chip; at least 4.5 : 1 against `chip_bg`.
    pub chip_text: Color32,
}

/// All colours of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Whether this is the dark theme.
    pub dark: bool,
    /// Background of the page.
    pub paper: Color32,
    /// Background of the panes beside the page.
    pub panel: Color32,
    /// Background of the top bar and the status bar.
    pub bar: Color32,
    /// Background of cards, menus, dialogs and short messages.
    pub raised: Color32,
    /// Background of text fields.
    pub field: Color32,
    /// Trough of a switch or a scroll bar.
    pub trough: Color32,
    /// Thin lines between panes and around fields.
    pub line: Color32,
    /// The same line where the pointer is, or that must be seen.
    pub strong_line: Color32,
    /// Background of a row or button under the pointer.
    pub hover: Color32,
    /// Background of a row or button while pressed.
    pub pressed: Color32,
    /// Background of the selected row, and of the lines under the caret.
    pub selection: Color32,
    /// Background of selected text.
    pub text_selection: Color32,
    /// Text.
    pub text: Color32,
    /// Second-rank text: counts, dates, hints. Still 4.5 : 1 on every background.
    pub weak: Color32,
    /// Marks that must not draw the eye: line-end marks, disabled text.
    pub faint: Color32,
    /// Line numbers beside the page.
    pub gutter: Color32,
    /// What is selected or can be followed.
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Errors, and actions that remove something.
    pub danger: Color32,
    /// Text on `danger`.
    pub on_danger: Color32,
    /// Things to look at.
    pub warn: Color32,
    /// Things that are done.
    pub ok: Color32,
    /// The caret on the page and in fields.
    pub caret: Color32,
    /// Face of a keycap.
    pub keycap: Color32,
    /// Edge of a keycap.
    pub keycap_line: Color32,
    /// Letter on a keycap.
    pub keycap_text: Color32,
    /// Shadow under menus and dialogs.
    pub shadow: Color32,
    /// Over the window behind a dialog.
    pub backdrop: Color32,
    /// Sizes in points.
    pub size: Sizes,
    articles: [Color32; 8],
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

static LIGHT: Theme = Theme {
    dark: false,
    paper: rgb(0xff_fe_fb),
    panel: rgb(0xfb_fa_f8),
    bar: rgb(0xf5_f4_f1),
    raised: rgb(0xff_fe_fb),
    field: rgb(0xff_fe_fb),
    trough: rgb(0xe9_e5_dd),
    line: rgb(0xe4_e0_d8),
    strong_line: rgb(0xc9_c3_b8),
    hover: rgb(0xef_ec_e6),
    pressed: rgb(0xe6_e2_da),
    selection: rgb(0xdf_ea_f7),
    text_selection: rgb(0xbf_d7_f0),
    text: rgb(0x24_22_1f),
    weak: rgb(0x73_6e_65),
    faint: rgb(0xb4_af_a6),
    gutter: rgb(0x95_90_87),
    accent: rgb(0x2f_6f_b2),
    on_accent: rgb(0xff_ff_ff),
    danger: rgb(0xb3_26_3f),
    on_danger: rgb(0xff_ff_ff),
    warn: rgb(0x96_5a_0c),
    ok: rgb(0x2c_7d_59),
    caret: rgb(0x1d_4f_86),
    keycap: rgb(0xff_fe_fb),
    keycap_line: rgb(0xd8_d3_c9),
    keycap_text: rgb(0x3b_39_36),
    shadow: Color32::from_black_alpha(28),
    backdrop: Color32::from_black_alpha(52),
    size: SIZES,
    articles: [
        rgb(0x3f_7f_bf),
        rgb(0xc4_74_2c),
        rgb(0x0f_6a_45),
        rgb(0xb9_34_7a),
        rgb(0xd9_a8_1c),
        rgb(0x2b_2a_86),
        rgb(0x62_b3_bb),
        rgb(0x5c_2a_28),
    ],
};

static DARK: Theme = Theme {
    dark: true,
    paper: rgb(0x23_24_27),
    panel: rgb(0x1e_1f_22),
    bar: rgb(0x17_18_1a),
    raised: rgb(0x28_29_2d),
    field: rgb(0x1a_1b_1d),
    trough: rgb(0x2c_2d_31),
    line: rgb(0x32_33_37),
    strong_line: rgb(0x4c_4d_52),
    hover: rgb(0x2c_2d_31),
    pressed: rgb(0x36_37_3c),
    selection: rgb(0x2b_3b_4e),
    text_selection: rgb(0x37_54_75),
    text: rgb(0xdc_d9_d2),
    weak: rgb(0x98_94_8c),
    faint: rgb(0x5b_5b_5b),
    gutter: rgb(0x7a_77_71),
    accent: rgb(0x6a_a6_e6),
    on_accent: rgb(0x12_1c_27),
    danger: rgb(0xf0_83_91),
    on_danger: rgb(0x2a_0d_12),
    warn: rgb(0xe0_a4_58),
    ok: rgb(0x55_b9_8c),
    caret: rgb(0x9c_c6_f2),
    keycap: rgb(0x2a_2b_2e),
    keycap_line: rgb(0x45_46_4a),
    keycap_text: rgb(0xc8_c5_be),
    shadow: Color32::from_black_alpha(110),
    backdrop: Color32::from_black_alpha(120),
    size: SIZES,
    articles: [
        rgb(0x5b_9b_dc),
        rgb(0xdd_93_50),
        rgb(0x1f_cf_b2),
        rgb(0x9a_6a_95),
        rgb(0xd6_d8_5c),
        rgb(0x66_5f_e2),
        rgb(0xb4_f2_e8),
        rgb(0xd2_4a_30),
    ],
};

impl Theme {
    /// The light theme: warm paper.
    #[must_use]
    pub fn light() -> &'static Self {
        &LIGHT
    }

    /// The dark theme.
    #[must_use]
    pub fn dark() -> &'static Self {
        &DARK
    }

    /// The theme a part of the window is drawn in.
    #[must_use]
    pub fn of(ui: &Ui) -> &'static Self {
        Self::for_mode(ui.visuals().dark_mode)
    }

    /// The theme of the window.
    #[must_use]
    pub fn of_ctx(ctx: &Context) -> &'static Self {
        Self::for_mode(ctx.theme() == egui::Theme::Dark)
    }

    fn for_mode(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }

    /// Makes this the look of egui's light or dark style.
    pub fn apply(&self, ctx: &Context) {
        let mode = if self.dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        ctx.set_style_of(mode, style::style(self));
    }

    /// The colour that marks article `index`, counted from zero.
    ///
    /// Eight colours in turn, chosen so that any two stay apart for readers
    /// with any of the three kinds of colour blindness.
    #[must_use]
    pub fn article_color(&self, index: usize) -> Color32 {
        self.articles
            .get(index % self.articles.len())
            .copied()
            .unwrap_or(self.accent)
    }

    /// No colour at all, for what is drawn only under the pointer.
    #[must_use]
    pub fn transparent() -> Color32 {
        Color32::TRANSPARENT
    }

    /// A colour between two others; `share` runs from 0 (all `from`) to 1.
    #[must_use]
    pub fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
        solid(contrast::mix(parts(from), parts(to), share))
    }

    /// A colour that was made by a theme and handed on as numbers.
    #[must_use]
    pub fn color_of(color: Rgb) -> Color32 {
        solid(color)
    }

    /// The frame of a card in a panel.
    pub fn card(&self) -> Frame {
        Frame::new()
            .fill(self.raised)
            .stroke((self.size.line, self.line))
            .corner_radius(self.size.rounding)
            .inner_margin(10)
    }

    /// A readable set of colours for a label whose schema colour is `color`.
    #[must_use]
    pub fn label_colors(&self, color: Rgb) -> LabelColors {
        let paper = parts(self.paper);
        let base = if self.dark {
            contrast::at_most_as_light(contrast::at_least_as_light(color, 0.70), 0.86)
        } else {
            contrast::at_most_as_light(color, 0.56)
        };
        let line = contrast::readable_on(base, paper, 3.0, self.dark);
        let fill = contrast::mix(paper, line, 0.16);
        // The name of a label also stands on the fill of a mention.
        let text = contrast::readable_on(line, fill, 4.6, self.dark);
        let chip_text = if self.dark { self.bar } else { self.on_accent };
        let chip_bg = contrast::readable_on(line, parts(chip_text), 4.6, self.dark);
        LabelColors {
            fill: solid(fill),
            line: solid(line),
            text: solid(text),
            chip_bg: solid(chip_bg),
            chip_text,
        }
    }
}

fn parts(color: Color32) -> Rgb {
    [color.r(), color.g(), color.b()]
}

fn solid([red, green, blue]: Rgb) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

#[cfg(test)]
mod tests;
