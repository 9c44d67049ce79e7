//! Turns a [`Theme`] into egui's style: flat buttons, thin lines, small text.

use egui::style::{
    HandleShape, ScrollAnimation, ScrollStyle, Selection, Spacing, WidgetVisuals, Widgets,
};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Vec2,
    Visuals,
};

use super::Theme;

/// The whole style of one theme.
pub(super) fn style(theme: &Theme) -> Style {
    let size = theme.size;
    let mut style = Style {
        spacing: spacing(theme),
        visuals: visuals(theme),
        animation_time: 0.08,
        compact_menu_style: true,
        ..Style::default()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.45;
    style.text_styles = [
        (TextStyle::Small, size.small, FontFamily::Proportional),
        (TextStyle::Body, size.text, FontFamily::Proportional),
        (TextStyle::Button, size.text, FontFamily::Proportional),
        (TextStyle::Heading, size.heading, FontFamily::Proportional),
        (TextStyle::Monospace, size.mono, FontFamily::Monospace),
    ]
    .into_iter()
    .map(|(name, points, family)| (name, FontId::new(points, family)))
    .collect();
    style
}

/// Takes every movement out of a style.
pub(super) fn without_animations(style: &mut Style) {
    style.animation_time = 0.0;
    style.scroll_animation = ScrollAnimation::none();
    style.visuals.text_cursor.blink = false;
}

fn spacing(theme: &Theme) -> Spacing {
    Spacing {
        item_spacing: Vec2::new(8.0, 6.0),
        window_margin: Margin::same(16),
        button_padding: Vec2::new(10.0, 3.0),
        menu_margin: Margin::same(5),
        indent: 16.0,
        interact_size: Vec2::new(32.0, theme.size.row),
        icon_width: 15.0,
        icon_width_inner: 9.0,
        icon_spacing: 6.0,
        tooltip_width: 360.0,
        menu_width: 260.0,
        scroll: ScrollStyle {
            bar_width: 9.0,
            floating_width: 4.0,
            handle_min_length: 24.0,
            foreground_color: false,
            dormant_handle_opacity: 0.5,
            active_background_opacity: 0.0,
            interact_background_opacity: 0.3,
            ..ScrollStyle::floating()
        },
        ..Spacing::default()
    }
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = if theme.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let rounding = CornerRadius::same(theme.size.rounding);
    visuals.widgets = widgets(theme);
    visuals.weak_text_color = Some(theme.weak);
    visuals.selection = Selection {
        bg_fill: theme.text_selection,
        stroke: Stroke::new(1.0, theme.accent),
    };
    visuals.hyperlink_color = theme.accent;
    visuals.faint_bg_color = theme.panel;
    visuals.extreme_bg_color = theme.field;
    visuals.text_edit_bg_color = Some(theme.field);
    visuals.code_bg_color = theme.trough;
    visuals.warn_fg_color = theme.warn;
    visuals.error_fg_color = theme.danger;
    visuals.window_corner_radius = CornerRadius::same(theme.size.rounding + 3);
    visuals.menu_corner_radius = rounding;
    visuals.window_fill = theme.raised;
    visuals.window_stroke = Stroke::new(1.0, theme.line);
    visuals.window_shadow = shadow(theme, 10, 32);
    visuals.popup_shadow = shadow(theme, 4, 16);
    visuals.panel_fill = theme.panel;
    visuals.window_highlight_topmost = false;
    visuals.text_cursor.stroke = Stroke::new(1.5, theme.caret);
    let composition = &mut visuals.ime_composition;
    composition.active_underline_stroke = Stroke::new(2.0, theme.caret);
    composition.inactive_underline_stroke = Stroke::new(1.0, theme.caret);
    visuals.indent_has_left_vline = false;
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = HandleShape::Circle;
    visuals
}

fn shadow(theme: &Theme, down: i8, blur: u8) -> Shadow {
    Shadow {
        offset: [0, down],
        blur,
        spread: 0,
        color: theme.shadow,
    }
}

fn widgets(theme: &Theme) -> Widgets {
    let state = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(theme.size.line, edge),
        corner_radius: CornerRadius::same(theme.size.rounding),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(theme.panel, theme.line, theme.text),
        // `bg_fill` is the face of switches and rails, which must be seen on paper.
        inactive: WidgetVisuals {
            bg_fill: theme.trough,
            ..state(theme.raised, theme.strong_line, theme.text)
        },
        hovered: state(theme.hover, theme.strong_line, theme.text),
        active: state(theme.pressed, theme.accent, theme.text),
        open: state(theme.hover, theme.line, theme.text),
    }
}
