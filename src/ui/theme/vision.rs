//! How colours look to eyes that lack a kind of cone, and how far apart two colours of
//! a schema are for any reader in either theme.
//!
//! Dichromatic vision is simulated with the matrices of Machado, Oliveira and Fernandes,
//! “A Physiologically-based Model for Simulation of Color Vision Deficiency” (IEEE TVCG
//! 15, 2009), at full severity, on linear light. Distance is Euclidean in Oklab, where
//! 0.02 is about what can just be seen side by side.

use super::contrast::{Rgb, byte, lab_of_linear, linear};
use super::{Theme, parts};

/// Nearer than this, two colours are easily taken for each other in a text: three times
/// what can just be seen side by side.
pub const NEAR: f32 = 0.06;

/// Eight colours any two of which stay at least [`NEAR`] apart for all [`Eye::ALL`] in the
/// shades that both themes make of them, found by a search over Oklab. The first six are
/// further apart than the rest allow.
pub const SAFE: [&str; 8] = [
    "#15197c", "#c7bc1c", "#8c3287", "#00f7f8", "#f59aa1", "#676000", "#8b0f49", "#b0adfb",
];

/// The palette of Okabe and Ito, “Color Universal Design” (2008), without black: widely
/// known, but made for areas on white, so that some of its colours come near each other
/// as text in a dark theme.
pub const OKABE_ITO: [&str; 7] = [
    "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7",
];

/// Whose eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eye {
    /// With all three kinds of cones.
    Usual,
    /// Without the cones for long waves.
    Protan,
    /// Without the cones for middle waves.
    Deutan,
    /// Without the cones for short waves.
    Tritan,
}

const PROTAN: [[f32; 3]; 3] = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const DEUTAN: [[f32; 3]; 3] = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];
const TRITAN: [[f32; 3]; 3] = [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_9],
];

impl Eye {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Usual, Self::Protan, Self::Deutan, Self::Tritan];

    /// The key of its name among the texts.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Usual => "eye.usual",
            Self::Protan => "eye.protan",
            Self::Deutan => "eye.deutan",
            Self::Tritan => "eye.tritan",
        }
    }

    /// The colour as these eyes see it, shown to others.
    #[must_use]
    pub fn sees(self, color: Rgb) -> Rgb {
        self.light(color).map(byte)
    }

    fn light(self, color: Rgb) -> [f32; 3] {
        let light = color.map(linear);
        let rows = match self {
            Self::Usual => return light,
            Self::Protan => PROTAN,
            Self::Deutan => DEUTAN,
            Self::Tritan => TRITAN,
        };
        rows.map(|row| {
            let sum: f32 = row
                .iter()
                .zip(light)
                .map(|(share, part)| share * part)
                .sum();
            sum.clamp(0.0, 1.0)
        })
    }

    /// How far apart two colours are for these eyes.
    #[must_use]
    pub fn distance(self, one: Rgb, other: Rgb) -> f32 {
        let lab = |color| lab_of_linear(self.light(color));
        let (a, b) = (lab(one), lab(other));
        let squares = a.iter().zip(b).map(|(x, y)| (x - y).powi(2));
        squares.sum::<f32>().sqrt()
    }
}

/// Where two colours of a schema come nearest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// How far apart they are there.
    pub distance: f32,
    /// For whose eyes.
    pub eye: Eye,
    /// In the dark theme.
    pub dark: bool,
}

/// Where two colours come nearest in the shades that the themes make of them.
#[must_use]
pub fn nearest(one: Rgb, other: Rgb) -> Nearest {
    let mut nearest = Nearest {
        distance: f32::INFINITY,
        eye: Eye::Usual,
        dark: false,
    };
    for theme in [Theme::light(), Theme::dark()] {
        let shade = |color| parts(theme.label_colors(color).line);
        let (a, b) = (shade(one), shade(other));
        for eye in Eye::ALL {
            let distance = eye.distance(a, b);
            if distance < nearest.distance {
                let dark = theme.dark;
                nearest = Nearest {
                    distance,
                    eye,
                    dark,
                };
            }
        }
    }
    nearest
}

/// Whether what is written has this colour would be hard to see on a theme's paper: below
/// the 3 : 1 that WCAG 2.2 asks of marks. The theme then shows another shade of it.
#[must_use]
pub fn is_shaded(color: Rgb, theme: &Theme) -> bool {
    super::contrast::contrast(color, parts(theme.paper)) < 3.0
}

/// Red, green and blue of `#rrggbb`.
#[must_use]
pub fn rgb_of(text: &str) -> Option<Rgb> {
    let is_hex = |it: &&str| it.len() == 6 && it.bytes().all(|b| b.is_ascii_hexdigit());
    let digits = text.strip_prefix('#').filter(is_hex)?;
    let part = |at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// `#rrggbb` of red, green and blue.
#[must_use]
pub fn text_of([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_two_of_the_safe_colours_stay_apart_for_all_eyes_in_both_themes() {
        let colors = SAFE.map(|text| rgb_of(text).unwrap());
        for (at, &one) in colors.iter().enumerate() {
            for &other in &colors[at + 1..] {
                let found = nearest(one, other);
                let (one, other) = (text_of(one), text_of(other));
                assert!(found.distance >= NEAR, "{one} and {other}: {found:?}");
            }
        }
    }

    #[test]
    fn the_labels_of_the_default_schema_stay_apart_too() {
        let labels = crate::model::schema::Schema::newspaper().labels;
        for (at, one) in labels.iter().enumerate() {
            for other in &labels[at + 1..] {
                let found = nearest(one.rgb(), other.rgb());
                assert!(
                    found.distance >= NEAR,
                    "{} and {}: {found:?}",
                    one.id,
                    other.id
                );
            }
        }
    }

    #[test]
    fn red_and_green_of_one_lightness_are_near_for_some_eyes_only() {
        let (red, green) = ([0xb0, 0x50, 0x30], [0x60, 0x78, 0x20]);
        assert!(Eye::Usual.distance(red, green) > 0.1);
        assert!(Eye::Deutan.distance(red, green) < Eye::Usual.distance(red, green) / 2.0);
        assert_eq!(Eye::Deutan.sees([128; 3]), [128; 3], "grey stays grey");
        assert!(nearest(red, red).distance < 1e-6);
    }

    #[test]
    fn colours_are_read_as_schemas_write_them() {
        assert_eq!(rgb_of("#0aFf10"), Some([10, 255, 16]));
        assert_eq!(text_of([10, 255, 16]), "#0aff10");
        for bad in ["", "#12", "#1234567", "#12é45", "123456", "#+1+1+1"] {
            assert_eq!(rgb_of(bad), None, "{bad}");
        }
        let (light, dark) = (Theme::light(), Theme::dark());
        assert!(is_shaded([255, 255, 0], light) && !is_shaded([255, 255, 0], dark));
    }
}
