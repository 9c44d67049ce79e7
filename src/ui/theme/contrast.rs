//! Arithmetic on colours: contrast as WCAG 2.2 defines it, and lightness in
//! Oklab, where a change of lightness keeps the hue.
//!
//! Colours are three sRGB bytes; nothing here knows of egui.

/// Red, green and blue as sRGB bytes.
pub type Rgb = [u8; 3];

/// Lightness, green–red and blue–yellow, after Björn Ottosson's Oklab.
pub(super) type Lab = [f32; 3];

pub(super) fn linear(byte: u8) -> f32 {
    let value = f32::from(byte) / 255.0;
    if value <= 0.040_45 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

pub(super) fn byte(linear: f32) -> u8 {
    let value = if linear <= 0.003_130_8 {
        linear * 12.92
    } else {
        1.055 * linear.powf(1.0 / 2.4) - 0.055
    };
    (value * 255.0).round().clamp(0.0, 255.0) as u8
}

/// Relative luminance, 0 (black) to 1 (white).
fn luminance(color: Rgb) -> f32 {
    let [red, green, blue] = color.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast ratio of two colours, 1 (equal) to 21 (black on white).
pub(super) fn contrast(one: Rgb, other: Rgb) -> f32 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A colour `share` of the way from one to the other, in sRGB.
pub(super) fn mix([r, g, b]: Rgb, [to_r, to_g, to_b]: Rgb, share: f32) -> Rgb {
    let share = share.clamp(0.0, 1.0);
    let between = |from: u8, to: u8| {
        (f32::from(from) + (f32::from(to) - f32::from(from)) * share).round() as u8
    };
    [between(r, to_r), between(g, to_g), between(b, to_b)]
}

/// The colour in Oklab, from linear light.
pub(super) fn lab_of_linear([red, green, blue]: [f32; 3]) -> Lab {
    let l = (0.412_221_46 * red + 0.536_332_55 * green + 0.051_445_995 * blue).cbrt();
    let m = (0.211_903_5 * red + 0.680_699_5 * green + 0.107_396_96 * blue).cbrt();
    let s = (0.088_302_46 * red + 0.281_718_85 * green + 0.629_978_7 * blue).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

fn to_lab(color: Rgb) -> Lab {
    lab_of_linear(color.map(linear))
}

fn from_lab([lightness, a, b]: Lab) -> Rgb {
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    [
        byte(4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s),
        byte(-1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s),
        byte(-0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s),
    ]
}

/// Raises the lightness to `floor` (0 to 1) where it is below.
pub(super) fn at_least_as_light(color: Rgb, floor: f32) -> Rgb {
    let [lightness, a, b] = to_lab(color);
    if lightness >= floor {
        color
    } else {
        from_lab([floor, a, b])
    }
}

/// Lowers the lightness to `ceiling` (0 to 1) where it is above.
pub(super) fn at_most_as_light(color: Rgb, ceiling: f32) -> Rgb {
    let [lightness, a, b] = to_lab(color);
    if lightness <= ceiling {
        color
    } else {
        from_lab([ceiling, a, b])
    }
}

/// Makes a colour lighter or darker until its contrast with `background` is at
/// least `ratio`, changing it no more than needed. Colour fades on the way to
/// white or black, so any ratio that white or black reaches is reached.
pub(super) fn readable_on(color: Rgb, background: Rgb, ratio: f32, lighter: bool) -> Rgb {
    let [lightness, a, b] = to_lab(color);
    let goal = if lighter { 1.0 } else { 0.0 };
    let mut candidate = color;
    for step in 1_u8..=40 {
        if contrast(candidate, background) >= ratio {
            break;
        }
        let share = f32::from(step) / 40.0;
        let chroma = 1.0 - share * share;
        candidate = from_lab([
            lightness + (goal - lightness) * share,
            a * chroma,
            b * chroma,
        ]);
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_has_the_largest_contrast() {
        assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.01);
        assert!((contrast([40, 90, 7], [40, 90, 7]) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn oklab_and_back_loses_nothing() {
        for color in [[0, 0, 0], [255, 255, 255], [44, 125, 89], [200, 10, 250]] {
            assert_eq!(from_lab(to_lab(color)), color);
        }
    }

    #[test]
    fn readable_colour_keeps_what_already_reads() {
        assert_eq!(
            readable_on([44, 125, 89], [255, 254, 251], 3.0, false),
            [44, 125, 89]
        );
    }
}
