//! Claims about the two themes: readable text, colours that stay apart.

use super::contrast::contrast;
use super::*;

const THEMES: [&Theme; 2] = [&LIGHT, &DARK];

#[test]
fn text_reads_on_every_background() {
    for theme in THEMES {
        for background in [
            theme.paper,
            theme.panel,
            theme.bar,
            theme.raised,
            theme.field,
            theme.hover,
            theme.selection,
        ] {
            assert!(contrast(parts(theme.text), parts(background)) >= 7.0);
            let weak = contrast(parts(theme.weak), parts(background));
            let least = if background == theme.selection {
                3.5
            } else {
                4.2
            };
            assert!(weak >= least, "weak text {weak} on {background:?}");
        }
        assert!(contrast(parts(theme.weak), parts(theme.panel)) >= 4.5);
        assert!(contrast(parts(theme.weak), parts(theme.paper)) >= 4.5);
    }
}

#[test]
fn colours_with_meaning_read_on_paper_and_carry_their_own_text() {
    for theme in THEMES {
        for color in [theme.accent, theme.danger, theme.warn, theme.ok] {
            assert!(contrast(parts(color), parts(theme.panel)) >= 4.5);
        }
        assert!(contrast(parts(theme.on_accent), parts(theme.accent)) >= 4.5);
        assert!(contrast(parts(theme.on_danger), parts(theme.danger)) >= 4.5);
        assert!(contrast(parts(theme.keycap_text), parts(theme.keycap)) >= 4.5);
    }
}

/// Any colour a schema may name, black, white and neon included.
fn schema_colors() -> impl Iterator<Item = Rgb> {
    let steps = [0_u8, 51, 102, 153, 204, 255];
    steps.into_iter().flat_map(move |r| {
        steps
            .into_iter()
            .flat_map(move |g| steps.into_iter().map(move |b| [r, g, b]))
    })
}

#[test]
fn every_schema_colour_gives_a_readable_chip_and_mention() {
    for theme in THEMES {
        for color in schema_colors() {
            let set = theme.label_colors(color);
            let on_chip = contrast(parts(set.chip_text), parts(set.chip_bg));
            assert!(on_chip >= 4.5, "chip of {color:?}: {on_chip}");
            let on_fill = contrast(parts(set.text), parts(set.fill));
            assert!(on_fill >= 4.5, "label on fill of {color:?}: {on_fill}");
            let page = contrast(parts(theme.text), parts(set.fill));
            assert!(page >= 7.0, "page text on fill of {color:?}: {page}");
            assert!(contrast(parts(set.line), parts(theme.paper)) >= 3.0);
        }
    }
}

#[test]
fn article_colours_stay_apart_for_colour_blind_readers() {
    for theme in THEMES {
        for eye in vision::Eye::ALL {
            for first in 0..8 {
                for second in first + 1..8 {
                    let [a, b] = [first, second].map(|at| parts(theme.article_color(at)));
                    let apart = eye.distance(a, b);
                    assert!(
                        apart >= 0.09,
                        "articles {} and {} look alike ({apart}) in dark={}",
                        first + 1,
                        second + 1,
                        theme.dark
                    );
                }
            }
        }
    }
}

#[test]
fn article_colours_start_again_after_eight() {
    assert_eq!(LIGHT.article_color(0), LIGHT.article_color(8));
    assert_ne!(LIGHT.article_color(0), LIGHT.article_color(1));
}

#[test]
fn choice_decides_the_look_of_a_context() {
    let ctx = Context::default();
    ThemeChoice::Dark.apply(&ctx, false);
    assert_eq!(ctx.theme(), egui::Theme::Dark);
    assert!(Theme::of_ctx(&ctx).dark);
    assert_eq!(ctx.global_style().visuals.panel_fill, DARK.panel);
    assert!(ctx.global_style().animation_time.abs() < f32::EPSILON);
    ThemeChoice::Light.apply(&ctx, true);
    assert_eq!(ctx.global_style().visuals.panel_fill, LIGHT.panel);
    assert!(ctx.global_style().animation_time > 0.0);
}
